//! The proof: held against every life there is, and on flaws planted by hand.

mod brute;
mod random;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use brute::Brute;
use sungari::narrative::explore::{
    Exploration, Finding, Flaw, Length, Longest, Progress, Stage, Stop, explore, lines, problems,
    vignettes,
};
use sungari::narrative::load;
use sungari::narrative::model::{Choice, Condition, Story};
use sungari::narrative::parse::{StoryFile, folder};
use sungari::narrative::run::{Playthrough, Step, transcript};
use sungari::narrative::work::in_turn;

use crate::changed::changed;
use crate::{check, generated, guide};

/// How many small stories are held against all their lives.
const STORIES: u64 = 3000;

fn names<T>(all: impl IntoIterator<Item = T>) -> BTreeSet<T>
where
    T: Ord,
{
    all.into_iter().collect()
}

/// The life that a walk leads to.
fn replay(story: &Story, walk: &[Step]) -> Playthrough {
    let mut life = Playthrough::begin(story, 0);
    for step in walk {
        assert_eq!(life.state().scene, step.scene);
        life.choose_outcome(story, step.choice, step.outcome).unwrap();
    }
    life
}

fn compare(story: &Story, brute: &Brute, found: &Exploration) {
    assert!(found.complete, "{:?}", found.stop);
    assert_eq!(names(found.scenes.unreached.clone()), brute.scenes_left(story), "scenes");
    assert_eq!(names(found.choices.unreached.clone()), brute.choices_left(story), "choices");
    let mut choices = BTreeSet::new();
    let mut blocks = BTreeSet::new();
    let mut turns = BTreeSet::new();
    let mut forms = BTreeSet::new();
    let mut dead = BTreeSet::new();
    let mut promises = BTreeSet::new();
    let mut held = BTreeSet::new();
    let mut is_trap = false;
    for finding in &found.findings {
        let life = replay(story, &finding.witness);
        let depth = finding.witness.len();
        match &finding.flaw {
            Flaw::DeadEnd(scene) => {
                dead.insert(*scene);
                assert_eq!(life.state().scene, *scene);
                assert!(life.open_choices(story).is_empty());
                assert_eq!(brute.nearest_dead_end(*scene), Some(depth));
            }
            Flaw::Loop(..) => {
                is_trap = true;
                assert!(brute.is_trapped(story, life.state()));
            }
            Flaw::Block(scene, key) => drop(blocks.insert((*scene, key.clone()))),
            Flaw::Turn(scene, key, turn, _) => {
                turns.insert((*scene, key.clone(), *turn - 1));
            }
            Flaw::Form(scene, key, index, _) => {
                forms.insert((*scene, key.clone(), *index));
            }
            Flaw::Held(variable, is_up, _) => {
                held.insert((*variable, *is_up));
                assert_eq!(brute.nearest_held(*variable, *is_up), Some(depth), "held");
            }
            Flaw::Choice(scene, choice) => {
                choices.insert(*choice);
                assert_eq!(life.state().scene, *scene);
            }
            Flaw::Broken(index) => {
                promises.insert(*index);
                let expected = brute.broken(&story.promises[*index]);
                assert_eq!(expected, (true, Some(depth)), "promise");
            }
            Flaw::Undecided(_) => panic!("small enough"),
            Flaw::Scene(_) | Flaw::Fact(_) | Flaw::Claim(_) | Flaw::Ending(_) => {}
        }
    }
    for (index, promise) in story.promises.iter().enumerate() {
        assert_eq!(promises.contains(&index), brute.broken(promise).0, "{promise:?}");
    }
    assert_eq!(choices, brute.choices_told(story), "choices told");
    assert_eq!(blocks, brute.blocks_left(story), "blocks");
    assert_eq!(turns, brute.turns_left(story), "turns");
    assert_eq!(forms, brute.forms_left(story), "forms");
    assert_eq!(dead, brute.dead_ends(), "dead ends");
    assert_eq!(held, brute.held(), "held");
    assert_eq!(is_trap, brute.has_trap(), "traps");
    assert_eq!(names(found.facts.unreached.clone()), brute.facts_left(story), "facts");
    assert_eq!(names(found.claims.unreached.clone()), brute.claims_left(story), "claims");
    for routes in &found.endings {
        let expected = brute.routes(story, routes.ending);
        let fewest = routes.fewest_choices.as_ref().map(Vec::len);
        assert_eq!(fewest, expected.fewest_choices, "fewest choices");
        if let Some(walk) = &routes.fewest_choices {
            let scene = replay(story, walk).state().scene;
            assert_eq!(story.scene(scene).ending, Some(routes.ending));
        }
        let length = expected.fewest_words.map_or(Length::None, Length::Of);
        assert_eq!(routes.fewest_words, length, "fewest words");
        let longest = |longest: &Longest| match longest {
            Longest::Of(number) => Some(Some(*number)),
            Longest::Unbounded(round) => {
                assert!(!round.is_empty());
                Some(None)
            }
            Longest::None => None,
            Longest::Between(..) | Longest::TooMany => panic!("small enough"),
        };
        assert_eq!(longest(&routes.most_choices), expected.most_choices, "most choices");
        assert_eq!(longest(&routes.most_words), expected.most_words, "most words");
    }
}

#[test]
fn small_stories_hold_exactly_what_all_their_lives_show() {
    let (mut compared, mut flawed, mut rich) = (0, 0, 0);
    for seed in 0..STORIES {
        let files = random::story(seed);
        let Some(story) = load(&files).story else { continue };
        let Some(brute) = Brute::of(&story) else { continue };
        rich += seed % 2;
        let found = explore(&story, &|_| true, &in_turn);
        compared += 1;
        flawed += usize::from(!found.findings.is_empty());
        let compared = std::panic::catch_unwind(|| compare(&story, &brute, &found));
        if compared.is_err() {
            let scenes = files.iter().filter(|file| file.path.starts_with("scenes"));
            let text: String = scenes.map(|file| format!("{}\n{}", file.path, file.text)).collect();
            panic!("story {seed}, of which it was said {found:#?}:\n{text}");
        }
    }
    assert!(compared > STORIES / 2, "{compared} stories were compared");
    assert!(rich > STORIES / 6, "{rich} of them have all of the language");
    assert!(flawed * 3 > STORIES as usize / 2, "{flawed} stories had flaws");
}

const CASES: &str = "tests/cases/explore";
const SEPARATOR: &str = "=== findings\n";

/// What an exploration says, finding by finding, each with its walk.
fn told(story: &Story, files: &[StoryFile], found: &Exploration) -> String {
    let mut text = String::new();
    for (problem, finding) in problems(story, files, found).iter().zip(&found.findings) {
        text += &check::told(std::slice::from_ref(problem));
        let walk = lines(story, &finding.witness);
        walk.iter().for_each(|line| text += &format!("    {line}\n"));
        let transcript = transcript(story, 0, &walk.join("\n"), |life| life);
        assert!(transcript.is_ok(), "{walk:?}: {transcript:?}");
    }
    for proof in vignettes(story, files, &|_| true, &in_turn) {
        text += &check::told(&proof.problems);
    }
    text
}

#[test]
fn every_planted_flaw_is_found_with_a_walk_that_shows_it() {
    let is_update = std::env::var_os("UPDATE_CASES").is_some();
    let mut differences = String::new();
    for (name, case) in check::cases(CASES) {
        let (changes, expected) = case.split_once(SEPARATOR).unwrap_or((&case, ""));
        let files = changed(changes);
        let loaded = load(&files);
        let story = loaded.story.unwrap_or_else(|| panic!("{name}: {:?}", loaded.problems));
        let found = explore(&story, &|_| true, &in_turn);
        let is_decided = found.findings.iter().all(|one| !matches!(one.flaw, Flaw::Undecided(_)));
        assert_eq!(found.complete, is_decided, "{name}");
        let told = told(&story, &files, &found);
        if is_update {
            let text = format!("{}\n\n{SEPARATOR}{told}", changes.trim_end());
            std::fs::write(format!("{CASES}/{name}"), text).unwrap();
        } else if told != expected {
            differences += &format!("{name}\nexpected:\n{expected}found:\n{told}\n");
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn the_shipped_story_is_proved_to_have_no_flaw() {
    let files = folder::read(Path::new("story")).unwrap();
    let story = load(&files).story.unwrap();
    let found = explore(&story, &|_| true, &in_turn);
    assert!(found.complete, "{:?}", found.stop);
    assert_eq!(told(&story, &files, &found), "");
}

#[test]
fn a_large_story_has_exactly_the_flaws_that_were_planted() {
    let made = generated::story(500);
    let story = load(&made.files).story.unwrap();
    let found = explore(&story, &|_| true, &in_turn);
    assert!(found.complete, "{:?}", found.stop);
    let mut impossible = made.impossible.clone();
    let mut closed = made.closed.clone();
    for finding in &found.findings {
        match &finding.flaw {
            Flaw::Choice(scene, choice) => {
                let line = Step { scene: *scene, choice: *choice, outcome: None }.line(&story);
                assert!(impossible.contains(&line), "{line}");
                impossible.retain(|planted| *planted != line);
            }
            Flaw::Scene(scene) => {
                let name = &story.scene(*scene).name;
                assert!(closed.contains(name), "{name}");
                closed.retain(|planted| planted != name);
            }
            Flaw::Held(..) | Flaw::Block(..) => {}
            other => panic!("{other:?} was not planted"),
        }
        replay(&story, &finding.witness);
    }
    assert!(impossible.is_empty() && closed.is_empty(), "{impossible:?} {closed:?}");
}

#[test]
fn what_is_not_proved_is_not_said() {
    let made = generated::story(100);
    let story = load(&made.files).story.unwrap();
    let left = AtomicUsize::new(60);
    let go_on = |progress: Progress| {
        progress.stage != Stage::Reaching || left.fetch_sub(1, Ordering::Relaxed) > 1
    };
    let found = explore(&story, &go_on, &in_turn);
    assert!(!found.complete && found.stop == Some(Stop::Halted));
    let never = |finding: &Finding| !matches!(finding.flaw, Flaw::DeadEnd(_) | Flaw::Held(..));
    assert!(!found.findings.iter().any(never), "{:?}", found.findings);
    assert!(found.scenes.reached() > 0 && !found.scenes.unreached.is_empty());
}

#[test]
fn visits_compared_with_visits_are_not_proved_for_ever() {
    let files = changed(
        "\n--- scenes/winter/pier.ron\n- if: \"has_letter and trust >= 2\"\n\
         + if: \"visits(pier) - visits(office) > 50\"\n",
    );
    let story = load(&files).story.unwrap();
    let found = explore(&story, &|_| true, &in_turn);
    assert!(!found.complete && found.stop == Some(Stop::Endless));
    assert!(found.findings.is_empty(), "{:?}", found.findings);
}

#[test]
fn large_stories_are_made_of_what_authors_write() {
    let story = load(&generated::story(500).files).story.unwrap();
    let choices: Vec<_> = story.scenes.iter().flat_map(|scene| scene.all_choices()).collect();
    let share = |is_it: &dyn Fn(&Choice) -> bool| {
        choices.iter().filter(|choice| is_it(choice)).count() * 100 / choices.len()
    };
    let shares = [
        share(&|choice| choice.condition != Condition::Always(true)),
        share(&|choice| !choice.effects.is_empty()),
        share(&|choice| choice.once),
        share(&|choice| format!("{:?}", choice.condition).contains("Visits")),
    ];
    let aims = [25, 40, 20, 10];
    let is_near = |(share, aim): (&usize, &usize)| share.abs_diff(*aim) <= 3;
    assert!(shares.iter().zip(&aims).all(is_near), "{shares:?}");
}

#[test]
fn the_promises_of_the_guide_are_kept() {
    let story = load(&guide::files()).story.unwrap();
    let found = explore(&story, &|_| true, &in_turn);
    assert!(found.complete, "{:?}", found.stop);
    let broken = found.findings.iter().filter(|one| matches!(one.flaw, Flaw::Broken(_)));
    assert_eq!(broken.count(), 0, "{}", told(&story, &guide::files(), &found));
    assert!(story.promises.len() > 4);
}

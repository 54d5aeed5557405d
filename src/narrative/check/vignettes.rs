//! Two-minute vignettes: each stands by itself, and is short.

use super::place::{List, Places};
use super::{calls, evidence, flow, wording};
use crate::narrative::diagnostic::{self, Diagnostic};
use crate::narrative::model::{Block, Passage, Scene, SceneId, Story, Way};

/// Lines that whoever stays reads of the route.
const LINES: usize = 5;
/// Words of a page that stands on the screen at once.
const PAGE: usize = 75;
/// Words before the first choice.
const FIRST: usize = 65;
/// Words of what is on record.
const RECORD: usize = 40;
/// Words in a paragraph and in a sentence of a vignette.
const SHORT: wording::Limits = wording::Limits { paragraph: 50, sentence: 25 };
/// Pages looked at; a vignette has a dozen.
const MOST: usize = 2_000;

/// The scenes of vignettes hold what is asked of every scene, and are short; the
/// routes are summed up in five lines, and each says what of it is on record.
pub(super) fn vignettes_stand_by_themselves(
    story: &Story,
    places: &mut Places<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    for vignette in story.vignettes.iter().filter(|vignette| vignette.summary.len() != LINES) {
        let at = places.item(List::Vignettes, &vignette.name, "summary");
        let lines = vignette.summary.len();
        problems.push(diagnostic::flow::vignette_lines(at, &vignette.name, lines, LINES));
    }
    for vignette in &story.vignettes {
        let (name, words) = (&vignette.name, vignette.on_record.split_whitespace().count());
        if words == 0 {
            problems.push(diagnostic::facts::nothing_on_record(
                places.item(List::Vignettes, name, "id"),
                name,
            ));
        } else if words > RECORD {
            let at = places.item(List::Vignettes, name, "on_record");
            problems.push(diagnostic::wording::long_record(at, words, RECORD));
        }
    }
    let Some(world) = story.vignette_world.as_deref() else { return };
    let mut entrances: Vec<SceneId> =
        story.vignettes.iter().map(|vignette| vignette.scene).collect();
    entrances.sort();
    entrances.dedup();
    evidence::scenes_show_facts(world, places, problems);
    evidence::counterparts_are_on_record(world, places, problems);
    flow::reached_from(world, &entrances, places, problems);
    flow::lead_to_endings(world, &entrances, "`closes: true`", places, problems);
    flow::choices_stay_open(world, places, problems);
    calls::calls_come_back(world, places, problems);
    wording::prose_is_shorter_than(world, SHORT, places, problems);
    for (index, scene) in world.scenes.iter().enumerate() {
        let is_first = entrances.contains(&SceneId::new(index));
        for page in pages(scene) {
            let begins = &page.begins;
            if page.words > PAGE {
                let at = places.keyed(scene, begins);
                problems.push(diagnostic::wording::long_page(at, page.words, PAGE));
            } else if is_first && page.is_first && page.words > FIRST {
                let at = places.keyed(scene, begins);
                problems.push(diagnostic::wording::late_choice(at, page.words, FIRST));
            }
        }
    }
}

/// What stands on the screen between two choices, as long as it gets.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Page {
    /// The key it begins with; empty where it shows nothing.
    begins: String,
    words: usize,
    /// Whether the scene begins with it.
    is_first: bool,
}

/// The pages of a scene, each key that one begins with once.
fn pages(scene: &Scene) -> Vec<Page> {
    let mut walk = Walk { scene, pages: Vec::new(), left: MOST };
    walk.go(vec![&scene.body], Page { begins: String::new(), words: 0, is_first: true });
    for choice in &scene.choices {
        if let Way::Stay(body) = &choice.way {
            walk.go(vec![body], Page { begins: String::new(), words: 0, is_first: false });
        }
    }
    let mut pages: Vec<Page> = walk.pages;
    pages.sort_by(|one, other| (&one.begins, other.words).cmp(&(&other.begins, one.words)));
    pages.dedup_by(|other, one| one.begins == other.begins);
    pages
}

struct Walk<'s> {
    scene: &'s Scene,
    pages: Vec<Page>,
    left: usize,
}

impl<'s> Walk<'s> {
    /// Reads on through blocks, the innermost list last.
    fn go(&mut self, mut ahead: Vec<&'s [Block]>, mut page: Page) {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            return;
        }
        while let Some(blocks) = ahead.pop() {
            let Some((block, rest)) = blocks.split_first() else { continue };
            ahead.push(rest);
            match block {
                Block::When { then, otherwise, .. } => {
                    for inner in [then, otherwise] {
                        self.go([ahead.as_slice(), &[inner]].concat(), page.clone());
                    }
                    return;
                }
                Block::Ask(asked) => {
                    for choice in asked.iter().map(|index| &self.scene.asked[*index]) {
                        if let Way::Stay(body) = &choice.way {
                            let next = Page { begins: String::new(), words: 0, is_first: false };
                            self.go([ahead.as_slice(), &[body]].concat(), next);
                        }
                    }
                    self.pages.push(page);
                    return;
                }
                block => {
                    let words = |passage: &Passage| passage.longest().split_whitespace().count();
                    let all = block.passages().iter().map(words);
                    page.words += match block {
                        Block::Turns { .. } => all.max().unwrap_or(0),
                        _ => all.sum(),
                    };
                    if let Some(first) = block.passages().first().filter(|_| page.begins.is_empty())
                    {
                        page.begins.clone_from(&first.key);
                    }
                }
            }
        }
        self.pages.push(page);
    }
}

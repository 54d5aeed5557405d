//! Two-minute vignettes: the list of them, one from its beginning to its end, and
//! the way from there into the story.

use super::reading::Reading;
use super::shelf::Shelf;
use super::talk::{Stop, Talk};
use super::{Desk, paper::Paper};
use crate::narrative::explore::life_of;
use crate::narrative::model::{Story, Vignette};
use crate::narrative::record::shown;
use crate::narrative::run::Playthrough;

/// Where somebody goes from the vignettes.
pub(super) enum Went {
    /// To where they were before.
    Back,
    /// On in the story, in this life.
    On(Box<Playthrough>),
}

/// Lets somebody pick vignettes until they stay or have enough. With `first` they
/// begin with that one.
pub(super) fn vignettes(
    talk: &mut Talk<'_, '_>,
    first: Option<usize>,
    seed: u64,
) -> Result<Went, Stop> {
    let Desk { story, strings, .. } = talk.desk;
    let mut picked = first;
    loop {
        let index = match picked.take() {
            Some(index) => index,
            None => {
                let mut lines: Vec<String> =
                    story.vignettes.iter().map(|vignette| line(talk.desk, vignette)).collect();
                lines.push(strings.get("vignettes-back"));
                talk.write("\n")?;
                talk.say("vignettes-pick")?;
                let lines: Vec<_> = lines.iter().map(String::as_str).collect();
                talk.pick(&lines)?
            }
        };
        let Some(vignette) = story.vignettes.get(index) else { return Ok(Went::Back) };
        let Some(alone) = story.of_vignette(vignette) else { return Ok(Went::Back) };
        go_through(talk, vignette, &alone, seed)?;
        if let Some(life) = stay(talk, vignette, seed)? {
            return Ok(Went::On(Box::new(life)));
        }
    }
}

/// Its title, and what it is taken from.
fn line(Desk { story, strings, .. }: Desk<'_>, vignette: &Vignette) -> String {
    let title = ("title", vignette.title.as_str().into());
    match vignette.part.map(|part| story.part(part)) {
        Some(part) => {
            let part = ("part", part.number.as_str().into());
            strings.with("vignettes-line", &[title, part])
        }
        None => strings.with("vignettes-line-prologue", &[title]),
    }
}

/// Reads a vignette to its end.
fn go_through(
    talk: &mut Talk<'_, '_>,
    vignette: &Vignette,
    alone: &Story,
    seed: u64,
) -> Result<(), Stop> {
    let desk = Desk { story: alone, ..talk.desk };
    let talk = Talk { desk, terminal: &mut *talk.terminal };
    let shelf = Shelf::new(alone, (None, Vec::new()));
    Reading::new(talk, shelf, seed, None).go_through_vignette(vignette)
}

/// What stands at the end of a vignette: what is on record, and what is invented.
pub(super) fn closing(desk: Desk<'_>, vignette: &Vignette, life: &Playthrough) -> String {
    let Desk { story, strings, paper } = desk;
    let seen = shown(story, life);
    let mut text = paper.paragraph(&strings.get("vignette-over"));
    text.push('\n');
    for fact in &seen.facts {
        let words = [
            ("grade", story.frame.grade(fact.grade).into()),
            ("statement", fact.statement.as_str().into()),
        ];
        text += &paper.paragraph(&strings.with("closing-counterpart", &words));
    }
    let words = [("words", vignette.on_record.as_str().into())];
    text += &paper.paragraph(&strings.with("vignette-on-record", &words));
    for scene in &seen.scenes {
        let words = [("invented", scene.invented.as_str().into())];
        text += &paper.paragraph(&strings.with("facts-invented", &words));
    }
    text
}

/// Asks whether to go on in the story; the life in which that is so.
fn stay(
    talk: &mut Talk<'_, '_>,
    vignette: &Vignette,
    seed: u64,
) -> Result<Option<Playthrough>, Stop> {
    let Desk { story, strings, paper } = talk.desk;
    // A route that the story does not have any more leads nowhere.
    let Ok(life) = life_of(story, vignette, seed) else { return Ok(None) };
    let ways = ["vignette-stay", "vignette-another"].map(|key| strings.get(key));
    talk.write("\n")?;
    let ways = ways.each_ref().map(String::as_str);
    if talk.pick(&ways)? == 1 {
        return Ok(None);
    }
    let mut text = format!("\n{}", paper.paragraph(&strings.get("vignette-until-now")));
    text += &lines(paper, vignette);
    talk.write(&text)?;
    Ok(Some(life))
}

fn lines(paper: Paper, vignette: &Vignette) -> String {
    vignette.summary.iter().map(|line| paper.paragraph(line)).collect()
}

//! A life that is led to a scene, for `play --at`, or by the code of an exhibit,
//! for `play --from`.

use super::Answer;
use crate::narrative::diagnostic::nearest;
use crate::narrative::explore::{lines, walk_to};
use crate::narrative::parse::StoryFile;
use crate::narrative::run::{Playthrough, life_of_code};
use crate::terminal::Status;

/// The shortest life that comes to a scene, on its page; nothing where the story
/// has errors, which whoever shows it tells.
///
/// # Errors
/// When the story has no such scene, or no life comes there.
pub fn lead_to(files: &[StoryFile], scene: &str) -> Result<Option<Playthrough>, Answer> {
    let Some(story) = crate::narrative::load(files).story else { return Ok(None) };
    let refuse = |why: String| {
        let err = format!("error: {why}\n");
        Err(Answer { out: String::new(), err, status: Status::Problems })
    };
    let Some(id) = story.scene_named(scene) else {
        let names = story.scenes.iter().map(|scene| scene.name.as_str());
        let meant = nearest(scene, names).map(|name| format!("; did you mean `{name}`?"));
        return refuse(format!("there is no scene `{scene}`{}", meant.unwrap_or_default()));
    };
    let Some(walk) = walk_to(&story, id) else {
        return refuse(format!("no life comes to `{scene}`; `sungari explore` tells what is shut"));
    };
    let mut life = Playthrough::begin(&story, 0);
    for step in &walk {
        if life.choose_outcome(&story, step.choice, step.outcome).is_err() {
            let walk = lines(&story, &walk).join(", ");
            return refuse(format!("the way to `{scene}` could not be gone: {walk}"));
        }
    }
    Ok(Some(life))
}

/// The life that the code of an exhibit leads to; nothing where the story has
/// errors, which whoever shows it tells. `seed` is the chance of what follows.
///
/// # Errors
/// When the code leads nowhere in the story.
pub fn follow(files: &[StoryFile], code: &str, seed: u64) -> Result<Option<Playthrough>, Answer> {
    let Some(story) = crate::narrative::load(files).story else { return Ok(None) };
    life_of_code(&story, code, seed).map(Some).map_err(|why| {
        let err = format!("error: the code `{code}` cannot be followed: {why}\n");
        Answer { out: String::new(), err, status: Status::Problems }
    })
}

/// Whether a story has a vignette, as far as it can be read.
///
/// # Errors
/// When it has none with this id.
pub fn know_vignette(files: &[StoryFile], vignette: &str) -> Result<(), Answer> {
    let Some(story) = crate::narrative::load(files).story else { return Ok(()) };
    if story.vignette_named(vignette).is_some() {
        return Ok(());
    }
    let names = || story.vignettes.iter().map(|vignette| vignette.name.as_str());
    let why = match (nearest(vignette, names()), names().next()) {
        (Some(meant), _) => format!("; did you mean `{meant}`?"),
        (None, None) => "; the story has none".into(),
        (None, Some(_)) => format!("; there are {}", names().collect::<Vec<_>>().join(", ")),
    };
    let err = format!("error: there is no vignette `{vignette}`{why}\n");
    Err(Answer { out: String::new(), err, status: Status::Problems })
}

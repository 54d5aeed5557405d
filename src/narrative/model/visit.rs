//! Two-minute visits: little stories that stand by themselves beside the whole.

use super::{Ending, EndingId, PartId, SceneId, Story};

/// A vignette for somebody who has two minutes, and may stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The id authors use.
    pub name: String,
    /// What readers see of it in a list.
    pub title: String,
    /// The part it is taken from; nothing for a prologue.
    pub part: Option<PartId>,
    /// The scene it begins in, of those in [`Story::visiting`].
    pub scene: SceneId,
    /// The scene of the whole story in which whoever stays goes on.
    pub goes_on: SceneId,
    /// The choices that lead there, each a line as a walk has it.
    pub route: Vec<String>,
    /// What that route comes to, in lines.
    pub summary: Vec<String>,
}

/// Every scene that closes a visit has this ending of [`Story::visiting`].
pub const CLOSES: EndingId = EndingId(0);

impl Story {
    /// The visit with this name.
    pub fn visit_named(&self, name: &str) -> Option<&Visit> {
        self.visits.iter().find(|visit| visit.name == name)
    }

    /// A visit as a story of its own, which begins in its scene and is printed in
    /// the inks of its part. Nothing where the story has no scenes for visits.
    pub fn of_visit(&self, visit: &Visit) -> Option<Story> {
        let mut story = Story::clone(self.visiting.as_deref()?);
        let part = visit.part.unwrap_or(PartId(0));
        story.start = visit.scene;
        story.endings = vec![Ending {
            name: visit.name.clone(),
            title: visit.title.clone(),
            document: String::new(),
            complete: true,
        }];
        for scene in &mut story.scenes {
            let fits = &story.backdrops[scene.backdrop.index()].fits;
            let is_drawn = fits.iter().any(|(place, light)| {
                *place == scene.place && light.is_none_or(|light| light == scene.light)
            });
            scene.part = part;
            if !is_drawn {
                scene.backdrop = story.parts[part.index()].sky;
            }
        }
        Some(story)
    }

    /// The scenes of the whole story, then those of its visits.
    pub fn scenes_and_visits(&self) -> impl Iterator<Item = &super::Scene> + Clone {
        self.scenes.iter().chain(self.visiting.iter().flat_map(|visiting| &visiting.scenes))
    }
}

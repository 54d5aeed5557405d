//! Two-minute vignettes: little stories that stand by themselves beside the whole.

use super::{BackdropId, Ending, EndingId, PartId, Scene, SceneId, Story};

/// A vignette for somebody who has two minutes, and may stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vignette {
    /// The id authors use.
    pub name: String,
    /// What readers see of it in a list.
    pub title: String,
    /// The part it is taken from; nothing for a prologue.
    pub part: Option<PartId>,
    /// The scene it begins in, of those in [`Story::vignette_world`].
    pub scene: SceneId,
    /// The scene of the whole story in which whoever stays goes on.
    pub goes_on: SceneId,
    /// The choices that lead there, each a line as a walk has it.
    pub route: Vec<String>,
    /// What that route comes to, in lines.
    pub summary: Vec<String>,
    /// What of it is on record, in the author’s words.
    pub on_record: String,
}

/// Every scene that closes a vignette has this ending of [`Story::vignette_world`].
pub const CLOSES: EndingId = EndingId(0);

impl Story {
    /// The vignette with this name.
    pub fn vignette_named(&self, name: &str) -> Option<&Vignette> {
        self.vignettes.iter().find(|vignette| vignette.name == name)
    }

    /// A vignette as a story of its own, which begins in its scene and is printed in
    /// the inks of its part. Nothing where the story has no scenes for vignettes.
    pub fn of_vignette(&self, vignette: &Vignette) -> Option<Story> {
        let mut story = Story::clone(self.vignette_world.as_deref()?);
        let part = vignette.part.unwrap_or(PartId(0));
        story.start = vignette.scene;
        story.endings = vec![Ending {
            name: vignette.name.clone(),
            title: vignette.title.clone(),
            document: String::new(),
            complete: true,
        }];
        for index in 0..story.scenes.len() {
            let backdrop = story.drawn_in(&story.scenes[index], part);
            let scene = &mut story.scenes[index];
            scene.backdrop = backdrop;
            scene.part = part;
        }
        Some(story)
    }

    /// The picture of a vignette’s first page, and the part in whose inks it is
    /// printed.
    pub fn first_picture(&self, vignette: &Vignette) -> Option<(BackdropId, PartId)> {
        let world = self.vignette_world.as_deref()?;
        let part = vignette.part.unwrap_or(PartId(0));
        Some((world.drawn_in(world.scene(vignette.scene), part), part))
    }

    /// The picture of a vignette’s scene: the sky of the part, where none fits.
    fn drawn_in(&self, scene: &Scene, part: PartId) -> BackdropId {
        let fits = &self.backdrops[scene.backdrop.index()].fits;
        let is_drawn = fits.iter().any(|(place, light)| {
            *place == scene.place && light.is_none_or(|light| light == scene.light)
        });
        if is_drawn { scene.backdrop } else { self.parts[part.index()].sky }
    }

    /// The scenes of the whole story, then those of its vignettes.
    pub fn scenes_and_vignettes(&self) -> impl Iterator<Item = &Scene> + Clone {
        self.scenes.iter().chain(self.vignette_world.iter().flat_map(|world| &world.scenes))
    }
}

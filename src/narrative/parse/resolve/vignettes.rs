//! Two-minute vignettes: `vignettes` in `story.ron`, and the scenes in `scenes/vignettes`.
//!
//! Those scenes are a world of their own: no name leads from the story into it,
//! or out of it.

use std::collections::BTreeSet;

use super::files::{Files, SceneFile};
use super::{Known, Resolver, Scenes, check_id, derived, format, gather};
use crate::narrative::diagnostic::{At, Diagnostic, names, names::Kind};
use crate::narrative::model::{Backdrop, Ending, PartId, SceneId, Story, Vignette};
use crate::narrative::parse::StoryFile;

/// The folder under `scenes` whose scenes are of vignettes, unless a part is called
/// so.
pub(super) const FOLDER: &str = "vignettes";

impl<'t> Files<'t> {
    /// Takes the scenes of vignettes out, and remembers both sorts by name.
    pub(super) fn take_vignettes(&mut self) -> Vec<SceneFile<'t>> {
        let is_part = self
            .story
            .as_ref()
            .is_some_and(|(_, story)| story.parts.items.iter().any(|part| part.id.text == FOLDER));
        let of_vignettes = |scene: &mut SceneFile<'t>| scene.part == FOLDER && !is_part;
        let taken: Vec<_> = self.scenes.extract_if(.., of_vignettes).collect();
        self.across = taken.iter().map(|scene| scene.name.to_owned()).collect();
        taken
    }

    /// Puts the scenes of vignettes in the place of those of the story.
    pub(super) fn turn_to_vignettes(&mut self, scenes: Vec<SceneFile<'t>>) {
        let whole = std::mem::replace(&mut self.scenes, scenes);
        let names = whole.iter().map(|scene| scene.name.to_owned());
        self.across = names.collect::<BTreeSet<_>>();
        self.is_of_vignettes = true;
    }
}

impl Resolver<'_, '_> {
    /// The vignettes as far as the story’s own names go; their scenes are found
    /// among those of vignettes.
    pub(super) fn vignettes(
        &mut self,
        file: &StoryFile,
        story: &format::Story<'_>,
    ) -> Vec<Vignette> {
        let mut vignettes: Vec<Vignette> = Vec::new();
        for (index, written) in story.vignettes.iter().enumerate() {
            let at = || At { file, span: written.id.span() };
            check_id(&written.id, at(), self.problems);
            let is_same = |other: &&format::Vignette<'_>| other.id.text == written.id.text;
            if let Some(first) = story.vignettes[..index].iter().find(is_same) {
                let first = At { file, span: first.id.span() };
                self.report(names::id_twice(at(), Kind::Vignette, &written.id.text, first));
            }
            let title = self.line(file, &written.title);
            let part = written.part.as_ref();
            let part = part.map(|part| self.link(file, part, |names| &names.parts, PartId::new));
            let goes_on = self.link(file, &written.goes_on, |names| &names.scenes, SceneId::new);
            let summary = written.summary.items.iter().map(|line| self.line(file, line)).collect();
            let on_record = self.optional(file, &written.on_record);
            // What leads nowhere is an error, and then there is no story.
            vignettes.push(Vignette {
                name: written.id.text.to_string(),
                title,
                part: part.flatten(),
                scene: SceneId::new(0),
                goes_on: goes_on.unwrap_or(SceneId::new(0)),
                route: written.route.iter().map(|step| step.text.trim().to_owned()).collect(),
                summary,
                on_record: on_record.unwrap_or_default(),
            });
        }
        vignettes
    }
}

/// The world of the vignettes: the story’s, with other scenes. Puts in where each
/// vignette begins.
pub(super) fn world(
    files: &Files<'_>,
    backdrops: &[Backdrop],
    whole: &Story,
    vignettes: &mut [Vignette],
    problems: &mut Vec<Diagnostic>,
) -> Option<Story> {
    // What is wrong with what both share was told.
    let mut names = gather(files, &mut Vec::new());
    derived::resolve(files, &mut names, &mut Vec::new());
    let mut resolver = Resolver { names: &names, problems };
    if let Some((file, story)) = &files.story {
        for (written, vignette) in story.vignettes.iter().zip(vignettes) {
            let scene = resolver.link(file, &written.scene, |names| &names.scenes, SceneId::new);
            vignette.scene = scene.unwrap_or(SceneId::new(0));
        }
    }
    if files.scenes.is_empty() {
        return None;
    }
    let known = Known { people: &whole.cast, places: &whole.places, terms: &whole.terms };
    let Scenes { scenes, choice_scenes, pools } = resolver.scenes(files, backdrops, known);
    let closing = Ending {
        name: FOLDER.into(),
        title: String::new(),
        document: String::new(),
        complete: true,
    };
    Some(Story {
        scenes,
        choice_scenes,
        pools,
        start: SceneId::new(0),
        turns: names.turns.into_inner(),
        endings: vec![closing],
        promises: Vec::new(),
        vignettes: Vec::new(),
        vignette_world: None,
        ..whole.clone()
    })
}

//! A profile: what one venue changes of a story, written beside it.
//!
//! A school, a memorial and a city museum show the same story, with the
//! warnings, vignettes, pictures and numbers of objects that are right for those
//! who come to them. The story’s files stay as they are.

mod format;

use super::config::{self, Config, Maker, Object};
use crate::narrative::diagnostic::names::Kind;
use crate::narrative::diagnostic::{At, Diagnostic, kiosk as tell};
use crate::narrative::model::{
    Backdrop, BackdropId, Block, Hand, Passage, Prose, Scene, Span, Story,
};
use crate::narrative::parse::StoryFile;
use crate::narrative::parse::decode::Required;
use crate::narrative::parse::tree::Words;

/// What a venue changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// What its staff call it.
    pub name: String,
    /// The vignettes to offer, in this order; none: as the kiosk’s file says.
    pub vignettes: Vec<String>,
    /// What visitors are warned of besides, or in other words.
    pub warnings: Vec<Warning>,
    /// Which scenes are shown with another of the story’s pictures.
    pub pictures: Vec<Picture>,
    /// Objects in the room, besides those of the kiosk’s file or in their place.
    pub objects: Vec<Object>,
}

/// A warning before a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Warning {
    /// The scene.
    pub scene: String,
    /// What to warn of, in a word or two each; none: as the story says.
    pub content: Vec<String>,
    /// What can be read instead, in paragraphs; none: as the story says.
    pub summary: Vec<String>,
    /// Nobody is asked: the summary is what there is to read.
    pub only_summary: bool,
}

/// Another picture for a scene.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The scene.
    pub scene: String,
    /// The backdrop to show.
    pub show: String,
}

/// What came of reading a profile.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The profile, unless a problem is an error.
    pub profile: Option<Profile>,
    /// Everything that is wrong, in order of line and column.
    pub problems: Vec<Diagnostic>,
}

/// Reads a profile, and holds it to the story, if there is one at hand.
pub fn load(file: &StoryFile, story: Option<&Story>) -> Loaded {
    let (profile, problems) = config::read(file, |written: format::Profile<'_>, maker| {
        if let Some(story) = story {
            names(&written, maker, story);
        }
        says_nothing(&written, maker);
        maker.twice(written.vignettes.iter());
        maker.twice(written.objects.iter().map(|object| &object.scene));
        maker.twice(written.warnings.iter().map(|warning| &warning.scene));
        maker.twice(written.pictures.iter().map(|picture| &picture.scene));
        profile(&written, maker)
    });
    Loaded { profile: profile.filter(|_| config::is_sound(&problems)), problems }
}

/// A problem for a profile that cannot be read at all.
pub fn unread(file: &StoryFile, why: &str) -> Diagnostic {
    tell::no_profile(At { file, span: 0..0 }, why)
}

fn profile<'t>(written: &format::Profile<'t>, maker: &mut Maker<'_, 't>) -> Profile {
    maker.format(&written.format);
    Profile {
        name: maker.line(&written.name),
        vignettes: written.vignettes.iter().map(|name| name.text.to_string()).collect(),
        warnings: (written.warnings.iter())
            .map(|warning| Warning {
                scene: warning.scene.text.to_string(),
                content: lines(warning.content.as_ref(), maker),
                summary: lines(warning.summary.as_ref(), maker),
                only_summary: warning.only_summary,
            })
            .collect(),
        pictures: (written.pictures.iter())
            .map(|picture| Picture {
                scene: picture.scene.text.to_string(),
                show: picture.show.text.to_string(),
            })
            .collect(),
        objects: maker.objects(&written.objects),
    }
}

fn lines<'t>(words: Option<&Required<Words<'t>>>, maker: &mut Maker<'_, 't>) -> Vec<String> {
    let items = words.iter().flat_map(|words| &words.items);
    items.map(|words| maker.line(words)).collect()
}

/// Holds a profile’s names to the story, and its warnings to what the story
/// warns of itself.
fn names<'t>(written: &format::Profile<'t>, maker: &mut Maker<'_, 't>, story: &Story) {
    maker.known(&written.vignettes, Kind::Vignette, story);
    maker.known(written.objects.iter().map(|object| &object.scene), Kind::Scene, story);
    maker.known(written.pictures.iter().map(|picture| &picture.scene), Kind::Scene, story);
    maker.known(written.pictures.iter().map(|picture| &picture.show), Kind::Backdrop, story);
    maker.known(written.warnings.iter().map(|warning| &warning.scene), Kind::Scene, story);
    for warning in &written.warnings {
        let name = &warning.scene.text;
        let scene = story.scenes_and_vignettes().find(|scene| scene.name == **name);
        let is_whole = warning.content.is_some() && warning.summary.is_some();
        let is_alone = scene.is_some_and(|scene| scene.content.is_empty()) && !is_whole;
        if is_alone && !is_empty(warning) {
            let at = maker.at(&warning.scene);
            maker.problems.push(tell::no_warning(at, name));
        }
    }
}

/// Reports warnings in which nothing is said.
fn says_nothing<'t>(written: &format::Profile<'t>, maker: &mut Maker<'_, 't>) {
    for warning in written.warnings.iter().filter(|warning| is_empty(warning)) {
        let at = maker.at(&warning.scene);
        maker.problems.push(tell::warns_of_nothing(at, &warning.scene.text));
    }
}

fn is_empty(warning: &format::Warning<'_>) -> bool {
    warning.content.is_none() && warning.summary.is_none() && !warning.only_summary
}

impl Profile {
    /// Changes a kiosk and its story as the venue wants it. What the story does not
    /// know is passed over.
    pub fn apply(&self, config: &mut Config, story: &mut Story) {
        if !self.vignettes.is_empty() {
            config.vignettes.clone_from(&self.vignettes);
        }
        let is_ours = |scene: &str| self.objects.iter().any(|object| object.scene == scene);
        config.objects.retain(|object| !is_ours(&object.scene));
        config.objects.extend(self.objects.iter().cloned());
        config.venue = Some(self.name.clone());
        let only = self.warnings.iter().filter(|warning| warning.only_summary);
        let mut only: Vec<String> = only.map(|warning| warning.scene.clone()).collect();
        let worlds = story.vignette_world.as_deref_mut();
        if let Some(world) = worlds {
            self.dress(&mut world.scenes, &mut world.backdrops);
        }
        self.dress(&mut story.scenes, &mut story.backdrops);
        let has_summary = |name: &String| {
            story.scenes_and_vignettes().any(|scene| scene.name == *name && is_warned_of(scene))
        };
        only.retain(has_summary);
        config.summaries = only;
    }

    fn dress(&self, scenes: &mut [Scene], backdrops: &mut [Backdrop]) {
        for scene in scenes {
            let warning = self.warnings.iter().find(|warning| warning.scene == scene.name);
            let is_whole = |warning: &&Warning| {
                is_warned_of(scene) || !warning.content.is_empty() && !warning.summary.is_empty()
            };
            // Half a warning for a page of another story that has none leads to an
            // empty page.
            if let Some(Warning { content, summary, .. }) = warning.filter(is_whole) {
                if !content.is_empty() {
                    scene.content.clone_from(content);
                }
                if !summary.is_empty() {
                    scene.summary = summary.iter().map(|words| paragraph(words)).collect();
                }
            }
            let picture = self.pictures.iter().find(|picture| picture.scene == scene.name);
            let shown = picture.and_then(|picture| {
                backdrops.iter().position(|backdrop| backdrop.name == picture.show)
            });
            if let Some(index) = shown {
                scene.backdrop = BackdropId::new(index);
                // A vignette shows the sky in place of a picture that does not fit.
                let fit = (scene.place, Some(scene.light));
                if !backdrops[index].fits.contains(&fit) {
                    backdrops[index].fits.push(fit);
                }
            }
        }
    }
}

fn is_warned_of(scene: &Scene) -> bool {
    !scene.content.is_empty() && !scene.summary.is_empty()
}

fn paragraph(words: &str) -> Block {
    let text = words.to_owned();
    let span = Span { text, emphasis: false, mark: None, hand: Hand::None };
    // No word of a summary is ever asked for by its key.
    Block::Text(Passage { key: String::new(), prose: Prose::Plain(vec![span]) })
}

//! What is counted, in words: the story’s where it is at hand, else its ids.

use std::collections::BTreeMap;

use crate::museum::counts::{AFTER, ALL, End, Kind, NO_SCENE};
use crate::narrative::model::{Scene, Story};

/// Words for the names of totals.
pub(super) struct Words<'s> {
    vignettes: Vec<(&'s str, &'s str)>,
    scenes: BTreeMap<&'s str, &'s Scene>,
    facts: BTreeMap<&'s str, &'s str>,
}

impl<'s> Words<'s> {
    /// The words of a story, or of none.
    pub(super) fn of(story: Option<&'s Story>) -> Words<'s> {
        let scenes = story.into_iter().flat_map(Story::scenes_and_vignettes);
        let facts = story.into_iter().flat_map(|story| &story.facts);
        let vignettes = story.into_iter().flat_map(|story| &story.vignettes);
        Words {
            vignettes: vignettes.map(|it| (it.name.as_str(), it.title.as_str())).collect(),
            scenes: scenes.map(|scene| (scene.name.as_str(), scene)).collect(),
            facts: facts.map(|fact| (fact.name.as_str(), fact.statement.as_str())).collect(),
        }
    }

    /// The vignettes in the story’s order.
    pub(super) fn vignettes(&self) -> impl Iterator<Item = &'s str> {
        self.vignettes.iter().map(|(name, _)| *name)
    }

    /// The keys of a scene’s choices, in its order.
    pub(super) fn choices(&self, scene: &str) -> Vec<&'s str> {
        let scene = self.scenes.get(scene);
        let choices = scene.into_iter().flat_map(|scene| scene.all_choices());
        choices.map(|choice| choice.key.as_str()).collect()
    }

    /// A name in words.
    pub(super) fn of_total(&self, kind: Kind, name: &str) -> String {
        let found = match kind {
            Kind::Visit => Some("visits"),
            Kind::VignetteBegun | Kind::VignetteFinished | Kind::Stayed => {
                self.vignettes.iter().find(|(known, _)| *known == name).map(|(_, title)| *title)
            }
            Kind::Scene | Kind::LeftAt if name == NO_SCENE => Some("before the first scene"),
            Kind::Scene | Kind::LeftAt if name == AFTER => Some("after what they chose to read"),
            Kind::Scene | Kind::LeftAt => self.scenes.get(name).map(|scene| scene.title.as_str()),
            Kind::Choice => self.choice(name),
            Kind::Fact => self.facts.get(name).copied(),
            Kind::Dwell => dwell(name),
            Kind::Ended => End::ALL.iter().find(|end| end.name() == name).map(|end| match end {
                End::Left => "the visitor ended it",
                End::TimedOut => "nobody answered “still there?”",
                End::ClosedByStaff => "closed by staff",
            }),
            Kind::Enlarged if name == ALL => Some("enlarged"),
            Kind::Enlarged => return format!("{name} %"),
        };
        found.unwrap_or(name).to_owned()
    }

    fn choice(&self, name: &str) -> Option<&'s str> {
        let (scene, key) = name.rsplit_once('.')?;
        let scene = self.scenes.get(scene)?;
        let choice = scene.all_choices().find(|choice| choice.key == key)?;
        Some(&choice.label).filter(|label| !label.is_empty()).map(String::as_str)
    }
}

fn dwell(name: &str) -> Option<&'static str> {
    Some(match name {
        "under_30_s" => "under 30 seconds",
        "30_to_60_s" => "30 to 60 seconds",
        "1_to_2_min" => "1 to 2 minutes",
        "2_to_5_min" => "2 to 5 minutes",
        "5_to_10_min" => "5 to 10 minutes",
        "over_10_min" => "over 10 minutes",
        _ => return None,
    })
}

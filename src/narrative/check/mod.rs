//! What is wrong with a story that parses: what only the whole can show.
//!
//! Whether every life comes to an end is proved elsewhere, by playing every
//! one; here a story is looked at as it lies.

mod always;
mod calls;
mod evidence;
mod flow;
mod links;
mod longest;
pub(in crate::narrative) mod place;
mod usage;
mod vignettes;
mod wording;

use super::diagnostic::{self, Diagnostic};
use super::model::{Scene, Story};
use super::parse::StoryFile;
use super::work::{self, Workers};
use place::Places;

/// Every problem that shows only in the whole story.
pub fn check(story: &Story, files: &[StoryFile], workers: Workers<'_>) -> Vec<Diagnostic> {
    const RULES: [fn(&Story, &mut Places<'_>, &mut Vec<Diagnostic>); 18] = [
        evidence::scenes_show_facts,
        evidence::facts_are_raised,
        evidence::sources_are_cited,
        evidence::claims_are_made,
        evidence::terms_are_raised,
        evidence::counterparts_are_on_record,
        usage::people_and_places_are_met,
        usage::variables_matter,
        usage::backdrops_are_seen,
        flow::scenes_are_reached,
        flow::scenes_lead_to_endings,
        flow::choices_stay_open,
        calls::calls_come_back,
        calls::returns_have_calls,
        wording::prose_is_short,
        wording::notes_are_short,
        wording::tags_are_spelt_alike,
        vignettes::vignettes_stand_by_themselves,
    ];
    let told = work::each(&RULES, 1, workers, |rule| {
        let mut problems = Vec::new();
        rule(story, &mut Places::new(files), &mut problems);
        problems
    });
    let mut problems = told.concat();
    diagnostic::sort(&mut problems);
    problems
}

/// How much there is of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Scenes.
    pub scenes: usize,
    /// Choices, fallbacks included; those that scenes share count once.
    pub choices: usize,
    /// Words of prose and of choices.
    pub words: usize,
    /// Facts.
    pub facts: usize,
    /// Sources.
    pub sources: usize,
    /// Claims.
    pub claims: usize,
    /// Endings.
    pub endings: usize,
}

/// How much there is of a story.
pub fn counts(story: &Story) -> Counts {
    let choices = story.scenes.iter().flat_map(Scene::all_choices);
    Counts {
        scenes: story.scenes.len(),
        choices: choices.filter(|choice| choice.counts_as == choice.id).count(),
        words: story.words(),
        facts: story.facts.len(),
        sources: story.sources.len(),
        claims: story.claims.len(),
        endings: story.endings.len(),
    }
}

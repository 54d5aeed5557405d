//! One reading: what is typed, and what it does to the life and the page.

use std::collections::BTreeMap;

use super::command::Command;
use super::margin::{self, Depth};
use super::shelf::{Shelf, Unkept};
use super::talk::{Stop, Talk};
use super::vignette::Went;
use super::{Desk, ending, notebook, page, vignette};
use crate::narrative::model::{Date, Mark, PartId, SceneId, Vignette};
use crate::narrative::record::epilogue;
use crate::narrative::run::save::Card;
use crate::narrative::run::{BlockView, Playthrough, SceneView, claims_heard, marks, view};
use crate::store::Slot;

/// What somebody may begin with.
#[derive(Clone, Copy)]
enum Offered {
    /// A life that was kept.
    Life(Slot),
    New,
    Vignettes,
}

/// Somebody reading.
pub(super) struct Reading<'a, 't> {
    desk: Desk<'a>,
    talk: Talk<'a, 't>,
    shelf: Shelf,
    seed: u64,
    life: Playthrough,
    /// Which pages with a warning the reader has answered for, and whether
    /// they read the summary.
    in_summary: BTreeMap<SceneId, bool>,
    part_shown: Option<PartId>,
    /// Whether the life was led somewhere before, so that none is to be picked.
    is_led: bool,
    /// The vignette that it is, if it is one; of that nothing is kept.
    vignette: Option<&'a Vignette>,
}

impl<'a, 't> Reading<'a, 't> {
    /// A reading of a story, before anything is said.
    pub(super) fn new(
        talk: Talk<'a, 't>,
        shelf: Shelf,
        seed: u64,
        life: Option<Playthrough>,
    ) -> Self {
        let desk = talk.desk;
        Reading {
            is_led: life.is_some(),
            life: life.unwrap_or_else(|| Playthrough::begin(desk.story, seed)),
            desk,
            talk,
            shelf,
            seed,
            in_summary: BTreeMap::new(),
            part_shown: None,
            vignette: None,
        }
    }

    /// Reads until the reader leaves or the terminal fails; begins with a vignette
    /// where one is named.
    pub(super) fn run(&mut self, vignette: Option<usize>) -> Stop {
        if let Err(stop) = self.open(vignette) {
            return stop;
        }
        loop {
            if let Err(stop) = self.obey_next() {
                return stop;
            }
        }
    }

    /// The title, the question which life to read, and the first page.
    fn open(&mut self, vignette: Option<usize>) -> Result<(), Stop> {
        let Desk { story, strings, paper } = self.desk;
        let mut text = paper.paragraph(&story.title);
        text += &paper.paragraph(&story.subtitle);
        let notice = format!("{} {}", story.notice, strings.reviewed(story));
        text = format!("{text}\n{}\n", paper.paragraph(&notice));
        text += &paper.paragraph(&strings.get("reader-hint"));
        self.talk.write(&text)?;
        self.tell_news()?;
        let went_on = vignette.is_some() && self.vignettes(vignette)?;
        if !self.is_led && !went_on {
            self.pick_life()?;
        }
        self.turn_page()
    }

    /// Reads a vignette to its end, and what it showed.
    pub(super) fn go_through_vignette(&mut self, vignette: &'a Vignette) -> Result<(), Stop> {
        self.vignette = Some(vignette);
        // No heading of a part: a vignette stands by itself.
        self.part_shown = Some(self.desk.story.scene(self.life.state().scene).part);
        self.turn_page()?;
        while view(self.desk.story, &self.life).ending.is_none() {
            self.obey_next()?;
        }
        Ok(())
    }

    /// Goes to the vignettes. True where the reader stayed, and stands in the
    /// story.
    fn vignettes(&mut self, first: Option<usize>) -> Result<bool, Stop> {
        let Went::On(life) = vignette::vignettes(&mut self.talk, first, self.seed)? else {
            return Ok(false);
        };
        if let Some(place) = self.shelf.make_room(self.desk.story) {
            self.talk.say_with("reader-put-aside", &[("place", place.to_string().into())])?;
        }
        self.life = *life;
        self.shelf.keep_going(self.desk.story, &self.life);
        self.tell_news()?;
        Ok(true)
    }

    /// Where lives were kept or there are vignettes, asks what to read.
    fn pick_life(&mut self) -> Result<(), Stop> {
        let strings = self.desk.strings;
        loop {
            let lives = self.shelf.lives();
            let has_vignettes = !self.desk.story.vignettes.is_empty();
            if lives.is_empty() && !has_vignettes {
                return Ok(());
            }
            // The life last read comes first, then a new one, then the others.
            let mut offers: Vec<_> = lives
                .iter()
                .map(|(slot, card)| (Offered::Life(*slot), self.offer(*slot, card)))
                .collect();
            let second = usize::from(lives.first().is_some_and(|(slot, _)| *slot == Slot::Auto));
            let begin = ["reader-begin", "reader-begin-in-its-place"][second];
            offers.insert(second, (Offered::New, strings.get(begin)));
            if has_vignettes {
                offers.push((Offered::Vignettes, strings.get("reader-vignettes")));
            }
            let lines: Vec<_> = offers.iter().map(|(_, line)| line.as_str()).collect();
            self.talk.write("\n")?;
            if !lives.is_empty() {
                self.talk.say("reader-lives")?;
            }
            let picked = self.talk.pick(&lines)?;
            let life = match offers[picked].0 {
                Offered::New => return Ok(()),
                Offered::Vignettes if self.vignettes(None)? => return Ok(()),
                Offered::Vignettes => continue,
                Offered::Life(slot) => self.shelf.take(self.desk.story, slot),
            };
            self.tell_news()?;
            if let Some(life) = life {
                self.life = life;
                return Ok(());
            }
        }
    }

    fn offer(&self, slot: Slot, card: &Card) -> String {
        let strings = self.desk.strings;
        let date = match Date::parse(&card.date) {
            Ok(date) => strings.date(date),
            Err(_) => card.date.clone(),
        };
        let mut words = vec![
            ("title", card.page.as_str().into()),
            ("date", date.into()),
            ("choices", card.steps.into()),
        ];
        match slot {
            Slot::Auto => strings.with("reader-go-on", &words),
            Slot::Numbered(number) => {
                words.push(("place", number.to_string().into()));
                strings.with("reader-go-on-from-place", &words)
            }
        }
    }

    fn obey_next(&mut self) -> Result<(), Stop> {
        let line = self.talk.ask()?;
        match Command::read(&line) {
            Some(Command::Save(_) | Command::Record | Command::New) if self.vignette.is_some() => {
                self.talk.say("answer-in-vignette")
            }
            None => self.talk.say_with("answer-unknown", &[("text", line.trim().into())]),
            Some(Command::Nothing) => Ok(()),
            Some(Command::Choose(number)) => self.choose(number),
            Some(Command::Facts(number)) => self.facts(number),
            Some(Command::Notebook(number)) => self.notebook(number),
            Some(Command::Back) => self.take_back(),
            Some(Command::Forward) => self.take_again(),
            Some(Command::Again) => self.turn_page(),
            Some(Command::Save(place)) => self.save(place),
            Some(Command::Record) => self.record(),
            Some(Command::New) => self.begin_again(),
            Some(Command::Help) => self.help(),
            Some(Command::Quit) => Err(Stop::Left),
        }
    }

    fn choose(&mut self, number: usize) -> Result<(), Stop> {
        let page = view(self.desk.story, &self.life);
        if page.ending.is_some() {
            return self.talk.say("answer-ended");
        }
        let choices = page::in_order(&page);
        let Some(choice) = number.checked_sub(1).and_then(|index| choices.get(index)) else {
            return self.talk.say_with("answer-number", &[("choices", choices.len().into())]);
        };
        if let Some(reason) = choice.locked {
            return self.talk.say_with("answer-locked", &[("reason", reason.into())]);
        }
        // The page showed it open, so it is.
        if self.life.choose(self.desk.story, choice.id).is_ok() {
            self.shelf.record.note_choice(self.desk.story, choice.id);
            self.shelf.keep_going(self.desk.story, &self.life);
            self.tell_news()?;
        }
        let goes_on = view(self.desk.story, &self.life).goes_on;
        self.write_page(goes_on)
    }

    fn take_back(&mut self) -> Result<(), Stop> {
        let Some(step) = self.life.steps().pop() else {
            return self.talk.say("answer-first-page");
        };
        let label = self.desk.story.choice(step.choice).label.as_str();
        self.life.step_back();
        self.shelf.keep_going(self.desk.story, &self.life);
        self.talk.say_with("answer-taken-back", &[("label", label.into())])?;
        self.tell_news()?;
        self.turn_page()
    }

    fn take_again(&mut self) -> Result<(), Stop> {
        let Some(step) = self.life.ahead().first().copied() else {
            return self.talk.say("answer-nothing-ahead");
        };
        let label = self.desk.story.choice(step.choice).label.as_str();
        self.life.step_forward();
        self.shelf.keep_going(self.desk.story, &self.life);
        self.talk.say_with("answer-taken-again", &[("label", label.into())])?;
        self.tell_news()?;
        self.turn_page()
    }

    fn begin_again(&mut self) -> Result<(), Stop> {
        if view(self.desk.story, &self.life).ending.is_none() {
            return self.talk.say("answer-new-midway");
        }
        self.life = Playthrough::begin(self.desk.story, self.seed);
        self.shelf.begin();
        self.part_shown = None;
        self.turn_page()
    }

    fn turn_page(&mut self) -> Result<(), Stop> {
        self.write_page(false)
    }

    /// Writes the page the life stands on, after its warning if it has one; with
    /// its heading, unless it goes on behind what was written last.
    fn write_page(&mut self, goes_on: bool) -> Result<(), Stop> {
        let desk = self.desk;
        let page = view(desk.story, &self.life);
        self.heed_warning(&page)?;
        let part_is_new = self.part_shown.replace(page.scene.part) != Some(page.scene.part);
        let mut text = String::new();
        if !goes_on {
            text = format!("\n{}", page::heading(desk, page.scene, part_is_new));
        }
        if self.reads_summary() {
            text += &desk.paper.paragraph(&desk.strings.get("page-in-summary"));
        }
        let blocks = self.blocks(&page);
        text += &page::blocks(desk, blocks, &marks(page.scene, blocks));
        text.push('\n');
        self.shelf.note_page(desk.story, page.scene, blocks, &self.life);
        let closing = epilogue(desk.story, &self.life, &self.shelf.record);
        text += &match (closing.filter(|_| page.ending.is_some()), self.vignette) {
            (Some(_), Some(vignette)) => vignette::closing(desk, vignette, &self.life),
            (Some(epilogue), None) => ending::page(desk, &epilogue),
            (None, _) => page::choices(desk, &page),
        };
        self.talk.write(&text)
    }

    fn heed_warning(&mut self, page: &SceneView<'_>) -> Result<(), Stop> {
        let scene = self.life.state().scene;
        if let Some(content) = &page.content
            && !self.in_summary.contains_key(&scene)
        {
            let subjects = content.subjects.join(", ");
            self.talk.write("\n")?;
            self.talk.say_with("page-warning", &[("subjects", subjects.into())])?;
            let strings = self.desk.strings;
            let (whole, summary) =
                (strings.get("page-warning-read"), strings.get("page-warning-summary"));
            let picked = self.talk.pick(&[&whole, &summary])?;
            self.in_summary.insert(scene, picked == 1);
        }
        Ok(())
    }

    /// The blocks the reader has before them: the page's, or its summary's.
    fn blocks<'v>(&self, page: &'v SceneView<'a>) -> &'v [BlockView<'a>] {
        match &page.content {
            Some(content) if self.reads_summary() => &content.summary,
            _ => &page.blocks,
        }
    }

    fn reads_summary(&self) -> bool {
        self.in_summary.get(&self.life.state().scene) == Some(&true)
    }

    fn facts(&mut self, number: Option<usize>) -> Result<(), Stop> {
        let Desk { story, strings, paper } = self.desk;
        let page = view(story, &self.life);
        let notes = marks(page.scene, self.blocks(&page));
        let heard = claims_heard(story, &self.life);
        let write_out = |index: usize, depth: Depth| {
            let note = notes[index];
            let heard = match note {
                Mark::Claim(claim) => heard.iter().position(|heard| heard.claim == claim),
                Mark::Fact(_) | Mark::Term(_) => None,
            };
            margin::note(self.desk, index + 1, note, heard.map(|index| index + 1), depth)
        };
        let mut text = String::new();
        match number {
            Some(number) if (1..=notes.len()).contains(&number) => {
                text += &write_out(number - 1, Depth::Sources);
                self.shelf.note_opened(story, notes[number - 1]);
            }
            Some(_) => {
                return self.talk.say_with("answer-no-note", &[("notes", notes.len().into())]);
            }
            None => {
                if notes.is_empty() {
                    text += &paper.paragraph(&strings.get("facts-none"));
                }
                for index in 0..notes.len() {
                    text += &write_out(index, Depth::Note);
                    text.push('\n');
                }
                let words = [("invented", page.scene.invented.as_str().into())];
                text += &paper.paragraph(&strings.with("facts-invented", &words));
                if !notes.is_empty() {
                    text += &paper.paragraph(&strings.get("facts-more"));
                }
            }
        }
        self.talk.write(&text)
    }

    fn notebook(&mut self, number: Option<usize>) -> Result<(), Stop> {
        let heard = claims_heard(self.desk.story, &self.life);
        let text = match number {
            None => notebook::list(self.desk, &heard),
            Some(number) => notebook::weigh(self.desk, &heard, number),
        };
        self.talk.write(&text)
    }

    fn save(&mut self, place: Option<usize>) -> Result<(), Stop> {
        match self.shelf.keep(self.desk.story, &self.life, place) {
            Ok(place) => self.talk.say_with("answer-saved", &[("place", place.to_string().into())]),
            Err(Unkept::NoPlace) => self.talk.say("answer-no-place"),
            Err(Unkept::Failed(why)) => {
                self.talk.say_with("answer-unsaved", &[("why", why.into())])
            }
        }
    }

    fn record(&mut self) -> Result<(), Stop> {
        match epilogue(self.desk.story, &self.life, &self.shelf.record) {
            Some(epilogue) => self.talk.write(&ending::record(self.desk, &epilogue)),
            None => self.talk.say("answer-no-record"),
        }
    }

    fn help(&mut self) -> Result<(), Stop> {
        let strings = self.desk.strings;
        let lines = [
            strings.get("help-number"),
            strings.get("help-facts"),
            strings.get("help-notebook"),
            strings.get("help-back"),
            strings.get("help-forward"),
            strings.get("help-again"),
            strings.get("help-save"),
            strings.get("help-record"),
            strings.get("help-new"),
            strings.get("help-quit"),
        ];
        let text: String = lines.iter().map(|line| self.desk.paper.paragraph(line)).collect();
        self.talk.write(&text)
    }

    /// Tells once what there is to tell about the saves.
    fn tell_news(&mut self) -> Result<(), Stop> {
        for news in self.shelf.news() {
            self.talk.say_with("reader-news", &[("news", news.into())])?;
        }
        Ok(())
    }

    /// The last words to a reader who leaves.
    pub(super) fn farewell(&mut self) -> Result<(), Stop> {
        self.talk.say(if self.shelf.is_kept() {
            "reader-saved-and-closed"
        } else {
            "reader-closed"
        })?;
        Ok(self.talk.terminal.out.flush()?)
    }
}

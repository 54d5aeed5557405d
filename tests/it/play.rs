//! The game on screen, without a window: every screen as the player sees it,
//! found and used by its accessibility tree.

use std::path::Path;
use std::sync::Arc;

use bevy_egui::egui::{Id, Key, Ui, UiBuilder};
use egui_kittest::kittest::NodeT;
use egui_kittest::{Harness, Node};
use sungari::game::action::PlayerAction;
use sungari::game::inspect::Stop;
use sungari::game::screens::Screen;
use sungari::game::session::{Session, Shelf};
use sungari::game::{Edition, show, theme};
use sungari::i18n::Strings;
use sungari::narrative;
use sungari::narrative::model::Story;
use sungari::narrative::parse::folder;
use sungari::narrative::run::Playthrough;
use sungari::store::{SaveFolder, Settings, Typeface};

/// The sizes of windows that must work, in the page's points: at 100, 150 and
/// 200 per cent.
pub(crate) const SIZES: [(f32, f32); 8] = [
    (1280.0, 720.0),
    (853.0, 480.0),
    (640.0, 360.0),
    (720.0, 1280.0),
    (480.0, 853.0),
    (360.0, 640.0),
    (960.0, 720.0),
    (1720.0, 720.0),
];

pub(crate) fn shipped() -> Arc<Story> {
    let files = folder::read(Path::new("story")).expect("the story folder can be read");
    Arc::new(narrative::load(&files).story.expect("the shipped story loads"))
}

/// Where a test keeps saves and settings.
pub(crate) fn shelf(story: &Story, folder: &Path) -> Shelf {
    let (saves, _) = SaveFolder::open(folder, story);
    Shelf { saves: Some(saves), settings: Some(folder.into()) }
}

/// The game, and everything the player asked for so far.
pub(crate) struct Play {
    pub(crate) story: Arc<Story>,
    pub(crate) strings: Strings,
    pub(crate) session: Session,
    pub(crate) screen: Screen,
    pub(crate) asked: Vec<PlayerAction>,
    typeface: Option<Typeface>,
}

impl Play {
    /// The game as it starts, with what is on the shelf.
    pub(crate) fn start<'a>(
        story: &Arc<Story>,
        shelf: Shelf,
        size: (f32, f32),
    ) -> Harness<'a, Play> {
        let session = Session::open(Some(story), shelf, Vec::new());
        let play = Play {
            story: story.clone(),
            strings: Strings::load("en"),
            screen: session.first_screen(),
            session,
            asked: Vec::new(),
            typeface: None,
        };
        let mut harness = Harness::builder()
            .with_size(size)
            .with_max_steps(900)
            .build_ui_state(|ui, play: &mut Play| play.frame(ui), play);
        harness.run();
        harness
    }

    /// A new life on its first page, with the introduction read and nothing
    /// kept.
    pub(crate) fn open<'a>(story: &Arc<Story>, size: (f32, f32)) -> Harness<'a, Play> {
        Play::open_with(story, size, Settings::default())
    }

    /// The same, as a reader likes it.
    pub(crate) fn open_with<'a>(
        story: &Arc<Story>,
        size: (f32, f32),
        settings: Settings,
    ) -> Harness<'a, Play> {
        let mut harness = Play::start(story, Shelf::default(), size);
        let settings = Settings { introduced: true, ..settings };
        harness.state_mut().ask(PlayerAction::Set(Box::new(settings)));
        harness.state_mut().ask(PlayerAction::NewLife);
        harness.run();
        harness
    }

    /// Sets the screen, as it is in one of its states, on a window that
    /// remembers nothing of the one before.
    pub(crate) fn visit(
        harness: &mut Harness<'_, Play>,
        stop: &Stop,
        folder: &Path,
        settings: &Settings,
    ) {
        harness.ctx.data_mut(|data| data.clear());
        harness.ctx.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
        let play = harness.state_mut();
        play.story = stop.story.clone();
        play.session = stop.session(folder, settings);
        play.screen = stop.screen();
        settle(harness);
        for key in &stop.keys {
            press(harness, *key);
        }
    }

    fn frame(&mut self, ui: &mut Ui) {
        let typeface = self.session.settings.typeface;
        if self.typeface.replace(typeface) != Some(typeface) {
            ui.ctx().set_fonts(theme::fonts(typeface));
            ui.ctx().request_repaint();
            return;
        }
        let mut ui = whole(ui);
        let asked = show(&mut ui, &self.story, &self.strings, &mut self.session, self.screen);
        if let Some(action) = asked {
            self.asked.push(action.clone());
            self.ask(action);
            ui.ctx().request_repaint();
        }
    }

    /// Does what a player asks for.
    pub(crate) fn ask(&mut self, action: PlayerAction) {
        let story = self.story.clone();
        if let Some(screen) = self.session.carry_out(&story, action, self.screen) {
            self.screen = screen;
        }
    }

    /// Goes on in another state of the story, as the game does.
    pub(crate) fn take_in(&mut self, edition: Edition) {
        if let Some(new) = edition.story {
            let old = std::mem::replace(&mut self.story, new.clone());
            self.screen = self.session.reload(&old, &new, self.screen).unwrap_or(self.screen);
        }
        self.session.take_in_problems(edition.problems);
    }

    /// The life on screen.
    pub(crate) fn life(&self) -> &Playthrough {
        self.session.life.as_ref().expect("a life is played")
    }

    /// The scene on screen.
    pub(crate) fn scene(&self) -> &str {
        &self.story.scene(self.life().state().scene).name
    }

    /// How many choices led here.
    pub(crate) fn steps(&self) -> usize {
        self.life().steps().len()
    }

    /// The choices of the page as their buttons say them.
    pub(crate) fn choice_labels(&self) -> Vec<String> {
        let page = narrative::run::view(&self.story, self.life());
        let label = |(index, choice): (usize, &narrative::run::ChoiceView<'_>)| match choice.locked
        {
            None => format!("{}. {}", index + 1, choice.label),
            Some(reason) => format!("{}. {} – {reason}", index + 1, choice.label),
        };
        page.choices.iter().enumerate().map(label).collect()
    }
}

/// The whole window, as the game gives it to a screen.
pub(crate) fn whole(ui: &Ui) -> Ui {
    let whole = UiBuilder::new().max_rect(ui.ctx().content_rect());
    Ui::new(ui.ctx().clone(), Id::new("screen"), whole)
}

/// Lets the page settle: text shown, choices ready to be taken.
pub(crate) fn settle(harness: &mut Harness<'_, Play>) {
    harness.run();
    // Past the moment in which choices do not answer yet.
    harness.run_steps(4);
}

/// Presses a key and lets the page settle.
pub(crate) fn press(harness: &mut Harness<'_, Play>, key: Key) {
    harness.key_press(key);
    settle(harness);
}

/// What each node of the tree says, in the order of the tree.
pub(crate) fn labels(harness: &Harness<'_, Play>) -> Vec<String> {
    fn collect(node: &Node<'_>, labels: &mut Vec<String>) {
        labels.extend(words_of(node));
        for child in node.children() {
            collect(&child, labels);
        }
    }
    let mut found = Vec::new();
    collect(&harness.root(), &mut found);
    found
}

/// What a node says; egui keeps the words of plain text as a value.
pub(crate) fn words_of(node: &Node<'_>) -> Option<String> {
    node.accesskit_node().label().or(node.accesskit_node().value())
}

/// Whether some node says this, among other things.
pub(crate) fn says(harness: &Harness<'_, Play>, words: &str) -> bool {
    labels(harness).iter().any(|label| label.contains(words))
}

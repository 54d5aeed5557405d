//! Every screen in the states that players come to it in.

use std::path::Path;
use std::sync::Arc;

use bevy_egui::egui::Key;

use super::flaws::flaws;
use super::lives::{AT_SECS, length, lives, most, record};
use crate::game::action::PlayerAction;
use crate::game::input::Keys;
use crate::game::screens::{Problems, Screen};
use crate::game::session::{Session, Shelf, Watched};
use crate::narrative::model::{BackdropId, Grade, Mark, Scene, SceneId, Story};
use crate::narrative::record::Record;
use crate::narrative::run::save::{self, Card};
use crate::narrative::run::{Playthrough, claims_heard, marks, view};
use crate::store::{Depth, LineSpacing, SaveFolder, Settings, Slot, Typeface};

/// A screen in one of its states.
#[derive(Clone)]
pub struct Stop {
    /// The screen and the state, as “notebook marked”.
    pub name: String,
    /// The screens opened one over another; the last is looked at.
    pub route: Vec<Screen>,
    /// The story as it is told here.
    pub story: Arc<Story>,
    /// The life at hand.
    pub life: Option<Playthrough>,
    /// What the reader has met.
    pub record: Record,
    /// The lives put aside, with the reader's words on them.
    pub saved: Vec<(Playthrough, Option<String>)>,
    /// What the reader is told.
    pub notices: Vec<String>,
    /// What is wrong with the story, where it is being written.
    pub watched: Option<Watched>,
    /// How the reader likes to read this one.
    pub likes: fn(&mut Settings),
    /// The keys pressed one after another, each on a page at rest.
    pub keys: Vec<Key>,
}

impl Stop {
    pub(super) fn new(story: &Arc<Story>, name: &str, route: &[Screen]) -> Stop {
        Stop {
            name: name.into(),
            route: route.into(),
            story: story.clone(),
            life: None,
            record: Record::default(),
            saved: Vec::new(),
            notices: Vec::new(),
            watched: None,
            likes: |_| {},
            keys: Vec::new(),
        }
    }

    pub(super) fn with(mut self, life: &Playthrough) -> Stop {
        self.life = Some(life.clone());
        self
    }

    fn met(mut self, record: &Record) -> Stop {
        self.record = record.clone();
        self
    }

    fn told(mut self, notice: &str) -> Stop {
        self.notices.push(notice.into());
        self
    }

    pub(super) fn watched(mut self, problems: Problems, is_open: bool) -> Stop {
        self.watched = Some(Watched::new(problems, is_open));
        self
    }

    fn liking(mut self, likes: fn(&mut Settings)) -> Stop {
        self.likes = likes;
        self
    }

    pub(super) fn pressing(mut self, keys: impl IntoIterator<Item = Key>) -> Stop {
        self.keys.extend(keys);
        self
    }

    /// The screen that is looked at, under whatever lies over it.
    pub fn screen(&self) -> Screen {
        self.route.last().copied().unwrap_or_default()
    }

    /// The screen whose sheet is looked at.
    pub fn sheet(&self) -> Screen {
        let is_open = self.watched.as_ref().is_some_and(|watched| watched.is_open);
        if is_open { Screen::Problem } else { self.screen() }
    }

    /// What the window holds when this is on screen. Everything is kept in
    /// `folder`, which is empty and this stop's own.
    pub fn session(&self, folder: &Path, settings: &Settings) -> Session {
        let story = &self.story;
        let (saves, _) = SaveFolder::open(folder, story);
        for (index, (life, note)) in self.saved.iter().enumerate() {
            let card = Card { note: note.clone(), ..Card::of(story, life, AT_SECS) };
            let slot = u8::try_from(index + 1).map_or(Slot::Auto, Slot::Numbered);
            // What could not be saved is missing in the picture.
            let _ = saves.save(slot, &save::write(story, life, &card));
        }
        let shelf = Shelf { saves: Some(saves), settings: Some(folder.into()) };
        let mut session = Session::open(Some(story), shelf, self.notices.clone());
        session.settings = settings.clone();
        session.settings.introduced = true;
        (self.likes)(&mut session.settings);
        session.keys = Keys::new(&session.settings);
        session.life.clone_from(&self.life);
        session.watched.clone_from(&self.watched);
        session.record.clone_from(&self.record);
        let mut at = Screen::Title;
        for screen in &self.route {
            at = session.carry_out(story, PlayerAction::Open(*screen), at).unwrap_or(at);
        }
        session
    }
}

/// Every screen in the states that players come to it in.
pub fn stops(story: &Arc<Story>) -> Vec<Stop> {
    let lives = lives(story);
    let Some(longest) = most(&lives, |life| length(story, life)) else { return Vec::new() };
    let told = most(&lives, |life| claims_heard(story, life).len()).unwrap_or(longest);
    let ended: Vec<Playthrough> =
        lives.iter().filter(|life| view(story, life).ending.is_some()).cloned().collect();
    let far = most(&ended, |life| life.steps().len()).unwrap_or(longest);
    let some = record(story, &lives[..lives.len().min(3)], false);
    let all = record(story, &lives, true);
    let stop = |name: &str, route: &[Screen]| Stop::new(story, name, route);
    let over = |name: &str, screen| stop(name, &[Screen::Scene, screen]);

    let cannot_save = "cannot save in the folder of saves: no space left on the device";
    let mut stops = vec![
        stop("title first", &[Screen::Title]),
        stop("title life", &[Screen::Title]).with(far),
        stop("title notice", &[Screen::Title]).with(far).told(cannot_save),
        stop("title asks", &[Screen::Title]).with(far).pressing([Key::ArrowDown, Key::Enter]),
        stop("introduction first", &[Screen::Introduction])
            .liking(|settings| settings.introduced = false),
        stop("introduction again", &[Screen::Title, Screen::Introduction]).pressing([Key::End]),
    ];
    stops.extend(pages(story, &lives));
    stops.extend(flaws(story, longest, far));
    stops.extend([
        over("menu page", Screen::Menu).with(far),
        over("history first", Screen::History).with(&lives[0]),
        over("history long", Screen::History).with(far).met(&all),
        over("history pages", Screen::History).with(far).met(&all).pressing([
            Key::ArrowRight,
            Key::Enter,
            Key::ArrowDown,
        ]),
        over("notebook empty", Screen::Notebook).with(&lives[0]),
        over("notebook heard", Screen::Notebook).with(told).met(&record(
            story,
            std::slice::from_ref(told),
            false,
        )),
        over("notebook marked", Screen::Notebook).with(told).met(&all),
        over("notebook marked end", Screen::Notebook).with(told).met(&all).pressing([Key::End]),
        stop("archive empty", &[Screen::Title, Screen::Archive]),
        over("archive some", Screen::Archive).with(far).met(&some),
        over("archive all", Screen::Archive).with(far).met(&all),
        over("archive choosing", Screen::Archive)
            .with(far)
            .met(&all)
            .pressing([Key::ArrowDown, Key::Enter]),
        over("archive all end", Screen::Archive).with(far).met(&all).pressing([Key::End]),
        stop("saves empty", &[Screen::Title, Screen::Saves]),
        stop("lives empty", &[Screen::Title, Screen::Lives]),
        stop("vignettes", &[Screen::Title, Screen::Vignettes]),
        over("lives some", Screen::Lives).with(far).met(&record(story, &ended, true)),
        stop("settings", &[Screen::Title, Screen::Settings]),
        stop("settings end", &[Screen::Title, Screen::Settings]).pressing([Key::End]),
        stop("credits", &[Screen::Title, Screen::Credits]),
        stop("credits end", &[Screen::Title, Screen::Credits]).pressing([Key::End]),
    ]);
    let note = "Before it was decided, if I want to go back and see where the other way leads";
    let saved = lives.iter().take(8).enumerate().map(|(index, life)| {
        let note = if index % 2 == 1 { Some(note.to_owned()) } else { None };
        (life.clone(), note)
    });
    let mut saves = over("saves full", Screen::Saves).with(far);
    saves.saved = saved.collect();
    stops.push(saves.clone());
    let open = [Key::ArrowDown, Key::Enter, Key::ArrowDown];
    stops.push(Stop { name: "saves open".into(), ..saves.clone() }.pressing(open));
    let carry = [Key::ArrowRight, Key::ArrowRight, Key::ArrowRight, Key::Enter];
    let carries = Stop { name: "saves carry".into(), ..saves.clone() };
    stops.push(carries.pressing(open.into_iter().chain(carry)));
    stops.push(Stop { name: "saves full end".into(), ..saves }.pressing([Key::End]));
    if let Some(ended) = ended.first() {
        stops.push(over("epilogue", Screen::Epilogue).with(ended).met(&all));
        let end = over("epilogue end", Screen::Epilogue).with(ended).met(&all);
        stops.push(end.pressing([Key::End]));
    }
    if !story.vignettes.is_empty() {
        // A vignette is begun, its first choices are taken, and whoever reads it stays.
        let vignette = |name: &str| stop(name, &[Screen::Title, Screen::Vignettes]);
        let keys = [Key::Enter, Key::Num1, Key::Num1, Key::Num1];
        stops.push(vignette("vignette page").pressing([keys[0]]));
        stops.push(vignette("vignette end").pressing([keys[0], keys[1], keys[2]]));
        stops.push(vignette("vignette stays").pressing(keys));
    }
    stops
}

/// A page in its states, as far as the story has them.
fn pages(story: &Arc<Story>, lives: &[Playthrough]) -> Vec<Stop> {
    let page = |name: &str, life| {
        let stop = Stop::new(story, &format!("scene {name}"), &[Screen::Scene]);
        stop.with(life)
    };
    let is_plain = |life: &&Playthrough| {
        let page = view(story, life);
        page.content.is_none() && page.ending.is_none()
    };
    let plain: Vec<Playthrough> = lives.iter().filter(is_plain).cloned().collect();
    let mut pages = Vec::new();
    if let Some(shortest) = plain.iter().min_by_key(|life| length(story, life)) {
        pages.push(page("short", shortest));
    }
    if let Some(longest) = most(&plain, |life| length(story, life)) {
        pages.push(page("longest", longest));
        pages.push(page("longest end", longest).pressing([Key::End]));
        pages.push(page("choosing", longest).pressing([Key::ArrowDown]));
        pages.push(page("notice", longest).told("The life was read from the copy before the last"));
        pages.push(page("wide", longest).liking(|settings| {
            settings.typeface = Typeface::Sans;
            settings.line_spacing = LineSpacing::Widest;
        }));
        pages.push(page("alone", longest).liking(|settings| settings.depth = Depth::Off));
    }
    let first = |is_it: &dyn Fn(&Playthrough) -> bool| lives.iter().find(|life| is_it(life));
    if let Some(warned) = first(&|life| view(story, life).content.is_some()) {
        pages.push(page("warning", warned));
        pages.push(page("summary", warned).pressing([Key::Num2]));
    }
    let locked = |life: &Playthrough| {
        view(story, life).choices.iter().position(|choice| choice.locked.is_some())
    };
    if let Some((life, index)) = plain.iter().find_map(|life| Some((life, locked(life)?))) {
        let to_choice = std::iter::repeat_n(Key::ArrowDown, index + 1);
        pages.push(page("locked", life).pressing(to_choice));
    }
    let with_note = plain.iter().find_map(|life| Some((life, contested(story, life)?)));
    if let Some((life, count)) = with_note {
        let to_note = std::iter::repeat_n(Key::F, count + 1);
        pages.push(page("contested", life).pressing(to_note.chain([Key::Enter])));
    }
    if let Some(ending) = first(&|life| view(story, life).ending.is_some()) {
        let reads = view(story, ending).content.map(|_| Key::Num1);
        pages.push(page("ending", ending).pressing(reads));
        pages.push(page("ending end", ending).pressing(reads.into_iter().chain([Key::End])));
    }
    pages
}

/// How many notes stand before the first contested one of a page.
fn contested(story: &Story, life: &Playthrough) -> Option<usize> {
    let page = view(story, life);
    let is_contested = |mark: &Mark| match mark {
        Mark::Fact(fact) => story.fact(*fact).grade == Grade::Contested,
        _ => false,
    };
    marks(page.scene, &page.blocks).iter().position(is_contested)
}

/// Every backdrop, behind a page of a scene that has it, else behind the title.
pub fn backdrops(story: &Arc<Story>) -> Vec<Stop> {
    let stops = story.backdrops.iter().enumerate().map(|(index, backdrop)| {
        let name = format!("backdrop {}", backdrop.name);
        let is_it = |scene: &Scene| scene.backdrop.index() == index;
        let scene = story.scenes.iter().position(is_it);
        let mut told = Story::clone(story);
        match scene {
            Some(scene) => {
                told.start = SceneId::new(scene);
                let life = Playthrough::begin(&told, 0);
                Stop::new(&Arc::new(told), &name, &[Screen::Scene]).with(&life)
            }
            None => {
                told.title_backdrop = BackdropId::new(index);
                Stop::new(&Arc::new(told), &name, &[Screen::Title])
            }
        }
    });
    stops.collect()
}

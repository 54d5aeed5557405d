//! A story that is being written: told anew whenever its files were saved.
//!
//! Its files are read and checked by somebody else, off the main thread; what
//! came of it arrives here and wakes the window.

use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex};
use std::thread;

use bevy::prelude::*;
use bevy::window::{PrimaryWindow, RequestRedraw};
use bevy::winit::{EventLoopProxyWrapper, WinitUserEvent};

use super::screens::{Problems, Screen};
use super::session::{Interface, LoadedStory, Session, Shelf};
use super::{StoryProblem, session};
use crate::i18n::Strings;
use crate::narrative::model::Story;

/// What came of reading a story again.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The story, unless a problem is an error.
    pub story: Option<Arc<Story>>,
    /// What is wrong with it, be it as little as a warning.
    pub problems: Problems,
}

/// Where the lives of a story are kept, and what there is to tell about them.
pub type FindShelf = Box<dyn Fn(&Story) -> (Shelf, Vec<String>) + Send + Sync>;

/// A story that is being written.
pub struct Watching {
    /// What is wrong with it as the window opens.
    pub problems: Problems,
    /// What comes of reading it, each time it has changed.
    pub editions: Receiver<Edition>,
    /// Finds the shelf of a story that the window did not open with.
    pub shelf: FindShelf,
}

/// The newest edition that was not taken in.
#[derive(Resource, Clone, Default)]
struct Newest(Arc<Mutex<Option<Edition>>>);

#[derive(Resource)]
struct Editions(Mutex<Option<Receiver<Edition>>>);

#[derive(Resource)]
struct ShelfOf(FindShelf);

/// Has the game follow a story that is being written. Add it after the logic.
pub fn watch(watching: Watching) -> impl Fn(&mut App) + Send + Sync + 'static {
    let watching = Mutex::new(Some(watching));
    move |app: &mut App| {
        let Some(watching) = watching.lock().ok().and_then(|mut watching| watching.take()) else {
            return;
        };
        let Watching { problems, editions, shelf } = watching;
        if let Some(mut session) = app.world_mut().get_resource_mut::<Session>() {
            session.watch(problems);
        }
        app.init_resource::<Newest>()
            .insert_resource(Editions(Mutex::new(Some(editions))))
            .insert_resource(ShelfOf(shelf))
            .add_systems(Startup, pass_on_editions)
            .add_systems(First, take_in);
    }
}

/// Wakes the window for each edition, from a thread of its own.
fn pass_on_editions(
    editions: Res<Editions>,
    newest: Res<Newest>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
) {
    let Some(editions) = editions.0.lock().ok().and_then(|mut editions| editions.take()) else {
        return;
    };
    let (newest, waker) = (newest.0.clone(), proxy.map(|proxy| (**proxy).clone()));
    thread::spawn(move || {
        for edition in editions {
            let Ok(mut newest) = newest.lock() else { return };
            *newest = Some(edition);
            drop(newest);
            let is_closed = |waker: &bevy::winit::EventLoopProxy<WinitUserEvent>| {
                waker.send_event(WinitUserEvent::WakeUp).is_err()
            };
            if waker.as_ref().is_some_and(is_closed) {
                return;
            }
        }
    });
}

/// Goes on in the newest edition; where it is no story, in the one before.
fn take_in(
    newest: Res<Newest>,
    shelf_of: Res<ShelfOf>,
    story: Option<ResMut<LoadedStory>>,
    mut session: ResMut<Session>,
    mut interface: ResMut<Interface>,
    screen: Res<State<Screen>>,
    mut next: ResMut<NextState<Screen>>,
    window: Option<Single<&mut Window, With<PrimaryWindow>>>,
    mut redraw: MessageWriter<RequestRedraw>,
    mut commands: Commands,
) {
    let Some(edition) = newest.0.lock().ok().and_then(|mut newest| newest.take()) else { return };
    redraw.write(RequestRedraw);
    let Edition { story: new, problems } = edition;
    let Some(new) = new else {
        if story.is_none() {
            commands.insert_resource(StoryProblem { problems: problems.clone() });
        }
        session.take_in_problems(problems);
        return;
    };
    let has_language = story.as_ref().map(|story| story.language.clone());
    if has_language.as_deref() != Some(new.language.as_str()) {
        interface.0 = Strings::load(&new.language);
    }
    if let Some(mut window) = window
        && window.title != new.title
    {
        window.title.clone_from(&new.title);
    }
    match story {
        Some(mut story) => {
            let old = story.0.clone();
            if old.id != new.id {
                let (shelf, notices) = (shelf_of.0)(&new);
                session.move_to_shelf(&new, shelf, notices);
            }
            if let Some(screen) = session.reload(&old, &new, *screen.get()) {
                next.set(screen);
            }
            story.0 = new;
        }
        None => {
            let (shelf, notices) = (shelf_of.0)(&new);
            *session = Session::open(Some(&new), shelf, notices);
            session.watch(Problems::default());
            next.set(session.first_screen());
            commands.remove_resource::<StoryProblem>();
            commands.insert_resource(session::LoadedStory(new));
        }
    }
    session.take_in_problems(problems);
}

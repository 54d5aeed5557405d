//! Where the player is. Each screen is a function over plain data that draws
//! into an egui `Ui` and returns what the player asked for; none knows the ECS.

mod margin;
mod path;
mod problem;
mod scene;
mod sheet;
mod title;

pub use problem::problem_ui;
pub use scene::{PageState, scene_ui};
pub use title::{TitleState, title_ui};

/// Where the player is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, bevy::state::state::States)]
pub enum Screen {
    /// The title and its list of things to do.
    #[default]
    Title,
    /// A scene's page.
    Scene,
    /// What is wrong with a story that does not load.
    Problem,
}

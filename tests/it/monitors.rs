//! What becomes of a window when its monitor goes.

use bevy::MinimalPlugins;
use bevy::app::App;
use bevy::window::{OnMonitor, Window};
use sungari::game::monitors;

#[test]
fn a_window_outlives_the_monitor_that_it_is_on() {
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, monitors::plugin));
    let monitor = app.world_mut().spawn_empty().id();
    let window = app.world_mut().spawn(Window::default()).id();
    for _ in 0..3 {
        // As Bevy does whenever something changed about the window.
        app.world_mut().entity_mut(window).insert(OnMonitor(monitor));
        app.update();
    }
    app.world_mut().despawn(monitor);
    app.update();
    assert!(app.world().get_entity(window).is_ok());
}

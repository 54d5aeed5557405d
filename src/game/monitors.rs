//! Keeps the window when its monitor goes.
//!
//! Bevy 0.19 takes a window away together with the monitor that it is on
//! (bevyengine/bevy#24867; #25427 mends it in the version after): a cable that is
//! pulled, a panel that sleeps, a laptop that is closed. Nothing here asks which
//! monitor that is, so the window is never said to be on one.

use bevy::prelude::*;
use bevy::window::OnMonitor;

/// Keeps windows whatever becomes of monitors.
pub fn plugin(app: &mut App) {
    app.add_observer(|placed: On<Insert, OnMonitor>, mut commands: Commands| {
        commands.entity(placed.entity).try_remove::<OnMonitor>();
    });
}

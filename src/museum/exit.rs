//! Exit codes of a kiosk, the same in every version: whatever starts it may
//! rely on them.
//!
//! Two sets that are never mixed: what the window says to the supervisor, and
//! what the supervisor says to the system.

/// What the window of a kiosk asks of its supervisor by ending with a code. Any
/// other code, and an end without one, is a crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Wish {
    /// Staff, or a window on a lower rung that makes way: begin anew, with the story
    /// that is set up.
    Restart = 10,
    /// Staff: begin the machine anew.
    RestartDevice = 11,
    /// Staff: close for the day; the machine is switched off.
    ShutDown = 12,
    /// Staff: leave, and do nothing more; for who works on the machine.
    Leave = 13,
    /// The window: this rung cannot be shown. What it needs is not there or
    /// does not load.
    NextRung = 14,
}

impl Wish {
    const ALL: [Wish; 5] =
        [Wish::Restart, Wish::RestartDevice, Wish::ShutDown, Wish::Leave, Wish::NextRung];

    /// The wish behind a code, if there is one.
    pub fn of(code: i32) -> Option<Wish> {
        Wish::ALL.into_iter().find(|wish| *wish as i32 == code)
    }
}

/// What a kiosk asks of the system by ending with a code: what Shell Launcher of
/// Windows does without being told, and what the units of systemd are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Outcome {
    /// Start the kiosk again; also after it was asked to stop.
    RestartShell = 0,
    /// Begin the machine anew.
    RestartDevice = 1,
    /// Switch the machine off.
    ShutDown = 2,
    /// Do nothing.
    Nothing = 3,
}

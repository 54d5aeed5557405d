//! What systemd is told of us: that we are ready, and that we live.
//!
//! Datagrams to the socket that `NOTIFY_SOCKET` names. `WATCHDOG_PID` is not
//! asked for: under a compositor the service’s main process is another, and the
//! unit says `NotifyAccess=all`.

use std::env;
use std::ffi::OsStr;
#[cfg(target_os = "linux")]
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::store::given_folder;

/// How often the watchdog is told that all is well, unless it wants to be told
/// more often.
const FEED: Duration = Duration::from_secs(1);

/// The way to systemd; to nobody where it did not start us.
#[derive(Debug)]
pub struct Systemd {
    #[cfg(target_os = "linux")]
    socket: Option<(UnixDatagram, SocketAddr)>,
    feed: Duration,
    fed: Option<Instant>,
}

/// Names the folder that systemd gives a service for what it keeps while it
/// runs.
const RUNTIME_FOLDER: &str = "RUNTIME_DIRECTORY";
/// Names the socket of whoever waits to hear of us.
const SOCKET: &str = "NOTIFY_SOCKET";

/// The folder that systemd gives us for as long as we run, if it gives one.
pub fn runtime_folder() -> Option<PathBuf> {
    given_folder(RUNTIME_FOLDER)
}

impl Systemd {
    /// Whether systemd started this process, as a service that tells how it is.
    pub fn is_there() -> bool {
        env::var_os(SOCKET).is_some_and(|socket| !socket.is_empty())
    }

    /// The way that the environment names.
    pub fn of_environment() -> Systemd {
        let usec = env::var("WATCHDOG_USEC").ok().and_then(|usec| usec.parse().ok());
        Systemd::at(env::var_os(SOCKET).as_deref(), usec.map(Duration::from_micros))
    }

    /// The way to a socket, and how long its watchdog waits.
    #[cfg_attr(not(target_os = "linux"), expect(unused_variables, reason = "nobody to tell"))]
    pub fn at(socket: Option<&OsStr>, watchdog: Option<Duration>) -> Systemd {
        Systemd {
            #[cfg(target_os = "linux")]
            socket: socket.and_then(open),
            feed: watchdog.map_or(FEED, |watchdog| FEED.min(watchdog / 3)),
            fed: None,
        }
    }

    /// Tells a state, as `READY=1`. Nobody listening changes nothing.
    #[cfg_attr(not(target_os = "linux"), expect(unused_variables, reason = "nobody to tell"))]
    pub(super) fn tell(&self, state: &str) {
        #[cfg(target_os = "linux")]
        if let Some((socket, address)) = &self.socket {
            let _ = socket.send_to_addr(state.as_bytes(), address);
        }
    }

    /// Tells the watchdog that all is well, when it is time to.
    pub(super) fn feed(&mut self) {
        if self.fed.is_none_or(|fed| fed.elapsed() >= self.feed) {
            self.fed = Some(Instant::now());
            self.tell("WATCHDOG=1");
        }
    }
}

/// A path, or after `@` a name without a file.
#[cfg(target_os = "linux")]
fn open(named: &OsStr) -> Option<(UnixDatagram, SocketAddr)> {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::ffi::OsStrExt;
    let address = match named.as_bytes().strip_prefix(b"@") {
        Some(name) => SocketAddr::from_abstract_name(name),
        None => SocketAddr::from_pathname(named),
    };
    let socket = UnixDatagram::unbound().ok()?;
    // A full queue must not hold us up.
    socket.set_nonblocking(true).ok()?;
    Some((socket, address.ok()?))
}

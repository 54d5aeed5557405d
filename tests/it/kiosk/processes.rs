//! The supervisor with real processes. Their window is a script that says what
//! a window says; where one panics, it is this test program that does.

#![allow(clippy::print_stdout, reason = "figures, for whoever asks with --nocapture")]

use std::io;
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{fs, thread};

use sungari::museum::exit::{Outcome, Wish};
use sungari::museum::supervise::Rung;
use sungari::store::LogSize;
use sungari::supervisor::{Supervisor, Systemd};

/// Says its number, a first frame and beats until it is to close.
const WELL: &str = "echo $$ >> pids; echo 'first frame'; \
    (while sleep 0.3; do echo beat; done) & beats=$!; cat > /dev/null; kill $beats";
/// The same in one process, which can be stopped and killed whole.
const BEATS: &str = "echo $$ >> pids; echo 'first frame'; while :; do echo beat; sleep 0.3; done";

/// A supervisor at work on a thread.
struct Kiosk {
    folder: tempfile::TempDir,
    starts: Arc<Mutex<Vec<(Rung, Instant)>>>,
    stop: Arc<AtomicBool>,
    thread: thread::JoinHandle<(Outcome, String)>,
}

impl Kiosk {
    fn open(log: LogSize, command: impl Fn(Rung) -> Command + Send + 'static) -> Kiosk {
        let folder = tempfile::tempdir().unwrap();
        let starts = Arc::new(Mutex::new(Vec::new()));
        let stop = Arc::new(AtomicBool::new(false));
        let (path, began, stops) = (folder.path().to_owned(), starts.clone(), stop.clone());
        let thread = thread::spawn(move || {
            let mut notices = Vec::new();
            let outcome = Supervisor {
                command: &|rung| {
                    began.lock().unwrap().push((rung, Instant::now()));
                    let mut command = command(rung);
                    command.current_dir(&path);
                    io::Result::Ok(command)
                },
                as_set_up: &|| None,
                folder: Some(path.join("data")),
                wishes: Some(path.clone()),
                log,
                notices: &mut notices,
                systemd: Systemd::at(None, None),
                stop: stops,
            }
            .run();
            (outcome, String::from_utf8(notices).unwrap())
        });
        Kiosk { folder, starts, stop, thread }
    }

    /// Waits until so many windows were started, and gives the time of the last.
    fn started(&self, number: usize) -> Instant {
        let patience = Instant::now() + Duration::from_secs(90);
        loop {
            if let Some((_, at)) = self.starts.lock().unwrap().get(number - 1) {
                return *at;
            }
            assert!(Instant::now() < patience, "{:?}", self.starts.lock().unwrap());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// The process of the window that was started as the `number`th.
    fn process(&self, number: usize) -> String {
        let patience = Instant::now() + Duration::from_secs(90);
        loop {
            let pids = fs::read_to_string(self.folder.path().join("pids")).unwrap_or_default();
            if let Some(pid) = pids.lines().nth(number - 1) {
                return pid.into();
            }
            assert!(Instant::now() < patience);
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn rungs(&self) -> Vec<&'static str> {
        self.starts.lock().unwrap().iter().map(|(rung, _)| rung.name()).collect()
    }

    fn close(self) -> (Outcome, String) {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.join().unwrap()
    }
}

fn sh(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

fn signal(name: &str, process: &str) {
    assert!(Command::new("kill").args([name, process]).status().unwrap().success());
}

fn is_running(process: &str) -> bool {
    Path::new("/proc").join(process).exists()
}

#[test]
fn a_killed_window_is_back_within_five_seconds_and_a_stopped_one_within_fifteen() {
    let kiosk = Kiosk::open(LogSize::default(), |_| sh(BEATS));
    let killed = kiosk.process(1);
    thread::sleep(Duration::from_millis(500));
    signal("-KILL", &killed);
    let back = kiosk.started(2).elapsed();
    let at = Instant::now();
    println!("killed: started again, {back:?} ago");
    let stopped = kiosk.process(2);
    thread::sleep(Duration::from_millis(500));
    signal("-STOP", &stopped);
    let stopped_at = Instant::now();
    let again = kiosk.started(3);
    println!("stopped: started again after {:?}", again - stopped_at);
    assert!(again - stopped_at < Duration::from_secs(15) && at.elapsed() < Duration::from_secs(25));
    assert_eq!(kiosk.rungs(), ["configured"; 3]);
    let last = kiosk.process(3);
    assert!(!is_running(&stopped) && is_running(&last));
    let (outcome, notices) = kiosk.close();
    assert!(outcome == Outcome::RestartShell && !is_running(&last), "{notices}");
    assert!(notices.contains("exhibit: gives no sign of life"), "{notices}");
}

#[test]
fn a_window_is_told_where_its_supervisor_keeps_everything() {
    let kiosk = Kiosk::open(LogSize::default(), |_| {
        sh(&format!("echo $SUNGARI_KIOSK_FOLDER >> folder; {BEATS}"))
    });
    kiosk.process(1);
    let told = fs::read_to_string(kiosk.folder.path().join("folder")).unwrap();
    assert_eq!(told.trim_end(), kiosk.folder.path().join("data").display().to_string());
    kiosk.close();
}

/// Not a test: the window of the one below.
#[test]
#[ignore = "it is run by another test, as a window that panics"]
fn panics() {
    if std::env::var_os("SUNGARI_TEST_PANICS").is_some() {
        panic!("a window that panics at once");
    }
}

#[test]
fn a_window_that_panics_at_once_ends_on_the_page() {
    let kiosk = Kiosk::open(LogSize::default(), |rung| match rung {
        Rung::Page => sh(BEATS),
        _ => {
            let mut command = Command::new(std::env::current_exe().unwrap());
            command.args(["--ignored", "--exact", "--nocapture", "kiosk::processes::panics"]);
            command.env("SUNGARI_TEST_PANICS", "1");
            command
        }
    });
    let page = kiosk.started(10);
    println!("the page after {:?}", page - kiosk.started(1));
    let exhibits = [["configured"; 3], ["last_good"; 3], ["shipped"; 3]].concat();
    assert_eq!(kiosk.rungs(), [exhibits.as_slice(), &["page"]].concat());
    let shown = kiosk.process(1);
    assert!(is_running(&shown));
    let log = kiosk.folder.path().join("data/kiosk.log");
    let log = fs::read_to_string(log).unwrap();
    assert!(
        log.contains("exhibit says: ") && log.contains("a window that panics at once"),
        "{log}"
    );
    kiosk.close();
}

#[test]
fn a_window_that_is_asked_to_close_closes_in_order() {
    let kiosk = Kiosk::open(LogSize::default(), |_| sh(&format!("{WELL}; touch in_order")));
    kiosk.process(1);
    thread::sleep(Duration::from_millis(500));
    let folder = kiosk.folder.path().join("in_order");
    kiosk.stop.store(true, Ordering::Relaxed);
    let patience = Instant::now() + Duration::from_secs(10);
    while !folder.exists() && Instant::now() < patience {
        thread::sleep(Duration::from_millis(20));
    }
    assert!(folder.exists());
    assert_eq!(kiosk.close().0, Outcome::RestartShell);
}

#[test]
fn codes_of_a_window_are_wishes() {
    for (wish, outcome, left) in [
        (Wish::RestartDevice, Outcome::RestartDevice, Some("1\n")),
        (Wish::ShutDown, Outcome::ShutDown, Some("2\n")),
        (Wish::Leave, Outcome::Nothing, None),
    ] {
        let script = format!("echo 'first frame'; sleep 0.5; exit {}", wish as i32);
        let kiosk = Kiosk::open(LogSize::default(), move |_| sh(&script));
        let (ended, notices) = kiosk.thread.join().unwrap();
        assert_eq!(ended, outcome, "{notices}");
        let found = fs::read_to_string(kiosk.folder.path().join("wish")).ok();
        assert_eq!(found.as_deref(), left, "what systemd acts on: {notices}");
    }
}

#[test]
fn an_old_wish_for_the_machine_is_gone_before_the_first_window_starts() {
    let folder = tempfile::tempdir().unwrap();
    let wish = folder.path().join("wish");
    fs::write(&wish, "2\n").unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let outcome = Supervisor {
        command: &|_| {
            assert!(!wish.exists());
            stop.store(true, Ordering::Relaxed);
            Ok(sh("cat > /dev/null"))
        },
        as_set_up: &|| None,
        folder: None,
        wishes: Some(folder.path().into()),
        log: LogSize::default(),
        notices: &mut io::sink(),
        systemd: Systemd::at(None, None),
        stop: stop.clone(),
    }
    .run();
    assert_eq!(outcome, Outcome::RestartShell);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "and none is left for a stop");
}

#[test]
fn a_window_that_never_stops_complaining_fills_no_disk() {
    let size = LogSize { files: 4, bytes: 20_000 };
    let script = "echo 'first frame'; yes 'a long complaint about a texture' | head -n 20000 >&2; \
        while :; do echo beat; sleep 0.3; done";
    let kiosk = Kiosk::open(size, move |_| sh(script));
    kiosk.started(1);
    thread::sleep(Duration::from_secs(3));
    let data = kiosk.folder.path().join("data");
    let files: Vec<_> = fs::read_dir(data).unwrap().map(|entry| entry.unwrap()).collect();
    let bytes: u64 = files.iter().map(|file| file.metadata().unwrap().len()).sum();
    println!("{} files, {bytes} bytes", files.len());
    assert!(files.len() == 4 && bytes <= 80_000);
    assert_eq!(kiosk.rungs(), ["configured"], "it was heard all the while");
    kiosk.close();
}

#[test]
fn where_nothing_can_be_written_the_exhibit_runs_all_the_same() {
    let kiosk =
        Kiosk::open(LogSize::default(), |_| sh(&format!("echo 'no more room' >&2; {BEATS}")));
    // The first window is started when the folder is there; what is in its place
    // now is no folder, and what was opened there is gone.
    kiosk.process(1);
    let data = kiosk.folder.path().join("data");
    fs::remove_dir_all(&data).unwrap();
    fs::write(&data, "a file").unwrap();
    signal("-KILL", &kiosk.process(1));
    kiosk.process(2);
    thread::sleep(Duration::from_secs(1));
    assert_eq!(kiosk.rungs(), ["configured"; 2]);
    assert_eq!(kiosk.close().0, Outcome::RestartShell);
}

#[test]
fn what_cannot_be_written_down_is_said() {
    let mut notices = Vec::new();
    let place = tempfile::NamedTempFile::new().unwrap();
    let script = format!("echo 'no more room' >&2; sleep 0.5; exit {}", Wish::Leave as i32);
    let outcome = Supervisor {
        command: &|_| Ok(sh(&script)),
        as_set_up: &|| None,
        folder: Some(place.path().join("data")),
        wishes: Some(place.path().join("run")),
        log: LogSize::default(),
        notices: &mut notices,
        systemd: Systemd::at(None, None),
        stop: Arc::default(),
    }
    .run();
    let notices = String::from_utf8(notices).unwrap();
    assert_eq!(outcome, Outcome::Nothing);
    assert!(notices.contains("exhibit says: no more room"), "{notices}");
}

#[test]
fn systemd_hears_of_the_first_frame_and_of_life_until_the_window_is_silent() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notify");
    let socket = UnixDatagram::bind(&path).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let stops = stop.clone();
    let thread = thread::spawn(move || {
        let systemd = Systemd::at(Some(path.as_os_str()), Some(Duration::from_millis(900)));
        // Longer than it may be silent, shorter than it takes to be restarted.
        let script = "echo 'first frame'; for i in 1 2 3; do echo beat; sleep 0.3; done; sleep 60";
        Supervisor {
            command: &|_| Ok(sh(script)),
            as_set_up: &|| None,
            folder: None,
            wishes: None,
            log: LogSize::default(),
            notices: &mut io::sink(),
            systemd,
            stop: stops,
        }
        .run()
    });
    let mut heard = Vec::new();
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(13) {
        let mut message = [0; 256];
        if let Ok(bytes) = socket.recv(&mut message) {
            heard.push(String::from_utf8_lossy(&message[..bytes]).into_owned());
        }
    }
    stop.store(true, Ordering::Relaxed);
    thread.join().unwrap();
    let ready = heard.iter().filter(|words| words.starts_with("READY=1\nSTATUS=")).count();
    assert_eq!(ready, 2, "at first, and after it was silent: {heard:?}");
    assert!(heard.iter().filter(|words| *words == "WATCHDOG=1").count() > 10, "{heard:?}");
}

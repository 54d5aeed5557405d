//! Seven bad starts: the exhibit comes to its attract loop all the same, is
//! visited by keys, and counts that where there is a place to write.
//!
//! Each is made by a namespace or a clock that only the exhibit has, so that
//! nothing of the machine is changed. Where that is not permitted, these fail.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::time::Instant;

use super::exhibit::{set_up, visit};
use super::stage::{Picture, Server, Stage};
use crate::cli::sungari;

/// The program, as its kiosk is started by itself.
const PROGRAM: &str = env!("CARGO_BIN_EXE_sungari");

/// The attract loop of a start with nothing wrong.
fn attract() -> &'static Picture {
    static ATTRACT: OnceLock<Picture> = OnceLock::new();
    ATTRACT.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let server = Server::start("1280x720");
        Stage::exhibit(&server, "Sungari", &set_up(folder.path())).still()
    })
}

/// A place for a kiosk that is started badly.
struct Start {
    folder: tempfile::TempDir,
    kiosk: String,
}

impl Start {
    fn new() -> Start {
        let folder = tempfile::tempdir().unwrap();
        let kiosk = set_up(folder.path());
        Start { folder, kiosk }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A command that has the kiosk in a namespace of its own, of a kind that
    /// `unshare` knows, after a script has spoilt what is there. The script is
    /// told the data folder as `$0`.
    fn apart(&self, kind: &str, script: &str) -> Command {
        let ways = [vec![kind], vec!["--map-root-user", kind]];
        let script = format!("{script}\nexec \"$@\"");
        let mut refused = String::new();
        for flags in ways {
            let mut command = Command::new("unshare");
            command.args(flags).args(["sh", "-euc", &script]).arg(self.data());
            let mut alone = Command::new("unshare");
            alone.args(command.get_args()).arg("true");
            let tried = alone.output().expect("unshare is there");
            if tried.status.success() {
                command.args([PROGRAM, "kiosk", "--config", &self.kiosk]);
                return command;
            }
            refused += &String::from_utf8_lossy(&tried.stderr);
        }
        panic!("a namespace ({kind}) is not permitted here: run this as root. {refused}");
    }

    /// A command that has the kiosk begin at a time, in UTC.
    fn at(&self, time: &str) -> Command {
        // The command itself would stand between the test and the kiosk, which
        // would outlive it; it says which library it loads.
        let library =
            Command::new("faketime").args(["-f", "+0", "printenv", "LD_PRELOAD"]).output();
        let library = library.expect("faketime is there").stdout;
        let mut command = Command::new(PROGRAM);
        command.args(["kiosk", "--config", &self.kiosk]);
        command.env("LD_PRELOAD", String::from_utf8(library).unwrap().trim());
        command.env("FAKETIME", format!("@{time}")).env("TZ", "UTC");
        // What only ever goes forward is right, whatever the calendar says.
        command.env("FAKETIME_DONT_FAKE_MONOTONIC", "1").env("DONT_FAKE_MONOTONIC", "1");
        command
    }

    /// Starts the kiosk, and visits it. Says what was counted in the data folder,
    /// and what was written there and said.
    #[allow(clippy::print_stdout, reason = "a figure for whoever runs it")]
    fn shows_and_is_visited(&self, how: &str, mut command: Command) -> Told {
        let expected = attract();
        let server = Server::start("1280x720");
        let said = tempfile::NamedTempFile::new().unwrap();
        command.stdout(said.reopen().unwrap()).stderr(said.reopen().unwrap());
        let is_it = |picture: &Picture| !picture.differs(expected, 0..1280);
        let began = Instant::now();
        let stage = Stage::exhibit_by(&server, "Sungari", command, is_it);
        println!("{how}: the attract loop after {:.1} s", began.elapsed().as_secs_f32());
        let process = stage.window_process();
        visit(&stage, expected);
        assert_eq!(stage.window_process(), process, "{how}: it was started again");
        println!("{how}: visited after {:.1} s", began.elapsed().as_secs_f32());

        let data = self.data();
        let counted = sungari(&["visits", "--data", &data.display().to_string()]).out;
        let log = fs::read_to_string(data.join("kiosk.log")).unwrap_or_default();
        let said = fs::read_to_string(said.path()).unwrap();
        for word in ["panicked", "ended", "no sign of life", "cannot be started", "last_good"] {
            assert!(!log.contains(word) && !said.contains(word), "{how}: {word}\n{log}\n{said}");
        }
        assert_eq!(said.matches("exhibit: first frame").count(), 1, "{how}: {said}");
        Told { counted, log, said }
    }
}

/// What is left to be read of a start.
struct Told {
    counted: String,
    log: String,
    said: String,
}

impl Told {
    /// Asserts that the one visit was counted, on a day where that is known.
    fn counts(&self, day: &str) {
        let Told { counted, said, .. } = self;
        assert!(counted.contains("1  visits") && counted.contains(day), "{counted}\n{said}");
    }
}

#[test]
#[ignore = "needs Xvfb, a Vulkan driver and leave for namespaces: xvfb, mesa-vulkan-drivers, root"]
fn without_a_network_the_exhibit_starts_and_counts() {
    let start = Start::new();
    // The way to itself may be there, and goes nowhere.
    let command = start.apart("--net", "test \"$(grep -c : /proc/net/dev)\" -le 1");
    start.shows_and_is_visited("no network", command).counts("");
}

#[test]
#[ignore = "needs Xvfb, a Vulkan driver and faketime: xvfb, mesa-vulkan-drivers, faketime"]
fn with_a_clock_at_1970_the_exhibit_starts_and_counts() {
    let start = Start::new();
    let told = start.shows_and_is_visited("1970", start.at("1970-01-01 00:00:10"));
    told.counts("1970-01-01");
    assert!(told.log.starts_with("1970-01-01 00:00:1"), "{}", told.log);
}

#[test]
#[ignore = "needs Xvfb, a Vulkan driver and faketime: xvfb, mesa-vulkan-drivers, faketime"]
fn with_a_clock_past_2038_the_exhibit_starts_and_counts() {
    let start = Start::new();
    let told = start.shows_and_is_visited("2040", start.at("2040-06-01 12:00:00"));
    told.counts("2040-06-01");
    assert!(told.log.starts_with("2040-06-01 12:00:0"), "{}", told.log);
}

#[test]
#[ignore = "needs Xvfb, a Vulkan driver and leave for namespaces: xvfb, mesa-vulkan-drivers, root"]
fn on_a_system_that_is_read_only_the_exhibit_starts_and_is_visited() {
    let start = Start::new();
    fs::create_dir(start.data()).unwrap();
    let command = start.apart(
        "--mount",
        "mount --make-rprivate /
        cut -d ' ' -f 5 /proc/self/mountinfo | while read -r place; do
            mount -o remount,bind,ro \"$place\" 2> /dev/null || :
        done
        for place in \"$0\" / /tmp /var /dev/shm; do
            if touch \"$place/sungari\"; then exit 1; fi
        done 2> /dev/null",
    );
    let told = start.shows_and_is_visited("read-only", command);
    assert_eq!(fs::read_dir(start.data()).unwrap().count(), 0, "{}", told.said);
}

#[test]
#[ignore = "needs Xvfb, a Vulkan driver and leave for namespaces: xvfb, mesa-vulkan-drivers, root"]
fn on_a_disk_that_is_full_the_exhibit_starts_and_is_visited() {
    let start = Start::new();
    fs::create_dir(start.data()).unwrap();
    let command = start.apart(
        "--mount",
        "mount -t tmpfs -o size=64k,mode=777 sungari \"$0\"
        dd if=/dev/zero of=\"$0/rest\" bs=4k 2> /dev/null || :
        if echo more > \"$0/more\"; then exit 1; fi 2> /dev/null",
    );
    start.shows_and_is_visited("full disk", command);
}

#[test]
#[ignore = "needs Xvfb, a Vulkan driver and leave for namespaces: xvfb, mesa-vulkan-drivers, root"]
fn without_a_device_for_sound_the_exhibit_starts_and_counts() {
    let start = Start::new();
    let mut command = start.apart(
        "--mount",
        "mount --make-rprivate /
        if test -d /dev/snd; then mount -t tmpfs sungari /dev/snd; fi
        test -z \"$(ls -A /dev/snd 2> /dev/null | grep -v cannot)\"",
    );
    for service in ["PULSE_SERVER", "PIPEWIRE_REMOTE", "XDG_RUNTIME_DIR"] {
        command.env_remove(service);
    }
    start.shows_and_is_visited("no sound", command).counts("");
}

#[test]
#[ignore = "needs Xvfb, a Vulkan driver and leave for namespaces: xvfb, mesa-vulkan-drivers, root"]
fn without_fonts_in_the_system_the_exhibit_starts_and_looks_the_same() {
    let start = Start::new();
    let command = start.apart(
        "--mount",
        "mount --make-rprivate /
        for place in /usr/share/fonts /usr/local/share/fonts /etc/fonts /var/cache/fontconfig \
            ~/.fonts ~/.local/share/fonts ~/.cache/fontconfig; do
            if test -d \"$place\"; then
                mount -t tmpfs sungari \"$place\"
                test -z \"$(ls -A \"$place\")\"
            fi
        done",
    );
    start.shows_and_is_visited("no fonts", command).counts("");
}

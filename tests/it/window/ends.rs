//! How a window comes to its end that no supervisor’s test can bring about:
//! memory that runs out, one thread that hangs by itself, a GPU that is lost.
//!
//! What is required is 5 seconds after a crash and 15 after a freeze. What is
//! asserted has room for a machine that has other things to do.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::Helper;
use super::exhibit::set_up;
use super::stage::{Picture, RETURN, Server, Stage};

/// A kiosk as it is started where nobody looks for faults in it, drawn by the
/// driver whose threads are known.
fn kiosk(file: &str) -> Command {
    let mut kiosk = Command::new(env!("CARGO_BIN_EXE_sungari"));
    kiosk.args(["kiosk", "--config", file]);
    kiosk.env_remove("RUST_BACKTRACE").env("VK_LOADER_DRIVERS_SELECT", "*lvp*");
    kiosk
}

fn is_attract(picture: &Picture) -> bool {
    picture.colours(40..700) > 8
}

/// A value of `/proc/PROCESS/status` in bytes.
fn bytes(process: &str, field: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with(field)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}

#[test]
#[ignore = "needs Xvfb and a Vulkan driver: xvfb and mesa-vulkan-drivers"]
#[allow(clippy::print_stdout, reason = "a figure for whoever runs it")]
fn an_exhibit_that_gets_no_more_memory_ends_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start("1280x720");
    let command = kiosk(&set_up(folder.path()));
    let stage = Stage::exhibit_by(&server, "Sungari", command, is_attract);
    let attract = stage.still();
    let process = stage.window_process();
    let limit = format!("--as={}", bytes(&process, "VmSize:"));
    let limited = Command::new("prlimit").args(["--pid", &process, &limit]).status();
    assert!(limited.expect("prlimit is there").success());
    let began = Instant::now();
    stage.wait("the end of the window", |stage| {
        stage.press(RETURN);
        sleep(Duration::from_millis(300));
        !Path::new("/proc").join(&process).exists()
    });
    let ended = Instant::now();
    stage.wait("the exhibit again", |stage| !stage.picture().differs(&attract, 60..1200));
    let (after, back) = (ended - began, ended.elapsed());
    println!("without memory: ended after {after:.1?}, back {back:.1?} later");
    assert!(after + back < Duration::from_secs(30));
    assert_ne!(stage.window_process(), process);
}

/// Holds one thread of a process up, at the next thing it asks of the system.
fn hold(thread: &str) -> Helper {
    let strace = Command::new("strace")
        .args(["-qq", "-o", "/dev/null", "-p", thread])
        .args(["-e", "inject=all:delay_enter=200000000"])
        .stderr(Stdio::null())
        .spawn();
    let mut strace = strace.expect("strace is there");
    sleep(Duration::from_millis(500));
    let ended = strace.try_wait().unwrap();
    assert!(ended.is_none(), "a thread may not be held up here: run this as root");
    Helper(strace)
}

/// The threads of a process, by name.
fn threads(process: &str) -> Vec<(String, String)> {
    let tasks = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let names = tasks.map(|task| {
        let task = task.unwrap();
        let name = fs::read_to_string(task.path().join("comm")).unwrap();
        (task.file_name().into_string().unwrap(), name.trim().to_owned())
    });
    names.collect()
}

#[test]
#[ignore = "needs Xvfb, a Vulkan driver and strace: xvfb, mesa-vulkan-drivers, strace"]
#[allow(clippy::print_stdout, reason = "a figure for whoever runs it")]
fn one_thread_that_hangs_by_itself_is_a_freeze_and_the_exhibit_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start("1280x720");
    let command = kiosk(&set_up(folder.path()));
    let stage = Stage::exhibit_by(&server, "Sungari", command, is_attract);
    let attract = stage.still();
    let log = folder.path().join("data/kiosk.log");
    let said = |words: &str| fs::read_to_string(&log).unwrap().matches(words).count();
    // The loop that draws; those on which Bevy runs its systems; the driver’s. At
    // the third time it is the next rung, which here shows the same.
    for (turn, which) in ["main", "Compute Task", "llvmpipe"].into_iter().enumerate() {
        let process = stage.window_process();
        let is_it = |(task, name): &(String, String)| match which {
            "main" => *task == process,
            _ => name.starts_with(which),
        };
        let threads: Vec<_> = threads(&process).into_iter().filter(is_it).collect();
        assert!(!threads.is_empty(), "no thread of the window is called {which}");
        let held: Vec<_> = threads.iter().map(|(thread, _)| hold(thread)).collect();
        let began = Instant::now();
        stage.wait("the freeze to be noticed", |_| said("no sign of life") > turn);
        // A process is gone when those who hold it let it go.
        drop(held);
        stage.wait("another first frame", |_| said("first frame") > turn + 1);
        stage.wait("the exhibit again", |stage| !stage.picture().differs(&attract, 60..1200));
        let back = began.elapsed();
        println!("{which}: back {back:.1?} after it was held");
        assert!(back < Duration::from_secs(30), "{which}");
        assert_ne!(stage.window_process(), process);
    }
}

/// Builds the layer that loses a GPU, where the loader of Vulkan finds it.
fn build_layer(folder: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/window/lost.c");
    let library = folder.join("liblost.so");
    let mut build = Command::new("cc");
    build.args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source);
    assert!(build.status().expect("a C compiler is there").success());
    let library = library.display();
    let layer = format!(
        r#"{{"file_format_version": "1.1.0", "layer": {{
            "name": "VK_LAYER_SUNGARI_lost", "type": "GLOBAL", "library_path": "{library}",
            "api_version": "1.3.0", "implementation_version": "1", "description": "Loses a GPU"
        }}}}"#
    );
    fs::write(folder.join("lost.json"), layer).unwrap();
}

#[test]
#[ignore = "needs Xvfb, a Vulkan driver and a C compiler: xvfb, mesa-vulkan-drivers, gcc"]
#[allow(clippy::print_stdout, reason = "a figure for whoever runs it")]
fn an_exhibit_whose_gpu_is_lost_ends_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    build_layer(folder.path());
    let lost = folder.path().join("lost");
    let server = Server::start("1280x720");
    let mut command = kiosk(&set_up(folder.path()));
    command.env("VK_LAYER_PATH", folder.path()).env("VK_INSTANCE_LAYERS", "VK_LAYER_SUNGARI_lost");
    command.env("SUNGARI_TEST_LOST", &lost);
    let stage = Stage::exhibit_by(&server, "Sungari", command, is_attract);
    let attract = stage.still();
    let process = stage.window_process();
    fs::write(&lost, "").unwrap();
    let began = Instant::now();
    stage.wait("the end of the window", |_| !Path::new("/proc").join(&process).exists());
    let ended = Instant::now();
    fs::remove_file(&lost).unwrap();
    stage.wait("the exhibit again", |stage| !stage.picture().differs(&attract, 60..1200));
    let (after, back) = (ended - began, ended.elapsed());
    println!("without a GPU: ended after {after:.1?}, back {back:.1?} later");
    assert!(after + back < Duration::from_secs(30));
    let log = fs::read_to_string(folder.path().join("data/kiosk.log")).unwrap();
    assert!(log.contains("DeviceLost"), "{log}");
}

//! A file of choices: a transcript, or the line that cannot be played.

#![no_main]

use sungari::narrative::run::transcript;
use sungari_fuzz::STORY;

libfuzzer_sys::fuzz_target!(|choices: &str| {
    let _ = transcript(&STORY, 7, choices, |life| life);
});

//! A story’s bytes: a story that plays, or problems that can be shown.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    sungari_fuzz::check_story(&sungari_fuzz::parted(&String::from_utf8_lossy(bytes)));
});

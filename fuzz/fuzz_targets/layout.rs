//! `fmt` of whatever is given: never a panic, and twice is as once.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for file in sungari_fuzz::parted(&String::from_utf8_lossy(bytes)) {
        sungari_fuzz::check_layout(&file);
    }
});

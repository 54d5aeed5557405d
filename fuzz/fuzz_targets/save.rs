//! The text of a save, its checksum mended: a life that can be saved again, or
//! the reason why there is none.

#![no_main]

use sungari::narrative::run::save::{self, Card};
use sungari::narrative::run::view;
use sungari_fuzz::{STORY, resealed};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = save::read(&STORY, text);
    let text = resealed("sungari-save", text);
    let _ = save::read_card(&text);
    if let Ok(noted) = save::with_note(&text, Some(text.clone())) {
        assert!(save::read_card(&noted).is_ok());
    }
    let Ok(restored) = save::read(&STORY, &text) else { return };
    let mut life = restored.playthrough;
    view(&STORY, &life);
    let written = save::write(&STORY, &life, &Card::of(&STORY, &life, 1));
    let again = save::read(&STORY, &written).expect("what is written is read");
    assert_eq!((again.playthrough.pages(), again.changes), (life.pages(), Vec::new()));
    while life.step_back() {
        view(&STORY, &life);
    }
});

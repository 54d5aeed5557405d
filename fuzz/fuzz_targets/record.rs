//! The text of a reader’s record, its checksum mended: a record that can be
//! written and looked at, or the reason why there is none.

#![no_main]

use sungari::narrative::record::{self, reopen};
use sungari_fuzz::{STORY, resealed};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = record::read(&STORY, text);
    let text = resealed("sungari-record", text);
    let Ok(record) = record::read(&STORY, &text) else { return };
    for life in &record.lives {
        reopen(&STORY, life);
    }
    let again = record::read(&STORY, &record::write(&STORY, &record));
    assert_eq!(again.as_ref(), Ok(&record));
    let mut merged = record.clone();
    merged.merge(record);
    let mut again = merged.clone();
    again.merge(merged.clone());
    assert_eq!(again, merged, "with itself it is what it was");
});

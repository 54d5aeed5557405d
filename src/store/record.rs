//! The reader's record on disk, beside their saves.
//!
//! Two windows may have one record open: each takes in what the other kept
//! before it writes, so neither loses anything.

use std::io;

use super::generations::{self, Unfit, files, push, set_aside};
use super::{Notice, SaveError, SaveFolder};
use crate::narrative::model::Story;
use crate::narrative::record::{self, Record, RecordError};

const STEM: &str = "record";

impl SaveFolder {
    /// The record of a story's reader, empty where there is none. What cannot
    /// be read is set aside, and a notice says so.
    pub fn load_record(&self, story: &Story) -> (Record, Vec<Notice>) {
        // A folder that cannot be written to can be read from all the same.
        let _turn = self.take_turn().ok();
        let mut notices = Vec::new();
        let record = self.latest_record(story, &mut notices).unwrap_or_default();
        (record, notices)
    }

    /// Takes into `record` what another window kept, and keeps it all.
    ///
    /// # Errors
    /// When it could not be kept. What was kept before is as it was.
    pub fn keep_record(
        &self,
        story: &Story,
        record: &mut Record,
    ) -> Result<Vec<Notice>, SaveError> {
        let failed = |error: io::Error| self.error(&error);
        let _turn = self.take_turn().map_err(failed)?;
        let mut notices = Vec::new();
        let kept = self.latest_record(story, &mut notices);
        if let Some(kept) = &kept {
            record.merge(kept.clone());
        }
        if kept.as_ref() != Some(record) {
            push(&self.folder, STEM, &record::write(story, record), unfit).map_err(failed)?;
        }
        Ok(notices)
    }

    fn latest_record(&self, story: &Story, notices: &mut Vec<Notice>) -> Option<Record> {
        for file in files(&self.folder, STEM) {
            let text = match generations::text(&file) {
                Ok(None) => continue,
                Ok(Some(text)) => text,
                Err(error) => {
                    notices.push(Notice::RecordUnread { file, why: error.to_string() });
                    continue;
                }
            };
            let text = text.map_err(|_| RecordError::Damaged("it is not text".into()));
            match text.and_then(|text| record::read(story, &text)) {
                Ok(record) => return Some(record),
                Err(why) => {
                    let kept_as = set_aside(&self.folder, STEM, &file, kind(&why)).unwrap_or(file);
                    notices.push(Notice::RecordSetAside { why, kept_as });
                }
            }
        }
        None
    }
}

/// What is wrong with the text of a record.
fn unfit(text: &str) -> Option<Unfit> {
    record::look(text).err().map(|why| kind(&why))
}

fn kind(why: &RecordError) -> Unfit {
    match why {
        RecordError::Damaged(_) => Unfit::Broken,
        RecordError::Newer { .. } | RecordError::OtherStory { .. } => Unfit::Newer,
    }
}

//! Asking and telling: lines in, paragraphs out.

use std::io::{self, BufRead, Read};

use super::Desk;
use super::command::Command;
use crate::i18n::FluentValue;
use crate::terminal::Terminal;

/// A longer line is read as several, so that none need be held as a whole.
const LONGEST_LINE: u64 = 4_000;

/// Why a reading stops.
pub(super) enum Stop {
    /// The reader left, or what they type has ended.
    Left,
    /// The terminal failed.
    Broken(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Broken(error)
    }
}

/// A terminal, and the words and the paper to write on it with.
pub(super) struct Talk<'a, 't> {
    /// What is written with.
    pub(super) desk: Desk<'a>,
    /// Where.
    pub(super) terminal: &'a mut Terminal<'t>,
}

impl Talk<'_, '_> {
    /// Has one of several lines picked by its number; the index of the line.
    pub(super) fn pick(&mut self, lines: &[&str]) -> Result<usize, Stop> {
        for (index, line) in lines.iter().enumerate() {
            let text = self.desk.paper.hanging(&format!("{}. ", index + 1), line);
            self.write(&text)?;
        }
        loop {
            let line = self.ask()?;
            match Command::read(&line) {
                Some(Command::Choose(number)) if (1..=lines.len()).contains(&number) => {
                    return Ok(number - 1);
                }
                Some(Command::Quit) => return Err(Stop::Left),
                Some(Command::Help) => {
                    self.say_with("answer-pick-help", &[("lines", lines.len().into())])?;
                }
                _ => self.say_with("answer-pick", &[("lines", lines.len().into())])?,
            }
        }
    }

    /// Waits for a line. Where nobody sees what is typed it is written down.
    pub(super) fn ask(&mut self) -> Result<String, Stop> {
        self.write("\n> ")?;
        self.terminal.out.flush()?;
        let mut line = Vec::new();
        let mut input = (&mut *self.terminal.input).take(LONGEST_LINE);
        let ended = input.read_until(b'\n', &mut line)? == 0;
        let line = String::from_utf8_lossy(&line).trim_end().replace(char::is_control, " ");
        if self.terminal.echo || ended {
            self.write(&line)?;
            self.write("\n")?;
        }
        if ended { Err(Stop::Left) } else { Ok(line) }
    }

    /// Writes a paragraph of the interface's own words.
    pub(super) fn say(&mut self, key: &str) -> Result<(), Stop> {
        self.say_with(key, &[])
    }

    /// Writes a paragraph of the interface's words with values set into them.
    pub(super) fn say_with(
        &mut self,
        key: &str,
        words: &[(&str, FluentValue<'_>)],
    ) -> Result<(), Stop> {
        let text = self.desk.paper.paragraph(&self.desk.strings.with(key, words));
        self.write(&text)
    }

    /// Writes text that is already set.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Stop> {
        Ok(self.terminal.out.write_all(text.as_bytes())?)
    }
}

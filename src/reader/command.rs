//! What a reader may type.

/// What a line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// Nothing: the line is empty.
    Nothing,
    /// The choice with this number, counted from 1.
    Choose(usize),
    /// The notes of the page, or one of them with its sources.
    Facts(Option<usize>),
    /// The notebook, or one of its claims weighed.
    Notebook(Option<usize>),
    /// The last choice taken back.
    Back,
    /// The last choice taken back, taken again.
    Forward,
    /// The page once more.
    Again,
    /// The life kept as it stands, in a numbered place if one is named.
    Save(Option<usize>),
    /// Another life.
    New,
    /// What may be typed.
    Help,
    /// What is on record of a life that has ended.
    Record,
    /// The end of the reading.
    Quit,
}

impl Command {
    /// Reads a line; nothing if it is not a command.
    pub(super) fn read(line: &str) -> Option<Command> {
        let line = line.trim().to_lowercase();
        if let Ok(number) = line.trim_end_matches('.').parse() {
            return Some(Command::Choose(number));
        }
        let word = line.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let number = match &line[word.len()..] {
            "" => None,
            digits => Some(digits.parse().ok()?),
        };
        let command = match (word.trim_end(), number) {
            ("", None) => Command::Nothing,
            ("?" | "facts", number) => Command::Facts(number),
            ("n" | "notebook", number) => Command::Notebook(number),
            ("b" | "back", None) => Command::Back,
            ("f" | "forward", None) => Command::Forward,
            ("l" | "look", None) => Command::Again,
            ("s" | "save", number) => Command::Save(number),
            ("r" | "record", None) => Command::Record,
            ("new", None) => Command::New,
            ("h" | "help", None) => Command::Help,
            ("q" | "quit" | "exit", None) => Command::Quit,
            _ => return None,
        };
        Some(command)
    }
}

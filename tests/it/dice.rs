//! Numbers without rhyme, the same every time, and what they do to a text.

/// Numbers without rhyme.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn throw(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

const PIECES: [&str; 72] = [
    "\"",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "=",
    "==",
    "\\",
    "\n",
    "\r\n",
    "\n\n",
    "//",
    "/*",
    "*/",
    "#",
    "r#\"",
    "\"#",
    "“",
    "’",
    "*",
    "**",
    "{fact ",
    "|",
    "1..=2",
    "-",
    "0x",
    "é",
    "\u{feff}",
    "\u{fffd}",
    "\0",
    " and ",
    "not ",
    "visited(",
    "taken(",
    "Some(",
    "\\u{",
    "turns_since(",
    "returns: true, ",
    "body: [], ",
    "goto: \"fire\", ",
    "then: \"fire\", ",
    "once: true, ",
    "{if ",
    "{stages ",
    "{value ",
    "{place ",
    "{{",
    "}}",
    " has ",
    "count(",
    "É",
    "Ж: ",
    "\u{1f40e}",
    "{person ",
    "{once |",
    "{term ",
    "Ask(choices: [",
    "When(if: \"",
    "Otherwise(",
    "chance: [",
    "Outcome(k: \"o\", ",
    "offers: [",
    "offered: ",
    "shared: [\"",
    "do: [\"",
    " += ",
    " or ",
    "if: \"not ",
];

fn boundary(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

/// Cuts, doubles or spoils a few characters somewhere.
pub(crate) fn mutilate(text: &mut String, dice: &mut Dice) {
    let at = boundary(text, dice.throw(text.len() + 1));
    let end = boundary(text, at + dice.throw(12) + 1).max(at);
    match dice.throw(5) {
        0 => text.replace_range(at..end, ""),
        1 => text.insert_str(at, PIECES[dice.throw(PIECES.len())]),
        2 => text.replace_range(at..end, PIECES[dice.throw(PIECES.len())]),
        3 => {
            let piece = text[at..end].to_owned();
            let to = boundary(text, dice.throw(text.len() + 1));
            text.insert_str(to, &piece);
        }
        _ => text.truncate(at),
    }
}

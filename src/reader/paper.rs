//! Setting text to the width of a terminal.

use textwrap::Options;

/// The widest line that reads well.
const WIDEST: usize = 72;
/// The narrowest line that is still kept to.
const NARROWEST: usize = 20;

/// Lines of one width.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paper {
    width: usize,
}

impl Paper {
    /// Lines for a terminal of `columns`.
    pub(super) fn new(columns: usize) -> Paper {
        Paper { width: columns.clamp(NARROWEST, WIDEST) }
    }

    /// A paragraph, ending its last line.
    pub(super) fn paragraph(self, text: &str) -> String {
        self.hanging("", text)
    }

    /// A paragraph that begins with `lead` and hangs from it.
    pub(super) fn hanging(self, lead: &str, text: &str) -> String {
        self.set(lead, &" ".repeat(lead.chars().count()), text)
    }

    /// A paragraph of which every line is set in by `columns`.
    pub(super) fn set_in(self, columns: usize, text: &str) -> String {
        let margin = " ".repeat(columns);
        self.set(&margin, &margin, text)
    }

    /// A paragraph set in by `columns`, its later lines by two more.
    pub(super) fn entry(self, columns: usize, text: &str) -> String {
        self.set(&" ".repeat(columns), &" ".repeat(columns + 2), text)
    }

    fn set(self, first: &str, rest: &str, text: &str) -> String {
        // What a terminal would obey is not written.
        let text = text.replace(char::is_control, " ");
        // A dash, or the number of a note, never begins a line.
        let text = text.replace(" – ", "\u{a0}– ").replace(" [", "\u{a0}[");
        let options = Options::new(self.width).initial_indent(first).subsequent_indent(rest);
        textwrap::fill(&text, options).replace('\u{a0}', " ") + "\n"
    }
}

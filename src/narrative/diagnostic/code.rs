//! The numbers of the problems, and a page on each.
//!
//! A number is never given to another problem. The pages are in `pages`, one
//! file a range.

use std::fmt;

use super::Severity;

macro_rules! codes {
    ($($code:ident $title:literal)*) => {
        /// A problem's number: `E…` for an error, `W…` for a warning, `A…` for advice.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $code,)*
        }

        const ALL: &[(Code, &str)] = &[$((Code::$code, $title)),*];
    };
}

codes! {
    E0101 "a text is not closed"
    E0102 "a quotation mark inside a text"
    E0103 "the wrong quotation marks"
    E0104 "a comment of another language"
    E0105 "a bracket is not closed"
    E0106 "the wrong bracket"
    E0107 "a bracket that closes nothing"
    E0108 "a comma is missing"
    E0109 "a comma too many"
    E0110 "words without quotation marks"
    E0111 "a character that means nothing"
    E0112 "an unknown escape"
    E0113 "a backslash at the end of a line"
    E0114 "a range"
    E0115 "brackets nested too deeply"
    E0116 "a comment is not closed"
    E0117 "something after the end"
    E0118 "an empty file"
    E0119 "a field written wrongly"
    E0120 "a field without a value"
    E0121 "a header"
    E0122 "a file that is not UTF-8"
    E0123 "a date without quotation marks"
    E0124 "not a number"
    E0125 "an opening bracket is missing"
    E0201 "an unknown field"
    E0202 "a missing field"
    E0203 "a field given twice"
    E0204 "a value of the wrong sort"
    E0205 "an unknown word"
    E0206 "a name before the bracket is missing"
    E0207 "the wrong name before the bracket"
    E0208 "a value without a field"
    E0209 "a number that does not fit"
    E0210 "not a date"
    E0211 "not a colour"
    E0212 "a badly spelt id"
    E0213 "a blank line in a text"
    E0214 "a mark is not closed"
    E0215 "a brace that closes nothing"
    E0216 "an unknown mark"
    E0217 "an unfinished mark"
    E0218 "a mark inside another"
    E0219 "italics are not closed"
    E0220 "an empty text"
    E0221 "an empty list"
    E0222 "a format that is not known"
    E0223 "bounds the wrong way round"
    E0224 "a start that is not among the values"
    E0225 "a value named twice"
    E0226 "not a place on Earth"
    E0227 "a picture that cannot be read"
    E0228 "a picture that would not print"
    E0229 "a number that is too small or too large"
    E0230 "a row of other cells"
    E0240 "words that vary, wrongly written"
    E0241 "words that vary, nested too deeply"
    E0242 "more or fewer words than values"
    E0243 "a time that ends before it begins"
    E0244 "a promise that says too little or too much"
    E0301 "an unknown scene"
    E0302 "an unknown part"
    E0303 "an unknown person"
    E0304 "an unknown place"
    E0305 "an unknown fact"
    E0306 "an unknown source"
    E0307 "an unknown claim"
    E0308 "an unknown ending"
    E0309 "an unknown backdrop"
    E0310 "an unknown variable"
    E0311 "an unknown choice"
    E0312 "an id given twice"
    E0313 "a key given twice"
    E0314 "a name that is taken"
    E0315 "a file in the wrong place"
    E0316 "no story.ron"
    E0317 "an unknown term"
    E0318 "an unknown choice set"
    E0319 "an unknown pool"
    E0401 "`=` in a condition"
    E0402 "`==` in an effect"
    E0403 "a condition or effect that cannot be read"
    E0404 "not a condition"
    E0405 "a comparison of unlike things"
    E0406 "an unknown named value"
    E0407 "a value outside the bounds"
    E0408 "a change of the wrong sort"
    E0409 "a condition that is too long"
    E0410 "a number that does not fit in a condition"
    E0411 "a sign of another language"
    E0412 "an unknown question"
    E0413 "a condition without words"
    E0414 "choices that cannot be counted so"
    E0420 "nothing to show for a value"
    E0421 "a set used otherwise"
    E0422 "a derived value made of itself"
    E0423 "a derived value that is changed"
    E0424 "an unknown member of a set"
    E0501 "a fact without a source"
    E0502 "a fact both sourced and unsourced"
    E0503 "a contested fact without two accounts"
    E0504 "a fact that nothing raises"
    E0505 "a source that nothing cites"
    E0506 "a claim that nobody makes"
    E0507 "a scene without a fact"
    E0508 "a counterpart that is not on record"
    E0509 "a vignette that does not say what is on record"
    E0601 "a scene without a way on"
    E0602 "an ending with choices"
    E0603 "a warning without a summary"
    E0604 "a summary without a warning"
    E0605 "a scene that nothing leads to"
    E0606 "a scene that leads to no ending"
    E0607 "an ending that no scene reaches"
    E0620 "a choice that leads nowhere"
    E0621 "a choice that leads two ways"
    E0622 "a choice in a summary"
    E0623 "`then` without `goto`"
    E0624 "a scene that is called within itself"
    E0625 "nothing to return to"
    E0626 "a way between a vignette and the story"
    E0627 "a vignette of more or fewer than five lines"
    E0628 "a scene that closes what it is not in"
    E0801 "a dead end"
    E0802 "a loop with no way out"
    E0803 "a choice that can never be taken"
    E0804 "a scene that is never entered"
    E0805 "a block that is never shown"
    E0806 "a fact that is never met"
    E0807 "a claim that is never met"
    E0808 "an ending that is never reached"
    E0809 "a promise that is broken"
    E0810 "a route that cannot be gone"
    E0811 "a vignette of another length"
    E0901 "not the hash of a PIN"
    E0902 "a number out of its bounds"
    E0903 "not a time of day"
    E0904 "a wait that is too short"
    E0905 "lines that do not fit"
    E0906 "a file of a kiosk that is not there"
    E0907 "half a warning"
    E0908 "a name twice in a list of a kiosk"
    E0909 "a path that cannot be one"
    W0201 "`Some` is not needed"
    W0301 "a person who says nothing"
    W0302 "a place where nothing happens"
    W0303 "a variable that nothing asks for"
    W0304 "a variable that never changes"
    W0315 "choices that no scene shares"
    W0316 "a pool that no scene offers"
    W0305 "a backdrop that nothing shows"
    W0401 "a comparison that is always or never so"
    W0501 "a wait that is over"
    W0502 "a term that no text raises"
    W0503 "something out of its time"
    W0601 "choices that may all be closed"
    W0602 "a call that never comes back"
    W0701 "something still to do"
    W0702 "a tag used once"
    W0801 "a variable held at its bound"
    W0802 "a text that never has its turn"
    W0803 "words that are never shown"
    W0804 "a promise that is neither proved nor refuted"
    W0901 "a panel that is too small for a page"
    W0902 "hours in which nothing is open"
    A0701 "a long paragraph"
    A0702 "a long sentence"
    A0703 "a choice that takes more than a line"
    A0704 "a long note"
    A0705 "a long page in a vignette"
    A0706 "a late choice in a vignette"
    A0707 "a long account of what is on record"
}

impl Code {
    /// Whether it says that a file is not well formed, whatever it was to say.
    pub(crate) fn is_syntax(self) -> bool {
        self <= Code::E0125
    }

    /// How bad a problem with this number is.
    pub fn severity(self) -> Severity {
        match self {
            code if code < Code::W0201 => Severity::Error,
            code if code < Code::A0701 => Severity::Warning,
            _ => Severity::Advice,
        }
    }

    /// The problem in a few words.
    pub fn title(self) -> &'static str {
        ALL.iter().find(|(code, _)| *code == self).map_or("", |(_, title)| title)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, out)
    }
}

/// Every code there is, in order.
pub fn codes() -> impl Iterator<Item = Code> {
    ALL.iter().map(|(code, _)| *code)
}

const PAGES: [&str; 9] = [
    include_str!("pages/01-syntax.md"),
    include_str!("pages/02-fields.md"),
    include_str!("pages/03-names.md"),
    include_str!("pages/04-logic.md"),
    include_str!("pages/05-facts.md"),
    include_str!("pages/06-flow.md"),
    include_str!("pages/07-wording.md"),
    include_str!("pages/08-proof.md"),
    include_str!("pages/09-kiosk.md"),
];

/// A page on a code: what it means, a wrong example and the right one.
pub fn explain(code: &str) -> Option<&'static str> {
    let code = code.trim().to_ascii_uppercase();
    let range = code.get(1..3)?.parse::<usize>().ok()?.checked_sub(1)?;
    let pages = PAGES.get(range)?;
    let start = pages.find(&format!("## {code} "))? + "## ".len();
    let page = &pages[start..];
    Some(page.find("\n## ").map_or(page, |end| &page[..end]).trim())
}

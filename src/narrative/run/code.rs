//! A life as a few letters that somebody can type at home.
//!
//! Each step is one of the ways on that were open ([`moves`]), so it is a digit
//! whose base is their number; the whole is one number in mixed bases. Before
//! it stand a version, how many steps follow, and a checksum of the steps by
//! name, which finds a mistyped letter, and a story in which the same digits
//! would lead elsewhere. Letters are Crockford’s base 32: no I, L, O or U.

use super::Playthrough;
use super::playthrough::ChooseError;
use super::rules::moves;
use super::step::Step;
use crate::narrative::model::Story;

/// The most letters, with the dashes between them.
pub const LONGEST: usize = 40;

const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const VERSION: u32 = 1;
const VERSIONS: u32 = 4;
const MOST_STEPS: u32 = 128;
const CHECKS: u32 = 1 << 16;
/// Letters between dashes.
const GROUP: usize = 5;

/// Why a code leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// A letter that no code has.
    #[error("`{0}` is in no code: they are written in digits and letters without I, L, O and U")]
    Letter(char),
    /// Not as long as a code.
    #[error("a code has up to {LONGEST} letters; this has {0}")]
    Length(usize),
    /// Made by a later program.
    #[error("it was made by a later version of this program")]
    Version,
    /// Mistyped, or of another story.
    #[error(
        "it leads nowhere in this story: a letter may be wrong, or the story has changed since"
    )]
    Elsewhere,
}

/// The code of a life, and how many of its steps it holds: all of them, unless it
/// is too long for one.
pub fn code(story: &Story, life: &Playthrough) -> (String, usize) {
    let digits = digits(story, life);
    let mut held = digits.len().min(MOST_STEPS as usize - 1);
    loop {
        let code = written(&digits[..held]);
        if code.len() <= LONGEST {
            return (code, held);
        }
        held -= 1;
    }
}

/// A step as a digit: which of how many, and what it is called.
struct Digit {
    at: u32,
    of: u32,
    line: String,
}

fn digits(story: &Story, life: &Playthrough) -> Vec<Digit> {
    let mut again = Playthrough::begin(story, 0);
    let mut digits = Vec::new();
    for step in life.steps() {
        let open = moves(story, again.state());
        let is_it = |step: &Step| {
            open.iter().position(|way| (way.choice, way.outcome) == (step.choice, step.outcome))
        };
        let Some(at) = is_it(&step) else { break };
        if again.choose_outcome(story, step.choice, step.outcome).is_err() {
            break;
        }
        digits.push(Digit { at: at as u32, of: open.len() as u32, line: step.line(story) });
    }
    digits
}

fn written(digits: &[Digit]) -> String {
    let mut number = Number::default();
    for digit in digits.iter().rev() {
        number.push(digit.of, digit.at);
    }
    number.push(CHECKS, check(digits.iter().map(|digit| digit.line.as_str())));
    number.push(MOST_STEPS, digits.len() as u32);
    number.push(VERSIONS, VERSION);
    let mut letters = Vec::new();
    while !number.is_zero() {
        letters.push(LETTERS[number.pop(32) as usize]);
    }
    let dashes = letters.len().div_ceil(GROUP).saturating_sub(1);
    let is_grouped = letters.len() + dashes <= LONGEST;
    let mut code = String::new();
    for (index, letter) in letters.into_iter().enumerate() {
        if is_grouped && index > 0 && index % GROUP == 0 {
            code.push('-');
        }
        code.push(char::from(letter));
    }
    code
}

/// The life that a code leads to, with the chance of `seed` from there on. Dashes
/// and spaces may stand anywhere; small letters do.
///
/// # Errors
/// When it leads nowhere in this story.
pub fn life_of_code(story: &Story, code: &str, seed: u64) -> Result<Playthrough, CodeError> {
    let mut letters = Vec::new();
    for letter in code.chars().filter(|letter| !matches!(letter, '-' | '–' | ' ')) {
        let plain = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            plain => plain,
        };
        let at = LETTERS.iter().position(|known| char::from(*known) == plain);
        letters.push(at.ok_or(CodeError::Letter(letter))? as u32);
    }
    if letters.is_empty() || letters.len() > LONGEST {
        return Err(CodeError::Length(letters.len()));
    }
    let mut number = Number::default();
    for letter in letters.iter().rev() {
        number.push(32, *letter);
    }
    if number.pop(VERSIONS) != VERSION {
        return Err(CodeError::Version);
    }
    let (steps, wanted) = (number.pop(MOST_STEPS), number.pop(CHECKS));
    let mut life = Playthrough::begin(story, seed);
    for _ in 0..steps {
        let open = moves(story, life.state());
        if open.is_empty() {
            return Err(CodeError::Elsewhere);
        }
        let way = open[number.pop(open.len() as u32) as usize];
        let chosen: Result<(), ChooseError> = life.choose_outcome(story, way.choice, way.outcome);
        chosen.map_err(|_| CodeError::Elsewhere)?;
    }
    let lines: Vec<String> = life.steps().iter().map(|step| step.line(story)).collect();
    let is_right = number.is_zero() && check(lines.iter().map(String::as_str)) == wanted;
    if is_right { Ok(life) } else { Err(CodeError::Elsewhere) }
}

/// The checksum of steps: CRC-32 of their lines, cut to 16 bits.
fn check<'l>(lines: impl Iterator<Item = &'l str>) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    for line in lines {
        hasher.update(line.as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize() % CHECKS
}

/// A whole number of any size, lowest first.
#[derive(Default)]
struct Number(Vec<u32>);

impl Number {
    /// Makes it `base` times itself and `digit` more.
    fn push(&mut self, base: u32, digit: u32) {
        let mut over = u64::from(digit);
        for limb in &mut self.0 {
            over += u64::from(*limb) * u64::from(base);
            *limb = over as u32;
            over >>= 32;
        }
        if over > 0 {
            self.0.push(over as u32);
        }
    }

    /// Takes the last digit off again.
    fn pop(&mut self, base: u32) -> u32 {
        let mut rest = 0u64;
        for limb in self.0.iter_mut().rev() {
            rest = (rest << 32) | u64::from(*limb);
            *limb = (rest / u64::from(base)) as u32;
            rest %= u64::from(base);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        rest as u32
    }

    fn is_zero(&self) -> bool {
        self.0.is_empty()
    }
}

//! A condition or effect as tokens.

use std::ops::Range;

use super::{Result, Source};
use crate::narrative::diagnostic::logic;
use crate::narrative::model::Comparison;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Name(String),
    Number(i32),
    True,
    False,
    And,
    Or,
    Not,
    Open,
    Close,
    Dot,
    Plus,
    Minus,
    Compare(Comparison),
    Assign,
    PlusAssign,
    MinusAssign,
    End,
}

#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
}

/// More tokens than any condition needs.
const MOST: usize = 256;

pub(super) fn tokens(source: &Source<'_>) -> Result<Vec<Token>> {
    let text = source.words.text.as_ref();
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_whitespace() {
            at += 1;
            continue;
        }
        if tokens.len() >= MOST {
            return Err(logic::too_long(source.at(0..text.len())).into());
        }
        let start = at;
        let kind = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                let rest = &text[start..];
                let length = rest
                    .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_')
                    .unwrap_or(rest.len());
                at += length;
                word(&rest[..length])
            }
            b'0'..=b'9' => {
                let rest = &text[start..];
                let length = rest
                    .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.')
                    .unwrap_or(rest.len());
                at += length;
                let written = &rest[..length];
                let Ok(number) = written.parse() else {
                    return Err(logic::bad_number(source.at(start..at), written).into());
                };
                Kind::Number(number)
            }
            _ => {
                let (length, kind) = sign(&text[start..], start, source)?;
                at += length;
                kind
            }
        };
        tokens.push(Token { kind, span: start..at });
    }
    tokens.push(Token { kind: Kind::End, span: text.trim_end().len()..text.trim_end().len() });
    Ok(tokens)
}

fn word(word: &str) -> Kind {
    match word {
        "and" => Kind::And,
        "or" => Kind::Or,
        "not" => Kind::Not,
        "true" => Kind::True,
        "false" => Kind::False,
        _ => Kind::Name(word.into()),
    }
}

/// A sign, and those of other languages with the right one.
fn sign(rest: &str, start: usize, source: &Source<'_>) -> Result<(usize, Kind)> {
    const FOREIGN: [(&str, &str); 16] = [
        (":=", "="),
        ("=+", "+="),
        ("&&", "and"),
        ("||", "or"),
        ("===", "=="),
        ("!==", "!="),
        ("=<", "<="),
        ("=>", ">="),
        ("<>", "!="),
        ("≥", ">="),
        ("≤", "<="),
        ("≠", "!="),
        ("&", "and"),
        ("|", "or"),
        ("–", "-"),
        ("−", "-"),
    ];
    const SIGNS: [(&str, Kind); 14] = [
        ("==", Kind::Compare(Comparison::Equal)),
        ("!=", Kind::Compare(Comparison::Unequal)),
        ("<=", Kind::Compare(Comparison::AtMost)),
        (">=", Kind::Compare(Comparison::AtLeast)),
        ("+=", Kind::PlusAssign),
        ("-=", Kind::MinusAssign),
        ("<", Kind::Compare(Comparison::Less)),
        (">", Kind::Compare(Comparison::More)),
        ("=", Kind::Assign),
        ("(", Kind::Open),
        (")", Kind::Close),
        (".", Kind::Dot),
        ("+", Kind::Plus),
        ("-", Kind::Minus),
    ];
    if rest.starts_with("=- ") {
        return Err(logic::foreign_sign(source.at(start..start + 2), "=-", "-=").into());
    }
    if let Some((wrong, right)) = FOREIGN.iter().find(|(wrong, _)| rest.starts_with(wrong)) {
        let at = source.at(start..start + wrong.len());
        return Err(logic::foreign_sign(at, wrong, right).into());
    }
    if let Some((sign, kind)) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)) {
        return Ok((sign.len(), kind.clone()));
    }
    if rest.starts_with('!') {
        return Err(logic::foreign_sign(source.at(start..start + 1), "!", "not").into());
    }
    let letter = rest.chars().next().unwrap_or(' ');
    let at = source.at(start..start + letter.len_utf8());
    Err(match letter {
        ',' | ';' => logic::comma(at, letter),
        '\'' | '"' | '“' | '”' | '‘' | '’' => logic::quotes(at, letter),
        _ => logic::odd_sign(at, letter),
    }
    .into())
}

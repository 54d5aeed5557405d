//! Keys for blocks and choices that have none.

use std::collections::BTreeMap;

use crate::narrative::parse::tree::{self, Group, Item, Node, Value};
use crate::narrative::parse::{StoryFile, field_names};

/// A scene, or sets of shared choices, with a key in every block and choice.
/// Nothing where none is missing.
pub(super) fn written(file: &StoryFile) -> Option<String> {
    let root = tree::read(file, &mut Vec::new()).root?;
    let mut numbered = Vec::new();
    // Keys are of one scene, or of one set.
    let scopes = match &root.value {
        _ if file.path.starts_with("scenes/") => std::slice::from_ref(&root),
        Value::List(sets) if file.path.starts_with("choices") => sets,
        _ => return None,
    };
    for scope in scopes {
        let mut keys = Keys { text: &file.text, highest: BTreeMap::new(), missing: Vec::new() };
        keys.gather(scope, 's');
        for Missing { at, letter, before } in keys.missing {
            let number = keys.highest.entry(letter).or_insert(0);
            *number += 1;
            numbered.push((at, format!("k: \"{letter}{number}\"{before}")));
        }
    }
    if numbered.is_empty() {
        return None;
    }
    let mut text = file.text.clone();
    for (at, field) in numbered.into_iter().rev() {
        text.insert_str(at, &field);
    }
    Some(text)
}

struct Keys<'t> {
    text: &'t str,
    /// The highest number after each letter. A number below it may have been
    /// the key of something that is gone, and saves may still hold it.
    highest: BTreeMap<char, u64>,
    /// In order of place.
    missing: Vec<Missing>,
}

/// A key that is missing.
struct Missing {
    /// Where it goes.
    at: usize,
    /// What it begins with.
    letter: char,
    /// What stands between it and the next field.
    before: &'static str,
}

impl Keys<'_> {
    fn gather(&mut self, node: &Node<'_>, letter: char) {
        match &node.value {
            Value::Group(group) => {
                self.key(node, group, letter);
                self.items(&group.items, letter);
            }
            Value::Map(items) => self.items(items, letter),
            Value::List(nodes) => nodes.iter().for_each(|node| self.gather(node, letter)),
            _ => {}
        }
    }

    fn items(&mut self, items: &[Item<'_>], letter: char) {
        for item in items {
            let field = item.field.as_ref().map(|(name, _)| *name);
            self.gather(&item.value, if field == Some("summary") { 'z' } else { letter });
        }
    }

    fn key(&mut self, node: &Node<'_>, group: &Group<'_>, letter: char) {
        if let Some(key) = node.field("k") {
            let key = key.text().unwrap_or_default();
            let mut letters = key.chars();
            if let Some(letter) = letters.next()
                && let Ok(number) = letters.as_str().parse::<u32>()
            {
                let highest = self.highest.entry(letter).or_insert(0);
                *highest = (*highest).max(number.into());
            }
            return;
        }
        let is_positional = group.items.iter().any(|item| item.field.is_none());
        if is_positional || !field_names(group.name).contains(&"k") {
            return;
        }
        let letter = if group.name == "Choice" { 'c' } else { letter };
        let first = group.items.first().and_then(|item| item.field.as_ref());
        let (at, before) = match first {
            None => (node.span.end - 1, ""),
            Some((_, place)) => {
                let is_below = self.text[group.head.end..place.start].contains('\n');
                (place.start, if is_below { ",\n" } else { ", " })
            }
        };
        self.missing.push(Missing { at, letter, before });
    }
}

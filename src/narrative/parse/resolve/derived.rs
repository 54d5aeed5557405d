//! Derived values: names for what follows from variables.
//!
//! They are put in the place of their names while a story is read, so nothing
//! that plays or proves it knows of them.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::files::Files;
use super::{Scope, format};
use crate::narrative::diagnostic::{At, Diagnostic, flow, logic};
use crate::narrative::parse::StoryFile;
use crate::narrative::parse::expression::{self, Formula};
use crate::narrative::parse::names::{Derived, Names};

/// Ties every derived name to what it stands for, those it is made of first.
pub(super) fn resolve(files: &Files<'_>, names: &mut Names<'_>, problems: &mut Vec<Diagnostic>) {
    let Some((file, story)) = &files.story else { return };
    let mut written: BTreeMap<&str, (&format::Derived<'_>, Option<Formula>)> = BTreeMap::new();
    for variable in &story.variables {
        if let format::Variable::Derived(derived) = variable {
            let formula = expression::formula(&derived.is, file, problems);
            written.insert(&derived.id.text, (derived, formula));
            let unread = Derived { given: None, asked: Cell::new(false) };
            names.derived.insert(derived.id.text.to_string(), unread);
        }
    }
    let mut walk = Walk { file, written: &written, done: BTreeSet::new(), way: Vec::new() };
    for name in written.keys() {
        walk.visit(name, names, problems);
    }
}

struct Walk<'w, 't> {
    file: &'w StoryFile,
    written: &'w BTreeMap<&'w str, (&'w format::Derived<'t>, Option<Formula>)>,
    /// Those that are settled.
    done: BTreeSet<&'w str>,
    /// Those that are being settled, each made of the next.
    way: Vec<&'w str>,
}

impl<'w> Walk<'w, '_> {
    fn visit(&mut self, name: &'w str, names: &mut Names<'_>, problems: &mut Vec<Diagnostic>) {
        if self.done.contains(name) {
            return;
        }
        let Some((derived, formula)) = self.written.get(name) else { return };
        if let Some(first) = self.way.iter().position(|earlier| *earlier == name) {
            let at = At { file: self.file, span: derived.is.span() };
            let circle = [&self.way[first..], &[name]].concat();
            problems.push(logic::derived_from_itself(at, &circle));
            self.done.extend(&self.way[first..]);
            return;
        }
        self.way.push(name);
        if let Some(formula) = formula {
            for part in formula.names() {
                if let Some((part, _)) = self.written.get_key_value(part) {
                    self.visit(part, names, problems);
                }
            }
            // In a circle nothing is settled.
            if !self.done.contains(name) {
                let scope = Scope { names, file: self.file, scene: None, set: None };
                let given = expression::given(&derived.is, formula, &scope, problems);
                if let Some(derived) = names.derived.get_mut(name) {
                    derived.given = given;
                }
            }
        }
        self.way.pop();
        self.done.insert(name);
    }
}

/// Reports what is derived and never asked for.
pub(super) fn report_idle(
    file: &StoryFile,
    story: &format::Story<'_>,
    names: &Names<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    for variable in &story.variables {
        if let format::Variable::Derived(format::Derived { id, .. }) = variable
            && let Some(derived) = names.derived.get(id.text.as_ref())
            && derived.given.is_some()
            && !derived.asked.get()
        {
            let at = At { file, span: id.span() };
            problems.push(flow::variable_never_read(at, &id.text));
        }
    }
}

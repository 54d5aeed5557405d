//! What became of facts, sources and claims.

use super::{Change, What, by_name};
use crate::narrative::model::{Fact, Story};

pub(super) fn facts(old: &Story, new: &Story) -> Vec<Change> {
    by_name(
        old.facts.iter().map(|fact| (fact.name.clone(), fact)),
        new.facts.iter().map(|fact| (fact.name.clone(), fact)),
        |fact, _| fact.statement.clone(),
        |changes, one, other| {
            let grade = |fact: &Fact| format!("{:?}", fact.grade);
            changes.compare(What::Grade, grade(one), grade(other));
            changes.compare(What::Words, worded(one), worded(other));
            changes.compare(What::Sources, cited(old, one), cited(new, other));
        },
    )
}

/// What a fact says: its statement, its note, and each side's account.
fn worded(fact: &Fact) -> String {
    let mut text = fact.statement.clone();
    for account in &fact.accounts {
        text += &format!(" / {}: {}", account.who, account.says);
    }
    text + &fact.note.as_ref().map(|note| format!(" / {note}")).unwrap_or_default()
}

/// The works it rests on, or what it says in their place.
fn cited(story: &Story, fact: &Fact) -> String {
    let accounts = fact.accounts.iter().flat_map(|account| &account.sources);
    let sources = fact.sources.iter().chain(accounts);
    let mut cited: Vec<&str> = sources.map(|source| story.source(*source).name.as_str()).collect();
    cited.sort_unstable();
    cited.dedup();
    cited.extend(fact.unsourced.as_deref());
    cited.join(", ")
}

pub(super) fn sources(old: &Story, new: &Story) -> Vec<Change> {
    by_name(
        old.sources.iter().map(|source| (source.name.clone(), source)),
        new.sources.iter().map(|source| (source.name.clone(), source)),
        |source, _| source.short.clone(),
        |changes, one, other| {
            let (before, after) = (format!("{:?}", one.checked), format!("{:?}", other.checked));
            changes.compare(What::Checked, before, after);
            changes.compare(What::Words, one.cite.clone(), other.cite.clone());
        },
    )
}

pub(super) fn claims(old: &Story, new: &Story) -> Vec<Change> {
    by_name(
        old.claims.iter().map(|claim| (claim.name.clone(), claim)),
        new.claims.iter().map(|claim| (claim.name.clone(), claim)),
        |claim, _| claim.says.clone(),
        |changes, one, other| {
            let (before, after) = (format!("{:?}", one.verdict), format!("{:?}", other.verdict));
            changes.compare(What::Verdict, before, after);
            let weighed = |story: &Story, fact| story.fact(fact).name.clone();
            let (before, after) = (weighed(old, one.weighed_by), weighed(new, other.weighed_by));
            changes.compare(What::WeighedBy, before, after);
            changes.compare(What::Words, one.says.clone(), other.says.clone());
        },
    )
}

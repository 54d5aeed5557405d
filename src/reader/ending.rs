//! The last page: what this life was, what it was told, and what of it was
//! invented.

use super::Desk;
use crate::narrative::record::Epilogue;

/// All that follows the prose of a page on which a life ends.
pub(super) fn page(desk: Desk<'_>, epilogue: &Epilogue<'_>) -> String {
    let Desk { story, strings, paper } = desk;
    let ending = epilogue.ending;
    let title = [("title", ending.title.as_str().into())];
    let document = [("document", ending.document.as_str().into())];
    let mut text = paper.paragraph(&strings.with("closing-title", &title));
    text += &paper.paragraph(&strings.with("closing-document", &document));
    if !ending.complete {
        let words = strings.of_story("closing-unwritten", story);
        text += &paper.paragraph(&words);
    }
    text.push('\n');
    text += &seen(desk, epilogue);
    text + &paper.paragraph(&strings.get("closing-next"))
}

/// What is on record of a life that has ended, at length.
pub(super) fn record(desk: Desk<'_>, epilogue: &Epilogue<'_>) -> String {
    let decisions = decisions(desk, epilogue);
    let claims = claims(desk, epilogue);
    let all = format!("\n{decisions}{claims}{}", inventions(desk, epilogue));
    format!("{}\n", all.trim_end())
}

/// What was decided, and what is on record of it.
fn decisions(desk: Desk<'_>, epilogue: &Epilogue<'_>) -> String {
    let Desk { story, strings, paper } = desk;
    let count = [("choices", epilogue.decisions.len().into())];
    let mut text = paper.paragraph(&strings.with("closing-choices", &count));
    for decision in &epilogue.decisions {
        let words = [
            ("title", decision.scene.title.as_str().into()),
            ("date", strings.date(decision.scene.date).into()),
            ("label", decision.choice.label.as_str().into()),
        ];
        let lead = format!("{}. ", decision.step + 1);
        text += &paper.hanging(&lead, &strings.with("closing-choice", &words));
        for fact in &decision.counterparts {
            let words = [
                ("grade", story.frame.grade(fact.grade).into()),
                ("statement", fact.statement.as_str().into()),
            ];
            let line = strings.with("closing-counterpart", &words);
            text += &paper.entry(lead.len(), &line);
        }
    }
    text + "\n"
}

fn claims(desk: Desk<'_>, epilogue: &Epilogue<'_>) -> String {
    let Desk { strings, paper, .. } = desk;
    if epilogue.claims.is_empty() {
        return String::new();
    }
    let mut text = paper.paragraph(&strings.get("closing-claims"));
    for (index, told) in epilogue.claims.iter().enumerate() {
        let words = [
            ("who", told.who.shown.as_str().into()),
            ("says", told.claim.says.as_str().into()),
            ("verdict", strings.verdict(told.claim.verdict).into()),
        ];
        let lead = format!("{}. ", index + 1);
        text += &paper.hanging(&lead, &strings.with("closing-claim", &words));
    }
    text + "\n"
}

/// What was invented, page by page, each page once.
fn inventions(desk: Desk<'_>, epilogue: &Epilogue<'_>) -> String {
    let Desk { strings, paper, .. } = desk;
    let mut text = paper.paragraph(&strings.get("closing-invented"));
    for scene in &epilogue.scenes {
        let words =
            [("title", scene.title.as_str().into()), ("invented", scene.invented.as_str().into())];
        text += &paper.paragraph(&strings.with("closing-invented-on", &words));
    }
    text + "\n"
}

/// How much of what the story can show was met, and how much was read.
fn seen(desk: Desk<'_>, epilogue: &Epilogue<'_>) -> String {
    let Desk { strings, paper, .. } = desk;
    let words = [
        ("here", epilogue.facts.in_this_life.into()),
        ("known", epilogue.facts.by_this_reader.into()),
        ("all", epilogue.facts.in_the_story.into()),
    ];
    let mut text = paper.paragraph(&strings.with("closing-facts", &words));
    let words = [("words", epilogue.words.into()), ("minutes", epilogue.minutes.into())];
    text += &paper.paragraph(&strings.with("closing-words", &words));
    text + "\n"
}

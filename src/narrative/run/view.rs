//! All that a screen may know of a page.

use std::borrow::Cow;

use super::Playthrough;
use super::rules::{self, is_open, on_page, read_page};
use super::words::Words;
use crate::narrative::model::{
    Account, Block, Choice, ChoiceId, ClaimId, Ending, Fact, Mark, PaperForm, Passage, Scene,
    SceneId, Source, Span, Story, cells,
};

/// A page as it stands now.
#[derive(Clone, Debug)]
pub struct SceneView<'s> {
    /// The scene; for its title, date, tags and what it invents.
    pub scene: &'s Scene,
    /// Whether it goes on behind a choice in the same visit.
    pub goes_on: bool,
    /// What to read, in order.
    pub blocks: Vec<BlockView<'s>>,
    /// What may be chosen, and what may not and why.
    pub choices: Vec<ChoiceView<'s>>,
    /// Set where the life closes.
    pub ending: Option<&'s Ending>,
    /// A warning to heed or not, where the scene has one.
    pub content: Option<ContentNote<'s>>,
}

/// What to warn of, and what to read instead.
#[derive(Clone, Debug)]
pub struct ContentNote<'s> {
    /// In a word or two each.
    pub subjects: &'s [String],
    /// Replaces the page's blocks.
    pub summary: Vec<BlockView<'s>>,
}

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockView<'s> {
    /// Its key, unique in the scene.
    pub key: &'s str,
    /// How it is set.
    pub kind: BlockKind<'s>,
    /// Its words as they are now.
    pub spans: Cow<'s, [Span]>,
    /// Which of the texts that take turns is shown, from 0; 0 for a block
    /// without.
    pub stage: usize,
    /// What each cell of a row is, where a document says so in its first.
    pub heads: Vec<String>,
    /// The author's words for whatever shows it.
    pub tags: &'s [String],
}

impl BlockView<'_> {
    /// The words alone.
    pub fn plain(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// How a block is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind<'s> {
    /// A paragraph.
    Text,
    /// A line of speech.
    Say {
        /// The speaker.
        who: &'s str,
    },
    /// A note in the hand of whoever keeps the folder.
    Note,
    /// A line of an invented document.
    Document {
        /// What sort of paper it is.
        title: &'s str,
        /// What it looks like.
        form: PaperForm,
        /// Whether the document begins here.
        first: bool,
    },
}

/// An offered choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChoiceView<'s> {
    /// What to take.
    pub id: ChoiceId,
    /// Its key, unique in the scene.
    pub key: &'s str,
    /// What the button says.
    pub label: &'s str,
    /// Why it may not be taken now; nothing where it may.
    pub locked: Option<&'s str>,
    /// The author's words for whatever shows it.
    pub tags: &'s [String],
}

/// The page a life stands on.
pub fn view<'s>(story: &'s Story, playthrough: &Playthrough) -> SceneView<'s> {
    let state = playthrough.state();
    let scene = story.scene(state.scene);
    let mut blocks = Vec::with_capacity(scene.body.len());
    let words = Words::new(story, playthrough);
    read_page(scene, state, &mut |block| show(story, scene, &words, block, &mut blocks));

    let offered = |choice: &'s Choice, locked: Option<&'s str>| ChoiceView {
        id: choice.id,
        key: &choice.key,
        label: &choice.label,
        locked,
        tags: scene.tags_of(&choice.key),
    };
    let mut choices = Vec::with_capacity(scene.choices.len());
    let mut any_open = false;
    let page = on_page(story, state);
    page.choices().for_each(|choice| {
        let is_open = is_open(state, choice);
        any_open |= is_open;
        let is_spent = choice.once && state.has_taken(choice.counts_as);
        let locked = if is_open { None } else { choice.locked.as_deref() };
        if is_open || (locked.is_some() && !is_spent) {
            choices.push(offered(choice, locked));
        }
    });
    if !any_open && let Some(choice) = page.otherwise {
        choices.push(offered(choice, None));
    }

    let content = (!scene.content.is_empty()).then(|| {
        let mut summary = Vec::with_capacity(scene.summary.len());
        show_all(story, scene, &words, &scene.summary, &mut summary);
        ContentNote { subjects: &scene.content, summary }
    });
    SceneView {
        scene,
        goes_on: state.answered().is_some(),
        blocks,
        choices,
        ending: rules::ending(story, state).map(|ending| story.ending(ending)),
        content,
    }
}

fn show_all<'s>(
    story: &'s Story,
    scene: &'s Scene,
    words: &Words<'_>,
    blocks: &'s [Block],
    shown: &mut Vec<BlockView<'s>>,
) {
    for block in blocks {
        match block {
            Block::When { condition, then, otherwise } => {
                let blocks = if words.hold(condition) { then } else { otherwise };
                show_all(story, scene, words, blocks, shown);
            }
            block => show(story, scene, words, block, shown),
        }
    }
}

/// Shows a block that holds no others.
fn show<'s>(
    story: &'s Story,
    scene: &'s Scene,
    words: &Words<'_>,
    block: &'s Block,
    shown: &mut Vec<BlockView<'s>>,
) {
    // A passage of which no word shows is no block.
    let read = |shown: &mut Vec<BlockView<'s>>, kind, passage: &'s Passage, stage| {
        let (key, spans) = (passage.key.as_str(), words.spans(passage));
        let is_shown = !spans.is_empty();
        if is_shown {
            let (heads, tags) = (Vec::new(), scene.tags_of(key));
            shown.push(BlockView { key, kind, spans, stage, heads, tags });
        }
        is_shown
    };
    match block {
        Block::Text(passage) => {
            read(shown, BlockKind::Text, passage, 0);
        }
        Block::Say(person, passage) => {
            let who = story.person(*person).called(scene.date, None);
            read(shown, BlockKind::Say { who }, passage, 0);
        }
        Block::Note(passage) => {
            read(shown, BlockKind::Note, passage, 0);
        }
        Block::Document { title, form, lines } => {
            let (form, start) = (*form, shown.len());
            let mut first = true;
            for line in lines {
                first &= !read(shown, BlockKind::Document { title, form, first }, line, 0);
            }
            name_cells(form, &mut shown[start..]);
        }
        Block::Turns { order, passages } => {
            if let Some(turn) = words.turn(*order, passages.len()) {
                read(shown, BlockKind::Text, &passages[turn], turn);
            }
        }
        Block::When { .. } | Block::Ask(_) => {}
    }
}

/// Puts the head of each cell beside the rows that have one.
fn name_cells(form: PaperForm, rows: &mut [BlockView<'_>]) {
    let Some((head, rows)) = rows.split_first_mut().filter(|_| form.has_head()) else { return };
    let plain = |cell: Vec<Span>| cell.iter().map(|span| span.text.as_str()).collect();
    let heads: Vec<String> = cells(&head.spans).into_iter().map(plain).collect();
    rows.iter_mut().for_each(|row| row.heads.clone_from(&heads));
}

/// What stands in the margin beside `blocks`: what they mark, in order of
/// first mention, then the facts the scene adds.
pub fn marks(scene: &Scene, blocks: &[BlockView<'_>]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let in_text = blocks.iter().flat_map(|block| &*block.spans).filter_map(|span| span.mark);
    for mark in in_text.chain(scene.facts.iter().copied().map(Mark::Fact)) {
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    marks
}

/// A claim, and the page it was heard on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimHeard {
    /// The claim.
    pub claim: ClaimId,
    /// Where it was first heard.
    pub scene: SceneId,
}

/// Every claim heard in a life, in the order heard.
pub fn claims_heard(story: &Story, playthrough: &Playthrough) -> Vec<ClaimHeard> {
    let mut heard: Vec<ClaimHeard> = Vec::new();
    each_page(story, playthrough, |scene, page| {
        for mark in page.blocks.iter().flat_map(|block| &*block.spans).filter_map(|span| span.mark)
        {
            if let Mark::Claim(claim) = mark
                && heard.iter().all(|earlier| earlier.claim != claim)
            {
                heard.push(ClaimHeard { claim, scene });
            }
        }
    });
    heard
}

/// How many words of prose were read in a life, summaries not counted.
pub fn words_read(story: &Story, playthrough: &Playthrough) -> usize {
    let mut words = 0;
    let mut plain = String::new();
    each_page(story, playthrough, |_, page| {
        for block in &page.blocks {
            plain.clear();
            plain.extend(block.spans.iter().map(|span| span.text.as_str()));
            words += plain.split_whitespace().count();
        }
    });
    words
}

/// Shows every page of a life again, first to last.
fn each_page<'s>(
    story: &'s Story,
    playthrough: &Playthrough,
    mut visit: impl FnMut(SceneId, SceneView<'s>),
) {
    Playthrough::relive(story, playthrough.seed(), &playthrough.pages(), |life| {
        visit(life.state().scene, view(story, life));
    });
}

impl Story {
    /// The sources behind a fact, those of its accounts included, each once.
    pub fn sources_of<'s>(&'s self, fact: &'s Fact) -> Vec<&'s Source> {
        let cited = fact.accounts.iter().flat_map(|account: &Account| &account.sources);
        let mut ids = fact.sources.clone();
        for source in cited {
            if !ids.contains(source) {
                ids.push(*source);
            }
        }
        ids.into_iter().map(|source| self.source(source)).collect()
    }
}

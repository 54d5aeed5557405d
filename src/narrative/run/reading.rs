//! What a life has read: its pages in order, each as it was then, and looking
//! for words in them.

use std::ops::Range;

use super::{BlockKind, BlockView, ContentNote, Playthrough, view};
use crate::narrative::model::{Choice, Scene, SceneId, Story};

/// A page that was read.
#[derive(Clone, Debug)]
pub struct PageRead<'s> {
    /// Its scene.
    pub id: SceneId,
    /// The same; for its title, date and place.
    pub scene: &'s Scene,
    /// What stood on it, in the state it was read in.
    pub blocks: Vec<BlockView<'s>>,
    /// A warning the reader may have heeded.
    pub content: Option<ContentNote<'s>>,
    /// The choice taken on it; none on the page the life stands on, nor where
    /// the story no longer has it.
    pub took: Option<&'s Choice>,
    /// What [`Playthrough::step_back_to`] takes to stand on it; nothing where
    /// stepping back passes over it.
    pub steps: Option<usize>,
}

impl PageRead<'_> {
    /// Puts the summary in place of the blocks, as for a reader who heeded the
    /// warning.
    pub fn heed_warning(&mut self) {
        if let Some(content) = &self.content {
            self.blocks.clone_from(&content.summary);
        }
    }
}

/// Every page of a life, first to last.
pub fn pages_read<'s>(story: &'s Story, playthrough: &Playthrough) -> Vec<PageRead<'s>> {
    let pages = playthrough.pages();
    let mut read = Vec::with_capacity(pages.len());
    let mut steps = 0;
    Playthrough::relive(story, playthrough.seed(), &pages, |life| {
        let page = view(story, life);
        let took = pages[read.len()].took.map(|choice| story.choice(choice));
        let is_last = read.len() + 1 == pages.len();
        read.push(PageRead {
            id: life.state().scene,
            scene: page.scene,
            blocks: page.blocks,
            content: page.content,
            took,
            steps: (took.is_some() || is_last).then_some(steps),
        });
        steps += usize::from(took.is_some());
    });
    read
}

/// Where words were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which of the pages.
    pub page: usize,
    /// What on it.
    pub found: Found,
    /// The bytes of its text.
    pub range: Range<usize>,
}

/// What on a page holds words that were looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// The scene's title.
    Title,
    /// The name of who speaks, or the title of a document, in this block.
    Heading(usize),
    /// The words of this block, as [`BlockView::plain`] gives them.
    Block(usize),
    /// The label of the choice taken.
    Choice,
}

/// Looks for words in pages, small letters or capitals, straight quotation
/// marks or curly. Hits are in the order of reading.
pub fn search(pages: &[PageRead<'_>], query: &str) -> Vec<Hit> {
    let words: Vec<char> = folded(query.trim()).into_iter().map(|(letter, _)| letter).collect();
    let mut hits = Vec::new();
    if words.is_empty() {
        return hits;
    }
    for (page, read) in pages.iter().enumerate() {
        let mut look = |found, text: &str| {
            let ranges = find(text, &words).into_iter();
            hits.extend(ranges.map(|range| Hit { page, found, range }));
        };
        look(Found::Title, &read.scene.title);
        for (index, block) in read.blocks.iter().enumerate() {
            match block.kind {
                BlockKind::Say { who: heading }
                | BlockKind::Document { title: heading, first: true, .. } => {
                    look(Found::Heading(index), heading);
                }
                BlockKind::Text | BlockKind::Note | BlockKind::Document { first: false, .. } => {}
            }
            look(Found::Block(index), &block.plain());
        }
        if let Some(choice) = read.took {
            look(Found::Choice, &choice.label);
        }
    }
    hits
}

/// The letters of a text as they are compared, each with the bytes it stands
/// for.
fn folded(text: &str) -> Vec<(char, Range<usize>)> {
    let mut folded = Vec::with_capacity(text.len());
    for (start, letter) in text.char_indices() {
        let range = start..start + letter.len_utf8();
        let letter = match letter {
            '‘' | '’' => '\'',
            '“' | '”' | '„' | '«' | '»' => '"',
            '–' | '—' => '-',
            'ς' => 'σ',
            letter if letter.is_whitespace() => ' ',
            letter => letter,
        };
        folded.extend(letter.to_lowercase().map(|letter| (letter, range.clone())));
    }
    folded
}

fn find(text: &str, words: &[char]) -> Vec<Range<usize>> {
    let text = folded(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(stretch) = text.get(at..at + words.len()) {
        if stretch.iter().zip(words).all(|((letter, _), wanted)| letter == wanted) {
            found.push(stretch[0].1.start..stretch[stretch.len() - 1].1.end);
            at += words.len();
        } else {
            at += 1;
        }
    }
    found
}

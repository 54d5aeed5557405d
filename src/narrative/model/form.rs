//! What an invented document looks like.

/// What sort of paper a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Deserialize)]
pub enum PaperForm {
    /// Lines in the type of the page.
    #[default]
    Plain,
    /// A letter: a sheet of its own, written by hand.
    Letter,
    /// A slip: small, cut off, typed.
    Slip,
    /// A carbon copy: typed, on thin paper.
    Carbon,
    /// A printer’s proof: words struck out, and others written in.
    Proof,
    /// A printed card of columns, filled in by many hands.
    Card,
    /// A table with a ruling: what is counted down the side, counts across.
    Table,
    /// Two papers side by side.
    Columns,
    /// A transcript: when, and what was said.
    Transcript,
}

/// Between two cells of a line.
const CELL: char = '|';

impl PaperForm {
    /// Whether its lines are rows of cells. The first row heads the others, but
    /// in a transcript.
    pub fn has_cells(self) -> bool {
        matches!(
            self,
            PaperForm::Card | PaperForm::Table | PaperForm::Columns | PaperForm::Transcript
        )
    }

    /// Whether its first row says what the columns are.
    pub fn has_head(self) -> bool {
        self.has_cells() && self != PaperForm::Transcript
    }

    /// How many cells each row has, where that is not for the author to say.
    pub fn cells(self) -> Option<usize> {
        matches!(self, PaperForm::Columns | PaperForm::Transcript).then_some(2)
    }
}

/// The cells of a row: its spans, cut at each bar.
pub fn cells(spans: &[super::Span]) -> Vec<Vec<super::Span>> {
    let mut cells = vec![Vec::new()];
    for span in spans {
        for (index, text) in span.text.split(CELL).enumerate() {
            if index > 0 {
                cells.push(Vec::new());
            }
            if let Some(cell) = cells.last_mut().filter(|_| !text.is_empty()) {
                cell.push(super::Span { text: text.into(), ..span.clone() });
            }
        }
    }
    for cell in &mut cells {
        trim(cell);
    }
    cells
}

fn trim(cell: &mut Vec<super::Span>) {
    if let Some(first) = cell.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = cell.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    cell.retain(|span| !span.text.is_empty());
}

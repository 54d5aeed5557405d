//! A visitor made of chance, for trials: reads, chooses, asks what is true, goes
//! home or just walks away.

use super::exhibit::{Act, Exhibit, Place, Reading};
use crate::narrative::run::view;

/// Where its chance is drawn from: the same number, the same visitor.
#[derive(Clone, Debug)]
pub struct Robot(u64);

/// What it does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// This.
    Does(Act),
    /// Nothing: it has walked away, and the kiosk finds out by itself.
    WalksAway,
}

impl Robot {
    /// A robot of a number.
    pub fn new(seed: u64) -> Robot {
        Robot(seed)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        ((self.0 >> 33) as usize) % end.max(1)
    }

    /// What a visitor who stands there may do next. One in thirty walks away.
    pub fn next(&mut self, exhibit: &Exhibit) -> Next {
        match exhibit.visit().is_some() && self.below(30) == 0 {
            true => Next::WalksAway,
            false => Next::Does(self.act(exhibit)),
        }
    }

    /// What a visitor who reads would do here.
    pub fn act(&mut self, exhibit: &Exhibit) -> Act {
        let any = self.below(12);
        match exhibit.place() {
            Place::Attract | Place::Closed => Act::Begin,
            Place::Vignettes => {
                let offered: Vec<usize> = exhibit.vignettes().map(|(index, _)| index).collect();
                match any {
                    0 => Act::Leave,
                    1 => Act::Larger,
                    2 => Act::Help,
                    _ => {
                        Act::Vignette(offered.get(self.below(offered.len())).map_or(0, |one| *one))
                    }
                }
            }
            Place::Page => self.on_page(exhibit, any),
            Place::Truth => match (any, exhibit.facts().first()) {
                (0..5, Some(fact)) => Act::Open(*fact),
                _ => Act::Truth,
            },
            Place::UntilNow if any < 3 => Act::Finish,
            Place::UntilNow => Act::GoOn,
            Place::Farewell => match any {
                0..3 => Act::Others,
                3..6 => Act::ReadOn,
                _ => Act::Leave,
            },
            Place::Pin | Place::Staff => Act::CloseStaff,
        }
    }

    fn on_page(&mut self, exhibit: &Exhibit, any: usize) -> Act {
        let (Some(life), Some(visit)) = (exhibit.life(), exhibit.visit()) else {
            return Act::Leave;
        };
        let page = view(exhibit.story(), life);
        let warns = page.content.is_some() && visit.reading.is_none();
        let open: Vec<_> = page.choices.iter().filter(|choice| choice.locked.is_none()).collect();
        match any {
            0 => Act::Truth,
            1 => Act::Lower,
            _ if warns => Act::Read(if any < 6 { Reading::Page } else { Reading::Summary }),
            _ if page.ending.is_some() => match any {
                2..5 => Act::Stay,
                5..8 => Act::Others,
                _ => Act::Finish,
            },
            2 if life.steps().len() > 12 => Act::Finish,
            _ => match open.get(self.below(open.len())) {
                Some(choice) => Act::Choose(choice.id),
                None => Act::Finish,
            },
        }
    }
}

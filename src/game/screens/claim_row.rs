//! A claim beside the record: what was said, what the reader thinks of it, and
//! what weighs it.

use std::collections::BTreeSet;

use bevy_egui::egui::{Id, Stroke, Ui, text::TextFormat};

use super::Desk;
use super::looks::fact_look;
use crate::game::action::PlayerAction;
use crate::game::theme::{Face, Layout, size};
use crate::game::widgets::{
    ButtonLook, RowLook, announce, button, button_width, folio, in_a_row, label, note, opening_row,
    wrapped,
};
use crate::i18n::FluentValue;
use crate::narrative::model::{ClaimId, Fact, Mark};
use crate::narrative::record::{Belief, ClaimWeighed};

/// Below this width what belongs to a claim stands under it, not beside it.
const LEAST_BESIDE: f32 = 620.0;

/// How claims are listed.
#[derive(Clone, Copy)]
pub(super) struct ClaimList<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) layout: &'a Layout,
    /// Whether a claim can be weighed here by asking for it.
    pub(super) weighs: bool,
}

/// What the reader did to a claim.
pub(super) enum ClaimAsked {
    /// Said what they think of it.
    Hold(Option<Belief>),
    /// Opened or closed what weighs it.
    Turn,
    /// Asked to have it weighed.
    Weigh,
}

impl ClaimAsked {
    /// What the game is to do; `open` are the claims that are open.
    pub(super) fn carry_out(
        self,
        weighed: &ClaimWeighed<'_>,
        open: &mut BTreeSet<ClaimId>,
    ) -> Option<PlayerAction> {
        match self {
            ClaimAsked::Hold(belief) => Some(PlayerAction::Hold(weighed.id, belief)),
            ClaimAsked::Turn if open.remove(&weighed.id) => None,
            ClaimAsked::Turn => {
                open.insert(weighed.id);
                Some(PlayerAction::Opened(Mark::Fact(weighed.claim.weighed_by)))
            }
            ClaimAsked::Weigh => {
                open.insert(weighed.id);
                Some(PlayerAction::Opened(Mark::Claim(weighed.id)))
            }
        }
    }
}

impl ClaimList<'_> {
    /// Draws one claim, `told` under it, and a rule.
    pub(super) fn row(
        &self,
        ui: &mut Ui,
        id: Id,
        weighed: &ClaimWeighed<'_>,
        told: &str,
        is_open: bool,
    ) -> Option<ClaimAsked> {
        let colours = self.desk.colours;
        let width = ui.available_width();
        let rule = ui.cursor().top();
        ui.painter().hline(ui.max_rect().x_range(), rule, Stroke::new(1.0, colours.faint));
        ui.add_space(14.0);
        let mut asked = None;
        if width >= LEAST_BESIDE {
            let marks = self.marks_width(ui);
            let said = ((width - marks - 56.0) * 0.52).round();
            let widths = [said, marks, width - marks - said - 56.0];
            in_a_row(ui, &widths, 28.0, |ui, column| {
                let found = match column {
                    0 => {
                        self.said(ui, weighed, told);
                        None
                    }
                    1 => self.marks(ui, id, weighed),
                    _ => self.verdict(ui, id, weighed, is_open),
                };
                asked = asked.take().or(found);
            });
        } else {
            self.said(ui, weighed, told);
            ui.add_space(8.0);
            asked = self.marks(ui, id, weighed);
            ui.add_space(8.0);
            asked = asked.or(self.verdict(ui, id, weighed, is_open));
        }
        if is_open && weighed.is_weighed {
            ui.add_space(6.0);
            fact_in_full(ui, self.desk, self.layout, id.with("fact"), weighed.fact);
        }
        ui.add_space(14.0);
        asked
    }

    fn said(&self, ui: &mut Ui, weighed: &ClaimWeighed<'_>, told: &str) {
        let colours = self.desk.colours;
        let said = self.layout.text - 0.5;
        let format = TextFormat {
            line_height: Some(said * 1.34),
            ..TextFormat::simple(Face::Roman.at(said), colours.text)
        };
        label(ui, &weighed.claim.says, format);
        ui.add_space(2.0);
        if !told.is_empty() {
            let quiet = TextFormat::simple(Face::Italic.at(self.layout.note), colours.quiet);
            label(ui, told, quiet);
        }
    }

    fn words(&self) -> [(Belief, String); 2] {
        let word = |key: &str| self.desk.strings.get(key);
        [(Belief::Believe, word("claim-believe")), (Belief::Doubt, word("claim-doubt"))]
    }

    fn marks_width(&self, ui: &Ui) -> f32 {
        let colours = self.desk.colours;
        let width =
            |words: &str| button_width(ui, colours, &ButtonLook::main(words).pressed(false));
        self.words().iter().map(|(_, words)| width(words)).sum::<f32>() + 10.0
    }

    /// Believe, doubt; pressing again takes it back.
    fn marks(&self, ui: &mut Ui, id: Id, weighed: &ClaimWeighed<'_>) -> Option<ClaimAsked> {
        let mut asked = None;
        wrapped(ui, |ui| {
            for (belief, words) in self.words() {
                let is_on = weighed.belief == Some(belief);
                let spoken = format!("{words}: {}", weighed.claim.says);
                let look = ButtonLook::main(&words).pressed(is_on).spoken(&spoken);
                let id = id.with(("belief", belief == Belief::Believe));
                if button(ui, id, self.desk.colours, &look).clicked() {
                    let held = (!is_on).then_some(belief);
                    asked = Some(ClaimAsked::Hold(held));
                }
            }
        });
        asked
    }

    /// What the record says, once it does.
    fn verdict(
        &self,
        ui: &mut Ui,
        id: Id,
        weighed: &ClaimWeighed<'_>,
        is_open: bool,
    ) -> Option<ClaimAsked> {
        let Desk { strings, colours, .. } = *self.desk;
        if weighed.is_weighed {
            let verdict = strings.verdict(weighed.claim.verdict);
            let why = weighed.claim.note.as_deref().unwrap_or(&weighed.fact.statement);
            let look = RowLook {
                grade: None,
                heading: &verdict,
                // Opened, the fact itself stands below.
                statement: why,
                text: self.layout.note + 0.5,
                under: "",
            };
            let response = opening_row(ui, id.with("verdict"), colours, &look, is_open);
            announce(ui, response.id);
            return response.clicked().then_some(ClaimAsked::Turn);
        }
        if self.weighs {
            let words = strings.get("claim-weigh");
            let says = FluentValue::from(weighed.claim.says.as_str());
            let spoken = strings.with("claim-weigh-spoken", &[("claim", says)]);
            let look = ButtonLook::main(&words).spoken(&spoken);
            // The verdict stands where the button was, and keeps the keyboard.
            let response = button(ui, id.with("verdict"), colours, &look);
            return response.clicked().then_some(ClaimAsked::Weigh);
        }
        ui.add_space(12.0);
        let waits = TextFormat {
            extra_letter_spacing: 0.9,
            ..TextFormat::simple(Face::Semibold.at(size::SMALL - 1.5), colours.quiet)
        };
        label(ui, &strings.get("claim-waits").to_uppercase(), waits);
        None
    }
}

/// A fact with all that is known of it: not a row to open, but what one opens
/// on.
pub(super) fn fact_in_full(ui: &mut Ui, desk: &Desk<'_>, layout: &Layout, id: Id, fact: &Fact) {
    let colours = desk.colours;
    let top = ui.cursor().min;
    let inner = ui.horizontal_top(|ui| {
        ui.add_space(16.0);
        ui.vertical(|ui| {
            let mut look = fact_look(desk.story, desk.strings, None, fact);
            let accounts = std::mem::take(&mut look.accounts);
            look.short_sources.clear();
            note(ui, id, colours, layout.note + 1.5, &look, false);
            ui.add_space(6.0);
            look.accounts = accounts;
            folio(ui, colours, layout.note + 0.5, &look, &desk.strings.get("fact-sources"));
        });
    });
    let rule = top.y..=inner.response.rect.bottom();
    ui.painter().vline(top.x + 2.0, rule, Stroke::new(2.0, colours.line));
}

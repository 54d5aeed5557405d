//! For the staff: the PIN, and their panel.

use bevy_egui::egui::{Id, Ui};

use super::paper::{FootPlate, heading, paper, small_heading, words};
use super::show::{Kit, id_of};
use crate::game::widgets::{PlateLook, begin_screen, plate};
use crate::i18n::FluentValue;
use crate::museum::exhibit::{Act, StaffAct};
use crate::museum::exit::Wish;
use crate::museum::panel::SIZES;
use crate::museum::pin::Try;

/// Draws the pad on which the PIN is given.
pub(super) fn pin_ui(ui: &mut Ui, kit: &Kit<'_>) -> Option<Act> {
    let exhibit = kit.stand.exhibit;
    let foot = [FootPlate::new(kit, "kiosk-pin-leave", Act::CloseStaff)];
    let id = Id::new("pin");
    begin_screen(ui, id);
    paper(ui, kit, id, &foot, |ui| {
        heading(ui, kit, &kit.word("kiosk-pin"));
        words(ui, kit, &"•".repeat(exhibit.digits()));
        let told = |key, name, value: u64| {
            kit.stand.strings.with(key, &[(name, FluentValue::from(value))])
        };
        match exhibit.tried() {
            Some(Try::Wrong { left }) => {
                words(ui, kit, &told("kiosk-pin-wrong", "left", u64::from(left)))
            }
            Some(Try::Locked { secs }) => words(ui, kit, &told("kiosk-pin-locked", "secs", secs)),
            Some(Try::Opens) | None => {}
        }
        let mut act = None;
        let rows: [[u8; 3]; 3] = [[1, 2, 3], [4, 5, 6], [7, 8, 9]];
        for row in rows {
            ui.horizontal(|ui| {
                for digit in row {
                    act = act.or(key(ui, kit, id, &digit.to_string(), Act::Digit(digit)));
                }
            });
            ui.add_space(8.0);
        }
        ui.horizontal(|ui| {
            act = act.or(key(ui, kit, id, &kit.word("kiosk-pin-erase"), Act::Erase));
            act = act.or(key(ui, kit, id, "0", Act::Digit(0)));
            act = act.or(key(ui, kit, id, &kit.word("kiosk-pin-enter"), Act::Enter));
        });
        act
    })
}

fn key(ui: &mut Ui, kit: &Kit<'_>, id: Id, said: &str, act: Act) -> Option<Act> {
    let side = SIZES.target * 2.1;
    let clicked = ui
        .allocate_ui(bevy_egui::egui::vec2(side, SIZES.target), |ui| {
            ui.set_width(side);
            let look = PlateLook {
                words: said,
                text: kit.text,
                is_lead: false,
                is_wide: true,
                number: None,
            };
            plate(ui, id.with(said), kit.colours, &look).clicked()
        })
        .inner;
    ui.add_space(8.0);
    clicked.then_some(act)
}

/// Draws the staff’s panel.
pub(super) fn staff_ui(ui: &mut Ui, kit: &Kit<'_>) -> Option<Act> {
    let (exhibit, desk, strings) = (kit.stand.exhibit, kit.stand.staff, kit.stand.strings);
    let foot = [FootPlate::new(kit, "kiosk-staff-leave", Act::CloseStaff)];
    let id = id_of(exhibit);
    begin_screen(ui, id);
    paper(ui, kit, id, &foot, |ui| {
        heading(ui, kit, &kit.word("kiosk-staff"));
        let name = FluentValue::from(kit.stand.config.name.as_str());
        let version = FluentValue::from(env!("CARGO_PKG_VERSION"));
        words(ui, kit, &strings.with("kiosk-staff-name", &[("name", name), ("version", version)]));
        if let Some(venue) = &kit.stand.config.venue {
            let name = FluentValue::from(venue.as_str());
            words(ui, kit, &strings.with("kiosk-staff-profile", &[("name", name)]));
        }
        let count = FluentValue::from(desk.visits_today);
        words(ui, kit, &strings.with("kiosk-staff-visits", &[("count", count)]));
        let hours = FluentValue::from(desk.up_secs / 3600);
        let minutes = FluentValue::from(desk.up_secs / 60 % 60);
        words(ui, kit, &strings.with("kiosk-staff-up", &[("hours", hours), ("minutes", minutes)]));
        match desk.health.is_empty() {
            true => words(ui, kit, &kit.word("kiosk-staff-well")),
            false => desk.health.iter().for_each(|problem| words(ui, kit, problem)),
        }
        if let Some(told) = &desk.told {
            small_heading(ui, kit, told);
        }
        let close =
            if exhibit.is_closed_by_staff() { "kiosk-staff-open" } else { "kiosk-staff-close" };
        let waits = exhibit.waits_for_second(kit.stand.now_ms).map(StaffAct::End);
        let mut ways = vec![
            (kit.word(close), StaffAct::Close),
            (kit.word("kiosk-staff-restart"), StaffAct::End(Wish::Restart)),
        ];
        for (wish, once, again) in [
            (Wish::RestartDevice, "kiosk-staff-restart-device", "kiosk-staff-restart-device-again"),
            (Wish::ShutDown, "kiosk-staff-shut-down", "kiosk-staff-shut-down-again"),
            (Wish::Leave, "kiosk-staff-desktop", "kiosk-staff-desktop-again"),
        ] {
            let does = StaffAct::End(wish);
            ways.push((kit.word(if waits == Some(does) { again } else { once }), does));
        }
        for (index, stick) in desk.sticks.iter().enumerate() {
            let stick = FluentValue::from(stick.as_str());
            ways.push((
                strings.with("kiosk-staff-export", &[("stick", stick)]),
                StaffAct::Export(index),
            ));
        }
        let mut act = None;
        for (index, (said, does)) in ways.iter().enumerate() {
            let look = PlateLook {
                words: said,
                text: kit.text,
                is_lead: waits == Some(*does),
                is_wide: true,
                number: None,
            };
            if plate(ui, id.with(("staff", index)), kit.colours, &look).clicked() {
                act = Some(Act::Staff(*does));
            }
            ui.add_space(8.0);
        }
        if desk.sticks.is_empty() {
            words(ui, kit, &kit.word("kiosk-staff-no-stick"));
        }
        act
    })
}

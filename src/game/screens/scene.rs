//! A scene's page: what to read, the margin, and what to choose.

use std::collections::{BTreeMap, BTreeSet};

use bevy_egui::egui::{self, Id, Key, Ui, UiBuilder, Vec2, text::TextFormat, vec2};

use super::margin::Margin;
use super::path::path_ui;
use super::sheet::sheet;
use crate::game::action::PlayerAction;
use crate::game::theme::{Colours, Face, Layout, size};
use crate::game::widgets::{
    BlockLook, ChoiceRow, NoteLook, block_ui, choice_list, label, note, text_button,
};
use crate::i18n::{FluentValue, Strings};
use crate::narrative::model::{Ending, Grade, Mark, Story};
use crate::narrative::run::{BlockView, Playthrough, SceneView, view};

/// Seconds from one block of a new page to the next.
const REVEAL_STEP_SECS: f64 = 0.32;
/// Seconds a block takes to come up.
const REVEAL_FADE_SECS: f64 = 0.22;
/// Seconds after choices appear before one can be taken, so that nothing is
/// chosen by a key or a tap meant for the page before.
const CHOICE_COOL_DOWN_SECS: f64 = 0.3;

/// What a page remembers while it is shown.
#[derive(Debug, Default)]
pub struct PageState {
    /// Which page: how many choices led to it. Another number is another page.
    page: Option<(usize, Id)>,
    /// When the page was first drawn, in egui's seconds.
    shown_at: f64,
    /// When every block was there.
    complete_at: Option<f64>,
    /// Whether blocks come up one by one.
    reveals: bool,
    /// The notes that are open.
    opened: BTreeSet<Mark>,
    /// A note to bring into sight.
    sought: Option<Mark>,
    /// The note that was opened last.
    last_opened: Option<Mark>,
    /// How the reader answered the page's warning.
    reads: Option<Reading>,
    /// How the warnings of this life were answered, by scene: each asks once.
    answered: BTreeMap<String, Reading>,
    /// Whether the choices made so far lie over the page.
    shows_path: bool,
    /// The most choices this life has had: a page beyond it is new.
    furthest: usize,
}

/// How a reader answered a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Scene,
    Summary,
}

impl PageState {
    /// Turns to another page if the life stands on one.
    fn turn_to(&mut self, steps: usize, scene: &str, now: f64) {
        let page = Some((steps, Id::new(scene)));
        if self.page != page {
            let answered = std::mem::take(&mut self.answered);
            *self = PageState {
                page,
                reads: answered.get(scene).copied(),
                answered,
                shown_at: now,
                reveals: steps >= self.furthest,
                furthest: self.furthest.max(steps + 1),
                ..PageState::default()
            };
        }
    }

    /// What there is to read: nothing before a warning is answered.
    fn blocks<'a, 's>(&self, page: &'a SceneView<'s>) -> &'a [BlockView<'s>] {
        match (&page.content, self.reads) {
            (Some(_), None) => &[],
            (Some(content), Some(Reading::Summary)) => &content.summary,
            _ => &page.blocks,
        }
    }

    /// Opens a note and brings it into sight.
    fn open(&mut self, mark: Mark) {
        self.opened.insert(mark);
        self.sought = Some(mark);
        self.last_opened = Some(mark);
    }

    /// Shows the whole page at once.
    fn complete(&mut self) {
        self.reveals = false;
    }
}

/// Draws the page a life stands on. `notices` are things the reader should
/// know now, such as that nothing can be saved.
pub fn scene_ui(
    ui: &mut Ui,
    story: &Story,
    playthrough: &Playthrough,
    strings: &Strings,
    notices: &[String],
    state: &mut PageState,
) -> Option<PlayerAction> {
    let now = ui.input(|input| input.time);
    let steps = playthrough.steps().len();
    let page = view(story, playthrough);
    state.turn_to(steps, &page.scene.name, now);
    let part = story.part(page.scene.part);
    let colours = Colours::new(&part.palette);
    let layout = Layout::page(ui.max_rect());
    let margin = Margin::new(story, strings, page.scene, state.blocks(&page));
    let drawing = Drawing {
        story,
        playthrough,
        strings,
        notices,
        colours: &colours,
        layout: &layout,
        page: &page,
    };

    if state.shows_path {
        let (action, foot) = sheet(
            ui,
            Id::new(("path", steps)),
            &layout,
            &colours,
            false,
            |ui| path_ui(ui, story, playthrough, strings, &colours),
            Some(|ui: &mut Ui| drawing.foot(ui, true)),
        );
        let foot = foot.unwrap_or_default();
        if foot.path || pressed(ui, Key::Escape) || pressed(ui, Key::P) {
            state.shows_path = false;
        }
        return action.or(foot.action);
    }

    let id = Id::new(("page", steps, &page.scene.name));
    let (action, foot) = sheet(
        ui,
        id,
        &layout,
        &colours,
        false,
        |ui| drawing.page(ui, id, &margin, state, now),
        Some(|ui: &mut Ui| drawing.foot(ui, false)),
    );
    let foot = foot.unwrap_or_default();
    if pressed(ui, Key::F)
        && let Some(mark) = margin.next(state.last_opened)
    {
        state.open(mark);
    }
    if foot.path || pressed(ui, Key::P) {
        state.shows_path = steps > 0;
    }
    if pressed(ui, Key::Escape) {
        return Some(PlayerAction::Title);
    }
    if pressed(ui, Key::Backspace) && steps > 0 {
        return Some(PlayerAction::StepBackTo(steps - 1));
    }
    action.or(foot.action)
}

fn pressed(ui: &Ui, key: Key) -> bool {
    ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key))
}

/// What the foot line was used for.
#[derive(Default)]
struct Foot {
    action: Option<PlayerAction>,
    path: bool,
}

/// All that drawing a page reads.
struct Drawing<'a> {
    story: &'a Story,
    playthrough: &'a Playthrough,
    strings: &'a Strings,
    notices: &'a [String],
    colours: &'a Colours,
    layout: &'a Layout,
    page: &'a SceneView<'a>,
}

impl Drawing<'_> {
    fn page(
        &self,
        ui: &mut Ui,
        id: Id,
        margin: &Margin<'_>,
        state: &mut PageState,
        now: f64,
    ) -> Option<PlayerAction> {
        let Layout { column, margin: margin_width, gutter, .. } = *self.layout;
        let Some(margin_width) = margin_width else {
            ui.set_width(column);
            let action = self.column(ui, id, margin, state, now);
            if !margin.notes.is_empty() {
                ui.add_space(20.0);
                let (left, right) = (ui.max_rect().left(), ui.max_rect().right());
                self.dashes(
                    [egui::pos2(left, ui.cursor().top()), egui::pos2(right, ui.cursor().top())],
                    ui,
                );
            }
            ui.add_space(14.0);
            self.notes(ui, id, margin, state);
            ui.add_space(16.0);
            return action;
        };
        let origin = ui.max_rect().min;
        let mut text = ui.new_child(
            UiBuilder::new()
                .max_rect(egui::Rect::from_min_size(origin, vec2(column, f32::INFINITY))),
        );
        let action = self.column(&mut text, id, margin, state, now);
        text.add_space(22.0);
        let left = origin + vec2(column + 2.0 * gutter, 76.0);
        let mut aside = ui.new_child(
            UiBuilder::new()
                .id_salt("margin")
                .max_rect(egui::Rect::from_min_size(left, vec2(margin_width, f32::INFINITY))),
        );
        self.notes(&mut aside, id, margin, state);
        aside.add_space(12.0);
        let used = text.min_rect().union(aside.min_rect());
        let x = origin.x + column + gutter;
        self.dashes([egui::pos2(x, origin.y + 76.0), egui::pos2(x, used.bottom() - 20.0)], ui);
        ui.allocate_rect(used, egui::Sense::empty());
        action
    }

    fn dashes(&self, ends: [egui::Pos2; 2], ui: &Ui) {
        let stroke = egui::Stroke::new(1.0, self.colours.faint);
        ui.painter().extend(egui::Shape::dashed_line(&ends, stroke, 2.0, 3.0));
    }

    /// Date, place, title, prose and choices.
    fn column(
        &self,
        ui: &mut Ui,
        id: Id,
        margin: &Margin<'_>,
        state: &mut PageState,
        now: f64,
    ) -> Option<PlayerAction> {
        let Drawing { colours, layout, page, .. } = *self;
        let scene = page.scene;
        ui.add_space(if layout.is_tall { 28.0 } else { 34.0 });
        self.place_line(ui);
        ui.add_space(8.0);
        label(ui, &scene.title, TextFormat::simple(Face::Italic.at(size::HEADING), colours.text));
        ui.add_space(10.0);
        for notice in self.notices {
            let format = TextFormat::simple(Face::Semibold.at(layout.note), colours.accent);
            label(ui, notice, format);
            ui.add_space(8.0);
        }
        if let Some(content) = &page.content
            && state.reads.is_none()
        {
            return self.warning(ui, id, content.subjects, state);
        }
        let blocks = state.blocks(page);
        let seen = self.reveal(ui, blocks.len(), state, now);
        let marked = |mark| margin.marked(mark);
        let invented_document = &self.story.frame.invented_document;
        let look = BlockLook { colours, size: layout.text, invented_document };
        for (index, block) in blocks.iter().enumerate() {
            if let Some(mark) = block_ui(ui, id, &look, block, seen(index), &marked)
                && !state.opened.remove(&mark)
            {
                state.open(mark);
            }
        }
        if seen(blocks.len()) <= 0.0 {
            // Room is kept, so that nothing moves when the choices come.
            let hidden = UiBuilder::new().invisible();
            ui.scope_builder(hidden, |ui| self.ways_on(ui, id, false));
            return None;
        }
        let complete_at = *state.complete_at.get_or_insert(now);
        let accepts = now - complete_at >= CHOICE_COOL_DOWN_SECS;
        if !accepts {
            let rest = CHOICE_COOL_DOWN_SECS - (now - complete_at);
            ui.ctx().request_repaint_after_secs(rest as f32);
        }
        self.ways_on(ui, id, accepts)
    }

    /// How much of each block is there: 0 unseen, 1 in full.
    fn reveal(
        &self,
        ui: &Ui,
        blocks: usize,
        state: &mut PageState,
        now: f64,
    ) -> impl Fn(usize) -> f32 + use<> {
        let hurried = ui.input(|input| {
            input.pointer.any_click()
                || [Key::Space, Key::Enter].iter().any(|key| input.key_pressed(*key))
        });
        if hurried && now > state.shown_at {
            state.complete();
        }
        let since = now - state.shown_at;
        let end = REVEAL_STEP_SECS * blocks as f64;
        if state.reveals && since > end + REVEAL_FADE_SECS {
            state.complete();
        }
        let reveals = state.reveals;
        if reveals {
            let fading = (since / REVEAL_STEP_SECS).fract() * REVEAL_STEP_SECS < REVEAL_FADE_SECS;
            let next = if fading { 0.016 } else { 0.06 };
            ui.ctx().request_repaint_after_secs(next);
        }
        move |index| {
            if !reveals {
                return 1.0;
            }
            let begins = REVEAL_STEP_SECS * index as f64;
            ((since - begins) / REVEAL_FADE_SECS).clamp(0.0, 1.0) as f32
        }
    }

    fn place_line(&self, ui: &mut Ui) {
        let Drawing { story, strings, colours, page, .. } = *self;
        let date = strings.date(page.scene.date);
        let place = &story.place(page.scene.place).shown;
        let format = |face: Face, colour| TextFormat {
            extra_letter_spacing: 0.8,
            line_height: Some(20.0),
            ..TextFormat::simple(face.at(size::SMALL), colour)
        };
        let mut job = egui::text::LayoutJob::default();
        job.wrap.max_width = ui.available_width();
        job.append(&date.to_uppercase(), 0.0, format(Face::Semibold, colours.text));
        job.append(&place.to_uppercase(), 14.0, format(Face::Roman, colours.quiet));
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::empty());
        ui.painter().galley(rect.min, galley, colours.text);
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::WidgetType::Label, true, format!("{date}, {place}"))
        });
    }

    fn warning(
        &self,
        ui: &mut Ui,
        id: Id,
        subjects: &[String],
        state: &mut PageState,
    ) -> Option<PlayerAction> {
        let Drawing { strings, colours, layout, .. } = *self;
        let subjects = FluentValue::from(subjects.join(", "));
        let told = strings.with("content-warning", &[("subjects", subjects)]);
        let format = TextFormat {
            line_height: Some(layout.text * size::LEADING),
            ..TextFormat::simple(Face::Roman.at(layout.text), colours.text)
        };
        label(ui, &told, format);
        ui.add_space(16.0);
        let words = [strings.get("content-read"), strings.get("content-summary")];
        let rows = words.each_ref().map(|label| ChoiceRow { label, locked: None });
        let taken = choice_list(ui, id.with("warning"), colours, layout.text, &rows, true);
        if let Some(index) = taken {
            let reading = [Reading::Scene, Reading::Summary][index];
            state.reads = Some(reading);
            state.answered.insert(self.page.scene.name.clone(), reading);
            state.shown_at = ui.input(|input| input.time);
            ui.ctx().request_repaint();
        }
        None
    }

    /// The choices, or what follows an ending.
    fn ways_on(&self, ui: &mut Ui, id: Id, accepts: bool) -> Option<PlayerAction> {
        let Drawing { strings, colours, layout, page, .. } = *self;
        ui.add_space(8.0);
        if let Some(ending) = page.ending {
            return self.ending(ui, id, ending, accepts);
        }
        let go_on = strings.get("choice-go-on");
        let rows: Vec<ChoiceRow<'_>> = page
            .choices
            .iter()
            .map(|choice| ChoiceRow {
                label: if choice.label.is_empty() { &go_on } else { choice.label },
                locked: choice.locked,
            })
            .collect();
        let taken = choice_list(ui, id.with("choices"), colours, layout.text, &rows, accepts)?;
        Some(PlayerAction::Choose(page.choices[taken].id))
    }

    fn ending(&self, ui: &mut Ui, id: Id, ending: &Ending, accepts: bool) -> Option<PlayerAction> {
        let Drawing { strings, colours, layout, .. } = *self;
        let heading = TextFormat {
            extra_letter_spacing: 1.0,
            ..TextFormat::simple(Face::Semibold.at(size::SMALL), colours.text)
        };
        let words = format!("{} · {}", ending.document, ending.title);
        label(ui, &words.to_uppercase(), heading);
        ui.add_space(10.0);
        let words = [strings.get("ending-new-life"), strings.get("ending-title")];
        let rows = words.each_ref().map(|label| ChoiceRow { label, locked: None });
        let taken = choice_list(ui, id.with("choices"), colours, layout.text, &rows, accepts)?;
        Some([PlayerAction::NewLife, PlayerAction::Title][taken])
    }

    fn notes(&self, ui: &mut Ui, id: Id, margin: &Margin<'_>, state: &mut PageState) {
        let Drawing { story, strings, colours, page, .. } = *self;
        if page.content.is_some() && state.reads.is_none() {
            return;
        }
        for (mark, look) in &margin.notes {
            let is_open = state.opened.contains(mark);
            let drawn =
                note(ui, id.with(("note", look.number)), colours, self.layout.note, look, is_open);
            if drawn.turned {
                if is_open {
                    state.opened.remove(mark);
                } else {
                    state.opened.insert(*mark);
                }
                ui.ctx().request_repaint();
            }
            if state.sought == Some(*mark) && is_open {
                drawn.response.scroll_to_me(None);
                state.sought = None;
            }
            ui.add_space(16.0);
        }
        let invented = &page.scene.invented;
        let look = NoteLook {
            number: None,
            grade: Some(Grade::Invented),
            heading: story.frame.grade(Grade::Invented).to_owned(),
            statement: invented.clone(),
            accounts: Vec::new(),
            short_sources: String::new(),
            deeper: Vec::new(),
            sources: Vec::new(),
            turn: strings.get("note-turn"),
        };
        note(ui, id.with("invented"), colours, self.layout.note, &look, false);
    }

    fn foot(&self, ui: &mut Ui, shows_path: bool) -> Foot {
        let Drawing { story, playthrough, strings, colours, page, .. } = *self;
        let steps = playthrough.steps().len();
        let mut action = None;
        if text_button(ui, colours, &strings.get("foot-back"), "⌫", steps > 0).clicked() {
            action = Some(PlayerAction::StepBackTo(steps - 1));
        }
        let path = if shows_path { "foot-page" } else { "foot-path" };
        let path = text_button(ui, colours, &strings.get(path), "P", steps > 0).clicked();
        if text_button(ui, colours, &strings.get("foot-title"), "Esc", true).clicked() {
            action = Some(PlayerAction::Title);
        }
        let part = story.part(page.scene.part);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(10.0);
            let words = format!("{} · {}", part.number, part.title);
            ui.set_max_size(Vec2::new(ui.available_width(), 24.0));
            label(ui, &words, TextFormat::simple(Face::Roman.at(size::NOTE), colours.quiet));
        });
        Foot { action, path }
    }
}

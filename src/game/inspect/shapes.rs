//! What can be seen without a picture: words cut off, words on words, and what
//! is too small to press.

use bevy_egui::egui::Rect;

use super::{Check, Finding, Frame, Words};

/// Less than this many points is a matter of rounding.
const SLACK: f32 = 1.0;
/// Words may touch by this many points.
const TOUCH: f32 = 2.0;
/// The least width and height of what can be pressed: WCAG 2.2, 2.5.8.
const LEAST_TARGET: f32 = 24.0;

/// Looks at a frame.
pub fn check_shapes(frame: &Frame) -> Vec<Finding> {
    let mut findings = Vec::new();
    for words in &frame.words {
        if let Some(told) = cut(frame, words) {
            findings.push(finding(Check::Clipped, words, told));
        }
    }
    for (index, one) in frame.words.iter().enumerate() {
        for other in &frame.words[index + 1..] {
            if overlap(one, other) {
                let told = format!("overlaps “{}”", other.text);
                findings.push(finding(Check::Overlap, one, told));
            }
        }
    }
    for target in &frame.targets {
        let words = target.label.clone().unwrap_or_default();
        let mut add = |told| {
            let (check, words, rect) = (Check::Target, words.clone(), target.rect);
            findings.push(Finding { check, words, rect, told });
        };
        if target.label.is_none() {
            add(format!("a {} without a name", target.role));
        }
        let (width, height) = (target.rect.width(), target.rect.height());
        if width.min(height) < LEAST_TARGET - 0.05 {
            add(format!("a {} of {width:.1} by {height:.1} points", target.role));
        }
    }
    findings
}

fn finding(check: Check, words: &Words, told: String) -> Finding {
    Finding { check, words: words.text.clone(), rect: words.ink, told }
}

/// What is cut off of words, if anything is.
fn cut(frame: &Frame, words: &Words) -> Option<String> {
    let Words { ink, clip, .. } = words;
    if words.is_cut_short {
        return Some("cut short".into());
    }
    let scrolls = frame.scroll_bars.iter().any(|bar| {
        let beside = clip.expand(12.0);
        beside.intersects(*bar) && bar.height() > 0.8 * clip.height().min(frame.window.height())
    });
    let is_above_or_below = ink.top() < clip.top() - SLACK || ink.bottom() > clip.bottom() + SLACK;
    if is_above_or_below && !scrolls {
        return Some("cut off above or below, and nothing scrolls to it".into());
    }
    if !ink.y_range().intersects(clip.y_range()) {
        // Scrolled out of sight; what scrolls only up and down must hold it.
        return (!holds_across(*clip, *ink)).then(|| "cut off at the side".into());
    }
    if !holds_across(*clip, *ink) {
        return Some("cut off at the side".into());
    }
    if !frame.window.expand(SLACK).contains_rect(ink.intersect(*clip)) {
        return Some("outside the window".into());
    }
    words.is_painted_over.then(|| "painted over".into())
}

fn holds_across(clip: Rect, ink: Rect) -> bool {
    ink.left() >= clip.left() - SLACK && ink.right() <= clip.right() + SLACK
}

/// Whether two stretches of text stand on each other.
fn overlap(one: &Words, other: &Words) -> bool {
    let is_shadow = one.text == other.text && one.ink == other.ink;
    if one.row == other.row || is_shadow {
        return false;
    }
    // What scrolls under another line is hidden there.
    let seen = |words: &Words| match one.clip == other.clip {
        true => words.ink,
        false => words.ink.intersect(words.clip),
    };
    let common = seen(one).intersect(seen(other));
    common.width() > TOUCH && common.height() > TOUCH
}

#[cfg(test)]
mod tests {
    use bevy_egui::egui::{Color32, pos2, vec2};

    use super::super::Target;
    use super::*;

    fn rect(left: f32, top: f32, width: f32, height: f32) -> Rect {
        Rect::from_min_size(pos2(left, top), vec2(width, height))
    }

    fn frame() -> Frame {
        Frame {
            window: rect(0.0, 0.0, 400.0, 300.0),
            words: Vec::new(),
            targets: Vec::new(),
            scroll_bars: Vec::new(),
        }
    }

    fn words(text: &str, row: usize, ink: Rect) -> Words {
        Words {
            text: text.into(),
            row: (row, 0),
            ink,
            pieces: vec![ink],
            clip: rect(10.0, 10.0, 380.0, 200.0),
            colour: Color32::BLACK,
            is_cut_short: false,
            is_painted_over: false,
        }
    }

    fn checks(frame: &Frame) -> Vec<Check> {
        check_shapes(frame).into_iter().map(|finding| finding.check).collect()
    }

    #[test]
    fn words_in_their_place_are_not_reported() {
        let mut frame = frame();
        frame.words = vec![
            words("one", 0, rect(20.0, 20.0, 60.0, 14.0)),
            words("two", 1, rect(20.0, 40.0, 60.0, 14.0)),
        ];
        let label = Some("One".to_owned());
        let rect = rect(20.0, 20.0, 60.0, 24.0);
        frame.targets = vec![Target { role: "Button".into(), label, rect }];
        assert_eq!(check_shapes(&frame), []);
    }

    #[test]
    fn words_cut_off_at_the_side_are_reported() {
        let mut frame = frame();
        frame.words = vec![words("one", 0, rect(360.0, 20.0, 60.0, 14.0))];
        // Not even where one can scroll up and down.
        frame.scroll_bars = vec![rect(388.0, 10.0, 6.0, 200.0)];
        assert_eq!(checks(&frame), [Check::Clipped]);
    }

    #[test]
    fn words_cut_off_below_are_reported_where_nothing_scrolls() {
        let mut frame = frame();
        frame.words = vec![words("one", 0, rect(20.0, 204.0, 60.0, 14.0))];
        assert_eq!(checks(&frame), [Check::Clipped]);
        frame.scroll_bars = vec![rect(388.0, 10.0, 6.0, 200.0)];
        assert_eq!(checks(&frame), []);
        // A bar of something else scrolls nothing here.
        frame.scroll_bars = vec![rect(388.0, 10.0, 6.0, 60.0)];
        assert_eq!(checks(&frame), [Check::Clipped]);
    }

    #[test]
    fn words_outside_the_window_cut_short_or_painted_over_are_reported() {
        let mut outside = words("one", 0, rect(380.0, 20.0, 60.0, 14.0));
        outside.clip = rect(0.0, 0.0, 600.0, 300.0);
        let mut short = words("two", 1, rect(20.0, 20.0, 60.0, 14.0));
        short.is_cut_short = true;
        let mut over = words("three", 2, rect(20.0, 60.0, 60.0, 14.0));
        over.is_painted_over = true;
        let frame = Frame { words: vec![outside, short, over], ..frame() };
        assert_eq!(checks(&frame), [Check::Clipped; 3]);
    }

    #[test]
    fn words_on_words_are_reported() {
        let mut frame = frame();
        let one = words("one", 0, rect(20.0, 20.0, 60.0, 14.0));
        frame.words = vec![one.clone(), words("two", 1, rect(70.0, 30.0, 60.0, 14.0))];
        assert_eq!(checks(&frame), [Check::Overlap]);
        // A shadow is meant.
        frame.words = vec![one.clone(), Words { row: (1, 0), ..one.clone() }];
        assert_eq!(checks(&frame), []);
        // What scrolls under a line at the foot is hidden there.
        let foot = Words { clip: rect(0.0, 210.0, 400.0, 90.0), ..one.clone() };
        let (under, at) = (rect(20.0, 220.0, 60.0, 14.0), (1, 0));
        frame.words = vec![Words { ink: under, ..one }, Words { ink: under, row: at, ..foot }];
        frame.words[1].text = "two".into();
        frame.scroll_bars = vec![rect(388.0, 10.0, 6.0, 200.0)];
        assert_eq!(checks(&frame), []);
    }

    #[test]
    fn targets_that_are_small_or_have_no_name_are_reported() {
        let mut frame = frame();
        let (role, label) = ("Button".to_owned(), Some("One".to_owned()));
        frame.targets =
            vec![Target { role: role.clone(), label, rect: rect(0.0, 0.0, 80.0, 20.0) }];
        assert_eq!(checks(&frame), [Check::Target]);
        frame.targets = vec![Target { role, label: None, rect: rect(0.0, 0.0, 80.0, 30.0) }];
        assert_eq!(checks(&frame), [Check::Target]);
    }
}

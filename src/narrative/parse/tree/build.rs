//! From tokens to a tree, mending what is unbalanced.

mod guess;

use std::ops::Range;

use super::scan::{Kind, Scanner, Token};
use super::{Group, Item, Node, Value};
use crate::narrative::diagnostic::{Diagnostic, syntax};
use crate::narrative::parse::StoryFile;

/// How deep brackets may stand in brackets. A scene needs about ten.
const DEEPEST: usize = 48;

/// A file as a tree.
#[derive(Debug)]
pub(crate) struct Tree<'t> {
    /// The one value of the file. Nothing where it has none that can be read.
    pub(crate) root: Option<Node<'t>>,
    /// Whether brackets were mended, so that what follows from the shape of
    /// the file is guesswork.
    pub(crate) mended: bool,
}

/// Reads a file, and reports what is not well formed.
pub(crate) fn read<'t>(file: &'t StoryFile, problems: &mut Vec<Diagnostic>) -> Tree<'t> {
    let before = problems.len();
    let mut builder = Builder::new(file, problems, false);
    builder.run();
    if builder.left_open {
        // Brackets do not balance: read again, and let the indentation tell
        // which one is not closed.
        problems.truncate(before);
        let mut builder = Builder::new(file, problems, true);
        builder.run();
        return builder.finish();
    }
    builder.finish()
}

struct Frame<'t> {
    open: u8,
    /// The name before the bracket, or the bracket.
    head: Range<usize>,
    bracket: usize,
    name: &'t str,
    items: Vec<Item<'t>>,
    /// The field whose value is awaited.
    field: Option<(&'t str, Range<usize>)>,
    /// Where the last value ends, while no comma has followed.
    value_end: Option<usize>,
    /// Whether it was reported as a whole.
    broken: bool,
}

struct Builder<'p, 't> {
    scanner: Scanner<'p, 't>,
    token: Token<'t>,
    ahead: Token<'t>,
    frames: Vec<Frame<'t>>,
    root: Option<Node<'t>>,
    by_indentation: bool,
    left_open: bool,
    mended: bool,
}

fn closer(open: u8) -> char {
    match open {
        b'(' => ')',
        b'[' => ']',
        _ => '}',
    }
}

impl<'p, 't> Builder<'p, 't> {
    fn new(file: &'t StoryFile, problems: &'p mut Vec<Diagnostic>, by_indentation: bool) -> Self {
        let mut scanner = Scanner::new(file, problems);
        let token = scanner.next();
        let ahead = scanner.next();
        Builder {
            scanner,
            token,
            ahead,
            frames: Vec::new(),
            root: None,
            by_indentation,
            left_open: false,
            mended: false,
        }
    }

    fn finish(self) -> Tree<'t> {
        Tree { root: self.root, mended: self.mended }
    }

    fn advance(&mut self) {
        let next = self.scanner.next();
        self.token = std::mem::replace(&mut self.ahead, next);
    }

    fn report(&mut self, problem: Diagnostic) {
        self.scanner.problems.push(problem);
    }

    fn run(&mut self) {
        loop {
            let token = self.token.clone();
            if self.frames.is_empty() && self.root.is_some() && !matches!(token.kind, Kind::End) {
                let at = self.scanner.place(token.span);
                self.report(match token.kind {
                    Kind::Close(_) => syntax::closes_nothing(at),
                    _ => syntax::after_the_end(at),
                });
                self.mended |= matches!(token.kind, Kind::Close(_));
                return;
            }
            match token.kind {
                Kind::End => return self.end(),
                Kind::Comma => self.comma(token.span),
                Kind::Semicolon => {
                    self.report(syntax::semicolon(self.scanner.place(token.span)));
                    self.settle();
                }
                Kind::Colon | Kind::Equals => {
                    let at = self.scanner.place(token.span);
                    self.report(syntax::stray_colon(at));
                    if matches!(self.ahead.kind, Kind::Bare(_) | Kind::Number(_) | Kind::Words(_)) {
                        self.advance();
                        self.value(Value::Broken, self.token.span.clone());
                    }
                }
                Kind::Close(bracket) => self.close(bracket, token.span),
                Kind::Open(bracket) => {
                    if !self.open("", token.span, bracket) {
                        return;
                    }
                }
                Kind::Bare(word) => match self.ahead.kind {
                    Kind::Colon | Kind::Equals => {
                        self.refuse_braces();
                        self.field(word, token.span);
                    }
                    Kind::Open(b'(') => {
                        if self.is_new_item_in_open_group(word) {
                            continue;
                        }
                        self.advance();
                        if !self.open(word, token.span, b'(') {
                            return;
                        }
                    }
                    Kind::Open(b'{') if word.starts_with(|c: char| c.is_ascii_uppercase()) => {
                        self.advance();
                        if !self.open(word, token.span, b'{') {
                            return;
                        }
                        self.refuse_braces();
                    }
                    _ => self.bare(word, token.span),
                },
                Kind::Number(number) => self.value(Value::Number(number), token.span),
                Kind::Words(words) => match self.ahead.kind {
                    Kind::Colon if self.innermost() == Some(b'{') => {
                        self.field(&self.scanner.text[words.span()], token.span);
                    }
                    Kind::Colon if self.innermost() == Some(b'(') => {
                        let at = self.scanner.place(token.span.clone());
                        self.report(syntax::field_in_quotes(at, &words.text));
                        let name = words.span();
                        let name = &self.scanner.text[name];
                        self.field(name, token.span);
                    }
                    _ => self.value(Value::Words(words), token.span),
                },
                Kind::Broken => self.value(Value::Broken, token.span),
            }
            self.advance();
        }
    }

    fn innermost(&self) -> Option<u8> {
        self.frames.last().map(|frame| frame.open)
    }

    /// Reports braces around fields.
    fn refuse_braces(&mut self) {
        let Some(frame) = self.frames.last_mut() else { return };
        if frame.open == b'{' && !std::mem::replace(&mut frame.broken, true) {
            let at = self.scanner.place(frame.bracket..frame.bracket + 1);
            self.report(syntax::braces(at));
        }
    }

    /// A comma, or what stands for one, has been read.
    fn settle(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.value_end = None;
        }
    }

    fn comma(&mut self, span: Range<usize>) {
        self.value_missing(span.clone());
        let is_settled = self.frames.last().is_some_and(|frame| frame.value_end.is_none());
        if is_settled && self.innermost() == Some(b'[') && self.field_follows(span.start) {
            // What is left of a lost `],`.
            return self.leave_open();
        }
        match self.frames.last().map(|frame| frame.value_end) {
            Some(Some(_)) => self.settle(),
            _ => self.report(syntax::comma_too_many(self.scanner.place(span))),
        }
    }

    /// Reports a field that has no value, and gives it a broken one.
    fn value_missing(&mut self, span: Range<usize>) {
        let Some(frame) = self.frames.last_mut() else { return };
        let Some((name, place)) = frame.field.take() else { return };
        let value = Node { span: span.clone(), value: Value::Broken };
        frame.items.push(Item { field: Some((name, place.clone())), value });
        frame.value_end = Some(span.start);
        self.report(syntax::value_missing(self.scanner.place(place), name));
    }

    /// Something new begins: the value before must have ended in a comma.
    fn separate(&mut self) {
        let Some(frame) = self.frames.last_mut() else { return };
        if let Some(end) = frame.value_end.take() {
            let last = self.scanner.text[..end].char_indices().next_back();
            let start = last.map_or(end, |(start, _)| start);
            self.report(syntax::comma_missing(self.scanner.place(start..end)));
        }
    }

    fn field(&mut self, name: &'t str, span: Range<usize>) {
        if name.starts_with(|letter: char| letter.is_ascii_uppercase()) {
            // `setting: Settingdate: "1932"`
            self.separate();
            self.report(syntax::bracket_missing(self.scanner.place(span.clone()), name));
            self.push(name, span.clone(), span.start, b'(');
            if let Some(frame) = self.frames.last_mut() {
                frame.broken = true;
            }
        }
        // In a list there are no fields: the list was not closed.
        while self.innermost() == Some(b'[') && self.frames.iter().any(|frame| frame.open == b'(') {
            self.leave_open();
        }
        match self.innermost() {
            None | Some(b'[') => {
                self.separate();
                self.report(syntax::field_outside(self.scanner.place(span), name));
                if let Some(frame) = self.frames.last_mut() {
                    frame.broken = true;
                }
            }
            Some(_) => {
                self.value_missing(span.clone());
                self.separate();
                if let Some(frame) = self.frames.last_mut() {
                    frame.field = Some((name, span));
                }
            }
        }
        if let Kind::Equals = self.ahead.kind {
            self.report(syntax::equals_for_colon(self.scanner.place(self.ahead.span.clone())));
        }
        self.advance();
    }

    /// Reports the innermost bracket as not closed, and closes it.
    fn leave_open(&mut self) {
        let Some(frame) = self.frames.last() else { return };
        let at = self.scanner.place(frame.head.start..frame.head.end.max(frame.bracket + 1));
        let (open, name) = (frame.open, frame.name);
        self.report(syntax::bracket_left_open(at, open, name));
        self.mended = true;
        let end = frame_end(self.frames.last());
        self.pop(end);
        // What follows is not asked to begin after a comma.
        self.settle();
    }

    fn bare(&mut self, word: &'t str, span: Range<usize>) {
        if self.is_field_without_colon(word, &span) {
            self.separate();
            self.report(syntax::colon_missing(self.scanner.place(span.clone()), word));
            if let Some(frame) = self.frames.last_mut() {
                frame.field = Some((word, span));
            }
            return;
        }
        if self.is_name_without_bracket(word) {
            self.report(syntax::bracket_missing(self.scanner.place(span.clone()), word));
            self.push(word, span.clone(), span.start, b'(');
            return;
        }
        // `title: Platform Two`: words without quotes.
        let text = self.scanner.text;
        let is_value_awaited = match self.frames.last() {
            Some(frame) => frame.value_end.is_none(),
            None => true,
        };
        let same_line = !text[span.end..self.ahead.span.start.max(span.end)].contains('\n');
        let is_text = is_value_awaited
            && same_line
            && matches!(self.ahead.kind, Kind::Bare(_) | Kind::Broken)
            && !text[self.ahead.span.end..].trim_start().starts_with([':', '('])
            && self.ahead.span.start > span.end;
        if !is_text {
            return self.value(Value::Bare(word), span);
        }
        let mut end = span.end;
        while matches!(self.ahead.kind, Kind::Bare(_) | Kind::Broken | Kind::Number(_))
            && !text[end..self.ahead.span.start].contains('\n')
        {
            end = self.ahead.span.end;
            self.advance();
        }
        let span = span.start..end;
        self.report(syntax::text_without_quotes(self.scanner.place(span.clone())));
        self.value(Value::Broken, span);
    }

    fn value(&mut self, value: Value<'t>, span: Range<usize>) {
        self.separate();
        self.put(Node { span, value });
    }

    /// Gives a finished value to the innermost bracket.
    fn put(&mut self, node: Node<'t>) {
        match self.frames.last_mut() {
            Some(frame) => {
                frame.value_end = Some(node.span.end);
                let field = frame.field.take();
                frame.items.push(Item { field, value: node });
            }
            None => self.root = Some(node),
        }
    }

    /// Opens a bracket. False where nothing more can be read.
    fn open(&mut self, name: &'t str, head: Range<usize>, open: u8) -> bool {
        self.separate();
        let bracket = self.token.span.start;
        if self.frames.len() >= DEEPEST {
            let at = self.scanner.place(bracket..bracket + 1);
            self.report(syntax::too_deep(at));
            self.mended = true;
            return false;
        }
        self.push(name, head, bracket, open);
        true
    }

    fn push(&mut self, name: &'t str, head: Range<usize>, bracket: usize, open: u8) {
        let (items, field, value_end) = (Vec::new(), None, None);
        self.frames.push(Frame {
            open,
            head,
            bracket,
            name,
            items,
            field,
            value_end,
            broken: false,
        });
    }

    fn close(&mut self, bracket: u8, span: Range<usize>) {
        self.value_missing(span.clone());
        let Some(top) = self.frames.last() else {
            self.mended = true;
            self.report(syntax::closes_nothing(self.scanner.place(span)));
            return;
        };
        let wanted = closer(top.open);
        if wanted == char::from(bracket) {
            if self.by_indentation && self.indentation_says_open(bracket, span.start) {
                self.leave_open();
                return self.close(bracket, span);
            }
            return self.pop(span.end);
        }
        let (open, head) = (top.bracket, top.open);
        if bracket == b']' && head == b'(' && self.is_list_without_opening(span.end) {
            return;
        }
        if self.is_one_too_many(bracket, span.start) {
            return self.report(syntax::closes_nothing(self.scanner.place(span)));
        }
        let fits = |frame: &Frame<'_>| closer(frame.open) == char::from(bracket);
        let is_mixed_up = match self.frames.iter().rposition(fits) {
            None => true,
            Some(index) => {
                // If this bracket closes the outer group, a field cannot
                // follow unless that one stands in a group as well.
                let outside = index.checked_sub(1).map(|outer| self.frames[outer].open);
                outside != Some(b'(') && self.field_follows(span.end)
            }
        };
        if is_mixed_up {
            let at = self.scanner.place(span.clone());
            let opener = self.scanner.place(open..open + 1);
            let problem = syntax::wrong_closing_bracket(at, opener, head, bracket);
            self.report(problem);
            self.mended = true;
            return self.pop(span.end);
        }
        while self.frames.last().is_some_and(|frame| !fits(frame)) {
            self.leave_open();
        }
        self.pop(span.end);
    }

    fn pop(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else { return };
        let span = frame.head.start..end;
        let value = match frame.open {
            _ if frame.broken => Value::Broken,
            b'(' => Value::Group(Group { name: frame.name, head: frame.head, items: frame.items }),
            b'[' => Value::List(frame.items.into_iter().map(|item| item.value).collect()),
            _ => Value::Map(frame.items),
        };
        self.put(Node { span, value });
    }

    fn end(&mut self) {
        if self.root.is_none() && self.frames.is_empty() {
            let is_blank = self.scanner.problems.is_empty();
            let file = self.scanner.file;
            if is_blank || !self.scanner.problems.iter().any(|problem| problem.file == file.path) {
                self.report(syntax::empty_file(self.scanner.place(0..0)));
            }
            return;
        }
        if self.frames.is_empty() {
            return;
        }
        self.left_open = true;
        if self.scanner.cut_short {
            self.mended = true;
            self.frames.clear();
            return;
        }
        let end = self.scanner.text.trim_end().len();
        self.value_missing(end..end);
        // One slip, one problem: the innermost is the one to show.
        self.leave_open();
        while !self.frames.is_empty() {
            let end = frame_end(self.frames.last());
            self.pop(end);
        }
    }
}

/// Where the last thing read in a bracket ends.
fn frame_end(frame: Option<&Frame<'_>>) -> usize {
    frame
        .map_or(0, |frame| frame.items.last().map_or(frame.bracket + 1, |item| item.value.span.end))
}

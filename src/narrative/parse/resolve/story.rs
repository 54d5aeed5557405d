//! `story.ron`: the frame, the parts, and what is declared there.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::files::Files;
use super::{Kind, Resolver};
use crate::narrative::diagnostic::{At, Diagnostic, fields, names};
use crate::narrative::model::{
    BackdropId, Date, Domain, Ending, Frame, Name, Palette, Part, Person, PersonId, Place, SceneId,
    Variable, VariableId,
};
use crate::narrative::parse::StoryFile;
use crate::narrative::parse::decode::Required;
use crate::narrative::parse::format;
use crate::narrative::parse::names::{check_id, is_id};
use crate::narrative::parse::tree::Words;

/// What `story.ron` says.
pub(super) struct Head {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) notice: String,
    pub(super) language: String,
    pub(super) frame: Frame,
    pub(super) start: Option<SceneId>,
    pub(super) title_backdrop: Option<BackdropId>,
    pub(super) parts: Vec<Part>,
    pub(super) cast: Vec<Person>,
    pub(super) places: Vec<Place>,
    pub(super) endings: Vec<Ending>,
}

impl Resolver<'_, '_> {
    pub(super) fn head(&mut self, file: &StoryFile, story: &format::Story<'_>) -> Head {
        if !story.format.broken && story.format.number != 1 {
            let at = At { file, span: story.format.span.clone() };
            self.report(fields::unknown_format(at, story.format.number));
        }
        let frame = &story.frame;
        let grades = &frame.grades;
        let grades = [
            &grades.documented,
            &grades.reported,
            &grades.contested,
            &grades.legend,
            &grades.invented,
        ];
        let title = self.line(file, &story.title);
        if let Some(id) = &story.id {
            check_id(id, At { file, span: id.span() }, self.problems);
        }
        Head {
            id: story.id.as_ref().map_or_else(|| title.clone(), |id| id.text.to_string()),
            title,
            subtitle: self.line(file, &story.subtitle),
            notice: self.line(file, &story.notice),
            language: self.line(file, &story.language),
            frame: Frame {
                folder: self.line(file, &frame.folder),
                keeper: self.line(file, &frame.keeper),
                invented_document: self.line(file, &frame.invented_document),
                cutting: frame.cutting.as_ref().map(|words| self.line(file, words)),
                grades: grades.map(|words| self.line(file, words)),
            },
            start: self.link(file, &story.start, |names| &names.scenes, SceneId::new),
            title_backdrop: self.backdrop_link(file, &story.title_backdrop),
            parts: story.parts.items.iter().filter_map(|part| self.part(file, part)).collect(),
            cast: story.cast.iter().map(|person| self.person(file, person)).collect(),
            places: story.places.items.iter().map(|place| self.place(file, place)).collect(),
            endings: story.endings.items.iter().map(|ending| self.ending(file, ending)).collect(),
        }
    }

    fn backdrop_link(&mut self, file: &StoryFile, words: &Words<'_>) -> Option<BackdropId> {
        self.link(file, words, |names| &names.backdrops, BackdropId::new)
    }

    fn part(&mut self, file: &StoryFile, part: &format::Part<'_>) -> Option<Part> {
        let palette = &part.palette;
        let palette = Palette {
            paper: self.colour(file, &palette.paper),
            ink: self.colour(file, &palette.ink),
            tone: self.colour(file, &palette.tone),
            accent: self.colour(file, &palette.accent),
        };
        let years: Option<Date> = self.date(file, &part.years);
        let (number, title) = (self.line(file, &part.number), self.line(file, &part.title));
        let sky = self.backdrop_link(file, &part.sky);
        let name = part.id.text.to_string();
        Some(Part { name, number, title, years: years?, palette, sky: sky? })
    }

    /// A colour as `#rrggbb`.
    fn colour(&mut self, file: &StoryFile, words: &Words<'_>) -> [u8; 3] {
        let text = words.text.as_ref();
        let digits = text.strip_prefix('#').filter(|digits| {
            digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
        });
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if number.is_none() && !words.broken {
            self.report(fields::colour(At { file, span: words.span() }, text));
        }
        let [_, red, green, blue] = number.unwrap_or_default().to_be_bytes();
        [red, green, blue]
    }

    fn person(&mut self, file: &StoryFile, person: &format::Person<'_>) -> Person {
        Person {
            name: person.id.text.to_string(),
            shown: self.line(file, &person.name),
            doc: self.line(file, &person.doc),
            names: self.called(file, &person.names),
            period: self.period(file, &person.from, &person.until),
        }
    }

    fn place(&mut self, file: &StoryFile, place: &format::Place<'_>) -> Place {
        if let Some(at) = &place.at
            && !((-90.0..=90.0).contains(&at.north) && (-180.0..=180.0).contains(&at.east))
        {
            self.report(fields::not_on_earth(At { file, span: at.span.clone() }));
        }
        Place {
            name: place.id.text.to_string(),
            shown: self.line(file, &place.name),
            at: place.at.as_ref().map(|at| (at.north, at.east)),
            about: self.optional(file, &place.about),
            names: self.called(file, &place.names),
            period: self.period(file, &place.from, &place.until),
        }
    }

    fn called(&mut self, file: &StoryFile, names: &[format::Name<'_>]) -> Vec<Name> {
        let name = |name: &format::Name<'_>| Name {
            shown: self.line(file, &name.name),
            period: self.period(file, &name.from, &name.until),
            by: self.links(file, &name.by, |names| &names.people, PersonId::new),
        };
        names.iter().map(name).collect()
    }

    fn ending(&mut self, file: &StoryFile, ending: &format::Ending<'_>) -> Ending {
        Ending {
            name: ending.id.text.to_string(),
            title: self.line(file, &ending.title),
            document: self.line(file, &ending.document),
            complete: ending.complete.unwrap_or(true),
        }
    }
}

/// The declared variables, and whether all could be read.
pub(super) struct Variables {
    pub(super) list: Vec<Variable>,
    /// Those whose name is their own.
    pub(super) by_name: HashMap<String, usize>,
    pub(super) sets: BTreeMap<String, Vec<(String, VariableId)>>,
    pub(super) whole: bool,
}

/// A counter with more values than this makes proofs slow for nothing.
const WIDEST: i32 = 1000;

/// Words that mean something in a condition already.
const RESERVED: [&str; 10] =
    ["and", "or", "not", "true", "false", "visited", "visits", "taken", "turns_since", "has"];

/// Reads the declared variables and checks what they are called.
pub(super) fn variables(files: &Files<'_>, problems: &mut Vec<Diagnostic>) -> Variables {
    let Some((file, story)) = &files.story else {
        return Variables {
            list: Vec::new(),
            by_name: HashMap::new(),
            sets: BTreeMap::new(),
            whole: false,
        };
    };
    let mut declared = Declared { file, problems, taken: BTreeSet::new() };
    let ids: Vec<_> = story.variables.iter().map(id).collect();
    for (index, id) in ids.iter().enumerate() {
        declared.name(id, ids[..index].iter().find(|other| other.text == id.text).copied());
    }
    let is_own = |id: &Words<'_>| ids.iter().filter(|other| other.text == id.text).count() == 1;
    let (mut list, mut by_name, mut sets) = (Vec::new(), HashMap::new(), BTreeMap::new());
    for variable in &story.variables {
        let (first, name) = (list.len(), id(variable).text.to_string());
        declared.variables(variable, &mut list);
        if !is_own(id(variable)) {
            continue;
        }
        match variable {
            format::Variable::Derived(_) => {}
            format::Variable::Set(set) => {
                let members = set.of.items.iter().enumerate();
                let members = members
                    .map(|(index, of)| (of.text.to_string(), VariableId::new(first + index)));
                sets.insert(name, members.collect());
            }
            _ => {
                by_name.insert(name, first);
            }
        }
    }
    let is_whole = |id: &&Words<'_>| !id.broken && is_id(&id.text) && is_own(id);
    let whole = files.story_whole && ids.iter().all(is_whole);
    Variables { list, by_name, sets, whole }
}

fn id<'v, 't>(variable: &'v format::Variable<'t>) -> &'v Words<'t> {
    match variable {
        format::Variable::Flag(flag) => &flag.id,
        format::Variable::Counter(counter) => &counter.id,
        format::Variable::Named(named) => &named.id,
        format::Variable::Derived(derived) => &derived.id,
        format::Variable::Set(set) => &set.id,
    }
}

struct Declared<'d> {
    file: &'d StoryFile,
    problems: &'d mut Vec<Diagnostic>,
    /// The variables so far.
    taken: BTreeSet<String>,
}

impl Declared<'_> {
    fn at(&self, words: &Words<'_>) -> At<'_> {
        At { file: self.file, span: words.span() }
    }

    fn name(&mut self, id: &Words<'_>, earlier: Option<&Words<'_>>) {
        if id.broken {
            return;
        }
        let file = self.file;
        let at = || At { file, span: id.span() };
        check_id(id, at(), self.problems);
        if let Some(earlier) = earlier {
            let first = At { file, span: earlier.span() };
            self.problems.push(names::id_twice(at(), Kind::Variable, &id.text, first));
        }
        if RESERVED.contains(&id.text.as_ref()) {
            self.problems.push(names::name_taken(at(), &id.text, "something in conditions"));
        }
        self.taken.insert(id.text.to_string());
    }

    /// What holds the value of a variable: itself, a flag for each member of a
    /// set, and nothing for what is derived.
    fn variables(&mut self, variable: &format::Variable<'_>, list: &mut Vec<Variable>) {
        match variable {
            format::Variable::Flag(flag) => list.push(Variable {
                name: flag.id.text.to_string(),
                doc: self.doc(&flag.doc),
                domain: Domain::Flag,
                start: i32::from(flag.start),
                held: false,
                shown: self.shown(&flag.shown, 2),
            }),
            format::Variable::Counter(counter) => list.push(self.counter(counter)),
            format::Variable::Named(named) => list.push(self.named(named)),
            format::Variable::Set(set) => list.extend(self.set(set)),
            format::Variable::Derived(derived) => {
                self.doc(&derived.doc);
            }
        }
    }

    fn set(&mut self, set: &format::Set<'_>) -> Vec<Variable> {
        let doc = self.doc(&set.doc);
        let members: Vec<&str> = set.of.items.iter().map(|member| member.text.as_ref()).collect();
        for start in set.start.iter().filter(|start| !start.broken) {
            if !members.contains(&start.text.as_ref()) && !members.is_empty() {
                let known = crate::narrative::diagnostic::list(&members, "or");
                self.problems.push(fields::start_outside(self.at(start), &start.text, &known));
            }
        }
        let mut flags = Vec::with_capacity(members.len());
        for (index, member) in set.of.items.iter().enumerate() {
            let at = At { file: self.file, span: member.span() };
            check_id(member, at.clone(), self.problems);
            if members[..index].contains(&members[index]) && !member.broken {
                self.problems.push(fields::value_twice(at, &member.text));
            } else if RESERVED.contains(&members[index]) {
                self.problems.push(names::name_taken(at, &member.text, "something in conditions"));
            }
            flags.push(Variable {
                name: format!("{}.{}", set.id.text, member.text),
                doc: doc.clone(),
                domain: Domain::Flag,
                start: i32::from(set.start.iter().any(|start| start.text == member.text)),
                held: false,
                shown: Vec::new(),
            });
        }
        flags
    }

    fn doc(&mut self, words: &Words<'_>) -> String {
        crate::narrative::parse::prose::line(words, self.file, self.problems)
    }

    /// The words for the values, of which there are `count`.
    fn shown(&mut self, words: &Option<Required<Words<'_>>>, count: i32) -> Vec<String> {
        let Some(words) = words else { return Vec::new() };
        if words.items.len() as i32 != count && words.items.iter().all(|word| !word.broken) {
            let at = At { file: self.file, span: words.span.clone() };
            self.problems.push(fields::as_many_words(at, count, words.items.len()));
        }
        words.items.iter().map(|word| self.doc(word)).collect()
    }

    fn counter(&mut self, counter: &format::Counter<'_>) -> Variable {
        let (from, to) = (counter.from.number, counter.to.number);
        let start = counter.start.number;
        let is_read = !counter.from.broken && !counter.to.broken;
        if is_read && to <= from {
            let at = At { file: self.file, span: counter.to.span.clone() };
            self.problems.push(fields::bounds_inverted(at, from, to));
        } else if is_read && to.saturating_sub(from) >= WIDEST {
            let at = At { file: self.file, span: counter.to.span.clone() };
            self.problems.push(fields::counter_too_wide(at, WIDEST));
        } else if is_read && !counter.start.broken && !(from..=to).contains(&start) {
            let at = At { file: self.file, span: counter.start.span.clone() };
            let values = format!("a number from {from} to {to}");
            self.problems.push(fields::start_outside(at, &start.to_string(), &values));
        }
        Variable {
            name: counter.id.text.to_string(),
            doc: self.doc(&counter.doc),
            domain: Domain::Counter { from, to },
            start,
            held: counter.held,
            shown: self.shown(&counter.shown, to.saturating_sub(from).saturating_add(1)),
        }
    }

    fn named(&mut self, named: &format::Named<'_>) -> Variable {
        let mut values: Vec<String> = Vec::new();
        for value in named.values.items.iter().filter(|value| !value.broken) {
            check_id(value, At { file: self.file, span: value.span() }, self.problems);
            let problem = if values.iter().any(|earlier| *earlier == value.text) {
                Some(fields::value_twice(self.at(value), &value.text))
            } else if RESERVED.contains(&value.text.as_ref()) {
                Some(names::name_taken(self.at(value), &value.text, "something in conditions"))
            } else if self.taken.contains(value.text.as_ref()) {
                Some(names::name_taken(self.at(value), &value.text, "a variable"))
            } else {
                None
            };
            self.problems.extend(problem);
            values.push(value.text.to_string());
        }
        if values.len() == 1 {
            let at = At { file: self.file, span: named.values.span.clone() };
            self.problems.push(fields::one_value(at));
        }
        let start = values.iter().position(|value| *value == named.start.text);
        if start.is_none() && !named.start.broken && !values.is_empty() {
            let known: Vec<&str> = values.iter().map(String::as_str).collect();
            let known = crate::narrative::diagnostic::list(&known, "or");
            let problem = fields::start_outside(self.at(&named.start), &named.start.text, &known);
            self.problems.push(problem);
        }
        let shown = self.shown(&named.shown, values.len() as i32);
        Variable {
            name: named.id.text.to_string(),
            doc: self.doc(&named.doc),
            shown,
            domain: Domain::Named(values),
            start: start.unwrap_or_default() as i32,
            held: false,
        }
    }
}

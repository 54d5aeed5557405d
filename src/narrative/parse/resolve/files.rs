//! Sorting files by where they lie, and reading each.

use std::collections::{BTreeMap, BTreeSet};

use super::backdrop::picture;
use super::{InFile, is_id};
use crate::narrative::diagnostic::names::Kind;
use crate::narrative::diagnostic::{
    At, Code, Diagnostic, Severity, fields, names, nearest, syntax,
};
use crate::narrative::parse::StoryFile;
use crate::narrative::parse::decode::{Authored, Reader};
use crate::narrative::parse::folder::FOLDERS;
use crate::narrative::parse::format;
use crate::narrative::parse::names::{Table, better_id, check_id};
use crate::narrative::parse::tree::{self, Mended, Words};
use crate::narrative::work::{self, Workers};

/// What a story's files hold.
pub(super) struct Files<'t> {
    pub(super) story: Option<InFile<'t, format::Story<'t>>>,
    /// Whether all lists of `story.ron` could be read.
    pub(super) story_whole: bool,
    pub(super) facts: List<'t, format::Fact<'t>>,
    pub(super) sources: List<'t, format::Source<'t>>,
    pub(super) claims: List<'t, format::Claim<'t>>,
    pub(super) terms: List<'t, format::Term<'t>>,
    pub(super) sets: List<'t, format::ChoiceSet<'t>>,
    /// In order of name.
    pub(super) backdrops: Vec<BackdropFile<'t>>,
    /// In order of name.
    pub(super) scenes: Vec<SceneFile<'t>>,
    /// What scenes and backdrops would be called whose files were reported.
    pub(super) elsewhere: BTreeSet<String>,
    /// The scenes of the vignettes while those of the story are read, and the other
    /// way round.
    pub(super) across: BTreeSet<String>,
    /// Whether the scenes at hand are those of vignettes.
    pub(super) is_of_vignettes: bool,
    /// Whether a scene stands in a file of another, where it has no name.
    pub(super) has_nameless: bool,
    /// Folders that were reported.
    strange: BTreeSet<String>,
}

/// The items of all files of one folder.
pub(super) struct List<'t, T> {
    pub(super) items: Vec<InFile<'t, T>>,
    /// Whether no item was lost.
    pub(super) whole: bool,
}

pub(super) struct SceneFile<'t> {
    pub(super) file: &'t StoryFile,
    pub(super) part: &'t str,
    pub(super) name: &'t str,
    pub(super) scene: Option<format::Scene<'t>>,
    /// Whether nothing is wrong in the file so far.
    pub(super) whole: bool,
}

pub(super) struct BackdropFile<'t> {
    pub(super) file: &'t StoryFile,
    pub(super) name: &'t str,
    pub(super) backdrop: Option<format::Backdrop<'t>>,
    /// Whether nothing is wrong in the file so far.
    pub(super) whole: bool,
}

impl<'t, T> List<'t, T> {
    /// Puts the items in order of id, and reports ids given twice.
    pub(super) fn sort(
        &mut self,
        kind: Kind,
        id: impl Fn(&T) -> &Words<'t>,
        problems: &mut Vec<Diagnostic>,
    ) {
        self.items.sort_by(|(_, one), (_, other)| id(one).text.cmp(&id(other).text));
        for (file, item) in &self.items {
            check_id(id(item), At { file, span: id(item).span() }, problems);
            self.whole &= !id(item).broken && is_id(&id(item).text);
        }
        for pair in self.items.windows(2) {
            let [(first_file, first), (file, second)] = pair else { continue };
            let (first, second) = (id(first), id(second));
            if first.text == second.text && !first.broken && !second.broken {
                let at = At { file, span: second.span() };
                let first = At { file: first_file, span: first.span() };
                problems.push(names::id_twice(at, kind, &second.text, first));
            }
        }
    }

    pub(super) fn table<'n>(&'n self, kind: Kind, id: impl Fn(&'n T) -> &'n Words<'t>) -> Table<'n>
    where
        't: 'n,
    {
        let names = self.items.iter().map(|(_, item)| id(item).text.as_ref()).collect();
        Table::new(kind, names, self.whole)
    }
}

/// Reads every file, each as what its place says it is.
pub(super) fn read<'t>(
    files: &'t [StoryFile],
    workers: Workers<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Files<'t> {
    fn list<'t, T>() -> List<'t, T> {
        List { items: Vec::new(), whole: true }
    }
    let mut read = Files {
        story: None,
        story_whole: false,
        facts: list(),
        sources: list(),
        claims: list(),
        terms: list(),
        sets: list(),
        backdrops: Vec::new(),
        scenes: Vec::new(),
        elsewhere: BTreeSet::new(),
        across: BTreeSet::new(),
        is_of_vignettes: false,
        has_nameless: false,
        strange: BTreeSet::new(),
    };
    let has_story = files.iter().any(|file| file.path == "story.ron");
    if !has_story {
        let similar = files.iter().find(|file| file.path.eq_ignore_ascii_case("story.ron"));
        let file = StoryFile { path: "story.ron".into(), text: String::new() };
        let at = At { file: &file, span: 0..0 };
        problems.push(names::no_story_file(at, similar.map(|file| file.path.as_str())));
    }
    for (file, (content, mut told)) in files.iter().zip(work::each(files, 32, workers, content)) {
        let whole = is_whole(&told);
        let goes_on = told.iter().any(|problem| problem.code == Code::E0117);
        problems.append(&mut told);
        match content {
            Content::Story(story, is_whole) => {
                read.story = story.map(|story| (file, *story));
                read.story_whole = is_whole;
            }
            Content::Sources(items) => read.sources.add(file, items),
            Content::Terms(items) => read.terms.add(file, items),
            Content::Sets(items) => read.sets.add(file, items),
            Content::Facts(items) => read.facts.add(file, items),
            Content::Claims(items) => read.claims.add(file, items),
            Content::Backdrop(name, backdrop) => {
                read.backdrops.push(BackdropFile { file, name, backdrop, whole });
            }
            Content::Scene(part, name, scene) => {
                read.has_nameless |= goes_on;
                let scene = scene.map(|scene| *scene);
                read.scenes.push(SceneFile { file, part, name, scene, whole });
            }
            Content::Elsewhere => read.elsewhere(file, has_story, problems),
        }
    }
    let scenes = read.scenes.iter().map(|scene| scene.name);
    let names = scenes.chain(read.backdrops.iter().map(|backdrop| backdrop.name));
    read.elsewhere.extend(names.filter(|name| !is_id(name)).filter_map(better_id));
    read.backdrops.sort_by_key(|backdrop| backdrop.name);
    read.scenes.sort_by_key(|scene| scene.name);
    for pair in read.scenes.windows(2) {
        let [first, second] = pair else { continue };
        if first.name == second.name {
            let at = At { file: second.file, span: 0..0 };
            let first = At { file: first.file, span: 0..0 };
            problems.push(names::id_twice(at, Kind::Scene, second.name, first));
        }
    }
    read
}

/// The items of a list, and whether none was lost.
type Items<T> = (Option<Vec<T>>, bool);

/// What a file holds by where it lies.
enum Content<'t> {
    Story(Option<Box<format::Story<'t>>>, bool),
    Sources(Items<format::Source<'t>>),
    Terms(Items<format::Term<'t>>),
    Sets(Items<format::ChoiceSet<'t>>),
    Facts(Items<format::Fact<'t>>),
    Claims(Items<format::Claim<'t>>),
    Backdrop(&'t str, Option<format::Backdrop<'t>>),
    Scene(&'t str, &'t str, Option<Box<format::Scene<'t>>>),
    Elsewhere,
}

/// Beside how many of a file’s problems its slip is looked for.
const MOST_NEAR: usize = 16;

/// Every file whose one slip is found, put right. `told` is what is wrong with them all.
pub(super) fn mended(
    files: &[StoryFile],
    workers: Workers<'_>,
    told: &[Diagnostic],
) -> Vec<Option<Mended>> {
    let mut wrong: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for problem in told.iter().filter(|problem| problem.severity == Severity::Error) {
        wrong.entry(&problem.file).or_default().push(problem.span.start);
    }
    let broken: BTreeSet<&str> = told
        .iter()
        .filter(|problem| problem.code.is_syntax())
        .map(|problem| problem.file.as_str())
        .collect();
    work::each(files, 32, workers, |file| {
        let near = wrong.get(file.path.as_str()).filter(|_| broken.contains(&*file.path))?;
        let near = &near[..near.len().min(MOST_NEAR)];
        tree::mended(file, near, is_sound)
    })
}

/// Whether a file holds what its place says, as far as it alone can tell.
fn is_sound(file: &StoryFile) -> bool {
    let (content, mut problems) = content(file);
    if let Content::Backdrop(_, Some(backdrop)) = &content
        && is_whole(&problems)
    {
        picture(file, &backdrop.picture, &mut problems);
    }
    is_whole(&problems)
}

/// Reads a file, and says what is wrong inside it.
fn content(file: &StoryFile) -> (Content<'_>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let told = &mut problems;
    let Some(stem) = file.path.strip_suffix(".ron") else {
        return (Content::Elsewhere, problems);
    };
    if let Some(at) = file.text.find(['\u{fffd}', '\0']) {
        let end = file.text.ceil_char_boundary(at + 1);
        told.push(syntax::not_unicode(At { file, span: at..end }));
    }
    let content = match *stem.split('/').collect::<Vec<_>>().as_slice() {
        ["story"] => {
            let (story, whole) = one(file, told);
            Content::Story(story.map(Box::new), whole)
        }
        ["sources"] => Content::Sources(one(file, told)),
        ["glossary"] => Content::Terms(one(file, told)),
        ["choices"] => Content::Sets(one(file, told)),
        ["facts", _] => Content::Facts(one(file, told)),
        ["claims", _] => Content::Claims(one(file, told)),
        ["backdrops", name] => {
            check_file_name(file, name, told);
            Content::Backdrop(name, one(file, told).0)
        }
        ["scenes", part, name] => {
            check_file_name(file, name, told);
            Content::Scene(part, name, one(file, told).0.map(Box::new))
        }
        _ => Content::Elsewhere,
    };
    (content, problems)
}

impl Files<'_> {
    /// Reports a file that lies where none is read.
    fn elsewhere(&mut self, file: &StoryFile, has_story: bool, problems: &mut Vec<Diagnostic>) {
        let at = At { file, span: 0..0 };
        let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        let stem = name.split('.').next().unwrap_or(name);
        self.elsewhere.extend(better_id(stem));
        let top = folder.split('/').next().unwrap_or_default();
        let meant = nearest(if top.is_empty() { stem } else { top }, FOLDERS)
            .or_else(|| home_of_content(&file.text).filter(|_| top.is_empty()));
        match meant {
            Some("facts") => self.facts.whole = false,
            Some("claims") => self.claims.whole = false,
            Some("sources") => self.sources.whole = false,
            Some("glossary") => self.terms.whole = false,
            Some("choices") => self.sets.whole = false,
            _ => {}
        }
        let problem = match (top, meant) {
            // This is another folder than the story’s, and that was said.
            ("", _) if !has_story => return,
            ("sources" | "glossary" | "choices", _) => {
                names::misplaced_file(at, Some(&format!("{top}.ron")))
            }
            ("", Some(meant @ ("sources" | "glossary" | "choices"))) => {
                names::misnamed_file(at, &format!("{meant}.ron"))
            }
            _ if !name.ends_with(".ron") => names::misnamed_file(at, &format!("{stem}.ron")),
            ("", Some("scenes")) => names::misplaced_file(at, Some("scenes/<part>/")),
            ("", Some(meant)) => names::misplaced_file(at, Some(&format!("{meant}/"))),
            (top, Some(meant)) if top != meant => {
                if !self.strange.insert(top.to_owned()) {
                    return;
                }
                names::misnamed_folder(at, top, meant)
            }
            ("scenes", _) => {
                let part = folder.split('/').nth(1).unwrap_or("<part>");
                names::misplaced_file(at, Some(&format!("scenes/{part}/{name}")))
            }
            (top, Some(_)) => names::misplaced_file(at, Some(&format!("{top}/{name}"))),
            _ => names::misplaced_file(at, None),
        };
        problems.push(problem);
    }
}

/// The folder or the file that what a file begins with belongs in.
fn home_of_content(text: &str) -> Option<&'static str> {
    let code = text.lines().map(str::trim_start).filter(|line| !line.starts_with("//"));
    let words = code.flat_map(|line| line.split(|letter: char| !letter.is_ascii_alphanumeric()));
    match words.into_iter().find(|word| !word.is_empty())? {
        "Fact" => Some("facts"),
        "Claim" => Some("claims"),
        "Source" => Some("sources"),
        "Term" => Some("glossary"),
        "ChoiceSet" => Some("choices"),
        "Backdrop" => Some("backdrops"),
        "Scene" => Some("scenes"),
        _ => None,
    }
}

fn check_file_name(file: &StoryFile, name: &str, problems: &mut Vec<Diagnostic>) {
    if !is_id(name) {
        let at = At { file, span: 0..0 };
        let better = better_id(name).map(|better| format!("{better}.ron"));
        problems.push(fields::bad_id(at, &format!("{name}.ron"), better));
    }
}

/// Whether everything could be read, with these problems.
fn is_whole(problems: &[Diagnostic]) -> bool {
    problems.iter().all(|problem| problem.severity != Severity::Error)
}

/// Reads the one value of a file, and whether no item of its lists was lost.
fn one<'t, T: Authored<'t>>(
    file: &'t StoryFile,
    problems: &mut Vec<Diagnostic>,
) -> (Option<T>, bool) {
    if file.text.contains('\0') {
        return (None, false);
    }
    let tree = tree::read(file, problems);
    let Some(root) = tree.root else { return (None, false) };
    let mut reader =
        Reader { file, problems, mended: tree.mended, lost: tree.mended, keyless: Vec::new() };
    let value = T::read(root, &mut reader);
    let whole = value.is_some() && !reader.lost;
    let keyless = std::mem::take(&mut reader.keyless);
    problems.extend(fields::keys_missing(keyless));
    (value, whole)
}

impl<'t, T> List<'t, T> {
    fn add(&mut self, file: &'t StoryFile, (items, whole): Items<T>) {
        self.whole &= whole;
        self.items.extend(items.into_iter().flatten().map(|item| (file, item)));
    }
}

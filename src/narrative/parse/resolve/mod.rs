//! From what files hold to a story in which every name leads somewhere.

mod backdrop;
mod choice;
mod derived;
mod fact;
mod files;
mod offers;
mod promise;
mod scene;
mod shared;
mod story;
mod vignettes;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;

use super::StoryFile;
use super::expression::Scope;
use super::format;
use super::names::{Names, SceneChoices, SetChoices, Table, check_id, is_id};
use super::prose::Known;
use super::tree::{Mended, Words};
use crate::narrative::diagnostic::names::Kind;
use crate::narrative::diagnostic::{At, Diagnostic, Severity, fields, names};
use crate::narrative::model::{Date, OTHERWISE, Period, Story};
use crate::narrative::work::Workers;
use files::{Files, List, SceneFile};
use scene::Scenes;

/// Builds the story. Nothing if there is no readable `story.ron`.
pub(super) fn story(
    files: &[StoryFile],
    workers: Workers<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Story> {
    let mut files = files::read(files, workers, problems);
    let of_vignettes = files.take_vignettes();
    files.facts.sort(Kind::Fact, |fact| &fact.id, problems);
    files.sources.sort(Kind::Source, |source| &source.id, problems);
    files.claims.sort(Kind::Claim, |claim| &claim.id, problems);
    files.terms.sort(Kind::Term, |term| &term.id, problems);
    files.sets.sort(Kind::ChoiceSet, |set| &set.id, problems);
    let mut names = gather(&files, problems);
    derived::resolve(&files, &mut names, problems);
    let mut resolver = Resolver { names: &names, problems };
    let backdrops = resolver.backdrops(&files.backdrops);
    let sources = resolver.sources(&files.sources.items);
    let facts = resolver.facts(&files.facts.items);
    let claims = resolver.claims(&files.claims.items);
    let terms = resolver.terms(&files.terms.items);
    let head = files.story.as_ref().map(|(file, story)| resolver.head(file, story));
    let known = Known {
        people: head.as_ref().map_or(&[], |head| &head.cast),
        places: head.as_ref().map_or(&[], |head| &head.places),
        terms: &terms,
    };
    let Scenes { scenes, choice_scenes, pools } = resolver.scenes(&files, &backdrops, known);
    let (file, story) = files.story.as_ref()?;
    derived::report_idle(file, story, &names, resolver.problems);
    let promises = resolver.promises(file, &story.expect);
    let vignettes = resolver.vignettes(file, story);
    let head = head?;
    let mut whole = Story {
        id: head.id,
        title: head.title,
        subtitle: head.subtitle,
        notice: head.notice,
        language: head.language,
        frame: head.frame,
        start: head.start?,
        title_backdrop: head.title_backdrop?,
        parts: head.parts,
        scenes,
        choice_scenes,
        cast: head.cast,
        places: head.places,
        endings: head.endings,
        facts,
        sources,
        claims,
        terms,
        backdrops,
        promises: promises.into_iter().collect::<Option<_>>()?,
        variables: names.variables,
        turns: names.turns.into_inner(),
        pools,
        vignettes: Vec::new(),
        vignette_world: None,
    };
    if !(vignettes.is_empty() && of_vignettes.is_empty()) {
        let (backdrops, mut vignettes) = (whole.backdrops.clone(), vignettes);
        files.turn_to_vignettes(of_vignettes);
        let world = vignettes::world(&files, &backdrops, &whole, &mut vignettes, problems);
        (whole.vignettes, whole.vignette_world) = (vignettes, world.map(Box::new));
    }
    Some(whole)
}

/// Where one slip breaks much of a file, tells of the slip alone, and of
/// what would still be wrong without it.
pub(super) fn tell_slips_once(
    files: &[StoryFile],
    workers: Workers<'_>,
    problems: &mut Vec<Diagnostic>,
) {
    let mended = files::mended(files, workers, problems);
    if mended.iter().all(Option::is_none) {
        return;
    }
    let put_right = |(file, mended): (&StoryFile, &Option<Mended>)| match mended {
        Some(mended) => mended.file.clone(),
        None => file.clone(),
    };
    let right: Vec<StoryFile> = files.iter().zip(&mended).map(put_right).collect();
    let before = std::mem::take(problems);
    story(&right, workers, problems);
    for (file, mended) in files.iter().zip(&mended) {
        let Some(mended) = mended else { continue };
        for problem in problems.iter_mut().filter(|problem| problem.file == file.path) {
            *problem = problem.at(At { file, span: mended.place(problem.span.clone()) });
        }
        let mut told = before
            .iter()
            .filter(|problem| problem.file == file.path && problem.severity == Severity::Error);
        let only = told.next().filter(|problem| {
            told.next().is_none() && problem.code.is_syntax() && !mended.is_surplus
        });
        problems.push(only.unwrap_or(&mended.problem).clone());
    }
    // Where more would be wrong, something else was meant.
    let errors = |problems: &[Diagnostic]| {
        problems.iter().filter(|problem| problem.severity == Severity::Error).count()
    };
    if errors(problems) > errors(&before) {
        *problems = before;
    }
}

/// Something written, and the file it stands in.
type InFile<'t, T> = (&'t StoryFile, T);

/// Ties names to what they lead to.
struct Resolver<'r, 'n> {
    names: &'r Names<'n>,
    problems: &'r mut Vec<Diagnostic>,
}

impl<'n> Resolver<'_, 'n> {
    fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    fn line(&mut self, file: &StoryFile, words: &Words<'_>) -> String {
        super::prose::line(words, file, self.problems)
    }

    fn optional(&mut self, file: &StoryFile, words: &Option<Words<'_>>) -> Option<String> {
        words.as_ref().map(|words| self.line(file, words))
    }

    /// From when until when, as far as it is written.
    fn period(
        &mut self,
        file: &StoryFile,
        from: &Option<Words<'_>>,
        until: &Option<Words<'_>>,
    ) -> Period {
        let mut date =
            |words: &Option<Words<'_>>| words.as_ref().and_then(|words| self.date(file, words));
        let period = Period { from: date(from), until: date(until) };
        if let Some(until) = until
            && period.is_backwards()
        {
            self.report(fields::period_backwards(At { file, span: until.span() }));
        }
        period
    }

    fn date(&mut self, file: &StoryFile, words: &Words<'_>) -> Option<Date> {
        if words.broken {
            return None;
        }
        match Date::parse(words.text.trim()) {
            Ok(date) => Some(date),
            Err(why) => {
                let at = At { file, span: words.span() };
                let meant = Date::meant(&words.text);
                self.report(fields::date(at, &why, meant));
                None
            }
        }
    }

    /// What a name leads to. Nothing, and reported, if it leads nowhere.
    fn link<I>(
        &mut self,
        file: &StoryFile,
        words: &Words<'_>,
        table: for<'a> fn(&'a Names<'n>) -> &'a Table<'n>,
        id: fn(usize) -> I,
    ) -> Option<I> {
        if words.broken {
            return None;
        }
        let at = At { file, span: words.span() };
        match table(self.names).link(&words.text, at) {
            Ok(index) => Some(id(index)),
            Err(problem) => {
                self.problems.extend(problem.map(|problem| *problem));
                None
            }
        }
    }

    fn links<I>(
        &mut self,
        file: &StoryFile,
        list: &[Words<'_>],
        table: for<'a> fn(&'a Names<'n>) -> &'a Table<'n>,
        id: fn(usize) -> I,
    ) -> Vec<I> {
        list.iter().filter_map(|words| self.link(file, words, table, id)).collect()
    }
}

/// Gathers the names.
fn gather<'n, 't: 'n>(files: &'n Files<'t>, problems: &mut Vec<Diagnostic>) -> Names<'n> {
    let mut list = |kind, ids: Vec<&'n Words<'t>>| -> Vec<&'n str> {
        let Some((file, _)) = &files.story else { return Vec::new() };
        let mut names: Vec<&'n str> = Vec::new();
        for (index, id) in ids.iter().enumerate() {
            let at = At { file, span: id.span() };
            check_id(id, at.clone(), problems);
            let earlier = ids[..index].iter().find(|other| other.text == id.text && !id.broken);
            if let Some(earlier) = earlier {
                let first = At { file, span: earlier.span() };
                problems.push(names::id_twice(at, kind, &id.text, first));
            }
            names.push(&id.text);
        }
        names
    };
    let (mut parts, mut people, mut places, mut endings) = Default::default();
    let mut whole = files.story_whole;
    if let Some((_, story)) = &files.story {
        parts = list(Kind::Part, story.parts.items.iter().map(|part| &part.id).collect());
        people = list(Kind::Person, story.cast.iter().map(|person| &person.id).collect());
        places = list(Kind::Place, story.places.items.iter().map(|place| &place.id).collect());
        endings = list(Kind::Ending, story.endings.items.iter().map(|item| &item.id).collect());
        let ids = story.parts.items.iter().map(|part| &part.id);
        let ids = ids.chain(story.cast.iter().map(|person| &person.id));
        let ids = ids.chain(story.places.items.iter().map(|place| &place.id));
        let mut ids = ids.chain(story.endings.items.iter().map(|ending| &ending.id));
        whole &= ids.all(|id| !id.broken && is_id(&id.text));
    }
    let variables = story::variables(files, problems);
    let backdrops = files.backdrops.iter().map(|backdrop| backdrop.name).collect();
    let scenes: Vec<&str> = files.scenes.iter().map(|scene| scene.name).collect();
    let elsewhere = &files.elsewhere;
    let sets = files.sets.table(Kind::ChoiceSet, |set| &set.id);
    for (file, set) in &files.sets.items {
        if !set.id.broken && scenes.contains(&set.id.text.as_ref()) {
            problems.push(names::name_taken(
                At { file, span: set.id.span() },
                &set.id.text,
                "a scene",
            ));
        }
    }
    let kind = if files.is_of_vignettes { Kind::VignetteScene } else { Kind::Scene };
    let pools = pools(&files.scenes);
    for (file, set) in &files.sets.items {
        if pools.find(&set.id.text).is_some() {
            let at = At { file, span: set.id.span() };
            problems.push(names::name_taken(at, &set.id.text, "a pool of storylets"));
        }
    }
    let (choices, set_choices) = choices(&files.scenes, &files.sets, &sets);
    Names {
        parts: Table::new(Kind::Part, parts, whole),
        scenes: Table::new(kind, scenes, !files.has_nameless)
            .besides(elsewhere)
            .across_from(&files.across),
        people: Table::new(Kind::Person, people, whole),
        places: Table::new(Kind::Place, places, whole),
        endings: Table::new(Kind::Ending, endings, whole),
        facts: files.facts.table(Kind::Fact, |fact| &fact.id),
        sources: files.sources.table(Kind::Source, |source| &source.id),
        claims: files.claims.table(Kind::Claim, |claim| &claim.id),
        terms: files.terms.table(Kind::Term, |term| &term.id),
        backdrops: Table::new(Kind::Backdrop, backdrops, true).besides(elsewhere),
        choices,
        set_choices,
        pools,
        choice_sets: sets,
        by_variable: variables.by_name,
        derived: Default::default(),
        sets: variables.sets,
        variables: variables.list,
        variables_whole: variables.whole,
        turns: RefCell::default(),
    }
}

/// The pools that scenes are storylets of.
fn pools<'n>(scenes: &'n [SceneFile<'_>]) -> Table<'n> {
    let written = scenes.iter().filter_map(|scene| scene.scene.as_ref());
    let offered = written.filter_map(|scene| scene.offered.as_ref());
    let pools: BTreeSet<&str> = offered.map(|offered| offered.pool.text.as_ref()).collect();
    let whole = scenes.iter().all(|scene| scene.scene.is_some());
    Table::new(Kind::Pool, pools.into_iter().collect(), whole)
}

/// The choices of every scene, and those of the sets they share.
fn choices<'n>(
    scenes: &'n [SceneFile<'_>],
    sets: &'n List<'_, format::ChoiceSet<'_>>,
    named: &Table<'n>,
) -> (Vec<SceneChoices<'n>>, Vec<SetChoices<'n>>) {
    let of_set = |(_, set): &'n InFile<'_, format::ChoiceSet<'_>>| SetChoices {
        keys: keys_of(&set.choices.items),
        first: None,
        whole: sets.whole,
    };
    let mut of_sets: Vec<SetChoices<'n>> = sets.items.iter().map(of_set).collect();
    let mut first = 0;
    let mut of = |scene: &'n SceneFile<'_>| {
        let Some(written) = &scene.scene else {
            return SceneChoices { first, keys: Vec::new(), whole: false };
        };
        let keys = written.choices.iter().map(|choice| choice.k.text.as_ref());
        let mut own: Vec<&str> = keys.chain(written.otherwise.iter().map(|_| OTHERWISE)).collect();
        keys_asked(&written.body.items, &mut own);
        let bodies = written.choices.iter().filter_map(|choice| choice.body.as_ref());
        bodies.for_each(|body| keys_asked(body, &mut own));
        let mut keys: Vec<Cow<'n, str>> = own.into_iter().map(Cow::Borrowed).collect();
        for set in written.shared.iter().filter_map(|name| named.find(&name.text)) {
            let of_set = &mut of_sets[set];
            of_set.first.get_or_insert(first + keys.len());
            let name = named.name(set);
            keys.extend(of_set.keys.iter().map(|key| Cow::Owned(format!("{name}.{key}"))));
        }
        for offer in &written.offers {
            let offered = scenes.iter().filter(|scene| {
                let pool = scene.scene.as_ref().and_then(|scene| scene.offered.as_ref());
                pool.is_some_and(|offered| offered.pool.text == offer.pool.text)
            });
            let key = |scene: &SceneFile<'_>| format!("{}.{}", offer.pool.text, scene.name);
            keys.extend(offered.map(|scene| Cow::Owned(key(scene))));
        }
        let choices = SceneChoices { first, whole: scene.whole, keys };
        first += choices.keys.len();
        choices
    };
    let of_scenes = scenes.iter().map(&mut of).collect();
    (of_scenes, of_sets)
}

/// The keys of a list of choices, then those asked for inside them.
fn keys_of<'n>(choices: &'n [format::Choice<'_>]) -> Vec<&'n str> {
    let mut keys: Vec<&str> = choices.iter().map(|choice| choice.k.text.as_ref()).collect();
    let bodies = choices.iter().filter_map(|choice| choice.body.as_ref());
    bodies.for_each(|body| keys_asked(body, &mut keys));
    keys
}

/// The keys of the choices asked for in `blocks`, in the order in which their
/// scene is read.
fn keys_asked<'n>(blocks: &'n [format::Block<'_>], keys: &mut Vec<&'n str>) {
    for block in blocks {
        match block {
            format::Block::When(when) => {
                keys_asked(&when.then.items, keys);
                keys_asked(&when.r#else, keys);
            }
            format::Block::Ask(ask) => {
                for choice in &ask.choices.items {
                    keys.push(&choice.k.text);
                    keys_asked(choice.body.as_deref().unwrap_or_default(), keys);
                }
            }
            _ => {}
        }
    }
}

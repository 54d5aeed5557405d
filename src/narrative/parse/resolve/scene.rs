//! Scenes: blocks, choices, and where they lead.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::backdrop::fitting;
use super::files::{Files, SceneFile};
use super::shared::Shared;
use super::vignettes::FOLDER;
use super::{Names, Resolver, Scope, Table, check_id, format};
use crate::narrative::diagnostic::{At, Diagnostic, facts, flow, names, papers};
use crate::narrative::model::{
    Backdrop, BackdropId, Block, CLOSES, Choice, ChoiceId, Condition, Date, Effect, EndingId,
    FactId, OTHERWISE, Order, PaperForm, PartId, Passage, Period, PersonId, PlaceId, Pool, PoolId,
    Review, Scene, SceneId, salt,
};
use crate::narrative::parse::expression;
use crate::narrative::parse::prose::{Known, Voice, prose};
use crate::narrative::parse::tree::Words;

impl<'n> Resolver<'_, 'n> {
    /// The scenes, and what is told of them all.
    pub(super) fn scenes(
        &mut self,
        files: &Files<'_>,
        backdrops: &[Backdrop],
        known: Known<'_>,
    ) -> Scenes {
        let skies: Vec<Option<BackdropId>> = match &files.story {
            None => Vec::new(),
            Some((_, story)) => {
                let sky = |part: &format::Part<'_>| self.names.backdrops.find(&part.sky.text);
                story.parts.items.iter().map(|part| sky(part).map(BackdropId::new)).collect()
            }
        };
        let mut scenes = Vec::with_capacity(files.scenes.len());
        let mut choice_scenes = Vec::new();
        let mut sets_done = BTreeSet::new();
        let mut offered = Vec::new();
        let mut pools_offered = BTreeSet::new();
        // Folders that are no part, each reported once.
        let mut strange = BTreeSet::new();
        for (index, file) in files.scenes.iter().enumerate() {
            let id = SceneId::new(index);
            let part = match files.is_of_vignettes {
                true => Some(PartId::new(0)),
                false => self.names.parts.find(file.part).map(PartId::new),
            };
            if part.is_none() && self.names.parts.whole() && strange.insert(file.part) {
                let at = At { file: file.file, span: 0..0 };
                self.report(names::folder_is_no_part(
                    at,
                    file.part,
                    self.names.parts.names(),
                    FOLDER,
                ));
            }
            let Some(written) = &file.scene else { continue };
            let part_sky = part.and_then(|part| skies.get(part.index()).copied().flatten());
            let mut one = OneScene {
                id,
                file,
                scope: Scope { names: self.names, file: file.file, scene: Some(id), set: None },
                known,
                date: None,
                tags_inside: BTreeMap::new(),
                people_named: BTreeSet::new(),
                places_named: BTreeSet::new(),
                keys: BTreeMap::new(),
                asked: Vec::new(),
                first_asked: self.names.choices[index].first
                    + written.choices.len()
                    + usize::from(written.otherwise.is_some()),
                asked_before: 0,
                counts_as: None,
                may_ask: true,
                is_of_vignette: files.is_of_vignettes,
                problems: self.problems,
            };
            one.check_ways_on(written);
            let shared = Shared { sets: &files.sets, done: &mut sets_done };
            let scene = one.scene(written, part, part_sky, backdrops, shared);
            offered.extend(written.offered.as_ref().and_then(|written| one.offered(written)));
            let offers = scene.iter().flat_map(|scene| &scene.offers);
            pools_offered.extend(offers.map(|offer| offer.pool));
            scenes.extend(scene);
            choice_scenes.extend(self.names.choices[index].keys.iter().map(|_| id));
        }
        if !files.is_of_vignettes {
            self.idle_sets(&files.sets, known, &sets_done);
        }
        self.idle_pools(files, &pools_offered);
        let is_whole = scenes.len() == files.scenes.len();
        let pools = if is_whole { self.pools(&mut scenes, offered) } else { Vec::new() };
        Scenes { scenes, choice_scenes, pools }
    }

    fn idle_pools(&mut self, files: &Files<'_>, offered: &BTreeSet<PoolId>) {
        if files.scenes.iter().any(|scene| !scene.whole) {
            return;
        }
        for (index, name) in self.names.pools.names().iter().enumerate() {
            let first = files.scenes.iter().find_map(|scene| {
                let pool = &scene.scene.as_ref()?.offered.as_ref()?.pool;
                (pool.text == *name).then(|| At { file: scene.file, span: pool.span() })
            });
            if let Some(at) = first.filter(|_| !offered.contains(&PoolId::new(index))) {
                self.report(names::idle_pool(at, name));
            }
        }
    }
}

/// What came of the files of scenes.
pub(super) struct Scenes {
    pub(super) scenes: Vec<Scene>,
    /// Which scene each choice belongs to.
    pub(super) choice_scenes: Vec<SceneId>,
    pub(super) pools: Vec<Pool>,
}

/// One scene on its way to the model.
pub(super) struct OneScene<'s, 'n> {
    pub(super) id: SceneId,
    pub(super) file: &'s SceneFile<'s>,
    pub(super) scope: Scope<'s, 'n>,
    pub(super) known: Known<'s>,
    /// When it happens, if that can be read.
    pub(super) date: Option<Date>,
    pub(super) tags_inside: BTreeMap<String, Vec<String>>,
    pub(super) people_named: BTreeSet<PersonId>,
    pub(super) places_named: BTreeSet<PlaceId>,
    /// The keys so far, and where they stand.
    pub(super) keys: BTreeMap<String, Range<usize>>,
    /// The choices asked for so far; nothing in the place of one that is still
    /// being read.
    pub(super) asked: Vec<Option<Choice>>,
    /// The number of the first of them that belong together.
    pub(super) first_asked: usize,
    /// How many stand before it.
    pub(super) asked_before: usize,
    /// Where the choices being read stand first: a number of theirs here, and
    /// the same one's there. Nothing where they are the scene's own.
    pub(super) counts_as: Option<(usize, usize)>,
    /// Whether the blocks being read may ask for a choice.
    pub(super) may_ask: bool,
    /// Whether it is a scene of a vignette.
    pub(super) is_of_vignette: bool,
    pub(super) problems: &'s mut Vec<Diagnostic>,
}

impl<'n> OneScene<'_, 'n> {
    pub(super) fn at(&self, span: Range<usize>) -> At<'_> {
        At { file: self.file.file, span }
    }

    /// Whether a scene leads on or ends, and warns as it should.
    fn check_ways_on(&mut self, scene: &format::Scene<'_>) {
        let is_of_vignette = self.is_of_vignette;
        let has_choices =
            !scene.choices.is_empty() || !scene.shared.is_empty() || scene.otherwise.is_some();
        let name = self.file.name;
        let problem = match &scene.ending {
            _ if !self.file.whole => None,
            _ if scene.closes && (!is_of_vignette || has_choices) => {
                Some(flow::closes_elsewhere(self.at(scene.head.clone()), name, is_of_vignette))
            }
            Some(ending) if is_of_vignette => {
                Some(flow::vignette_ends_a_life(self.at(ending.span()), name))
            }
            None if scene.closes => None,
            None if !has_choices => {
                Some(flow::no_way_on(self.at(scene.head.clone()), name, is_of_vignette))
            }
            Some(ending) if has_choices => Some(flow::ending_with_choices(self.at(ending.span()))),
            _ => None,
        };
        self.problems.extend(problem);
        let problem = match (&scene.content, &scene.summary) {
            _ if !self.file.whole => None,
            (Some(content), None) => Some(flow::no_summary(self.at(content.span.clone()))),
            (None, Some(summary)) => Some(flow::no_content(self.at(summary.span.clone()))),
            _ => None,
        };
        self.problems.extend(problem);
    }

    fn scene(
        &mut self,
        scene: &format::Scene<'_>,
        part: Option<PartId>,
        part_sky: Option<BackdropId>,
        backdrops: &[Backdrop],
        shared: Shared<'_, '_, '_>,
    ) -> Option<Scene> {
        let setting = &scene.setting;
        let file = self.file.file;
        let date = self.resolver().date(file, &setting.date);
        self.date = date;
        let place = self.link(&setting.place, |names| &names.places, PlaceId::new);
        if let Some(place) = place.and_then(|place| self.known.places.get(place.index())) {
            let (name, period) = (&place.name, place.period);
            self.out_of_time(setting.place.span(), name, period);
        }
        let title = self.line(&scene.title);
        let content = scene.content.iter().flat_map(|content| &content.items);
        let content = content.map(|words| self.line(words)).collect();
        let effects = self.effects(&scene.r#do);
        let summary = scene.summary.iter().flat_map(|summary| &summary.items);
        self.may_ask = false;
        let summary = summary.filter_map(|block| self.block(block)).collect();
        self.may_ask = true;
        let body = self.blocks(&scene.body.items);
        let first = self.scope.names.choices[self.id.index()].first;
        let choices: Vec<Option<Choice>> = scene
            .choices
            .iter()
            .enumerate()
            .map(|(index, choice)| self.choice(choice, ChoiceId::new(first + index)))
            .collect();
        let id = ChoiceId::new(first + choices.len());
        let otherwise = scene.otherwise.as_ref().and_then(|other| self.otherwise(other, id));
        let shared = self.shared(&scene.shared, shared);
        let offers = self.offers(&scene.offers);
        if let (Some(_), Some(ask)) = (&scene.ending, first_ask(&scene.body.items)) {
            let problem = flow::ending_with_ask(self.at(ask.head.clone()));
            self.problems.push(problem);
        }
        let ending = scene
            .ending
            .as_ref()
            .and_then(|ending| self.link(ending, |names| &names.endings, EndingId::new))
            .or(scene.closes.then_some(CLOSES));
        let facts = self.facts(&scene.facts);
        let invented = self.line(&scene.invented);
        let checked = scene.checked.as_ref().and_then(|review| {
            let by = self.line(&review.by);
            Some(Review { by, on: self.resolver().date(file, &review.on)? })
        });
        let tags = self.tags(&scene.tags);
        let (date, place): (Date, PlaceId) = (date?, place?);
        let backdrop = fitting(backdrops, place, setting.light).or(part_sky)?;
        Some(Scene {
            name: self.file.name.to_owned(),
            file: self.file.file.path.clone(),
            title,
            part: part?,
            date,
            place,
            light: setting.light,
            backdrop,
            content,
            summary,
            effects,
            body,
            choices: choices.into_iter().flatten().chain(shared).collect(),
            otherwise,
            offers,
            offered: None,
            asked: std::mem::take(&mut self.asked).into_iter().flatten().collect(),
            ending,
            facts,
            invented,
            checked,
            tags,
            tags_inside: std::mem::take(&mut self.tags_inside),
            people_named: std::mem::take(&mut self.people_named).into_iter().collect(),
            places_named: std::mem::take(&mut self.places_named).into_iter().collect(),
        })
    }

    /// The number of a choice asked for, by its place among them.
    pub(super) fn id_asked(&self, index: usize) -> ChoiceId {
        ChoiceId::new(self.first_asked + index - self.asked_before)
    }

    fn resolver(&mut self) -> Resolver<'_, 'n> {
        Resolver { names: self.scope.names, problems: self.problems }
    }

    pub(super) fn link<I>(
        &mut self,
        words: &Words<'_>,
        table: for<'a> fn(&'a Names<'n>) -> &'a Table<'n>,
        id: fn(usize) -> I,
    ) -> Option<I> {
        let file = self.file.file;
        self.resolver().link(file, words, table, id)
    }

    pub(super) fn line(&mut self, words: &Words<'_>) -> String {
        let file = self.file.file;
        self.resolver().line(file, words)
    }

    pub(super) fn blocks(&mut self, blocks: &[format::Block<'_>]) -> Vec<Block> {
        blocks.iter().filter_map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &format::Block<'_>) -> Option<Block> {
        match block {
            format::Block::Text(format::Text { k, t, tags, .. }) => {
                Some(Block::Text(self.passage(k, t, tags)))
            }
            format::Block::Note(format::Note { k, t, tags, .. }) => {
                Some(Block::Note(self.passage(k, t, tags)))
            }
            format::Block::Ask(ask) => self.ask(ask),
            format::Block::Say(format::Say { k, who, t, tags, .. }) => {
                let speaker = self.link(who, |names| &names.people, PersonId::new);
                let person = speaker.and_then(|person| self.known.people.get(person.index()));
                if let Some(person) = person {
                    self.out_of_time(who.span(), &person.name, person.period);
                }
                let key = self.tagged(k, tags);
                let passage = self.passage_under(key, t, speaker);
                Some(Block::Say(speaker?, passage))
            }
            format::Block::Document(document) => {
                let title = self.line(&document.title);
                let lines = self.passages(&document.k, &document.lines.items, &document.tags);
                let form = document.form.unwrap_or_default();
                self.rows_are_alike(form, document);
                Some(Block::Document { title, form, lines })
            }
            format::Block::Stages(format::Stages { k, t, tags, .. }) => {
                Some(self.turns(Order::Stages, k, &t.items, tags))
            }
            format::Block::Once(format::Once { k, t, tags, .. }) => {
                Some(self.turns(Order::Once, k, &t.items, tags))
            }
            format::Block::Cycle(format::Cycle { k, t, tags, .. }) => {
                Some(self.turns(Order::Cycle, k, &t.items, tags))
            }
            format::Block::Shuffle(format::Shuffle { k, t, tags, .. }) => {
                let order = Order::Shuffle { salt: salt(self.file.name, &k.text, 0) };
                Some(self.turns(order, k, &t.items, tags))
            }
            format::Block::When(when) => Some(Block::When {
                condition: self.condition(&when.r#if),
                then: self.blocks(&when.then.items),
                otherwise: self.blocks(&when.r#else),
            }),
        }
    }

    /// Each row of cells has as many as the first, or as its form has.
    fn rows_are_alike(&mut self, form: PaperForm, document: &format::Document<'_>) {
        if !form.has_cells() {
            return;
        }
        let bars = |words: &Words<'_>| words.text.matches('|').count() + 1;
        // What varies and marks have bars of their own: such a row is not counted.
        let is_plain = |words: &&Words<'_>| !words.broken && !words.text.contains('{');
        let rows: Vec<_> = document.lines.items.iter().filter(is_plain).collect();
        let Some(wanted) = form.cells().or_else(|| rows.first().map(|row| bars(row))) else {
            return;
        };
        let wanted = wanted.max(2);
        for row in rows.into_iter().filter(|row| bars(row) != wanted) {
            let problem = papers::row_of_cells(self.at(row.span()), bars(row), wanted);
            self.problems.push(problem);
        }
    }

    fn turns(
        &mut self,
        order: Order,
        key: &Words<'_>,
        list: &[Words<'_>],
        tags: &[Words<'_>],
    ) -> Block {
        Block::Turns { order, passages: self.passages(key, list, tags) }
    }

    fn passage(&mut self, key: &Words<'_>, words: &Words<'_>, tags: &[Words<'_>]) -> Passage {
        let key = self.tagged(key, tags);
        self.passage_under(key, words, None)
    }

    fn passages(
        &mut self,
        key: &Words<'_>,
        list: &[Words<'_>],
        tags: &[Words<'_>],
    ) -> Vec<Passage> {
        let key = self.tagged(key, tags);
        list.iter().map(|words| self.passage_under(key.clone(), words, None)).collect()
    }

    fn passage_under(
        &mut self,
        key: String,
        words: &Words<'_>,
        speaker: Option<PersonId>,
    ) -> Passage {
        let voice = Voice { key: &key, date: self.date, speaker, known: self.known };
        let set = prose(words, voice, &self.scope, self.problems);
        self.people_named.extend(set.people);
        self.places_named.extend(set.places);
        Passage { key, prose: set.prose }
    }

    /// Warns where the scene has what was not there yet, or no longer.
    fn out_of_time(&mut self, span: Range<usize>, name: &str, period: Period) {
        if let Some(date) = self.date.filter(|date| !period.touches(*date)) {
            let problem = facts::out_of_time(self.at(span), name, period, date, None);
            self.problems.push(problem);
        }
    }

    /// The key of something with tags.
    pub(super) fn tagged(&mut self, key: &Words<'_>, tags: &[Words<'_>]) -> String {
        let key = self.key(key);
        self.tag(&key, tags);
        key
    }

    pub(super) fn tag(&mut self, key: &str, tags: &[Words<'_>]) {
        if !tags.is_empty() {
            let tags = self.tags(tags);
            self.tags_inside.insert(key.to_owned(), tags);
        }
    }

    fn tags(&mut self, tags: &[Words<'_>]) -> Vec<String> {
        for tag in tags {
            check_id(tag, At { file: self.file.file, span: tag.span() }, self.problems);
        }
        tags.iter().map(|tag| tag.text.to_string()).collect()
    }

    /// A key, which no other block or choice of the scene may have.
    pub(super) fn key(&mut self, words: &Words<'_>) -> String {
        let key = match self.scope.set {
            Some(set) => format!("{set}.{}", words.text),
            None => words.text.to_string(),
        };
        if words.broken {
            return key;
        }
        let at = At { file: self.file.file, span: words.span() };
        check_id(words, at.clone(), self.problems);
        if key == OTHERWISE {
            self.problems.push(names::reserved_key(at, &key));
        } else if let Some(first) = self.keys.get(&key) {
            let first = At { file: self.file.file, span: first.clone() };
            self.problems.push(names::key_twice(at, &key, first));
        } else {
            self.keys.insert(key.clone(), words.span());
        }
        key
    }

    pub(super) fn condition(&mut self, words: &Words<'_>) -> Condition {
        expression::condition(words, &self.scope, self.problems)
    }

    pub(super) fn effects(&mut self, list: &[Words<'_>]) -> Vec<Effect> {
        list.iter()
            .filter_map(|words| expression::effect(words, &self.scope, self.problems))
            .collect()
    }

    pub(super) fn facts(&mut self, list: &[Words<'_>]) -> Vec<FactId> {
        let file = self.file.file;
        self.resolver().links(file, list, |names| &names.facts, FactId::new)
    }
}

fn first_ask<'b, 't>(blocks: &'b [format::Block<'t>]) -> Option<&'b format::Ask<'t>> {
    blocks.iter().find_map(|block| match block {
        format::Block::Ask(ask) => Some(ask),
        format::Block::When(when) => {
            first_ask(&when.then.items).or_else(|| first_ask(&when.r#else))
        }
        _ => None,
    })
}

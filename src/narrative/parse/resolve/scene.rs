//! Scenes: blocks, choices, and where they lead.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::backdrop::fitting;
use super::files::SceneFile;
use super::{InFile, Names, Resolver, Scope, Table, check_id, format};
use crate::narrative::diagnostic::{At, Diagnostic, facts, flow, names};
use crate::narrative::model::{
    Backdrop, BackdropId, Block, Choice, ChoiceId, Condition, Date, Effect, EndingId, FactId,
    OTHERWISE, Order, PartId, Passage, Period, PersonId, PlaceId, Scene, SceneId, salt,
};
use crate::narrative::parse::expression;
use crate::narrative::parse::prose::{Known, Voice, prose};
use crate::narrative::parse::tree::Words;

impl<'n> Resolver<'_, 'n> {
    /// The scenes, and which scene each choice belongs to.
    pub(super) fn scenes(
        &mut self,
        files: &[SceneFile<'_>],
        backdrops: &[Backdrop],
        story: &Option<InFile<'_, format::Story<'_>>>,
        known: Known<'_>,
    ) -> (Vec<Scene>, Vec<SceneId>) {
        let skies: Vec<Option<BackdropId>> = match story {
            None => Vec::new(),
            Some((_, story)) => {
                let sky = |part: &format::Part<'_>| self.names.backdrops.find(&part.sky.text);
                story.parts.items.iter().map(|part| sky(part).map(BackdropId::new)).collect()
            }
        };
        let mut scenes = Vec::with_capacity(files.len());
        let mut choice_scenes = Vec::new();
        // Folders that are no part, each reported once.
        let mut strange = BTreeSet::new();
        for (index, file) in files.iter().enumerate() {
            let id = SceneId::new(index);
            let part = self.names.parts.find(file.part).map(PartId::new);
            if part.is_none() && self.names.parts.whole() && strange.insert(file.part) {
                let at = At { file: file.file, span: 0..0 };
                self.report(names::folder_is_no_part(at, file.part, self.names.parts.names()));
            }
            let Some(written) = &file.scene else { continue };
            let part_sky = part.and_then(|part| skies.get(part.index()).copied().flatten());
            let mut one = OneScene {
                id,
                file,
                scope: Scope { names: self.names, file: file.file, scene: Some(id) },
                known,
                date: None,
                tags_inside: BTreeMap::new(),
                people_named: BTreeSet::new(),
                places_named: BTreeSet::new(),
                keys: BTreeMap::new(),
                problems: self.problems,
            };
            one.check_ways_on(written);
            let scene = one.scene(written, part, part_sky, backdrops);
            scenes.extend(scene);
            choice_scenes.extend(self.names.choices[index].keys.iter().map(|_| id));
        }
        (scenes, choice_scenes)
    }
}

/// One scene on its way to the model.
struct OneScene<'s, 'n> {
    id: SceneId,
    file: &'s SceneFile<'s>,
    scope: Scope<'s, 'n>,
    known: Known<'s>,
    /// When it happens, if that can be read.
    date: Option<Date>,
    tags_inside: BTreeMap<String, Vec<String>>,
    people_named: BTreeSet<PersonId>,
    places_named: BTreeSet<PlaceId>,
    /// The keys so far, and where they stand.
    keys: BTreeMap<String, Range<usize>>,
    problems: &'s mut Vec<Diagnostic>,
}

impl<'n> OneScene<'_, 'n> {
    fn at(&self, span: Range<usize>) -> At<'_> {
        At { file: self.file.file, span }
    }

    /// Whether a scene leads on or ends, and warns as it should.
    fn check_ways_on(&mut self, scene: &format::Scene<'_>) {
        let has_choices = !scene.choices.is_empty() || scene.otherwise.is_some();
        let name = self.file.name;
        let problem = match &scene.ending {
            _ if !self.file.whole => None,
            None if !has_choices => Some(flow::no_way_on(self.at(scene.head.clone()), name)),
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
        let summary = summary.filter_map(|block| self.block(block)).collect();
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
        let ending = scene
            .ending
            .as_ref()
            .and_then(|ending| self.link(ending, |names| &names.endings, EndingId::new));
        let facts = self.facts(&scene.facts);
        let invented = self.line(&scene.invented);
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
            choices: choices.into_iter().flatten().collect(),
            otherwise,
            ending,
            facts,
            invented,
            tags,
            tags_inside: std::mem::take(&mut self.tags_inside),
            people_named: std::mem::take(&mut self.people_named).into_iter().collect(),
            places_named: std::mem::take(&mut self.places_named).into_iter().collect(),
        })
    }

    fn resolver(&mut self) -> Resolver<'_, 'n> {
        Resolver { names: self.scope.names, problems: self.problems }
    }

    fn link<I>(
        &mut self,
        words: &Words<'_>,
        table: for<'a> fn(&'a Names<'n>) -> &'a Table<'n>,
        id: fn(usize) -> I,
    ) -> Option<I> {
        let file = self.file.file;
        self.resolver().link(file, words, table, id)
    }

    fn line(&mut self, words: &Words<'_>) -> String {
        let file = self.file.file;
        self.resolver().line(file, words)
    }

    fn blocks(&mut self, blocks: &[format::Block<'_>]) -> Vec<Block> {
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
                Some(Block::Document { title, lines })
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
    fn tagged(&mut self, key: &Words<'_>, tags: &[Words<'_>]) -> String {
        let key = self.key(key);
        self.tag(&key, tags);
        key
    }

    fn tag(&mut self, key: &str, tags: &[Words<'_>]) {
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
    fn key(&mut self, words: &Words<'_>) -> String {
        let key = words.text.to_string();
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

    fn condition(&mut self, words: &Words<'_>) -> Condition {
        expression::condition(words, &self.scope, self.problems)
    }

    fn effects(&mut self, list: &[Words<'_>]) -> Vec<Effect> {
        list.iter()
            .filter_map(|words| expression::effect(words, &self.scope, self.problems))
            .collect()
    }

    fn facts(&mut self, list: &[Words<'_>]) -> Vec<FactId> {
        let file = self.file.file;
        self.resolver().links(file, list, |names| &names.facts, FactId::new)
    }

    fn goto(&mut self, words: &Words<'_>) -> Option<SceneId> {
        self.link(words, |names| &names.scenes, SceneId::new)
    }

    fn choice(&mut self, choice: &format::Choice<'_>, id: ChoiceId) -> Option<Choice> {
        let key = self.tagged(&choice.k, &choice.tags);
        let label = self.line(&choice.t);
        let condition = match &choice.r#if {
            Some(words) => self.condition(words),
            None => Condition::Always(true),
        };
        let locked = choice.locked.as_ref().map(|words| self.line(words));
        let effects = self.effects(&choice.r#do);
        let counterparts = self.facts(&choice.counterparts);
        let goto = self.goto(&choice.goto)?;
        Some(Choice {
            id,
            key,
            label,
            condition,
            locked,
            once: choice.once,
            effects,
            goto,
            counterparts,
        })
    }

    fn otherwise(&mut self, choice: &format::Otherwise<'_>, id: ChoiceId) -> Option<Choice> {
        let label = self.line(&choice.t);
        let effects = self.effects(&choice.r#do);
        let counterparts = self.facts(&choice.counterparts);
        self.tag(OTHERWISE, &choice.tags);
        let goto = self.goto(&choice.goto)?;
        Some(Choice {
            id,
            key: OTHERWISE.into(),
            label,
            condition: Condition::Always(true),
            locked: None,
            once: false,
            effects,
            goto,
            counterparts,
        })
    }
}

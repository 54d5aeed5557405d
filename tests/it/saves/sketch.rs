//! A small story as plain data that a test can edit.

use sungari::narrative::model::*;

/// A story in outline.
#[derive(Clone)]
pub(super) struct Sketch {
    pub(super) title: &'static str,
    pub(super) start: &'static str,
    /// Name, domain and start.
    pub(super) variables: Vec<(&'static str, Domain, i32)>,
    pub(super) scenes: Vec<SceneSketch>,
}

#[derive(Clone)]
pub(super) struct SceneSketch {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    /// As `trust += 1`.
    pub(super) on_entering: &'static str,
    /// None for an ending.
    pub(super) choices: Vec<ChoiceSketch>,
}

#[derive(Clone)]
pub(super) struct ChoiceSketch {
    pub(super) key: &'static str,
    /// As `trust >= 3`, `papers == soviet` or `visited pier`.
    pub(super) needs: &'static str,
    /// As `papers = soviet` or `trust += 1`.
    pub(super) does: &'static str,
    pub(super) goto: &'static str,
}

/// A pier, a flood, papers, two ways to a train.
pub(super) fn river() -> Sketch {
    let scene = |name, title, on_entering, choices: &[[&'static str; 4]]| SceneSketch {
        name,
        title,
        on_entering,
        choices: choices
            .iter()
            .map(|&[key, needs, does, goto]| ChoiceSketch { key, needs, does, goto })
            .collect(),
    };
    Sketch {
        title: "The River",
        start: "pier",
        variables: vec![
            ("trust", Domain::Counter { from: 0, to: 9 }, 2),
            ("papers", Domain::Named(vec!["none".into(), "emigre".into(), "soviet".into()]), 0),
            ("photograph", Domain::Flag, 0),
        ],
        scenes: vec![
            scene("flood", "The “Flood”", "", &[["c1", "visited pier", "", "papers"]]),
            scene(
                "papers",
                "Papers",
                "trust += 1",
                &[
                    ["c1", "", "papers = soviet", "platform_two"],
                    ["c2", "", "papers = emigre", "platform_two"],
                    ["c3", "", "", "pier"],
                ],
            ),
            scene(
                "pier",
                "The Pier",
                "",
                &[["c1", "", "photograph = true", "papers"], ["c2", "", "", "flood"]],
            ),
            scene(
                "platform_two",
                "Platform Two",
                "trust += 1",
                &[["c1", "papers == soviet", "", "train"], ["c2", "", "", "pier"]],
            ),
            scene("train", "The Train", "", &[]),
        ],
    }
}

impl Sketch {
    pub(super) fn scene(&mut self, name: &str) -> &mut SceneSketch {
        self.scenes.iter_mut().find(|scene| scene.name == name).unwrap()
    }

    pub(super) fn choice(&mut self, scene: &str, key: &str) -> &mut ChoiceSketch {
        self.scene(scene).choices.iter_mut().find(|choice| choice.key == key).unwrap()
    }

    pub(super) fn remove_choice(&mut self, scene: &str, key: &str) {
        self.scene(scene).choices.retain(|choice| choice.key != key);
    }

    /// Takes a scene out, and every choice that leads there.
    pub(super) fn remove_scene(&mut self, name: &str) {
        self.scenes.retain(|scene| scene.name != name);
        for scene in &mut self.scenes {
            scene.choices.retain(|choice| choice.goto != name);
        }
    }

    pub(super) fn rename_scene(&mut self, from: &str, to: &'static str) {
        self.scene(from).name = to;
        for choice in self.scenes.iter_mut().flat_map(|scene| &mut scene.choices) {
            if choice.goto == from {
                choice.goto = to;
            }
        }
    }

    pub(super) fn variable(&mut self, name: &str) -> &mut (&'static str, Domain, i32) {
        self.variables.iter_mut().find(|variable| variable.0 == name).unwrap()
    }

    pub(super) fn build(mut self) -> Story {
        self.scenes.sort_by_key(|scene| scene.name);
        let variables = self.variables.iter().map(|(name, domain, start)| Variable {
            name: (*name).into(),
            doc: String::new(),
            domain: domain.clone(),
            start: *start,
            held: false,
            shown: Vec::new(),
        });
        let mut story = Story {
            vignettes: Vec::new(),
            vignette_world: None,
            id: self.title.into(),
            title: self.title.into(),
            subtitle: String::new(),
            notice: String::new(),
            language: "en".into(),
            frame: Frame {
                folder: "folder".into(),
                keeper: "archivist".into(),
                invented_document: "Invented document".into(),
                cutting: None,
                grades: Default::default(),
            },
            start: self.scene_id(self.start),
            title_backdrop: BackdropId(0),
            parts: Vec::new(),
            scenes: Vec::new(),
            choice_scenes: Vec::new(),
            variables: variables.collect(),
            turns: Vec::new(),
            pools: Vec::new(),
            cast: Vec::new(),
            places: Vec::new(),
            endings: vec![Ending {
                name: "away".into(),
                title: "Away".into(),
                document: "Ticket".into(),
                complete: true,
            }],
            facts: Vec::new(),
            sources: Vec::new(),
            claims: Vec::new(),
            terms: Vec::new(),
            backdrops: Vec::new(),
            promises: Vec::new(),
        };
        for (index, scene) in self.scenes.iter().enumerate() {
            let choices: Vec<Choice> = scene
                .choices
                .iter()
                .map(|choice| {
                    story.choice_scenes.push(SceneId::new(index));
                    Choice {
                        id: ChoiceId::new(story.choice_scenes.len() - 1),
                        counts_as: ChoiceId::new(story.choice_scenes.len() - 1),
                        key: choice.key.into(),
                        label: choice.goto.into(),
                        condition: self.condition(choice.needs),
                        locked: None,
                        once: false,
                        effects: self.effects(choice.does),
                        way: Way::Goto(self.scene_id(choice.goto)),
                        counterparts: Vec::new(),
                    }
                })
                .collect();
            story.scenes.push(Scene {
                name: scene.name.into(),
                file: format!("scenes/one/{}.ron", scene.name),
                title: scene.title.into(),
                part: PartId(0),
                date: Date::parse("1932-08").unwrap(),
                place: PlaceId(0),
                light: Light::Day,
                backdrop: BackdropId(0),
                content: Vec::new(),
                summary: Vec::new(),
                effects: self.effects(scene.on_entering),
                body: vec![Block::Text(Passage {
                    key: "s1".into(),
                    prose: Prose::Plain(vec![Span {
                        text: "The river rose.".into(),
                        emphasis: false,
                        mark: None,
                        hand: Default::default(),
                    }]),
                })],
                ending: choices.is_empty().then_some(EndingId(0)),
                choices,
                otherwise: None,
                asked: Vec::new(),
                offers: Vec::new(),
                offered: None,
                facts: Vec::new(),
                invented: "All of it.".into(),
                checked: None,
                tags_inside: Default::default(),
                people_named: Vec::new(),
                places_named: Vec::new(),
                tags: Vec::new(),
            });
        }
        story
    }

    fn scene_id(&self, name: &str) -> SceneId {
        SceneId::new(self.scenes.iter().position(|scene| scene.name == name).unwrap())
    }

    fn variable_id(&self, name: &str) -> VariableId {
        VariableId::new(self.variables.iter().position(|variable| variable.0 == name).unwrap())
    }

    fn value(&self, variable: &str, word: &str) -> i32 {
        self.variables[self.variable_id(variable).index()].1.read(word).unwrap()
    }

    fn condition(&self, text: &str) -> Condition {
        match *text.split_whitespace().collect::<Vec<_>>() {
            [] => Condition::Always(true),
            ["visited", scene] => Condition::Visited(self.scene_id(scene)),
            [name, sign, word] => Condition::Compare(
                Number::Variable(self.variable_id(name)),
                if sign == ">=" { Comparison::AtLeast } else { Comparison::Equal },
                Number::Literal(self.value(name, word)),
            ),
            _ => panic!("`{text}` is no condition"),
        }
    }

    fn effects(&self, text: &str) -> Vec<Effect> {
        match *text.split_whitespace().collect::<Vec<_>>() {
            [] => Vec::new(),
            [name, sign, word] => {
                let variable = self.variable_id(name);
                let literal = Number::Literal(self.value(name, word));
                let value = match sign {
                    "=" => literal,
                    _ => Number::Plus(Number::Variable(variable).into(), literal.into()),
                };
                vec![Effect { variable, value }]
            }
            _ => panic!("`{text}` is no effect"),
        }
    }
}

//! Storylets: scenes that others offer, each as a choice of theirs.

use std::collections::{BTreeMap, BTreeSet};

use super::choice::HEAVIEST;
use super::scene::OneScene;
use super::{Resolver, format};
use crate::narrative::diagnostic::{At, fields};
use crate::narrative::model::{
    Choice, ChoiceId, Condition, Offer, Pool, PoolId, Scene, SceneId, Storylet, Way,
};
use crate::narrative::parse::decode::Whole;
use crate::narrative::parse::names::Names;

/// What a scene says of how it is offered.
pub(super) struct OfferedScene {
    pool: PoolId,
    storylet: Storylet,
    label: String,
    condition: Condition,
}

/// No more than this many are offered at once.
const MOST_OFFERED: i32 = 99;

impl OneScene<'_, '_> {
    /// How the scene is offered by others.
    pub(super) fn offered(&mut self, offered: &format::Offered<'_>) -> Option<OfferedScene> {
        let scene = self.id;
        let label = self.line(&offered.t);
        let written = offered.r#if.as_ref().map(|words| self.condition(words));
        let mut conditions: Vec<Condition> = written.into_iter().collect();
        conditions.extend(offered.once.then(|| Condition::Not(Condition::Visited(scene).into())));
        let condition = match conditions.len() {
            0 => Condition::Always(true),
            1 => conditions.remove(0),
            _ => Condition::All(conditions),
        };
        let priority = offered.priority.as_ref().map_or(0, |priority| priority.number);
        let weight = self.whole(offered.weight.as_ref(), HEAVIEST).unwrap_or(1);
        let pool = self.link(&offered.pool, |names| &names.pools, PoolId::new)?;
        Some(OfferedScene {
            pool,
            storylet: Storylet { scene, priority, weight },
            label,
            condition,
        })
    }

    /// What the scene offers, without the choices, which stand in other scenes.
    pub(super) fn offers(&mut self, offers: &[format::Offer<'_>]) -> Vec<Offer> {
        let mut earlier = BTreeSet::new();
        let mut read = Vec::new();
        for offer in offers {
            let most = self.whole(offer.most.as_ref(), MOST_OFFERED);
            let most = most.map_or(usize::MAX, |most| most as usize);
            let Some(pool) = self.link(&offer.pool, |names| &names.pools, PoolId::new) else {
                continue;
            };
            if !earlier.insert(pool) {
                let problem = fields::value_twice(self.at(offer.pool.span()), &offer.pool.text);
                self.problems.push(problem);
            }
            read.push(Offer { pool, most, choices: Vec::new() });
        }
        read
    }

    /// A number from 1 to `highest`.
    pub(super) fn whole(&mut self, written: Option<&Whole>, highest: i32) -> Option<u32> {
        let written = written?;
        if !written.broken && !(1..=highest).contains(&written.number) {
            let at = At { file: self.scope.file, span: written.span.clone() };
            self.problems.push(fields::weight(at, written.number, highest));
        }
        u32::try_from(written.number).ok().filter(|number| *number > 0)
    }
}

impl Resolver<'_, '_> {
    /// Puts the storylets among the choices of the scenes that offer them.
    /// `scenes` are all there are.
    pub(super) fn pools(&self, scenes: &mut [Scene], offered: Vec<OfferedScene>) -> Vec<Pool> {
        let named = self.names.pools.names().iter();
        let mut pools: Vec<Pool> = named
            .map(|name| Pool { name: (*name).into(), storylets: Vec::new(), remembers: false })
            .collect();
        let mut offered_by: BTreeMap<SceneId, OfferedScene> = BTreeMap::new();
        for one in offered {
            scenes[one.storylet.scene.index()].offered = Some(one.pool);
            pools[one.pool.index()].storylets.push(one.storylet);
            offered_by.insert(one.storylet.scene, one);
        }
        for pool in &mut pools {
            pool.storylets.sort_by_key(|one| (-one.priority, std::cmp::Reverse(one.weight)));
        }
        let returning: BTreeSet<SceneId> =
            offered_by.keys().copied().filter(|scene| comes_back(scenes, *scene)).collect();
        let mut first_ids: BTreeMap<SceneId, ChoiceId> = BTreeMap::new();
        for here in (0..scenes.len()).map(SceneId::new) {
            let mut offers = std::mem::take(&mut scenes[here.index()].offers);
            for offer in &mut offers {
                let pool = &mut pools[offer.pool.index()];
                let ties = pool.storylets.windows(2);
                let mut ties = ties.filter(|pair| pair[0].rank() == pair[1].rank());
                pool.remembers |= offer.most < pool.storylets.len() && ties.next().is_some();
                for storylet in &pool.storylets {
                    let scene = storylet.scene;
                    let key = format!("{}.{}", pool.name, scenes[scene.index()].name);
                    let id = id_of(self.names, here, &key);
                    let one = &offered_by[&scene];
                    offer.choices.push(Choice {
                        id,
                        counts_as: *first_ids.entry(scene).or_insert(id),
                        key,
                        label: one.label.clone(),
                        condition: one.condition.clone(),
                        locked: None,
                        once: false,
                        effects: Vec::new(),
                        way: match returning.contains(&scene) {
                            true => Way::Call { scene, then: here },
                            false => Way::Goto(scene),
                        },
                        counterparts: Vec::new(),
                    });
                }
            }
            scenes[here.index()].offers = offers;
        }
        pools
    }
}

fn id_of(names: &Names<'_>, scene: SceneId, key: &str) -> ChoiceId {
    let choices = &names.choices[scene.index()];
    let index = choices.keys.iter().position(|known| known == key);
    ChoiceId::new(choices.first + index.unwrap_or_default())
}

/// Whether a choice returns from a scene, or from those it leads to on its own
/// level.
fn comes_back(scenes: &[Scene], scene: SceneId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![scene];
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        for choice in scenes[id.index()].all_choices() {
            match &choice.way {
                Way::Return => return true,
                Way::Goto(to) | Way::Call { then: to, .. } => open.push(*to),
                Way::Chance(outcomes) => open.extend(outcomes.iter().map(|outcome| outcome.goto)),
                Way::Stay(_) => {}
            }
        }
    }
    false
}

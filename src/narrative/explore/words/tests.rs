//! Routes measured with little work, held against every life there is.

#[expect(dead_code, reason = "shared with the tests that hold the whole proof against it")]
#[path = "../../../../tests/it/explore/brute.rs"]
mod brute;
#[path = "../../../../tests/it/explore/small.rs"]
mod small;

use brute::Brute;

use super::super::pace::{Progress, Stage};
use super::super::report::Length;
use super::super::routes::Routes;
use super::super::{keep, order};
use super::*;
use sungari::narrative::load;

/// Room for what lies ahead, nodes told apart, and steps of one search.
const BUDGETS: [(usize, usize, usize); 7] = [
    (ROOM, 0, 0),
    (ROOM, 0, 40),
    (ROOM, 0, 400),
    (ROOM, 60, 0),
    (ROOM, 400, 100),
    (0, 0, 0),
    (ROOM, usize::MAX, 0),
];
const ROOM: usize = 400_000;

/// Counts what was told: exactly, and as a range.
#[derive(Default, Debug)]
struct Told {
    exactly: usize,
    ranges: usize,
}

impl Told {
    fn hold(
        &mut self,
        machine: &Machine,
        best: Best,
        ending: EndingId,
        measured: &Measured,
        words: usize,
    ) {
        let way = measured.way.as_ref().expect("a way is found wherever there is one");
        let real = words_of(machine, way, best);
        assert!(leads_to(machine, way, ending));
        match measured.length {
            Length::Of(told) => {
                self.exactly += 1;
                assert_eq!((told, real), (words, Some(words)));
            }
            Length::Between(least, most) => {
                self.ranges += 1;
                assert!(least <= words && words <= most, "{words} in {least} to {most}");
                assert_eq!(real, Some(if best == Best::Least { most } else { least }));
            }
            other => panic!("{other:?} where there is a route"),
        }
    }
}

#[test]
fn whatever_little_work_is_done_the_length_of_a_route_lies_within_what_is_told() {
    let go_on = |_: Progress| true;
    let pace = Pace::new(&go_on, Stage::Measuring, 0, 1);
    let mut told: [Told; BUDGETS.len()] = Default::default();
    for seed in 0..600 {
        let Some(story) = load(&small::story(seed)).story else { continue };
        let Some(brute) = Brute::of(&story) else { continue };
        let machine = Machine::of(&story, &pace).unwrap();
        let groups = order::groups(&machine);
        let mut kept = keep(&story, &machine, &groups, &pace);
        for (told, (room, nodes, steps)) in told.iter_mut().zip(BUDGETS) {
            let budget = Budget { room, told: nodes, steps: steps * 4, search: steps };
            let mut ruler = Ruler::new(&mut kept.explored, None, budget);
            for (ending, most) in kept.routes.iter().enumerate() {
                let ending = EndingId::new(ending);
                let expected = brute.routes(&story, ending);
                let finite = matches!(most, Routes::Of(_));
                ruler.longest = match most {
                    Routes::Of(choices) => *choices,
                    _ => machine.locations.len(),
                };
                let least = expected.fewest_words.map(|words| (Best::Least, words));
                let most = expected.most_words.flatten().filter(|_| finite);
                let most = most.map(|words| (Best::Most, words));
                for (best, words) in least.into_iter().chain(most) {
                    let found = ruler.measure(&mut kept.explored, None, ending, best, &pace);
                    told.hold(&machine, best, ending, &found, words);
                }
            }
        }
    }
    let [nothing, .., all] = &told;
    assert!(nothing.ranges > 50, "{told:?}");
    assert_eq!(all.ranges, 0, "{told:?}");
    assert!(told[1].ranges < nothing.ranges && told[2].ranges < told[1].ranges, "{told:?}");
    assert!(told[3].ranges < nothing.ranges, "{told:?}");
}

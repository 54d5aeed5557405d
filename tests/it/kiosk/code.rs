//! A life as a few letters.

use sungari::narrative::explore::life_of;
use sungari::narrative::model::Story;
use sungari::narrative::run::rules::moves;
use sungari::narrative::run::{CodeError, LONGEST_CODE, Playthrough, code, life_of_code};

use crate::our_story::story as ours;

/// A life of up to so many choices, by chance.
fn life(story: &Story, seed: u64, most: usize) -> Playthrough {
    let mut life = Playthrough::begin(story, seed);
    let mut chance = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for _ in 0..most {
        let open = moves(story, life.state());
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let Some(way) = open.get((chance >> 33) as usize % open.len().max(1)) else { break };
        life.choose_outcome(story, way.choice, way.outcome).unwrap();
    }
    life
}

#[test]
fn a_life_is_one_code_of_at_most_forty_letters_and_comes_back_from_it() {
    let story = ours();
    let (mut whole, mut lives) = (0, 0);
    for seed in 0..300 {
        let life = life(&story, seed, 1 + seed as usize % 140);
        let (code, held) = code(&story, &life);
        assert!(code.len() <= LONGEST_CODE, "{code}");
        let back = life_of_code(&story, &code, 7).unwrap();
        assert_eq!(back.steps(), life.steps()[..held], "{code}");
        lives += 1;
        whole += usize::from(held == life.steps().len());
    }
    assert!(whole * 10 >= lives * 9, "{whole} of {lives} lives fit whole");
}

#[test]
fn every_vignettes_way_into_the_story_fits() {
    let story = ours();
    for vignette in &story.vignettes {
        let life = life_of(&story, vignette, 1).unwrap();
        let (code, held) = code(&story, &life);
        assert_eq!(held, life.steps().len(), "{}", vignette.name);
        assert_eq!(life_of_code(&story, &code, 1).unwrap().state(), life.state());
    }
}

#[test]
fn codes_are_read_as_people_type_them() {
    let story = ours();
    let life = life(&story, 5, 40);
    let (code, _) = code(&story, &life);
    let typed = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
    assert_eq!(life_of_code(&story, &typed, 5).unwrap().steps(), life.steps());
}

#[test]
fn a_wrong_letter_is_found() {
    let story = ours();
    let (code, _) = code(&story, &life(&story, 3, 30));
    let mut missed = 0;
    let mut tried = 0;
    for (at, letter) in code.char_indices().filter(|(_, letter)| *letter != '-') {
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|other| *other != letter) {
            let mut wrong = code.clone();
            wrong.replace_range(at..=at, &other.to_string());
            tried += 1;
            missed += usize::from(life_of_code(&story, &wrong, 1).is_ok());
        }
    }
    // Sixteen bits let one in 65,536 pass.
    assert!(missed <= 1, "{missed} of {tried} wrong codes lead somewhere");
    assert_eq!(life_of_code(&story, "", 1), Err(CodeError::Length(0)));
    assert_eq!(life_of_code(&story, "ABC?", 1), Err(CodeError::Letter('?')));
    assert_eq!(life_of_code(&story, &"9".repeat(41), 1), Err(CodeError::Length(41)));
}

//! The large stories that tests and benchmarks are made with.

use bladeink_compiler::Compiler;
use sungari::narrative::load;
use sungari::narrative::run::{Playthrough, view};

use crate::generated::{self, Dice, open_choice, told_alike};

#[test]
fn a_large_story_reads_the_same_in_ink_whatever_is_chosen() {
    let made = generated::story(100);
    let story = load(&made.files).story.unwrap();
    let compiled = Compiler::new().compile(&made.ink).unwrap();
    let mut ink = bladeink::story::Story::new(&compiled).unwrap();
    match told_alike(&story, &mut ink, 4_000) {
        Ok(ended) => assert!(ended > 4, "{ended} lives came to an end"),
        Err(difference) => panic!("{difference}"),
    }
}

#[test]
fn pages_of_a_large_story_have_about_120_words_and_two_to_four_choices() {
    let made = generated::story(100);
    let story = load(&made.files).story.unwrap();
    for scene in &story.scenes {
        let choices = scene.all_choices().count();
        let planted = scene.all_choices().filter(|choice| !choice.key.starts_with('c')).count();
        let is_end = scene.ending.is_some();
        assert!(is_end || (2..=4).contains(&(choices - planted)), "{}: {choices}", scene.name);
    }
    let (mut life, mut dice) = (Playthrough::begin(&story, 0), Dice(1));
    let (mut pages, mut words) = (0, 0);
    while let Some(choice) = open_choice(&story, &life, &mut dice) {
        let page = view(&story, &life);
        words +=
            page.blocks.iter().map(|block| block.plain().split_whitespace().count()).sum::<usize>();
        pages += 1;
        life.choose(&story, choice).unwrap();
    }
    assert!((114..=126).contains(&(words / pages)), "{} words a page", words / pages);
}

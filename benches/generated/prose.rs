//! The words of a page, about 120 of them.

use super::Dice;
use super::plan::Ask;

/// How many facts there are.
pub(super) const FACTS: usize = 20;

/// What stands on a page.
pub(super) enum Block {
    Text(Vec<Words>),
    /// Anna speaks.
    Say(Vec<Words>),
    When(Ask, Vec<Words>, Vec<Words>),
    Stages([&'static str; 3]),
}

/// Some words of a block.
pub(super) enum Words {
    Plain(&'static str),
    Italic(&'static str),
    Fact(usize, &'static str),
    Claim(&'static str),
    If(Ask, &'static str, &'static str),
}

/// The words of a choice of the scene of this number.
pub(super) fn label(scene: usize, key: &str) -> &'static str {
    let key = key.bytes().fold(0, |sum, byte| sum + usize::from(byte));
    LABELS[(scene + key) % LABELS.len()]
}

/// What of a page varies.
pub(super) enum Varies {
    Never,
    /// A paragraph.
    By(Ask),
    /// Words inside a paragraph.
    Within(Ask),
    /// A paragraph with each visit.
    Turns,
}

/// The page of the scene of this number.
pub(super) fn body(number: usize, varies: Varies) -> Vec<Block> {
    let mut dice = Dice(number as u64);
    let mut plain = || Words::Plain(SENTENCES[dice.below(SENTENCES.len())]);
    let fact = Words::Fact(number % FACTS, MARKED[number % MARKED.len()]);
    let mut body = vec![Block::Text(vec![fact, Words::Plain("."), plain(), plain()])];
    body.push(match number % 2 {
        0 => Block::Say(vec![
            Words::Plain("“"),
            Words::Claim("The ice always holds"),
            Words::Plain(", and it held my father’s horse.”"),
        ]),
        _ => Block::Text(vec![
            Words::Italic("Nobody will"),
            Words::Plain(", says the cabman, and goes on mending a strap."),
        ]),
    });
    body.push(match varies {
        Varies::Never => Block::Text(vec![plain()]),
        Varies::By(ask) => Block::When(ask, vec![plain()], vec![plain()]),
        Varies::Within(ask) => Block::Text(vec![
            plain(),
            Words::If(ask, "Somebody nods to you.", "Nobody here knows you."),
        ]),
        Varies::Turns => Block::Stages(STAGES[number % STAGES.len()]),
    });
    body.push(Block::Text(vec![plain(), plain()]));
    body
}

/// Sets apart what comes next, unless it continues the sentence.
pub(super) fn space(text: &mut String, next: &Words) {
    let continues = matches!(next, Words::Plain(words) if words.starts_with(['.', ',']));
    if !text.is_empty() && !text.ends_with('“') && !continues {
        text.push(' ');
    }
}

const LABELS: [&str; 12] = [
    "Go along the bank",
    "Cross to the far side",
    "Ask the cabman",
    "Go in and wait by the stove",
    "Read what is posted on the door",
    "Say nothing and walk on",
    "Follow the boy with the basket",
    "Knock once more",
    "Count the money again",
    "Turn back before the bridge",
    "Look for a light upstairs",
    "Go on to the next house",
];

const MARKED: [&str; 4] = [
    "In August the river came in at the windows",
    "The trains have stood since Tuesday",
    "The bank has paid nobody for a month",
    "The notices are in three languages now",
];

const STAGES: [[&str; 3]; 2] = [
    [
        "A boy sells sunflower seeds from a tray, and looks past you at whoever comes behind with money.",
        "The boy with the tray is still here; he has sold little, and his hands are in his sleeves.",
        "The boy knows you by now, and holds out a paper of seeds before you have said anything at all.",
    ],
    [
        "A clerk sweeps snow from the steps with great care, one step and then the next, as if for a visit.",
        "The steps are swept, and the clerk leans on the broom and watches the new snow come down on them.",
        "There is no clerk now, only the broom, and on the steps nobody’s feet but yours, twice over.",
    ],
];

const SENTENCES: [&str; 16] = [
    "The river is white from bank to bank, and the cabs cross it with their lamps lit, one behind another.",
    "Smoke stands straight up from every chimney on the hill, and the dogs do not trouble to bark at it.",
    "Somebody upstairs plays four bars of a waltz, stops, and plays the same four bars again, no better.",
    "The shop has bread today, and the queue for it goes round the corner as far as the chemist’s door.",
    "A cart of cabbages has lost a wheel on the rails, and two policemen are telling the driver about it.",
    "The stove draws badly when the wind is in the north, and all the papers in the room smell of coal.",
    "Three officers walk by without a word, their collars up, and the street is quiet until they have turned.",
    "The clock of the station is six minutes slow, as it was in spring, and everybody in town allows for it.",
    "On the wall the map still has the old names, and over two of them somebody has glued a strip of paper.",
    "The letter has been opened and closed again with care, and whoever did it has even kept the creases.",
    "Your aunt’s neighbour counts out the spoons on the table, and then she wraps each in a page of news.",
    "From here you can see the whole yard, the pump, the frozen washing, and the gate that is always shut.",
    "He writes the number down, looks at what he has written, and draws a line under it with a ruler.",
    "There are eleven people in the waiting room, and nine of them look up each time that the door opens.",
    "The lamp over the gate has been broken since the autumn, and the stones below it are black with ice.",
    "They speak of the price of flour, and of a cousin in Mukden, and of nothing else while you are there.",
];

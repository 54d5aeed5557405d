//! What one visit came to, held in memory until it is over.

use std::collections::BTreeSet;

/// What is counted. Each number is a number of visits: what happens twice in one
/// visit counts once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A visit, from first touch to reset.
    Visit,
    /// A vignette was begun; by its id.
    VignetteBegun,
    /// A vignette was read to its end; by its id.
    VignetteFinished,
    /// The visitor went on into the story from a vignette; by its id.
    Stayed,
    /// A scene was shown; by its id.
    Scene,
    /// A choice was taken; as `scene.key`.
    Choice,
    /// A fact was opened; by its id.
    Fact,
    /// How long the visit was, as [`DWELLS`] has it.
    Dwell,
    /// The scene on which it was left; [`NO_SCENE`] before the first, [`AFTER`]
    /// where no page was left unfinished.
    LeftAt,
    /// How it ended, as [`End`] has it.
    Ended,
    /// Text was enlarged; by how many per cent.
    Enlarged,
}

impl Kind {
    /// All of them, in order.
    pub const ALL: [Kind; 11] = [
        Kind::Visit,
        Kind::VignetteBegun,
        Kind::VignetteFinished,
        Kind::Stayed,
        Kind::Scene,
        Kind::Choice,
        Kind::Fact,
        Kind::Dwell,
        Kind::LeftAt,
        Kind::Ended,
        Kind::Enlarged,
    ];

    /// The word it is kept and exported under, which never changes.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Visit => "visit",
            Kind::VignetteBegun => "vignette_begun",
            Kind::VignetteFinished => "vignette_finished",
            Kind::Stayed => "stayed",
            Kind::Scene => "scene",
            Kind::Choice => "choice",
            Kind::Fact => "fact",
            Kind::Dwell => "dwell",
            Kind::LeftAt => "left_at",
            Kind::Ended => "ended",
            Kind::Enlarged => "enlarged",
        }
    }

    /// The kind kept under a word.
    pub fn of_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The visitor said so.
    Left,
    /// Nobody answered “still there?”.
    TimedOut,
    /// Staff opened their panel, or closed for the day.
    ClosedByStaff,
}

impl End {
    /// All of them, in order.
    pub const ALL: [End; 3] = [End::Left, End::TimedOut, End::ClosedByStaff];

    /// The name it is kept under.
    pub fn name(self) -> &'static str {
        match self {
            End::Left => "left",
            End::TimedOut => "timed_out",
            End::ClosedByStaff => "closed_by_staff",
        }
    }
}

/// How long a visit may be: the name each is kept under, and the second at which
/// it is over.
pub const DWELLS: [(&str, u64); 6] = [
    ("under_30_s", 30),
    ("30_to_60_s", 60),
    ("1_to_2_min", 120),
    ("2_to_5_min", 300),
    ("5_to_10_min", 600),
    ("over_10_min", u64::MAX),
];

/// The name of a total that has nothing to tell apart.
pub const ALL: &str = "all";
/// Where a visit ended that had not come to a scene. No id has brackets.
pub const NO_SCENE: &str = "(none)";
/// Where a visit ended that had read and left no page unfinished.
pub const AFTER: &str = "(after)";
/// The longest name of a scene, choice or fact that is counted by itself.
const LONGEST_NAME: usize = 120;
/// What is counted in place of a name that is none of a story’s ids.
const OTHER: &str = "(other)";

/// What one visit came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    met: BTreeSet<(Kind, String)>,
}

impl Tally {
    /// Notes that something came to pass. A name that cannot be an id is not
    /// taken: nothing that anybody typed ever gets on to the disk.
    pub fn add(&mut self, kind: Kind, name: &str) {
        let is_id = !name.is_empty()
            && name.len() <= LONGEST_NAME
            && name.chars().all(|letter| letter.is_alphanumeric() || "_-.".contains(letter));
        self.met.insert((kind, if is_id { name } else { OTHER }.to_owned()));
    }

    /// Whether the visitor has done anything but come and look.
    pub fn is_begun(&self) -> bool {
        self.met.iter().any(|(kind, _)| !matches!(kind, Kind::Scene | Kind::Enlarged))
    }

    /// Notes that the visit is over: how, after how long, and which scene was left
    /// unfinished.
    pub fn close(&mut self, end: End, secs: u64, scene: Option<&str>) {
        self.add(Kind::Visit, ALL);
        self.add(Kind::Ended, end.name());
        let dwell = DWELLS.iter().find(|(_, until)| secs < *until).or(DWELLS.last());
        self.add(Kind::Dwell, dwell.map_or(ALL, |(name, _)| name));
        match scene {
            Some(scene) => self.add(Kind::LeftAt, scene),
            None => {
                let has_read = self.met.iter().any(|(kind, _)| *kind == Kind::Scene);
                let where_to = if has_read { AFTER } else { NO_SCENE };
                self.met.insert((Kind::LeftAt, where_to.to_owned()));
            }
        }
    }

    /// Everything noted, in order of kind and name.
    pub fn met(&self) -> impl Iterator<Item = (Kind, &str)> {
        self.met.iter().map(|(kind, name)| (*kind, name.as_str()))
    }
}

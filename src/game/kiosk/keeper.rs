//! What the window of a kiosk asks of the world: the day and the hour, the
//! counts, and the sticks that staff plug in.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use super::show::StaffDesk;
use crate::i18n::{FluentValue, Strings};
use crate::museum::config::Config;
use crate::museum::counts::{CalendarDay, Counts, Health, Tally, export};
use crate::museum::hours::{Day, OpeningHours, TimeOfDay};
use crate::museum::visits::{Report, ReportOptions};
use crate::narrative::model::Story;
use crate::store::{put, sticks, written};

/// Holds the day for which staff closed it.
const CLOSED: &str = "closed.txt";

/// Keeps counts and hours.
pub struct Keeper {
    counts: Option<Counts>,
    /// The day for which staff closed it.
    closed_on: Option<CalendarDay>,
    /// Where that is kept.
    closed_file: Option<PathBuf>,
    /// What staff should hear of, until the program ends.
    notices: Vec<String>,
    hours: OpeningHours,
    name: String,
    story: Arc<Story>,
    began: Instant,
    /// What became of the last thing that staff asked for.
    told: Option<String>,
    /// The sticks that staff were shown, in order.
    shown: Vec<PathBuf>,
}

/// The day of the room, its day of the week, and the time.
fn now() -> (CalendarDay, Day, TimeOfDay) {
    let now = jiff::ZonedDateTime::now();
    let days = now.date().duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24;
    let weekday = usize::try_from(now.weekday().to_monday_zero_offset()).unwrap_or(0);
    let minutes = u16::try_from(i32::from(now.hour()) * 60 + i32::from(now.minute())).unwrap_or(0);
    (CalendarDay::after_1970(days), Day::ALL[weekday % 7], TimeOfDay(minutes))
}

impl Keeper {
    /// Opens the counts in `data`. A folder that cannot be used is told on the
    /// staff’s panel, and stops nothing.
    pub fn open(config: &Config, story: Arc<Story>, data: Option<PathBuf>) -> Keeper {
        let closed_file = data.as_ref().map(|data| data.join(CLOSED));
        let closed = closed_file.as_deref().and_then(|file| written(file).ok());
        let (counts, notices) = match data {
            Some(data) => {
                let (counts, notices) = Counts::open(&data);
                (Some(counts), notices.iter().map(ToString::to_string).collect())
            }
            None => (None, Vec::new()),
        };
        Keeper {
            counts,
            closed_on: closed.and_then(|day| CalendarDay::parse(day.trim()).ok()),
            closed_file,
            notices,
            hours: config.hours.clone(),
            name: config.name.clone(),
            story,
            began: Instant::now(),
            told: None,
            shown: Vec::new(),
        }
    }

    /// Counts a visit that is over.
    pub fn count(&mut self, tally: &Tally) {
        if let Some(counts) = &mut self.counts {
            let notices = counts.add(now().0, tally);
            self.notices.extend(notices.iter().map(ToString::to_string));
        }
    }

    /// Tries again to write what waits in memory, where something does.
    pub fn retry(&mut self) {
        if let Some(counts) = &mut self.counts {
            let notices = counts.retry();
            self.notices.extend(notices.iter().map(ToString::to_string));
        }
    }

    /// Something that staff should hear of: once, however often it happens.
    pub fn notice(&mut self, what: String) {
        if !self.notices.contains(&what) {
            self.notices.push(what);
        }
    }

    /// Whether the hours say that it is open now.
    pub fn is_open(&self) -> bool {
        let (date, day, time) = now();
        self.hours.is_open_on(date, day, time)
    }

    /// Whether staff have closed it for this day: a restart changes nothing of that.
    pub fn is_closed_today(&self) -> bool {
        self.closed_on == Some(now().0)
    }

    /// Staff close it for the day, or open it again.
    pub fn close(&mut self, is_closed: bool) {
        self.closed_on = is_closed.then(|| now().0);
        let said = self.closed_on.map_or_else(String::new, |day| format!("{day}\n"));
        // Where it cannot be kept, it holds until the program ends.
        let _ = self.closed_file.as_deref().map(|file| put(file, &said));
    }

    /// What staff are told.
    pub fn desk(&mut self, strings: &Strings) -> StaffDesk {
        let today = now().0;
        let totals = self.counts.as_ref().and_then(|counts| counts.days(today..=today).ok());
        let mut health = self.notices.clone();
        match self.counts.as_ref().map(Counts::health) {
            Some(Health::Waiting { visits, why }) => health.push(strings.with(
                "kiosk-staff-waiting",
                &[("count", FluentValue::from(visits)), ("why", FluentValue::from(why))],
            )),
            Some(Health::Kept) => {}
            None => health.push(strings.get("kiosk-staff-no-folder")),
        }
        self.shown = sticks();
        StaffDesk {
            visits_today: totals.map_or(0, |totals| totals.visits().values().sum()),
            up_secs: self.began.elapsed().as_secs(),
            health,
            sticks: self.shown.iter().map(|stick| stick.display().to_string()).collect(),
            told: self.told.clone(),
        }
    }

    /// Writes the counts to one of the sticks that were shown.
    pub fn export(&mut self, stick: usize, strings: &Strings) {
        let (Some(counts), Some(stick)) = (&self.counts, self.shown.get(stick)) else {
            return;
        };
        let written = match counts.days(CalendarDay::FIRST..=CalendarDay::LAST) {
            _ if !sticks().contains(stick) => {
                Err(format!("{} is not plugged in any more", stick.display()))
            }
            Ok(totals) => {
                let options =
                    ReportOptions { kiosk: &self.name, story: Some(&self.story), is_public: false };
                export(stick, now().0, &Report::of(&totals, &options))
                    .map_err(|error| error.to_string())
            }
            Err(error) => Err(error.to_string()),
        };
        self.told = Some(match written {
            Ok(files) => {
                let names = files.each_ref().map(|file| file.display().to_string());
                let names = FluentValue::from(names.join(", "));
                strings.with("kiosk-staff-exported", &[("files", names)])
            }
            Err(why) => why,
        });
    }

    /// Staff have left: what they were told is not told again.
    pub fn staff_left(&mut self) {
        self.told = None;
    }
}

//! `sungari visits`: a kiosk’s day totals, as tables.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, ValueEnum};

use crate::author::Answer;
use crate::kiosk::KioskOptions;
use crate::museum::config::{self, Config};
use crate::museum::counts::{CalendarDay, read};
use crate::museum::visits::{self, Report, ReportOptions};
use crate::narrative::diagnostic::render;
use crate::narrative::model::Story;
use crate::narrative::parse::StoryFile;
use crate::shipped::Place;
use crate::terminal::Status;

#[derive(Args, Debug)]
pub(super) struct Visits {
    /// The kiosk's file: it says where its counts are, and which story it shows
    #[arg(long, value_name = "FILE", conflicts_with = "data")]
    pub(super) config: Option<PathBuf>,
    /// The folder of the counts [default: where the system keeps them]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The first day, as 2026-05-01 [default: the first with a visit]
    #[arg(long, value_name = "DAY", value_parser = CalendarDay::parse)]
    from: Option<CalendarDay>,
    /// The last day [default: the last with a visit]
    #[arg(long, value_name = "DAY", value_parser = CalendarDay::parse)]
    to: Option<CalendarDay>,
    /// What to answer in
    #[arg(long, value_enum, default_value_t)]
    format: VisitsFormat,
    /// For anybody to read: numbers under 10 are kept back, others told in tens,
    /// and only of whole months that are over
    #[arg(long)]
    public: bool,
    /// The file to write, over one that is there [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum VisitsFormat {
    #[default]
    Text,
    Csv,
    Json,
    Html,
}

impl Visits {
    /// Answers, with what reading the kiosk’s file came to, where one is named.
    pub(super) fn answer(&self, config_text: Option<Result<String, String>>) -> Answer {
        let config = match (&self.config, config_text) {
            (Some(path), Some(text)) => match read_config(path, text) {
                Ok(config) => Some((config, path)),
                Err(answer) => return answer,
            },
            _ => None,
        };
        let folder = match &self.data {
            Some(data) => Some(data.clone()),
            None => KioskOptions { config: self.config.clone(), ..KioskOptions::default() }.data(),
        };
        let Some(folder) = folder else {
            return Answer::cannot_run(
                &"the system names no folder for counts; name theirs with --data",
            );
        };
        let over = today().end_of_last_month();
        let from = self.from.unwrap_or(CalendarDay::FIRST);
        let until = self.to.unwrap_or(if self.public { over } else { CalendarDay::LAST });
        if self.public && !(from.begins_month() && until.ends_month() && until <= over) {
            return Answer::cannot_run(
                &"a public report is of whole months that are over, as --from 2026-05-01 --to 2026-05-31",
            );
        }
        if until < from {
            return Answer::cannot_run(&format!("--to {until} comes before --from {from}"));
        }
        let totals = match read(&folder, from..=until) {
            Ok(Some(totals)) if self.public && totals.is_empty() => {
                return Answer::cannot_run(
                    &"no visit was counted in a month that is over, so there is nothing to publish yet",
                );
            }
            Ok(Some(totals)) => totals,
            Ok(None) => {
                let folder = folder.display();
                return Answer::cannot_run(&format!(
                    "no visit has been counted in {folder}; name the folder with --data, or the kiosk’s file with --config"
                ));
            }
            Err(error) => return Answer::cannot_run(&error),
        };
        let story = story(config.as_ref().map(|(config, path)| (config, path.as_path())));
        let kiosk = config.as_ref().map_or("", |(config, _)| config.name.as_str());
        let options = ReportOptions { kiosk, story: story.as_ref(), is_public: self.public };
        let report = Report::of(&totals, &options);
        Answer::clean(match self.format {
            VisitsFormat::Text => visits::text(&report),
            VisitsFormat::Csv => visits::csv(&report),
            VisitsFormat::Json => visits::json(&report),
            VisitsFormat::Html => visits::html(&report),
        })
    }
}

/// The day that it still is somewhere. A kiosk counts by the days of its room, and
/// this program does not know which those are.
fn today() -> CalendarDay {
    let secs = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    CalendarDay::ending_last(secs)
}

fn read_config(path: &Path, text: Result<String, String>) -> Result<Config, Answer> {
    let file = |text| StoryFile { path: path.display().to_string(), text };
    let told = |file: StoryFile, problems: &[_]| {
        let out = render(problems, &[file], false);
        Answer { out: String::new(), err: out, status: Status::Problems }
    };
    match text {
        Err(why) => {
            let file = file(String::new());
            let problem = config::unread(&file, &why);
            Err(told(file, &[problem]))
        }
        Ok(text) => {
            let file = file(text);
            let loaded = config::load(&file, None);
            loaded.config.ok_or_else(|| told(file, &loaded.problems))
        }
    }
}

/// The story that the kiosk shows, for its words; none where it has errors.
fn story(config: Option<(&Config, &Path)>) -> Option<Story> {
    let named = config.and_then(|(config, path)| {
        let beside = path.parent().unwrap_or(Path::new(""));
        config.story.as_ref().map(|story| beside.join(story))
    });
    let files = match (config, named) {
        (_, Some(folder)) => Place::Folder(folder).files(),
        (Some(_), None) => Place::Shipped.files(),
        (None, None) => Place::choose(None).files(),
    };
    crate::narrative::load(&files.ok()?).story
}

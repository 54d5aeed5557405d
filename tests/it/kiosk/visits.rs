//! What a museum is told of its visits.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use sungari::museum::counts::{CalendarDay, Counts, End, ExportError, Kind, Tally, Totals, export};
use sungari::museum::visits::{Number, Report, ReportOptions, csv, html, json, text};
use sungari::narrative::model::Story;
use sungari::narrative::parse::folder;

use super::counts::{any_visit, day, dice, visit};
use crate::cli::sungari;
use sungari::terminal::Status;

/// Each a folder: `totals.txt`, a line for each total, and what is told of it.
const CASES: &str = "tests/cases/visits";

/// The story whose kiosk it is.
fn post() -> Story {
    let files = folder::read(Path::new("tests/cases/stories/post")).unwrap();
    sungari::narrative::load(&files).story.unwrap()
}

/// Reads `2026-05-01 scene pier 12` on each line.
fn totals(text: &str) -> Totals {
    let mut totals = Totals::default();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [on, kind, name, number] = words[..] else { panic!("{line}") };
        let mut tally = Tally::default();
        match name {
            "(none)" => {
                let mut whole = Tally::default();
                whole.close(End::Left, 0, None);
                for _ in 0..number.parse().unwrap() {
                    totals.add(day(on), &whole);
                }
                continue;
            }
            _ => tally.add(Kind::of_word(kind).unwrap(), name),
        }
        for _ in 0..number.parse().unwrap() {
            totals.add(day(on), &tally);
        }
    }
    totals
}

#[test]
fn every_report_is_as_its_case_says() {
    let story = post();
    let mut differences = String::new();
    let mut folders: Vec<PathBuf> =
        fs::read_dir(CASES).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 3);
    for folder in folders {
        let totals = totals(&fs::read_to_string(folder.join("totals.txt")).unwrap());
        let of = |story, is_public| {
            Report::of(&totals, &ReportOptions { kiosk: "Gallery 2", story, is_public })
        };
        let (staff, public) = (of(Some(&story), false), of(Some(&story), true));
        for (name, told) in [
            ("staff.txt", text(&staff)),
            ("staff.csv", csv(&staff)),
            ("staff.json", json(&staff)),
            ("public.txt", text(&public)),
            ("public.csv", csv(&public)),
            ("public.html", html(&public)),
            ("no_story.txt", text(&of(None, false))),
        ] {
            let path = folder.join(name);
            let expected = fs::read_to_string(&path).unwrap_or_default();
            // Git may have other ideas of where lines end.
            if expected.replace('\r', "") == told.replace('\r', "") {
                continue;
            }
            match std::env::var_os("UPDATE_CASES") {
                Some(_) => fs::write(&path, told.replace('\r', "")).unwrap(),
                None => write!(differences, "\n{}\nfound\n{told}", path.display()).unwrap(),
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn text_fits_a_terminal_of_80_columns() {
    let mut totals = Totals::default();
    let mut dice = dice(4);
    for number in 0..400 {
        totals.add(CalendarDay::after_1970(20_000 + number / 4), &any_visit(&mut dice));
    }
    for is_public in [false, true] {
        let told = text(&Report::of(&totals, &ReportOptions { is_public, ..Default::default() }));
        for line in told.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
        assert!(told.contains("2024-10"), "so many days are told by month\n{told}");
    }
}

#[test]
fn csv_is_quoted_as_the_standard_has_it_and_a_page_takes_no_tags_from_words() {
    let mut story = post();
    story.vignettes[0].title = "A \"lamp\", <b>& rope".into();
    let name = story.vignettes[0].name.clone();
    let mut totals = Totals::default();
    totals.add(day("2026-05-01"), &visit(&[(Kind::VignetteBegun, &name)]));
    let report = Report::of(&totals, &ReportOptions { story: Some(&story), ..Default::default() });
    let lines: Vec<String> = csv(&report).split("\r\n").map(str::to_owned).collect();
    assert_eq!(lines[0], "day,kind,name,words,number");
    let expected = format!("2026-05-01,vignette_begun,{name},\"A \"\"lamp\"\", <b>& rope\",1");
    assert_eq!(lines[1], expected);
    let page = html(&report);
    assert!(page.contains("A &quot;lamp&quot;, &lt;b&gt;&amp; rope") && !page.contains("<b>"));
}

#[test]
fn a_page_loads_nothing_runs_nothing_and_is_well_formed() {
    let mut totals = Totals::default();
    let mut dice = dice(8);
    for number in 0..300 {
        totals.add(CalendarDay::after_1970(20_000 + number / 30), &any_visit(&mut dice));
    }
    let page = html(&Report::of(&totals, &ReportOptions::default()));
    for absent in ["<script", "<link", "<img", "@import", "src=", "href=", "onload", "url(http"] {
        assert!(!page.contains(absent), "{absent}");
    }
    let addresses = page.matches("://").count();
    let spaces = page.matches("xmlns=\"http://www.w3.org/2000/svg\"").count();
    assert_eq!(addresses, spaces, "an address is only the name of SVG");
    let count = |tag: &str| page.matches(tag).count();
    let charts = count("<svg");
    assert!(charts > 5);
    for tag in ["</svg>", "<desc", "<figure>", "<table>", "<caption>", "</table>", "role=\"img\""] {
        assert_eq!(count(tag), charts, "{tag}");
    }
    let ids: Vec<&str> =
        page.split(" id=\"").skip(1).map(|it| it.split('"').next().unwrap()).collect();
    let once: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(once.len(), ids.len(), "each id once");
    for named in page.split("aria-labelledby=\"").skip(1) {
        let named = named.split('"').next().unwrap();
        assert!(named.split(' ').all(|name| once.contains(name)), "{named}");
    }
    let mut open = Vec::new();
    for tag in page.split('<').skip(2).map(|tag| tag.split('>').next().unwrap()) {
        let name = tag.split([' ', '/']).next().unwrap();
        match tag.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed)),
            None if tag.ends_with('/') || name == "meta" => {}
            None => open.push(name),
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

/// Whoever has a public report of days by chance, and knows that each of its
/// tables counts every visit once, knows of no small number more than that it
/// is small.
#[test]
fn no_small_number_can_be_reckoned_back_from_a_public_report() {
    let (mut small, mut kept_back) = (0, 0);
    for seed in 0..400 {
        let mut dice = dice(seed);
        let mut totals = Totals::default();
        for _ in 0..dice.throw(120) {
            let on = CalendarDay::after_1970(20_000 + dice.throw(4) as i64);
            totals.add(on, &any_visit(&mut dice));
        }
        let options = ReportOptions { is_public: true, ..Default::default() };
        let report = Report::of(&totals, &options);
        assert!(report.totals.is_empty());
        kept_back += report.kept_back.len();
        let mut sums = BTreeMap::new();
        for table in &report.tables {
            for row in &table.rows {
                for (column, number) in table.columns.iter().zip(&row.numbers) {
                    match number {
                        Number::Few => small += 1,
                        Number::Told(number) => assert!(number % 10 == 0 && *number >= 10),
                    }
                    let counts_all = matches!(table.id, "visits" | "dwell" | "ended")
                        || (table.id, *column) == ("scenes", "left");
                    if counts_all {
                        let (low, high, few) = sums.entry(table.id).or_insert((0, 0, 0));
                        let told = number.told();
                        *low += told.unwrap_or(0);
                        *high += told.unwrap_or(0) + 9;
                        *few += u64::from(told.is_none());
                    }
                }
            }
        }
        for (table, (low, high, few)) in &sums {
            let others = || sums.iter().filter(|(id, _)| *id != table).map(|(_, sum)| sum);
            let (Some(least), Some(most)) =
                (others().map(|sum| sum.0).max(), others().map(|sum| sum.1).min())
            else {
                continue;
            };
            if *few > 0 {
                assert!(least <= high - 9, "{seed}: one in {table} must be more than 0");
                assert!(most >= low + 9, "{seed}: one in {table} must be less than 9");
            }
        }
    }
    assert!(small > 1000 && kept_back > 0, "{small}, {kept_back}");
}

#[test]
fn an_export_is_a_table_and_a_page_and_never_over_another() {
    let stick = tempfile::tempdir().unwrap();
    let mut totals = Totals::default();
    totals.add(day("2026-05-30"), &any_visit(&mut dice(1)));
    let options = ReportOptions { kiosk: "Gallery 2 / Nord", ..Default::default() };
    let report = Report::of(&totals, &options);
    for (number, stem) in ["counts-gallery-2-nord-2026-05-31", "counts-gallery-2-nord-2026-05-31-2"]
        .iter()
        .enumerate()
    {
        let written = export(stick.path(), day("2026-05-31"), &report).unwrap();
        let names = ["csv", "html"].map(|it| stick.path().join(format!("{stem}.{it}")));
        assert_eq!(written, names);
        assert_eq!(fs::read_to_string(&written[0]).unwrap(), csv(&report));
        assert_eq!(fs::read_to_string(&written[1]).unwrap(), html(&report));
        assert_eq!(fs::read_dir(stick.path()).unwrap().count(), 2 * (number + 1), "no strays");
    }
    let pulled_out = stick.path().join("stick");
    let error = export(&pulled_out, day("2026-05-31"), &report).unwrap_err();
    assert_eq!(error, ExportError::NoStick(pulled_out.clone()));
    assert!(error.to_string().contains("plug one in"), "{error}");
    assert!(!pulled_out.exists());
}

#[test]
fn visits_are_told_of_a_folder_or_of_a_kiosks_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let ran = sungari(&["visits", "--data", &path("counts")]);
    assert_eq!(ran.status, Status::CannotRun);
    assert!(ran.err.contains("no visit has been counted in"), "{}", ran.err);

    let (mut counts, _) = Counts::open(&folder.path().join("counts"));
    for on in ["2026-04-30", "2026-05-01", "2026-05-31", "2026-06-01"] {
        counts.add(day(on), &any_visit(&mut dice(1)));
    }
    let ran = sungari(&["visits", "--data", &path("counts")]);
    assert_eq!((ran.status, ran.err.as_str()), (Status::Clean, ""));
    assert!(ran.out.starts_with("Visits, 2026-04-30 to 2026-06-01\n"), "{}", ran.out);

    let kiosk = super::file(
        "Kiosk(format: 1, name: \"Gallery 2\", data: \"counts\", panel: Panel(diagonal_mm: 610, \
         width_px: 1080, height_px: 1920, viewing_distance_mm: 600), staff: Staff(pin: \"PIN-HASH\"))",
    );
    fs::write(path("kiosk.ron"), kiosk.text).unwrap();
    let may = ["--from", "2026-05-01", "--to", "2026-05-31"];
    let config = path("kiosk.ron");
    let asked = [&["visits", "--config", config.as_str()], &may[..]].concat();
    let ran = sungari(&asked);
    assert!(ran.out.starts_with("Gallery 2: visits, 2026-05-01 to 2026-05-31\n"), "{}", ran.out);
    let ran = sungari(&[&asked[..], &["--format", "json"]].concat());
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["summary"]["visits"], 2);
    assert_eq!(report["tables"][0]["rows"][0]["numbers"]["visits"], 1);
    let ran = sungari(&[&asked[..], &["--public", "--format", "json"]].concat());
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert!(report["tables"][0]["rows"][0]["numbers"]["visits"].is_null());
    assert_eq!(report["totals"].as_array().unwrap().len(), 0);
    for part in [
        &["--from", "2026-05-02", "--to", "2026-05-31"][..],
        &["--from", "2026-05-01", "--to", "2026-05-30"],
        &["--to", "9999-12-31"],
    ] {
        let ran = sungari(&[&["visits", "--data", &path("counts"), "--public"], part].concat());
        assert_eq!(ran.status, Status::CannotRun, "days could be reckoned from two such reports");
        assert!(ran.err.contains("whole months that are over"), "{}", ran.err);
    }
    let (mut early, _) = Counts::open(&folder.path().join("early"));
    early.add(day("9999-01-01"), &any_visit(&mut dice(1)));
    let ran = sungari(&["visits", "--data", &path("early"), "--public"]);
    assert!(ran.status == Status::CannotRun && ran.err.contains("nothing to publish yet"));
    early.add(day("2026-04-30"), &any_visit(&mut dice(1)));
    let ran = sungari(&["visits", "--data", &path("early"), "--public"]);
    assert!(ran.out.starts_with("Visits, 2026-04-30\n"), "{}", ran.out);
    let ran = sungari(&[&asked[..], &["--format", "html", "-o", &path("may.html")]].concat());
    assert_eq!(ran.status, Status::Clean);
    assert!(fs::read_to_string(path("may.html")).unwrap().starts_with("<!DOCTYPE html>"));

    for wrong in [
        &["visits", "--data", "x", "--from", "yesterday"][..],
        &["visits", "--data", "x", "--from", "2026-05"],
        &["visits", "--data", "x", "--from", "2026-05-02", "--to", "2026-05-01"],
        &["visits", "--data", "x", "--config", "kiosk.ron"],
    ] {
        assert_eq!(sungari(wrong).status, Status::CannotRun, "{wrong:?}");
    }
    fs::write(path("kiosk.ron"), "Kiosk(").unwrap();
    let ran = sungari(&["visits", "--config", &path("kiosk.ron")]);
    assert_eq!(ran.status, Status::Problems);
    let ran = sungari(&["visits", "--config", &path("none.ron")]);
    assert_eq!(ran.status, Status::Problems);
    assert!(ran.err.contains("none.ron"), "{}", ran.err);
}

#[test]
fn a_month_is_over_once_it_is_over_everywhere() {
    let may_begins = 1_777_593_600;
    assert_eq!(CalendarDay::ending_last(may_begins).to_string(), "2026-04-30");
    assert_eq!(CalendarDay::ending_last(may_begins + 12 * 3600 - 1).to_string(), "2026-04-30");
    assert_eq!(CalendarDay::ending_last(may_begins + 12 * 3600).to_string(), "2026-05-01");
    assert_eq!(CalendarDay::ending_last(0).to_string(), "1970-01-01");
}

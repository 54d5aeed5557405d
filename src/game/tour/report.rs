//! What a tour leaves behind: a sheet of all pictures, and what was found.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::json;

use super::plan::Shot;
use crate::game::inspect::Finding;
use crate::store::Named;

/// A picture that was taken, and what is not as it should be in it.
pub(super) struct Taken {
    pub(super) shot: Shot,
    pub(super) findings: Vec<Finding>,
}

/// Writes `index.html`, `report.txt` and `report.json`.
pub(super) fn write(folder: &Path, taken: &[Taken]) -> io::Result<()> {
    fs::write(folder.join("index.html"), sheet(taken))?;
    fs::write(folder.join("report.txt"), text(taken))?;
    fs::write(folder.join("report.json"), format!("{:#}\n", json(taken)))
}

/// A line for each finding, after one that counts them.
fn text(taken: &[Taken]) -> String {
    let found: usize = taken.iter().map(|taken| taken.findings.len()).sum();
    let mut text = format!("{} pictures, {found} findings\n", taken.len());
    for Taken { shot, findings } in taken {
        for finding in findings {
            // Writing to memory cannot fail.
            let _ = writeln!(text, "{}: {finding}", shot.name);
        }
    }
    text
}

fn json(taken: &[Taken]) -> serde_json::Value {
    let finding = |finding: &Finding| {
        let Finding { check, words, rect, told } = finding;
        let rect = [rect.left(), rect.top(), rect.right(), rect.bottom()];
        json!({ "check": check.name(), "words": words, "rect": rect, "told": told })
    };
    let picture = |Taken { shot, findings }: &Taken| {
        let findings: Vec<_> = findings.iter().map(finding).collect();
        json!({
            "picture": format!("{}.png", shot.name),
            "state": shot.stop.name,
            "theme": shot.theme.name(),
            "size": [shot.size.0, shot.size.1],
            "scale": shot.scale,
            "findings": findings,
        })
    };
    json!({ "pictures": taken.iter().map(picture).collect::<Vec<_>>() })
}

const STYLE: &str = "\
body { background: #26282a; color: #dcdcd8; font: 15px/1.4 system-ui, sans-serif; margin: 2rem; }
a { color: inherit; }
h2 { font-weight: normal; margin: 2.5rem 0 0.8rem; }
.sheet { display: grid; gap: 1.4rem; grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); }
figure { margin: 0; }
img { width: 100%; max-height: 30rem; object-fit: contain; object-position: left top; }
figcaption { overflow-wrap: anywhere; }
ul { margin: 0.2rem 0 0; padding-left: 1.1rem; color: #f0b070; font-size: 13px; }";

/// One page with every picture, those of one window and theme together.
fn sheet(taken: &[Taken]) -> String {
    let mut html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Every screen</title>\n\
         <style>\n{STYLE}\n</style>\n<h1>Every screen</h1>\n<p>{} pictures. \
         <a href=\"report.txt\">What was found</a></p>\n",
        taken.len(),
    );
    let mut last = String::new();
    for Taken { shot, findings } in taken {
        let Shot { size: (width, height), scale, theme, .. } = shot;
        let theme = theme.name().replace('_', " ");
        let group = format!("{width} × {height}, {scale} %, {theme}");
        // Writing to memory cannot fail.
        let mut line = |line: String| {
            let _ = writeln!(html, "{line}");
        };
        if group != last {
            if !last.is_empty() {
                line("</div>".into());
            }
            line(format!("<h2>{group}</h2>\n<div class=\"sheet\">"));
            last = group;
        }
        let (file, state) = (escape(&shot.name), escape(&shot.stop.name));
        line(format!(
            "<figure><a href=\"{file}.png\"><img src=\"{file}.png\" alt=\"{state}\" \
             loading=\"lazy\"></a>\n<figcaption>{state}</figcaption>"
        ));
        if !findings.is_empty() {
            let items = findings.iter().map(|finding| escape(&finding.to_string()));
            let items: String = items.map(|item| format!("<li>{item}</li>\n")).collect();
            line(format!("<ul>\n{items}</ul>"));
        }
        line("</figure>".into());
    }
    html + "</div>\n</html>\n"
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

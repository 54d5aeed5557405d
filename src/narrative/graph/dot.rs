//! The map in the language of Graphviz.

use std::fmt::Write;

use super::{edges, vignettes};
use crate::narrative::explore::Reached;
use crate::narrative::model::{SceneId, Story};

/// A story's map as DOT: a cluster for each part, a box for each scene. An
/// ending has a double edge, what is not reached is dashed. Vignettes stand by
/// themselves, each with a way to where the story goes on.
pub fn dot(story: &Story, reached: &Reached) -> String {
    let mut text = format!(
        "digraph {} {{\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n",
        quoted(&story.title)
    );
    for (index, part) in story.parts.iter().enumerate() {
        let scenes = story.scenes.iter().enumerate();
        let mut scenes = scenes.filter(|(_, scene)| scene.part.index() == index).peekable();
        if scenes.peek().is_none() {
            continue;
        }
        let name = quoted(&format!("cluster_{}", part.name));
        let heading = quoted(&format!("{}: {}", part.number, part.title));
        let _ = writeln!(text, "  subgraph {name} {{\n    label={heading};");
        for (index, scene) in scenes {
            let mut looks = String::new();
            if story.start == SceneId::new(index) {
                looks += ", penwidth=3";
            }
            if let Some(ending) = scene.ending {
                let tooltip = quoted(&story.ending(ending).title);
                let _ = write!(looks, ", peripheries=2, tooltip={tooltip}");
            }
            if !reached.scenes[index] {
                looks += ", style=\"rounded,dashed\"";
            }
            let label = quoted(&format!("{}\n{}", scene.name, scene.title));
            let _ = writeln!(text, "    {} [label={label}{looks}];", quoted(&scene.name));
        }
        text.push_str("  }\n");
    }
    for edge in edges(story, reached) {
        let (from, to) = (&story.scene(edge.from).name, &story.scene(edge.to).name);
        let labels: Vec<String> =
            edge.labels.iter().map(|(key, label)| format!("{key}: {label}")).collect();
        let style = match (edge.reached, edge.fallback) {
            (false, _) => ", style=dashed",
            (true, true) => ", style=dotted",
            (true, false) => "",
        };
        let tooltip = quoted(&labels.join("\n"));
        let _ = writeln!(text, "  {} -> {} [tooltip={tooltip}{style}];", quoted(from), quoted(to));
    }
    text += &vignettes::dot(story);
    text.push_str("}\n");
    text
}

pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

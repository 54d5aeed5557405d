//! Where the things of a story are written.
//!
//! A story keeps no places. They are looked up in the files, and only when
//! there is a problem to show.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::narrative::diagnostic::At;
use crate::narrative::model::{OTHERWISE, Scene};
use crate::narrative::parse::StoryFile;
use crate::narrative::parse::tree::{self, Node, Value};

pub(in crate::narrative) struct Places<'f> {
    files: &'f [StoryFile],
    /// By index of the file.
    trees: BTreeMap<usize, Option<Node<'f>>>,
}

/// A list of things with ids.
#[derive(Clone, Copy, Debug)]
pub(in crate::narrative) enum List {
    Facts,
    Sources,
    Claims,
    Terms,
    Cast,
    Places,
    Variables,
    Endings,
    Vignettes,
}

impl<'f> Places<'f> {
    pub(in crate::narrative) fn new(files: &'f [StoryFile]) -> Places<'f> {
        Places { files, trees: BTreeMap::new() }
    }

    fn tree(&mut self, index: usize) -> Option<&Node<'f>> {
        let files = self.files;
        let read = || tree::read(&files[index], &mut Vec::new()).root;
        self.trees.entry(index).or_insert_with(read).as_ref()
    }

    /// Where the id of an item is written, or another field of the item.
    pub(in crate::narrative) fn item(&mut self, list: List, id: &str, field: &str) -> At<'f> {
        let (folder, inner) = match list {
            List::Facts => ("facts/", None),
            List::Claims => ("claims/", None),
            List::Sources => ("sources.ron", None),
            List::Terms => ("glossary.ron", None),
            List::Cast => ("story.ron", Some("cast")),
            List::Places => ("story.ron", Some("places")),
            List::Variables => ("story.ron", Some("variables")),
            List::Endings => ("story.ron", Some("endings")),
            List::Vignettes => ("story.ron", Some("vignettes")),
        };
        let files = self.files;
        for (index, file) in files.iter().enumerate() {
            if !file.path.starts_with(folder) {
                continue;
            }
            let Some(root) = self.tree(index) else { continue };
            let list = match inner {
                Some(field) => root.field(field),
                None => Some(root),
            };
            let is_it = |item: &&Node<'_>| item.field("id").and_then(Node::text) == Some(id);
            let Some(item) = list.and_then(|list| list.items().iter().find(is_it)) else {
                continue;
            };
            let span = item.field(field).unwrap_or(item).words_or_head();
            return At { file, span };
        }
        self.somewhere(folder)
    }

    /// Where an item of a list in a field of an item is written.
    pub(in crate::narrative) fn in_list(
        &mut self,
        list: List,
        id: &str,
        field: &str,
        index: usize,
    ) -> At<'f> {
        let whole = self.item(list, id, field);
        let found = self.files.iter().position(|file| file.path == whole.file.path);
        let is_it = |node: &Node<'_>| node.field("id").and_then(Node::text) == Some(id);
        let item = found.and_then(|file| {
            let list = self.tree(file)?.find(&is_it)?.field(field)?;
            list.items().get(index).map(Node::words_or_head)
        });
        At { span: item.unwrap_or(whole.span), ..whole }
    }

    /// Where a field of a scene is written, or the scene's first line.
    pub(in crate::narrative) fn scene(&mut self, scene: &Scene, field: Option<&str>) -> At<'f> {
        let files = self.files;
        let Some(index) = files.iter().position(|file| file.path == scene.file) else {
            return self.somewhere("");
        };
        let Some(root) = self.tree(index) else { return self.somewhere(&scene.file) };
        let node = field.and_then(|field| root.field(field)).unwrap_or(root);
        At { file: &files[index], span: node.words_or_head() }
    }

    /// Where a choice of a scene is written, or a field of it.
    pub(in crate::narrative) fn choice(&mut self, scene: &Scene, key: &str, field: &str) -> At<'f> {
        self.in_choice(scene, key, |choice| choice.field(field).or(Some(choice)))
    }

    /// Where a field of a file's one thing is written, or the file's first line.
    pub(super) fn field(&mut self, path: &str, field: &str) -> At<'f> {
        let files = self.files;
        let Some(index) = files.iter().position(|file| file.path == path) else {
            return self.somewhere(path);
        };
        let Some(root) = self.tree(index) else { return self.somewhere(path) };
        let node = root.field(field).unwrap_or(root);
        At { file: &files[index], span: node.words_or_head() }
    }

    /// Where the words under a key of a scene are written: those of the fallback
    /// under its own.
    pub(in crate::narrative) fn keyed(&mut self, scene: &Scene, key: &str) -> At<'f> {
        let has_key = |node: &Node<'_>| node.field("k").and_then(Node::text) == Some(key);
        self.inside(scene, |root| {
            let keyed = match key {
                OTHERWISE => root.field(OTHERWISE),
                _ => root.find(&has_key),
            }?;
            let words = keyed.field("t").or_else(|| keyed.field("lines"));
            Some(words.unwrap_or(keyed).words_or_head())
        })
    }

    /// Where a promise is written.
    pub(in crate::narrative) fn promise(&mut self, index: usize) -> At<'f> {
        let files = self.files;
        let Some(at) = files.iter().position(|file| file.path == "story.ron") else {
            return self.somewhere("story.ron");
        };
        let list = self.tree(at).and_then(|root| root.field("expect"));
        let span = list.and_then(|list| list.items().get(index)).map(Node::words_or_head);
        match span {
            Some(span) => At { file: &files[at], span },
            None => self.somewhere("story.ron"),
        }
    }

    /// Where a scene has a tag.
    pub(super) fn tag(&mut self, scene: &Scene, tag: &str) -> At<'f> {
        let is_tag = |node: &&Node<'_>| node.text() == Some(tag);
        let has_tag = |node: &Node<'_>| {
            node.field("tags").is_some_and(|tags| tags.items().iter().any(|node| is_tag(&node)))
        };
        self.inside(scene, |root| {
            let tags = root.find(&has_tag)?.field("tags")?;
            tags.items().iter().find(is_tag).map(Node::words_or_head)
        })
    }

    /// A place in a scene's file, or the scene's first line.
    fn inside(
        &mut self,
        scene: &Scene,
        look: impl FnOnce(&Node<'f>) -> Option<Range<usize>>,
    ) -> At<'f> {
        let whole = self.scene(scene, None);
        let index = self.files.iter().position(|file| file.path == scene.file);
        let found = index.and_then(|index| self.tree(index)).and_then(look);
        At { span: found.unwrap_or(whole.span), ..whole }
    }

    /// Where a choice of a scene names a fact as its counterpart.
    pub(super) fn counterpart(&mut self, scene: &Scene, key: &str, fact: &str) -> At<'f> {
        self.in_choice(scene, key, |choice| {
            let list = choice.field("counterparts")?;
            list.items().iter().find(|item| item.text() == Some(fact))
        })
    }

    /// Where something of a choice is written; a shared one stands in the file
    /// of sets.
    fn in_choice(
        &mut self,
        scene: &Scene,
        key: &str,
        find: impl for<'n> Fn(&'n Node<'f>) -> Option<&'n Node<'f>>,
    ) -> At<'f> {
        let files = self.files;
        let (path, set, key) = match key.split_once('.') {
            Some((set, key)) => ("choices.ron", Some(set), key),
            None => (scene.file.as_str(), None, key),
        };
        let found = files.iter().position(|file| file.path == path).and_then(|index| {
            let root = self.tree(index)?;
            let is_set = |item: &&Node<'_>| item.field("id").and_then(Node::text) == set;
            let choice = match set {
                Some(_) => keyed(root.items().iter().find(is_set)?, key)?,
                None if key == OTHERWISE => root.field(OTHERWISE)?,
                None => keyed(root, key)?,
            };
            Some(At { file: &files[index], span: find(choice)?.words_or_head() })
        });
        let list = if set.is_some() { "offers" } else { "choices" };
        found.unwrap_or_else(|| self.scene(scene, Some(list)))
    }

    /// The beginning of a file, should a thing not be found in the files.
    fn somewhere(&self, path: &str) -> At<'f> {
        static NO_FILE: StoryFile = StoryFile { path: String::new(), text: String::new() };
        let file = self.files.iter().find(|file| file.path.starts_with(path));
        At { file: file.or(self.files.first()).unwrap_or(&NO_FILE), span: 0..0 }
    }
}

/// What has this key, wherever it stands.
fn keyed<'n, 't>(node: &'n Node<'t>, key: &str) -> Option<&'n Node<'t>> {
    if node.field("k").and_then(Node::text) == Some(key) {
        return Some(node);
    }
    match &node.value {
        Value::Group(group) => group.items.iter().find_map(|item| keyed(&item.value, key)),
        Value::List(items) => items.iter().find_map(|item| keyed(item, key)),
        _ => None,
    }
}

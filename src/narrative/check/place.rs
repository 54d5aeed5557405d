//! Where the things of a story are written.
//!
//! A story keeps no places. They are looked up in the files, and only when
//! there is a problem to show.

use std::collections::BTreeMap;

use crate::narrative::diagnostic::At;
use crate::narrative::model::{OTHERWISE, Scene};
use crate::narrative::parse::StoryFile;
use crate::narrative::parse::tree::{self, Node};

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

    /// Where the choice or the block of a scene under a key is written.
    pub(in crate::narrative) fn key(&mut self, scene: &Scene, key: &str) -> At<'f> {
        let whole = self.scene(scene, None);
        let index = self.files.iter().position(|file| file.path == scene.file);
        let root = index.and_then(|index| self.tree(index));
        let node = root.and_then(|root| match key {
            OTHERWISE => root.field(OTHERWISE),
            _ => root.keyed(key),
        });
        At { span: node.map_or(whole.span, Node::words_or_head), ..whole }
    }

    /// Where a choice of a scene names a fact as its counterpart.
    pub(in crate::narrative) fn counterpart(
        &mut self,
        scene: &Scene,
        key: &str,
        fact: &str,
    ) -> At<'f> {
        let whole = self.scene(scene, Some("choices"));
        let index = self.files.iter().position(|file| file.path == scene.file);
        let root = index.and_then(|index| self.tree(index));
        let choice = root.and_then(|root| match key {
            OTHERWISE => root.field(OTHERWISE),
            _ => {
                let is_it = |item: &&Node<'_>| item.field("k").and_then(Node::text) == Some(key);
                root.field("choices")?.items().iter().find(is_it)
            }
        });
        let list = choice.and_then(|choice| choice.field("counterparts"));
        let named = list.and_then(|list| {
            list.items().iter().find(|item| item.text() == Some(fact)).map(Node::words_or_head)
        });
        At { span: named.unwrap_or(whole.span), ..whole }
    }

    /// The beginning of a file, should a thing not be found in the files.
    fn somewhere(&self, path: &str) -> At<'f> {
        static NO_FILE: StoryFile = StoryFile { path: String::new(), text: String::new() };
        let file = self.files.iter().find(|file| file.path.starts_with(path));
        At { file: file.or(self.files.first()).unwrap_or(&NO_FILE), span: 0..0 }
    }
}

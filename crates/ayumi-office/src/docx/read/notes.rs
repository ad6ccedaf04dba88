//! Footnotes and endnotes, and what the reader counts without reading it.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_document::{At, Notice, Refusal, Rule, Severity};

use crate::package::{Element, Step, Walk};

/// Notes by kind (`footnotes`, `endnotes`) and id.
#[derive(Debug, Default)]
pub(super) struct Notes(BTreeMap<(String, String), Element>);

impl Notes {
    /// Reads a part of notes; its kind is told when it is taken up.
    pub(super) fn read(part: &str, text: &str) -> Result<Self, Refusal> {
        let mut walk = Walk::new(part, text);
        let mut notes = BTreeMap::new();
        while let Some(step) = walk.step()? {
            let Step::Open(open) = step else { continue };
            if !matches!(&*open.name, "footnote" | "endnote") {
                continue;
            }
            let note = walk.tree(open)?;
            // The lines above notes are notes of a type of their own.
            let line = note.own("type").is_some_and(|kind| kind != "normal");
            if let Some(id) = note.own("id").filter(|_| !line) {
                notes.insert((String::new(), id.to_owned()), note);
            }
        }
        Ok(Self(notes))
    }

    pub(super) fn take(&mut self, kind: &str, notes: Self) {
        let notes = notes.0.into_iter();
        self.0
            .extend(notes.map(|((_, id), note)| ((kind.to_owned(), id), note)));
    }

    /// A note, once: called from two places it is read at the first.
    pub(super) fn call(&mut self, kind: &str, id: &str) -> Option<Element> {
        self.0.remove(&(kind.to_owned(), id.to_owned()))
    }
}

impl Notes {
    /// The notes nothing calls, which no page shows.
    pub(super) fn left(&mut self) -> Vec<Element> {
        std::mem::take(&mut self.0).into_values().collect()
    }
}

/// How often, and where first.
#[derive(Clone, Debug, Default)]
struct Count {
    times: usize,
    first: Option<At>,
}

impl Count {
    fn one(&mut self, at: &At) {
        self.times += 1;
        self.first.get_or_insert_with(|| at.clone());
    }

    fn notice(self, rule: Rule, severity: Severity) -> Option<Notice> {
        (self.times > 0)
            .then(|| Notice::new(rule, severity, self.first).with("value", self.times.to_string()))
    }
}

/// What was met and not read.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pictures: Count,
    objects: Count,
    deletions: Count,
    comments: Count,
    hidden: Count,
    hidden_read: Count,
    commented: BTreeSet<String>,
    damaged: Vec<String>,
    missing: BTreeSet<String>,
    /// Fields that fetch from outside, with their places; each code once.
    outside: BTreeMap<String, At>,
}

impl Tally {
    pub(super) fn outside(&mut self, code: String, at: &At) {
        // More of them say nothing more.
        const MOST: usize = 200;
        if self.outside.len() < MOST {
            self.outside.entry(code).or_insert_with(|| at.clone());
        }
    }

    pub(super) fn picture(&mut self, at: &At) {
        self.pictures.one(at);
    }

    /// A chart, a diagram, an embedded file, letters drawn as a picture.
    pub(super) fn object(&mut self, at: &At) {
        self.objects.one(at);
    }

    pub(super) fn deletion(&mut self, at: &At) {
        self.deletions.one(at);
    }

    pub(super) fn comment(&mut self, id: &str, at: &At) {
        if self.commented.insert(id.to_owned()) {
            self.comments.one(at);
        }
    }

    pub(super) fn hidden(&mut self, at: &At) {
        self.hidden.one(at);
    }

    pub(super) fn hidden_read(&mut self, at: &At) {
        self.hidden_read.one(at);
    }

    pub(super) fn missing(&mut self, part: &str) {
        self.missing.insert(part.to_owned());
    }

    /// Files inside the file, which no place of the text shows.
    pub(super) fn inner(&mut self, files: usize) {
        self.objects.times = self.objects.times.max(files);
    }

    /// Some bytes of a part were no text.
    pub(super) fn damaged(&mut self, part: &str) {
        self.damaged.push(part.to_owned());
    }

    pub(super) fn notices(self) -> Vec<Notice> {
        use Severity::{Info, Warning};

        let damaged = self
            .damaged
            .iter()
            .map(|part| Notice::new(Rule::TextDamaged, Warning, None).with("value", part.as_str()));
        let missing = self
            .missing
            .iter()
            .map(|part| Notice::new(Rule::PartMissing, Warning, None).with("value", part.as_str()));
        let outside = self.outside.into_iter().map(|(code, at)| {
            Notice::new(Rule::OutsideNotFollowed, Warning, Some(at)).with("value", code)
        });
        let counts = [
            self.pictures.notice(Rule::PicturesNotRead, Info),
            self.objects.notice(Rule::ObjectsNotRead, Warning),
            self.deletions.notice(Rule::DeletionsNotRead, Warning),
            self.comments.notice(Rule::CommentsNotRead, Warning),
            self.hidden.notice(Rule::HiddenNotRead, Warning),
            self.hidden_read.notice(Rule::HiddenRead, Warning),
        ];
        damaged
            .chain(missing)
            .chain(outside)
            .chain(counts.into_iter().flatten())
            .collect()
    }
}

//! The tree of a reading as a nested list, each item linked to its line and back.

use std::collections::BTreeSet;

use askama::Template;
use ayumi_app::intake::{Origin, Origins};
use ayumi_core::interchange::{ReadFinding, ReadItem};
use ayumi_document::At;
use ayumi_locale::key;

use super::correct::{anchor, item_page};
use super::show::place_link;
use crate::review::finding::{KindMark, MaybeLink, joint, kind_mark};
use crate::words::Words;

/// Items read under one parent.
#[derive(Clone, Debug, Template)]
#[template(path = "intake/branch.html")]
pub struct ReadBranch {
    /// The language.
    pub w: Words,
    /// The top of the tree?
    pub top: bool,
    /// The items.
    pub nodes: Vec<ReadNode>,
}

/// An item read.
#[derive(Clone, Debug)]
pub struct ReadNode {
    /// Its anchor.
    pub anchor: String,
    /// The page on which it is corrected; `None` once the reading is closed.
    pub correct: Option<String>,
    /// Its level.
    pub level: Option<String>,
    /// Its printed label.
    pub label: Option<String>,
    /// Its title.
    pub title: String,
    /// 新規 and the like.
    pub marks: Vec<String>,
    /// Where it stands.
    pub place: Option<MaybeLink>,
    /// Its findings.
    pub findings: Vec<ReadFindingView>,
    /// What else was read: field names, schedule, indicators, ratings, in words.
    pub more: Vec<String>,
    /// The items below.
    pub children: ReadBranch,
}

/// A finding read.
#[derive(Clone, Debug)]
pub struct ReadFindingView {
    /// Its kind.
    pub kind: KindMark,
    /// The printed sign.
    pub marker: Option<String>,
    /// The words.
    pub text: String,
    /// Where.
    pub place: Option<MaybeLink>,
}

/// The walk through a reading: numbers the items and gathers where they stand.
pub struct Walk<'a> {
    /// The language.
    pub w: Words,
    shown: &'a BTreeSet<String>,
    origins: &'a Origins,
    names: std::slice::Iter<'a, Origin>,
    /// The address of the intake, while it can be corrected.
    pub own: Option<String>,
    /// Place, anchor and name of each item, in reading order.
    pub items: Vec<(Option<At>, String, String)>,
}

impl<'a> Walk<'a> {
    /// A walk that begins with the first plan; `shown` are the lines of the source on the page.
    pub fn new(w: Words, shown: &'a BTreeSet<String>, origins: &'a Origins) -> Self {
        let mut walk = Self {
            w,
            shown,
            origins,
            names: [].iter(),
            own: None,
            items: Vec::new(),
        };
        walk.begin(0);
        walk
    }

    /// The plan of this position in the file comes next.
    pub fn begin(&mut self, part: usize) {
        let names = self.origins.items.get(part).map(Vec::as_slice);
        self.names = names.unwrap_or_default().iter();
    }

    /// A finding as shown.
    pub fn finding(&self, finding: &ReadFinding) -> ReadFindingView {
        ReadFindingView {
            kind: kind_mark(self.w, finding.kind),
            marker: finding.marker.clone(),
            text: finding.text.clone(),
            place: finding
                .at
                .as_ref()
                .map(|at| place_link(self.w, at, self.shown)),
        }
    }
}

impl ReadBranch {
    /// The list of these items and all below them.
    pub fn new(walk: &mut Walk<'_>, items: &[ReadItem], top: bool) -> Self {
        let mut nodes: Vec<ReadNode> = items.iter().map(|item| node(walk, item)).collect();
        // The level is named once, before the first of its row.
        for position in (1..items.len()).rev() {
            if items[position].level == items[position - 1].level {
                nodes[position].level = None;
            }
        }
        Self {
            w: walk.w,
            top,
            nodes,
        }
    }
}

fn node(walk: &mut Walk<'_>, item: &ReadItem) -> ReadNode {
    let origin = walk.names.next().cloned().unwrap_or(Origin(String::new()));
    let anchor = anchor(&origin);
    let name = match &item.label {
        Some(label) => format!("{label}{}{}", joint(label), item.title),
        None => item.title.clone(),
    };
    walk.items.push((item.at.clone(), anchor.clone(), name));
    let findings = item.findings.iter().map(|one| walk.finding(one)).collect();
    ReadNode {
        anchor,
        correct: walk.own.as_ref().map(|own| item_page(own, &origin)),
        level: item.level.clone(),
        label: item.label.clone(),
        title: item.title.clone(),
        marks: item.marks.clone(),
        place: item
            .at
            .as_ref()
            .map(|at| place_link(walk.w, at, walk.shown)),
        findings,
        more: more(walk.w, item),
        children: ReadBranch::new(walk, &item.items, false),
    }
}

/// What else was read for an item, counted.
fn more(w: Words, item: &ReadItem) -> Vec<String> {
    let mut told: Vec<String> = item.texts.iter().map(|text| text.name.clone()).collect();
    if !item.sections.is_empty() {
        told.push(item.sections.join(" / "));
    }
    let counts = [
        (key::WEB_COUNT_SCHEDULE, item.schedule.len()),
        (key::WEB_COUNT_INDICATORS, item.indicators.len()),
        (key::WEB_COUNT_RATINGS, item.ratings.len()),
    ];
    for (words, count) in counts {
        if count > 0 {
            told.push(w.v(words, "count", count));
        }
    }
    told
}

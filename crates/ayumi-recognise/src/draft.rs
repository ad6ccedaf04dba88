//! The plan while it is being recognised: a tree of slices, not yet of strings.

use std::collections::HashMap;

use ayumi_core::plan::{FiscalYear, Term};
use ayumi_core::review::FindingKind;
use ayumi_document::At;

use crate::text::slice::Slice;

/// Index of an item in the draft.
pub(crate) type Node = usize;

/// A cell of a schedule.
#[derive(Debug)]
pub(crate) struct DraftCell {
    /// When, or the first year of a span.
    pub term: Option<Term>,
    /// End of a span; `Some(None)` = open.
    pub to: Option<Option<FiscalYear>>,
    /// Whose.
    pub section: Option<String>,
    /// Value.
    pub text: Slice,
}

/// A value of an indicator.
#[derive(Debug)]
pub(crate) struct DraftValue {
    /// When.
    pub term: Option<Term>,
    /// Whose.
    pub section: Option<String>,
    /// Value.
    pub text: Slice,
}

/// An indicator.
#[derive(Debug, Default)]
pub(crate) struct DraftIndicator {
    /// Name.
    pub name: Option<Slice>,
    /// Unit.
    pub unit: Option<Slice>,
    /// Before the plan.
    pub baseline: Option<DraftValue>,
    /// Aimed at.
    pub targets: Vec<DraftValue>,
    /// Reached.
    pub actuals: Vec<DraftValue>,
}

impl DraftIndicator {
    /// Has it any value?
    pub(crate) fn has_values(&self) -> bool {
        self.baseline.is_some() || !self.targets.is_empty() || !self.actuals.is_empty()
    }
}

/// A rating.
#[derive(Debug, Default)]
pub(crate) struct DraftRating {
    /// Who judged.
    pub stage: Option<String>,
    /// What was judged.
    pub axis: Option<String>,
    /// When.
    pub term: Option<Term>,
    /// Whose part.
    pub section: Option<String>,
    /// Grade.
    pub grade: Slice,
    /// Words with it.
    pub text: Option<Slice>,
}

/// A finding.
#[derive(Debug)]
pub(crate) struct DraftFinding {
    /// Sign before it.
    pub marker: Option<Slice>,
    /// Words.
    pub text: Slice,
    /// Kind by its column or field, else told from the words.
    pub kind: Option<FindingKind>,
    /// Where.
    pub at: Option<At>,
}

/// A text under a field's name.
#[derive(Debug)]
pub(crate) struct DraftText {
    /// Name of the field: placed where it was printed for this text alone.
    pub name: String,
    /// Words.
    pub text: Slice,
}

/// An item.
#[derive(Debug, Default)]
pub(crate) struct DraftItem {
    /// Parent.
    pub parent: Option<Node>,
    /// Children.
    pub children: Vec<Node>,
    /// Level.
    pub level: Option<String>,
    /// Label.
    pub label: Option<Slice>,
    /// A label the format makes by itself; no characters of the source.
    pub made_label: Option<String>,
    /// Title.
    pub title: Slice,
    /// Marks.
    pub marks: Vec<Slice>,
    /// Texts.
    pub texts: Vec<DraftText>,
    /// Sections.
    pub sections: Vec<Slice>,
    /// Schedule.
    pub schedule: Vec<DraftCell>,
    /// Indicators.
    pub indicators: Vec<DraftIndicator>,
    /// Ratings.
    pub ratings: Vec<DraftRating>,
    /// Findings.
    pub findings: Vec<DraftFinding>,
    /// Where.
    pub at: Option<At>,
    /// The printing in which it was last seen.
    pub printing: u32,
    /// Key of the title.
    pub key: String,
    /// Depth, from 1.
    pub depth: usize,
}

/// A legend.
#[derive(Debug)]
pub(crate) struct DraftLegend {
    /// Sign.
    pub symbol: Slice,
    /// Meaning.
    pub meaning: Slice,
    /// Axis.
    pub of: Option<String>,
    /// Rank.
    pub order: Option<u32>,
    /// Where.
    pub at: Option<At>,
}

/// What is known of an item that is about to be added.
#[derive(Debug, Default)]
pub(crate) struct NewItem {
    /// Level.
    pub level: Option<String>,
    /// Label.
    pub label: Option<Slice>,
    /// Label made by the format.
    pub made_label: Option<String>,
    /// Title.
    pub title: Slice,
    /// Where.
    pub at: Option<At>,
}

/// A period as read: years and the words.
#[derive(Debug)]
pub(crate) struct DraftPeriod {
    /// First.
    pub from: i32,
    /// Last; `None` = open.
    pub to: Option<i32>,
    /// Words.
    pub text: Slice,
}

/// The plan.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// Items.
    pub items: Vec<DraftItem>,
    /// Items without a parent.
    pub roots: Vec<Node>,
    /// Title.
    pub title: Option<Slice>,
    /// Organisation.
    pub organization: Option<Slice>,
    /// 第n次.
    pub generation: Option<u32>,
    /// Years.
    pub period: Option<DraftPeriod>,
    /// 基本理念.
    pub philosophy: Option<Slice>,
    /// 経営ビジョン.
    pub vision: Option<Slice>,
    /// Names of levels, with the words where they were printed for it.
    pub levels: Vec<(String, Option<Slice>)>,
    /// Findings about the whole.
    pub overall: Vec<DraftFinding>,
    /// Legends.
    pub legends: Vec<DraftLegend>,
    /// Items by the key of their title.
    by_key: HashMap<String, Vec<Node>>,
}

impl Draft {
    /// An empty one in which signs already have their meanings.
    pub(crate) fn with_legends(legends: Vec<DraftLegend>) -> Self {
        Self {
            legends,
            ..Self::default()
        }
    }

    /// The level's place among the known ones; a new name is added at the end.
    pub(crate) fn level(&mut self, name: &str, printed: Option<Slice>) -> Option<Slice> {
        match self.levels.iter_mut().find(|(known, _)| known == name) {
            Some((_, slot)) if slot.is_none() => {
                *slot = printed;
                None
            }
            Some(_) => printed,
            None => {
                self.levels.push((name.to_owned(), printed));
                None
            }
        }
    }

    /// The first item of this title; blanks and widths do not count.
    pub(crate) fn titled(&self, title: &str) -> Option<Node> {
        let key = crate::text::chars::matching_key(title);
        let same = |item: &DraftItem| !key.is_empty() && item.key == key;
        self.items.iter().position(same)
    }

    /// A level above another one.
    pub(crate) fn level_above(&mut self, name: &str, below: Option<&str>) {
        let at = below.and_then(|below| self.level_rank(below));
        if self.level_rank(name).is_none() {
            let at = at.unwrap_or(self.levels.len());
            self.levels.insert(at, (name.to_owned(), None));
        }
    }

    /// Is it a known level's name?
    pub(crate) fn level_rank(&self, name: &str) -> Option<usize> {
        self.levels.iter().position(|(known, _)| known == name)
    }

    /// An item already there that this one may be the second printing of: same title, and the
    /// same parent, or no parent known yet.
    pub(crate) fn earlier(
        &self,
        parent: Option<Node>,
        new: &NewItem,
        printing: u32,
    ) -> Option<Node> {
        let key = new.title.key();
        if key.is_empty() {
            return None;
        }
        let level_fits = |item: &DraftItem| {
            item.level.is_none() || new.level.is_none() || item.level == new.level
        };
        let same_label = |item: &DraftItem| match (&item.label, &new.label) {
            (Some(a), Some(b)) => a.key() == b.key(),
            _ => true,
        };
        let found = self.by_key.get(&key)?;
        let again = |item: &DraftItem| item.printing != printing && level_fits(item);
        let fits = |node: &&Node| {
            let item = &self.items[**node];
            again(item) && same_label(item)
        };
        let near = || found.iter().take(64);
        let below = |node: &&Node| self.items[**node].parent == parent;
        let under = near().filter(fits).find(below);
        // Below the parent they share, a number that drifted makes no second item of it.
        let drifted = || {
            let shared = |node: &&Node| parent.is_some() && below(node);
            near()
                .filter(|node| again(&self.items[**node]))
                .find(shared)
        };
        if let Some(node) = under.or_else(drifted) {
            return Some(*node);
        }
        if parent.is_some() {
            return None;
        }
        let mut all = found.iter().take(64).filter(fits);
        match (all.next(), all.next()) {
            (Some(node), None) => Some(*node),
            _ => None,
        }
    }

    /// The only item of this title and label, wherever it stands, printed before this printing.
    pub(crate) fn anywhere(&self, new: &NewItem, printing: u32) -> Option<Node> {
        let label = new.label.as_ref().map(Slice::key);
        let mut all = self
            .by_key
            .get(&new.title.key())
            .filter(|_| !new.title.is_blank())?
            .iter()
            .take(64)
            .filter(|node| {
                let item = &self.items[**node];
                let own = item.label.as_ref().map(Slice::key);
                item.printing != printing && (own == label || own.is_none() || label.is_none())
            });
        match (all.next(), all.next()) {
            (Some(node), None) => Some(*node),
            _ => None,
        }
    }

    /// Was a root of this level, label and title printed in this printing already?
    pub(crate) fn root_again(&self, new: &NewItem, printing: u32) -> bool {
        let label = |slice: &Option<Slice>| slice.as_ref().map(Slice::key);
        let told = new.level.is_some() && new.label.is_some();
        let found = self.by_key.get(&new.title.key()).filter(|_| told);
        found.into_iter().flatten().take(64).any(|node| {
            let item = &self.items[*node];
            item.parent.is_none()
                && item.printing == printing
                && item.level == new.level
                && label(&item.label) == label(&new.label)
        })
    }

    /// Adds an item below `parent`.
    pub(crate) fn add(&mut self, parent: Option<Node>, new: NewItem, printing: u32) -> Node {
        let node = self.items.len();
        let key = new.title.key();
        self.by_key.entry(key.clone()).or_default().push(node);
        self.items.push(DraftItem {
            parent,
            level: new.level,
            label: new.label,
            made_label: new.made_label,
            title: new.title,
            at: new.at,
            printing,
            key,
            depth: parent.map_or(1, |p| self.items[p].depth + 1),
            ..DraftItem::default()
        });
        match parent {
            Some(p) => self.items[p].children.push(node),
            None => self.roots.push(node),
        }
        node
    }
}

//! How a finding is shown: its kind as shape, word and colour, its references as links.

use std::collections::HashMap;

use ayumi_core::plan::{Finding, FindingKind, Item, ItemId, Plan};
use ayumi_document::At;
use ayumi_locale::key;

use crate::address;
use crate::words::Words;

/// A kind of finding as shape + word + colour.
#[derive(Clone, Debug)]
pub struct KindMark {
    /// Names the colour's class.
    pub code: &'static str,
    /// The shape, on a field of 16 by 16.
    pub path: &'static str,
    /// The word.
    pub word: String,
}

/// How many findings of a kind.
#[derive(Clone, Debug)]
pub struct KindCount {
    /// The kind.
    pub kind: KindMark,
    /// How many.
    pub count: usize,
}

/// Words that may lead somewhere.
#[derive(Clone, Debug)]
pub struct MaybeLink {
    /// What is shown.
    pub words: String,
    /// Where it leads, if anywhere.
    pub href: Option<String>,
}

/// A link.
#[derive(Clone, Debug)]
pub struct Link {
    /// What is shown.
    pub words: String,
    /// Where it leads.
    pub href: String,
}

/// A finding as shown.
#[derive(Clone, Debug)]
pub struct FindingView {
    /// Identity, for its anchor.
    pub id: String,
    /// Its kind.
    pub kind: KindMark,
    /// The printed sign.
    pub marker: Option<String>,
    /// The words.
    pub text: String,
    /// Its references.
    pub refs: Vec<MaybeLink>,
    /// The items it was confirmed to speak of.
    pub about: Vec<Link>,
    /// Its place in the source.
    pub place: Option<MaybeLink>,
}

/// The mark of a kind. Shapes differ by outline, so that they survive a copier and a fax.
pub fn kind_mark(w: Words, kind: FindingKind) -> KindMark {
    const CIRCLE: &str = "M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13z";
    const TRIANGLE: &str = "M8 1.5 15.5 14.5H.5z";
    const HALVES: &str = "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1zM8 2.5v11A5.5 5.5 0 1 1 8 2.5z";
    const ASTERISK: &str = "M7 1h2v5l4.3-2.5 1 1.7L10 7.7l4.3 2.5-1 1.7L9 9.5V15H7V9.5\
        l-4.3 2.4-1-1.7L6 7.7 1.7 5.2l1-1.7L7 6z";
    const SQUARE: &str = "M2 2h12v12H2zM4 4v8h8V4z";
    let (code, path, word) = match kind {
        FindingKind::Result => ("result", CIRCLE, key::WEB_KIND_RESULT),
        FindingKind::Reflection => ("reflection", TRIANGLE, key::WEB_KIND_REFLECTION),
        FindingKind::Mixed => ("mixed", HALVES, key::WEB_KIND_MIXED),
        FindingKind::Note => ("note", ASTERISK, key::WEB_KIND_NOTE),
        FindingKind::Unclassified => ("unclassified", SQUARE, key::WEB_KIND_UNCLASSIFIED),
    };
    KindMark {
        code,
        path,
        word: w.t(word),
    }
}

/// How many findings of each kind, kinds without any left out.
pub fn tally<'a>(w: Words, findings: impl IntoIterator<Item = &'a Finding>) -> Vec<KindCount> {
    const ORDER: [FindingKind; 5] = [
        FindingKind::Result,
        FindingKind::Reflection,
        FindingKind::Mixed,
        FindingKind::Note,
        FindingKind::Unclassified,
    ];
    let mut counts = [0_usize; 5];
    for finding in findings {
        let position = ORDER.iter().position(|kind| *kind == finding.kind);
        counts[position.expect("ORDER names every kind")] += 1;
    }
    ORDER
        .into_iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| KindCount {
            kind: kind_mark(w, kind),
            count,
        })
        .collect()
}

/// What the pages of a plan need to link between its items.
pub struct Links<'a> {
    /// The language.
    pub w: Words,
    /// The council's slug.
    pub council: &'a str,
    /// The plan.
    pub plan: &'a Plan,
    /// The names of all items.
    names: HashMap<ItemId, String>,
}

impl<'a> Links<'a> {
    /// The links of a plan.
    pub fn new(w: Words, council: &'a str, plan: &'a Plan) -> Self {
        fn walk(items: &[Item], names: &mut HashMap<ItemId, String>) {
            for item in items {
                names.insert(item.id, name_of(item));
                walk(&item.items, names);
            }
        }
        let mut names = HashMap::new();
        walk(&plan.items, &mut names);
        Self {
            w,
            council,
            plan,
            names,
        }
    }

    /// The address of an item.
    pub fn item(&self, id: ItemId) -> String {
        address::item(self.council, &self.plan.slug, id)
    }

    /// A link to an item of this plan; `None` when it is not in the plan.
    pub fn to(&self, id: ItemId) -> Option<Link> {
        let words = self.names.get(&id)?.clone();
        Some(Link {
            words,
            href: self.item(id),
        })
    }

    /// A finding as shown. `source` tells where a line of the source is shown.
    pub fn finding(
        &self,
        finding: &Finding,
        source: &dyn Fn(&At) -> Option<String>,
    ) -> FindingView {
        FindingView {
            id: finding.id.to_string(),
            kind: kind_mark(self.w, finding.kind),
            marker: finding.marker.clone(),
            text: finding.text.clone(),
            refs: finding.refs.iter().map(|one| self.reference(one)).collect(),
            about: finding.about.iter().filter_map(|id| self.to(*id)).collect(),
            place: finding.at.as_ref().map(|at| MaybeLink {
                words: self.w.place(at),
                href: source(at),
            }),
        }
    }

    fn reference(&self, one: &ayumi_core::plan::Reference) -> MaybeLink {
        match one.target.and_then(|id| self.to(id)) {
            Some(link) => MaybeLink {
                words: link.words,
                href: Some(link.href),
            },
            None => MaybeLink {
                words: self.printed(one),
                href: None,
            },
        }
    }

    /// A reference as the source prints it: the label, else the page.
    pub fn printed(&self, one: &ayumi_core::plan::Reference) -> String {
        match (&one.label, one.page) {
            (Some(label), _) => label.clone(),
            (None, Some(page)) => self.w.place(At::Page { page }),
            (None, None) => String::new(),
        }
    }
}

/// An item's label and title in one.
pub fn name_of(item: &Item) -> String {
    match &item.label {
        Some(label) => format!("{label}{}{}", joint(label), item.title),
        None => item.title.clone(),
    }
}

/// Latin labels (`1-1`, `A:`) are set apart from the title; glyphs and full-width ones are not.
pub fn joint(label: &str) -> &'static str {
    if label.chars().last().is_some_and(|c| c.is_ascii()) {
        " "
    } else {
        ""
    }
}

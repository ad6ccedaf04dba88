//! Correcting what was read: the page of one item or of one text without a place, and the forms for
//! the names of levels and the meanings of signs on the page of the reading.

use askama::Template;
use ayumi_app::intake::{Offered, Origin, Origins, Step, offered_plans, unnamed_depths};
use ayumi_core::interchange::{ReadFinding, ReadItem, ReadPlan, Reading};
use ayumi_core::plan::Legend;
use ayumi_core::review::FindingKind;
use ayumi_locale::{describe, key};

use crate::address;
use crate::review::finding::{joint, kind_mark};
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// The kinds of findings in the order of their buttons.
pub const KINDS: [FindingKind; 5] = [
    FindingKind::Result,
    FindingKind::Reflection,
    FindingKind::Mixed,
    FindingKind::Note,
    FindingKind::Unclassified,
];

/// The page.
#[derive(Template)]
#[template(path = "intake/correct.html")]
pub struct CorrectPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// Where the forms are sent to.
    pub action: String,
    /// Version and key.
    pub hidden: Hidden,
    /// The reading, at the place one came from.
    pub back: String,
    /// The item to be corrected.
    pub item: Option<ItemForm>,
    /// The text to be taken in.
    pub text: Option<TextForm>,
    /// Why the last correction was not made.
    pub refused: Option<String>,
}

/// One option of a list.
pub struct OptionView {
    /// Its value.
    pub value: String,
    /// Its words.
    pub words: String,
    /// Is it the one that holds?
    pub chosen: bool,
}

/// The forms of an item.
pub struct ItemForm {
    /// Its name in corrections.
    pub origin: String,
    /// Its printed label.
    pub label: String,
    /// Its title.
    pub title: String,
    /// Its level.
    pub level: Option<String>,
    /// What it is below.
    pub parent: String,
    /// It and the items beside it, itself marked.
    pub siblings: Vec<(String, bool)>,
    /// The steps: value, words, key, and whether it can go there.
    pub steps: Vec<StepView>,
    /// What it can be put below.
    pub parents: Vec<OptionView>,
    /// Its findings.
    pub findings: Vec<FindingForm>,
}

/// One step of an item.
pub struct StepView {
    /// Its value.
    pub value: &'static str,
    /// The arrow drawn on the button.
    pub sign: &'static str,
    /// Its words.
    pub words: String,
    /// Is there anything that way?
    pub possible: bool,
}

/// A finding with its kinds.
pub struct FindingForm {
    /// Its position.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// The kinds.
    pub kinds: Vec<OptionView>,
}

/// The form of a text without a place.
pub struct TextForm {
    /// Its number in the reading as made, from 1.
    pub number: usize,
    /// The text.
    pub text: String,
    /// Why it has no place.
    pub why: String,
    /// What it can be put below.
    pub parents: Vec<OptionView>,
    /// As what kind of finding.
    pub kinds: Vec<OptionView>,
}

/// What the page is about.
pub enum About {
    /// An item.
    Item(Origin),
    /// A text without a place, by its position in the reading as made.
    Text(usize),
}

/// An item with its way through the tree.
struct Found<'a> {
    part: usize,
    item: &'a ReadItem,
    /// The items above, the nearest last.
    above: Vec<&'a ReadItem>,
    /// The list it stands in.
    beside: &'a [ReadItem],
    position: usize,
}

impl CorrectPage {
    /// The page; `None` where there is no such item or text (any more). `own` is the intake.
    pub fn new(
        w: Words,
        council: &CouncilLink,
        (id, version): (&str, u64),
        (reading, origins): (&Reading, &Origins),
        about: &About,
    ) -> Option<Self> {
        let own = address::intake(&council.slug, id);
        let (item, text) = match about {
            About::Item(origin) => (Some(item_form(w, reading, origins, origin)?), None),
            About::Text(number) => (None, Some(text_form(w, reading, origins, *number)?)),
        };
        let title = match &item {
            Some(item) => w.v(key::WEB_CORRECT_ITEM, "name", &item.title),
            None => w.t(key::WEB_CORRECT_TEXT),
        };
        let back = match about {
            About::Item(origin) => format!("{own}#{}", anchor(origin)),
            About::Text(_) => format!("{own}#unplaced"),
        };
        let action = format!("{own}/correct");
        let shell = Shell::new(title, action.clone())
            .in_council(council, Here::Intake)
            .via(
                w.v(key::WEB_INTAKE_TITLE, "name", &reading.source.name),
                own,
            )
            .end();
        Some(Self {
            w,
            shell,
            action,
            hidden: Hidden::fresh(version),
            back,
            item,
            text,
            refused: None,
        })
    }
}

/// The anchor of an item on the page of the reading.
pub fn anchor(origin: &Origin) -> String {
    format!("item-{}", origin.0.replace(':', "-"))
}

/// The page on which an item is corrected.
pub fn item_page(own: &str, origin: &Origin) -> String {
    format!("{own}/correct?item={}", origin.0)
}

fn plans(reading: &Reading) -> impl Iterator<Item = &ReadPlan> {
    std::iter::once(&reading.plan).chain(&reading.more_plans)
}

fn item_form(w: Words, reading: &Reading, origins: &Origins, origin: &Origin) -> Option<ItemForm> {
    let found = find(reading, origins, origin)?;
    let parent = match found.above.last() {
        Some(parent) => name(w, parent),
        None => w.t(key::WEB_CORRECT_TOP),
    };
    let own = Own {
        item: Some(found.item),
        parent: found.above.last().copied(),
    };
    let number = |(number, finding): (usize, &ReadFinding)| FindingForm {
        number,
        text: finding.text.clone(),
        kinds: kinds(w, Some(finding.kind)),
    };
    Some(ItemForm {
        origin: origin.0.clone(),
        label: found.item.label.clone().unwrap_or_default(),
        title: found.item.title.clone(),
        level: found.item.level.clone(),
        parent,
        siblings: (found.beside.iter().enumerate())
            .map(|(position, one)| (name(w, one), position == found.position))
            .collect(),
        steps: steps(w, &found),
        parents: parents(w, reading, origins, Some(found.part), &own),
        findings: found.item.findings.iter().enumerate().map(number).collect(),
    })
}

fn text_form(w: Words, reading: &Reading, origins: &Origins, number: usize) -> Option<TextForm> {
    let position = origins.texts.iter().position(|one| *one == number)?;
    let text = reading.unplaced.get(position)?;
    let nothing = Own {
        item: None,
        parent: None,
    };
    Some(TextForm {
        number: number + 1,
        text: text.text.clone(),
        why: describe::why(text.why, w.0),
        parents: parents(w, reading, origins, None, &nothing),
        kinds: kinds(w, Some(FindingKind::Unclassified)),
    })
}

fn kinds(w: Words, chosen: Option<FindingKind>) -> Vec<OptionView> {
    let view = |kind: &FindingKind| {
        let mark = kind_mark(w, *kind);
        OptionView {
            value: mark.code.to_owned(),
            words: mark.word,
            chosen: chosen == Some(*kind),
        }
    };
    KINDS.iter().map(view).collect()
}

fn steps(w: Words, found: &Found<'_>) -> Vec<StepView> {
    let (first, last) = (
        found.position == 0,
        found.position + 1 == found.beside.len(),
    );
    let view = |value, sign, words, possible| StepView {
        value,
        sign,
        words: w.t(words),
        possible,
    };
    vec![
        view("up", "↑", key::WEB_CORRECT_UP, !first),
        view("down", "↓", key::WEB_CORRECT_DOWN, !last),
        view("out", "←", key::WEB_CORRECT_OUT, !found.above.is_empty()),
        view("in", "→", key::WEB_CORRECT_IN, !first),
    ]
}

/// A step by its value in the form.
pub fn step_named(value: &str) -> Option<Step> {
    match value {
        "up" => Some(Step::Up),
        "down" => Some(Step::Down),
        "out" => Some(Step::Out),
        "in" => Some(Step::In),
        _ => None,
    }
}

/// The item a list of parents is made for: it and what is below it are no choices.
struct Own<'a> {
    item: Option<&'a ReadItem>,
    parent: Option<&'a ReadItem>,
}

/// Every item an item can be put below, by the depth at which it stands, after the top itself;
/// those of one plan, or of all.
fn parents(
    w: Words,
    reading: &Reading,
    origins: &Origins,
    only: Option<usize>,
    own: &Own<'_>,
) -> Vec<OptionView> {
    let mut list = Vec::new();
    for (part, plan) in plans(reading).enumerate() {
        if only.is_some_and(|only| only != part) || plan.items.is_empty() && part > 0 {
            continue;
        }
        let top = w.t(key::WEB_CORRECT_TOP);
        let words = match &plan.title {
            Some(title) if only.is_none() => format!("{top} ({title})"),
            _ => top,
        };
        list.push(OptionView {
            value: format!("{}:", part + 1),
            words,
            chosen: own.item.is_some() && own.parent.is_none(),
        });
        let names = origins.items.get(part).map(Vec::as_slice);
        let mut walk = Parents {
            w,
            own,
            names: names.unwrap_or_default().iter(),
            list: &mut list,
        };
        walk.below(&plan.items, 1, true);
    }
    list
}

struct Parents<'a, 'b> {
    w: Words,
    own: &'b Own<'a>,
    names: std::slice::Iter<'b, Origin>,
    list: &'b mut Vec<OptionView>,
}

impl Parents<'_, '_> {
    fn below(&mut self, items: &[ReadItem], depth: usize, offered: bool) {
        for item in items {
            let is = |one: Option<&ReadItem>| one.is_some_and(|one| std::ptr::eq(one, item));
            let offered = offered && !is(self.own.item);
            let Some(origin) = self.names.next() else {
                return;
            };
            if offered {
                self.list.push(OptionView {
                    value: origin.0.clone(),
                    words: format!("{}{}", "\u{3000}".repeat(depth), name(self.w, item)),
                    chosen: is(self.own.parent),
                });
            }
            self.below(&item.items, depth + 1, offered);
        }
    }
}

fn find<'a>(reading: &'a Reading, origins: &Origins, origin: &Origin) -> Option<Found<'a>> {
    for (part, plan) in plans(reading).enumerate() {
        let names = origins.items.get(part)?;
        let Some(mut number) = names.iter().position(|one| one == origin) else {
            continue;
        };
        let mut above = Vec::new();
        let (beside, position) = reach(&plan.items, &mut number, &mut above)?;
        return Some(Found {
            part,
            item: &beside[position],
            above,
            beside,
            position,
        });
    }
    None
}

/// The item after `number` others in reading order: the list it stands in and its position.
fn reach<'a>(
    items: &'a [ReadItem],
    number: &mut usize,
    above: &mut Vec<&'a ReadItem>,
) -> Option<(&'a [ReadItem], usize)> {
    for (position, item) in items.iter().enumerate() {
        if *number == 0 {
            return Some((items, position));
        }
        *number -= 1;
        above.push(item);
        if let Some(found) = reach(&item.items, number, above) {
            return Some(found);
        }
        above.pop();
    }
    None
}

fn name(w: Words, item: &ReadItem) -> String {
    match &item.label {
        Some(label) => format!("{label}{}{}", joint(label), item.title),
        None if item.title.is_empty() => w.t(key::WEB_NO_TITLE),
        None => item.title.clone(),
    }
}

/// A sign and its meaning.
pub struct LegendView {
    /// Its position.
    pub number: usize,
    /// The sign.
    pub symbol: String,
    /// Of which scale.
    pub of: String,
    /// Its meaning.
    pub meaning: String,
}

/// The names of the levels of every plan that can be taken in, each with the rest of its field's
/// name: plan and position.
pub fn levels(reading: &Reading) -> Vec<(String, String)> {
    let offered = offered_plans(reading).into_iter();
    let of_plan = |one: Offered<'_>| -> Vec<(String, String)> {
        let levels = one.plan.levels.iter().enumerate();
        levels
            .map(|(position, level)| (format!("{}-{position}", one.part), level.clone()))
            .collect()
    };
    offered.flat_map(of_plan).collect()
}

/// The depths of every plan that can be taken in whose levels have no name: the rest of the field's
/// name (plan and depth), and the depth.
pub fn depths(reading: &Reading) -> Vec<(String, usize)> {
    let offered = offered_plans(reading).into_iter();
    let of_plan = |one: Offered<'_>| {
        let named = |depth| (format!("{}-{depth}", one.part), depth);
        unnamed_depths(one.plan).into_iter().map(named).collect()
    };
    offered.flat_map(|one| -> Vec<_> { of_plan(one) }).collect()
}

/// The legends of a reading, each with its position.
pub fn legends(reading: &Reading) -> Vec<LegendView> {
    let view = |(number, legend): (usize, &Legend)| LegendView {
        number,
        symbol: legend.symbol.clone(),
        of: legend.of.clone().unwrap_or_default(),
        meaning: legend.meaning.clone(),
    };
    reading.legends.iter().enumerate().map(view).collect()
}

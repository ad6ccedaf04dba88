//! From a form that was sent to the edit it means.

use axum::http::StatusCode;
use ayumi_app::Key;
use ayumi_app::plan::edit::{Binned, items_of_lines};
use ayumi_core::intake::Ids;
use ayumi_core::interchange::digest;
use ayumi_core::plan::edit::{Edit, EditFault, Fields as ItemFields, Head, Place, Share, item_of};
use ayumi_core::plan::label::leading_number;
use ayumi_core::plan::{
    Direction, FiscalYear, Group, Grouping, IndicatorKind, ItemId, Link, MAX_LEVELS, NamedText,
    Numbering, Part, Period, Plan, Reported, Retired, Standing, Term, numbered_lines, parse_period,
    renumbered,
};
use ayumi_core::review::{Indicator, plain_number};
use ayumi_core::text::{is_blank, is_blank_sign};

use uuid::Uuid;

use super::STEPS;
use super::fields::{is_plain, years};
use crate::failure::Failure;
use crate::fields::Fields;

/// Most texts and indicators of a form.
const MOST: usize = 200;

/// Ids made of the key of a form: a form that is sent twice means the same edit twice, and is
/// answered once.
pub struct OfKey {
    key: Key,
    count: u32,
}

impl OfKey {
    /// The ids of a form.
    pub fn new(key: &Key) -> Self {
        Self {
            key: key.clone(),
            count: 0,
        }
    }
}

impl Ids for OfKey {
    fn next(&mut self) -> Uuid {
        self.count += 1;
        let said = digest(format!("{}/{}", self.key.as_str(), self.count).as_bytes());
        let bytes = u128::from_str_radix(&said[..32], 16).unwrap_or_default();
        // Version 8: of a kind of our own (RFC 9562).
        let marked = bytes & !(0xf << 76 | 0x3 << 62) | 0x8 << 76 | 0x2 << 62;
        Uuid::from_u128(marked)
    }
}

/// What a form needs beside the plan.
pub struct Aid<'a> {
    /// The ids of what is new.
    pub ids: &'a mut OfKey,
    /// What lies in the bin.
    pub bin: &'a [Binned],
    /// What the lines of links lead to.
    pub links: Vec<Link>,
}

/// What a form means; a fault where it does not fit the plan.
pub fn edit_of(
    fields: &Fields,
    plan: &Plan,
    aid: &mut Aid<'_>,
) -> Result<Result<Edit, EditFault>, Failure> {
    let ids = &mut *aid.ids;
    let name = fields.get("do").ok_or_else(bad)?;
    let edit = match name {
        "head" => head_of(fields, plan).map(|head| Edit::Head { head }),
        "add" => Ok(added(fields, ids)?),
        "lines" => {
            let lines = fields.get("lines").unwrap_or_default();
            let edits = items_of_lines(lines, parent_of(fields)?, ids);
            let edits = edits.ok_or(EditFault::TooMany);
            edits.map(|edits| Edit::Several {
                edits: numbered_lines(plan, edits),
            })
        }
        "numbering" => Ok(numbered(fields, plan, Vec::new())),
        "relabel" => {
            let labels = renumbered(plan, &numberings(fields));
            Ok(numbered(fields, plan, labels))
        }
        name => return of_item(name, fields, (plan, aid)),
    };
    Ok(edit)
}

fn bad() -> Failure {
    Failure::of(StatusCode::BAD_REQUEST)
}

/// What a form about one item means.
fn of_item(
    name: &str,
    fields: &Fields,
    (plan, aid): (&Plan, &mut Aid<'_>),
) -> Result<Result<Edit, EditFault>, Failure> {
    let item = fields.get("item").and_then(|id| id.parse().ok());
    let item: ItemId = item.ok_or_else(bad)?;
    let edit = match name {
        "change" => match item_of(&plan.items, item) {
            Some(now) => Edit::Change {
                item,
                fields: written(fields, (plan, &aid.links), &ItemFields::of(now)),
            },
            None => return Ok(Err(EditFault::Gone)),
        },
        "step" => {
            let step = fields.get("step");
            let step = STEPS.iter().find(|(name, _)| Some(*name) == step);
            let (_, step) = *step.ok_or_else(bad)?;
            Edit::Step { item, step }
        }
        "move" => {
            let below = fields.get("below").filter(|id| !id.is_empty());
            let parent = below.map(str::parse).transpose().map_err(|_| bad())?;
            // Dragging says before which one; without it, behind all.
            let at = fields.get("at").and_then(|at| at.parse().ok());
            let end = Place::end(parent);
            Edit::Move {
                item,
                place: at.map_or(end, |at| Place { parent, at }),
                levels: Vec::new(),
            }
        }
        "remove" => Edit::Remove { item },
        "merge" => {
            let from = fields.all("from").map(str::parse).collect::<Result<_, _>>();
            let from = from.map_err(|_| bad())?;
            Edit::Merge { into: item, from }
        }
        "split" => split_of(fields, (item, ItemId(aid.ids.next())))?,
        "restore" => match aid.bin.iter().find(|one| one.cut.item.id == item) {
            Some(one) => Edit::Restore {
                cut: Box::new(one.cut.clone()),
            },
            None => return Ok(Err(EditFault::Gone)),
        },
        _ => return Err(bad()),
    };
    Ok(Ok(edit))
}

fn added(fields: &Fields, ids: &mut OfKey) -> Result<Edit, Failure> {
    Ok(Edit::Add {
        id: ItemId(ids.next()),
        place: Place::end(parent_of(fields)?),
        fields: ItemFields {
            label: fields.text("label"),
            title: fields.text("title").unwrap_or_default(),
            ..ItemFields::default()
        },
    })
}

fn parent_of(fields: &Fields) -> Result<Option<ItemId>, Failure> {
    let parent = fields.get("parent").filter(|id| !id.is_empty());
    parent
        .map(str::parse)
        .transpose()
        .map_err(|_| Failure::of(StatusCode::BAD_REQUEST))
}

fn split_of(fields: &Fields, (item, id): (ItemId, ItemId)) -> Result<Edit, Failure> {
    let bad = |_| Failure::of(StatusCode::BAD_REQUEST);
    let items = fields
        .all("item-over")
        .map(str::parse)
        .collect::<Result<_, _>>();
    let findings = fields
        .all("finding-over")
        .map(str::parse)
        .collect::<Result<_, _>>();
    Ok(Edit::Split {
        item,
        shares: vec![Share {
            id,
            title: fields.text("title").unwrap_or_default(),
            items: items.map_err(bad)?,
            findings: findings.map_err(bad)?,
        }],
    })
}

/// The years as typed; words that name no years are refused.
pub fn period_of(fields: &Fields, now: Option<&Period>) -> Result<Option<Period>, EditFault> {
    let Some(text) = fields.text("period") else {
        return Ok(None);
    };
    if now.is_some_and(|period| period.text == text) {
        return Ok(now.cloned());
    }
    let found = parse_period(&text, None).ok_or(EditFault::Years)?;
    Ok(Some(Period {
        text,
        ..found.period
    }))
}

/// 第n次 as typed, full width or half.
pub fn generation_of(fields: &Fields) -> Option<u32> {
    let typed: Vec<char> = fields.text("generation")?.chars().collect();
    let digit = |c: &char| leading_number(&[*c]).is_some();
    let start = typed.iter().position(digit)?;
    leading_number(&typed[start..]).map(|(number, _)| number)
}

fn head_of(fields: &Fields, plan: &Plan) -> Result<Head, EditFault> {
    let levels = fields.get("levels").unwrap_or_default();
    let levels = levels
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    Ok(Head {
        title: fields.text("title").unwrap_or_default(),
        generation: generation_of(fields),
        period: period_of(fields, plan.period.as_ref())?,
        philosophy: fields.text("philosophy").map(unified),
        vision: fields.text("vision").map(unified),
        levels: levels.map(str::to_owned).collect(),
        groupings: match fields.get("groupings") {
            Some(lines) => Grouping::of_lines(lines),
            None => plan.groupings.clone(),
        },
        numbering: plan.numbering.clone(),
    })
}

/// A browser sends line ends of its own.
fn unified(text: String) -> String {
    text.replace("\r\n", "\n")
}

/// A text as typed: blanks before its first cell belong to a pasted range.
fn words_of(fields: &Fields, number: usize) -> Option<String> {
    let typed = fields.get(&format!("text-{number}"))?;
    let typed = unified(typed.trim_end_matches(is_blank_sign).to_owned());
    let typed = typed.trim_start_matches('\n');
    (!is_blank(typed)).then(|| typed.to_owned())
}

/// What was written of an item; what has no field stays as it is.
pub fn written(fields: &Fields, (plan, links): (&Plan, &[Link]), now: &ItemFields) -> ItemFields {
    let listed = |name: &str, signs: &[char]| -> Vec<String> {
        let text = fields.get(name).unwrap_or_default();
        let parts = text.split(signs).map(str::trim);
        parts
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut texts = Vec::new();
    for number in 1..=MOST {
        let name = fields.text(&format!("text-{number}-name"));
        let words = words_of(fields, number);
        if name.is_none() && words.is_none() {
            // A text whose field was not sent stays; one that was emptied goes.
            if fields.get(&format!("text-{number}")).is_none() {
                break;
            }
            continue;
        }
        let internal = match fields.get("checks") {
            Some(_) => fields.get(&format!("text-{number}-internal")).is_some(),
            None => now.texts.get(number - 1).is_some_and(|text| text.internal),
        };
        texts.push(NamedText {
            name: name.unwrap_or_default(),
            text: words.unwrap_or_default(),
            internal,
        });
    }
    let sent = |name: &str| fields.get(name).is_some();
    ItemFields {
        level: fields.text("level"),
        label: fields.text("label"),
        title: fields.text("title").map(unified).unwrap_or_default(),
        marks: listed("marks", &['、', ',', '，', '\n']),
        sections: listed("sections", &['\n', '\r']),
        texts: if sent("text-1") {
            texts
        } else {
            now.texts.clone()
        },
        indicators: indicators(fields, plan, &now.indicators),
        standing: Standing {
            supporting: match sent("supporting") {
                true => listed("supporting", &['\n', '\r']),
                false => now.standing.supporting.clone(),
            },
            links: match sent("links") {
                true => links.to_vec(),
                false => now.standing.links.clone(),
            },
            ..ticked(fields, &now.standing)
        },
    }
}

/// Groups and the end of an item; without the boxes of a whole form they stay as they are.
fn ticked(fields: &Fields, now: &Standing) -> Standing {
    if fields.get("checks").is_none() {
        return now.clone();
    }
    let group = |value: &str| {
        let (of, name) = value.split_once('\t')?;
        Some(Group {
            of: of.to_owned(),
            name: name.to_owned(),
        })
    };
    let year = fields
        .get("retired-year")
        .and_then(|year| year.parse().ok());
    let retired = Retired {
        year: year.map(FiscalYear),
        reason: fields
            .text("retired-reason")
            .map(unified)
            .unwrap_or_default(),
    };
    Standing {
        groups: fields.all("group").filter_map(group).collect(),
        retired: fields.get("retired").map(|_| retired),
        ..Standing::default()
    }
}

fn indicators(fields: &Fields, plan: &Plan, now: &[Indicator]) -> Vec<Indicator> {
    let mut all = Vec::new();
    for number in 1..=MOST {
        let field = |name: &str| fields.get(&format!("indicator-{number}-{name}"));
        let before = now.get(number - 1);
        if field("name").is_none() {
            all.extend(now.iter().skip(number - 1).cloned());
            break;
        }
        let text = |name: &str| fields.text(&format!("indicator-{number}-{name}"));
        let mut one = before.cloned().unwrap_or_default();
        (one.name, one.unit) = (text("name"), text("unit"));
        if fields.get("checks").is_some() {
            let meant = &mut one.definition;
            meant.kind = field("kind").and_then(IndicatorKind::named);
            meant.direction = field("direction").and_then(Direction::named);
            meant.no_baseline = field("no-baseline").is_some();
        }
        one.baseline = text("baseline").map(|words| match &one.baseline {
            Some(old) if old.text == words => old.clone(),
            old => reported(words, old.as_ref().and_then(|old| old.term)),
        });
        for year in years(plan) {
            let words = text(&format!("target-{}", year.0));
            let at = one.targets.iter().position(|value| is_plain(value, year));
            let term = Some(Term {
                year,
                part: Part::Whole,
            });
            match (words, at) {
                (Some(words), Some(at)) if one.targets[at].text == words => {}
                (Some(words), Some(at)) => one.targets[at] = reported(words, term),
                (Some(words), None) => one.targets.push(reported(words, term)),
                (None, Some(at)) => drop(one.targets.remove(at)),
                (None, None) => {}
            }
        }
        let says = one.name.is_some() || one.baseline.is_some();
        if says || !one.targets.is_empty() || !one.actuals.is_empty() {
            all.push(one);
        }
    }
    all
}

fn reported(text: String, term: Option<Term>) -> Reported {
    Reported {
        term,
        section: None,
        number: plain_number(&text),
        text,
    }
}

/// Other labels, and the numbering of the levels ticked; the others keep theirs.
fn numbered(fields: &Fields, plan: &Plan, labels: Vec<(ItemId, Option<String>)>) -> Edit {
    let mut head = Head::of(plan);
    for (depth, one) in numberings(fields).into_iter().enumerate() {
        if one.is_some() {
            head.numbering
                .resize(head.numbering.len().max(depth + 1), None);
            head.numbering[depth] = one;
        }
    }
    // The labels first: the form was shown with the version of all of the plan.
    let edits = vec![Edit::Relabel { labels }, Edit::Head { head }];
    Edit::Several { edits }
}

/// How the levels ticked are to be numbered.
fn numberings(fields: &Fields) -> Vec<Option<Numbering>> {
    let level = |depth: usize| {
        fields.get(&format!("with-{depth}"))?;
        Some(Numbering {
            first: fields.text(&format!("first-{depth}")).unwrap_or_default(),
            runs_on: fields.get(&format!("runs-{depth}")).is_some(),
        })
    };
    (0..MAX_LEVELS).map(level).collect()
}

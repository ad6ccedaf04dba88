//! The fields in which two versions are compared, and how one is taken over.

use serde_json::Value;

use crate::plan::{Definition, Finding, Indicator, Item, Plan, Rating};

/// A field of a plan's head or of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The plan's or the item's title.
    Title,
    /// Who promised it.
    Organization,
    /// 第n次.
    Generation,
    /// The plan's years.
    Period,
    /// 基本理念.
    Philosophy,
    /// 経営ビジョン.
    Vision,
    /// Names of the levels.
    Levels,
    /// What the signs mean.
    Legends,
    /// What is printed before an item's title.
    Label,
    /// Name of an item's level.
    Level,
    /// 新規, 拡充…
    Marks,
    /// Texts under field names.
    Texts,
    /// Sections in charge.
    Sections,
    /// What is to happen when.
    Schedule,
    /// Indicators.
    Indicators,
    /// Under which item it stands.
    Parent,
    /// In which order the items below it (or of the first level) stand.
    Order,
}

impl Field {
    /// Its name in keys.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Organization => "organization",
            Self::Generation => "generation",
            Self::Period => "period",
            Self::Philosophy => "philosophy",
            Self::Vision => "vision",
            Self::Levels => "levels",
            Self::Legends => "legends",
            Self::Label => "label",
            Self::Level => "level",
            Self::Marks => "marks",
            Self::Texts => "texts",
            Self::Sections => "sections",
            Self::Schedule => "schedule",
            Self::Indicators => "indicators",
            Self::Parent => "parent",
            Self::Order => "order",
        }
    }
}

/// A field that is compared and taken over as a whole.
pub(super) struct Part<T> {
    pub field: Field,
    /// What it says, to be compared.
    pub says: fn(&T) -> Value,
    /// Takes it over.
    pub take: fn(&mut T, &T),
}

macro_rules! part {
    ($type:ty, $field:ident, $name:ident) => {
        Part::<$type> {
            field: Field::$field,
            says: |one| said(&one.$name),
            take: |one, other| one.$name.clone_from(&other.$name),
        }
    };
}

/// The fields of a plan's head.
pub(super) const OF_PLAN: [Part<Plan>; 8] = [
    part!(Plan, Title, title),
    part!(Plan, Organization, organization),
    part!(Plan, Generation, generation),
    part!(Plan, Period, period),
    part!(Plan, Philosophy, philosophy),
    part!(Plan, Vision, vision),
    part!(Plan, Levels, levels),
    part!(Plan, Legends, legends),
];

/// The fields of an item but its place.
pub(super) const OF_ITEM: [Part<Item>; 8] = [
    part!(Item, Title, title),
    part!(Item, Label, label),
    part!(Item, Level, level),
    part!(Item, Marks, marks),
    OPEN_TEXTS,
    part!(Item, Sections, sections),
    part!(Item, Schedule, schedule),
    COUNTED,
];

/// A document says what is open to all; what is for the office alone stays.
const OPEN_TEXTS: Part<Item> = Part {
    field: Field::Texts,
    says: |one| {
        let open = one.texts.iter().filter(|text| !text.internal);
        said(&open.collect::<Vec<_>>())
    },
    take: |one, other| {
        one.texts.retain(|text| text.internal);
        let open = other.texts.iter().filter(|text| !text.internal);
        one.texts.splice(0..0, open.cloned());
    },
};

/// A document says names and values; how an indicator is meant was said here.
const COUNTED: Part<Item> = Part {
    field: Field::Indicators,
    says: |one| {
        let plain = one.indicators.iter().map(|one| Indicator {
            definition: Definition::default(),
            ..one.clone()
        });
        said(&plain.collect::<Vec<_>>())
    },
    take: |one, other| {
        let meant = std::mem::replace(&mut one.indicators, other.indicators.clone());
        for taken in &mut one.indicators {
            let same = meant.iter().find(|old| old.name == taken.name);
            if let Some(same) = same.filter(|same| !same.definition.is_plain()) {
                taken.definition = same.definition.clone();
            }
        }
    },
};

/// What a document says in a finding: not what people here linked it to.
pub(super) fn said_in(finding: &Finding) -> Value {
    let refs: Vec<_> = finding
        .refs
        .iter()
        .map(|one| (one.page, one.label.as_deref()))
        .collect();
    serde_json::json!([finding.kind, finding.marker, finding.text, refs])
}

/// A rating without its identity.
pub(super) fn judged(rating: &Rating) -> Value {
    without_places(serde_json::to_value(rating))
}

fn said(value: &impl serde::Serialize) -> Value {
    without_places(serde_json::to_value(value))
}

/// Ids and places in a source say nothing about a plan. What cannot be written as JSON (a number
/// that is none) says nothing either.
fn without_places(value: Result<Value, serde_json::Error>) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(object) => {
                for key in ["id", "at"] {
                    object.shift_remove(key);
                }
                object.values_mut().for_each(strip);
            }
            Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = value.unwrap_or_default();
    strip(&mut value);
    value
}

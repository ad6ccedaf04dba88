//! What a new plan begins with: nothing, a structure the field knows, or another plan.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::role::named;
use crate::plan::{Item, ItemId, LineageEdge, Plan};
use crate::review::{Definition, Indicator};

named!(
    /// A structure a plan may begin with. Its level names are words of the screen's language.
    Template {
        /// Nothing: levels are named by hand.
        Blank = "blank",
        /// 発展・強化計画: areas of the organisation, what is strengthened, what is done.
        Development = "development",
        /// 地域福祉活動計画: goals, measures, activities.
        Activity = "activity",
        /// 実施計画: policies, measures, projects of a year.
        Implementation = "implementation",
    }
);

impl Template {
    /// The least and the most levels it may have.
    pub const LEVELS: std::ops::RangeInclusive<usize> = 3..=6;
}

/// The structure of a plan as the draft of another one: levels, items with labels, titles, marks,
/// texts, sections, groups and indicators without values; each item is a line's next step. What was
/// reported, found and rated stays with the old plan.
#[must_use]
pub fn copied(plan: &Plan, next: &mut dyn FnMut() -> Uuid) -> (Vec<Item>, Vec<LineageEdge>) {
    let mut edges = Vec::new();
    let items = copies(&plan.items, next, &mut edges);
    (items, edges)
}

fn copies(
    items: &[Item],
    next: &mut dyn FnMut() -> Uuid,
    edges: &mut Vec<LineageEdge>,
) -> Vec<Item> {
    let mut made = Vec::with_capacity(items.len());
    // What has ended is not begun again.
    let goes_on = |item: &&Item| item.standing.retired.is_none();
    for item in items.iter().filter(goes_on) {
        let id = ItemId(next());
        edges.push(LineageEdge {
            from: item.id,
            to: id,
            verdict: String::new(),
        });
        let indicator = |one: &Indicator| Indicator {
            name: one.name.clone(),
            unit: one.unit.clone(),
            definition: Definition {
                changes: Vec::new(),
                ..one.definition.clone()
            },
            ..Indicator::default()
        };
        made.push(Item {
            level: item.level.clone(),
            label: item.label.clone(),
            title: item.title.clone(),
            marks: item.marks.clone(),
            texts: item.texts.clone(),
            sections: item.sections.clone(),
            standing: item.standing.clone(),
            indicators: item.indicators.iter().map(indicator).collect(),
            items: copies(&item.items, next, edges),
            ..Item::bare(id)
        });
    }
    made
}

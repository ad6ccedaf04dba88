//! How an item stands beside the tree: who supports it, in which groups it is, what it goes with,
//! and whether it has ended.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FiscalYear, Item, ItemId, Plan, PlanId, printed};
use crate::text::{is_blank, is_blank_sign};

/// A grouping that cuts across the tree, with its groups in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Grouping {
    /// `部門`, `共通重点項目`, `SDGs`.
    pub name: String,
    /// `地域福祉`, `在宅福祉`…
    pub groups: Vec<String>,
}

/// A line of a form or a table: `部門：地域福祉、在宅福祉`.
impl fmt::Display for Grouping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}", self.name, self.groups.join("、"))
    }
}

impl Grouping {
    /// The groupings that lines name, blank ones passed over; colons and commas of either width.
    #[must_use]
    pub fn of_lines(lines: &str) -> Vec<Self> {
        let part = |text: &str| text.trim_matches(is_blank_sign).to_owned();
        let line = |line: &str| {
            let (name, groups) = line.split_once(['：', ':']).unwrap_or((line, ""));
            let groups = groups.split(['、', ',', '，']).map(part);
            Self {
                name: part(name),
                groups: groups.filter(|group| !group.is_empty()).collect(),
            }
        };
        let lines = lines.lines().filter(|line| !is_blank(line));
        lines.map(line).collect()
    }
}

/// A group an item is in.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Group {
    /// The grouping it belongs to.
    pub of: String,
    /// Its name.
    pub name: String,
}

/// `部門：地域福祉`.
impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}：{}", self.of, self.name)
    }
}

/// What an item goes with beside its line: an item or a plan of this council, or words alone where
/// it is kept elsewhere (`市地域福祉計画 基本目標2`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// The plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanId>,
    /// The item of it; `None` = the plan as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// How it is called.
    pub text: String,
}

impl Link {
    /// What a link to an item is called where nobody called it otherwise: the plan, and the item as
    /// it is printed.
    #[must_use]
    pub fn name_of(plan: &str, item: &Item) -> String {
        format!("{plan} {}", printed(item.label.as_deref(), &item.title))
    }
}

/// An item that is carried on no longer. It stays in the plan: what was promised is not taken back
/// by leaving it out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Retired {
    /// The last year in which it was carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<FiscalYear>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// How an item stands beside the tree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Standing {
    /// The sections that support the leading ones (関係課, 協力課).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supporting: Vec<String>,
    /// The groups it is in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// What it goes with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// It has ended (終了, 廃止).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired: Option<Retired>,
}

impl Standing {
    /// Nothing is said.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

impl Plan {
    /// Leaves out what is for the office alone: what is published or sent outside says this.
    pub fn keep_public(&mut self) {
        fn walk(items: &mut [Item]) {
            for item in items {
                item.texts.retain(|text| !text.internal);
                walk(&mut item.items);
            }
        }
        walk(&mut self.items);
    }

    /// The groupings as they are: those the plan names, with groups that only items name behind.
    #[must_use]
    pub fn all_groupings(&self) -> Vec<Grouping> {
        fn walk(items: &[Item], all: &mut Vec<Grouping>) {
            for item in items {
                for group in &item.standing.groups {
                    let at = all.iter().position(|one| one.name == group.of);
                    let at = at.unwrap_or_else(|| {
                        all.push(Grouping {
                            name: group.of.clone(),
                            groups: Vec::new(),
                        });
                        all.len() - 1
                    });
                    if !all[at].groups.contains(&group.name) {
                        all[at].groups.push(group.name.clone());
                    }
                }
                walk(&item.items, all);
            }
        }
        let mut all = self.groupings.clone();
        walk(&self.items, &mut all);
        all
    }
}

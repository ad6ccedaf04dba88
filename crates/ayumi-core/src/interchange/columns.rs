//! What the columns of a table hold: as they were read, and as a person says for a whole form of
//! tables (列の対応, `ux.md` 26). A matching made for one file serves the next file of that form.

use std::collections::BTreeMap;

use ayumi_document::At;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a column can be said to hold.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// Items; the heading is the name of their level.
    Level,
    /// Labels of the items to the right.
    Label,
    /// Sections in charge.
    Section,
    /// 新規, 拡充…
    Mark,
    /// A text of the item; the heading is its name.
    Text,
    /// What is planned, by term.
    Schedule,
    /// Names of indicators.
    Indicator,
    /// Units of indicators.
    Unit,
    /// Values before the plan.
    Baseline,
    /// Values aimed at.
    Target,
    /// Values reached.
    Actual,
    /// Grades.
    Rating,
    /// Words beside a grade.
    RatingText,
    /// 成果.
    Result,
    /// 反省点.
    Reflection,
    /// Findings nobody classified yet.
    Finding,
    /// Nothing of the plan.
    Nothing,
}

impl Meaning {
    /// All of them, in the order they are offered in.
    pub const ALL: [Self; 17] = [
        Self::Level,
        Self::Label,
        Self::Section,
        Self::Mark,
        Self::Text,
        Self::Schedule,
        Self::Indicator,
        Self::Unit,
        Self::Baseline,
        Self::Target,
        Self::Actual,
        Self::Rating,
        Self::RatingText,
        Self::Result,
        Self::Reflection,
        Self::Finding,
        Self::Nothing,
    ];
}

/// The columns of the tables of one form, as they were read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TableForm {
    /// The columns from the left; columns that are called alike stand together.
    pub columns: Vec<ReadColumn>,
    /// How many tables of the document have this form.
    pub tables: usize,
    /// The name of the matching it was read with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matching: Option<String>,
    /// Where the first of them begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
}

impl TableForm {
    /// The keys of its columns.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.key.as_str())
    }
}

/// A column, or several that are called alike (令和6年度, 令和7年度…), as read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadColumn {
    /// What a matching knows it by: the heading folded, without blanks and years. Heads over
    /// several rows are joined by ` / `.
    pub key: String,
    /// The heading as printed, that of the first of them.
    pub heading: String,
    /// How many columns of the table are called so.
    pub count: usize,
    /// What it was taken for; `None` where it was not understood or is of another kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<Meaning>,
    /// What a person said it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Meaning>,
    /// Its first values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
}

/// What a person said of the columns of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ColumnMatching {
    /// What the person calls it.
    pub name: String,
    /// By key ([`ReadColumn::key`]): what the column holds; `None` = as its heading says.
    pub columns: BTreeMap<String, Option<Meaning>>,
}

impl ColumnMatching {
    /// Is a table with columns of these keys of this form? It may have further columns.
    #[must_use]
    pub fn fits(&self, keys: &[String]) -> bool {
        !self.columns.is_empty() && self.columns.keys().all(|key| keys.contains(key))
    }

    /// Is this matching for the same form as another one?
    #[must_use]
    pub fn same_form(&self, other: &Self) -> bool {
        self.columns.keys().eq(other.columns.keys())
    }
}

/// The matching for a table with columns of these keys: of several that fit the one that knows most
/// of its columns, of those the first.
#[must_use]
pub fn matching_for<'a>(
    matchings: &'a [ColumnMatching],
    keys: &[String],
) -> Option<&'a ColumnMatching> {
    let fitting = matchings.iter().filter(|one| one.fits(keys));
    fitting.rev().max_by_key(|one| one.columns.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matching(name: &str, keys: &[&str]) -> ColumnMatching {
        ColumnMatching {
            name: name.to_owned(),
            columns: keys.iter().map(|key| ((*key).to_owned(), None)).collect(),
        }
    }

    fn keys(keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| (*key).to_owned()).collect()
    }

    #[test]
    fn a_matching_fits_tables_that_have_all_its_columns() {
        let known = [
            matching("two", &["事業", "内容"]),
            matching("three", &["事業", "内容", "所管"]),
            matching("again", &["事業", "内容"]),
            matching("none", &[]),
        ];
        let name = |of: &[&str]| matching_for(&known, &keys(of)).map(|one| one.name.as_str());
        assert_eq!(name(&["事業", "内容"]), Some("two"));
        assert_eq!(name(&["内容", "備考", "事業"]), Some("two"));
        assert_eq!(name(&["内容", "所管", "事業"]), Some("three"));
        assert_eq!(name(&["事業"]), None);
        assert!(known[0].same_form(&known[2]) && !known[0].same_form(&known[1]));
    }
}

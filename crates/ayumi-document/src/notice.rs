//! What a reader reports beside what it read: notices, repairs, questions, unplaced text.
//!
//! The codes are closed lists (they appear in the published schema). The words for people come
//! from `ayumi-locale`; the `text` fields here are empty until it fills them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::place::At;

/// How much a notice matters.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Look at it.
    Warning,
    /// Part of the file could not be taken.
    Error,
}

/// What a notice is about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A byte that is no text in the file's encoding; `value` = the byte in hexadecimal.
    BadByte,
    /// The file is valid in several encodings; `value` = the one taken.
    EncodingUnsure,
    /// Which encoding the file was read in, when it is not UTF-8.
    EncodingDetected,
    /// NUL or another control character was taken out.
    ControlCharacter,
    /// A bidirectional or zero-width control was taken out.
    InvisibleCharacter,
    /// Two items have the same label under one parent of a numbered level.
    LabelRepeated,
    /// A number is missing in a sequence of labels.
    LabelGap,
    /// Labels do not rise.
    LabelOrder,
    /// Two items differ only in width, blanks or long marks.
    TitleRepeated,
    /// A text was cut at the field's limit.
    FieldLimit,
    /// More items or levels than a plan may have.
    PlanLimit,
    /// A year of a past era was read as the present one (平成32年度 = 令和2年度).
    EraContinued,
    /// A year printed without its era was given one from the years around it.
    EraAssumed,
    /// A day that lies outside its era.
    EraOutside,
    /// The western and the Japanese year disagree.
    YearMismatch,
    /// A day or year that does not exist.
    DateImpossible,
    /// The period ends before it begins.
    PeriodReversed,
    /// A term outside the plan's period.
    TermOutsidePeriod,
    /// Private-use or otherwise unprintable characters.
    PrivateCharacter,
    /// Characters seem lost in the source.
    TextDamaged,
    /// A page reference that leads out of the document.
    ReferenceUnresolved,
    /// The document looks like no plan.
    NotAPlan,
    /// The document holds personal details of a resident.
    PersonalDetails,
    /// The two printings of an item differ.
    PrintingsDiffer,
    /// Styles and scripts of a web page were left out.
    SiteFurniture,
    /// A font lacks a character; 〓 was printed.
    GlyphMissing,
    /// Pictures whose words cannot be read; `value` = how many.
    PicturesNotRead,
    /// Photographs that hold the place they were taken at; `value` = how many.
    PhotoPlace,
    /// Charts, diagrams, drawn letters, files inside the file; `value` = how many.
    ObjectsNotRead,
    /// Deleted words that the file still holds; `value` = how many places.
    DeletionsNotRead,
    /// Comments; `value` = how many.
    CommentsNotRead,
    /// Hidden words; `value` = how many places.
    HiddenNotRead,
    /// Hidden parts were read because a person asked for it; `value` = how many.
    HiddenRead,
    /// Only some pages were read because a person asked for it; `value` = which.
    PagesChosen,
    /// Pages of pictures: there is no text to read, the file can only be kept.
    NoText,
    /// A part the file names is gone or damaged; `value` = its name.
    PartMissing,
    /// More cells than are read; `value` = how many were only counted.
    CellLimit,
    /// The words of a cell were longer than a cell may be, and were cut; `value` = their length.
    CellCut,
    /// A formula shows an error; `value` = the error (`#REF!`).
    CellError,
    /// The file does not hold what a formula shows; `value` = the formula.
    FormulaWithoutValue,
    /// A cell points at words the file does not hold; `value` = their number.
    StringMissing,
    /// A formula points at another file or a program; `value` = the formula, or how many files.
    OutsideNotFollowed,
    /// A quote that opens a cell never closes.
    QuoteOpen,
    /// A row has more or fewer cells than the first; `value` = how many.
    RowRagged,
    /// Two columns have the same heading; `value` = the heading.
    HeadingRepeated,
    /// A column with values has no heading; `value` = its number.
    HeadingEmpty,
    /// What parts the cells of a text, where it is no comma; `value` = the sign.
    SeparatorDetected,
    /// The file draws signs without telling their characters; `value` = what stands for each.
    CharacterUntold,
    /// A page of pictures without characters.
    PageWithoutText,
    /// A page shows more than is read of one page.
    PageCut,
    /// Characters that are not drawn, under a picture of the page: made by character recognition.
    InvisibleText,
    /// Something in the file that is neither run nor read; `part` = what (`scripts`, `attachments`,
    /// `form`, `dynamic-form`, `notes`, `signature`).
    PartNotRead,
    /// A day in a column of numbers, which a spreadsheet may have made of `1-2`; `value` = as printed.
    NumberAsDay,
    /// A total differs from the sum of its parts; `label`, `value` = as printed, `sum`.
    SumDiffers,
    /// The same at the first of the parts; `label`, `value` = the total as printed, `sum`.
    SumParts,
    /// One cell sets a row's and a column's total wrong by the same amount; `value` = as printed,
    /// `expected`.
    SumCell,
    /// A part is more than what it is part of; `value`, `whole`. Stands at both places.
    PartAboveWhole,
    /// A rate or share differs from the numbers beside it; `value` = as printed, `rate`.
    RateDiffers,
    /// A rate of a target of 0; `value` = as printed. Stands at both places.
    RateUndefined,
    /// The columns of a table were read as a person matched them before; `name` = of the matching.
    ColumnsMatched,
    /// The unit changes within a column; `first`, `value` = as printed.
    UnitsMixed,
}

/// Something a reader, the recogniser or a writer has to report. Never a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    /// What it is about.
    pub rule: Rule,
    /// How much it matters.
    pub severity: Severity,
    /// The words for people, in the chosen language; filled by `ayumi-locale`.
    #[serde(default)]
    pub text: String,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
    /// The values the words speak of, by name (`value`, `label`, `first`…).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
}

impl Notice {
    /// A notice without values.
    #[must_use]
    pub fn new(rule: Rule, severity: Severity, at: Option<At>) -> Self {
        Self {
            rule,
            severity,
            text: String::new(),
            at,
            values: BTreeMap::new(),
        }
    }

    /// The same with one value more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.insert(name.to_owned(), value.into());
        self
    }
}

/// What kind of repair was made.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum RepairRule {
    /// A Kangxi radical or a radical of the CJK supplement became the character.
    CjkRadical,
    /// A loose voicing mark was joined to its kana.
    VoicingMark,
    /// Invisible controls were removed.
    InvisibleCharacter,
    /// 重 点 課 題 → 重点課題.
    LetterSpacing,
    /// A line break or blank inside a word or sentence was removed.
    BrokenWord,
    /// 進行管理進行管理 → 進行管理.
    Repeat,
    /// Shift_JIS row 13 with its first byte lost: @ → ①, T → Ⅰ.
    LostLeadByte,
    /// A circled number in the private-use area.
    PrivateNumber,
    /// One character a line, printed downwards.
    VerticalText,
    /// An era's name or sign was lost in extraction.
    DamagedYear,
}

/// A repair: the source prints `before`, the reading says `after`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Repair {
    /// Which rule.
    pub rule: RepairRule,
    /// The word or cell as the source has it.
    pub before: String,
    /// The same as read.
    pub after: String,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
}

/// Why a text was not placed.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// A heading that only orders the document.
    Heading,
    /// The heading of a table's column or row, or the name of a field.
    TableHead,
    /// A line of a table of contents.
    TableOfContents,
    /// A page number or running head.
    PageFurniture,
    /// Menus, scripts, styles and footers of a web site.
    SiteFurniture,
    /// The second printing of something already placed.
    Duplicate,
    /// Words around a field (`第2次計画において、…と示しました。`).
    Wording,
    /// A legend's words, where they were not placed as a legend.
    Legend,
    /// Counts and sums about a plan.
    Statistics,
    /// Money.
    Finance,
    /// Minutes of a meeting.
    Minutes,
    /// A form with personal details.
    PersonalDetails,
    /// Opinions and replies.
    Opinions,
    /// A value that could not be given to an item.
    Unassigned,
    /// Text whose order cannot be known.
    OrderUnknown,
    /// A value the form has no place for.
    NoField,
    /// Cut at a field's limit.
    FieldLimit,
    /// The document is no plan.
    NotAPlan,
    /// A mark such as 〃 whose meaning was taken over from above.
    SameAsAbove,
    /// Rows, columns or sheets hidden in the source.
    Hidden,
    /// The formula behind a shown value.
    Formula,
    /// A copy kept for old programs.
    FallbackCopy,
    /// Could not be read for another reason.
    NotUnderstood,
}

/// A text of the source that has no place in the plan, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unplaced {
    /// The words of the source.
    pub text: String,
    /// Why they have no place.
    pub why: Why,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
}

/// What is asked.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Ask {
    /// Which item is the parent of this one (`at`: the item)? Choices: names of items as printed
    /// (label and title, or the title), empty = at the top.
    WhichParent,
    /// Which level does this item belong to (`at`: the item)? Choices: names of levels.
    WhichLevel,
    /// The columns of a table are out of order: what belongs to what? Choices: the first empty
    /// (the value at `at` stays unplaced), then names of items it may belong to; `values.column`
    /// is the name of its column. Without choices nobody can decide it here.
    WhichColumn,
    /// Two columns of text are read across: where is the border? No choices: the document has to
    /// be saved anew.
    ColumnBorder,
    /// Is this the title of the plan? Choices: titles; others may be typed. `values.plan` is the
    /// plan's position in the file, here and in all questions about a plan's head.
    WhichTitle,
    /// Result or reflection (`at`: the finding, `values.value`: its words)? Choices: names of kinds
    /// as in the form.
    WhichKind,
    /// Which encoding? Choices: labels of encodings; the file is read again.
    WhichEncoding,
    /// Which of two trees? Choices: `parent > item` where one item (`at`) stands below either; or
    /// a few words for each tree, where the second one waits in `more_plans` (`values.plan`: its
    /// position in the file). Otherwise nobody can decide it here.
    WhichTree,
    /// Which period? Choices: periods as printed; others may be typed.
    WhichPeriod,
    /// Which meaning of a sign (`values.symbol`, `values.of`)? Choices: meanings; others may be
    /// typed.
    WhichMeaning,
    /// Which council's plan is it? Choices: names as printed.
    WhichCouncil,
    /// Is this label (damaged in the source) the one proposed (`at`: the item)? Choices: labels,
    /// empty = none; others may be typed.
    WhichLabel,
    /// Years are printed without their era: which era is meant? Choices: the same years one by
    /// one, each with its era.
    WhichEra,
}

/// A question a person can decide. The reading holds the likelier answer meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Question {
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<At>,
    /// What is asked.
    pub ask: Ask,
    /// The words for people, in the chosen language; filled by `ayumi-locale`.
    #[serde(default)]
    pub text: String,
    /// The answers to choose from, the one taken first.
    #[serde(default)]
    pub choices: Vec<String>,
    /// The values the words speak of, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
}

//! Columns as a person matched them, and the forms of tables there are to be matched.

use ayumi_core::interchange::{ColumnMatching, Meaning, ReadColumn, TableForm, matching_for};
use ayumi_document::{Notice, Rule, Severity};

use super::header::{Header, LOOK, build};
use super::role::{Column, Role, column, rating, without_time};
use crate::text::view::{Grid, GridCell};
use crate::words::exact;
use crate::work::Work;
use crate::years::without_era;

/// Most forms named in a reading, and most columns of one: more a person would not look through.
const MOST_FORMS: usize = 60;
const MOST_COLUMNS: usize = 80;
/// Longest heading of a table nobody knew, in characters: longer ones are sentences.
const LONGEST: usize = 40;
/// Rows looked through for examples, how many are kept of a column, and how long each is.
const ROWS: usize = 20;
const EXAMPLES: usize = 2;
/// Stands for a year or half in a key: the next file of a form is of the next year.
const TIME: char = '@';

/// The headings of a column: as printed, and as a matching knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Heading {
    /// As printed; heads over several rows joined by ` / `.
    printed: String,
    /// Folded, without blanks and years.
    key: String,
    /// The lowest of its rows, folded.
    last: Vec<char>,
    /// The same, as printed.
    name: String,
}

/// The heading rows of a table of a form that a person matched, with its name.
pub(super) fn matched<'m>(
    matchings: &'m [ColumnMatching],
    grid: &Grid,
) -> Option<(Header, &'m ColumnMatching)> {
    if matchings.is_empty() {
        return None;
    }
    (0..grid.rows.len().min(LOOK)).find_map(|at| {
        let head = build(grid, at);
        let keys: Vec<String> = headings(grid, &head).into_iter().map(|h| h.key).collect();
        matching_for(matchings, &keys).map(|matching| (head, matching))
    })
}

/// Makes the columns what the person said they are.
pub(super) fn say(head: &mut Header, grid: &Grid, matching: &ColumnMatching) {
    let headings = headings(grid, head);
    for (slot, heading) in head.columns.iter_mut().zip(&headings) {
        let Some(Some(meaning)) = matching.columns.get(&heading.key) else {
            continue;
        };
        let when = slot.as_ref().map(|column| column.when);
        *slot = Some(Column {
            role: role(*meaning, heading),
            when: when.unwrap_or_else(|| without_time(&heading.last).1),
        });
    }
}

/// Tells that a matching was used.
pub(super) fn tell(work: &mut Work, grid: &Grid, head: &Header, matching: &ColumnMatching) {
    let known = |one: &Notice| {
        one.rule == Rule::ColumnsMatched && one.values.get("name") == Some(&matching.name)
    };
    if work.notices.iter().any(known) {
        return;
    }
    let at = place(grid, head.first);
    let notice = Notice::new(Rule::ColumnsMatched, Severity::Info, at);
    work.notices.push(notice.with("name", &matching.name));
}

fn place(grid: &Grid, row: usize) -> Option<ayumi_document::At> {
    let mut cells = grid.rows.get(row)?.iter();
    cells.find_map(|cell| cell.at.clone())
}

/// Notes the form of a table whose heading rows are known.
pub(super) fn note(work: &mut Work, grid: &Grid, head: &Header, matching: Option<&ColumnMatching>) {
    let headings = headings(grid, head);
    let mut columns: Vec<ReadColumn> = Vec::new();
    for (col, heading) in headings.into_iter().enumerate() {
        if heading.key.is_empty() {
            continue;
        }
        if let Some(known) = columns.iter_mut().find(|one| one.key == heading.key) {
            known.count += 1;
            continue;
        }
        if columns.len() == MOST_COLUMNS {
            return;
        }
        let role = head.columns.get(col).and_then(Option::as_ref);
        let said = matching.and_then(|one| one.columns.get(&heading.key).copied().flatten());
        columns.push(ReadColumn {
            taken: role.and_then(|column| meaning(&column.role)),
            said,
            examples: examples(grid, head.body, col),
            key: heading.key,
            heading: heading.printed,
            count: 1,
        });
    }
    if columns.len() < 2 {
        return;
    }
    let form = TableForm {
        columns,
        tables: 1,
        matching: matching.map(|one| one.name.clone()),
        at: place(grid, head.first),
    };
    let same = |known: &TableForm| known.keys().eq(form.keys());
    match work.forms.iter().position(same) {
        Some(known) => work.forms[known].tables += 1,
        None if work.forms.len() < MOST_FORMS => work.forms.push(form),
        None => {}
    }
}

/// Notes the form of a table in which no heading was known: its fullest row near the top may be one.
pub(super) fn note_unknown(work: &mut Work, grid: &Grid) {
    let filled = |row: &Vec<GridCell>| row.iter().filter(|cell| !cell.is_blank()).count();
    let below = grid.rows.len().saturating_sub(1);
    let rows = grid.rows.iter().take(below.min(LOOK)).map(filled);
    let Some((at, cells)) = rows.enumerate().rev().max_by_key(|(_, cells)| *cells) else {
        return;
    };
    let short = |cell: &GridCell| cell.folded().len() <= LONGEST;
    if cells >= 2 && grid.rows[at].iter().all(short) {
        note(work, grid, &build(grid, at), None);
    }
}

fn examples(grid: &Grid, body: usize, col: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for row in body..grid.rows.len().min(body + ROWS) {
        let Some(cell) = grid.cell(row, col).filter(|cell| !cell.is_blank()) else {
            continue;
        };
        let text: String = printed(cell).chars().take(LONGEST).collect();
        if !found.contains(&text) {
            found.push(text);
        }
        if found.len() == EXAMPLES {
            break;
        }
    }
    found
}

fn printed(cell: &GridCell) -> String {
    cell.lines.iter().map(|line| line.text.value()).collect()
}

/// The headings of all columns.
fn headings(grid: &Grid, head: &Header) -> Vec<Heading> {
    let mut headings = vec![Heading::default(); grid.width];
    for row in grid.rows.iter().take(head.body).skip(head.first) {
        for cell in row.iter().filter(|cell| !cell.is_blank()) {
            let (t, words) = (cell.folded(), printed(cell));
            let key = key(&t);
            for heading in headings.iter_mut().skip(cell.col).take(cell.cols) {
                if !heading.key.is_empty() {
                    heading.key.push_str(" / ");
                    heading.printed.push_str(" / ");
                }
                heading.key.push_str(&key);
                heading.printed.push_str(&words);
                heading.last.clone_from(&t);
                heading.name.clone_from(&words);
            }
        }
    }
    headings
}

/// A heading without what changes from year to year.
fn key(t: &[char]) -> String {
    if without_era(t).is_some() {
        return TIME.to_string();
    }
    let (mut rest, when) = without_time(t);
    if when != super::role::When::default() {
        rest.push(TIME);
    }
    rest.into_iter().collect()
}

fn role(meaning: Meaning, heading: &Heading) -> Role {
    use ayumi_core::review::FindingKind;
    match meaning {
        Meaning::Level => Role::Level(heading.last.iter().collect()),
        Meaning::Label => Role::Label,
        Meaning::Section => Role::Section,
        Meaning::Mark => Role::Mark,
        Meaning::Text => Role::Text(named(heading)),
        Meaning::Schedule => Role::Schedule,
        Meaning::Indicator => Role::Indicator,
        Meaning::Unit => Role::Unit,
        Meaning::Baseline => Role::Baseline,
        Meaning::Target => Role::Target,
        Meaning::Actual => Role::Actual,
        Meaning::Rating => rating(&heading.last),
        Meaning::RatingText => Role::RatingText,
        Meaning::Result => Role::Finding(Some(FindingKind::Result)),
        Meaning::Reflection => Role::Finding(Some(FindingKind::Reflection)),
        Meaning::Finding => Role::Finding(None),
        Meaning::Nothing => Role::NoField,
    }
}

/// The name of a text: the field's own where it is one, else the heading as printed.
fn named(heading: &Heading) -> String {
    let known = exact("field.text", &heading.last).map(|word| word.text.clone());
    known.unwrap_or_else(|| heading.name.clone())
}

fn meaning(role: &Role) -> Option<Meaning> {
    use ayumi_core::review::FindingKind;
    Some(match role {
        Role::Level(_) | Role::Levels(_) | Role::SheetTitle => Meaning::Level,
        Role::Label => Meaning::Label,
        Role::Section => Meaning::Section,
        Role::Mark => Meaning::Mark,
        Role::Text(_) => Meaning::Text,
        Role::Indicator => Meaning::Indicator,
        Role::Unit => Meaning::Unit,
        Role::Baseline => Meaning::Baseline,
        Role::Target => Meaning::Target,
        Role::Actual => Meaning::Actual,
        Role::Schedule | Role::Year => Meaning::Schedule,
        Role::Rating { .. } => Meaning::Rating,
        Role::RatingText => Meaning::RatingText,
        Role::Finding(Some(FindingKind::Result)) => Meaning::Result,
        Role::Finding(Some(FindingKind::Reflection)) => Meaning::Reflection,
        Role::Finding(_) => Meaning::Finding,
        Role::NoField => Meaning::Nothing,
        Role::Philosophy
        | Role::Vision
        | Role::Money
        | Role::Count
        | Role::Opinion
        | Role::Reply
        | Role::Choice(_) => return None,
    })
}

/// Does a matched table say whose its rows are?
pub(super) fn names_rows(head: &Header) -> bool {
    let known = head.columns.iter().flatten();
    known
        .into_iter()
        .any(|one| one.is_level() || one.role == Role::Indicator)
}

/// The level a heading cell names, as the columns below it say.
pub(super) fn level_of(head: &Header, cell: &GridCell) -> Option<String> {
    match &head.columns.get(cell.col)?.as_ref()?.role {
        Role::Level(name) => Some(name.clone()),
        _ => None,
    }
}

/// What a heading says by itself.
pub(super) fn level_by_words(t: &[char]) -> Option<String> {
    match column(t)?.role {
        Role::Level(name) => Some(name),
        _ => None,
    }
}

//! The heading rows of a table: which columns hold what.

use ayumi_document::Why;

use super::role::{Column, Role, When, column, numbers_of_level};
use super::{Context, columns};
use crate::text::view::{Grid, GridCell};
use crate::words::{exact, group, within};
use crate::work::Work;

/// What the heading rows say.
#[derive(Debug)]
pub(crate) struct Header {
    /// By column; `None` = unknown.
    pub columns: Vec<Option<Column>>,
    /// First heading row.
    pub first: usize,
    /// First row of content.
    pub body: usize,
    /// All words of the heading rows, folded.
    pub words: Vec<char>,
    /// The same row by row: a heading is printed again on a new page.
    pub printed: Vec<Vec<char>>,
}

/// Most rows that may stand before the heading row (bad-input row 51: a title block).
pub(super) const LOOK: usize = 6;

/// Finds the heading rows; `None` where no row looks like one.
pub(crate) fn header(grid: &Grid) -> Option<Header> {
    for (at, row) in grid.rows.iter().enumerate().take(LOOK) {
        let words: Vec<Vec<char>> = row.iter().map(|cell| cell.folded()).collect();
        let filled = words.iter().filter(|w| !w.is_empty()).count();
        let named = words.iter().filter(|w| column(w).is_some()).count();
        let known = named + super::choices::answers(row).len();
        if named >= 1 && known >= 2 && known * 2 >= filled && !pairs(&words) {
            return Some(build(grid, at));
        }
    }
    None
}

/// Names and values in turns: 事務事業名 | … | 所管課 | …
fn pairs(words: &[Vec<char>]) -> bool {
    let filled: Vec<&Vec<char>> = words.iter().filter(|w| !w.is_empty()).collect();
    filled.len() >= 4
        && filled
            .chunks(2)
            .all(|pair| column(pair[0]).is_some_and(|c| c.role != Role::Year))
        && filled
            .chunks(2)
            .all(|pair| pair.get(1).is_none_or(|w| is_value(w)))
}

/// No name of a field: or a year, or words that only end like a level's name, which may be values.
pub(super) fn is_value(t: &[char]) -> bool {
    column(t).is_none_or(|c| match c.role {
        Role::Year => true,
        Role::Level(_) => exact("level", t).is_none(),
        _ => false,
    })
}

pub(super) fn build(grid: &Grid, first: usize) -> Header {
    let mut head = Header {
        columns: spread(grid, first),
        first,
        body: first + 1,
        words: words(grid, first),
        printed: vec![words(grid, first)],
    };
    for _ in 0..2 {
        if !second(grid, &head) {
            break;
        }
        over_blanks(grid, &mut head);
        let lower = spread(grid, head.body);
        let below = words(grid, head.body);
        head.words.extend(&below);
        head.printed.push(below);
        for (upper, lower) in head.columns.iter_mut().zip(lower) {
            *upper = join(upper.take(), lower);
        }
        head.body += 1;
    }
    head
}

/// The words of a row, folded.
pub(super) fn words(grid: &Grid, row: usize) -> Vec<char> {
    let cells = grid.rows.get(row).into_iter().flatten();
    cells.flat_map(GridCell::folded).collect()
}

/// The columns of one heading row, merged cells spread out.
fn spread(grid: &Grid, row: usize) -> Vec<Option<Column>> {
    let mut columns = vec![None; grid.width];
    for cell in &grid.rows[row] {
        let t = cell.folded();
        let found = column(&t).or_else(|| numbers_of_level(&t));
        for slot in columns.iter_mut().skip(cell.col).take(cell.cols) {
            slot.clone_from(&found);
        }
    }
    for (col, answer) in super::choices::answers(&grid.rows[row]) {
        if let Some(slot) = columns.get_mut(col) {
            *slot = Some(super::choices::column(answer));
        }
    }
    columns
}

/// Is the row below a second heading row? It has only known words, and stands under a merged
/// cell or under a column of years.
fn second(grid: &Grid, head: &Header) -> bool {
    let Some(row) = grid.rows.get(head.body) else {
        return false;
    };
    let words: Vec<Vec<char>> = row
        .iter()
        .map(|cell| cell.folded())
        .filter(|w| !w.is_empty())
        .collect();
    let merged = grid.rows[head.first]
        .iter()
        .any(|cell| cell.cols > 1 || cell.rows > 1);
    let blank_above = row.iter().any(|cell| {
        !cell.is_blank()
            && grid
                .cell(head.first, cell.col)
                .is_none_or(|up| up.is_blank())
    });
    let known = words.iter().filter(|w| column(w).is_some()).count();
    let level = words
        .iter()
        .any(|w| column(w).is_some_and(|c| c.is_level()));
    !words.is_empty()
        && known == words.len()
        && !level
        && (merged || blank_above)
        && grid.rows.len() > head.body + 1
}

/// A heading below another: the year from one, the meaning from the other.
fn join(upper: Option<Column>, lower: Option<Column>) -> Option<Column> {
    match (upper, lower) {
        (Some(up), Some(low)) => {
            let when = When {
                year: low.when.year.or(up.when.year),
                to: low.when.to.or(up.when.to),
                half: low.when.half.or(up.when.half),
            };
            let role = if low.role == Role::Year {
                up.role
            } else {
                low.role
            };
            Some(Column { role, when })
        }
        (up, low) => low.or(up),
    }
}

/// 年度 over a first column of names, with units and years beside it: the names are indicators.
fn first_column(head: &mut Header) {
    let years = head
        .columns
        .iter()
        .flatten()
        .filter(|c| c.role == Role::Year)
        .count();
    let units = head.columns.iter().flatten().any(|c| c.role == Role::Unit);
    if let (true, Some(Some(first))) = (units, head.columns.first_mut())
        && first.role == Role::Schedule
        && years >= 2
    {
        first.role = Role::Indicator;
    }
}

/// Settles what the headings alone cannot tell: whether 項目 names items or indicators, and
/// whether bare years are planned or measured.
pub(crate) fn settle(head: &mut Header, context: Context) {
    let counted = |c: &Column| {
        matches!(
            c.role,
            Role::Year | Role::Target | Role::Actual | Role::Baseline | Role::Unit
        )
    };
    first_column(head);
    let known: Vec<&Column> = head.columns.iter().flatten().collect();
    let levels = known.iter().filter(|c| c.is_level()).count();
    let only_values = known.iter().all(|c| c.is_level() || counted(c));
    let general = known.iter().any(|c| {
        matches!(&c.role, Role::Level(name)
            if exact("indicator_level", &name.chars().collect::<Vec<_>>()).is_some())
    });
    let announced = context.indicators || (general && context.parent.is_some());
    if levels == 1 && only_values && announced {
        for column in head.columns.iter_mut().flatten().filter(|c| c.is_level()) {
            column.role = Role::Indicator;
        }
    }
    let indicators = head
        .columns
        .iter()
        .flatten()
        .any(|c| c.role == Role::Indicator);
    let planned = head
        .columns
        .iter()
        .flatten()
        .any(|c| c.role == Role::Target);
    if indicators {
        for column in head
            .columns
            .iter_mut()
            .flatten()
            .filter(|c| c.role == Role::Year)
        {
            let measured = context.reached || planned || within("month_end", &head.words);
            column.role = if measured { Role::Actual } else { Role::Target };
        }
    }
    let owned = context.parent.is_some() || levels > 0;
    if indicators && !owned {
        for column in head
            .columns
            .iter_mut()
            .flatten()
            .filter(|c| c.role == Role::Indicator)
        {
            let name = group("indicator_item").first().map(|w| w.text.clone());
            column.role = Role::Level(name.unwrap_or_default());
        }
    }
}

/// Lets the heading rows go. The names of levels are kept as such; where a person matched the
/// columns, these tell which they are.
pub(crate) fn leave_head(work: &mut Work, grid: &mut Grid, head: &Header, matched: bool) {
    for (at, row) in grid.rows.iter_mut().enumerate().take(head.body) {
        for cell in row {
            let own = matched.then(|| columns::level_of(head, cell)).flatten();
            let text = cell.take();
            let level = match at >= head.first {
                true if matched => own.filter(|_| !text.is_blank()),
                true => columns::level_by_words(&text.folded()),
                false => None,
            };
            match level {
                Some(name) => {
                    if let Some(again) = work.draft.level(&name, Some(text)) {
                        work.leave(again, Why::TableHead);
                    }
                }
                None => {
                    let t = text.folded();
                    if at < head.first {
                        crate::head::caption(work, text, &t);
                    } else {
                        work.leave(text, Why::TableHead);
                    }
                }
            }
        }
    }
    for column in head.columns.iter().flatten() {
        if let Role::Levels(names) = &column.role {
            for name in names {
                work.draft.level(name, None);
            }
        }
    }
}

/// 区分 over numbers: they are the labels of the items.
pub(crate) fn numbers(head: &mut Header, grid: &Grid) {
    let labelled = head.columns.iter().flatten().any(|c| c.role == Role::Label);
    let body = grid.rows.get(head.body..).unwrap_or_default();
    for (col, column) in head.columns.iter_mut().enumerate() {
        let Some(column) = column
            .as_mut()
            .filter(|c| c.role == Role::Mark && !labelled)
        else {
            continue;
        };
        let own = body.iter().flatten().filter(|cell| cell.col == col);
        let mut cells = own
            .map(|cell| cell.folded())
            .filter(|t| !t.is_empty())
            .peekable();
        let filled = cells.peek().is_some();
        if filled && cells.all(|t| t.iter().all(char::is_ascii_digit)) {
            column.role = Role::Label;
        }
    }
}

/// A year over two columns that the text could not merge: it is the year of the blank beside it.
fn over_blanks(grid: &Grid, head: &mut Header) {
    for col in 1..head.columns.len() {
        let blank = |row: usize| grid.cell(row, col).is_none_or(GridCell::is_blank);
        let year = head.columns[col - 1]
            .clone()
            .filter(|c| c.role == Role::Year);
        if head.columns[col].is_none() && blank(head.first) && !blank(head.body) {
            head.columns[col] = year;
        }
    }
}

/// 実施状況 beside 評価 under one heading (上半期): where its cells are words and the other's are
/// grades, it tells of what the grade judges.
pub(crate) fn described(head: &mut Header, grid: &Grid) {
    let body = grid.rows.get(head.body..).unwrap_or_default();
    let graded = |col: usize| {
        let own = body.iter().flatten().filter(|cell| cell.col == col);
        let cells: Vec<Vec<char>> = own
            .map(GridCell::folded)
            .filter(|t| !t.is_empty())
            .collect();
        let grades = cells.iter().filter(|t| crate::grade::is_grade(t)).count();
        (cells.len(), grades)
    };
    let rating = |column: &Option<Column>| {
        let column = column.as_ref()?;
        matches!(column.role, Role::Rating { .. }).then_some(column.when)
    };
    let mut told = Vec::new();
    for col in 0..head.columns.len() {
        let Some(when) = rating(&head.columns[col]) else {
            continue;
        };
        let beside = [col.checked_sub(1), Some(col + 1)].into_iter().flatten();
        let judged = beside
            .filter(|other| head.columns.get(*other).and_then(rating) == Some(when))
            .any(|other| {
                let (cells, grades) = graded(other);
                grades > 0 && grades * 2 > cells
            });
        let (cells, grades) = graded(col);
        if judged && cells > 0 && grades * 4 < cells {
            told.push(col);
        }
    }
    for col in told {
        if let Some(Some(column)) = head.columns.get_mut(col) {
            column.role = Role::RatingText;
        }
    }
}

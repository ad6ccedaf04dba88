//! Grades at the end of a line: `1 見守りの輪 ・・・・B`, `(1) 訪問 上半期 ○ 下半期 △`.

use ayumi_document::Why;

use crate::draft::Node;
use crate::grade::{is_grade, is_plain_grade};
use crate::label::label;
use crate::table::role::{Column, Role, When, column};
use crate::text::slice::Slice;
use crate::values::{RowState, rating};
use crate::words::{Class, exact, is};
use crate::work::Work;

/// A part at the end of a line.
#[derive(Debug)]
enum Part {
    /// A grade: where it begins and ends.
    Grade(usize, usize),
    /// The name before a grade: 上半期, 一次評価.
    Name(usize, Column),
}

/// Does the line have a label, a title and a grade?
pub(crate) fn listed(text: &Slice) -> bool {
    let Some(label) = label(text) else {
        return false;
    };
    let parts = tail(text);
    let start = parts.iter().map(start_of).min();
    start.is_some_and(|start| start > label.rest + 1)
        && parts.iter().any(|p| matches!(p, Part::Grade(..)))
        && !only_counts(text, &parts)
}

fn start_of(part: &Part) -> usize {
    match part {
        Part::Grade(start, _) | Part::Name(start, _) => *start,
    }
}

/// Bare numbers at the end of a line are counts or pages, unless a name stands before them.
fn only_counts(text: &Slice, parts: &[Part]) -> bool {
    let digits = |start: usize, end: usize| {
        (start..end).all(|i| text.at(i).is_ascii_digit() || text.at(i).is_whitespace())
    };
    !parts.iter().any(|p| matches!(p, Part::Name(..)))
        && parts.iter().all(|p| match p {
            Part::Grade(start, end) => digits(*start, *end),
            Part::Name(..) => true,
        })
}

/// The grades at the end of a line, the last first.
fn tail(text: &Slice) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut end = text.len();
    loop {
        while end > 0 && skipped(text.at(end - 1)) {
            end -= 1;
        }
        let mut start = end;
        while start > 0 && !skipped(text.at(start - 1)) && end - start < 14 {
            start -= 1;
        }
        let parted = start > 0 && skipped(text.at(start - 1));
        if end == start || !parted {
            return parts;
        }
        let t: Vec<char> = (start..end).map(|i| text.at(i)).collect();
        let inner: Vec<char> = crate::table::role::unbracket(&t).to_vec();
        let named =
            column(&t).filter(|c| matches!(c.role, Role::Rating { .. }) || c.role == Role::Year);
        if let Some(name) = named.filter(|_| !parts.is_empty()) {
            parts.push(Part::Name(start, name));
        } else if is_grade(&inner)
            && (is_plain_grade(&inner)
                || strong_gap(text, start)
                || under_name(text, start)
                || !parts.is_empty())
        {
            parts.push(Part::Grade(start, end));
        } else {
            return parts;
        }
        end = start;
    }
}

/// Does the name of a rating stand before: 評価 4?
fn under_name(text: &Slice, start: usize) -> bool {
    let end = (0..start)
        .rev()
        .find(|i| !skipped(text.at(*i)))
        .map_or(0, |i| i + 1);
    let from = (0..end)
        .rev()
        .find(|i| skipped(text.at(*i)))
        .map_or(0, |i| i + 1);
    let word: Vec<char> = (from..end).map(|i| text.at(i)).collect();
    let rating = column(&word).is_some_and(|c| matches!(c.role, Role::Rating { .. }));
    from > 0 && end - from <= 10 && rating
}

/// A gap wide enough for words and numbers to be a value of its own.
fn strong_gap(text: &Slice, start: usize) -> bool {
    let gap = (0..start)
        .rev()
        .take_while(|i| skipped(text.at(*i)))
        .count();
    gap >= 3
        || (gap >= 1 && is(text.at(start - 1), Class::Colon))
        || (start > 0 && text.at(start - 1) == '\t')
}

/// Blanks and leaders between title and grade.
fn skipped(c: char) -> bool {
    c.is_whitespace()
        || is(c, Class::Dot)
        || matches!(c, '.' | '_' | ':' | ';')
        || (is(c, Class::Leader) && c != '-')
        || is(c, Class::Comma)
        || is(c, Class::Stop)
}

/// Cuts the grades off a line; the title stays. Returns them from left to right.
pub(crate) fn cut(work: &mut Work, text: &mut Slice) -> Vec<(Column, Slice)> {
    let parts = tail(text);
    if !parts.iter().any(|p| matches!(p, Part::Grade(..))) || only_counts(text, &parts) {
        return Vec::new();
    }
    // A name without a grade in front of the first grade belongs to the title.
    let mut out = Vec::new();
    let plain = Column {
        role: Role::Rating {
            stage: None,
            axis: None,
        },
        when: When::default(),
    };
    let mut grade: Option<Slice> = None;
    for part in parts {
        match part {
            Part::Grade(start, end) => {
                if let Some(grade) = grade.take() {
                    out.push((plain.clone(), grade));
                }
                let mut found = text.split_off(start);
                let rest = found.split_off(end - start);
                work.leave(rest, Why::Wording);
                grade = Some(bare(work, found));
            }
            Part::Name(start, name) => {
                let Some(grade) = grade.take() else { continue };
                let found = text.split_off(start);
                work.leave(found, Why::TableHead);
                let role = match name.role {
                    Role::Rating { .. } => name.role,
                    _ => plain.role.clone(),
                };
                out.push((
                    Column {
                        role,
                        when: name.when,
                    },
                    grade,
                ));
            }
        }
    }
    if let Some(grade) = grade {
        out.push((plain, grade));
    }
    let cut = (0..text.len())
        .rev()
        .find(|i| !skipped(text.at(*i)))
        .map_or(0, |i| i + 1);
    let rest = text.split_off(cut);
    work.leave(rest, Why::Wording);
    out.reverse();
    out
}

/// A grade without brackets around it.
fn bare(work: &mut Work, mut grade: Slice) -> Slice {
    if grade.len() > 2
        && is(grade.at(0), Class::Open)
        && is(grade.at(grade.len() - 1), Class::Close)
    {
        let close = grade.split_off(grade.len() - 1);
        let open = grade.take_front(1);
        work.leave(open, Why::Wording);
        work.leave(close, Why::Wording);
    }
    grade
}

/// Gives grades to an item.
pub(crate) fn give(work: &mut Work, node: Node, all: Vec<(Column, Slice)>) {
    let mut row = RowState::default();
    for (column, grade) in all {
        rating(work, node, &column, grade, &mut row);
    }
}

/// Is the folded line a grade alone?
pub(crate) fn alone(t: &[char]) -> bool {
    is_plain_grade(t) || (t.len() >= 2 && exact("grade_word", t).is_some())
}

//! Columns of answers to tick: はい｜いいえ, 1｜2｜3｜4｜5, a｜b｜c｜d (practice §1a V36), and columns of
//! half-years that hold grades.

use ayumi_document::{Ask, At};

use super::header::Header;
use super::role::{Column, Role, When};
use crate::grade::{is_grade, is_letter};
use crate::text::view::{Grid, GridCell};
use crate::words::{exact, within};
use crate::work::Work;

/// The answers among the headings of a row: by place in the row, what is answered.
pub(super) fn answers(row: &[GridCell]) -> Vec<(usize, String)> {
    let words: Vec<Vec<char>> = row.iter().map(GridCell::folded).collect();
    let mut best: Vec<usize> = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    for at in 0..words.len() {
        let goes_on = run
            .last()
            .is_some_and(|last| *last + 1 == at && next(&words[*last], &words[at]));
        if !goes_on {
            run.clear();
        }
        if goes_on || starts(&words[at]) {
            run.push(at);
        }
        if run.len() > best.len() {
            best.clone_from(&run);
        }
    }
    let wanted = if best.first().is_some_and(|at| words[*at].len() > 1) {
        2
    } else {
        3
    };
    if best.len() < wanted {
        return Vec::new();
    }
    let printed = |at: &usize| {
        row[*at]
            .lines
            .iter()
            .map(|line| line.text.value())
            .collect()
    };
    best.iter().map(|at| (row[*at].col, printed(at))).collect()
}

fn starts(t: &[char]) -> bool {
    matches!(t, [c] if c.is_ascii_digit() || is_letter(*c)) || exact("answer", t).is_some()
}

/// Does one answer follow the other?
fn next(a: &[char], b: &[char]) -> bool {
    match (a, b) {
        ([a], [b]) => {
            let same = a.is_ascii_digit() == b.is_ascii_digit();
            same && (*a as u32).abs_diff(*b as u32) == 1
        }
        _ => exact("answer", a).is_some() && exact("answer", b).is_some(),
    }
}

/// Columns of half-years whose cells are all grades judge, unless a legend says that such signs
/// plan; where nothing tells, they are taken to judge, and that is asked.
pub(super) fn halves(work: &mut Work, head: &mut Header, grid: &Grid, reached: bool) {
    let is_half = |c: &&Column| c.role == Role::Year && c.when.half.is_some();
    if !head.columns.iter().flatten().any(|c| is_half(&c)) {
        return;
    }
    let body = grid.rows.get(head.body..).unwrap_or_default();
    let cells: Vec<&GridCell> = body
        .iter()
        .flatten()
        .filter(|cell| {
            let own = head.columns.get(cell.col).and_then(Option::as_ref);
            own.is_some_and(|c| is_half(&c)) && !cell.is_blank()
        })
        .collect();
    let signs: Vec<Vec<char>> = cells.iter().map(|cell| cell.folded()).collect();
    if signs.is_empty() || !signs.iter().all(|t| is_grade(t)) {
        return;
    }
    let meanings: Vec<Vec<char>> = work
        .draft
        .legends
        .iter()
        .filter(|legend| signs.contains(&legend.symbol.folded()))
        .map(|legend| legend.meaning.folded())
        .collect();
    let done = |t: &Vec<char>| within("reached", t) || within("missed", t) || within("done", t);
    let judged = meanings.iter().any(done);
    let planned = !judged && meanings.iter().any(|t| within("plan_sign", t));
    if planned {
        return;
    }
    if meanings.is_empty() && !reached {
        let at: Option<At> = cells.first().and_then(|cell| cell.at.clone());
        let names = ["field.rating", "field.schedule"];
        let choices = names
            .iter()
            .filter_map(|name| crate::words::group(name).last());
        let choices = choices.map(|word| word.text.clone()).collect();
        work.ask(Ask::WhichMeaning, at, choices);
    }
    for column in head.columns.iter_mut().flatten().filter(|c| is_half(&&**c)) {
        column.role = Role::Rating {
            stage: None,
            axis: None,
        };
    }
}

/// A column of one answer.
pub(super) fn column(answer: String) -> Column {
    Column {
        role: Role::Choice(answer),
        when: When::default(),
    }
}

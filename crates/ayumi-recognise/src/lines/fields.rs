//! Fields in lines: `担当課 福祉課 目標 30人`, `目的：…`, `【成果】…`.

use ayumi_document::Why;

use crate::label::{Style, label, signs};
use crate::table::role::{Column, Role, column};
use crate::text::slice::Slice;
use crate::words::{Class, is};
use crate::work::Work;

/// A field met in a line.
#[derive(Debug)]
pub(crate) struct Field {
    /// What it holds.
    pub column: Column,
    /// Its value; blank = it stands on the next lines.
    pub value: Slice,
}

/// Is the column one a field of a line may be?
fn usable(column: &Column) -> bool {
    !matches!(
        column.role,
        Role::Level(_)
            | Role::Levels(_)
            | Role::Year
            | Role::Count
            | Role::Philosophy
            | Role::Vision
    )
}

/// Where the name of a field ends that begins at `i`, and where its value begins.
fn name_at(t: &[char], i: usize) -> Option<(usize, usize, Column)> {
    let open = t.get(i).is_some_and(|c| is(*c, Class::Open));
    let from = if open { i + 1 } else { i };
    let mut depth = 0usize;
    let end = (from..t.len().min(from + 26)).find(|k| {
        let c = t[*k];
        if is(c, Class::Open) {
            depth += 1;
            return false;
        }
        if is(c, Class::Close) {
            if depth == 0 {
                return true;
            }
            depth -= 1;
            return false;
        }
        depth == 0 && (c == ' ' || c == ':')
    });
    let end = end.unwrap_or_else(|| t.len().min(from + 26));
    let found = column(&t[from..end]).filter(usable)?;
    let mut after = end;
    if open {
        if !t.get(end).is_some_and(|c| is(*c, Class::Close)) {
            return None;
        }
        after += 1;
    }
    while t.get(after).is_some_and(|c| *c == ' ' || *c == ':') {
        after += 1;
    }
    Some((end, after, found))
}

/// Does the line begin with the name of a field? A bullet or number before it may be skipped.
pub(crate) fn begins(text: &Slice) -> Option<(usize, Column)> {
    let t: Vec<char> = signs(text).into_iter().take(120).collect();
    if let Some((_, _, found)) = name_at(&t, 0) {
        return Some((0, found));
    }
    let label = label(text)?;
    let skip = matches!(label.style, Style::Bullet(_)) || label.word.is_none();
    let (_, _, found) = name_at(&t, label.rest).filter(|_| skip)?;
    Some((label.rest, found))
}

/// All fields of a line that begins with one.
pub(crate) fn split(work: &mut Work, mut text: Slice, from: usize) -> Vec<Field> {
    let front = text.take_front(from);
    work.leave(front, Why::TableHead);
    let t = signs(&text);
    let mut names: Vec<(usize, usize, Column)> = Vec::new();
    let mut i = 0;
    while i < t.len() {
        let parted =
            i == 0 || t[i - 1] == ' ' || is(t[i], Class::Open) || is(t[i - 1], Class::Arrow);
        let hit = if parted && t[i] != ' ' {
            name_at(&t, i)
        } else {
            None
        };
        match hit {
            Some((_, after, found)) => {
                let plain = i == 0 || t.get(after).is_some();
                if plain {
                    names.push((i, after, found));
                }
                i = after.max(i + 1);
            }
            None => i += 1,
        }
    }
    let mut out = Vec::new();
    for (start, after, column) in names.into_iter().rev() {
        let value = text.split_off(after).trimmed();
        let name = text.split_off(start);
        work.leave(name, Why::TableHead);
        out.push(Field { column, value });
    }
    work.leave(text, Why::Wording);
    out.reverse();
    out
}

/// Where fields begin at the end of a title: `窓口の周知  担当:総務課`. They have a blank before
/// and a colon or bracket behind them, or a wide gap before.
pub(crate) fn tail(text: &Slice) -> Option<usize> {
    let t: Vec<char> = signs(text).into_iter().take(200).collect();
    (2..t.len()).find(|i| {
        let blank = t[i - 1] == ' ';
        let open = is(t[*i], Class::Open);
        if t[*i] == ' ' || !(blank || open) {
            return false;
        }
        let Some((end, after, found)) = name_at(&t, *i) else {
            return false;
        };
        let colon = t
            .get(end)
            .is_some_and(|c| *c == ':' || is(*c, Class::Close));
        let value = after < t.len();
        let mark = matches!(found.role, Role::Mark | Role::Text(_) | Role::SheetTitle);
        // 【評価】A behind a title, or (担当課:…).
        let wide = text
            .glyphs
            .get(i - 1)
            .is_some_and(|g| g.ch == '\u{3000}' || g.ch == '\t')
            || (*i >= 2 && t[i - 2] == ' ');
        value && !mark && (colon && (blank || t[end] != ')') || wide)
    })
}

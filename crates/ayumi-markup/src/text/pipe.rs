//! Tables with pipes: as Markdown writes them, and the loose kind that web extractors make.

use ayumi_document::Block;

use super::grid::{self, Field};
use super::line::Line;

/// A rule stands after so many lines of head at most.
const HEAD_ROWS: usize = 3;

/// The table that begins at line `at`, and the line after it.
pub(super) fn table(lines: &[Line<'_>], at: usize) -> Option<(Vec<Block>, usize)> {
    let joined = |next: usize| {
        lines
            .get(next)
            .is_some_and(|line| line.text.contains('|') && (next == at || !line.gap))
    };
    let head = (0..=HEAD_ROWS)
        .take_while(|rows| joined(at + rows))
        .find(|rows| is_rule(lines[at + rows].text));
    let end = match head {
        // The line before the next rule is the head of the next table.
        Some(head) => (at + head + 1..)
            .take_while(|next| {
                joined(*next) && !(joined(next + 1) && is_rule(lines[next + 1].text))
            })
            .last()
            .map_or(at + head + 1, |last| last + 1),
        None => at + regular(lines, at)?,
    };
    crate::steps::count(end - at);
    let rows = lines[at..end]
        .iter()
        .filter(|line| !is_rule(line.text))
        .map(row)
        .collect();
    Some((grid::blocks(rows, head.unwrap_or(0)), end))
}

/// `|---|:-:|`, with or without pipes at its ends.
fn is_rule(line: &str) -> bool {
    line.contains("--")
        && line.contains('|')
        && line
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// Without a rule only lines of one shape are a table: how many there are.
fn regular(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let pipes = |line: &Line<'_>| line.text.matches('|').count();
    let framed = |line: &Line<'_>| {
        let line = line.text.trim();
        line.len() > 1 && line.starts_with('|') && line.ends_with('|')
    };
    let count = pipes(&lines[at]);
    if count < 2 {
        return None;
    }
    let same =
        |line: &&Line<'_>| !line.gap && pipes(line) == count && framed(line) == framed(&lines[at]);
    let rows = 1 + lines[at + 1..].iter().take_while(same).count();
    let enough = if framed(&lines[at]) { 2 } else { 3 };
    (rows >= enough).then_some(rows)
}

fn row(line: &Line<'_>) -> Vec<Field> {
    let text = line.text.trim();
    let text = text.strip_prefix('|').unwrap_or(text);
    let text = text.strip_suffix('|').unwrap_or(text);
    text.split('|')
        .map(|cell| Field {
            text: cell.to_owned(),
            line: line.number,
        })
        .collect()
}

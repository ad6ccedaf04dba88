//! Lines of a text, with their numbers and the gaps between them.

/// A line that is not blank.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line<'a> {
    /// Its number in the file, from 1.
    pub(super) number: u32,
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    /// The line without its end.
    pub(super) text: &'a str,
    /// A blank line, or the end of a page, stands before it.
    pub(super) gap: bool,
}

/// The lines of `text` that are not blank. A form feed, vertical tab or Unicode line separator
/// also ends a line, but is none that an editor counts. The first line has the number `first`.
pub(super) fn split(text: &str, first: u32) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut number, mut start, mut gap) = (first, 0, false);
    let mut push = |start: usize, end: usize, number, gap: &mut bool| {
        let line = &text[start..end];
        if line.trim().is_empty() {
            *gap = true;
        } else {
            lines.push(Line {
                number,
                start,
                text: line,
                gap: *gap,
            });
            *gap = false;
        }
    };
    for (at, c) in text.char_indices() {
        crate::steps::count(1);
        match c {
            '\n' => {
                push(start, at, number, &mut gap);
                number += 1;
            }
            '\u{C}' => {
                push(start, at, number, &mut gap);
                gap = true;
            }
            '\u{B}' | '\u{85}' | '\u{2028}' | '\u{2029}' if at > start => {
                push(start, at, number, &mut gap);
            }
            '\u{B}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {}
            _ => continue,
        }
        start = at + c.len_utf8();
    }
    push(start, text.len(), number, &mut gap);
    lines
}

/// The blanks before a line in half-width columns, and the line without blanks around it.
pub(super) fn indent(line: &str) -> (u16, &str) {
    let words = line.trim_start();
    let columns = line[..line.len() - words.len()]
        .chars()
        .fold(0_u16, |columns, c| match c {
            '\t' => (columns / 4 + 1).saturating_mul(4),
            '\u{3000}' => columns.saturating_add(2),
            _ => columns.saturating_add(1),
        });
    (columns, words.trim_end())
}

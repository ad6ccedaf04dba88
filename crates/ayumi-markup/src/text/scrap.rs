//! Whole scraps of HTML inside plain text: `<table>…</table>` and comments, over several lines.

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Part<'a> {
    /// Plain text.
    Plain(&'a str),
    /// A table of HTML.
    Table(&'a str),
    /// A comment without its marks.
    Comment(&'a str),
}

/// The parts of `text`, in order.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut comments_end = true;
    while let Some(found) = text[at..].find('<') {
        crate::steps::count(found + 1);
        at += found;
        let (part, end) = if starts_tag(&text[at..], "<table") {
            let Some(end) = table_end(text, at) else {
                break;
            };
            (Part::Table(&text[at..end]), end)
        } else if comments_end && text[at..].starts_with("<!--") {
            let Some(length) = text[at + 4..].find("-->") else {
                comments_end = false;
                continue;
            };
            (
                Part::Comment(&text[at + 4..at + 4 + length]),
                at + 4 + length + 3,
            )
        } else {
            at += 1;
            continue;
        };
        crate::steps::count(end - at);
        parts.push(Part::Plain(&text[start..at]));
        parts.push(part);
        (start, at) = (end, end);
    }
    parts.push(Part::Plain(&text[start..]));
    parts
}

fn starts_tag(text: &str, tag: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > tag.len()
        && bytes[..tag.len()].eq_ignore_ascii_case(tag.as_bytes())
        && matches!(bytes[tag.len()], b'>' | b' ' | b'\t' | b'\n')
}

/// The end of the table that begins at `start`: its own closing tag, or the last one there is.
fn table_end(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut last = None;
    for (found, _) in text[start..].match_indices('<') {
        let at = start + found;
        if starts_tag(&text[at..], "<table") {
            depth += 1;
        } else if text.len() >= at + 8
            && text.as_bytes()[at..at + 8].eq_ignore_ascii_case(b"</table>")
        {
            depth = depth.saturating_sub(1);
            last = Some(at + 8);
            if depth == 0 {
                break;
            }
        }
    }
    last
}

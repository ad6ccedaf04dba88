//! Characters → lines: by their places, never by the order they were drawn in.

use kurbo::Rect;

use super::page::Glyph;

/// Gaps from this many ems on part what stands on one line into pieces.
const WIDE: f64 = 1.4;

/// A piece of a line without wide gaps.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its words, blanks as they are seen.
    pub text: String,
    /// Its box.
    pub area: Rect,
    /// Size of the type.
    pub size: f64,
    /// More than half of it is bold.
    pub strong: bool,
}

/// The lines of some characters, from the top, each cut at wide gaps, from the left.
pub(super) fn lines(glyphs: &[Glyph]) -> Vec<Vec<Line>> {
    rows(glyphs)
        .into_iter()
        .map(pieces)
        .filter(|row| !row.is_empty())
        .collect()
}

/// The characters line by line.
fn rows(glyphs: &[Glyph]) -> Vec<Vec<Glyph>> {
    let mut sorted: Vec<Glyph> = glyphs.to_vec();
    sorted.sort_by(|a, b| a.area.center().y.total_cmp(&b.area.center().y));
    let mut rows: Vec<(f64, f64, Vec<Glyph>)> = Vec::new();
    for glyph in sorted {
        let (middle, size) = (glyph.area.center().y, glyph.size);
        // Ruby and raised signs are small beside the line they belong to: the last few lines.
        let home = rows.iter_mut().rev().take(4).find(|(y, high, _)| {
            (middle - *y).abs() < 0.45 * high.min(size).max(0.6 * high.max(size))
        });
        match home {
            Some((y, high, row)) => {
                let n = row.len() as f64;
                *y = (*y * n + middle) / (n + 1.0);
                *high = high.max(size);
                row.push(glyph);
            }
            None => rows.push((middle, size, vec![glyph])),
        }
    }
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, _, row)| row).collect()
}

/// One line cut at its wide gaps.
fn pieces(mut row: Vec<Glyph>) -> Vec<Line> {
    row.sort_by(|a, b| a.area.x0.total_cmp(&b.area.x0).then(a.order.cmp(&b.order)));
    let mut out: Vec<(Line, usize, usize)> = Vec::new();
    let mut blank: Option<char> = None;
    for glyph in row {
        if glyph.text.is_whitespace() {
            blank =
                Some(blank.map_or(glyph.text, |b| if b == '\u{3000}' { b } else { glyph.text }));
            continue;
        }
        match out.last_mut() {
            Some((line, bold, count))
                if glyph.area.x0 - line.area.x1 < WIDE * line.size.max(glyph.size) =>
            {
                let gap = glyph.area.x0 - line.area.x1;
                if let Some(between) = between(line, glyph, gap, blank) {
                    line.text.push(between);
                }
                line.text.push(glyph.text);
                line.area = line.area.union(glyph.area);
                line.size = line.size.max(glyph.size);
                *bold += usize::from(glyph.strong);
                *count += 1;
                line.strong = *bold * 2 > *count;
            }
            _ => {
                let line = Line {
                    text: glyph.text.to_string(),
                    area: glyph.area,
                    size: glyph.size,
                    strong: glyph.strong,
                };
                out.push((line, usize::from(glyph.strong), 1));
            }
        }
        blank = None;
    }
    out.into_iter().map(|(line, _, _)| line).collect()
}

/// What stands between two characters of a line.
fn between(line: &Line, next: Glyph, gap: f64, blank: Option<char>) -> Option<char> {
    let last = line.text.chars().next_back()?;
    let narrow = last.is_ascii() && next.text.is_ascii();
    match blank {
        Some('\u{3000}') => Some('\u{3000}'),
        // A blank between two CJK characters that shows no gap is none: some programs write one
        // after every word.
        Some(_) if narrow || gap > 0.15 * next.size => Some(' '),
        Some(_) => None,
        None if narrow && gap > 0.22 * next.size => Some(' '),
        None if gap > 0.7 * next.size => Some(' '),
        None => None,
    }
}

/// Is a blank needed where two lines are joined?
pub(super) fn glue(before: &str, after: &str) -> &'static str {
    let word = |c: &char| c.is_ascii_graphic();
    let ends = before.chars().rev().take_while(word).count();
    let begins = after.chars().take_while(word).count();
    // An address or a code that is too long for a line is broken between any two signs.
    let code = before
        .chars()
        .rev()
        .take(ends)
        .any(|c| "/._@=&%".contains(c));
    if ends > 0 && begins > 0 && !(code && ends + begins >= 16) && !before.ends_with('-') {
        " "
    } else {
        ""
    }
}

/// Signs that begin a line of their own: bullets, marks, labels.
pub(super) fn opens(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    let (Some(first), second) = (signs.next(), signs.next()) else {
        return false;
    };
    match first {
        '○'
        | '〇'
        | '◯'
        | '◎'
        | '●'
        | '◇'
        | '◆'
        | '■'
        | '□'
        | '△'
        | '▲'
        | '▽'
        | '▼'
        | '☆'
        | '★'
        | '・'
        | '※'
        | '→'
        | '⇒'
        | '【'
        | '《'
        | '＜'
        | '〈'
        | '［'
        | '◦'
        | '•'
        | '▪'
        | '①'..='⑳'
        | '㉑'..='㉟'
        | '㊱'..='㊿'
        | '⑴'..='⒛'
        | '❶'..='❿'
        | 'Ⅰ'..='ⅿ' => true,
        '(' | '（' => second.is_some_and(|c| c.is_numeric() || c.is_ascii_alphabetic()),
        '-' | '－' | '–' | '*' => second.is_some_and(|c| !c.is_numeric()),
        '\u{7B2C}' => second.is_some_and(char::is_numeric),
        c if c.is_numeric() && !c.is_alphabetic() => {
            second.is_some_and(|c| matches!(c, '.' | '．' | '-' | '－' | ')' | '）' | '、'))
        }
        _ => false,
    }
}

/// Joins lines that were wrapped at `right`; others stay apart, and so does what opens a new entry.
pub(super) fn unwrap(lines: &[Line], right: f64) -> Vec<Line> {
    joined(lines, right, opens)
}

/// The same for lines the file itself calls one paragraph: what looks like a label or a bullet at the
/// beginning of a line is only where the line before was full.
pub(super) fn unwrap_paragraph(lines: &[Line], right: f64) -> Vec<Line> {
    joined(lines, right, |_| false)
}

fn joined(lines: &[Line], right: f64, opens: fn(&str) -> bool) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut end = f64::MIN;
    for line in lines {
        match out.last_mut() {
            Some(last)
                if right - end < first_word(line) + 0.6 * line.size && !opens(&line.text) =>
            {
                let glue = glue(&last.text, &line.text);
                last.text.push_str(glue);
                last.text.push_str(&line.text);
                last.area = last.area.union(line.area);
            }
            _ => out.push(line.clone()),
        }
        end = line.area.x1;
    }
    out
}

/// Width of what cannot be broken at the beginning of a line: it did not fit into the line before.
fn first_word(line: &Line) -> f64 {
    let all = line.text.chars().count().max(1);
    let mut signs = line.text.chars();
    let narrow = |c: &char| c.is_ascii_graphic();
    let word = match signs.next() {
        Some(c) if narrow(&c) => 1 + signs.take_while(narrow).count(),
        Some(_) => 1 + signs.take_while(|c| NEVER_FIRST.contains(*c)).count(),
        None => 0,
    };
    let width = line.area.width() * word as f64 / all as f64;
    width.clamp(line.size, 8.0 * line.size)
}

/// Signs that never begin a line: stops, closing brackets, the long mark, small kana.
const NEVER_FIRST: &str =
    "、。，．・：」』）】\u{30FC}\u{3063}\u{3083}\u{3085}\u{3087}\u{30C3}\u{30E3}\u{30E5}\u{30E7}";

//! Files of separated values (`.csv`, `.tsv`): the separator is told from the rows, quoted cells may
//! hold line breaks, and what is out of order is kept and reported at its row.

use ayumi_document::{Block, Document, Notice, Rule, Severity};

use super::grid::{self, Field};
use crate::decode::Report;

/// What may part cells, with the name a notice gives it; the first is the usual one.
const SEPARATORS: [(char, &str); 4] = [
    (',', "comma"),
    ('\t', "tab"),
    (';', "semicolon"),
    ('，', "wide-comma"),
];
/// How much of a file is looked at for its separator, in bytes.
const LOOK: usize = 1 << 16;
/// The longest quoted cell, in bytes; a quote that is not closed by then is a character.
const LONGEST_CELL: usize = 1 << 16;

/// Fills the document with the rows of `text`.
pub(super) fn read(text: &str, document: &mut Document) {
    let separator = separator(text);
    let usual = separator == SEPARATORS[0].0;
    if let Some((_, name)) = SEPARATORS
        .iter()
        .find(|(sign, _)| *sign == separator && !usual)
    {
        let notice = Notice::new(Rule::SeparatorDetected, Severity::Info, None);
        document.notices.push(notice.with("value", *name));
    }
    let mut report = Report::default();
    let mut records = Records::new(text, separator);
    let mut bands: Vec<Vec<Vec<Field>>> = vec![Vec::new()];
    while let Some(row) = records.next(&mut report) {
        let last = bands.last_mut();
        match last {
            Some(band) if !is_blank(&row) => band.push(row),
            Some(band) if !band.is_empty() => bands.push(Vec::new()),
            _ => {}
        }
    }
    bands.retain(|band| !band.is_empty());
    for band in joined(bands) {
        look_over(&band, &mut report);
        let first = document.blocks.len();
        if filled_rows(&band) < 2 {
            document.blocks.extend(grid::paragraphs(band));
        } else {
            document.blocks.extend(grid::blocks(band, 0));
        }
        if let Some(Block::Paragraph { gap, .. }) = document.blocks.get_mut(first) {
            *gap = true;
        }
    }
    document.notices.extend(report.finish());
}

/// The separator that gives the most rows of one width; of equals the wider table, then the usual.
fn separator(text: &str) -> char {
    let end = (0..=LOOK.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    let head = &text[..end.unwrap_or(0)];
    let mut best = (SEPARATORS[0].0, (0, 0));
    for (sign, _) in SEPARATORS {
        let mut widths = std::collections::BTreeMap::new();
        let mut records = Records::new(head, sign);
        while let Some(row) = records.next(&mut Report::default()) {
            if row.len() > 1 {
                *widths.entry(row.len()).or_insert(0_usize) += 1;
            }
        }
        let rank = widths.iter().map(|(width, rows)| (*rows, *width)).max();
        let rank = rank.unwrap_or_default();
        if rank > best.1 {
            best = (sign, rank);
        }
    }
    best.0
}

fn is_blank(row: &[Field]) -> bool {
    row.iter().all(|field| field.text.trim().is_empty())
}

fn filled(row: &[Field]) -> usize {
    row.iter()
        .filter(|field| !field.text.trim().is_empty())
        .count()
}

fn filled_rows(band: &[Vec<Field>]) -> usize {
    band.iter().filter(|row| filled(row) > 1).count()
}

fn width(band: &[Vec<Field>]) -> usize {
    let used = |row: &Vec<Field>| row.iter().rposition(|field| !field.text.trim().is_empty());
    band.iter()
        .filter_map(used)
        .max()
        .map_or(0, |last| last + 1)
}

/// A blank row inside a table does not end it: rows as wide as the table above go on with it.
fn joined(bands: Vec<Vec<Vec<Field>>>) -> Vec<Vec<Vec<Field>>> {
    let mut out: Vec<Vec<Vec<Field>>> = Vec::new();
    for band in bands {
        let opens = band.first().is_some_and(|row| filled(row) > 1);
        match out.last_mut() {
            Some(above) if opens && filled_rows(above) > 1 && width(above) == width(&band) => {
                above.extend(band);
            }
            _ => out.push(band),
        }
    }
    out
}

/// Reports rows of another width, headings that stand twice and columns without a heading.
fn look_over(band: &[Vec<Field>], report: &mut Report) {
    let Some(at) = band.iter().position(|row| filled(row) > 1) else {
        return;
    };
    let head = &band[at];
    let line = head.first().map_or(0, |field| field.line);
    for (x, field) in head.iter().enumerate() {
        let name = field.text.trim();
        if !name.is_empty() && head[..x].iter().any(|other| other.text.trim() == name) {
            report.add(Rule::HeadingRepeated, line, name);
        }
    }
    let named = |row: Option<&Vec<Field>>, x: usize| {
        row.and_then(|row| row.get(x))
            .is_some_and(|field| !field.text.trim().is_empty())
    };
    // A second heading row names what the first does not, and is empty below what the first names.
    let second = band
        .get(at + 1)
        .filter(|row| (0..head.len()).any(|x| named(Some(head), x) && !named(Some(row), x)));
    for x in 0..width(band) {
        let below = band[at + 1..].iter();
        let values = below.filter(|row| named(Some(row), x)).count();
        if !named(Some(head), x) && !named(second, x) && values > 0 {
            report.add(Rule::HeadingEmpty, line, &(x + 1).to_string());
        }
    }
    for row in &band[at + 1..] {
        let beyond = row.iter().skip(head.len());
        let more = beyond.filter(|field| !field.text.trim().is_empty()).count() > 0;
        if filled(row) > 1 && (row.len() < head.len() || more) {
            let line = row.first().map_or(0, |field| field.line);
            report.add(Rule::RowRagged, line, &row.len().to_string());
        }
    }
}

/// Rows one after the other.
struct Records<'t> {
    text: &'t str,
    separator: char,
    at: usize,
    line: u32,
    /// No quote that opens before this byte closes in time.
    quote_from: usize,
}

impl<'t> Records<'t> {
    fn new(text: &'t str, separator: char) -> Self {
        Self {
            text,
            separator,
            at: 0,
            line: 1,
            quote_from: 0,
        }
    }

    /// The next row; `None` at the end of the text.
    fn next(&mut self, report: &mut Report) -> Option<Vec<Field>> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut row = Vec::new();
        loop {
            crate::steps::count(1);
            let line = self.line;
            let text = self.field(report);
            row.push(Field { text, line });
            let rest = &self.text[self.at..];
            if rest.starts_with(self.separator) {
                self.at += self.separator.len_utf8();
            } else {
                // A line feed, or the end.
                self.at += usize::from(!rest.is_empty());
                self.line += 1;
                return Some(row);
            }
        }
    }

    /// A cell; the separator or line feed behind it stays.
    fn field(&mut self, report: &mut Report) -> String {
        let rest = &self.text[self.at..];
        if rest.starts_with('"') {
            let whole = (self.at >= self.quote_from)
                .then(|| self.quoted(&rest[1..]))
                .flatten();
            if let Some((value, used)) = whole {
                crate::steps::count(used);
                self.at += used + 1;
                self.line += u32::try_from(value.matches('\n').count()).unwrap_or(0);
                return value;
            }
            report.add(Rule::QuoteOpen, self.line, "\"");
        }
        let end = rest.find([self.separator, '\n']).unwrap_or(rest.len());
        crate::steps::count(end);
        self.at += end;
        rest[..end].to_owned()
    }

    /// A quoted value (without its first quote) and the bytes up to after its last quote.
    fn quoted(&mut self, inside: &str) -> Option<(String, usize)> {
        let mut value = String::new();
        let mut chars = inside.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if at > LONGEST_CELL {
                self.quote_from = self.at + LONGEST_CELL;
                return None;
            }
            if c != '"' {
                value.push(c);
                continue;
            }
            if chars.next_if(|(_, next)| *next == '"').is_some() {
                value.push('"');
                continue;
            }
            let rest = &inside[at + 1..];
            let closes = rest.is_empty() || rest.starts_with([self.separator, '\n']);
            return closes.then_some((value, at + 1));
        }
        self.quote_from = self.text.len();
        None
    }
}

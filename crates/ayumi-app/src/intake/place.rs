//! A source as rows that a person can look up: lines, paragraphs, cells, the lines of a page; and
//! those around places, with which an item is compared.

use std::collections::BTreeMap;

use ayumi_document::block::for_each_run;
use ayumi_document::{Area, At, Block, Document, Run, RunArea};

use super::SourceFile;
use super::read_source::document_of;
use crate::Formats;
use crate::plan::SourceLine;

/// Rows shown before and after the place.
const AROUND: usize = 4;
/// Between two pieces of a row that stand apart in the source.
const APART: char = '\u{2003}';

/// A row of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// Where it stands.
    pub at: At,
    /// Its words, mark-up left out.
    pub text: String,
    /// Rows without words stand between the one before and this one.
    pub gap: bool,
    /// Where on its page it stands, of files that have pages.
    pub area: Option<Area>,
}

/// The rows of a document in reading order, those without words left out. Of a text file these are
/// its lines in the order of their numbers, of a Word file its paragraphs, of a sheet its cells, of
/// a PDF the lines of its pages (several rows of one place).
#[must_use]
pub fn source_rows(document: &Document) -> Vec<SourceRow> {
    let mut rows = Vec::new();
    let mut lines = BTreeMap::new();
    each(&document.blocks, &mut |runs| {
        take(runs, &document.areas, &mut rows, &mut lines)
    });
    let mut last = 0;
    let line = |(line, text): (u32, String)| {
        let gap = line > last + 1;
        last = line;
        let at = At::line(line);
        SourceRow {
            at,
            text,
            gap,
            area: None,
        }
    };
    let mut all: Vec<SourceRow> = lines.into_iter().map(line).collect();
    all.append(&mut rows);
    all
}

/// Calls `see` with the runs of every paragraph, heading and caption.
fn each<'a>(blocks: &'a [Block], see: &mut dyn FnMut(&[&'a Run])) {
    for block in blocks {
        match block {
            Block::List { items, .. } => items.iter().for_each(|item| each(&item.blocks, see)),
            Block::Table(table) => {
                table
                    .caption
                    .iter()
                    .for_each(|caption| see(&gathered(caption)));
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    each(&cell.blocks, see);
                }
            }
            one => {
                let mut runs = Vec::new();
                for_each_run(std::slice::from_ref(one), &mut |run| runs.push(run));
                see(&runs);
            }
        }
    }
}

fn gathered(runs: &[Run]) -> Vec<&Run> {
    runs.iter().collect()
}

/// Where a run stands on its page; `areas` are in the order of the runs.
fn area_of(areas: &[RunArea], run: &Run) -> Option<Area> {
    let found = areas
        .binary_search_by_key(&run.start, |one| one.start)
        .ok()?;
    areas.get(found).map(|one| one.area)
}

fn take(
    runs: &[&Run],
    areas: &[RunArea],
    rows: &mut Vec<SourceRow>,
    lines: &mut BTreeMap<u32, String>,
) {
    let mut own: Option<SourceRow> = None;
    for run in runs {
        match &run.at {
            None => {}
            Some(At::Line { line }) => {
                for (number, text) in (*line..).zip(run.text.split('\n')) {
                    let known = lines.entry(number).or_default();
                    if !known.is_empty() && !text.is_empty() {
                        known.push(APART);
                    }
                    known.push_str(text);
                }
            }
            Some(at) => match &mut own {
                Some(row) if row.at == *at => {
                    row.text.push_str(&run.text);
                    let more = area_of(areas, run);
                    row.area = row
                        .area
                        .zip(more)
                        .map(|(one, more)| one.with(more))
                        .or(row.area);
                }
                _ => {
                    rows.extend(own.take());
                    own = Some(SourceRow {
                        at: at.clone(),
                        text: run.text.clone(),
                        gap: false,
                        area: area_of(areas, run),
                    });
                }
            },
        }
    }
    rows.extend(own.filter(|row| !row.text.trim().is_empty()));
}

/// The rows of the source around each place, of which the first is the item's own; empty when the file can no longer be read.
pub(crate) fn places_in_source(
    formats: &Formats,
    file: &SourceFile,
    places: &[At],
) -> Vec<SourceLine> {
    if places.is_empty() {
        return Vec::new();
    }
    let Ok((document, _)) = document_of(formats, file) else {
        return Vec::new();
    };
    let rows = source_rows(&document);
    let wanted: Vec<usize> = (rows.iter().enumerate())
        .filter(|(_, row)| places.contains(&row.at))
        .map(|(position, _)| position)
        .collect();
    let near = |position: usize| wanted.iter().any(|one| position.abs_diff(*one) <= AROUND);
    let own = places.first();
    let mut last = None;
    let line = |(position, row): (usize, SourceRow)| {
        let gap = last.is_some_and(|last| position > last + 1);
        last = Some(position);
        SourceLine {
            here: Some(&row.at) == own,
            at: row.at,
            text: row.text,
            gap,
        }
    };
    let rows = rows.into_iter().enumerate();
    rows.filter(|(position, _)| near(*position))
        .map(line)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(runs: Vec<(&str, At)>) -> Block {
        let run = |(text, at): (&str, At)| Run {
            at: Some(at),
            ..Run::new(text)
        };
        Block::Paragraph {
            content: runs.into_iter().map(run).collect(),
            gap: false,
            indent: 0,
        }
    }

    fn told(blocks: Vec<Block>) -> Vec<(At, String, bool)> {
        let document = Document {
            blocks,
            ..Document::default()
        };
        let rows = source_rows(&document).into_iter();
        rows.map(|row| (row.at, row.text, row.gap)).collect()
    }

    #[test]
    fn lines_keep_their_numbers_and_gaps() {
        let blocks = vec![
            paragraph(vec![("a", At::line(1))]),
            paragraph(vec![("b\nc", At::line(4))]),
            paragraph(vec![("d", At::line(5))]),
        ];
        let expected = [(1, "a", false), (4, "b", true), (5, "c\u{2003}d", false)];
        let expected = expected.map(|(line, text, gap)| (At::line(line), text.to_owned(), gap));
        assert_eq!(told(blocks), expected);
    }

    #[test]
    fn runs_of_one_paragraph_are_one_row_lines_of_a_page_are_several() {
        let word = At::Paragraph { paragraph: 2 };
        let page = At::Page { page: 1 };
        let blocks = vec![
            paragraph(vec![("太い", word.clone()), ("文", word.clone())]),
            paragraph(vec![("上", page.clone())]),
            paragraph(vec![("下", page.clone())]),
            paragraph(vec![(" ", page.clone())]),
        ];
        let expected = [(word, "太い文"), (page.clone(), "上"), (page, "下")];
        let expected = expected.map(|(at, text)| (at, text.to_owned(), false));
        assert_eq!(told(blocks), expected);
    }
}

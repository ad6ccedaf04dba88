//! The source around places: what a person compares an item with.

use std::collections::BTreeMap;

use ayumi_document::At;
use ayumi_document::block::for_each_run;

use super::SourceFile;
use super::read_source::document_of;
use crate::Formats;
use crate::plan::SourceLine;

/// Lines shown before and after the place.
const AROUND: u32 = 4;

/// The lines of the source around each place; empty for sources without lines, or when the file
/// can no longer be read.
pub(crate) fn places_in_source(
    formats: &Formats,
    file: &SourceFile,
    places: &[At],
) -> Vec<SourceLine> {
    let wanted: Vec<u32> = places
        .iter()
        .filter_map(|at| match at {
            At::Line { line } => Some(*line),
            _ => None,
        })
        .collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let Ok((document, _)) = document_of(formats, file) else {
        return Vec::new();
    };
    let mut lines: BTreeMap<u32, String> = BTreeMap::new();
    for_each_run(&document.blocks, &mut |run| {
        let Some(At::Line { line }) = run.at else {
            return;
        };
        for (number, text) in (line..).zip(run.text.split('\n')) {
            if wanted.iter().any(|one| number.abs_diff(*one) <= AROUND) {
                let known = lines.entry(number).or_default();
                if !known.is_empty() {
                    known.push(' ');
                }
                known.push_str(text);
            }
        }
    });
    let line = |(number, text)| SourceLine {
        number,
        text,
        here: wanted.contains(&number),
    };
    lines.into_iter().map(line).collect()
}

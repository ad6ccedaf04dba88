//! The source around a place: what a person compares an item with.

use ayumi_document::At;
use ayumi_document::block::for_each_run;

use super::SourceFile;
use super::read_source::document_of;
use crate::Formats;
use crate::plan::SourceLine;

/// Lines shown before and after the place.
const AROUND: u32 = 4;

/// The lines of the source around `at`; empty for sources without lines, or when the file can no
/// longer be read.
pub(crate) fn place_in_source(formats: &Formats, file: &SourceFile, at: &At) -> Vec<SourceLine> {
    let At::Line { line: wanted } = *at else {
        return Vec::new();
    };
    let Ok((document, _)) = document_of(formats, file) else {
        return Vec::new();
    };
    let mut lines: Vec<SourceLine> = Vec::new();
    for_each_run(&document.blocks, &mut |run| {
        let Some(At::Line { line }) = run.at else {
            return;
        };
        for (number, text) in (line..).zip(run.text.split('\n')) {
            if number.abs_diff(wanted) > AROUND {
                continue;
            }
            match lines.iter_mut().find(|known| known.number == number) {
                Some(known) => {
                    known.text.push(' ');
                    known.text.push_str(text);
                }
                None => lines.push(SourceLine {
                    number,
                    text: text.to_owned(),
                    here: number == wanted,
                }),
            }
        }
    });
    lines.sort_by_key(|line| line.number);
    lines
}

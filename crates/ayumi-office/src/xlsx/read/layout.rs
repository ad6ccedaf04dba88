//! What of a sheet is a table, what a line above, below or beside it.
//!
//! A sheet is parted where rows are empty. Of each part the first rows with a single cell are its
//! title, the last ones its notes; what remains is a table when at least two rows hold several
//! cells. A block of cells to the right, behind an empty column, stands beside (legends).

use std::collections::BTreeMap;

use ayumi_document::{At, Block, Run, Value, Why};

use super::book::SheetName;
use super::place::Area;
use super::report::{Report, at};
use super::sheet::Sheet;
use super::table;

/// From this width on, two cells above a table are a title and a remark beside it.
const WIDE: usize = 5;

/// A cell with the area it covers.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) area: Area,
    pub(super) text: String,
    pub(super) value: Option<Value>,
    pub(super) at: At,
}

/// The blocks of a sheet in reading order.
pub(super) fn blocks(
    name: &SheetName,
    mut sheet: Sheet,
    several: bool,
    report: &mut Report,
) -> Vec<Block> {
    let spots = spots(name, &mut sheet, report);
    let mut blocks = Vec::new();
    if spots.is_empty() {
        return blocks;
    }
    if several {
        blocks.push(tab(name));
    } else {
        report.hidden(name.name.clone(), Why::Heading, at(&name.name, (0, 0)));
    }
    for band in bands(spots, &sheet) {
        band_blocks(band, &sheet, &mut blocks);
    }
    blocks
}

/// The name on the tab heads its sheet where there are several.
fn tab(name: &SheetName) -> Block {
    let run = Run {
        at: Some(at(&name.name, (0, 0))),
        ..Run::new(name.name.clone())
    };
    Block::Heading {
        level: 2,
        id: None,
        content: vec![run],
    }
}

/// Cells with the areas they cover. Words in a merged area beside its first cell are not shown.
fn spots(name: &SheetName, sheet: &mut Sheet, report: &mut Report) -> Vec<Spot> {
    let areas = std::mem::take(&mut sheet.merged);
    let mut starts: BTreeMap<(u32, u32), Area> = BTreeMap::new();
    starts.extend(areas.into_iter().map(|area| ((area.top, area.left), area)));
    let mut waiting = starts.values().copied().peekable();
    let mut open: BTreeMap<u32, Area> = BTreeMap::new();
    let mut spots = Vec::new();
    for cell in std::mem::take(&mut sheet.cells) {
        let place = (cell.row, cell.column);
        while let Some(area) = waiting.next_if(|area| (area.top, area.left) <= place) {
            open.insert(area.left, area);
        }
        let over = open
            .range(..=cell.column)
            .next_back()
            .map(|(_, area)| *area);
        let over = over.filter(|area| area.bottom >= cell.row && area.right >= cell.column);
        let at = at(&name.name, place);
        match over {
            Some(area) if (area.top, area.left) != place => {
                report.hidden(cell.text, Why::Hidden, at);
            }
            over => spots.push(Spot {
                area: over.unwrap_or(Area {
                    top: cell.row,
                    left: cell.column,
                    bottom: cell.row,
                    right: cell.column,
                }),
                text: cell.text,
                value: cell.value,
                at,
            }),
        }
    }
    spots
}

/// Parts the spots where rows are empty. Rows with lines only, hidden rows and rows of a merged
/// area do not part.
fn bands(spots: Vec<Spot>, sheet: &Sheet) -> Vec<Vec<Spot>> {
    let mut bands: Vec<Vec<Spot>> = Vec::new();
    let mut reach = 0;
    for spot in spots {
        let row = spot.area.top;
        while reach + 1 < row
            && (sheet.lined.contains(&(reach + 1)) || sheet.hidden_rows.contains(&(reach + 1)))
        {
            reach += 1;
        }
        match bands.last_mut() {
            Some(band) if row <= reach + 1 => {
                reach = reach.max(spot.area.bottom);
                band.push(spot);
            }
            _ => {
                reach = spot.area.bottom;
                bands.push(vec![spot]);
            }
        }
    }
    bands
}

/// Spots row by row.
fn rows(spots: Vec<Spot>) -> Vec<Vec<Spot>> {
    let mut rows: Vec<Vec<Spot>> = Vec::new();
    for spot in spots {
        match rows.last_mut() {
            Some(row) if row[0].area.top == spot.area.top => row.push(spot),
            _ => rows.push(vec![spot]),
        }
    }
    rows
}

fn band_blocks(band: Vec<Spot>, sheet: &Sheet, blocks: &mut Vec<Block>) {
    let mut rows = rows(band);
    let first = blocks.len();
    if rows.iter().filter(|row| row.len() > 1).count() < 2 {
        paragraphs(rows, blocks);
        return open(blocks, first);
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let left = rows.iter().flatten().map(|spot| spot.area.left).min();
    let title = |row: &Vec<Spot>| match row.as_slice() {
        [_] => true,
        [one, _] => width >= WIDE && Some(one.area.left) == left && !has_lines(sheet, row),
        _ => false,
    };
    let titles = rows.iter().take_while(|row| title(row)).count();
    let body = rows.split_off(titles);
    paragraphs(rows, blocks);
    let mut rows = body;
    let right = rows.iter().flatten().map(|spot| spot.area.right).max();
    let note = |row: &Vec<Spot>| match row.as_slice() {
        [one] => {
            let across = Some(one.area.left) == left && Some(one.area.right) == right;
            across || !has_lines(sheet, row)
        }
        _ => false,
    };
    let notes = rows.iter().rev().take_while(|row| note(row)).count();
    let notes = rows.split_off(rows.len() - notes);
    let beside = beside(&mut rows, sheet);
    if !rows.is_empty() {
        blocks.push(Block::Table(table::table(rows)));
    }
    paragraphs(notes, blocks);
    open(blocks, first);
    if !beside.is_empty() {
        for band in bands(beside, sheet) {
            band_blocks(band, sheet, blocks);
        }
    }
}

/// Lines are drawn in the row beside its words.
fn has_lines(sheet: &Sheet, row: &[Spot]) -> bool {
    row.first()
        .is_some_and(|spot| sheet.lined.contains(&spot.area.top))
}

/// Takes out what stands to the right behind an empty column and fills fewer rows than the rest.
fn beside(rows: &mut Vec<Vec<Spot>>, sheet: &Sheet) -> Vec<Spot> {
    let mut ends: BTreeMap<u32, u32> = BTreeMap::new();
    for spot in rows.iter().flatten() {
        let end = ends.entry(spot.area.left).or_default();
        *end = (*end).max(spot.area.right);
    }
    let mut reach = None;
    for (left, right) in &ends {
        let gap = reach.is_some_and(|reach: u32| {
            (reach + 1..*left).any(|column| !sheet.is_hidden_column(column))
        });
        if gap && parts(rows, &ends, *left) {
            let mut taken = Vec::new();
            for row in rows.iter_mut() {
                let at = row.partition_point(|spot| spot.area.left < *left);
                taken.extend(row.split_off(at));
            }
            rows.retain(|row| !row.is_empty());
            return taken;
        }
        reach = reach.max(Some(*right));
    }
    Vec::new()
}

/// Whether the columns from `left` on stand beside the table: it has two columns of its own, and
/// they fill less than seven of ten rows.
fn parts(rows: &[Vec<Spot>], ends: &BTreeMap<u32, u32>, left: u32) -> bool {
    let filled = rows
        .iter()
        .filter(|row| row.iter().any(|spot| spot.area.left >= left))
        .count();
    ends.range(..left).count() >= 2 && filled * 10 < rows.len() * 7
}

fn paragraphs(rows: Vec<Vec<Spot>>, blocks: &mut Vec<Block>) {
    blocks.extend(rows.into_iter().flatten().map(paragraph));
}

/// A cell's words as a paragraph.
pub(super) fn paragraph(spot: Spot) -> Block {
    let run = Run {
        at: Some(spot.at),
        ..Run::new(spot.text)
    };
    Block::Paragraph {
        content: vec![run],
        gap: false,
        indent: 0,
    }
}

/// A gap stands before the first block of a part.
fn open(blocks: &mut [Block], first: usize) {
    if let Some(Block::Paragraph { gap, .. }) = blocks.get_mut(first) {
        *gap = true;
    }
}

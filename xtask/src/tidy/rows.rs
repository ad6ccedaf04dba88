//! The rows of the bad-input catalogue that this version must stand: each has a test.

use super::tree::{Fault, Tree};

/// First and last row of each stretch of the list in the founding issue.
const WANTED: [(u32, u32); 12] = [
    (41, 46),
    (48, 48),
    (53, 53),
    (55, 68),
    (72, 73),
    (80, 82),
    (86, 86),
    (89, 94),
    (96, 98),
    (111, 111),
    (113, 113),
    (115, 115),
];

/// Rows without a test `row_NN_…`, and tests of rows that are not in the list.
pub fn all_tested(tree: &Tree) -> Vec<Fault> {
    let tested: Vec<u32> = tree
        .files
        .iter()
        .flat_map(|file| rows_in(&file.path, &file.text))
        .collect();
    let wanted = || WANTED.iter().flat_map(|(first, last)| *first..=*last);
    let missing = wanted().filter(|row| !tested.contains(row));
    missing
        .map(|row| Fault::of("bad-input", format!("row {row} has no test row_{row}_…")))
        .collect()
}

/// In Rust a function, in the browser's walks a title.
fn rows_in(path: &str, text: &str) -> Vec<u32> {
    let mark = if path.starts_with("crates/") && path.ends_with(".rs") {
        "fn row_"
    } else if path.starts_with("e2e/") && path.ends_with(".spec.mjs") {
        "test('row_"
    } else {
        return Vec::new();
    };
    let tails = text.split(mark).skip(1);
    tails
        .filter_map(|tail| tail.split_once('_')?.0.parse().ok())
        .collect()
}

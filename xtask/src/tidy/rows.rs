//! The rows of the bad-input catalogue that this version must stand: each has a test.

use super::tree::{Fault, Tree};

/// First and last row of each stretch of the list in the issues so far.
const WANTED: [(u32, u32); 9] = [
    (1, 16),
    (17, 40),
    (41, 77),
    (79, 98),
    (99, 103),
    (106, 107),
    (110, 111),
    (113, 113),
    (115, 115),
];

/// Rows of the catalogue that are tested although this version need not stand them.
const BESIDE: [u32; 0] = [];

/// Rows without a test `row_NN_…`, tests of rows that are not in the list, and functions of that
/// name that no test run carries out.
pub fn all_tested(tree: &Tree) -> Vec<Fault> {
    let mut tested = Vec::new();
    let mut faults = Vec::new();
    for file in &tree.files {
        for named in named_in(&file.path, &file.text) {
            if !named.runs {
                let why = format!("{} is no test that runs", named.name);
                faults.push(Fault::of(&file.path, why));
                continue;
            }
            for row in rows_of(&named.name) {
                if !is_wanted(row) && !BESIDE.contains(&row) {
                    let why = format!("{}: row {row} is not in the list", named.name);
                    faults.push(Fault::of(&file.path, why));
                }
                tested.push(row);
            }
        }
    }
    let wanted = WANTED.iter().flat_map(|(first, last)| *first..=*last);
    let missing = wanted.filter(|row| !tested.contains(row));
    faults.extend(
        missing.map(|row| Fault::of("bad-input", format!("row {row} has no test row_{row}_…"))),
    );
    faults
}

fn is_wanted(row: u32) -> bool {
    WANTED
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&row))
}

/// Something named like the test of a row.
struct Named {
    name: String,
    /// Marked as a test, and not left out.
    runs: bool,
}

/// In Rust a function `row_NN…`, in the browser's walks a title.
fn named_in(path: &str, text: &str) -> Vec<Named> {
    if path.starts_with("crates/") && path.ends_with(".rs") {
        functions(text)
    } else if path.starts_with("e2e/") && path.ends_with(".spec.mjs") {
        walks(text)
    } else {
        Vec::new()
    }
}

/// The functions of a row, each with the attributes that stand right above it. Tests that run on
/// both engines are named in one list, and the list makes the tests.
fn functions(text: &str) -> Vec<Named> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut found = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let Some(name) = line
            .split_once("fn ")
            .filter(|(before, _)| ["", "async ", "pub ", "pub async "].contains(before))
            .and_then(|(_, rest)| name_of(rest))
        else {
            continue;
        };
        let above: Vec<&str> = lines[..number]
            .iter()
            .rev()
            .take_while(|line| !line.is_empty() && !line.ends_with('}'))
            .copied()
            .collect();
        let has = |mark: &str| above.iter().any(|line| line.starts_with(mark));
        let marked = ["#[test]", "#[tokio::test", "#[rstest"]
            .iter()
            .any(|mark| has(mark));
        let listed = text.contains("on_both_engines! {")
            && lines.iter().any(|line| *line == format!("{name},"));
        let runs = (marked || listed) && !has("#[ignore");
        found.push(Named { name, runs });
    }
    found
}

/// The titles of a row's walks: only a bare `test('…'` runs always.
fn walks(text: &str) -> Vec<Named> {
    let mut found = Vec::new();
    for line in text.lines().map(str::trim) {
        let Some((before, rest)) = line.split_once("('row_") else {
            continue;
        };
        if let Some(name) = name_of(&format!("row_{rest}")) {
            let runs = before == "test";
            found.push(Named { name, runs });
        }
    }
    found
}

/// The name of a row's test at the beginning of a text: `row_`, then a number.
fn name_of(text: &str) -> Option<String> {
    let name: String = text
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    (!rows_of(&name).is_empty()).then_some(name)
}

/// The rows a name speaks of: `row_66_70_days` of two.
fn rows_of(name: &str) -> Vec<u32> {
    let Some(rest) = name.strip_prefix("row_") else {
        return Vec::new();
    };
    rest.split('_')
        .map_while(|part| part.parse().ok())
        .collect()
}

//! The floors of the house: a crate depends only on lower ones. This table is the one place.

use super::tree::{Fault, Tree};

/// Crate and floor; half floors are for two crates of one floor where one may name the other.
const FLOORS: [(&str, u32); 13] = [
    ("ayumi-platform", 0),
    ("ayumi-document", 0),
    ("ayumi-core", 5),
    ("ayumi-locale", 10),
    ("ayumi-store", 20),
    ("ayumi-recognise", 20),
    ("ayumi-book", 20),
    ("ayumi-markup", 20),
    ("ayumi-office", 20),
    ("ayumi-pdf", 20),
    ("ayumi-app", 30),
    ("ayumi-web", 40),
    ("ayumi", 50),
];

/// Crates beside the house: nothing in it may name them outside tests.
const BESIDE: [&str; 4] = ["ayumi-testkit", "ayumi-fuzz", "xtask", "ayumi-bench"];

/// Who may name the PDF: the binary, what measures it, what attacks its reader.
const MAY_READ_PDF: [&str; 3] = ["ayumi", "ayumi-bench", "ayumi-fuzz"];

/// What the rules may stand on: values, text, digests, days. No I/O, no clock, no randomness.
const CORE_MAY_NAME: [&str; 11] = [
    "ayumi-document",
    "jiff",
    "rust_decimal",
    "schemars",
    "serde",
    "serde_json",
    "sha2",
    "thiserror",
    "unicode-normalization",
    "unicode-segmentation",
    "uuid",
];

fn floor(name: &str) -> Option<u32> {
    FLOORS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, floor)| *floor)
}

/// Upward and sideways arrows, and crates without a floor.
pub fn arrows(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for member in tree
        .ours()
        .filter(|member| !BESIDE.contains(&member.name.as_str()))
    {
        let Some(own) = floor(&member.name) else {
            faults.push(Fault::of(
                &member.name,
                "stands on no floor (xtask/src/tidy/floors.rs)",
            ));
            continue;
        };
        for named in &member.normal {
            if floor(named).is_some_and(|other| other >= own) {
                let what = format!("names {named}, which is not on a lower floor");
                faults.push(Fault::of(&member.name, what));
            }
        }
    }
    faults
}

/// Anything `ayumi-core` names beyond the list.
pub fn core_allow_list(tree: &Tree) -> Vec<Fault> {
    tree.ours()
        .filter(|member| member.name == "ayumi-core")
        .flat_map(|member| &member.normal)
        .filter(|named| !CORE_MAY_NAME.contains(&named.as_str()))
        .map(|named| Fault::of("ayumi-core", format!("may not name {named}")))
        .collect()
}

/// The testkit and the workshop are for dev only.
pub fn testkit_dev_only(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for member in tree
        .ours()
        .filter(|member| !BESIDE.contains(&member.name.as_str()))
    {
        for named in member
            .normal
            .iter()
            .filter(|named| BESIDE.contains(&named.as_str()))
        {
            faults.push(Fault::of(
                &member.name,
                format!("names {named} outside tests"),
            ));
        }
    }
    faults
}

/// Daily builds and app tests must never compile Typst.
pub fn pdf_only_in_binary(tree: &Tree) -> Vec<Fault> {
    let typst = |name: &str| name == "typst" || name.starts_with("typst-");
    let mut faults = Vec::new();
    for member in tree.ours() {
        for named in &member.normal {
            let pdf = named == "ayumi-pdf" && !MAY_READ_PDF.contains(&member.name.as_str());
            let engine = typst(named) && member.name != "ayumi-pdf";
            if pdf || engine {
                faults.push(Fault::of(&member.name, format!("names {named}")));
            }
        }
    }
    faults
}

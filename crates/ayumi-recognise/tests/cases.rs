//! Documents of every kind met in the field, as text, beside the reading expected of them.
//!
//! `tests/cases/NAME.txt` is read and printed; `NAME.out` is what it must print. All names in them
//! are invented. With `AYUMI_WRITE_CASES=1` the expected files are written instead.

mod common;

use std::path::Path;

fn check(text: &Path) {
    let source = std::fs::read_to_string(text).expect("the case is there");
    let document = common::document(&source);
    let reading = ayumi_recognise::recognise(&document, common::info(&document));
    ayumi_testkit::coverage(&document, &reading)
        .unwrap_or_else(|e| panic!("{}: {e}", text.display()));
    let shown = common::show(&reading);
    let expected = text.with_extension("out");
    if std::env::var_os("AYUMI_WRITE_CASES").is_some() {
        std::fs::write(&expected, shown).expect("the folder can be written");
        return;
    }
    let expected = std::fs::read_to_string(&expected).expect("the expected reading is there");
    assert_eq!(shown, expected, "{}", text.display());
}

#[test]
fn every_case_is_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut count = 0;
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    for path in names {
        if path.extension().is_some_and(|ending| ending == "txt") {
            check(&path);
            count += 1;
        }
    }
    assert!(count >= 30, "the cases are there");
}

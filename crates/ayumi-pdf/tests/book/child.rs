//! The child process: the same bytes, and clear words when it fails.

use std::path::PathBuf;
use std::time::Duration;

use ayumi_document::Writer;
use ayumi_pdf::ChildPdfWriter;

use crate::{sample, typeset};

/// The example that is nothing but the child. Cargo builds it with the tests, unless targets are
/// selected: `--all-targets` makes a test of the example and leaves the program out.
fn child() -> ChildPdfWriter {
    let own = std::env::current_exe().unwrap();
    let folder = own.parent().and_then(|deps| deps.parent()).unwrap();
    let program: PathBuf = folder.join("examples").join("typeset");
    assert!(
        program.exists(),
        "{} is not built: run `cargo test -p ayumi-pdf` without a selection of targets",
        program.display()
    );
    ChildPdfWriter::new(None).with_program(program)
}

#[test]
fn a_second_process_makes_the_same_bytes() {
    let document = sample::chapter();
    let publication = child().write(&document, "chapter").unwrap();
    let (name, pdf) = &publication.files[0];
    assert_eq!(name, "chapter.pdf");
    assert!(*pdf == typeset(&document).0);
}

#[test]
fn notices_come_back_from_the_child() {
    let document = crate::document(vec![ayumi_document::Block::text("\u{e000}")]);
    let publication = child().write(&document, "chapter").unwrap();
    assert_eq!(publication.notices, typeset(&document).1);
    assert_eq!(publication.notices.len(), 1);
}

/// The child of `writer` fails with words that open with `expected`.
fn check_failure(writer: &ChildPdfWriter, expected: &str) {
    let error = writer.write(&sample::chapter(), "chapter").unwrap_err();
    assert!(error.starts_with(expected), "{error}");
}

#[test]
fn failures_are_told_apart() {
    check_failure(&child().with_limit(Duration::ZERO), "time-limit: ");
    check_failure(
        &child().with_program("/nonexistent/ayumi"),
        "child: could not be started",
    );
    // Programs that end without a word, and that say something else.
    check_failure(
        &child().with_program("true"),
        "child: ended without an answer",
    );
    check_failure(
        &child().with_program("echo"),
        "child: ended without an answer",
    );
}

#[test]
fn the_childs_own_error_is_passed_on() {
    let figure = ayumi_document::Figure {
        svg: "<svg".into(),
        ..ayumi_document::Figure::default()
    };
    let document = crate::document(vec![ayumi_document::Block::Figure(figure)]);
    let error = child().write(&document, "chapter").unwrap_err();
    assert!(error.starts_with("typeset: "), "{error}");
}

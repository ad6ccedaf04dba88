//! A short run over every door: the seeds, the inputs kept in `fuzz/kept`, and some thousand changed
//! ones, the same in every run. `AYUMI_FUZZ_RUNS` runs more.

use std::path::Path;

use ayumi_fuzz::{Found, TARGETS, Target, drive, replay, target};
use rstest::rstest;

/// How many changed inputs, as many as some seconds allow; where the engine led by coverage works
/// for hours (`fuzz/README.md`), this only sees that nothing came back.
fn runs(usual: usize) -> usize {
    let wanted = std::env::var("AYUMI_FUZZ_RUNS").ok();
    wanted.and_then(|runs| runs.parse().ok()).unwrap_or(usual)
}

/// What to do with an input that breaks a law: it is written where it can be looked at and kept.
fn tell(target: &Target, found: &Found) -> String {
    let name = format!("ayumi-fuzz-{}", target.name);
    let path = std::env::temp_dir().join(name);
    let kept = std::fs::write(&path, &found.input).map(|()| path.display().to_string());
    format!(
        "{}: {} (input: {}; keep it in fuzz/kept/{})",
        target.name,
        found.words,
        kept.unwrap_or_default(),
        target.name
    )
}

#[rstest]
#[case("docx", 150)]
#[case("xlsx", 150)]
#[case("pdf", 300)]
#[case("text", 150)]
#[case("markdown", 150)]
#[case("html", 150)]
#[case("recognise", 1500)]
#[case("form", 1500)]
fn no_bytes_break_a_door(#[case] name: &str, #[case] usual: usize) {
    let target = target(name).expect("a target of that name");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/kept")
        .join(name);
    if let Err(found) = replay(target, &folder) {
        panic!("{}", tell(target, &found));
    }
    for seed in (target.seeds)() {
        assert!((target.run)(&seed), "a seed of {name} is refused");
    }
    let runs = runs(usual);
    match drive(target, 20_261_126, runs) {
        Ok(read) => assert!(
            read * 10 > runs,
            "{read} of {runs} are read: nothing is tried"
        ),
        Err(found) => panic!("{}", tell(target, &found)),
    }
}

#[test]
fn every_target_is_run() {
    let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
    let run = [
        "docx",
        "xlsx",
        "pdf",
        "text",
        "markdown",
        "html",
        "recognise",
        "form",
    ];
    assert_eq!(names, run);
}

/// A fault that only a changed part inside a package shows.
fn faulty(bytes: &[u8]) -> bool {
    let parts = ayumi_fuzz::change::unpacked(bytes).unwrap_or_default();
    let document = parts.iter().find(|(name, _)| name == "word/document.xml");
    let text = document.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
    assert!(!text.unwrap_or_default().contains("4294967295"), "planted");
    true
}

#[test]
fn a_planted_fault_is_found() {
    let docx = target("docx").expect("a target of that name");
    let planted = Target {
        name: "planted",
        run: faulty,
        ..*docx
    };
    let found = drive(&planted, 1, 5_000).expect_err("the fault is found");
    assert_eq!(found.words, "planted");
    // The input is the one that shows it, whoever looks at it again.
    assert!(std::panic::catch_unwind(|| faulty(&found.input)).is_err());
}

//! `ayumi publish`: files in a folder, the same bytes in every process.

use std::fs;
use std::path::{Path, PathBuf};

use crate::lab::Lab;

fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn two_processes_write_the_same_bytes() {
    let lab = Lab::new();
    let slug = lab.with_plan();
    let publish = || {
        let ran = lab.run(&["publish", &slug, "--to", "docx,xlsx,html,md", "-o", "out"]);
        ran.ended(0, &format!("{slug}.md"));
        assert_eq!(
            ran.stdout.lines().count(),
            files(&lab.path().join("out")).len()
        );
        files(&lab.path().join("out"))
    };
    let first = publish();
    let names: Vec<String> = first
        .iter()
        .map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    for wanted in ["docx", "xlsx", "md"].map(|ending| format!("{slug}.{ending}")) {
        assert!(names.contains(&wanted), "{wanted} in {names:?}");
    }
    assert!(names.contains(&"index.html".to_owned()), "{names:?}");
    assert_eq!(
        names.iter().filter(|name| name.ends_with(".html")).count(),
        1 + 24
    );
    assert!(publish() == first, "the second process wrote other bytes");
}

#[test]
fn what_was_published_is_read_back_as_the_same_plan() {
    let lab = Lab::new();
    let slug = lab.with_plan();
    lab.run(&["publish", &slug, "--to", "md,html,docx,xlsx", "-o", "out"])
        .ended(0, "");
    let before = lab.state();
    let own = |ending: &str| format!("out/{slug}.{ending}");
    for file in [
        own("md"),
        own("docx"),
        own("xlsx"),
        "out/html/index.html".to_owned(),
    ] {
        lab.run(&["import", &file, "--yes"])
            .ended(0, "前回と同じ内容です（変更0件）");
    }
    assert_eq!(lab.state(), before);
}

#[test]
fn a_folder_that_cannot_be_made_and_a_plan_that_is_not_there() {
    let lab = Lab::new();
    let slug = lab.with_plan();
    lab.file("in-the-way", "a file");
    let before = lab.state();
    lab.run(&["publish", &slug, "--to", "md", "-o", "in-the-way"])
        .ended(73, "書き込めません");
    assert_eq!(fs::read(lab.path().join("in-the-way")).unwrap(), b"a file");
    lab.run(&["publish", "absent", "--to", "md", "-o", "out"])
        .ended(66, "absent");
    assert!(!lab.path().join("out").exists());
    assert_eq!(lab.state(), before);
}

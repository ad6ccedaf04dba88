//! The first day: nothing is kept yet, and what only looks or is refused leaves nothing behind.

use std::net::TcpListener;

use crate::lab::{Lab, REVIEW};

/// Runs in an empty folder and expects the end, the words, and still no data folder.
#[track_caller]
fn check(lab: &Lab, arguments: &[&str], code: i32, words: &str) {
    let ran = lab.run(arguments);
    ran.ended(code, words);
    assert!(!lab.data().exists(), "{arguments:?} made a data folder");
    assert!(!ran.stderr.contains("Ctrl-C"), "{}", ran.stderr);
}

#[test]
fn looking_makes_nothing() {
    let lab = Lab::new();
    check(&lab, &["plan", "list"], 0, "");
    check(&lab, &["plan", "list", "--json"], 0, "\"plans\": []");
    check(&lab, &["plan", "list", "--council", "absent"], 66, "absent");
    check(&lab, &["plan", "show", "absent"], 66, "absent");
    check(&lab, &["export", "absent", "--json"], 66, "absent");
    let publish = ["publish", "absent", "--to", "md", "-o", "out"];
    check(&lab, &publish, 66, "absent");
    assert!(!lab.path().join("out").exists());
    check(&lab, &["doctor"], 1, "");
}

#[test]
fn a_refused_import_makes_nothing() {
    let lab = Lab::new();
    lab.file("menu.txt", "本日の献立\n焼き魚\n味噌汁\n");
    lab.file("nul.txt", b"plan\0plan");
    lab.file("broken.json", r#"{"format":"#);
    lab.file("review.md", REVIEW);
    let untitled = "重点項目1　つながり\n(1) 見守り活動の充実\n(2) 相談の場づくり\n";
    lab.file("untitled.txt", untitled);
    check(&lab, &["import", "menu.txt", "--yes"], 65, "計画の項目が");
    check(&lab, &["import", "nul.txt", "--yes"], 65, "nul.txt");
    check(&lab, &["import", "broken.json", "--yes"], 65, "plan@1");
    check(&lab, &["import", "absent.md", "--yes"], 66, "absent.md");
    check(&lab, &["import", "untitled.txt", "--yes"], 65, "--title");
    check(&lab, &["import", "review.md"], 2, "--yes");
    let slug = ["import", "review.md", "--yes", "--council", "A B"];
    check(&lab, &slug, 65, "");
    // The same command line without the fault keeps the plan: the checks above could fail.
    let plain = lab.run(&["import", "review.md", "--yes"]);
    plain.ended(0, "取り込みました");
    assert!(lab.data().exists());
}

#[test]
fn a_refused_address_makes_nothing() {
    let lab = Lab::new();
    let outside = ["serve", "--address", "0.0.0.0:9000"];
    check(&lab, &outside, 78, "--url");
    check(&lab, &["serve", "--address", "nonsense"], 2, "127.0.0.1");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    check(&lab, &["serve", "--address", &address], 69, &address);
}

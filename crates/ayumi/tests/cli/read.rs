//! `ayumi read`: nothing is stored, whatever happens.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

use ayumi_testkit::pdf::{Page, pdf};

use crate::lab::{Lab, REVIEW};

#[test]
fn a_tree_for_people_and_a_form_for_programs() {
    let lab = Lab::new();
    lab.file("review.md", REVIEW);
    let tree = lab.run(&["read", "review.md"]);
    tree.ended(0, "◇ 若い世代の活動体験の受入れ");
    assert!(
        tree.stdout
            .contains("○ 活動体験は市内の高校2校と協定を結び"),
        "{}",
        tree.stdout
    );
    assert!(
        tree.stdout.contains("計画に入れなかった文"),
        "{}",
        tree.stdout
    );
    let form = lab.run(&["read", "--json", "review.md"]).json();
    assert_eq!(form["format"], "ayumi/reading@1");
    assert_eq!(form["source"]["name"], "review.md");
    assert_eq!(form["plan"]["items"].as_array().map(Vec::len), Some(3));
    assert_eq!(lab.state(), "nothing");
}

#[test]
fn several_files_are_lines_and_the_highest_code_counts() {
    let lab = Lab::new();
    lab.file("a.md", REVIEW);
    lab.file("b.pdf", "no PDF");
    let ran = lab.run(&["read", "--json", "a.md", "a.md"]);
    ran.ended(0, "");
    assert_eq!(ran.stdout.lines().count(), 2);
    for line in ran.stdout.lines() {
        assert!(
            serde_json::from_str::<serde_json::Value>(line).is_ok(),
            "{line}"
        );
    }
    let mixed = lab.run(&["read", "--json", "b.pdf", "a.md", "absent.md"]);
    mixed.ended(66, "absent.md");
    assert_eq!(mixed.stdout.lines().count(), 1);
    assert!(mixed.stderr.contains("b.pdf"), "{}", mixed.stderr);
    assert_eq!(lab.state(), "nothing");
}

#[test]
fn codes_of_what_is_not_read() {
    let lab = Lab::new();
    lab.file("empty.txt", "");
    lab.file("named.docx", "plain text");
    lab.file("nul.txt", b"plan\0plan");
    lab.run(&["read", "empty.txt"]).ended(65, "empty.txt");
    lab.run(&["read", "named.docx"]).ended(65, "docx");
    lab.run(&["read", "nul.txt"]).ended(65, "nul.txt");
    lab.run(&["read", "absent.txt"]).ended(66, "absent.txt");
    lab.run(&["read", "."]).ended(74, ".");
    lab.run(&["read", "named.docx", "--encoding", "klingon"])
        .ended(65, "named.docx");
    assert_eq!(lab.state(), "nothing");
}

#[test]
fn row_111_any_name_works() {
    let lab = Lab::new();
    let piped = lab.run_with(&["read", "-", "--json"], REVIEW.as_bytes());
    piped.ended(0, "");
    assert_eq!(piped.json()["source"]["name"], "-");

    lab.file("-dash.md", REVIEW);
    lab.run(&["read", "--", "-dash.md"])
        .ended(0, "身近な相談の場づくり");
    lab.file("a name\nof two lines.md", REVIEW);
    let lines = lab.run(&["read", "--json", "a name\nof two lines.md"]);
    assert_eq!(lines.json()["source"]["name"], "a nameof two lines.md");
    // 計画.md in Shift_JIS: no UTF-8, and no loss on the way to the file.
    let name = OsStr::from_bytes(b"\x8c\x76\x89\xe6.md");
    lab.file(name, REVIEW);
    let ran = lab.run(&[OsStr::new("read"), name]);
    ran.ended(0, "身近な相談の場づくり");
    let absent = OsStr::from_bytes(b"\x8c\x76.md");
    lab.run(&[OsStr::new("read"), absent]).ended(66, ".md");
    assert_eq!(lab.state(), "nothing");
}

#[test]
fn row_91_a_name_is_shown_cleaned() {
    let lab = Lab::new();
    let name = "\u{202e}gpj.計画\u{200b}。.md";
    lab.file(name, REVIEW);
    let form = lab.run(&["read", "--json", name]).json();
    assert_eq!(form["source"]["name"], "gpj.計画。.md");
    assert_eq!(lab.state(), "nothing");
}

#[test]
fn some_pages_of_a_file_are_read() {
    let lab = Lab::new();
    let page = |text: &str| Page::a4().text(60.0, 80.0, 10.0, text);
    let pages = ["一枚目", "二枚目", "三枚目"].map(page);
    lab.file("book.pdf", pdf(pages.into()));
    let whole = lab.run(&["read", "--json", "book.pdf"]).json();
    assert_eq!(whole["source"]["characters"], 9);
    let some = lab
        .run(&["read", "--json", "--pages", "２〜３", "book.pdf"])
        .json();
    assert_eq!(some["source"]["characters"], 6);
    assert_eq!(some["notices"][0]["rule"], "pages-chosen");
    lab.run(&["read", "--pages", "7-9", "book.pdf"])
        .ended(65, "3");
    lab.run(&["read", "--pages", "0", "book.pdf"])
        .ended(2, "--pages");
}

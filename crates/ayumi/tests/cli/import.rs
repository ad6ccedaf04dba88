//! `ayumi import`, `plan`, `export`: kept once, in one transaction, and given back the same.

use crate::lab::{Lab, REVIEW};

#[test]
fn import_list_show_export_import() {
    let lab = Lab::new();
    let slug = lab.with_plan();
    let plans = lab.plans();
    assert_eq!(plans.len(), 1);
    let keys: Vec<&String> = plans[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["id", "slug", "title"]);
    lab.run(&["plan", "show", &slug])
        .ended(0, "◇ 若い世代の活動体験の受入れ");
    let id = plans[0]["id"].as_str().unwrap();
    lab.run(&["plan", "show", id])
        .ended(0, "◇ 若い世代の活動体験の受入れ");
    let form = lab.run(&["export", &slug, "--json"]).stdout;

    let other = Lab::new();
    other.file("plan.json", &form);
    other.run(&["import", "plan.json", "--yes"]).ended(0, &slug);
    assert_eq!(other.run(&["export", &slug, "--json"]).stdout, form);
    lab.run(&["plan", "show", "absent"]).ended(66, &slug);
    lab.run(&["plan", "list", "--council", "absent"])
        .ended(66, "absent");
}

#[test]
fn row_86_the_same_file_twice_changes_nothing() {
    let lab = Lab::new();
    let slug = lab.with_plan();
    let before = lab.state();
    let again = lab.run(&["import", "review.md", "--yes"]);
    again.ended(0, "前回と同じ内容です（変更0件）");
    // Its own export says the same, and so does the same file under another name.
    let form = lab.run(&["export", &slug, "--json"]).stdout;
    lab.file("plan.json", form);
    lab.run(&["import", "plan.json", "--yes"])
        .ended(0, "前回と同じ内容です（変更0件）");
    lab.file("copy.md", REVIEW);
    lab.run(&["import", "copy.md", "--yes", "--lang", "en"])
        .ended(0, "0 changes");
    assert_eq!(lab.state(), before);
}

#[test]
fn nothing_is_kept_without_a_yes() {
    let lab = Lab::new();
    lab.file("review.md", REVIEW);
    let rehearsal = lab.run(&["import", "review.md", "--dry-run"]);
    rehearsal.ended(0, "--dry-run");
    assert!(
        rehearsal.stdout.contains("身近な相談の場づくり"),
        "{}",
        rehearsal.stdout
    );
    lab.run(&["import", "review.md"]).ended(2, "--yes");
    lab.run(&["import", "review.md", "--no-input"])
        .ended(2, "--yes");
    assert_eq!(lab.state(), "nothing");
}

#[test]
fn what_is_refused_leaves_everything_as_it_was() {
    let lab = Lab::new();
    let slug = lab.with_plan();
    let before = lab.state();
    lab.file(
        "letter.txt",
        "拝啓　秋も深まってまいりました。\nお元気でお過ごしですか。\n敬具\n",
    );
    lab.run(&["import", "letter.txt", "--yes"])
        .ended(65, "計画の項目が見つかりませんでした");
    lab.run(&["import", "absent.md", "--yes"])
        .ended(66, "absent.md");
    lab.run(&["import", "review.md", "--yes", "--council", "absent"])
        .ended(66, "見つかりません");
    lab.file("form.json", r#"{"format":"ayumi/plan@9"}"#);
    lab.run(&["import", "form.json", "--yes"])
        .ended(65, "ayumi/plan@1");
    lab.file("broken.json", r#"{"format":"#);
    lab.run(&["import", "broken.json", "--yes"])
        .ended(65, "ayumi/plan@1");
    let mut form = lab.run(&["export", &slug, "--json"]).json();
    form["colour"] = "blue".into();
    lab.file("newer.json", form.to_string());
    lab.run(&["import", "newer.json", "--yes"])
        .ended(65, "新しい版のAyumi");
    assert_eq!(lab.state(), before);
}

#[test]
fn another_organisation_is_told() {
    let lab = Lab::new();
    let slug = lab.with_plan();
    let mut form = lab.run(&["export", &slug, "--json"]).json();
    form["organization"] = "あおば町社会福祉協議会".into();
    form["title"] = "あおば町の計画".into();
    form["id"] = "01a203cd-0000-7000-8000-000000000001".into();
    let fresh = renumbered(&form.to_string());
    lab.file("other.json", fresh);
    let before = lab.state();
    lab.run(&["import", "other.json", "--no-input"])
        .ended(2, "--yes");
    assert_eq!(lab.state(), before);
    let ran = lab.run(&["import", "other.json", "--yes"]);
    ran.ended(0, "取り込みました");
    assert!(
        ran.stderr.contains("あおば町社会福祉協議会"),
        "{}",
        ran.stderr
    );
    assert_eq!(lab.plans().len(), 2);
}

#[test]
fn a_second_plan_of_the_same_title_is_asked() {
    let lab = Lab::new();
    lab.with_plan();
    let before = lab.state();
    lab.file("corrected.md", REVIEW.replace("24ページ", "25ページ"));
    // Where nobody can be asked, and where the answer is no, nothing is kept.
    lab.run(&["import", "corrected.md", "--no-input"])
        .ended(2, "--yes");
    let (told, _) = lab.typed("import corrected.md", "y\nn\n");
    assert!(told.contains("もう一つの計画として"), "{told}");
    assert_eq!(lab.state(), before);
    let (told, fine) = lab.typed("import corrected.md", "y\ny\n");
    assert!(fine && told.contains("取り込みました"), "{told}");
    assert_eq!(lab.plans().len(), 2);
}

#[test]
fn of_several_councils_the_one_named_exactly_is_taken() {
    let lab = Lab::new();
    let slug = lab.with_plan();
    let form = lab.run(&["export", &slug, "--json"]).json();
    let named = |name: &str, title: &str, first: u8| {
        let mut form = form.clone();
        form["organization"] = name.into();
        form["title"] = title.into();
        form["id"] = format!("01a203cd-0000-7000-8000-{first:02}0000000001").into();
        renumbered(&form.to_string()).replace("f00d", &format!("f00{first}"))
    };
    // A second council can be made in the browser only: here the database is given one.
    lab.council("aoba", "あおば町社会福祉協議会");
    lab.file(
        "aoba.json",
        named("あおば町社会福祉協議会", "あおば町の計画", 7),
    );
    lab.run(&["import", "aoba.json", "--yes"])
        .ended(0, "取り込みました");
    let aoba = lab
        .run(&["plan", "list", "--council", "aoba", "--json"])
        .json();
    assert_eq!(aoba["plans"].as_array().map(Vec::len), Some(1));
    // Neither's name: the person has to say.
    lab.file(
        "other.json",
        named("みずほ町社会福祉協議会", "みずほ町の計画", 8),
    );
    let before = lab.state();
    lab.run(&["import", "other.json", "--yes"])
        .ended(2, "--council");
    assert_eq!(lab.state(), before);
}

/// The same form with other ids: their last group counts from elsewhere.
fn renumbered(form: &str) -> String {
    let mut fresh = String::new();
    let mut rest = form;
    while let Some(at) = rest.find("\"id\":\"") {
        let (before, after) = rest.split_at(at + 6);
        fresh += before;
        fresh += &after[..9];
        fresh += "f00d";
        rest = &after[13..];
    }
    fresh + rest
}

#[test]
fn settings_are_checked_before_anything_is_made() {
    let lab = Lab::new();
    for (url, words) in [
        ("postgres://u:secret@localhost/x", "password_file"),
        ("mysql://localhost/x", "sqlite://"),
        ("sqlite://", "sqlite://"),
    ] {
        let ran = lab.run(&["plan", "list", "--database-url", url]);
        ran.ended(78, words);
        assert!(!ran.stderr.contains("secret"), "{}", ran.stderr);
    }
    let elsewhere = lab.path().join("elsewhere.sqlite");
    let url = format!("sqlite://{}", elsewhere.display());
    lab.run(&["plan", "list", "--database-url", &url])
        .ended(0, "");
    assert!(!elsewhere.exists(), "a look makes nothing");
    lab.file("review.md", REVIEW);
    lab.run(&["import", "review.md", "--yes", "--database-url", &url])
        .ended(0, "取り込みました");
    assert!(elsewhere.exists());
}

#[test]
fn a_document_without_an_organisation_is_no_dead_end() {
    let lab = Lab::new();
    let nameless = REVIEW
        .replace("みどり野市社会福祉協議会", "")
        .replace("みどり野市社協", "");
    lab.file("nameless.md", nameless);
    let reading = lab.run(&["read", "--json", "nameless.md"]).json();
    assert!(
        reading["plan"].get("organization").is_none(),
        "{}",
        reading["plan"]
    );
    let ran = lab.run(&["import", "nameless.md", "--yes"]);
    ran.ended(0, "（組織名なし）");
    assert_eq!(lab.plans().len(), 1);
    lab.run(&["doctor"]).ended(0, "すべて正常です");
}

#[test]
fn the_talk_is_short_and_read_tells_all() {
    let lab = Lab::new();
    lab.file("review.md", REVIEW);
    let talk = lab.run(&["import", "review.md", "--yes"]).stderr;
    let all = lab.run(&["read", "review.md"]).stdout;
    assert!(talk.contains("計画に入れなかった文（"), "{talk}");
    assert!(talk.contains("ayumi read"), "{talk}");
    assert!(talk.lines().count() + 20 < all.lines().count(), "{talk}");
}

#[test]
fn a_plan_the_file_does_not_have_is_refused() {
    let lab = Lab::new();
    lab.file("review.md", REVIEW);
    let arguments = ["import", "review.md", "--yes", "--plans", "2"];
    lab.run(&arguments).ended(2, "2番の計画はありません");
    assert_eq!(lab.state(), "nothing");
    let arguments = ["import", "review.md", "--yes", "--plans", "1"];
    lab.run(&arguments).ended(0, "取り込みました");
}

//! `ayumi council`: stopped, archived, deleted, put back.

use crate::lab::Lab;

#[test]
fn a_council_is_archived_deleted_and_put_back() {
    let lab = Lab::new();
    lab.run(&["council", "list"]).ended(66, "");
    let plan = lab.with_plan();
    let list = lab.run(&["council", "list", "--json"]);
    list.ended(0, "");
    let council = list.json()["councils"][0].clone();
    let (slug, name) = (
        council["slug"].as_str().unwrap(),
        council["name"].as_str().unwrap(),
    );
    lab.run(&["council", "export", slug, "-o", "a.zip"])
        .ended(0, "");
    assert!(lab.path().join("a.zip").exists());
    // One that is there is not overwritten.
    lab.run(&["council", "export", slug, "-o", "a.zip"])
        .ended(73, "a.zip");
    lab.run(&["council", "delete", slug, "--name", name])
        .ended(65, "");
    lab.run(&["council", "stop", slug]).ended(0, "");
    let stopped = lab.run(&["council", "list", "--json"]);
    assert_eq!(stopped.json()["councils"][0]["stopped"], true);
    lab.run(&["council", "delete", slug, "--name", "ほかの社協"])
        .ended(65, "");
    lab.run(&["council", "import", "a.zip"]).ended(65, "");
    lab.run(&["council", "delete", slug, "--name", name])
        .ended(0, "");
    assert!(lab.plans().is_empty());
    let broken = lab.file("b.zip", b"PK nothing");
    lab.run(&["council", "import", broken.to_str().unwrap()])
        .ended(65, "");
    lab.run(&["council", "import", "nowhere.zip"])
        .ended(66, "nowhere.zip");
    lab.run(&["council", "import", "a.zip"]).ended(0, "");
    assert_eq!(lab.plans()[0]["slug"], plan.as_str());
    lab.run(&["audit", "verify"]).ended(0, "");
    lab.run(&["council", "stop", "nowhere"])
        .ended(66, "nowhere");
}

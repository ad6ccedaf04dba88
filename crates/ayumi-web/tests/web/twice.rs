//! A form that is sent twice counts once, and one from an old page not at all.

use axum::http::StatusCode;
use ayumi_web::samples::plans;

use crate::house::House;
use crate::rig::version_of;

/// Sends the same form twice: one change, and one answer. Where it leads.
async fn twice(house: &House, path: &str, fields: &[(&str, &str)]) -> String {
    let first = house.post(path, fields).await;
    assert_eq!(
        first.status,
        StatusCode::SEE_OTHER,
        "{path} {fields:?}: {}",
        first.body
    );
    let made = house.digest().await;
    let again = house.post(path, fields).await;
    assert_eq!(
        (again.status, again.header("location")),
        (first.status, first.header("location")),
        "{path}: a double click gets the same answer: {}",
        again.body
    );
    assert_eq!(
        house.digest().await,
        made,
        "{path}: the second sending changed something"
    );
    first.header("location").to_owned()
}

/// A page opened before somebody changed the thing: refused, and nothing is changed.
async fn stale(house: &House, path: &str, fields: &[(&str, &str)], status: StatusCode) {
    let before = house.digest().await;
    let told = house.post(path, fields).await;
    assert_eq!(told.status, status, "{path}: {}", told.body);
    assert_eq!(house.digest().await, before, "{path}: it changed something");
}

#[tokio::test]
async fn row_93_two_sendings_make_one_record() {
    let house = House::empty().await;
    // With an empty short name too: it is made of the name, and made once.
    for (key, name, slug) in [
        ("one", "Council", "council"),
        ("none", "Second council", ""),
    ] {
        let fields = [
            ("version", "0"),
            ("key", key),
            ("name", name),
            ("slug", slug),
        ];
        twice(&house, "/councils", &fields).await;
        let other = [fields[0], fields[1], ("name", "Third"), fields[3]];
        stale(&house, "/councils", &other, StatusCode::CONFLICT).await;
        // The other window has another key, and means the same council.
        let window = [fields[0], ("key", "other"), fields[2], ("slug", "")];
        let refused = StatusCode::UNPROCESSABLE_ENTITY;
        stale(&house, "/councils", &window, refused).await;
    }
    let text = b"# Plan\n\n## A\n\n- B\n";
    let sent = house.send_file("two", "plan.md", text).await;
    let after = house.digest().await;
    let again = house.send_file("two", "plan.md", text).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
    assert_eq!(
        again.header("location"),
        sent.header("location"),
        "the same intake"
    );
    assert_eq!(
        house.digest().await,
        after,
        "the second sending changed something"
    );
}

const BOOK: &str = "# みどり野市社会福祉協議会 第3次強化計画\n\n## 重点項目 事業\n\n### 強化項目 ①相談の強化\n\n- ◇窓口の開設\n";

fn form<'a>(version: &'a str, key: &'a str) -> [(&'a str, &'a str); 2] {
    [("version", version), ("key", key)]
}

#[tokio::test]
async fn row_93_every_form_of_a_reading_and_a_plan_counts_once() {
    let plan = plans::typical();
    let house = House::with(&plan).await;
    let own = house.send_file("k0", "book.md", BOOK.as_bytes()).await;
    let own = own.header("location").to_owned();
    twice(&house, &format!("{own}/answers"), &form("1", "k1")).await;
    // The other tab still has version 1.
    let (answers, accept) = (format!("{own}/answers"), format!("{own}/accept"));
    let old = StatusCode::PRECONDITION_FAILED;
    stale(&house, &answers, &form("1", "k2"), old).await;
    stale(&house, &accept, &form("1", "k3"), old).await;
    let correct = format!("{own}/correct");
    let renamed = [("do", "name"), ("item", "1:1"), ("title", "別の名前")];
    let named = |version, key| [&form(version, key)[..], &renamed].concat();
    twice(&house, &correct, &named("2", "k4")).await;
    stale(&house, &correct, &named("2", "k4b"), old).await;
    let encoding = format!("{own}/reread");
    let utf8 = [&form("3", "k4c")[..], &[("encoding", "utf-8")]].concat();
    twice(&house, &encoding, &utf8).await;
    twice(&house, &accept, &form("4", "k5")).await;
    // Back, and accept or discard once more.
    stale(&house, &accept, &form("4", "k6"), old).await;
    stale(&house, &accept, &form("5", "k7"), StatusCode::CONFLICT).await;
    let discard = format!("{own}/discard");
    stale(&house, &discard, &form("5", "k8"), StatusCode::CONFLICT).await;

    let item = plan.items[1].items[1].items[0].id.to_string();
    let finding = plan.items[1].findings[0].id.to_string();
    let own = "/c/council/plans/plan-2";
    let mention = [("item", item.as_str()), ("finding", finding.as_str())];
    let unmentioned = format!("{own}/unmentioned");
    let first = [&form("1", "k9")[..], &mention].concat();
    twice(&house, &unmentioned, &first).await;
    let late = [&form("1", "k10")[..], &mention].concat();
    stale(&house, &unmentioned, &late, old).await;
    let publish = [&form("2", "k11")[..], &[("format", "md")]].concat();
    let first = house.post(&format!("{own}/publish"), &publish).await;
    let look = first.header("location").to_owned();
    while house.get(&look).await.body.contains("data-again") {
        tokio::task::yield_now().await;
    }
    let made = house.digest().await;
    let again = house.post(&format!("{own}/publish"), &publish).await;
    assert_eq!(again.header("location"), look);
    assert_eq!(house.digest().await, made);
}

/// The page that shows it, its name, and what is typed.
type Form<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

const EDIT: &str = "/c/council/plans/plan-2/edit";

/// Sends a form of this name twice, with the version it is shown with; the page that shows it.
async fn edit_twice(house: &House, page: &str, name: &str, more: &[(&str, &str)]) {
    let shown = house.get(&format!("/c/council/plans/plan-2{page}")).await;
    let version = version_of(&shown.body, name).expect(name).to_owned();
    let key = format!("{name}-{page}");
    let own = [("do", name), ("version", &*version), ("key", &*key)];
    twice(house, EDIT, &[&own[..], more].concat()).await;
}

#[tokio::test]
async fn row_93_every_form_of_editing_counts_once() {
    let plan = plans::typical();
    let house = House::with(&plan).await;
    let area = &plan.items[0];
    let [care, ..] = area.items.as_slice() else {
        panic!("the typical plan has three levels");
    };
    let [first, second, ..] = care.items.as_slice() else {
        panic!("and two items below the first");
    };
    // What was judged is not taken out.
    let others = area.items[1..].iter().flat_map(|item| &item.items);
    let other = others.into_iter().find(|item| item.ratings.is_empty());
    let other = other.expect("an item that was not judged").id;
    let ids = [area.id, first.id, second.id, other].map(|id| id.to_string());
    let [area, first, second, other] = ids.each_ref().map(String::as_str);
    let one = format!("/items/{first}/edit");
    let out = format!("/items/{other}/edit");
    let lines = "見守り隊\n\t登録の受付\n相談日";
    let adding = format!("/edit?add={area}");
    let sent: [Form; 11] = [
        ("/edit", "lines", &[("lines", lines)]),
        (
            &adding,
            "add",
            &[("parent", area), ("title", "広報の見直し")],
        ),
        (
            "/edit",
            "head",
            &[("title", "第3次計画"), ("levels", "柱\n項目")],
        ),
        ("/edit", "relabel", &[("with-0", "1"), ("first-0", "A")]),
        ("/edit", "numbering", &[("with-0", "1"), ("first-0", "1")]),
        (&one, "change", &[("item", first), ("title", "別の名前")]),
        (&one, "step", &[("item", first), ("step", "down")]),
        (&one, "move", &[("item", first), ("below", area)]),
        (&one, "split", &[("item", first), ("title", "分けたもの")]),
        (&one, "merge", &[("item", first), ("from", second)]),
        (&out, "remove", &[("item", other)]),
    ];
    for (page, name, fields) in sent {
        edit_twice(&house, page, name, fields).await;
    }
    edit_twice(&house, "/bin", "restore", &[("item", other)]).await;
    // The key stands for what was sent with it.
    let late = form("0", "lines-/edit");
    let late = [&late[..], &[("do", "lines"), ("lines", "別の項目")]].concat();
    stale(&house, EDIT, &late, StatusCode::CONFLICT).await;
}

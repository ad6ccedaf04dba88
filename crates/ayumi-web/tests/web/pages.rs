//! Every page: its status, what every answer must say, what no page may have.

use axum::http::StatusCode;
use ayumi_web::samples::plans;

use crate::house::{House, Told, get};

/// What holds for every page.
fn check(told: &Told, path: &str) {
    assert_eq!(told.status, StatusCode::OK, "{path}: {}", told.body);
    let policy = told.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
    assert!(!policy.contains("unsafe"), "{path}: {policy}");
    assert_eq!(told.header("x-content-type-options"), "nosniff", "{path}");
    // A page with a form is kept nowhere: its key is good for one sending.
    let kept = if told.header("etag").is_empty() {
        "no-store"
    } else {
        assert!(!told.body.contains("<form"), "{path}");
        "private, no-cache"
    };
    assert_eq!(told.header("cache-control"), kept, "{path}");
    let html = told.body.to_ascii_lowercase();
    assert_eq!(html.matches("<h1").count(), 1, "{path}");
    assert!(html.contains("<html lang=\"ja\">"), "{path}");
    assert!(!html.contains(" style="), "{path} has an inline style");
    assert!(!html.contains("<style"), "{path} has an inline sheet");
    assert!(
        !html.contains(" onclick=") && !html.contains(" onerror=\""),
        "{path}"
    );
    let scripts = html.matches("<script").count();
    assert_eq!(
        scripts,
        html.matches("<script src=\"/assets/").count(),
        "{path}"
    );
    assert!(
        !html.contains("href=\"http") && !html.contains("src=\"http"),
        "{path}"
    );
    for form in html.split("<form").skip(1) {
        let form = form.split("</form").next().unwrap();
        if form.contains("method=\"get\"") {
            // Looks only: nothing that a change carries.
            assert!(!form.contains("name=\"key\""), "{path}: {form}");
            continue;
        }
        assert!(form.contains("method=\"post\""), "{path}: {form}");
        assert!(
            form.contains("name=\"version\"") && form.contains("name=\"key\""),
            "{path}: {form}"
        );
    }
}

#[tokio::test]
async fn every_page_of_a_council() {
    let plan = plans::typical();
    let house = House::with(&plan).await;
    let item = plan.items[0].items[0].items[0].id;
    for path in [
        "/?all=1",
        "/help",
        "/c/council",
        "/c/council/record",
        "/c/council/intakes/new",
        "/c/council/plans/plan-2",
        "/c/council/plans/plan-2/review",
        "/c/council/plans/plan-2/unmentioned",
        "/c/council/plans/plan-2/publish",
        &format!("/c/council/plans/plan-2/items/{item}"),
    ] {
        check(&house.get(path).await, path);
    }
}

#[tokio::test]
async fn the_first_page_leads_to_the_only_council() {
    let house = House::with(&plans::typical()).await;
    let told = house.get("/").await;
    assert_eq!(
        (told.status, told.header("location")),
        (StatusCode::SEE_OTHER, "/c/council")
    );
    check(&House::empty().await.get("/").await, "/");
}

#[tokio::test]
async fn a_plan_by_its_id_leads_to_its_short_name() {
    let plan = plans::typical();
    let house = House::with(&plan).await;
    let told = house.get(&format!("/c/council/plans/{}", plan.id)).await;
    assert_eq!(told.header("location"), "/c/council/plans/plan-2");
}

#[tokio::test]
async fn a_newer_document_is_compared_and_taken() {
    let house = House::with(&plans::typical()).await;
    let sent = house.send_file("k1", "book.md", BOOK.as_bytes()).await;
    let own = sent.header("location").to_owned();
    let shown = house.get(&own).await;
    let accept = [
        ("version", shown.hidden("version")),
        ("key", shown.hidden("key")),
    ];
    let kept = house.post(&format!("{own}/accept"), &accept).await;
    let plan = kept
        .header("location")
        .split('?')
        .next()
        .unwrap()
        .to_owned();
    let newer = BOOK.replace("◇窓口の開設", "◇窓口の拡充と開設\n- ◇巡回の相談");
    let sent = house.send_file("k2", "book 2.md", newer.as_bytes()).await;
    let own = sent.header("location").to_owned();
    let offered = house.get(&own).await;
    let slug = plan.rsplit('/').next().unwrap();
    let compared = format!("{own}/newer?plan={slug}&#38;part=0");
    assert!(offered.body.contains(&compared), "{}", offered.body);
    let path = compared.replace("&#38;", "&");
    let shown = house.get(&path).await;
    check(&shown, &path);
    assert!(shown.body.contains("巡回の相談"), "{}", shown.body);
    let new = "value=\"new/1-2\" checked";
    assert!(shown.body.contains(new), "{}", shown.body);
    let version = shown.hidden("version");
    let fields = |plan_version: &'static str, take: &'static str, key: &'static str| {
        [
            ("version", version),
            ("key", key),
            ("plan", slug),
            ("part", "0"),
            ("plan_version", plan_version),
            ("take", take),
        ]
    };
    let address = format!("{own}/newer");
    let stale = house.post(&address, &fields("7", "new/1-2", "s1")).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    let wrong = house.post(&address, &fields("1", "new/77", "s2")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken = house.post(&address, &fields("1", "new/1-2", "s3")).await;
    let to = format!("{plan}?done=newer");
    assert_eq!(taken.header("location"), to, "{}", taken.body);
    assert!(house.get(&to).await.body.contains("新しい版から"));
    let closed = house.get(&path).await;
    assert_eq!(closed.status, StatusCode::CONFLICT);
}

const BOOK: &str = "# みどり野市社会福祉協議会 第3次強化計画\n\n## 重点項目 事業\n\n### 強化項目 ①相談の強化\n\n- ◇窓口の開設\n";

#[tokio::test]
async fn from_file_to_plan() {
    let house = House::with(&plans::typical()).await;
    let sent = house.send_file("k1", "book.md", BOOK.as_bytes()).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let own = sent.header("location").to_owned();
    let shown = house.get(&own).await;
    check(&shown, &own);
    assert!(shown.body.contains("book.md"), "{}", shown.body);
    let fields = [
        ("version", shown.hidden("version")),
        ("key", shown.hidden("key")),
    ];
    let thrown = house.post(&format!("{own}/discard"), &fields).await;
    assert_eq!(thrown.header("location"), "/c/council", "{}", thrown.body);
    let again = house
        .post(&format!("{own}/accept"), &[("version", "2"), ("key", "k3")])
        .await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.body);
}

#[tokio::test]
async fn publishing_starts_is_looked_at_and_fetched() {
    let house = House::with(&plans::typical()).await;
    let own = "/c/council/plans/plan-2/publish";
    let none = house.post(own, &[("version", "1"), ("key", "k1")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = house
        .post(own, &[("version", "1"), ("key", "k2"), ("format", "md")])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let look = sent.header("location").to_owned();
    let mut told = house.get(&look).await;
    while told.body.contains("data-again") {
        tokio::task::yield_now().await;
        told = house.get(&look).await;
    }
    check(&told, &look);
    let file = house.get(&format!("{look}/files/1")).await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(
        file.header("content-disposition")
            .starts_with("attachment; filename=")
    );
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    let kept = get(&format!("{look}/files/1")).header("if-none-match", file.header("etag"));
    let again = house
        .ask(kept.body(axum::body::Body::empty()).unwrap())
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert_eq!(
        house.get(&format!("{look}/files/9")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_correction_takes_the_action_off_the_list() {
    let plan = plans::typical();
    let house = House::with(&plan).await;
    let item = plan.items[1].items[1].items[0].id.to_string();
    let finding = plan.items[1].findings[0].id.to_string();
    let own = "/c/council/plans/plan-2/unmentioned";
    let before = house.get(own).await;
    assert!(
        before.body.contains(&item),
        "the sample's action is on the list"
    );
    let fields = [("version", "1"), ("key", "k1"), ("item", item.as_str())];
    let none = house.post(own, &fields).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = house
        .post(
            own,
            &[&fields[..], &[("finding", finding.as_str())]].concat(),
        )
        .await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
    let after = house.get(own).await;
    assert!(!after.body.contains(&format!("value=\"{item}\"")));
    let shown = house
        .get(&format!("/c/council/plans/plan-2/items/{item}"))
        .await;
    assert!(shown.body.contains(&plan.items[1].findings[0].text));
}

#[tokio::test]
async fn not_mentioned_is_confirmed_shown_and_taken_back() {
    let plan = plans::typical();
    let house = House::with(&plan).await;
    let item = plan.items[1].items[1].items[0].id.to_string();
    let own = "/c/council/plans/plan-2/unmentioned";
    let confirm = format!("{own}/confirm");
    let page = house.get(own).await;
    let perhaps = page.body.matches("name=\"finding\"").count();
    let key = page.hidden("key").to_owned();
    let fields = [
        ("version", "1"),
        ("key", key.as_str()),
        ("item", item.as_str()),
    ];
    let told = house.post(&confirm, &fields).await;
    let location = told.header("location").to_owned();
    assert_eq!(location, format!("{own}?done=confirmed"), "{}", told.body);
    let before = house.digest().await;
    let again = house.post(&confirm, &fields).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(house.digest().await, before, "one press, one change");
    let page = house.get(&location).await;
    assert_eq!(page.body.matches("name=\"finding\"").count(), perhaps - 1);
    assert!(page.body.contains("id=\"confirmed\""), "{}", page.body);
    let item_page = format!("/c/council/plans/plan-2/items/{item}");
    let shown = house.get(&item_page).await;
    assert!(shown.body.contains("unmentioned#confirmed"));
    let record = house.get("/c/council/record").await;
    assert!(record.body.contains("触れられていないことの確認"));
    let back = [
        ("version", "2"),
        ("key", "k2"),
        ("item", item.as_str()),
        ("confirmed", "no"),
    ];
    let told = house.post(&confirm, &back).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
    let page = house.get(own).await;
    assert_eq!(page.body.matches("name=\"finding\"").count(), perhaps);
    assert!(!page.body.contains("id=\"confirmed\""));
}

#[tokio::test]
async fn the_language_is_chosen_and_remembered() {
    let house = House::empty().await;
    let told = house.get("/help?lang=en").await;
    assert!(told.body.contains("<html lang=\"en\">"));
    assert!(told.header("set-cookie").starts_with("lang=en; Path=/"));
    for (name, value) in [
        ("cookie", "a=b; lang=en"),
        ("accept-language", "en-GB, ja;q=0.5"),
    ] {
        let asked = get("/help")
            .header(name, value)
            .body(axum::body::Body::empty())
            .unwrap();
        assert!(
            house.ask(asked).await.body.contains("<html lang=\"en\">"),
            "{name}"
        );
    }
}

#[tokio::test]
async fn health_and_assets() {
    let house = House::empty().await;
    assert_eq!(house.get("/healthz").await.body, "ok\n");
    assert_eq!(house.get("/readyz").await.status, StatusCode::OK);
    let sheet = house.get("/assets/ayumi.css").await;
    assert_eq!(sheet.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(
        house.get("/assets/../Cargo.toml").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        house.get("/assets/none.css").await.status,
        StatusCode::NOT_FOUND
    );
}

//! What is refused, with which status, and that nothing was changed by it.

use axum::body::Body;
use axum::http::StatusCode;
use ayumi_app::Given;
use ayumi_core::access::Actor;
use ayumi_core::interchange::plan_to_json;
use ayumi_core::plan::{FindingId, Item, Plan};
use ayumi_web::samples::plans;
use serde_json::json;

use crate::house::{House, Told, encoded, form, get};

/// A request that changes something, as its page or program sends it.
pub struct Sent {
    pub path: String,
    pub fields: Vec<(&'static str, String)>,
    /// With a file, as multipart/form-data.
    pub file: bool,
    /// With `If-Match` and `Idempotency-Key` instead of hidden fields; the body is JSON.
    pub json: Option<String>,
    /// The version that stands there.
    version: u64,
    /// Something new is made of it, and the API may leave its version out.
    new: bool,
}

impl Sent {
    async fn to(&self, house: &House, version: Option<u64>, key: Option<&str>) -> Told {
        let request = get(&self.path)
            .method("POST")
            .header("sec-fetch-site", "same-origin");
        let version = version.map(|version| version.to_string());
        if let Some(json) = &self.json {
            let kind = if self.file {
                "application/octet-stream"
            } else {
                "application/json"
            };
            let mut request = request.header("content-type", kind);
            for (name, value) in [("if-match", version.as_deref()), ("idempotency-key", key)] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
            return house
                .ask(request.body(Body::from(json.clone())).unwrap())
                .await;
        }
        let mut fields = self.fields.clone();
        fields.extend(version.map(|version| ("version", version)));
        fields.extend(key.map(|key| ("key", key.to_owned())));
        if self.file {
            return house.send_parts(&fields, "plan.txt", b"1 plan\n").await;
        }
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        house.post(&self.path, &fields).await
    }
}

/// An intake to change, where `path` names one.
async fn intake_for(house: &House, path: &str) -> String {
    if path.contains("/attachments/{id}") {
        return attached(house).await;
    }
    if !path.contains("/intakes/{id}") {
        return String::new();
    }
    let (name, content) = if path.ends_with("/columns") {
        ("table.csv", TABLE)
    } else {
        ("review.txt", PLAN)
    };
    made_of(house, name, content).await
}

/// The intake of a file.
pub async fn made_of(house: &House, name: &str, content: &str) -> String {
    let made = house.send_file(name, name, content.as_bytes());
    let place = made.await.header("location").to_owned();
    place.rsplit('/').next().unwrap_or_default().to_owned()
}

/// A file kept with the plan.
pub async fn attached(house: &House) -> String {
    let intake = made_of(house, "letter.txt", "お知らせ\n").await;
    let plan = plans::typical().id.to_string();
    let fields = [("plan", plan.as_str()), ("version", "1"), ("key", "attach")];
    let path = format!("/c/council/intakes/{intake}/attach");
    let told = house.post(&path, &fields).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
    let page = house.get("/c/council/plans/plan-2").await.body;
    let href = page.split("/attachments/").nth(1).expect("it is listed");
    href.split('"').next().unwrap_or_default().to_owned()
}

/// A table whose headings nobody knows.
pub const TABLE: &str = "やること,だれが\nふれあいサロン,総務課\n配食,総務課\n";

/// The first finding that refers to something.
fn referring(plan: &Plan) -> FindingId {
    fn below(items: &[Item]) -> Option<FindingId> {
        items.iter().find_map(|item| {
            let own = item.findings.iter().find(|one| !one.refs.is_empty());
            own.map(|one| one.id).or_else(|| below(&item.items))
        })
    }
    below(&plan.items).expect("the sample plan refers to a page")
}

/// What the corrections of a review send.
fn correction(sent: &mut Sent, plan: &Plan, action: &str, api: bool) {
    let item = plan.items[1].items[1].items[0].id;
    let finding = plan.items[1].findings[0].id;
    let referring = referring(plan);
    let (body, fields) = match action {
        "correct-mention" => (
            json!({ "finding": finding, "item": item, "speaks": true }),
            vec![("item", item.to_string()), ("finding", finding.to_string())],
        ),
        "confirm-unmentioned" => (
            json!({ "item": item, "confirmed": true }),
            vec![("item", item.to_string())],
        ),
        _ => (
            json!({ "finding": referring, "number": 1, "target": item }),
            vec![
                ("finding", referring.to_string()),
                ("target", item.to_string()),
                ("number", "1".into()),
            ],
        ),
    };
    if api {
        sent.json = Some(body.to_string());
    } else {
        sent.fields = fields;
    }
}

/// The request of a changing route. A route that is not known here fails the test: say what its
/// page sends.
pub async fn sent(house: &House, action: &str, path: &str) -> Sent {
    let plan = plans::typical();
    let intake = intake_for(house, path).await;
    let api = path.starts_with("/api/");
    let path = path
        .replace("{council}", "council")
        .replace("{plan}", "plan-2")
        .replace("{item}", &plan.items[0].id.to_string())
        .replace("{number}", "1")
        .replace("{id}", &intake);
    let mut sent = Sent {
        path,
        fields: Vec::new(),
        file: false,
        json: None,
        version: 1,
        new: false,
    };
    match action {
        "upload" => (sent.file, sent.new) = (true, true),
        action if PLANS.contains(&action) => of_plans(&mut sent, house, (&plan, action)).await,
        "remove-attachment" => sent.new = true,
        "answer-questions" | "discard-intake" | "set-owners" => {}
        "match-columns" => {
            let said = [("form", "0"), ("name", "x"), ("c0", "level")];
            sent.fields = said.map(|(field, value)| (field, value.into())).to_vec();
        }
        "attach-intake" => sent.fields = vec![("plan", plan.id.to_string())],
        "reread-intake" => sent.fields = vec![("encoding", "utf-8".into())],
        "correct-reading" => {
            let name = [("do", "name"), ("item", "1:1"), ("title", "x")];
            sent.fields = name.map(|(field, value)| (field, value.into())).to_vec();
        }
        "take-newer" => {
            let version = ("plan_version", "1".to_owned());
            sent.fields = vec![("plan", "plan-2".into()), ("part", "0".into()), version];
        }
        "accept-intake" => sent.fields = vec![("title", "計画".into())],
        "correct-mention" | "confirm-unmentioned" | "point-reference" => {
            correction(&mut sent, &plan, action, api);
        }
        "change-organisation" | "invite" | "change-handover" | "grant-support" => {
            of_people(&mut sent, house, action).await;
        }
        "start-publication" => sent.fields = vec![("format", "md".into())],
        "import-form" => {
            sent.json = Some(plan_to_json(&plans::many()).to_string());
            sent.new = true;
        }
        _ => panic!("what does the page of {action} send to {}?", sent.path),
    }
    if sent.new {
        sent.version = 0;
    }
    if api && sent.json.is_none() {
        sent.json = Some(body_of(action, &plan));
    }
    sent
}

/// What the pages of the organisation send.
/// What [`of_plans`] sends.
const PLANS: [&str; 8] = [
    "write-comment",
    "make-council",
    "stop-council",
    "make-plan",
    "edit-plan",
    "undo-edit",
    "freeze-edition",
    "decide-edition",
];

/// What is sent to make, edit and stop.
async fn of_plans(sent: &mut Sent, house: &House, (plan, action): (&Plan, &str)) {
    let said = |fields: &[(&'static str, &str)]| {
        let fields = fields
            .iter()
            .map(|(field, value)| (*field, (*value).to_owned()));
        fields.collect()
    };
    match action {
        "make-council" => {
            sent.fields = said(&[("name", "Other"), ("slug", "other")]);
            sent.new = true;
        }
        "stop-council" => {
            sent.fields = said(&[("stopped", "yes")]);
            sent.version = house.revision("council").await;
        }
        "make-plan" => {
            sent.fields = said(&[
                ("title", "第3次計画"),
                ("start", "activity"),
                ("levels", "4"),
            ]);
            sent.new = true;
        }
        "freeze-edition" => sent.fields = said(&[("name", "素案")]),
        "write-comment" => {
            sent.fields = said(&[("step", "say"), ("text", "確認してください")]);
            sent.new = true;
        }
        "decide-edition" => {
            frozen(house, plan).await;
            sent.fields = said(&[
                ("step", "decide"),
                ("body", "board"),
                ("decided", "2027-03-25"),
            ]);
        }
        "edit-plan" => {
            let item = plan.items[0].id;
            sent.version = ayumi_core::plan::edit::item_version(plan, item).unwrap();
            let item = item.to_string();
            sent.fields = said(&[("do", "step"), ("step", "down"), ("item", &item)]);
        }
        _ => {
            let entry = edited(house, plan).await.to_string();
            sent.fields = said(&[("entry", &entry)]);
            sent.version = 2;
        }
    }
}

/// The first edition of a plan.
async fn frozen(house: &House, plan: &Plan) {
    use ayumi_app::plan::PlanName;
    use ayumi_app::plan::edition::{FreezeEdition, NewEdition, freeze_edition, keep_file};
    use ayumi_core::plan::edition::FileRole;
    let mut unit = house.app.change(Actor::LocalOperator, None).await.unwrap();
    let council = ayumi_app::organisation::find_council(&unit, "council").await;
    let permit = unit
        .permit::<FreezeEdition>(Some(council.unwrap().unwrap().id))
        .unwrap();
    let (name, given) = (PlanName::from(plan.id), Given::default());
    let kept = (FileRole::Slip, "起案用紙.pdf".to_owned());
    let mut new = NewEdition::named("素案");
    new.papers = vec![keep_file(&house.app, kept, b"%PDF-1.7").await.unwrap()];
    freeze_edition(&mut unit, permit, &name, given, new)
        .await
        .unwrap();
    unit.commit().await.unwrap();
}

/// An edit that can be undone: its entry.
async fn edited(house: &House, plan: &Plan) -> u64 {
    use ayumi_app::plan::PlanName;
    use ayumi_app::plan::edit::edit_plan;
    use ayumi_core::plan::edit::{Edit, Step};
    let mut unit = house.app.change(Actor::LocalOperator, None).await.unwrap();
    let council = ayumi_app::organisation::find_council(&unit, "council").await;
    let council = council.unwrap().unwrap().id;
    let edit = Edit::Step {
        item: plan.items[0].id,
        step: Step::Down,
    };
    let (name, given) = (PlanName::from(plan.id), Given::default());
    let done = edit_plan(&mut unit, council, &name, given, edit)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    done.entry
}

async fn of_people(sent: &mut Sent, house: &House, action: &str) {
    if action == "change-handover" {
        let fields = [("step", "prepare"), ("name", "4月"), ("day", "2027-04-01")];
        sent.fields = fields.map(|(field, value)| (field, value.into())).to_vec();
        sent.new = true;
        return;
    }
    sent.version = house.revision("council").await;
    if action == "grant-support" {
        sent.fields = vec![("hours", "4".into())];
        return;
    }
    let step = if action == "invite" {
        "new"
    } else {
        "new-post"
    };
    let fields = [
        ("step", step),
        ("name", "山本"),
        ("title", "担当"),
        ("role", "staff"),
    ];
    sent.fields = fields.map(|(field, value)| (field, value.into())).to_vec();
    sent.fields.push(("from", "2026-11-22".into()));
}

/// What a program sends to the intake.
fn body_of(action: &str, plan: &Plan) -> String {
    let body = match action {
        "upload" => return PLAN.to_owned(),
        "answer-questions" => json!({ "given": {} }),
        "correct-reading" => {
            json!({ "add": [{ "do": "name", "item": "1:1", "label": null, "title": "x" }] })
        }
        "reread-intake" => json!({ "encoding": "utf-8" }),
        "match-columns" => {
            let key = TABLE.split(',').next();
            json!({ "form": 0, "name": "x", "meanings": { key.unwrap_or_default(): "level" } })
        }
        "attach-intake" => json!({ "plan": plan.id }),
        "accept-intake" | "discard-intake" => json!({}),
        _ => panic!("what does a program send for {action}?"),
    };
    body.to_string()
}

/// A plan in plain text, for intakes.
pub const PLAN: &str = include_str!("../../../../examples/midorino-2.txt");

#[tokio::test]
async fn row_102_every_change_has_version_and_key() {
    let routes = ayumi_web::changing();
    assert!(routes.len() > 8, "{routes:?}");
    for (action, path) in routes {
        let house = House::with(&plans::typical()).await;
        let sent = sent(&house, action, &path).await;
        let before = house.digest().await;
        let right = sent.version;
        let may_be_left_out = sent.new && sent.json.is_some();
        let missing = if may_be_left_out { None } else { Some(428) };
        for (version, key, status, why) in [
            (None, Some("k"), missing, "no version"),
            (Some(right + 999), Some("k"), Some(412), "a stale version"),
            (Some(right), None, Some(400), "no key"),
            (Some(right), Some("a b"), Some(400), "a key that is none"),
        ] {
            let Some(status) = status else { continue };
            let told = sent.to(&house, version, key).await;
            assert_eq!(told.status.as_u16(), status, "{path}, {why}: {}", told.body);
            if status == 412 {
                assert_eq!(told.header("etag"), format!("\"{right}\""), "{path}");
            }
            assert_eq!(house.digest().await, before, "{path}, {why}");
        }
        let told = sent.to(&house, Some(right), Some("k")).await;
        assert!(told.status.as_u16() < 400, "{path}: {}", told.body);
        if action == "start-publication" {
            // Its files are made beside other work, and are a change of their own.
            let place = told.header("location").to_owned();
            while !house.get(&place).await.body.contains(" download") {
                tokio::task::yield_now().await;
            }
        }
        let after = house.digest().await;
        assert_ne!(after, before, "{path}");
        let again = sent.to(&house, Some(right), Some("k")).await;
        assert_eq!(again.status, told.status, "{path}: the same answer");
        let other = sent.to(&house, Some(right + 999), Some("k")).await;
        assert_eq!(other.status, StatusCode::CONFLICT, "{path}: {}", other.body);
        assert_eq!(house.digest().await, after, "{path}");
    }
}

#[tokio::test]
async fn what_is_not_there() {
    let house = House::with(&plans::typical()).await;
    for path in [
        "/nothing",
        "/c/none",
        "/c/council/plans/none",
        "/c/council/plans/plan-2/items/none",
        "/c/council/intakes/01980000-0000-7000-8000-000000000001",
        "/c/council/publications/x/files/1",
    ] {
        let told = house.get(path).await;
        assert_eq!(told.status, StatusCode::NOT_FOUND, "{path}");
        assert!(
            told.body.contains("<h1>") && told.body.contains(path),
            "{path}: {}",
            told.body
        );
    }
}

#[tokio::test]
async fn methods_kinds_and_sizes() {
    let house = House::with(&plans::typical()).await;
    for method in ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        let request = get("/help")
            .method(method)
            .header("origin", "http://localhost");
        let told = house.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(told.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert!(told.header("allow").contains("GET"), "{method}");
    }
    let own = |kind: &str| {
        let request = get("/councils")
            .method("POST")
            .header("origin", "http://localhost");
        request.header("content-type", kind.to_owned())
    };
    let told = house
        .ask(own("text/plain").body(Body::from("name=x")).unwrap())
        .await;
    assert_eq!(told.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let packed = own("application/x-www-form-urlencoded").header("content-encoding", "gzip");
    let told = house.ask(packed.body(Body::from("name=x")).unwrap()).await;
    assert_eq!(told.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let large = vec![b'a'; 10 * 1024 * 1024];
    let told = house
        .ask(
            own("application/x-www-form-urlencoded")
                .body(Body::from(large))
                .unwrap(),
        )
        .await;
    assert_eq!(told.status, StatusCode::PAYLOAD_TOO_LARGE);
}

/// A body that fails when somebody reads it.
fn unreadable() -> Body {
    let part = async { Err::<&str, _>(std::io::Error::other("it was read")) };
    Body::from_stream(futures_util::stream::once(part))
}

#[tokio::test]
async fn row_54_what_says_it_is_too_large_is_refused_before_it_is_read() {
    let house = House::empty().await;
    let asked = |path: &str, length: &str, body: Body| {
        let request = get(path)
            .method("POST")
            .header("content-type", "application/octet-stream")
            .header("content-length", length.to_owned());
        house.ask(request.body(body).unwrap())
    };
    for path in [
        "/api/readings?name=x.csv",
        "/c/midorino/intakes",
        "/councils",
    ] {
        let told = asked(path, "1073741824", unreadable()).await;
        assert_eq!(told.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        assert!(told.body.contains("50 MB"), "{}", told.body);
    }
    // The body of another length is read.
    let told = asked("/api/readings?name=x.csv", "12", unreadable()).await;
    assert_ne!(told.status, StatusCode::OK);
    let told = asked(
        "/api/readings?name=x.csv",
        "12",
        Body::from("a,b\nc,d\ne,f\n"),
    )
    .await;
    assert_eq!(told.status, StatusCode::OK);
}

#[tokio::test]
async fn other_hosts() {
    let house = House::empty().await;
    for (host, status) in [
        ("localhost:8017", 200),
        ("127.0.0.1", 200),
        ("[::1]:8017", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("192.168.0.2", 421),
    ] {
        let request = axum::http::Request::builder()
            .uri("/help")
            .header("host", host);
        let told = house.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(told.status.as_u16(), status, "{host}");
    }
    let none = axum::http::Request::builder()
        .uri("/help")
        .body(Body::empty())
        .unwrap();
    assert_eq!(house.ask(none).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn row_97_changes_only_from_our_own_pages() {
    let house = House::with(&plans::typical()).await;
    let before = house.digest().await;
    let fields = [
        ("version", "0"),
        ("key", "k"),
        ("name", "Other"),
        ("slug", "other"),
    ];
    for (name, value) in [
        ("origin", "http://evil.example"),
        ("origin", "null"),
        ("origin", "http://localhost:1"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("x-http-method-override", "POST"),
    ] {
        let request = form("/councils", &fields).header(name, value);
        let told = house.ask(request.body(encoded(&fields)).unwrap()).await;
        assert_eq!(told.status, StatusCode::FORBIDDEN, "{name}: {value}");
        assert!(told.body.contains("<h1>"), "{name}: {value}");
    }
    let bare = form("/councils", &fields).body(encoded(&fields)).unwrap();
    assert_eq!(
        house.ask(bare).await.status,
        StatusCode::FORBIDDEN,
        "no word on the origin"
    );
    let overridden = get("/councils").header("x-http-method-override", "POST");
    let told = house.ask(overridden.body(encoded(&fields)).unwrap()).await;
    assert_eq!(
        told.status,
        StatusCode::METHOD_NOT_ALLOWED,
        "a method in a header is no method"
    );
    assert_eq!(house.digest().await, before);
    let own = form("/councils", &fields).header("origin", "http://localhost");
    let told = house.ask(own.body(encoded(&fields)).unwrap()).await;
    assert_eq!(
        told.status,
        StatusCode::SEE_OTHER,
        "the check lets our own pages in"
    );
    assert_ne!(house.digest().await, before);
}

#[tokio::test]
async fn row_98_no_frame_and_no_opener() {
    let house = House::with(&plans::typical()).await;
    let before = house.digest().await;
    for (path, status) in [
        ("/help", 200),
        ("/c/council", 200),
        ("/nothing", 404),
        ("/api/plans", 200),
    ] {
        let told = house.get(path).await;
        assert_eq!(told.status.as_u16(), status, "{path}");
        assert!(
            told.header("content-security-policy")
                .contains("frame-ancestors 'none'"),
            "{path}"
        );
        assert_eq!(told.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(
            told.header("cross-origin-opener-policy"),
            "same-origin",
            "{path}"
        );
    }
    assert_eq!(house.digest().await, before);
}

//! The JSON API.

use axum::body::Body;
use axum::http::StatusCode;
use ayumi_core::interchange::{plan_from_json, plan_to_json};
use ayumi_web::samples::plans;
use serde_json::{Value, json};

use crate::house::{House, Told, get};

async fn send(house: &House, path: &str, headers: &[(&str, &str)], body: &Value) -> Told {
    let mut request = get(path)
        .method("POST")
        .header("content-type", "application/json");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    house
        .ask(request.body(Body::from(body.to_string())).unwrap())
        .await
}

fn problem(told: &Told, status: u16) -> Value {
    assert_eq!(told.status.as_u16(), status, "{}", told.body);
    assert_eq!(told.header("content-type"), "application/problem+json");
    let problem: Value = serde_json::from_str(&told.body).unwrap();
    assert_eq!(problem["status"], status);
    assert!(!problem["title"].as_str().unwrap().is_empty());
    problem
}

#[tokio::test]
async fn a_plan_leaves_as_its_form_with_its_version() {
    let plan = plans::typical();
    let house = House::with(&plan).await;
    let list: Value = serde_json::from_str(&house.get("/api/plans").await.body).unwrap();
    assert_eq!(list["plans"][0]["slug"], "plan-2");
    for name in ["plan-2".to_owned(), plan.id.to_string()] {
        let told = house.get(&format!("/api/plans/{name}")).await;
        assert_eq!(told.header("etag"), "\"1\"");
        assert_eq!(plan_from_json(&told.body).unwrap(), plan);
    }
    let kept = get("/api/plans/plan-2").header("if-none-match", "\"1\"");
    let told = house.ask(kept.body(Body::empty()).unwrap()).await;
    assert_eq!(told.status, StatusCode::NOT_MODIFIED);
    problem(&house.get("/api/plans/none").await, 404);
}

#[tokio::test]
async fn a_reading_stores_nothing() {
    let house = House::with(&plans::typical()).await;
    let before = house.digest().await;
    let request = get("/api/readings?name=a.txt").method("POST");
    let request = request.header("content-type", "application/octet-stream");
    let told = house
        .ask(request.body(Body::from("recipe: two eggs\n")).unwrap())
        .await;
    let reading: Value = serde_json::from_str(&told.body).unwrap();
    assert_eq!(reading["format"], "ayumi/reading@1");
    let request = get("/api/readings?name=a.png").method("POST");
    let request = request.header("content-type", "image/png");
    let told = house
        .ask(request.body(Body::from(&b"\x89PNG\r\n\x1a\n"[..])).unwrap())
        .await;
    problem(&told, 415);
    // What a form of another site could send is no kind of content here, not a visit from there.
    let request = get("/api/readings?name=a.txt").method("POST");
    let request = request.header("content-type", "text/plain");
    let told = house
        .ask(request.body(Body::from("1 plan\n")).unwrap())
        .await;
    problem(&told, 415);
    assert_eq!(house.digest().await, before);
}

#[tokio::test]
async fn an_import_needs_a_key_and_is_made_once() {
    let house = House::with(&plans::many()).await;
    let own = "/api/councils/council/plans";
    let form = plan_to_json(&plans::typical());
    let keyless = problem(&send(&house, own, &[], &form).await, 400);
    assert_eq!(keyless["type"], "/help#error-key-missing");
    assert!(
        keyless["detail"]
            .as_str()
            .unwrap()
            .contains("Idempotency-Key")
    );
    let mut unknown = form.clone();
    unknown["newer"] = json!(1);
    problem(
        &send(&house, own, &[("idempotency-key", "a")], &unknown).await,
        422,
    );
    let first = send(&house, own, &[("idempotency-key", "b")], &form).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    let after = house.digest().await;
    let second = send(&house, own, &[("idempotency-key", "b")], &form).await;
    assert_eq!(second.body, first.body);
    assert_eq!(house.digest().await, after);
}

#[tokio::test]
async fn a_correction_needs_version_and_key() {
    let plan = plans::typical();
    let house = House::with(&plan).await;
    let own = "/api/councils/council/plans/plan-2/mentions";
    let body = json!({
        "finding": plan.items[1].findings[0].id,
        "item": plan.items[1].items[1].items[0].id,
        "speaks": true,
    });
    let key = ("idempotency-key", "a");
    let before = house.digest().await;
    let missing = problem(&send(&house, own, &[key], &body).await, 428);
    assert!(missing["detail"].as_str().unwrap().contains("If-Match"));
    let any = send(&house, own, &[key, ("if-match", "*")], &body).await;
    assert_eq!(problem(&any, 428)["type"], "/help#error-any-version");
    problem(
        &send(&house, own, &[key, ("if-match", "\"7\"")], &body).await,
        412,
    );
    problem(
        &send(&house, own, &[key, ("if-match", "x")], &body).await,
        400,
    );
    problem(
        &send(
            &house,
            own,
            &[key, ("if-match", "\"1\"")],
            &json!({ "x": 1 }),
        )
        .await,
        422,
    );
    assert_eq!(house.digest().await, before);
    let told = send(&house, own, &[key, ("if-match", "\"1\"")], &body).await;
    assert_eq!(
        (told.status, told.header("etag")),
        (StatusCode::OK, "\"2\""),
        "{}",
        told.body
    );
    let again = send(&house, own, &[key, ("if-match", "\"1\"")], &body).await;
    assert_eq!(
        again.header("etag"),
        "\"2\"",
        "the same answer to the same request"
    );
}

/// A form of an office whose headings no word of the field tells.
const FORM: &str = "やること,だれが\nふれあいサロン,地域福祉課\n配食,在宅福祉課\n";

#[tokio::test]
async fn an_intake_is_matched_corrected_and_accepted_by_a_program() {
    let house = House::with(&plans::typical()).await;
    let all = "/api/councils/council/intakes";
    let request = get(&format!("{all}?name=form.csv")).method("POST");
    let request = request
        .header("content-type", "application/octet-stream")
        .header("idempotency-key", "k1");
    let told = house.ask(request.body(Body::from(FORM)).unwrap()).await;
    assert_eq!(told.status, StatusCode::CREATED, "{}", told.body);
    let made: Value = serde_json::from_str(&told.body).unwrap();
    let own = format!("{all}/{}", made["intake"].as_str().unwrap());
    let change = async |page: &str, version: u64, body: Value| {
        let (tag, key) = (format!("\"{version}\""), format!("{page}-{version}"));
        let headers = [("if-match", tag.as_str()), ("idempotency-key", &key)];
        send(&house, &format!("{own}/{page}"), &headers, &body).await
    };
    let meanings = json!({ "やること": "level", "だれが": "section" });
    let said = json!({ "form": 0, "name": "様式", "meanings": meanings });
    let told = change("columns", 1, said).await;
    assert_eq!(told.header("etag"), "\"2\"", "{}", told.body);
    let name = json!({ "do": "name", "item": "1:2", "label": "②", "title": "配食サービス" });
    let told = change("corrections", 2, json!({ "add": [name] })).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    problem(
        &change("corrections", 3, json!({ "take_back": false })).await,
        422,
    );
    problem(
        &change(
            "columns",
            3,
            json!({ "form": 0, "meanings": { "やること": "level" } }),
        )
        .await,
        422,
    );
    problem(&change("reread", 3, json!({ "pages": "0" })).await, 422);
    problem(
        &change("answers", 3, json!({ "given": { "9": 0 } })).await,
        422,
    );

    let told = house.get(&own).await;
    assert_eq!(told.header("etag"), "\"3\"");
    let shown: Value = serde_json::from_str(&told.body).unwrap();
    assert_eq!(shown["state"], "open");
    let items = &shown["reading"]["plan"]["items"];
    assert_eq!(items[1]["title"], "配食サービス");
    assert_eq!(items[0]["sections"][0], "地域福祉課");

    let named = json!({ "titles": { "0": "第9次計画" } });
    let told = change("accept", 3, named).await;
    assert_eq!(told.status, StatusCode::CREATED, "{}", told.body);
    let told = house.get(&own).await;
    let shown: Value = serde_json::from_str(&told.body).unwrap();
    assert_eq!(shown["state"], "accepted");
    assert!(shown["plan"].is_string());
}

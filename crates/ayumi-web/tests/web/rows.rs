//! Rows of the bad-input catalogue about requests: each refused with its status, nothing changed.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use ayumi_core::access::Actor;
use ayumi_store::login::{self, Purpose, Ticket};
use ayumi_web::samples::plans;

use crate::house::{House, encoded, form, get};

#[tokio::test]
async fn row_95_a_form_too_large_is_refused_whole() {
    let house = House::with(&plans::typical()).await;
    let before = house.digest().await;
    let name = "長".repeat(4 * 1024 * 1024);
    let fields = [("name", name.as_str()), ("version", "0"), ("key", "k")];
    let told = house.post("/councils", &fields).await;
    assert_eq!(told.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(house.digest().await, before);
    // A long text of sixty thousand characters is none.
    let name = "長".repeat(60_000);
    let fields = [("name", name.as_str()), ("version", "0"), ("key", "k")];
    let told = house.post("/councils", &fields).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
}

const MENTIONS: &str = "/api/councils/council/plans/plan-2/unmentioned";

async fn send(house: &House, body: Vec<u8>) -> crate::house::Told {
    let request = get(MENTIONS)
        .method("POST")
        .header("content-type", "application/json")
        .header("if-match", "1")
        .header("idempotency-key", "k");
    house.ask(request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn row_99_json_that_is_none_or_another() {
    let house = House::with(&plans::typical()).await;
    let before = house.digest().await;
    let item = plans::typical().items[0].id;
    let deep = "[".repeat(10_000);
    for (body, why) in [
        (
            format!("{{\"item\":\"{item}\",\"item\":\"{item}\",\"confirmed\":true}}"),
            "a key twice",
        ),
        (deep, "ten thousand deep"),
        (
            format!("\u{feff}{{\"item\":\"{item}\",\"confirmed\":true}}"),
            "a byte order mark",
        ),
        (
            format!("{{\"item\":\"{item}\",\"confirmed\":true,}}"),
            "a trailing comma",
        ),
        (
            format!("{{\"item\":\"{item}\",\"confirmed\":\"true\"}}"),
            "a truth as text",
        ),
        (
            "{\"item\":\"\\ud842\",\"confirmed\":true}".to_owned(),
            "half a character",
        ),
        (
            format!("{{\"item\":\"{item}\",\"confirmed\":true,\"more\":1}}"),
            "an unknown field",
        ),
        (String::new(), "nothing"),
    ] {
        let told = send(&house, body.into_bytes()).await;
        let status = told.status.as_u16();
        assert!(
            status == 400 || status == 422,
            "{why}: {status} {}",
            told.body
        );
        assert_eq!(
            told.header("content-type"),
            "application/problem+json",
            "{why}"
        );
        assert_eq!(house.digest().await, before, "{why}");
    }
}

#[tokio::test]
async fn row_100_fields_nobody_asked_for() {
    let house = House::with(&plans::typical()).await;
    let before = house.digest().await;
    let item = plans::typical().items[0].id;
    for more in [
        "\"role\":\"system-administrator\"",
        "\"council_id\":\"01980000-0000-7000-8000-000000000001\"",
        "\"published\":true",
    ] {
        let body = format!("{{\"item\":\"{item}\",\"confirmed\":true,{more}}}");
        let told = send(&house, body.into_bytes()).await;
        let status = told.status.as_u16();
        assert!(status == 400 || status == 422, "{more}: {status}");
        assert_eq!(house.digest().await, before, "{more}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn row_103_ten_at_once_with_one_key_make_one() {
    let house = std::sync::Arc::new(House::with(&plans::typical()).await);
    let fields = [
        ("name", "緑野市社協"),
        ("slug", "green"),
        ("version", "0"),
        ("key", "one"),
    ];
    let asked = (0..10).map(|_| {
        let house = std::sync::Arc::clone(&house);
        tokio::spawn(async move { house.post("/councils", &fields).await.status })
    });
    for one in asked.collect::<Vec<_>>() {
        let status = one.await.unwrap();
        assert!(
            status == StatusCode::SEE_OTHER || status == StatusCode::SERVICE_UNAVAILABLE,
            "{status}"
        );
    }
    let page = house.get("/?all").await.body;
    assert_eq!(page.matches("/c/green\"").count(), 1, "{page}");
    let other = [
        ("name", "別の社協"),
        ("slug", "other"),
        ("version", "0"),
        ("key", "one"),
    ];
    assert_eq!(
        house.post("/councils", &other).await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn row_106_a_compressed_request_is_not_unpacked() {
    let house = House::with(&plans::typical()).await;
    for encoding in ["gzip", "br", "deflate", "zstd"] {
        let request = form("/councils", &[])
            .header("sec-fetch-site", "same-origin")
            .header("content-encoding", encoding);
        let told = house
            .ask(request.body(Body::from(vec![0x1f; 64])).unwrap())
            .await;
        assert_eq!(
            told.status,
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "{encoding}"
        );
    }
}

#[tokio::test]
async fn row_107_ranges_methods_and_hosts() {
    let house = House::with(&plans::typical()).await;
    let ranges = format!("bytes=0-{}", ",0-".repeat(1000));
    let request = get("/assets/ayumi.css").header("range", ranges);
    let told = house.ask(request.body(Body::empty()).unwrap()).await;
    let plain = house.get("/assets/ayumi.css").await;
    assert!(told.status == StatusCode::OK || told.status == StatusCode::RANGE_NOT_SATISFIABLE);
    assert!(told.body.len() <= plain.body.len(), "no more than the file");
    for method in [
        Method::OPTIONS,
        Method::TRACE,
        Method::CONNECT,
        Method::DELETE,
    ] {
        let request = get("/c/council").method(method.clone());
        let told = house.ask(request.body(Body::empty()).unwrap()).await;
        assert!(told.status.is_client_error(), "{method}: {}", told.status);
    }
    let request = axum::http::Request::builder()
        .uri("/c/council")
        .header("host", "evil.example");
    let told = house.ask(request.body(Body::empty()).unwrap()).await;
    assert_eq!(told.status, StatusCode::MISDIRECTED_REQUEST);
}

/// A one-time link that is over leads nowhere, and its token stands in no answer.
#[tokio::test]
async fn row_110_a_token_that_holds_no_more_is_not_repeated() {
    let house = House::with(&plans::typical()).await;
    let token = "ab".repeat(32);
    let ticket = Ticket {
        digest: ayumi_core::interchange::digest(token.as_bytes()),
        purpose: Purpose::First,
        person: None,
        login: None,
        expires_at: "2026-11-21T00:00:00Z".parse().unwrap(),
    };
    let s = house.store().write().await.unwrap();
    login::put_ticket(&s, &ticket).await.unwrap();
    s.commit().await.unwrap();
    let expired = house.get(&format!("/join/{token}")).await;
    let forged = house.get(&format!("/join/{}", "cd".repeat(32))).await;
    assert_eq!(expired.status, StatusCode::NOT_FOUND);
    assert_eq!(forged.status, StatusCode::NOT_FOUND);
    assert!(!expired.body.contains(&token), "{}", expired.body);
    let fields = [("login", "x"), ("password", "river lantern seven")];
    let request = form(&format!("/join/{token}"), &fields).header("sec-fetch-site", "same-origin");
    let told = house.ask(request.body(encoded(&fields)).unwrap()).await;
    assert_eq!(told.status, StatusCode::NOT_FOUND);
    assert!(!house.app.has_accounts().await.unwrap());
    let unit = house.app.look(Actor::Visitor).await;
    assert!(unit.is_ok());
}

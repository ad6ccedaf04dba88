//! What is refused, with which status, and that nothing was changed by it.

use axum::body::Body;
use axum::http::StatusCode;
use ayumi_web::samples::plans;

use crate::house::{House, encoded, form, get};

/// Sends a form and expects a status and an unchanged store.
async fn check(house: &House, path: &str, fields: &[(&str, &str)], status: u16) {
    let before = house.digest().await;
    let told = house.post(path, fields).await;
    assert_eq!(
        told.status.as_u16(),
        status,
        "{path} {fields:?}: {}",
        told.body
    );
    assert_eq!(
        house.digest().await,
        before,
        "{path} {fields:?} changed something"
    );
}

const MENTION: &str = "/c/council/plans/plan-2/unmentioned";

#[tokio::test]
async fn versions_and_keys() {
    let plan = plans::typical();
    let house = House::with(&plan).await;
    let item = plan.items[1].items[1].items[0].id.to_string();
    let finding = plan.items[1].findings[0].id.to_string();
    let what = [("item", item.as_str()), ("finding", finding.as_str())];
    let with = |more: &[(&'static str, &'static str)]| [&what[..], more].concat();
    check(&house, MENTION, &with(&[("key", "k")]), 428).await;
    check(&house, MENTION, &with(&[("version", "1")]), 428).await;
    check(
        &house,
        MENTION,
        &with(&[("version", "x"), ("key", "k")]),
        400,
    )
    .await;
    check(
        &house,
        MENTION,
        &with(&[("version", "1"), ("key", "a b")]),
        400,
    )
    .await;
    check(
        &house,
        MENTION,
        &with(&[("version", "9"), ("key", "k")]),
        412,
    )
    .await;
    let other = [("version", "1"), ("key", "k9"), ("format", "md")];
    house.post("/c/council/plans/plan-2/publish", &other).await;
    let reused = house
        .post(MENTION, &with(&[("version", "1"), ("key", "k9")]))
        .await;
    assert_eq!(reused.status, StatusCode::CONFLICT);
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

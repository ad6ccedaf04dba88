//! What the door says by where it stands: cookies, HSTS, hosts, proxies, and that nobody comes in from
//! outside before there is an account.

use std::net::SocketAddr;

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use ayumi_app::access::offer_first;
use ayumi_web::Door;
use ayumi_web::samples::plans;
use tower::ServiceExt as _;

use crate::house::{House, encoded};

const HOST: &str = "ayumi.example.jp";

fn outside(proxies: &[&str]) -> Door {
    Door {
        origin: Some(format!("https://{HOST}").parse().unwrap()),
        outside: true,
        proxies: proxies.iter().map(|one| one.parse().unwrap()).collect(),
    }
}

fn request(path: &str) -> axum::http::request::Builder {
    Request::builder().uri(path).header("host", HOST)
}

async fn ask(
    house: &House,
    door: Door,
    request: Request<Body>,
) -> (StatusCode, axum::http::HeaderMap, String) {
    let router = ayumi_web::router_at(house.app.clone(), door);
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let body = String::from_utf8_lossy(&bytes).into_owned();
    (parts.status, parts.headers, body)
}

#[tokio::test]
async fn nobody_comes_in_from_outside_before_there_is_an_account() {
    let house = House::with(&plans::typical()).await;
    let plain = request("/c/council").body(Body::empty()).unwrap();
    let (status, headers, _) = ask(&house, outside(&[]), plain).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(headers["location"].to_str().unwrap().starts_with("/signin"));
    assert_eq!(headers["strict-transport-security"], "max-age=31536000");
    let api = request("/api/plans").body(Body::empty()).unwrap();
    let (status, _, body) = ask(&house, outside(&[]), api).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert!(!body.contains("plan-2"), "{body}");
    let page = request("/signin").body(Body::empty()).unwrap();
    let (_, _, body) = ask(&house, outside(&[]), page).await;
    assert!(body.contains("最初の管理者"), "{body}");
}

#[tokio::test]
async fn cookies_of_a_site_over_tls() {
    let house = House::with(&plans::typical()).await;
    let token = offer_first(&house.app).await.unwrap().unwrap();
    let fields = [
        ("name", "山本"),
        ("login", "yamamoto"),
        ("password", "river lantern seven"),
    ];
    let form = request(&format!("/join/{token}"))
        .method("POST")
        .header("origin", format!("https://{HOST}"))
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(encoded(&fields))
        .unwrap();
    let (status, headers, body) = ask(&house, outside(&[]), form).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{body}");
    let cookies: Vec<&str> = headers
        .get_all("set-cookie")
        .iter()
        .map(|value| value.to_str().unwrap())
        .collect();
    let session = cookies
        .iter()
        .find(|one| one.starts_with("__Host-ayumi="))
        .unwrap();
    for word in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"] {
        assert!(session.contains(word), "{session}");
    }
    assert!(!session.contains("Domain"), "{session}");
    // The session is good there, and a cookie by the plain name is none.
    let token = session.split(['=', ';']).nth(1).unwrap();
    for (name, status) in [("__Host-ayumi", 200), ("ayumi-session", 303)] {
        let me = request("/me").header("cookie", format!("{name}={token}"));
        let told = ask(&house, outside(&[]), me.body(Body::empty()).unwrap()).await;
        assert_eq!(told.0.as_u16(), status, "{name}");
    }
}

/// Whoever runs the installation makes a council, and only its first administrator can come in.
#[tokio::test]
async fn the_operator_makes_a_council_and_hands_a_link_over() {
    let house = House::with(&plans::typical()).await;
    let token = offer_first(&house.app).await.unwrap().unwrap();
    let first = [
        ("name", "運用"),
        ("login", "operator"),
        ("password", "river lantern seven"),
    ];
    let told = house.post(&format!("/join/{token}"), &first).await;
    let cookie = told
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let make = |admin: &'static str, key: &'static str| {
        let fields = [
            ("name", "あおぞら市社協"),
            ("slug", "aozora"),
            ("admin", admin),
            ("version", "0"),
            ("key", key),
        ];
        crate::house::form("/councils", &fields)
            .header("sec-fetch-site", "same-origin")
            .header("cookie", cookie.clone())
            .body(encoded(&fields))
            .unwrap()
    };
    let refused = house.ask(make(" ", "one")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = house.ask(make("佐藤", "two")).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let link = made.body.split("/join/").nth(1).expect("a link");
    let link = format!("/join/{}", &link[..64]);
    // A second sending is told no link, and makes nothing.
    let again = house.ask(make("佐藤", "two")).await;
    assert!(!again.body.contains("/join/"), "{}", again.body);
    let joined = [("login", "sato"), ("password", "umbrella seven lantern")];
    let told = house.post(&link, &joined).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
    let sato = told
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    for (path, cookie, status) in [
        ("/c/aozora/organisation", &sato, 200),
        ("/c/council", &sato, 404),
        ("/c/aozora/organisation", &cookie, 403),
    ] {
        let request = crate::house::get(path).header("cookie", cookie);
        let told = house.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(told.status.as_u16(), status, "{path}");
    }
}

#[tokio::test]
async fn only_known_proxies_are_believed() {
    let door = |proxies: &[&str], peer: &str, said: &str| {
        let (mut parts, ()) = request("/")
            .header("x-forwarded-for", said)
            .body(())
            .unwrap()
            .into_parts();
        let peer: SocketAddr = peer.parse().unwrap();
        parts.extensions.insert(ConnectInfo(peer));
        outside(proxies).network(&parts)
    };
    assert_eq!(door(&[], "192.0.2.9:5", "203.0.113.1"), "192.0.2.9");
    assert_eq!(
        door(&["10.0.0.1"], "10.0.0.1:5", "203.0.113.1"),
        "203.0.113.1"
    );
    // What the visitor itself wrote before the proxy's own word is not believed.
    assert_eq!(
        door(&["10.0.0.1"], "10.0.0.1:5", "1.1.1.1, 203.0.113.1"),
        "203.0.113.1"
    );
    assert_eq!(door(&["10.0.0.1"], "10.0.0.1:5", ""), "10.0.0.1");
}

#[tokio::test]
async fn another_host_is_refused_and_this_machine_stays_its_own() {
    let house = House::with(&plans::typical()).await;
    let evil = Request::builder().uri("/").header("host", "evil.example");
    let told = ask(&house, outside(&[]), evil.body(Body::empty()).unwrap()).await;
    assert_eq!(told.0, StatusCode::MISDIRECTED_REQUEST);
    let local = Request::builder()
        .uri("/healthz")
        .header("host", "localhost:8017");
    let told = ask(&house, outside(&[]), local.body(Body::empty()).unwrap()).await;
    assert_eq!(told.0, StatusCode::OK);
}

//! What a request must be to be looked at: for a name of this site, from its own pages, of a size
//! that can be read. And what every answer says to the browser.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::door::{self, Door};
use crate::router::MOST_BYTES;

/// Refuses requests for another host (DNS rebinding), bodies too large or compressed, and changes that no page
/// of ours asked for.
pub async fn guard(request: Request, next: Next) -> Response {
    let door = door::of(&request);
    match verdict(&request, &door) {
        Some(status) => status.into_response(),
        None => next.run(request).await,
    }
}

/// The status a request is refused with; `None` lets it in.
fn verdict(request: &Request, door: &Door) -> Option<StatusCode> {
    let headers = request.headers();
    match host_of(request) {
        None => return Some(StatusCode::BAD_REQUEST),
        Some(host) if !door.is_own(host) => return Some(StatusCode::MISDIRECTED_REQUEST),
        Some(_) => {}
    }
    // What says that it is too large is refused before any of it is read.
    if headers.get(header::CONTENT_LENGTH).is_some_and(is_too_long) {
        return Some(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let encoded = headers.get(header::CONTENT_ENCODING);
    if encoded.is_some_and(|encoding| encoding.as_bytes() != b"identity") {
        return Some(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    let looks = [Method::GET, Method::HEAD, Method::OPTIONS, Method::TRACE];
    if looks.contains(request.method()) || told_by_browser(headers) {
        return None;
    }
    // Neither Origin nor Sec-Fetch-Site: no browser of today. Programs may use the API, with a
    // kind of content no form of another site can send.
    match (
        request.uri().path().starts_with("/api/"),
        is_no_form(headers),
    ) {
        (true, true) => None,
        (true, false) => Some(StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (false, _) => Some(StatusCode::FORBIDDEN),
    }
}

fn is_too_long(length: &HeaderValue) -> bool {
    let length = length.to_str().ok().and_then(|text| text.parse().ok());
    length.is_some_and(|length: u64| length > MOST_BYTES as u64)
}

/// The one host a request names.
fn host_of(request: &Request) -> Option<&str> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let header = match (hosts.next(), hosts.next()) {
        (Some(one), None) => one.to_str().ok(),
        (Some(_), Some(_)) => return None,
        _ => None,
    };
    match request.uri().authority() {
        Some(authority) => Some(authority.as_str()),
        None => header,
    }
}

/// Does the browser say where the request comes from? Then `tower-http`'s check decides.
fn told_by_browser(headers: &HeaderMap) -> bool {
    headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN)
}

/// A kind of content that a form of another site cannot send without asking first.
fn is_no_form(headers: &HeaderMap) -> bool {
    const FORMS: [&str; 3] = [
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "text/plain",
    ];
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| {
        let kind = kind
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        !FORMS.contains(&kind.as_str())
    })
}

/// Only what is on this host, nothing inline, in no frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

/// What every answer says.
pub async fn headers(request: Request, next: Next) -> Response {
    let https = door::of(&request).is_https();
    let mut response = next.run(request).await;
    let all = response.headers_mut();
    if https {
        let year = HeaderValue::from_static("max-age=31536000");
        all.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    let fixed = [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        (
            "permissions-policy",
            "camera=(), geolocation=(), microphone=()",
        ),
    ];
    for (name, value) in fixed {
        all.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    all.entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

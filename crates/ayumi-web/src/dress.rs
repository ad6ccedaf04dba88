//! Around every request: its language, its number, the log, and the page of a problem.

use std::sync::Arc;

use askama::Template as _;
use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use ayumi_locale::Lang;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::problem::{Problem, ProblemPage, words_of};
use crate::words::Words;

/// The cookie that keeps the language.
const COOKIE: &str = "lang";

/// Finds the language, hands it on, and gives a page to every problem.
pub async fn dress(mut request: Request, next: Next) -> Response {
    let query = request
        .uri()
        .query()
        .map(Fields::of_query)
        .unwrap_or_default();
    let asked = query.get("lang").and_then(|tag| tag.parse::<Lang>().ok());
    let lang = asked.unwrap_or_else(|| remembered(request.headers()));
    let w = Words(lang);
    request.extensions_mut().insert(w);
    let path = request.uri().path().to_owned();
    let method = request.method().clone();
    let response = next.run(request).await;
    let mut response = if response.status().as_u16() >= 400 && !is_page(&response) {
        let number = uuid::Uuid::now_v7().to_string();
        let status = response.status();
        let failure = response.extensions().get::<Arc<Failure>>().cloned();
        let why = failure
            .as_ref()
            .and_then(|one| one.log.as_deref())
            .unwrap_or_default();
        let logged = without_secrets(&path);
        if status.is_server_error() {
            tracing::error!(%number, %method, path = logged, %status, why, "failed");
        } else {
            tracing::warn!(%number, %method, path = logged, %status, why, "refused");
        }
        dressed(
            w,
            response,
            failure.as_deref(),
            without_secrets(&path),
            &number,
        )
    } else {
        response
    };
    if asked.is_some() {
        let cookie = format!("{COOKIE}={lang}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

/// An address as the log may have it: the token of a one-time link is no one's business
/// (`bad-input` 110).
fn without_secrets(path: &str) -> &str {
    match path.starts_with(JOIN) {
        true => JOIN,
        false => path,
    }
}

/// The addresses of one-time links.
const JOIN: &str = "/join/";

/// The language of the cookie, or the one the browser asks for, or Japanese.
fn remembered(headers: &HeaderMap) -> Lang {
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let kept = cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .and_then(|(_, tag)| tag.parse().ok());
    let wanted = || {
        let header = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
        Lang::from_accept_language(header)
    };
    kept.or_else(wanted).unwrap_or_default()
}

/// Handlers that show a form again answer with a whole page and an error status.
fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
        || response.extensions().get::<Whole>().is_some()
}

/// Marks a response that is whole although its status is an error.
#[derive(Clone, Copy, Debug)]
pub struct Whole;

fn dressed(
    w: Words,
    bare: Response,
    failure: Option<&Failure>,
    path: &str,
    number: &str,
) -> Response {
    let status = bare.status();
    let mut problem = failure.map_or_else(|| Problem::of(status), |one| one.problem.clone());
    if let Some(words) = failure.and_then(|one| one.words) {
        problem.detail = Some(w.0.text(words));
    }
    let mut response = if path.starts_with("/api/") {
        as_json(w, &problem, path, number)
    } else {
        let page = ProblemPage::new(w, &problem, path, number);
        match page.render() {
            Ok(html) => Html(html).into_response(),
            Err(_) => status.into_response(),
        }
    };
    *response.status_mut() = status;
    if let Some(tag) = problem.current.map(|version| format!("\"{version}\""))
        && let Ok(tag) = HeaderValue::from_str(&tag)
    {
        response.headers_mut().insert(header::ETAG, tag);
    }
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = bare.headers().get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}

/// problem+json (RFC 9457).
fn as_json(w: Words, problem: &Problem, path: &str, number: &str) -> Response {
    let words = words_of(problem.status);
    let body = serde_json::json!({
        "type": format!("/help#{}", problem.code),
        "title": w.t(words.what),
        "status": problem.status.as_u16(),
        "detail": problem.detail.clone().unwrap_or_else(|| w.t(words.advice)),
        "instance": path,
        "number": number,
    });
    let mut response = Json(body).into_response();
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

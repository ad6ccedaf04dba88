//! What was typed is not lost when a session has ended: the form that was sent is kept in the page
//! on which one signs in, and sent on by a button after it.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use ayumi_core::access::Action;
use ayumi_locale::key;

use super::pages::SignInPage;
use crate::failure::Failure;
use crate::fields;
use crate::render::html;
use crate::route::Asked;

/// Answers somebody who has to sign in: programs with a status, a look with the way to sign in,
/// a form with a page that keeps it.
pub async fn keep<A: Action>(asked: &Asked<A>) -> Response {
    let path = asked.parts.uri.path();
    if path.starts_with("/api/") {
        return Failure::of(StatusCode::UNAUTHORIZED).into_response();
    }
    if asked.parts.method != axum::http::Method::POST {
        let whole = asked.parts.uri.path_and_query();
        let whole = whole.map_or(path, |whole| whole.as_str());
        return Redirect::to(&super::pages::sign_in_then(whole)).into_response();
    }
    let kept = fields::read(asked).await.ok();
    let mut page = SignInPage::new(asked.w, path);
    page.told = Some(match &kept {
        Some(_) => asked.w.t(key::WEB_SIGN_IN_KEPT),
        None => asked.w.t(key::WEB_SIGN_IN_NOT_KEPT),
    });
    match kept {
        Some(fields) => page.kept = fields.encoded(),
        // A file is not kept: the way back leads to the page before.
        None => page.next = "/".to_owned(),
    }
    (StatusCode::UNAUTHORIZED, Html(html(&page))).into_response()
}

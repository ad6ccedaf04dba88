//! Handlers of signing in and out, and of one-time links.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use ayumi_app::access::{
    Entry, Join, JoinError, Joining, Origin, ShowLink, ShowSignIn, SignIn, SignInError, SignOut,
    SignedIn, Site, ask_passkey, give_code, join, show_link, sign_in, sign_out, use_passkey,
};
use ayumi_app::{Class, Classified};
use ayumi_core::access::{Action, Actor};
use ayumi_core::organisation::Kind;
use ayumi_locale::key;

use super::pages::{CodePage, JoinPage, ResumePage, SignInPage, own_address};
use super::{device_cookie, let_in, let_out};
use crate::failure::{Failure, status_of};
use crate::fields::{self, Fields};
use crate::render::html;
use crate::route::{Answer, Asked};
use crate::{address, door};

/// Largest form of signing in: it may hold another one that was kept, encoded twice.
const KEPT_BYTES: usize = 4 * 1024 * 1024;

/// The page on which one signs in; whoever is in is led on.
pub async fn form(asked: Asked<ShowSignIn>) -> Answer {
    let next = asked.query("next").unwrap_or_else(|| "/".to_owned());
    if asked.actor != Actor::Visitor {
        return Ok(Redirect::to(own_address(&next)).into_response());
    }
    let mut page = page_of(&asked, &next).await?;
    page.told = asked
        .query("done")
        .is_some_and(|done| done == "out")
        .then(|| asked.w.t(key::WEB_SIGNED_OUT));
    Ok(Html(html(&page)).into_response())
}

async fn page_of<A: Action>(asked: &Asked<A>, next: &str) -> Result<SignInPage, Failure> {
    let mut page = SignInPage::new(asked.w, next);
    page.empty = !asked.app.has_accounts().await?;
    page.passkeys = asked.door.takes_passkeys(&asked.parts.headers);
    Ok(page)
}

/// Signs in.
pub async fn enter(asked: Asked<SignIn>) -> Answer {
    let fields = fields::read_up_to(&asked, KEPT_BYTES).await?;
    let typed = |name: &str| fields.get(name).unwrap_or_default().to_owned();
    let (next, kept) = (typed("next"), typed("kept"));
    let (unit, permit) = asked.look_around().await?;
    drop(unit);
    let given = (typed("name"), typed("password"));
    let entry = sign_in(&asked.app, permit, (&given.0, given.1), &origin(&asked)).await;
    match entry {
        Ok(Entry::In(signed)) => Ok(entered(&asked, &signed, (&next, &kept))),
        Ok(Entry::Code(pending)) => {
            let page = CodePage::new(asked.w, pending, (&next, &kept));
            Ok(Html(html(&page)).into_response())
        }
        Err(error @ (SignInError::Wrong | SignInError::Wait(_))) => {
            let mut page = page_of(&asked, &next).await?;
            (page.name, page.kept) = (typed("name"), kept);
            page.wrong = Some(told(&asked, &error));
            Ok(again(&error, html(&page)))
        }
        Err(error) => Err(error.into()),
    }
}

/// The second step.
pub async fn code(asked: Asked<SignIn>) -> Answer {
    let fields = fields::read_up_to(&asked, KEPT_BYTES).await?;
    let typed = |name: &str| fields.get(name).unwrap_or_default();
    let (next, kept) = (typed("next"), typed("kept"));
    let (unit, permit) = asked.look_around().await?;
    drop(unit);
    let given = (typed("pending"), typed("code"));
    match give_code(&asked.app, permit, given, &origin(&asked)).await {
        Ok(signed) => Ok(entered(&asked, &signed, (next, kept))),
        Err(error @ (SignInError::Wrong | SignInError::Wait(_))) => {
            let mut page = CodePage::new(asked.w, given.0.to_owned(), (next, kept));
            page.wrong = Some(told(&asked, &error));
            Ok(again(&error, html(&page)))
        }
        Err(error @ SignInError::Expired) => {
            let mut page = page_of(&asked, next).await?;
            page.kept = kept.to_owned();
            page.wrong = Some(asked.w.t(error.class().key()));
            Ok(again(&error, html(&page)))
        }
        Err(error) => Err(error.into()),
    }
}

/// What is wrong, in words; how long to wait where one must.
fn told<A: Action>(asked: &Asked<A>, error: &impl Classified) -> String {
    match error.class() {
        Class::Wait(seconds) if seconds > 90 => {
            let minutes = seconds.div_ceil(60);
            asked.w.v(key::WEB_WAIT_MINUTES, "minutes", minutes)
        }
        Class::Wait(seconds) => asked.w.v(key::WEB_WAIT_SECONDS, "seconds", seconds),
        class => asked.w.t(class.key()),
    }
}

/// The page again.
fn again(error: &impl Classified, page: String) -> Response {
    let class = error.class();
    let mut response = (status_of(class), Html(page)).into_response();
    if let Class::Wait(seconds) = class {
        let headers = response.headers_mut();
        headers.insert(axum::http::header::RETRY_AFTER, seconds.into());
    }
    response
}

/// Leads on whoever came in: to where one wanted to go, or to the form that was kept.
pub fn entered<A: Action>(
    asked: &Asked<A>,
    signed: &SignedIn,
    (next, kept): (&str, &str),
) -> Response {
    let mut response = match kept {
        "" => Redirect::to(own_address(next)).into_response(),
        kept => Html(html(&ResumePage::new(asked.w, next, kept))).into_response(),
    };
    let_in(&mut response, &asked.door, signed);
    response
}

/// What the browser is asked for a passkey.
pub async fn ask(asked: Asked<SignIn>) -> Answer {
    let site = site(&asked)?;
    let (unit, permit) = asked.look_around().await?;
    drop(unit);
    let challenge = ask_passkey(&asked.app, permit, &site).await?;
    Ok(axum::Json(challenge).into_response())
}

/// Signs in with a passkey.
pub async fn passkey(asked: Asked<SignIn>) -> Answer {
    let fields = fields::read_up_to(&asked, KEPT_BYTES).await?;
    let typed = |name: &str| fields.get(name).unwrap_or_default();
    let (next, kept) = (typed("next"), typed("kept"));
    let site = site(&asked)?;
    let (unit, permit) = asked.look_around().await?;
    drop(unit);
    let given = (typed("pending"), typed("answer"));
    match use_passkey(&asked.app, permit, &site, given, &origin(&asked)).await {
        Ok(signed) => Ok(entered(&asked, &signed, (next, kept))),
        Err(error @ (SignInError::Wrong | SignInError::Expired)) => {
            let mut page = page_of(&asked, next).await?;
            page.kept = kept.to_owned();
            page.wrong = Some(asked.w.t(key::WEB_PASSKEY_FAILED));
            Ok(again(&error, html(&page)))
        }
        Err(error) => Err(error.into()),
    }
}

/// The site a passkey is bound to; nothing where passkeys cannot work.
pub fn site<A: Action>(asked: &Asked<A>) -> Result<Site, Failure> {
    let headers = &asked.parts.headers;
    if !asked.door.takes_passkeys(headers) {
        return Err(Failure::not_there());
    }
    let origin = asked.door.origin_of(headers);
    Ok(Site {
        name: origin.name().to_owned(),
        origin: origin.to_string(),
    })
}

/// Where a request comes from.
pub fn origin<A: Action>(asked: &Asked<A>) -> Origin {
    let headers = &asked.parts.headers;
    Origin {
        network: asked.network(),
        agent: asked.header("user-agent").unwrap_or_default().to_owned(),
        device: door::cookie(headers, device_cookie(&asked.door)).map(str::to_owned),
    }
}

/// Signs out. The browser forgets all it keeps of the pages.
pub async fn leave(asked: Asked<SignOut>) -> Answer {
    let mut unit = asked.app.change(asked.actor.clone(), None).await?;
    let permit = unit.permit(None)?;
    sign_out(&mut unit, permit).await?;
    unit.commit().await?;
    let mut response = Redirect::to(&format!("{}?done=out", address::SIGN_IN)).into_response();
    let_out(&mut response, &asked.door);
    let clear = axum::http::HeaderValue::from_static("\"cache\"");
    response.headers_mut().insert("clear-site-data", clear);
    Ok(response)
}

/// The page of a one-time link.
pub async fn link(asked: Asked<ShowLink>) -> Answer {
    let token = asked.param("token")?;
    let (unit, permit) = asked.look_around().await?;
    match show_link(&unit, permit, token).await {
        Ok(leads) => Ok(Html(html(&JoinPage::new(asked.w, token, &leads))).into_response()),
        Err(error) => Err(gone(&asked, error)),
    }
}

/// A link that holds no more says so, and what to do.
fn gone<A: Action>(asked: &Asked<A>, error: JoinError) -> Failure {
    match error {
        JoinError::NotThere => {
            let mut failure = Failure::not_there();
            failure.problem.detail = Some(asked.w.t(key::WEB_JOIN_GONE));
            failure
        }
        error => error.into(),
    }
}

/// Takes a one-time link up.
pub async fn take(asked: Asked<Join>) -> Answer {
    let token = asked.param("token")?.to_owned();
    let fields = fields::read(&asked).await?;
    let (unit, permit) = asked.look_around().await?;
    let leads = match show_link(&unit, unit.permit(None)?, &token).await {
        Ok(leads) => leads,
        Err(error) => return Err(gone(&asked, error)),
    };
    drop(unit);
    let typed = joining(&fields);
    let done = join(&asked.app, permit, &token, typed, &origin(&asked)).await;
    match done {
        Ok(Some(signed)) => Ok(entered(&asked, &signed, ("/", ""))),
        Ok(None) => Ok(Redirect::to(address::SIGN_IN).into_response()),
        Err(error @ JoinError::NotThere) => Err(gone(&asked, error)),
        Err(error) => {
            let class = error.class();
            let wait = matches!(class, Class::Wait(_));
            if !wait && !matches!(class, Class::Refused(_)) {
                return Err(error.into());
            }
            let mut page = JoinPage::new(asked.w, &token, &leads);
            let text = |name: &str| fields.get(name).unwrap_or_default().to_owned();
            (page.name, page.council, page.login) = (text("name"), text("council"), text("login"));
            page.secretariat = fields.get("secretariat") == Some("yes");
            for kind in &mut page.kinds {
                kind.2 = fields.get("kind") == Some(kind.0);
            }
            page.wrong = Some(told(&asked, &error));
            Ok(again(&error, html(&page)))
        }
    }
}

fn joining(fields: &Fields) -> Joining {
    let text = |name: &str| fields.text(name).unwrap_or_default();
    let kind = fields.get("kind").and_then(Kind::named).unwrap_or_default();
    Joining {
        login: text("login"),
        password: fields.get("password").unwrap_or_default().to_owned(),
        name: text("name"),
        council: fields.text("council").map(|name| (name, kind)),
        secretariat: fields.get("secretariat") == Some("yes"),
    }
}

/// A page shown again, with the status of what was wrong.
pub fn refused(class: Class, page: String) -> Response {
    (status_of(class), Html(page)).into_response()
}

/// A page shown again because a field cannot be read.
pub fn unread(page: String) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response()
}

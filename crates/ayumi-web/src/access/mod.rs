//! Signing in and out, one-time links, the own account, and the table of rights.

pub mod account;
pub mod account_handlers;
pub mod handlers;
pub mod keep;
pub mod pages;
pub mod table;

use axum::http::{HeaderValue, header};
use axum::response::Response;
use ayumi_app::access::SignedIn;

use crate::door::Door;

/// The cookie of a session. Over TLS its name binds it to this very site.
pub fn session_cookie(door: &Door) -> &'static str {
    match door.is_https() {
        true => "__Host-ayumi",
        false => "ayumi-session",
    }
}

/// The cookie by which a browser is known again.
pub fn device_cookie(door: &Door) -> &'static str {
    match door.is_https() {
        true => "__Host-ayumi-device",
        false => "ayumi-device",
    }
}

/// How long a browser is known, in seconds: a year.
const KNOWN: u32 = 31_536_000;

/// Gives the browser its session.
pub fn let_in(response: &mut Response, door: &Door, signed: &SignedIn) {
    let device = format!("{}; Max-Age={KNOWN}", signed.device);
    set(response, door, (session_cookie(door), &signed.token));
    set(response, door, (device_cookie(door), &device));
}

/// Takes the session from the browser.
pub fn let_out(response: &mut Response, door: &Door) {
    set(response, door, (session_cookie(door), "; Max-Age=0"));
}

fn set(response: &mut Response, door: &Door, (name, value): (&str, &str)) {
    let secure = if door.is_https() { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

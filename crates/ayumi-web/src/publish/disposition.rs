//! `Content-Disposition` for a download (RFC 6266, RFC 8187).

use std::fmt::Write as _;

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

/// A file to be saved, never shown inside the site. No browser keeps it (`guard`).
pub fn download(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(name) = HeaderValue::from_str(&attachment(name)) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

/// The header for a file of that name: never shown in the page, with an ASCII name for old
/// programs and the true name beside it.
pub fn attachment(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "-_. ()".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let mut value = format!("attachment; filename=\"{plain}\"");
    if plain != name {
        value.push_str("; filename*=UTF-8''");
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
                value.push(char::from(byte));
            } else {
                let _ = write!(value, "%{byte:02X}");
            }
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::attachment;

    fn check(name: &str, expected: &str) {
        assert_eq!(attachment(name), expected);
    }

    #[test]
    fn row_91_names_of_downloads() {
        check("plan.pdf", "attachment; filename=\"plan.pdf\"");
        check(
            "計画.pdf",
            "attachment; filename=\"__.pdf\"; filename*=UTF-8''%E8%A8%88%E7%94%BB.pdf",
        );
        check(
            "a\"\r\nSet-Cookie: x.pdf",
            "attachment; filename=\"a___Set-Cookie_ x.pdf\"; \
             filename*=UTF-8''a%22%0D%0ASet-Cookie%3A%20x.pdf",
        );
    }
}

//! Style sheets, script and pictures: our own from `static/`, third-party ones from the
//! git-ignored `assets/vendor/` where `cargo xtask` fetched them before the build.

use std::borrow::Cow;
use std::sync::LazyLock;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ayumi_core::interchange::digest;
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "static/"]
struct Own;

#[derive(RustEmbed)]
#[folder = "../../assets/vendor/"]
#[allow_missing = true]
struct Vendor;

/// The tokens of the Digital Agency's design system, where fetched. The pages look the same
/// without: every use names its value.
const TOKENS: &str = "vendor/tokens.css";

/// The style sheets of a page, in their order.
pub fn sheets() -> Vec<String> {
    let tokens = bytes_of(TOKENS).is_some().then(|| href(TOKENS));
    tokens.into_iter().chain([href("ayumi.css")]).collect()
}

/// The address of a file with the digest of its bytes, so that browsers may keep it.
pub fn href(name: &str) -> String {
    match bytes_of(name) {
        Some(bytes) => format!("/assets/{name}?v={}", &digest(&bytes)[..12]),
        None => format!("/assets/{name}"),
    }
}

/// The bytes of a file.
pub fn bytes_of(name: &str) -> Option<Cow<'static, [u8]>> {
    file(name).map(|file| file.data)
}

fn file(name: &str) -> Option<EmbeddedFile> {
    match name.strip_prefix("vendor/") {
        Some(name) => vendor(name),
        None => Own::get(name),
    }
}

/// A vendored file by its name, whatever folder it was fetched into.
fn vendor(name: &str) -> Option<EmbeddedFile> {
    static NAMES: LazyLock<Vec<Cow<'static, str>>> = LazyLock::new(|| Vendor::iter().collect());
    let path = NAMES
        .iter()
        .find(|path| path.rsplit('/').next() == Some(name))?;
    Vendor::get(path)
}

/// All our own files, for pages rendered into a folder.
pub fn all() -> Vec<(String, Vec<u8>)> {
    let own = Own::iter().map(|name| name.into_owned());
    let names = own.chain([TOKENS.to_owned()]);
    names
        .filter_map(|name| Some((name.clone(), bytes_of(&name)?.into_owned())))
        .collect()
}

/// Answers with a file.
pub fn answer(name: &str) -> Response {
    let kind = match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let Some(bytes) = bytes_of(name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // The address names the digest: a new build has new addresses.
    let keep = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, keep);
    (headers, bytes.into_owned()).into_response()
}

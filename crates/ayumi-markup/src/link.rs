//! Where a link may point: inside the document, or to a page outside that is never fetched.

use ayumi_document::Target;

/// The target of an address. Addresses that run something (`javascript:`, `data:`) are none.
pub(crate) fn target(address: &str, page: bool) -> Option<Target> {
    if let Some(id) = address.strip_prefix('#').filter(|id| !id.is_empty()) {
        let id = id.to_owned();
        return Some(if page {
            Target::PageOf(id)
        } else {
            Target::Id(id)
        });
    }
    is_safe(address).then(|| Target::Url(address.to_owned()))
}

/// Whether an address may be printed as a link.
pub(crate) fn is_safe(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    let known = ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| address.starts_with(scheme));
    known && !address.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// Whether a path leads to a file beside this one: relative, without a scheme, and nothing in it
/// that a browser reads in another way.
pub(crate) fn is_beside(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '#');
    !path.is_empty() && !path.starts_with('/') && path.chars().all(plain)
}

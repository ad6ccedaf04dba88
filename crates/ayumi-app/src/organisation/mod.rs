//! Councils of this installation.

pub mod handover;
pub mod keeping;
mod list_councils;
mod make_council;
pub mod people;
mod settle;
mod show_council;

pub use list_councils::{ListCouncils, ListCouncilsError, find_council, list_councils};
pub(crate) use make_council::make_within;
pub use make_council::{MakeCouncil, MakeCouncilError, NewCouncil, make_council};
pub use settle::{Settle, SettleError, Settled, check_first_council};
pub(crate) use settle::{same_organisation, settle_council};
pub use show_council::{Home, ShowCouncil, ShowCouncilError, show_council};

/// A short name for addresses made of a name as printed: its ASCII letters, digits and hyphens;
/// without any, `stem` itself. `taken` tells which ones exist; a number is added until one is
/// free.
pub(crate) fn slug_of(name: &str, stem: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut slug = String::new();
    for c in name.chars().take(MAX_SLUG) {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') && c.is_ascii() {
            slug.push('-');
        }
    }
    let slug = slug.trim_matches('-');
    let slug = if slug.chars().any(|c| c.is_ascii_alphabetic()) {
        slug
    } else {
        stem
    };
    if !taken(slug) {
        return slug.to_owned();
    }
    (2_u32..)
        .map(|number| format!("{slug}-{number}"))
        .find(|slug| !taken(slug))
        .expect("there are more numbers than slugs")
}

/// Longest slug made of a name.
const MAX_SLUG: usize = 60;

#[cfg(test)]
mod tests {
    use super::slug_of;

    fn check(name: &str, taken: &[&str], expected: &str) {
        assert_eq!(
            slug_of(name, "plan", |slug| taken.contains(&slug)),
            expected,
            "{name}"
        );
    }

    #[test]
    fn slugs() {
        check("Midorino City 2nd Plan", &[], "midorino-city-2nd-plan");
        check("第2次強化計画", &[], "plan");
        check("第2次強化計画", &["plan"], "plan-2");
        check("CSW plan", &["csw-plan", "csw-plan-2"], "csw-plan-3");
        check("../../etc", &[], "etc");
        check("", &[], "plan");
    }
}

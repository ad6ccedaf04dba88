//! When a value's text is a plain number.

use unicode_normalization::UnicodeNormalization;

/// The number a value's text is, if it is nothing else: digits of any width, `,` between groups of
/// three, `.`, a leading minus. `約180`, `120人` and `随時` stay text only.
#[must_use]
pub fn plain_number(text: &str) -> Option<f64> {
    let folded: String = text.nfkc().collect();
    let digits = folded.strip_prefix('-').unwrap_or(&folded);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let grouped = whole.split(',').skip(1).all(|group| group.len() == 3);
    if !whole.split(',').all(all_digits) || !grouped || !fraction.is_none_or(all_digits) {
        return None;
    }
    folded.replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::plain_number;

    fn check(text: &str, expected: Option<f64>) {
        assert_eq!(plain_number(text), expected, "{text}");
    }

    #[test]
    fn numbers_and_texts() {
        check("3", Some(3.0));
        check("３，２００", Some(3200.0));
        check("-1.5", Some(-1.5));
        check("約180", None);
        check("120人", None);
        check("1,23", None);
        check("1-2-3", None);
        check("", None);
        check("-", None);
    }
}

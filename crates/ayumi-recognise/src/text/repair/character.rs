//! Repairs of single characters: radicals and loose voicing marks.

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

use crate::words::group;

/// The ideograph for a Kangxi radical (NFKC) or a radical of the CJK supplement (own table).
pub(crate) fn radical(c: char) -> Option<char> {
    match c {
        '\u{2F00}'..='\u{2FD5}' => std::iter::once(c).nfkc().next(),
        '\u{2E80}'..='\u{2EF3}' => supplement().get(&c).copied(),
        _ => None,
    }
}

fn supplement() -> &'static HashMap<char, char> {
    static TABLE: OnceLock<HashMap<char, char>> = OnceLock::new();
    TABLE.get_or_init(|| {
        group("radical")
            .iter()
            .filter_map(|word| Some((word.text.chars().next()?, word.value.chars().next()?)))
            .collect()
    })
}

/// A kana with its loose voicing mark as one character.
pub(crate) fn voiced(kana: char, mark: char) -> Option<char> {
    match mark {
        '\u{3099}' | '\u{309B}' => compose(kana, '\u{3099}'),
        '\u{309A}' | '\u{309C}' => compose(kana, '\u{309A}'),
        _ => None,
    }
}

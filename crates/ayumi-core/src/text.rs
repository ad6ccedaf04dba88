//! How long a text is, and where it may be cut: a character is what a person sees as one.

use unicode_segmentation::UnicodeSegmentation;

/// Most characters of a title (`bad-input` row 64).
pub const MAX_TITLE: usize = 1_000;
/// Most characters of any other text.
pub const MAX_TEXT: usize = 20_000;

/// The characters a person counts: a family emoji, a flag and 葛󠄀 with its variation selector are
/// one each.
#[must_use]
pub fn length(text: &str) -> usize {
    text.graphemes(true).count()
}

/// Does a sign show nothing? U+3000, zero width and the like are blanks (`bad-input` 94).
#[must_use]
pub fn is_blank_sign(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Does a text say nothing?
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_blank_sign)
}

/// Cuts a text behind `most` characters, never inside one: what stays, and what is left over.
#[must_use]
pub fn cut(text: &str, most: usize) -> (&str, &str) {
    // A text of no more bytes than that cannot be too long.
    if text.len() <= most {
        return (text, "");
    }
    let end = text
        .grapheme_indices(true)
        .nth(most)
        .map_or(text.len(), |(at, _)| at);
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::matching::matching_key;

    #[rstest]
    #[case("葛\u{E0100}城", 2)]
    #[case("𠮷野", 2)]
    #[case("﨑髙齋", 3)]
    fn row_58_variants_count_as_one_and_stay_as_typed(#[case] text: &str, #[case] count: usize) {
        assert_eq!(length(text), count);
        assert_eq!(cut(text, count), (text, ""));
        let (kept, left) = cut(text, count - 1);
        assert_eq!(format!("{kept}{left}"), text);
        assert_eq!(length(kept), count - 1);
    }

    #[rstest]
    #[case("👨‍👩‍👧‍👦", 1)]
    #[case("🇯🇵🇯🇵", 2)]
    #[case("1️⃣", 1)]
    #[case("か\u{3099}", 1)]
    #[case("", 0)]
    fn row_59_characters_are_what_a_person_sees(#[case] text: &str, #[case] count: usize) {
        assert_eq!(length(text), count);
    }

    #[test]
    fn row_59_a_cut_never_breaks_a_character() {
        let family = "👨‍👩‍👧‍👦";
        let row = family.repeat(3);
        assert_eq!(cut(&row, 2), (family.repeat(2).as_str(), family));
        assert_eq!(cut(&row, 0), ("", row.as_str()));
    }

    #[rstest]
    #[case("ｶﾞｲﾄﾞ", "ガイド")]
    #[case("１２３", "123")]
    #[case("㎡", "m2")]
    #[case("№", "no")]
    #[case("℡", "tel")]
    #[case("㍻", "平成")]
    fn row_60_width_and_signs_are_folded_for_matching_only(#[case] typed: &str, #[case] key: &str) {
        assert_eq!(matching_key(typed), key);
    }
}

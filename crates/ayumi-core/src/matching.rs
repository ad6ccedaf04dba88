//! The one matching key: two spellings with the same key are the same words to search, to the
//! recogniser and to every check. It is never stored in place of the text.

use unicode_normalization::UnicodeNormalization;

/// The matching key of a text: NFKC, lower case, no blanks and invisible characters, and one sign
/// for each family of `bad-input` row 46 (waves `〜～`, hyphens and long marks `−－ー‐—―`).
///
/// It folds width (also of brackets), compatibility forms (`①` is `1`) and Kangxi radicals. Variant
/// characters (`﨑`, `髙`) stay apart: they tell people from one another.
#[must_use]
pub fn matching_key(text: &str) -> String {
    text.nfkc()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .map(folded)
        .flat_map(char::to_lowercase)
        .collect()
}

/// One sign for each family.
fn folded(c: char) -> char {
    match c {
        c if is_hyphen(c) => '-',
        c if is_wave(c) => '~',
        other => other,
    }
}

/// Hyphens, dashes, minus signs and the long mark: typed for one another, seen as one stroke.
#[must_use]
pub fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '－'
            | '﹣'
            | '−'
            | 'ー'
            | 'ｰ'
            | '‐'
            | '‑'
            | '‒'
            | '–'
            | '—'
            | '―'
            | '─'
            | '━'
    )
}

/// Wave dash and full-width tilde, typed for one another.
#[must_use]
pub fn is_wave(c: char) -> bool {
    matches!(c, '〜' | '～' | '~' | '∼' | '〰')
}

/// Characters nobody sees: joiners, direction marks, variation selectors, tags.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E01EF}'
    )
}

/// The pairs of neighbouring letters and digits of a text's [`matching_key`], in order. Signs and
/// brackets part words; a word of one character gives itself.
#[must_use]
pub fn bigrams(text: &str) -> Vec<String> {
    let key = matching_key(text);
    let mut pairs = Vec::new();
    for word in key
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|w| !w.is_empty())
    {
        let letters: Vec<char> = word.trim_matches('-').chars().collect();
        match letters.as_slice() {
            [] => {}
            [one] => pairs.push(one.to_string()),
            several => pairs.extend(
                several
                    .windows(2)
                    .map(|pair| pair.iter().collect::<String>()),
            ),
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) {
        assert_eq!(matching_key(one), matching_key(other), "{one} / {other}");
    }

    #[test]
    fn row_46_families_are_equal() {
        same("平成27〜30", "平成27～30");
        for dash in ["−", "－", "ー", "‐", "—", "―", "-", "–"] {
            same("サ-ビス", &format!("サ{dash}ビス"));
        }
    }

    #[test]
    fn row_81_width_blanks_and_long_marks_do_not_tell_titles_apart() {
        same("（仮称）くらしの 窓口", "(仮称)くらしの窓口");
        same("ﾎﾞﾗﾝﾃｨｱｾﾝﾀｰ", "ボランティアセンター");
        assert_ne!(matching_key("窓口の開設"), matching_key("窓口の閉設"));
    }

    #[test]
    fn row_57_58_loose_voicing_marks_are_joined_and_variants_stay_apart() {
        same("か\u{3099}いこ\u{3099}", "がいご");
        same("葛\u{E0100}城", "葛城");
        assert_ne!(matching_key("山﨑"), matching_key("山崎"));
        assert_ne!(matching_key("髙橋"), matching_key("高橋"));
    }

    #[test]
    fn bigrams_stop_at_signs() {
        assert_eq!(bigrams("見守り・支援"), ["見守", "守り", "支援"]);
        assert_eq!(bigrams("「A」と"), ["a", "と"]);
        assert_eq!(bigrams("サービス"), ["サ-", "-ビ", "ビス"]);
    }
}

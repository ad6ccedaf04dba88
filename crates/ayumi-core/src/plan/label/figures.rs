//! The figures labels are counted with: Arabic, kanji, Roman, letters, kana, and single signs.

use super::kanji::{is_kanji_numeral, kanji_number, kanji_text};
use super::roman::{roman, roman_as_signs, roman_text, spelled};

/// What a label counts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figures {
    /// 1, １.
    Arabic,
    /// 一, 二十一, 廿一, 二〇, 壱.
    Kanji,
    /// Ⅰ, II.
    RomanUpper,
    /// ⅰ, ii.
    RomanLower,
    /// A.
    LatinUpper,
    /// a.
    LatinLower,
    /// ア, イ, ウ.
    Katakana,
    /// イ, ロ, ハ.
    Iroha,
    /// あ, い, う.
    Hiragana,
    /// ①–㊿, ⓪.
    Circled,
    /// ❶–⓴, ⓿.
    CircledBlack,
    /// ⓵–⓾.
    CircledTwice,
    /// ⑴–⒇.
    Bracketed,
    /// ⒈–⒛.
    Dotted,
    /// ㈠–㈩.
    BracketedKanji,
    /// ㊀–㊉.
    CircledKanji,
    /// Ⓐ–Ⓩ.
    CircledUpper,
    /// ⓐ–ⓩ.
    CircledLower,
    /// ⒜–⒵.
    BracketedLower,
    /// ㋐–㋾.
    CircledKatakana,
}

/// Runs of signs: figures, ordinal of the first, first and last sign. Where a number has several
/// signs the first run is the one printed.
const SIGNS: [(Figures, u32, char, char); 19] = [
    (Figures::Circled, 0, '⓪', '⓪'),
    (Figures::Circled, 1, '①', '⑳'),
    (Figures::Circled, 21, '㉑', '㉟'),
    (Figures::Circled, 36, '㊱', '㊿'),
    (Figures::Circled, 1, '➀', '➉'),
    (Figures::CircledBlack, 0, '⓿', '⓿'),
    (Figures::CircledBlack, 1, '❶', '❿'),
    (Figures::CircledBlack, 11, '⓫', '⓴'),
    (Figures::CircledBlack, 1, '➊', '➓'),
    (Figures::CircledTwice, 1, '⓵', '⓾'),
    (Figures::Bracketed, 1, '⑴', '⒇'),
    (Figures::Dotted, 1, '⒈', '⒛'),
    (Figures::BracketedKanji, 1, '㈠', '㈩'),
    (Figures::CircledKanji, 1, '㊀', '㊉'),
    (Figures::CircledUpper, 1, 'Ⓐ', 'Ⓩ'),
    (Figures::CircledLower, 1, 'ⓐ', 'ⓩ'),
    (Figures::BracketedLower, 1, '⒜', '⒵'),
    (Figures::CircledKatakana, 1, '㋐', '㋾'),
    (Figures::Circled, 10, '🄋', '🄋'),
];

const GOJUON: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const IROHA: &str = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス";
const HALF_WIDTH_KANA: &str = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ";

/// The figures and ordinal of a sign that is a whole number by itself (`①`, `⑴`, `Ⓐ`).
#[must_use]
pub fn sign(c: char) -> Option<(Figures, u32)> {
    SIGNS
        .iter()
        .find(|(_, _, first, last)| (*first..=*last).contains(&c))
        .map(|(figures, ordinal, first, _)| (*figures, ordinal + u32::from(c) - u32::from(*first)))
}

/// The sign of a number, where there is one.
fn sign_of(figures: Figures, ordinal: u32) -> Option<char> {
    SIGNS.iter().find_map(|(one, start, first, last)| {
        let offset = ordinal.checked_sub(*start)?;
        let c = char::from_u32(u32::from(*first) + offset)?;
        (*one == figures && c <= *last).then_some(c)
    })
}

/// A digit of either width.
#[must_use]
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// One way to read a number at the head of some text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub figures: Figures,
    pub ordinal: u32,
    /// How many characters it takes.
    pub length: usize,
}

/// All ways to read a number at the head of `text`, the likelier first.
pub(super) fn numbers(text: &[char]) -> Vec<Number> {
    let Some(&first) = text.first() else {
        return Vec::new();
    };
    if let Some((figures, ordinal)) = sign(first) {
        return vec![Number {
            figures,
            ordinal,
            length: 1,
        }];
    }
    if digit(first).is_some() {
        return arabic(text).into_iter().collect();
    }
    if is_kanji_numeral(first) {
        return kanji(text).into_iter().collect();
    }
    if let Some(number) = roman_signs(text) {
        return vec![number];
    }
    if let Some(found) = letters(text) {
        return found;
    }
    kana(first)
}

/// The Arabic or kanji number `text` begins with, and how many characters it takes.
#[must_use]
pub fn leading_number(text: &[char]) -> Option<(u32, usize)> {
    let number = arabic(text)
        .filter(|number| number.length > 0)
        .or_else(|| kanji(text))?;
    Some((number.ordinal, number.length))
}

fn arabic(text: &[char]) -> Option<Number> {
    let length = text
        .iter()
        .take(11)
        .take_while(|c| digit(**c).is_some())
        .count();
    let ordinal = text[..length.min(10)]
        .iter()
        .try_fold(0u32, |sum, c| sum.checked_mul(10)?.checked_add(digit(*c)?))?;
    (length <= 10).then_some(Number {
        figures: Figures::Arabic,
        ordinal,
        length,
    })
}

fn kanji(text: &[char]) -> Option<Number> {
    let length = text
        .iter()
        .take(10)
        .take_while(|c| is_kanji_numeral(**c))
        .count();
    let ordinal = kanji_number(&text[..length].iter().collect::<String>())?;
    Some(Number {
        figures: Figures::Kanji,
        ordinal,
        length,
    })
}

/// `Ⅰ`, `ⅩⅢ`, `ⅳ`: signs that only are Roman numbers.
fn roman_signs(text: &[char]) -> Option<Number> {
    let figures = match text[0] {
        'Ⅰ'..='Ⅿ' => Figures::RomanUpper,
        'ⅰ'..='ⅿ' => Figures::RomanLower,
        _ => return None,
    };
    let letters: Vec<&str> = text.iter().map_while(|c| spelled(*c)).collect();
    let ordinal = roman(&letters.concat())?;
    Some(Number {
        figures,
        ordinal,
        length: letters.len(),
    })
}

/// Letters: a Roman number of several letters, or one letter that may be either.
fn letters(text: &[char]) -> Option<Vec<Number>> {
    let narrow = |c: char| match c {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    let run: String = text
        .iter()
        .map(|c| narrow(*c))
        .take_while(char::is_ascii_alphabetic)
        .collect();
    let first = run.chars().next()?;
    let upper = first.is_ascii_uppercase();
    let mut found = Vec::new();
    let one_case = run.chars().all(|c| c.is_ascii_uppercase() == upper);
    if one_case && let Some(ordinal) = roman(&run.to_ascii_uppercase()) {
        let figures = if upper {
            Figures::RomanUpper
        } else {
            Figures::RomanLower
        };
        found.push(Number {
            figures,
            ordinal,
            length: run.len(),
        });
    }
    if run.len() == 1 {
        let figures = if upper {
            Figures::LatinUpper
        } else {
            Figures::LatinLower
        };
        let ordinal = u32::from(first.to_ascii_lowercase()) - u32::from('a') + 1;
        let number = Number {
            figures,
            ordinal,
            length: 1,
        };
        // A lone C or D is nearly always the letter, a lone I, V or X the number.
        if matches!(first.to_ascii_uppercase(), 'I' | 'V' | 'X') {
            found.push(number);
        } else {
            found.insert(0, number);
        }
    }
    Some(found)
}

fn kana(first: char) -> Vec<Number> {
    let position = |row: &str, c| row.chars().position(|one| one == c).map(|at| at as u32 + 1);
    let mut found = Vec::new();
    let mut push = |figures, ordinal: Option<u32>| {
        found.extend(ordinal.map(|ordinal| Number {
            figures,
            ordinal,
            length: 1,
        }));
    };
    push(
        Figures::Katakana,
        position(GOJUON, first).or_else(|| position(HALF_WIDTH_KANA, first)),
    );
    push(Figures::Iroha, position(IROHA, first));
    let katakana = char::from_u32(u32::from(first) + 0x60);
    if ('あ'..='ん').contains(&first) {
        push(
            Figures::Hiragana,
            katakana.and_then(|c| position(GOJUON, c)),
        );
    }
    found
}

/// How `ordinal` is written, as wide as `model`; `None` where the figures end before it.
pub(super) fn written(figures: Figures, ordinal: u32, model: &str) -> Option<String> {
    let of_row = |row: &str| {
        row.chars()
            .nth(ordinal.checked_sub(1)? as usize)
            .map(|c| c.to_string())
    };
    let wide = model.chars().all(|c| ('！'..='～').contains(&c));
    let widened = |text: String| {
        if wide {
            text.chars()
                .map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c))
                .collect()
        } else {
            text
        }
    };
    match figures {
        Figures::Arabic => {
            let zeros = if model.starts_with(['0', '０']) {
                model.chars().count()
            } else {
                0
            };
            Some(widened(format!("{ordinal:0zeros$}")))
        }
        Figures::Kanji => Some(kanji_text(ordinal)),
        Figures::RomanUpper | Figures::RomanLower => {
            let text = roman_text(ordinal);
            let signs = model.chars().any(|c| ('Ⅰ'..='ⅿ').contains(&c));
            let text = if signs {
                roman_as_signs(ordinal)
            } else {
                widened(text)
            };
            Some(if figures == Figures::RomanLower {
                text.to_lowercase()
            } else {
                text
            })
        }
        Figures::LatinUpper => of_row("ABCDEFGHIJKLMNOPQRSTUVWXYZ").map(widened),
        Figures::LatinLower => of_row("abcdefghijklmnopqrstuvwxyz").map(widened),
        Figures::Katakana if HALF_WIDTH_KANA.contains(model) => of_row(HALF_WIDTH_KANA),
        Figures::Katakana => of_row(GOJUON),
        Figures::Iroha => of_row(IROHA),
        Figures::Hiragana => of_row(GOJUON).map(|text| {
            text.chars()
                .filter_map(|c| char::from_u32(u32::from(c) - 0x60))
                .collect()
        }),
        signs => sign_of(signs, ordinal).map(String::from),
    }
}

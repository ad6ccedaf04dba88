//! Numbers as Word prints them before paragraphs.
//!
//! Names of formats: ISO/IEC 29500-1, 17.18.59 `ST_NumberFormat`.

use ayumi_core::plan::label::{kanji_text, roman_text};

/// Katakana in the order of the syllabary.
const AIUEO: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
/// The same, half as wide.
const AIUEO_HALF: &str = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ";
/// Katakana in the order of the poem.
const IROHA: &str = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";
/// The same, half as wide; what has no half-width sign is wide.
const IROHA_HALF: &str = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ";
/// The ten stems.
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
/// The twelve branches.
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";
/// Digits, for numbers written sign by sign.
const DIGITS: &str = "〇一二三四五六七八九";
/// Signs of numbers, and those that stand for them in deeds.
const PLAIN: &str = "一二三五十千";
const DEEDS: &str = "壱弐参伍拾阡";
const DAYS: &str = "日月火水木金土";

/// `number` in a format of Word; in plain digits where the format is not known or ends before it.
pub(super) fn numeral(format: &str, number: u32) -> String {
    let plain = || number.to_string();
    let text = match format {
        "none" | "bullet" => Some(String::new()),
        "decimalZero" => Some(format!("{number:02}")),
        "decimalFullWidth" | "decimalFullWidth2" => Some(full_width(&plain())),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled(number),
        "decimalEnclosedParen" => within(number, 20, 0x2474),
        "decimalEnclosedFullstop" => within(number, 20, 0x2488),
        "ideographEnclosedCircle" => within(number, 10, 0x3280),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            Some(digits(number))
        }
        "japaneseCounting"
        | "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => counted(number),
        "japaneseLegal" => counted(number).map(|text| deed(&text)),
        "ideographTraditional" => sign(STEMS, number),
        "ideographZodiac" => sign(BRANCHES, number),
        "aiueo" => sign(AIUEO_HALF, number),
        "aiueoFullWidth" => sign(AIUEO, number),
        "iroha" => sign(IROHA_HALF, number),
        "irohaFullWidth" => sign(IROHA, number),
        "weekDay" | "japaneseWeekDay" => sign(DAYS, number),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).map(|text| text.to_lowercase()),
        "upperLetter" => letter(number, 'A'),
        "lowerLetter" => letter(number, 'a'),
        "numberInDash" => Some(format!("- {number} -")),
        _ => None,
    };
    text.unwrap_or_else(plain)
}

fn full_width(text: &str) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) - u32::from('0') + 0xFF10);
    text.chars().filter_map(wide).collect()
}

/// Ten and four further signs each begin a block of their own in Unicode.
fn circled(number: u32) -> Option<String> {
    match number {
        1..=20 => within(number, 20, 0x2460),
        21..=35 => within(number - 20, 15, 0x3251),
        36..=50 => within(number - 35, 15, 0x32B1),
        _ => None,
    }
}

fn within(number: u32, most: u32, first: u32) -> Option<String> {
    (1..=most)
        .contains(&number)
        .then(|| char::from_u32(first + number - 1))
        .flatten()
        .map(String::from)
}

/// The sign of a sequence; after its end it begins anew.
fn sign(signs: &str, number: u32) -> Option<String> {
    let count = signs.chars().count();
    let at = usize::try_from(number.checked_sub(1)?).ok()?;
    signs.chars().nth(at % count).map(String::from)
}

/// A … Z, AA, BB …: Word repeats the letter.
fn letter(number: u32, first: char) -> Option<String> {
    let at = number.checked_sub(1)?;
    let letter = char::from_u32(u32::from(first) + at % 26)?;
    let times = usize::try_from(at / 26 + 1).ok()?;
    (times <= 9).then(|| letter.to_string().repeat(times))
}

/// Word counts in Roman numerals as far as they go.
fn roman(number: u32) -> Option<String> {
    (1..4000).contains(&number).then(|| roman_text(number))
}

fn digits(number: u32) -> String {
    number
        .to_string()
        .chars()
        .filter_map(|c| DIGITS.chars().nth(c.to_digit(10)? as usize))
        .collect()
}

/// Digits with units, up to 9999.
fn counted(number: u32) -> Option<String> {
    (1..10_000).contains(&number).then(|| kanji_text(number))
}

/// As in deeds, where no sign can be turned into another.
fn deed(counted: &str) -> String {
    let sign = |c: char| {
        let at = PLAIN.chars().position(|plain| plain == c);
        at.and_then(|at| DEEDS.chars().nth(at)).unwrap_or(c)
    };
    counted.chars().map(sign).collect()
}

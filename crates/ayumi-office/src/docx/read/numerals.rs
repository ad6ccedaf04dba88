//! Numbers as Word prints them before paragraphs.
//!
//! Names of formats: ISO/IEC 29500-1, 17.18.59 `ST_NumberFormat`.

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
/// Digits and units of counting, and of deeds.
const DIGITS: &str = "〇一二三四五六七八九";
const UNITS: [&str; 4] = ["", "十", "百", "千"];
const DEED_DIGITS: &str = "零壱弐参四伍六七八九";
const DEED_UNITS: [&str; 4] = ["", "拾", "百", "阡"];
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
        | "taiwaneseCountingThousand" => counted(number, DIGITS, UNITS),
        "japaneseLegal" => counted(number, DEED_DIGITS, DEED_UNITS),
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

fn roman(number: u32) -> Option<String> {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut left = number;
    let mut out = String::new();
    for (value, sign) in STEPS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    Some(out)
}

fn digits(number: u32) -> String {
    number
        .to_string()
        .chars()
        .filter_map(|c| DIGITS.chars().nth(c.to_digit(10)? as usize))
        .collect()
}

/// Digits with units, up to 9999.
fn counted(number: u32, signs: &str, units: [&str; 4]) -> Option<String> {
    if !(1..10_000).contains(&number) {
        return None;
    }
    let text = number.to_string();
    let mut out = String::new();
    for (place, c) in text.chars().enumerate() {
        let unit = text.len() - 1 - place;
        let digit = c.to_digit(10)? as usize;
        if digit == 0 {
            continue;
        }
        if digit > 1 || unit == 0 {
            out.push(signs.chars().nth(digit)?);
        }
        out.push_str(units[unit]);
    }
    Some(out)
}

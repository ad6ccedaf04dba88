//! What a value's text says as a quantity, as offices print them: `１，２３４`, `▲5`, `約30人`,
//! `10〜20`, `3割`, and the signs for "none", "not known" and "not shown", which are not 0.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use unicode_normalization::UnicodeNormalization;

/// What stands in the place of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    /// A number, or a range of numbers.
    Known(Quantity),
    /// `－`: there was no case.
    None,
    /// `…`, `N/A`, `不明`: not known.
    Unknown,
    /// `X`, `*`: known but not shown.
    Suppressed,
    /// `皆増`, `皆減`: against a value of 0 there is no rate.
    FromNothing,
}

/// A number as printed, with what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The number; of a range the lower one.
    pub low: Decimal,
    /// The number; of a range the upper one.
    pub high: Decimal,
    /// The words that make it less than exact (`約`, `程度`, `延べ`), in their order.
    pub notes: Vec<&'static str>,
    /// What is counted, as printed (`人`, `千円`, `%`); empty when it stands elsewhere.
    pub unit: String,
}

/// Words before a number that make it less than exact, the longer ones first.
const BEFORE: [&str; 7] = ["およそ", "おおむね", "概ね", "のべ", "延べ", "延", "約"];
/// Words behind its unit.
const BEHIND: [&str; 12] = [
    "ポイント程度",
    "程度",
    "ほど",
    "前後",
    "以上",
    "以下",
    "未満",
    "余り",
    "余",
    "超",
    "強",
    "弱",
];
const NONE: [&str; 5] = ["-", "‐", "―", "—", "–"];
const UNKNOWN: [&str; 8] = ["…", "...", "…", "n/a", "#n/a", "na", "不明", "不詳"];
const SUPPRESSED: [&str; 4] = ["x", "*", "***", "秘匿"];
const FROM_NOTHING: [&str; 2] = ["皆増", "皆減"];
/// A unit is short; what is longer is a sentence.
const LONGEST_UNIT: usize = 8;

/// The amount a text is, if it is nothing else. Sentences (`随時`, `年1回以上を目標`) are none.
#[must_use]
pub fn amount(text: &str) -> Option<Amount> {
    let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let lower = folded.to_lowercase();
    let is = |list: &[&str]| list.contains(&lower.as_str());
    // `…` itself folds to three points.
    Some(match () {
        () if is(&NONE) => Amount::None,
        () if is(&UNKNOWN) => Amount::Unknown,
        () if is(&SUPPRESSED) => Amount::Suppressed,
        () if is(&FROM_NOTHING) => Amount::FromNothing,
        () => Amount::Known(quantity(&folded)?),
    })
}

/// The number a value's text is, if it is nothing else: digits of any width, `,` between groups of
/// three, `.`, a minus of any kind (`-`, `▲`, `△`, brackets). `約180`, `120人` and `随時` stay text
/// only, and so does what a JSON number could not carry to the last digit.
#[must_use]
pub fn plain_number(text: &str) -> Option<f64> {
    const EXACT: usize = 15;
    let Some(Amount::Known(quantity)) = amount(text) else {
        return None;
    };
    let digits = quantity.low.mantissa().unsigned_abs().to_string();
    let bare = quantity.notes.is_empty() && quantity.unit.is_empty();
    let exact = quantity.low == quantity.high && digits.len() <= EXACT;
    (bare && exact).then(|| quantity.low.to_f64()).flatten()
}

fn quantity(folded: &str) -> Option<Quantity> {
    let mut notes = Vec::new();
    let mut rest = folded;
    while let Some(word) = BEFORE.iter().find(|word| rest.starts_with(**word)) {
        notes.push(*word);
        rest = &rest[word.len()..];
    }
    while let Some(word) = BEHIND.iter().find(|word| rest.ends_with(**word)) {
        notes.push(*word);
        rest = &rest[..rest.len() - word.len()];
    }
    let (low, rest) = number(rest)?;
    let (between, behind) = match rest.find(['~', '〜', '～']) {
        Some(at) => {
            let sign = rest[at..].chars().next()?;
            (&rest[..at], Some(&rest[at + sign.len_utf8()..]))
        }
        None => (rest, None),
    };
    let (high, unit) = match behind {
        Some(behind) => {
            let (high, unit) = number(behind)?;
            // 10人〜20人: the unit may stand at both.
            if low > high || !(between.is_empty() || between == unit) {
                return None;
            }
            (high, unit)
        }
        None => (low, between),
    };
    is_unit(unit).then(|| Quantity {
        low,
        high,
        notes,
        unit: unit.to_owned(),
    })
}

/// No second number, no sign that joins or parts words.
fn is_unit(text: &str) -> bool {
    let sign = |c: char| c.is_alphabetic() || matches!(c, '%' | '‰' | '/' | '・');
    text.chars().count() <= LONGEST_UNIT && text.chars().all(sign)
}

/// A number at the beginning, and what stands behind it.
fn number(text: &str) -> Option<(Decimal, &str)> {
    if let Some(inside) = text.strip_prefix('(') {
        let (inside, rest) = inside.split_once(')')?;
        let (value, left) = number(inside)?;
        // (5) is minus five; (▲5) and (5人) are something else.
        return (left.is_empty() && value >= Decimal::ZERO).then_some((-value, rest));
    }
    let positive = text.strip_prefix(['-', '−', '▲', '△']);
    let digits = positive.unwrap_or(text);
    let end = digits
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.')))
        .unwrap_or(digits.len());
    let value = decimal(&digits[..end])?;
    let value = if positive.is_some() { -value } else { value };
    Some((value, &digits[end..]))
}

/// Digits with `,` between groups of three, and `.` once.
fn decimal(digits: &str) -> Option<Decimal> {
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = groups.all(|group| group.len() == 3 && all_digits(group));
    let first_fits = first.len() <= 3 || !whole.contains(',');
    if !all_digits(first) || !grouped || !first_fits || !fraction.is_none_or(all_digits) {
        return None;
    }
    Decimal::from_str_exact(&digits.replace(',', "")).ok()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::{Amount, amount, plain_number};

    #[rstest]
    #[case("3", Some(3.0))]
    #[case("３，２００", Some(3200.0))]
    #[case("-1.5", Some(-1.5))]
    #[case("▲5", Some(-5.0))]
    #[case("△1,200", Some(-1200.0))]
    #[case("（5）", Some(-5.0))]
    #[case("−5", Some(-5.0))]
    #[case("0.1", Some(0.1))]
    #[case("約180", None)]
    #[case("120人", None)]
    #[case("1,23", None)]
    #[case("1234,567", None)]
    #[case("1.234,5", None)]
    #[case("1-2-3", None)]
    #[case("(▲5)", None)]
    #[case("", None)]
    #[case("-", None)]
    #[case("△", None)]
    #[case("10〜20", None)]
    fn row_74_plain_numbers(#[case] text: &str, #[case] expected: Option<f64>) {
        assert_eq!(plain_number(text), expected, "{text}");
    }

    /// Low, high, notes and unit of a quantity.
    #[rstest]
    #[case("約30", "30 30 約 ")]
    #[case("30人程度", "30 30 程度 人")]
    #[case("延べ120人", "120 120 延べ 人")]
    #[case("延べ約１２０名以上", "120 120 延べ約以上 名")]
    #[case("10〜20", "10 20  ")]
    #[case("10人～20人", "10 20  人")]
    #[case("１０～２０人", "10 20  人")]
    #[case("30％", "30 30  %")]
    #[case("３割", "3 3  割")]
    #[case("▲1,234千円", "-1234 -1234  千円")]
    fn row_74_quantities(#[case] text: &str, #[case] expected: &str) {
        let Some(Amount::Known(found)) = amount(text) else {
            panic!("{text} is no quantity");
        };
        let notes = found.notes.concat();
        let told = format!("{} {} {notes} {}", found.low, found.high, found.unit);
        assert_eq!(told, expected, "{text}");
    }

    #[rstest]
    #[case("－", Amount::None)]
    #[case("―", Amount::None)]
    #[case("…", Amount::Unknown)]
    #[case("N/A", Amount::Unknown)]
    #[case("＊", Amount::Suppressed)]
    #[case("Ｘ", Amount::Suppressed)]
    #[case("皆増", Amount::FromNothing)]
    fn row_74_signs_for_no_number_are_not_zero(#[case] text: &str, #[case] expected: Amount) {
        assert_eq!(amount(text), Some(expected), "{text}");
        assert_eq!(plain_number(text), None, "{text}");
    }

    #[rstest]
    #[case("NaN")]
    #[case("Infinity")]
    #[case("inf")]
    #[case("1e400")]
    #[case("∞")]
    fn row_76_what_is_no_decimal_number_is_refused(#[case] text: &str) {
        assert_eq!(amount(text), None, "{text}");
    }

    #[test]
    fn row_76_numbers_are_exact_or_stay_text() {
        let known = |text| match amount(text) {
            Some(Amount::Known(found)) => found.low,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(known("0.1") + known("0.2"), known("0.3"));
        assert_eq!(known("9007199254740993").to_string(), "9007199254740993");
        // 2⁵³ + 1 as a JSON number would come out as another one.
        assert_eq!(plain_number("9007199254740993"), None);
        assert_eq!(plain_number(&"9".repeat(400)), None);
    }
}

//! How a number is shown: the number formats of cells, as far as plans use them.
//!
//! Dates (Gregorian and by era), percent, thousands, places after the point, words around the
//! number (`0"人"`). What goes further (fractions, exponents) is shown as the plain number.

mod date;
mod parts;

use ayumi_document::Value;

use super::era::Moment;
use parts::{Part, Section};

/// A number format: one to four sections, told apart by sign.
#[derive(Clone, Debug, Default)]
pub(super) struct Format {
    sections: Vec<Section>,
}

/// What is shown, and the value behind.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) value: Option<Value>,
}

impl Format {
    /// Reads a format code; an empty one is the plain format.
    pub(super) fn new(code: &str) -> Self {
        Self {
            sections: parts::sections(code),
        }
    }

    /// The number as shown. `raw` is the text of the file; what is no number is shown as it is.
    pub(super) fn show(&self, raw: &str, from_1904: bool) -> Shown {
        let Some(number) = raw.parse::<f64>().ok().filter(|n| n.is_finite()) else {
            return Shown {
                text: raw.to_owned(),
                value: None,
            };
        };
        let Some((section, signed)) = self.section(number) else {
            return plain(number, raw);
        };
        if section.is_date() {
            return match Moment::of(number, from_1904) {
                Some(moment) => date::show(section, &moment, number),
                None => plain(number, raw),
            };
        }
        if section.is_odd() {
            return plain(number, raw);
        }
        section.number(number, raw, signed)
    }

    /// The section for a number, and whether the minus is to be written.
    fn section(&self, number: f64) -> Option<(&Section, bool)> {
        let own = |at: usize| self.sections.get(at);
        match self.sections.len() {
            0 => None,
            1 => own(0).map(|section| (section, true)),
            _ if number < 0.0 => own(1).map(|section| (section, false)),
            3.. if number == 0.0 => own(2).map(|section| (section, false)),
            _ => own(0).map(|section| (section, true)),
        }
    }
}

impl Section {
    fn number(&self, number: f64, raw: &str, signed: bool) -> Shown {
        let percent = self.parts.contains(&Part::Percent);
        let shift = self.scale + if percent { 2 } else { 0 };
        let exact = decimal(number, raw);
        let shown = if shift == 0 {
            exact.clone()
        } else {
            shifted(&exact, shift)
        };
        let digits = match self.digits {
            Some(after) => rounded(&shown, after),
            None => shown.clone(),
        };
        let (minus, digits) = match digits.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, digits.as_str()),
        };
        let digits = padded(digits, self.least);
        let digits = if self.grouped {
            grouped(&digits)
        } else {
            digits
        };
        let mut text = String::new();
        if minus && signed && digits.bytes().any(|b| matches!(b, b'1'..=b'9')) {
            text.push('-');
        }
        for part in &self.parts {
            match part {
                Part::Words(words) => text.push_str(words),
                Part::Number => text.push_str(&digits),
                Part::Percent => text.push('%'),
                Part::Date(..) => {}
            }
        }
        let decimal = if percent { shifted(&exact, 2) } else { exact };
        let unit = percent.then(|| "%".to_owned());
        Shown {
            text: text.trim().to_owned(),
            value: Some(Value::Number { decimal, unit }),
        }
    }
}

/// The number with the fifteen digits Excel keeps.
fn plain(number: f64, raw: &str) -> Shown {
    let text = decimal(number, raw);
    Shown {
        value: Some(Value::Number {
            decimal: text.clone(),
            unit: None,
        }),
        text,
    }
}

/// Decimal text of at most fifteen digits: a whole number of the file stays as it is written.
fn decimal(number: f64, raw: &str) -> String {
    let digits = raw.strip_prefix('-').unwrap_or(raw);
    let whole =
        !digits.is_empty() && digits.len() <= 15 && digits.bytes().all(|b| b.is_ascii_digit());
    if whole {
        return raw.to_owned();
    }
    let short = format!("{number:.14e}");
    let Some((digits, exponent)) = short.split_once('e') else {
        return raw.to_owned();
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    // A number that long is none of a plan: as the file has it, not as hundreds of zeros.
    if exponent.abs() > 30 {
        return raw.to_owned();
    }
    shifted(digits, exponent)
}

/// A decimal text with its point moved to the right; zeros at the end left out.
fn shifted(text: &str, by: i32) -> String {
    let (minus, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let mut digits: String = [whole, part].concat();
    let mut point = i32::try_from(whole.len()).unwrap_or(0) + by;
    while point <= 0 {
        digits.insert(0, '0');
        point += 1;
    }
    let point = usize::try_from(point).unwrap_or(1);
    while digits.len() < point {
        digits.push('0');
    }
    let (whole, part) = digits.split_at(point);
    let part = part.trim_end_matches('0');
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    match part {
        "" if whole == "0" => "0".to_owned(),
        "" => format!("{minus}{whole}"),
        part => format!("{minus}{whole}.{part}"),
    }
}

/// Rounded half up to so many places, in decimal.
fn rounded(text: &str, places: usize) -> String {
    let (minus, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let mut digits: Vec<u8> = [whole, part].concat().into_bytes();
    let keep = whole.len() + places;
    let up = digits.get(keep).is_some_and(|digit| *digit >= b'5');
    digits.resize(keep, b'0');
    let mut front = String::new();
    if up {
        let mut at = digits.len();
        loop {
            match at.checked_sub(1) {
                None => {
                    front.push('1');
                    break;
                }
                Some(before) if digits[before] == b'9' => {
                    digits[before] = b'0';
                    at = before;
                }
                Some(before) => {
                    digits[before] += 1;
                    break;
                }
            }
        }
    }
    let digits = format!("{front}{}", String::from_utf8_lossy(&digits));
    let (whole, part) = digits.split_at(digits.len() - places);
    if part.is_empty() {
        format!("{minus}{whole}")
    } else {
        format!("{minus}{whole}.{part}")
    }
}

/// At least so many digits before the point (`000`).
fn padded(digits: &str, least: usize) -> String {
    let (whole, part) = match digits.find('.') {
        Some(at) => digits.split_at(at),
        None => (digits, ""),
    };
    let whole = if least == 0 && whole == "0" && !part.is_empty() {
        ""
    } else {
        whole
    };
    format!("{whole:0>least$}{part}")
}

/// Thousands parted by commas.
fn grouped(digits: &str) -> String {
    let (whole, part) = match digits.find('.') {
        Some(at) => digits.split_at(at),
        None => (digits, ""),
    };
    let mut out = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out.push_str(part);
    out
}

//! Years, days, numbers and sizes as a person reads them.

use ayumi_core::plan::{Era, EraYear, FiscalYear, Half, Part, Period, Term};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{self, TimeZone};

use crate::{Key, Lang, key};

/// In which way a year is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum YearStyle {
    /// `令和2年度`; the year in which the era changed in both: `平成31年度（令和元年度）`.
    Era,
    /// `2020年度`.
    Western,
    /// `令和2年度（2020年度）`.
    #[default]
    Both,
}

/// A fiscal year in era and western years.
#[must_use]
pub fn fiscal_year(year: FiscalYear, lang: Lang) -> String {
    fiscal_year_in(YearStyle::Both, year, lang)
}

/// A fiscal year in a style. English puts the western year first.
#[must_use]
pub fn fiscal_year_in(style: YearStyle, year: FiscalYear, lang: Lang) -> String {
    let western = lang.format(
        key::PRINT_WESTERN_FISCAL_YEAR,
        &[("year", &year.0.to_string())],
    );
    let mut ways: Vec<String> = [year.former_era_year(), year.era_year()]
        .into_iter()
        .flatten()
        .map(|one| era_fiscal_year(one, lang))
        .collect();
    match (style, lang) {
        (YearStyle::Western, _) => ways = vec![western],
        (YearStyle::Era, _) if !ways.is_empty() => {}
        (YearStyle::Both, Lang::Ja) => ways.push(western),
        _ => ways.insert(0, western),
    }
    match ways.as_slice() {
        [first, second] => lang.format(key::PRINT_ALSO, &[("first", first), ("second", second)]),
        [first, second, third] => lang.format(
            key::PRINT_ALSO_TWO,
            &[("first", first), ("second", second), ("third", third)],
        ),
        _ => ways.concat(),
    }
}

fn era_fiscal_year(year: EraYear, lang: Lang) -> String {
    let (era, number) = era_words(year, lang);
    lang.format(
        key::PRINT_ERA_FISCAL_YEAR,
        &[("era", &era), ("number", &number)],
    )
}

fn era_words(year: EraYear, lang: Lang) -> (String, String) {
    let number = match year.number {
        1 => lang.text(key::PRINT_FIRST_YEAR),
        number => number.to_string(),
    };
    (lang.text(era_key(year.era)), number)
}

fn era_key(era: Era) -> Key {
    match era {
        Era::Meiji => key::ERA_MEIJI,
        Era::Taisho => key::ERA_TAISHO,
        Era::Showa => key::ERA_SHOWA,
        Era::Heisei => key::ERA_HEISEI,
        Era::Reiwa => key::ERA_REIWA,
    }
}

/// A period by its years, in era and western years.
#[must_use]
pub fn period(period: &Period, lang: Lang) -> String {
    period_in(YearStyle::Both, period, lang)
}

/// A period by its years, in a style.
#[must_use]
pub fn period_in(style: YearStyle, period: &Period, lang: Lang) -> String {
    let from = fiscal_year_in(style, period.from, lang);
    match period.to {
        Some(to) if to == period.from => from,
        Some(to) => {
            let to = fiscal_year_in(style, to, lang);
            lang.format(key::PRINT_SPAN, &[("from", &from), ("to", &to)])
        }
        None => lang.format(key::PRINT_OPEN_SPAN, &[("from", &from)]),
    }
}

/// A term, its year in the era (`令和2年度 上半期`); English in western years.
#[must_use]
pub fn term(term: Term, lang: Lang) -> String {
    let style = match lang {
        Lang::Ja => YearStyle::Era,
        Lang::En => YearStyle::Western,
    };
    let year = fiscal_year_in(style, term.year, lang);
    match term.part {
        Part::Whole => year,
        Part::Half(Half::First) => lang.format(key::PRINT_FIRST_HALF, &[("year", &year)]),
        Part::Half(Half::Second) => lang.format(key::PRINT_SECOND_HALF, &[("year", &year)]),
        Part::Quarter(quarter) => lang.format(
            key::PRINT_QUARTER,
            &[("year", &year), ("quarter", &quarter.to_string())],
        ),
    }
}

/// A day in both ways: `令和8年4月1日（2026年4月1日）`, `2026-04-01 (1 April Reiwa 8)`.
#[must_use]
pub fn day(day: Date, lang: Lang) -> String {
    let western = western_day(day, lang);
    let era = Era::ALL
        .into_iter()
        .rev()
        .find(|era| day >= era.first_day());
    let year = era.and_then(|era| {
        era.count(i32::from(day.year()))
            .map(|number| EraYear { era, number })
    });
    let Some(year) = year else { return western };
    let (era, number) = era_words(year, lang);
    let (month, date) = (day.month().to_string(), day.day().to_string());
    let in_era = lang.format(
        key::PRINT_ERA_DAY,
        &[
            ("era", &era),
            ("number", &number),
            ("month", &month),
            ("day", &date),
        ],
    );
    let (first, second) = match lang {
        Lang::Ja => (in_era, western),
        Lang::En => (western, in_era),
    };
    lang.format(key::PRINT_ALSO, &[("first", &first), ("second", &second)])
}

fn western_day(day: Date, lang: Lang) -> String {
    let (month, date) = month_and_day(day, lang);
    lang.format(
        key::PRINT_WESTERN_DAY,
        &[
            ("year", &day.year().to_string()),
            ("month", &month),
            ("day", &date),
        ],
    )
}

/// English writes ISO 8601, which always has two digits.
fn month_and_day(day: Date, lang: Lang) -> (String, String) {
    match lang {
        Lang::Ja => (day.month().to_string(), day.day().to_string()),
        Lang::En => (format!("{:02}", day.month()), format!("{:02}", day.day())),
    }
}

/// Japan's time, the whole year round.
#[must_use]
pub fn japan() -> TimeZone {
    TimeZone::fixed(tz::offset(9))
}

/// The day a moment lies in, in Japan.
#[must_use]
pub fn day_in_japan(moment: Timestamp) -> Date {
    moment.to_zoned(japan()).date()
}

/// A moment as day and minute in Japan: `2026年4月1日 9:05`.
#[must_use]
pub fn moment(moment: Timestamp, lang: Lang) -> String {
    let here = moment.to_zoned(japan());
    let day = western_day(here.date(), lang);
    let hour = match lang {
        Lang::Ja => here.hour().to_string(),
        Lang::En => format!("{:02}", here.hour()),
    };
    let minute = format!("{:02}", here.minute());
    lang.format(
        key::PRINT_MOMENT,
        &[("day", &day), ("hour", &hour), ("minute", &minute)],
    )
}

/// A whole number with its thousands marked: `1,234`.
#[must_use]
pub fn number(number: i64) -> String {
    decimal(&number.to_string())
}

/// A decimal text with its thousands marked, its decimals as they are: `-1234.50` → `-1,234.50`.
#[must_use]
pub fn decimal(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (whole, decimals) = digits
        .split_once('.')
        .map_or((digits, None), |(w, d)| (w, Some(d)));
    if whole.is_empty() || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut told = String::from(sign);
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            told.push(',');
        }
        told.push(digit);
    }
    if let Some(decimals) = decimals {
        told.push('.');
        told.push_str(decimals);
    }
    told
}

/// The size of a file: bytes below 1 KB, whole KB below 1 MB, then MB with one decimal; rounded up,
/// so that a size never looks smaller than a limit it exceeds.
#[must_use]
pub fn file_size(bytes: u64, lang: Lang) -> String {
    const KILO: u64 = 1024;
    const MEGA: u64 = KILO * KILO;
    let (words, count) = match bytes {
        0..KILO => (key::PRINT_BYTES, bytes.to_string()),
        KILO..MEGA => (key::PRINT_KILOBYTES, bytes.div_ceil(KILO).to_string()),
        _ => {
            let tenths = (u128::from(bytes) * 10).div_ceil(u128::from(MEGA));
            (
                key::PRINT_MEGABYTES,
                format!("{}.{}", tenths / 10, tenths % 10),
            )
        }
    };
    lang.format(words, &[("count", &decimal(&count))])
}

//! Days of a book: serial numbers to dates, and the years of the Japanese eras.

use jiff::civil::Date;

use super::names::{ERAS, Era};

/// A day and a time as a book counts them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Moment {
    pub(super) year: i16,
    pub(super) month: i8,
    pub(super) day: i8,
    /// Seconds of the day.
    pub(super) seconds: u32,
    /// The weekday, Monday = 1.
    pub(super) weekday: Option<i8>,
}

impl Moment {
    /// The moment of a serial number; `None` outside of what Excel shows as a date.
    ///
    /// Books that count from 1900 hold a 29th of February 1900 that never was (serial 60), kept
    /// from older programs: days before it are one off, it itself is shown and has no weekday.
    pub(super) fn of(serial: f64, from_1904: bool) -> Option<Self> {
        if !(0.0..2_958_466.0).contains(&serial) {
            return None;
        }
        let rounded = (serial * 86_400.0).round();
        let days = (rounded / 86_400.0).floor();
        let seconds = (rounded - days * 86_400.0) as u32;
        let days = days as i64;
        let (first, days) = match (from_1904, days) {
            (true, days) => (jiff::civil::date(1904, 1, 1), days),
            (false, 60) => {
                return Some(Self {
                    year: 1900,
                    month: 2,
                    day: 29,
                    seconds,
                    weekday: None,
                });
            }
            (false, days) if days < 60 => (jiff::civil::date(1899, 12, 31), days),
            (false, days) => (jiff::civil::date(1899, 12, 30), days),
        };
        let date = first
            .checked_add(jiff::Span::new().try_days(days).ok()?)
            .ok()?;
        Some(Self {
            year: date.year(),
            month: date.month(),
            day: date.day(),
            seconds,
            weekday: Some(date.weekday().to_monday_one_offset()),
        })
    }

    /// ISO 8601; `None` for the day that never was.
    pub(super) fn iso(&self) -> Option<String> {
        Date::new(self.year, self.month, self.day)
            .ok()
            .map(|date| date.to_string())
    }

    /// The era of the day and its year in it.
    pub(super) fn era(&self) -> Option<(&'static Era, i16)> {
        let day = (self.year, self.month, self.day);
        let era = ERAS.iter().rev().find(|era| era.begins <= day)?;
        Some((era, self.year - era.begins.0 + 1))
    }
}

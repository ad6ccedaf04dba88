//! Names that Excel itself shows or writes: eras, days, months, the formats it knows by number.

/// The plain format in the files of a Japanese Excel.
pub(super) const GENERAL: &str = "G/標準";
/// Weekdays from Monday on (`aaa`).
pub(super) const WEEKDAYS: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];
/// What follows them in `aaaa`.
pub(super) const WEEKDAY: &str = "曜日";
/// Months (`mmmm`).
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Weekdays from Monday on (`dddd`).
pub(super) const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// An era.
#[derive(Debug, PartialEq)]
pub(super) struct Era {
    pub(super) begins: (i16, i8, i8),
    /// Its name, the first character of it, its letter (`ggg`, `gg`, `g`).
    pub(super) names: [&'static str; 3],
}

/// The eras Excel counts in, by their first days.
pub(super) static ERAS: [Era; 5] = [
    era((1868, 1, 25), ["明治", "明", "M"]),
    era((1912, 7, 30), ["大正", "大", "T"]),
    era((1926, 12, 25), ["昭和", "昭", "S"]),
    era((1989, 1, 8), ["平成", "平", "H"]),
    era((2019, 5, 1), ["令和", "令", "R"]),
];

const fn era(begins: (i16, i8, i8), names: [&'static str; 3]) -> Era {
    Era { begins, names }
}

/// The formats a file names by number alone, as a Japanese Excel shows them (ECMA-376, 18.8.30).
pub(super) fn built_in(id: u32) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 57 => "ge.m.d",
        28 | 29 | 51 | 54 | 58 => "ggge年m月d日",
        30 => "m/d/yy",
        31 => "yyyy年m月d日",
        32 => "h時mm分",
        33 => "h時mm分ss秒",
        34 | 52 | 55 => "yyyy年m月",
        35 | 53 | 56 => "m月d日",
        45 => "mm:ss",
        _ => return None,
    })
}

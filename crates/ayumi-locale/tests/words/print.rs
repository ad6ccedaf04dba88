//! Years, days, numbers and sizes.

use ayumi_core::plan::{FiscalYear, Half, Part, Period, Term, find_years};
use ayumi_locale::Lang::{self, En, Ja};
use ayumi_locale::print::{self, YearStyle};
use jiff::civil::{Date, date};
use rstest::rstest;

#[rstest]
#[case(2019, Ja, YearStyle::Era, "平成31年度（令和元年度）")]
#[case(2019, Ja, YearStyle::Both, "平成31年度（令和元年度、2019年度）")]
#[case(2019, Ja, YearStyle::Western, "2019年度")]
#[case(2020, Ja, YearStyle::Both, "令和2年度（2020年度）")]
#[case(2020, Ja, YearStyle::Era, "令和2年度")]
#[case(2018, Ja, YearStyle::Both, "平成30年度（2018年度）")]
#[case(1989, Ja, YearStyle::Era, "平成元年度")]
#[case(1988, Ja, YearStyle::Era, "昭和63年度")]
#[case(1800, Ja, YearStyle::Both, "1800年度")]
#[case(1800, Ja, YearStyle::Era, "1800年度")]
#[case(2020, En, YearStyle::Both, "FY2020 (Reiwa 2)")]
#[case(2019, En, YearStyle::Both, "FY2019 (Heisei 31, Reiwa 1)")]
#[case(2019, En, YearStyle::Western, "FY2019")]
fn row_66_fiscal_years(
    #[case] year: i32,
    #[case] lang: Lang,
    #[case] style: YearStyle,
    #[case] expected: &str,
) {
    assert_eq!(
        print::fiscal_year_in(style, FiscalYear(year), lang),
        expected
    );
}

/// What is printed in an era is read back as the same year.
#[test]
fn printed_years_are_read_back() {
    for year in (1900..2090).map(FiscalYear) {
        for style in [YearStyle::Era, YearStyle::Western] {
            let printed = print::fiscal_year_in(style, year, Ja);
            let found = find_years(&printed);
            assert_eq!(found.len(), 1, "{printed}");
            assert_eq!(found[0].year, Some(year), "{printed}");
            assert!(found[0].notices.is_empty(), "{printed}");
        }
    }
}

#[rstest]
#[case(
    2017,
    Some(2019),
    "平成29年度（2017年度）～平成31年度（令和元年度、2019年度）"
)]
#[case(2024, Some(2024), "令和6年度（2024年度）")]
#[case(2024, None, "令和6年度（2024年度）～")]
fn periods(#[case] from: i32, #[case] to: Option<i32>, #[case] expected: &str) {
    let period = Period {
        from: FiscalYear(from),
        to: to.map(FiscalYear),
        text: String::new(),
    };
    assert_eq!(print::period(&period, Ja), expected);
}

#[rstest]
#[case(Part::Whole, "令和5年度", "FY2023")]
#[case(Part::Half(Half::First), "令和5年度 上半期", "first half of FY2023")]
#[case(Part::Half(Half::Second), "令和5年度 下半期", "second half of FY2023")]
#[case(Part::Quarter(2), "令和5年度 第2四半期", "quarter 2 of FY2023")]
fn terms(#[case] part: Part, #[case] ja: &str, #[case] en: &str) {
    let term = Term {
        year: FiscalYear(2023),
        part,
    };
    assert_eq!(print::term(term, Ja), ja);
    assert_eq!(print::term(term, En), en);
}

#[rstest]
#[case(
    date(2026, 4, 1),
    "令和8年4月1日（2026年4月1日）",
    "2026-04-01 (1 April Reiwa 8)"
)]
#[case(
    date(2019, 4, 30),
    "平成31年4月30日（2019年4月30日）",
    "2019-04-30 (30 April Heisei 31)"
)]
#[case(
    date(2019, 5, 1),
    "令和元年5月1日（2019年5月1日）",
    "2019-05-01 (1 May Reiwa 1)"
)]
#[case(
    date(1989, 1, 7),
    "昭和64年1月7日（1989年1月7日）",
    "1989-01-07 (7 January Showa 64)"
)]
#[case(date(1860, 1, 7), "1860年1月7日", "1860-01-07")]
fn days(#[case] day: Date, #[case] ja: &str, #[case] en: &str) {
    assert_eq!(print::day(day, Ja), ja);
    assert_eq!(print::day(day, En), en);
}

#[test]
fn moments_are_japan_s() {
    let moment = "2026-03-31T15:05:00Z".parse().expect("a moment");
    assert_eq!(print::moment(moment, Ja), "2026年4月1日 0:05");
    assert_eq!(print::moment(moment, En), "2026-04-01 00:05");
    assert_eq!(print::day_in_japan(moment), date(2026, 4, 1));
}

#[rstest]
#[case("0", "0")]
#[case("999", "999")]
#[case("1000", "1,000")]
#[case("-1234567.50", "-1,234,567.50")]
#[case("随時", "随時")]
#[case("", "")]
#[case(".5", ".5")]
fn numbers(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(print::decimal(text), expected);
}

#[rstest]
#[case(0, "0バイト")]
#[case(1023, "1,023バイト")]
#[case(1024, "1 KB")]
#[case(1025, "2 KB")]
#[case(1_048_576, "1.0 MB")]
#[case(1_048_577, "1.1 MB")]
#[case(u64::MAX, "17,592,186,044,416.0 MB")]
fn sizes(#[case] bytes: u64, #[case] expected: &str) {
    assert_eq!(print::file_size(bytes, Ja), expected);
}

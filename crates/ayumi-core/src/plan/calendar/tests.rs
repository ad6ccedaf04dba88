//! Years, periods and days: printed words in, values and notices out.

use ayumi_document::Notice;
use jiff::civil::{Date, date};
use rstest::rstest;

use super::*;
use crate::plan::{Half, Part, Period};

fn rules(notices: &[Notice]) -> String {
    let codes: Vec<String> = notices
        .iter()
        .map(|notice| {
            let code = serde_json::to_value(notice.rule).expect("a code");
            code.as_str().unwrap_or_default().to_owned()
        })
        .collect();
    codes.join(" ")
}

/// `printed=year[!][ rules]` for each year; `~` context, `?` number, `!` damaged.
fn years(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let shown: Vec<String> = find_years(text)
        .iter()
        .map(|found| {
            let printed: String = letters[found.range.clone()].iter().collect();
            let year = found
                .year
                .map_or("none".to_owned(), |year| year.0.to_string());
            let sure = match found.certainty {
                Certainty::Printed => "",
                Certainty::Context => "~",
                Certainty::Number => "?",
                Certainty::Damaged => "!",
            };
            format!("{printed}={year}{sure} {}", rules(&found.notices))
                .trim_end()
                .to_owned()
        })
        .collect();
    shown.join(" | ")
}

/// `printed: from-to[ rules]`.
fn period(text: &str, context: Option<i32>) -> String {
    let Some(found) = parse_period(text, context.map(FiscalYear)) else {
        return "-".to_owned();
    };
    let to = found
        .period
        .to
        .map_or(String::new(), |year| year.0.to_string());
    let damaged = if found.damaged { "!" } else { "" };
    let letters: Vec<char> = text.chars().collect();
    let printed: String = letters[found.range].iter().collect();
    let told: String = printed.lines().map(str::trim).collect();
    assert_eq!(found.period.text, told);
    format!(
        "{told}: {}-{to}{damaged} {}",
        found.period.from.0,
        rules(&found.notices)
    )
    .trim_end()
    .to_owned()
}

/// `printed: day[ rules]`.
fn day(text: &str, context: Option<i32>) -> String {
    let Some(found) = parse_day(text, context.map(FiscalYear)) else {
        return "-".to_owned();
    };
    let letters: Vec<char> = text.chars().collect();
    let printed: String = letters[found.range].iter().collect();
    let day = found.day.map_or("none".to_owned(), |day| day.to_string());
    let damaged = if found.certainty == Certainty::Damaged {
        "!"
    } else {
        ""
    };
    format!("{printed}: {day}{damaged} {}", rules(&found.notices))
        .trim_end()
        .to_owned()
}

#[rstest]
#[case("平成32年度", "平成32年度=2020 era-continued")]
#[case("平成34年度", "平成34年度=2022 era-continued")]
#[case("昭和65年度", "昭和65年度=1990 era-continued")]
#[case("平成31年度", "平成31年度=2019")]
#[case("令和元年度", "令和元年度=2019")]
#[case("令和1年", "令和1年=2019")]
#[case("R1", "R1=2019")]
#[case("Ｒ８", "Ｒ８=2026")]
#[case("R 8年度", "R 8年度=2026")]
#[case("平31", "平31=2019")]
#[case("H31", "H31=2019")]
#[case("㍻30年度", "㍻30年度=2018")]
#[case("令和八年度", "令和八年度=2026")]
#[case("平 成 23 年 度", "平 成 23 年 度=2011")]
#[case("平成２９年度", "平成２９年度=2017")]
#[case("二〇二六年", "二〇二六年=2026")]
#[case("平成31年度（令和元年度）", "平成31年度（令和元年度）=2019")]
#[case(
    "平成31年度（令和元年度）（2019年度）",
    "平成31年度（令和元年度）（2019年度）=2019"
)]
#[case("令和元年度(平成31年度)", "令和元年度(平成31年度)=2019")]
#[case("平成 29(2017)年度", "平成 29(2017)年度=2017")]
#[case("2016(平成 28)", "2016(平成 28)=2016")]
#[case("2020(平成 32)年度", "2020(平成 32)年度=2020")]
#[case("令和5年度(2023年度)", "令和5年度(2023年度)=2023")]
#[case("H28 H29H30", "H28=2016 | H29=2017 | H30=2018")]
#[case("2020と2025年", "2020=2020? | 2025年=2025")]
#[case("H29 R2 R1 H30", "H29=2017 | R2=2020 | R1=2019 | H30=2018")]
#[case("平成30年度、31年度", "平成30年度=2018 | 31年度=2019~ era-assumed")]
#[case("33年度から", "33年度=2021~ era-assumed")]
#[case("昭和64年度", "昭和64年度=1989 era-continued")]
fn row_66_years_in_every_form(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(years(text), expected);
}

#[rstest]
#[case("令和2度", "令和2度=2020!")]
#[case("成2 度", "")]
#[case("成 度", "")]
#[case("令和6年度(20204年度)", "令和6年度(20204年度)=2024 year-mismatch")]
#[case("令和6年度(2023年度)", "令和6年度(2023年度)=2024 year-mismatch")]
fn damaged_years_are_told(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(years(text), expected);
}

#[rstest]
#[case("令和0年", "令和0年=none date-impossible")]
#[case("令和100年", "令和100年=none date-impossible")]
#[case("平成-1年", "平成-1年=none date-impossible")]
fn row_68_years_outside_every_era_are_refused(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(years(text), expected);
}

#[rstest]
#[case("明治5年12月3日", "明治5年12月3日: none date-impossible")]
#[case("明治6年1月1日", "明治6年1月1日: 1873-01-01")]
fn row_68_the_moon_s_calendar_is_not_converted(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(day(text, None), expected);
}

#[rstest]
#[case("3年間の計画")]
#[case("5年次")]
#[case("2020人が参加")]
#[case("1,200円")]
#[case("CSR3名")]
#[case("A4用紙")]
#[case("公平3者")]
#[case("第2次強化計画")]
#[case("電話 0123-45-6789")]
#[case("平成の大合併")]
#[case("5年度")]
#[case("A2017")]
#[case("1,2017年")]
fn no_year(#[case] text: &str) {
    assert_eq!(years(text), "", "{text}");
}

#[rstest]
#[case("平成31年4月30日", "平成31年4月30日: 2019-04-30")]
#[case("令和元年5月1日", "令和元年5月1日: 2019-05-01")]
#[case("H31.4.30", "H31.4.30: 2019-04-30")]
#[case("平成32年4月1日", "平成32年4月1日: 2020-04-01 era-continued")]
#[case("令和八年四月一日", "令和八年四月一日: 2026-04-01")]
#[case("２０２６年４月１日", "２０２６年４月１日: 2026-04-01")]
#[case("2026/4/1", "2026/4/1: 2026-04-01")]
#[case("2026-04-01", "2026-04-01: 2026-04-01")]
#[case("20260401", "20260401: 2026-04-01")]
#[case("R2.3.31現在", "R2.3.31: 2020-03-31")]
#[case("H27.3月末", "H27.3月末: 2015-03-31")]
#[case("平成28年2月末日", "平成28年2月末日: 2016-02-29")]
#[case("平成285月13", "平成285月13: 2016-05-13!")]
#[case("自 平成27年4月 1 日", "平成27年4月 1 日: 2015-04-01")]
#[case("4月1日", "-")]
#[case("8.4.1", "-")]
fn row_66_70_days_in_every_form(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(day(text, None), expected);
}

#[rstest]
#[case("30.3.31現在", 2017, "30.3.31: 2018-03-31 era-assumed")]
#[case("8.4.1", 2025, "8.4.1: 2026-04-01 era-assumed")]
#[case("08-4-1", 2025, "08-4-1: 2026-04-01 era-assumed")]
#[case("4月1日", 2026, "4月1日: 2026-04-01")]
#[case("3月31日", 2026, "3月31日: 2027-03-31")]
#[case("4/1", 2026, "4/1: 2026-04-01")]
#[case("1-1-1", 2026, "-")]
fn row_70_days_in_context(#[case] text: &str, #[case] context: i32, #[case] expected: &str) {
    assert_eq!(day(text, Some(context)), expected);
}

#[rstest]
#[case("昭和64年1月8日", "昭和64年1月8日: 1989-01-08 era-outside")]
#[case("昭和64年1月7日", "昭和64年1月7日: 1989-01-07")]
#[case("平成元年1月7日", "平成元年1月7日: 1989-01-07 era-outside")]
#[case("令和元年4月30日", "令和元年4月30日: 2019-04-30 era-outside")]
#[case("平成31年5月1日", "平成31年5月1日: 2019-05-01 era-outside")]
fn row_67_one_day_outside_the_era(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(day(text, None), expected);
}

#[rstest]
#[case("2026/2/29", "2026/2/29: none date-impossible")]
#[case("4/31", "4/31: none date-impossible")]
#[case("令和8年13月", "令和8年13月: none date-impossible")]
#[case("令和8年4月31日", "令和8年4月31日: none date-impossible")]
fn row_69_days_that_do_not_exist(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(day(text, Some(2026)), expected);
}

#[rstest]
#[case("平成29年度から平成31年度（令和元年度）までの3カ年", "2017-2019")]
#[case("平成29年度から平成31年度（令和元年度）までの3\n カ年", "2017-2019")]
#[case("平成27〜令和元年度", "2015-2019")]
#[case("令和6年度~8年度", "2024-2026")]
#[case("R3〜R5年度", "2021-2023")]
#[case("R6~8年度", "2024-2026")]
#[case("H27~H30", "2015-2018")]
#[case("H19-H22", "2007-2010")]
#[case("2011(H23)〜2013(H25)年度", "2011-2013")]
#[case("2016(平成 28)~2020(平成 32)年度", "2016-2020")]
#[case("平成 29(2017)年度~平成 33(2021)年度", "2017-2021")]
#[case("2020〜2025", "2020-2025")]
#[case("2012-2016", "2012-2016")]
#[case("2017～19年度", "2017-2019")]
#[case("昭和60年度~平成元年度", "1985-1989")]
#[case("令和2年4月1日 ~ 令和7年3月31日", "2020-2024")]
#[case("自 平成27年4月 1 日 至 平成28年3月31日", "2015-2015")]
#[case("令和3~6年度", "2021-2024")]
#[case("平成24年度から平成28年度(5年間)", "2012-2016")]
#[case("令和5年度(2023年度)から令和9年度(2027年度)までの5年間", "2023-2027")]
#[case("平成27年4月から平成30年3月まで", "2015-2017")]
#[case("令和6年度から5年間", "2024-2028")]
#[case("令和6年度を初年度とする三か年", "2024-2026")]
#[case("令和2年度以降", "2020-")]
#[case("２０２１年度～２０２５年度", "2021-2025")]
#[case("令和三年度から令和七年度までの五カ年", "2021-2025")]
#[case("平成29年度〜平成31年度の3ヶ年", "2017-2019")]
fn periods_in_every_form(#[case] text: &str, #[case] years: &str) {
    let told: String = text.lines().map(str::trim).collect();
    assert_eq!(period(text, None), format!("{told}: {years}"));
    let inside = format!("計画期間は、{text}。");
    assert_eq!(period(&inside, None), format!("{told}: {years}"));
}

#[rstest]
#[case("24年~28年計画", "24年~28年: 2012-2016 era-assumed era-assumed")]
#[case("22年度~26年度", "22年度~26年度: 2010-2014 era-assumed era-assumed")]
#[case("平成29年度～33年度", "平成29年度～33年度: 2017-2021 era-continued")]
#[case("平成30～2年度", "平成30～2年度: 2018-2020 era-assumed")]
#[case(
    "平成29年度から平成31年度までの4カ年",
    "平成29年度から平成31年度までの4カ年: 2017-2019 year-mismatch"
)]
#[case("令和2度から令和4年度", "令和2度から令和4年度: 2020-2022!")]
fn periods_with_something_assumed(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(period(text, None), expected);
}

#[rstest]
#[case("3~6年")]
#[case("5年〜10年")]
#[case("令和5年度から実施")]
#[case("令和5年度")]
#[case("10時から12時")]
#[case("2020-2025-33")]
fn no_period(#[case] text: &str) {
    assert_eq!(period(text, None), "-");
}

#[rstest]
#[case(
    "令和8年度～令和6年度",
    "令和8年度～令和6年度: 2026-2024 period-reversed"
)]
#[case("令和6年度から", "令和6年度から: 2024-")]
fn row_72_reversed_and_open_periods(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(period(text, None), expected);
}

#[rstest]
#[case(date(2026, 3, 31), 2025)]
#[case(date(2026, 4, 1), 2026)]
#[case(date(2019, 4, 30), 2019)]
#[case(date(2020, 3, 31), 2019)]
#[case(date(2020, 4, 1), 2020)]
#[case(date(1989, 1, 7), 1988)]
#[case(date(2024, 2, 29), 2023)]
fn row_73_the_fiscal_year_of_a_day(#[case] day: Date, #[case] year: i32) {
    assert_eq!(FiscalYear::of_day(day), FiscalYear(year));
    assert!(FiscalYear(year).first_day() <= day && day <= FiscalYear(year).last_day());
}

#[test]
fn row_73_every_day_lies_in_one_fiscal_year() {
    let mut day = date(1926, 1, 1);
    while day.year() < 2100 {
        let year = FiscalYear::of_day(day);
        assert!(year.first_day() <= day && day <= year.last_day(), "{day}");
        day = day.tomorrow().expect("far from the calendar's end");
    }
}

#[rstest]
#[case(2019, Some((Era::Reiwa, 1)), Some((Era::Heisei, 31)))]
#[case(2018, Some((Era::Heisei, 30)), None)]
#[case(2020, Some((Era::Reiwa, 2)), None)]
#[case(1989, Some((Era::Heisei, 1)), None)]
#[case(1988, Some((Era::Showa, 63)), None)]
#[case(1926, Some((Era::Showa, 1)), Some((Era::Taisho, 15)))]
fn eras_of_a_year(
    #[case] year: i32,
    #[case] now: Option<(Era, u32)>,
    #[case] before: Option<(Era, u32)>,
) {
    let told = |one: Option<EraYear>| one.map(|one| (one.era, one.number));
    assert_eq!(told(FiscalYear(year).era_year()), now);
    assert_eq!(told(FiscalYear(year).former_era_year()), before);
}

#[rstest]
#[case("令和5年度上半期", None, Some((2023, Part::Half(Half::First))))]
#[case("令和5年度（下半期）", None, Some((2023, Part::Half(Half::Second))))]
#[case("R5 第2四半期", None, Some((2023, Part::Quarter(2))))]
#[case("令和5年度第二四半期", None, Some((2023, Part::Quarter(2))))]
#[case("令和5年度", None, Some((2023, Part::Whole)))]
#[case("上半期", Some(2023), Some((2023, Part::Half(Half::First))))]
#[case("本年度", Some(2023), Some((2023, Part::Whole)))]
#[case("上半期", None, None)]
#[case("第5四半期", Some(2023), None)]
fn terms(#[case] text: &str, #[case] context: Option<i32>, #[case] expected: Option<(i32, Part)>) {
    let found = parse_term(text, context.map(FiscalYear));
    assert_eq!(
        found.map(|found| (found.term.year.0, found.term.part)),
        expected
    );
}

#[rstest]
#[case("初年度", Some(2017))]
#[case("2年次", Some(2018))]
#[case("3年目", Some(2019))]
#[case("中間年度", Some(2018))]
#[case("最終年度", Some(2019))]
#[case("5年次", None)]
#[case("本年度", None)]
fn years_counted_in_the_plan(#[case] text: &str, #[case] expected: Option<i32>) {
    let period = Period {
        from: FiscalYear(2017),
        to: Some(FiscalYear(2019)),
        text: String::new(),
    };
    assert_eq!(year_of_plan(text, &period), expected.map(FiscalYear));
}

/// `printed=from[-to][ rules]` for each; `?` number, `~` context, `!` damaged.
fn spans(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let told = find_spans(&letters, None).into_iter().map(|found| {
        let printed: String = letters[found.range].iter().collect();
        let year = |year: FiscalYear| year.0.to_string();
        let from = found.from.map_or("none".to_owned(), year);
        let to = match found.end {
            SpanEnd::Single => String::new(),
            SpanEnd::Year(to) => format!("-{}", to.0),
            SpanEnd::Open => "-".to_owned(),
        };
        let sure = match found.certainty {
            Certainty::Printed => "",
            Certainty::Context => "~",
            Certainty::Number => "?",
            Certainty::Damaged => "!",
        };
        format!("{printed}={from}{to}{sure} {}", rules(&found.notices))
            .trim_end()
            .to_owned()
    });
    told.collect::<Vec<_>>().join(" | ")
}

#[rstest]
#[case("R5:検討R6～R8:実施", "R5=2023 | R6～R8=2024-2026")]
#[case("令和6年度から3カ年", "令和6年度から3カ年=2024-2026")]
#[case("令和6年度からの6か年計画", "令和6年度からの6か年=2024-2029")]
#[case("令和6年度以降の取組", "令和6年度以降=2024-")]
#[case("R7以後", "R7以後=2025-")]
#[case("令和7年以降", "令和7年以降=2025-")]
#[case("H29H30", "H29=2017 | H30=2018")]
#[case("R2.3.31現在", "R2.3.31=2019")]
#[case("2026年3月と4月", "2026年3月=2025")]
#[case("2020年と2020人", "2020年=2020")]
#[case("実績2020", "2020=2020?")]
#[case("2017.4.1現在", "2017.4.1=2017")]
#[case("20240401", "20240401=2024?")]
#[case("20240401（令和6年4月1日）", "20240401=2024? | 令和6年4月1日=2024")]
#[case("2020（平成32年度）", "2020（平成32年度）=2020")]
#[case("27年度目標", "27年度=2015~ era-assumed")]
#[case("令和2度", "令和2度=2020!")]
#[case(
    "令和8年度～令和6年度",
    "令和8年度～令和6年度=2026-2024 period-reversed"
)]
#[case("令和8年13月", "令和8年13月=none date-impossible")]
#[case("1950年から2020年まで", "1950年=1950 | 2020年=2020")]
fn row_66_all_spans_in_order(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(spans(text), expected);
}

#[test]
fn a_span_takes_its_era_from_the_context() {
    let letters: Vec<char> = "3年度～7年度".chars().collect();
    assert_eq!(find_spans(&letters, None), []);
    let found = find_spans(&letters, Some(FiscalYear(2022)));
    assert_eq!(found[0].from, Some(FiscalYear(2021)));
    assert_eq!(found[0].end, SpanEnd::Year(FiscalYear(2025)));
}

//! Every way a fiscal year is printed (domain/practice.md §6): as the plan's period, as the heading
//! of a column, and what is said about years that are odd.

mod common;

use ayumi_core::interchange::Reading;
use ayumi_document::{Ask, At, RepairRule, Rule};
use rstest::rstest;

fn with_period(printed: &str) -> Reading {
    common::read(&format!("第2次活動計画\n計画期間\n{printed}\n"))
}

/// `2017-2019` of a plan whose period is printed so.
fn period(printed: &str) -> String {
    let period = with_period(printed).plan.period;
    period.map_or("-".to_owned(), |period| {
        let to = period.to.map_or(String::new(), |to| to.0.to_string());
        format!("{}-{to}", period.from.0)
    })
}

/// The years of the cells below a column headed so.
fn heading(printed: &str) -> String {
    let reading = common::read(&format!(
        "具体的な取り組み\t担当課\t{printed}\n見守り\t地域課\t実施\n相談\t地域課\t検討\n"
    ));
    let cell = reading.plan.items.first().and_then(|i| i.schedule.first());
    cell.map_or("-".to_owned(), |cell| {
        let year = cell.term.map_or(String::new(), |t| t.year.0.to_string());
        match cell.to {
            None => year,
            Some(None) => format!("{year}-"),
            Some(Some(to)) => format!("{year}-{}", to.0),
        }
    })
}

fn rules(reading: &Reading) -> Vec<Rule> {
    reading.notices.iter().map(|one| one.rule).collect()
}

#[rstest]
#[case("平成29年度から平成31年度（令和元年度）まで", "2017-2019")]
#[case("平成27〜令和元年度", "2015-2019")]
#[case("令和6年度~8年度", "2024-2026")]
#[case("R3〜R5年度", "2021-2023")]
#[case("R6~8年度", "2024-2026")]
#[case("Ｒ６～Ｒ８", "2024-2026")]
#[case("H27~H30", "2015-2018")]
#[case("H19-H22", "2007-2010")]
#[case("平31～令3", "2019-2021")]
#[case("㍻29年度～㋿3年度", "2017-2021")]
#[case("2011(H23)〜2013(H25)年度", "2011-2013")]
#[case("2016(平成 28)~2020(平成 32)年度", "2016-2020")]
#[case("平成 29(2017)年度~平成 33(2021)年度", "2017-2021")]
#[case("2020〜2025", "2020-2025")]
#[case("2012-2016", "2012-2016")]
#[case("2017～19年度", "2017-2019")]
#[case("２０２１年度～２０２５年度", "2021-2025")]
#[case("二〇二一年度から二〇二五年度まで", "2021-2025")]
#[case("昭和60年度~平成元年度", "1985-1989")]
#[case("令和2年4月1日 ~ 令和7年3月31日", "2020-2024")]
#[case("自 平成27年4月 1 日 至 平成30年3月31日", "2015-2017")]
#[case("24年~28年計画", "2012-2016")]
#[case("22年度~26年度", "2010-2014")]
#[case("令和3~6年度", "2021-2024")]
#[case("令和三年度から令和七年度まで", "2021-2025")]
#[case("令和元年度から5年間", "2019-2023")]
#[case("令和6年度から3か年", "2024-2026")]
#[case("令和6年度から3カ年", "2024-2026")]
#[case("令和6年度から3ヶ年", "2024-2026")]
#[case("令和6年度から3ヵ年", "2024-2026")]
#[case("令和6年度から５カ年", "2024-2028")]
#[case("令和6年度からの6か年計画", "2024-2029")]
#[case("平成29年度から平成31年度までの3\nカ年", "2017-2019")]
#[case("令和2度から令和4年度", "2020-2022")]
#[case("平 成 29 年 度 ～ 平 成 31 年 度", "2017-2019")]
#[case("平成32年度から平成36年度", "2020-2024")]
fn periods_in_every_form(#[case] printed: &str, #[case] years: &str) {
    assert_eq!(period(printed), years);
}

#[rstest]
#[case("平成31年度", "2019")]
#[case("平成31年度（令和元年度）", "2019")]
#[case("令和元年度(平成31年度)", "2019")]
#[case("令和元年度", "2019")]
#[case("令和1年度", "2019")]
#[case("R1", "2019")]
#[case("R元年度", "2019")]
#[case("Ｒ８", "2026")]
#[case("平31", "2019")]
#[case("H31", "2019")]
#[case("平成32年度", "2020")]
#[case("2016(平成 28)", "2016")]
#[case("2023年度", "2023")]
#[case("令和5年度(2023年度)", "2023")]
#[case("令和八年度", "2026")]
#[case("平 成 23 年 度", "2011")]
#[case("令和2度", "2020")]
#[case("27年度", "2015")]
#[case("6年度", "2024")]
#[case("令和6年度以降", "2024-")]
#[case("R7以降", "2025-")]
#[case("令和6～8年度", "2024-2026")]
fn headings_in_every_form(#[case] printed: &str, #[case] years: &str) {
    assert_eq!(heading(printed), years);
}

#[rstest]
#[case("令和2年3月31日", "2019")]
#[case("R2.3.31", "2019")]
#[case("H31.4.30", "2019")]
#[case("令和元年5月1日", "2019")]
#[case("2026年3月", "2025")]
#[case("2026年4月", "2026")]
#[case("令和8年3月31日", "2025")]
#[case("令和8年4月1日", "2026")]
fn row_73_a_day_lies_in_the_fiscal_year_before_april(#[case] printed: &str, #[case] year: &str) {
    assert_eq!(heading(printed), year);
}

#[test]
fn years_run_together_are_years_each() {
    let reading = common::read("基本目標1 支えあい\n1 見守り\nH28 H29H30\n3 4 5\n");
    assert_eq!(
        common::show(&reading)
            .lines()
            .filter(|line| line.contains("schedule"))
            .map(str::trim)
            .collect::<Vec<_>>(),
        ["schedule: 2016 3 / 2017 4 / 2018 5"]
    );
}

#[test]
fn row_66_a_year_of_a_past_era_is_read_on_and_said_with_its_place() {
    let reading = with_period("平成29年度から平成34年度まで");
    let notice = reading
        .notices
        .iter()
        .find(|n| n.rule == Rule::EraContinued);
    let notice = notice.expect("it is said");
    assert_eq!(notice.at, Some(At::line(3)));
    assert_eq!(notice.values["value"], "平成34年度");
    assert_eq!(notice.values["number"], "4");
    assert_eq!(notice.values["year"], "2022");
    // In a table, too, and once for all its printings.
    let table = common::read(
        "取組\t平成31年度\t平成32年度\n見守り\t実施\t実施\n\n取組\t平成31年度\t平成32年度\n相談\t実施\t実施\n",
    );
    assert_eq!(rules(&table), [Rule::EraContinued]);
    assert_eq!(table.notices[0].at, Some(At::line(1)));
}

#[rstest]
#[case("昭和64年1月8日", "1989")]
#[case("平成元年1月7日", "1989")]
#[case("令和元年4月30日", "2019")]
fn row_67_a_day_outside_its_era_is_said_and_read(#[case] day: &str, #[case] year: &str) {
    let reading = common::read(&format!("第2次活動計画\n{day}に決めた。\n"));
    let notice = &reading.notices[0];
    assert_eq!(notice.rule, Rule::EraOutside);
    assert_eq!(notice.values["year"], year);
    assert_eq!(notice.at, Some(At::line(2)));
}

#[rstest]
#[case("令和0年度")]
#[case("令和100年度")]
#[case("平成-1年度")]
#[case("令和8年13月")]
fn row_68_a_year_that_does_not_exist_is_no_period(#[case] year: &str) {
    let reading = with_period(&format!("{year}から令和5年度まで"));
    assert_eq!(reading.plan.period, None);
    let notice = reading
        .notices
        .iter()
        .find(|n| n.rule == Rule::DateImpossible);
    assert_eq!(notice.expect("it is said").at, Some(At::line(3)));
    assert_eq!(heading(year), "-");
}

#[test]
fn row_72_a_reversed_period_is_kept_said_and_asked() {
    let reading = with_period("令和8年度から令和6年度まで");
    let period = reading.plan.period.clone().expect("a period");
    assert_eq!(
        (period.from.0, period.to.map(|to| to.0)),
        (2026, Some(2024))
    );
    assert_eq!(period.text, "令和8年度から令和6年度まで");
    let notice = reading
        .notices
        .iter()
        .find(|n| n.rule == Rule::PeriodReversed);
    assert_eq!(notice.expect("it is said").at, Some(At::line(3)));
    assert_eq!(reading.questions[0].ask, Ask::WhichPeriod);
    assert_eq!(reading.questions[0].at, Some(At::line(3)));
}

#[rstest]
#[case("令和6年度(20204年度)から令和10年度まで", "2024-2028")]
#[case("令和6年度(2023年度)から令和10年度まで", "2024-2028")]
#[case("平成29年度から平成31年度までの4カ年", "2017-2019")]
fn a_mistyped_year_is_said_and_asked(#[case] printed: &str, #[case] years: &str) {
    let reading = with_period(printed);
    assert_eq!(period(printed), years);
    assert!(rules(&reading).contains(&Rule::YearMismatch));
    assert_eq!(reading.questions[0].ask, Ask::WhichPeriod);
}

#[test]
fn a_year_that_lost_a_sign_is_a_repair() {
    let reading = with_period("令和2度から令和4年度まで");
    let repair = &reading.repairs[0];
    assert_eq!(repair.rule, RepairRule::DamagedYear);
    assert_eq!(
        (repair.before.as_str(), repair.after.as_str()),
        ("令和2度", "令和2年度")
    );
    assert_eq!(repair.at, Some(At::line(3)));
}

#[rstest]
#[case("22年度から26年度まで")]
#[case("24年~28年計画")]
fn an_assumed_era_is_said(#[case] printed: &str) {
    let reading = with_period(printed);
    assert!(rules(&reading).contains(&Rule::EraAssumed), "{printed}");
    let table = common::read("取組\t27年度\t28年度\n見守り\t実施\t実施\n");
    assert_eq!(rules(&table), [Rule::EraAssumed, Rule::EraAssumed]);
}

#[rstest]
#[case("3年間の計画")]
#[case("第2次活動計画は、2020人が参加した。")]
#[case("電話 0123-45-6789")]
#[case("10時から12時まで")]
#[case("3年から5年")]
fn what_is_no_period(#[case] printed: &str) {
    assert_eq!(period(printed), "-");
}

//! The readers of years and labels: on any text they stay inside it and never stop the program.

use ayumi_core::plan::calendar::{find_years, parse_day, parse_period, parse_term};
use ayumi_core::plan::label::{follows, next_label, parse_label, split_label, split_named};
use ayumi_core::plan::{FiscalYear, Period, Term};
use ayumi_core::text::{cut, length};
use proptest::prelude::*;
use std::ops::Range;

/// Text of the signs these readers know, and of any other.
fn text() -> impl Strategy<Value = String> {
    let known =
        "[0-9０-９〇一二三十百千元年度月日間かカ平成令和昭HRS㍻㋿.．/()（）~〜～ー－-]{0,24}";
    let broken = "[ 　\n平成29年度まで第自至か年①②㊿⑴アイⅠⅡa-cA-C:：、・◇○※【】章節]{0,24}";
    prop_oneof![3 => known, 3 => broken, 1 => "\\PC{0,24}"]
}

fn inside(range: &Range<usize>, text: &str) -> bool {
    range.start < range.end && range.end <= text.chars().count()
}

proptest! {
    #[test]
    fn years_stand_in_the_text_one_after_the_other(text in text()) {
        let found = find_years(&text);
        for one in &found {
            prop_assert!(inside(&one.range, &text), "{:?}", one);
            prop_assert!(one.year.is_some() || !one.notices.is_empty(), "{:?}", one);
        }
        prop_assert!(found.windows(2).all(|two| two[0].range.end <= two[1].range.start));
    }

    #[test]
    fn periods_days_and_terms_stand_in_the_text(text in text(), year in 1950..2050i32) {
        for context in [None, Some(FiscalYear(year))] {
            if let Some(found) = parse_period(&text, context) {
                prop_assert!(inside(&found.range, &text), "{:?}", found);
                let reversed = found.period.to.is_some_and(|to| to < found.period.from);
                prop_assert!(!reversed || !found.notices.is_empty(), "told: {:?}", found);
            }
            if let Some(found) = parse_day(&text, context) {
                prop_assert!(inside(&found.range, &text), "{:?}", found);
                prop_assert!(found.day.is_some() || !found.notices.is_empty(), "{:?}", found);
            }
            if let Some(found) = parse_term(&text, context) {
                prop_assert!(inside(&found.range, &text), "{:?}", found);
            }
        }
    }

    #[test]
    fn labels_stand_at_the_head(text in text()) {
        let named = split_named(&text, &["第", "平成", "基本方針"]).map(|named| named.split);
        for split in [split_label(&text), named].into_iter().flatten() {
            prop_assert!(inside(&split.range, &text), "{:?}", split);
            prop_assert!(split.range.end <= split.rest_start);
            prop_assert!(split.rest_start <= text.chars().count());
            let rest = text.chars().nth(split.rest_start);
            prop_assert!(rest.is_none_or(|c| !c.is_whitespace()), "{:?}", split);
        }
    }

    #[test]
    fn what_is_printed_next_follows(text in text()) {
        if let (Some(label), Some(next)) = (parse_label(&text), next_label(&text))
            && !label.style.is_bullet()
        {
            let read = parse_label(&next);
            prop_assert!(read.is_some_and(|read| follows(&label, &read)), "{} {}", text, next);
        }
    }

    #[test]
    fn cutting_loses_nothing(text in "\\PC{0,30}", most in 0..40usize) {
        let (kept, left) = cut(&text, most);
        prop_assert_eq!(format!("{kept}{left}"), text.as_str());
        prop_assert!(length(kept) <= most);
        prop_assert!(left.is_empty() || length(kept) == most);
    }

    #[test]
    fn terms_and_periods_come_back_from_their_form(
        from in 1900..2100i32, years in proptest::option::of(0..20i32), quarter in 1..=4u8
    ) {
        let period = Period {
            from: FiscalYear(from),
            to: years.map(|years| FiscalYear(from + years)),
            text: String::new(),
        };
        let form = serde_json::to_string(&period).expect("a form");
        prop_assert_eq!(serde_json::from_str::<Period>(&form).expect("a period"), period);
        let term = Term { year: FiscalYear(from), part: ayumi_core::plan::Part::Quarter(quarter) };
        let form = serde_json::to_string(&term).expect("a form");
        prop_assert_eq!(serde_json::from_str::<Term>(&form).expect("a term"), term);
    }
}

/// A run that is read again at each of its places, or a label looked for in a page of blanks,
/// takes hours at this length and not a second.
#[test]
fn long_runs_are_read_in_one_go() {
    for sign in [
        "一", "9", "平", "平成", " ", "①", "(", "H", "2020-", "から", "ア",
    ] {
        let long = sign.repeat(20_000);
        assert!(find_years(&long).len() <= 20_000);
        let _ = (
            parse_period(&long, None),
            parse_day(&long, Some(FiscalYear(2020))),
        );
        let _ = (split_label(&long), parse_label(&long), next_label(&long));
    }
}

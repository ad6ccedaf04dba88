//! Languages and how messages become text.

use ayumi_locale::{Lang, key};
use rstest::rstest;

#[rstest]
#[case("ja", Some(Lang::Ja))]
#[case("ja-JP", Some(Lang::Ja))]
#[case("ja_JP.UTF-8", Some(Lang::Ja))]
#[case("EN-us", Some(Lang::En))]
#[case("C", None)]
#[case("", None)]
#[case("jav", None)]
fn languages_by_name(#[case] name: &str, #[case] expected: Option<Lang>) {
    assert_eq!(name.parse().ok(), expected);
}

#[rstest]
#[case("ja,en-US;q=0.9,en;q=0.8", Some(Lang::Ja))]
#[case("en-US,en;q=0.9,ja;q=0.8", Some(Lang::En))]
#[case("fr,de;q=0.9,en;q=0.2", Some(Lang::En))]
#[case("en;q=0, ja;q=0.1", Some(Lang::Ja))]
#[case("en;q=x,ja;q=0.1", Some(Lang::Ja))]
#[case("fr", None)]
#[case("*", None)]
#[case("", None)]
fn languages_a_browser_asks_for(#[case] header: &str, #[case] expected: Option<Lang>) {
    assert_eq!(Lang::from_accept_language(header), expected);
}

#[test]
fn values_stand_without_marks_around_them() {
    let text = Lang::Ja.format(key::PLACE_LINE, &[("line", "12")]);
    assert_eq!(text, "12行目");
    let text = Lang::En.format(key::PLACE_CELL, &[("sheet", "様式1"), ("cell", "B4")]);
    assert_eq!(text, "sheet “様式1”, B4");
}

#[rstest]
#[case("1", "There is one more place.")]
#[case("2", "There are 2 more places.")]
#[case("1,234", "There are 1,234 more places.")]
#[case("007", "There are 007 more places.")]
fn numbers_choose_the_plural_and_stay_as_printed(#[case] count: &str, #[case] expected: &str) {
    assert_eq!(
        Lang::En.format(key::NOTICE_MORE, &[("count", count)]),
        expected
    );
}

#[test]
#[should_panic(expected = "place-line needs")]
fn a_forgotten_variable_is_a_mistake_of_ours() {
    let _ = Lang::Ja.text(key::PLACE_LINE);
}

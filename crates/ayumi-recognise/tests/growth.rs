//! The law that work grows with the text: counted steps at 1, 2 and 4 MB grow at most 2.2 times per
//! doubling, whatever the shape of the text.

mod common;

use rstest::rstest;

/// Counted steps over about so many kilobytes of `head` and `part` again and again.
fn steps(head: &str, part: &str, kilobytes: usize) -> u64 {
    let text = format!("{head}{}\n", part.repeat(kilobytes * 1_000 / part.len()));
    let document = common::document(&text);
    ayumi_recognise::recognise_counted(&document, common::info(&document)).1
}

/// Is the growth over two doublings within the law?
fn grows_with_the_text(steps: [u64; 3]) -> bool {
    let [one, two, four] = steps;
    one > 0 && two * 10 <= one * 22 && four * 10 <= two * 22
}

#[rstest]
#[case::one_long_finding("基本目標1 支えあい\n成果\n○", "窓口を増やした、")]
#[case::one_line_of_words("", "相談 窓口 令和6年度 ")]
#[case::one_line_of_labels("基本目標1 支えあい\n", "①②③(1)(2)1-1-1 ")]
#[case::many_lines("", "相談の充実を図るため、窓口をひらく。\n")]
#[case::many_tables(
    "",
    "重点項目\t強化項目\t取組\n事業\t①相談\tくらしの窓口\n\n本文です。\n"
)]
#[case::one_long_table(
    "取組\t担当課\t令和6年度\n",
    "見守りの輪をひろげる取り組み\t地域課\t協力員の研修と名簿の整理をする\n"
)]
#[case::deep(
    "",
    "基本目標1 支えあうまちをつくる\n1 窓口をひらいて相談を受ける\n1. 訪問をふやす\n(1) 協力員を育てる\n\
     ① 研修を年に二回ひらく\nア 会場をさがす\n(ア) 集会所をたずねる\nA: 鍵をあずかる\n"
)]
fn steps_grow_with_the_text(#[case] head: &str, #[case] part: &str) {
    let counted = [1_000, 2_000, 4_000].map(|kilobytes| steps(head, part, kilobytes));
    assert!(grows_with_the_text(counted), "{counted:?}");
}

/// A planted fault: work that grows with the square of the text is refused.
#[test]
fn work_that_grows_too_fast_is_found() {
    let base = steps("", "①相談の充実\n", 10);
    let squared = [1, 2, 4].map(|times| base + 100 * times * times);
    let linear = [1, 2, 4].map(|times| base * times);
    assert!(grows_with_the_text(linear));
    assert!(!grows_with_the_text(squared.map(|n| n - base + 1)));
}

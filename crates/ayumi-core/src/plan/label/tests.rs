//! Labels: lines in, label and rest out.

use rstest::rstest;

use super::*;

/// `label|rest|frame figures ordinals` or `-`.
fn show(line: &str) -> String {
    let Some(split) = split_label(line) else {
        return "-".to_owned();
    };
    let letters: Vec<char> = line.chars().collect();
    let label: String = letters[split.range.clone()].iter().collect();
    let rest: String = letters[split.rest_start..].iter().collect();
    let tight = if split.tight { " tight" } else { "" };
    match split.label.style {
        Style::Bullet(sign) => format!("{label}|{rest}|bullet {sign}"),
        Style::Numbered { frame, figures } => {
            format!(
                "{label}|{rest}|{frame} {figures:?} {:?}{tight}",
                split.label.ordinals
            )
        }
    }
}

#[rstest]
#[case("① 相談", "①|相談|# [Circled] [1]")]
#[case("㉑相談", "㉑|相談|# [Circled] [21]")]
#[case("㊱相談", "㊱|相談|# [Circled] [36]")]
#[case("㊿相談", "㊿|相談|# [Circled] [50]")]
#[case("⓪相談", "⓪|相談|# [Circled] [0]")]
#[case("❶相談", "❶|相談|# [CircledBlack] [1]")]
#[case("⑴相談", "⑴|相談|# [Bracketed] [1]")]
#[case("⒈相談", "⒈|相談|# [Dotted] [1]")]
#[case("㈠相談", "㈠|相談|# [BracketedKanji] [1]")]
#[case("Ⓐ相談", "Ⓐ|相談|# [CircledUpper] [1]")]
#[case("(51)相談", "(51)|相談|(#) [Arabic] [51]")]
fn row_61_signs_are_ordinals(#[case] line: &str, #[case] expected: &str) {
    assert_eq!(show(line), expected);
}

#[rstest]
#[case("第1章 総論", "第1章|総論|第#章 [Arabic] [1]")]
#[case("第２節　計画", "第２節|計画|第#節 [Arabic] [2]")]
#[case("第一 総則", "第一|総則|第# [Kanji] [1]")]
#[case("第 3 章 まとめ", "第 3 章|まとめ|第#章 [Arabic] [3]")]
#[case("第1　総則", "第1|総則|第# [Arabic] [1]")]
#[case("第2次強化計画", "-")]
#[case("第1回会議", "-")]
#[case("1. 相談", "1.|相談|#. [Arabic] [1]")]
#[case("１．相談", "１．|相談|#. [Arabic] [1]")]
#[case("1 相談", "1|相談|# [Arabic] [1]")]
#[case("　１　相談", "１|相談|# [Arabic] [1]")]
#[case("1)相談", "1)|相談|#) [Arabic] [1]")]
#[case("1、相談", "1、|相談|#、 [Arabic] [1]")]
#[case("1相談の充実", "1|相談の充実|# [Arabic] [1] tight")]
#[case("（1）相談", "（1）|相談|(#) [Arabic] [1]")]
#[case("( ア ) 相談", "( ア )|相談|(#) [Katakana] [1]")]
#[case("【1】", "【1】||【#】 [Arabic] [1]")]
#[case("(5-3)相談", "(5-3)|相談|(#-#) [Arabic, Arabic] [5, 3]")]
#[case("ア 相談", "ア|相談|# [Katakana] [1]")]
#[case("ｱ 相談", "ｱ|相談|# [Katakana] [1]")]
#[case("ア．相談", "ア．|相談|#. [Katakana] [1]")]
#[case("ⅰ 相談", "ⅰ|相談|# [RomanLower] [1]")]
#[case("Ⅳ相談", "Ⅳ|相談|# [RomanUpper] [4]")]
#[case("ⅩⅢ　相談", "ⅩⅢ|相談|# [RomanUpper] [13]")]
#[case("II. 相談", "II.|相談|#. [RomanUpper] [2]")]
#[case("A:相談", "A:|相談|#: [LatinUpper] [1]")]
#[case("Ａ　相談", "Ａ|相談|# [LatinUpper] [1]")]
#[case("a 相談", "a|相談|# [LatinLower] [1]")]
#[case("1-1 相談", "1-1|相談|#-# [Arabic, Arabic] [1, 1]")]
#[case("１－１　相談", "１－１|相談|#-# [Arabic, Arabic] [1, 1]")]
#[case(
    "2-1-1相談",
    "2-1-1|相談|#-#-# [Arabic, Arabic, Arabic] [2, 1, 1] tight"
)]
#[case("1.2 相談", "1.2|相談|#.# [Arabic, Arabic] [1, 2]")]
#[case("1-(2) 相談", "1-(2)|相談|#-(#) [Arabic, Arabic] [1, 2]")]
#[case("Ⅰ-1 相談", "Ⅰ-1|相談|#-# [RomanUpper, Arabic] [1, 1]")]
#[case("11111 名簿の見直し", "11111|名簿の見直し|# [Arabic] [11111]")]
#[case("041001020 事業", "041001020|事業|# [Arabic] [41001020]")]
fn row_62_numbering_styles(#[case] line: &str, #[case] expected: &str) {
    assert_eq!(show(line), expected);
}

#[rstest]
#[case("二十一 相談", "二十一|相談|# [Kanji] [21]")]
#[case("廿一、相談", "廿一、|相談|#、 [Kanji] [21]")]
#[case("(百二)相談", "(百二)|相談|(#) [Kanji] [102]")]
#[case("二〇．相談", "二〇．|相談|#. [Kanji] [20]")]
#[case("壱．相談", "壱．|相談|#. [Kanji] [1]")]
#[case("一人ひとりを大切に", "-")]
#[case("二、三の課題", "-")]
#[case("十分な周知", "-")]
#[case("三世代の交流", "-")]
#[case("一 人", "-")]
fn row_63_kanji_numbers_only_where_numbering_stands(#[case] line: &str, #[case] expected: &str) {
    assert_eq!(show(line), expected);
}

#[rstest]
#[case("3人の職員")]
#[case("5年間の計画")]
#[case("2017年度")]
#[case("2017 年度")]
#[case("29 年度")]
#[case("1,200")]
#[case("1,200千円")]
#[case("10:30 開会")]
#[case("2020-2025")]
#[case("1～3の取り組み")]
#[case("(1)～(3)の取り組み")]
#[case("①②について")]
#[case("①・②は継続")]
#[case("(仮称)くらしの窓口")]
#[case("(土)の開所")]
#[case("(2017)年度")]
#[case("ア ウ ト リ ー チ")]
#[case("アウトリーチ")]
#[case("A plan for all")]
#[case("I am")]
#[case("CSWの配置")]
#[case("○○市")]
#[case("・・・・12")]
#[case("---")]
#[case("-5")]
#[case("△120")]
#[case("ーム名の変更")]
#[case("1.5倍")]
#[case("4/1から")]
#[case("第3期")]
#[case("")]
#[case("　")]
#[case("相談の充実")]
fn no_label(#[case] line: &str) {
    assert_eq!(show(line), "-", "{line}");
}

#[rstest]
#[case("◇ 窓口", "◇|窓口|bullet ◇")]
#[case("・相談", "・|相談|bullet ・")]
#[case("･相談", "･|相談|bullet ・")]
#[case("〇相談", "〇|相談|bullet ○")]
#[case("- 相談", "-|相談|bullet -")]
#[case("－相談", "－|相談|bullet -")]
#[case("※1ページ", "※|1ページ|bullet ※")]
#[case("■", "■||bullet ■")]
fn bullets(#[case] line: &str, #[case] expected: &str) {
    assert_eq!(show(line), expected);
}

#[rstest]
#[case("基本方針1.声を聴く", "基本方針", "1.", "声を聴く")]
#[case("基本方針１ 声を聴く", "基本方針", "１", "声を聴く")]
#[case("推進項目(1) 総合相談", "推進項目", "(1)", "総合相談")]
#[case("重点課題1学び", "重点課題", "1", "学び")]
#[case("施策の方向A:学び", "施策の方向", "A:", "学び")]
#[case("基本目標Ⅰ", "基本目標", "Ⅰ", "")]
#[case("基本目標 2 まち", "基本目標", "2", "まち")]
#[case("基本目標第1 まち", "基本目標", "第1", "まち")]
fn named(#[case] line: &str, #[case] name: &str, #[case] label: &str, #[case] rest: &str) {
    let names = [
        "基本",
        "基本方針",
        "推進項目",
        "重点課題",
        "施策の方向",
        "基本目標",
    ];
    let found = split_named(line, &names).expect("a label stands there");
    let letters: Vec<char> = line.chars().collect();
    let cut = |range: std::ops::Range<usize>| letters[range].iter().collect::<String>();
    assert_eq!(cut(found.name), name);
    assert_eq!(cut(found.split.range), label);
    assert_eq!(cut(found.split.rest_start..letters.len()), rest);
}

#[rstest]
#[case("重点課題3つ")]
#[case("基本目標の達成")]
#[case("基本方針")]
#[case("基本方針アクション")]
fn named_needs_a_number(#[case] line: &str) {
    assert_eq!(
        split_named(line, &["重点課題", "基本目標", "基本方針"]),
        None
    );
}

#[rstest]
#[case("①", "②")]
#[case("⑳", "㉑")]
#[case("㉟", "㊱")]
#[case("㊿", "(51)")]
#[case("(51)", "(52)")]
#[case("⑳.", "㉑.")]
#[case("⒇", "(21)")]
#[case("⓴", "(21)")]
#[case("(1)", "(2)")]
#[case("（９）", "（１０）")]
#[case("1-9", "1-10")]
#[case("2-1-1", "2-1-2")]
#[case("1.", "2.")]
#[case("A:", "B:")]
#[case("ア", "イ")]
#[case("(ア)", "(イ)")]
#[case("Ⅰ", "Ⅱ")]
#[case("Ⅻ", "ⅩⅢ")]
#[case("ⅲ", "ⅳ")]
#[case("第9章", "第10章")]
#[case("第九", "第十")]
#[case("二十一", "二十二")]
#[case("基本方針1", "基本方針2")]
#[case("041001020", "041001021")]
#[case("007", "008")]
#[case("110", "111")]
#[case("◇", "◇")]
fn row_61_the_count_goes_on(#[case] label: &str, #[case] next: &str) {
    assert_eq!(next_label(label).as_deref(), Some(next));
    let (one, other) = (
        parse_label(label).expect("label"),
        parse_label(next).expect("label"),
    );
    assert!(
        one.style.is_bullet() || follows(&one, &other),
        "{one:?} {other:?}"
    );
    assert!(!follows(&other, &one));
}

#[rstest]
#[case("Z")]
#[case("ン")]
#[case("重点")]
fn nothing_follows(#[case] label: &str) {
    assert_eq!(next_label(label), None);
}

#[rstest]
#[case("①", "(2)")]
#[case("①", "❷")]
#[case("1-1", "2-2")]
#[case("1.", "2)")]
#[case("◇", "◇")]
fn other_styles_do_not_follow(#[case] one: &str, #[case] other: &str) {
    let (one, other) = (
        parse_label(one).expect("label"),
        parse_label(other).expect("label"),
    );
    assert!(!follows(&one, &other));
}

#[test]
fn a_row_of_letters_is_read_both_ways() {
    let label = |text| parse_label(text).expect("label");
    assert!(follows(&label("H"), &label("I")), "letters");
    assert!(follows(&label("I"), &label("II")), "Roman numbers");
    assert!(follows(&label("イ"), &label("ロ")), "イロハ");
    assert!(follows(&label("ア"), &label("イ")), "アイウ");
}

#[rstest]
#[case(&["1-1", "1-3"], &[], &[1], &[])]
#[case(&["1-1", "1-2", "1-2"], &[2], &[], &[])]
#[case(&["①", "③", "②"], &[], &[1], &[2])]
#[case(&["㊾", "㊿", "(51)", "(52)"], &[], &[], &[])]
#[case(&["◇", "◇", "・", "・"], &[], &[], &[])]
#[case(&["(3)", "(4)"], &[], &[], &[])]
#[case(&["1", "①", "②", "2"], &[], &[], &[])]
fn row_80_repeats_gaps_and_order(
    #[case] labels: &[&str],
    #[case] repeated: &[usize],
    #[case] gaps: &[usize],
    #[case] falling: &[usize],
) {
    let found = sequence(labels.iter().map(|label| Some(*label)));
    assert_eq!(
        (&*found.repeated, &*found.gaps, &*found.falling),
        (repeated, gaps, falling)
    );
}

#[test]
fn depths_rise_as_documents_nest() {
    let order = [
        "第1章", "第1節", "Ⅰ", "一", "1", "1-1", "(1)", "①", "ア", "(ア)", "a", "◇",
    ];
    let depths: Vec<u8> = order
        .iter()
        .map(|label| parse_label(label).expect("label").style.usual_depth())
        .collect();
    assert!(depths.is_sorted(), "{depths:?}");
}

#[test]
fn every_roman_number_is_read_back() {
    for number in 1..4000 {
        assert_eq!(roman::roman(&roman_text(number)), Some(number));
    }
    assert_eq!(roman::roman("IIII"), None);
}

#[rstest]
#[case("12人", Some((12, 2)))]
#[case("３年", Some((3, 1)))]
#[case("二十一条", Some((21, 3)))]
#[case("人", None)]
fn a_text_begins_with_a_number(#[case] text: &str, #[case] expected: Option<(u32, usize)>) {
    let letters: Vec<char> = text.chars().collect();
    assert_eq!(leading_number(&letters), expected);
}

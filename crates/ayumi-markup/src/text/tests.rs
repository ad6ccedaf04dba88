//! Text in, document out.

use proptest::prelude::*;

use super::*;
use crate::show::{Visible, show, visible};

fn read(text: &str) -> Document {
    let source = Source {
        name: "a.txt",
        bytes: text.as_bytes(),
        encoding: Some("utf-8"),
        ..Source::default()
    };
    TextReader.read(source).expect("text is read")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(show(&read(text)).trim_end(), expected.trim_end());
}

#[test]
fn lines_are_paragraphs() {
    check(
        "一\n\n  二 **三**\n\u{3000}四",
        "p: 一\np^2>: 二 ‖*三*\np2>: 四",
    );
    check("一\u{C}二\u{2028}三", "p: 一\np^: 二\np: 三");
}

#[test]
fn places_are_lines_of_the_file() {
    let document =
        read("一\r\n\r\n二\u{C}三\n<!-- x\n -->四 <table><tr><td>五\n<tr><td>六</table>\n七");
    let places: Vec<String> = visible(&document)
        .runs
        .iter()
        .map(|run| format!("{}{}", run.0, run.1))
        .collect();
    assert_eq!(places.join(" "), "一1 二3 三3 四5 五5 六6 七7");
}

#[test]
fn tags_are_marks_and_other_brackets_are_words() {
    check(
        "<p>一</p> <p>二<br>三</p><hr/>四",
        "p: 一\np^: 二\np: 三\nrule\np: 四",
    );
    check(
        "<基本目標と推進項目> a<b &lt;p&gt; R&amp;D",
        "p: <基本目標と推進項目> a<b <p> R&D",
    );
    check("** a ** と **b と ***", "p: ** a ** と **b と ***");
    check("<!-- 注 -->一", "p: 一");
}

#[test]
fn tabs_make_tables_with_same_as_above() {
    check(
        "項目\t取組\t担当\n事業\t①相談\t地域課\n\t②人\t\n",
        "table head=0\n| 項目 | 取組 | 担当\n| [1x2]事業 | ①相談 | 地域課\n| ②人 | ",
    );
    check(
        "<p>①相談</p> <hr/> <p>◇窓口</p>\t<p>○開いた。</p>",
        "table head=0\n| ①相談 / rule / p^: ◇窓口 | ○開いた。",
    );
}

#[test]
fn a_cell_goes_on_over_lines() {
    check(
        "取組\t成果\n<p>①相談</p>\n<p>◇窓口</p>\t<p>○開\nいた。</p>\n<p>○次</p>\n②人\t○",
        "table head=0\n| 取組 | 成果\n| ①相談 / p^: ◇窓口 | ○開⏎いた。 / p^: ○次\n| ② 人 | ○"
            .replace("② 人", "②人")
            .as_str(),
    );
    check(
        "名\t文\n一\t\"a\nb\"\"c\"\n二\td",
        "table head=0\n| 名 | 文\n| 一 | a⏎b\"c\n| 二 | d",
    );
}

#[test]
fn lists_set_with_tabs_are_no_tables() {
    check("1.\t相談\n2.\t見守り", "p: 1.\t相談\np: 2.\t見守り");
    check(
        "第1章 考え方\t3\n第2章 取組\t12",
        "p: 第1章 考え方\t3\np: 第2章 取組\t12",
    );
    check("\t字下げ\n\tもう一つ", "p4>: 字下げ\np4>: もう一つ");
}

#[test]
fn pipes_make_tables() {
    check(
        "達成度 | 数 |\n---|---|\n高い | 1 |\n総括 | |||\n---|---|---|\n年度 | 5 |\n",
        "table head=1\n| 達成度 | 数\n| 高い | 1\ntable head=1\n| 総括\n| 年度 | 5"
            .replace("| 総括\n", "| 総括 | \n")
            .as_str(),
    );
    check("| a | b |\n| c | d |", "table head=0\n| a | b\n| c | d");
    check("左|右\n\nただの行", "p: 左|右\np^: ただの行");
}

#[test]
fn commas_make_tables() {
    check(
        "進行管理表,,,\n項目,取組,目標,実績\n事業,相談,\"3,200\",\"二\n行\"\n,見守り,40,45\n※注,,,\n",
        "p: 進行管理表\ntable head=0\n| 項目 | 取組 | 目標 | 実績\n| [1x2]事業 | 相談 | 3,200 | 二⏎行\n| 見守り | 40 | 45\np: ※注",
    );
    check(
        "費用 1,710 1,302 2,400 3,100\n費用 1,710 1,302 2,400 3,100\n費用 1,1",
        "p: 費用 1,710 1,302 2,400 3,100\np: 費用 1,710 1,302 2,400 3,100\np: 費用 1,1",
    );
}

#[test]
fn a_file_of_values_is_a_table() {
    let read = |name| {
        let source = Source {
            name,
            bytes: "項目,担当\n①相談,地域課\n".as_bytes(),
            encoding: None,
            ..Source::default()
        };
        show(&TextReader.read(source).expect("read"))
    };
    assert_eq!(
        read("a.csv"),
        "table head=0\n| 項目 | 担当\n| ①相談 | 地域課\n"
    );
    assert_eq!(read("a.txt"), "p: 項目,担当\np: ①相談,地域課\n");
}

#[test]
fn row_53_formulas_are_words() {
    check(
        "=1+1\t+5\t@SUM(1,1)\n＝1+1\t-2+3\t=cmd|'/C calc'!A0",
        "table head=0\n| =1+1 | +5 | @SUM(1,1)\n| ＝1+1 | -2+3 | =cmd|'/C calc'!A0",
    );
}

#[test]
fn row_89_what_could_run_is_words() {
    let text =
        "<script>alert(1)</script> \"><img onerror=x> {{7*7}} ${x} [x](javascript:1) #import";
    check(text, &format!("p: {text}"));
}

#[test]
fn html_tables_inside_text_are_tables() {
    check(
        "前\n<table><tr><th>項目</th><th>成果</th></tr>\n<tr><td rowspan=2>①相談</td><td>○</td></tr>\n<tr><td>※</td></tr></table> 後",
        "p: 前\ntable head=1\n| [col]項目 | [col]成果\n| [1x2]①相談 | ○\n| ※\np1>: 後",
    );
    check("<table><tr><td>閉じない", "p: 閉じない");
}

#[test]
fn row_64_long_lines_and_paragraphs_stay_whole() {
    let line = "あ".repeat(100_000);
    let document = read(&line);
    assert_eq!(document.visible_characters(), 100_000);
    assert_eq!(document.blocks.len(), 1);
}

/// Scraps with what a person sees of them.
fn scrap() -> impl Strategy<Value = (String, String)> {
    let marks = [
        "<p>",
        "</p>",
        "<hr/>",
        "<br>",
        "<BR />",
        "<span class=\"a\">",
        "</span>",
        "<h2>",
        "<td colspan=\"2\">",
    ];
    let both = [
        "<目標>",
        "<script>",
        "a<b",
        "< p>",
        "R&D",
        "&unknown;",
        "\n",
        "\n\n",
        " ",
        "\u{3000}",
        "\t",
        "“",
        "<p",
        "*",
    ];
    prop_oneof![
        2 => prop::sample::select(marks.to_vec()).prop_map(|mark| (mark.to_owned(), String::new())),
        2 => prop::sample::select(both.to_vec()).prop_map(|words| (words.to_owned(), words.to_owned())),
        1 => prop::sample::select(vec![("&amp;", "&"), ("&lt;", "<"), ("&#12354;", "あ"), ("&nbsp;", " ")])
            .prop_map(|(written, seen)| (written.to_owned(), seen.to_owned())),
        4 => "[ぁ-ん一-三a-z0-9]{1,4}".prop_map(|words| (words.clone(), words)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_seen_is_the_source_without_marks(scraps in prop::collection::vec(scrap(), 1..40)) {
        // A lone `<p` or `&` may become mark-up together with what follows.
        let text: String = scraps.iter().map(|(written, _)| format!("{written}.")).collect();
        let seen: String = scraps.iter().map(|(_, seen)| format!("{seen}.")).collect();
        let Visible { words, .. } = visible(&read(&text)).checked(&text);
        prop_assert_eq!(words, seen.split_whitespace().collect::<String>());
    }

    /// Of arbitrary text only characters that can be mark-up are missing, and nothing is added.
    #[test]
    fn nothing_of_any_text_is_lost(text in "([|\\-:\",*]|[\t\n ]|[a-cあ-う1-3]|\\PC){1,80}") {
        let text = text.replace(['<', '&'], "x");
        prop_assume!(!text.trim().is_empty());
        let Ok(document) = TextReader.read(Source { name: "a", bytes: text.as_bytes(), encoding: Some("utf-8"), ..Source::default() }) else {
            return Ok(());
        };
        let words = visible(&document).checked(&text).words;
        let mut seen = words.chars().peekable();
        let unseen = |before, c, after| crate::decode::unseen(before, c, after).is_some();
        let source: Vec<char> = text.chars().collect();
        for (at, c) in source.iter().enumerate() {
            if seen.peek() == Some(c) {
                seen.next();
            } else {
                let before = at.checked_sub(1).map(|at| source[at]);
                let mark = c.is_whitespace() || "|-:\",*".contains(*c);
                prop_assert!(mark || unseen(before, *c, source.get(at + 1).copied()) || unseen(None, *c, None), "{c:?} is lost of {text:?}");
            }
        }
        prop_assert_eq!(seen.next(), None, "{:?} was added", words);
    }

    #[test]
    fn any_text_is_read(text in "(<[a-z/!]{0,3}|[>&;*|\",\t\n\r-]|\\PC|.){0,200}") {
        let _ = TextReader.read(Source { name: "a", bytes: text.as_bytes(), encoding: None, ..Source::default() });
    }
}

#[test]
fn steps_grow_with_the_text_and_no_faster() {
    let shapes = [
        "あ",
        "あいう\n",
        "a\tb\n",
        "1.\tb\n",
        "a|b\n",
        "a|b|c\n|d\n",
        "---|---\n",
        "a,b,c,d\n",
        "\",,,,\n",
        "\"a\tb\n",
        "**",
        "** a",
        "<",
        "<p",
        "<p>",
        "&",
        "&#",
        "<!--",
        "<table>",
        "<table></table>\n",
        "<p>a\tb\n",
        "a\t<p>\nb\n",
        "\n",
        "*",
    ];
    crate::show::check_linear(&shapes, crate::show::PART, &TextReader, "a.txt");
    let mixed = "第1章 総括\n\n項目\t成果\n<p>①相談</p> <hr/>\t<p>○開いた。</p>\n\na | b |\n---|---|\n**x**\n1,2,3,4\n";
    crate::show::check_linear(&[mixed], 1 << 20, &TextReader, "a.txt");
}

/// A file of values, its blocks and its notices as `rule line value`.
#[track_caller]
fn check_values(name: &str, text: &str, expected: &str, notices: &[&str]) {
    let source = Source {
        name,
        bytes: text.as_bytes(),
        encoding: Some("utf-8"),
        ..Source::default()
    };
    let document = TextReader.read(source).expect("read");
    assert_eq!(show(&document).trim_end(), expected);
    let line = |notice: &ayumi_document::Notice| {
        let line = match notice.at {
            Some(ayumi_document::At::Line { line }) => line.to_string(),
            _ => "-".to_owned(),
        };
        format!("{:?} {line} {}", notice.rule, notice.values["value"])
    };
    let found: Vec<String> = document.notices.iter().map(line).collect();
    assert_eq!(found, notices);
}

#[test]
fn row_49_a_quote_that_never_closes_is_named_at_its_row() {
    let mut text = "項目,担当\n相談,地域課\n\"見守り,福祉課\n".to_owned();
    text.push_str(&"配食,\"生活課\"\n".repeat(2));
    let table = "table head=0\n| 項目 | 担当\n| 相談 | 地域課\n| \"見守り | 福祉課\n| 配食 | 生活課\n| 配食 | 生活課";
    check_values("a.csv", &text, table, &["QuoteOpen 3 \""]);
}

#[test]
fn row_50_separators_are_told_from_the_rows() {
    let table = "table head=0\n| 項目 | 担当\n| 相談 | \"一⏎二\"";
    let table = table.replace("\"", "");
    for (sign, notices) in [
        (",", vec![]),
        ("\t", vec!["SeparatorDetected - tab"]),
        (";", vec!["SeparatorDetected - semicolon"]),
        ("，", vec!["SeparatorDetected - wide-comma"]),
    ] {
        let text = format!("項目{sign}担当\n相談{sign}\"一\n二\"\n");
        check_values("a.csv", &text, &table, &notices);
    }
}

#[test]
fn row_51_titles_above_ragged_rows_and_headings_out_of_order_are_kept() {
    check_values(
        "a.csv",
        "進行管理表,,,\n令和6年度,,,\n,,,\n項目,担当,担当,\n相談,甲,乙,丙,丁\n,,,\n見守り,甲,乙,丙,丁\n※注\n",
        "p^: 進行管理表\np: 令和6年度\ntable head=0\n| 項目 | 担当 | 担当 |  | \n| 相談 | 甲 | 乙 | 丙 | 丁\n| 見守り | 甲 | 乙 | 丙 | 丁\np: ※注",
        &[
            "HeadingRepeated 4 担当",
            "HeadingEmpty 4 4",
            "HeadingEmpty 4 5",
            "RowRagged 5 5",
            "RowRagged 7 5",
        ],
    );
}

#[test]
fn row_52_codes_stay_text() {
    check_values(
        "a.csv",
        "コード,住所\n00123,1-2-3\n1/2,1E5\n",
        "table head=0\n| コード | 住所\n| 00123 | 1-2-3\n| 1/2 | 1E5",
        &[],
    );
}

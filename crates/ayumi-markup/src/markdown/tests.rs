//! Markdown in, document out.

use ayumi_document::{Block, Document, Figure, Reader, Run, Source, Writer};
use proptest::prelude::*;

use super::*;
use crate::show::{PART, check_linear, show, visible};

fn read(text: &str) -> Document {
    let source = Source {
        name: "a.md",
        bytes: text.as_bytes(),
        encoding: Some("utf-8"),
        ..Source::default()
    };
    MarkdownReader.read(source).expect("Markdown is read")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(show(&read(text)).trim_end(), expected.trim_end());
}

#[test]
fn blocks_of_markdown() {
    check(
        "# 第1章\n\n一「**二**」三\n四\\\n五\n\n***",
        "h1: 第1章\np^: 一「‖*二*‖」三⏎四⏎五\nrule",
    );
    check(
        "- 一\n  1. 二\n  3. 三\n* 四",
        "ul\n- -\n  p^: 一\n  ol\n  - 1.\n    p^: 二\n  - 3.\n    p^: 三\nul\n- -\n  p^: 四",
    );
    check(
        "| a | b |\n|---|---|\n| c\\|d | **e** |",
        "table head=1\n| [col]a | [col]b\n| c|d | *e*",
    );
    check("> 引用\n\n```\n一\n\n二\n```", "p^: 引用\np: 一\np: 二");
    check("---\ntitle: x\n---\n本文", "p^: 本文");
    check("一[^1]\n\n[^1]: 注", "p^: 一1\nul\n- 1\n  p^: 注");
    check(
        "<a id=\"x\"></a>一\n\n## <a id=\"y\"></a>二",
        "p^: 一\nh2 #y: 二",
    );
    assert_eq!(read("## b\n# **計**画\n").title, "計画");
}

#[test]
fn html_inside_markdown_is_read_as_html() {
    check(
        "前\n\n<table>\n<tr><th>項目</th><td>一<br>二</td></tr>\n\n<tr><td>**三**</td></tr>\n\n</table>\n\n後",
        "p^: 前\ntable head=0\n| [row]項目 | 一⏎二\n| **三**\np^: 後",
    );
    check(
        "一<br>二 <b>三</b> <ruby>歩<rt>あゆ</rt></ruby>",
        "p^: 一⏎二 ‖*三*‖ 歩",
    );
}

#[test]
fn row_89_links_that_run_are_words() {
    check(
        "[x](javascript:alert(1)) [y](data:text/html,1) [z](https://example.jp)",
        "p^: x y ‖[z](https://example.jp)",
    );
    check("<script>alert(1)</script>\n\n一", "p^: 一");
}

#[test]
fn places_are_lines_of_the_file() {
    let document = read(
        "# 一\n\n二\n**三**\n\n<table>\n<tr><td>四\n\n<tr><td>五</table>\n\n| 六 |\n|---|\n| 七 |",
    );
    let places: Vec<String> = visible(&document)
        .runs
        .iter()
        .map(|run| format!("{}{}", run.0.trim(), run.1))
        .collect();
    assert_eq!(places.join(" "), "一1 二3 三4 四7 五9 六11 七13");
}

#[test]
fn nesting_has_an_end() {
    for deep in [
        ">".repeat(50_000),
        "- ".repeat(20_000),
        "[".repeat(50_000),
        "*a ".repeat(20_000),
        "**a ".repeat(20_000) + &"b**".repeat(20_000),
    ] {
        let text = format!("{deep}x");
        let words = visible(&read(&text)).words;
        assert!(words.ends_with('x') || words.contains('b'), "{words:.40}");
    }
}

#[test]
fn a_book_is_pleasant_to_read_as_text() {
    let blocks = vec![
        Block::Heading {
            level: 2,
            id: Some("a".to_owned()),
            content: vec![Run::new("(1) 重点項目 事業")],
        },
        Block::Paragraph {
            content: vec![
                Run::new("「"),
                Run::strong("支えるまち"),
                Run::new("」を3-4年で。"),
            ],
            gap: false,
            indent: 0,
        },
        Block::Figure(Figure {
            svg: "<svg><rect></rect></svg>".to_owned(),
            alt: "体系図".to_owned(),
            ..Figure::default()
        }),
    ];
    let files = MarkdownWriter
        .write(
            &Document {
                blocks,
                ..Document::default()
            },
            "plan",
        )
        .expect("written")
        .files;
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["plan.md", "plan-1.svg"]);
    assert_eq!(
        String::from_utf8_lossy(&files[0].1),
        "## <a id=\"a\"></a>(1) 重点項目 事業\n\n「**支えるまち**」を3-4年で。\n\n<figure><img src=\"plan-1.svg\" alt=\"体系図\"></figure>\n"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The words are those of comrak's own HTML without its tags.
    #[test]
    fn what_is_seen_is_what_comrak_prints(text in "([#>|*_~-]{1,3} ?|[0-9]\\. |\n{1,2}|\n    |[ぁ-ん一-三a-z]{1,4}|\\[x\\]\\(#y\\)|\\PC){1,30}") {
        // A code span joins its lines, so that its place is only near.
        let text = text.replace(['<', '^', '&', '`'], "x");
        let Ok(document) = MarkdownReader.read(Source { name: "a.md", bytes: text.as_bytes(), encoding: Some("utf-8"), ..Source::default() }) else {
            return Ok(());
        };
        let seen = visible(&document).checked(&text).words;
        let cleaned = crate::decode(Source { name: "a.md", bytes: text.as_bytes(), encoding: Some("utf-8"), ..Source::default() }).expect("read before");
        let html = comrak::markdown_to_html(&cleaned.text, &super::read::options());
        let mut printed = String::new();
        let mut tag = false;
        for c in html.chars() {
            match c {
                '<' => tag = true,
                '>' => tag = false,
                c if !tag && !c.is_whitespace() => printed.push(c),
                _ => {}
            }
        }
        let printed = printed.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        prop_assert_eq!(seen, printed);
    }

    #[test]
    fn any_markdown_is_read(text in "([#>|*_`~<\\[\\]()!&;-]{1,4}|</?(table|td|b|br|a)>|\n|\t|\\PC){0,60}") {
        let _ = MarkdownReader.read(Source { name: "a.md", bytes: text.as_bytes(), encoding: None, ..Source::default() });
    }
}

#[test]
fn steps_grow_with_the_text_and_no_faster() {
    let shapes = [
        "あ",
        "# x\n",
        "- x\n",
        "> x\n\n",
        "**x** ",
        "| a |\n|---|\n| b |\n\n",
        "<br>",
        "<table><tr><td>x</table>\n\n",
        "<table>\n\n",
        "x\n\n",
        "`",
    ];
    check_linear(&shapes, PART, &MarkdownReader, "a.md");
}

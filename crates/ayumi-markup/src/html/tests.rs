//! HTML in, document out.

use ayumi_document::{Block, Document, Figure, Reader, Run, Source, Target, Writer};
use proptest::prelude::*;

use super::*;
use crate::show::{PART, Visible, check_linear, show, visible};

fn read(html: &str) -> Document {
    let source = Source {
        name: "a.html",
        bytes: html.as_bytes(),
        encoding: Some("utf-8"),
        ..Source::default()
    };
    HtmlReader.read(source).expect("HTML is read")
}

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(show(&read(html)).trim_end(), expected.trim_end());
}

#[track_caller]
fn check_hidden(html: &str, expected: &str) {
    let hidden = read(html).hidden;
    let hidden: Vec<String> = hidden
        .iter()
        .map(|one| format!("{:?}: {}", one.why, one.text))
        .collect();
    assert_eq!(hidden.join("\n"), expected);
}

#[test]
fn elements_become_blocks() {
    check(
        "<title>題</title><h1 id=a>第1章</h1><p>一 <b>二</b>\n 三<br>四</p><div>五</div>六<hr>",
        "h1 #a: 第1章\np^: 一 ‖*二*‖三⏎四\np: 五\np: 六\nrule",
    );
    assert_eq!(read("<title>題\n名</title><p>x").title, "題 名");
    check(
        "<ul><li>一<ol start=3><li>二<li value=7>三</ol><li><p>四<p>五</ul>",
        "ul\n- -\n  p: 一\n  ol\n  - 3.\n    p: 二\n  - 7.\n    p: 三\n- -\n  p^: 四\n  p^: 五",
    );
    check(
        "<dl><dt>目的<dd>一<dd>二<dt>対象<dd>三</dl>",
        "table head=0\n| [row]目的 | 一 / p: 二\n| [row]対象 | 三",
    );
    check(
        "<details><summary>要点</summary><p>一</details>",
        "p: 要点\np^: 一",
    );
    check(
        "<ruby>歩<rt>あゆ</rt></ruby>み &amp; &#9312;&nbsp;x",
        "p: 歩み & ①\u{A0}x",
    );
    check("<pre>一  二\n 三</pre>", "p: 一  二⏎ 三");
}

#[test]
fn no_words_are_lost_in_odd_places() {
    check("<h2>一<table><tr><td>二</table></h2>", "h2: 一⏎‖二");
    check(
        "<dl>一<dt>二<dd>三<p>四</dl>",
        "table head=0\n| 一\n| [row]二 | 三 / p^: 四",
    );
    check("<ul>一<li>二</ul>", "ul\n- \n  p: 一\n- -\n  p: 二");
    check(
        "<figure>一<img src=x alt=図></figure><figure><img alt=図><figcaption>二</figcaption></figure>",
        "p: 一\nfigure 図",
    );
    check("<math><mi>x</mi></math> <svg><text>図</text></svg>", "p: x");
    check_hidden("<p>一<img alt=図></p>", "NotUnderstood: 図");
}

#[test]
fn tables_keep_their_shape() {
    check(
        "<table id=t><caption>表1</caption><thead><tr><th colspan=2>項目<th>成果</thead>\
         <tr><th rowspan=2>事業<td>①<td><p>一<p>二<tr><td>②<td></table>",
        "table head=1 表1\n| [2x1][col]項目 | [col]成果\n| [1x2][row]事業 | ① | p^: 一 / p^: 二\n| ② | ",
    );
    check(
        "<table><tr><th>a<th>b<tr><td>c<td>d</table>",
        "table head=1\n| [col]a | [col]b\n| c | d",
    );
    check(
        "<table><tr><td colspan=99999 rowspan=0>a</table>",
        "table head=0\n| [1000x1]a",
    );
}

#[test]
fn links_point_only_where_they_may() {
    check(
        "<a href=#x>一</a><a class=page href=#y>二</a><a href=https://example.jp/>三</a><a href=javascript:alert(1)>四</a><a href='data:text/html,x'>五</a>",
        "p: [一](#x)‖[二](page #y)‖[三](https://example.jp/)‖四五",
    );
}

#[test]
fn row_65_styles_scripts_and_menus_are_left_out_and_named() {
    let page = "<style>p{}</style><nav>目次</nav><p class=MsoNormal style='mso-x:1'><span lang=EN-US><o:p>本文</o:p></span></p>\
                <p style='display: none'>隠し</p><p hidden>隠れ</p><script>alert(1)</script><footer>連絡先</footer>";
    check(page, "p^: 本文");
    check_hidden(
        page,
        "SiteFurniture: <style>\nSiteFurniture: 目次\nHidden: 隠し\nHidden: 隠れ\nSiteFurniture: <script>\nSiteFurniture: 連絡先",
    );
    let notices = read(page).notices;
    assert_eq!(
        (notices.len(), notices[0].values["value"].as_str()),
        (1, "4")
    );
}

#[test]
fn only_the_main_part_of_a_site_is_read() {
    let page = "<header><h1>市社協</h1></header><div><aside>横</aside><main><h1>計画</h1><footer>注</footer></main></div>";
    check(page, "h1: 計画\np: 注");
    check_hidden(page, "SiteFurniture: 市社協\nSiteFurniture: 横");
}

#[test]
fn places_are_lines_of_the_file() {
    let document =
        read("<p>一</p>\n<table>\n<tr><td>二\n三\n<tr><td>\n\n四 &amp;\n五</table>\n<b>六</b>");
    let places: Vec<String> = visible(&document)
        .runs
        .iter()
        .map(|run| format!("{}{}", run.0, run.1))
        .collect();
    assert_eq!(places.join(" "), "一1 二三3 四 & 五7 六9");
}

#[test]
fn a_page_names_its_encoding() {
    let page = "<meta charset=euc-jp><p>平成</p>";
    let bytes = encoding_rs::EUC_JP.encode(page).0;
    let document = HtmlReader.read(Source {
        name: "a.html",
        bytes: &bytes,
        encoding: None,
        ..Source::default()
    });
    assert_eq!(show(&document.expect("read")), "p^: 平成\n");
}

#[test]
fn nesting_has_an_end() {
    let deep = "<div>".repeat(100_000);
    let source = Source {
        name: "a.html",
        bytes: deep.as_bytes(),
        encoding: None,
        ..Source::default()
    };
    assert!(matches!(
        HtmlReader.read(source),
        Err(ayumi_document::Refusal::Broken { .. })
    ));
}

fn written(blocks: Vec<Block>) -> String {
    body(&Document {
        blocks,
        ..Document::default()
    })
}

#[test]
fn row_89_what_could_run_is_written_as_words() {
    let text = "<script>alert(1)</script>\"><img src=x onerror=alert(1)> {{7*7}} ${x}";
    let html = written(vec![Block::text(text)]);
    assert_eq!(
        html,
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;&lt;img src=x onerror=alert(1)&gt; {{7*7}} ${x}</p>\n"
    );
    let run = Run {
        target: Some(Target::Url("javascript:alert(1)".to_owned())),
        ..Run::new("x")
    };
    let link = Block::Paragraph {
        content: vec![run],
        gap: false,
        indent: 0,
    };
    assert_eq!(written(vec![link]), "<p>x</p>\n");
}

#[test]
fn row_90_a_drawing_keeps_shapes_and_words_only() {
    let svg = "<svg onload=\"alert(1)\" viewBox=\"0 0 9 9\"><script>x</script><foreignObject><p>y</p></foreignObject>\
               <image href=\"https://example.jp/x.png\"/><a href=\"javascript:1\"><text style=\"x\" fill=\"url(https://x)\">語&lt;</text></a>\
               <a href=\"#item\"><rect width=\"2\"/></a></svg>";
    assert_eq!(
        clean_drawing(svg),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><a><text>語&lt;</text></a>\
         <a href=\"#item\"><rect width=\"2\"></rect></a></svg>"
    );
    let figure = Figure {
        svg: svg.to_owned(),
        alt: "図\"1".to_owned(),
        ..Figure::default()
    };
    let html = written(vec![Block::Figure(figure)]);
    assert!(
        html.starts_with("<figure><svg role=\"img\" aria-label=\"図&quot;1\" xmlns"),
        "{html}"
    );
    assert!(html.contains("><title>図&quot;1</title><a>"), "{html}");
}

#[test]
fn a_page_stands_alone_and_is_accessible() {
    let table = |caption: Option<&str>| {
        let cell = |text| ayumi_document::Cell::text(text);
        Block::Table(ayumi_document::Table {
            caption: caption.map(|words| vec![Run::new(words)]),
            head_rows: 1,
            rows: [["項目", "成果"], ["①", "○"]]
                .map(|row| ayumi_document::Row {
                    cells: row.map(cell).to_vec(),
                })
                .to_vec(),
            ..ayumi_document::Table::default()
        })
    };
    let heading = Block::Heading {
        level: 2,
        id: None,
        content: vec![Run::new("概要")],
    };
    let document = Document {
        title: "計画 <1>".to_owned(),
        author: "みどり野市社協".to_owned(),
        date: Some("2026-11-22".to_owned()),
        blocks: vec![heading, table(None), table(Some("表"))],
        ..Document::default()
    };
    let files = HtmlWriter.write(&document, "plan").expect("written").files;
    assert_eq!(files[0].0, "plan.html");
    let page = String::from_utf8(files[0].1.clone()).expect("UTF-8");
    for part in [
        "<!DOCTYPE html>\n<html lang=\"ja\">",
        "<title>計画 &lt;1&gt;</title>",
        "<meta name=\"date\" content=\"2026-11-22\">",
        "<header><h1>計画 &lt;1&gt;</h1></header>\n<main>",
        "<h2><span id=\"ayumi-h0\">概要</span></h2>",
        "tabindex=\"0\" role=\"region\" aria-labelledby=\"ayumi-h0\">",
        "aria-labelledby=\"ayumi-t2\">\n<table>\n<caption id=\"ayumi-t2\">表</caption>",
        "<th scope=\"col\">項目</th>",
        "@media print",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert_eq!(page.matches("<h1>").count(), 1);
    for outside in ["http:", "https:", "<script", "<link", "@import", "url("] {
        assert!(!page.contains(outside), "{outside} is in {page}");
    }
    let back = read(&page);
    assert_eq!(
        (back.title.as_str(), back.author.as_str()),
        ("計画 <1>", "みどり野市社協")
    );
    assert_eq!(back.date.as_deref(), Some("2026-11-22"));
}

/// Scraps with what a person sees of them.
fn scrap() -> impl Strategy<Value = (String, String)> {
    let marks = [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<br>",
        "<hr>",
        "<ul><li>",
        "</ul>",
        "<li>",
        "<h2>",
        "</h2>",
        "<span>",
        "<!-- x -->",
        "<i>",
        "<a href=#x>",
        "</a>",
        "<rt>よみ</rt>",
        "<script>x</script>",
        "<nav>目次</nav>",
        "<p hidden>x</p>",
    ];
    let both = ["\n", " ", "\t", "\u{3000}", "a < b", "& ", "> ", "<3"];
    prop_oneof![
        3 => prop::sample::select(marks.to_vec()).prop_map(|mark| (mark.to_owned(), String::new())),
        2 => prop::sample::select(both.to_vec()).prop_map(|words| (words.to_owned(), words.to_owned())),
        1 => prop::sample::select(vec![("&amp;", "&"), ("&lt;p&gt;", "<p>"), ("&#12354;", "あ"), ("&nbsp;", " ")])
            .prop_map(|(written, seen)| (written.to_owned(), seen.to_owned())),
        1 => "[ぁ-んa-z]{1,3}".prop_map(|words| (format!("<table><tr><th>{words}<td>x</table>"), format!("{words}x"))),
        4 => "[ぁ-ん一-三a-z0-9]{1,4}".prop_map(|words| (words.clone(), words)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_seen_is_the_source_without_marks(scraps in prop::collection::vec(scrap(), 1..30)) {
        let html: String = scraps.iter().map(|(written, _)| format!("{written}.")).collect();
        let seen: String = scraps.iter().map(|(_, seen)| format!("{seen}.")).collect();
        let Visible { words, .. } = visible(&read(&html)).checked(&html);
        prop_assert_eq!(words, seen.split_whitespace().collect::<String>());
    }

    #[test]
    fn any_html_is_read(html in "(</?(p|table|td|tr|b|ul|li|svg|title|math|select|template|a|h1)[ a=\"]{0,3}>|[<>&;]|\\PC){0,60}") {
        let _ = HtmlReader.read(Source { name: "a.html", bytes: html.as_bytes(), encoding: None, ..Source::default() });
        prop_assert!(clean_drawing(&html).len() <= html.len() * 8 + 200);
    }
}

#[test]
fn steps_grow_with_the_text_and_no_faster() {
    let shapes = [
        "あ",
        "<p>あ",
        "<br>",
        "<p>x</p>\n",
        "<ul><li>x</ul>",
        "<table><tr><td>x</table>",
        "<b>x</b>",
        "&amp;",
        "<",
        "<!-- -->",
    ];
    check_linear(&shapes, PART, &HtmlReader, "a.html");
    let rows = format!("<table>{}", "<tr><td>x<td>y".repeat(1000));
    check_linear(&[&rows], PART, &HtmlReader, "a.html");
}

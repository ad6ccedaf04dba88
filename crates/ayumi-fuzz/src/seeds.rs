//! Files to begin with: small ones, all made here.

use ayumi_core::interchange::plan_to_json;
use ayumi_core::plan::Plan;
use ayumi_document::{Document, Writer};
use ayumi_locale::Lang;
use ayumi_testkit::pdf::{Page, pdf as file_of};
use ayumi_testkit::sample_plan;

/// The day the sample documents say.
const DAY: &str = "2026-11-26";

/// The samples' words as a person types them.
const TYPED: [&str; 2] = [
    include_str!("../../../examples/midorino-1.txt"),
    include_str!("../../../examples/midorino-2.txt"),
];

/// The samples' words as a person marks them up.
const MARKED: [&str; 2] = [
    include_str!("../../../examples/midorino-1.md"),
    include_str!("../../../examples/midorino-2.md"),
];

/// A table a person pastes: a head of two rows, columns of levels and years.
const TABLE: &str = "実施計画,,,,\n階層1,階層2,担当,令和8年度,令和9年度\n\
    ひと,①担い手,総務課,検討,実施\n,②\"講座,研修\",地域課,→,〃\n合計,,,2,100%\n";

fn plan() -> Plan {
    sample_plan()
}

fn written(writer: &dyn Writer, document: &Document) -> Vec<u8> {
    let made = writer.write(document, "a").expect("the sample is written");
    let file = made.files.into_iter().next();
    file.map(|(_, bytes)| bytes).expect("a file")
}

fn chapter() -> Document {
    ayumi_book::chapter(&plan(), Lang::Ja, DAY)
}

pub(crate) fn docx() -> Vec<Vec<u8>> {
    let marked = written(&ayumi_office::DocxWriter, &read(MARKED[0]));
    vec![written(&ayumi_office::DocxWriter, &chapter()), marked]
}

fn read(marked: &str) -> Document {
    use ayumi_document::{Reader, Source};
    let source = Source {
        name: "a.md",
        bytes: marked.as_bytes(),
        encoding: None,
        ..Source::default()
    };
    let read = ayumi_markup::MarkdownReader.read(source);
    read.expect("the sample is read")
}

pub(crate) fn xlsx() -> Vec<Vec<u8>> {
    let book = ayumi_book::workbook(&plan(), Lang::Ja, DAY);
    let tables = written(&ayumi_office::XlsxWriter, &chapter());
    vec![written(&ayumi_office::XlsxWriter, &book), tables]
}

pub(crate) fn pdf() -> Vec<Vec<u8>> {
    let lines = |page: Page, text: &str| {
        let places = (1_u32..).map(|number| f64::from(number) * 16.0 + 40.0);
        let lines = text.lines().filter(|line| !line.trim().is_empty()).take(40);
        lines
            .zip(places)
            .fold(page, |page, (line, y)| page.text(60.0, y, 10.0, line))
    };
    let ruled = Page::a4()
        .table(
            &[60.0, 200.0, 340.0, 480.0],
            &[80.0, 110.0, 140.0],
            &[&["項目", "担当", "令和8年度"], &["①相談", "総務課", "実施"]],
        )
        .turned(500.0, 300.0, 10.0, "参考");
    vec![
        file_of(vec![
            lines(Page::a4(), TYPED[0]),
            lines(Page::a4(), TYPED[1]),
        ]),
        file_of(vec![ruled]),
    ]
}

pub(crate) fn text() -> Vec<Vec<u8>> {
    let all = TYPED.iter().chain([&TABLE]);
    let mut seeds: Vec<Vec<u8>> = all.map(|text| text.as_bytes().to_vec()).collect();
    seeds.push(TABLE.replace(',', "\t").into_bytes());
    seeds
}

pub(crate) fn markdown() -> Vec<Vec<u8>> {
    let mut seeds = vec![written(&ayumi_markup::MarkdownWriter, &chapter())];
    seeds.extend(MARKED.map(|text| text.as_bytes().to_vec()));
    seeds
}

pub(crate) fn html() -> Vec<Vec<u8>> {
    vec![
        written(&ayumi_markup::HtmlWriter, &chapter()),
        written(&ayumi_markup::HtmlWriter, &read(MARKED[1])),
    ]
}

pub(crate) fn recognise() -> Vec<Vec<u8>> {
    // Any bytes are a document; those of a text are one of many shapes.
    let mut seeds = vec![
        (0..=255).collect(),
        vec![1; 400],
        [9, 200, 7, 3, 130, 42].repeat(60),
    ];
    seeds.extend(TYPED.map(|text| text.bytes().take(1500).collect()));
    seeds
}

pub(crate) fn form() -> Vec<Vec<u8>> {
    vec![plan_to_json(&plan()).to_string().into_bytes()]
}

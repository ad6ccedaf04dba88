//! Files that are damaged, locked, too large or made to harm (bad-input rows 31–40): each gets its
//! refusal or its notice, none a panic.

use std::io::Write;

use ayumi_document::{At, Document, Pages, Reader, Refusal, Rule, Selection, Source, Suspicion};
use ayumi_pdf::PdfReader;
use flate2::{Compression, write::ZlibEncoder};
use rstest::rstest;

use crate::make::{File, Page, pdf};
use crate::show::read;

fn plain() -> Page {
    Page::a4().text(60.0, 80.0, 10.0, "見守り")
}

fn packed(data: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(data).expect("memory takes it");
    packer.finish().expect("memory takes it")
}

/// The notices of a file: rule, page, `count` and `part`.
fn notices(document: &Document) -> Vec<String> {
    let one = |notice: &ayumi_document::Notice| {
        let page = match &notice.at {
            Some(At::Page { page }) => format!(" p{page}"),
            _ => String::new(),
        };
        let value = |name: &str| notice.values.get(name).cloned();
        let more = value("part").or(value("count")).unwrap_or_default();
        format!("{:?}{page} {more}", notice.rule)
    };
    document.notices.iter().map(one).collect()
}

#[test]
fn row_31_what_unpacks_to_too_much_is_refused() {
    let mut file = File::of(vec![plain()]);
    let bomb = packed(&vec![b' '; 101 << 20]);
    file.stream("/Filter/FlateDecode", &bomb);
    let limit = 100 << 20;
    assert_eq!(
        read(&file.bytes()),
        Err(Refusal::UnpackedTooLarge { limit })
    );
}

#[test]
fn row_31_pictures_are_not_unpacked() {
    let mut file = File::of(vec![plain()]);
    let photo = packed(&vec![0; 101 << 20]);
    file.stream("/Type/XObject/Subtype/Image/Filter/FlateDecode", &photo);
    assert!(read(&file.bytes()).is_ok());
}

/// A page tree that holds itself; one whose kid holds it; a chain of page trees.
#[rstest]
#[case::itself(vec!["<</Type/Pages/Kids[2 0 R]/Count 1>>".to_owned()])]
#[case::kid(vec!["<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(), "<</Type/Pages/Kids[10 0 R 2 0 R]/Count 1>>".to_owned()])]
#[case::chain((3..103).map(|n| format!("<</Type/Pages/Kids[{n} 0 R]/Count 1>>")).collect())]
fn row_32_a_page_tree_without_end(#[case] trees: Vec<String>) {
    let mut file = File::of(vec![plain()]);
    while file.count() < trees.len() + 2 {
        file.push("null");
    }
    for (n, tree) in trees.iter().enumerate() {
        file.replace(2 + n, tree);
    }
    let part = String::new();
    let sign = Suspicion::Nesting;
    assert_eq!(read(&file.bytes()), Err(Refusal::Suspicious { part, sign }));
}

#[rstest]
#[case::object(false, false)]
#[case::content(true, false)]
#[case::packed(true, true)]
fn row_32_brackets_too_deep(#[case] content: bool, #[case] pack: bool) {
    let deep = "[".repeat(200_000);
    let mut file = File::of(vec![plain().entry("/Extra 12 0 R")]);
    match (content, pack) {
        (false, _) => drop(file.push(&format!("{deep}{}", "]".repeat(200_000)))),
        (true, false) => file.replace(11, &format!("<</Length 200000>>stream\n{deep}\nendstream")),
        (true, true) => {
            file.stream("/Filter/FlateDecode", &packed(deep.as_bytes()));
        }
    }
    let part = String::new();
    let sign = Suspicion::Nesting;
    assert_eq!(read(&file.bytes()), Err(Refusal::Suspicious { part, sign }));
}

#[test]
fn row_32_brackets_inside_words_do_not_nest() {
    let words = format!("BT /F1 10 Tf 60 700 Td ({}) Tj ET", "\u{0}[".repeat(1000));
    assert!(read(&pdf(vec![plain().raw(&words)])).is_ok());
}

#[test]
fn row_33_a_wrong_directory_is_repaired() {
    let whole = String::from_utf8(pdf(vec![plain()])).expect("made of text");
    let wrong = whole.replace("startxref\n", "startxref\n9");
    assert_eq!(
        read(wrong.as_bytes()).map(|d| d.visible_characters()),
        Ok(3)
    );
}

#[test]
fn row_33_no_pages_is_broken() {
    let mut file = File::of(vec![plain()]);
    file.replace(2, "<</Type/Pages/Kids[]/Count 0>>");
    file.replace(10, "null");
    assert!(matches!(read(&file.bytes()), Err(Refusal::Broken { .. })));
    assert!(matches!(
        read(b"%PDF-1.7\nnothing"),
        Err(Refusal::Broken { .. })
    ));
}

/// Cut anywhere or with any byte changed, a file is read, refused or named broken.
#[test]
fn row_33_damaged_files_never_panic() {
    let page = plain().table(
        &[60.0, 200.0, 400.0],
        &[150.0, 180.0, 210.0],
        &[&["目標", "事業"], &["まもる", "見守り"]],
    );
    let whole = pdf(vec![page, plain()]);
    for cut in (0..whole.len()).step_by(97) {
        let _ = read(&whole[..cut]);
    }
    let mut seed = 7usize;
    for _ in 0..400 {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mut bytes = whole.clone();
        let at = (seed >> 17) % bytes.len();
        bytes[at] = (seed >> 9) as u8;
        let _ = read(&bytes);
    }
}

#[test]
fn row_34_locked_is_no_damage() {
    let secret = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    let lock =
        format!("/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{secret}>/U<{secret}>>>");
    let file = File::of(vec![plain()]).trailer(&lock);
    assert_eq!(read(&file.bytes()), Err(Refusal::Encrypted));
}

/// A picture of four grey points over the whole page.
fn scan() -> Page {
    Page::a4().raw("q 500 0 0 700 40 60 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \u{1}\u{2}\u{3}\u{4} EI Q")
}

#[test]
fn row_35_pictures_without_characters() {
    assert_eq!(read(&pdf(vec![scan(), scan()])), Err(Refusal::NoText));
    let some = read(&pdf(vec![plain(), scan()])).expect("one page has words");
    assert_eq!(notices(&some), ["PageWithoutText p2 1"]);
}

#[test]
fn row_35_characters_of_recognition_are_named() {
    let page = scan().raw("3 Tr").text(60.0, 80.0, 10.0, "見守り");
    let document = read(&pdf(vec![page])).expect("there are characters");
    assert_eq!(notices(&document), ["InvisibleText p1 1"]);
    assert_eq!(document.visible_characters(), 3);
}

#[test]
fn row_37_signs_without_characters() {
    let page = plain()
        .text_in("F2", 60.0, 120.0, "見守")
        .text_in("F3", 60.0, 160.0, "り");
    let document = read(&pdf(vec![page])).expect("there are characters");
    assert_eq!(notices(&document), ["CharacterUntold p1 2"]);
    let mut texts = Vec::new();
    ayumi_document::block::for_each_run(&document.blocks, &mut |run| texts.push(run.text.clone()));
    assert_eq!(texts, ["見守り", "〓〓", "\u{E08A}"]);
}

#[rstest]
#[case::script("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", "scripts")]
#[case::launch("/OpenAction<</S/Launch/F(cmd.exe)>>", "scripts")]
#[case::files("/Names<</EmbeddedFiles<</Names[(a)<<>>]>>>>", "attachments")]
#[case::form("/AcroForm<</Fields[<</T(a)/V(b)>>]>>", "form")]
#[case::dynamic("/AcroForm<</Fields[]/XFA[]>>", "dynamic-form")]
#[case::signed("/AcroForm<</Fields[<</FT/Sig>>]/SigFlags 3>>", "signature")]
fn row_39_what_is_not_read_is_named(#[case] root: &str, #[case] part: &str) {
    let file = File::of(vec![plain()]).root(root);
    let document = read(&file.bytes()).expect("the page is read");
    assert_eq!(notices(&document), [format!("PartNotRead {part}")]);
    assert_eq!(document.visible_characters(), 3);
}

#[test]
fn row_39_notes_are_named_and_links_are_none() {
    let note = |kind: &str| {
        plain().entry(&format!(
            "/Annots[<</Type/Annot/Subtype/{kind}/Rect[0 0 9 9]/Contents(x)>>]"
        ))
    };
    let document = read(&pdf(vec![note("Text"), note("Link")])).expect("the pages are read");
    assert_eq!(notices(&document), ["PartNotRead notes"]);
}

#[test]
fn row_40_too_many_pages_are_read_in_ranges() {
    let pages = (0..2001).map(|n| Page::a4().text(60.0, 80.0, 10.0, &format!("見守り{n}")));
    let bytes = pdf(pages.collect());
    let many = Refusal::TooManyPages {
        count: 2001,
        limit: 2000,
    };
    assert_eq!(read(&bytes), Err(many));
    let pages = |from, to| {
        let selection = Selection {
            pages: Pages::new(from, to),
            ..Selection::default()
        };
        PdfReader.read(Source {
            name: "a.pdf",
            bytes: &bytes,
            selection,
            ..Source::default()
        })
    };
    let some = pages(2000, 2001).expect("a range is read");
    assert_eq!(some.visible_characters(), 14);
    let told: Vec<_> = some
        .notices
        .iter()
        .map(|one| (one.rule, &*one.values["value"]))
        .collect();
    assert_eq!(told, [(Rule::PagesChosen, "2000-2001")]);
    assert_eq!(pages(2002, 2010), Err(Refusal::NoSuchPages { count: 2001 }));
}

#[test]
fn a_page_of_too_many_signs_is_cut_and_named() {
    let line = format!(
        "BT /F1 1 Tf 1 0 0 1 0 {{}} Tm <{}> Tj ET",
        "3042".repeat(500)
    );
    let all: String = (0..420)
        .map(|n| line.replace("{}", &(n * 2).to_string()))
        .collect::<Vec<_>>()
        .join("\n");
    let document = read(&pdf(vec![Page::a4().raw(&all)])).expect("a part is read");
    assert_eq!(
        document.notices.first().map(|n| n.rule),
        Some(Rule::PageCut)
    );
    assert!(document.visible_characters() <= 200_000);
}

#[test]
fn characters_beside_the_page_are_named() {
    let page = plain().text(700.0, 80.0, 10.0, "だれも見ない");
    let document = read(&pdf(vec![page])).expect("the page is read");
    assert_eq!(document.visible_characters(), 3);
    assert_eq!(
        document
            .hidden
            .iter()
            .map(|h| h.text.as_str())
            .collect::<Vec<_>>(),
        ["だれも見ない"]
    );
}

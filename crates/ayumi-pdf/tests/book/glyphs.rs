//! Characters that fonts do or do not have, and where fonts come from.

use std::path::PathBuf;

use ayumi_document::{At, Block, Rule, Run};
use ayumi_pdf::{Fonts, FontsMissing, Origin, PdfWriter};

use crate::{document, tools, typeset};

/// `text` is printed as `expected`, and the notices name `missing`.
fn check(text: &str, expected: &str, missing: &[&str]) {
    let run = Run {
        at: Some(At::line(7)),
        ..Run::new(text)
    };
    let paragraph = Block::Paragraph {
        content: vec![run],
        gap: false,
        indent: 0,
    };
    let (pdf, notices) = typeset(&document(vec![paragraph, Block::text("終")]));
    let printed = tools::pages(&pdf).concat();
    assert!(
        printed.contains(&format!("{expected}終")),
        "{text:?} → {printed}"
    );
    let codes: Vec<&str> = notices
        .iter()
        .map(|notice| &*notice.values["code"])
        .collect();
    assert_eq!(codes, missing, "{text:?}");
    for notice in notices {
        assert_eq!(
            (notice.rule, notice.at),
            (Rule::GlyphMissing, Some(At::line(7)))
        );
    }
}

#[test]
fn names_and_signs_of_japanese_papers_are_printed() {
    check("髙﨑㈱①℃㎡ｱ剝頰", "髙﨑㈱①℃㎡ｱ剝頰", &[]);
    check("◎○△×■□◇◆→〜－※〓", "◎○△×■□◇◆→〜－※〓", &[]);
}

#[test]
fn a_character_without_a_glyph_becomes_a_geta_and_is_reported_once() {
    check(
        "山\u{e000}川\u{e000}\u{10ffff}",
        "山〓川〓〓",
        &["U+E000", "U+10FFFF"],
    );
    check("a\u{1}b", "a〓b", &["U+0001"]);
}

#[test]
fn a_loose_voicing_mark_joins_its_kana() {
    check("か\u{3099}は\u{309a}", "がぱ", &[]);
}

#[test]
fn blanks_and_joiners_are_no_signs() {
    check("一\t二\u{feff}\r三\u{2060}四", "一二三四", &[]);
}

#[test]
fn no_character_stops_publishing() {
    // Every character of the first plane, and samples of the others.
    let low = (0..0x1_0000u32).filter_map(char::from_u32);
    let high = (0x1_0000..0x11_0000u32)
        .step_by(61)
        .filter_map(char::from_u32);
    let all: Vec<char> = low.chain(high).collect();
    let blocks = all
        .chunks(400)
        .map(|chunk| Block::text(chunk.iter().collect::<String>()));
    let (pdf, notices) = typeset(&document(blocks.collect()));
    assert!(
        notices
            .iter()
            .all(|notice| notice.rule == Rule::GlyphMissing)
    );
    tools::qpdf_check(&pdf);
}

#[test]
fn a_font_in_the_data_folder_goes_first() {
    let folder = tempfile::tempdir().unwrap();
    let fonts = folder.path().join("fonts");
    std::fs::create_dir(&fonts).unwrap();
    std::fs::write(fonts.join("broken.ttf"), b"no font").unwrap();
    let face = "/usr/share/fonts/truetype/bizud-gothic/BIZUDGothic-Regular.ttf";
    let bytes = std::fs::read(face).expect("install fonts-morisawa-bizud-gothic");
    std::fs::write(fonts.join("own.ttf"), bytes).unwrap();
    let found = Fonts::find_in(Some(folder.path()), Vec::new()).unwrap();
    assert_eq!(
        (found.family(), found.origin()),
        ("BIZ UDGothic", Origin::DataFolder)
    );
    // One face and no other family is enough to publish with.
    let (pdf, _) = PdfWriter::new(found)
        .typeset(&crate::sample::chapter(), "book")
        .unwrap();
    assert!(tools::fonts(&pdf).contains("BIZUDGothic-Regular"));
}

#[test]
fn without_any_font_it_says_so() {
    let nowhere = vec![PathBuf::from("/nonexistent")];
    match Fonts::find_in(None, nowhere) {
        Err(error) => assert_eq!(error, FontsMissing),
        // A binary built with fonts in it always has those.
        Ok(fonts) => assert_eq!(fonts.origin(), Origin::Embedded),
    }
}

//! The round-trip law: what the book publishes as Markdown, HTML or Word is read back to the same
//! plan, with comments, data attributes, metadata and hidden parts stripped before. Five planted faults
//! of a writer must each break it.

use ayumi_book::{chapter, workbook};
use ayumi_core::intake::accept;
use ayumi_core::interchange::{Reading, SourceInfo, digest, same_plan};
use ayumi_core::plan::Plan;
use ayumi_document::{Block, Cell, Document, Reader, Source, SourceKind, Table, Writer};
use ayumi_locale::Lang;
use ayumi_markup::{HtmlReader, HtmlWriter, MarkdownReader, MarkdownWriter, TextReader};
use ayumi_office::package::Package;
use ayumi_office::{DocxReader, DocxWriter, XlsxReader, XlsxWriter, pack};
use ayumi_recognise::recognise;
use ayumi_testkit::{Fault, TestIds, coverage, plans, sample_plan, strip_hidden};
use proptest::prelude::*;

/// A format under the law: its writer and its reader.
struct Format {
    writer: Box<dyn Writer>,
    reader: Box<dyn Reader>,
    kind: SourceKind,
    file: &'static str,
    /// How the book lays a plan out for it.
    lay: fn(&Plan, Lang, &str) -> Document,
    /// LibreOffice opens and saves it.
    office: bool,
    /// The file without what no person sees.
    seen: fn(&[u8]) -> Vec<u8>,
}

fn formats() -> [Format; 4] {
    let text = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).expect("UTF-8");
        strip_hidden(text).into_bytes()
    };
    [
        Format {
            writer: Box::new(XlsxWriter),
            reader: Box::new(XlsxReader),
            kind: SourceKind::Xlsx,
            file: "workbook.xlsx",
            lay: workbook,
            office: true,
            seen: strip_package,
        },
        Format {
            writer: Box::new(DocxWriter),
            reader: Box::new(DocxReader),
            kind: SourceKind::Docx,
            file: "chapter.docx",
            lay: chapter,
            office: true,
            seen: strip_package,
        },
        Format {
            writer: Box::new(MarkdownWriter),
            reader: Box::new(MarkdownReader),
            kind: SourceKind::Markdown,
            file: "chapter.md",
            lay: chapter,
            office: false,
            seen: text,
        },
        Format {
            writer: Box::new(HtmlWriter),
            reader: Box::new(HtmlReader),
            kind: SourceKind::Html,
            file: "chapter.html",
            lay: chapter,
            office: false,
            seen: text,
        },
    ]
}

/// Writes `document`, strips what no person sees, reads it back.
fn read_back(document: &Document, format: &Format) -> Reading {
    let publication = format
        .writer
        .write(document, "chapter")
        .expect("the writer works");
    let (_, bytes) = publication.files.first().expect("one file");
    read_bytes(bytes, format)
}

/// Reads a file back without what no person sees in it.
fn read_bytes(bytes: &[u8], format: &Format) -> Reading {
    looked_at(bytes, format).1
}

/// The document of a file and its reading.
fn looked_at(bytes: &[u8], format: &Format) -> (Document, Reading) {
    let seen = (format.seen)(bytes);
    let source = Source {
        name: format.file,
        bytes: &seen,
        encoding: None,
        ..Source::default()
    };
    let document = format.reader.read(source).expect("our own file is read");
    let info = SourceInfo {
        name: format.file.to_owned(),
        kind: format.kind,
        sha256: digest(&seen),
        characters: document.visible_characters(),
    };
    let reading = recognise(&document, info);
    (document, reading)
}

/// An Office file without its properties, custom XML and bookmarks.
fn strip_package(bytes: &[u8]) -> Vec<u8> {
    let package = Package::open(bytes).expect("our own file opens");
    let kept = |name: &&str| !name.starts_with("docProps") && !name.starts_with("customXml");
    let parts: Vec<(String, Vec<u8>)> = package
        .names()
        .filter(kept)
        .map(|name| {
            let part = package.part(name).expect("a part unpacks");
            (name.to_owned(), part.expect("a named part is there"))
        })
        .map(|(name, part)| match String::from_utf8(part) {
            Ok(xml) => (name, without_bookmarks(&xml).into_bytes()),
            Err(bytes) => (name, bytes.into_bytes()),
        })
        .collect();
    pack(&parts).expect("parts are packed")
}

fn without_bookmarks(xml: &str) -> String {
    let mut out = String::new();
    for (n, piece) in xml.split("<w:bookmark").enumerate() {
        match piece.find('>') {
            Some(end) if n > 0 => out.push_str(&piece[end + 1..]),
            _ => out.push_str(piece),
        }
    }
    out
}

/// The law for one document of `plan`.
fn kept(plan: &Plan, document: &Document, format: &Format) -> bool {
    let reading = read_back(document, format);
    same_plan(plan, &accept(&reading, "back", &mut TestIds::new()))
}

proptest! {
    #[test]
    fn every_format_is_read_back(plan in plans()) {
        for format in formats() {
            for lang in [Lang::Ja, Lang::En] {
                let document = (format.lay)(&plan, lang, "2026-11-22");
                prop_assert!(
                    kept(&plan, &document, &format),
                    "{}: {:#?}",
                    format.file,
                    plan
                );
            }
        }
    }
}

/// Plants a fault; `false` when the document has no place for it.
type Plant = fn(&mut Document) -> bool;

/// Faults of a writer, planted between the book and the file.
const FAULTS: [(&str, Plant); 5] = [
    ("lost note", lose_note),
    ("swapped siblings", swap_siblings),
    ("lost label", lose_label),
    ("joined findings", join_findings),
    ("dropped era", drop_era),
];

#[test]
fn every_planted_fault_breaks_the_law() {
    let plan = sample_plan();
    for format in formats() {
        let sound = (format.lay)(&plan, Lang::Ja, "2026-11-22");
        assert!(
            kept(&plan, &sound, &format),
            "{}: without a fault",
            format.file
        );
        // A workbook says everything twice: there the fault is the book's own.
        for fault in Fault::ALL {
            let planted = fault.plant(&plan).expect("the sample has a place for it");
            let faulty = (format.lay)(&planted, Lang::Ja, "2026-11-22");
            assert!(
                !kept(&plan, &faulty, &format),
                "{}: {fault:?} went unseen",
                format.file
            );
        }
        if format.kind == SourceKind::Xlsx {
            continue;
        }
        for (name, plant) in FAULTS {
            let mut faulty = sound.clone();
            assert!(plant(&mut faulty), "{name}: nothing to plant it in");
            assert!(
                !kept(&plan, &faulty, &format),
                "{}: {name} went unseen",
                format.file
            );
        }
    }
}

fn tables(document: &mut Document) -> impl Iterator<Item = &mut Table> {
    document.blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

fn words(block: &Block) -> String {
    match block {
        Block::Paragraph { content, .. } => content.iter().map(|run| run.text.as_str()).collect(),
        _ => String::new(),
    }
}

/// All cells' contents, cell by cell.
fn contents(document: &mut Document) -> impl Iterator<Item = &mut Vec<Block>> {
    tables(document)
        .flat_map(|table| table.rows.iter_mut())
        .flat_map(|row| row.cells.iter_mut())
        .map(|cell| &mut cell.blocks)
}

fn lose_note(document: &mut Document) -> bool {
    for blocks in contents(document) {
        if let Some(at) = blocks
            .iter()
            .position(|block| words(block).starts_with('※'))
        {
            blocks.remove(at);
            return true;
        }
    }
    false
}

/// The structure table is the second one, behind the basic facts.
fn structure(document: &mut Document) -> Option<&mut Table> {
    tables(document).nth(1)
}

fn swap_siblings(document: &mut Document) -> bool {
    let Some(table) = structure(document) else {
        return false;
    };
    let last = table.rows.len() - 1;
    let (above, below) = table.rows.split_at_mut(last);
    let (Some(one), Some(other)) = (
        above.last_mut().and_then(|row| row.cells.last_mut()),
        below[0].cells.last_mut(),
    ) else {
        return false;
    };
    std::mem::swap(&mut one.blocks, &mut other.blocks);
    one.blocks != other.blocks
}

fn lose_label(document: &mut Document) -> bool {
    let Some(table) = structure(document) else {
        return false;
    };
    let cells = table
        .rows
        .iter_mut()
        .skip(1)
        .flat_map(|row| row.cells.iter_mut());
    for cell in cells {
        if cell.blocks.first().map(words).as_deref() == Some("①") {
            cell.blocks.clear();
            return true;
        }
    }
    false
}

fn join_findings(document: &mut Document) -> bool {
    for blocks in contents(document) {
        let findings = blocks
            .iter()
            .filter(|block| words(block).starts_with('○'))
            .count();
        if findings >= 2 {
            let joined: String = blocks.iter().map(words).collect();
            *blocks = vec![Block::text(joined)];
            return true;
        }
    }
    false
}

fn drop_era(document: &mut Document) -> bool {
    for blocks in contents(document) {
        for block in blocks {
            let text = words(block);
            if text.contains("平成") {
                *block = Block::text(text.replace("平成", ""));
                return true;
            }
        }
    }
    false
}

/// Real chapters through the law: our own damaged example, and every text of the folder that
/// `AYUMI_CORPUS` names (set by `cargo xtask score DIR`; the corpus is not part of a clone).
#[test]
fn chapters_read_from_extracts_are_kept() {
    let mut folders = vec![concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples").to_owned()];
    folders.extend(std::env::var("AYUMI_CORPUS"));
    let mut seen = 0;
    for folder in folders {
        for entry in std::fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("a folder can be listed").path();
            if path.extension().is_none_or(|ending| ending != "txt") {
                continue;
            }
            let bytes = std::fs::read(&path).expect("the file can be read");
            let name = path.display().to_string();
            let source = Source {
                name: &name,
                bytes: &bytes,
                encoding: None,
                ..Source::default()
            };
            let Ok(document) = TextReader.read(source) else {
                continue;
            };
            let info = SourceInfo {
                name: name.clone(),
                kind: SourceKind::Text,
                sha256: digest(&bytes),
                characters: document.visible_characters(),
            };
            let reading = recognise(&document, info);
            if reading.plan.items.is_empty() {
                continue;
            }
            let mut plan = accept(&reading, "plan", &mut TestIds::new());
            if plan.title.is_empty() {
                // An import asks for the missing title; a plan without one is never stored.
                plan.title = "計画".to_owned();
            }
            for format in formats() {
                let document = (format.lay)(&plan, Lang::Ja, "2026-11-22");
                let reading = read_back(&document, &format);
                let back = accept(&reading, "back", &mut TestIds::new());
                assert!(same_plan(&plan, &back), "{name}: {plan:#?}\n{back:#?}");
            }
            seen += 1;
        }
    }
    assert!(seen >= 2, "the examples hold two plans as damaged text");
}

/// What LibreOffice makes of a file that it opens and saves under the same kind.
fn resaved(bytes: &[u8], ending: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let source = folder.path().join(format!("book.{ending}"));
    std::fs::write(&source, bytes).expect("written");
    let made = folder.path().join("made");
    let profile = folder.path().join("profile");
    // It falls over by itself once in a while when it starts for the first time.
    for _ in 0..3 {
        let run = std::process::Command::new("soffice")
            .arg(format!(
                "-env:UserInstallation=file://{}",
                profile.display()
            ))
            .args(["--headless", "--convert-to", ending, "--outdir"])
            .arg(&made)
            .arg(&source)
            .output();
        run.expect("soffice runs; install libreoffice-writer-nogui and libreoffice-calc-nogui");
        if let Ok(bytes) = std::fs::read(made.join(format!("book.{ending}"))) {
            return bytes;
        }
    }
    panic!("soffice saved nothing")
}

#[test]
fn a_file_opened_and_saved_by_libreoffice_reads_the_same() {
    let plan = sample_plan();
    let planted = Fault::LostLabel.plant(&plan).expect("a label");
    for format in formats() {
        let [document, faulty] =
            [&plan, &planted].map(|plan| (format.lay)(plan, Lang::Ja, "2026-11-22"));
        let Some((_, ending)) = format.file.rsplit_once('.').filter(|_| format.office) else {
            continue;
        };
        let back = |document: &Document| {
            let made = format.writer.write(document, "chapter");
            let made = made.expect("the writer works");
            let reading = read_bytes(&resaved(&made.files[0].1, ending), &format);
            same_plan(&plan, &accept(&reading, "back", &mut TestIds::new()))
        };
        assert!(back(&document), "{}", format.file);
        assert!(!back(&faulty), "{}: a lost label went unseen", format.file);
    }
}

#[test]
fn what_only_a_sheet_to_print_says_is_listed() {
    let plan = sample_plan();
    let mut document = workbook(&plan, Lang::Ja, "2026-11-22");
    let first = tables(&mut document).next().expect("the sheet to print");
    let cell = first.rows.last_mut().and_then(|row| row.cells.last_mut());
    let cell = cell.expect("it has cells");
    cell.blocks.push(Block::text("手で書き足した成果です。"));
    let format = &formats()[0];
    let reading = read_back(&document, format);
    assert!(same_plan(
        &plan,
        &accept(&reading, "back", &mut TestIds::new())
    ));
    let listed: Vec<_> = (reading.unplaced.iter())
        .filter(|one| one.why == ayumi_document::Why::Unassigned)
        .collect();
    assert_eq!(listed.len(), 1, "{listed:?}");
    assert!(listed[0].text.contains("手で書き足した成果です。"));
    assert!(listed[0].at.is_some(), "with its cell");
}

/// A person adds a cell or joins two: the columns shift, and one cell stands for two items or for a
/// number and a title. Such a table is read like any other.
#[test]
fn a_shifted_structure_table_takes_nothing_twice() {
    let plan = sample_plan();
    let shifts: [fn(&mut Table); 4] = [
        // The last number stands for its title and for the one typed below it.
        |table| {
            let [.., first, last] = table.rows.as_mut_slice() else {
                panic!("an item with two below it");
            };
            first.cells[2].row_span = 1;
            let typed = Cell {
                blocks: vec![Block::text("書き足した項目")],
                ..Cell::default()
            };
            last.cells.insert(0, typed);
        },
        |table| table.rows[1].cells[1].row_span += 2,
        |table| table.rows[2].cells.insert(0, Cell::default()),
        |table| table.rows[1].cells[0].col_span += 1,
    ];
    for format in formats()
        .iter()
        .filter(|format| format.file.starts_with("chapter"))
    {
        for (number, shift) in shifts.iter().enumerate() {
            let mut document = (format.lay)(&plan, Lang::Ja, "2026-11-22");
            shift(structure(&mut document).expect("a structure table"));
            let made = format.writer.write(&document, "chapter");
            let made = made.expect("the writer works");
            let (document, reading) = looked_at(&made.files[0].1, format);
            let name = format!("{}, shift {number}", format.file);
            coverage(&document, &reading).unwrap_or_else(|breach| panic!("{name}: {breach}"));
            assert!(!reading.plan.items.is_empty(), "{name}: nothing is read");
        }
    }
}

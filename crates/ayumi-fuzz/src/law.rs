//! What must hold for any bytes. Each law answers whether the bytes were read, or refused.

use ayumi_core::interchange::{
    ColumnMatching, Meaning, SourceInfo, TableForm, plan_from_json, plan_to_json, same_plan,
};
use ayumi_document::{Document, Reader, Selection, Source, SourceKind};
use ayumi_testkit::coverage;

/// As much as a reading may say (`ayumi-app::intake::apart`).
const LONGEST: usize = 16 << 20;

pub(crate) fn docx(bytes: &[u8]) -> bool {
    read(&ayumi_office::DocxReader, "a.docx", bytes)
}

pub(crate) fn xlsx(bytes: &[u8]) -> bool {
    read(&ayumi_office::XlsxReader, "a.xlsx", bytes)
}

pub(crate) fn pdf(bytes: &[u8]) -> bool {
    read(&ayumi_pdf::PdfReader, "a.pdf", bytes)
}

pub(crate) fn text(bytes: &[u8]) -> bool {
    let text = read(&ayumi_markup::TextReader, "a.txt", bytes);
    read(&ayumi_markup::TextReader, "a.csv", bytes) || text
}

pub(crate) fn markdown(bytes: &[u8]) -> bool {
    read(&ayumi_markup::MarkdownReader, "a.md", bytes)
}

pub(crate) fn html(bytes: &[u8]) -> bool {
    read(&ayumi_markup::HtmlReader, "a.html", bytes)
}

pub(crate) fn recognise(bytes: &[u8]) -> bool {
    recognised(&crate::shapes::document(bytes));
    true
}

/// A plan's form: refused, or the same when it is written and read again.
pub(crate) fn form(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    let Ok(plan) = plan_from_json(text) else {
        return false;
    };
    if plan.check().is_err() {
        return false;
    }
    let again = plan_from_json(&plan_to_json(&plan).to_string());
    let again = again.expect("what is written can be read");
    assert!(same_plan(&plan, &again), "a form changed on its way");
    true
}

/// A file is refused, or read without a loss.
fn read(reader: &dyn Reader, name: &str, bytes: &[u8]) -> bool {
    let source = Source {
        name,
        bytes,
        encoding: None,
        ..Source::default()
    };
    let whole = Source {
        selection: Selection {
            hidden: true,
            ..Selection::default()
        },
        ..source
    };
    // What is hidden reaches the recogniser only where it is asked for.
    for document in [reader.read(whole), reader.read(source)] {
        match document {
            Ok(document) => recognised(&document),
            Err(_) => return false,
        }
    }
    true
}

/// The law of coverage, and that a reading can be told.
fn recognised(document: &Document) {
    let source = SourceInfo {
        name: "a".to_owned(),
        kind: SourceKind::Text,
        sha256: String::new(),
        characters: document.visible_characters(),
    };
    let reading = ayumi_recognise::recognise(document, source.clone());
    if let Err(breach) = coverage(document, &reading) {
        panic!("{breach}");
    }
    let matchings: Vec<ColumnMatching> = reading.tables.iter().map(said).collect();
    if !matchings.is_empty() {
        let matched = ayumi_recognise::recognise_with(document, source, &matchings);
        if let Err(breach) = coverage(document, &matched) {
            panic!("columns matched: {breach}");
        }
    }
    let told = serde_json::to_vec(&reading).expect("a reading is JSON");
    // A longer one is refused by the process that reads, which nothing here stands in for.
    assert!(told.len() <= LONGEST * 4, "a reading of {}", told.len());
}

/// Something said of every column of a form, by what its heading is.
fn said(form: &TableForm) -> ColumnMatching {
    let meaning = |key: &str| {
        let sum: usize = key.bytes().map(usize::from).sum();
        Meaning::ALL.get(sum % (Meaning::ALL.len() + 1)).copied()
    };
    ColumnMatching {
        name: "a".to_owned(),
        columns: form
            .keys()
            .map(|key| (key.to_owned(), meaning(key)))
            .collect(),
    }
}

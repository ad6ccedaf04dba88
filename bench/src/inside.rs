//! Work inside this process: reading a document, setting its chapter.

use std::fs;

use anyhow::{Context, Result, bail};
use ayumi_core::intake::{Ids, accept};
use ayumi_core::interchange::{Reading, SourceInfo, digest};
use ayumi_document::{Document, Reader, Source, SourceKind, Writer};
use ayumi_locale::Lang;
use ayumi_markup::TextReader;
use ayumi_office::DocxWriter;
use ayumi_pdf::{Fonts, PdfWriter};
use ayumi_recognise::recognise;

use crate::{Figure, Wish, measure, milliseconds};

/// Ids counted from 1: nothing here is stored.
struct Counted(u128);

impl Ids for Counted {
    fn next(&mut self) -> uuid::Uuid {
        self.0 += 1;
        uuid::Uuid::from_u128(self.0)
    }
}

/// Reading and publishing, warm.
pub fn figures(wish: &Wish) -> Result<Vec<Figure>> {
    let bytes = fs::read(&wish.document).with_context(|| wish.document.display().to_string())?;
    let (median, worst) = measure(200, || read(&bytes).map(drop))?;
    let value = format!(
        "{} (worst of 200: {})",
        milliseconds(median),
        milliseconds(worst)
    );
    let kib = bytes.len() / 1024;
    let mut figures = vec![Figure::new(
        format!("reading {kib} KiB of text, in-process"),
        value,
        "≤ 5 ms",
    )];
    let chapter = chapter(&bytes)?;
    let pdf = PdfWriter::new(Fonts::find(None).context("fonts for the PDF")?);
    let (median, worst) = measure(20, || {
        pdf.typeset(&chapter, "chapter")
            .map(drop)
            .context("setting the chapter")
    })?;
    let value = format!(
        "{} (worst of 20: {})",
        milliseconds(median),
        milliseconds(worst)
    );
    figures.push(Figure::new(
        "chapter as PDF, warm process",
        value,
        "≤ 300 ms",
    ));
    let (median, worst) = measure(50, || match DocxWriter.write(&chapter, "chapter") {
        Ok(publication) if !publication.files.is_empty() => Ok(()),
        Ok(_) => bail!("no Word file"),
        Err(error) => bail!("Word: {error}"),
    })?;
    let value = format!(
        "{} (worst of 50: {})",
        milliseconds(median),
        milliseconds(worst)
    );
    figures.push(Figure::new("chapter as Word", value, "≤ 20 ms"));
    Ok(figures)
}

/// From bytes to the reading, as `ayumi read` goes.
fn read(bytes: &[u8]) -> Result<Reading> {
    let source = Source {
        name: "bench.txt",
        bytes,
        encoding: None,
        ..Source::default()
    };
    let document = match TextReader.read(source) {
        Ok(document) => document,
        Err(refusal) => bail!("not read: {refusal:?}"),
    };
    let info = SourceInfo {
        name: "bench.txt".to_owned(),
        kind: SourceKind::Text,
        sha256: digest(bytes),
        characters: document.visible_characters(),
    };
    Ok(recognise(&document, info))
}

fn chapter(bytes: &[u8]) -> Result<Document> {
    let plan = accept(&read(bytes)?, "bench", &mut Counted(0));
    if plan.items.is_empty() {
        bail!("the document holds no plan");
    }
    Ok(ayumi_book::chapter(&plan, Lang::Ja, "2026-04-01"))
}

//! Reading office files: whole processes, beside the usual converters where they are installed.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use ayumi_document::{Document, Reader as _, Source, Writer};
use ayumi_markup::MarkdownReader;
use ayumi_office::{DocxWriter, pack};
use ayumi_pdf::{Fonts, PdfWriter};

use crate::{Figure, Wish, measure, milliseconds};

/// Headings of the file, each with a table of eight rows: about 100 pages.
const HEADINGS: usize = 100;
/// Rows of the sheet, of ten cells each.
const ROWS: usize = 100_000;

/// Reading Word, PDF and Excel; ratios where a peer is installed.
pub fn figures(wish: &Wish) -> Result<Vec<Figure>> {
    let folder = std::env::temp_dir().join(format!("ayumi-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let done = in_folder(wish, &folder);
    std::fs::remove_dir_all(&folder)?;
    done
}

fn in_folder(wish: &Wish, folder: &Path) -> Result<Vec<Figure>> {
    let book = book()?;
    let docx = written(folder, "book.docx", &DocxWriter, &book)?;
    let pdf = PdfWriter::new(Fonts::find(None).context("fonts for the PDF")?);
    let pdf = written(folder, "book.pdf", &pdf, &book)?;
    let xlsx = folder.join("sheet.xlsx");
    std::fs::write(&xlsx, sheet()?)?;
    let pandoc = || peer("pandoc", &["-f", "docx", "-t", "plain"]);
    let pdftotext = || peer("pdftotext", &[]);
    let mut figures = beside(wish, ("Word, 100 tables", &docx), pandoc, "≤ ¼ of pandoc")?;
    let ours = beside(
        wish,
        ("PDF, 100 tables", &pdf),
        pdftotext,
        "≤ 3 × pdftotext",
    )?;
    figures.extend(ours);
    let (median, _) = timed(3, || reading(wish, &xlsx))?;
    let what = format!("reading Excel, {ROWS} rows of 10 cells, whole process");
    figures.push(Figure::new(what, milliseconds(median), "≤ 3 s"));
    Ok(figures)
}

/// Ours and the peer's in turns, so that both meet the same machine.
fn beside(
    wish: &Wish,
    (what, file): (&str, &PathBuf),
    peer: impl Fn() -> Option<Command>,
    goal: &'static str,
) -> Result<Vec<Figure>> {
    let (ours, _) = timed(11, || reading(wish, file))?;
    let what = format!("reading {what}, whole process");
    let mut figures = vec![Figure::new(&what, milliseconds(ours), goal)];
    if let Some(probe) = peer() {
        let name = probe.get_program().to_string_lossy().into_owned();
        let (theirs, _) = timed(11, || {
            let mut command = peer().context("the peer was there before")?;
            command.arg(file);
            if name == "pdftotext" {
                command.arg("-");
            }
            Ok(command)
        })?;
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        let value = format!("{} (ours : theirs {ratio:.2} : 1)", milliseconds(theirs));
        figures.push(Figure::new(format!("{name}, the same file"), value, ""));
    }
    Ok(figures)
}

fn timed(times: usize, command: impl Fn() -> Result<Command>) -> Result<(Duration, Duration)> {
    measure(times, || {
        let status = command()?
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        if !status.success() {
            bail!("it ended with {status}");
        }
        Ok(())
    })
}

fn reading(wish: &Wish, file: &Path) -> Result<Command> {
    let mut command = Command::new(&wish.ayumi);
    command.args(["read", "--json"]).arg(file);
    Ok(command)
}

/// A program that may be installed.
fn peer(name: &str, arguments: &[&str]) -> Option<Command> {
    let probe = Command::new(name)
        .arg("-v")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    probe.ok()?;
    let mut command = Command::new(name);
    command.args(arguments);
    Some(command)
}

fn written(folder: &Path, name: &str, writer: &dyn Writer, document: &Document) -> Result<PathBuf> {
    let publication = match writer.write(document, "book") {
        Ok(publication) => publication,
        Err(error) => bail!("{name}: {error}"),
    };
    let (_, bytes) = publication.files.first().context("a writer gives a file")?;
    let path = folder.join(name);
    std::fs::write(&path, bytes)?;
    Ok(path)
}

/// A plan book: headings, a paragraph, and a table of eight rows each.
fn book() -> Result<Document> {
    let mut text = String::from("# 第2次地域福祉活動計画\n\n");
    for heading in 1..=HEADINGS {
        let words = "住民同士が声をかけ合い、困りごとに早く気づける地域をつくります。".repeat(4);
        write!(
            text,
            "## 重点目標{heading} 見守りの輪を広げる\n\n{words}\n\n"
        )?;
        text.push_str("| 具体的な取り組み | 担当課 | 令和6年度 | 令和7年度 |\n|---|---|---|---|\n");
        for row in 1..8 {
            let name = format!("{heading}-{row} ふれあいサロンの支援");
            writeln!(text, "| {name} | 地域福祉課 | 検討 | 実施 |")?;
        }
        text.push('\n');
    }
    let source = Source {
        name: "book.md",
        bytes: text.as_bytes(),
        ..Source::default()
    };
    match MarkdownReader.read(source) {
        Ok(document) => Ok(document),
        Err(refusal) => bail!("the book is not read: {refusal:?}"),
    }
}

/// A sheet of many rows, each with a number and nine texts in the cells themselves.
fn sheet() -> Result<Vec<u8>> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut rows = String::new();
    for row in 1..=ROWS {
        write!(rows, "<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c>")?;
        for column in 'B'..='J' {
            let cell = "<is><t>ふれあいサロンの支援</t></is>";
            write!(rows, "<c r=\"{column}{row}\" t=\"inlineStr\">{cell}</c>")?;
        }
        rows.push_str("</row>");
    }
    let relations = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"{id}\" \
             Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let files = [
        (
            "_rels/.rels",
            relations("b", "officeDocument", "xl/workbook.xml"),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations("s", "worksheet", "worksheets/sheet1.xml"),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>\
                 <sheet name=\"表\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    let files: Vec<(String, Vec<u8>)> = files
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text.into_bytes()))
        .collect();
    match pack(&files) {
        Ok(bytes) => Ok(bytes),
        Err(error) => bail!("packing the sheet: {error}"),
    }
}

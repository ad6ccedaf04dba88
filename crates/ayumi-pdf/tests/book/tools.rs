//! The outside programs that look at a PDF. A test whose program is missing fails and says what to
//! install; it is never passed over.

use std::path::Path;
use std::process::Command;

/// What `program` prints about `pdf`; `{}` among the arguments stands for the file.
fn ask(pdf: &[u8], package: &str, program: &str, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.pdf");
    std::fs::write(&file, pdf).unwrap();
    let arguments = arguments
        .iter()
        .map(|a| a.replace("{}", &file.to_string_lossy()));
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}; install the Debian package {package}"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{program} refused the PDF: {said}{errors}"
    );
    said
}

pub fn qpdf_check(pdf: &[u8]) -> String {
    ask(pdf, "qpdf", "qpdf", &["--check", "{}"])
}

pub fn info(pdf: &[u8]) -> String {
    ask(pdf, "poppler-utils", "pdfinfo", &["{}"])
}

pub fn metadata(pdf: &[u8]) -> String {
    ask(pdf, "poppler-utils", "pdfinfo", &["-meta", "{}"])
}

pub fn structure(pdf: &[u8]) -> String {
    ask(pdf, "poppler-utils", "pdfinfo", &["-struct", "{}"])
}

pub fn fonts(pdf: &[u8]) -> String {
    ask(pdf, "poppler-utils", "pdffonts", &["{}"])
}

/// All objects as JSON; streams left out.
pub fn objects(pdf: &[u8]) -> serde_json::Value {
    let json = ask(
        pdf,
        "qpdf",
        "qpdf",
        &["--json=2", "--json-stream-data=none", "{}"],
    );
    serde_json::from_str(&json).unwrap()
}

/// The text, page by page, blanks taken out.
pub fn pages(pdf: &[u8]) -> Vec<String> {
    let text = ask(
        pdf,
        "poppler-utils",
        "pdftotext",
        &["-enc", "UTF-8", "{}", "-"],
    );
    let pages = text.trim_end_matches('\u{c}').split('\u{c}');
    pages
        .map(|page| page.chars().filter(|c| !c.is_whitespace()).collect())
        .collect()
}

/// Shares of pixels that are not white, per page.
pub fn ink(pdf: &[u8]) -> Vec<f64> {
    let folder = tempfile::tempdir().unwrap();
    let stem = folder.path().join("page");
    ask(
        pdf,
        "poppler-utils",
        "pdftoppm",
        &["-r", "40", "-gray", "{}", &stem.to_string_lossy()],
    );
    let mut pages: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    pages.sort();
    pages.iter().map(|page| darkness(page)).collect()
}

fn darkness(page: &Path) -> f64 {
    let picture = std::fs::read(page).unwrap();
    // Header of a binary PGM: magic, width, height, maximum, each closed by one blank.
    let start = picture
        .iter()
        .enumerate()
        .filter(|(_, b)| b.is_ascii_whitespace())
        .nth(3)
        .unwrap()
        .0;
    let pixels = &picture[start + 1..];
    pixels.iter().filter(|&&pixel| pixel < 200).count() as f64 / pixels.len() as f64
}

/// The right edge of every word, in points from the left edge of its page.
pub fn right_edges(pdf: &[u8]) -> Vec<f64> {
    let html = ask(pdf, "poppler-utils", "pdftotext", &["-bbox", "{}", "-"]);
    let edges = html.split("xMax=\"").skip(1);
    edges
        .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect()
}

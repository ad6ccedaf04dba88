//! LibreOffice opens the files and finds the same words in them.

use std::process::Command;
use std::sync::{Mutex, PoisonError};

use ayumi_document::{Document, block};
use ayumi_office::{DocxWriter, XlsxWriter};

use crate::package::write;
use crate::sample;

/// One at a time: two that start together trip over each other now and then.
static OFFICE: Mutex<()> = Mutex::new(());

/// What LibreOffice makes of `bytes`, blanks taken out. It falls over by itself once in a while
/// when it starts for the first time (`Unspecified Application Error`), so it is asked twice.
fn convert(bytes: &[u8], ending: &str, to: &str, package: &str) -> String {
    let _turn = OFFICE.lock().unwrap_or_else(PoisonError::into_inner);
    let once = || converted(bytes, ending, to, package);
    once()
        .or_else(|_| once())
        .unwrap_or_else(|said| panic!("soffice converted nothing ({package} installed?): {said}"))
}

/// One conversion with a profile of its own; what LibreOffice said when it made nothing.
fn converted(bytes: &[u8], ending: &str, to: &str, package: &str) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join(format!("book.{ending}"));
    std::fs::write(&source, bytes).unwrap();
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        folder.path().display()
    );
    let output = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .arg(folder.path())
        .arg(&source)
        .output()
        .unwrap_or_else(|error| panic!("soffice: {error}; install the Debian package {package}"));
    let kind = to.split(':').next().unwrap();
    let mut files: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == kind))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let texts = files
        .iter()
        .map(|file| std::fs::read_to_string(file).unwrap());
    Ok(texts
        .flat_map(|text| text.chars().collect::<Vec<_>>())
        .filter(|c| !c.is_whitespace())
        .collect())
}

/// The texts of `document` that `shown` does not have.
fn lost(document: &Document, shown: &str) -> Vec<String> {
    let mut lost = Vec::new();
    block::for_each_run(&document.blocks, &mut |run| {
        let words: String = run.text.chars().filter(|c| !c.is_whitespace()).collect();
        if !shown.contains(&words) {
            lost.push(words);
        }
    });
    lost
}

#[test]
fn libreoffice_writer_finds_every_word() {
    let mut document = sample::chapter();
    let shown = convert(
        &write(&DocxWriter, &document),
        "docx",
        "txt:Text (encoded):UTF8",
        "libreoffice-writer-nogui",
    );
    assert_eq!(lost(&document, &shown), Vec::<String>::new());
    // The check sees a word that is not there.
    document
        .blocks
        .push(ayumi_document::Block::text("どこにもない言葉"));
    assert_eq!(lost(&document, &shown).len(), 1);
}

#[test]
fn libreoffice_calc_finds_every_word_of_the_tables() {
    let document = sample::chapter();
    // One file for each sheet.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    let shown = convert(
        &write(&XlsxWriter, &document),
        "xlsx",
        filter,
        "libreoffice-calc-nogui",
    );
    let mut wanted = document.clone();
    // Headings of the first two levels are names of sheets, a picture's caption has no picture here.
    wanted.blocks.retain(|block| {
        !matches!(
            block,
            ayumi_document::Block::Heading { level: 1 | 2, .. } | ayumi_document::Block::Figure(_)
        )
    });
    assert_eq!(lost(&wanted, &shown), Vec::<String>::new());
}

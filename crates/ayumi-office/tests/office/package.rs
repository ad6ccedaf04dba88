//! What every package has to be: well-formed, dated by the document, the same again.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::process::Command;

use ayumi_document::{Document, Writer};
use ayumi_office::{DocxWriter, XlsxWriter};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::sample;

pub const WRITERS: [&(dyn Writer + Sync); 2] = [&DocxWriter, &XlsxWriter];

pub fn write(writer: &dyn Writer, document: &Document) -> Vec<u8> {
    let publication = writer
        .write(document, "book")
        .expect("publishing does not fail");
    publication.files[0].1.clone()
}

/// The parts of a package by name.
pub fn parts(package: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut parts = BTreeMap::new();
    for n in 0..zip.len() {
        let mut file = zip.by_index(n).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        parts.insert(file.name().unwrap().into_owned(), bytes);
    }
    parts
}

pub fn part(package: &[u8], name: &str) -> String {
    String::from_utf8(parts(package).remove(name).unwrap()).unwrap()
}

/// The first mistake in an XML part.
fn mistake(xml: &[u8]) -> Option<String> {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_comments = true;
    let mut depth = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) if depth == 0 => return None,
            Ok(Event::Eof) => return Some("ends too early".to_owned()),
            Ok(_) => {}
            Err(error) => return Some(error.to_string()),
        }
    }
}

#[test]
fn every_part_is_well_formed() {
    for writer in WRITERS {
        for (name, bytes) in parts(&write(writer, &sample::chapter())) {
            if name.ends_with(".xml") || name.ends_with(".rels") {
                assert_eq!(mistake(&bytes), None, "{name}");
                assert!(!bytes.is_empty(), "{name}");
            }
        }
    }
    assert!(mistake(b"<a><b></a>").is_some());
    assert!(mistake(b"<a>").is_some());
}

#[test]
fn title_author_and_date_come_from_the_document() {
    for writer in WRITERS {
        let core = part(&write(writer, &sample::chapter()), "docProps/core.xml");
        for words in [
            "<dc:title>第2次みどり野市地域福祉活動計画の総括</dc:title>",
            "<dc:creator>みどり野市社会福祉協議会</dc:creator>",
            "2026-11-22T00:00:00Z",
        ] {
            assert!(core.contains(words), "{words} is missing in {core}");
        }
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for writer in WRITERS {
        let document = sample::chapter();
        let first = write(writer, &document);
        assert!(first == write(writer, &document), "twice in one process");
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| write(writer, &document)))
                .collect();
            for thread in threads {
                assert!(first == thread.join().unwrap(), "in parallel");
            }
        });
        let mut other = document.clone();
        other.date = Some("2026-11-23".into());
        assert!(first != write(writer, &other), "the check can fail");
    }
}

/// Set for the second process only: the folder it writes into.
const FOLDER: &str = "AYUMI_TEST_FOLDER";

#[test]
fn a_second_process_makes_the_same_bytes() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        for writer in WRITERS {
            let file = std::path::Path::new(&folder).join(writer.format());
            std::fs::write(file, write(writer, &sample::chapter())).unwrap();
        }
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "package::a_second_process_makes_the_same_bytes"])
        .env(FOLDER, folder.path())
        .output()
        .unwrap();
    assert!(status.status.success());
    for writer in WRITERS {
        let there = std::fs::read(folder.path().join(writer.format())).unwrap();
        assert!(
            there == write(writer, &sample::chapter()),
            "{}",
            writer.format()
        );
    }
}

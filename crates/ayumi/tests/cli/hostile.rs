//! Files made to harm, sent to a running server: its memory stays, and others are answered.

use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};

use ayumi_office::pack;
use ayumi_testkit::pdf::{File, Page};
use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::lab::Lab;
use crate::serve::{Server, start};

/// How much the server may grow while it deals with such files, in MiB.
const MOST: u64 = 50;

/// A line of `/proc/PID/status`, in MiB.
fn memory(pid: u32, line: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let found = status.lines().find_map(|own| own.strip_prefix(line));
    let kib = found.unwrap().trim_start_matches(':').trim();
    kib.trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

/// By how many MiB a process grew at most while `work` was done.
fn grown(pid: u32, work: impl FnOnce()) -> u64 {
    // The highest mark so far is forgotten.
    std::fs::write(format!("/proc/{pid}/clear_refs"), "5").unwrap();
    let before = memory(pid, "VmRSS");
    work();
    memory(pid, "VmHWM").saturating_sub(before)
}

fn office(main: &str, kind: &str, parts: &[(&str, String)]) -> Vec<u8> {
    let relation = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" \
         Target=\"{main}\"/></Relationships>"
    );
    let first = ("_rels/.rels".to_owned(), relation.into_bytes());
    let rest = parts
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.clone().into_bytes()));
    pack(&std::iter::once(first).chain(rest).collect::<Vec<_>>()).unwrap()
}

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const SHEET: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const BOOK: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn word(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"{WORD}\"><w:body>{body}</w:body></w:document>");
    office(
        "word/document.xml",
        "officeDocument",
        &[("word/document.xml", document)],
    )
}

/// Two cells at the ends of a sheet.
fn two_cells() -> Vec<u8> {
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"r1\" Type=\"{BOOK}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let book = format!(
        "<workbook xmlns=\"{SHEET}\" xmlns:r=\"{BOOK}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/>\
         </sheets></workbook>"
    );
    let sheet = format!(
        "<worksheet xmlns=\"{SHEET}\"><dimension ref=\"A1:XFD1048576\"/><sheetData>\
         <row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
         <row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row></sheetData></worksheet>"
    );
    let parts = [
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    office("xl/workbook.xml", "officeDocument", &parts)
}

/// A page whose content unpacks to `length` bytes.
fn pdf_of(content: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(content).unwrap();
    let packed = packed.finish().unwrap();
    let mut file = File::of(vec![Page::a4().text(60.0, 60.0, 10.0, "相談")]);
    let stream = file.stream("/Filter /FlateDecode", &packed);
    file.push(&format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R >>"
    ));
    file.bytes()
}

/// Files, and the status each gets.
fn files() -> Vec<(&'static str, u16, Vec<u8>)> {
    let spaces = " ".repeat(110 << 20);
    let deep = "<w:p><w:r>".repeat(50_000);
    let spans = "<tr><td colspan=65534 rowspan=65534>合計</td><td>1</td></tr>".repeat(2_000);
    vec![
        ("bomb.docx", 422, word(&spaces)),
        ("deep.docx", 422, word(&deep)),
        ("ends.xlsx", 200, two_cells()),
        ("bomb.pdf", 422, pdf_of(&vec![b' '; 200 << 20])),
        ("deep.pdf", 422, pdf_of("[".repeat(200_000).as_bytes())),
        ("deep.html", 422, "<div>".repeat(200_000).into_bytes()),
        (
            "spans.html",
            200,
            format!("<table>{spans}</table>").into_bytes(),
        ),
        ("line.txt", 200, "①".repeat(1_000_000).into_bytes()),
        ("wide.csv", 200, ",".repeat(3_000_000).into_bytes()),
    ]
}

#[test]
fn hostile_files_cost_the_server_little_and_nobody_waits() {
    let lab = Lab::new();
    let server = start(&lab);
    let files = files();
    assert!(files.iter().all(|(_, _, bytes)| bytes.len() < 4 << 20));
    // What is loaded once is loaded.
    let (status, _) = server.read("plan.txt", "重点目標\n1 相談\n2 見守り\n".as_bytes());
    assert_eq!(status, 200);
    let done = AtomicBool::new(false);
    let grown = grown(server.child.id(), || {
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| others(&server, &done));
            for (name, expected, bytes) in &files {
                let (status, answer) = server.read(name, bytes);
                assert_eq!(status, *expected, "{name}: {answer}");
            }
            done.store(true, Ordering::Relaxed);
            assert!(waiting.join().unwrap() > 20, "the others were asked");
        });
    });
    assert!(grown <= MOST, "the server grew by {grown} MiB");
}

/// Another person's pages meanwhile; gives how many there were.
fn others(server: &Server, done: &AtomicBool) -> usize {
    let mut answered = 0;
    while !done.load(Ordering::Relaxed) {
        assert!(server.get("/help").starts_with("HTTP/1.1 200"));
        answered += 1;
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    answered
}

/// A planted fault: a process that takes more is seen.
#[test]
fn a_process_that_grows_is_seen() {
    let held = grown(std::process::id(), || {
        let held = vec![1_u8; (MOST as usize + 20) << 20];
        assert_eq!(std::hint::black_box(&held)[held.len() / 2], 1);
    });
    assert!(held > MOST, "{held} MiB");
}

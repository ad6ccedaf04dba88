//! Packages made to harm: each refused by what it is, none of them unpacked beyond the limits.

use ayumi_document::{Refusal, Suspicion};
use ayumi_office::pack;
use ayumi_office::package::{MOST_UNPACKED, Package, Step, Walk};
use rstest::rstest;

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let parts: Vec<(String, Vec<u8>)> = parts
        .iter()
        .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
        .collect();
    pack(&parts).unwrap()
}

/// Replaces `from` by `to`, of the same length, at its `n`-th place (all places: `None`).
fn patched(mut bytes: Vec<u8>, from: &[u8], to: &[u8], n: Option<usize>) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> = (0..=bytes.len() - from.len())
        .filter(|at| bytes[*at..].starts_with(from))
        .collect();
    assert!(!places.is_empty(), "nothing to patch");
    for (count, at) in places.into_iter().enumerate() {
        if n.is_none_or(|n| n == count) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
    }
    bytes
}

/// The place of the `n`-th directory header.
fn central(bytes: &[u8], n: usize) -> usize {
    let mut headers = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(b"PK\x01\x02"));
    headers.nth(n).unwrap()
}

fn refused(bytes: &[u8]) -> String {
    match Package::open(bytes) {
        Ok(_) => "opened".to_owned(),
        Err(Refusal::Suspicious { sign, .. }) => format!("{sign:?}"),
        Err(refusal) => format!("{refusal:?}"),
    }
}

fn two() -> Vec<u8> {
    packed(&[("word/a.xml", b"<a/>"), ("word/b.xml", b"<b/>")])
}

#[test]
fn row_01_what_inflates_a_thousandfold_stops_at_the_limit() {
    let zeros = vec![b' '; 60 * 1024 * 1024];
    let bomb = packed(&[("word/document.xml", &zeros), ("word/b.xml", &zeros)]);
    assert!(bomb.len() < 200_000);
    let package = Package::open(&bomb).unwrap();
    assert_eq!(package.part("word/document.xml").unwrap(), Some(zeros));
    // The limit holds for all parts together.
    assert_eq!(
        package.part("word/b.xml"),
        Err(Refusal::UnpackedTooLarge {
            limit: MOST_UNPACKED
        })
    );
}

#[test]
fn row_02_archives_inside_are_named_and_not_opened() {
    let inner = packed(&[("b.zip", b"PK"), ("a.txt", b"x")]);
    let outer = packed(&[
        ("word/document.xml", b"<a/>"),
        ("word/embeddings/c.zip", &inner),
    ]);
    let package = Package::open(&outer).unwrap();
    assert_eq!(
        package.inner_files().collect::<Vec<_>>(),
        ["word/embeddings/c.zip"]
    );
}

#[test]
fn row_03_too_many_parts_are_not_listed() {
    let parts: Vec<_> = (0..10_001).map(|n| (format!("{n}"), Vec::new())).collect();
    let many = pack(&parts).unwrap();
    assert_eq!(
        refused(&many),
        "TooManyParts { count: 10001, limit: 10000 }"
    );
    assert_eq!(refused(&pack(&parts[1..]).unwrap()), "opened");
}

#[test]
fn row_04_entries_over_each_other_are_refused() {
    // Both entries of the directory lead to the first header, names and sizes alike.
    let mut bytes = packed(&[("word/a.xml", b"<a/>"), ("word/b.xml", b"<a/>")]);
    let (first, second) = (central(&bytes, 0), central(&bytes, 1));
    let offset: [u8; 4] = bytes[first + 42..first + 46].try_into().unwrap();
    bytes[second + 42..second + 46].copy_from_slice(&offset);
    // The names differ, so the headers disagree before they overlap…
    assert_eq!(refused(&bytes), "HeadersDisagree");
    // …and where the names are made the same, one of them stands twice.
    let bytes = patched(bytes, b"word/b.xml", b"word/a.xml", None);
    assert_eq!(refused(&bytes), "Overlap");
}

#[rstest]
#[case::name(|bytes: Vec<u8>| patched(bytes, b"word/a.xml", b"word/c.xml", Some(1)))]
#[case::length(|mut bytes: Vec<u8>| { let at = central(&bytes, 0); bytes[at + 24] ^= 1; bytes })]
#[case::packed(|mut bytes: Vec<u8>| { let at = central(&bytes, 0); bytes[at + 20] ^= 1; bytes })]
#[case::sum(|mut bytes: Vec<u8>| { let at = central(&bytes, 0); bytes[at + 16] ^= 1; bytes })]
#[case::fewer_than_there_are(|mut bytes: Vec<u8>| {
    let end = bytes.len() - 22;
    bytes[end + 8] = 1;
    bytes[end + 10] = 1;
    bytes
})]
fn row_05_headers_that_disagree_are_refused(#[case] harm: fn(Vec<u8>) -> Vec<u8>) {
    assert_eq!(refused(&two()), "opened");
    assert_eq!(refused(&harm(two())), "HeadersDisagree");
}

#[test]
fn row_05_a_part_longer_than_both_headers_say_is_refused() {
    let mut bytes = packed(&[("word/a.xml", &[b'a'; 5000])]);
    let at = central(&bytes, 0);
    for place in [22, at + 24] {
        bytes[place..place + 4].copy_from_slice(&10u32.to_le_bytes());
    }
    let package = Package::open(&bytes).unwrap();
    assert!(matches!(
        package.part("word/a.xml"),
        Err(Refusal::Suspicious {
            sign: Suspicion::HeadersDisagree,
            ..
        })
    ));
}

#[test]
fn row_06_absurd_sizes_reserve_nothing() {
    // A zip64 field of 2⁶³ bytes in the directory.
    let mut bytes = two();
    let at = central(&bytes, 1);
    let name_end = at + 46 + 10;
    bytes[at + 24..at + 28].copy_from_slice(&u32::MAX.to_le_bytes());
    bytes[at + 30] = 12;
    let field = [&[1, 0, 8, 0][..], &(1u64 << 63).to_le_bytes()].concat();
    bytes.splice(name_end..name_end, field);
    assert_eq!(refused(&bytes), "HeadersDisagree");
    // The same size in both places.
    let mut bytes = two();
    let at = central(&bytes, 1);
    for place in [at + 20, at + 24] {
        bytes[place..place + 4].copy_from_slice(&0xFFFF_FFFEu32.to_le_bytes());
    }
    assert_eq!(refused(&bytes), "HeadersDisagree");
}

#[rstest]
#[case("../../etc/passwd")]
#[case("word/../../x")]
#[case("C:/x")]
#[case("C:\\x")]
#[case("/abs")]
#[case("..\\x")]
fn row_07_names_that_lead_elsewhere_are_refused(#[case] name: &str) {
    // The ZIP writer cleans names, so it gets a harmless one of the same length.
    let harmless = "x".repeat(name.len());
    let bytes = packed(&[(&harmless, b"")]);
    let bytes = patched(bytes, harmless.as_bytes(), name.as_bytes(), None);
    assert_eq!(refused(&bytes), "PartName");
}

#[test]
fn row_07_a_nul_in_a_name_is_refused() {
    let bytes = patched(two(), b"word/a.xml", b"word/a\0xml", None);
    assert_eq!(refused(&bytes), "PartName");
}

#[test]
fn row_08_links_are_refused() {
    let mut bytes = two();
    let at = central(&bytes, 0);
    bytes[at + 5] = 3;
    bytes[at + 38..at + 42].copy_from_slice(&(0o120_777u32 << 16).to_le_bytes());
    assert_eq!(refused(&bytes), "Symlink");
}

#[test]
fn row_17_macros_are_refused_under_any_name() {
    let by_part = packed(&[("word/vbaProject.bin", b"x")]);
    assert_eq!(refused(&by_part), "Macros");
    let types = br#"<Types><Override PartName="/word/document.xml"
        ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>"#;
    assert_eq!(
        refused(&packed(&[("[Content_Types].xml", types)])),
        "Macros"
    );
}

#[test]
fn rows_18_19_what_is_no_archive_is_told_apart() {
    assert!(refused(b"\xD0\xCF\x11\xE0 an old file, long enough").starts_with("Broken"));
    let mut locked = two();
    for (place, flags) in [(6, 1), (central(&locked, 0) + 8, 1)] {
        locked[place] |= flags;
    }
    assert_eq!(refused(&locked), "Encrypted");
}

/// How a walk through `text` ends.
fn walked(text: &str) -> String {
    let mut walk = Walk::new("part.xml", text);
    let mut words = String::new();
    loop {
        match walk.step() {
            Ok(Some(Step::Text(text))) => words.push_str(&text),
            Ok(Some(_)) => {}
            Ok(None) => return words,
            Err(Refusal::Suspicious { sign, .. }) => return format!("{sign:?}"),
            Err(refusal) => return format!("{refusal:?}"),
        }
    }
}

#[rstest]
#[case::laughs(
    r#"<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>"#,
    "Doctype"
)]
#[case::outside(
    r#"<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>"#,
    "Doctype"
)]
#[case::entities_stay_as_written("<a>&b;&amp;&#x3042;&#65;</a>", "&b;&あA")]
#[case::cut("<a><b>", r#"Broken { detail: "part.xml: ends too early" }"#)]
fn row_21_entities_are_never_expanded(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(walked(text), expected);
}

#[test]
fn row_22_depth_and_attributes_are_limited() {
    let deep = |n| format!("{}{}", "<a>".repeat(n), "</a>".repeat(n));
    assert_eq!(walked(&deep(256)), "");
    assert_eq!(walked(&deep(257)), "Nesting");
    assert_eq!(walked(&"<a>".repeat(100_000)), "Nesting");
    let many: String = (0..10_000).map(|n| format!(r#" x{n}="1""#)).collect();
    assert_eq!(walked(&format!("<a{many}/>")), "Attributes");
    let long = "x".repeat(50 * 1024 * 1024);
    assert_eq!(walked(&format!(r#"<a b="{long}"/>"#)), "Attributes");
    let spaces: String = (0..10_000).map(|n| format!(r#" xmlns:x{n}="u""#)).collect();
    assert_eq!(walked(&format!("<a{spaces}/>")), "Attributes");
}

#[test]
fn row_28_content_types_may_be_missing() {
    let package = packed(&[("word/document.xml", b"<a/>")]);
    let package = Package::open(&package).unwrap();
    let main = package.main_part(&["word/document.xml"]).unwrap();
    assert_eq!(main.as_deref(), Some("word/document.xml"));
}

#[test]
fn relations_lead_to_parts_by_name() {
    let list = br#"<Relationships><Relationship Id="a" Target="../media/x.png"
        Type="http://purl.oclc.org/ooxml/officeDocument/relationships/image"/><Relationship Id="b"
        Target="https://example.jp/" TargetMode="External" Type="u/hyperlink"/><Relationship
        Id="c" Target="/word/styles.xml" Type="u/styles"/></Relationships>"#;
    let bytes = packed(&[("word/_rels/document.xml.rels", list)]);
    let relations = Package::open(&bytes)
        .unwrap()
        .relations("word/document.xml")
        .unwrap();
    let told: Vec<_> = relations
        .0
        .iter()
        .map(|one| (&*one.id, &*one.kind, &*one.target, one.external))
        .collect();
    assert_eq!(
        told,
        [
            ("a", "image", "media/x.png", false),
            ("b", "hyperlink", "https://example.jp/", true),
            ("c", "styles", "word/styles.xml", false),
        ]
    );
}

//! Bytes in, text and notices out.

use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};
use proptest::prelude::*;

use super::*;

/// `text`, then the encoding, the notices (`rule@line value`) and the choices of the question.
fn show(bytes: &[u8], encoding: Option<&str>) -> String {
    let decoded = match decode(Source {
        name: "a.txt",
        bytes,
        encoding,
        ..Source::default()
    }) {
        Ok(decoded) => decoded,
        Err(refusal) => return format!("{refusal:?}"),
    };
    let mut out = format!("{} | {}", decoded.text, decoded.encoding);
    for notice in decoded.notices {
        let line = match notice.at {
            Some(ayumi_document::At::Line { line }) => format!("@{line}"),
            _ => String::new(),
        };
        out.push_str(&format!(" | {:?}{line}", notice.rule));
        for (name, value) in notice.values {
            out.push_str(&format!(" {name}={value}"));
        }
    }
    for question in decoded.questions {
        out.push_str(&format!(" | ? {}", question.choices.join(",")));
    }
    out
}

#[track_caller]
fn check(bytes: &[u8], expected: &str) {
    assert_eq!(show(bytes, None), expected);
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

const SENTENCE: &str = "第1章 みどり野市社協の計画をつくる。";

#[test]
fn row_41_every_encoding_of_japanese_is_told() {
    let sure = format!("{SENTENCE} | utf-8");
    check(SENTENCE.as_bytes(), &sure);
    check(format!("\u{FEFF}{SENTENCE}").as_bytes(), &sure);
    check(
        &utf16(SENTENCE, false),
        &format!("{SENTENCE} | utf-16le | EncodingDetected value=utf-16le"),
    );
    check(
        &utf16(SENTENCE, true),
        &format!("{SENTENCE} | utf-16be | EncodingDetected value=utf-16be"),
    );
    for (encoding, label) in [
        (SHIFT_JIS, "shift_jis"),
        (EUC_JP, "euc-jp"),
        (ISO_2022_JP, "iso-2022-jp"),
    ] {
        let (bytes, _, bad) = encoding.encode(SENTENCE);
        assert!(!bad);
        check(
            &bytes,
            &format!("{SENTENCE} | {label} | EncodingDetected value={label}"),
        );
    }
}

#[test]
fn row_41_a_chosen_encoding_wins() {
    let (bytes, _, _) = EUC_JP.encode("平成");
    assert_eq!(
        show(&bytes, Some("euc-jp")),
        "平成 | euc-jp | EncodingDetected value=euc-jp"
    );
    let half_width = b"\xCA\xBF\xC0\xAE";
    assert_eq!(
        show(half_width, Some("shift_jis")),
        "\u{FF8A}\u{FF7F}\u{FF80}\u{FF6E} | shift_jis | EncodingDetected value=shift_jis"
    );
}

#[test]
fn row_42_one_bad_byte_is_named_with_its_line() {
    let mut bytes = "進行管理\n".repeat(811).into_bytes();
    let offset = bytes.len() + 3;
    bytes.extend_from_slice("計".as_bytes());
    bytes.push(0xFF);
    bytes.extend_from_slice("画\n".as_bytes());
    let text = format!("{}計画\n", "進行管理\n".repeat(811));
    check(
        &bytes,
        &format!("{text} | utf-8 | BadByte@812 offset={offset} value=FF"),
    );
    check(
        b"abc\xFFdef, mostly ASCII\n",
        "abcdef, mostly ASCII\n | utf-8 | BadByte@1 offset=3 value=FF",
    );
}

#[test]
fn row_43_what_is_valid_twice_is_asked() {
    // Half-width katakana in Shift_JIS, which is also two-byte UTF-8.
    check(
        b"\xC3\xB1",
        "\u{FF83}\u{FF71} | shift_jis | EncodingUnsure value=shift_jis | ? shift_jis,utf-8",
    );
    check(
        "caf\u{E9}".as_bytes(),
        "caf\u{E9} | utf-8 | EncodingUnsure value=utf-8 | ? utf-8,shift_jis",
    );
    // The same four bytes are two kanji in EUC-JP.
    let found = show(b"\xCA\xBF\xC0\xAE", None);
    assert!(
        found.contains("EncodingUnsure") && found.contains("? "),
        "{found}"
    );
}

#[test]
fn row_44_awkward_characters_of_cp932() {
    let text = "表ソ能 ①㈱Ⅰ髙﨑 申し込み";
    let (bytes, _, bad) = SHIFT_JIS.encode(text);
    assert!(!bad);
    check(
        &bytes,
        &format!("{text} | shift_jis | EncodingDetected value=shift_jis"),
    );
}

#[test]
fn row_45_bytes_that_cp932_has_no_character_for() {
    let (mut bytes, end) = (
        SHIFT_JIS
            .encode("みまもり\nの計画とひろがりをめざす取組の記録")
            .0
            .into_owned(),
        b'\n',
    );
    let start = bytes.len();
    bytes.extend_from_slice(&[0x80, 0xA0, 0xFD, 0x82, end]);
    check(
        &bytes,
        &format!(
            "みまもり\nの計画とひろがりをめざす取組の記録\n | shift_jis | EncodingDetected value=shift_jis \
             | BadByte@2 offset={start} value=80 | BadByte@2 offset={} value=A0 \
             | BadByte@2 offset={} value=FD | BadByte@2 offset={} value=82",
            start + 1,
            start + 2,
            start + 3
        ),
    );
}

#[test]
fn row_46_dashes_and_waves_stay_as_typed() {
    let text = "\u{301C}\u{FF5E}\u{2212}\u{FF0D}\u{30FC}\u{2010}\u{2014}\u{2015}";
    check(text.as_bytes(), &format!("{text} | utf-8"));
}

#[test]
fn row_48_every_line_end_is_one() {
    check(b"a\r\nb\rc\nd", "a\nb\nc\nd | utf-8");
    check(
        b"a\r\n\r\nb\xFF",
        "a\n\nb | utf-8 | BadByte@3 offset=6 value=FF",
    );
}

#[test]
fn row_55_controls_are_taken_out_and_nul_is_refused() {
    check(b"a\nb\0c", "NulBytes { at: Some(Line { line: 2 }) }");
    check(
        &utf16("a\0", false),
        "NulBytes { at: Some(Line { line: 1 }) }",
    );
    check(
        b"a\x07b\x07\x1Bc and a good many more letters than before\n",
        "abc and a good many more letters than before\n | utf-8 | ControlCharacter@1 count=2 value=U+0007 | ControlCharacter@1 value=U+001B",
    );
    check(
        "a\n\u{FEFF}b".as_bytes(),
        "a\nb | utf-8 | InvisibleCharacter@2 value=U+FEFF",
    );
}

#[test]
fn row_56_what_nobody_sees_is_taken_out() {
    check(
        "重点\u{202E}項目\u{200B}の\u{2060}名\u{E0041}".as_bytes(),
        "重点項目の名 | utf-8 | InvisibleCharacter@1 value=U+202E | InvisibleCharacter@1 value=U+200B \
         | InvisibleCharacter@1 value=U+2060 | InvisibleCharacter@1 value=U+E0041",
    );
}

#[test]
fn rows_57_58_59_60_stay_as_typed() {
    let row_57 = "か\u{3099}";
    let row_58 = "葛\u{E0100}城 \u{20BB7}野家 﨑 髙 齋";
    let row_59 = "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467} \u{1F1EF}\u{1F1F5} 1\u{FE0F}\u{20E3} \u{1F3F4}\u{E0067}\u{E0062}\u{E007F}";
    let row_60 = "\u{FF76}\u{FF9E} \u{FF11}\u{FF12} \u{33A1} \u{2116} \u{2121} \u{337B}";
    for text in [row_57, row_58, row_59, row_60] {
        check(
            format!("計画 {text}").as_bytes(),
            &format!("計画 {text} | utf-8"),
        );
    }
}

#[test]
fn spoilt_text_is_refused() {
    let latin = |text: &str| text.bytes().map(char::from).collect::<String>();
    let sentence = "評価調書 みどり野市社協\n";
    let refused = "NotText { at: Some(Line { line: 1 }) }";
    check(latin(sentence).as_bytes(), refused);
    check(
        latin(&SHIFT_JIS.decode(&SHIFT_JIS.encode(sentence).0).0).as_bytes(),
        refused,
    );
    // UTF-8 read as Shift_JIS, as Windows-1252, and EUC-JP read as Shift_JIS.
    check(
        SHIFT_JIS
            .decode("みんなでつくるまちのけいかく".as_bytes())
            .0
            .as_bytes(),
        refused,
    );
    check(
        encoding_rs::WINDOWS_1252
            .decode(SENTENCE.as_bytes())
            .0
            .as_bytes(),
        refused,
    );
    check(
        encoding_rs::WINDOWS_1252
            .decode(&SHIFT_JIS.encode(SENTENCE).0)
            .0
            .as_bytes(),
        refused,
    );
    check(
        SHIFT_JIS
            .decode(&EUC_JP.encode("みんなでつくるまちのけいかく").0)
            .0
            .as_bytes(),
        "NotText { at: Some(Line { line: 1 }) }",
    );
    check(b"\x01\x02\x03\x04\xFF\xFE\xFD\xFC\x81\x05\x06", refused);
    // Western words are no damage.
    check(
        "Résumé, naïve café — für Übung.".as_bytes(),
        "Résumé, naïve café — für Übung. | utf-8",
    );
}

#[test]
fn what_is_no_text_is_refused() {
    check(b"", "Empty");
    check(" \n\u{3000}\n".as_bytes(), "Empty");
    check(
        b"%PDF-1.7",
        "KindDisagrees { named: \"txt\", found: \"pdf\" }",
    );
    check(
        b"PK\x03\x04word/document.xml",
        "KindDisagrees { named: \"txt\", found: \"docx\" }",
    );
    let large = vec![b'a'; LIMIT as usize + 1];
    check(
        &large,
        &format!("TooLarge {{ size: {}, limit: {LIMIT} }}", LIMIT + 1),
    );
}

#[test]
fn many_bad_bytes_are_counted() {
    let bytes = "計画の進み具合を\u{0}見る\n"
        .replace('\u{0}', "")
        .repeat(300);
    let bytes: Vec<u8> = bytes
        .bytes()
        .flat_map(|b| if b == b'\n' { vec![0xFF, b] } else { vec![b] })
        .collect();
    let decoded = decode(Source {
        name: "a",
        bytes: &bytes,
        encoding: None,
        ..Source::default()
    })
    .expect("read");
    assert_eq!(decoded.notices.len(), 201);
    assert_eq!(decoded.notices[200].values["more"], "100");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = show(&bytes, None);
        let _ = show(&bytes, Some("shift_jis"));
    }

    /// Text in any of the encodings comes back, whether it was told or asked for.
    #[test]
    fn text_comes_back_in_every_encoding(text in "[ぁ-んァ-ヶ一-三a-z0-9、。 \n]{1,80}") {
        prop_assume!(!text.trim().is_empty());
        for encoding in [SHIFT_JIS, EUC_JP, ISO_2022_JP, encoding_rs::UTF_8] {
            let (bytes, _, bad) = encoding.encode(&text);
            if bad {
                continue;
            }
            let chosen = decode(Source { name: "a", bytes: &bytes, encoding: Some(encoding.name()), ..Source::default() });
            prop_assert_eq!(&chosen.expect("read").text, &text);
            let told = decode(Source { name: "a", bytes: &bytes, encoding: None, ..Source::default() });
            let told = told.expect("read");
            prop_assert!(told.text == text || !told.questions.is_empty(), "{} as {}", text, told.encoding);
        }
    }
}

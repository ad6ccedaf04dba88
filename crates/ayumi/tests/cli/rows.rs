//! The rows of the bad-input catalogue that a file can bring, in the real program: the rule, the
//! place, the exit code, and that database and data folder say the same as before.

use std::fmt::Write as _;

use crate::lab::Lab;

/// A plan in plain text. Lines are counted from 1; what a row adds is line 7.
const PLAN: &str = "みどり野市社会福祉協議会　第2次強化計画\n\
    計画期間　令和2年度から令和6年度\n\
    \n\
    重点項目1　地域のつながり\n\
    (1) 見守り活動の充実\n\
    (2) 相談の場づくり\n";

/// What is expected of a file.
struct Expected<'a> {
    code: i32,
    /// Codes of notices, repairs, questions and what was not placed, each with its line; 0 where
    /// it is about the whole file.
    told: &'a [(&'a str, u64)],
    /// What the reading must hold, or the message of a refusal.
    holds: &'a str,
}

/// A house with a plan in it, so that there is something to be changed.
struct Row {
    lab: Lab,
    before: String,
}

impl Row {
    fn new() -> Self {
        let lab = Lab::new();
        lab.with_plan();
        let before = lab.state();
        assert_ne!(before, "nothing");
        Self { lab, before }
    }

    #[track_caller]
    fn unchanged(&self, what: &str) {
        assert_eq!(self.lab.state(), self.before, "{what} changed something");
    }

    /// Reads a file and, without keeping it, imports it.
    #[track_caller]
    fn check(&self, name: &str, bytes: &[u8], expected: &Expected<'_>) {
        self.lab.file(name, bytes);
        let read = self.lab.run(&["read", "--json", name]);
        read.ended(expected.code, expected.holds);
        self.unchanged("reading");
        if expected.code == 0 {
            let told = told(&read.json());
            for (code, line) in expected.told {
                let one = ((*code).to_owned(), *line);
                assert!(told.contains(&one), "{one:?} is not in {told:?}");
            }
            self.lab.run(&["import", name, "--dry-run"]).ended(0, "");
            self.lab.run(&["import", name]).ended(2, "--yes");
        } else {
            self.lab
                .run(&["import", name, "--yes"])
                .ended(expected.code, expected.holds);
        }
        self.unchanged("an import that was refused or only looked at");
    }

    /// A file that is read: these codes at these lines, and these words in the reading.
    #[track_caller]
    fn reads(&self, bytes: impl AsRef<[u8]>, told: &[(&str, u64)], holds: &str) {
        let expected = Expected {
            code: 0,
            told,
            holds,
        };
        self.check("plan.txt", bytes.as_ref(), &expected);
    }

    /// The plan with one line more.
    #[track_caller]
    fn adds(&self, line: &str, told: &[(&str, u64)], holds: &str) {
        self.reads(format!("{PLAN}{line}\n"), told, holds);
    }

    /// A file that is refused with these words.
    #[track_caller]
    fn refuses(&self, name: &str, bytes: &[u8], holds: &str) {
        let expected = Expected {
            code: 65,
            told: &[],
            holds,
        };
        self.check(name, bytes, &expected);
    }
}

/// Everything a reading tells: code and line.
fn told(reading: &serde_json::Value) -> Vec<(String, u64)> {
    let lists = [
        ("notices", "rule"),
        ("repairs", "rule"),
        ("questions", "ask"),
        ("unplaced", "why"),
    ];
    let mut told = Vec::new();
    for (list, code) in lists {
        for one in reading[list].as_array().into_iter().flatten() {
            let line = one["at"]["line"].as_u64().unwrap_or_default();
            told.push((one[code].as_str().unwrap().to_owned(), line));
        }
    }
    told
}

fn encoded(text: &str, label: &str) -> Vec<u8> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy, "{label} cannot say this");
    bytes.into_owned()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let with_mark = format!("\u{feff}{text}");
    with_mark.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn row_41_encodings_are_detected_and_said() {
    let row = Row::new();
    row.reads(PLAN, &[], "相談の場づくり");
    row.reads(format!("\u{feff}{PLAN}"), &[], "相談の場づくり");
    for label in ["shift_jis", "euc-jp", "iso-2022-jp"] {
        let bytes = encoded(PLAN, label);
        row.reads(bytes, &[("encoding-detected", 0)], "相談の場づくり");
    }
    for bytes in [utf16(PLAN, u16::to_le_bytes), utf16(PLAN, u16::to_be_bytes)] {
        row.reads(bytes, &[("encoding-detected", 0)], "相談の場づくり");
    }
}

#[test]
fn row_42_a_bad_byte_is_named_with_its_line() {
    let mut bytes = format!("{PLAN}(3) ").into_bytes();
    bytes.extend(b"\xff");
    bytes.extend("移動の支援\n".bytes());
    Row::new().reads(bytes, &[("bad-byte", 7)], "移動の支援");
}

#[test]
fn row_43_two_encodings_are_a_question() {
    let told = [("encoding-unsure", 0), ("which-encoding", 0)];
    Row::new().reads(b"\xb1\xb2\xb3\xb4\n", &told, "");
}

#[test]
fn row_44_awkward_characters_of_cp932() {
    let bytes = encoded(&format!("{PLAN}(3) 表ソ能①㈱Ⅰ髙﨑\n"), "shift_jis");
    let told = [("encoding-detected", 0)];
    Row::new().reads(bytes, &told, "\"表ソ能①㈱Ⅰ髙﨑\"");
}

#[test]
fn row_45_bytes_without_a_character() {
    let row = Row::new();
    for byte in [0x80, 0xa0, 0xfd, 0x82] {
        let mut bytes = encoded(&format!("{PLAN}(3) "), "shift_jis");
        bytes.extend([byte, b'\n']);
        row.reads(bytes, &[("bad-byte", 7)], "相談の場づくり");
    }
}

#[test]
fn row_46_dashes_and_waves_stay_as_typed() {
    let row = Row::new();
    row.adds("(3) 〜～−－ー‐—―の一覧", &[], "〜～−－ー‐—―の一覧");
}

#[test]
fn row_48_every_line_end_is_one() {
    let row = Row::new();
    let bad = format!("{PLAN}(3) 移\u{7}動\n");
    for end in ["\r\n", "\n", "\r"] {
        let told = [("control-character", 7)];
        row.reads(bad.replace('\n', end), &told, "相談の場づくり");
    }
    row.reads(PLAN.trim_end(), &[], "相談の場づくり");
}

#[test]
fn row_53_formulas_are_words() {
    let row = Row::new();
    for formula in ["=1+1", "-2+3", "@SUM(1,1)", "＝1+1", "=cmd|'/C calc'!A0"] {
        row.adds(&format!("(3) {formula}"), &[], formula);
    }
}

#[test]
fn row_55_controls_are_taken_out_and_nul_is_refused() {
    let row = Row::new();
    row.refuses("nul.txt", b"plan\0plan", "nul.txt：1行目");
    let told = [("control-character", 7), ("invisible-character", 7)];
    row.adds("(3) 移\u{7}動の\u{feff}支援", &told, "\"移動の支援\"");
}

#[test]
fn row_56_what_nobody_sees_is_taken_out() {
    let line = "(3) 移\u{202e}動の\u{200b}支\u{2060}援\u{e0041}";
    Row::new().adds(line, &[("invisible-character", 7)], "\"移動の支援\"");
}

#[test]
fn row_57_loose_voicing_marks_are_joined_and_listed() {
    let told = [("voicing-mark", 7)];
    Row::new().adds("(3) か\u{3099}くしゅうの場", &told, "\"がくしゅうの場\"");
}

#[test]
fn row_58_variants_stay_as_typed() {
    let words = "葛\u{e0100}城と𠮷野と﨑髙齋";
    Row::new().adds(&format!("(3) {words}"), &[], words);
}

#[test]
fn row_59_emoji_are_read() {
    Row::new().adds("(3) 居場所🇯🇵づくり", &[], "居場所🇯🇵づくり");
}

#[test]
fn row_60_width_stays_as_typed() {
    let words = "ｶﾞｲﾄﾞ１２３㎡№℡㍻";
    Row::new().adds(&format!("(3) {words}"), &[], words);
}

#[test]
fn row_61_circled_numbers_go_on_to_51() {
    let mut text = String::from("強化計画\n重点項目1　つながり\n");
    for label in ["⑲", "⑳", "㉑", "㉒"] {
        let _ = writeln!(text, "{label} 取組の{label}");
    }
    let row = Row::new();
    row.reads(&text, &[], "\"label\": \"㉑\"");
    row.reads(
        text.replace('㉒', "㉔"),
        &[("label-gap", 6)],
        "\"label\": \"㉔\"",
    );
}

#[test]
fn row_62_styles_of_numbers_make_levels() {
    let text = "強化計画\n第1　つながり\n１．見守り\n（１）訪問\nア　電話\n";
    Row::new().reads(text, &[], "\"title\": \"訪問\"");
}

#[test]
fn row_63_chinese_numerals_are_labels() {
    let text = "強化計画\n一　つながり\n二　相談\n二十一　移動\n";
    Row::new().reads(text, &[("label-gap", 4)], "\"label\": \"二十一\"");
}

#[test]
fn row_64_a_line_longer_than_a_field_is_cut_and_listed() {
    let mut lines = String::from("(3) 見守り\n○ ");
    for number in 0..20_000 {
        let _ = write!(lines, "見守りの訪問を{number}回");
    }
    lines += "した。";
    Row::new().adds(&lines, &[("field-limit", 8)], "見守りの訪問を1回");
}

#[test]
fn row_65_of_a_page_only_structure_stays() {
    let page = "<html><head><style>p{}</style><script>alert(1)</script></head><body>\
        <h1>強化計画</h1><h2>重点項目1 つながり</h2><p>(1) 見守り</p></body></html>";
    let expected = Expected {
        code: 0,
        told: &[("site-furniture", 1)],
        holds: "\"見守り\"",
    };
    Row::new().check("page.html", page.as_bytes(), &expected);
}

#[test]
fn row_66_a_year_of_a_past_era_is_read_on_and_said() {
    let text = PLAN.replace("令和2年度から令和6年度", "平成30年度から平成32年度");
    Row::new().reads(text, &[("era-continued", 2)], "\"to\": 2020");
}

#[test]
fn row_73_march_belongs_to_the_year_before() {
    let row = Row::new();
    for (printed, from) in [("2026年3月", 2025), ("2026年4月", 2026)] {
        let period = format!("計画期間：{printed}から2028年3月まで");
        let text = PLAN.replace("計画期間　令和2年度から令和6年度", &period);
        row.reads(text, &[], &format!("\"from\": {from}"));
    }
}

#[test]
fn row_80_repeated_and_missing_numbers_are_notices() {
    let told = [("label-repeated", 7), ("label-gap", 8)];
    Row::new().adds("(2) 移動の支援\n(5) 買い物", &told, "買い物");
}

#[test]
fn row_81_the_same_title_twice_is_said() {
    Row::new().adds("(3) 相談の　場づくり", &[("title-repeated", 7)], "(3)");
}

#[test]
fn row_89_what_could_run_is_words() {
    let row = Row::new();
    for words in [
        "<script>alert(1)</script>",
        "{{7*7}}",
        "${7*7}",
        "[x](javascript:alert(1))",
    ] {
        row.adds(&format!("(3) 案{words}"), &[], words);
    }
}

#[test]
fn row_90_a_page_in_a_picture_is_refused() {
    let row = Row::new();
    let script = b"<html><script>alert(1)</script></html>";
    row.refuses("x.png", script, "png");
    row.refuses("x.txt", b"\x89PNG\r\n\x1a\n<html>", "png");
}

#[test]
fn row_67_a_day_outside_its_era_is_said() {
    let row = Row::new();
    for from in ["昭和64年1月8日", "平成元年1月7日"] {
        let period = format!("{from}から平成5年3月31日まで");
        let text = PLAN.replace("令和2年度から令和6年度", &period);
        row.reads(text, &[("era-outside", 2)], "\"from\": 1988");
    }
}

#[test]
fn row_68_years_of_no_era_are_not_read() {
    let row = Row::new();
    for year in ["令和0年度", "令和100年度"] {
        let text = PLAN.replace("令和2年度から", &format!("{year}から"));
        row.reads(text, &[("date-impossible", 2)], year);
    }
}

#[test]
fn row_72_a_reversed_period_is_said_and_asked() {
    let text = PLAN.replace("令和2年度から令和6年度", "令和6年度から令和2年度");
    let told = [("period-reversed", 2), ("which-period", 2)];
    Row::new().reads(text, &told, "令和6年度から令和2年度");
}

#[test]
fn row_82_a_plan_ends_at_twenty_thousand_items() {
    let mut text = String::from("強化計画\n");
    for aim in 1..=202 {
        let _ = writeln!(text, "基本目標{aim}　目標{aim}");
        for number in 1..=100 {
            let _ = writeln!(text, "({number}) 取組{aim}の{number}");
        }
    }
    Row::new().reads(text, &[("plan-limit", 20_002)], "plan-limit");
}

/// First bytes of the container of old Office files, then what tells one of them.
fn old_container(named: &str) -> Vec<u8> {
    let name: Vec<u8> = named.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &name[..]].concat()
}

/// A Word file of one paragraph, with one part more.
fn word(part: &str) -> Vec<u8> {
    let body = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:body><w:p><w:r><w:t>重点項目1　地域のつながり</w:t></w:r></w:p></w:body></w:document>";
    let parts = [
        ("word/document.xml".to_owned(), body.as_bytes().to_vec()),
        (part.to_owned(), b"x".to_vec()),
    ];
    ayumi_office::pack(&parts).unwrap()
}

#[test]
fn row_17_macro_files_are_refused_with_the_way_out() {
    let row = Row::new();
    for name in ["plan.docm", "plan.docx"] {
        row.refuses(name, &word("word/vbaProject.bin"), "マクロ");
    }
}

#[test]
fn row_18_old_formats_are_refused_with_the_way_out() {
    let row = Row::new();
    let old = old_container("WordDocument");
    for name in ["plan.doc", "plan.xls", "plan.jtd"] {
        row.refuses(name, &old, "docx");
    }
    let mimetype = |kind: &str| {
        let part = [("mimetype".to_owned(), kind.as_bytes().to_vec())];
        ayumi_office::pack(&part).unwrap()
    };
    let text = mimetype("application/vnd.oasis.opendocument.text");
    row.refuses("plan.odt", &text, "docx");
    row.refuses("plan.pages", &mimetype("x"), "docx");
}

#[test]
fn row_19_a_locked_file_is_not_called_broken() {
    let row = Row::new();
    let locked = old_container("EncryptedPackage");
    for name in ["plan.docx", "plan.xlsx"] {
        row.refuses(name, &locked, "パスワード");
    }
}

#[test]
fn row_20_a_kind_under_another_kind_s_name_is_refused_with_both() {
    let row = Row::new();
    row.refuses("plan.docx", b"%PDF-1.7\n", "pdf");
    row.refuses("plan.pdf", &word("word/x.xml"), "docx");
    row.refuses("plan.xls", b"<html><body>x</body></html>", "html");
    row.refuses("plan.xlsx", &word("word/x.xml"), "docx");
}

/// A file of 1 GB that takes no room: nothing of it is read.
#[test]
fn row_54_a_file_too_large_is_refused_by_its_size() {
    let row = Row::new();
    let path = row.lab.file("large.csv", b"");
    let large = std::fs::File::options().write(true).open(path).unwrap();
    large.set_len(1 << 30).unwrap();
    let before = row.lab.state();
    for command in [&["read", "large.csv"][..], &["import", "large.csv"]] {
        row.lab.run(command).ended(65, "上限 50.0 MB");
        assert_eq!(row.lab.state(), before);
    }
}

/// The export stops, names the cells and both ways out; both ways then work.
#[test]
fn row_47_what_shift_jis_lacks_is_named_and_never_lost() {
    let lab = Lab::new();
    lab.file("plan.txt", format!("{PLAN}(3) 𠮷野地区の㉑世紀の会\n"));
    lab.run(&["import", "plan.txt", "--yes"]).ended(0, "");
    let slug = lab.plans()[0]["slug"].as_str().unwrap().to_owned();
    let export = |more: &[&str]| {
        let all = [&["export", &slug, "--csv"], more].concat();
        lab.run(&all)
    };
    let stopped = export(&["--encoding", "shift_jis"]);
    stopped.ended(65, "𠮷㉑");
    assert_eq!(stopped.stdout, "", "nothing is written");
    for way in ["--encoding utf-8", "--replace"] {
        assert!(stopped.stderr.contains(way), "{}", stopped.stderr);
    }
    let replaced = [
        "export",
        &slug,
        "--csv",
        "--encoding",
        "shift_jis",
        "--replace",
    ];
    let written = lab.command(&replaced).output().unwrap();
    assert!(written.status.success());
    let geta = written.stdout.windows(2).filter(|two| two == b"\x81\xAC");
    assert_eq!(geta.count(), 2, "〓 for each");
    let all = export(&[]);
    all.ended(0, "");
    assert!(
        all.stdout.contains("𠮷野地区の㉑世紀の会"),
        "{}",
        all.stdout
    );
    // Without such a character it is written in Shift_JIS as it is.
    let plain = Lab::new();
    let slug = plain.with_plan();
    let written = ["export", &slug, "--csv", "--encoding", "shift_jis"];
    let written = plain.command(&written).output().unwrap();
    assert!(written.status.success() && written.stdout.len() > 1000);
}

//! The words of what a reader reports.

use ayumi_core::plan::{find_years, parse_day};
use ayumi_document::{Ask, At, Notice, Question, Refusal, Rule, Severity, Suspicion, Why};
use ayumi_locale::Lang::{self, En, Ja};
use ayumi_locale::describe;
use rstest::rstest;

fn told(mut notice: Notice, lang: Lang) -> String {
    describe::notice(&mut notice, lang);
    notice.text
}

fn notice(rule: Rule, values: &[(&str, &str)]) -> Notice {
    let empty = Notice::new(rule, Severity::Info, None);
    values
        .iter()
        .fold(empty, |notice, (name, value)| notice.with(name, *value))
}

#[test]
fn row_66_a_continued_era_says_what_it_was_read_as() {
    let found = find_years("平成32年度").remove(0);
    assert_eq!(
        told(found.notices[0].clone(), Ja),
        "「平成32年度」は、令和2年度（2020年度）と読み替えました。"
    );
    assert_eq!(
        told(found.notices[0].clone(), En),
        "“平成32年度” was read as FY2020 (Reiwa 2)."
    );
}

#[test]
fn row_67_a_day_outside_its_era_offers_the_right_reading() {
    let found = parse_day("令和元年4月30日", None).expect("a day");
    assert_eq!(
        told(found.notices[0].clone(), Ja),
        "「令和元年4月30日」は、その元号の期間から外れています。\
         正しくは平成31年4月30日（2019年4月30日）ではないかを確かめてください。"
    );
}

#[test]
fn row_42_a_bad_byte_stands_once_for_several() {
    let one = notice(Rule::BadByte, &[("value", "FF")]);
    let three = notice(Rule::BadByte, &[("value", "FF"), ("count", "3")]);
    let more = notice(Rule::BadByte, &[("value", "…"), ("more", "17")]);
    assert!(told(one, Ja).starts_with("文字として読めないバイト（FF）があります。"));
    assert!(told(three, Ja).ends_with("（3か所）"));
    assert_eq!(told(more, Ja), "ほかに17か所あります。");
}

#[test]
fn a_missing_value_is_no_reason_to_fail() {
    assert_eq!(
        told(notice(Rule::LabelGap, &[]), En),
        "A number is missing before “…” (…). Check that nothing was overlooked."
    );
}

#[test]
fn questions_and_reasons_have_words() {
    let mut question = Question {
        at: None,
        ask: Ask::WhichParent,
        text: String::new(),
        choices: Vec::new(),
        values: Default::default(),
    };
    describe::question(&mut question, Ja);
    assert_eq!(question.text, "この項目は、どの項目の下に入りますか。");
    assert_eq!(describe::why(Why::TableOfContents, En), "table of contents");
}

#[rstest]
#[case(
    Refusal::NulBytes { at: Some(At::line(812)) },
    "812行目：文字のファイルにはない印（NUL）が入っています。元のソフトで「テキスト」として保存し直してください。"
)]
#[case(
    Refusal::TooLarge { size: 60_000_000, limit: 52_428_800 },
    "ファイルが大きすぎます（57.3 MB、上限 50.0 MB）。章ごとに分けて保存してください。"
)]
#[case(
    Refusal::KindNotRead { kind: "zip".into() },
    "このファイル（zip）は読み取れません。元のソフトで Word（.docx）、Excel（.xlsx）、PDF か「テキスト」として保存し、そのファイルを指定してください。"
)]
#[case(
    Refusal::Suspicious { part: "word/a.xml".into(), sign: Suspicion::Doctype },
    "ふつうの保存ではできない作りのファイルです（中の「word/a.xml」：文書型の宣言がある）。届いた経緯を確かめ、元のソフトで開いて保存し直してください。"
)]
#[case(
    Refusal::UnpackedTooLarge { limit: 104_857_600 },
    "展開後の大きさが上限（100.0 MB）を超えています。写真などを減らすか、章ごとに分けて保存してください。"
)]
#[case(
    Refusal::TooManyPages { count: 5000, limit: 2000 },
    "ページが多すぎます（5000ページ、上限 2000ページ）。読むページの範囲を指定してください（例：1-2000）。"
)]
#[case(
    Refusal::NoSuchPages { count: 12 },
    "指定された範囲のページがありません（このファイルは12ページです）。範囲を指定し直してください。"
)]
#[case(
    Refusal::NoText,
    "文字情報がありません（紙を読み込んだ画像や、字を図形にしたPDFです）。取込の画面で計画の添付資料として残すか、文字認識（OCR）をしたPDFを作り、そのファイルを指定してください。"
)]
#[case(Refusal::Empty, "ファイルに文字がありません。")]
fn refusals_say_why_and_what_to_do(#[case] refusal: Refusal, #[case] expected: &str) {
    assert_eq!(describe::refusal(&refusal, Ja), expected);
    assert!(describe::refusal(&refusal, En).is_ascii());
}

#[rstest]
#[case(
    Notice::new(Rule::PartNotRead, Severity::Info, None).with("part", "scripts"),
    "自動で動く仕掛け（スクリプトなど）がありますが、動かさず、読み取りもしませんでした。要るときは、元のファイルを開いて確かめてください。"
)]
#[case(
    Notice::new(Rule::CharacterUntold, Severity::Warning, None).with("value", "〓").with("count", "3"),
    "文字コードのない字があったため、「〓」としました。元の文書と見比べて、正しい字に直してください。（3か所）"
)]
fn what_a_pdf_does_not_tell_is_said(#[case] mut notice: Notice, #[case] expected: &str) {
    describe::notice(&mut notice, Ja);
    assert_eq!(notice.text, expected);
}

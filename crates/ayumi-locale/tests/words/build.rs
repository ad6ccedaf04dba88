//! What the build refuses: faults planted into the words of a language.

use rstest::rstest;

use crate::build_words::{Words, constants, differences};

fn faults(ja: &str, en: &str) -> Vec<String> {
    let (mut one, mut other) = (Words::default(), Words::default());
    let mut faults = one.add("ja.ftl", ja);
    faults.extend(other.add("en.ftl", en));
    faults.extend(differences(("ja", &one), ("en", &other)));
    faults
}

#[rstest]
#[case("a = あ\n", "b = b\n", &["a stands in ja and not in en", "b stands in en and not in ja"])]
#[case("a = { $x }\n", "a = { $y }\n", &[r#"a: the variables differ: {"x"} in ja, {"y"} in en"#])]
#[case("a = あ\n", "a = { $y }\n", &[r#"a: the variables differ: {} in ja, {"y"} in en"#])]
#[case("a = あ\na = い\n", "a = a\n", &["ja.ftl: a stands twice"])]
#[case("a =\n    .title = あ\n", "a = a\n", &["ja.ftl: a has no text", "a stands in en and not in ja"])]
#[case("a_b = あ\n", "a_b = a\n", &["ja.ftl: a_b: a key is of a-z, 0-9 and hyphens", "en.ftl: a_b: a key is of a-z, 0-9 and hyphens"])]
fn what_does_not_match_is_refused(#[case] ja: &str, #[case] en: &str, #[case] expected: &[&str]) {
    assert_eq!(faults(ja, en), expected);
}

#[test]
fn broken_files_are_refused_with_their_line() {
    let found = faults("a = あ\nb = { $x\n", "a = a\n");
    assert!(
        found.iter().any(|fault| fault.starts_with("ja.ftl:")),
        "{found:?}"
    );
}

#[test]
fn variables_are_found_inside_choices() {
    let ja = "a = { $count }件、{ $name }\n";
    let en = "a = { $count ->\n    [one] one of { $name }\n   *[other] { $count }\n}\n";
    assert_eq!(faults(ja, en), Vec::<String>::new());
}

#[test]
fn constants_are_plain() {
    let mut words = Words::default();
    assert!(
        words
            .add("ja.ftl", "home-title = 計画の { $count } [一覧]\n")
            .is_empty()
    );
    assert_eq!(
        constants(&words),
        "/// 計画の {count} |一覧|\n\
         pub const HOME_TITLE: Key = Key { id: \"home-title\", variables: &[\"count\"] };\n"
    );
}

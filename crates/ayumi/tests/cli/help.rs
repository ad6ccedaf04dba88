//! Help in both languages, wrong command lines, schemas, completions.

use crate::lab::Lab;

const COMMANDS: [&str; 12] = [
    "read",
    "import",
    "plan",
    "export",
    "publish",
    "serve",
    "doctor",
    "schema",
    "completions",
    "audit",
    "access",
    "council",
];

#[test]
fn help_begins_with_examples_in_both_languages() {
    let lab = Lab::new();
    for (lang, examples, usage) in [("ja", "例：", "書き方："), ("en", "Examples:", "Usage:")]
    {
        for command in COMMANDS {
            let ran = lab.run(&[command, "--help", "--lang", lang]);
            ran.ended(0, &format!("ayumi {command}"));
            let example = ran.stdout.find(examples).expect(command);
            let way = ran.stdout.find(usage).expect(command);
            assert!(example < way, "{}", ran.stdout);
            assert!(ran.stderr.is_empty(), "{}", ran.stderr);
        }
    }
    assert!(
        !lab.run(&["--help"]).stdout.contains("render"),
        "a command for developers"
    );
}

#[test]
fn the_language_comes_from_flag_then_variable_then_system() {
    let lab = Lab::new();
    let told = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = lab.command(arguments);
        command.envs(variables.iter().copied());
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    assert!(told(&[], &["raed"]).contains("もしかして：read"));
    assert!(told(&[("LANG", "en_US.UTF-8")], &["raed"]).contains("Perhaps: read"));
    let both = [("LANG", "en_US.UTF-8"), ("AYUMI_LANG", "ja")];
    assert!(told(&both, &["raed"]).contains("もしかして：read"));
    assert!(told(&both, &["--lang", "en", "raed"]).contains("Perhaps: read"));
}

#[test]
fn a_wrong_command_line_ends_with_2_and_the_nearest_spelling() {
    let lab = Lab::new();
    lab.run(&["import"]).ended(2, "FILE");
    lab.run(&["read", "a", "--jsno"]).ended(2, "--json");
    lab.run(&["publish", "p", "--to", "word", "-o", "x"])
        .ended(2, "word");
    lab.run(&["plan"]).ended(2, "ayumi plan");
    lab.run::<&str>(&[]).ended(2, "ayumi");
    assert_eq!(lab.state(), "nothing");
}

#[test]
fn schemas_and_completions() {
    let lab = Lab::new();
    for (form, property) in [("reading", "coverage"), ("plan", "lineage")] {
        let schema = lab.run(&["schema", form]).json();
        assert!(schema["properties"].get(property).is_some(), "{form}");
    }
    for shell in ["bash", "zsh", "fish"] {
        lab.run(&["completions", shell]).ended(0, "publish");
    }
    assert_eq!(lab.state(), "nothing");
}

//! The command line's words in the chosen language: help with examples first, and what is wrong
//! with a command line.

use ayumi_locale::{Key, Lang, key};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use crate::arguments::Arguments;
use crate::output;

/// The command line with its words.
pub fn command(lang: Lang) -> Command {
    let mut command = Arguments::command();
    command.build();
    in_language(command, lang, ("", &words_of))
}

fn words_of(path: &str) -> Option<(Key, Key)> {
    Some(match path.trim() {
        "" => (key::CLI_ABOUT, key::CLI_EXAMPLES),
        "read" => (key::CLI_READ_ABOUT, key::CLI_READ_EXAMPLES),
        "import" => (key::CLI_IMPORT_ABOUT, key::CLI_IMPORT_EXAMPLES),
        "plan" => (key::CLI_PLAN_ABOUT, key::CLI_PLAN_EXAMPLES),
        "plan list" => (key::CLI_PLAN_LIST_ABOUT, key::CLI_PLAN_LIST_EXAMPLES),
        "plan show" => (key::CLI_PLAN_SHOW_ABOUT, key::CLI_PLAN_SHOW_EXAMPLES),
        "export" => (key::CLI_EXPORT_ABOUT, key::CLI_EXPORT_EXAMPLES),
        "publish" => (key::CLI_PUBLISH_ABOUT, key::CLI_PUBLISH_EXAMPLES),
        "serve" => (key::CLI_SERVE_ABOUT, key::CLI_SERVE_EXAMPLES),
        "doctor" => (key::CLI_DOCTOR_ABOUT, key::CLI_DOCTOR_EXAMPLES),
        "audit" => (key::CLI_AUDIT_ABOUT, key::CLI_AUDIT_EXAMPLES),
        "audit verify" => (key::CLI_AUDIT_VERIFY_ABOUT, key::CLI_AUDIT_VERIFY_EXAMPLES),
        "audit erase" => (key::CLI_AUDIT_ERASE_ABOUT, key::CLI_AUDIT_ERASE_EXAMPLES),
        "access" => (key::CLI_ACCESS_ABOUT, key::CLI_ACCESS_EXAMPLES),
        "access table" => (key::CLI_ACCESS_TABLE_ABOUT, key::CLI_ACCESS_TABLE_EXAMPLES),
        "access link" => (key::CLI_ACCESS_LINK_ABOUT, key::CLI_ACCESS_LINK_EXAMPLES),
        "schema" => (key::CLI_SCHEMA_ABOUT, key::CLI_SCHEMA_EXAMPLES),
        "completions" => (key::CLI_COMPLETIONS_ABOUT, key::CLI_COMPLETIONS_EXAMPLES),
        "council" => (key::CLI_COUNCIL_ABOUT, key::CLI_COUNCIL_EXAMPLES),
        "council list" => (key::CLI_COUNCIL_LIST_ABOUT, key::CLI_COUNCIL_LIST_EXAMPLES),
        "council stop" => (key::CLI_COUNCIL_STOP_ABOUT, key::CLI_COUNCIL_STOP_EXAMPLES),
        "council resume" => (
            key::CLI_COUNCIL_RESUME_ABOUT,
            key::CLI_COUNCIL_RESUME_EXAMPLES,
        ),
        "council export" => (
            key::CLI_COUNCIL_EXPORT_ABOUT,
            key::CLI_COUNCIL_EXPORT_EXAMPLES,
        ),
        "council import" => (
            key::CLI_COUNCIL_IMPORT_ABOUT,
            key::CLI_COUNCIL_IMPORT_EXAMPLES,
        ),
        "council delete" => (
            key::CLI_COUNCIL_DELETE_ABOUT,
            key::CLI_COUNCIL_DELETE_EXAMPLES,
        ),
        _ => return None,
    })
}

/// About and examples of a command by its names from the top.
type Words<'a> = &'a dyn Fn(&str) -> Option<(Key, Key)>;

fn in_language(mut command: Command, lang: Lang, (path, words): (&str, Words<'_>)) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|below| below.get_name().to_owned())
        .collect();
    for name in names {
        let path = format!("{path} {name}");
        command = command.mut_subcommand(name, |below| in_language(below, lang, (&path, words)));
    }
    let ids: Vec<String> = command
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .collect();
    for id in ids {
        if let Some(key) = argument_key(&id) {
            command = command.mut_arg(id, |argument| {
                argument.help(lang.text(key)).hide_possible_values(true)
            });
        }
    }
    if let Some((about, examples)) = words(path) {
        let template = template(lang, &lang.text(examples), &command);
        command = command.about(lang.text(about)).help_template(template);
    }
    command
}

/// What it is, then examples, then the rest.
fn template(lang: Lang, examples: &str, command: &Command) -> String {
    let mut parts = vec![
        "{about}".to_owned(),
        format!(
            "{}\n{}",
            lang.text(key::CLI_HEADING_EXAMPLES),
            indented(examples)
        ),
        format!("{}\n  {{usage}}", lang.text(key::CLI_HEADING_USAGE)),
    ];
    if command.has_subcommands() {
        parts.push(format!(
            "{}\n{{subcommands}}",
            lang.text(key::CLI_HEADING_COMMANDS)
        ));
    } else if command.get_positionals().next().is_some() {
        parts.push(format!(
            "{}\n{{positionals}}",
            lang.text(key::CLI_HEADING_ARGUMENTS)
        ));
    }
    parts.push(format!(
        "{}\n{{options}}",
        lang.text(key::CLI_HEADING_OPTIONS)
    ));
    parts.push(lang.text(key::CLI_HELP_END));
    parts.join("\n\n")
}

fn indented(text: &str) -> String {
    text.lines()
        .map(|line| format!("  {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn argument_key(id: &str) -> Option<Key> {
    Some(match id {
        "files" => key::CLI_ARG_FILES,
        "file" => key::CLI_ARG_FILE,
        "plan" => key::CLI_ARG_PLAN,
        "json" => key::CLI_ARG_JSON,
        "encoding" => key::CLI_ARG_ENCODING,
        "pages" => key::CLI_ARG_PAGES,
        "hidden" => key::CLI_ARG_HIDDEN,
        "csv" => key::CLI_ARG_CSV,
        "csv_encoding" => key::CLI_ARG_CSV_ENCODING,
        "replace" => key::CLI_ARG_REPLACE,
        "council" => key::CLI_ARG_COUNCIL,
        "yes" => key::CLI_ARG_YES,
        "dry_run" => key::CLI_ARG_DRY_RUN,
        "no_input" => key::CLI_ARG_NO_INPUT,
        "title" => key::CLI_ARG_TITLE,
        "plans" => key::CLI_ARG_PLANS,
        "least_free" => key::CLI_ARG_LEAST_FREE,
        "to" => key::CLI_ARG_TO,
        "output" => key::CLI_ARG_OUTPUT,
        "slug" => key::CLI_ARG_COUNCIL,
        "name" => key::CLI_ARG_COUNCIL_NAME,
        "archive" => key::CLI_ARG_ARCHIVE,
        "archive_out" => key::CLI_ARG_ARCHIVE_OUT,
        "address" => key::CLI_ARG_ADDRESS,
        "url" => key::CLI_ARG_URL,
        "proxy" => key::CLI_ARG_PROXY,
        "idle" => key::CLI_ARG_IDLE,
        "absolute" => key::CLI_ARG_ABSOLUTE,
        "noted" => key::CLI_ARG_NOTED,
        "class" => key::CLI_ARG_CLASS,
        "before" => key::CLI_ARG_BEFORE,
        "names_only" => key::CLI_ARG_NAMES_ONLY,
        "kind" => key::CLI_ARG_KIND,
        "login" => key::CLI_ARG_LOGIN,
        "port" => key::CLI_ARG_PORT,
        "form" => key::CLI_ARG_FORM,
        "shell" => key::CLI_ARG_SHELL,
        "lang" => key::CLI_ARG_LANG,
        "data_dir" => key::CLI_ARG_DATA_DIR,
        "database_url" => key::CLI_ARG_DATABASE_URL,
        "help" => key::CLI_ARG_HELP,
        "version" => key::CLI_ARG_VERSION,
        _ => return None,
    })
}

/// Says what is wrong with a command line, with the nearest spelling.
pub fn explain(error: &clap::Error, lang: Lang) {
    let value = |kind| error.get(kind).map(shown).unwrap_or_default();
    let key = match error.kind() {
        ErrorKind::InvalidSubcommand => key::CLI_WRONG_COMMAND,
        ErrorKind::UnknownArgument => key::CLI_WRONG_ARGUMENT,
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => key::CLI_WRONG_VALUE,
        ErrorKind::MissingRequiredArgument => key::CLI_WRONG_MISSING,
        ErrorKind::ArgumentConflict => key::CLI_WRONG_CONFLICT,
        _ => key::CLI_WRONG,
    };
    let told = match error.kind() {
        ErrorKind::InvalidSubcommand => value(ContextKind::InvalidSubcommand),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!(
            "{} {}",
            value(ContextKind::InvalidArg),
            value(ContextKind::InvalidValue)
        ),
        _ => value(ContextKind::InvalidArg),
    };
    output::say(&lang.format(key, &[("what", &told)]));
    let nearest = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
        ContextKind::ValidValue,
    ];
    if let Some(near) = nearest.iter().find_map(|kind| error.get(*kind)).map(shown)
        && !near.is_empty()
    {
        output::say(&lang.format(key::CLI_WRONG_NEAREST, &[("what", &near)]));
    }
    output::say(&lang.text(key::CLI_WRONG_HELP));
}

/// The command for developers is not offered.
const HIDDEN: &str = "render";

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => {
            let offered = all.iter().filter(|name| *name != HIDDEN);
            offered.map(String::as_str).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

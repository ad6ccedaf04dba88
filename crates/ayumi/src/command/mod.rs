//! One file per command, and the way from the command line to them.

mod access;
mod ask;
mod audit;
mod completions;
mod council;
mod doctor;
mod export;
mod import;
mod plan;
mod publish;
mod read;
mod render;
mod schema;
mod serve;

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Duration;

use ayumi_locale::{Lang, key};
use clap::FromArgMatches;
use clap::error::ErrorKind;

use crate::arguments::{Arguments, Command};
use crate::exit::{Exit, Stop};
use crate::{help, language, output};

/// What a command returns: how it ended, or why it stopped.
pub type Ended = Result<Exit, Stop>;

/// Runs the command line.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let lang = language::chosen(&arguments);
    let parsed = help::command(lang)
        .try_get_matches_from(arguments)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let ended = match parsed {
        Ok(arguments) => {
            logs();
            dispatch(arguments, lang)
        }
        Err(error) => no_command(&error, lang),
    };
    let exit = ended.unwrap_or_else(|stop| {
        if !stop.message.is_empty() {
            output::say(&stop.message);
        }
        stop.exit
    });
    ExitCode::from(exit as u8)
}

/// Help and version are results; everything else is a wrong command line.
fn no_command(error: &clap::Error, lang: Lang) -> Ended {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            output::result(&error.to_string()).map(|()| Exit::Fine)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            output::say(&error.to_string());
            Ok(Exit::Usage)
        }
        _ => {
            help::explain(error, lang);
            Ok(Exit::Usage)
        }
    }
}

fn dispatch(arguments: Arguments, lang: Lang) -> Ended {
    let place = arguments.place;
    match arguments.command {
        Command::Read(read) => read::run(&read, lang),
        Command::Schema(schema) => schema::run(&schema),
        Command::Completions(completions) => completions::run(&completions, lang),
        Command::Render(render) => render::run(&render, lang),
        Command::Import(import) => unless_stopped(lang, import::run(&place, &import, lang)),
        Command::Plan(plan) => unless_stopped(lang, plan::run(&place, &plan, lang)),
        Command::Export(export) => unless_stopped(lang, export::run(&place, &export, lang)),
        Command::Publish(publish) => unless_stopped(lang, publish::run(&place, &publish, lang)),
        Command::Doctor(doctor) => unless_stopped(lang, doctor::run(&place, &doctor, lang)),
        Command::Audit(audit) => unless_stopped(lang, audit::run(&place, &audit, lang)),
        Command::Access(access) => unless_stopped(lang, access::run(&place, &access, lang)),
        Command::Council(council) => unless_stopped(lang, council::run(&place, &council, lang)),
        Command::Serve(serve) => in_runtime(serve::run(&place, &serve, lang)),
    }
}

/// How long work on files may take after a command ended.
const LAST_WORK: Duration = Duration::from_millis(200);

/// Runs a command until it ends or somebody asks it to stop. What was begun in the database and
/// not committed is undone.
fn unless_stopped(lang: Lang, command: impl Future<Output = Ended>) -> Ended {
    in_runtime(async {
        tokio::select! {
            ended = command => ended,
            () = ayumi_platform::signal::asked_to_stop() => {
                Err(Stop::new(Exit::Interrupted, lang.text(key::CLI_INTERRUPTED)))
            }
        }
    })
}

/// Runs a command to its end. A question still waiting for an answer does not hold that up.
fn in_runtime(command: impl Future<Output = Ended>) -> Ended {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Stop::new(Exit::InputOutput, error.to_string()))?;
    let ended = runtime.block_on(command);
    runtime.shutdown_timeout(LAST_WORK);
    ended
}

/// Logs to standard error, by `AYUMI_LOG` (`warn`, `ayumi=debug`…).
fn logs() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("AYUMI_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .try_init();
}

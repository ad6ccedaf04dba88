//! The one binary: wires readers, writers, store and doors together.

mod arguments;
mod command;
mod exit;
mod help;
mod language;
mod open;
mod output;
mod progress;
mod settings;
mod tree;

use std::process::ExitCode;

fn main() -> ExitCode {
    // The typesetting child: before any thread is started, so that it can limit itself.
    if std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == ayumi_pdf::CHILD_ARGUMENT)
    {
        return ayumi_pdf::child_main();
    }
    command::run(std::env::args_os().collect())
}

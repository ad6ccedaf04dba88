//! The one binary: wires readers, writers, store and doors together.

mod apart;
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
    // The children first, before any thread is started, so that they can limit themselves.
    match std::env::args_os().nth(1) {
        Some(first) if first == ayumi_pdf::CHILD_ARGUMENT => return ayumi_pdf::child_main(),
        Some(first) if first == apart::CHILD_ARGUMENT => return apart::child_main(),
        _ => {}
    }
    command::run(std::env::args_os().collect())
}

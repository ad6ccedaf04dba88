//! The workshop: everything one does with this repository besides plain `cargo`.
//!
//! It is built first on a fresh machine, so it stands on the standard library and two small crates.
#![expect(
    clippy::print_stdout,
    reason = "a command line talks on standard output"
)]

mod assets;
mod bench;
mod deep;
mod demo;
mod render;
mod score;
mod shell;
mod test;
mod tidy;

use std::process::ExitCode;

const HELP: &str = "\
Examples
  cargo xtask demo              build, read the sample plans in, publish, serve
  cargo xtask demo FILE         the same with a document of your own
  cargo xtask test              every check and test, as CI runs them

Commands
  demo [FILE] [--no-serve] [--port N]
                   fetch what the build needs, build, import, publish into ./demo, serve
  test [--fast]    format, tidy, clippy, Rust tests, papers, browser (--fast: no browser, no papers);
                   --only NAME runs one of these
  tidy             the rules of the house; each one first proves itself on a planted fault
  assets           fetch typeface and design tokens into ./assets (needs npm)
  score DIR        read every document of DIR that has a truth file and score the readings
  render           every page, PDF, Word and Excel from samples into ./render, to look at
  bench            the figures of bench/RESULTS.md (release build)
  deep             what takes long: crash rig, long property tests, scanners if installed";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["demo", rest @ ..] => demo::run(rest),
        ["test", rest @ ..] => test::run(rest),
        ["tidy"] => tidy::run(),
        ["assets"] => assets::fetch().map(|_| ()),
        ["score", folder] => score::run(folder),
        ["render"] => render::run(),
        ["bench", rest @ ..] => bench::run(rest),
        ["deep"] => deep::run(),
        ["help" | "--help" | "-h"] | [] => {
            println!("{HELP}");
            Ok(())
        }
        other => {
            eprintln!("xtask: unknown: {}\n\n{HELP}", other.join(" "));
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

//! `ayumi completions`: completions for a shell.

use ayumi_locale::Lang;

use super::Ended;
use crate::arguments::Completions;
use crate::exit::Exit;
use crate::{help, output};

/// Prints the completions.
pub fn run(completions: &Completions, lang: Lang) -> Ended {
    let mut script = Vec::new();
    clap_complete::generate(
        completions.shell,
        &mut help::command(lang),
        "ayumi",
        &mut script,
    );
    output::result(&String::from_utf8_lossy(&script)).map(|()| Exit::Fine)
}

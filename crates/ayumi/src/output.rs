//! Results go to standard output, talk goes to standard error. A closed pipe is a clean stop.
//! No colours are used: what matters is said in words, also on a dumb terminal.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::exit::{Exit, Stop};

/// Writes a result.
pub fn result(text: &str) -> Result<(), Stop> {
    bytes(text.as_bytes())
}

/// Writes a result that is a file.
pub fn bytes(bytes: &[u8]) -> Result<(), Stop> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(|error| {
            if error.kind() == io::ErrorKind::BrokenPipe {
                Stop::closed_pipe()
            } else {
                Stop::new(Exit::InputOutput, error.to_string())
            }
        })
}

/// Writes a result that is JSON: pretty for one document.
pub fn json(value: &serde_json::Value) -> Result<(), Stop> {
    result(&format!("{value:#}\n"))
}

/// Says something to the person. Nobody listening is no reason to stop.
pub fn say(text: &str) {
    let mut talk = io::stderr().lock();
    let _ = writeln!(talk, "{text}");
}

/// May we ask? Only where a person sits at both ends.
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for a line; `None` when the input has ended.
pub async fn ask(question: &str) -> Option<String> {
    {
        let mut talk = io::stderr().lock();
        let _ = write!(talk, "{question} ");
        let _ = talk.flush();
    }
    let typed = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        match io::stdin().lock().read_line(&mut line) {
            Ok(read) if read > 0 => Some(line),
            _ => None,
        }
    });
    typed.await.ok().flatten()
}

//! The child that reads a file: this binary again, limited and sealed before it sees a byte.

use std::io::{self, Read as _, Write as _};
use std::process::ExitCode;

use ayumi_app::intake::apart::{Apart, MOST_MEMORY, MOST_TIME, answer};
use ayumi_document::{LimitHit, Refusal};
use ayumi_platform::child::{End, Helper};
use ayumi_platform::limits::{self, Limits};

use crate::open;

/// The hidden first argument with which the binary becomes the reader.
pub const CHILD_ARGUMENT: &str = "read-apart";

/// Addresses in all: the program itself and its libraries lie in them too.
const ADDRESSES: u64 = 2 << 30;

/// Reads in a child process.
pub struct ReadApart;

impl Apart for ReadApart {
    fn run(&self, job: Vec<u8>, most: u64) -> Result<Vec<u8>, Refusal> {
        let helper = Helper {
            program: None,
            argument: CHILD_ARGUMENT,
            environment: &[],
            time: MOST_TIME,
            answer: most,
        };
        let broken = |detail: String| Refusal::Broken { detail };
        let given = helper
            .run(job)
            .map_err(|error| broken(format!("the reader was not started: {error}")))?;
        let limit = |limit| Err(Refusal::LimitHit { limit });
        match given.end {
            End::Well => Ok(given.answer),
            End::Aborted => limit(LimitHit::Memory),
            End::OutOfTime => limit(LimitHit::Time),
            End::TooLong => limit(LimitHit::Answer),
            End::Failed => Err(broken(given.last_words)),
        }
    }
}

/// The child's whole life.
pub fn child_main() -> ExitCode {
    limits::set(Limits {
        data: Some(MOST_MEMORY),
        addresses: ADDRESSES,
        work: MOST_TIME.as_secs(),
    });
    // Where the system has no seal the limits hold all the same.
    let _ = limits::seal();
    let mut job = Vec::new();
    if io::stdin().lock().read_to_end(&mut job).is_err() {
        return ExitCode::FAILURE;
    }
    let answer = answer(&open::readers(), &job);
    let mut out = io::stdout().lock();
    match out.write_all(&answer).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

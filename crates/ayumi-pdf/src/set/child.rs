//! Typesetting in a child process: the same binary, started again with a hidden argument.
//!
//! The document goes in as JSON on the standard input. Out comes one line of JSON, then the PDF.

use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use ayumi_document::{Document, Notice, Publication, Writer};
use ayumi_platform::child::{End, Helper};
use ayumi_platform::limits::{self, Limits};
use serde::{Deserialize, Serialize};

use crate::{Fonts, Pdf, PdfError, PdfWriter};

/// The hidden first argument with which the binary becomes the typesetter.
pub const CHILD_ARGUMENT: &str = "typeset";

/// A book of a few hundred pages takes seconds; after this something is wrong.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// What the child keeps of the parent's environment: where fonts are found. Everything else,
/// a database address above all, is none of its business.
const ENVIRONMENT: [&str; 5] = [
    "HOME",
    "XDG_DATA_HOME",
    "WINDIR",
    "SystemRoot",
    "LOCALAPPDATA",
];

/// Longest answer: a book of thousands of pages with pictures is below it.
const LONGEST: u64 = 512 << 20;

/// 200 pages took 330 MB; four gigabytes of addresses leave room for the threads' stacks. The
/// seconds are for a parent that is no longer there to end it.
const LIMITS: Limits = Limits {
    data: None,
    addresses: 4 << 30,
    work: 120,
};

#[derive(Serialize, Deserialize)]
struct Job {
    document: Document,
    stem: String,
    data_dir: Option<PathBuf>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Answer {
    /// The PDF follows after the line break.
    Done {
        size: usize,
        notices: Vec<Notice>,
    },
    Failed {
        error: String,
    },
}

/// Typesets in a child process, so that a document that takes too long or too much memory costs
/// the child only.
#[derive(Clone, Debug)]
pub struct ChildPdfWriter {
    program: Option<PathBuf>,
    data_dir: Option<PathBuf>,
    limit: Duration,
}

impl ChildPdfWriter {
    /// A writer that starts this binary again; `data_dir` is the data folder with its `fonts/`.
    #[must_use]
    pub fn new(data_dir: Option<PathBuf>) -> Self {
        Self {
            program: None,
            data_dir,
            limit: TIME_LIMIT,
        }
    }

    /// The same with another program in place of this binary.
    #[must_use]
    pub fn with_program(mut self, program: impl Into<PathBuf>) -> Self {
        self.program = Some(program.into());
        self
    }

    /// The same with another time limit.
    #[must_use]
    pub fn with_limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }

    /// The bytes of the PDF and what had to be changed to print it.
    ///
    /// # Errors
    /// What the child reported, or that it could not be started, died, or took too long.
    pub fn typeset(&self, document: &Document, stem: &str) -> Result<Pdf, PdfError> {
        let (document, data_dir) = (document.clone(), self.data_dir.clone());
        let job = Job {
            document,
            stem: stem.to_owned(),
            data_dir,
        };
        let job = serde_json::to_vec(&job).map_err(PdfError::Content)?;
        let helper = Helper {
            program: self.program.clone(),
            argument: CHILD_ARGUMENT,
            environment: &ENVIRONMENT,
            time: self.limit,
            answer: LONGEST,
        };
        let given = helper.run(job).map_err(PdfError::Start)?;
        if given.end == End::OutOfTime {
            return Err(PdfError::TimeLimit(self.limit.as_secs()));
        }
        let ended = || PdfError::Ended(given.last_words.trim().to_owned());
        understand(&given.answer).ok_or_else(ended)?
    }
}

impl Writer for ChildPdfWriter {
    fn format(&self) -> &'static str {
        "pdf"
    }

    fn write(&self, document: &Document, stem: &str) -> Result<Publication, String> {
        let (pdf, notices) = self
            .typeset(document, stem)
            .map_err(|error| error.to_string())?;
        Ok(Publication {
            files: vec![(format!("{stem}.pdf"), pdf)],
            notices,
        })
    }
}

/// The child's answer; `None` when it is not whole.
fn understand(said: &[u8]) -> Option<Result<Pdf, PdfError>> {
    let mut rest = said;
    let mut line = Vec::new();
    rest.read_until(b'\n', &mut line).ok()?;
    match serde_json::from_slice(&line).ok()? {
        Answer::Done { size, notices } if size == rest.len() => Some(Ok((rest.to_vec(), notices))),
        Answer::Done { .. } => None,
        Answer::Failed { error } => Some(Err(PdfError::Reported(error))),
    }
}

/// The typesetter's whole life: reads a job from the standard input, answers on the standard
/// output. The binary calls this before anything else when its first argument is
/// [`CHILD_ARGUMENT`].
#[must_use]
pub fn child_main() -> ExitCode {
    limits::set(LIMITS);
    let mut job = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut job);
    let (answer, pdf) = match read.map_err(|e| e.to_string()).and_then(|_| work(&job)) {
        Ok((pdf, notices)) => (
            Answer::Done {
                size: pdf.len(),
                notices,
            },
            pdf,
        ),
        Err(error) => (Answer::Failed { error }, Vec::new()),
    };
    match say(&answer, &pdf) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn work(job: &[u8]) -> Result<Pdf, String> {
    let job: Job = serde_json::from_slice(job).map_err(|error| format!("child: {error}"))?;
    let fonts = Fonts::find(job.data_dir.as_deref() as Option<&Path>);
    let fonts = fonts.map_err(|error| PdfError::NoFont(error).to_string())?;
    PdfWriter::new(fonts)
        .typeset(&job.document, &job.stem)
        .map_err(|error| error.to_string())
}

fn say(answer: &Answer, pdf: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, answer)?;
    out.write_all(b"\n")?;
    out.write_all(pdf)?;
    out.flush()
}

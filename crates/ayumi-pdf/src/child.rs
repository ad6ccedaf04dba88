//! Typesetting in a child process: the same binary, started again with a hidden argument.
//!
//! The document goes in as JSON on the standard input. Out comes one line of JSON, then the PDF.

use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use ayumi_document::{Document, Notice, Publication, Writer};
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

/// How much of the child's last words is kept.
const LAST_WORDS: u64 = 4096;

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
        let mut running = Running(self.start()?);
        let answers = running.exchange(job);
        let output = answers.recv_timeout(self.limit);
        // Dropping `running` ends a child that is still at work.
        drop(running);
        let (said, last_words) = output.map_err(|_| PdfError::TimeLimit(self.limit.as_secs()))?;
        understand(&said).ok_or_else(|| PdfError::Ended(last_words.trim().to_owned()))?
    }

    fn start(&self) -> Result<Child, PdfError> {
        let own = || std::env::current_exe().map_err(PdfError::Start);
        let program = self.program.clone().map_or_else(own, Ok)?;
        let kept = ENVIRONMENT
            .iter()
            .filter_map(|name| Some((name, std::env::var_os(name)?)));
        Command::new(program)
            .arg(CHILD_ARGUMENT)
            .env_clear()
            .envs(kept)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(PdfError::Start)
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

/// A child that does not outlive its owner.
struct Running(Child);

impl Running {
    /// Feeds the child and listens to it, each in a thread of its own: a pipe holds little, and
    /// whoever only writes or only reads may wait for ever.
    fn exchange(&mut self, job: Vec<u8>) -> mpsc::Receiver<(Vec<u8>, String)> {
        let (input, output, errors) = (
            self.0.stdin.take(),
            self.0.stdout.take(),
            self.0.stderr.take(),
        );
        // A child that died before it had read everything shows in its missing answer.
        thread::spawn(move || input.map(|mut pipe| pipe.write_all(&job)));
        let last_words = thread::spawn(move || {
            let mut words = Vec::new();
            let _ = errors.map(|pipe| pipe.take(LAST_WORDS).read_to_end(&mut words));
            String::from_utf8_lossy(&words).into_owned()
        });
        let (sender, answers) = mpsc::channel();
        thread::spawn(move || {
            let mut said = Vec::new();
            let _ = output.map(|mut pipe| pipe.read_to_end(&mut said));
            let _ = sender.send((said, last_words.join().unwrap_or_default()));
        });
        answers
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // An error here means that the child is gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
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
    limits::set();
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

/// What the system is asked to hold the child to, where it can be asked.
mod limits {
    /// 200 pages took 330 MB; four gigabytes of addresses leave room for the threads' stacks.
    #[cfg(unix)]
    const MEMORY: u64 = 4 << 30;

    /// Seconds of work, in case the parent is no longer there to end it.
    #[cfg(unix)]
    const WORK: u64 = 120;

    #[cfg(unix)]
    pub(super) fn set() {
        use rustix::process::{Resource, Rlimit, setrlimit};

        for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, WORK)] {
            // A system that refuses still has the parent's time limit.
            let _ = setrlimit(
                resource,
                Rlimit {
                    current: Some(most),
                    maximum: Some(most),
                },
            );
        }
    }

    #[cfg(not(unix))]
    pub(super) fn set() {}
}

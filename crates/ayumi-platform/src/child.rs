//! A child process that gets one job and gives one answer: the same binary, started again with a
//! hidden first argument.

use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How much of the child's last words is kept, in bytes.
const LAST_WORDS: u64 = 4096;

/// What is started, and how long it may take.
#[derive(Clone, Debug)]
pub struct Helper {
    /// The program; `None` is this binary itself.
    pub program: Option<PathBuf>,
    /// The hidden first argument.
    pub argument: &'static str,
    /// The only variables of the parent's environment that it keeps.
    pub environment: &'static [&'static str],
    /// After this it is ended.
    pub time: Duration,
    /// Longest answer taken, in bytes; what is longer ends the child.
    pub answer: u64,
}

/// What a child gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// What it wrote to its standard output.
    pub answer: Vec<u8>,
    /// The end of what it wrote to its standard error.
    pub last_words: String,
    /// How it ended.
    pub end: End,
}

/// How a child ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// By itself, well.
    Well,
    /// By itself, in failure; or on a system that does not tell why.
    Failed,
    /// It took more memory than it may (an allocation that fails aborts), or broke off itself.
    Aborted,
    /// It worked longer than it may.
    OutOfTime,
    /// It answered more than it may.
    TooLong,
}

impl Helper {
    /// Starts the child, gives it `job` on its standard input and waits for its answer.
    ///
    /// # Errors
    /// The system's own, when it cannot be started.
    pub fn run(&self, job: Vec<u8>) -> io::Result<Given> {
        let mut running = Running(self.start()?);
        let answers = running.exchange(job, self.answer);
        let heard = answers.recv_timeout(self.time);
        let Ok((answer, whole, last_words)) = heard else {
            return Ok(Given {
                answer: Vec::new(),
                last_words: String::new(),
                end: End::OutOfTime,
            });
        };
        let end = if whole {
            running.ended(self.time)
        } else {
            End::TooLong
        };
        Ok(Given {
            answer,
            last_words,
            end,
        })
    }

    fn start(&self) -> io::Result<Child> {
        let program = match &self.program {
            Some(program) => program.clone(),
            None => std::env::current_exe()?,
        };
        let kept = self
            .environment
            .iter()
            .filter_map(|name| Some((OsStr::new(*name), std::env::var_os(name)?)));
        Command::new(program)
            .arg(self.argument)
            .env_clear()
            .envs(kept)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
    }
}

/// A child that does not outlive its owner.
struct Running(Child);

/// The answer, whether it is whole, the last words.
type Heard = (Vec<u8>, bool, String);

impl Running {
    /// Feeds the child and listens to it, each in a thread of its own: a pipe holds little, and
    /// whoever only writes or only reads may wait for ever.
    fn exchange(&mut self, job: Vec<u8>, most: u64) -> mpsc::Receiver<Heard> {
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
            let _ = output.map(|pipe| pipe.take(most.saturating_add(1)).read_to_end(&mut said));
            let whole = said.len() as u64 <= most;
            if !whole {
                said.clear();
            }
            // A child that says too much still holds its pipes: its last words are not waited for.
            let words = if whole {
                last_words.join().unwrap_or_default()
            } else {
                String::new()
            };
            let _ = sender.send((said, whole, words));
        });
        answers
    }

    /// How the child ended, now that it has closed its pipes.
    fn ended(&mut self, time: Duration) -> End {
        let begin = std::time::Instant::now();
        loop {
            match self.0.try_wait() {
                Ok(Some(status)) => return end_of(status),
                Ok(None) if begin.elapsed() < time => thread::sleep(Duration::from_millis(1)),
                Ok(None) => return End::OutOfTime,
                Err(_) => return End::Failed,
            }
        }
    }
}

#[cfg(unix)]
fn end_of(status: std::process::ExitStatus) -> End {
    use rustix::process::Signal;
    use std::os::unix::process::ExitStatusExt as _;

    let is = |signal: Signal| status.signal() == Some(signal.as_raw());
    if status.success() {
        End::Well
    } else if is(Signal::XCPU) || is(Signal::KILL) {
        End::OutOfTime
    } else if status.signal().is_some() {
        End::Aborted
    } else {
        End::Failed
    }
}

#[cfg(not(unix))]
fn end_of(status: std::process::ExitStatus) -> End {
    if status.success() {
        End::Well
    } else {
        End::Failed
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // An error here means that the child is gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

//! Exit codes (`ux.md` 56, as in sysexits) and the one place that turns an error into one.

use ayumi_app::{Class, Classified};
use ayumi_locale::Lang;

/// How the program ends. The numbers are fixed and documented in the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Exit {
    /// Done.
    Fine = 0,
    /// A check found something.
    Found = 1,
    /// The command line is wrong.
    Usage = 2,
    /// The content is not what it must be.
    BadContent = 65,
    /// There is no such input.
    NoInput = 66,
    /// Something that must be reached is not.
    NotReachable = 69,
    /// A file or folder cannot be made.
    CannotCreate = 73,
    /// Reading or writing failed.
    InputOutput = 74,
    /// Try again: changed meanwhile, or held by another program.
    TryAgain = 75,
    /// No permission.
    NoPermission = 77,
    /// A setting is wrong.
    Configuration = 78,
    /// Interrupted.
    Interrupted = 130,
}

/// An end that is not fine: its code and the words for the person.
#[derive(Debug)]
pub struct Stop {
    /// How the program ends.
    pub exit: Exit,
    /// What happened and what to do; empty when there is nobody to tell (a closed pipe).
    pub message: String,
}

impl Stop {
    /// An end with words.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.into(),
        }
    }

    /// The reader of our output went away: a clean stop.
    pub fn closed_pipe() -> Self {
        Self {
            exit: Exit::Fine,
            message: String::new(),
        }
    }

    /// The end a use case's error means.
    pub fn of(error: &(impl Classified + 'static), lang: Lang) -> Self {
        let class = error.class();
        let exit = match &class {
            Class::NotThere => Exit::NoInput,
            Class::Stale(_) | Class::Busy | Class::Wait(_) => Exit::TryAgain,
            Class::Refused(_) => Exit::BadContent,
            Class::Denied | Class::Unknown => Exit::NoPermission,
            Class::CannotCreate => Exit::CannotCreate,
            Class::Failed => Exit::InputOutput,
        };
        let words = lang.text(class.key());
        Self::new(exit, with_causes(words, error))
    }
}

/// The words, and for failures of the machine what the log would say.
pub fn with_causes(words: String, error: &(dyn std::error::Error + 'static)) -> String {
    let mut causes = Vec::new();
    let mut next: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(cause) = next {
        causes.push(cause.to_string());
        next = cause.source();
    }
    format!("{words}\n  ({})", causes.join(": "))
}

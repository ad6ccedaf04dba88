//! What went wrong, in words a person can act on: one page for all, one problem+json for the API.

use askama::Template;
use axum::http::StatusCode;
use ayumi_locale::{Key, key};

use crate::shell::Shell;
use crate::words::Words;

/// The page of a problem: what, where, what to do.
#[derive(Template)]
#[template(path = "problem/show.html")]
pub struct ProblemPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// The status.
    pub status: u16,
    /// What happened.
    pub what: String,
    /// More of it, where there is more to say.
    pub detail: Option<String>,
    /// Where: the address asked for.
    pub place: String,
    /// What to do.
    pub advice: String,
    /// The number under which the log has it.
    pub number: String,
}

impl ProblemPage {
    /// The page of a problem.
    pub fn new(w: Words, problem: &Problem, place: &str, number: &str) -> Self {
        let words = words_of(problem.status);
        let what = w.t(words.what);
        Self {
            w,
            shell: Shell::new(what.clone(), "/"),
            status: problem.status.as_u16(),
            what,
            detail: problem.detail.clone(),
            place: place.to_owned(),
            advice: w.t(words.advice),
            number: number.to_owned(),
        }
    }
}

/// A problem before it has a page.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The status.
    pub status: StatusCode,
    /// The code of its kind, for `type` of problem+json.
    pub code: &'static str,
    /// What exactly, in the user's language.
    pub detail: Option<String>,
    /// The version that stands there now, for a request that saw another.
    pub current: Option<u64>,
    /// Not before this many seconds; 0 = at once.
    pub wait: u32,
}

impl Problem {
    /// A problem that its status says all about.
    pub fn of(status: StatusCode) -> Self {
        Self {
            status,
            code: words_of(status).code,
            detail: None,
            current: None,
            wait: 0,
        }
    }

    /// The same with a more exact code.
    #[must_use]
    pub fn coded(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }

    /// The same with what exactly happened.
    #[must_use]
    pub fn telling(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }
}

/// The words of a status.
pub struct StatusWords {
    /// Its code.
    pub code: &'static str,
    /// What happened.
    pub what: Key,
    /// What to do.
    pub advice: Key,
}

/// The words of a status; those without own words are "not understood" or "our fault".
pub fn words_of(status: StatusCode) -> StatusWords {
    let (code, what, advice) = match status.as_u16() {
        401 => ("sign-in", key::WEB_PROBLEM_401, key::WEB_PROBLEM_401_DO),
        429 => ("too-often", key::WEB_PROBLEM_429, key::WEB_PROBLEM_429_DO),
        403 => ("refused", key::WEB_PROBLEM_403, key::WEB_PROBLEM_403_DO),
        404 => ("not-there", key::WEB_PROBLEM_404, key::WEB_PROBLEM_404_DO),
        405 => ("method", key::WEB_PROBLEM_405, key::WEB_PROBLEM_405_DO),
        408 => ("time-out", key::WEB_PROBLEM_408, key::WEB_PROBLEM_408_DO),
        409 => ("conflict", key::WEB_PROBLEM_409, key::WEB_PROBLEM_409_DO),
        412 => ("stale", key::WEB_PROBLEM_412, key::WEB_PROBLEM_412_DO),
        413 => ("too-large", key::WEB_PROBLEM_413, key::WEB_PROBLEM_413_DO),
        415 => ("wrong-type", key::WEB_PROBLEM_415, key::WEB_PROBLEM_415_DO),
        421 => ("wrong-host", key::WEB_PROBLEM_421, key::WEB_PROBLEM_421_DO),
        422 => (
            "refused-content",
            key::WEB_PROBLEM_422,
            key::WEB_PROBLEM_422_DO,
        ),
        428 => (
            "version-missing",
            key::WEB_PROBLEM_428,
            key::WEB_PROBLEM_428_DO,
        ),
        503 | 507 => ("busy", key::WEB_PROBLEM_503, key::WEB_PROBLEM_503_DO),
        500.. => ("failed", key::WEB_PROBLEM_500, key::WEB_PROBLEM_500_DO),
        _ => (
            "not-understood",
            key::WEB_PROBLEM_400,
            key::WEB_PROBLEM_400_DO,
        ),
    };
    StatusWords { code, what, advice }
}

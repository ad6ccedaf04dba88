//! From an error of a use case to a problem: the one place that turns classes into statuses.

use std::error::Error;
use std::fmt::Write as _;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ayumi_app::{Class, Classified};
use ayumi_locale::{Key, key};

use crate::problem::Problem;

/// A request that cannot be answered as asked. Becomes a page or a problem+json in
/// [`crate::dress`], which knows the language and who asks.
#[derive(Debug)]
pub struct Failure {
    /// What the user sees.
    pub problem: Problem,
    /// Words of the use case, in the language of the page.
    pub words: Option<Key>,
    /// The chain of errors, for the log.
    pub log: Option<String>,
}

impl Failure {
    /// A failure that its status says all about.
    pub fn of(status: StatusCode) -> Self {
        Self::from(Problem::of(status))
    }

    /// The request has no key, so that two sendings could not be told from one.
    pub fn no_key() -> Self {
        Self::worded(StatusCode::BAD_REQUEST, key::ERROR_KEY_MISSING)
    }

    /// The request is for any version, not for the one that was seen.
    pub fn any_version() -> Self {
        Self::worded(StatusCode::PRECONDITION_REQUIRED, key::ERROR_ANY_VERSION)
    }

    fn worded(status: StatusCode, words: Key) -> Self {
        Self {
            problem: Problem::of(status).coded(words.id()),
            words: Some(words),
            log: None,
        }
    }

    /// There is no such thing.
    pub fn not_there() -> Self {
        Self::of(StatusCode::NOT_FOUND)
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            words: None,
            log: None,
        }
    }
}

impl<E: Classified> From<E> for Failure {
    fn from(error: E) -> Self {
        let class = error.class();
        let mut problem = Problem::of(status_of(class));
        let words = matches!(class, Class::Refused(_)).then(|| class.key());
        if let Some(words) = words {
            problem.code = words.id();
        }
        match class {
            Class::Stale(current) => problem.current = Some(current),
            Class::Wait(seconds) => problem.wait = u32::try_from(seconds).unwrap_or(u32::MAX),
            _ => {}
        }
        Self {
            problem,
            words,
            log: Some(chain(&error)),
        }
    }
}

/// The status of a class.
pub fn status_of(class: Class) -> StatusCode {
    match class {
        Class::NotThere => StatusCode::NOT_FOUND,
        Class::Stale(_) => StatusCode::PRECONDITION_FAILED,
        Class::Refused(key) if CONFLICTS.contains(&key.id()) => StatusCode::CONFLICT,
        Class::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Class::Denied => StatusCode::FORBIDDEN,
        Class::Unknown => StatusCode::UNAUTHORIZED,
        Class::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
        Class::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Class::CannotCreate => StatusCode::INSUFFICIENT_STORAGE,
        Class::Failed => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Refusals because of what stands there already, not because of what was sent.
const CONFLICTS: [&str; 4] = [
    "error-rating-lost",
    "error-key-reused",
    "error-plan-differs",
    "error-intake-closed",
];

fn chain(error: &dyn Error) -> String {
    let mut told = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let _ = write!(told, ": {error}");
        source = error.source();
    }
    told
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.problem.status.into_response();
        if self.problem.wait > 0 {
            let headers = response.headers_mut();
            headers.insert(axum::http::header::RETRY_AFTER, self.problem.wait.into());
        }
        response.extensions_mut().insert(std::sync::Arc::new(self));
        response
    }
}

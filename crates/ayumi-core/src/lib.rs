//! The rules of Ayumi: what a plan is, what may be done with it, how it is recorded. No clock,
//! file, network or randomness: the caller brings the day and the ids.
//!
//! One module per word; the same word names the folder in app, store, web, templates and tests.

pub mod access;
pub mod intake;
pub mod interchange;
pub mod matching;
pub mod newer;
pub mod organisation;
pub mod plan;
pub mod publish;
pub mod record;
pub mod review;
pub mod text;

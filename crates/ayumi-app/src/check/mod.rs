//! Examining the installation.

mod doctor;
mod words;

pub use ayumi_store::doctor::{Check, Fault};
pub use doctor::{Doctor, Examined, Finding, Subject, doctor};
pub use words::{fault_words, open_key, open_words, subject_words};

//! The use cases against a real store in a temporary folder.

#![expect(
    clippy::unwrap_used,
    reason = "a failing step of a test is a failing test"
)]

mod access;
mod answers;
mod beside;
mod columns;
mod correct;
mod editing;
mod editions;
mod figures;
mod handover;
mod import;
mod intake;
mod keeping;
mod lab;
mod newer;
mod publish;
mod review;
mod several;
mod standing;

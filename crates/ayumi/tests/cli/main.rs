//! The real binary on the command line: what it prints, how it ends, what it leaves behind.

#![expect(
    clippy::unwrap_used,
    reason = "a failing step of a test is a failing test"
)]

mod council;
mod doctor;
mod first_day;
mod help;
#[cfg(target_os = "linux")]
mod hostile;
mod import;
mod lab;
mod publish;
mod read;
mod rows;
mod serve;
mod stop;

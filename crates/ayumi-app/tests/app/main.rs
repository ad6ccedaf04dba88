//! The use cases against a real store in a temporary folder.

mod import;
mod intake;
mod lab;
mod publish;
mod review;

//! The real binary on the command line: what it prints, how it ends, what it leaves behind.

mod doctor;
mod help;
mod import;
mod lab;
mod publish;
mod read;
mod serve;
mod stop;

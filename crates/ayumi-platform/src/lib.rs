//! What differs between operating systems, in this one crate: where data lies, what a disk
//! promises, how a program is asked to stop, how a child process is started and held to limits.
//!
//! Everything else of the house is the same on every system.

pub mod child;
pub mod disk;
pub mod folder;
pub mod limits;
pub mod signal;

//! The laws of the core, over generated plans.

mod access;
mod beside;
mod chain;
mod checks;
mod editing;
mod forms;
mod lint;
mod mention;
mod newer;
mod parsers;
mod reading;
mod sections;
mod tampering;

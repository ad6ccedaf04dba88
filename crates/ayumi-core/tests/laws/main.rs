//! The laws of the core, over generated plans.

mod chain;
mod checks;
mod forms;
mod mention;

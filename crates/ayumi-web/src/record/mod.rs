//! Pages of the record.

pub mod handlers;
pub mod pages;

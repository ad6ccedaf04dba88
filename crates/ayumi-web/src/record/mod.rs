//! Pages of the record.

pub mod pages;

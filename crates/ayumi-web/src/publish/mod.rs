//! Pages of publishing.

pub mod pages;

//! Pages of publishing.

pub mod disposition;
pub mod handlers;
pub mod pages;

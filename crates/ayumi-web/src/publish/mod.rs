//! Pages of publishing.

mod disposition;
pub mod handlers;
pub mod pages;

//! Editions of a plan, and how two of them differ.

pub mod handlers;
pub mod pages;
pub mod sent;

//! Repairs of damaged text. Each is listed in the reading; none is silent.

pub(crate) mod character;
mod label;
pub(crate) mod line;

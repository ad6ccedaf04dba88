//! Pages of reading in: the form, the reading beside its source.

pub mod branch;
pub mod columns;
pub mod columns_handlers;
pub mod correct;
pub mod correct_handlers;
pub mod encoding;
pub mod handlers;
pub mod newer;
pub mod newer_handlers;
pub mod page;
pub mod show;
mod sides;
pub mod source;
pub mod upload;
mod words;

//! The record of a council: what was changed, by whom, when.

mod show_record;

pub use show_record::{Record, ShowRecord, ShowRecordError, show_record};

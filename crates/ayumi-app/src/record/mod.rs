//! The record of a council: what was changed, by whom, when; checked, and erased by class.

mod keep_record;
mod show_record;

pub use ayumi_store::record::Filter;
pub use keep_record::{
    EraseContents, Verified, VerifyRecord, Wanted, erase_contents, verify_record,
};
pub use show_record::{Record, ShowRecord, ShowRecordError, TakeRecord, note_taken, show_record};

//! The record of a council, with the check of its chain.

use ayumi_core::access::{Action, Effect, Permit};
use ayumi_core::record::{BrokenLink, Change, verify_to};
use ayumi_store::{StoreError, record};

use crate::{Class, Classified, Unit};

/// Looks at the record.
pub struct ShowRecord;

impl Action for ShowRecord {
    const NAME: &'static str = "show-record";
    const EFFECT: Effect = Effect::Read;
}

/// A record as it is shown.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its entries, the newest first.
    pub changes: Vec<Change>,
    /// Where the chain is broken, if it is.
    pub broken: Option<BrokenLink>,
}

/// Why the record is not shown.
#[derive(Debug, thiserror::Error)]
pub enum ShowRecordError {
    /// The permit names no council.
    #[error("a record belongs to a council")]
    NoCouncil,
    /// The store failed.
    #[error("showing the record")]
    Store(#[source] StoreError),
}

impl Classified for ShowRecordError {
    fn class(&self) -> Class {
        match self {
            Self::NoCouncil => Class::NotThere,
            Self::Store(error) => error.class(),
        }
    }
}

/// The record of the permit's council.
///
/// # Errors
/// See [`ShowRecordError`].
pub async fn show_record(
    unit: &Unit,
    permit: Permit<ShowRecord>,
) -> Result<Record, ShowRecordError> {
    let council = permit.council().ok_or(ShowRecordError::NoCouncil)?;
    let mut changes = record::chain(unit.session(), council)
        .await
        .map_err(ShowRecordError::Store)?;
    let head = record::head(unit.session(), council)
        .await
        .map_err(ShowRecordError::Store)?;
    let broken = verify_to(&changes, head.as_ref()).err();
    changes.reverse();
    Ok(Record { changes, broken })
}

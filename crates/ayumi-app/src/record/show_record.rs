//! The record of a council: who changed what, filtered, with the check of its chain.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::organisation::CouncilId;
use ayumi_core::record::{BrokenLink, Change, Who, verify_to};
use ayumi_store::record::Filter;
use ayumi_store::{StoreError, record};

use crate::guard::{Contents, Subject};
use crate::{Class, Classified, Unit};

/// Looks at the record.
pub struct ShowRecord;

impl Action for ShowRecord {
    const NAME: &'static str = "show-record";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Record;
}

/// Takes the record away as a table: names and network addresses leave the house with it.
pub struct TakeRecord;

impl Action for TakeRecord {
    const NAME: &'static str = "take-record";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Record;
}

/// Notes in the record that it was taken away as a table, by whom.
///
/// # Errors
/// [`StoreError`].
pub async fn note_taken(unit: &mut Unit, council: CouncilId) -> Result<(), StoreError> {
    let subject = Subject {
        council,
        object: format!("record/{council}"),
    };
    unit.note::<TakeRecord>(&subject, Contents::default()).await
}

/// A record as it is shown.
#[derive(Clone, Debug)]
pub struct Record {
    /// The entries wanted, the newest first, each with who stood behind the post.
    pub changes: Vec<(Change, Who)>,
    /// How many entries there are in all.
    pub entries: u64,
    /// The hash of the last one: whoever notes it down can tell later that nothing before it was
    /// changed.
    pub head: Option<String>,
    /// Where the chain is broken, if it is.
    pub broken: Option<BrokenLink>,
    /// Which actions there are, for the filter.
    pub actions: Vec<String>,
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

/// The record of the permit's council: at most `limit` entries of those the filter wants.
///
/// # Errors
/// See [`ShowRecordError`].
pub async fn show_record(
    unit: &Unit,
    permit: Permit<ShowRecord>,
    filter: &Filter,
    limit: u64,
) -> Result<Record, ShowRecordError> {
    use ShowRecordError as E;
    let council = permit.council().ok_or(E::NoCouncil)?;
    let s = unit.session();
    let chain = record::chain(s, council).await.map_err(E::Store)?;
    let head = record::head(s, council).await.map_err(E::Store)?;
    let mut actions: Vec<String> = chain.iter().map(|one| one.action.clone()).collect();
    actions.sort();
    actions.dedup();
    let changes = record::page(s, council, filter, limit).await;
    Ok(Record {
        changes: changes.map_err(E::Store)?,
        entries: u64::try_from(chain.len()).unwrap_or_default(),
        broken: verify_to(&chain, head.as_ref()).err(),
        head: head.map(|head| head.hash),
        actions,
    })
}

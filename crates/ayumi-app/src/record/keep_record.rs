//! The whole check of a record, and the erasing of what may be kept no longer.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::interchange::canonical_bytes;
use ayumi_core::record::{BrokenLink, ERASE, Erasure, Fault};
use ayumi_store::{StoreError, record};
use jiff::civil::Date;

use super::ShowRecordError as E;
use crate::Unit;
use crate::guard::{Contents, Subject};

/// Checks the record as a whole, every content among it.
pub struct VerifyRecord;

impl Action for VerifyRecord {
    const NAME: &'static str = "verify-record";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Record;
}

/// Erases contents by class.
pub struct EraseContents;

impl Action for EraseContents {
    const NAME: &'static str = ERASE;
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Record;
}

/// A record that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many entries it has, as its head says.
    pub entries: u64,
    /// The hash of the last one.
    pub head: Option<String>,
    /// The first wrong entry.
    pub broken: Option<BrokenLink>,
}

/// Checks the record of the permit's council; `noted` is an entry with its hash that somebody
/// noted down before: it must still stand there.
///
/// # Errors
/// [`super::ShowRecordError`].
pub async fn verify_record(
    unit: &Unit,
    permit: Permit<VerifyRecord>,
    noted: Option<&(u64, String)>,
) -> Result<Verified, E> {
    let council = permit.council().ok_or(E::NoCouncil)?;
    let s = unit.session();
    let head = record::head(s, council).await.map_err(E::Store)?;
    let whole = record::verify(s, council).await.map_err(E::Store)?;
    let mut broken = whole.err();
    if let (None, Some((sequence, hash))) = (&broken, noted) {
        let chain = record::chain(s, council).await.map_err(E::Store)?;
        let found = chain.iter().find(|one| one.sequence == *sequence);
        if found.is_none_or(|one| !one.hash.starts_with(hash.as_str())) {
            broken = Some(BrokenLink {
                sequence: *sequence,
                fault: Fault::Hash,
            });
        }
    }
    Ok(Verified {
        entries: head.as_ref().map_or(0, |head| head.entries),
        head: head.map(|head| head.hash),
        broken,
    })
}

/// What is to be erased.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The contents of this class ([`Area::name`]); entries made before there were classes count
    /// as plans.
    pub class: &'a str,
    /// Of entries before this day.
    pub before: Date,
    /// Only who stood behind the posts; the contents stay.
    pub names_only: bool,
}

/// Erases contents of the permit's council, and says so in the record. What an erasure said is
/// never erased. How many entries lost something.
///
/// # Errors
/// [`super::ShowRecordError`].
pub async fn erase_contents(
    unit: &mut Unit,
    permit: Permit<EraseContents>,
    wanted: Wanted<'_>,
) -> Result<usize, E> {
    let council = permit.council().ok_or(E::NoCouncil)?;
    let before = wanted.before.to_string();
    let mut erased = Erasure::default();
    let chain = record::chain(unit.session(), council).await;
    for change in chain.map_err(E::Store)? {
        let class = change.class.as_deref().unwrap_or(Area::Plans.name());
        if class != wanted.class || change.at >= before || change.action == ERASE {
            continue;
        }
        let content = record::content(unit.session(), council, change.sequence).await;
        let Some(content) = content.map_err(E::Store)? else {
            continue;
        };
        if content.who.is_some() {
            erased.names.push(change.sequence);
        }
        let has = content.before.is_some() || content.after.is_some();
        if has && !wanted.names_only {
            erased.contents.push(change.sequence);
        }
    }
    let lost = erased.names.len().max(erased.contents.len());
    if lost == 0 {
        return Ok(0);
    }
    let done = record::erase(unit.session(), council, &erased).await;
    done.map_err(E::Store)?;
    let said = canonical_bytes(&erased);
    let subject = Subject {
        council,
        object: format!("class/{}", wanted.class),
    };
    let contents = Contents {
        before: None,
        after: Some(&said),
    };
    let noted: Result<(), StoreError> = unit.note::<EraseContents>(&subject, contents).await;
    noted.map_err(E::Store)?;
    Ok(lost)
}

//! The record: is every council's chain whole to its end, and do the contents fit?

use ayumi_core::record::{Fault as Broken, verify_to};

use super::Fault;
use crate::error::StoreError;
use crate::organisation;
use crate::record;
use crate::store::Store;

/// Broken chains, the first wrong entry of each.
///
/// # Errors
/// [`StoreError`] when the record cannot be read.
pub async fn chains(store: &Store) -> Result<Vec<Fault>, StoreError> {
    let s = store.read().await?;
    let mut found = Vec::new();
    for council in organisation::all(&s).await? {
        let chain = record::chain(&s, council.id).await?;
        let head = record::head(&s, council.id).await?;
        if let Err(broken) = verify_to(&chain, head.as_ref()) {
            let (sequence, fault) = (broken.sequence, broken.fault);
            found.push(Fault::BrokenChain {
                council: council.id,
                sequence,
                fault,
            });
        }
    }
    Ok(found)
}

/// Contents that do not fit their digests, or are gone without an entry that says so. Erased ones
/// are no fault.
///
/// # Errors
/// [`StoreError`] when the record cannot be read.
pub async fn contents(store: &Store) -> Result<Vec<Fault>, StoreError> {
    let s = store.read().await?;
    let mut found = Vec::new();
    for council in organisation::all(&s).await? {
        for broken in record::faults(&s, council.id).await? {
            if matches!(broken.fault, Broken::Content | Broken::Missing) {
                found.push(Fault::AlteredContent {
                    council: council.id,
                    sequence: broken.sequence,
                });
            }
        }
    }
    Ok(found)
}

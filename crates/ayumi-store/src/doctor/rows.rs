//! The rows against the record: a thing says now what was recorded when it was changed last. A byte
//! that was flipped inside a row's text breaks no link and no page of the database; only this
//! finds it.

use std::collections::BTreeMap;

use ayumi_core::interchange::{canonical_bytes, digest, plan_to_json};
use ayumi_core::organisation::Council;
use ayumi_core::record::{Change, salted_digest};

use super::Fault;
use crate::error::StoreError;
use crate::store::{Session, Store};
use crate::{organisation, plan, record};

/// Plans and councils whose rows differ from what was recorded last. Where the recorded content
/// was erased, its salt is gone and nothing can be compared.
///
/// # Errors
/// [`StoreError`] when the record or the rows cannot be read.
pub async fn rows(store: &Store) -> Result<Vec<Fault>, StoreError> {
    let s = store.read().await?;
    let mut found = Vec::new();
    for council in organisation::all(&s).await? {
        let chain = record::chain(&s, council.id).await?;
        let last: BTreeMap<&str, &Change> = chain
            .iter()
            .map(|change| (change.object.as_str(), change))
            .collect();
        for (object, change) in last {
            if !says_so(&s, &council, change).await? {
                found.push(Fault::AlteredRows {
                    council: council.id,
                    object: object.to_owned(),
                });
            }
        }
    }
    Ok(found)
}

/// Do the rows of a change's object say what it recorded?
async fn says_so(s: &Session, council: &Council, change: &Change) -> Result<bool, StoreError> {
    let now = match change.object.split_once('/') {
        Some(("plan", id)) => match id.parse() {
            Ok(id) => match plan::load(s, council.id, id).await {
                Ok(stored) => stored.map(|one| canonical_bytes(&plan_to_json(&one.plan))),
                // Rows that give no plan any more are not what was recorded either.
                Err(StoreError::Unreadable { .. }) => return Ok(false),
                Err(error) => return Err(error),
            },
            Err(_) => return Ok(true),
        },
        // A council is recorded when it is made, before its revision rises.
        Some(("council", _)) => Some(canonical_bytes(&Council {
            revision: 0,
            ..council.clone()
        })),
        _ => return Ok(true),
    };
    let content = record::content(s, council.id, change.sequence).await?;
    let Some(content) = content.filter(|content| !content.is_erased()) else {
        return Ok(true);
    };
    // An edit keeps what it did, and the digest of the whole plan afterwards.
    if let Some(recorded) = content.after.as_deref().and_then(edited) {
        return Ok(now.is_some_and(|bytes| digest(&bytes) == recorded));
    }
    let now = now.map(|bytes| salted_digest(&content.salt, &bytes));
    Ok(now == change.after)
}

/// The digest of the plan after an edit, where a content is that of an edit.
fn edited(content: &[u8]) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Edited {
        form: String,
        plan: String,
    }
    let edited: Edited = serde_json::from_slice(content).ok()?;
    (edited.form == "ayumi/edit@1").then_some(edited.plan)
}

//! The rows against the record: a thing says now what was recorded when it was changed last. A byte
//! that was flipped inside a row's text breaks no link and no page of the database; only this
//! finds it.

use std::collections::BTreeMap;

use ayumi_core::interchange::{canonical_bytes, plan_from_json, plan_to_json};
use ayumi_core::organisation::{Council, CouncilId};
use ayumi_core::plan::edit::Edit;
use ayumi_core::plan::{Plan, PlanId};
use ayumi_core::record::{Change, salted_digest};

use super::Fault;
use crate::error::StoreError;
use crate::store::{Session, Store};
use crate::{organisation, plan, record};

/// Plans and councils whose rows differ from what was recorded. Where a recorded content was
/// erased, its salt is gone and nothing can be compared.
///
/// # Errors
/// [`StoreError`] when the record or the rows cannot be read.
pub async fn rows(store: &Store) -> Result<Vec<Fault>, StoreError> {
    let s = store.read().await?;
    let mut found = Vec::new();
    for council in organisation::all(&s).await? {
        let chain = record::chain(&s, council.id).await?;
        let mut told: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
        for change in &chain {
            // An entry without contents says that something was looked at or carried away.
            if change.after.is_some() || change.before.is_some() {
                told.entry(&change.object).or_default().push(change);
            }
        }
        for (object, changes) in told {
            if !says_so(&s, &council, (object, &changes)).await? {
                found.push(Fault::AlteredRows {
                    council: council.id,
                    object: object.to_owned(),
                });
            }
        }
    }
    Ok(found)
}

/// Do the rows of an object say what its changes recorded?
async fn says_so(
    s: &Session,
    council: &Council,
    (object, changes): (&str, &[&Change]),
) -> Result<bool, StoreError> {
    match object.split_once('/') {
        Some(("plan", id)) => match id.parse() {
            Ok(id) => plan_says_so(s, council.id, id, changes).await,
            Err(_) => Ok(true),
        },
        Some(("council", id)) if id == council.id.to_string() => {
            let Some(change) = changes.last() else {
                return Ok(true);
            };
            let content = record::content(s, council.id, change.sequence).await?;
            let Some(content) = content.filter(|content| !content.is_erased()) else {
                return Ok(true);
            };
            // A council is recorded before its revision rises.
            let now = canonical_bytes(&Council {
                revision: 0,
                ..council.clone()
            });
            Ok(Some(salted_digest(&content.salt, &now)) == change.after)
        }
        _ => Ok(true),
    }
}

/// From the last whole plan in the record, its edits are made again; what they lead to is compared
/// with the rows.
async fn plan_says_so(
    s: &Session,
    council: CouncilId,
    id: PlanId,
    changes: &[&Change],
) -> Result<bool, StoreError> {
    let now = match plan::load(s, council, id).await {
        Ok(stored) => stored.map(|one| one.plan),
        // Rows that give no plan any more are not what was recorded either.
        Err(StoreError::Unreadable { .. }) => return Ok(false),
        Err(error) => return Err(error),
    };
    let mut edits = Vec::new();
    let mut whole = None;
    for change in changes.iter().rev() {
        let content = record::content(s, council, change.sequence).await?;
        let Some(content) = content.filter(|content| !content.is_erased()) else {
            return Ok(true);
        };
        match content.after.as_deref().map(edit_of) {
            Some(Some(edit)) => edits.push(edit),
            after => {
                whole = after.is_some().then_some(content).and_then(|one| one.after);
                break;
            }
        }
    }
    let Some(whole) = whole else {
        return Ok(now.is_none());
    };
    let Some(now) = now else { return Ok(false) };
    let recorded = std::str::from_utf8(&whole)
        .ok()
        .and_then(|text| plan_from_json(text).ok());
    let Some(mut recorded) = recorded else {
        return Ok(false);
    };
    for edit in edits.into_iter().rev() {
        if edit.apply(&mut recorded).is_err() {
            return Ok(false);
        }
    }
    let bytes = |plan: &Plan| canonical_bytes(&plan_to_json(plan));
    Ok(bytes(&recorded) == bytes(&now))
}

/// The edit a content keeps, where it is that of an edit.
fn edit_of(content: &[u8]) -> Option<Edit> {
    #[derive(serde::Deserialize)]
    struct Said {
        form: String,
        edit: Edit,
    }
    let said: Said = serde_json::from_slice(content).ok()?;
    (said.form == "ayumi/edit@1").then_some(said.edit)
}

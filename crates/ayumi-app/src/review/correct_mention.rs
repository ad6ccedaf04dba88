//! A person says that a finding speaks of an item, or takes that back.

use ayumi_core::access::{Action, Effect, Permit};
use ayumi_core::interchange::{canonical_bytes, plan_to_json};
use ayumi_core::plan::{Finding, FindingId, Item, ItemId, Plan};
use ayumi_store::{StoreError, plan as plans};
use serde::{Deserialize, Serialize};

use crate::guard::{Contents, Given, Refused, Subject, same_version};
use crate::plan::{PlanName, find};
use crate::{Class, Classified, Unit};

/// Corrects what findings speak of.
pub struct CorrectMention;

impl Action for CorrectMention {
    const NAME: &'static str = "correct-mention";
    const EFFECT: Effect = Effect::Change;
}

/// What a person says about a finding and an item.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Mention {
    /// The finding.
    pub finding: FindingId,
    /// The item.
    pub item: ItemId,
    /// The finding speaks of the item; `false` takes it back.
    pub speaks: bool,
}

/// The plan after the correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// Its new version.
    pub version: u64,
}

/// Why nothing is corrected.
#[derive(Debug, thiserror::Error)]
pub enum CorrectMentionError {
    /// No such plan in this council, or no such finding or item in it.
    #[error("there is no such plan, finding or item")]
    NotThere,
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("correcting a mention")]
    Store(#[source] StoreError),
}

impl Classified for CorrectMentionError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// Notes in a plan of the permit's council that a finding speaks of an item.
///
/// # Errors
/// See [`CorrectMentionError`].
pub async fn correct_mention(
    unit: &mut Unit,
    permit: Permit<CorrectMention>,
    name: &PlanName,
    given: Given,
    mention: Mention,
) -> Result<Corrected, CorrectMentionError> {
    use CorrectMentionError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let stored = find(unit.session(), council, name)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let request = (stored.plan.id, given.expected, mention);
    if let Some(done) = unit
        .remembered::<CorrectMention, Corrected>(council, &request)
        .await
        .map_err(E::Refused)?
    {
        return Ok(done);
    }
    same_version(given, stored.version).map_err(E::Refused)?;
    let before = canonical_bytes(&plan_to_json(&stored.plan));
    let mut plan = stored.plan;
    if !correct(&mut plan, mention) {
        return Err(E::NotThere);
    }
    let after = canonical_bytes(&plan_to_json(&plan));
    let version = plans::replace(unit.session(), council, &plan, stored.version)
        .await
        .map_err(E::Store)?;
    let done = Corrected { version };
    let subject = Subject {
        council,
        object: format!("plan/{}", plan.id),
    };
    let contents = Contents {
        before: Some(&before),
        after: Some(&after),
    };
    unit.record::<CorrectMention>(&subject, contents, &request, &done)
        .await
        .map_err(E::Store)?;
    Ok(done)
}

/// Carries the correction out; `false` when the finding or the item is not in the plan.
fn correct(plan: &mut Plan, mention: Mention) -> bool {
    if !has_item(&plan.items, mention.item) {
        return false;
    }
    let overall = plan
        .overall
        .iter_mut()
        .find(|finding| finding.id == mention.finding);
    let Some(finding) = overall.or_else(|| finding_in(&mut plan.items, mention.finding)) else {
        return false;
    };
    finding.about.retain(|item| *item != mention.item);
    if mention.speaks {
        finding.about.push(mention.item);
    }
    true
}

fn has_item(items: &[Item], id: ItemId) -> bool {
    items
        .iter()
        .any(|item| item.id == id || has_item(&item.items, id))
}

fn finding_in(items: &mut [Item], id: FindingId) -> Option<&mut Finding> {
    items.iter_mut().find_map(|item| {
        let found = item.findings.iter_mut().find(|finding| finding.id == id);
        found.or_else(|| finding_in(&mut item.items, id))
    })
}

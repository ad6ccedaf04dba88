//! Freezes a plan as it stands, to be put up for decision.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::intake::Ids as _;
use ayumi_core::interchange::{canonical_bytes, digest, plan_to_json};
use ayumi_core::plan::edition::{Edition, EditionFile, EditionId};
use ayumi_core::text::is_blank;
use ayumi_store::{edition, files};
use serde::{Deserialize, Serialize};

use super::{CompareEditions, Compared, EditionError as E, compare_editions};
use crate::Unit;
use crate::guard::{Contents, Given, Subject, same_version};
use crate::plan::{PlanName, find};

/// Freezes a plan as an edition.
pub struct FreezeEdition;

impl Action for FreezeEdition {
    const NAME: &'static str = "freeze-edition";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Plans;
}

/// An edition that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// The edition.
    pub edition: EditionId,
    /// Its number.
    pub number: u32,
}

/// What is frozen.
#[derive(Clone, Debug, Default)]
pub struct NewEdition {
    /// What it is called.
    pub name: String,
    /// Its papers, set of exactly this state ([`drafted`]) and put into the store.
    pub papers: Vec<EditionFile>,
}

impl NewEdition {
    /// An edition of this name, without papers.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            papers: Vec::new(),
        }
    }
}

/// The edition that freezing would make now, beside the one before it: what its papers are set of
/// before anything is frozen. Nothing is written.
///
/// # Errors
/// [`E`].
pub async fn drafted(
    unit: &Unit,
    permit: &Permit<FreezeEdition>,
    name: &PlanName,
    called: &str,
) -> Result<Compared, E> {
    let council = permit.council().ok_or(E::NotThere)?;
    let compare = unit.permit::<CompareEditions>(Some(council));
    let compare = compare.map_err(|_| E::NotThere)?;
    let mut compared = compare_editions(unit, compare, name, (None, None)).await?;
    let bytes = canonical_bytes(&plan_to_json(&compared.new.plan));
    compared.new.edition = Some(Edition {
        id: EditionId(compared.new.plan.id.0),
        plan: compared.new.plan.id,
        number: compared.all.first().map_or(1, |last| last.number + 1),
        name: called.trim().to_owned(),
        sha256: digest(&bytes),
        made_at: unit.now_text(),
        decisions: Vec::new(),
        adopted: None,
        files: Vec::new(),
        sent: Vec::new(),
        version: 1,
    });
    Ok(compared)
}

/// Freezes a plan of the permit's council under a name. The version seen is the plan's: what is
/// frozen is what the person saw.
///
/// # Errors
/// [`E`]; nothing is changed then.
pub async fn freeze_edition(
    unit: &mut Unit,
    permit: Permit<FreezeEdition>,
    name: &PlanName,
    given: Given,
    new: NewEdition,
) -> Result<Frozen, E> {
    let called = new.name.as_str();
    let council = permit.council().ok_or(E::NotThere)?;
    let stored = find(unit.session(), council, name)
        .await
        .map_err(E::Store)?;
    let stored = stored.ok_or(E::NotThere)?;
    let request = (stored.plan.id, given.expected, called);
    let done = unit
        .remembered::<FreezeEdition, Frozen>(council, &request)
        .await;
    if let Some(done) = done.map_err(E::Refused)? {
        return Ok(done);
    }
    same_version(given, stored.version).map_err(E::Refused)?;
    if is_blank(called) {
        return Err(E::NoName);
    }
    let bytes = canonical_bytes(&plan_to_json(&stored.plan));
    let sha256 = files::put(unit.app().store(), &bytes)
        .await
        .map_err(E::Store)?;
    let all = edition::of_plan(unit.session(), council, stored.plan.id).await;
    let all = all.map_err(E::Store)?;
    if all.first().is_some_and(|last| last.sha256 == sha256) {
        return Err(E::Same);
    }
    let made = Edition {
        files: new.papers,
        sent: Vec::new(),
        id: EditionId(unit.next()),
        plan: stored.plan.id,
        number: all.first().map_or(1, |last| last.number + 1),
        name: called.trim().to_owned(),
        sha256,
        made_at: unit.now_text(),
        decisions: Vec::new(),
        adopted: None,
        version: 1,
    };
    edition::put(unit.session(), council, &made)
        .await
        .map_err(E::Store)?;
    let done = Frozen {
        edition: made.id,
        number: made.number,
    };
    let after = canonical_bytes(&made);
    let subject = Subject {
        council,
        object: format!("edition/{}", made.id),
    };
    let contents = Contents {
        before: None,
        after: Some(&after),
    };
    let recorded = unit.record::<FreezeEdition>(&subject, contents, &request, &done);
    recorded.await.map_err(E::Store)?;
    Ok(done)
}

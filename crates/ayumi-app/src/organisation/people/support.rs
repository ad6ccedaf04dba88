//! Support by the operator: only on the council's own grant, for a time, and every look of it stands
//! in the council's record.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::interchange::canonical_bytes;
use ayumi_core::organisation::CouncilId;
use ayumi_store::{StoreError, support};
use jiff::{SignedDuration, Timestamp};

use super::OrganisationError as E;
use super::change::council;
use crate::Unit;
use crate::guard::{Contents, Given, Subject, same_version};

/// Grants support, or ends it.
pub struct GrantSupport;

impl Action for GrantSupport {
    const NAME: &'static str = "grant-support";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Accounts;
}

/// The operator looked at something under a grant.
pub struct SupportLook;

impl Action for SupportLook {
    const NAME: &'static str = "support-look";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Record;
}

/// The most hours of one grant: three days.
pub const MOST_HOURS: u32 = 72;

/// Grants support in the permit's council for so many hours from now; none ends it at once. The
/// version seen is the council's revision.
///
/// # Errors
/// See [`super::OrganisationError`].
pub async fn grant_support(
    unit: &mut Unit,
    permit: Permit<GrantSupport>,
    given: Given,
    hours: u32,
) -> Result<(), E> {
    let id = permit.council().ok_or(E::NotThere)?;
    let request = (given.expected, hours);
    let remembered = unit.remembered::<GrantSupport, ()>(id, &request);
    if remembered.await.map_err(E::Refused)?.is_some() {
        return Ok(());
    }
    let council = council(unit, id).await?;
    same_version(given, council.revision).map_err(E::Refused)?;
    let time = SignedDuration::from_hours(hours.min(MOST_HOURS).into());
    let until = (hours > 0).then(|| unit.now().checked_add(time).unwrap_or(Timestamp::MAX));
    let put = support::put(unit.session(), id, until).await;
    put.map_err(E::Store)?;
    let said = canonical_bytes(&until.map(|until| until.to_string()));
    let subject = Subject {
        council: id,
        object: format!("council/{id}/support"),
    };
    let contents = Contents {
        before: None,
        after: Some(&said),
    };
    unit.record::<GrantSupport>(&subject, contents, &request, &())
        .await
        .map_err(E::Store)
}

/// Notes in a council's record that the operator looked at a page of it.
///
/// # Errors
/// [`StoreError`].
pub async fn note_support(
    unit: &mut Unit,
    council: CouncilId,
    page: &str,
) -> Result<(), StoreError> {
    let page: String = page.chars().take(300).collect();
    let subject = Subject {
        council,
        object: format!("page{page}"),
    };
    unit.note::<SupportLook>(&subject, Contents::default())
        .await
}

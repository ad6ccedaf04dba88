//! The files kept with a plan: fetched, taken away. They are listed with the plan.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_store::attachment::{self, Attachment};
use ayumi_store::{AttachmentId, StoreError, files};

use crate::guard::{Contents, Given, Refused, Subject, nothing_there};
use crate::{Class, Classified, Unit};

/// Fetches a file kept with a plan.
pub struct FetchAttachment;

impl Action for FetchAttachment {
    const NAME: &'static str = "fetch-attachment";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Plans;
}

/// Takes a file away from its plan.
pub struct RemoveAttachment;

impl Action for RemoveAttachment {
    const NAME: &'static str = "remove-attachment";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Plans;
}

/// Why there is nothing to fetch or take away.
#[derive(Debug, thiserror::Error)]
pub enum AttachmentError {
    /// No such file with this plan.
    #[error("there is no such attachment")]
    NotThere,
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("handling an attachment")]
    Store(#[source] StoreError),
}

impl Classified for AttachmentError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// A file kept with a plan of the permit's council, and its bytes.
///
/// # Errors
/// See [`AttachmentError`].
pub async fn fetch_attachment(
    unit: &Unit,
    permit: Permit<FetchAttachment>,
    id: AttachmentId,
) -> Result<(Attachment, Vec<u8>), AttachmentError> {
    use AttachmentError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let found = attachment::load(unit.session(), council, id).await;
    let found = found.map_err(E::Store)?.ok_or(E::NotThere)?;
    let bytes = files::get_of(unit.session(), council, &found.sha256).await;
    let bytes = bytes.map_err(E::Store)?.ok_or(E::NotThere)?;
    Ok((found, bytes))
}

/// Takes a file away from a plan of the permit's council. It never changes, so that no version is
/// to be compared.
///
/// # Errors
/// See [`AttachmentError`]; nothing is changed then.
pub async fn remove_attachment(
    unit: &mut Unit,
    permit: Permit<RemoveAttachment>,
    id: AttachmentId,
    given: Given,
) -> Result<(), AttachmentError> {
    use AttachmentError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let request = (id.0, given.expected);
    let done = unit
        .remembered::<RemoveAttachment, ()>(council, &request)
        .await;
    if let Some(done) = done.map_err(E::Refused)? {
        return Ok(done);
    }
    nothing_there(given).map_err(E::Refused)?;
    let found = attachment::load(unit.session(), council, id).await;
    let found = found.map_err(E::Store)?.ok_or(E::NotThere)?;
    attachment::delete(unit.session(), council, &found)
        .await
        .map_err(E::Store)?;
    let subject = Subject {
        council,
        object: format!("attachment/{}", id.0),
    };
    let before = found.sha256.into_bytes();
    let contents = Contents {
        before: Some(&before),
        after: None,
    };
    unit.record::<RemoveAttachment>(&subject, contents, &request, &())
        .await
        .map_err(E::Store)
}

//! Takes a file into an intake: the file, its reading and (later) the answers are kept for thirty
//! days; no plan is written.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::intake::Ids;
use ayumi_store::IntakeId;
use ayumi_store::intake::{Intake, IntakeState};
use ayumi_store::{StoreError, files, intake as intakes};
use uuid::Uuid;

use super::{Answers, FileRead};
use crate::guard::{Contents, Given, Refused, Subject, nothing_there};
use crate::{Class, Classified, Unit};

/// Uploads a file.
pub struct Upload;

impl Action for Upload {
    const NAME: &'static str = "upload";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Intake;
}

/// How long an intake waits to be accepted.
const DAYS_KEPT: i64 = 30;

/// The intake made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uploaded {
    /// Its id.
    pub intake: IntakeId,
}

/// Why a file is not taken.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The permit names no council.
    #[error("an upload belongs to a council")]
    NoCouncil,
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("keeping an upload")]
    Store(#[source] StoreError),
}

impl Classified for UploadError {
    fn class(&self) -> Class {
        match self {
            Self::NoCouncil => Class::NotThere,
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// Takes a file that was read ([`super::read_beside`]) into the permit's council. It is read before
/// the unit begins: nobody waits for the right to write while a large file is read.
///
/// # Errors
/// See [`UploadError`].
pub async fn upload(
    unit: &mut Unit,
    permit: Permit<Upload>,
    given: Given,
    read: FileRead,
) -> Result<Uploaded, UploadError> {
    use UploadError as E;
    let council = permit.council().ok_or(E::NoCouncil)?;
    let FileRead { file, reading } = read;
    let (name, sha256) = (&reading.source.name, &reading.source.sha256);
    let source = (name, sha256, &file.encoding, file.selection);
    let request = (given.expected, source);
    let done = unit
        .remembered::<Upload, Uuid>(council, &request)
        .await
        .map_err(E::Refused)?;
    if let Some(id) = done {
        return Ok(Uploaded {
            intake: IntakeId(id),
        });
    }
    nothing_there(given).map_err(E::Refused)?;
    files::put(unit.app().store(), &file.bytes)
        .await
        .map_err(E::Store)?;
    let expires = unit.now() + jiff::SignedDuration::from_hours(24 * DAYS_KEPT);
    let intake = Intake {
        id: IntakeId(unit.next()),
        council,
        version: 1,
        name: reading.source.name.clone(),
        sha256: reading.source.sha256.clone(),
        encoding: file.encoding.clone(),
        selection: file.selection,
        reading: serde_json::to_value(&reading).unwrap_or_default(),
        answers: serde_json::to_value(Answers::default()).unwrap_or_default(),
        state: IntakeState::Open,
        created_at: unit.now(),
        expires_at: expires,
    };
    intakes::insert(unit.session(), &intake)
        .await
        .map_err(E::Store)?;
    let done = Uploaded { intake: intake.id };
    let subject = Subject {
        council,
        object: format!("intake/{}", intake.id.0),
    };
    let after = ayumi_core::interchange::canonical_bytes(&source);
    let contents = Contents {
        before: None,
        after: Some(&after),
    };
    unit.record::<Upload>(&subject, contents, &request, &done.intake.0)
        .await
        .map_err(E::Store)?;
    Ok(done)
}

//! Reads the file of an intake again in the encoding a person chose. Answers given before fall:
//! they belonged to other questions.

use ayumi_core::access::{Action, Denied, Effect, Permit};
use ayumi_core::interchange::canonical_bytes;
use ayumi_locale::key;
use ayumi_store::IntakeId;
use ayumi_store::intake::Intake;
use ayumi_store::{StoreError, files, intake as intakes};

use super::open_intake::{NotOpen, open_intake};
use super::read_source::{ReadSource, ReadSourceError, read_source};
use super::{Answered, Answers, SourceFile};
use crate::guard::{Contents, Given, Refused, Subject};
use crate::{Class, Classified, Unit};

/// Reads the file of an intake again.
pub struct RereadIntake;

impl Action for RereadIntake {
    const NAME: &'static str = "reread-intake";
    const EFFECT: Effect = Effect::Change;
}

/// Why a file is not read again.
#[derive(Debug, thiserror::Error)]
pub enum RereadIntakeError {
    /// No such intake in this council, or its file is gone.
    #[error("there is no such intake")]
    NotThere,
    /// It was accepted or discarded.
    #[error("the intake is closed")]
    Closed,
    /// The file is not read in this encoding.
    #[error("reading the file")]
    Read(#[source] ReadSourceError),
    /// The actor may not read files.
    #[error("reading the file")]
    Denied(#[source] Denied),
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("reading an intake again")]
    Store(#[source] StoreError),
}

impl From<NotOpen> for RereadIntakeError {
    fn from(why: NotOpen) -> Self {
        match why {
            NotOpen::NotThere => Self::NotThere,
            NotOpen::Closed => Self::Closed,
            NotOpen::Refused(error) => Self::Refused(error),
            NotOpen::Store(error) => Self::Store(error),
        }
    }
}

impl Classified for RereadIntakeError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Closed => Class::Refused(key::ERROR_INTAKE_CLOSED),
            Self::Read(error) => error.class(),
            Self::Denied(error) => error.class(),
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// Reads the file of an intake of the permit's council again.
///
/// # Errors
/// See [`RereadIntakeError`]; the reading is then as before.
pub async fn reread_intake(
    unit: &mut Unit,
    permit: Permit<RereadIntake>,
    id: IntakeId,
    given: Given,
    encoding: &str,
) -> Result<Answered, RereadIntakeError> {
    use RereadIntakeError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let request = (id.0, given.expected, encoding);
    let done = unit
        .remembered::<RereadIntake, Answered>(council, &request)
        .await;
    if let Some(done) = done.map_err(E::Refused)? {
        return Ok(done);
    }
    let intake = open_intake(unit, council, id, given).await?;
    let bytes = files::get_of(unit.session(), council, &intake.sha256).await;
    let bytes = bytes.map_err(E::Store)?.ok_or(E::NotThere)?;
    let encoding = Some(encoding.to_owned());
    let file = SourceFile {
        name: intake.name.clone(),
        bytes,
        encoding: encoding.clone(),
    };
    let reads = unit
        .permit::<ReadSource>(Some(council))
        .map_err(E::Denied)?;
    let reading = read_source(unit.app().formats(), reads, &file).map_err(E::Read)?;
    let changed = Intake {
        encoding,
        reading: serde_json::to_value(&reading).unwrap_or_default(),
        answers: serde_json::to_value(Answers::default()).unwrap_or_default(),
        ..intake
    };
    let replaced = intakes::replace(unit.session(), &changed, changed.version).await;
    let done = Answered {
        version: replaced.map_err(E::Store)?,
    };
    let subject = Subject {
        council,
        object: format!("intake/{}", id.0),
    };
    let after = canonical_bytes(&request);
    let contents = Contents {
        before: None,
        after: Some(&after),
    };
    unit.record::<RereadIntake>(&subject, contents, &request, &done)
        .await
        .map_err(E::Store)?;
    Ok(done)
}

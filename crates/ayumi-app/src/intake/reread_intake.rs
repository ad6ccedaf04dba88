//! Reads the file of an intake again: in another encoding, of other parts. Answers given before
//! fall: they belonged to other questions.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::interchange::canonical_bytes;
use ayumi_document::Selection;
use ayumi_store::IntakeId;
use ayumi_store::intake::Intake;
use ayumi_store::{StoreError, columns, intake as intakes};

use super::open_intake::{OpenIntakeError, Opening, intake_and_file, open_intake};
use super::{Answered, Answers, FileRead, SourceFile};
use crate::guard::{Contents, Given, Subject};
use crate::{Class, Classified, Unit};

/// Reads the file of an intake again.
pub struct RereadIntake;

impl Action for RereadIntake {
    const NAME: &'static str = "reread-intake";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Intake;
}

/// How a file is to be read, as a person chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadAs {
    /// The encoding; `None` = Ayumi finds out by itself.
    pub encoding: Option<String>,
    /// Which parts of it.
    pub selection: Selection,
}

/// Why a file is not read again.
#[derive(Debug, thiserror::Error)]
pub enum RereadIntakeError {
    /// It does not begin: not there, closed, changed meanwhile.
    #[error("opening the intake")]
    Open(#[source] OpenIntakeError),
    /// The reading is of another file.
    #[error("the reading is of another file")]
    OtherFile,
    /// The store failed.
    #[error("reading an intake again")]
    Store(#[source] StoreError),
}

impl Classified for RereadIntakeError {
    fn class(&self) -> Class {
        match self {
            Self::Open(error) => error.class(),
            Self::OtherFile => Class::Failed,
            Self::Store(error) => error.class(),
        }
    }
}

/// The file of an intake of the permit's council, to be read as a person chose
/// ([`super::read_for_intake`]) before the unit that keeps the reading begins.
///
/// # Errors
/// [`RereadIntakeError::Open`] or [`RereadIntakeError::Store`].
pub async fn file_again(
    unit: &Unit,
    permit: &Permit<RereadIntake>,
    id: IntakeId,
    read_as: ReadAs,
) -> Result<SourceFile, RereadIntakeError> {
    use RereadIntakeError as E;
    let (intake, file) = intake_and_file(unit, permit, id).await.map_err(E::Open)?;
    let columns = columns::list(unit.session(), intake.council).await;
    Ok(SourceFile {
        encoding: read_as.encoding,
        selection: read_as.selection,
        columns: columns.map_err(E::Store)?,
        ..file
    })
}

/// Puts another reading of the same file into an intake of the permit's council.
///
/// # Errors
/// See [`RereadIntakeError`]; the reading is then as before.
pub async fn reread_intake(
    unit: &mut Unit,
    permit: Permit<RereadIntake>,
    id: IntakeId,
    given: Given,
    read: FileRead,
) -> Result<Answered, RereadIntakeError> {
    use RereadIntakeError as E;
    let FileRead { file, reading } = read;
    let request = (id.0, given.expected, &file.encoding, file.selection);
    let opening = open_intake(unit, &permit, id, given, &request).await;
    let intake = match opening.map_err(E::Open)? {
        Opening::Done(done) => return Ok(done),
        Opening::Open(intake) => *intake,
    };
    if reading.source.sha256 != intake.sha256 {
        return Err(E::OtherFile);
    }
    let changed = Intake {
        encoding: file.encoding.clone(),
        selection: file.selection,
        reading: serde_json::to_value(&reading).unwrap_or_default(),
        answers: serde_json::to_value(Answers::default()).unwrap_or_default(),
        ..intake
    };
    let replaced = intakes::replace(unit.session(), &changed, changed.version).await;
    let done = Answered {
        version: replaced.map_err(E::Store)?,
    };
    let subject = Subject {
        council: changed.council,
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

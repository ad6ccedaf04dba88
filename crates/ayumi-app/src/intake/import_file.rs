//! Imports a file at once: council, plan and its source in one transaction (the command line).

use ayumi_core::access::{Action, Effect, Permit};
use ayumi_core::intake::accept;
use ayumi_core::interchange::{Reading, form_digest};
use ayumi_core::organisation::{Council, CouncilId};
use ayumi_core::plan::PlanId;
use ayumi_locale::key;
use ayumi_store::plan::Origin;
use ayumi_store::{StoreError, files, plan as plans};
use serde::{Deserialize, Serialize};

use super::keep::{KeepError, free_slug, keep_plan, known_plan};
use super::{Answers, SourceFile, shown_name};
use crate::guard::{Contents, Refused, Subject};
use crate::organisation::{Settle, SettleError, Settled, settle_council};
use crate::{Class, Classified, Unit};

/// Imports a file.
pub struct ImportFile;

impl Action for ImportFile {
    const NAME: &'static str = "import-file";
    const EFFECT: Effect = Effect::Change;
}

/// A file, the reading that was shown of it, and what the person decided.
#[derive(Clone, Debug)]
pub struct ToImport {
    /// The file.
    pub file: SourceFile,
    /// The reading the person saw.
    pub reading: Reading,
    /// The person's answers to its questions.
    pub answers: Answers,
    /// Into which council.
    pub settle: Settle,
    /// A title for the plan where the document names none.
    pub title: Option<String>,
}

/// What became of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "outcome")]
pub enum Imported {
    /// The same file, or one that says the same, is in already: nothing was changed.
    Unchanged {
        /// The plan it is.
        plan: PlanId,
        /// Its short name.
        slug: String,
    },
    /// It was kept.
    Kept {
        /// In which council.
        council: Council,
        /// The council was made by this import.
        council_made: bool,
        /// The plan.
        plan: PlanId,
        /// Its short name.
        slug: String,
    },
}

/// Why a file is not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportFileError {
    /// The document is no plan: no item was recognised.
    #[error("no item was recognised")]
    NoPlan,
    /// An answer that fits no question.
    #[error("an answer fits no question")]
    Answer(#[source] super::answers::AnswerError),
    /// No council to import into.
    #[error("settling the council")]
    Council(#[source] SettleError),
    /// The plan cannot be kept.
    #[error("keeping the plan")]
    Keep(#[source] KeepError),
    /// Version or key refuse.
    #[error("checking version and key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("importing a file")]
    Store(#[source] StoreError),
}

impl Classified for ImportFileError {
    fn class(&self) -> Class {
        match self {
            Self::NoPlan => Class::Refused(key::ERROR_NOT_A_PLAN),
            Self::Answer(error) => error.class(),
            Self::Council(error) => error.class(),
            Self::Keep(error) => error.class(),
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// What the record and the key keep of the request.
#[derive(Serialize)]
struct Request<'a> {
    sha256: &'a str,
    council: CouncilId,
    answers: &'a Answers,
    title: Option<&'a str>,
}

/// Imports the plan of a file. The same file twice, or another file that says the same, changes
/// nothing.
///
/// # Errors
/// See [`ImportFileError`]; nothing is changed then.
pub async fn import_file(
    unit: &mut Unit,
    _permit: Permit<ImportFile>,
    input: ToImport,
) -> Result<Imported, ImportFileError> {
    use ImportFileError as E;
    let mut reading = input.reading;
    input.answers.apply(&mut reading).map_err(E::Answer)?;
    if reading.plan.items.is_empty() {
        return Err(E::NoPlan);
    }
    if reading.plan.title.is_none() {
        reading.plan.title.clone_from(&input.title);
    }
    let organization = reading.plan.organization.as_deref();
    let settled = settle_council(unit, &input.settle, organization)
        .await
        .map_err(E::Council)?;
    let council = settled.council.id;
    let request = Request {
        sha256: &reading.source.sha256,
        council,
        answers: &input.answers,
        title: input.title.as_deref(),
    };
    if let Some(done) = unit
        .remembered::<ImportFile, Imported>(council, &request)
        .await
        .map_err(E::Refused)?
    {
        return Ok(done);
    }
    let done = kept(unit, settled, &input.file, &reading).await?;
    match done {
        Kept::Unchanged(done) => Ok(done),
        Kept::New {
            done,
            bytes,
            subject,
        } => {
            let contents = Contents {
                before: None,
                after: Some(&bytes),
            };
            unit.record::<ImportFile>(&subject, contents, &request, &done)
                .await
                .map_err(E::Store)?;
            Ok(done)
        }
    }
}

/// What keeping came to.
enum Kept {
    Unchanged(Imported),
    New {
        done: Imported,
        bytes: Vec<u8>,
        subject: Subject,
    },
}

/// Stores the plan of a reading with its source, unless it is in already.
async fn kept(
    unit: &mut Unit,
    settled: Settled,
    file: &SourceFile,
    reading: &Reading,
) -> Result<Kept, ImportFileError> {
    use ImportFileError as E;
    let Settled { council, made } = settled;
    let mut plan = accept(reading, "", unit);
    let origin = Origin {
        source_sha256: Some(reading.source.sha256.clone()),
        source_name: Some(shown_name(&file.name)),
        form_digest: form_digest(&plan),
    };
    if let Some(known) = known_plan(unit, council.id, &origin)
        .await
        .map_err(E::Store)?
    {
        let done = unchanged(unit, council.id, known).await.map_err(E::Store)?;
        return Ok(Kept::Unchanged(done));
    }
    plan.slug = free_slug(unit, council.id, &plan).await.map_err(E::Store)?;
    files::put(unit.app().store(), &file.bytes)
        .await
        .map_err(E::Store)?;
    let bytes = keep_plan(unit, council.id, &plan, &origin)
        .await
        .map_err(E::Keep)?;
    let subject = Subject {
        council: council.id,
        object: format!("plan/{}", plan.id),
    };
    let done = Imported::Kept {
        council,
        council_made: made,
        plan: plan.id,
        slug: plan.slug,
    };
    Ok(Kept::New {
        done,
        bytes,
        subject,
    })
}

/// The answer for a plan that is in already.
pub(super) async fn unchanged(
    unit: &Unit,
    council: CouncilId,
    known: PlanId,
) -> Result<Imported, StoreError> {
    let rows = plans::list(unit.session(), council).await?;
    let slug = rows
        .into_iter()
        .find(|row| row.id == known)
        .map(|row| row.slug)
        .unwrap_or_default();
    Ok(Imported::Unchanged { plan: known, slug })
}

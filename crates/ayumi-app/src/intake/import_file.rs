//! Imports a file at once: council, plan and its source in one transaction (the command line).

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::intake::{Ids, accept_plan};
use ayumi_core::interchange::Reading;
use ayumi_core::organisation::{Council, CouncilId};
use ayumi_core::plan::PlanId;
use ayumi_store::StoreError;
use serde::{Deserialize, Serialize};

use super::answers::Offered;
use super::keep::{Choice, KeepError, KeptPlan, Source, keep_chosen, note_added};
use super::{Answers, SourceFile, shown_name};
use crate::guard::Refused;
use crate::organisation::{Settle, SettleError, Settled, settle_council};
use crate::{Class, Classified, Unit};

/// Imports a file.
pub struct ImportFile;

impl Action for ImportFile {
    const NAME: &'static str = "import-file";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Intake;
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
    /// Which of its plans, and what those without a name are called.
    pub choice: Choice,
    /// The person confirmed that this becomes one more plan beside one of the same title.
    pub although_again: bool,
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
        /// Further plans of the same file.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        more: Vec<KeptPlan>,
    },
}

/// Why a file is not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportFileError {
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
    choice: &'a Choice,
}

/// Imports the plans of a file. The same file twice, or another file that says the same, changes
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
    let reading = answered(&input)?;
    let chosen = input.choice.of(&reading).map_err(E::Keep)?;
    let organization = chosen
        .iter()
        .find_map(|one| one.plan.organization.as_deref());
    let settled = settle_council(unit, &input.settle, organization)
        .await
        .map_err(E::Council)?;
    let council = settled.council.id;
    let request = Request {
        sha256: &reading.source.sha256,
        council,
        answers: &input.answers,
        choice: &input.choice,
    };
    if let Some(done) = unit
        .remembered::<ImportFile, Imported>(council, &request)
        .await
        .map_err(E::Refused)?
    {
        return Ok(done);
    }
    let source = Source {
        council,
        file: Some(&input.file.bytes),
        sha256: reading.source.sha256.clone(),
        name: shown_name(&input.file.name),
        encoding: input.file.encoding.clone(),
        selection: input.file.selection,
        although_again: input.although_again,
    };
    let kept = keep_chosen(unit, &source, &reading, &input.choice)
        .await
        .map_err(E::Keep)?;
    record(unit, settled, kept, &request)
        .await
        .map_err(E::Store)
}

/// Enters each plan that is new into the record; the answer.
async fn record(
    unit: &mut Unit,
    settled: Settled,
    kept: Vec<(KeptPlan, Option<Vec<u8>>)>,
    request: &Request<'_>,
) -> Result<Imported, StoreError> {
    let (added, known): (Vec<_>, Vec<_>) = kept.into_iter().partition(|(plan, _)| !plan.unchanged);
    let mut plans = added.iter().chain(&known).map(|(plan, _)| plan.clone());
    let first = plans.next().expect("a choice is never empty");
    if added.is_empty() {
        return Ok(unchanged(first));
    }
    let council = settled.council.id;
    let done = Imported::Kept {
        council: settled.council,
        council_made: settled.made,
        plan: first.plan,
        slug: first.slug,
        more: plans.collect(),
    };
    note_added::<ImportFile>(unit, council, &added).await?;
    unit.remember::<ImportFile>(council, request, &done).await?;
    Ok(done)
}

/// Would this import be refused whatever is kept already? Asked before a first database is made
/// for it, so that a refusal leaves nothing behind. Gives the organisation its plans name.
///
/// # Errors
/// The refusal [`import_file`] would give.
pub fn check_import(input: &ToImport) -> Result<Option<String>, ImportFileError> {
    use ImportFileError as E;
    let reading = answered(input)?;
    let chosen = input.choice.of(&reading).map_err(E::Keep)?;
    for Offered { part, plan } in &chosen {
        // The ids are thrown away again: only the shape is looked at.
        let mut plan = accept_plan(plan, &reading.legends, "", &mut Counted(0));
        input.choice.name(*part, &mut plan);
        plan.check()
            .map_err(|problem| E::Keep(KeepError::Problem(problem)))?;
    }
    let named = chosen.iter().find_map(|one| one.plan.organization.clone());
    Ok(named)
}

/// The reading with the answers taken over.
fn answered(input: &ToImport) -> Result<Reading, ImportFileError> {
    let mut reading = input.reading.clone();
    input
        .answers
        .apply(&mut reading)
        .map_err(ImportFileError::Answer)?;
    Ok(reading)
}

/// Ids that are told apart and never kept.
struct Counted(u128);

impl Ids for Counted {
    fn next(&mut self) -> uuid::Uuid {
        self.0 += 1;
        uuid::Uuid::from_u128(self.0)
    }
}

/// The answer for a plan that is in already.
pub(super) fn unchanged(known: KeptPlan) -> Imported {
    Imported::Unchanged {
        plan: known.plan,
        slug: known.slug,
    }
}

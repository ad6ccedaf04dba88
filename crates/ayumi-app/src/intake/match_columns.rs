//! Says what the columns of a form of tables hold: kept for the next file of that form, and the
//! file at hand is read again with it. Answers given before fall: they belonged to other questions.

use std::collections::BTreeMap;

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::interchange::{ColumnMatching, Meaning, canonical_bytes, matching_for};
use ayumi_core::organisation::CouncilId;
use ayumi_locale::key;
use ayumi_store::IntakeId;
use ayumi_store::intake::Intake;
use ayumi_store::{StoreError, columns, intake as intakes};
use serde::Serialize;

use super::open_intake::{OpenIntakeError, Opening, intake_and_file, open_intake};
use super::read_source::ReadSource;
use super::show_intake::stored;
use super::{Answered, Answers, FileRead, SourceFile};
use crate::guard::{Contents, Given, Subject};
use crate::{Class, Classified, Unit};

/// Says what columns hold.
pub struct MatchColumns;

impl Action for MatchColumns {
    const NAME: &'static str = "match-columns";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Intake;
}

/// Longest name of a matching, in characters.
pub const LONGEST_NAME: usize = 200;

/// What a person said of the columns of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnsSaid {
    /// Which of the reading's forms, from 0.
    pub form: usize,
    /// What the person calls it.
    pub name: String,
    /// By key: what the column holds. Columns without an entry are read as their headings say;
    /// without any, the matching of the form is forgotten.
    pub meanings: BTreeMap<String, Meaning>,
}

/// Why columns are not matched.
#[derive(Debug, thiserror::Error)]
pub enum MatchColumnsError {
    /// It does not begin: not there, closed, changed meanwhile.
    #[error("opening the intake")]
    Open(#[source] OpenIntakeError),
    /// The reading has no such form of tables, or the form no such column.
    #[error("there is no such form or column")]
    NoForm,
    /// The matching has no name, or a longer one than [`LONGEST_NAME`].
    #[error("the matching has no name that can be kept")]
    NoName,
    /// The reading is of another file.
    #[error("the reading is of another file")]
    OtherFile,
    /// What is stored of the intake has another shape.
    #[error("reading what is stored of an intake")]
    Stored(#[source] serde_json::Error),
    /// The store failed.
    #[error("matching columns")]
    Store(#[source] StoreError),
}

impl Classified for MatchColumnsError {
    fn class(&self) -> Class {
        match self {
            Self::Open(error) => error.class(),
            Self::NoForm => Class::NotThere,
            Self::NoName => Class::Refused(key::ERROR_COLUMNS_NO_NAME),
            Self::OtherFile | Self::Stored(_) => Class::Failed,
            Self::Store(error) => error.class(),
        }
    }
}

/// What is known of columns in the council a file is read for: to be given to the reader.
///
/// # Errors
/// The store's; without a council nothing is known.
pub async fn known_columns(
    unit: &Unit,
    permit: &Permit<ReadSource>,
) -> Result<Vec<ColumnMatching>, StoreError> {
    match permit.council() {
        Some(council) => columns::list(unit.session(), council).await,
        None => Ok(Vec::new()),
    }
}

/// The file of an intake of the permit's council, to be read with what was said
/// ([`super::read_for_intake`]) before the unit that keeps it begins.
///
/// # Errors
/// See [`MatchColumnsError`].
pub async fn file_with_columns(
    unit: &Unit,
    permit: &Permit<MatchColumns>,
    id: IntakeId,
    said: &ColumnsSaid,
) -> Result<SourceFile, MatchColumnsError> {
    use MatchColumnsError as E;
    let read_last = intake_and_file(unit, permit, id).await;
    let (intake, file) = read_last.map_err(E::Open)?;
    let matching = matching(&intake, said)?;
    let known = columns::list(unit.session(), intake.council).await;
    let mut columns = known.map_err(E::Store)?;
    let before = replaced(&columns, &matching, said).cloned();
    columns.retain(|known| before.as_ref() != Some(known));
    if !said.meanings.is_empty() {
        columns.insert(0, matching);
    }
    Ok(SourceFile { columns, ..file })
}

/// What is known and falls by what was said: the matching of the very form; where it is to be
/// forgotten, the one the table was read with, which may know fewer of its columns.
fn replaced<'k>(
    known: &'k [ColumnMatching],
    matching: &ColumnMatching,
    said: &ColumnsSaid,
) -> Option<&'k ColumnMatching> {
    if said.meanings.is_empty() {
        let keys: Vec<String> = matching.columns.keys().cloned().collect();
        return matching_for(known, &keys);
    }
    known.iter().find(|known| known.same_form(matching))
}

/// The matching a person means: all columns of the form, with what was said of them.
fn matching(intake: &Intake, said: &ColumnsSaid) -> Result<ColumnMatching, MatchColumnsError> {
    use MatchColumnsError as E;
    let name = said.name.trim();
    let nameless = name.is_empty() || name.chars().count() > LONGEST_NAME;
    // Forgetting needs no name.
    if nameless && !said.meanings.is_empty() {
        return Err(E::NoName);
    }
    let (reading, _) = stored(intake).map_err(E::Stored)?;
    let form = reading.tables.get(said.form).ok_or(E::NoForm)?;
    if !said
        .meanings
        .keys()
        .all(|key| form.keys().any(|own| own == key))
    {
        return Err(E::NoForm);
    }
    let column = |key: &str| (key.to_owned(), said.meanings.get(key).copied());
    Ok(ColumnMatching {
        name: name.to_owned(),
        columns: form.keys().map(column).collect(),
    })
}

/// Keeps what was said for the permit's council, and the reading made with it in the intake.
///
/// # Errors
/// See [`MatchColumnsError`]; nothing is changed then.
pub async fn match_columns(
    unit: &mut Unit,
    permit: Permit<MatchColumns>,
    id: IntakeId,
    given: Given,
    (said, read): (ColumnsSaid, FileRead),
) -> Result<Answered, MatchColumnsError> {
    use MatchColumnsError as E;
    let request = (id.0, given.expected, &said);
    let opening = open_intake(unit, &permit, id, given, &request).await;
    let intake = match opening.map_err(E::Open)? {
        Opening::Done(done) => return Ok(done),
        Opening::Open(intake) => *intake,
    };
    if read.reading.source.sha256 != intake.sha256 {
        return Err(E::OtherFile);
    }
    let matching = matching(&intake, &said)?;
    let before = keep(unit, intake.council, &matching, &said).await;
    let before = before.map_err(E::Store)?;
    let form = columns::form_of(before.as_ref().unwrap_or(&matching));
    let changed = Intake {
        reading: serde_json::to_value(&read.reading).map_err(E::Stored)?,
        answers: serde_json::to_value(Answers::default()).map_err(E::Stored)?,
        ..intake
    };
    let replaced = intakes::replace(unit.session(), &changed, changed.version).await;
    let done = Answered {
        version: replaced.map_err(E::Store)?,
    };
    let subject = Subject {
        council: changed.council,
        object: format!("columns/{form}"),
    };
    let after = (!said.meanings.is_empty()).then(|| canonical_bytes(&matching));
    let before = before.as_ref().map(canonical_bytes);
    let contents = Contents {
        before: before.as_deref(),
        after: after.as_deref(),
    };
    unit.record::<MatchColumns>(&subject, contents, &request, &done)
        .await
        .map_err(E::Store)?;
    Ok(done)
}

/// Keeps the matching, or forgets the one there is; what fell by it.
async fn keep(
    unit: &Unit,
    council: CouncilId,
    matching: &ColumnMatching,
    said: &ColumnsSaid,
) -> Result<Option<ColumnMatching>, StoreError> {
    let known = columns::list(unit.session(), council).await?;
    let before = replaced(&known, matching, said).cloned();
    match &before {
        _ if !said.meanings.is_empty() => {
            columns::put(unit.session(), council, matching, unit.now()).await?;
        }
        Some(before) => {
            columns::forget(unit.session(), council, &columns::form_of(before)).await?;
        }
        None => {}
    }
    Ok(before)
}

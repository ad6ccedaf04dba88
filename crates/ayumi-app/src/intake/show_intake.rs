//! Shows an intake: its reading with the answers so far, and the file it was read from.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::interchange::Reading;
use ayumi_store::IntakeId;
use ayumi_store::intake::Intake;
use ayumi_store::plan::PlanRow;
use ayumi_store::{StoreError, intake as intakes, organisation, plan as plans};

use super::keep::of_title;
use super::page_picture::stored_file;
use super::{Answers, Offered, Origins, SourceFile, Ways, offered_plans, ways};
use crate::organisation::same_organisation;
use crate::{Class, Classified, Unit};

/// Looks at an intake.
pub struct ShowIntake;

impl Action for ShowIntake {
    const NAME: &'static str = "show-intake";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Intake;
}

/// An intake as it is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The intake: name, digest, state, version.
    pub intake: Intake,
    /// The reading with the answers carried out. Its questions are those of the reading as made,
    /// so that their positions stay the same.
    pub reading: Reading,
    /// The answers so far.
    pub answers: Answers,
    /// How items and texts of the reading are named in corrections.
    pub origins: Origins,
    /// How each question can be answered.
    pub ways: Vec<Ways>,
    /// The organisation the document names, where it is another one than the council.
    pub other: Option<OtherCouncil>,
    /// The council's plans, of which the document may be a newer version.
    pub plans: Vec<PlanRow>,
    /// Which of them has the title of which plan of the document (counted from 0).
    pub continues: Vec<(usize, PlanRow)>,
    /// The file it was read from, to be read again beside the page ([`super::document_beside`]);
    /// `None` when it is gone.
    pub file: Option<SourceFile>,
}

/// A document of another organisation than the council it was read into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherCouncil {
    /// The organisation read.
    pub read: String,
    /// The council's name.
    pub council: String,
}

/// Why an intake is not shown.
#[derive(Debug, thiserror::Error)]
pub enum ShowIntakeError {
    /// No such intake in this council.
    #[error("there is no such intake")]
    NotThere,
    /// What is stored of it has another shape.
    #[error("reading what is stored of an intake")]
    Stored(#[source] serde_json::Error),
    /// The store failed.
    #[error("showing an intake")]
    Store(#[source] StoreError),
}

impl Classified for ShowIntakeError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Stored(_) => Class::Failed,
            Self::Store(error) => error.class(),
        }
    }
}

/// An intake of the permit's council.
///
/// # Errors
/// See [`ShowIntakeError`].
pub async fn show_intake(
    unit: &Unit,
    permit: Permit<ShowIntake>,
    id: IntakeId,
) -> Result<Shown, ShowIntakeError> {
    use ShowIntakeError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let intake = intakes::load(unit.session(), council, id)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let (mut reading, answers) = stored(&intake).map_err(E::Stored)?;
    let ways = ways(&reading);
    // Stored answers were checked when they were given; one that no longer fits is shown as not
    // yet answered.
    let origins = match answers.apply(&mut reading) {
        Ok(origins) => origins,
        Err(_) => Answers::default().apply(&mut reading).unwrap_or_default(),
    };
    let file = stored_file(unit, council, &intake)
        .await
        .map_err(E::Store)?;
    let council = organisation::by_id(unit.session(), council)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let offered = offered_plans(&reading);
    let other = other_organisation(&offered, &council.name);
    let plans = plans::list(unit.session(), council.id)
        .await
        .map_err(E::Store)?;
    let continued = offered.iter().filter_map(|one| {
        let row = of_title(&plans, one.plan.title.as_deref()?)?;
        Some((one.part, row.clone()))
    });
    Ok(Shown {
        continues: continued.collect(),
        plans,
        intake,
        reading,
        answers,
        origins,
        ways,
        other: other.map(|read| OtherCouncil {
            read,
            council: council.name,
        }),
        file,
    })
}

/// The first organisation the plans name that is another one than the council.
pub(super) fn other_organisation(plans: &[Offered<'_>], council: &str) -> Option<String> {
    let mut named = plans
        .iter()
        .filter_map(|one| one.plan.organization.as_deref());
    named
        .find(|read| !same_organisation(read, council))
        .map(str::to_owned)
}

/// The reading and the answers kept in an intake.
pub(super) fn stored(intake: &Intake) -> Result<(Reading, Answers), serde_json::Error> {
    let reading = serde_json::from_value(intake.reading.clone())?;
    let answers = serde_json::from_value(intake.answers.clone())?;
    Ok((reading, answers))
}

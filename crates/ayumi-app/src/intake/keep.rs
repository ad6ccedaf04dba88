//! Keeping an accepted plan: what accept, import of a file and import of a form have in common.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_core::access::Action;
use ayumi_core::intake::accept_plan;
use ayumi_core::interchange::{Reading, canonical_bytes, form_digest, plan_to_json};
use ayumi_core::matching::matching_key;
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::{Plan, PlanId, Problem};
use ayumi_document::Selection;
use ayumi_locale::key;
use ayumi_store::plan::{Origin, PlanRow};
use ayumi_store::{StoreError, files, plan as plans};
use serde::{Deserialize, Serialize};

use super::answers::{Offered, offered_plans};
use crate::Unit;
use crate::guard::{Contents, Subject};
use crate::organisation::slug_of;

/// A plan of a file as it was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPlan {
    /// The plan.
    pub plan: PlanId,
    /// Its short name.
    pub slug: String,
    /// The plan was here already; nothing was added.
    pub unchanged: bool,
}

/// Which plans of a file a person takes in, and how those are called that have no name of their
/// own. A file may bind several plans; each is named by its position, from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The plans; `None` = all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plans: Option<BTreeSet<usize>>,
    /// Titles for plans the document does not name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub titles: BTreeMap<usize, String>,
}

impl Choice {
    /// The plans chosen out of those the file offers.
    ///
    /// # Errors
    /// [`KeepError::NoItems`] when the file offers none, [`KeepError::NoneChosen`] when none of
    /// them was chosen.
    pub(super) fn of<'a>(&self, reading: &'a Reading) -> Result<Vec<Offered<'a>>, KeepError> {
        let mut offered = offered_plans(reading);
        if offered.is_empty() {
            return Err(KeepError::NoItems);
        }
        if let Some(plans) = &self.plans {
            offered.retain(|one| plans.contains(&one.part));
        }
        if offered.is_empty() {
            return Err(KeepError::NoneChosen);
        }
        Ok(offered)
    }

    /// Calls a plan the document does not name what the person calls it.
    pub(super) fn name(&self, part: usize, plan: &mut Plan) {
        if plan.title.is_empty()
            && let Some(title) = self.titles.get(&part)
        {
            plan.title.clone_from(title);
        }
    }
}

/// Why a plan is not kept.
#[derive(Debug, thiserror::Error)]
pub enum KeepError {
    /// The document is no plan: no item was recognised.
    #[error("no item was recognised")]
    NoItems,
    /// The file binds several plans, and none of them was chosen.
    #[error("no plan of the file was chosen")]
    NoneChosen,
    /// No plan Ayumi keeps: no title, too deep, too many items.
    #[error("the plan cannot be kept")]
    Problem(#[source] Problem),
    /// The council has a plan of this title that says something else: a question to the person.
    #[error("the council has a plan {title:?} already, {slug:?}")]
    Again {
        /// The short name of the plan there is.
        slug: String,
        /// Its title.
        title: String,
    },
    /// The store failed.
    #[error("keeping the plan")]
    Store(#[source] StoreError),
}

impl crate::Classified for KeepError {
    fn class(&self) -> crate::Class {
        match self {
            Self::NoItems => crate::Class::Refused(key::ERROR_NOT_A_PLAN),
            Self::NoneChosen => crate::Class::Refused(key::ERROR_PLAN_NONE_CHOSEN),
            Self::Problem(problem) => problem_class(problem),
            Self::Again { .. } => crate::Class::Refused(key::ERROR_PLAN_AGAIN),
            Self::Store(error) => error.class(),
        }
    }
}

/// What a person is told of a plan that cannot be kept.
pub(super) fn problem_class(problem: &Problem) -> crate::Class {
    crate::Class::Refused(match problem {
        Problem::NoTitle => key::ERROR_PLAN_NO_TITLE,
        Problem::TooDeep(_) => key::ERROR_PLAN_TOO_DEEP,
        Problem::TooMany(_) => key::ERROR_PLAN_TOO_MANY,
        _ => key::ERROR_PLAN_IDS,
    })
}

/// Where the plans of a reading come from and go to.
#[derive(Clone, Debug)]
pub(super) struct Source<'a> {
    /// Into which council.
    pub council: CouncilId,
    /// The file, where it was not put before: it is put once a plan of it is new.
    pub file: Option<&'a [u8]>,
    /// Its digest.
    pub sha256: String,
    /// The file's name as shown.
    pub name: String,
    /// The encoding a person chose for it.
    pub encoding: Option<String>,
    /// Which parts of it were read.
    pub selection: Selection,
    /// One more plan beside one of the same title is wanted.
    pub although_again: bool,
}

/// Keeps the plans chosen of a reading, each with its canonical bytes for the record; without
/// bytes those that were here already.
pub(super) async fn keep_chosen(
    unit: &mut Unit,
    source: &Source<'_>,
    reading: &Reading,
    choice: &Choice,
) -> Result<Vec<(KeptPlan, Option<Vec<u8>>)>, KeepError> {
    let mut kept = Vec::new();
    for Offered { part, plan } in choice.of(reading)? {
        let mut plan = accept_plan(plan, &reading.legends, "", unit);
        choice.name(part, &mut plan);
        let origin = Origin {
            source_sha256: Some(source.sha256.clone()),
            source_name: Some(source.name.clone()),
            form_digest: form_digest(&plan),
            part: u32::try_from(part).unwrap_or(u32::MAX),
            encoding: source.encoding.clone(),
            selection: source.selection,
        };
        if !source.although_again {
            not_again(unit, source.council, &plan, &origin).await?;
        }
        kept.push(keep_one(unit, source.council, plan, &origin, source.file).await?);
    }
    Ok(kept)
}

/// Enters each plan that is new into the record; how many were.
pub(super) async fn note_added<A: Action>(
    unit: &mut Unit,
    council: CouncilId,
    kept: &[(KeptPlan, Option<Vec<u8>>)],
) -> Result<usize, StoreError> {
    let mut count = 0;
    for (plan, bytes) in kept.iter().filter(|(plan, _)| !plan.unchanged) {
        let subject = Subject {
            council,
            object: format!("plan/{}", plan.plan),
        };
        let contents = Contents {
            before: None,
            after: bytes.as_deref(),
        };
        unit.note::<A>(&subject, contents).await?;
        count += 1;
    }
    Ok(count)
}

/// A plan that is new and has the title of one the council has is a question to the person.
async fn not_again(
    unit: &Unit,
    council: CouncilId,
    plan: &Plan,
    origin: &Origin,
) -> Result<(), KeepError> {
    let known = known_plan(unit, council, origin).await;
    if known.map_err(KeepError::Store)?.is_some() {
        return Ok(());
    }
    match plan_of_title(unit, council, &plan.title).await {
        Ok(None) => Ok(()),
        Ok(Some(row)) => Err(KeepError::Again {
            slug: row.slug,
            title: row.title,
        }),
        Err(error) => Err(KeepError::Store(error)),
    }
}

/// Keeps a plan under a free short name, unless it is here already; its canonical bytes for the
/// record.
pub(super) async fn keep_one(
    unit: &Unit,
    council: CouncilId,
    mut plan: Plan,
    origin: &Origin,
    file: Option<&[u8]>,
) -> Result<(KeptPlan, Option<Vec<u8>>), KeepError> {
    let known = known_plan(unit, council, origin).await;
    if let Some(known) = known.map_err(KeepError::Store)? {
        return Ok((known, None));
    }
    plan.slug = free_slug(unit, council, &plan)
        .await
        .map_err(KeepError::Store)?;
    if let Some(file) = file {
        let put = files::put(unit.app().store(), file).await;
        put.map_err(KeepError::Store)?;
    }
    let bytes = keep_plan(unit, council, &plan, origin).await?;
    let kept = KeptPlan {
        plan: plan.id,
        slug: plan.slug,
        unchanged: false,
    };
    Ok((kept, Some(bytes)))
}

/// The plan of this council that came from the same part of the same bytes, or that says the same.
async fn known_plan(
    unit: &Unit,
    council: CouncilId,
    origin: &Origin,
) -> Result<Option<KeptPlan>, StoreError> {
    let Some(id) = plans::by_origin(unit.session(), council, origin).await? else {
        return Ok(None);
    };
    let rows = plans::list(unit.session(), council).await?;
    let slug = rows.into_iter().find(|row| row.id == id);
    Ok(Some(KeptPlan {
        plan: id,
        slug: slug.map(|row| row.slug).unwrap_or_default(),
        unchanged: true,
    }))
}

/// A plan of this council that has the same title, blanks and width aside.
async fn plan_of_title(
    unit: &Unit,
    council: CouncilId,
    title: &str,
) -> Result<Option<PlanRow>, StoreError> {
    let rows = plans::list(unit.session(), council).await?;
    Ok(of_title(&rows, title).cloned())
}

/// The plan of that title, blanks and width aside.
pub(super) fn of_title<'r>(rows: &'r [PlanRow], title: &str) -> Option<&'r PlanRow> {
    let wanted = matching_key(title);
    rows.iter().find(|row| matching_key(&row.title) == wanted)
}

/// A short name for a plan that is free in the council.
async fn free_slug(unit: &Unit, council: CouncilId, plan: &Plan) -> Result<String, StoreError> {
    let rows = plans::list(unit.session(), council).await?;
    let taken = |slug: &str| rows.iter().any(|row| row.slug == slug);
    if !plan.slug.is_empty() && !taken(&plan.slug) {
        return Ok(plan.slug.clone());
    }
    let numbered = plan.generation.map(|number| format!("plan-{number}"));
    Ok(slug_of(
        &plan.title,
        numbered.as_deref().unwrap_or("plan"),
        taken,
    ))
}

/// Stores a plan; returns its canonical bytes for the record.
async fn keep_plan(
    unit: &Unit,
    council: CouncilId,
    plan: &Plan,
    origin: &Origin,
) -> Result<Vec<u8>, KeepError> {
    plan.check().map_err(KeepError::Problem)?;
    plans::insert(unit.session(), council, plan, origin)
        .await
        .map_err(KeepError::Store)?;
    Ok(canonical_bytes(&plan_to_json(plan)))
}

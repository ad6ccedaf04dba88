//! Makes a council.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::intake::Ids;
use ayumi_core::interchange::canonical_bytes;
use ayumi_core::matching::matching_key;
use ayumi_core::organisation::{Council, CouncilId, Kind};
use ayumi_core::text::is_blank;
use ayumi_locale::key;
use ayumi_store::{StoreError, organisation};

use super::slug_of;
use crate::guard::{Contents, Given, Refused, Subject, nothing_there};
use crate::{Class, Classified, Unit};

/// Makes a council.
pub struct MakeCouncil;

impl Action for MakeCouncil {
    const NAME: &'static str = "make-council";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Installation;
}

/// A council to be made.
#[derive(Clone, Debug, serde::Serialize)]
pub struct NewCouncil {
    /// Its name as printed.
    pub name: String,
    /// Its short name; `None` = made of the name.
    pub slug: Option<String>,
    /// What kind of body it is.
    pub kind: Kind,
}

/// Why no council is made.
#[derive(Debug, thiserror::Error)]
pub enum MakeCouncilError {
    /// A name of blanks only.
    #[error("a council needs a name")]
    NoName,
    /// A council of this name is here already: made in another window, as a rule.
    #[error("there is a council {0:?} already")]
    NameTaken(String),
    /// The slug is taken, or has other characters than a-z, 0-9 and hyphens.
    #[error("the short name {0:?} cannot be used")]
    Slug(String),
    /// Version or key refuse.
    #[error("checking the key")]
    Refused(#[source] Refused),
    /// The store failed.
    #[error("making a council")]
    Store(#[source] StoreError),
}

impl Classified for MakeCouncilError {
    fn class(&self) -> Class {
        match self {
            Self::NoName => Class::Refused(key::ERROR_COUNCIL_NEEDS_A_NAME),
            Self::NameTaken(_) => Class::Refused(key::ERROR_COUNCIL_NAME_TAKEN),
            Self::Slug(_) => Class::Refused(key::ERROR_SLUG),
            Self::Refused(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// Makes a council with a record of its own.
///
/// # Errors
/// See [`MakeCouncilError`].
pub async fn make_council(
    unit: &mut Unit,
    permit: Permit<MakeCouncil>,
    given: Given,
    new: NewCouncil,
) -> Result<Council, MakeCouncilError> {
    use MakeCouncilError as E;
    let request = (given.expected, &new);
    // A key is kept with its council, and before the council is made nobody knows which: whoever
    // made one under this key is asked.
    let all = organisation::all(unit.session()).await.map_err(E::Store)?;
    for council in &all {
        match unit
            .remembered::<MakeCouncil, Council>(council.id, &request)
            .await
        {
            Ok(Some(made)) => return Ok(made),
            Ok(None) => {}
            Err(error) => return Err(E::Refused(error)),
        }
    }
    nothing_there(given).map_err(E::Refused)?;
    // Two windows have two keys, and mean one council.
    let name = matching_key(&new.name);
    if let Some(known) = all.into_iter().find(|one| matching_key(&one.name) == name) {
        return Err(E::NameTaken(known.name));
    }
    let council = make_within(unit, permit, new.clone()).await?;
    unit.remember::<MakeCouncil>(council.id, &request, &council)
        .await
        .map_err(E::Store)?;
    Ok(council)
}

/// Makes a council as a step of another use case, whose key it does not use up.
pub(crate) async fn make_within(
    unit: &mut Unit,
    _permit: Permit<MakeCouncil>,
    new: NewCouncil,
) -> Result<Council, MakeCouncilError> {
    check_new(&new)?;
    let all = organisation::all(unit.session())
        .await
        .map_err(MakeCouncilError::Store)?;
    let taken = |slug: &str| all.iter().any(|council| council.slug == slug);
    let slug = match &new.slug {
        Some(slug) if taken(slug) => {
            return Err(MakeCouncilError::Slug(slug.clone()));
        }
        Some(slug) => slug.clone(),
        None => slug_of(&new.name, "council", taken),
    };
    let council = Council {
        id: CouncilId(unit.next()),
        slug,
        name: new.name,
        kind: new.kind,
        stopped: false,
        revision: 0,
    };
    organisation::insert(unit.session(), &council)
        .await
        .map_err(MakeCouncilError::Store)?;
    let subject = Subject {
        council: council.id,
        object: format!("council/{}", council.id),
    };
    let after = canonical_bytes(&council);
    let contents = Contents {
        before: None,
        after: Some(&after),
    };
    unit.note::<MakeCouncil>(&subject, contents)
        .await
        .map_err(MakeCouncilError::Store)?;
    Ok(council)
}

/// Name and short name as such, whatever is kept already.
pub(super) fn check_new(new: &NewCouncil) -> Result<(), MakeCouncilError> {
    if is_blank(&new.name) {
        return Err(MakeCouncilError::NoName);
    }
    match &new.slug {
        Some(slug) if !is_slug(slug) => Err(MakeCouncilError::Slug(slug.clone())),
        _ => Ok(()),
    }
}

fn is_slug(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
}

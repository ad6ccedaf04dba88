//! Which council an import goes into.

use ayumi_core::access::Denied;
use ayumi_core::organisation::{Council, Kind};
use ayumi_locale::key;
use ayumi_store::{StoreError, organisation};

use super::make_council::check_new;
use super::{MakeCouncil, MakeCouncilError, NewCouncil, make_within};
use crate::{Class, Classified, Unit};

/// What a person said about the council of an import.
#[derive(Clone, Debug, Default)]
pub struct Settle {
    /// Short name of the council (`--council`); `None` = the only one, or a new one.
    pub slug: Option<String>,
    /// The person confirmed that a document of another organisation belongs to this council.
    pub although_other: bool,
}

/// The council settled on.
#[derive(Clone, Debug)]
pub struct Settled {
    /// The council.
    pub council: Council,
    /// It was made just now.
    pub made: bool,
}

/// Why no council is settled on.
#[derive(Debug, thiserror::Error)]
pub enum SettleError {
    /// No council has this short name.
    #[error("there is no council {0:?}")]
    NotThere(String),
    /// There are several: the person must say which one. Their short names.
    #[error("there are several councils: {0:?}")]
    Several(Vec<String>),
    /// There is none yet, and the document names no organisation.
    #[error("the document names no organisation")]
    NoName,
    /// The only council is another one than the document names: a question to the person.
    #[error("the document is of {read:?}, the council is {council:?}")]
    Differs {
        /// The council's name.
        council: String,
        /// The organisation read.
        read: String,
    },
    /// The council could not be made.
    #[error("making the council")]
    Make(#[source] MakeCouncilError),
    /// The actor may not make one.
    #[error("making the council")]
    Denied(#[source] Denied),
    /// The store failed.
    #[error("looking for the council")]
    Store(#[source] StoreError),
}

impl Classified for SettleError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere(_) => Class::NotThere,
            Self::Several(_) => Class::Refused(key::ERROR_COUNCIL_SEVERAL),
            Self::NoName => Class::Refused(key::ERROR_COUNCIL_NO_NAME),
            Self::Differs { .. } => Class::Refused(key::ERROR_COUNCIL_DIFFERS),
            Self::Make(error) => error.class(),
            Self::Denied(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }
}

/// The council an import goes into. None there: one is made of the organisation read. Exactly
/// one: that one, unless the organisation read differs and the person has not confirmed it.
pub(crate) async fn settle_council(
    unit: &mut Unit,
    settle: &Settle,
    organization: Option<&str>,
) -> Result<Settled, SettleError> {
    let mut all = organisation::all(unit.session())
        .await
        .map_err(SettleError::Store)?;
    if all.is_empty() {
        return make(unit, settle, organization).await;
    }
    let council = match &settle.slug {
        Some(slug) => all.into_iter().find(|council| council.slug == *slug),
        None if all.len() > 1 => Some(the_one_named(all, organization)?),
        None => all.pop(),
    };
    let Some(council) = council else {
        return Err(SettleError::NotThere(
            settle.slug.clone().unwrap_or_default(),
        ));
    };
    match organization {
        Some(read) if !settle.although_other && !same_organisation(read, &council.name) => {
            Err(SettleError::Differs {
                council: council.name,
                read: read.to_owned(),
            })
        }
        _ => Ok(Settled {
            council,
            made: false,
        }),
    }
}

/// Of several councils the one whose name is the organisation read, when it is exactly one.
fn the_one_named(
    mut all: Vec<Council>,
    organization: Option<&str>,
) -> Result<Council, SettleError> {
    let read = organization.map(without_blanks);
    let named = |council: &Council| Some(without_blanks(&council.name)) == read;
    if all.iter().filter(|council| named(council)).count() == 1 {
        all.retain(named);
    }
    match <[Council; 1]>::try_from(all) {
        Ok([one]) => Ok(one),
        Err(all) => Err(SettleError::Several(
            all.into_iter().map(|council| council.slug).collect(),
        )),
    }
}

/// Would an import into an installation without any council be refused? Asked before a first
/// database is made for it.
///
/// # Errors
/// The refusal the import would give.
pub fn check_first_council(settle: &Settle, organization: Option<&str>) -> Result<(), SettleError> {
    check_new(&first(settle, organization)?).map_err(SettleError::Make)
}

/// The first council: of the organisation read, else of the short name given.
fn first(settle: &Settle, organization: Option<&str>) -> Result<NewCouncil, SettleError> {
    let name = organization
        .or(settle.slug.as_deref())
        .ok_or(SettleError::NoName)?;
    Ok(NewCouncil {
        name: name.to_owned(),
        slug: settle.slug.clone(),
        kind: Kind::default(),
    })
}

async fn make(
    unit: &mut Unit,
    settle: &Settle,
    organization: Option<&str>,
) -> Result<Settled, SettleError> {
    let new = first(settle, organization)?;
    let permit = unit
        .permit::<MakeCouncil>(None)
        .map_err(SettleError::Denied)?;
    let council = make_within(unit, permit, new)
        .await
        .map_err(SettleError::Make)?;
    Ok(Settled {
        council,
        made: true,
    })
}

/// Do two printings name the same organisation? Blanks and the legal form before the name do not
/// count, and one may be a part of the other (市社協 within a longer heading).
pub(crate) fn same_organisation(one: &str, other: &str) -> bool {
    let (one, other) = (without_blanks(one), without_blanks(other));
    one.contains(&other) || other.contains(&one)
}

fn without_blanks(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

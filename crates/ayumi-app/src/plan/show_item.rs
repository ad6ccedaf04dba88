//! One item with what stands above it, below it and in its source.

use std::sync::Arc;

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_core::organisation::{CouncilId, holders};
use ayumi_core::plan::{Item, ItemId, PlanId};
use ayumi_document::At;
use ayumi_store::plan::Origin;
use ayumi_store::{StoreError, files, handover, people};

use super::{PlanName, PlanView, view};
use crate::intake::{SourceFile, places_in_source};
use crate::{Class, Classified, Unit};

/// Looks at an item.
pub struct ShowItem;

impl Action for ShowItem {
    const NAME: &'static str = "show-item";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Plans;
}

/// An item as it is shown.
#[derive(Clone, Debug)]
pub struct ItemView {
    /// The plan it is in, with its version for the next change.
    pub view: Arc<PlanView>,
    /// The item with everything below it.
    pub item: Item,
    /// The items above it, from the top.
    pub above: Vec<ItemId>,
    /// May the actor write it?
    pub may_change: bool,
    /// The post that answers for it, with who holds it today, deputies last.
    pub owner: Option<Owner>,
    /// The lines around its place in the source and around those of its findings; empty without
    /// a source.
    pub source: Vec<SourceLine>,
}

/// The post that answers for an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Its title.
    pub title: String,
    /// Who holds it today.
    pub holders: Vec<String>,
}

/// A line of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// Its place.
    pub at: At,
    /// Its words.
    pub text: String,
    /// Rows between the one before and this one are not shown.
    pub gap: bool,
    /// The item itself stands here.
    pub here: bool,
}

/// Why an item is not shown.
#[derive(Debug, thiserror::Error)]
pub enum ShowItemError {
    /// No such plan in this council, or no such item in the plan.
    #[error("there is no such item")]
    NotThere,
    /// The store failed.
    #[error("showing an item")]
    Store(#[source] StoreError),
}

impl Classified for ShowItemError {
    fn class(&self) -> Class {
        match self {
            Self::NotThere => Class::NotThere,
            Self::Store(error) => error.class(),
        }
    }
}

/// An item of a plan of the permit's council.
///
/// # Errors
/// See [`ShowItemError`].
pub async fn show_item(
    unit: &Unit,
    permit: Permit<ShowItem>,
    plan: &PlanName,
    id: ItemId,
) -> Result<ItemView, ShowItemError> {
    use ShowItemError as E;
    let council = permit.council().ok_or(E::NotThere)?;
    let view = view(unit, council, plan)
        .await
        .map_err(E::Store)?
        .ok_or(E::NotThere)?;
    let mut above = Vec::new();
    let item = path_to(&view.plan.items, id, &mut above)
        .cloned()
        .ok_or(E::NotThere)?;
    let source = source_of(unit, council, &view.origin, &item)
        .await
        .map_err(E::Store)?;
    let owner = owner_of(unit, council, (view.plan.id, id)).await;
    let may_change = super::edit::may_change(unit, council, (&view.plan, id)).await;
    Ok(ItemView {
        may_change: may_change.map_err(E::Store)?,
        owner: owner.map_err(E::Store)?,
        item,
        above,
        source,
        view,
    })
}

async fn owner_of(
    unit: &Unit,
    council: CouncilId,
    (plan, item): (PlanId, ItemId),
) -> Result<Option<Owner>, StoreError> {
    let s = unit.session();
    let owners = handover::owners(s, council, plan).await?;
    let Some(id) = owners.get(&item).copied() else {
        return Ok(None);
    };
    let posts = people::posts(s, council).await?;
    let Some(post) = posts.into_iter().find(|post| post.id == id) else {
        return Ok(None);
    };
    let tenures = people::tenures(s, council).await?;
    let persons = people::persons(s, council).await?;
    let name = |id| persons.iter().find(|one| one.person.id == id);
    let held = holders(&tenures, post.id, unit.day());
    Ok(Some(Owner {
        title: post.title,
        holders: held
            .iter()
            .filter_map(|one| Some(name(one.person)?.person.name.clone()))
            .collect(),
    }))
}

/// The lines around the places of an item and of its findings.
async fn source_of(
    unit: &Unit,
    council: CouncilId,
    origin: &Origin,
    item: &Item,
) -> Result<Vec<SourceLine>, StoreError> {
    let Some(sha256) = &origin.source_sha256 else {
        return Ok(Vec::new());
    };
    let own = item.at.iter();
    let places: Vec<At> = own
        .chain(item.findings.iter().filter_map(|one| one.at.as_ref()))
        .cloned()
        .collect();
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let Some(bytes) = files::get_of(unit.session(), council, sha256).await? else {
        return Ok(Vec::new());
    };
    let file = SourceFile {
        name: origin.source_name.clone().unwrap_or_default(),
        bytes,
        encoding: origin.encoding.clone(),
        selection: origin.selection,
        columns: Vec::new(),
    };
    let formats = unit.app().formats().clone();
    let work = tokio::task::spawn_blocking(move || places_in_source(&formats, &file, &places));
    Ok(work.await.unwrap_or_default())
}

/// The item of that id; `above` becomes the way to it.
fn path_to<'a>(items: &'a [Item], id: ItemId, above: &mut Vec<ItemId>) -> Option<&'a Item> {
    for item in items {
        if item.id == id {
            return Some(item);
        }
        above.push(item.id);
        if let Some(found) = path_to(&item.items, id, above) {
            return Some(found);
        }
        above.pop();
    }
    None
}

//! The draft of a plan while many write in it: one after the other, and only what changed.

use std::collections::{BTreeSet, HashMap, HashSet};

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::edit::{Place, spots};
use ayumi_core::plan::{Item, ItemId, Plan, PlanId};
use sea_orm::ConnectionTrait as _;

use super::rows::{self, Rows};
use crate::batch;
use crate::engine::Engine;
use crate::error::StoreError;
use crate::store::Session;
use crate::table::plan;

/// Whoever changes a plan waits for a lock of its own first. Without it PostgreSQL refuses a change
/// now and then: where two change a row that a third one's foreign key holds, and the first is rolled
/// back, the second may look at the row before the first has gone ("more than one updating member").
const IN_TURN: &str = "WITH turn AS MATERIALIZED \
     (SELECT 1 AS taken FROM pg_advisory_xact_lock($3)) \
     UPDATE plan SET version = plan.version + 1 FROM turn \
     WHERE plan.council_id = $1 AND plan.id = $2 RETURNING plan.version";

/// The embedded database has one writer.
const ALONE: &str = "UPDATE plan SET version = version + 1 WHERE council_id = $1 AND id = $2 \
     RETURNING version";

/// Claims a plan for this session and raises its version: whoever else writes in it waits until
/// this session ends. The version before; `None` when there is no such plan.
///
/// # Errors
/// [`StoreError`].
pub async fn claim(s: &Session, council: CouncilId, id: PlanId) -> Result<Option<u64>, StoreError> {
    let failed = || StoreError::database("claim a plan");
    let own = [council.0.into(), id.0.into()];
    let statement = match s.store().engine() {
        Engine::Postgres => {
            let [council, plan] = own;
            s.statement(IN_TURN, [council, plan, number_of(id).into()])
        }
        Engine::Sqlite => s.statement(ALONE, own),
    };
    let row = s.on().query_one_raw(statement).await.map_err(failed())?;
    let Some(row) = row else { return Ok(None) };
    let version: i64 = row.try_get_by_index(0).map_err(failed())?;
    Ok(Some(version.unsigned_abs().saturating_sub(1)))
}

/// Waits until nobody else changes this plan, for a change that raises the version by itself.
pub(super) async fn wait_for_turn(s: &Session, id: PlanId) -> Result<(), StoreError> {
    if s.store().engine() == Engine::Sqlite {
        return Ok(());
    }
    let turn = s.statement("SELECT pg_advisory_xact_lock($1)", [number_of(id).into()]);
    let waited = s.on().execute_raw(turn).await;
    waited
        .map(drop)
        .map_err(StoreError::database("wait for a plan"))
}

/// The number of a plan's lock. Two plans of one number would wait for each other, and nothing
/// worse.
fn number_of(id: PlanId) -> i64 {
    let (_, number) = id.0.as_u64_pair();
    i64::from_ne_bytes(number.to_ne_bytes())
}

/// Writes what differs between a claimed plan as it was and as it is to be. A rating may go to
/// another item with what it judges; none may be gone or say something else.
///
/// # Errors
/// [`StoreError::RatingLost`], and those of [`super::insert`].
pub async fn rewrite(
    s: &Session,
    council: CouncilId,
    (before, after): (&Plan, &Plan),
    version: u64,
) -> Result<(), StoreError> {
    let version = crate::table::to_i64("plan", version)?;
    let heads = [before, after].map(|plan| rows::head(council, plan, version));
    if heads[0] != heads[1] {
        let [_, head] = heads;
        batch::put::<plan::Entity>(s, vec![head]).await?;
    }
    let owner = (council.0, after.id.0);
    let (old, new) = between(council, before, after);
    new.renew_from(old, s, owner).await
}

/// The rows of some items of a plan, without those below them.
#[derive(Debug)]
pub struct ItemRows(Rows);

/// The rows of those items that are in the plan, as they stand.
#[must_use]
pub fn rows_of_items(council: CouncilId, plan: &Plan, of: &BTreeSet<ItemId>) -> ItemRows {
    let mut found = Vec::with_capacity(of.len());
    find(&plan.items, None, of, &mut found);
    let mut rows = Rows::default();
    for (place, item) in found {
        own(&mut rows, (council, plan), (place, item));
    }
    ItemRows(rows)
}

fn own(rows: &mut Rows, (council, plan): (CouncilId, &Plan), (place, item): (Place, &Item)) {
    let parent = place.parent.map(|parent| parent.0);
    rows.own(council.0, plan.id.0, parent, (place.at, item));
}

/// Where some items stand. Ends as soon as all are found: most edits are about one.
fn find<'a>(
    items: &'a [Item],
    parent: Option<ItemId>,
    of: &BTreeSet<ItemId>,
    found: &mut Vec<(Place, &'a Item)>,
) {
    for (at, item) in items.iter().enumerate() {
        if found.len() == of.len() {
            return;
        }
        if of.contains(&item.id) {
            found.push((Place { parent, at }, item));
        }
        find(&item.items, Some(item.id), of, found);
    }
}

/// Writes items of a claimed plan that say something else or stand elsewhere, where nothing besides
/// them differs: it costs the same in a plan of sixty items and of five thousand.
///
/// # Errors
/// Those of [`rewrite`].
pub async fn rewrite_items(
    s: &Session,
    council: CouncilId,
    plan: PlanId,
    (before, after): (ItemRows, ItemRows),
) -> Result<(), StoreError> {
    after.0.renew_from(before.0, s, (council.0, plan.0)).await
}

/// The rows of what differs between two states of a plan, before and after. Of the same plan of
/// 5,000 items with one title changed these are two rows, and not thirty thousand.
fn between(council: CouncilId, before: &Plan, after: &Plan) -> (Rows, Rows) {
    let (was, is) = (spots(&before.items), spots(&after.items));
    let known: HashMap<ItemId, &(Place, &Item)> = was.iter().map(|one| (one.1.id, one)).collect();
    let as_before = |(place, item): &(Place, &Item)| {
        let old = known.get(&item.id);
        old.is_some_and(|(there, old)| there == place && item.says_as(old))
    };
    let same: HashSet<ItemId> = is
        .iter()
        .filter(|one| as_before(one))
        .map(|(_, item)| item.id)
        .collect();
    let rows = |plan: &Plan, items: &[(Place, &Item)]| {
        let mut rows = Rows::of(council, &frame(plan, before, after));
        for one in items.iter().filter(|(_, item)| !same.contains(&item.id)) {
            own(&mut rows, (council, plan), *one);
        }
        rows
    };
    (rows(before, &was), rows(after, &is))
}

/// A plan without its items, and without what is the same in both states.
fn frame(plan: &Plan, before: &Plan, after: &Plan) -> Plan {
    fn kept<T: PartialEq + Clone>(own: &[T], one: &[T], other: &[T]) -> Vec<T> {
        if one == other {
            Vec::new()
        } else {
            own.to_vec()
        }
    }
    Plan {
        levels: kept(&plan.levels, &before.levels, &after.levels),
        overall: kept(&plan.overall, &before.overall, &after.overall),
        legends: kept(&plan.legends, &before.legends, &after.legends),
        lineage: kept(&plan.lineage, &before.lineage, &after.lineage),
        unmentioned: kept(&plan.unmentioned, &before.unmentioned, &after.unmentioned),
        ..Plan::bare(plan.id, String::new(), String::new())
    }
}

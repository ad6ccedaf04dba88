//! The tables as row types, and how values are kept in them.

use ayumi_document::Selection;
use jiff::Timestamp;
use sea_orm::{EntityTrait, ModelTrait};

use crate::error::StoreError;

/// A row with its primary key.
pub(crate) trait Keyed {
    /// The columns of the key, in order.
    type Key: Clone + Eq + std::hash::Hash;
    /// The key.
    fn key(&self) -> Self::Key;
}

/// Declares a table: its key columns, then the others.
macro_rules! table {
    (
        $module:ident, $name:literal,
        { $($key:ident: $key_type:ty),* $(,)? },
        { $($field:ident: $type:ty),* $(,)? } $(,)?
    ) => {
        pub mod $module {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
            #[derive(serde::Serialize, serde::Deserialize)]
            #[sea_orm(table_name = $name)]
            pub struct Model {
                $(#[sea_orm(primary_key, auto_increment = false)] pub $key: $key_type,)*
                $(pub $field: $type,)*
            }

            #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}

            impl super::Keyed for Model {
                type Key = ($($key_type,)*);

                fn key(&self) -> Self::Key {
                    ($(self.$key.clone(),)*)
                }
            }
        }
    };
}

table!(council, "council", { id: Uuid },
    { slug: String, name: String, revision: i64, kind: String, stopped: i64 });
table!(file, "file", { council_id: Uuid, sha256: String }, { size: i64 });

table!(plan, "plan", { council_id: Uuid, id: Uuid }, {
    slug: String, version: i64, organization: Option<String>, title: String,
    generation: Option<i64>, period_from: Option<i32>, period_to: Option<i32>,
    period_text: Option<String>, philosophy: Option<String>, vision: Option<String>,
    groupings: Option<String>, numbering: Option<String>,
});
table!(level, "level", { council_id: Uuid, plan_id: Uuid, position: i32 }, { name: String });
table!(plan_origin, "plan_origin", { council_id: Uuid, plan_id: Uuid }, {
    source_sha256: Option<String>, source_name: Option<String>, form_digest: String,
    part: i32, encoding: Option<String>, form: Option<String>, selection: Option<String>,
});
table!(earlier_source, "earlier_source",
    { council_id: Uuid, plan_id: Uuid, number: i32 }, { sha256: String, name: Option<String> });

table!(item, "item", { council_id: Uuid, plan_id: Uuid, id: Uuid }, {
    parent_id: Option<Uuid>, position: i32, level: Option<String>, label: Option<String>,
    title: String, place: Option<String>, standing: Option<String>,
});
table!(item_mark, "item_mark",
    { council_id: Uuid, plan_id: Uuid, item_id: Uuid, position: i32 }, { mark: String });
table!(item_text, "item_text",
    { council_id: Uuid, plan_id: Uuid, item_id: Uuid, position: i32 },
    { name: String, words: String, internal: Option<i64> });
table!(item_section, "item_section",
    { council_id: Uuid, plan_id: Uuid, item_id: Uuid, position: i32 }, { section: String });
table!(schedule_cell, "schedule_cell",
    { council_id: Uuid, plan_id: Uuid, item_id: Uuid, position: i32 }, {
    year: Option<i32>, half: Option<i32>, quarter: Option<i32>, until_year: Option<i32>,
    until_open: i32, section: Option<String>, words: String,
});
table!(indicator, "indicator",
    { council_id: Uuid, plan_id: Uuid, item_id: Uuid, position: i32 },
    { name: Option<String>, unit: Option<String>, definition: Option<String> });
table!(reported_value, "reported_value", {
    council_id: Uuid, plan_id: Uuid, item_id: Uuid, indicator: i32, kind: String, position: i32,
}, {
    year: Option<i32>, half: Option<i32>, quarter: Option<i32>, section: Option<String>,
    words: String, number: Option<f64>,
});

table!(rating, "rating", { council_id: Uuid, plan_id: Uuid, id: Uuid }, {
    item_id: Uuid, position: i32, stage: Option<String>, axis: Option<String>,
    year: Option<i32>, half: Option<i32>, quarter: Option<i32>, section: Option<String>,
    grade: String, words: Option<String>, given_on: Option<String>, person: Option<String>,
});
table!(finding, "finding", { council_id: Uuid, plan_id: Uuid, id: Uuid }, {
    item_id: Option<Uuid>, position: i32, kind: String, marker: Option<String>, words: String,
    place: Option<String>,
});
table!(finding_ref, "finding_ref",
    { council_id: Uuid, plan_id: Uuid, finding_id: Uuid, position: i32 },
    { page: Option<i64>, label: Option<String>, target_id: Option<Uuid> });
table!(finding_about, "finding_about",
    { council_id: Uuid, plan_id: Uuid, finding_id: Uuid, position: i32 }, { item_id: Uuid });

table!(legend, "legend", { council_id: Uuid, plan_id: Uuid, position: i32 }, {
    symbol: String, meaning: String, axis: Option<String>, rank: Option<i64>,
    place: Option<String>,
});
table!(lineage, "lineage", { council_id: Uuid, plan_id: Uuid, position: i32 },
    { from_id: Uuid, to_id: Uuid, verdict: String });
table!(unmentioned, "unmentioned", { council_id: Uuid, plan_id: Uuid, position: i32 },
    { item_id: Uuid });

table!(intake, "intake", { council_id: Uuid, id: Uuid }, {
    version: i64, name: String, sha256: String, encoding: Option<String>, reading: String,
    answers: String, state: String, plan_id: Option<Uuid>, created_at: i64, expires_at: i64,
    selection: Option<String>,
});
table!(attachment, "attachment", { council_id: Uuid, id: Uuid },
    { plan_id: Uuid, name: String, sha256: String, added_at: i64 });
table!(column_matching, "column_matching", { council_id: Uuid, form: String },
    { name: String, columns: String, changed_at: i64 });
table!(publication, "publication", { council_id: Uuid, id: Uuid }, {
    plan_id: Uuid, state: String, failure: Option<String>, formats: String,
    source_digest: String, notices: String, created_at: i64,
});
table!(publication_file, "publication_file",
    { council_id: Uuid, publication_id: Uuid, position: i32 }, { name: String, sha256: String });

table!(change, "change", { council_id: Uuid, sequence: i64 }, {
    previous: String, at: String, actor: String, action: String, object: String,
    before: Option<String>, after: Option<String>, hash: String, who: Option<String>,
    class: Option<String>,
});
table!(change_content, "change_content", { council_id: Uuid, sequence: i64 }, {
    salt: Vec<u8>, before: Option<Vec<u8>>, after: Option<Vec<u8>>,
    who: Option<String>, who_salt: Option<Vec<u8>>,
});
table!(record_head, "record_head", { council_id: Uuid }, { entries: i64, hash: String });
table!(idempotency_key, "idempotency_key", { council_id: Uuid, key: String }, {
    action: String, request_digest: String, response: String, created_at: i64,
});

table!(section, "section", { council_id: Uuid, id: Uuid },
    { version: i64, names: String, ended: Option<String> });
table!(section_succession, "section_succession",
    { council_id: Uuid, from_id: Uuid, to_id: Uuid }, { day: String, turn: String });
table!(post, "post", { council_id: Uuid, id: Uuid }, {
    version: i64, title: String, role: String, section_id: Option<Uuid>,
    district: Option<String>, ended: Option<String>,
});
table!(person, "person", { council_id: Uuid, id: Uuid },
    { version: i64, name: String, login_id: Option<Uuid>, disabled: i64 });
table!(tenure, "tenure", { council_id: Uuid, id: Uuid }, {
    post_id: Uuid, person_id: Uuid, hold: String, from_day: String, to_day: Option<String>,
});
table!(item_owner, "item_owner", { council_id: Uuid, plan_id: Uuid, item_id: Uuid },
    { post_id: Uuid });
table!(bin, "bin", { council_id: Uuid, plan_id: Uuid, item_id: Uuid }, {
    title: String, items: i64, cut: String, owners: String, removed_at: i64, removed_by: String,
});
table!(edition, "edition", { council_id: Uuid, id: Uuid }, {
    plan_id: Uuid, number: i64, name: String, sha256: String, made_at: String,
    decisions: String, adopted: Option<String>, version: i64, sent: Option<String>,
});
table!(edition_file, "edition_file",
    { council_id: Uuid, edition_id: Uuid, position: i64 },
    { role: String, name: String, sha256: String, size: i64 });
table!(comment, "comment", { council_id: Uuid, plan_id: Uuid, id: Uuid }, {
    item_id: Uuid, first_item_id: Uuid, words: String, made_at: String, made_by: String,
    person_id: Option<Uuid>, resolved_at: Option<String>, resolved_by: Option<String>,
    version: i64,
});
table!(handover, "handover", { council_id: Uuid, id: Uuid },
    { version: i64, name: String, day: String, moves: String, stage: String });
table!(support_grant, "support_grant", { council_id: Uuid }, { until: i64 });
table!(login, "login", { id: Uuid }, {
    name: String, key: String, password: Option<String>, operator: i64, disabled: i64,
    created_at: i64,
});
table!(session, "session", { digest: String }, {
    id: Uuid, login_id: Uuid, created_at: i64, seen_at: i64, network: String, agent: String,
});
table!(ticket, "ticket", { digest: String }, {
    purpose: String, council_id: Option<Uuid>, person_id: Option<Uuid>, login_id: Option<Uuid>,
    expires_at: i64,
});
table!(attempt, "attempt", { subject: String },
    { failures: i64, first_at: i64, last_at: i64 });
table!(passkey, "passkey", { credential: String }, {
    login_id: Uuid, name: String, data: String, created_at: i64, used_at: Option<i64>,
});
table!(totp, "totp", { login_id: Uuid }, { secret: String, step: i64, confirmed: i64 });
table!(recovery_code, "recovery_code", { login_id: Uuid, digest: String }, {});
table!(ceremony, "ceremony", { digest: String }, { state: String, expires_at: i64 });
table!(device, "device", { digest: String }, { login_id: Uuid, seen_at: i64 });

/// A table whose rows belong to a plan.
pub(crate) trait OfPlan: EntityTrait<Model: Keyed + ModelTrait<Entity = Self>> {
    /// The council.
    const COUNCIL: Self::Column;
    /// The plan.
    const PLAN: Self::Column;
    /// What puts the rows of one owner in order; along the key where it can, so that nothing is
    /// sorted.
    const ORDER: &'static [Self::Column];
}

macro_rules! of_plan {
    ($($module:ident by $($order:ident)*),* $(,)?) => {
        $(impl OfPlan for $module::Entity {
            const COUNCIL: Self::Column = $module::Column::CouncilId;
            const PLAN: Self::Column = $module::Column::PlanId;
            const ORDER: &'static [Self::Column] = &[$($module::Column::$order),*];
        })*
    };
}

of_plan! {
    level by Position,
    plan_origin by PlanId,
    earlier_source by Number,
    item by Position,
    item_mark by ItemId Position,
    item_text by ItemId Position,
    item_section by ItemId Position,
    schedule_cell by ItemId Position,
    indicator by ItemId Position,
    reported_value by ItemId Indicator Kind Position,
    rating by Position,
    finding by Position,
    finding_ref by FindingId Position,
    finding_about by FindingId Position,
    legend by Position,
    lineage by Position,
    unmentioned by Position,
}

/// A count as both engines keep it.
pub(crate) fn to_i64(what: &'static str, count: u64) -> Result<i64, StoreError> {
    i64::try_from(count).map_err(|error| StoreError::unreadable(what, error))
}

/// A count as it was kept.
pub(crate) fn to_u32(what: &'static str, count: i64) -> Result<u32, StoreError> {
    u32::try_from(count).map_err(|error| StoreError::unreadable(what, error))
}

/// A position in a list. Plans end at 20,000 items; a list never reaches 2³¹.
pub(crate) fn position(index: usize) -> i32 {
    i32::try_from(index).unwrap_or(i32::MAX)
}

/// A moment as it was kept, in microseconds since 1970.
pub(crate) fn to_time(what: &'static str, micros: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(micros).map_err(|error| StoreError::unreadable(what, error))
}

/// A selection as it is kept; nothing where the whole file is read.
pub(crate) fn to_selection(selection: Selection) -> Option<String> {
    (!selection.is_whole()).then(|| serde_json::to_string(&selection).unwrap_or_default())
}

/// A selection as it was kept.
pub(crate) fn from_selection(text: Option<&str>) -> Result<Selection, StoreError> {
    let selection = text.map(serde_json::from_str).transpose();
    let selection = selection.map_err(|error| StoreError::unreadable("selection", error))?;
    Ok(selection.unwrap_or_default())
}

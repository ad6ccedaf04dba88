//! The two JSON forms Ayumi speaks: `ayumi/reading@1` and `ayumi/plan@1`.

mod canonical;
mod columns;
mod plan;
mod reading;

pub use canonical::{canonical_bytes, digest};
pub use columns::{ColumnMatching, Meaning, ReadColumn, TableForm, matching_for};
pub use plan::{
    PLAN_FORMAT, PlanFormError, form_digest, plan_from_json, plan_schema, plan_to_json, same_plan,
};
pub use reading::{
    Coverage, Field, Placed, READING_FORMAT, ReadFinding, ReadItem, ReadPlan, ReadRating, Reading,
    SourceInfo, reading_schema,
};

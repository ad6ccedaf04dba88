//! `ayumi/plan@1`: one plan, whole.

use std::collections::HashMap;

use serde_json::Value;

use crate::plan::{Item, Plan};

/// The name of the form.
pub const PLAN_FORMAT: &str = "ayumi/plan@1";

/// Why a JSON text is no `ayumi/plan@1` this Ayumi takes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanFormError {
    /// No JSON at all.
    #[error("line {line}, column {column}: {message}")]
    NotJson {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What the JSON reader met.
        message: String,
    },
    /// Another form, or a later number of this one.
    #[error("the form is {0:?}, not {PLAN_FORMAT:?}")]
    OtherForm(String),
    /// A key this form does not know: made by a newer Ayumi.
    #[error("unknown key at {0}")]
    UnknownKey(String),
    /// A value of another shape than the form's.
    #[error("{0}")]
    WrongShape(String),
}

/// The JSON of a plan, with `"format"` first.
#[must_use]
pub fn plan_to_json(plan: &Plan) -> Value {
    let mut object = serde_json::Map::new();
    object.insert("format".into(), PLAN_FORMAT.into());
    if let Ok(Value::Object(body)) = serde_json::to_value(plan) {
        object.extend(body);
    }
    Value::Object(object)
}

/// Reads `ayumi/plan@1`.
///
/// # Errors
/// See [`PlanFormError`]; nothing is guessed.
pub fn plan_from_json(text: &str) -> Result<Plan, PlanFormError> {
    let mut value: Value = serde_json::from_str(text).map_err(|error| PlanFormError::NotJson {
        line: error.line(),
        column: error.column(),
        message: error.to_string(),
    })?;
    let form = value
        .get("format")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    if form != PLAN_FORMAT {
        return Err(PlanFormError::OtherForm(form));
    }
    if let Value::Object(object) = &mut value {
        object.shift_remove("format");
    }
    let plan: Plan = serde_json::from_value(value.clone())
        .map_err(|error| PlanFormError::WrongShape(error.to_string()))?;
    let back = serde_json::to_value(&plan)
        .map_err(|error| PlanFormError::WrongShape(error.to_string()))?;
    match unknown_key(&value, &back, "") {
        Some(pointer) => Err(PlanFormError::UnknownKey(pointer)),
        None => Ok(plan),
    }
}

/// The JSON pointer of the first key of `given` that was not taken over into `taken`. Empty lists
/// and `null` say nothing and may be missing.
fn unknown_key(given: &Value, taken: &Value, at: &str) -> Option<String> {
    match (given, taken) {
        (Value::Object(given), Value::Object(taken)) => given.iter().find_map(|(key, value)| {
            let here = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
            match taken.get(key) {
                Some(kept) => unknown_key(value, kept, &here),
                None if says_nothing(value) => None,
                None => Some(here),
            }
        }),
        (Value::Array(given), Value::Array(taken)) => given
            .iter()
            .zip(taken)
            .enumerate()
            .find_map(|(index, (one, kept))| unknown_key(one, kept, &format!("{at}/{index}"))),
        _ => None,
    }
}

fn says_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

/// The JSON Schema of `ayumi/plan@1`.
#[must_use]
pub fn plan_schema() -> Value {
    schemars::schema_for!(Plan).to_value()
}

/// Are two plans the same in the sense of the round-trip law: equal `ayumi/plan@1` without ids,
/// slug, places, source and record? The page number of a resolved reference is not compared.
#[must_use]
pub fn same_plan(one: &Plan, other: &Plan) -> bool {
    comparable(one) == comparable(other)
}

/// Names what a plan says: SHA-256 of its form without ids, slug and places. Two plans of the same
/// digest are the same in the sense of [`same_plan`].
#[must_use]
pub fn form_digest(plan: &Plan) -> String {
    super::digest(&super::canonical_bytes(&comparable(plan)))
}

/// A plan's JSON without what the round-trip law leaves out.
fn comparable(plan: &Plan) -> Value {
    let mut value = plan_to_json(plan);
    strip(&mut value, &order_of_items(plan));
    value
}

/// The ids of all items in reading order: a reference to an item is compared by its position.
fn order_of_items(plan: &Plan) -> HashMap<String, usize> {
    fn walk(items: &[Item], order: &mut HashMap<String, usize>) {
        for item in items {
            order.insert(item.id.to_string(), order.len());
            walk(&item.items, order);
        }
    }
    let mut order = HashMap::new();
    walk(&plan.items, &mut order);
    order
}

fn strip(value: &mut Value, order: &HashMap<String, usize>) {
    match value {
        Value::Object(object) => {
            if object.contains_key("target") {
                object.shift_remove("page");
            }
            for key in ["id", "slug", "at"] {
                object.shift_remove(key);
            }
            object.values_mut().for_each(|one| strip(one, order));
        }
        Value::Array(list) => list.iter_mut().for_each(|one| strip(one, order)),
        Value::String(text) => {
            if let Some(position) = order.get(text) {
                *value = Value::from(format!("#{position}"));
            }
        }
        _ => {}
    }
}

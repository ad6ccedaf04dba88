//! `ayumi schema`: the JSON Schema of a form.

use super::Ended;
use crate::arguments::{Form, Schema};
use crate::exit::Exit;
use crate::output;

/// Prints the schema.
pub fn run(schema: &Schema) -> Ended {
    let value = match schema.form {
        Form::Reading => ayumi_core::interchange::reading_schema(),
        Form::Plan => ayumi_core::interchange::plan_schema(),
    };
    output::json(&value).map(|()| Exit::Fine)
}

//! The papers of a plan that stands in no store: samples to look at.

use ayumi_core::plan::Plan;
use ayumi_core::publish::Format;
use ayumi_locale::Lang;

use super::make::{Draft, MadeFile, MakeError};
use crate::Formats;

/// Every format of `plan` as of `day` (ISO 8601), as a publication would make it.
///
/// # Errors
/// A writer that is missing or failed.
pub fn papers(
    formats: &Formats,
    plan: Plan,
    day: &str,
    lang: Lang,
) -> Result<Vec<MadeFile>, MakeError> {
    let draft = Draft {
        plan,
        day: day.to_owned(),
        lang,
    };
    draft.make(formats, &Format::ALL).map(|made| made.files)
}

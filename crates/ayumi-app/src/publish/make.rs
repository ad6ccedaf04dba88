//! Makes the files of a publication from a plan. The same plan, day and language always give the
//! same bytes; no clock is asked.

use ayumi_core::interchange::{canonical_bytes, digest, plan_to_json};
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::Plan;
use ayumi_core::publish::Format;
use ayumi_document::{Document, Notice};
use ayumi_locale::{Lang, key};
use ayumi_store::StoreError;

use crate::plan::{PlanName, view};
use crate::{Formats, Unit};

/// The pages of the web folder stand below this name.
pub(super) const WEB_FOLDER: &str = "html";

/// A file of a publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeFile {
    /// Path below the publication's folder, `/` as separator.
    pub path: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// What was made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Made {
    pub files: Vec<MadeFile>,
    pub notices: Vec<Notice>,
}

/// What a publication is made of.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// The plan as it stands.
    pub plan: Plan,
    /// The day of its last change, ISO 8601.
    pub day: String,
    /// The language of the words around the plan's own.
    pub lang: Lang,
}

/// Why a format was not made.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// This Ayumi has no writer of this format.
    #[error("this Ayumi does not write {0}")]
    NoWriter(&'static str),
    /// The writer failed; its own words, for the log.
    #[error("writing {format}: {reason}")]
    Writer {
        /// The format.
        format: &'static str,
        /// The writer's words.
        reason: String,
    },
}

impl crate::Classified for MakeError {
    fn class(&self) -> crate::Class {
        match self {
            Self::NoWriter(_) => crate::Class::Refused(key::ERROR_FORMAT_NOT_WRITTEN),
            Self::Writer { .. } => crate::Class::Failed,
        }
    }
}

impl Made {
    /// Makes one ZIP of the web folder: a browser fetches files, no folders. Its times are fixed.
    pub(crate) fn pack_web(&mut self, slug: &str) -> Result<(), MakeError> {
        let below = format!("{WEB_FOLDER}/");
        let (web, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut self.files)
            .into_iter()
            .partition(|file| file.path.starts_with(&below));
        self.files = rest;
        if web.is_empty() {
            return Ok(());
        }
        let parts: Vec<(String, Vec<u8>)> = web
            .into_iter()
            .map(|file| (file.path.replacen(WEB_FOLDER, slug, 1), file.bytes))
            .collect();
        let bytes = ayumi_office::pack(&parts).map_err(|error| MakeError::Writer {
            format: "zip",
            reason: error.to_string(),
        })?;
        self.files.push(MadeFile {
            path: format!("{slug}-web.zip"),
            bytes,
        });
        Ok(())
    }
}

impl Draft {
    /// The draft of the plan of that name in a council; the plan's version beside it.
    pub(crate) async fn of(
        unit: &Unit,
        council: CouncilId,
        name: &PlanName,
        lang: Lang,
    ) -> Result<Option<(Self, u64)>, StoreError> {
        let view = view(unit, council, name).await?;
        Ok(view.map(|view| {
            let mut plan = view.plan.clone();
            plan.keep_public();
            let draft = Self {
                plan,
                day: view.changed.clone(),
                lang,
            };
            (draft, view.version)
        }))
    }

    /// Names the draft: SHA-256 of its canonical form.
    pub(crate) fn digest(&self) -> String {
        digest(&canonical_bytes(&plan_to_json(&self.plan)))
    }

    /// Makes all formats asked for, in the order asked.
    pub(crate) fn make(&self, formats: &Formats, asked: &[Format]) -> Result<Made, MakeError> {
        let mut made = Made {
            notices: ayumi_book::unresolved(&self.plan),
            ..Made::default()
        };
        for format in asked {
            let chapter = || ayumi_book::chapter(&self.plan, self.lang, &self.day);
            match format {
                Format::Html => self.web_folder(formats, &mut made)?,
                Format::Xlsx => {
                    let workbook = ayumi_book::workbook(&self.plan, self.lang, &self.day);
                    write(formats, *format, &workbook, &self.plan.slug, &mut made)?;
                }
                Format::Pdf | Format::Docx | Format::Md => {
                    write(formats, *format, &chapter(), &self.plan.slug, &mut made)?;
                }
            }
        }
        Ok(made)
    }

    /// The chapter as `index.html`, a page with a stable address for each item, and the plan in
    /// its exchange form.
    fn web_folder(&self, formats: &Formats, made: &mut Made) -> Result<(), MakeError> {
        let chapter = ayumi_book::web_chapter(&self.plan, self.lang, &self.day);
        let index = format!("{WEB_FOLDER}/index");
        write(formats, Format::Html, &chapter, &index, made)?;
        for (id, page) in ayumi_book::item_pages(&self.plan, self.lang, &self.day) {
            let stem = format!("{WEB_FOLDER}/items/{id}");
            write(formats, Format::Html, &page, &stem, made)?;
        }
        let bytes = serde_json::to_vec_pretty(&plan_to_json(&self.plan)).unwrap_or_default();
        made.files.push(MadeFile {
            path: format!("{WEB_FOLDER}/plan.json"),
            bytes,
        });
        Ok(())
    }
}

fn write(
    formats: &Formats,
    format: Format,
    document: &Document,
    stem: &str,
    made: &mut Made,
) -> Result<(), MakeError> {
    let format = format.name();
    let writer = formats.writer(format).ok_or(MakeError::NoWriter(format))?;
    let written = writer
        .write(document, stem)
        .map_err(|reason| MakeError::Writer { format, reason })?;
    for (path, bytes) in written.files {
        made.files.push(MadeFile { path, bytes });
    }
    for notice in written.notices {
        if !made.notices.contains(&notice) {
            made.notices.push(notice);
        }
    }
    Ok(())
}

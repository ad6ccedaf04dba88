//! The words for the kinds of files.

use ayumi_document::SourceKind;
use ayumi_locale::key;

use crate::words::Words;

/// The kind of a file.
pub fn kind_word(w: Words, kind: SourceKind) -> String {
    w.t(match kind {
        SourceKind::Text => key::WEB_SOURCE_TEXT,
        SourceKind::Markdown => key::WEB_SOURCE_MARKDOWN,
        SourceKind::Html => key::WEB_SOURCE_HTML,
        SourceKind::Csv => key::WEB_SOURCE_CSV,
        SourceKind::Docx => key::WEB_SOURCE_DOCX,
        SourceKind::Xlsx => key::WEB_SOURCE_XLSX,
        SourceKind::Pdf => key::WEB_SOURCE_PDF,
    })
}

//! Publishing: the formats, and the state of a publication that is being made.

use serde::{Deserialize, Serialize};

crate::plan::id!(
    /// Identity of a publication.
    PublicationId
);

/// A format the chapter is published in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Typeset, PDF/A-2a + PDF/UA-1.
    Pdf,
    /// Word.
    Docx,
    /// Excel: structure and 進行管理表.
    Xlsx,
    /// A folder of web pages.
    Html,
    /// Markdown.
    Md,
}

impl Format {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Docx, Self::Xlsx, Self::Html, Self::Md];

    /// Its name in commands and addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Md => "md",
        }
    }

    /// The format of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

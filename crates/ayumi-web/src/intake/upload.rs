//! The form that takes a file.

use askama::Template;
use ayumi_document::SourceKind;
use ayumi_locale::key;

use super::encoding::{Encoding, encodings};
use crate::address;
use crate::shell::{CouncilLink, Here, Hidden, Shell};
use crate::words::Words;

/// The form that takes a file.
#[derive(Template)]
#[template(path = "intake/upload.html")]
pub struct UploadPage {
    /// The language.
    pub w: Words,
    /// The frame.
    pub shell: Shell,
    /// Where the file is sent to.
    pub action: String,
    /// Version and key.
    pub hidden: Hidden,
    /// The encodings to choose from.
    pub encodings: Vec<Encoding>,
    /// The pages typed.
    pub pages: String,
    /// The name of the last file, when it was not taken.
    pub name: Option<String>,
    /// Why the last file was not taken.
    pub refused: Option<String>,
}

impl UploadPage {
    /// The form of a council.
    pub fn new(w: Words, council: &CouncilLink) -> Self {
        let path = address::new_intake(&council.slug);
        let shell = Shell::new(w.t(key::WEB_UPLOAD_TITLE), path)
            .in_council(council, Here::Intake)
            .end();
        let action = address::intakes(&council.slug);
        // An intake is new: nothing stands there yet.
        let hidden = Hidden::fresh(0);
        Self {
            w,
            shell,
            action,
            hidden,
            encodings: encodings(w, SourceKind::Text, None),
            pages: String::new(),
            name: None,
            refused: None,
        }
    }
}

//! From a document to the bytes of a PDF, in this process.

use ayumi_document::{Document, Notice, Publication, Writer};
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::fonts::{Fonts, FontsMissing};
use super::glyphs::{Glyphs, Reach};
use super::page;
use super::world::BookWorld;

/// Why no PDF was made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// No Japanese font is in reach.
    #[error("no-font: {0}")]
    NoFont(#[source] FontsMissing),
    /// The content could not be handed to the typesetter.
    #[error("typeset: the content could not be handed over")]
    Content(#[source] serde_json::Error),
    /// The typesetter refused the document.
    #[error("typeset: {0}")]
    Typeset(String),
    /// The child process could not be started.
    #[error("child: could not be started")]
    Start(#[source] std::io::Error),
    /// The child process ended without an answer; its last words.
    #[error("child: ended without an answer: {0}")]
    Ended(String),
    /// The child process took too long and was ended.
    #[error("time-limit: not done after {0} seconds")]
    TimeLimit(u64),
    /// The child process reported an error of its own.
    #[error("{0}")]
    Reported(String),
}

/// The bytes of a PDF, and what had to be changed to print it.
pub type Pdf = (Vec<u8>, Vec<Notice>);

/// Typesets in this process.
#[derive(Debug)]
pub struct PdfWriter {
    fonts: Fonts,
}

impl PdfWriter {
    /// A writer that sets with `fonts`.
    #[must_use]
    pub fn new(fonts: Fonts) -> Self {
        Self { fonts }
    }

    /// The bytes of the PDF and what had to be changed to print it.
    ///
    /// # Errors
    /// [`PdfError::Typeset`] when Typst refuses the document even with every unusual character
    /// replaced.
    pub fn typeset(&self, document: &Document, stem: &str) -> Result<Pdf, PdfError> {
        // A sign whose parts lie in two fonts can still come out without a glyph. Then one family
        // has to do, and whatever it lacks becomes 〓.
        self.attempt(document, stem, Reach::AllFamilies)
            .or_else(|_| self.attempt(document, stem, Reach::MainFamily))
    }

    fn attempt(&self, document: &Document, stem: &str, reach: Reach) -> Result<Pdf, PdfError> {
        let glyphs = Glyphs::new(&self.fonts, document, reach);
        let fonts = glyphs
            .families()
            .iter()
            .flat_map(|family| family.faces.clone())
            .collect();
        let (book, notices) = page::book(document, stem, glyphs);
        let content = serde_json::to_vec(&book).map_err(PdfError::Content)?;
        let pdf = compile(&BookWorld::new(fonts, content));
        // Typst remembers every layout it ever made; a server would grow without end.
        typst::comemo::evict(0);
        Ok((pdf?, notices))
    }
}

fn compile(world: &BookWorld) -> Result<Vec<u8>, PdfError> {
    let pages = typst::compile::<PagedDocument>(world)
        .output
        .map_err(|e| refused(&e))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| PdfError::Typeset(error.message().to_string()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Ayumi".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&pages, &options).map_err(|e| refused(&e))
}

fn refused(errors: &[SourceDiagnostic]) -> PdfError {
    let words: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    PdfError::Typeset(words.join("; "))
}

impl Writer for PdfWriter {
    fn format(&self) -> &'static str {
        "pdf"
    }

    fn write(&self, document: &Document, stem: &str) -> Result<Publication, String> {
        let (pdf, notices) = self
            .typeset(document, stem)
            .map_err(|error| error.to_string())?;
        Ok(Publication {
            files: vec![(format!("{stem}.pdf"), pdf)],
            notices,
        })
    }
}

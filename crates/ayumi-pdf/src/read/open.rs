//! Opening a file: what it is refused for, and what in it is neither run nor read.

use ayumi_document::{Notice, Refusal, Rule, Severity};
use hayro_syntax::object::{Array, Dict, Name, Number, Object};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::sieve;

/// Opens a file. A damaged one is repaired once, by the parser.
///
/// # Errors
/// A [`Refusal`] for what is locked, broken, or made to harm.
pub(super) fn open(bytes: &[u8]) -> Result<Pdf, Refusal> {
    sieve::check(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(refused)?;
    if pdf.pages().is_empty() {
        return Err(Refusal::Broken {
            detail: "no pages".to_owned(),
        });
    }
    Ok(pdf)
}

fn refused(error: LoadPdfError) -> Refusal {
    match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => Refusal::Encrypted,
        other => Refusal::Broken {
            detail: format!("{other:?}"),
        },
    }
}

/// Names what a file holds beside its pages.
pub(super) fn parts(pdf: &Pdf) -> Vec<Notice> {
    let Some(root) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else {
        return Vec::new();
    };
    let names: Option<Dict<'_>> = root.get("Names");
    let named = |key: &str| names.as_ref().is_some_and(|names| names.contains_key(key));
    let form: Option<Dict<'_>> = root.get("AcroForm");
    let has = |key: &str| form.as_ref().is_some_and(|form| form.contains_key(key));
    let fields = form
        .as_ref()
        .and_then(|form| form.get::<Array<'_>>("Fields"));
    let fields = fields.is_some_and(|fields| fields.raw_iter().next().is_some());
    let flags: Option<Number> = form.as_ref().and_then(|form| form.get("SigFlags"));
    let signed = flags.is_some_and(|flags| flags.as_f64() as i64 & 1 == 1);
    let notes = notes(pdf);
    let starts = root.get::<Dict<'_>>("OpenAction");
    let starts = starts.is_some_and(|action| is_harmful(&action)) || root.contains_key("AA");
    [
        ("scripts", named("JavaScript") || starts || notes.runs),
        ("attachments", named("EmbeddedFiles") || notes.files),
        ("dynamic-form", has("XFA")),
        ("form", fields && !has("XFA") && !signed),
        ("notes", notes.words),
        ("signature", signed),
    ]
    .into_iter()
    .filter(|(_, there)| *there)
    .map(|(part, _)| Notice::new(Rule::PartNotRead, Severity::Info, None).with("part", part))
    .collect()
}

/// What the notes on the pages hold.
#[derive(Default)]
struct Notes {
    words: bool,
    files: bool,
    runs: bool,
}

fn notes(pdf: &Pdf) -> Notes {
    let mut found = Notes::default();
    for page in pdf.pages().iter() {
        let Some(all) = page.raw().get::<Array<'_>>("Annots") else {
            continue;
        };
        for note in all.iter::<Dict<'_>>() {
            let kind: Option<Name<'_>> = note.get("Subtype");
            match kind.as_ref().map(Name::as_str) {
                Some("FileAttachment") => found.files = true,
                Some("Text" | "Highlight" | "Underline" | "StrikeOut" | "Squiggly" | "Caret") => {
                    found.words |= !matches!(
                        note.get::<Object<'_>>("Contents"),
                        None | Some(Object::Null(_))
                    );
                }
                _ => {}
            }
            found.runs |= note
                .get::<Dict<'_>>("A")
                .is_some_and(|action| is_harmful(&action));
        }
    }
    found
}

/// An action that does more than lead to a place.
fn is_harmful(action: &Dict<'_>) -> bool {
    let kind: Option<Name<'_>> = action.get("S");
    matches!(
        kind.as_ref().map(Name::as_str),
        Some("JavaScript" | "Launch" | "SubmitForm" | "ImportData" | "GoToE" | "Rendition")
    )
}

//! Fields: words that Word works out by itself. Their codes are no text; their results are, but for
//! lists of contents and page numbers.

use ayumi_document::Why;

use crate::package::Element;

/// One field that is open.
#[derive(Debug, Default)]
struct Field {
    code: String,
    /// Its result has begun.
    shown: bool,
    /// Why its result is no text of the document.
    why: Option<Why>,
}

/// The fields that are open, the outermost first. They may go on over many paragraphs.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// Codes of fields that fetch from another file or program, not yet told.
    outside: Vec<String>,
}

/// How words inside fields are to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Text.
    Shown,
    /// Part of a field's code.
    Code,
    /// A result that is named and not read.
    LeftOut(Why),
}

/// Fields deeper than this are not told apart any more.
const DEEPEST: usize = 64;

impl Fields {
    /// A `w:fldChar`. A field that ends without ever having shown a result gives its code.
    pub(super) fn mark(&mut self, mark: &Element) -> Option<String> {
        match mark.own("fldCharType") {
            Some("begin") if self.open.len() < DEEPEST => self.open.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.open.last_mut() {
                    field.shown = true;
                    field.why = why(&field.code);
                    self.outside.extend(outside(&field.code));
                }
            }
            Some("end") => {
                let field = self.open.pop()?;
                if !field.shown {
                    self.outside.extend(outside(&field.code));
                }
                return (!field.shown).then_some(field.code);
            }
            _ => {}
        }
        None
    }

    /// A `w:fldSimple` begins: its code is an attribute.
    pub(super) fn begin(&mut self, code: &str) {
        self.outside.extend(outside(code));
        self.open.push(Field {
            code: code.to_owned(),
            shown: true,
            why: why(code),
        });
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// The codes that fetch from outside and were not told yet.
    pub(super) fn told_outside(&mut self) -> Vec<String> {
        std::mem::take(&mut self.outside)
    }

    /// Words of a code.
    pub(super) fn code(&mut self, words: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.shown) {
            field.code.push_str(words);
        }
    }

    pub(super) fn standing(&self) -> Standing {
        if let Some(why) = self.open.iter().find_map(|field| field.why) {
            return Standing::LeftOut(why);
        }
        if self.open.iter().all(|field| field.shown) {
            Standing::Shown
        } else {
            Standing::Code
        }
    }
}

/// The code of a field that fetches from another file or program: its stored result is text, and
/// nothing is fetched.
fn outside(code: &str) -> Option<String> {
    const LONGEST: usize = 100;
    let name = code.split_whitespace().next()?.to_ascii_uppercase();
    let fetches = matches!(
        name.as_str(),
        "DDE" | "DDEAUTO" | "LINK" | "INCLUDETEXT" | "INCLUDEPICTURE" | "DATABASE" | "IMPORT"
    );
    fetches.then(|| code.trim().chars().take(LONGEST).collect())
}

fn why(code: &str) -> Option<Why> {
    let name = code.split_whitespace().next()?.to_ascii_uppercase();
    match name.as_str() {
        "TOC" | "TOA" | "INDEX" => Some(Why::TableOfContents),
        "PAGE" | "NUMPAGES" | "SECTIONPAGES" => Some(Why::PageFurniture),
        _ => None,
    }
}

/// Old Word laid readings over words, and rings around them, by a field that shows no result:
/// `EQ \* jc2 … \o\ad(\s\up 9(reading),words)`, `EQ \o\ac(○,words)`. The words and what is laid over.
pub(super) fn overlay(code: &str) -> Option<(String, String)> {
    let code = code.trim();
    let rest = code
        .strip_prefix("EQ")
        .or_else(|| code.strip_prefix("eq"))?;
    let (_, inner) = rest.split_once("\\o")?;
    let (_, inner) = inner.split_once('(')?;
    let inner = inner.strip_suffix(')')?;
    let (over, words) = inner.rsplit_once([',', ';'])?;
    let over = match over.split_once("\\up") {
        Some((_, reading)) => reading.split_once('(')?.1.trim_end_matches(')'),
        None => over,
    };
    Some((words.trim().to_owned(), over.trim().to_owned()))
}

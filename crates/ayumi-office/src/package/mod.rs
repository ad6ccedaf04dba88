//! An Office file as a package of parts: opened from bytes, checked before anything is unpacked.
//!
//! The directory at the end of the archive is the one source of truth; a local header that tells
//! otherwise refuses the file. Names of parts are keys and never paths. Everything is unpacked
//! while it is counted: 100 MB in sum, whatever the headers promise.

mod directory;
pub(crate) mod photos;
mod relations;
mod unpack;
mod walk;

use std::cell::Cell;
use std::collections::BTreeMap;

use ayumi_document::{Refusal, Suspicion};

pub use relations::{Relation, Relations};
pub use walk::{Element, Node, Ns, Step, Walk};

use directory::Entry;

/// Unpacked bytes of one file, all parts in sum.
pub const MOST_UNPACKED: u64 = 100 * 1024 * 1024;
/// Parts of one file.
pub const MOST_PARTS: u64 = 10_000;

/// An opened package.
#[derive(Debug)]
pub struct Package<'b> {
    bytes: &'b [u8],
    /// By name, in lower case: names of parts do not differ by case.
    entries: BTreeMap<String, Entry>,
    /// Bytes unpacked so far.
    unpacked: Cell<u64>,
    types: BTreeMap<String, String>,
}

/// An XML part as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartText {
    /// The text, byte order mark taken off.
    pub text: String,
    /// Some bytes were no text and became U+FFFD.
    pub damaged: bool,
}

impl<'b> Package<'b> {
    /// Opens a package.
    ///
    /// # Errors
    /// [`Refusal::TooManyParts`], [`Refusal::Suspicious`] (overlapping entries, headers that
    /// disagree, names that lead elsewhere, links), [`Refusal::Macros`], [`Refusal::Encrypted`],
    /// [`Refusal::Broken`] for what is no archive.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let mut entries = BTreeMap::new();
        for entry in directory::read(bytes)? {
            let name = entry.name.to_ascii_lowercase();
            if let Some(twice) = entries.insert(name, entry) {
                return Err(suspicious(&twice.name, Suspicion::HeadersDisagree));
            }
        }
        let macros = |name: &String| name.rsplit('/').next() == Some("vbaproject.bin");
        if entries.keys().any(macros) {
            return Err(Refusal::Macros);
        }
        let mut package = Self {
            bytes,
            entries,
            unpacked: Cell::new(0),
            types: BTreeMap::new(),
        };
        package.types = relations::content_types(&package)?;
        if package
            .types
            .values()
            .any(|kind| kind.contains("macroEnabled"))
        {
            return Err(Refusal::Macros);
        }
        Ok(package)
    }

    /// Whether a part of this name (`word/document.xml`) is there.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&key(name))
    }

    /// The names of all parts, as the file has them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.values().map(|entry| entry.name.as_str())
    }

    /// The unpacked bytes of a part; `None` where there is none of this name.
    ///
    /// # Errors
    /// [`Refusal::UnpackedTooLarge`] when all parts read so far pass the limit;
    /// [`Refusal::Suspicious`] for a part longer than its header says, [`Refusal::Broken`] for one
    /// that cannot be unpacked.
    pub fn part(&self, name: &str) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(entry) = self.entries.get(&key(name)) else {
            return Ok(None);
        };
        unpack::unpack(self.bytes, entry, &self.unpacked).map(Some)
    }

    /// An XML part as text: UTF-8, or UTF-16 with a byte order mark.
    ///
    /// # Errors
    /// As [`Package::part`].
    pub fn text(&self, name: &str) -> Result<Option<PartText>, Refusal> {
        Ok(self.part(name)?.map(unpack::text))
    }

    /// The content type the package states for a part, where it states one.
    #[must_use]
    pub fn content_type(&self, name: &str) -> Option<&str> {
        let name = key(name);
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        let default = || self.types.get(&format!("*.{}", ending?));
        self.types.get(&name).or_else(default).map(String::as_str)
    }

    /// What a part (`""` = the package) points at. A package without the list has no relations.
    ///
    /// # Errors
    /// As [`Package::part`], and what [`Walk`] refuses.
    pub fn relations(&self, part: &str) -> Result<Relations, Refusal> {
        relations::of(self, part)
    }

    /// The name of the part that is the document itself: by the package's relations, else by its
    /// content types, else the first of `usual` that is there.
    ///
    /// # Errors
    /// As [`Package::relations`].
    pub fn main_part(&self, usual: &[&str]) -> Result<Option<String>, Refusal> {
        let relations = self.relations("")?;
        let related = relations
            .of_kind("officeDocument")
            .map(|one| one.target.clone())
            .find(|name| self.has(name));
        let typed = || {
            let main = |name: &&str| {
                self.content_type(name)
                    .is_some_and(|kind| kind.ends_with(".main+xml"))
            };
            self.names().find(main).map(str::to_owned)
        };
        let known = || usual.iter().find(|name| self.has(name));
        Ok(related
            .or_else(|| known().map(|name| (*name).to_owned()))
            .or_else(typed))
    }

    /// Files that programs put into documents (archives, other documents): never opened.
    pub fn inner_files(&self) -> impl Iterator<Item = &str> {
        const INNER: [&str; 12] = [
            ".zip", ".docx", ".xlsx", ".pptx", ".doc", ".xls", ".ppt", ".bin", ".pdf", ".7z",
            ".lzh", ".exe",
        ];
        let inner = |name: &&str| {
            let name = name.to_ascii_lowercase();
            // Settings of printers are no documents.
            !name.contains("printersettings") && INNER.iter().any(|end| name.ends_with(end))
        };
        self.names().filter(inner)
    }
}

/// A part's name as a key.
fn key(name: &str) -> String {
    name.trim_start_matches('/').to_ascii_lowercase()
}

pub(crate) fn suspicious(part: &str, sign: Suspicion) -> Refusal {
    // The name is the file's own: nothing of it may do harm in a message.
    let part = part
        .chars()
        .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
        .take(80)
        .collect();
    Refusal::Suspicious { part, sign }
}

pub(crate) fn broken(detail: impl Into<String>) -> Refusal {
    Refusal::Broken {
        detail: detail.into(),
    }
}

//! Hostile input for every reader and for the recogniser: what must hold for any bytes, files to
//! begin with, and changes that keep a file a file (a part inside an Office package is changed, not
//! the package).
//!
//! Two engines drive it: [`drive`], blind but the same in every run, in the tests; and libFuzzer,
//! led by coverage, in `fuzz/` (`cargo fuzz run docx`).

pub mod change;
mod drive;
mod law;
mod pieces;
mod seeds;
mod shapes;

pub use drive::{Found, drive, replay};

use change::Changer;

/// Something that takes bytes from outside.
pub struct Target {
    /// Its name: of the command and of the folder of kept inputs.
    pub name: &'static str,
    /// What must hold for any bytes: no panic, and the laws of its kind. Were they read?
    ///
    /// # Panics
    /// Where a law is broken.
    pub run: fn(&[u8]) -> bool,
    /// Files to begin with.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// How its files are changed.
    pub changer: Changer,
}

/// Every door to the outside.
pub const TARGETS: [Target; 8] = [
    Target {
        name: "docx",
        run: law::docx,
        seeds: seeds::docx,
        changer: Changer::Package,
    },
    Target {
        name: "xlsx",
        run: law::xlsx,
        seeds: seeds::xlsx,
        changer: Changer::Package,
    },
    Target {
        name: "pdf",
        run: law::pdf,
        seeds: seeds::pdf,
        changer: Changer::Bytes,
    },
    Target {
        name: "text",
        run: law::text,
        seeds: seeds::text,
        changer: Changer::Text,
    },
    Target {
        name: "markdown",
        run: law::markdown,
        seeds: seeds::markdown,
        changer: Changer::Text,
    },
    Target {
        name: "html",
        run: law::html,
        seeds: seeds::html,
        changer: Changer::Text,
    },
    Target {
        name: "recognise",
        run: law::recognise,
        seeds: seeds::recognise,
        changer: Changer::Bytes,
    },
    Target {
        name: "form",
        run: law::form,
        seeds: seeds::form,
        changer: Changer::Json,
    },
];

/// The target of this name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

//! Examines the installation: the store, the fonts, the disk. Repairs nothing.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_store::{Settings, doctor as store};

use crate::{FontStock, Stock};

/// Examines the installation.
pub struct Doctor;

impl Action for Doctor {
    const NAME: &'static str = "doctor";
    const EFFECT: Effect = Effect::Read;
    const AREA: Area = Area::Installation;
}

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A check of the store.
    Store(store::Check),
    /// A font with Japanese, for PDF.
    Fonts,
}

impl Subject {
    /// Its name for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Store(check) => check.code(),
            Self::Fonts => "check-fonts",
        }
    }
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A fault of the store.
    Store(store::Fault),
    /// No font with Japanese was found.
    NoFont,
    /// What lies in the data folder's `fonts` is no font that sets Japanese.
    FontNotUsable,
}

impl Finding {
    /// Its name for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(fault) => fault.code(),
            Self::NoFont => "doctor-no-font",
            Self::FontNotUsable => "doctor-font-not-usable",
        }
    }

    /// Told, and no reason to fail.
    #[must_use]
    pub fn is_harmless(&self) -> bool {
        match self {
            Self::Store(fault) => fault.is_harmless(),
            Self::NoFont | Self::FontNotUsable => false,
        }
    }
}

/// A check carried out, with what it found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// What was looked at.
    pub subject: Subject,
    /// What was found; empty = all is well.
    pub findings: Vec<Finding>,
}

impl Examined {
    /// Nothing found that hurts.
    #[must_use]
    pub fn is_well(&self) -> bool {
        self.findings.iter().all(Finding::is_harmless)
    }
}

/// Carries out all checks. Needs no open [`crate::App`], because a database that does not open is
/// one of the things to be found.
pub async fn doctor(_permit: Permit<Doctor>, settings: &Settings, stock: Stock) -> Vec<Examined> {
    let found = store::examine(settings, stock.least_space).await;
    let mut all: Vec<Examined> = found
        .into_iter()
        .map(|(check, faults)| Examined {
            subject: Subject::Store(check),
            findings: faults.into_iter().map(Finding::Store).collect(),
        })
        .collect();
    let findings = match stock.font {
        FontStock::Found => Vec::new(),
        FontStock::OwnNotUsable => vec![Finding::FontNotUsable],
        FontStock::Missing => vec![Finding::NoFont],
    };
    all.push(Examined {
        subject: Subject::Fonts,
        findings,
    });
    all
}

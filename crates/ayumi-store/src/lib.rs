//! What is kept, on SQLite or PostgreSQL: one contract, one conformance suite for both.
//!
//! A [`Store`] is opened from [`Settings`]; a [`Session`] is one transaction of it. Every function
//! takes the session first and the council second, and finds nothing of another council. "Not
//! there" is `Ok(None)`. Nothing is cached, so that a command line that writes beside a running
//! server is seen at once. Files of any size lie in the data folder under their digest ([`files`]).

pub mod attachment;
mod batch;
pub mod bin;
pub mod columns;
pub mod comment;
pub mod doctor;
pub mod edition;
mod engine;
mod error;
pub mod factor;
pub mod files;
pub mod handover;
pub mod intake;
pub mod keys;
pub mod lock;
pub mod login;
mod migrate;
pub mod organisation;
pub mod people;
pub mod plan;
pub mod publication;
pub mod record;
pub mod session;
mod settings;
mod store;
pub mod support;
mod table;
pub mod whole;

pub use attachment::AttachmentId;
pub use ayumi_core::intake::IntakeId;
pub use ayumi_core::publish::PublicationId;
pub use engine::Engine;
pub use error::{OpenError, StoreError};
pub use settings::{Database, Settings, SettingsError};
pub use store::{Session, Store};

//! What tests of several crates share. Never part of the program.
//!
//! * [`plans()`] generates whole plans.
//! * [`Fault::plant`] puts one of the five faults into a plan that the round-trip law must see.
//! * [`TestIds`] brings the same UUIDv7 in every run.
//! * [`sample_plan`] is the invented plan of みどり野市社協.
//! * [`coverage()`] checks that a reading loses nothing of its document.
//! * [`pdf`] makes small PDF files by hand.
//! * [`postgres`] is a private PostgreSQL cluster.
//! * `store::state` (feature `store`) is one digest over a whole store.
//!
//! All words in it are invented.

mod coverage;
mod faults;
mod ids;
mod labels;
pub mod pdf;
mod plans;
pub mod postgres;
mod sample;
mod standing;
#[cfg(feature = "store")]
pub mod store;
mod strip;

pub use coverage::coverage;
pub use faults::Fault;
pub use ids::TestIds;
pub use plans::plans;
pub use sample::sample_plan;
pub use strip::strip_hidden;

//! The only door: use cases, one file per action. Page, API and command call the same function.
//!
//! A use case takes a [`Unit`] (one transaction, its actor, its moment), a
//! [`Permit`](ayumi_core::access::Permit) of its action and its input. A changing use case checks
//! version and key in one place ([`guard`]) and leaves exactly one
//! [`Change`](ayumi_core::record::Change). The caller commits the unit.

pub mod access;
mod app;
pub mod check;
pub mod guard;
pub mod intake;
pub mod organisation;
pub mod outcome;
pub mod plan;
pub mod publish;
pub mod record;
pub mod review;
mod unit;

pub use app::{App, Clock, FontStock, Formats, Parts, Stock};
pub use guard::{Given, Key, KeyError, Refused};
pub use outcome::{Class, Classified};
pub use unit::Unit;

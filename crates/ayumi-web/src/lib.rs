//! The browser's door: pages, JSON API, downloads. Server-rendered, works without JavaScript,
//! loads nothing from another host. Handlers turn a request into a call of `ayumi-app` and its
//! outcome into a page; no rule stands here.

mod access;
mod address;
mod api;
mod around;
pub mod assets;
mod chip;
pub mod door;
mod dress;
mod failure;
mod fields;
mod guard;
mod help;
mod intake;
mod kept;
mod organisation;
mod plan;
mod problem;
mod publish;
mod record;
pub mod render;
mod review;
mod route;
mod router;
pub mod samples;
mod serve;
mod shell;
pub mod words;

pub use door::Door;
pub use route::{Declared, Verb};
pub use router::{changing, declared, router, router_at};
pub use serve::{ServeError, listen, may_serve, serve};

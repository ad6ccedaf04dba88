//! The browser's door: pages, JSON API, downloads. Server-rendered, works without JavaScript,
//! loads nothing from another host. Handlers turn a request into a call of `ayumi-app` and its
//! outcome into a page; no rule stands here.

pub mod address;
pub mod assets;
pub mod help;
pub mod intake;
pub mod organisation;
pub mod plan;
pub mod problem;
pub mod publish;
pub mod record;
pub mod render;
pub mod review;
pub mod samples;
pub mod shell;
pub mod words;

//! Pages of a plan and its items.

pub mod attachments;
pub mod branch;
pub mod comments;
pub mod edit;
pub mod edition;
pub mod groups;
pub mod handlers;
pub mod item;
pub mod picture;
pub mod show;
pub mod tabs;

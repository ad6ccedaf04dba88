//! Pages of looking back: the review chapter, what no finding mentions.

pub mod chapter;
pub mod finding;
pub mod handlers;
pub mod references;
pub mod unmentioned;

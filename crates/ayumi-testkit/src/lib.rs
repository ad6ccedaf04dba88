//! What tests of several crates share. Never part of the program.

mod ids;
mod plans;

pub use ids::TestIds;
pub use plans::plans;

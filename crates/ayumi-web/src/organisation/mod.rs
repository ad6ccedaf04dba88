//! Pages of the installation and of a council.

pub mod chart;
pub mod chart_handlers;
pub mod handlers;
pub mod home;
pub mod keeping;
pub mod moves;
pub mod moves_handlers;

//! Pages of the installation and of a council.

pub mod handlers;
pub mod home;

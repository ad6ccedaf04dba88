//! Pages of the installation and of a council.

pub mod home;

//! What tests share: generated plans, and a private PostgreSQL cluster. For tests only.

pub mod postgres;

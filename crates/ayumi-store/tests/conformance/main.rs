//! The conformance suite: every test here runs on SQLite and on PostgreSQL, and expects the same.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests, some in functions that tests share"
)]

mod doctor;
mod figures;
mod files;
mod house;
mod isolation;
mod opening;
mod people;
mod plans;
mod record;
mod rest;
mod samples;
mod together;

/// Makes two tests of each function `async fn(House)`: one on SQLite, one on PostgreSQL.
#[macro_export]
macro_rules! on_both_engines {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name($crate::house::House::on_sqlite().await).await;
            })*
        }

        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                if let Some(house) = $crate::house::House::on_postgres().await {
                    super::$name(house).await;
                }
            })*
        }
    };
}

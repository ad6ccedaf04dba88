//! Fiscal years, eras and days: read here in every form met, printed by `ayumi-locale`.
//!
//! Rules: 年度 = 1 April – 31 March; 昭和n年度 = 1925+n, 平成n年度 = 1988+n, 令和n年度 = 2018+n;
//! 平成31年度 = 令和元年度 = 2019 (the State calls the whole year 令和元年度 since 2019-05-01).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A fiscal year (年度), named by the western year in which it begins: 2019 is 1 April 2019 to
/// 31 March 2020 = 令和元年度 = 平成31年度.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct FiscalYear(pub i32);

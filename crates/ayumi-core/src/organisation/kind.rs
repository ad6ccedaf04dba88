//! The kind of organisation: it sets the usual roles, their words, and the law of personal data.

use crate::access::Role;
use crate::access::role::named;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

named!(
    /// What kind of body a council is.
    Kind {
        /// 社会福祉法人: a social welfare council.
        WelfareCouncil = "welfare-council",
        /// 市町村.
        Municipality = "municipality",
        /// 都道府県.
        Prefecture = "prefecture",
    }
);

/// Under which rules of the 個人情報保護法 a body keeps personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// 個人情報取扱事業者 (chapter 4): private bodies, social welfare councils among them.
    Business,
    /// 行政機関等 (chapter 5, for local bodies since 2023-04-01).
    Administration,
}

#[expect(
    clippy::derivable_impls,
    reason = "the enum is declared by a macro that knows no default"
)]
impl Default for Kind {
    fn default() -> Self {
        Self::WelfareCouncil
    }
}

impl Kind {
    /// Is it a social welfare council?
    #[must_use]
    pub fn is_usual(&self) -> bool {
        *self == Self::WelfareCouncil
    }

    /// The law of its personal data.
    #[must_use]
    pub fn law(self) -> Law {
        match self {
            Self::WelfareCouncil => Law::Business,
            Self::Municipality | Self::Prefecture => Law::Administration,
        }
    }

    /// The roles its posts usually have. A town is itself the city hall, and has no 地区社協 of
    /// its own; a prefecture has no districts.
    #[must_use]
    pub fn roles(self) -> Vec<Role> {
        let held = |role: &Role| !matches!(role, Role::Operator | Role::Support | Role::Public);
        let usual = |role: &Role| match self {
            Self::WelfareCouncil => true,
            Self::Municipality => *role != Role::CityHall,
            Self::Prefecture => !matches!(
                role,
                Role::CityHall | Role::DistrictCouncil | Role::DistrictWorker
            ),
        };
        let all = Role::ALL.iter().copied();
        all.filter(held).filter(usual).collect()
    }
}

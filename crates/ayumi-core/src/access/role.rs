//! The roles as an office names them, what the rights are about, and how far a right reaches.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares an enum whose variants have a name in the store, the record and the printed table.
macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$of:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
            JsonSchema,
        )]
        pub enum $type { $($(#[$of])* #[serde(rename = $name)] $variant,)* }

        impl $type {
            /// All of them, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name by which it is stored and printed.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The one of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

pub(crate) use named;

named!(
    /// What a post may be in a council, and who stands outside it. The council's kind gives the
    /// word on the screen.
    Role {
        /// 運用者: makes, stops, backs up, exports and deletes councils, and reads none of them.
        Operator = "operator",
        /// 運用者の支援: the operator in a council that granted it, for a time, seeing only.
        Support = "support",
        /// システム管理: accounts and the organisation; no plan text by this role.
        SystemAdministrator = "system-administrator",
        /// 事務局（計画担当）.
        Secretariat = "secretariat",
        /// 事務局長・次長: decides (決裁).
        SecretaryGeneral = "secretary-general",
        /// 課長.
        SectionHead = "section-head",
        /// 係長.
        SubsectionHead = "subsection-head",
        /// 担当.
        Staff = "staff",
        /// 地区担当.
        DistrictWorker = "district-worker",
        /// 会長・常務: decides (決裁).
        Chair = "chair",
        /// 理事・評議員.
        BoardMember = "board-member",
        /// 監事 (council) or 監査委員 (town).
        Auditor = "auditor",
        /// 策定委員: sees what was sent.
        PlanningCommittee = "planning-committee",
        /// 評価委員: outside; sees what was sent.
        EvaluationCommittee = "evaluation-committee",
        /// 地区社協・民生委員: the own area.
        DistrictCouncil = "district-council",
        /// 市役所: joint items.
        CityHall = "city-hall",
        /// 公開: everyone.
        Public = "public",
    }
);

named!(
    /// What a right is about: the columns of the table (`practice.md` §3e, the first six), and
    /// what the program itself keeps.
    Area {
        /// 個別ケース: with names.
        Cases = "cases",
        /// ニーズ票: without names.
        Needs = "needs",
        /// 地区別の集計.
        DistrictTotals = "district-totals",
        /// 計画の項目と進捗.
        Plans = "plans",
        /// 項目への書き込み: what people say to each other while a plan is made.
        Comments = "comments",
        /// 財務.
        Finance = "finance",
        /// 人事: 評定, メンター.
        Personnel = "personnel",
        /// 取込: files that are read in.
        Intake = "intake",
        /// 公表: publications that are made of a plan.
        Publications = "publications",
        /// 組織: sections, posts, who holds them.
        Organisation = "organisation",
        /// 利用者: accounts, invitations, resets.
        Accounts = "accounts",
        /// 記録.
        Record = "record",
        /// 設置: councils as such, the database, the server.
        Installation = "installation",
        /// The council's own page, for whoever holds a post in it.
        Home = "home",
        /// The own account and its sessions, for whoever is signed in.
        Own = "own",
        /// What anybody may ask: signing in, help, health.
        Door = "door",
    }
);

named!(
    /// How far a right reaches.
    Scope {
        /// Not at all.
        Nothing = "nothing",
        /// What is one's own.
        Own = "own",
        /// What is of one's staff.
        OwnStaff = "own-staff",
        /// What is of one's project.
        OwnProject = "own-project",
        /// What is of one's section.
        OwnSection = "own-section",
        /// What is of one's district.
        OwnDistrict = "own-district",
        /// What was sent to one.
        Given = "given",
        /// What an agreement names.
        Agreed = "agreed",
        /// What is carried out together.
        Joint = "joint",
        /// All of it.
        All = "all",
    }
);

named!(
    /// In what form something may be seen.
    Form {
        /// As it is.
        Full = "full",
        /// With small cells left out.
        Suppressed = "suppressed",
        /// Totals only.
        Totals = "totals",
        /// Single examples chosen for it.
        Examples = "examples",
        /// An extract.
        Extract = "extract",
        /// What was published.
        Published = "published",
    }
);

/// A cell of the table: what one role may do in one area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What it may see.
    pub see: Scope,
    /// In what form.
    pub form: Form,
    /// What it may change.
    pub change: Scope,
    /// May it decide (決裁)?
    pub decide: bool,
}

impl Cell {
    pub(super) const NOTHING: Self = Self::see(Scope::Nothing);

    pub(super) const fn see(see: Scope) -> Self {
        Self {
            see,
            form: Form::Full,
            change: Scope::Nothing,
            decide: false,
        }
    }

    pub(super) const fn both(see: Scope, change: Scope) -> Self {
        Self {
            change,
            ..Self::see(see)
        }
    }

    pub(super) const fn only(see: Scope, form: Form) -> Self {
        Self {
            form,
            ..Self::see(see)
        }
    }

    pub(super) const fn deciding(self) -> Self {
        Self {
            decide: true,
            ..self
        }
    }
}

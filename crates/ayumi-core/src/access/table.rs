//! The table of rights: what each role may do in each area. The first six columns and the rows of
//! 担当, 課長, 事務局, 会長から評議員まで, 評価委員会, 地区社協・民生委員, 市役所 and 公開 are those of
//! `practice.md` §3e; the rest completes it by the same reasons: whoever keeps the accounts reads no
//! plan, whoever runs the machine reads no council, whoever judges from outside sees what was sent.

use super::role::{Area, Cell, Form, Role, Scope};

/// The areas that stand in the table. [`Area::Home`], [`Area::Own`] and [`Area::Door`] are no
/// matter of roles.
pub const COLUMNS: [Area; 12] = [
    Area::Cases,
    Area::Needs,
    Area::DistrictTotals,
    Area::Plans,
    Area::Finance,
    Area::Personnel,
    Area::Intake,
    Area::Publications,
    Area::Organisation,
    Area::Accounts,
    Area::Record,
    Area::Installation,
];

const NO: Cell = Cell::NOTHING;
const ALL: Cell = Cell::see(Scope::All);
const EDIT: Cell = Cell::both(Scope::All, Scope::All);
const SUPPRESSED: Cell = Cell::only(Scope::All, Form::Suppressed);
const EXAMPLES: Cell = Cell::only(Scope::All, Form::Examples);
const PUBLISHED: Cell = Cell::only(Scope::All, Form::Published);
const GIVEN: Cell = Cell::see(Scope::Given);
const EXTRACT: Cell = Cell::only(Scope::Given, Form::Extract);
const OWN: Cell = Cell::see(Scope::Own);
const SECTION: Cell = Cell::both(Scope::OwnSection, Scope::OwnSection);
const SECTION_OF_ALL: Cell = Cell::both(Scope::All, Scope::OwnSection);
const OWN_OF_ALL: Cell = Cell::both(Scope::All, Scope::Own);
const DISTRICT: Cell = Cell::both(Scope::OwnDistrict, Scope::OwnDistrict);

/// The row of a role, in the order of [`COLUMNS`].
const fn row(role: Role) -> [Cell; 12] {
    match role {
        Role::Operator => [NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, EDIT],
        Role::SystemAdministrator => [NO, NO, NO, NO, NO, NO, NO, NO, EDIT, EDIT, ALL, NO],
        Role::Secretariat => {
            let totals = Cell::only(Scope::All, Form::Totals);
            [
                NO, EDIT, ALL, EDIT, totals, NO, EDIT, EDIT, EDIT, NO, ALL, NO,
            ]
        }
        Role::SecretaryGeneral => {
            let decide = ALL.deciding();
            let publish = EDIT.deciding();
            [
                NO, ALL, ALL, decide, ALL, ALL, ALL, publish, ALL, NO, EDIT, NO,
            ]
        }
        Role::SectionHead => {
            let staff = Cell::both(Scope::OwnStaff, Scope::OwnStaff);
            [
                SECTION,
                SECTION_OF_ALL,
                ALL,
                SECTION_OF_ALL,
                SECTION,
                staff,
                NO,
                ALL,
                ALL,
                NO,
                NO,
                NO,
            ]
        }
        Role::SubsectionHead => {
            let cases = Cell::both(Scope::OwnSection, Scope::Own);
            let finance = Cell::see(Scope::OwnSection);
            [
                cases,
                SECTION_OF_ALL,
                ALL,
                SECTION_OF_ALL,
                finance,
                OWN,
                NO,
                ALL,
                ALL,
                NO,
                NO,
                NO,
            ]
        }
        Role::Staff => {
            let cases = Cell::both(Scope::Own, Scope::Own);
            let project = Cell::see(Scope::OwnProject);
            [
                cases, OWN_OF_ALL, ALL, OWN_OF_ALL, project, OWN, NO, ALL, ALL, NO, NO, NO,
            ]
        }
        Role::DistrictWorker => {
            let needs = Cell::both(Scope::All, Scope::OwnDistrict);
            let project = Cell::see(Scope::OwnProject);
            [
                DISTRICT, needs, ALL, OWN_OF_ALL, project, OWN, NO, ALL, ALL, NO, NO, NO,
            ]
        }
        Role::Chair => {
            let decide = ALL.deciding();
            [
                NO, EXAMPLES, SUPPRESSED, decide, ALL, NO, NO, decide, ALL, NO, NO, NO,
            ]
        }
        Role::BoardMember => [
            NO, EXAMPLES, SUPPRESSED, ALL, ALL, NO, NO, ALL, ALL, NO, NO, NO,
        ],
        Role::Auditor => [
            NO, EXAMPLES, SUPPRESSED, ALL, ALL, NO, NO, ALL, ALL, NO, ALL, NO,
        ],
        Role::PlanningCommittee | Role::EvaluationCommittee => [
            NO, NO, SUPPRESSED, GIVEN, EXTRACT, NO, NO, PUBLISHED, NO, NO, NO, NO,
        ],
        Role::DistrictCouncil => {
            let totals = Cell::only(Scope::OwnDistrict, Form::Suppressed);
            let plans = Cell::see(Scope::OwnDistrict);
            let cases = Cell::see(Scope::OwnDistrict);
            [
                cases, DISTRICT, totals, plans, NO, NO, NO, PUBLISHED, NO, NO, NO, NO,
            ]
        }
        Role::CityHall => {
            let agreed = Cell::see(Scope::Agreed);
            let joint = Cell::see(Scope::Joint);
            [
                agreed, agreed, agreed, joint, joint, NO, NO, PUBLISHED, NO, NO, NO, NO,
            ]
        }
        Role::Public => [
            NO, NO, SUPPRESSED, PUBLISHED, PUBLISHED, NO, NO, PUBLISHED, NO, NO, NO, NO,
        ],
    }
}

/// What a role may do in an area; nothing in those that are no matter of roles.
#[must_use]
pub fn cell(role: Role, area: Area) -> Cell {
    let column = COLUMNS.iter().position(|one| *one == area);
    column.map_or(NO, |column| row(role)[column])
}

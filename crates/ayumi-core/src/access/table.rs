//! The table of rights: what each role may do in each area. The first six columns and the rows of
//! 担当, 課長, 事務局, 会長から評議員まで, 評価委員会, 地区社協・民生委員, 市役所 and 公開 are those of
//! `practice.md` §3e; the rest completes it by the same reasons: whoever keeps the accounts reads no
//! plan, whoever runs the machine reads no council, whoever judges from outside sees what was sent.

use super::role::{Area, Cell, Form, Role, Scope};

/// The areas that stand in the table. [`Area::Home`], [`Area::Own`] and [`Area::Door`] are no
/// matter of roles.
pub const COLUMNS: [Area; 13] = [
    Area::Cases,
    Area::Needs,
    Area::DistrictTotals,
    Area::Plans,
    Area::Comments,
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

/// May decide beside seeing all of it.
const DECIDE: Cell = ALL.deciding();
const PUBLISH: Cell = EDIT.deciding();
const TOTALS: Cell = Cell::only(Scope::All, Form::Totals);
const STAFF: Cell = Cell::both(Scope::OwnStaff, Scope::OwnStaff);
const PROJECT: Cell = Cell::see(Scope::OwnProject);
const SEE_SECTION: Cell = Cell::see(Scope::OwnSection);
const OWN_IN_SECTION: Cell = Cell::both(Scope::OwnSection, Scope::Own);
const OWN_EDIT: Cell = Cell::both(Scope::Own, Scope::Own);
const DISTRICT_OF_ALL: Cell = Cell::both(Scope::All, Scope::OwnDistrict);
const SEE_DISTRICT: Cell = Cell::see(Scope::OwnDistrict);
const FEW_IN_DISTRICT: Cell = Cell::only(Scope::OwnDistrict, Form::Suppressed);
const AGREED: Cell = Cell::see(Scope::Agreed);
const JOINT: Cell = Cell::see(Scope::Joint);

/// The row of each role, in the order of [`COLUMNS`].
#[rustfmt::skip]
const ROWS: [(Role, [Cell; 13]); 17] = {
    use Role as R;
    [
        (R::Operator, [NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, EDIT]),
        (R::Support, [NO, NO, NO, ALL, ALL, NO, NO, ALL, ALL, ALL, NO, ALL, NO]),
        (R::SystemAdministrator, [NO, NO, NO, NO, NO, NO, NO, NO, NO, EDIT, EDIT, ALL, NO]),
        (R::Secretariat, [NO, EDIT, ALL, EDIT, EDIT, TOTALS, NO, EDIT, EDIT, EDIT, NO, ALL, NO]),
        (R::SecretaryGeneral, [NO, ALL, ALL, DECIDE, EDIT, ALL, ALL, ALL, PUBLISH, ALL, NO, EDIT, NO]),
        (R::SectionHead, [SECTION, SECTION_OF_ALL, ALL, SECTION_OF_ALL, EDIT, SECTION, STAFF, NO, ALL, ALL, NO, NO, NO]),
        (R::SubsectionHead, [OWN_IN_SECTION, SECTION_OF_ALL, ALL, SECTION_OF_ALL, EDIT, SEE_SECTION, OWN, NO, ALL, ALL, NO, NO, NO]),
        (R::Staff, [OWN_EDIT, OWN_OF_ALL, ALL, OWN_OF_ALL, EDIT, PROJECT, OWN, NO, ALL, ALL, NO, NO, NO]),
        (R::DistrictWorker, [DISTRICT, DISTRICT_OF_ALL, ALL, OWN_OF_ALL, EDIT, PROJECT, OWN, NO, ALL, ALL, NO, NO, NO]),
        (R::Chair, [NO, EXAMPLES, SUPPRESSED, DECIDE, EDIT, ALL, NO, NO, DECIDE, ALL, NO, NO, NO]),
        (R::BoardMember, [NO, EXAMPLES, SUPPRESSED, ALL, NO, ALL, NO, NO, ALL, ALL, NO, NO, NO]),
        (R::Auditor, [NO, EXAMPLES, SUPPRESSED, ALL, ALL, ALL, NO, NO, ALL, ALL, NO, ALL, NO]),
        (R::PlanningCommittee, [NO, NO, SUPPRESSED, GIVEN, NO, EXTRACT, NO, NO, PUBLISHED, NO, NO, NO, NO]),
        (R::EvaluationCommittee, [NO, NO, SUPPRESSED, GIVEN, NO, EXTRACT, NO, NO, PUBLISHED, NO, NO, NO, NO]),
        (R::DistrictCouncil, [SEE_DISTRICT, DISTRICT, FEW_IN_DISTRICT, SEE_DISTRICT, NO, NO, NO, NO, PUBLISHED, NO, NO, NO, NO]),
        (R::CityHall, [AGREED, AGREED, AGREED, JOINT, NO, JOINT, NO, NO, PUBLISHED, NO, NO, NO, NO]),
        (R::Public, [NO, NO, SUPPRESSED, PUBLISHED, NO, PUBLISHED, NO, NO, PUBLISHED, NO, NO, NO, NO]),
    ]
};

/// What a role may do in an area; nothing in those that are no matter of roles.
#[must_use]
pub fn cell(role: Role, area: Area) -> Cell {
    let column = COLUMNS.iter().position(|one| *one == area);
    let row = ROWS.iter().find(|(one, _)| *one == role);
    let cell = row.zip(column).map(|((_, row), column)| row[column]);
    cell.unwrap_or(NO)
}

//! The words of roles, areas, scopes and forms. A role is called otherwise in a town than in a
//! social welfare council.

use ayumi_core::access::{Area, Form, Role, Scope};
use ayumi_core::organisation::{Kind, Law};
use ayumi_locale::{Key, key};

/// What a role is called in a body of this kind.
#[must_use]
pub fn role_words(role: Role, kind: Kind) -> Key {
    let town = kind.law() == Law::Administration;
    match role {
        Role::Operator => key::ROLE_OPERATOR,
        Role::Support => key::ROLE_SUPPORT,
        Role::SystemAdministrator => key::ROLE_SYSTEM_ADMINISTRATOR,
        Role::Secretariat if town => key::ROLE_SECRETARIAT_TOWN,
        Role::Secretariat => key::ROLE_SECRETARIAT,
        Role::SecretaryGeneral if town => key::ROLE_SECRETARY_GENERAL_TOWN,
        Role::SecretaryGeneral => key::ROLE_SECRETARY_GENERAL,
        Role::SectionHead => key::ROLE_SECTION_HEAD,
        Role::SubsectionHead => key::ROLE_SUBSECTION_HEAD,
        Role::Staff => key::ROLE_STAFF,
        Role::DistrictWorker => key::ROLE_DISTRICT_WORKER,
        Role::Chair if kind == Kind::Prefecture => key::ROLE_CHAIR_PREFECTURE,
        Role::Chair if town => key::ROLE_CHAIR_TOWN,
        Role::Chair => key::ROLE_CHAIR,
        Role::BoardMember if town => key::ROLE_BOARD_MEMBER_TOWN,
        Role::BoardMember => key::ROLE_BOARD_MEMBER,
        Role::Auditor if town => key::ROLE_AUDITOR_TOWN,
        Role::Auditor => key::ROLE_AUDITOR,
        Role::PlanningCommittee => key::ROLE_PLANNING_COMMITTEE,
        Role::EvaluationCommittee => key::ROLE_EVALUATION_COMMITTEE,
        Role::DistrictCouncil => key::ROLE_DISTRICT_COUNCIL,
        Role::CityHall => key::ROLE_CITY_HALL,
        Role::Public => key::ROLE_PUBLIC,
    }
}

/// What a column of the table is called.
#[must_use]
pub fn area_words(area: Area) -> Key {
    match area {
        Area::Cases => key::AREA_CASES,
        Area::Needs => key::AREA_NEEDS,
        Area::DistrictTotals => key::AREA_DISTRICT_TOTALS,
        Area::Plans => key::AREA_PLANS,
        Area::Comments => key::AREA_COMMENTS,
        Area::Finance => key::AREA_FINANCE,
        Area::Personnel => key::AREA_PERSONNEL,
        Area::Intake => key::AREA_INTAKE,
        Area::Publications => key::AREA_PUBLICATIONS,
        Area::Organisation => key::AREA_ORGANISATION,
        Area::Accounts => key::AREA_ACCOUNTS,
        Area::Record => key::AREA_RECORD,
        Area::Installation => key::AREA_INSTALLATION,
        Area::Home => key::AREA_HOME,
        Area::Own => key::AREA_OWN,
        Area::Door => key::AREA_DOOR,
    }
}

/// How far a right reaches, in words.
#[must_use]
pub fn scope_words(scope: Scope) -> Key {
    match scope {
        Scope::Nothing => key::SCOPE_NOTHING,
        Scope::Own => key::SCOPE_OWN,
        Scope::OwnStaff => key::SCOPE_OWN_STAFF,
        Scope::OwnProject => key::SCOPE_OWN_PROJECT,
        Scope::OwnSection => key::SCOPE_OWN_SECTION,
        Scope::OwnDistrict => key::SCOPE_OWN_DISTRICT,
        Scope::Given => key::SCOPE_GIVEN,
        Scope::Agreed => key::SCOPE_AGREED,
        Scope::Joint => key::SCOPE_JOINT,
        Scope::All => key::SCOPE_ALL,
    }
}

/// In what form something may be seen, in words; nothing to say where it is as it is.
#[must_use]
pub fn form_words(form: Form) -> Option<Key> {
    match form {
        Form::Full => None,
        Form::Suppressed => Some(key::FORM_SUPPRESSED),
        Form::Totals => Some(key::FORM_TOTALS),
        Form::Examples => Some(key::FORM_EXAMPLES),
        Form::Extract => Some(key::FORM_EXTRACT),
        Form::Published => Some(key::FORM_PUBLISHED),
    }
}

/// What a kind of organisation is called.
#[must_use]
pub fn kind_words(kind: Kind) -> Key {
    match kind {
        Kind::WelfareCouncil => key::KIND_WELFARE_COUNCIL,
        Kind::Municipality => key::KIND_MUNICIPALITY,
        Kind::Prefecture => key::KIND_PREFECTURE,
    }
}

/// What the law asks a body of this kind to say of personal data it keeps.
#[must_use]
pub fn privacy_words(kind: Kind) -> Key {
    match kind.law() {
        Law::Business => key::PRIVACY_BUSINESS,
        Law::Administration => key::PRIVACY_ADMINISTRATION,
    }
}

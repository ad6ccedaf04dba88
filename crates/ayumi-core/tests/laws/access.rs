//! Permits: made by the check, by the table of rights, and naming what was checked.

use std::sync::Arc;

use ayumi_core::access::table::{COLUMNS, cell};
use ayumi_core::access::{
    Action, Actor, Area, Denied, Effect, Form, Guessed, Guesses, Identity, Limits, LoginId,
    MOST_A_DAY, Object, Role, Scope, Seat, SessionId, check, check_for,
};
use ayumi_core::organisation::{CouncilId, Kind, PersonId, PostId, SectionId};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Declares an action for a test.
macro_rules! action {
    ($name:ident, $effect:ident, $area:ident) => {
        #[derive(Debug)]
        struct $name;

        impl Action for $name {
            const NAME: &'static str = stringify!($name);
            const EFFECT: Effect = Effect::$effect;
            const AREA: Area = Area::$area;
        }
    };
}

action!(Look, Read, Plans);
action!(Edit, Change, Plans);
action!(Enter, Own, Door);
action!(Mine, Read, Own);
action!(Home, Read, Home);
action!(MakeCouncil, Change, Installation);
action!(SeeCases, Read, Cases);

const HERE: CouncilId = CouncilId(Uuid::from_u128(7));
const THERE: CouncilId = CouncilId(Uuid::from_u128(8));
const SECTION: SectionId = SectionId(Uuid::from_u128(9));
const SELF: PersonId = PersonId(Uuid::from_u128(10));

fn person(roles: &[Role], operator: bool) -> Actor {
    let seat = |role: &Role| Seat {
        council: HERE,
        person: SELF,
        post: PostId(Uuid::from_u128(11)),
        role: *role,
        section: Some(SECTION),
        district: Some("緑野北".into()),
        name: "山本".into(),
        title: "課長".into(),
    };
    Actor::Person(Arc::new(Identity {
        login: LoginId(Uuid::from_u128(12)),
        session: SessionId(Uuid::from_u128(13)),
        operator,
        name: "yamamoto".into(),
        seats: roles.iter().map(seat).collect(),
    }))
}

#[test]
fn a_permit_names_actor_and_council() {
    let permit = check::<Look>(&Actor::LocalOperator, Some(HERE)).expect("allowed");
    assert_eq!(permit.actor(), &Actor::LocalOperator);
    assert_eq!(permit.council(), Some(HERE));
    assert_eq!(permit.actor().name(None), "local-operator");
    let who = person(&[Role::SystemAdministrator, Role::Secretariat], false);
    let permit = check::<Look>(&who, Some(HERE)).expect("allowed");
    let seat = permit.seat().expect("by a post");
    assert_eq!(seat.role, Role::Secretariat, "the post that allows it");
    assert_eq!(
        permit.actor().name(Some(seat)),
        format!("post/{}", seat.post)
    );
}

#[test]
fn nobody_and_neighbours() {
    let action = "Look";
    let nobody = check::<Look>(&Actor::Visitor, Some(HERE)).unwrap_err();
    assert_eq!(nobody, Denied::Unknown { action });
    let neighbour = check::<Look>(&person(&[Role::Secretariat], false), Some(THERE));
    assert_eq!(neighbour.unwrap_err(), Denied::Hidden { action });
    // Whoever runs the machine knows that there is a council, and reads none of it.
    let operator = check::<Look>(&person(&[], true), Some(THERE));
    assert_eq!(operator.unwrap_err(), Denied::Forbidden { action });
    assert!(check::<MakeCouncil>(&person(&[], true), None).is_ok());
    assert!(check::<MakeCouncil>(&person(&Role::ALL[1..16], false), None).is_err());
    assert!(check::<Enter>(&Actor::Visitor, None).is_ok());
    assert!(check::<Mine>(&Actor::Visitor, None).is_err());
    assert!(check::<Mine>(&person(&[], false), None).is_ok());
    assert!(check::<Home>(&person(&[Role::CityHall], false), Some(HERE)).is_ok());
    assert!(check::<Home>(&person(&[Role::CityHall], false), Some(THERE)).is_err());
}

/// What a row of the table must say, written by hand from `practice.md` §3e: a letter per column.
/// `A` all, `e` all and edits all, `n` all and edits the own section, `m` all and edits the own,
/// `d` all and edits the own district, `s` own section (edits it), `r` own section (reads it),
/// `o` own, `w` own (edits it), `h` own section, edits own, `t` own staff, `p` own project,
/// `D` own district (edits it), `i` own district, `g` given, `a` agreed, `j` joint, `.` nothing.
fn letters(role: Role) -> &'static str {
    match role {
        Role::Operator => "............e",
        Role::Support => "...AA..AAA.A.",
        Role::SystemAdministrator => ".........eeA.",
        Role::Secretariat => ".eAeeA.eee.A.",
        Role::SecretaryGeneral => ".AAAeAAAeA.e.",
        Role::SectionHead => "snAnest.AA...",
        Role::SubsectionHead => "hnAnero.AA...",
        Role::Staff => "wmAmepo.AA...",
        Role::DistrictWorker => "DdAmepo.AA...",
        Role::Chair => ".AAAeA..AA...",
        Role::BoardMember => ".AAA.A..AA...",
        Role::Auditor => ".AAAAA..AA.A.",
        Role::PlanningCommittee | Role::EvaluationCommittee => "..Ag.g..A....",
        Role::DistrictCouncil => "iDii....A....",
        Role::CityHall => "aaaj.j..A....",
        Role::Public => "..AA.A..A....",
    }
}

fn letter(see: Scope, change: Scope) -> char {
    use Scope as S;
    match (see, change) {
        (S::Nothing, S::Nothing) => '.',
        (S::All, S::Nothing) => 'A',
        (S::All, S::All) => 'e',
        (S::All, S::OwnSection) => 'n',
        (S::All, S::Own) => 'm',
        (S::All, S::OwnDistrict) => 'd',
        (S::OwnSection, S::OwnSection) => 's',
        (S::OwnSection, S::Nothing) => 'r',
        (S::OwnSection, S::Own) => 'h',
        (S::Own, S::Nothing) => 'o',
        (S::Own, S::Own) => 'w',
        (S::OwnStaff, S::OwnStaff) => 't',
        (S::OwnProject, S::Nothing) => 'p',
        (S::OwnDistrict, S::OwnDistrict) => 'D',
        (S::OwnDistrict, S::Nothing) => 'i',
        (S::Given, S::Nothing) => 'g',
        (S::Agreed, S::Nothing) => 'a',
        (S::Joint, S::Nothing) => 'j',
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_table_says_what_the_practice_says() {
    for role in Role::ALL {
        let row: String = COLUMNS
            .iter()
            .map(|area| cell(*role, *area))
            .map(|cell| letter(cell.see, cell.change))
            .collect();
        assert_eq!(row, letters(*role), "{role:?}");
    }
}

#[test]
fn forms_and_decisions() {
    let form = |role, area| cell(role, area).form;
    assert_eq!(form(Role::Secretariat, Area::Finance), Form::Totals);
    assert_eq!(form(Role::Chair, Area::Needs), Form::Examples);
    assert_eq!(form(Role::Chair, Area::DistrictTotals), Form::Suppressed);
    assert_eq!(
        form(Role::EvaluationCommittee, Area::Finance),
        Form::Extract
    );
    assert_eq!(form(Role::Public, Area::Plans), Form::Published);
    let decides: Vec<Role> = Role::ALL
        .iter()
        .copied()
        .filter(|role| COLUMNS.iter().any(|area| cell(*role, *area).decide))
        .collect();
    assert_eq!(decides, [Role::SecretaryGeneral, Role::Chair]);
    // A form is not the thing: what is published or an extract opens no page of the plan itself.
    assert!(check::<Look>(&person(&[Role::Public], false), Some(HERE)).is_err());
    // Nobody who may not know a case gets there by holding several posts.
    let many = [Role::SystemAdministrator, Role::Secretariat, Role::Chair];
    assert!(check::<SeeCases>(&person(&many, false), Some(HERE)).is_err());
}

#[test]
fn one_thing_and_those_it_belongs_to() {
    let allowed =
        |role, object: &Object| check_for::<Edit>(&person(&[role], false), HERE, object).is_ok();
    let seen =
        |role, object: &Object| check_for::<Look>(&person(&[role], false), HERE, object).is_ok();
    let nobodys = Object::default();
    let own = Object {
        persons: vec![SELF],
        ..Object::default()
    };
    let of_section = Object {
        sections: vec![SECTION],
        ..Object::default()
    };
    let of_district = Object {
        district: Some("緑野北".into()),
        ..Object::default()
    };
    let given = Object {
        given_to: vec![SELF],
        ..Object::default()
    };
    let joint = Object {
        joint: true,
        ..Object::default()
    };
    assert!(allowed(Role::Secretariat, &nobodys));
    assert!(allowed(Role::SectionHead, &of_section));
    assert!(!allowed(Role::SectionHead, &nobodys));
    assert!(allowed(Role::Staff, &own));
    assert!(!allowed(Role::Staff, &of_section));
    assert!(seen(Role::Staff, &nobodys));
    assert!(seen(Role::EvaluationCommittee, &given));
    assert!(!seen(Role::EvaluationCommittee, &of_section));
    assert!(seen(Role::DistrictCouncil, &of_district));
    assert!(!seen(Role::DistrictCouncil, &nobodys));
    assert!(seen(Role::CityHall, &joint));
    assert!(!seen(Role::CityHall, &given));
    assert!(!seen(Role::SystemAdministrator, &own));
}

#[test]
fn kinds_of_organisation() {
    let has = |kind: Kind, role| kind.roles().contains(&role);
    assert!(has(Kind::WelfareCouncil, Role::CityHall));
    assert!(!has(Kind::Municipality, Role::CityHall));
    assert!(!has(Kind::Prefecture, Role::DistrictWorker));
    for kind in Kind::ALL {
        let never = [Role::Operator, Role::Support, Role::Public];
        assert!(never.iter().all(|role| !has(*kind, *role)));
        assert!(has(*kind, Role::SystemAdministrator) && has(*kind, Role::Secretariat));
    }
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).expect("a moment of this age")
}

fn guesses(failures: u64, last: i64) -> Guesses {
    Guesses {
        failures,
        first_at: at(0),
        last_at: at(last),
    }
}

#[test]
fn waits_grow_and_end() {
    let wait = |failures, guessed, now| {
        let wait = guesses(failures, 100).wait(guessed, at(now));
        wait.map_or(0, |wait| wait.as_secs())
    };
    assert_eq!(wait(0, Guessed::Account, 100), 0);
    assert_eq!(wait(1, Guessed::Account, 100), 1);
    assert_eq!(wait(3, Guessed::Account, 100), 3);
    assert_eq!(wait(20, Guessed::Account, 100), 5);
    assert_eq!(wait(50, Guessed::Account, 100), 10);
    assert_eq!(wait(50, Guessed::Account, 110), 0);
    // A hundred a day, and the day after it begins anew.
    let day = 24 * 60 * 60;
    assert_eq!(wait(MOST_A_DAY, Guessed::Account, 200), day - 200);
    assert_eq!(guesses(MOST_A_DAY, 100).at(at(day)).failures, 0);
    // An office in the morning waits not at all, and never longer than seconds.
    assert_eq!(wait(30, Guessed::Network, 100), 0);
    assert_eq!(wait(31, Guessed::Network, 100), 1);
    assert_eq!(wait(100_000, Guessed::Network, 100), 3);
}

/// The most guesses an account takes in a day, however they are made.
#[test]
fn a_hundred_guesses_a_day() {
    let mut now = 0;
    let mut kept = guesses(0, 0);
    let mut made = 0;
    while now < 24 * 60 * 60 {
        kept = kept.at(at(now));
        match kept.wait(Guessed::Account, at(now)) {
            None => {
                kept = kept.and_one(at(now));
                made += 1;
            }
            Some(_) => now += 1,
        }
    }
    assert_eq!(made, MOST_A_DAY);
}

#[test]
fn sessions_end() {
    let limits = Limits {
        idle: SignedDuration::from_mins(30),
        absolute: SignedDuration::from_hours(12),
    };
    assert_eq!(limits, Limits::default());
    assert!(limits.lasts(at(0), at(0), at(29 * 60)));
    assert!(!limits.lasts(at(0), at(0), at(30 * 60)));
    let hours = |hours: i64| hours * 60 * 60;
    assert!(limits.lasts(at(0), at(hours(12) - 60), at(hours(12) - 1)));
    assert!(!limits.lasts(at(0), at(hours(12) - 60), at(hours(12))));
}

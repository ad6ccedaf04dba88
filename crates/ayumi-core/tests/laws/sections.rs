//! Sections keep the name of their time; posts are held from a day to a day.

use ayumi_core::access::Role;
use ayumi_core::organisation::{
    CouncilId, Hold, Person, PersonId, Post, PostId, Section, SectionFault, SectionId, Tenure,
    TenureId, holders, seats_on, vacant,
};
use jiff::civil::{Date, date};
use uuid::Uuid;

const APRIL: Date = date(2027, 4, 1);

fn section() -> Section {
    let id = SectionId(Uuid::from_u128(1));
    Section::new(id, "地域福祉課".into(), date(2020, 4, 1))
}

#[test]
fn a_section_keeps_its_names() {
    let mut one = section();
    one.rename("地域共生課".into(), APRIL).unwrap();
    assert_eq!(one.name_on(date(2027, 3, 31)), "地域福祉課");
    assert_eq!(one.name_on(APRIL), "地域共生課");
    assert_eq!(one.name_on(date(1999, 1, 1)), "地域福祉課");
    // The same day again corrects the name; an earlier day is refused.
    one.rename("共生のまち課".into(), APRIL).unwrap();
    assert_eq!(one.names.len(), 2);
    let earlier = one.rename("x".into(), date(2026, 4, 1));
    assert_eq!(earlier, Err(SectionFault::Later));
    one.end(date(2030, 4, 1)).unwrap();
    assert!(one.is_on(date(2030, 3, 31)) && !one.is_on(date(2030, 4, 1)));
    assert_eq!(one.end(date(2031, 4, 1)), Err(SectionFault::Ended));
    assert!(!one.is_on(date(2019, 4, 1)));
}

fn post(number: u128) -> Post {
    Post {
        id: PostId(Uuid::from_u128(number)),
        title: "課長".into(),
        role: Role::SectionHead,
        section: None,
        district: None,
        ended: None,
        version: 1,
    }
}

fn tenure(post: &Post, person: u128, hold: Hold, from: Date, to: Option<Date>) -> Tenure {
    Tenure {
        id: TenureId(Uuid::from_u128(person + 100)),
        post: post.id,
        person: PersonId(Uuid::from_u128(person)),
        hold,
        from,
        to,
    }
}

#[test]
fn a_post_is_held_from_a_day_to_a_day() {
    let (one, other) = (post(1), post(2));
    let last = date(2027, 3, 31);
    let tenures = [
        tenure(&one, 5, Hold::Deputy, date(2026, 4, 1), None),
        tenure(&one, 6, Hold::Holder, date(2024, 4, 1), Some(last)),
        tenure(&other, 7, Hold::Holder, APRIL, None),
    ];
    let of = |day| {
        let all = holders(&tenures, one.id, day);
        all.iter()
            .map(|one| one.person.0.as_u128())
            .collect::<Vec<_>>()
    };
    assert_eq!(of(last), [6, 5], "the holder before the deputy");
    assert_eq!(of(APRIL), [5]);
    let posts = [one.clone(), other.clone()];
    let empty = |day| vacant(&posts, &tenures, day).len();
    assert_eq!((empty(last), empty(APRIL)), (1, 1));
    let person = Person {
        id: PersonId(Uuid::from_u128(6)),
        name: "山本".into(),
        disabled: false,
        version: 1,
    };
    let council = CouncilId(Uuid::from_u128(9));
    let held = [(one, tenures[1].clone())];
    let seats = |person: &Person, day| seats_on(council, person, &held, day).len();
    assert_eq!((seats(&person, last), seats(&person, APRIL)), (1, 0));
    let stopped = Person {
        disabled: true,
        ..person
    };
    assert_eq!(seats(&stopped, last), 0);
}

//! Sections, posts, persons, tenures, changes of posts, owners: kept, and walled off.

use std::fmt::Debug;

use ayumi_core::access::{LoginId, Role};
use ayumi_core::organisation::{
    CouncilId, Handover, HandoverId, Hold, Move, Person, PersonId, Post, PostId, Section,
    SectionId, Stage, Succession, Tenure, TenureId, Turn,
};
use ayumi_core::plan::Plan;
use ayumi_store::login::{Login, Purpose, Ticket};
use ayumi_store::people::{self, Member};
use ayumi_store::{Session, StoreError, handover, login, support};
use jiff::Timestamp;
use jiff::civil::date;

use crate::house::House;
use crate::samples;

crate::on_both_engines! {
    people_are_kept_and_walled_off,
    nothing_points_into_another_council,
    a_login_has_the_seats_of_the_day_in_all_councils,
    a_link_is_used_once,
}

const CANARY: &str = "カナリア7Q";

struct Kept {
    section: Section,
    post: Post,
    member: Member,
    tenure: Tenure,
    change: Handover,
    plan: Plan,
}

fn login_of(name: &str) -> Login {
    Login {
        id: LoginId(samples::id()),
        name: name.to_owned(),
        key: name.to_owned(),
        password: Some("$argon2id$…".into()),
        operator: false,
        disabled: false,
        created_at: Timestamp::UNIX_EPOCH,
    }
}

fn made() -> (Kept, Login) {
    let section = Section::new(SectionId(samples::id()), CANARY.into(), date(2020, 4, 1));
    let post = Post {
        id: PostId(samples::id()),
        title: CANARY.into(),
        role: Role::SectionHead,
        section: Some(section.id),
        district: Some(CANARY.into()),
        ended: Some(date(2040, 4, 1)),
        version: 3,
    };
    let person = Person {
        id: PersonId(samples::id()),
        name: CANARY.into(),
        disabled: false,
        version: 2,
    };
    let login = login_of(&samples::id().to_string());
    let member = Member {
        person,
        login: Some(login.id),
    };
    let tenure = Tenure {
        id: TenureId(samples::id()),
        post: post.id,
        person: member.person.id,
        hold: Hold::Deputy,
        from: date(2026, 4, 1),
        to: Some(date(2027, 3, 31)),
    };
    let change = Handover {
        id: HandoverId(samples::id()),
        name: CANARY.into(),
        day: date(2027, 4, 1),
        moves: vec![Move {
            post: post.id,
            person: None,
        }],
        stage: Stage::Set {
            ended: vec![tenure.clone()],
            begun: vec![TenureId(samples::id())],
        },
        version: 4,
    };
    let plan = samples::whole("canary-7q");
    let kept = Kept {
        section,
        post,
        member,
        tenure,
        change,
        plan,
    };
    (kept, login)
}

async fn keep(house: &House, council: CouncilId) -> Kept {
    let (kept, login) = made();
    house.keep(council, &kept.plan).await;
    let s = house.store.write().await.unwrap();
    login::put(&s, &login).await.unwrap();
    people::put_section(&s, council, &kept.section)
        .await
        .unwrap();
    people::put_post(&s, council, &kept.post).await.unwrap();
    people::put_person(&s, council, &kept.member).await.unwrap();
    people::put_tenure(&s, council, &kept.tenure).await.unwrap();
    let next = Section::new(SectionId(samples::id()), CANARY.into(), date(2027, 4, 1));
    people::put_section(&s, council, &next).await.unwrap();
    let succession = Succession {
        from: kept.section.id,
        to: next.id,
        day: date(2027, 4, 1),
        turn: Turn::Split,
    };
    people::put_succession(&s, council, &succession)
        .await
        .unwrap();
    handover::put(&s, council, &kept.change).await.unwrap();
    let item = (kept.plan.id, kept.plan.items[0].id);
    handover::set_owner(&s, council, item, Some(kept.post.id))
        .await
        .unwrap();
    support::put(
        &s,
        council,
        Some(Timestamp::MAX - jiff::SignedDuration::from_hours(24)),
    )
    .await
    .unwrap();
    let ticket = Ticket {
        digest: "7".repeat(64),
        purpose: Purpose::Invitation,
        person: Some((council, kept.member.person.id)),
        login: None,
        expires_at: Timestamp::UNIX_EPOCH,
    };
    login::put_ticket(&s, &ticket).await.unwrap();
    s.commit().await.unwrap();
    kept
}

/// Everything by every door.
async fn ask(s: &Session, council: CouncilId, kept: &Kept) -> Vec<String> {
    fn text(answer: impl Debug) -> String {
        format!("{answer:?}")
    }
    let now = Timestamp::UNIX_EPOCH;
    let person = people::person(s, council, kept.member.person.id).await;
    vec![
        text(people::sections(s, council).await.unwrap()),
        text(people::successions(s, council).await.unwrap()),
        text(people::posts(s, council).await.unwrap()),
        text(people::persons(s, council).await.unwrap()),
        text(person.unwrap()),
        text(people::tenures(s, council).await.unwrap()),
        text(handover::list(s, council).await.unwrap()),
        text(handover::load(s, council, kept.change.id).await.unwrap()),
        text(handover::owners(s, council, kept.plan.id).await.unwrap()),
        text(handover::burdens(s, council).await.unwrap()),
        text(support::of(s, council, now).await.unwrap()),
        text(login::invitations(s, council).await.unwrap()),
    ]
}

async fn people_are_kept_and_walled_off(house: House) {
    let (a, b) = (house.council("a").await, house.council("b").await);
    let kept = keep(&house, a).await;
    let s = house.store.read().await.unwrap();
    for (door, answer) in ask(&s, b, &kept).await.iter().enumerate() {
        let nothing = ["None", "[]", "{}"].contains(&answer.as_str());
        assert!(nothing, "door {door}: {answer}");
    }
    for (door, answer) in ask(&s, a, &kept).await.iter().enumerate() {
        assert!(
            !["None", "[]", "{}"].contains(&answer.as_str()),
            "door {door}"
        );
    }
    assert_eq!(people::sections(&s, a).await.unwrap()[0], kept.section);
    assert_eq!(people::posts(&s, a).await.unwrap(), [kept.post]);
    assert_eq!(people::persons(&s, a).await.unwrap(), [kept.member]);
    assert_eq!(people::tenures(&s, a).await.unwrap(), [kept.tenure]);
    assert_eq!(handover::list(&s, a).await.unwrap(), [kept.change]);
}

async fn nothing_points_into_another_council(house: House) {
    let (a, b) = (house.council("a").await, house.council("b").await);
    let kept = keep(&house, a).await;
    let dangling = |done: Result<(), StoreError>| {
        let error = done.unwrap_err();
        assert!(matches!(error, StoreError::Dangling { .. }), "{error:?}");
    };
    let s = house.store.write().await.unwrap();
    let post = Post {
        id: PostId(samples::id()),
        ..kept.post.clone()
    };
    dangling(people::put_post(&s, b, &post).await);
    drop(s);
    let s = house.store.write().await.unwrap();
    dangling(people::put_tenure(&s, b, &kept.tenure).await);
    drop(s);
    let s = house.store.write().await.unwrap();
    let item = (kept.plan.id, kept.plan.items[0].id);
    dangling(handover::set_owner(&s, b, item, Some(kept.post.id)).await);
    drop(s);
    // Taking away in one council takes nothing from another.
    let s = house.store.write().await.unwrap();
    handover::set_owner(&s, b, item, None).await.unwrap();
    handover::delete(&s, b, kept.change.id).await.unwrap();
    people::delete_tenure(&s, b, kept.tenure.id).await.unwrap();
    support::put(&s, b, None).await.unwrap();
    s.commit().await.unwrap();
    let s = house.store.read().await.unwrap();
    for (door, answer) in ask(&s, a, &kept).await.iter().enumerate() {
        assert!(
            !["None", "[]", "{}"].contains(&answer.as_str()),
            "door {door}"
        );
    }
}

async fn a_login_has_the_seats_of_the_day_in_all_councils(house: House) {
    let (a, b) = (house.council("a").await, house.council("b").await);
    let kept = keep(&house, a).await;
    let login = kept.member.login.unwrap();
    let s = house.store.write().await.unwrap();
    let mut other = kept.member.clone();
    other.person.id = PersonId(samples::id());
    people::put_person(&s, b, &other).await.unwrap();
    let twin = Member {
        person: Person {
            id: PersonId(samples::id()),
            ..other.person.clone()
        },
        login: Some(login),
    };
    let error = people::put_person(&s, b, &twin).await.unwrap_err();
    assert!(
        matches!(error, StoreError::Duplicate { .. }),
        "one person a council: {error:?}"
    );
    drop(s);
    let s = house.store.read().await.unwrap();
    let on = |day| people::seats(&s, login, day);
    let seats = on(date(2026, 11, 22)).await.unwrap();
    assert_eq!(seats.len(), 1);
    assert_eq!(
        (seats[0].council, seats[0].post, seats[0].role),
        (a, kept.post.id, kept.post.role)
    );
    assert!(on(date(2027, 4, 1)).await.unwrap().is_empty());
    let nobody = LoginId(samples::id());
    assert!(
        people::seats(&s, nobody, date(2026, 11, 22))
            .await
            .unwrap()
            .is_empty()
    );
}

async fn a_link_is_used_once(house: House) {
    let council = house.council("a").await;
    let kept = keep(&house, council).await;
    let digest = "7".repeat(64);
    let s = house.store.write().await.unwrap();
    assert!(login::use_ticket(&s, &digest).await.unwrap());
    assert!(!login::use_ticket(&s, &digest).await.unwrap());
    // A new link of the same purpose takes the place of the one before.
    for number in ["8", "9"] {
        let ticket = Ticket {
            digest: number.repeat(64),
            purpose: Purpose::Invitation,
            person: Some((council, kept.member.person.id)),
            login: None,
            expires_at: Timestamp::UNIX_EPOCH,
        };
        login::put_ticket(&s, &ticket).await.unwrap();
    }
    assert_eq!(login::ticket(&s, &"8".repeat(64)).await.unwrap(), None);
    assert!(login::ticket(&s, &"9".repeat(64)).await.unwrap().is_some());
}

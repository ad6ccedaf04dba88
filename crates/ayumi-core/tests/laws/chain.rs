//! The record's chain: whatever is changed in it is found.

use ayumi_core::organisation::CouncilId;
use ayumi_core::record::{Change, Entry, Fault, Head, salted_digest, verify, verify_to};
use proptest::prelude::*;
use rstest::rstest;

fn chain(length: u64) -> Vec<Change> {
    let mut chain: Vec<Change> = Vec::new();
    for number in 0..length {
        let entry = Entry {
            who: None,
            class: None,
            council: CouncilId(uuid::Uuid::from_u128(7)),
            at: format!("2026-04-0{}T09:00:00+09:00", number % 9 + 1),
            actor: "local-operator".to_owned(),
            action: "import-plan".to_owned(),
            object: format!("plan/{number}"),
            before: None,
            after: Some(salted_digest(b"salt", &number.to_be_bytes())),
        };
        let next = Change::after(chain.last(), entry);
        chain.push(next);
    }
    chain
}

fn fault(chain: &[Change]) -> Option<(u64, Fault)> {
    verify(chain)
        .err()
        .map(|broken| (broken.sequence, broken.fault))
}

#[test]
fn a_whole_chain_is_counted() {
    assert_eq!(verify(&chain(0)), Ok(0));
    assert_eq!(verify(&chain(12)), Ok(12));
}

#[test]
fn the_head_tells_what_was_cut_off() {
    let whole = chain(5);
    let head = whole.last().map(Head::from).unwrap();
    let end = |chain: &[Change], head: Option<&Head>| {
        verify_to(chain, head).map_err(|broken| (broken.sequence, broken.fault))
    };
    assert_eq!(end(&whole, Some(&head)), Ok(5));
    assert_eq!(end(&[], None), Ok(0));
    for left in 0..5 {
        let expected = Err((left as u64 + 1, Fault::End));
        assert_eq!(end(&whole[..left], Some(&head)), expected);
    }
    assert_eq!(end(&whole, None), Err((1, Fault::End)), "no head");
    let behind = Head::from(&whole[2]);
    assert_eq!(end(&whole, Some(&behind)), Err((4, Fault::End)), "old head");
    let other = Head {
        entries: 5,
        hash: whole[0].hash.clone(),
    };
    assert_eq!(end(&whole, Some(&other)), Err((5, Fault::End)));
    // What is written after a cut goes on behind the head, and the gap stays.
    let mut cut = whole[..4].to_vec();
    let entry = Entry {
        who: None,
        class: None,
        council: cut[0].council,
        at: cut[0].at.clone(),
        actor: "local-operator".to_owned(),
        action: "upload".to_owned(),
        object: "x".to_owned(),
        before: None,
        after: None,
    };
    cut.push(Change::behind(Some(&head), entry));
    let head = cut.last().map(Head::from);
    assert_eq!(end(&cut, head.as_ref()), Err((6, Fault::Gap)));
}

type Tampering = fn(&mut Vec<Change>);

#[rstest]
#[case(|chain: &mut Vec<Change>| { chain.remove(0); }, (2, Fault::Gap))]
#[case(|chain: &mut Vec<Change>| { chain.remove(3); }, (5, Fault::Gap))]
#[case(|chain: &mut Vec<Change>| chain.insert(3, chain[2].clone()), (3, Fault::Gap))]
#[case(|chain: &mut Vec<Change>| chain.swap(2, 3), (4, Fault::Gap))]
#[case(|chain: &mut Vec<Change>| chain[4].actor = "someone".into(), (5, Fault::Hash))]
#[case(|chain: &mut Vec<Change>| chain[4].after = None, (5, Fault::Hash))]
#[case(|chain: &mut Vec<Change>| chain[4].hash = chain[3].hash.clone(), (5, Fault::Hash))]
#[case(|chain: &mut Vec<Change>| {
    // The entry is rewritten whole, with a hash of its own: the next one still names the old.
    chain[4].action = "nothing".into();
    chain[4].hash = chain[4].computed_hash();
}, (6, Fault::Previous))]
fn tampering_is_found(#[case] tamper: Tampering, #[case] expected: (u64, Fault)) {
    let mut chain = chain(8);
    tamper(&mut chain);
    assert_eq!(fault(&chain), Some(expected));
}

proptest! {
    #[test]
    fn any_changed_field_is_found(at in 0..8usize, field in 0..8usize, text in "[a-z]{1,8}") {
        let mut chain = chain(8);
        let entry = &mut chain[at];
        match field {
            0 => entry.at.push_str(&text),
            1 => entry.actor.push_str(&text),
            2 => entry.action.push_str(&text),
            3 => entry.object.push_str(&text),
            4 => entry.before = Some(text),
            5 => entry.after = Some(text),
            6 => entry.previous.push_str(&text),
            _ => entry.council = CouncilId(uuid::Uuid::from_u128(8)),
        }
        prop_assert!(fault(&chain).is_some());
    }

    #[test]
    fn salts_hide_equal_contents(content in any::<Vec<u8>>(), one in any::<[u8; 16]>(), other in any::<[u8; 16]>()) {
        prop_assert_eq!(salted_digest(&one, &content), salted_digest(&one, &content));
        prop_assert_eq!(salted_digest(&one, &content) == salted_digest(&other, &content), one == other);
    }
}

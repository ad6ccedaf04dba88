//! A record nobody can bend: random edits, deletions, reorderings and truncations of a copy are
//! all found, and the first wrong entry is named.

use ayumi_core::interchange::canonical_bytes;
use ayumi_core::organisation::CouncilId;
use ayumi_core::record::{
    BrokenLink, Change, Content, ERASE, Entry, Erasure, Head, Verifier, Who, salted_digest,
};

/// How often a copy is tampered with.
const TIMES: u64 = 10_000;
/// Entries of the record.
const ENTRIES: u64 = 24;

/// Numbers that are the same in every run (xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).expect("a whole one") % end
    }
}

#[derive(Clone)]
struct Record {
    entries: Vec<(Change, Option<Content>)>,
    head: Option<Head>,
}

impl Record {
    fn verify(&self) -> Result<u64, BrokenLink> {
        let mut verifier = Verifier::default();
        for (change, content) in &self.entries {
            verifier.take(change, content.as_ref());
        }
        verifier.end(self.head.as_ref())
    }

    fn append(&mut self, action: &str, after: Vec<u8>) {
        let number = self.entries.len();
        let salt = vec![u8::try_from(number).expect("a whole one") + 1; 32];
        let who_salt = vec![u8::try_from(number).expect("a whole one") + 101; 32];
        let who = Who {
            name: Some(format!("人{number}")),
            network: Some("192.0.2.1".into()),
            ..Who::default()
        };
        let who = String::from_utf8(canonical_bytes(&who)).expect("a whole one");
        let before = format!("前{number}").into_bytes();
        let entry = Entry {
            council: CouncilId(uuid::Uuid::from_u128(7)),
            at: format!("2026-11-22T09:00:{number:02}+09:00"),
            actor: format!("post/{}", number % 3),
            who: Some(salted_digest(&who_salt, who.as_bytes())),
            class: Some("plans".into()),
            action: action.into(),
            object: format!("plan/{}", number % 5),
            before: Some(salted_digest(&salt, &before)),
            after: Some(salted_digest(&salt, &after)),
        };
        let change = Change::after(self.entries.last().map(|(change, _)| change), entry);
        self.head = Some(Head::from(&change));
        let content = Content {
            salt,
            before: Some(before),
            after: Some(after),
            who: Some((who, who_salt)),
        };
        self.entries.push((change, Some(content)));
    }
}

/// A whole record, some of which was erased as it must be.
fn whole() -> Record {
    let mut record = Record {
        entries: Vec::new(),
        head: None,
    };
    for number in 1..ENTRIES {
        record.append("correct-mention", format!("後{number}").into_bytes());
    }
    let erased = Erasure {
        contents: vec![3, 5],
        names: vec![3, 9],
    };
    for sequence in &erased.contents {
        let content = &mut record.entries[usize::try_from(*sequence).expect("a whole one") - 1].1;
        let kept = content.take().expect("a whole one");
        *content = Some(Content {
            who: kept.who,
            ..Content::default()
        });
    }
    for sequence in &erased.names {
        let content = &mut record.entries[usize::try_from(*sequence).expect("a whole one") - 1].1;
        content.as_mut().expect("a whole one").who = None;
    }
    record.append(ERASE, canonical_bytes(&erased));
    record
}

/// Another text than it was.
fn other(text: &mut String, numbers: &mut Numbers) {
    let mut bytes = std::mem::take(text).into_bytes();
    let at = numbers.below(bytes.len());
    bytes[at] = match bytes[at] {
        b'a' => b'b',
        _ => b'a',
    };
    *text = String::from_utf8_lossy(&bytes).into_owned();
}

fn flip(bytes: &mut [u8], numbers: &mut Numbers) {
    let (at, bit) = (numbers.below(bytes.len()), numbers.below(8));
    bytes[at] ^= 1 << bit;
}

/// Edits a field of an entry; `false` where that field has nothing to edit.
fn edit(change: &mut Change, numbers: &mut Numbers) -> bool {
    let mut optional = |text: &mut Option<String>, gone: bool| match text {
        Some(_) if gone => *text = None,
        Some(text) => other(text, numbers),
        None => *text = Some("a".repeat(64)),
    };
    match change.sequence * 7 % 12 {
        0 => optional(&mut change.before, false),
        1 => optional(&mut change.after, true),
        2 => optional(&mut change.who, false),
        3 => optional(&mut change.who, true),
        4 => optional(&mut change.class, false),
        5 => other(&mut change.previous, numbers),
        6 => other(&mut change.at, numbers),
        7 => other(&mut change.actor, numbers),
        8 => other(&mut change.action, numbers),
        9 => other(&mut change.object, numbers),
        10 => change.sequence += 1,
        _ => other(&mut change.hash, numbers),
    }
    true
}

/// Edits what stands apart from the chain.
fn edit_content(content: &mut Content, numbers: &mut Numbers) -> bool {
    match (numbers.below(5), &mut content.after, &mut content.who) {
        (0, Some(after), _) => flip(after, numbers),
        (1, Some(_), _) => content.before = None,
        (2, _, Some((who, _))) => other(who, numbers),
        (3, _, Some(_)) => content.who = None,
        (4, Some(_), _) => {
            (content.before, content.after) = (None, None);
            content.salt.clear();
        }
        _ => return false,
    }
    true
}

/// Tampers with a copy; `false` where that would change nothing.
fn tamper(record: &mut Record, numbers: &mut Numbers) -> bool {
    let at = numbers.below(record.entries.len());
    match numbers.below(8) {
        0 | 1 => edit(&mut record.entries[at].0, numbers),
        2 | 3 => match &mut record.entries[at].1 {
            Some(content) => edit_content(content, numbers),
            None => false,
        },
        4 => {
            record.entries.remove(at);
            true
        }
        5 => {
            record.entries.truncate(at);
            true
        }
        6 => {
            let to = numbers.below(record.entries.len());
            record.entries.swap(at, to);
            at != to
        }
        // A content without its entry's knowledge.
        _ => record.entries[at].1.take().is_some(),
    }
}

#[test]
fn ten_thousand_tamperings_are_all_found() {
    let whole = whole();
    assert_eq!(whole.verify(), Ok(ENTRIES));
    let mut numbers = Numbers(0x00a7_0171);
    let (mut tampered, mut found) = (0, 0);
    while tampered < TIMES {
        let mut copy = whole.clone();
        if !tamper(&mut copy, &mut numbers) {
            continue;
        }
        tampered += 1;
        match copy.verify() {
            Err(broken) => {
                assert!((1..=ENTRIES + 1).contains(&broken.sequence), "{broken}");
                found += 1;
            }
            Ok(count) => panic!("{count} entries are called whole"),
        }
    }
    assert_eq!((tampered, found), (TIMES, TIMES));
}

/// The rig can fail: who looks at the chain alone misses what was done to the contents.
#[test]
fn the_chain_alone_would_not_tell() {
    let mut copy = whole();
    let content = copy.entries[6].1.as_mut().unwrap();
    content.after = Some("作り話".into());
    let chain = copy.entries.iter().map(|(change, _)| change);
    assert!(ayumi_core::record::verify_to(chain, copy.head.as_ref()).is_ok());
    assert_eq!(copy.verify().unwrap_err().sequence, 7);
}

#[test]
fn the_first_wrong_entry_is_named() {
    let check = |at: u64, tamper: &dyn Fn(&mut Record)| {
        let mut copy = whole();
        tamper(&mut copy);
        assert_eq!(copy.verify().unwrap_err().sequence, at);
    };
    check(4, &|copy| copy.entries[3].0.actor = "post/x".into());
    check(11, &|copy| copy.entries.truncate(10));
    check(9, &|copy| {
        copy.entries.remove(7);
    });
    // What an erasure names is no fault; the erasure gone, it is.
    check(3, &|copy| {
        copy.entries.pop();
        copy.head = copy.entries.last().map(|(last, _)| Head::from(last));
    });
}

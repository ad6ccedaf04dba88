//! The record: one [`Change`] per use case, in one hash chain per council. The chain holds salted
//! digests; the contents stand apart and may be erased without breaking it.

mod whole;

use serde::{Deserialize, Serialize};
pub use whole::{Content, Verifier};

use crate::interchange::{canonical_bytes, digest};
use crate::organisation::CouncilId;

/// One entry of a council's record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Whose record.
    pub council: CouncilId,
    /// Position in the chain, from 1, without gaps.
    pub sequence: u64,
    /// Hash of the entry before; 64 zeros for the first.
    pub previous: String,
    /// When, RFC 3339 with offset.
    pub at: String,
    /// Who ([`crate::access::Actor::name`]): the post, which stays for ever.
    pub actor: String,
    /// Salted digest of [`Who`]; `None` where nobody but the post is known. Not in entries made
    /// before there were accounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// The class by which its contents are erased: the name of the area they belong to
    /// ([`crate::access::Area`]). Not in entries made before there were classes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// What ([`crate::access::Action::NAME`]).
    pub action: String,
    /// On what: kind and id (`plan/0198…`).
    pub object: String,
    /// Salted digest of the content before; `None` when there was none.
    pub before: Option<String>,
    /// Salted digest of the content after.
    pub after: Option<String>,
    /// Hash of this entry.
    pub hash: String,
}

/// What a caller knows of a change before it is chained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whose record.
    pub council: CouncilId,
    /// When, RFC 3339 with offset.
    pub at: String,
    /// Who.
    pub actor: String,
    /// Salted digest of [`Who`].
    pub who: Option<String>,
    /// The class of its contents.
    pub class: Option<String>,
    /// What.
    pub action: String,
    /// On what.
    pub object: String,
    /// Salted digest of the content before.
    pub before: Option<String>,
    /// Salted digest of the content after.
    pub after: Option<String>,
}

/// Who stood behind the post, from where, and why: kept apart from the chain, and erased when the
/// class of the record allows the name no longer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// The person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The person's name at that time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The post's title at that time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The network address it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
    /// Why, in the person's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Who {
    /// Is nothing known?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The hash before the first entry.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The digest of a content under a salt: `SHA-256(salt ‖ content)`. Erasing salt and content
/// leaves a digest nobody can guess the content from.
#[must_use]
pub fn salted_digest(salt: &[u8], content: &[u8]) -> String {
    digest(&[salt, content].concat())
}

/// The end of a council's chain, kept beside it: what was cut off there leaves no gap, and only
/// the head tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many entries there are.
    pub entries: u64,
    /// Hash of the last one.
    pub hash: String,
}

impl From<&Change> for Head {
    fn from(last: &Change) -> Self {
        Self {
            entries: last.sequence,
            hash: last.hash.clone(),
        }
    }
}

impl Change {
    /// Chains `entry` behind `last`.
    #[must_use]
    pub fn after(last: Option<&Change>, entry: Entry) -> Self {
        Self::behind(last.map(Head::from).as_ref(), entry)
    }

    /// Chains `entry` behind the entry a head speaks of. A record whose end was cut off is
    /// continued behind what was there, so that the gap stays to be seen.
    #[must_use]
    pub fn behind(head: Option<&Head>, entry: Entry) -> Self {
        let mut change = Self {
            council: entry.council,
            sequence: head.map_or(1, |head| head.entries + 1),
            previous: head.map_or_else(|| GENESIS.to_owned(), |head| head.hash.clone()),
            at: entry.at,
            actor: entry.actor,
            who: entry.who,
            class: entry.class,
            action: entry.action,
            object: entry.object,
            before: entry.before,
            after: entry.after,
            hash: String::new(),
        };
        change.hash = change.computed_hash();
        change
    }

    /// The hash this entry must have: SHA-256 over its canonical bytes with an empty `hash`.
    #[must_use]
    pub fn computed_hash(&self) -> String {
        digest(&canonical_bytes(&Self {
            hash: String::new(),
            ..self.clone()
        }))
    }
}

/// Where a chain is broken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the record is broken at entry {sequence}: {fault:?}")]
pub struct BrokenLink {
    /// The first wrong entry.
    pub sequence: u64,
    /// How.
    pub fault: Fault,
}

/// How a link is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An entry is missing or stands twice.
    Gap,
    /// It does not name the hash before it.
    Previous,
    /// Its own hash does not fit its content.
    Hash,
    /// The chain does not end where its head says.
    End,
    /// A content, or who stood behind the post, does not fit its digest.
    Content,
    /// A content, or who stood behind the post, is gone, and no entry says that it was erased.
    Missing,
}

/// What an entry of the action [`ERASE`] says was erased, as its content after. Such a content is
/// never erased itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// The entries whose contents before and after are gone.
    pub contents: Vec<u64>,
    /// The entries of which nobody knows any more who stood behind the post.
    pub names: Vec<u64>,
}

/// The action of an entry that says what was erased.
pub const ERASE: &str = "erase-contents";

/// Checks a council's chain from its first entry; the end is taken on trust.
///
/// # Errors
/// The first [`BrokenLink`].
pub fn verify<'a>(chain: impl IntoIterator<Item = &'a Change>) -> Result<u64, BrokenLink> {
    walk(chain).map(|(count, _)| count)
}

/// Checks a council's chain from its first entry to the end its head speaks of.
///
/// # Errors
/// The first [`BrokenLink`]; [`Fault::End`] at the first entry that is missing or that the head
/// does not know.
pub fn verify_to<'a>(
    chain: impl IntoIterator<Item = &'a Change>,
    head: Option<&Head>,
) -> Result<u64, BrokenLink> {
    let (count, last) = walk(chain)?;
    match whole::wrong_end((count, &last), head) {
        Some(broken) => Err(broken),
        None => Ok(count),
    }
}

/// How many entries there are, and the hash of the last one.
fn walk<'a>(chain: impl IntoIterator<Item = &'a Change>) -> Result<(u64, String), BrokenLink> {
    let mut previous = GENESIS.to_owned();
    let mut count = 0;
    for change in chain {
        let broken = |fault| {
            Err(BrokenLink {
                sequence: change.sequence,
                fault,
            })
        };
        count += 1;
        if change.sequence != count {
            return broken(Fault::Gap);
        }
        if change.previous != previous {
            return broken(Fault::Previous);
        }
        if change.hash != change.computed_hash() {
            return broken(Fault::Hash);
        }
        previous.clone_from(&change.hash);
    }
    Ok((count, previous))
}

//! Is a record whole: the chain to its end, every content against its digest, and nothing gone of
//! which no entry says that it was erased?

use std::collections::BTreeSet;

use super::{BrokenLink, Change, ERASE, Erasure, Fault, GENESIS, Head, Who, salted_digest};

/// The erasable part of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// What the digests are salted with; empty when the contents were erased.
    pub salt: Vec<u8>,
    /// The bytes before.
    pub before: Option<Vec<u8>>,
    /// The bytes after.
    pub after: Option<Vec<u8>>,
    /// Who stood behind the post ([`Who`] as JSON), with the salt of its digest; `None` when it
    /// was erased.
    pub who: Option<(String, Vec<u8>)>,
}

impl Content {
    /// Does what is left fit the digests of its entry?
    #[must_use]
    pub fn fits(&self, change: &Change) -> bool {
        let who = match (&self.who, &change.who) {
            (Some((who, salt)), Some(digest)) => salted_digest(salt, who.as_bytes()) == *digest,
            (Some(_), None) => false,
            (None, _) => true,
        };
        if self.is_erased() {
            return who && self.before.is_none() && self.after.is_none();
        }
        let digest =
            |bytes: &Option<Vec<u8>>| bytes.as_ref().map(|bytes| salted_digest(&self.salt, bytes));
        who && digest(&self.before) == change.before && digest(&self.after) == change.after
    }

    /// Were the contents erased? Then their salt is gone too.
    #[must_use]
    pub fn is_erased(&self) -> bool {
        self.salt.is_empty()
    }

    /// Who stood behind the post; nothing when it was erased.
    #[must_use]
    pub fn who(&self) -> Who {
        let who = self.who.as_ref();
        who.and_then(|(who, _)| serde_json::from_str(who).ok())
            .unwrap_or_default()
    }
}

/// Checks a record entry by entry, from its first to its end: at no moment more than one content
/// is held.
#[derive(Debug)]
pub struct Verifier {
    previous: String,
    count: u64,
    chain: Option<BrokenLink>,
    contents: Vec<BrokenLink>,
    lost: BTreeSet<u64>,
    nameless: BTreeSet<u64>,
}

impl Default for Verifier {
    fn default() -> Self {
        Self {
            previous: GENESIS.to_owned(),
            count: 0,
            chain: None,
            contents: Vec::new(),
            lost: BTreeSet::new(),
            nameless: BTreeSet::new(),
        }
    }
}

impl Verifier {
    /// Takes the next entry with its content; `None` where no row of it is left.
    pub fn take(&mut self, change: &Change, content: Option<&Content>) {
        if self.chain.is_some() {
            return;
        }
        self.link(change);
        if self.chain.is_none() {
            self.content(change, content);
        }
    }

    fn link(&mut self, change: &Change) {
        self.count += 1;
        let fault = if change.sequence != self.count {
            Fault::Gap
        } else if change.previous != self.previous {
            Fault::Previous
        } else if change.hash != change.computed_hash() {
            Fault::Hash
        } else {
            self.previous.clone_from(&change.hash);
            return;
        };
        self.chain = Some(BrokenLink {
            sequence: change.sequence,
            fault,
        });
    }

    fn content(&mut self, change: &Change, content: Option<&Content>) {
        let sequence = change.sequence;
        let mut wrong = |fault| self.contents.push(BrokenLink { sequence, fault });
        let Some(content) = content else {
            return wrong(Fault::Missing);
        };
        if !content.fits(change) {
            return wrong(Fault::Content);
        }
        if content.is_erased() && (change.before.is_some() || change.after.is_some()) {
            self.lost.insert(sequence);
        }
        if content.who.is_none() && change.who.is_some() {
            self.nameless.insert(sequence);
        }
        if change.action == ERASE {
            let said = content.after.as_deref().unwrap_or_default();
            let said: Erasure = serde_json::from_slice(said).unwrap_or_default();
            for one in said.contents {
                self.lost.remove(&one);
            }
            for one in said.names {
                self.nameless.remove(&one);
            }
        }
    }

    /// Everything that is wrong, by entry; the end must be where the head says.
    #[must_use]
    pub fn faults(self, head: Option<&Head>) -> Vec<BrokenLink> {
        let mut all = self.contents;
        let end = || wrong_end((self.count, &self.previous), head);
        match self.chain.or_else(end) {
            // What is gone may have been erased by an entry behind this one.
            Some(broken) => all.push(broken),
            None => {
                let missing = self.lost.union(&self.nameless);
                all.extend(missing.map(|sequence| BrokenLink {
                    sequence: *sequence,
                    fault: Fault::Missing,
                }));
            }
        }
        all.sort_by_key(|broken| broken.sequence);
        all
    }

    /// How many entries a whole record has, or the first wrong one.
    ///
    /// # Errors
    /// The first [`BrokenLink`].
    pub fn end(self, head: Option<&Head>) -> Result<u64, BrokenLink> {
        let count = self.count;
        match self.faults(head).into_iter().next() {
            Some(broken) => Err(broken),
            None => Ok(count),
        }
    }
}

/// Does a chain of so many entries with this last hash end elsewhere than its head says?
pub(super) fn wrong_end((count, last): (u64, &str), head: Option<&Head>) -> Option<BrokenLink> {
    let said = head.map_or(0, |head| head.entries);
    let same = head.map_or(GENESIS, |head| head.hash.as_str()) == last;
    let sequence = match (count == said, same) {
        (true, true) => return None,
        (true, false) => count,
        (false, _) => count.min(said) + 1,
    };
    Some(BrokenLink {
        sequence,
        fault: Fault::End,
    })
}

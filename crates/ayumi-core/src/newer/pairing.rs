//! Pairs two lists: what is equal first, then what is alike.

use std::collections::{BTreeSet, HashMap};

use crate::matching::bigrams;

/// More pairs of texts than this are not measured: then only equal ones are found.
const MOST: usize = 250_000;

/// Which of the older list each of the newer list continues.
pub(super) struct Pairing {
    /// For each newer one: may be paired still?
    newer: Vec<bool>,
    /// For each older one: may be paired still?
    older: Vec<bool>,
    /// The pairs found: newer, older.
    pub found: Vec<(usize, usize)>,
}

impl Pairing {
    /// Lists of which those marked `true` may be paired.
    pub(super) fn of(newer: Vec<bool>, older: Vec<bool>) -> Self {
        Self {
            newer,
            older,
            found: Vec::new(),
        }
    }

    /// Pairs what has the same key, the first with the first. What has no key is left.
    pub(super) fn equal<T, K: Eq + std::hash::Hash>(
        &mut self,
        newer: &[T],
        older: &[T],
        key: impl Fn(&T) -> Option<K>,
    ) {
        let mut waiting: HashMap<K, Vec<usize>> = HashMap::new();
        for (o, one) in older
            .iter()
            .enumerate()
            .rev()
            .filter(|(o, _)| self.older[*o])
        {
            if let Some(key) = key(one) {
                waiting.entry(key).or_default().push(o);
            }
        }
        for (n, one) in newer.iter().enumerate() {
            if !self.newer[n] {
                continue;
            }
            let same = key(one).and_then(|key| waiting.get_mut(&key)?.pop());
            if let Some(o) = same {
                self.pair(n, o);
            }
        }
    }

    /// Pairs texts that say nearly the same, the most alike first: Dice's measure over pairs of
    /// letters, at least `least`.
    pub(super) fn alike<T>(
        &mut self,
        newer: &[T],
        older: &[T],
        text: impl Fn(&T) -> &str,
        least: impl Fn(&T, &T) -> f64,
    ) {
        let free = |list: &[bool]| -> Vec<usize> { (0..list.len()).filter(|n| list[*n]).collect() };
        let (left, right) = (free(&self.newer), free(&self.older));
        if left.len().saturating_mul(right.len()) > MOST {
            return;
        }
        let pairs = |one: &T| -> BTreeSet<String> { bigrams(text(one)).into_iter().collect() };
        let right: Vec<_> = right.into_iter().map(|o| (o, pairs(&older[o]))).collect();
        let mut measured = Vec::new();
        for n in left {
            let letters = pairs(&newer[n]);
            for (o, others) in &right {
                let measure = dice(&letters, others);
                if measure >= least(&newer[n], &older[*o]) {
                    measured.push((measure, n, *o));
                }
            }
        }
        measured.sort_by(|one, other| other.0.total_cmp(&one.0));
        for (_, n, o) in measured {
            if self.newer[n] && self.older[o] {
                self.pair(n, o);
            }
        }
    }

    fn pair(&mut self, n: usize, o: usize) {
        self.newer[n] = false;
        self.older[o] = false;
        self.found.push((n, o));
    }
}

/// Dice's measure of two sets, 0 to 1.
fn dice(one: &BTreeSet<String>, other: &BTreeSet<String>) -> f64 {
    let size = |count: usize| u32::try_from(count).map_or(f64::from(u32::MAX), f64::from);
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let both = one.intersection(other).count();
    2.0 * size(both) / size(one.len() + other.len())
}

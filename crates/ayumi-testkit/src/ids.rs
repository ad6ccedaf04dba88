//! Ids that are the same in every run.

use std::collections::HashMap;

use ayumi_core::intake::Ids;
use ayumi_core::plan::{Finding, FindingId, Item, ItemId, Plan, PlanId, RatingId};
use uuid::{Builder, Uuid};

/// Brings UUIDv7 counted from 1, at a fixed time.
#[derive(Clone, Debug, Default)]
pub struct TestIds {
    count: u64,
}

impl TestIds {
    /// Counts from 1.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives a plan and everything in it fresh ids, in reading order. What findings speak of and
    /// refer to is followed.
    pub fn renumber(&mut self, plan: &mut Plan) {
        plan.id = PlanId(self.next());
        for finding in &mut plan.overall {
            finding.id = FindingId(self.next());
        }
        let mut fresh = HashMap::new();
        self.renumber_items(&mut plan.items, &mut fresh);
        for id in &mut plan.unmentioned {
            if let Some(new) = fresh.get(id) {
                *id = *new;
            }
        }
        follow(&mut plan.overall, &fresh);
        follow_items(&mut plan.items, &fresh);
    }

    fn renumber_items(&mut self, items: &mut [Item], fresh: &mut HashMap<ItemId, ItemId>) {
        for item in items {
            let id = ItemId(self.next());
            fresh.insert(std::mem::replace(&mut item.id, id), id);
            for finding in &mut item.findings {
                finding.id = FindingId(self.next());
            }
            for rating in &mut item.ratings {
                rating.id = RatingId(self.next());
            }
            self.renumber_items(&mut item.items, fresh);
        }
    }
}

fn follow_items(items: &mut [Item], fresh: &HashMap<ItemId, ItemId>) {
    for item in items {
        follow(&mut item.findings, fresh);
        follow_items(&mut item.items, fresh);
    }
}

fn follow(findings: &mut [Finding], fresh: &HashMap<ItemId, ItemId>) {
    for finding in findings {
        let targets = finding
            .refs
            .iter_mut()
            .filter_map(|one| one.target.as_mut());
        for id in targets.chain(&mut finding.about) {
            if let Some(new) = fresh.get(id) {
                *id = *new;
            }
        }
    }
}

impl Ids for TestIds {
    fn next(&mut self) -> Uuid {
        self.count += 1;
        let mut tail = [0; 10];
        tail[2..].copy_from_slice(&self.count.to_be_bytes());
        // 2026-04-01T00:00:00+09:00.
        Builder::from_unix_timestamp_millis(1_774_969_200_000 + self.count, &tail).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_and_repeat() {
        let mut ids = TestIds::new();
        let first: Vec<Uuid> = (0..300).map(|_| ids.next()).collect();
        assert!(first.is_sorted() && first.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(first.iter().all(|id| id.get_version_num() == 7));
        let mut again = TestIds::new();
        assert_eq!(first, (0..300).map(|_| again.next()).collect::<Vec<_>>());
    }
}

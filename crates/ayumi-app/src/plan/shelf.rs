//! Plans as they were at a revision of their council, so that a page that is asked again is not
//! loaded again.
//!
//! Never stale: a council's revision rises in the same transaction as every change, also when
//! another process writes, and every look reads it anew in its own transaction. A plan counts only
//! under the revision that transaction sees. Units that change take nothing from here and put
//! nothing here: they see what may never be committed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::edit::count_of;

use super::PlanView;

/// Most items of all plans kept together; about 50 MB.
const MOST: usize = 40_000;

/// What each plan counts beside its items.
const EACH: usize = 50;

/// The plans kept.
#[derive(Debug, Default)]
pub(crate) struct Shelf(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    plans: HashMap<(CouncilId, String), (u64, Arc<PlanView>)>,
    size: usize,
}

impl Shelf {
    /// The plan under what a person calls it, if it was kept at this revision.
    pub(crate) fn at(
        &self,
        council: CouncilId,
        name: &str,
        revision: u64,
    ) -> Option<Arc<PlanView>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, view) = kept.plans.get(&(council, name.to_owned()))?;
        (*at == revision).then(|| Arc::clone(view))
    }

    /// Keeps a plan as it was at a revision. A full shelf is cleared: what is asked comes back.
    pub(crate) fn keep(&self, council: CouncilId, name: &str, revision: u64, view: &Arc<PlanView>) {
        let size = count_of(&view.plan.items) + EACH;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (council, name.to_owned());
        if let Some((_, old)) = kept.plans.remove(&key) {
            kept.size -= count_of(&old.plan.items) + EACH;
        }
        if kept.size + size > MOST {
            *kept = Kept::default();
        }
        if size <= MOST {
            kept.size += size;
            kept.plans.insert(key, (revision, Arc::clone(view)));
        }
    }
}

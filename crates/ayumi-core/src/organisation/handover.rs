//! April's change of posts (引き継ぎ): prepared before, effective on a day, taken back until then;
//! and what a post hands over.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Hold, PersonId, Post, PostId, Tenure, TenureId, holders};
use crate::plan::id;
use crate::plan::{FiscalYear, Item, ItemId, Plan, ScheduleCell};

id!(
    /// Identity of a change of posts.
    HandoverId
);

/// Who holds a post from the day on; nobody where there is no person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Move {
    /// Which post.
    pub post: PostId,
    /// Who.
    pub person: Option<PersonId>,
}

/// What became of a change of posts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Stage {
    /// Being prepared: nothing of it holds.
    Prepared,
    /// It holds from its day on. What it ended and what it began is kept, to take it back.
    Set {
        /// The tenures it gave a last day, as they were.
        ended: Vec<Tenure>,
        /// The tenures it began.
        begun: Vec<TenureId>,
    },
}

/// A change of posts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Handover {
    /// Identity.
    pub id: HandoverId,
    /// What it is called (令和9年4月の人事異動).
    pub name: String,
    /// The first day on which it holds.
    #[schemars(with = "String")]
    pub day: Date,
    /// Who holds which post from then on. Posts that are not named stay as they are.
    pub moves: Vec<Move>,
    /// What became of it.
    pub stage: Stage,
    /// Rises with every change.
    pub version: u64,
}

/// Why a change of posts is not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandoverFault {
    /// It holds already.
    #[error("the change holds already")]
    Set,
    /// Its day has come: what happened is not undone, a new change is made.
    #[error("the day of the change has come")]
    Past,
    /// Somebody begins in the post later than on this day.
    #[error("somebody begins in the post after that day")]
    Later,
    /// The post is no more on that day.
    #[error("the post is no more on that day")]
    Ended,
}

/// What a change of posts writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Tenures as they are from now on: those that got a last day, and those that begin.
    pub tenures: Vec<Tenure>,
}

impl Handover {
    /// Lets it hold from its day on: whoever holds a post that is named gets the day before as the
    /// last one, and whoever is named begins. Whoever stays in the post is not touched.
    ///
    /// # Errors
    /// [`HandoverFault`]; then nothing holds of it.
    pub fn set(
        &mut self,
        (posts, tenures): (&[Post], &[Tenure]),
        mut id: impl FnMut() -> TenureId,
    ) -> Result<Written, HandoverFault> {
        if self.stage != Stage::Prepared {
            return Err(HandoverFault::Set);
        }
        let last = self.day.yesterday().map_err(|_| HandoverFault::Past)?;
        let (mut ended, mut begun) = (Vec::new(), Vec::new());
        let mut written = Written::default();
        for Move { post, person } in &self.moves {
            if !posts
                .iter()
                .any(|one| one.id == *post && one.is_on(self.day))
            {
                return Err(HandoverFault::Ended);
            }
            let of_post = || tenures.iter().filter(|one| one.post == *post);
            let mut held = of_post().filter(|one| one.hold == Hold::Holder);
            if held.clone().any(|one| one.from >= self.day) {
                return Err(HandoverFault::Later);
            }
            let now = held.find(|one| one.is_on(self.day));
            if now.map(|one| one.person) == *person && now.is_some() {
                continue;
            }
            if let Some(now) = now {
                ended.push(now.clone());
                written.tenures.push(Tenure {
                    to: Some(last),
                    ..now.clone()
                });
            }
            if let Some(person) = person {
                let tenure = Tenure {
                    id: id(),
                    post: *post,
                    person: *person,
                    hold: Hold::Holder,
                    from: self.day,
                    to: None,
                };
                begun.push(tenure.id);
                written.tenures.push(tenure);
            }
        }
        self.stage = Stage::Set { ended, begun };
        self.version += 1;
        Ok(written)
    }

    /// Takes it back, as long as its day has not come: the tenures as they were, and those that are
    /// no more.
    ///
    /// # Errors
    /// [`HandoverFault::Past`].
    pub fn take_back(
        &mut self,
        today: Date,
    ) -> Result<(Vec<Tenure>, Vec<TenureId>), HandoverFault> {
        if today >= self.day {
            return Err(HandoverFault::Past);
        }
        match std::mem::replace(&mut self.stage, Stage::Prepared) {
            Stage::Prepared => Ok((Vec::new(), Vec::new())),
            Stage::Set { ended, begun } => {
                self.version += 1;
                Ok((ended, begun))
            }
        }
    }

    /// Who would hold each post on its day.
    #[must_use]
    pub fn after(&self, posts: &[Post], tenures: &[Tenure]) -> BTreeMap<PostId, Option<PersonId>> {
        let there = posts.iter().filter(|post| post.is_on(self.day));
        let holder = |post: &Post| {
            let named = self.moves.iter().find(|one| one.post == post.id);
            match named {
                Some(named) => named.person,
                None => {
                    let held = holders(tenures, post.id, self.day);
                    let mut held = held.iter().filter(|one| one.hold == Hold::Holder);
                    held.next().map(|one| one.person)
                }
            }
        };
        there.map(|post| (post.id, holder(post))).collect()
    }
}

/// An item a post answers for, as it is handed over.
#[derive(Clone, Debug, PartialEq)]
pub struct Duty<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The items above it, from the top.
    pub above: Vec<&'a Item>,
    /// The item.
    pub item: &'a Item,
    /// What is to happen from the fiscal year of the day on.
    pub next: Vec<&'a ScheduleCell>,
}

/// What a post hands over on a day: the items it answers for. Of a plan whose years are over they are
/// handed over too: somebody has to judge them.
#[must_use]
pub fn duties<'a>(
    plans: &'a [(Plan, BTreeMap<ItemId, PostId>)],
    post: PostId,
    day: Date,
) -> Vec<Duty<'a>> {
    let year = FiscalYear::of_day(day);
    let mut duties = Vec::new();
    for (plan, owners) in plans {
        let mut found = Search {
            plan,
            owners,
            post,
            year,
            above: Vec::new(),
            duties: &mut duties,
        };
        found.walk(&plan.items);
    }
    duties
}

struct Search<'a, 'b> {
    plan: &'a Plan,
    owners: &'b BTreeMap<ItemId, PostId>,
    post: PostId,
    year: FiscalYear,
    above: Vec<&'a Item>,
    duties: &'b mut Vec<Duty<'a>>,
}

impl<'a> Search<'a, '_> {
    fn walk(&mut self, items: &'a [Item]) {
        for item in items {
            if self.owners.get(&item.id) == Some(&self.post) {
                let year = self.year;
                let comes = |cell: &&ScheduleCell| match (cell.term, cell.to) {
                    (_, Some(None)) | (None, _) => true,
                    (_, Some(Some(to))) => to >= year,
                    (Some(term), None) => term.year >= year,
                };
                self.duties.push(Duty {
                    plan: self.plan,
                    above: self.above.clone(),
                    item,
                    next: item.schedule.iter().filter(comes).collect(),
                });
            }
            self.above.push(item);
            self.walk(&item.items);
            self.above.pop();
        }
    }
}

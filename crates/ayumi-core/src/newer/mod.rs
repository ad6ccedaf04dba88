//! A newer version of the document a plan came from: what is new, changed, gone, in conflict, and
//! the plan with what a person chose of it (`bad-input` row 87).
//!
//! Three plans meet: `base`, what the document said when it was taken in last; `ours`, the plan as
//! it is kept now; `theirs`, what the newer document says. [`identify`] gives the things of
//! `theirs` the identities of the ones they continue, [`compare`] lists the differences, [`merge`]
//! carries the chosen ones out. Nothing of the plan is deleted or overwritten unless it was chosen.

mod compare;
mod fields;
mod identify;
mod merge;
mod nodes;
mod pairing;

pub use compare::compare;
pub use fields::Field;
pub use identify::identify;
pub use merge::{MergeError, merge};

use crate::plan::{FindingId, ItemId, RatingId};

/// The three plans of a comparison; those of `theirs` have gone through [`identify`].
#[derive(Clone, Copy, Debug)]
pub struct Versions<'a> {
    /// What the document said when it was taken in last.
    pub base: &'a crate::plan::Plan,
    /// The plan as it is kept.
    pub ours: &'a crate::plan::Plan,
    /// What the newer document says.
    pub theirs: &'a crate::plan::Plan,
}

/// What sort of difference it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// 追加: the newer document has it, the plan has not.
    Added,
    /// 変更: the document changed it, the plan did not.
    Changed,
    /// 削除: the newer document has it no longer.
    Gone,
    /// 競合: the document changed it, and the plan was changed in the same place.
    Conflict,
}

impl Sort {
    /// Is it taken over where a person says nothing? What is gone stays, and what was done here
    /// stays.
    #[must_use]
    pub fn is_taken_by_default(self) -> bool {
        matches!(self, Self::Added | Self::Changed)
    }
}

/// What a difference is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A field of the plan's head.
    Head(Field),
    /// A field of an item.
    Of(ItemId, Field),
    /// An item with what stands below it.
    Item(ItemId),
    /// A finding, of an item or of the plan as a whole.
    Finding(Option<ItemId>, FindingId),
    /// A rating of an item.
    Rating(ItemId, RatingId),
}

/// One difference between the plan and the newer document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Names it among the differences of the same three plans: what a form sends back. Made of the
    /// kept ids, or of positions in the newer document where a thing is new.
    pub key: String,
    /// What sort it is.
    pub sort: Sort,
    /// What it is about.
    pub thing: Thing,
    /// It cannot be taken over: ratings of what would be gone are kept for ever.
    pub locked: bool,
}

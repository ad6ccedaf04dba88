//! Ratings are only added: what was judged once stays as it was judged.

use std::collections::HashMap;

use crate::error::StoreError;
use crate::table::rating;

/// May a rating become another item's?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// Never: what is read in anew rates what it rated.
    Stays,
    /// With what it judges: items are merged and split.
    MayChange,
}

/// Refuses to put `wanted` in the place of `stored` when a rating would be gone, of another item
/// (where it must stay), or say something else. Its position may change, because others come
/// beside it.
pub(super) fn refuse_loss(
    stored: &[rating::Model],
    wanted: &[rating::Model],
    whose: Whose,
) -> Result<(), StoreError> {
    let wanted: HashMap<_, _> = wanted.iter().map(|row| (row.id, row)).collect();
    for row in stored {
        let kept = wanted.get(&row.id).is_some_and(|one| {
            let moved = rating::Model {
                position: row.position,
                item_id: match whose {
                    Whose::Stays => one.item_id,
                    Whose::MayChange => row.item_id,
                },
                ..(*one).clone()
            };
            moved == *row
        });
        if !kept {
            return Err(StoreError::RatingLost { id: row.id });
        }
    }
    Ok(())
}

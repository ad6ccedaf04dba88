//! Ratings are only added: what was judged once stays as it was judged.

use std::collections::HashMap;

use crate::error::StoreError;
use crate::table::rating;

/// Refuses to put `wanted` in the place of `stored` when a rating would be gone, of another item,
/// or say something else. Only its position may change, because others come beside it.
pub(super) fn refuse_loss(
    stored: &[rating::Model],
    wanted: &[rating::Model],
) -> Result<(), StoreError> {
    let wanted: HashMap<_, _> = wanted.iter().map(|row| (row.id, row)).collect();
    for row in stored {
        let kept = wanted.get(&row.id).is_some_and(|one| {
            let moved = rating::Model {
                position: row.position,
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

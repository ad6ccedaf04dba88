//! What a store says, in one digest: the same before and after means that nothing was changed.

use std::fmt::Write as _;

use ayumi_core::interchange::digest;
use ayumi_store::{Store, StoreError, files, intake, organisation, plan, publication, record};

/// One digest over everything the database and the data folder say.
///
/// # Errors
/// When the store cannot be read.
pub async fn state(store: &Store) -> Result<String, StoreError> {
    let session = store.read().await?;
    let mut all = String::new();
    let mut say = |what: &dyn std::fmt::Debug| {
        // Writing to a string never fails.
        let _ = writeln!(all, "{what:?}");
    };
    for council in organisation::all(&session).await? {
        say(&council);
        for row in plan::list(&session, council.id).await? {
            say(&plan::load(&session, council.id, row.id).await?);
        }
        say(&record::chain(&session, council.id).await?);
        say(&intake::list(&session, council.id).await?);
        say(&publication::list(&session, council.id).await?);
    }
    say(&files::list(store).await?);
    Ok(digest(all.as_bytes()))
}

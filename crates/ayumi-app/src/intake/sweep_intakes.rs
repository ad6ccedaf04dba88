//! Deletes intakes whose time is over, whatever became of them, and the files nothing names any
//! more. Called when a server starts and once a day.

use ayumi_core::access::{Action, Area, Effect, Permit};
use ayumi_store::{StoreError, files, intake as intakes, organisation};

use crate::guard::{Contents, Subject};
use crate::{App, Class, Classified, Unit};

/// Deletes what has expired.
pub struct SweepIntakes;

impl Action for SweepIntakes {
    const NAME: &'static str = "sweep-intakes";
    const EFFECT: Effect = Effect::Change;
    const AREA: Area = Area::Installation;
}

/// Why nothing was deleted.
#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    /// The store failed.
    #[error("deleting expired intakes")]
    Store(#[source] StoreError),
}

impl Classified for SweepError {
    fn class(&self) -> Class {
        let Self::Store(error) = self;
        error.class()
    }
}

/// Deletes every intake of every council that has expired by the unit's moment; how many. The
/// record keeps that there was one, and its digest. A plan made of it keeps its source.
///
/// # Errors
/// When the store fails.
pub async fn sweep_intakes(
    unit: &mut Unit,
    _permit: Permit<SweepIntakes>,
) -> Result<usize, SweepError> {
    use SweepError as E;
    let mut count = 0;
    for council in organisation::all(unit.session()).await.map_err(E::Store)? {
        let all = intakes::list(unit.session(), council.id).await;
        for intake in all.map_err(E::Store)? {
            if intake.expires_at > unit.now() {
                continue;
            }
            intakes::delete(unit.session(), &intake)
                .await
                .map_err(E::Store)?;
            let subject = Subject {
                council: council.id,
                object: format!("intake/{}", intake.id.0),
            };
            let contents = Contents {
                before: Some(intake.sha256.as_bytes()),
                after: None,
            };
            unit.note::<SweepIntakes>(&subject, contents)
                .await
                .map_err(E::Store)?;
            count += 1;
        }
    }
    Ok(count)
}

/// Deletes the files of the data folder that no council holds, a day after they were put; how
/// many. Done when the rows are committed: a file is never gone before its last row is.
///
/// # Errors
/// When the store fails.
pub async fn sweep_files(app: &App, now: jiff::Timestamp) -> Result<usize, SweepError> {
    files::sweep(app.store(), now)
        .await
        .map_err(SweepError::Store)
}

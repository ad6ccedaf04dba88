//! Ids that are the same in every run.

use ayumi_core::intake::Ids;
use uuid::Uuid;

/// Counts up from the same id in every run; the ids have the form of UUIDv7.
#[derive(Clone, Debug, Default)]
pub struct TestIds(u128);

impl Ids for TestIds {
    fn next(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(0x0191_0000_0000_7000_8000_0000_0000_0000 + self.0)
    }
}

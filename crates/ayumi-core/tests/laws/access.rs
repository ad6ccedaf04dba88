//! Permits: made by the check, and naming what was checked.

use ayumi_core::access::{Action, Actor, Effect, check};
use ayumi_core::organisation::CouncilId;

struct Look;

impl Action for Look {
    const NAME: &'static str = "look";
    const EFFECT: Effect = Effect::Read;
}

#[test]
fn a_permit_names_actor_and_council() {
    let council = CouncilId(uuid::Uuid::from_u128(7));
    let permit = check::<Look>(&Actor::LocalOperator, Some(council)).expect("allowed");
    assert_eq!(permit.actor(), &Actor::LocalOperator);
    assert_eq!(permit.council(), Some(council));
    let permit = check::<Look>(&Actor::LocalOperator, None).expect("allowed");
    assert_eq!(permit.council(), None);
    assert_eq!(permit.actor().name(), "local-operator");
}

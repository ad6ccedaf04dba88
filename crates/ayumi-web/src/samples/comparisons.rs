//! Sample comparisons of a plan with a newer version of its document.

use ayumi_app::intake::{Comparison, Intake, IntakeId, IntakeState, OtherCouncil};
use ayumi_core::newer::{Versions, compare};
use ayumi_core::organisation::CouncilId;
use ayumi_core::plan::{Item, ItemId, Plan};
use uuid::Uuid;

/// A plan that was changed here, beside a document that was changed as well: something of every
/// sort.
pub fn of(plan: &Plan) -> Comparison {
    let mut ours = plan.clone();
    let mut theirs = plan.clone();
    if let (Some(here), Some(there)) = (ours.items.first_mut(), theirs.items.first_mut()) {
        here.sections = vec!["在宅福祉課".to_owned()];
        there.sections = vec!["地域福祉課".to_owned(), "総務課".to_owned()];
        there.title.push('◎');
        there.items.pop();
        there.findings.pop();
    }
    theirs.vision = Some(format!("{}\n★", plan.title));
    theirs.items.push(new_item(plan));
    compared(plan.clone(), ours, theirs)
}

/// The same document again, of another organisation, beside a plan whose document nobody knows any
/// more.
pub fn same(plan: &Plan) -> Comparison {
    let mut comparison = compared(plan.clone(), plan.clone(), plan.clone());
    comparison.base_known = false;
    comparison.other = Some(OtherCouncil {
        read: plan.organization.clone().unwrap_or_default(),
        council: super::council().name,
    });
    comparison
}

fn compared(base: Plan, ours: Plan, theirs: Plan) -> Comparison {
    let differences = compare(Versions {
        base: &base,
        ours: &ours,
        theirs: &theirs,
    });
    Comparison {
        intake: intake(),
        base,
        base_known: true,
        ours,
        version: 3,
        theirs,
        differences,
        other: None,
    }
}

/// An item with one below it, which the plan has not.
fn new_item(plan: &Plan) -> Item {
    let number = |number: u128| ItemId(Uuid::from_u128(number));
    let mut item = plan.items.first().cloned().unwrap_or_else(|| Item {
        title: plan.title.clone(),
        ..empty()
    });
    item.id = number(901);
    item.findings.clear();
    item.ratings.clear();
    item.items = vec![Item {
        id: number(902),
        label: Some("◇".to_owned()),
        title: item.title.clone(),
        ..empty()
    }];
    item.title.push('◆');
    item
}

fn empty() -> Item {
    Item::bare(ItemId(Uuid::from_u128(903)))
}

fn intake() -> Intake {
    Intake {
        id: IntakeId(Uuid::from_u128(904)),
        council: CouncilId(Uuid::from_u128(1)),
        version: 1,
        name: super::FILE.to_owned(),
        sha256: "0".repeat(64),
        encoding: None,
        selection: ayumi_document::Selection::default(),
        reading: serde_json::json!({}),
        answers: serde_json::json!({}),
        state: IntakeState::Open,
        created_at: jiff::Timestamp::UNIX_EPOCH,
        expires_at: jiff::Timestamp::UNIX_EPOCH,
    }
}

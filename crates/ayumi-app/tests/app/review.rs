//! Correcting a mention: versions, keys, one change, the right thing found.

use ayumi_app::plan::{PlanName, ShowPlan, show_plan};
use ayumi_app::review::{
    ConfirmUnmentioned, CorrectMention, Corrected, CorrectionError, ListUnmentioned, Mention,
    PointReference, Pointing, Silence, confirm_unmentioned, correct_mention, list_unmentioned,
    point_reference,
};
use ayumi_app::{Class, Classified, Given};
use ayumi_core::organisation::Council;
use ayumi_core::plan::{FindingId, Item, ItemId, Plan};
use ayumi_locale::key;
use ayumi_testkit::sample_plan;

use crate::lab::Lab;

fn first_finding(items: &[Item]) -> Option<FindingId> {
    items.iter().find_map(|item| {
        item.findings
            .first()
            .map(|finding| finding.id)
            .or_else(|| first_finding(&item.items))
    })
}

async fn correct(
    lab: &Lab,
    council: &Council,
    plan: &Plan,
    given: Given,
    mention: Mention,
) -> Result<Corrected, CorrectionError> {
    let mut unit = lab.change(Some("press-1")).await;
    let permit = unit.permit::<CorrectMention>(Some(council.id)).unwrap();
    let name = PlanName::from(plan.id);
    let done = correct_mention(&mut unit, permit, &name, given, mention).await?;
    unit.commit().await.unwrap();
    Ok(done)
}

#[tokio::test]
async fn a_correction_is_one_change_and_needs_the_version_seen() {
    for lab in Lab::both().await {
        let plan = sample_plan();
        let council = lab.with_plan(&plan).await;
        let finding = first_finding(&plan.items).unwrap();
        let mention = Mention {
            finding,
            item: plan.items[0].id,
            speaks: true,
        };
        let before = lab.digest().await;

        let stale = correct(&lab, &council, &plan, Given::version(7), mention)
            .await
            .unwrap_err();
        assert_eq!(stale.class(), Class::Stale(1));
        assert_eq!(lab.digest().await, before);

        let done = correct(&lab, &council, &plan, Given::version(1), mention)
            .await
            .unwrap();
        assert_eq!(done, Corrected { version: 2 });
        let after = lab.digest().await;
        assert_ne!(after, before);
        // The same press again: the same answer, though the version is no longer the current one.
        let again = correct(&lab, &council, &plan, Given::version(1), mention)
            .await
            .unwrap();
        assert_eq!(again, done);
        assert_eq!(lab.digest().await, after);

        let unit = lab.look().await;
        let permit = unit.permit::<ShowPlan>(Some(council.id)).unwrap();
        let view = show_plan(&unit, permit, &PlanName::from(plan.id))
            .await
            .unwrap();
        assert_eq!(view.version, 2);
        let kept = format!("{:?}", view.plan).matches("about: [ItemId").count();
        let had = format!("{plan:?}").matches("about: [ItemId").count();
        assert_eq!(kept, had + 1);
        let record = lab.record(&council).await;
        assert_eq!(
            record.last().map(|change| change.action.as_str()),
            Some("correct-mention")
        );
        assert!(
            record
                .last()
                .is_some_and(|change| change.before != change.after)
        );
    }
}

/// What a plan says to confirmations, one by one.
async fn confirm(
    lab: &Lab,
    council: &Council,
    version: u64,
    silence: Silence,
) -> Result<Corrected, CorrectionError> {
    let key = format!("{version}-{silence:?}").replace(' ', "");
    let mut unit = lab.change(Some(&key)).await;
    let permit = unit.permit::<ConfirmUnmentioned>(Some(council.id)).unwrap();
    let name = PlanName::from(sample_plan().id);
    let given = Given::version(version);
    let done = confirm_unmentioned(&mut unit, permit, &name, given, silence).await?;
    unit.commit().await.unwrap();
    Ok(done)
}

/// The items perhaps not mentioned, and those of which a person confirmed it.
async fn lists(lab: &Lab, council: &Council) -> (Vec<ItemId>, Vec<ItemId>) {
    let unit = lab.look().await;
    let permit = unit.permit::<ListUnmentioned>(Some(council.id)).unwrap();
    let name = PlanName::from(sample_plan().id);
    let found = list_unmentioned(&unit, permit, &name).await.unwrap();
    (found.items, found.view.plan.unmentioned.clone())
}

#[tokio::test]
async fn not_mentioned_is_confirmed_and_taken_back() {
    for lab in Lab::both().await {
        let plan = sample_plan();
        let council = lab.with_plan(&plan).await;
        let (perhaps, confirmed) = lists(&lab, &council).await;
        assert!(!perhaps.is_empty() && confirmed.is_empty());
        let item = perhaps[0];
        let (yes, no) = (
            Silence {
                item,
                confirmed: true,
            },
            Silence {
                item,
                confirmed: false,
            },
        );
        assert_eq!(confirm(&lab, &council, 1, yes).await.unwrap().version, 2);
        let after = lab.digest().await;
        assert_eq!(confirm(&lab, &council, 1, yes).await.unwrap().version, 2);
        assert_eq!(lab.digest().await, after, "one press, one change");
        let stale = confirm(&lab, &council, 1, no).await.unwrap_err();
        assert_eq!(stale.class(), Class::Stale(2));
        let (rest, confirmed) = lists(&lab, &council).await;
        assert_eq!((&rest[..], &confirmed[..]), (&perhaps[1..], &[item][..]));
        let record = lab.record(&council).await;
        assert_eq!(record.last().unwrap().action, "confirm-unmentioned");

        confirm(&lab, &council, 2, no).await.unwrap();
        assert_eq!(lists(&lab, &council).await, (perhaps.clone(), Vec::new()));

        // Who says that a finding does speak of it no longer says that none does.
        confirm(&lab, &council, 3, yes).await.unwrap();
        let mention = Mention {
            finding: first_finding(&plan.items).unwrap(),
            item,
            speaks: true,
        };
        let given = Given::version(4);
        correct(&lab, &council, &plan, given, mention)
            .await
            .unwrap();
        assert_eq!(lists(&lab, &council).await.1, Vec::new());
        let before = lab.digest().await;
        let both = confirm(&lab, &council, 5, yes).await.unwrap_err();
        assert_eq!(both.class(), Class::Refused(key::ERROR_MENTIONED));
        let nowhere = Silence {
            item: ItemId(uuid::Uuid::nil()),
            confirmed: true,
        };
        let error = confirm(&lab, &council, 5, nowhere).await.unwrap_err();
        assert_eq!(error.class(), Class::NotThere);
        assert_eq!(lab.digest().await, before);
    }
}

/// What a plan says to a pointing.
async fn point(
    lab: &Lab,
    council: &Council,
    version: u64,
    pointing: Pointing,
) -> Result<Corrected, CorrectionError> {
    let key = format!("point-{version}-{}", pointing.target.is_some());
    let mut unit = lab.change(Some(&key)).await;
    let permit = unit.permit::<PointReference>(Some(council.id)).unwrap();
    let name = PlanName::from(sample_plan().id);
    let given = Given::version(version);
    let done = point_reference(&mut unit, permit, &name, given, pointing).await?;
    unit.commit().await.unwrap();
    Ok(done)
}

fn referring(items: &[Item]) -> Option<FindingId> {
    items.iter().find_map(|item| {
        let own = item.findings.iter().find(|one| !one.refs.is_empty());
        own.map(|one| one.id).or_else(|| referring(&item.items))
    })
}

#[tokio::test]
async fn a_reference_is_pointed_at_an_item_and_taken_back() {
    for lab in Lab::both().await {
        let plan = sample_plan();
        let council = lab.with_plan(&plan).await;
        let finding = referring(&plan.items).unwrap();
        let item = plan.items[0].id;
        let target = |target| Pointing {
            finding,
            number: 1,
            target,
        };
        let before = lab.digest().await;
        let elsewhere = ItemId(uuid::Uuid::from_u128(7));
        for wrong in [
            Pointing {
                number: 0,
                ..target(Some(item))
            },
            Pointing {
                number: 9,
                ..target(Some(item))
            },
            target(Some(elsewhere)),
            Pointing {
                finding: FindingId(uuid::Uuid::from_u128(7)),
                ..target(None)
            },
        ] {
            let error = point(&lab, &council, 1, wrong).await.unwrap_err();
            assert_eq!(error.class(), Class::NotThere, "{wrong:?}");
        }
        assert_eq!(lab.digest().await, before);
        let done = point(&lab, &council, 1, target(Some(item))).await.unwrap();
        assert_eq!(leads_to(&lab, &council, finding).await, Some(item));
        point(&lab, &council, done.version, target(None))
            .await
            .unwrap();
        assert_eq!(leads_to(&lab, &council, finding).await, None);
    }
}

async fn leads_to(lab: &Lab, council: &Council, finding: FindingId) -> Option<ItemId> {
    fn below(items: &[Item], id: FindingId) -> Option<ItemId> {
        items.iter().find_map(|item| {
            let own = item.findings.iter().find(|one| one.id == id);
            own.and_then(|one| one.refs[0].target)
                .or_else(|| below(&item.items, id))
        })
    }
    let unit = lab.look().await;
    let permit = unit.permit::<ShowPlan>(Some(council.id)).unwrap();
    let name = PlanName::from(sample_plan().id);
    let view = show_plan(&unit, permit, &name).await.unwrap();
    below(&view.plan.items, finding)
}

//! Correcting a mention: versions, keys, one change, the right thing found.

use ayumi_app::plan::{PlanName, ShowPlan, show_plan};
use ayumi_app::review::{CorrectMention, CorrectMentionError, Corrected, Mention, correct_mention};
use ayumi_app::{Class, Classified, Given};
use ayumi_core::organisation::Council;
use ayumi_core::plan::{FindingId, Item, Plan};
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
) -> Result<Corrected, CorrectMentionError> {
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

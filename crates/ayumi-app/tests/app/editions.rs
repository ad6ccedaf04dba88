//! Editions: frozen, decided, adopted, compared; on both engines.

use ayumi_app::plan::PlanName;
use ayumi_app::plan::edit::edit_plan;
use ayumi_app::plan::edition::{
    CompareEditions, Compared, DecideEdition, EditionError, EditionStep, FreezeEdition, Frozen,
    NewEdition, Paper, compare_editions, decide_edition, freeze_edition, paper_of,
};
use ayumi_app::{Class, Classified, Given};
use ayumi_core::organisation::Council;
use ayumi_core::plan::compare::differences;
use ayumi_core::plan::edit::{Edit, Fields};
use ayumi_core::plan::edition::{Body, Decision, EditionFault, EditionId};
use ayumi_locale::Lang;
use ayumi_testkit::sample_plan;
use jiff::civil::date;

use crate::lab::Lab;

struct Table<'a> {
    lab: &'a Lab,
    council: Council,
    plan: PlanName,
}

impl<'a> Table<'a> {
    async fn of(lab: &'a Lab) -> Self {
        let council = lab.with_plan(&sample_plan()).await;
        let plan = PlanName::from(lab.plan(council.id).await.id);
        Self { lab, council, plan }
    }

    async fn freeze(&self, name: &str) -> Result<Frozen, EditionError> {
        let mut unit = self.lab.change(None).await;
        let permit = unit.permit::<FreezeEdition>(Some(self.council.id)).unwrap();
        let given = Given::default();
        let made = freeze_edition(
            &mut unit,
            permit,
            &self.plan,
            given,
            NewEdition::named(name),
        )
        .await?;
        unit.commit().await.unwrap();
        Ok(made)
    }

    async fn step(&self, id: EditionId, seen: u64, step: EditionStep) -> Result<(), EditionError> {
        let mut unit = self.lab.change(None).await;
        let permit = unit.permit::<DecideEdition>(Some(self.council.id)).unwrap();
        let given = Given::version(seen);
        decide_edition(&mut unit, permit, (&self.plan, id), given, &step).await?;
        unit.commit().await.unwrap();
        Ok(())
    }

    async fn rename_first(&self, title: &str) {
        let item = self.lab.plan(self.council.id).await.items[0].clone();
        let fields = Fields {
            title: title.to_owned(),
            ..Fields::of(&item)
        };
        let edit = Edit::Change {
            item: item.id,
            fields,
        };
        let mut unit = self.lab.change(None).await;
        let given = Given::default();
        edit_plan(&mut unit, self.council.id, &self.plan, given, edit)
            .await
            .unwrap();
        unit.commit().await.unwrap();
    }

    async fn compared(&self, numbers: (Option<u32>, Option<u32>)) -> Compared {
        let unit = self.lab.look().await;
        let permit = unit
            .permit::<CompareEditions>(Some(self.council.id))
            .unwrap();
        compare_editions(&unit, permit, &self.plan, numbers)
            .await
            .unwrap()
    }
}

fn decision(body: Body) -> EditionStep {
    EditionStep::Decide {
        decision: Decision {
            body,
            number: Some("み社協発第120号".into()),
            drafted: None,
            decided: date(2027, 3, 25),
            effective: Some(date(2027, 4, 1)),
            kept: Some("永年".into()),
            note: None,
        },
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edition_is_frozen_decided_and_adopted() {
    for lab in Lab::both().await {
        let table = Table::of(&lab).await;
        assert!(matches!(
            table.freeze("\u{3000}").await,
            Err(EditionError::NoName)
        ));
        let first = table.freeze("素案").await.unwrap().edition;
        assert!(matches!(
            table.freeze("同じ案").await,
            Err(EditionError::Same)
        ));
        let early = table.step(first, 1, EditionStep::Adopt).await.unwrap_err();
        assert!(matches!(
            early,
            EditionError::Fault(EditionFault::Undecided)
        ));
        table
            .step(first, 1, decision(Body::Committee))
            .await
            .unwrap();
        let stale = table
            .step(first, 1, decision(Body::Board))
            .await
            .unwrap_err();
        assert_eq!(stale.class(), Class::Stale(2));
        table.step(first, 2, decision(Body::Board)).await.unwrap();
        table.step(first, 3, EditionStep::Adopt).await.unwrap();
        let late = table
            .step(first, 4, decision(Body::Councillors))
            .await
            .unwrap_err();
        assert!(matches!(late, EditionError::Fault(EditionFault::Adopted)));
        assert!(lab.row_faults().await.is_empty());
    }
}

/// Later changes are an edition of their own; what was adopted says what it said (`bad-input` 88:
/// a number is given once).
#[tokio::test(flavor = "multi_thread")]
async fn what_was_adopted_is_compared_with_what_comes_after() {
    for lab in Lab::both().await {
        let table = Table::of(&lab).await;
        let before = lab.plan(table.council.id).await;
        let first = table.freeze("素案").await.unwrap().edition;
        table.step(first, 1, decision(Body::Board)).await.unwrap();
        table.step(first, 2, EditionStep::Adopt).await.unwrap();
        table.rename_first("途中の言葉").await;
        assert_eq!(table.freeze("途中").await.unwrap().number, 2);
        table.rename_first("改定後の言葉").await;
        assert_eq!(table.freeze("第1回改定案").await.unwrap().number, 3);
        // Without a choice: the last one that was adopted, and not the one before.
        let compared = table.compared((None, Some(3))).await;
        assert_eq!(
            compared.old.edition.as_ref().unwrap().adopted,
            Some(date(2027, 3, 25))
        );
        assert_eq!(compared.old.plan, before);
        assert_eq!(differences(&compared.old.plan, &compared.new.plan).len(), 1);
        let day = date(2027, 3, 10);
        let paper = |paper| format!("{:?}", paper_of(&compared, paper, (Lang::Ja, day)).blocks);
        for words in ["改定後の言葉", "変更", "新旧対照表"] {
            assert!(paper(Paper::Comparison).contains(words), "{words}");
        }
        let sha256 = &compared.new.edition.as_ref().unwrap().sha256;
        for words in ["決裁欄", "会長", "改定してよろしいか", sha256] {
            assert!(paper(Paper::Proposal).contains(words), "{words}");
        }
        let other = table.compared((Some(2), Some(1))).await;
        assert_eq!(other.new.plan, before, "any two, in any order");
        assert!(lab.row_faults().await.is_empty());
    }
}

/// Told, not judged: how long it takes to compare two states of 500 items, every one changed.
#[test]
#[ignore = "measures, judges nothing"]
fn figures_of_a_comparison() {
    let mut old = sample_plan();
    let mut item = old.items[0].clone();
    item.items.clear();
    let leaf = |number: u128, title: &str| ayumi_core::plan::Item {
        id: ayumi_core::plan::ItemId(uuid::Uuid::from_u128(number)),
        title: format!("{title}{number}"),
        ..item.clone()
    };
    old.items = (0..500).map(|number| leaf(number, "旧項目")).collect();
    let mut new = old.clone();
    new.items = (0..500).map(|number| leaf(number, "新項目")).collect();
    let compared = |_| {
        let begin = std::time::Instant::now();
        assert_eq!(differences(&old, &new).len(), 500);
        begin.elapsed()
    };
    let mut times: Vec<_> = (0..50).map(compared).collect();
    times.sort_unstable();
    println!(
        "500 items compared: median {:?}, worst {:?}",
        times[25], times[49]
    );
}

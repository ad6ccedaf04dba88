//! Importing forms: same plan, nothing twice, nothing overwritten, keys and councils.

use ayumi_app::intake::{ImportForm, ImportFormError, Imported, SourceFile, import_form};
use ayumi_app::organisation::{MakeCouncil, NewCouncil, Settle, SettleError, make_council};
use ayumi_app::plan::{ExportPlan, PlanName, export_plan};
use ayumi_app::{Class, Classified, Given, Refused};
use ayumi_core::intake::Ids;
use ayumi_core::interchange::plan_to_json;
use ayumi_core::plan::Plan;
use ayumi_core::record::verify;
use ayumi_locale::key;
use ayumi_testkit::{TestIds, sample_plan};

use crate::lab::{Lab, form_of};

async fn import(
    lab: &Lab,
    file: &SourceFile,
    settle: &Settle,
    key: Option<&str>,
) -> Result<Imported, ImportFormError> {
    let mut unit = lab.change(key).await;
    let permit = unit.permit::<ImportForm>(None).unwrap();
    let done = import_form(&mut unit, permit, Given::default(), file, settle).await?;
    unit.commit().await.unwrap();
    Ok(done)
}

/// Gives a plan ids that the sample has not.
fn other_ids(plan: &mut Plan) {
    let mut ids = TestIds::new();
    for _ in 0..1000 {
        ids.next();
    }
    ids.renumber(plan);
}

#[tokio::test]
async fn an_export_imports_to_the_same_plan() {
    for lab in Lab::both().await {
        let plan = sample_plan();
        let council = lab.with_plan(&plan).await;
        assert_eq!(Some(council.name.as_str()), plan.organization.as_deref());
        let unit = lab.look().await;
        let permit = unit.permit::<ExportPlan>(Some(council.id)).unwrap();
        let export = export_plan(&unit, permit, &PlanName::from(plan.id))
            .await
            .unwrap();
        assert_eq!(export.form, plan_to_json(&plan));
    }
}

#[tokio::test]
async fn row_86_the_same_form_twice_changes_nothing() {
    for lab in Lab::both().await {
        let plan = sample_plan();
        let council = lab.with_plan(&plan).await;
        let before = lab.digest().await;
        let again = import(&lab, &form_of(&plan), &Settle::default(), None)
            .await
            .unwrap();
        let expected = Imported::Unchanged {
            plan: plan.id,
            slug: plan.slug.clone(),
        };
        assert_eq!(again, expected);
        // The same words under other ids are the same plan too.
        let mut renumbered = plan.clone();
        other_ids(&mut renumbered);
        assert_ne!(renumbered.id, plan.id);
        let again = import(&lab, &form_of(&renumbered), &Settle::default(), None)
            .await
            .unwrap();
        assert_eq!(again, expected);
        assert_eq!(lab.digest().await, before);
        let record = lab.record(&council).await;
        let actions: Vec<_> = record.iter().map(|change| change.action.as_str()).collect();
        assert_eq!(actions, ["make-council", "import-form"]);
        assert_eq!(verify(&record).unwrap(), 2);
        assert_eq!(record[0].at, "2026-11-22T09:00:00+09:00");
    }
}

#[tokio::test]
async fn another_content_under_the_same_id_is_refused() {
    let lab = Lab::new().await;
    let mut plan = sample_plan();
    lab.with_plan(&plan).await;
    let before = lab.digest().await;
    plan.items[0].title.push('x');
    let error = import(&lab, &form_of(&plan), &Settle::default(), None)
        .await
        .unwrap_err();
    assert_eq!(error.class(), Class::Refused(key::ERROR_PLAN_DIFFERS));
    assert_eq!(lab.digest().await, before);
}

#[tokio::test]
async fn row_93_one_key_is_one_import() {
    for lab in Lab::both().await {
        let mut plan = sample_plan();
        let settle = Settle::default();
        let first = import(&lab, &form_of(&plan), &settle, Some("k1"))
            .await
            .unwrap();
        let before = lab.digest().await;
        // The answer to a second press is the first one's, word for word.
        let second = import(&lab, &form_of(&plan), &settle, Some("k1"))
            .await
            .unwrap();
        match (&first, &second) {
            (Imported::Kept { plan: one, .. }, Imported::Kept { plan: other, .. }) => {
                assert_eq!(one, other);
            }
            other => panic!("{other:?}"),
        }
        plan.title.push('x');
        let other = import(&lab, &form_of(&plan), &settle, Some("k1"))
            .await
            .unwrap_err();
        assert!(
            matches!(other, ImportFormError::Refused(Refused::KeyReused)),
            "{other:?}"
        );
        assert_eq!(lab.digest().await, before);
    }
}

#[tokio::test]
async fn councils_are_settled_by_a_person() {
    let lab = Lab::new().await;
    let mut plan = sample_plan();
    plan.organization = None;
    let nameless = import(&lab, &form_of(&plan), &Settle::default(), None)
        .await
        .unwrap_err();
    assert_eq!(nameless.class(), Class::Refused(key::ERROR_COUNCIL_NO_NAME));
    assert!(lab.councils().await.is_empty());

    let plan = sample_plan();
    let council = lab.with_plan(&plan).await;
    let mut other = plan.clone();
    other_ids(&mut other);
    other.title = "別の計画".to_owned();
    other.organization = Some("別の町社会福祉協議会".to_owned());
    let asked = import(&lab, &form_of(&other), &Settle::default(), None)
        .await
        .unwrap_err();
    match asked {
        ImportFormError::Council(SettleError::Differs {
            council: name,
            read,
        }) => {
            assert_eq!(
                (name, Some(read)),
                (council.name.clone(), other.organization.clone())
            );
        }
        other => panic!("{other:?}"),
    }
    let absent = Settle {
        slug: Some("nowhere".to_owned()),
        although_other: true,
    };
    let error = import(&lab, &form_of(&other), &absent, None)
        .await
        .unwrap_err();
    assert_eq!(error.class(), Class::NotThere);
    let confirmed = Settle {
        slug: None,
        although_other: true,
    };
    let done = import(&lab, &form_of(&other), &confirmed, None)
        .await
        .unwrap();
    assert!(
        matches!(
            done,
            Imported::Kept {
                council_made: false,
                ..
            }
        ),
        "{done:?}"
    );
    assert_eq!(lab.councils().await.len(), 1);
}

#[tokio::test]
async fn a_newer_form_is_refused_as_newer() {
    let lab = Lab::new().await;
    let mut form = plan_to_json(&sample_plan());
    form["colour"] = "blue".into();
    let file = SourceFile {
        name: "a.json".to_owned(),
        bytes: serde_json::to_vec(&form).unwrap(),
        ..SourceFile::default()
    };
    let before = lab.digest().await;
    let error = import(&lab, &file, &Settle::default(), None)
        .await
        .unwrap_err();
    assert_eq!(error.class(), Class::Refused(key::ERROR_FORM_NEWER));
    assert_eq!(lab.digest().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn row_93_ten_presses_at_once_are_one_import() {
    for lab in Lab::both().await {
        let plan = sample_plan();
        let council = lab.with_plan(&plan).await;
        let mut other = plan.clone();
        other_ids(&mut other);
        other.title.push_str("（案）");
        let file = form_of(&other);
        let settle = Settle::default();
        let presses = (0..10).map(|_| import(&lab, &file, &settle, Some("one-press")));
        let mut kept = Vec::new();
        for ended in join_all(presses).await {
            match ended {
                Ok(Imported::Kept { plan, .. }) => kept.push(plan),
                // It came while the first was being committed and found its plan.
                Ok(Imported::Unchanged { plan, .. }) => kept.push(plan),
                // It lost the race and may ask again.
                Err(error) if error.class() == Class::Busy => {}
                other => panic!("{other:?}"),
            }
        }
        assert!(!kept.is_empty());
        assert!(kept.iter().all(|id| *id == other.id));
        let imports = lab
            .record(&council)
            .await
            .iter()
            .filter(|one| one.action == "import-form")
            .count();
        assert_eq!(imports, 2, "the sample and one more");
    }
}

/// Runs all at once and waits for all.
async fn join_all<F: Future>(all: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut waiting: Vec<_> = all.map(|one| (Box::pin(one), None)).collect();
    std::future::poll_fn(|context| {
        for (future, output) in &mut waiting {
            if output.is_none()
                && let std::task::Poll::Ready(ready) = future.as_mut().poll(context)
            {
                *output = Some(ready);
            }
        }
        if waiting.iter().all(|(_, output)| output.is_some()) {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    waiting
        .into_iter()
        .filter_map(|(_, output)| output)
        .collect()
}

#[tokio::test]
async fn row_93_one_press_makes_one_council() {
    let lab = Lab::new().await;
    let press = async |key: &str, name: &str| {
        let mut unit = lab.change(Some(key)).await;
        let permit = unit.permit::<MakeCouncil>(None).unwrap();
        let new = NewCouncil {
            name: name.to_owned(),
            kind: ayumi_core::organisation::Kind::default(),
            slug: None,
        };
        let made = make_council(&mut unit, permit, Given::version(0), new).await;
        unit.commit().await.unwrap();
        made
    };
    let made = press("k", "あおば町社協").await.unwrap();
    assert_eq!(press("k", "あおば町社協").await.unwrap(), made);
    assert_eq!(lab.councils().await.len(), 1);
    let other = press("k", "わかば町社協").await.unwrap_err();
    assert_eq!(other.class(), Class::Refused(key::ERROR_KEY_REUSED));
    press("k2", "わかば町社協").await.unwrap();
    assert_eq!(lab.councils().await.len(), 2);
    let blank = press("k3", "\u{3000}").await.unwrap_err();
    assert_eq!(
        blank.class(),
        Class::Refused(key::ERROR_COUNCIL_NEEDS_A_NAME)
    );
}

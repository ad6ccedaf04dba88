//! Pages kept at a council's revision: not sent again, and never stale, whoever writes.

use axum::body::Body;
use axum::http::StatusCode;
use ayumi_app::plan::PlanName;
use ayumi_app::review::{CorrectMention, Mention, correct_mention};
use ayumi_app::{App, Given};
use ayumi_core::access::Actor;
use ayumi_core::organisation::Council;
use ayumi_core::plan::Plan;
use ayumi_web::samples::plans;

use crate::house::{House, Told, get};

const PLAN: &str = "/c/council/plans/plan-2";

async fn known(house: &House, path: &str, headers: &[(&str, &str)]) -> Told {
    let request = headers.iter().fold(get(path), |request, (name, value)| {
        request.header(*name, *value)
    });
    house.ask(request.body(Body::empty()).unwrap()).await
}

/// Says, by another program, that the first finding of the second area speaks of an action.
async fn write(app: &App, council: &Council, plan: &Plan, version: u64) {
    let mut unit = app.change(Actor::LocalOperator, None).await.unwrap();
    let permit = unit.permit::<CorrectMention>(Some(council.id)).unwrap();
    let mention = Mention {
        finding: plan.items[1].findings[0].id,
        item: plan.items[1].items[1].items[0].id,
        speaks: version % 2 == 1,
    };
    let name = PlanName::from(plan.id);
    correct_mention(&mut unit, permit, &name, Given::version(version), mention)
        .await
        .unwrap();
    unit.commit().await.unwrap();
}

async fn council(app: &App) -> Council {
    let unit = app.look(Actor::LocalOperator).await.unwrap();
    let permit = unit.permit(None).unwrap();
    let all = ayumi_app::organisation::list_councils(&unit, permit).await;
    all.unwrap().remove(0)
}

#[tokio::test]
async fn what_nothing_changed_is_not_sent_again() {
    let house = House::with(&plans::typical()).await;
    for path in [PLAN, &format!("{PLAN}/review")] {
        let first = house.get(path).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        assert!(first.header("vary").contains("cookie"), "{path}");
        let again = house.get(path).await;
        assert_eq!(again.body, first.body, "{path}: the page kept is the page");
        let not_again = known(&house, path, &[("if-none-match", &tag)]).await;
        assert_eq!(not_again.status, StatusCode::NOT_MODIFIED, "{path}");
        assert_eq!((not_again.header("etag"), &*not_again.body), (&*tag, ""));
        // Another language is another page, and so is one with a word of its own.
        let english = [("if-none-match", tag.as_str()), ("cookie", "lang=en")];
        let english = known(&house, path, &english).await;
        assert_eq!(english.status, StatusCode::OK, "{path}");
        assert!(english.body.contains("<html lang=\"en\">"), "{path}");
        let told = format!("{path}?done=accepted");
        let told = known(&house, &told, &[("if-none-match", &tag)]).await;
        assert_eq!((told.status, told.header("etag")), (StatusCode::OK, ""));
    }
    let absent = known(&house, "/c/council/plans/none", &[("if-none-match", "*")]).await;
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn row_113_another_program_writes_and_every_page_shows_it_at_once() {
    let plan = plans::typical();
    let house = House::with(&plan).await;
    let beside = house.beside().await;
    let council = council(&beside).await;
    let item = plan.items[1].items[1].items[0].id;
    let unmentioned = format!("{PLAN}/unmentioned");
    let mut tags = Vec::new();
    for version in 1..=6 {
        let (page, list) = (house.get(PLAN).await, house.get(&unmentioned).await);
        let listed = list.body.contains(&format!("value=\"{item}\""));
        assert_eq!(listed, version % 2 == 1, "version {version}");
        let shown = format!("name=\"version\" value=\"{version}\"");
        assert!(list.body.contains(&shown), "version {version}");
        let tag = page.header("etag").to_owned();
        assert!(!tags.contains(&tag), "{tag} was another page's");
        let held = known(&house, PLAN, &[("if-none-match", &tag)]).await;
        assert_eq!(held.status, StatusCode::NOT_MODIFIED);
        write(&beside, &council, &plan, version).await;
        let stale = known(&house, PLAN, &[("if-none-match", &tag)]).await;
        assert_eq!(stale.status, StatusCode::OK, "version {version}");
        tags.push(tag);
    }
    // What is given up leaves nothing behind.
    let before = house.get(&unmentioned).await;
    let mut unit = beside.change(Actor::LocalOperator, None).await.unwrap();
    let permit = unit.permit::<CorrectMention>(Some(council.id)).unwrap();
    let mention = Mention {
        finding: plan.items[1].findings[0].id,
        item,
        speaks: true,
    };
    let name = PlanName::from(plan.id);
    let done = correct_mention(&mut unit, permit, &name, Given::version(7), mention).await;
    assert_eq!(done.unwrap().version, 8);
    drop(unit);
    let after = house.get(&unmentioned).await;
    let rows = |told: &Told| told.body.matches("name=\"finding\"").count();
    assert_eq!(rows(&after), rows(&before));
}

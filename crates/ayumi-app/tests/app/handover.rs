//! April's change of posts, sections that change, owners of items, and what is erased; on both
//! engines.

use std::collections::BTreeMap;

use ayumi_app::organisation::handover::{
    ChangeHandover, HandoverError, HandoverStep, SetOwners, Warning, change_handover,
    list_handovers, set_owners, show_owners, show_sheet,
};
use ayumi_app::organisation::people::{
    ChangeOrganisation, Chart, Invite, InviteStep, NewPost, OrganisationError, ShowOrganisation,
    Step, change_organisation, invite, show_organisation,
};
use ayumi_app::plan::{PlanName, ShowPlan};
use ayumi_app::record::{EraseContents, VerifyRecord, Wanted, erase_contents, verify_record};
use ayumi_app::{Given, Refused};
use ayumi_core::access::Role;
use ayumi_core::organisation::{Council, HandoverFault, HandoverId, Hold, Move, PersonId, PostId};
use ayumi_core::plan::{Item, ItemId, Plan, PlanId};
use ayumi_core::record::Fault;
use ayumi_locale::Lang;
use jiff::civil::{Date, date};
use uuid::Uuid;

use crate::lab::Lab;

const APRIL: Date = date(2027, 4, 1);

fn plan() -> Plan {
    let item = |number: u128, title: &str| Item {
        title: title.to_owned(),
        ..Item::bare(ItemId(Uuid::from_u128(number)))
    };
    Plan {
        organization: Some("みどり野市社協".into()),
        items: vec![item(2, "相談の強化"), item(3, "配食")],
        ..Plan::bare(
            PlanId(Uuid::from_u128(1)),
            "plan".into(),
            "第2次計画".into(),
        )
    }
}

async fn step(lab: &Lab, council: &Council, step: Step) -> Result<(), OrganisationError> {
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<ChangeOrganisation>(Some(council.id)).unwrap();
    change_organisation(&mut unit, permit, Given::default(), step).await?;
    unit.commit().await.unwrap();
    Ok(())
}

async fn chart(lab: &Lab, council: &Council) -> Chart {
    let unit = lab.look().await;
    let permit = unit.permit::<ShowOrganisation>(Some(council.id)).unwrap();
    show_organisation(&unit, permit).await.unwrap()
}

/// A person in a new post from 2026-04-01.
async fn person(lab: &Lab, council: &Council, name: &str, title: &str) -> (PersonId, PostId) {
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<Invite>(Some(council.id)).unwrap();
    let new = InviteStep::New {
        name: name.to_owned(),
        post: None,
        new_post: Some(NewPost {
            title: title.to_owned(),
            role: Role::SectionHead,
            section: None,
            district: None,
        }),
        from: date(2026, 4, 1),
    };
    let done = invite(&mut unit, permit, Given::default(), new)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let posts = chart(lab, council).await.posts;
    let post = posts.iter().find(|one| one.post.title == title).unwrap();
    (done.person, post.post.id)
}

async fn change(
    lab: &Lab,
    council: &Council,
    version: Option<u64>,
    step: HandoverStep,
) -> Result<HandoverId, HandoverError> {
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<ChangeHandover>(Some(council.id)).unwrap();
    let given = Given { expected: version };
    let done = change_handover(&mut unit, permit, given, step).await?;
    unit.commit().await.unwrap();
    Ok(done)
}

/// Who holds a post on the lab's day.
async fn holder(lab: &Lab, council: &Council, post: PostId) -> Option<PersonId> {
    let chart = chart(lab, council).await;
    let entry = chart.posts.into_iter().find(|one| one.post.id == post)?;
    let mut held = entry.tenures.into_iter();
    let found = held.find(|one| one.is_on(chart.day) && one.hold == Hold::Holder);
    found.map(|one| one.person)
}

/// April as it is prepared: one post changes hands, one falls vacant.
async fn prepared_april(lab: &Lab, council: &Council) -> (HandoverId, PostId, PostId) {
    let (sato, head) = person(lab, council, "佐藤 太郎", "地域福祉課長").await;
    let (suzuki, other) = person(lab, council, "鈴木 一郎", "在宅福祉課長").await;
    let moves = vec![
        Move {
            post: head,
            person: Some(suzuki),
        },
        Move {
            post: other,
            person: None,
        },
    ];
    let prepare = HandoverStep::Prepare {
        id: None,
        name: "令和9年4月".into(),
        day: APRIL,
        moves,
    };
    let id = change(lab, council, Some(0), prepare).await.unwrap();
    let prepared = || async {
        let unit = lab.look().await;
        let permit = unit.permit::<ShowOrganisation>(Some(council.id)).unwrap();
        list_handovers(&unit, &permit).await.unwrap().pop().unwrap()
    };
    let one = prepared().await;
    let vacant = |one: &Warning| matches!(one, Warning::Vacant { post, .. } if *post == other);
    assert!(one.warnings.iter().any(vacant), "{:?}", one.warnings);
    let without =
        |one: &Warning| matches!(one, Warning::WithoutPost { name } if name == "佐藤 太郎");
    assert!(one.warnings.iter().any(without), "{:?}", one.warnings);
    assert_eq!(
        holder(lab, council, head).await,
        Some(sato),
        "nothing holds yet"
    );
    (id, head, other)
}

#[tokio::test(flavor = "multi_thread")]
async fn april_is_prepared_set_taken_back_and_comes() {
    for lab in Lab::both().await {
        let council = lab.with_plan(&plan()).await;
        let (id, head, other) = prepared_april(&lab, &council).await;
        let sato = holder(&lab, &council, head).await.unwrap();
        // Set, it holds from its day on; whoever saw another version is refused.
        let stale = change(&lab, &council, Some(9), HandoverStep::Set(id)).await;
        assert!(matches!(
            stale,
            Err(HandoverError::Refused(Refused::Stale { current: 1 }))
        ));
        change(&lab, &council, Some(1), HandoverStep::Set(id))
            .await
            .unwrap();
        let twice = change(&lab, &council, None, HandoverStep::Set(id)).await;
        assert!(matches!(
            twice,
            Err(HandoverError::Fault(HandoverFault::Set))
        ));
        assert_eq!(holder(&lab, &council, head).await, Some(sato));
        change(&lab, &council, None, HandoverStep::TakeBack(id))
            .await
            .unwrap();
        let tenures = chart(&lab, &council).await.tenures;
        assert!(
            tenures.iter().all(|one| one.to.is_none()),
            "as it was: {tenures:?}"
        );
        assert_eq!(tenures.len(), 2);
        change(&lab, &council, None, HandoverStep::Set(id))
            .await
            .unwrap();

        lab.pass_days(129);
        assert_eq!(chart(&lab, &council).await.day, date(2027, 3, 31));
        assert_eq!(
            holder(&lab, &council, head).await,
            Some(sato),
            "to the last day"
        );
        lab.pass_days(1);
        assert_eq!(
            holder(&lab, &council, head).await.map(|one| one == sato),
            Some(false),
            "from the first day"
        );
        assert_eq!(holder(&lab, &council, other).await, None);
        let late = change(&lab, &council, None, HandoverStep::TakeBack(id)).await;
        assert!(matches!(
            late,
            Err(HandoverError::Fault(HandoverFault::Past))
        ));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sections_merge_split_and_keep_their_history() {
    for lab in Lab::both().await {
        let council = lab.with_plan(&plan()).await;
        let from = date(2020, 4, 1);
        for name in ["地域福祉課", "在宅福祉課"] {
            let name = name.to_owned();
            step(&lab, &council, Step::NewSection { name, from })
                .await
                .unwrap();
        }
        let sections = chart(&lab, &council).await.sections;
        let (one, other) = (sections[0].id, sections[1].id);
        let post = NewPost {
            title: "地域福祉課長".into(),
            role: Role::SectionHead,
            section: Some(one),
            district: None,
        };
        step(&lab, &council, Step::NewPost(post)).await.unwrap();
        let merged = Step::MergeSections {
            sections: vec![one, other],
            name: "福祉課".into(),
            from: APRIL,
        };
        step(&lab, &council, merged).await.unwrap();
        let before = chart(&lab, &council).await;
        let own = before.posts[0].post.section;
        assert_eq!(own, Some(one), "until its day the post stays where it is");
        lab.pass_days(130);
        let after = chart(&lab, &council).await;
        let new = after
            .sections
            .iter()
            .find(|one| one.name_on(APRIL) == "福祉課")
            .unwrap();
        assert_eq!(
            after.posts[0].post.section,
            Some(new.id),
            "the post goes over"
        );
        assert_eq!(after.successions.len(), 2);
        let ended = Step::RenameSection {
            section: one,
            name: "x".into(),
            from: date(2028, 4, 1),
        };
        let refused = step(&lab, &council, ended).await;
        assert!(matches!(refused, Err(OrganisationError::Ended)));
        let split = Step::SplitSection {
            section: new.id,
            names: vec!["第一課".into(), "第二課".into()],
            from: date(2029, 4, 1),
        };
        step(&lab, &council, split).await.unwrap();
        let after = chart(&lab, &council).await;
        assert_eq!((after.sections.len(), after.successions.len()), (5, 4));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_held_by_one_person_at_a_time() {
    for lab in Lab::both().await {
        let council = lab.with_plan(&plan()).await;
        // A post is held by one person at a time.
        let (sato, head) = person(&lab, &council, "佐藤 太郎", "課長").await;
        let give = |hold, from, to| Step::GivePost {
            post: head,
            person: sato,
            hold,
            from,
            to,
        };
        let held = step(&lab, &council, give(Hold::Holder, date(2026, 5, 1), None)).await;
        assert!(matches!(held, Err(OrganisationError::Held)));
        let turned = give(Hold::Deputy, date(2026, 5, 1), Some(date(2026, 4, 1)));
        assert!(matches!(
            step(&lab, &council, turned).await,
            Err(OrganisationError::Days)
        ));
        step(&lab, &council, give(Hold::Deputy, date(2026, 5, 1), None))
            .await
            .unwrap();
        let council_role = NewPost {
            title: "運用".into(),
            role: Role::Operator,
            section: None,
            district: None,
        };
        let refused = step(&lab, &council, Step::NewPost(council_role)).await;
        assert!(matches!(refused, Err(OrganisationError::Role)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_belongs_to_a_post_and_its_sheet_says_so() {
    for lab in Lab::both().await {
        let plan = plan();
        let council = lab.with_plan(&plan).await;
        let (_, head) = person(&lab, &council, "佐藤 太郎", "地域福祉課長").await;
        let name = PlanName::new("plan");
        let own = |wanted: BTreeMap<ItemId, Option<PostId>>| {
            let (lab, council, name) = (&lab, &council, &name);
            async move {
                let mut unit = lab.change(None).await;
                let permit = unit.permit::<SetOwners>(Some(council.id)).unwrap();
                let done = set_owners(&mut unit, permit, name, Given::version(1), &wanted).await;
                if done.is_ok() {
                    unit.commit().await.unwrap();
                }
                done
            }
        };
        own([(plan.items[0].id, Some(head))].into()).await.unwrap();
        let foreign = PostId(Uuid::from_u128(77));
        let refused = own([(plan.items[1].id, Some(foreign))].into()).await;
        assert!(
            matches!(refused, Err(HandoverError::NotThere)),
            "{refused:?}"
        );
        let unit = lab.look().await;
        let permit = unit.permit::<ShowPlan>(Some(council.id)).unwrap();
        let owners = show_owners(&unit, permit, &name).await.unwrap().owners;
        assert_eq!(owners, [(plan.items[0].id, head)].into());
        let sheet = show_sheet(&unit, council.id, head).await.unwrap().unwrap();
        let said = format!("{:?}", sheet.document(Lang::Ja));
        assert!(
            said.contains("相談の強化") && !said.contains("配食"),
            "{said}"
        );
        assert!(said.contains("佐藤 太郎"), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn contents_are_erased_by_class_and_the_record_stays_whole() {
    for lab in Lab::both().await {
        let council = lab.with_plan(&plan()).await;
        person(&lab, &council, "佐藤 太郎", "地域福祉課長").await;
        let verify = |noted: Option<(u64, String)>| {
            let (lab, council) = (&lab, &council);
            async move {
                let unit = lab.look().await;
                let permit = unit.permit::<VerifyRecord>(Some(council.id)).unwrap();
                verify_record(&unit, permit, noted.as_ref()).await.unwrap()
            }
        };
        let before = verify(None).await;
        assert_eq!(before.broken, None);
        let noted = (before.entries, before.head.clone().unwrap());
        let mut unit = lab.change(None).await;
        let permit = unit.permit::<EraseContents>(Some(council.id)).unwrap();
        let wanted = Wanted {
            class: "accounts",
            before: date(2027, 1, 1),
            names_only: false,
        };
        let lost = erase_contents(&mut unit, permit, wanted).await.unwrap();
        unit.commit().await.unwrap();
        assert!(lost >= 3, "{lost}");
        let after = verify(Some(noted.clone())).await;
        assert_eq!(after.broken, None);
        assert_eq!(
            after.entries,
            before.entries + 1,
            "the erasure is an entry itself"
        );
        let wrong = verify(Some((noted.0, "0".repeat(64))))
            .await
            .broken
            .unwrap();
        assert_eq!((wrong.sequence, wrong.fault), (noted.0, Fault::Hash));
        // Nothing is left to erase, and an erasure is never erased.
        let mut unit = lab.change(None).await;
        let permit = unit.permit::<EraseContents>(Some(council.id)).unwrap();
        assert_eq!(erase_contents(&mut unit, permit, wanted).await.unwrap(), 0);
    }
}

//! Editing plans by many hands: versions, rights, the bin, undoing; on both engines.

use std::collections::BTreeMap;

use ayumi_app::organisation::handover::{SetOwners, set_owners, show_owners};
use ayumi_app::organisation::people::{
    ChangeOrganisation, NewPost, Step as OrganisationStep, change_organisation,
};
use ayumi_app::plan::edit::{
    EditError, Edited, MakePlan, NewPlan, ShowBin, Start, edit_plan, items_of_lines, make_plan,
    seen_version, show_bin, sweep_bins, undo_edit,
};
use ayumi_app::plan::{PlanName, ShowPlan};
use ayumi_app::{Class, Classified, Given, Refused};
use ayumi_core::access::{Actor, Identity, LoginId, Role, Seat, SessionId};
use ayumi_core::organisation::{Council, PersonId, PostId};
use ayumi_core::plan::edit::{Edit, EditFault, Fields, Place, Share, Step, Template, item_of};
use ayumi_core::plan::{Item, ItemId, Plan, PlanId};
use ayumi_locale::Lang;
use ayumi_testkit::sample_plan;
use uuid::Uuid;

use crate::lab::Lab;

/// A person at a plan.
pub struct Desk<'a> {
    pub lab: &'a Lab,
    pub council: Council,
    pub plan: PlanName,
    pub actor: Actor,
}

impl Desk<'_> {
    pub async fn now(&self) -> Plan {
        self.lab.plan(self.council.id).await
    }

    async fn edit(&self, given: Given, edit: Edit) -> Result<Edited, EditError> {
        let mut unit = self.lab.app.change(self.actor.clone(), None).await.unwrap();
        let done = edit_plan(&mut unit, self.council.id, &self.plan, given, edit).await?;
        unit.commit().await.unwrap();
        // What is kept for the next change is kept once this one is committed.
        tokio::task::yield_now().await;
        Ok(done)
    }

    pub async fn fine(&self, edit: Edit) -> Edited {
        self.edit(Given::default(), edit).await.unwrap()
    }

    pub async fn undo(&self, entry: u64) -> Result<Edited, EditError> {
        self.undo_seen(Given::default(), entry).await
    }

    /// Undoes an edit from a page that was shown at a version of the plan.
    async fn undo_seen(&self, given: Given, entry: u64) -> Result<Edited, EditError> {
        let mut unit = self.lab.app.change(self.actor.clone(), None).await.unwrap();
        let done = undo_edit(&mut unit, self.council.id, &self.plan, given, entry).await?;
        unit.commit().await.unwrap();
        Ok(done)
    }

    pub async fn sound(&self) {
        let found = self.lab.row_faults().await;
        assert!(found.is_empty(), "{found:?}");
    }
}

pub async fn desk(lab: &Lab) -> Desk<'_> {
    let plan = sample_plan();
    let council = lab.with_plan(&plan).await;
    Desk {
        lab,
        council,
        plan: PlanName::from(lab.plan(council_id(lab).await).await.id),
        actor: Actor::LocalOperator,
    }
}

async fn council_id(lab: &Lab) -> ayumi_core::organisation::CouncilId {
    lab.councils().await[0].id
}

fn titled(title: &str) -> Fields {
    Fields {
        title: title.to_owned(),
        ..Fields::default()
    }
}

fn change(item: &Item, title: &str) -> Edit {
    let fields = Fields {
        title: title.to_owned(),
        ..Fields::of(item)
    };
    Edit::Change {
        item: item.id,
        fields,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_in_one_item_see_each_other_and_two_in_two_do_not() {
    for lab in Lab::both().await {
        let desk = desk(&lab).await;
        let plan = desk.now().await;
        let (one, other) = (&plan.items[0], &plan.items[1]);
        let seen = |edit: &Edit| Given {
            expected: seen_version(&plan, 1, edit),
        };
        let mine = change(one, "わたしの言葉");
        let theirs = change(one, "あの人の言葉");
        let elsewhere = change(other, "別の項目");
        desk.edit(seen(&mine), mine.clone()).await.unwrap();
        desk.edit(seen(&elsewhere), elsewhere).await.unwrap();
        let refused = desk.edit(seen(&theirs), theirs.clone()).await.unwrap_err();
        let Class::Stale(current) = refused.class() else {
            panic!("{refused:?}");
        };
        assert_eq!(desk.now().await.items[0].title, "わたしの言葉");
        // Whoever has seen it decides.
        desk.edit(Given::version(current), theirs).await.unwrap();
        let now = desk.now().await;
        assert_eq!(
            (&*now.items[0].title, &*now.items[1].title),
            ("あの人の言葉", "別の項目")
        );
        desk.sound().await;
        // The rig finds what was written behind the record's back, after edits too.
        lab.bend(desk.council.id).await;
        assert_eq!(lab.row_faults().await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_out_comes_back_with_all_it_carried() {
    for lab in Lab::both().await {
        let desk = desk(&lab).await;
        let before = desk.now().await;
        let item = before.items[0].items[0].id;
        let post = post(&desk).await;
        own(&desk, item, post).await;
        let done = desk.fine(Edit::Remove { item }).await;
        assert!(item_of(&desk.now().await.items, item).is_none());
        let unit = lab.look().await;
        let permit = unit.permit::<ShowBin>(Some(desk.council.id)).unwrap();
        let bin = show_bin(&unit, permit, &desk.plan).await.unwrap();
        drop(unit);
        assert_eq!(bin.len(), 1);
        desk.sound().await;
        let cut = Box::new(bin[0].cut.clone());
        desk.fine(Edit::Restore { cut }).await;
        assert_eq!(desk.now().await, before);
        assert_eq!(owner(&desk, item).await, Some(post));
        // The edit itself can be undone only while nothing stands in its place.
        let twice = desk.undo(done.entry).await.unwrap_err();
        assert!(
            matches!(twice, EditError::Fault(EditFault::Here)),
            "{twice:?}"
        );
        // Thirty days later it is gone.
        desk.fine(Edit::Remove { item }).await;
        lab.pass_days(29);
        assert_eq!(sweep(&lab).await, 0);
        lab.pass_days(2);
        assert_eq!(sweep(&lab).await, 1);
        desk.sound().await;
    }
}

async fn sweep(lab: &Lab) -> usize {
    let mut unit = lab.change(None).await;
    let count = sweep_bins(&mut unit).await.unwrap();
    unit.commit().await.unwrap();
    count
}

async fn post(desk: &Desk<'_>) -> PostId {
    let mut unit = desk.lab.change(None).await;
    let permit = unit
        .permit::<ChangeOrganisation>(Some(desk.council.id))
        .unwrap();
    let step = OrganisationStep::NewPost(NewPost {
        title: "担当".into(),
        role: Role::Staff,
        section: None,
        district: None,
    });
    change_organisation(&mut unit, permit, Given::default(), step)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    let unit = desk.lab.look().await;
    let permit = unit.permit::<ShowPlan>(Some(desk.council.id)).unwrap();
    let owners = show_owners(&unit, permit, &desk.plan).await.unwrap();
    owners.posts[0].id
}

async fn own(desk: &Desk<'_>, item: ItemId, post: PostId) {
    let mut unit = desk.lab.change(None).await;
    let permit = unit.permit::<SetOwners>(Some(desk.council.id)).unwrap();
    let wanted = BTreeMap::from([(item, Some(post))]);
    set_owners(&mut unit, permit, &desk.plan, Given::default(), &wanted)
        .await
        .unwrap();
    unit.commit().await.unwrap();
}

async fn owner(desk: &Desk<'_>, item: ItemId) -> Option<PostId> {
    let unit = desk.lab.look().await;
    let permit = unit.permit::<ShowPlan>(Some(desk.council.id)).unwrap();
    let owners = show_owners(&unit, permit, &desk.plan).await.unwrap();
    owners.owners.get(&item).copied()
}

#[tokio::test(flavor = "multi_thread")]
async fn merging_and_splitting_lose_nothing_and_are_undone() {
    for lab in Lab::both().await {
        let desk = desk(&lab).await;
        let before = desk.now().await;
        let list = &before.items[0].items;
        let (into, from) = (list[0].id, list[1].id);
        let post = post(&desk).await;
        own(&desk, from, post).await;
        let merged = desk
            .fine(Edit::Merge {
                into,
                from: vec![from],
            })
            .await;
        assert_eq!(
            owner(&desk, into).await,
            Some(post),
            "whoever answered for one answers on"
        );
        desk.sound().await;
        let undone = desk.undo(merged.entry).await.unwrap();
        assert_eq!(desk.now().await, before);
        assert_eq!(owner(&desk, from).await, Some(post));
        // And again: undoing is undone.
        desk.undo(undone.entry).await.unwrap();
        assert!(item_of(&desk.now().await.items, from).is_none());
        let shares = vec![Share {
            id: ItemId(Uuid::now_v7()),
            title: "分けた項目".into(),
            items: Vec::new(),
            findings: Vec::new(),
        }];
        let split = desk.fine(Edit::Split { item: into, shares }).await;
        // Somebody else's change elsewhere stays when it is undone; one of a part keeps it.
        let now = desk.now().await;
        desk.fine(change(&now.items[1], "その間の変更")).await;
        let shown = |version| Given {
            expected: Some(version),
        };
        for never in [split.version - 1, split.version + 2] {
            let refused = desk.undo_seen(shown(never), split.entry).await;
            let refused = refused.unwrap_err();
            assert!(matches!(refused, EditError::Refused(_)), "{refused:?}");
        }
        desk.undo_seen(shown(split.version), split.entry)
            .await
            .unwrap();
        assert_eq!(desk.now().await.items[1].title, "その間の変更");
        let id = ItemId(Uuid::now_v7());
        let shares = vec![Share {
            id,
            title: "分けた項目".into(),
            items: Vec::new(),
            findings: Vec::new(),
        }];
        let split = desk.fine(Edit::Split { item: into, shares }).await;
        let now = desk.now().await;
        let part = item_of(&now.items, id).unwrap();
        desk.fine(change(part, "書き直した項目")).await;
        let refused = desk.undo(split.entry).await.unwrap_err();
        assert!(matches!(refused, EditError::ChangedSince), "{refused:?}");
        desk.sound().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn row_83_moving_below_what_a_colleague_takes_out_is_refused() {
    for lab in Lab::both().await {
        let desk = desk(&lab).await;
        let plan = desk.now().await;
        let (top, below) = (plan.items[0].id, plan.items[0].items[0].id);
        let there = Edit::Move {
            item: plan.items[1].id,
            place: Place::end(Some(below)),
            levels: Vec::new(),
        };
        let seen = Given {
            expected: seen_version(&plan, 1, &there),
        };
        desk.fine(Edit::Remove { item: below }).await;
        let refused = desk.edit(seen, there).await.unwrap_err();
        assert!(
            matches!(refused, EditError::Fault(EditFault::Gone)),
            "{refused:?}"
        );
        // Whoever merges what somebody merges away at the same time is told so.
        let gone = Edit::Merge {
            into: below,
            from: vec![top],
        };
        let given = Given {
            expected: seen_version(&plan, 1, &gone),
        };
        let refused = desk.edit(given, gone).await.unwrap_err();
        assert!(
            matches!(refused, EditError::Fault(EditFault::Gone)),
            "{refused:?}"
        );
        desk.sound().await;
    }
}

/// A worker writes the items its post answers for, and no other; it moves and removes none.
#[tokio::test(flavor = "multi_thread")]
async fn staff_write_what_they_answer_for() {
    for lab in Lab::both().await {
        let mut desk = desk(&lab).await;
        let plan = desk.now().await;
        let (mine, other) = (&plan.items[0], &plan.items[1]);
        let post = post(&desk).await;
        own(&desk, mine.id, post).await;
        let person = lab.holds_post(&desk.council, post).await;
        desk.actor = staff(&desk.council, (post, person));
        desk.fine(change(mine, "担当の言葉")).await;
        let refused = desk
            .edit(Given::default(), change(other, "よその項目"))
            .await;
        assert_eq!(refused.unwrap_err().class(), Class::Denied);
        for edit in [
            Edit::Remove { item: mine.id },
            Edit::Step {
                item: mine.id,
                step: Step::Down,
            },
        ] {
            let refused = desk.edit(Given::default(), edit).await.unwrap_err();
            assert_eq!(refused.class(), Class::Denied);
        }
    }
}

fn staff(council: &Council, (post, person): (PostId, PersonId)) -> Actor {
    Actor::Person(std::sync::Arc::new(Identity {
        login: LoginId(Uuid::now_v7()),
        session: SessionId(Uuid::now_v7()),
        operator: false,
        name: "sato".into(),
        seats: vec![Seat {
            council: council.id,
            person,
            post,
            role: Role::Staff,
            section: None,
            district: None,
            name: "佐藤".into(),
            title: "担当".into(),
        }],
    }))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_begins_with_a_structure_or_another_plan() {
    for lab in Lab::both().await {
        let desk = desk(&lab).await;
        let made = async |title: &str, start: Start| {
            let mut unit = lab.change(None).await;
            let permit = unit.permit::<MakePlan>(Some(desk.council.id)).unwrap();
            let new = NewPlan {
                title: title.to_owned(),
                period: None,
                generation: Some(3),
                start,
                lang: Lang::Ja,
            };
            let made = make_plan(&mut unit, permit, Given::default(), new).await?;
            unit.commit().await.unwrap();
            Ok::<_, EditError>(made)
        };
        let template = |template, levels| Start::Template { template, levels };
        for kind in [
            Template::Development,
            Template::Activity,
            Template::Implementation,
        ] {
            for levels in Template::LEVELS {
                let made = made("第3次計画", template(kind, levels)).await.unwrap();
                let plan = lab.plan_of(desk.council.id, made.plan).await;
                assert_eq!(plan.levels.len(), levels);
                assert_eq!(plan.numbering.len(), levels);
                assert!(
                    plan.label_below(None).is_some(),
                    "its first item has a number"
                );
            }
            for levels in [2, 7] {
                assert!(made("第3次計画", template(kind, levels)).await.is_err());
            }
        }
        made("白紙", template(Template::Blank, 0)).await.unwrap();
        assert!(
            made("\u{3000}", template(Template::Blank, 0))
                .await
                .is_err()
        );
        let copy = Start::Plan {
            plan: desk.plan.clone(),
        };
        let copy = made("次の計画", copy).await.unwrap();
        let copy = lab.plan_of(desk.council.id, copy.plan).await;
        let old = lab.plan(desk.council.id).await;
        assert_eq!(copy.items.len(), old.items.len());
        assert!(copy.overall.is_empty() && !copy.lineage.is_empty());
        desk.sound().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_lines_become_items_in_one_step() {
    for lab in Lab::both().await {
        let desk = desk(&lab).await;
        let before = desk.now().await;
        let mut unit = lab.change(None).await;
        let lines = "(3) ひと\n\t①担い手づくり\n\t\t講座\n\t\t体験\n\t②広報";
        let edits = items_of_lines(lines, None, &mut unit).unwrap();
        drop(unit);
        let done = desk.fine(Edit::Several { edits }).await;
        let now = desk.now().await;
        let last = now.items.last().unwrap();
        assert_eq!(last.items[0].items.len(), 2);
        assert_eq!(last.level, now.levels.first().cloned());
        let undone = desk.undo(done.entry).await.unwrap();
        assert_eq!(desk.now().await, before);
        let unit = lab.look().await;
        let permit = unit.permit::<ShowBin>(Some(desk.council.id)).unwrap();
        let bin = show_bin(&unit, permit, &desk.plan).await.unwrap();
        assert!(bin.is_empty(), "what is undone comes back by itself");
        drop(unit);
        desk.undo(undone.entry).await.unwrap();
        assert_eq!(desk.now().await, now);
        desk.sound().await;
    }
}

/// Many write at once: none is lost, the tree stays a tree, and the record is whole.
#[tokio::test(flavor = "multi_thread")]
async fn many_hands_at_once_lose_nothing() {
    const HANDS: usize = 8;
    const EACH: usize = 12;
    for lab in Lab::both().await {
        let desk = desk(&lab).await;
        let before = desk.now().await;
        let mut tasks = Vec::new();
        for hand in 0..HANDS {
            let (app, council) = (lab.app.clone(), desk.council.id);
            let (name, list) = (desk.plan.clone(), before.items.clone());
            tasks.push(tokio::spawn(async move {
                for round in 0..EACH {
                    let id = ItemId(Uuid::now_v7());
                    let parent = list[hand % list.len()].id;
                    let add = Edit::Add {
                        id,
                        place: Place::end(Some(parent)),
                        fields: titled(&format!("手{hand}の{round}")),
                    };
                    let mut unit = app.change(Actor::LocalOperator, None).await.unwrap();
                    let none = Given::default();
                    edit_plan(&mut unit, council, &name, none, add)
                        .await
                        .unwrap();
                    unit.commit().await.unwrap();
                }
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        let now = desk.now().await;
        assert_eq!(now.problems(), vec![]);
        let added = |plan: &Plan| {
            plan.items
                .iter()
                .map(|item| item.items.len())
                .sum::<usize>()
        };
        assert_eq!(added(&now), added(&before) + HANDS * EACH);
        desk.sound().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_makes_one_item_of_two_presses() {
    for lab in Lab::both().await {
        let desk = desk(&lab).await;
        let id = ItemId(Uuid::now_v7());
        let add = Edit::Add {
            id,
            place: Place::end(None),
            fields: titled("一度だけ"),
        };
        let mut all = Vec::new();
        for _ in 0..2 {
            let mut unit = lab.change(Some("press")).await;
            let given = Given::default();
            let done = edit_plan(&mut unit, desk.council.id, &desk.plan, given, add.clone()).await;
            unit.commit().await.unwrap();
            all.push(done.unwrap());
        }
        assert_eq!(all[0], all[1]);
        let mut unit = lab.change(Some("press")).await;
        let other = Edit::Remove { item: id };
        let reused = edit_plan(
            &mut unit,
            desk.council.id,
            &desk.plan,
            Given::default(),
            other,
        );
        let reused = reused.await.unwrap_err();
        assert!(matches!(reused, EditError::Refused(Refused::KeyReused)));
        drop(unit);
        let nowhere = PlanName::from(PlanId(Uuid::now_v7()));
        let gone = Edit::Remove { item: id };
        let mut unit = lab.change(None).await;
        let gone = edit_plan(&mut unit, desk.council.id, &nowhere, Given::default(), gone).await;
        assert_eq!(gone.unwrap_err().class(), Class::NotThere);
    }
}

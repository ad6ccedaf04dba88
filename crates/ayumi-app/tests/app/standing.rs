//! What stands beside the tree: comments, changes of targets, texts for the office alone, files of
//! editions; on both engines.

use std::collections::BTreeMap;

use ayumi_app::plan::comment::{
    CommentError, CommentStep, ShowComments, Spoken, WriteComment, show_comments, write_comment,
};
use ayumi_app::plan::edit::{Edited, edit_plan, links_of};
use ayumi_app::plan::edition::{
    FetchEditionFile, FreezeEdition, NewEdition, fetch_edition_file, freeze_edition, keep_file,
};
use ayumi_app::publish::{Format, PublishToFolder, ToFolder, publish_to_folder};
use ayumi_app::{Class, Classified, Given, Refused};
use ayumi_core::plan::comment::CommentId;
use ayumi_core::plan::edit::{Edit, Fields};
use ayumi_core::plan::edition::FileRole;
use ayumi_core::plan::{
    Definition, FiscalYear, Indicator, ItemId, NamedText, Reported, TargetChange, Term,
};
use ayumi_locale::Lang;

use crate::editing::{Desk, desk};
use crate::lab::Lab;

async fn step(
    desk: &Desk<'_>,
    item: ItemId,
    given: Given,
    step: CommentStep,
) -> Result<(), CommentError> {
    let mut unit = desk.lab.change(None).await;
    let permit = unit.permit::<WriteComment>(Some(desk.council.id)).unwrap();
    write_comment(&mut unit, permit, (&desk.plan, item), given, &step).await?;
    unit.commit().await.unwrap();
    Ok(())
}

async fn say(desk: &Desk<'_>, item: ItemId, text: &str) {
    let text = text.to_owned();
    step(desk, item, Given::version(0), CommentStep::Say { text })
        .await
        .unwrap();
}

async fn comments(desk: &Desk<'_>) -> Vec<Spoken> {
    let unit = desk.lab.look().await;
    let permit = unit.permit::<ShowComments>(Some(desk.council.id)).unwrap();
    let found = show_comments(&unit, permit, &desk.plan).await;
    found.unwrap().all
}

/// Where each comment stands: its words, and the item as it is printed. The clock of the tests
/// stands still, so that they come in no order.
async fn places(desk: &Desk<'_>) -> BTreeMap<String, Option<String>> {
    let all = comments(desk).await.into_iter();
    all.map(|one| (one.comment.text, one.item)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn comments_are_said_settled_and_opened_again() {
    for lab in Lab::both().await {
        let desk = desk(&lab).await;
        let item = desk.now().await.items[0].id;
        say(&desk, item, "予算はありますか\n総務課へ").await;
        let blank = CommentStep::Say {
            text: "\u{3000}\n".to_owned(),
        };
        let refused = step(&desk, item, Given::version(0), blank).await;
        assert!(matches!(refused.unwrap_err().class(), Class::Refused(_)));
        let one = comments(&desk).await.remove(0).comment;
        assert_eq!(one.text, "予算はありますか\n総務課へ");
        let settle = CommentStep::Resolve { comment: one.id };
        step(&desk, item, Given::version(1), settle.clone())
            .await
            .unwrap();
        // Whoever saw it open is told that somebody was faster.
        let late = step(&desk, item, Given::version(1), settle).await;
        let stale = CommentError::Refused(Refused::Stale { current: 2 });
        assert_eq!(late.unwrap_err().to_string(), stale.to_string());
        assert!(comments(&desk).await[0].comment.resolved.is_some());
        let again = CommentStep::Reopen { comment: one.id };
        step(&desk, item, Given::version(2), again).await.unwrap();
        assert!(comments(&desk).await[0].comment.resolved.is_none());
        // One that was never made, and an item that is not there.
        let id = CommentId(uuid::Uuid::now_v7());
        let none = CommentStep::Resolve { comment: id };
        let refused = step(&desk, item, Given::version(1), none).await;
        assert!(matches!(refused, Err(CommentError::NotThere)));
        let text = "どこ".to_owned();
        let gone = ItemId(uuid::Uuid::now_v7());
        let refused = step(&desk, gone, Given::version(0), CommentStep::Say { text }).await;
        assert!(matches!(refused, Err(CommentError::NotThere)));
        assert_eq!(comments(&desk).await.len(), 1);
    }
}

/// Moving, merging, splitting, removing and undoing lose no comment.
#[tokio::test(flavor = "multi_thread")]
async fn comments_go_where_their_item_goes() {
    for lab in Lab::both().await {
        let desk = desk(&lab).await;
        let plan = desk.now().await;
        let (into, from) = (&plan.items[0], &plan.items[1]);
        say(&desk, into.id, "残る項目へ").await;
        say(&desk, from.id, "統合される項目へ").await;
        let stood = places(&desk).await;
        let merge = Edit::Merge {
            into: into.id,
            from: vec![from.id],
        };
        let merged = desk.fine(merge).await;
        let names: Vec<_> = places(&desk).await.into_values().flatten().collect();
        assert_eq!(names, [into.title.as_str(), into.title.as_str()]);
        let undone = desk.undo(merged.entry).await.unwrap();
        assert_eq!(places(&desk).await, stood);
        // Merged again by undoing that: they go along again, and come back again.
        let again = desk.undo(undone.entry).await.unwrap();
        let names: Vec<_> = places(&desk).await.into_values().flatten().collect();
        assert_eq!(names, [into.title.as_str(), into.title.as_str()]);
        desk.undo(again.entry).await.unwrap();
        assert_eq!(places(&desk).await, stood);
        // In the bin it waits for its item, and is still listed.
        let removed = desk.fine(Edit::Remove { item: from.id }).await;
        assert_eq!(places(&desk).await["統合される項目へ"], None);
        desk.undo(removed.entry).await.unwrap();
        assert_eq!(places(&desk).await, stood);
        desk.sound().await;
    }
}

fn value(year: i32, text: &str) -> Reported {
    Reported {
        term: Some(Term::whole(FiscalYear(year))),
        section: None,
        number: text.parse().ok(),
        text: text.to_owned(),
    }
}

fn indicator(targets: Vec<Reported>) -> Indicator {
    Indicator {
        name: Some("窓口の数".to_owned()),
        targets,
        ..Indicator::default()
    }
}

/// Writes the indicators of the first item, for a reason and by a decision.
async fn aim(desk: &Desk<'_>, indicators: Vec<Indicator>, why: Option<&str>) -> Edited {
    let item = desk.now().await.items[0].clone();
    let fields = Fields {
        indicators,
        ..Fields::of(&item)
    };
    let edit = Edit::Change {
        item: item.id,
        fields,
    };
    let unit = desk.lab.change(None).await.because(why.map(str::to_owned));
    let mut unit = unit.decided_by(why.map(|_| "第2回理事会".to_owned()));
    let (council, given) = (desk.council.id, Given::default());
    let done = edit_plan(&mut unit, council, &desk.plan, given, edit)
        .await
        .unwrap();
    unit.commit().await.unwrap();
    tokio::task::yield_now().await;
    done
}

#[tokio::test(flavor = "multi_thread")]
async fn every_change_of_a_target_is_kept_and_nobody_writes_that_history() {
    for lab in Lab::both().await {
        let desk = desk(&lab).await;
        let write =
            async |indicators: Vec<Indicator>, why: Option<&str>| aim(&desk, indicators, why).await;
        let changes = async || -> Vec<TargetChange> {
            let item = desk.now().await.items[0].clone();
            item.indicators[0].definition.changes.clone()
        };
        // The first target is no change.
        write(vec![indicator(vec![value(2018, "2")])], None).await;
        assert!(changes().await.is_empty());
        write(
            vec![indicator(vec![value(2018, "3"), value(2019, "5")])],
            Some("利用が増えた"),
        )
        .await;
        let kept = changes().await;
        assert_eq!(kept.len(), 2);
        assert_eq!(
            (kept[0].before.as_deref(), kept[0].after.as_deref()),
            (Some("2"), Some("3"))
        );
        assert_eq!(kept[0].reason.as_deref(), Some("利用が増えた"));
        assert_eq!(kept[0].decision.as_deref(), Some("第2回理事会"));
        assert_eq!(
            (kept[1].before.as_deref(), kept[1].after.as_deref()),
            (None, Some("5"))
        );
        assert!(!kept[0].date.is_empty());
        // A form that leaves the history out, or tells another one, changes nothing of it.
        let forged = Indicator {
            definition: Definition {
                changes: vec![TargetChange::default()],
                ..Definition::default()
            },
            ..indicator(vec![value(2018, "3"), value(2019, "5")])
        };
        write(vec![forged], None).await;
        assert_eq!(changes().await, kept);
        // Taken away is a change too.
        let taken = write(vec![indicator(vec![value(2019, "5")])], Some("終了")).await;
        assert_eq!(changes().await.len(), 3);
        assert_eq!(changes().await[2].after, None);
        desk.undo(taken.entry).await.unwrap();
        assert_eq!(changes().await, kept);
        desk.sound().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_the_office_alone_is_not_published() {
    const SECRET: &str = "家主と交渉中";
    const OPEN: &str = "だれもが相談できる";
    for lab in Lab::both().await {
        let desk = desk(&lab).await;
        let item = desk.now().await.items[0].clone();
        let text = |name: &str, text: &str, internal: bool| NamedText {
            name: name.to_owned(),
            text: text.to_owned(),
            internal,
        };
        let fields = Fields {
            texts: vec![text("目的", OPEN, false), text("目的", SECRET, true)],
            ..Fields::of(&item)
        };
        let edit = Edit::Change {
            item: item.id,
            fields,
        };
        desk.fine(edit).await;
        assert!(desk.now().await.items[0].texts[1].internal);
        let folder = tempfile::tempdir().unwrap();
        let mut unit = lab.change(None).await;
        let permit = unit
            .permit::<PublishToFolder>(Some(desk.council.id))
            .unwrap();
        let to = ToFolder {
            plan: desk.plan.clone(),
            formats: vec![Format::Md, Format::Html],
            folder: folder.path().to_path_buf(),
            lang: Lang::Ja,
        };
        let published = publish_to_folder(&mut unit, permit, to).await.unwrap();
        let (mut open, mut secret) = (0, 0);
        for (path, _) in &published.files {
            let bytes = std::fs::read(folder.path().join(path)).unwrap();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            open += usize::from(text.contains(OPEN));
            secret += usize::from(text.contains(SECRET));
        }
        assert!(open > 0, "{:?}", published.files.len());
        assert_eq!(secret, 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn links_lead_to_what_is_there_and_stay_words_otherwise() {
    for lab in Lab::both().await {
        let desk = desk(&lab).await;
        let plan = desk.now().await;
        let (item, gone) = (&plan.items[0], ItemId(uuid::Uuid::now_v7()));
        let own = format!("/c/{}/plans/{}", desk.council.slug, plan.slug);
        let lines = format!(
            "市地域福祉計画\u{3000}基本目標2\n\u{3000}\n{own}/items/{id}\r\n窓口 https://a.example{own}/items/{id}\n{own}\n{own}/items/{gone}\n/c/x/plans/none",
            id = item.id,
        );
        let unit = lab.look().await;
        let links = links_of(&unit, desk.council.id, &lines).await.unwrap();
        let said: Vec<_> = links
            .iter()
            .map(|link| (link.text.as_str(), link.plan.is_some(), link.item))
            .collect();
        let whole = format!("{} {}", plan.title, item.title);
        let lost = format!("{own}/items/{gone}");
        assert_eq!(
            said,
            [
                ("市地域福祉計画\u{3000}基本目標2", false, None),
                (whole.as_str(), true, Some(item.id)),
                ("窓口", true, Some(item.id)),
                (plan.title.as_str(), true, None),
                (lost.as_str(), false, None),
                ("/c/x/plans/none", false, None),
            ]
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edition_keeps_its_papers_as_they_were() {
    for lab in Lab::both().await {
        let desk = desk(&lab).await;
        let bytes = b"%PDF-1.7 the paper";
        let kept = (FileRole::ProposalPdf, "起案一式.pdf".to_owned());
        let paper = keep_file(&lab.app, kept, bytes).await.unwrap();
        let mut unit = lab.change(None).await;
        let permit = unit.permit::<FreezeEdition>(Some(desk.council.id)).unwrap();
        let new = NewEdition {
            name: "素案".to_owned(),
            papers: vec![paper.clone()],
        };
        let made = freeze_edition(&mut unit, permit, &desk.plan, Given::default(), new);
        let made = made.await.unwrap();
        unit.commit().await.unwrap();
        let fetch = async |number: u32, place: usize| {
            let unit = lab.look().await;
            let permit = unit
                .permit::<FetchEditionFile>(Some(desk.council.id))
                .unwrap();
            fetch_edition_file(&unit, permit, &desk.plan, (number, place)).await
        };
        let (file, found) = fetch(made.number, 1).await.unwrap();
        assert_eq!((file, found.as_slice()), (paper, bytes.as_slice()));
        for none in [(made.number, 0), (made.number, 2), (made.number + 1, 1)] {
            let refused = fetch(none.0, none.1).await;
            assert!(matches!(refused.unwrap_err().class(), Class::NotThere));
        }
    }
}

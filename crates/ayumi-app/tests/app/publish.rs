//! Publishing: into a folder, and as start, look, fetch.

use std::fs;

use ayumi_app::Given;
use ayumi_app::plan::PlanName;
use ayumi_app::plan::edit::edit_plan;
use ayumi_app::publish::{
    FetchFile, Format, GiveUp, LookPublication, Publication, PublicationId, PublicationState,
    PublishToFolder, PublishToFolderError, Published, StartPublication, ToFolder, ToPublish,
    fetch_file, give_up_interrupted, look_publication, publish_to_folder, start_publication,
};
use ayumi_core::organisation::Council;
use ayumi_core::plan::Plan;
use ayumi_core::plan::edit::{Edit, Head};
use ayumi_locale::Lang;
use ayumi_testkit::sample_plan;

use crate::lab::Lab;

async fn to_folder(
    lab: &Lab,
    council: &Council,
    plan: &Plan,
    formats: &[Format],
) -> Result<Published, PublishToFolderError> {
    let mut unit = lab.look().await;
    let permit = unit.permit::<PublishToFolder>(Some(council.id)).unwrap();
    let input = ToFolder {
        plan: PlanName::from(plan.id),
        formats: formats.to_vec(),
        lang: Lang::Ja,
        folder: lab.folder().join("out"),
    };
    publish_to_folder(&mut unit, permit, input).await
}

#[tokio::test]
async fn the_same_plan_gives_the_same_bytes_on_another_day() {
    let lab = Lab::new().await;
    let plan = sample_plan();
    let council = lab.with_plan(&plan).await;
    let formats = [Format::Md, Format::Html];
    let first = to_folder(&lab, &council, &plan, &formats).await.unwrap();
    let names: Vec<&str> = first.files.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(names[0], format!("{}.md", plan.slug));
    assert!(names.contains(&"html/index.html"), "{names:?}");
    assert!(names.contains(&"html/plan.json"), "{names:?}");
    let page = format!("html/items/{}.html", plan.items[0].id);
    assert!(names.contains(&page.as_str()), "{names:?}");
    let read = || -> Vec<Vec<u8>> {
        let folder = lab.folder().join("out");
        first
            .files
            .iter()
            .map(|(path, _)| fs::read(folder.join(path)).unwrap())
            .collect()
    };
    let bytes = read();
    let chapter = String::from_utf8_lossy(&bytes[0]).into_owned();
    assert!(chapter.contains("2026-11-22"), "the day of the last change");
    lab.pass_days(400);
    to_folder(&lab, &council, &plan, &formats).await.unwrap();
    assert_eq!(read(), bytes);
}

#[tokio::test]
async fn a_format_that_fails_leaves_the_folder_as_it_was() {
    let lab = Lab::new().await;
    let plan = sample_plan();
    let council = lab.with_plan(&plan).await;
    to_folder(&lab, &council, &plan, &[Format::Md, Format::Pdf])
        .await
        .unwrap_err();
    assert!(!lab.folder().join("out").exists());
}

async fn look(lab: &Lab, council: &Council, id: PublicationId) -> Publication {
    let unit = lab.look().await;
    let permit = unit.permit::<LookPublication>(Some(council.id)).unwrap();
    look_publication(&unit, permit, id).await.unwrap()
}

async fn start(lab: &Lab, council: &Council, plan: &Plan, formats: &[Format]) -> PublicationId {
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<StartPublication>(Some(council.id)).unwrap();
    let input = ToPublish {
        plan: PlanName::from(plan.id),
        given: Given::default(),
        formats: formats.to_vec(),
        lang: Lang::Ja,
    };
    let started = start_publication(&mut unit, permit, input).await.unwrap();
    unit.commit().await.unwrap();
    started.publication
}

/// Looks until it is no longer running.
async fn ended(lab: &Lab, council: &Council, id: PublicationId) -> Publication {
    loop {
        let publication = look(lab, council, id).await;
        if publication.state != PublicationState::Running {
            return publication;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn start_look_fetch() {
    let lab = Lab::new().await;
    let plan = sample_plan();
    let council = lab.with_plan(&plan).await;
    let id = start(&lab, &council, &plan, &[Format::Md]).await;
    let done = ended(&lab, &council, id).await;
    assert_eq!(done.state, PublicationState::Done);
    assert_eq!(done.files.len(), 1);
    let unit = lab.look().await;
    let permit = unit.permit::<FetchFile>(Some(council.id)).unwrap();
    let file = fetch_file(&unit, permit, id, &done.files[0].name)
        .await
        .unwrap();
    assert_eq!(file.content_type, "text/markdown; charset=utf-8");
    assert_eq!(file.bytes.len() as u64, done.files[0].size);
    let permit = unit.permit::<FetchFile>(Some(council.id)).unwrap();
    fetch_file(&unit, permit, id, "../../ayumi.sqlite")
        .await
        .unwrap_err();
    let record = lab.record(&council).await;
    let actions: Vec<_> = record
        .iter()
        .skip(2)
        .map(|change| change.action.as_str())
        .collect();
    assert_eq!(actions, ["start-publication", "end-publication"]);
}

/// What was published stays as it was while the plan is edited, emptied and put back; a new
/// publication is one of its own.
#[tokio::test(flavor = "multi_thread")]
async fn row_88_what_was_published_stays_as_it_was() {
    let lab = Lab::new().await;
    let plan = sample_plan();
    let council = lab.with_plan(&plan).await;
    let bytes = async |id: PublicationId| {
        let done = ended(&lab, &council, id).await;
        assert_eq!(done.state, PublicationState::Done);
        let unit = lab.look().await;
        let permit = unit.permit::<FetchFile>(Some(council.id)).unwrap();
        let file = fetch_file(&unit, permit, id, &done.files[0].name).await;
        file.unwrap().bytes
    };
    let edited = async |edit: Edit| {
        let mut unit = lab.change(None).await;
        let (name, given) = (PlanName::from(plan.id), Given::default());
        let done = edit_plan(&mut unit, council.id, &name, given, edit).await;
        unit.commit().await.unwrap();
        tokio::task::yield_now().await;
        done.unwrap()
    };
    let first = start(&lab, &council, &plan, &[Format::Md]).await;
    let published = bytes(first).await;
    edited(Edit::Head {
        head: Head {
            title: "別の名前の計画".to_owned(),
            ..Head::of(&plan)
        },
    })
    .await;
    edited(Edit::Remove {
        item: plan.items[0].id,
    })
    .await;
    assert!(
        bytes(first).await == published,
        "the plan is another one now"
    );
    let now = lab.plan(council.id).await;
    let second = start(&lab, &council, &now, &[Format::Md]).await;
    let other = bytes(second).await;
    assert!(other != published && second != first);
    assert!(bytes(first).await == published);
    let back = Edit::Head {
        head: Head::of(&plan),
    };
    edited(back).await;
    assert!(bytes(second).await == other, "and so does the second one");
}

/// A browser fetches files, no folders: the web pages come as one ZIP.
#[tokio::test(flavor = "multi_thread")]
async fn web_pages_are_fetched_as_one_zip() {
    let lab = Lab::new().await;
    let plan = sample_plan();
    let council = lab.with_plan(&plan).await;
    let mut zips = Vec::new();
    for _ in 0..2 {
        let id = start(&lab, &council, &plan, &[Format::Html]).await;
        let done = ended(&lab, &council, id).await;
        assert_eq!(done.state, PublicationState::Done);
        assert_eq!(done.files.len(), 1);
        assert_eq!(done.files[0].name, format!("{}-web.zip", plan.slug));
        let unit = lab.look().await;
        let permit = unit.permit::<FetchFile>(Some(council.id)).unwrap();
        let file = fetch_file(&unit, permit, id, &done.files[0].name).await;
        let file = file.unwrap();
        assert_eq!(file.content_type, "application/zip");
        zips.push(file.bytes);
    }
    assert!(zips[0].starts_with(b"PK"));
    let names = String::from_utf8_lossy(&zips[0]).into_owned();
    let page = format!("{}/items/{}.html", plan.slug, plan.items[0].id);
    assert!(names.contains(&page) && names.contains(&format!("{}/index.html", plan.slug)));
    assert!(zips[0] == zips[1], "the same plan gives the same bytes");
}

/// The sample refers to a page of another chapter: its words stay, and it is listed.
#[tokio::test]
async fn a_reference_that_leads_out_of_the_plan_is_listed_once() {
    let lab = Lab::new().await;
    let plan = sample_plan();
    let council = lab.with_plan(&plan).await;
    let published = to_folder(&lab, &council, &plan, &[Format::Md, Format::Html])
        .await
        .unwrap();
    let rules: Vec<_> = published.notices.iter().map(|one| one.rule).collect();
    assert_eq!(rules, [ayumi_document::Rule::ReferenceUnresolved]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_writer_is_told() {
    let lab = Lab::new().await;
    let plan = sample_plan();
    let council = lab.with_plan(&plan).await;
    let id = start(&lab, &council, &plan, &[Format::Pdf]).await;
    let done = ended(&lab, &council, id).await;
    assert_eq!(
        done.state,
        PublicationState::Failed("failure-writer".to_owned())
    );
}

#[tokio::test]
async fn an_uncommitted_start_does_no_work_and_an_interrupted_one_is_given_up() {
    let lab = Lab::new().await;
    let plan = sample_plan();
    let council = lab.with_plan(&plan).await;
    let before = lab.digest().await;
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<StartPublication>(Some(council.id)).unwrap();
    let input = ToPublish {
        plan: PlanName::from(plan.id),
        given: Given::default(),
        formats: vec![Format::Md],
        lang: Lang::Ja,
    };
    start_publication(&mut unit, permit, input).await.unwrap();
    drop(unit);
    assert_eq!(lab.digest().await, before);

    // The test's runtime has one thread: the work cannot begin before this task waits.
    let mut unit = lab.change(None).await;
    let permit = unit.permit::<StartPublication>(Some(council.id)).unwrap();
    let input = ToPublish {
        plan: PlanName::from(plan.id),
        given: Given::default(),
        formats: vec![Format::Md],
        lang: Lang::Ja,
    };
    let id = start_publication(&mut unit, permit, input)
        .await
        .unwrap()
        .publication;
    let permit = unit.permit::<GiveUp>(None).unwrap();
    assert_eq!(give_up_interrupted(&mut unit, permit).await.unwrap(), 1);
    unit.commit().await.unwrap();
    let given_up = ended(&lab, &council, id).await;
    assert_eq!(
        given_up.state,
        PublicationState::Failed("failure-interrupted".to_owned())
    );
}

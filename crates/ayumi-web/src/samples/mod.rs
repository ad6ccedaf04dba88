//! Samples of every page: typical, empty, longest, four hundred items, and text that would do
//! harm if it were taken for mark-up.

pub mod comparisons;
pub mod editing;
pub mod moves;
pub mod people;
pub mod plans;
pub mod readings;

use axum::http::StatusCode;
use ayumi_app::plan::{Attachment, AttachmentId};
use ayumi_core::plan::{Item, Plan, PlanId};
use ayumi_core::publish::Format;

use crate::help::HelpPage;
use crate::intake::columns::ColumnsPage;
use crate::intake::correct::{About, CorrectPage};
use crate::intake::newer::{self, NewerPage};
use crate::intake::show::{Sent, ShowIntakePage};
use crate::intake::upload::UploadPage;
use crate::organisation::home::{CouncilsPage, HomePage, PlanEntry};
use crate::plan::item::{Beside, ItemPage};
use crate::plan::show::ShowPlanPage;
use crate::problem::{Problem, ProblemPage};
use crate::publish::pages::{LookPage, Looked, Progress, StartPage, state_chip};
use crate::render::html;
use crate::review::chapter::ChapterPage;
use crate::review::finding::Link;
use crate::review::references::ReferencesPage;
use crate::review::unmentioned::UnmentionedPage;
use crate::shell::CouncilLink;
use crate::words::Words;

/// The name of a file read in.
const FILE: &str = "plan-2-review.txt";

/// The council of the samples.
pub fn council() -> CouncilLink {
    CouncilLink {
        slug: "midorino".to_owned(),
        name: "みどり野市社会福祉協議会".to_owned(),
        ..CouncilLink::default()
    }
}

/// Every page of every sample: its name and its HTML.
pub fn pages(w: Words) -> Vec<(String, String)> {
    let mut pages = around(w);
    pages.extend(people::pages(w));
    pages.extend(moves::pages(w));
    pages.extend(editing::pages(w));
    let plans = [
        ("typical", plans::typical()),
        ("empty", plans::empty()),
        ("longest", plans::longest()),
        ("many", plans::many()),
        ("naughty", plans::naughty()),
    ];
    for (name, plan) in plans {
        pages.extend(of_plan(w, name, &plan));
        pages.extend(editing::of_plan(w, name, &plan));
    }
    pages
}

fn page(name: &str, page: &impl askama::Template) -> (String, String) {
    (name.to_owned(), html(page))
}

/// The pages that belong to no plan.
fn around(w: Words) -> Vec<(String, String)> {
    let council = council();
    let mut wrong = CouncilsPage::new(w, Vec::new());
    wrong.name = "\u{3000}".to_owned();
    wrong.name_wrong = Some(w.t(ayumi_locale::key::WEB_PROBLEM_NAME_EMPTY));
    let entry = |plan: Plan| {
        let mut entry = PlanEntry::new(&council, &plan.slug, plan.title);
        (entry.generation, entry.period, entry.items) = (plan.generation, plan.period, 24);
        entry
    };
    let waiting = Link {
        words: FILE.to_owned(),
        href: "/c/midorino".to_owned(),
    };
    let plans = vec![entry(plans::typical()), entry(plans::longest())];
    let mut refused = UploadPage::new(w, &council);
    refused.refused = Some(w.t(ayumi_locale::key::WEB_UPLOAD_EMPTY));
    vec![
        page(
            "organisation-councils",
            &CouncilsPage::new(w, people::councils()),
        ),
        page("organisation-keeping", &people::keeping(w, false)),
        page("organisation-keeping-stopped", &people::keeping(w, true)),
        page("organisation-councils-wrong", &wrong),
        page(
            "organisation-home",
            &HomePage::new(
                w,
                &council,
                plans,
                vec![(waiting, "2026-11-22 10:05".to_owned())],
            ),
        ),
        page(
            "organisation-home-empty",
            &HomePage::new(w, &council, Vec::new(), Vec::new()),
        ),
        page("intake-upload", &UploadPage::new(w, &council)),
        page("intake-upload-refused", &refused),
        page("help", &HelpPage::new(w)),
        page(
            "problem-404",
            &ProblemPage::new(w, &Problem::of(StatusCode::NOT_FOUND), "/c/x", "019a"),
        ),
        page(
            "problem-412",
            &ProblemPage::new(
                w,
                &Problem::of(StatusCode::PRECONDITION_FAILED),
                "/c/x",
                "019a",
            ),
        ),
    ]
}

/// The pages of a plan.
fn of_plan(w: Words, name: &str, plan: &Plan) -> Vec<(String, String)> {
    let council = council();
    let named = |kind: &str| format!("{kind}-{name}");
    let (reading, state) = readings::of(plan);
    let made = Link {
        words: "2026-11-21 16:40".to_owned(),
        href: "/c/midorino".to_owned(),
    };
    let made = vec![(made, state_chip(w, Progress::Done))];
    let mut deepest = deepest(&plan.items);
    let mut confirmed = plan.clone();
    confirmed.unmentioned = deepest.pop().into_iter().collect();
    let references = ReferencesPage::new(w, &council, plan, 3, first_reference(plan));
    let mut pages = vec![
        page(
            &named("plan"),
            &ShowPlanPage::new(w, &council, plan.clone(), &attachments()),
        ),
        page(
            &named("review"),
            &ChapterPage::new(w, &council, plan.clone()),
        ),
        page(
            &named("unmentioned"),
            &UnmentionedPage::new(w, &council, &confirmed, 3, &deepest),
        ),
        page(&named("references"), &references),
        page(
            &named("publish"),
            &StartPage::new(w, &council, plan, 3, made),
        ),
        page(
            &named("intake"),
            &ShowIntakePage::new(w, &council, &reading, state, Sent::default()),
        ),
    ];
    pages.extend(of_corrections(w, name, plan));
    pages.extend(of_comparisons(w, name, plan));
    pages.push(of_columns(w, name, plan));
    if !plan.items.is_empty() {
        let (reading, state) = readings::several(plan, plan);
        let shown = ShowIntakePage::new(w, &council, &reading, state, Sent::default());
        pages.push(page(&named("intake-several"), &shown));
    }
    for (position, progress) in [Progress::Running, Progress::Done, Progress::Failed]
        .into_iter()
        .enumerate()
    {
        let look = LookPage::new(w, &council, (&plan.slug, &plan.title), looked(progress));
        pages.push(page(&format!("publication-{position}-{name}"), &look));
    }
    let beside = Beside {
        lines: readings::lines(plan),
        source_name: Some(FILE.to_owned()),
        may_change: true,
        owner: Some("地域福祉課長（山本 花子・佐藤 太郎）".to_owned()),
        comments: Some(editing::comments(w, plan)),
        ..Beside::default()
    };
    pages.extend(of_items(w, name, plan, &beside));
    pages
}

/// The pages on which a reading of the plan is corrected.
fn of_corrections(w: Words, name: &str, plan: &Plan) -> Vec<(String, String)> {
    let (reading, state) = readings::of(plan);
    let items = state.origins.items.first();
    let third = items.and_then(|items| items.get(2)).cloned();
    let about = [
        ("correct-item", third.map(About::Item)),
        ("correct-text", Some(About::Text(0))),
    ];
    let shown = |(kind, about): (&str, Option<About>)| {
        let (own, read) = ((state.id.as_str(), 1), (&reading, &state.origins));
        let shown = CorrectPage::new(w, &council(), own, read, &about?)?;
        Some(page(&format!("{kind}-{name}"), &shown))
    };
    about.into_iter().filter_map(shown).collect()
}

/// What the columns of its tables hold.
fn of_columns(w: Words, name: &str, plan: &Plan) -> (String, String) {
    let (mut reading, state) = readings::of(plan);
    reading.tables = readings::tables(plan);
    let own = (state.id.as_str(), 1);
    let shown = ColumnsPage::new(w, &council(), own, &reading);
    page(&format!("columns-{name}"), &shown)
}

/// A file kept with a plan.
fn attachments() -> Vec<Attachment> {
    vec![Attachment {
        id: AttachmentId(uuid::Uuid::from_u128(906)),
        plan: PlanId(uuid::Uuid::from_u128(2)),
        name: FILE.to_owned(),
        sha256: "0".repeat(64),
        size: 2_345_678,
        added_at: jiff::Timestamp::UNIX_EPOCH,
    }]
}

/// A plan beside a newer version of its document: with differences, and without any.
fn of_comparisons(w: Words, name: &str, plan: &Plan) -> Vec<(String, String)> {
    let refused = newer::Sent {
        refused: Some(w.t(ayumi_locale::key::ERROR_COUNCIL_NOT_CONFIRMED)),
        ..newer::Sent::default()
    };
    let shown = |kind: &str, comparison, sent| {
        let shown = NewerPage::new(w, &council(), &comparison, 0, sent);
        page(&format!("{kind}-{name}"), &shown)
    };
    vec![
        shown("newer", comparisons::of(plan), newer::Sent::default()),
        shown("newer-same", comparisons::same(plan), refused),
    ]
}

/// The pages of a plan's first items, middle and bottom.
fn of_items(w: Words, name: &str, plan: &Plan, beside: &Beside) -> Vec<(String, String)> {
    let second = plan.items.first().and_then(|item| item.items.first());
    let shown = |(kind, item): (&str, Option<&Item>)| {
        let shown = ItemPage::new(w, &council(), plan, item?.id, beside)?;
        Some(page(&format!("{kind}-{name}"), &shown))
    };
    [
        ("item", second.and_then(|item| item.items.first())),
        ("item-middle", second),
    ]
    .into_iter()
    .filter_map(shown)
    .collect()
}

/// The first reference of a plan, so that its form is looked at too.
fn first_reference(plan: &Plan) -> Option<(ayumi_core::plan::FindingId, usize)> {
    fn below(items: &[Item]) -> Option<ayumi_core::plan::FindingId> {
        items.iter().find_map(|item| {
            let own = item.findings.iter().find(|one| !one.refs.is_empty());
            own.map(|one| one.id).or_else(|| below(&item.items))
        })
    }
    below(&plan.items).map(|finding| (finding, 1))
}

fn deepest(items: &[Item]) -> Vec<ayumi_core::plan::ItemId> {
    items
        .iter()
        .flat_map(|item| {
            if item.items.is_empty() {
                vec![item.id]
            } else {
                deepest(&item.items)
            }
        })
        .collect()
}

fn looked(progress: Progress) -> Looked {
    let digest = "3f2a".repeat(16);
    Looked {
        id: "01980000-0000-7000-8000-00000000aaaa".to_owned(),
        progress,
        moment: "2026-11-22 10:12".to_owned(),
        formats: vec![Format::Pdf, Format::Docx],
        files: vec![
            ("plan-2.pdf".to_owned(), digest.clone(), 182_340),
            ("plan-2.docx".to_owned(), digest.clone(), 24_120),
        ],
        notices: vec!["\u{3013}".to_owned()],
        failure: Some("…".to_owned()),
        source_digest: digest,
    }
}

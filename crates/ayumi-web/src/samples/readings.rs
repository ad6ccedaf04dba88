//! Sample readings, made of the sample plans.

use std::collections::BTreeMap;

use ayumi_app::intake::{Answers, Origins, OtherCouncil, Ways};
use ayumi_app::plan::PlanRow;
use ayumi_core::interchange::{
    Coverage, Meaning, READING_FORMAT, ReadColumn, ReadFinding, ReadItem, ReadPlan, Reading,
    SourceInfo, TableForm,
};
use ayumi_core::plan::{Item, Plan, Standing};
use ayumi_core::review::Finding;
use ayumi_document::{
    Ask, At, Notice, Question, Repair, RepairRule, Rule, Severity, SourceKind, Unplaced, Why,
};

use ayumi_locale::Lang;

use crate::intake::newer::Offer;
use crate::intake::show::IntakeState;
use crate::intake::source::SourceLine;
use crate::review::finding::name_of;
use crate::words::Words;

/// The words of the sample reading.
#[derive(serde::Deserialize)]
struct Said {
    notice: String,
    before: String,
    after: String,
    heading: String,
    kind: String,
    column: String,
    period: String,
}

/// The reading of a plan, and the intake it waits in.
pub fn of(plan: &Plan) -> (Reading, IntakeState) {
    let samples: Said = serde_json::from_str(include_str!("../../samples/reading.json"))
        .expect("our own samples are in the form; a test reads them");
    let at = Some(At::line(31));
    let mut notice = Notice::new(Rule::EraContinued, Severity::Warning, at.clone());
    notice.text = samples.notice;
    let reading = Reading {
        format: READING_FORMAT.to_owned(),
        source: SourceInfo {
            name: super::FILE.to_owned(),
            kind: SourceKind::Text,
            sha256: "0".repeat(64),
            characters: 1843,
        },
        plan: read_plan(plan),
        legends: plan.legends.clone(),
        repairs: vec![Repair {
            rule: RepairRule::CjkRadical,
            before: samples.before,
            after: samples.after,
            at: Some(At::line(30)),
        }],
        notices: vec![notice],
        questions: vec![
            question(at, samples.kind),
            by_hand(samples.column),
            period(samples.period, plan),
        ],
        more_plans: Vec::new(),
        tables: Vec::new(),
        unplaced: vec![Unplaced {
            text: samples.heading,
            why: Why::Heading,
            at: Some(At::line(20)),
        }],
        coverage: Coverage {
            characters: 1843,
            placed: 1771,
            unplaced: 72,
        },
        placed: Vec::new(),
        unplaced_spans: Vec::new(),
    };
    let state = state(plan, &reading);
    (reading, state)
}

/// The intake a reading waits in.
fn state(plan: &Plan, reading: &Reading) -> IntakeState {
    IntakeState {
        id: "01980000-0000-7000-8000-00000000bbbb".to_owned(),
        version: 1,
        accepted: None,
        open: true,
        encoding: None,
        selection: ayumi_document::Selection::default(),
        attach: Vec::new(),
        answers: BTreeMap::new(),
        corrections: 1,
        origins: origins(reading),
        ways: [(true, false), (false, false), (false, true)]
            .map(|(chosen, typed)| Ways { chosen, typed })
            .to_vec(),
        other: None,
        newer: offer(plan),
        lines: lines(plan),
    }
}

/// The plan itself is here already.
fn offer(plan: &Plan) -> Option<Offer> {
    let row = PlanRow {
        id: plan.id,
        slug: plan.slug.clone(),
        title: plan.title.clone(),
        generation: plan.generation,
        period: plan.period.clone(),
        items: 24,
        version: 1,
    };
    Offer::new(
        "/c/midorino",
        std::slice::from_ref(&row),
        &[(0, row.clone())],
    )
}

fn origins(reading: &Reading) -> Origins {
    let made = Answers::default().apply(&mut reading.clone());
    made.unwrap_or_default()
}

fn question(at: Option<At>, text: String) -> Question {
    Question {
        at,
        ask: Ask::WhichKind,
        text,
        choices: ["reflection", "result", "mixed"]
            .map(str::to_owned)
            .to_vec(),
        values: BTreeMap::new(),
    }
}

fn by_hand(text: String) -> Question {
    Question {
        at: Some(At::line(26)),
        ask: Ask::WhichColumn,
        text,
        choices: ["1", "2"].map(str::to_owned).to_vec(),
        values: BTreeMap::new(),
    }
}

fn period(text: String, plan: &Plan) -> Question {
    Question {
        at: Some(At::line(3)),
        ask: Ask::WhichPeriod,
        text,
        choices: plan.period.iter().map(|one| one.text.clone()).collect(),
        values: BTreeMap::new(),
    }
}

/// The same reading where the file binds a second plan and names another organisation.
pub fn several(plan: &Plan, other: &Plan) -> (Reading, IntakeState) {
    let (mut reading, mut state) = of(plan);
    let mut further = read_plan(other);
    further.title = None;
    reading.more_plans = vec![further];
    state.origins = origins(&reading);
    state.other = Some(OtherCouncil {
        read: super::council().name,
        council: super::FILE.to_owned(),
    });
    (reading, state)
}

fn read_plan(plan: &Plan) -> ReadPlan {
    ReadPlan {
        groupings: Vec::new(),
        organization: plan.organization.clone(),
        title: (!plan.items.is_empty()).then(|| plan.title.clone()),
        generation: plan.generation,
        period: plan.period.clone(),
        philosophy: plan.philosophy.clone(),
        vision: plan.vision.clone(),
        levels: plan.levels.clone(),
        items: plan.items.iter().map(read_item).collect(),
        overall: plan.overall.iter().map(read_finding).collect(),
        unmentioned: Vec::new(),
    }
}

fn read_item(item: &Item) -> ReadItem {
    ReadItem {
        level: item.level.clone(),
        label: item.label.clone(),
        title: item.title.clone(),
        marks: item.marks.clone(),
        texts: item.texts.clone(),
        sections: item.sections.clone(),
        standing: Standing::default(),
        schedule: item.schedule.clone(),
        indicators: item.indicators.clone(),
        ratings: Vec::new(),
        findings: item.findings.iter().map(read_finding).collect(),
        items: item.items.iter().map(read_item).collect(),
        at: item.at.clone(),
    }
}

fn read_finding(finding: &Finding) -> ReadFinding {
    ReadFinding {
        marker: finding.marker.clone(),
        text: finding.text.clone(),
        kind: finding.kind,
        refs: finding.refs.clone(),
        about: Vec::new(),
        leads_to: BTreeMap::new(),
        at: finding.at.clone(),
    }
}

/// The source a plan might have been read from.
pub fn lines(plan: &Plan) -> Vec<SourceLine> {
    let mut told: BTreeMap<At, String> = BTreeMap::new();
    let mut put = |at: &Option<At>, words: String| {
        if let Some(at) = at {
            told.entry(at.clone()).or_insert(words);
        }
    };
    walk(&plan.items, &mut put);
    for finding in &plan.overall {
        put(&finding.at, finding_words(finding));
    }
    told.into_iter()
        .map(|(at, words)| SourceLine {
            words,
            ..SourceLine::at(Words(Lang::Ja), &at, true)
        })
        .collect()
}

fn walk(items: &[Item], put: &mut dyn FnMut(&Option<At>, String)) {
    for item in items {
        put(&item.at, name_of(item));
        for finding in &item.findings {
            put(&finding.at, finding_words(finding));
        }
        walk(&item.items, put);
    }
}

fn finding_words(finding: &Finding) -> String {
    format!(
        "{}{}",
        finding.marker.as_deref().unwrap_or_default(),
        finding.text
    )
}

/// The forms of its tables: one read by its headings, one as a person matched it.
pub fn tables(plan: &Plan) -> Vec<TableForm> {
    let column = |key: &str, taken, said| ReadColumn {
        key: key.to_owned(),
        heading: key.to_owned(),
        count: 1,
        taken,
        said,
        examples: plan
            .items
            .iter()
            .take(2)
            .map(|item| item.title.clone())
            .collect(),
    };
    let level = plan.levels.first().map(String::as_str).unwrap_or_default();
    let form = |matching: Option<&str>, said| TableForm {
        columns: vec![
            column(level, Some(Meaning::Level), None),
            column(super::FILE, said, said),
            column("A", None, None),
        ],
        tables: 2,
        matching: matching.map(str::to_owned),
        at: Some(At::line(12)),
    };
    vec![form(None, None), form(Some("A"), Some(Meaning::Result))]
}

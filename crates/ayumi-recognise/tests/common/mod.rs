//! What the tests share: reading a text, printing a reading, checking the coverage law.

#![allow(dead_code, reason = "each test binary uses a part")]

use std::fmt::Write;

use ayumi_core::interchange::{ReadFinding, ReadItem, ReadPlan, Reading, SourceInfo};
use ayumi_document::{Document, Reader, Source, SourceKind};

/// The document of a plain text.
pub fn document(text: &str) -> Document {
    let source = Source {
        name: "case.txt",
        bytes: text.as_bytes(),
        encoding: Some("utf-8"),
        ..Source::default()
    };
    ayumi_markup::TextReader.read(source).unwrap_or_default()
}

/// What the reading calls its source.
pub fn info(document: &Document) -> SourceInfo {
    SourceInfo {
        name: "case.txt".to_owned(),
        kind: SourceKind::Text,
        sha256: String::new(),
        characters: document.visible_characters(),
    }
}

/// The reading of a plain text.
pub fn read(text: &str) -> Reading {
    let document = document(text);
    ayumi_recognise::recognise(&document, info(&document))
}

/// A reading as a few lines: the head, the tree, legends, repairs, notices, questions.
pub fn show(reading: &Reading) -> String {
    let mut out = String::new();
    show_plan(&reading.plan, &mut out);
    for plan in &reading.more_plans {
        out.push_str("--- a further plan\n");
        show_plan(plan, &mut out);
    }
    show_rest(reading, &mut out);
    out
}

fn show_plan(plan: &ReadPlan, out: &mut String) {
    for (name, value) in [
        ("organization", &plan.organization),
        ("title", &plan.title),
        ("philosophy", &plan.philosophy),
        ("vision", &plan.vision),
    ] {
        if let Some(value) = value {
            let _ = writeln!(out, "{name}: {value}");
        }
    }
    if let Some(period) = &plan.period {
        let to = period.to.map_or(String::new(), |to| to.0.to_string());
        let _ = writeln!(out, "period: {}-{to} {}", period.from.0, period.text);
    }
    if !plan.levels.is_empty() {
        let _ = writeln!(out, "levels: {}", plan.levels.join(" > "));
    }
    for item in &plan.items {
        show_item(item, 0, out);
    }
    for finding in &plan.overall {
        show_finding(finding, "", out);
    }
}

fn show_rest(reading: &Reading, out: &mut String) {
    for legend in &reading.legends {
        let of = legend
            .of
            .as_deref()
            .map(|of| format!(" of {of}"))
            .unwrap_or_default();
        let order = legend.order.map(|n| format!(" #{n}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "legend {} = {}{of}{order}",
            legend.symbol, legend.meaning
        );
    }
    for repair in &reading.repairs {
        let before = repair.before.replace('\n', "/");
        let _ = writeln!(out, "repair {:?} {before} -> {}", repair.rule, repair.after);
    }
    for notice in &reading.notices {
        let _ = writeln!(out, "notice {:?}", notice.rule);
    }
    for question in &reading.questions {
        let choices = question.choices.join(" / ");
        let _ = writeln!(out, "ask {:?} {choices}", question.ask);
    }
}

fn show_item(item: &ReadItem, depth: usize, out: &mut String) {
    let pad = "  ".repeat(depth);
    let level = item.level.as_deref().unwrap_or("-");
    let label = item
        .label
        .as_deref()
        .map(|l| format!("<{l}> "))
        .unwrap_or_default();
    let _ = writeln!(out, "{pad}* [{level}] {label}{}", item.title);
    let pad = format!("{pad}    ");
    let list = |name: &str, all: Vec<String>, out: &mut String| {
        if !all.is_empty() {
            let _ = writeln!(out, "{pad}{name}: {}", all.join(" / "));
        }
    };
    list("marks", item.marks.clone(), out);
    list("sections", item.sections.clone(), out);
    let cells = item.schedule.iter().map(|cell| {
        let to = match cell.to {
            None => String::new(),
            Some(None) => "-".to_owned(),
            Some(Some(year)) => format!("-{}", year.0),
        };
        let whose = cell
            .section
            .as_deref()
            .map(|s| format!("({s})"))
            .unwrap_or_default();
        format!("{}{to}{whose} {}", term(cell.term), cell.text)
    });
    list("schedule", cells.collect(), out);
    show_indicators(item, &pad, out);
    show_ratings(item, &pad, out);
    for one in &item.texts {
        let _ = writeln!(out, "{pad}{}: {}", one.name, one.text);
    }
    for one in &item.findings {
        show_finding(one, &pad, out);
    }
    for below in &item.items {
        show_item(below, depth + 1, out);
    }
}

fn show_indicators(item: &ReadItem, pad: &str, out: &mut String) {
    for one in &item.indicators {
        let value = |v: &ayumi_core::review::Reported| format!("{} {}", term(v.term), v.text);
        let name = one.name.as_deref().unwrap_or("-");
        let unit = one
            .unit
            .as_deref()
            .map(|u| format!(" ({u})"))
            .unwrap_or_default();
        let base = one
            .baseline
            .as_ref()
            .map(value)
            .map(|b| format!(" from {b}"))
            .unwrap_or_default();
        let targets: Vec<String> = one.targets.iter().map(value).collect();
        let actuals: Vec<String> = one.actuals.iter().map(value).collect();
        let _ = writeln!(
            out,
            "{pad}indicator {name}{unit}{base} target [{}] actual [{}]",
            targets.join(", "),
            actuals.join(", ")
        );
    }
}

fn show_ratings(item: &ReadItem, pad: &str, out: &mut String) {
    for one in &item.ratings {
        let stage = one
            .stage
            .as_deref()
            .map(|s| format!(" by {s}"))
            .unwrap_or_default();
        let axis = one
            .axis
            .as_deref()
            .map(|s| format!(" of {s}"))
            .unwrap_or_default();
        let whose = one
            .section
            .as_deref()
            .map(|s| format!(" ({s})"))
            .unwrap_or_default();
        let text = one
            .text
            .as_deref()
            .map(|s| format!(" {s}"))
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "{pad}rating {}{stage}{axis} {}{whose}{text}",
            term(one.term),
            one.grade
        );
    }
}

fn show_finding(one: &ReadFinding, pad: &str, out: &mut String) {
    let marker = one.marker.as_deref().unwrap_or("");
    let refs: Vec<String> = one
        .refs
        .iter()
        .filter_map(|r| r.page)
        .map(|p| format!(" p{p}"))
        .collect();
    let _ = writeln!(
        out,
        "{pad}{marker}| {} [{:?}]{}",
        one.text,
        one.kind,
        refs.concat()
    );
}

fn term(term: Option<ayumi_core::plan::Term>) -> String {
    use ayumi_core::plan::{Half, Part};
    match term {
        None => "-".to_owned(),
        Some(term) => {
            let part = match term.part {
                Part::Whole => "",
                Part::Half(Half::First) => "a",
                Part::Half(Half::Second) => "b",
                Part::Quarter(_) => "q",
            };
            format!("{}{part}", term.year.0)
        }
    }
}

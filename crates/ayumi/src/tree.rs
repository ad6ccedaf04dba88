//! A reading or a plan as a readable tree.

use ayumi_app::intake::offered_plans;
use ayumi_core::interchange::{ReadFinding, ReadItem, ReadPlan, Reading};
use ayumi_core::plan::{Item, Period, Plan};
use ayumi_document::At;
use ayumi_locale::{Key, Lang, describe, key};

/// How many notices are told one by one; the rest is counted (`bad-input`, common rules).
const MOST_TOLD: usize = 200;
/// How much of an unplaced text is shown.
const EXCERPT: usize = 40;

/// A reading: the tree with its findings, then questions, notices, repairs, unplaced.
pub fn reading(reading: &Reading, lang: Lang) -> String {
    let mut page = recognised(reading, lang);
    page.remarks(reading);
    page.coverage(reading);
    page.text
}

/// A reading in short: the tree, and how many remarks there are.
pub fn summary(reading: &Reading, lang: Lang) -> String {
    let mut page = recognised(reading, lang);
    page.text.push('\n');
    for (heading, count) in [
        (key::CLI_READ_QUESTIONS, reading.questions.len()),
        (key::CLI_READ_NOTICES, reading.notices.len()),
        (key::CLI_READ_REPAIRS, reading.repairs.len()),
        (key::CLI_READ_UNPLACED, reading.unplaced.len()),
    ] {
        if count > 0 {
            let words = lang.format(heading, &[("count", &count.to_string())]);
            page.line(0, &words);
        }
    }
    page.line(0, &lang.text(key::CLI_READ_ALL));
    page.coverage(reading);
    page.text
}

/// The plan of a reading.
fn recognised(reading: &Reading, lang: Lang) -> Page {
    let mut page = Page::new(lang);
    let offered = offered_plans(reading);
    if offered.len() > 1 {
        let count = offered.len().to_string();
        page.line(
            0,
            &lang.format(key::CLI_IMPORT_SEVERAL, &[("count", &count)]),
        );
        for one in offered {
            page.text += &format!("\n[{}] ", one.part + 1);
            page.recognised(one.plan);
        }
    } else {
        page.recognised(&reading.plan);
    }
    page
}

impl Page {
    /// A plan as read: its head, its tree, what was said about the whole.
    fn recognised(&mut self, plan: &ReadPlan) {
        self.head(&Head {
            title: plan.title.as_deref(),
            organization: plan.organization.as_deref(),
            period: plan.period.as_ref(),
            philosophy: plan.philosophy.as_deref(),
            vision: plan.vision.as_deref(),
        });
        for item in &plan.items {
            self.read_item(item, 0);
        }
        if plan.items.is_empty() {
            self.line(0, &self.lang.text(key::CLI_READ_NO_ITEMS));
        }
        if !plan.overall.is_empty() {
            self.section(key::CLI_READ_OVERALL, plan.overall.len());
            plan.overall
                .iter()
                .for_each(|finding| self.read_finding(finding, 1));
        }
    }
}

/// A plan: the tree with its findings.
pub fn plan(plan: &Plan, lang: Lang) -> String {
    let mut page = Page::new(lang);
    page.head(&Head {
        title: Some(&plan.title),
        organization: plan.organization.as_deref(),
        period: plan.period.as_ref(),
        philosophy: plan.philosophy.as_deref(),
        vision: plan.vision.as_deref(),
    });
    for item in &plan.items {
        page.item(item, 0);
    }
    if !plan.overall.is_empty() {
        page.section(key::CLI_READ_OVERALL, plan.overall.len());
        for finding in &plan.overall {
            page.finding(finding.marker.as_deref(), &finding.text, 1);
        }
    }
    page.text
}

/// The head of a plan.
struct Head<'a> {
    title: Option<&'a str>,
    organization: Option<&'a str>,
    period: Option<&'a Period>,
    philosophy: Option<&'a str>,
    vision: Option<&'a str>,
}

/// Text being laid out.
struct Page {
    text: String,
    lang: Lang,
}

impl Page {
    fn new(lang: Lang) -> Self {
        Self {
            text: String::new(),
            lang,
        }
    }

    fn line(&mut self, depth: usize, words: &str) {
        for part in words.split('\n') {
            self.text += &"  ".repeat(depth);
            self.text += part;
            self.text.push('\n');
        }
    }

    fn section(&mut self, heading: Key, count: usize) {
        self.text.push('\n');
        let words = self.lang.format(heading, &[("count", &count.to_string())]);
        self.line(0, &words);
    }

    fn head(&mut self, head: &Head<'_>) {
        let none = self.lang.text(key::CLI_READ_NO_TITLE);
        self.line(0, head.title.unwrap_or(&none));
        let period = head.period.map(|period| period.text.as_str());
        for (name, value) in [
            (key::CLI_READ_ORGANIZATION, head.organization),
            (key::CLI_READ_PERIOD, period),
            (key::CLI_READ_PHILOSOPHY, head.philosophy),
            (key::CLI_READ_VISION, head.vision),
        ] {
            if let Some(value) = value {
                let words = self.lang.format(name, &[("value", value)]);
                self.line(1, &words);
            }
        }
        self.text.push('\n');
    }

    fn title(&mut self, level: Option<&str>, label: Option<&str>, title: &str, depth: usize) {
        let mut words = String::new();
        if let Some(label) = label {
            words += label;
            words.push(' ');
        }
        words += title;
        if let Some(level) = level {
            words += &format!("  [{level}]");
        }
        self.line(depth, &words);
    }

    fn finding(&mut self, marker: Option<&str>, text: &str, depth: usize) {
        self.line(depth, &format!("{} {text}", marker.unwrap_or("-")));
    }

    fn read_finding(&mut self, finding: &ReadFinding, depth: usize) {
        self.finding(finding.marker.as_deref(), &finding.text, depth);
    }

    fn read_item(&mut self, item: &ReadItem, depth: usize) {
        self.title(
            item.level.as_deref(),
            item.label.as_deref(),
            &item.title,
            depth,
        );
        item.findings
            .iter()
            .for_each(|finding| self.read_finding(finding, depth + 2));
        item.items
            .iter()
            .for_each(|below| self.read_item(below, depth + 1));
    }

    fn item(&mut self, item: &Item, depth: usize) {
        self.title(
            item.level.as_deref(),
            item.label.as_deref(),
            &item.title,
            depth,
        );
        for finding in &item.findings {
            self.finding(finding.marker.as_deref(), &finding.text, depth + 2);
        }
        item.items
            .iter()
            .for_each(|below| self.item(below, depth + 1));
    }

    /// Questions, notices, repairs, unplaced: each list only where there is something in it.
    fn remarks(&mut self, reading: &Reading) {
        let questions = reading.questions.iter().map(|question| {
            let choices = question.choices.join(" / ");
            (question.at.as_ref(), format!("{} {choices}", question.text))
        });
        self.list(key::CLI_READ_QUESTIONS, questions.collect());
        let notices = reading.notices.iter();
        self.list(
            key::CLI_READ_NOTICES,
            notices
                .map(|notice| (notice.at.as_ref(), notice.text.clone()))
                .collect(),
        );
        let repairs = reading.repairs.iter();
        self.list(
            key::CLI_READ_REPAIRS,
            repairs
                .map(|one| (one.at.as_ref(), format!("{} → {}", one.before, one.after)))
                .collect(),
        );
        let lang = self.lang;
        let unplaced = reading.unplaced.iter().map(|one| {
            let why = describe::why(one.why, lang);
            (one.at.as_ref(), format!("{} ({why})", excerpt(&one.text)))
        });
        self.list(key::CLI_READ_UNPLACED, unplaced.collect());
    }

    fn list(&mut self, heading: Key, entries: Vec<(Option<&At>, String)>) {
        if entries.is_empty() {
            return;
        }
        self.section(heading, entries.len());
        for (at, words) in entries.iter().take(MOST_TOLD) {
            let place = at
                .map(|at| describe::place(at, self.lang) + "  ")
                .unwrap_or_default();
            self.line(1, &format!("{place}{}", words.replace('\n', " ")));
        }
        if let Some(more) = entries
            .len()
            .checked_sub(MOST_TOLD)
            .filter(|more| *more > 0)
        {
            let words = self
                .lang
                .format(key::CLI_READ_MORE, &[("count", &more.to_string())]);
            self.line(1, &words);
        }
    }

    fn coverage(&mut self, reading: &Reading) {
        let sums = reading.coverage;
        let values = [
            ("characters", sums.characters.to_string()),
            ("placed", sums.placed.to_string()),
            ("unplaced", sums.unplaced.to_string()),
        ];
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.text.push('\n');
        let words = self.lang.format(key::CLI_READ_COVERAGE, &values);
        self.line(0, &words);
    }
}

/// The beginning of a text.
fn excerpt(text: &str) -> String {
    let mut short: String = text.chars().take(EXCERPT).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

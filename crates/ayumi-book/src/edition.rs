//! What is put up for decision: the request with its approval boxes, the plan's text, and how it
//! differs from what was adopted last (新旧対照表).

use ayumi_core::organisation::Council;
use ayumi_core::plan::compare::{Difference, Differs, Part, Turn, differences};
use ayumi_core::plan::edition::{Body, Decision};
use ayumi_core::plan::prose::{Prose, prose};
use ayumi_core::plan::{Item, Plan, Standing};
use ayumi_document::{Block, Cell, Document, Row, Run, Scope, Table};
use ayumi_locale::{Key, Lang, key, print};
use jiff::civil::Date;

use crate::heading;
use crate::review::paragraph;
use crate::walk::printed;

/// What is put up.
pub struct Put<'a> {
    /// The council.
    pub council: &'a Council,
    /// The old state: how it is called, and what it says.
    pub old: (&'a str, &'a Plan),
    /// The new state.
    pub new: (&'a str, &'a Plan),
    /// There is nothing older: all of it is new.
    pub first: bool,
    /// The digest of the new state's contents.
    pub sha256: Option<&'a str>,
    /// What was decided of it.
    pub decisions: &'a [Decision],
    /// Whose boxes stand on the request, the highest first.
    pub approvers: &'a [String],
    /// The day of the paper.
    pub day: Date,
}

/// The words for a body that decides.
#[must_use]
pub fn body_words(body: Body) -> Key {
    match body {
        Body::Committee => key::BOOK_BODY_COMMITTEE,
        Body::Head => key::BOOK_BODY_HEAD,
        Body::Board => key::BOOK_BODY_BOARD,
        Body::Councillors => key::BOOK_BODY_COUNCILLORS,
        Body::Administration => key::BOOK_BODY_ADMINISTRATION,
        Body::Assembly => key::BOOK_BODY_ASSEMBLY,
    }
}

/// The words for a part that differs.
#[must_use]
pub fn part_words(part: &Part, lang: Lang) -> String {
    let named = |key: Key, name: &str| lang.format(key, &[("name", name)]);
    match part {
        Part::PlanTitle => lang.text(key::BOOK_PART_PLAN),
        Part::Period => lang.text(key::BOOK_PART_PERIOD),
        Part::Philosophy => lang.text(key::BOOK_PHILOSOPHY),
        Part::Vision => lang.text(key::BOOK_VISION),
        Part::Levels => lang.text(key::BOOK_PART_LEVELS),
        Part::Groupings => lang.text(key::BOOK_PART_GROUPINGS),
        Part::Name => lang.text(key::BOOK_PART_NAME),
        Part::Place => lang.text(key::BOOK_PART_PLACE),
        Part::Order => lang.text(key::BOOK_PART_ORDER),
        Part::Level => lang.text(key::BOOK_PART_LEVEL),
        Part::Marks => lang.text(key::BOOK_PART_MARKS),
        Part::Sections => lang.text(key::BOOK_PART_SECTIONS),
        Part::Supporting => lang.text(key::BOOK_PART_SUPPORTING),
        Part::Groups => lang.text(key::BOOK_PART_GROUPS),
        Part::Links => lang.text(key::BOOK_PART_LINKS),
        Part::Retired => lang.text(key::BOOK_PART_RETIRED),
        Part::Internal(name) => named(key::BOOK_PART_INTERNAL, name),
        Part::Text(name) if name.is_empty() => lang.text(key::BOOK_PART_TEXT),
        Part::Text(name) => name.clone(),
        Part::Indicator(name) => named(key::BOOK_PART_INDICATOR, name),
        Part::Schedule => lang.text(key::BOOK_PART_SCHEDULE),
    }
}

/// The words for how an item differs.
#[must_use]
pub fn turn_words(turn: Turn) -> Key {
    match turn {
        Turn::Added => key::BOOK_TURN_ADDED,
        Turn::Gone => key::BOOK_TURN_GONE,
        Turn::Changed => key::BOOK_TURN_CHANGED,
    }
}

/// What a difference is called: the item as it is printed in the new state, else in the old one.
#[must_use]
pub fn name_of(difference: &Difference<'_>, lang: Lang) -> String {
    match difference.new.or(difference.old) {
        Some(item) => printed(item),
        None => lang.text(key::BOOK_PART_HEAD),
    }
}

/// 新旧対照表 alone.
#[must_use]
pub fn comparison(put: &Put<'_>, lang: Lang) -> Document {
    let title = lang.format(key::BOOK_COMPARISON, &[("plan", &put.new.1.title)]);
    let mut blocks = vec![heading(1, None, &title)];
    blocks.extend(compared(put, lang));
    document(put, title, (blocks, lang))
}

/// 起案一式: the request with its boxes, the plan's text, the comparison.
#[must_use]
pub fn put_up(put: &Put<'_>, lang: Lang) -> Document {
    let title = lang.format(key::BOOK_PROPOSAL, &[("plan", &put.new.1.title)]);
    let mut blocks = vec![heading(1, None, &title), facts(put, lang)];
    let ask = match put.first {
        true => key::BOOK_PROPOSAL_FIRST,
        false => key::BOOK_PROPOSAL_CHANGE,
    };
    blocks.push(Block::text(lang.format(ask, &[("plan", &put.new.1.title)])));
    blocks.push(heading(2, None, &lang.text(key::BOOK_PROPOSAL_BOXES)));
    blocks.push(boxes(put.approvers));
    if !put.decisions.is_empty() {
        blocks.push(heading(2, None, &lang.text(key::BOOK_DECISIONS)));
        blocks.push(decided(put.decisions, lang));
    }
    blocks.push(heading(2, None, &lang.text(key::BOOK_PROPOSAL_TEXT)));
    whole_text(put.new.1, (3, lang), &mut blocks);
    if !put.first {
        let title = lang.format(key::BOOK_COMPARISON, &[("plan", &put.new.1.title)]);
        blocks.push(heading(2, None, &title));
        blocks.extend(compared(put, lang));
    }
    document(put, title, (blocks, lang))
}

/// The plan's text alone: what those read to whom an edition is sent.
#[must_use]
pub fn text_alone(put: &Put<'_>, lang: Lang) -> Document {
    let title = put.new.1.title.clone();
    let mut blocks = vec![heading(1, None, &title)];
    blocks.push(Block::text(put.new.0));
    whole_text(put.new.1, (2, lang), &mut blocks);
    document(put, title, (blocks, lang))
}

fn whole_text(plan: &Plan, (level, lang): (u8, Lang), blocks: &mut Vec<Block>) {
    for (title, text) in [
        (key::BOOK_PHILOSOPHY, &plan.philosophy),
        (key::BOOK_VISION, &plan.vision),
    ] {
        if let Some(text) = text {
            blocks.push(heading(level, None, &lang.text(title)));
            blocks.extend(text.lines().map(Block::text));
        }
    }
    texts(&plan.items, level, lang, blocks);
}

fn document(put: &Put<'_>, title: String, (blocks, lang): (Vec<Block>, Lang)) -> Document {
    Document {
        title,
        author: put.council.name.clone(),
        language: lang.tag().to_owned(),
        date: Some(put.day.to_string()),
        blocks,
        ..Document::default()
    }
}

fn head(words: &str, scope: Scope) -> Cell {
    Cell {
        scope: Some(scope),
        ..Cell::text(words)
    }
}

fn lines(words: &str) -> Cell {
    Cell {
        blocks: words.lines().map(Block::text).collect(),
        ..Cell::text("")
    }
}

fn facts(put: &Put<'_>, lang: Lang) -> Block {
    let mut rows = vec![
        (key::BOOK_HANDOVER_COUNCIL, put.council.name.clone()),
        (key::BOOK_EDITION, put.new.0.to_owned()),
        (key::BOOK_AS_OF, print::day(put.day, lang)),
        (key::BOOK_PROPOSAL_NUMBER, "\u{3000}".to_owned()),
        (key::BOOK_PROPOSAL_KEPT, "\u{3000}".to_owned()),
    ];
    if let Some(sha256) = put.sha256 {
        rows.push((key::BOOK_PROPOSAL_DIGEST, sha256.to_owned()));
    }
    let row = |(name, value): (Key, String)| Row {
        cells: vec![head(&lang.text(name), Scope::Row), lines(&value)],
    };
    Block::Table(Table {
        id: None,
        caption: None,
        head_rows: 0,
        widths: vec![1, 3],
        rows: rows.into_iter().map(row).collect(),
    })
}

/// 決裁欄: a box for each, empty for the seal.
fn boxes(approvers: &[String]) -> Block {
    let names = approvers.iter().map(|name| head(name, Scope::Column));
    let empty = approvers
        .iter()
        .map(|_| lines("\u{3000}\n\u{3000}\n\u{3000}"));
    Block::Table(Table {
        id: None,
        caption: None,
        head_rows: 1,
        widths: Vec::new(),
        rows: vec![
            Row {
                cells: names.collect(),
            },
            Row {
                cells: empty.collect(),
            },
        ],
    })
}

fn decided(decisions: &[Decision], lang: Lang) -> Block {
    let names = [
        key::BOOK_DECISION_BODY,
        key::BOOK_DECISION_DAY,
        key::BOOK_PROPOSAL_NUMBER,
        key::BOOK_DECISION_EFFECTIVE,
        key::BOOK_PROPOSAL_KEPT,
    ];
    let mut rows = vec![Row {
        cells: names
            .map(|name| head(&lang.text(name), Scope::Column))
            .into(),
    }];
    for one in decisions {
        let text = |text: &Option<String>| lines(text.as_deref().unwrap_or_default());
        let effective = one.effective.map(|day| print::day(day, lang));
        rows.push(Row {
            cells: vec![
                head(&lang.text(body_words(one.body)), Scope::Row),
                lines(&print::day(one.decided, lang)),
                text(&one.number),
                text(&effective),
                text(&one.kept),
            ],
        });
    }
    Block::Table(Table {
        id: None,
        caption: None,
        head_rows: 1,
        widths: vec![3, 3, 3, 3, 2],
        rows,
    })
}

fn texts(items: &[Item], level: u8, lang: Lang, blocks: &mut Vec<Block>) {
    for item in items {
        blocks.push(heading(level.min(6), None, &printed(item)));
        let (mut rows, mut parted) = (Vec::new(), Vec::new());
        let mut row = |name: String, value: String| {
            rows.push(Row {
                cells: vec![head(&name, Scope::Row), lines(&value)],
            });
        };
        if !item.marks.is_empty() {
            row(lang.text(key::BOOK_PART_MARKS), item.marks.join("、"));
        }
        if !item.sections.is_empty() {
            row(lang.text(key::BOOK_PART_SECTIONS), item.sections.join("\n"));
        }
        for (part, said) in beside(&item.standing, lang) {
            row(part_words(&part, lang), said);
        }
        for text in &item.texts {
            let part = Part::Text(text.name.clone());
            match prose(&text.text).iter().any(|part| !is_plain(part)) {
                false => row(part_words(&part, lang), text.text.clone()),
                true => parted.push((part_words(&part, lang), prose(&text.text))),
            }
        }
        for one in &item.indicators {
            let name = one.name.clone().unwrap_or_default();
            let values = one.baseline.iter().chain(&one.targets).map(|value| {
                let term = value.term.map(|term| print::term(term, lang));
                format!("{}\u{3000}{}", term.unwrap_or_default(), value.text)
            });
            let values: Vec<String> = values.collect();
            row(part_words(&Part::Indicator(name), lang), values.join("\n"));
        }
        if !rows.is_empty() {
            blocks.push(Block::Table(Table {
                id: None,
                caption: None,
                head_rows: 0,
                widths: vec![1, 4],
                rows,
            }));
        }
        for (name, parts) in parted {
            blocks.push(paragraph(vec![Run::strong(name)]));
            blocks.extend(parts.iter().flat_map(blocks_of));
        }
        texts(&item.items, level + 1, lang, blocks);
    }
}

/// Words alone fit into a row; lists and tables stand below it.
fn is_plain(part: &Prose) -> bool {
    matches!(part, Prose::Paragraph(_))
}

fn blocks_of(part: &Prose) -> Vec<Block> {
    match part {
        Prose::Heading(words) => vec![paragraph(vec![Run::strong(words.clone())])],
        Prose::Paragraph(words) => words.lines().map(Block::text).collect(),
        Prose::List(points) => {
            let points = points.iter().map(|point| format!("・{point}"));
            points.map(Block::text).collect()
        }
        Prose::Table(rows) => {
            let head_rows = usize::from(rows.len() > 1);
            let row = |(number, row): (usize, &Vec<String>)| Row {
                cells: row
                    .iter()
                    .map(|cell| match number < head_rows {
                        true => head(cell, Scope::Column),
                        false => lines(cell),
                    })
                    .collect(),
            };
            vec![Block::Table(Table {
                id: None,
                caption: None,
                head_rows,
                widths: Vec::new(),
                rows: rows.iter().enumerate().map(row).collect(),
            })]
        }
    }
}

/// How an item stands beside the tree, in words.
fn beside(standing: &Standing, lang: Lang) -> Vec<(Part, String)> {
    let groups = standing.groups.iter();
    let groups = groups.map(ToString::to_string);
    let links = standing.links.iter().map(|one| one.text.clone());
    let ended = standing.retired.as_ref().map(|one| {
        let year = one.year.map(|year| print::fiscal_year(year, lang));
        format!("{}\u{3000}{}", year.unwrap_or_default(), one.reason)
    });
    let all: [(Part, Vec<String>); 4] = [
        (Part::Supporting, standing.supporting.clone()),
        (Part::Groups, groups.collect()),
        (Part::Links, links.collect()),
        (Part::Retired, ended.into_iter().collect()),
    ];
    let said = all.into_iter().filter(|(_, lines)| !lines.is_empty());
    said.map(|(part, lines)| (part, lines.join("\n"))).collect()
}

/// The table of what differs, or that nothing does.
fn compared(put: &Put<'_>, lang: Lang) -> Vec<Block> {
    let found = differences(put.old.1, put.new.1);
    if found.is_empty() {
        return vec![Block::text(lang.text(key::BOOK_COMPARISON_SAME))];
    }
    let names = [
        lang.text(key::BOOK_PART_ITEM),
        lang.text(key::BOOK_COMPARISON_PART),
        lang.format(key::BOOK_COMPARISON_OLD, &[("name", put.old.0)]),
        lang.format(key::BOOK_COMPARISON_NEW, &[("name", put.new.0)]),
        lang.text(key::BOOK_COMPARISON_TURN),
    ];
    let mut rows = vec![Row {
        cells: names.iter().map(|name| head(name, Scope::Column)).collect(),
    }];
    for one in &found {
        for differs in &one.parts {
            rows.push(differing(one, differs, lang));
        }
    }
    vec![Block::Table(Table {
        id: None,
        caption: None,
        head_rows: 1,
        widths: vec![3, 2, 5, 5, 2],
        rows,
    })]
}

fn differing(one: &Difference<'_>, differs: &Differs, lang: Lang) -> Row {
    Row {
        cells: vec![
            head(&name_of(one, lang), Scope::Row),
            lines(&part_words(&differs.part, lang)),
            lines(&differs.old),
            lines(&differs.new),
            lines(&lang.text(turn_words(one.turn))),
        ],
    }
}

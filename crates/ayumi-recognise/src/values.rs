//! Values given to an item: sections, schedule cells, indicators, ratings, texts, findings.

use ayumi_core::plan::FiscalYear;
use ayumi_core::review::FindingKind;
use ayumi_document::Why;

use crate::draft::{
    DraftCell, DraftFinding, DraftIndicator, DraftRating, DraftText, DraftValue, Node,
};
use crate::grade::is_grade;
use crate::lines::abbreviations::first_of_several;
use crate::table::entries::{Entry, entries, entry};
use crate::table::role::{Column, Role, When};
use crate::text::slice::Slice;
use crate::text::view::{GridCell, Line};
use crate::words::{Class, exact, is, suffix};
use crate::work::{Work, term};

/// What is known of the row or sheet a value stands in.
#[derive(Debug, Default)]
pub(crate) struct RowState {
    /// The indicator being filled.
    pub indicator: DraftIndicator,
    /// Whose row it is, where several sections carry the item.
    pub section: Option<String>,
    /// Does the table count something (indicators, targets)?
    pub counts: bool,
    /// Words that stand before the grade they tell of, and its time.
    pub told: Option<(When, Slice)>,
}

/// Gives a cell's content to an item, as its column says.
pub(crate) fn apply(
    work: &mut Work,
    node: Node,
    column: &Column,
    cell: &mut GridCell,
    row: &mut RowState,
) {
    work.step(8 + cell.lines.len());
    if cell.is_blank() {
        return;
    }
    match &column.role {
        Role::Finding(kind) => findings(work, node, entries(cell), *kind),
        Role::Section => {
            let parts: Vec<Line> = std::mem::take(&mut cell.lines);
            for line in parts {
                sections(work, node, line.text);
            }
        }
        Role::Rating { .. } => rating_cell(work, node, column, cell, row),
        _ => {
            let whole = cell.take();
            apply_slice(work, node, column, whole, row);
        }
    }
}

/// The same for a single piece of text.
pub(crate) fn apply_slice(
    work: &mut Work,
    node: Node,
    column: &Column,
    mut text: Slice,
    row: &mut RowState,
) {
    text.trim();
    if text.is_blank() {
        return;
    }
    let folded = text.folded();
    let nothing = folded.iter().all(|c| *c == '-');
    let When { year, half, .. } = column.when;
    match &column.role {
        Role::Section => sections(work, node, text),
        Role::Mark => work.draft.items[node].marks.push(text),
        Role::Text(name) => {
            let name = name.clone();
            work.draft.items[node].texts.push(DraftText { name, text });
        }
        Role::Indicator => row.indicator.name = Some(text),
        Role::Unit => row.indicator.unit = Some(text),
        Role::Baseline | Role::Target | Role::Actual | Role::Year | Role::Schedule if nothing => {
            work.leave(text, Why::NoField);
        }
        // A sentence of what was done is a result, no measured value.
        Role::Actual if text.len() > 4 && crate::table::entries::ends(&text) => {
            let kind = Some(FindingKind::Result);
            findings(work, node, vec![entry(text, None)], kind);
        }
        Role::Baseline | Role::Target | Role::Actual => value(work, column, text, row),
        Role::Year if row.counts => {
            let value = DraftValue {
                term: term(year, half),
                section: row.section.clone(),
                text,
            };
            row.indicator.targets.push(value);
        }
        Role::Year | Role::Schedule => schedule(work, node, column, text, row),
        Role::Rating { .. } => rating(work, node, column, text, row),
        Role::Choice(answer) if exact("ticked", &folded).is_some() => {
            let grade = Slice::made(answer, &text);
            work.leave(text, Why::Wording);
            judged(work, node, column, grade, row);
        }
        Role::RatingText if column.when != When::default() => told(work, node, column, text, row),
        Role::RatingText => rating_text(work, node, text),
        Role::Finding(kind) => findings(work, node, vec![entry(text, None)], *kind),
        Role::Money => work.leave(text, Why::Finance),
        Role::Count => work.leave(text, Why::Statistics),
        Role::Opinion | Role::Reply => work.leave(text, Why::Opinions),
        _ => work.leave(text, Why::NoField),
    }
}

/// A value of an indicator.
fn value(work: &Work, column: &Column, text: Slice, row: &mut RowState) {
    let When { year, half, .. } = column.when;
    // 令和6年度 進行管理表: the year the document speaks of.
    let own = work.year.filter(|_| column.role != Role::Baseline);
    let value = DraftValue {
        term: term(
            year.or(own),
            half.or(work.half.filter(|_| year.is_none() && own.is_some())),
        ),
        section: row.section.clone(),
        text,
    };
    match column.role {
        Role::Baseline if row.indicator.baseline.is_none() => {
            row.indicator.baseline = Some(value);
        }
        Role::Target => row.indicator.targets.push(value),
        _ => row.indicator.actuals.push(value),
    }
}

/// Ends a row: its indicator belongs to the item.
pub(crate) fn close_row(work: &mut Work, node: Node, row: &mut RowState) {
    if let Some((_, text)) = row.told.take() {
        findings(work, node, vec![entry(text, None)], None);
    }
    let indicator = std::mem::take(&mut row.indicator);
    if indicator.has_values() || indicator.name.is_some() {
        work.draft.items[node].indicators.push(indicator);
    } else if let Some(unit) = indicator.unit {
        work.leave(unit, Why::NoField);
    }
}

fn schedule(work: &mut Work, node: Node, column: &Column, text: Slice, row: &mut RowState) {
    // 年度計画: what is planned in the year the document speaks of.
    let own = work.year.filter(|_| column.role == Role::Schedule);
    let cell = DraftCell {
        term: term(column.when.year.or(own), column.when.half),
        to: column.when.to.map(|to| to.map(FiscalYear)),
        section: row.section.clone(),
        text,
    };
    work.draft.items[node].schedule.push(cell);
}

/// Section names of a piece of text, parted by commas and dots.
pub(crate) fn sections(work: &mut Work, node: Node, mut text: Slice) {
    text.trim();
    loop {
        let cut = (0..text.len()).find(|i| {
            let c = text.at(*i);
            is(c, Class::Comma) || is(c, Class::Dot) || matches!(c, '/' | ';')
        });
        let Some(cut) = cut else { break };
        let mut first = text.take_front(cut + 1);
        let sign = first.split_off(cut);
        work.leave(sign, Why::Wording);
        section(work, node, first.trimmed());
    }
    section(work, node, text.trimmed());
}

fn section(work: &mut Work, node: Node, mut text: Slice) {
    if text.is_blank() {
        return;
    }
    if let Some(end) = first_of_several(work, &text.folded()) {
        let first = text.take_front(text.index_after(end));
        section(work, node, first.trimmed());
        return section(work, node, text.trimmed());
    }
    let key = text.key();
    if work.draft.items[node]
        .sections
        .iter()
        .any(|s| s.key() == key)
    {
        work.leave(text, Why::Duplicate);
    } else {
        work.draft.items[node].sections.push(text);
    }
}

/// A cell of grades: one, several in a row, or a grade with words.
fn rating_cell(
    work: &mut Work,
    node: Node,
    column: &Column,
    cell: &mut GridCell,
    row: &mut RowState,
) {
    let lines: Vec<Line> = std::mem::take(&mut cell.lines);
    let whole: Vec<char> = lines.iter().flat_map(|line| line.text.folded()).collect();
    if is_grade(&whole) || lines.len() == 1 {
        let mut text = Slice::new();
        for line in lines {
            text.join(line.text);
        }
        rating(work, node, column, text.trimmed(), row);
        return;
    }
    let mut rest = Slice::new();
    let mut first = true;
    for line in lines {
        if std::mem::take(&mut first) && is_grade(&line.text.folded()) {
            rating(work, node, column, line.text, row);
        } else {
            rest.join(line.text);
        }
    }
    rating_text(work, node, rest);
}

/// A grade, or words that stand where a grade is expected.
pub(crate) fn rating(
    work: &mut Work,
    node: Node,
    column: &Column,
    text: Slice,
    row: &mut RowState,
) {
    let folded = text.folded();
    if folded.is_empty() {
        return;
    }
    if folded.iter().all(|c| *c == '-') {
        work.leave(text, Why::NoField);
        return;
    }
    if marks(work, &folded) {
        work.draft.items[node].marks.push(text);
        return;
    }
    if !is_grade(&folded) {
        return graded_words(work, node, column, text, row);
    }
    judged(work, node, column, text, row);
}

/// Does a legend say that the sign marks, and does not judge (○ = paid from the Community Chest,
/// practice §1a V21)?
fn marks(work: &Work, t: &[char]) -> bool {
    let mut own = work
        .draft
        .legends
        .iter()
        .filter(|one| one.symbol.folded() == t);
    own.any(|one| crate::words::within("mark_sign", &one.meaning.folded()))
}

/// A grade, whatever its words.
fn judged(work: &mut Work, node: Node, column: &Column, grade: Slice, row: &mut RowState) {
    let (stage, axis) = match &column.role {
        Role::Rating { stage, axis } => (stage.clone(), axis.clone()),
        _ => (None, None),
    };
    let year = column.when.year.or(work.year);
    // A half of no known year stays by its name.
    let axis = axis.or_else(|| half_name(column.when.half.filter(|_| year.is_none())));
    let half = column
        .when
        .half
        .or(work.half.filter(|_| column.when.year.is_none()));
    let rating = DraftRating {
        stage,
        axis,
        term: term(year, half),
        section: row.section.clone(),
        grade,
        text: row
            .told
            .take_if(|(when, _)| *when == column.when)
            .map(|(_, text)| text),
    };
    work.draft.items[node].ratings.push(rating);
}

/// 上半期, 下半期
fn half_name(half: Option<u8>) -> Option<String> {
    let number = half?.to_string();
    let mut names = crate::words::group("half").iter();
    let name = names.find(|word| word.value.starts_with(&number))?;
    Some(name.text.clone())
}

/// `A 利用がふえた。`, `A(順調)` or words alone.
fn graded_words(work: &mut Work, node: Node, column: &Column, mut text: Slice, row: &mut RowState) {
    let stop = (1..text.len().min(8)).find(|i| {
        let c = text.at(*i);
        c.is_whitespace() || is(c, Class::Open) || is(c, Class::Colon) || is(c, Class::Comma)
    });
    if let Some(stop) = stop {
        let head: Vec<char> = (0..stop)
            .map(|i| text.at(i))
            .filter(|c| !c.is_whitespace())
            .collect();
        if is_grade(&head) {
            let grade = text.take_front(stop);
            rating(work, node, column, grade.trimmed(), row);
            text.trim_start_if(|c| is(c, Class::Colon) || is(c, Class::Comma));
            rating_text(work, node, text.trimmed());
            return;
        }
    }
    findings(work, node, vec![entry(text, None)], None);
}

/// Words beside a grade of the same time: behind it, or waiting for it.
fn told(work: &mut Work, node: Node, column: &Column, text: Slice, row: &mut RowState) {
    let own = term(column.when.year.or(work.year), column.when.half);
    let last = work.draft.items[node].ratings.last_mut();
    match last.filter(|last| last.text.is_none() && last.term == own) {
        Some(last) => last.text = Some(text),
        None => {
            if let Some((_, before)) = row.told.replace((column.when, text)) {
                findings(work, node, vec![entry(before, None)], None);
            }
        }
    }
}

/// Words beside a grade.
fn rating_text(work: &mut Work, node: Node, text: Slice) {
    if text.is_blank() {
        return;
    }
    match work.draft.items[node].ratings.last_mut() {
        Some(last) if last.text.is_none() => last.text = Some(text),
        _ => findings(work, node, vec![entry(text, None)], None),
    }
}

/// Entries as findings of an item.
pub(crate) fn findings(work: &mut Work, node: Node, all: Vec<Entry>, kind: Option<FindingKind>) {
    for one in all {
        let folded = one.text.folded();
        if one.label.is_none() && folded.iter().all(|c| *c == '-') {
            work.leave(one.text, Why::NoField);
            continue;
        }
        let at = one.at.or_else(|| work.place(&one.text));
        let finding = DraftFinding {
            marker: one.label,
            text: one.text,
            kind,
            at,
        };
        work.finding(Some(node), finding);
    }
}

/// The parts of a text between blanks.
pub(crate) fn tokens(text: Slice) -> Vec<Slice> {
    let mut out = vec![Slice::new()];
    for glyph in text.glyphs {
        match out.last_mut() {
            Some(last) if !glyph.ch.is_whitespace() => last.glyphs.push(glyph),
            Some(last) if last.len() > 0 => out.push(Slice::new()),
            _ => {}
        }
    }
    out.retain(|token| token.len() > 0);
    out
}

/// Does the text look like the name of a section?
pub(crate) fn is_section(t: &[char]) -> bool {
    (2..=20).contains(&t.len())
        && suffix("section_end", t).is_some()
        && exact("level", t).is_none()
        && !t.iter().any(|c| is(*c, Class::Stop) || c.is_ascii_digit())
}

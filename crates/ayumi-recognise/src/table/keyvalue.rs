//! Sheets as tables: names of fields beside their values, sometimes with columns of years.

use ayumi_document::Why;

use super::Context;
use super::entries::entry;
use super::role::{Column, Role, column};
use crate::draft::Node;
use crate::items::{new_item, with_marks};
use crate::text::view::{Grid, GridCell};
use crate::values::{RowState, apply, close_row};
use crate::words::{exact, group, within};
use crate::work::Work;

/// Is the first cell of enough rows the name of a field?
pub(crate) fn fits(grid: &Grid) -> bool {
    let rows: Vec<&Vec<GridCell>> = grid
        .rows
        .iter()
        .filter(|row| row.iter().any(|cell| !cell.is_blank()))
        .collect();
    let named = rows
        .iter()
        .filter(|row| {
            row.first()
                .is_some_and(|cell| column(&cell.folded()).is_some())
        })
        .count();
    let title = rows
        .iter()
        .flat_map(|row| row.iter())
        .any(|cell| exact("field.sheet_title", &cell.folded()).is_some());
    !rows.is_empty()
        && named * 2 >= rows.len()
        && (title || named >= 3)
        && !(rows.len() > 1 && grid.width == 1)
}

/// Reads the sheet.
pub(crate) fn read(work: &mut Work, mut grid: Grid, context: Context) {
    let mut sheet = Sheet {
        node: context.parent,
        context,
        years: Vec::new(),
        code: None,
    };
    sheet.upper(work, &mut grid);
    for at in 0..grid.rows.len() {
        sheet.row(work, &mut grid, at);
    }
    if let Some(code) = sheet.code {
        work.leave(code, Why::Unassigned);
    }
    super::leave(work, grid, Why::Unassigned);
}

struct Sheet {
    node: Option<Node>,
    context: Context,
    /// By column: the year a heading row named.
    years: Vec<Option<Column>>,
    code: Option<crate::text::slice::Slice>,
}

impl Sheet {
    /// Forms name the item first and below it what it belongs to (事業名 … 基本目標 …): those
    /// items of upper levels are made before it.
    fn upper(&mut self, work: &mut Work, grid: &mut Grid) {
        let mut titled = false;
        for at in 0..grid.rows.len() {
            let mut name: Option<String> = None;
            for i in 0..grid.rows[at].len() {
                let cell = &mut grid.rows[at][i];
                let t = cell.folded();
                if t.is_empty() {
                    continue;
                }
                if let (Some(level), true) = (name.take(), titled) {
                    self.upper_item(work, cell, &level);
                    continue;
                }
                titled |= exact("field.sheet_title", &t).is_some();
                name = exact("level_upper", &t).map(|word| word.text.clone());
            }
        }
    }

    fn upper_item(&mut self, work: &mut Work, cell: &mut GridCell, level: &str) {
        let at = cell.at.clone();
        let one = entry(cell.take(), at);
        let (new, marks) = with_marks(new_item(one, Some(level)));
        let parent = self.node;
        let node = match work.draft.anywhere(&new, work.printing) {
            Some(known) => Some(work.again(known, new)),
            None => work.item(parent, new),
        };
        if let Some(node) = node {
            work.draft.items[node].marks.extend(marks);
            self.node = Some(node);
        }
    }

    fn row(&mut self, work: &mut Work, grid: &mut Grid, at: usize) {
        if self.year_row(work, grid, at) {
            return;
        }
        let mut state = RowState::default();
        let mut role: Option<Column> = None;
        let cols: Vec<usize> = grid.rows[at].iter().map(|cell| cell.col).collect();
        for (i, col) in cols.into_iter().enumerate() {
            let Some(cell) = grid.cell_mut(at, col) else {
                continue;
            };
            // A value over several years is that of none.
            let over = self
                .years
                .iter()
                .skip(col)
                .take(cell.cols)
                .flatten()
                .count();
            let year = self.years.get(col).cloned().flatten().filter(|_| over < 2);
            if cell.is_blank() {
                continue;
            }
            let t = cell.folded();
            let value = i > 0 && role.is_some() && super::header::is_value(&t);
            let name = column(&t).filter(|c| c.role == Role::Year || !value);
            if let Some(found) = name
                && (i == 0 || (year.is_none() && role.is_some()))
            {
                let text = cell.take();
                work.leave(text, Why::TableHead);
                role = Some(found);
                continue;
            }
            match (&role, year) {
                (Some(field), Some(year)) => self.yearly(work, cell, (field, &year), &mut state),
                (Some(field), None) => self.value(work, cell, field, &mut state),
                (None, _) => {
                    let text = cell.take();
                    let t = text.folded();
                    let why = if within("statistics", &t) {
                        Why::Statistics
                    } else {
                        Why::Unassigned
                    };
                    work.leave(text, why);
                }
            }
        }
        if let Some(node) = self.node {
            close_row(work, node, &mut state);
        }
    }

    /// 年度 | 現状 | 2005年度 | 2006年度 …
    fn year_row(&mut self, work: &mut Work, grid: &mut Grid, at: usize) -> bool {
        let years = grid.rows[at]
            .iter()
            .skip(1)
            .filter(|cell| {
                column(&cell.folded())
                    .is_some_and(|c| c.when.year.is_some() && c.role == Role::Year)
            })
            .count();
        if years < 2 {
            return false;
        }
        self.years = vec![None; grid.width];
        for cell in &mut grid.rows[at] {
            let found = column(&cell.folded());
            if cell.col > 0
                && let Some(slot) = self.years.get_mut(cell.col)
            {
                *slot = found;
            }
            let text = cell.take();
            work.leave(text, Why::TableHead);
        }
        true
    }

    /// A value under a year: the row says planned or reached.
    fn yearly(
        &mut self,
        work: &mut Work,
        cell: &mut GridCell,
        (field, year): (&Column, &Column),
        state: &mut RowState,
    ) {
        let Some(node) = self.node else { return };
        let role = match (&field.role, &year.role) {
            (Role::Actual, _) => Role::Actual,
            (Role::Rating { .. } | Role::Finding(_) | Role::Money, _) => field.role.clone(),
            (_, Role::Baseline) => Role::Baseline,
            (Role::Target, _) if cell.folded().iter().any(char::is_ascii_digit) => Role::Target,
            _ => Role::Schedule,
        };
        let one = Column {
            role,
            when: year.when,
        };
        apply(work, node, &one, cell, state);
    }

    fn value(
        &mut self,
        work: &mut Work,
        cell: &mut GridCell,
        field: &Column,
        state: &mut RowState,
    ) {
        match &field.role {
            Role::SheetTitle | Role::Level(_) => {
                let at = cell.at.clone();
                let mut one = entry(cell.take(), at);
                if one.label.is_none() {
                    one.label = self.code.take();
                }
                let level = match &field.role {
                    Role::Level(name) => Some(name.clone()),
                    _ => group("sheet_level").first().map(|word| word.text.clone()),
                };
                let (new, marks) = with_marks(new_item(one, level.as_deref()));
                let parent = match &field.role {
                    Role::Level(name) => self.above(work, name),
                    _ => self
                        .node
                        .filter(|n| self.is_upper(work, *n))
                        .or(self.context.parent),
                };
                if let Some(node) = work.item(parent, new) {
                    work.draft.items[node].marks.extend(marks);
                    self.node = Some(node);
                }
            }
            Role::Label => {
                let text = cell.take();
                match self.node {
                    Some(node) if work.draft.items[node].label.is_none() => {
                        work.draft.items[node].label = Some(text);
                    }
                    _ => self.code = Some(text),
                }
            }
            Role::Philosophy | Role::Vision => {
                let text = cell.take();
                crate::head::cell(work, text, field.role == Role::Vision);
            }
            _ => {
                let Some(node) = self.node else { return };
                if matches!(field.role, Role::Actual | Role::Target | Role::Baseline) {
                    let text = cell.take();
                    crate::dated::yearly(work, node, field, text, state);
                } else {
                    apply(work, node, field, cell, state);
                }
            }
        }
    }

    /// The parent of an item of a named level: the nearest item above of another level.
    fn above(&self, work: &Work, name: &str) -> Option<Node> {
        let mut at = self.node;
        while let Some(node) = at {
            if work.draft.items[node].level.as_deref() == Some(name) {
                return work.draft.items[node].parent.or(self.context.parent);
            }
            if Some(node) == self.context.parent {
                break;
            }
            at = work.draft.items[node].parent;
        }
        self.node.or(self.context.parent)
    }

    /// Is it an item of an upper level (and not the sheet before)?
    fn is_upper(&self, work: &Work, node: Node) -> bool {
        let sheet = group("sheet_level").first().map(|word| word.text.as_str());
        work.draft.items[node].level.as_deref() != sheet
    }
}

//! Tables of items: one item, or one value of an item, a row.

mod groups;
mod labels;
mod values;

use ayumi_document::Why;

use super::Context;
use super::entries::{Entry, entries};
use super::header::Header;
use super::is_count_column;
use super::role::{Column, Role};
use crate::draft::Node;
use crate::items::{new_item, with_marks};
use crate::label::Style;
use crate::text::slice::Slice;
use crate::text::view::{Grid, GridCell};
use crate::words::{exact, find, within};
use crate::work::Work;

/// What a row made.
#[derive(Debug, Default, Clone)]
struct Made {
    /// The deepest items.
    leaves: Vec<Node>,
    /// The item the row's values belong to, where a cell held a group.
    top: Option<Node>,
}

/// The reader of one table.
struct Rows<'a> {
    head: &'a Header,
    context: Context,
    /// By column: the item the column stands at.
    current: Vec<Option<Node>>,
    /// By column: the value above, for 〃.
    above: Vec<Option<Slice>>,
    /// A label waiting for its title.
    label: Option<Slice>,
    /// The column of that title.
    label_of: usize,
    made: Vec<Made>,
    last: Option<Node>,
    /// The value to the left, for 同左.
    left: Option<Slice>,
    /// By body row: the item of its indicator, where the table says whose they are.
    homes: Option<Vec<Option<Node>>>,
    /// Styles of numbered labels of an only level column, outermost first.
    nested: Vec<(Style, Node)>,
    /// Levels and items of rows that head the rows below them, outermost first.
    groups: Vec<(String, Node)>,
}

/// Reads the rows of a table.
pub(crate) fn read(
    work: &mut Work,
    mut grid: Grid,
    (head, homes): (&Header, Option<Vec<Option<Node>>>),
    context: Context,
) {
    let width = grid.width;
    let mut rows = Rows {
        head,
        context,
        current: vec![None; width],
        above: (0..width).map(|_| None).collect(),
        label: None,
        label_of: 0,
        made: Vec::new(),
        last: None,
        left: None,
        homes,
        nested: Vec::new(),
        groups: Vec::new(),
    };
    let counts = head.columns.iter().flatten().any(is_count_column);
    let labelled = labels::labelled(head, &grid);
    for at in head.body..grid.rows.len() {
        let made = rows.items(work, &mut grid, (at, &labelled));
        rows.made.push(made);
    }
    for at in head.body..grid.rows.len() {
        rows.values(work, &mut grid, at, counts);
    }
    for at in 0..grid.rows.len() {
        for cell in &mut grid.rows[at] {
            let text = cell.take();
            work.leave(text, Why::Unassigned);
        }
    }
}

impl Rows<'_> {
    fn column(&self, col: usize) -> Option<&Column> {
        self.head.columns.get(col).and_then(Option::as_ref)
    }

    /// Makes the items of a row.
    fn items(
        &mut self,
        work: &mut Work,
        grid: &mut Grid,
        (at, labelled): (usize, &[usize]),
    ) -> Made {
        let mut made = Made::default();
        if self.special(work, grid, at) {
            return made;
        }
        let cols: Vec<usize> = grid.rows[at].iter().map(|cell| cell.col).collect();
        for col in cols {
            let Some(column) = self.column(col).cloned() else {
                continue;
            };
            let Some(cell) = grid.cell_mut(at, col) else {
                continue;
            };
            match &column.role {
                Role::Label if self.level_follows(col) => {
                    let text = cell.take();
                    if !text.is_blank() {
                        self.label_of = labelled.get(col).copied().unwrap_or_default();
                        self.label = Some(text);
                    }
                }
                Role::Level(name) => self.level_cell(work, cell, (col, name), &mut made),
                Role::SheetTitle => {
                    let level: String = crate::words::group("sheet_level")
                        .first()
                        .map(|word| word.text.clone())
                        .unwrap_or_default();
                    self.level_cell(work, cell, (col, &level), &mut made);
                }
                Role::Levels(names) => self.group_cell(work, cell, (col, names), &mut made),
                Role::Philosophy | Role::Vision => {
                    let text = cell.take();
                    crate::head::cell(work, text, column.role == Role::Vision);
                }
                _ => {}
            }
        }
        if let Some(label) = self.label.take() {
            work.leave(label, Why::Unassigned);
        }
        if let Some(last) = made.leaves.last() {
            self.last = Some(*last);
        }
        made
    }

    fn level_follows(&self, col: usize) -> bool {
        self.head
            .columns
            .iter()
            .skip(col + 1)
            .flatten()
            .any(Column::is_level)
    }

    /// Rows that are no items: states of an area, sums, notes.
    fn special(&mut self, work: &mut Work, grid: &mut Grid, at: usize) -> bool {
        let Some(cell) = grid.rows[at].iter().find(|cell| !cell.is_blank()) else {
            return true;
        };
        let t = cell.folded();
        let single = grid.rows[at].iter().filter(|cell| !cell.is_blank()).count() == 1;
        if single && crate::words::prefix("legend_row", &t).is_some() {
            leave_row(work, grid, at, Why::Legend);
            return true;
        }
        if self.head.printed.contains(&super::header::words(grid, at)) {
            leave_row(work, grid, at, Why::TableHead);
            return true;
        }
        if exact("field.count", &t).is_some() || self.sums(cell, &t) {
            leave_row(work, grid, at, Why::Statistics);
            return true;
        }
        if single && self.group(work, grid, at) {
            return true;
        }
        let note = t
            .first()
            .is_some_and(|c| crate::words::is(*c, crate::words::Class::Note));
        if note && single && self.head.columns.len() > 1 {
            leave_row(work, grid, at, Why::Legend);
            return true;
        }
        if let Some(owner) = self.area(work, &t) {
            let mut cells = grid.rows[at].iter_mut().filter(|cell| !cell.is_blank());
            if let Some(name) = cells.next() {
                let text = name.take();
                work.leave(text, Why::Heading);
            }
            for cell in cells {
                let all = entries(cell);
                for one in all {
                    let at = one.at.clone();
                    let finding = crate::draft::DraftFinding {
                        marker: one.label,
                        text: one.text,
                        kind: None,
                        at,
                    };
                    work.finding(owner, finding);
                }
            }
            return true;
        }
        false
    }

    /// The owner of a row such as 重点項目の達成状況【事業】: `Some(None)` = the whole plan.
    fn area(&self, work: &Work, t: &[char]) -> Option<Option<Node>> {
        let (at, word) = find("area_state", t)?;
        if t.len() > 60 || at == 0 {
            return None;
        }
        if within("overall", t) {
            return Some(None);
        }
        let tail = &t[at + word.chars.len()..];
        let name: String = crate::table::role::unbracket(tail).iter().collect();
        let named = work.draft.titled(&name);
        let head = &t[..at];
        // 暮らしのまとめ below the rows of 暮らし.
        if tail.is_empty()
            && let Some(node) = work.draft.titled(&head.iter().collect::<String>())
        {
            return Some(Some(node));
        }
        let level = crate::words::suffix("level", head).is_some();
        if let Some(node) = named {
            return Some(Some(node));
        }
        if !level && tail.is_empty() {
            return None;
        }
        let mut top = self.context.parent.or(self.last)?;
        if self.context.parent.is_none() {
            while let Some(parent) = work.draft.items[top].parent {
                top = parent;
            }
        }
        Some(Some(top))
    }

    /// The parent for an item of this column: the nearest column to the left that has one.
    fn parent(&self, col: usize) -> Option<Node> {
        self.current[..col]
            .iter()
            .rev()
            .find_map(|node| *node)
            .or(self.top())
    }

    /// The item all rows stand below: that of the row heading them, else that of the table.
    fn top(&self) -> Option<Node> {
        self.groups
            .last()
            .map(|(_, node)| *node)
            .or(self.context.parent)
    }

    /// The item of one entry of a level's cell. In an only level column the styles of the labels
    /// tell what stands below what.
    fn level_entry(
        &mut self,
        work: &mut Work,
        mut one: Entry,
        col: usize,
        name: &str,
    ) -> Option<Node> {
        let numbered = one.style.as_ref().filter(|l| l.ordinal.is_some());
        let levels = self
            .head
            .columns
            .iter()
            .flatten()
            .filter(|c| c.is_level())
            .count();
        let style = numbered.map(|l| l.style.clone()).filter(|_| levels == 1);
        let parent = match &style {
            Some(style) => {
                if let Some(at) = self.nested.iter().position(|(known, _)| known == style) {
                    self.nested.truncate(at);
                }
                self.nested.last().map(|(_, node)| *node).or(self.top())
            }
            None => self.parent(col),
        };
        if let Some(label) = self.label.take_if(|_| self.label_of == col) {
            if one.label.is_none() {
                one.label = Some(label);
            } else {
                work.leave(label, Why::NoField);
            }
        }
        let (new, marks) = with_marks(new_item(one, Some(name)));
        let open = parent.is_some() && parent == self.context.parent;
        let known = open
            .then(|| work.draft.anywhere(&new, work.printing))
            .flatten();
        let node = match known {
            Some(node) => work.again(node, new),
            None => work.item(parent, new)?,
        };
        work.draft.items[node].marks.extend(marks);
        self.nested.extend(style.map(|style| (style, node)));
        Some(node)
    }

    fn level_cell(
        &mut self,
        work: &mut Work,
        cell: &mut GridCell,
        (col, name): (usize, &str),
        made: &mut Made,
    ) {
        let t = cell.folded();
        if t.is_empty() {
            return;
        }
        if exact("same", &t).is_some() {
            let text = cell.take();
            work.leave(text, Why::SameAsAbove);
            if let Some(node) = self.current[col] {
                made.leaves = vec![node];
            }
            return;
        }
        if self.repeats(work, col, cell) {
            if let Some(label) = self.label.take_if(|_| self.label_of == col) {
                work.leave(label, Why::Duplicate);
            }
            let text = cell.take();
            work.leave(text, Why::Duplicate);
            if let Some(node) = self.current[col] {
                made.leaves = vec![node];
            }
            return;
        }
        let leaves: Vec<Node> = entries(cell)
            .into_iter()
            .filter_map(|one| self.level_entry(work, one, col, name))
            .collect();
        if let Some(last) = leaves.last() {
            self.current[col] = Some(*last);
            for deeper in &mut self.current[col + 1..] {
                *deeper = None;
            }
            made.leaves = leaves;
        }
    }

    /// The cell repeats the item above it instead of being merged with it.
    fn repeats(&self, work: &Work, col: usize, cell: &GridCell) -> bool {
        let Some(node) = self.current[col] else {
            return false;
        };
        // An item itself is printed again where a row holds one of its indicators.
        let own = self.label.as_ref().filter(|_| self.label_of == col);
        let again = own.is_some() && self.head.columns.iter().flatten().any(is_count_column);
        if !self.level_follows(col) && !again {
            return false;
        }
        let item = &work.draft.items[node];
        let whole: String = cell.lines.iter().map(|line| line.text.text()).collect();
        let mut known = item.label.as_ref().map(Slice::text).unwrap_or_default();
        known.push_str(&item.title.text());
        let mut labelled = own.map(Slice::text).unwrap_or_default();
        labelled.push_str(&whole);
        let known = crate::text::chars::matching_key(&known);
        let same = |text: &str| crate::text::chars::matching_key(text) == known;
        same(&whole) || same(&labelled)
    }

    /// A cell that holds an item and the items below it.
    fn group_cell(
        &mut self,
        work: &mut Work,
        cell: &mut GridCell,
        (col, names): (usize, &[String]),
        made: &mut Made,
    ) {
        let mut styles: Vec<Style> = Vec::new();
        let mut open: Vec<Node> = Vec::new();
        for (i, one) in entries(cell).into_iter().enumerate() {
            let depth = group_depth(&one, &mut styles, i).min(names.len() - 1);
            open.truncate(depth);
            let parent = open.last().copied().or_else(|| self.parent(col));
            let (new, marks) = with_marks(new_item(one, names.get(depth).map(String::as_str)));
            let Some(node) = work.item(parent, new) else {
                continue;
            };
            work.draft.items[node].marks.extend(marks);
            if made.top.is_none() {
                made.top = Some(node);
            }
            open.push(node);
            made.leaves.push(node);
        }
        if let Some(top) = made.top {
            self.current[col] = Some(top);
        }
    }
}

/// At which depth of its cell an entry stands: by its style, in order of appearance.
fn group_depth(one: &Entry, styles: &mut Vec<Style>, position: usize) -> usize {
    let Some(label) = &one.style else {
        return if position == 0 { 0 } else { 1 };
    };
    let same_kind = |s: &Style| {
        std::mem::discriminant(s) == std::mem::discriminant(&label.style)
            && (!label.is_bullet() || *s == label.style)
    };
    if let Some(known) = styles.iter().position(same_kind) {
        return known;
    }
    styles.push(label.style.clone());
    styles.len() - 1
}

fn leave_row(work: &mut Work, grid: &mut Grid, at: usize, why: Why) {
    for cell in &mut grid.rows[at] {
        let text = cell.take();
        work.leave(text, why);
    }
}

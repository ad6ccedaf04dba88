//! Rows over the whole width of a table: sums, and headings of the rows below them.

use ayumi_document::Why;

use super::Rows;
use super::values::echo_all;
use crate::draft::Node;
use crate::items::{level_of, new_item, with_marks};
use crate::label::label;
use crate::table::entries::entry;
use crate::table::role::{Column, Role};
use crate::text::view::{Grid, GridCell};
use crate::words::suffix;
use crate::work::Work;

/// 重点分野 暮らし: the name of a level and of an item known on it.
fn known(work: &Work, cell: &GridCell) -> Option<(String, Node)> {
    let t = cell.folded();
    work.draft.levels.iter().find_map(|(level, _)| {
        let name: Vec<char> = level.chars().map(crate::words::fold).collect();
        let rest: String = t.strip_prefix(&name[..])?.iter().collect();
        let node = work.draft.titled(&rest)?;
        let own = work.draft.items[node].level.as_ref() == Some(level);
        own.then(|| (level.clone(), node))
    })
}

impl Rows<'_> {
    /// Is it the name of a row of sums (評価の数, 合計)? It covers several columns of items.
    pub(super) fn sums(&self, cell: &GridCell, t: &[char]) -> bool {
        let covered = self.head.columns.iter().skip(cell.col).take(cell.cols);
        let levels = covered.flatten().filter(|c| c.is_level()).count();
        let short = t.len() <= 14 && label(&echo_all(cell)).is_none();
        levels >= 2 && short && suffix("count_row", t).is_some()
    }

    /// A row such as 基本目標1 つながる: the item above the rows below it. Its level is named in
    /// its label, and is not that of the column it stands in.
    pub(super) fn group(&mut self, work: &mut Work, grid: &mut Grid, at: usize) -> bool {
        let width = grid.width;
        let Some(cell) = grid.rows[at].iter_mut().find(|cell| !cell.is_blank()) else {
            return false;
        };
        if cell.col > 0 || (cell.cols < 2 && width > 2) || cell.lines.len() > 2 {
            return false;
        }
        if let Some((level, node)) = known(work, cell) {
            let text = cell.take();
            work.leave(text, Why::Duplicate);
            self.groups = vec![(level, node)];
            self.current.fill(None);
            self.nested.clear();
            return true;
        }
        let Some(level) = label(&echo_all(cell)).and_then(|l| level_of(&l)) else {
            return false;
        };
        let own = |column: &Column| column.role == Role::Level(level.clone());
        if self.head.columns.iter().flatten().any(own) {
            return false;
        }
        let place = cell.at.clone();
        let one = entry(cell.take(), place);
        let known = self.groups.iter().position(|(name, _)| *name == level);
        if let Some(known) = known {
            self.groups.truncate(known);
        }
        let below = self.head.columns.iter().flatten();
        let mut below = below.filter_map(|column| match &column.role {
            Role::Level(name) => Some(name.as_str()),
            _ => None,
        });
        work.draft.level_above(&level, below.next());
        let (new, marks) = with_marks(new_item(one, Some(&level)));
        let parent = self.top();
        if let Some(node) = work.item(parent, new) {
            work.draft.items[node].marks.extend(marks);
            self.groups.push((level, node));
            self.current.fill(None);
            self.nested.clear();
        }
        true
    }
}

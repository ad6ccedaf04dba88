//! The structure table: items by level, from merged cells.

use ayumi_core::interchange::{Field, ReadItem};
use ayumi_core::plan::label::leading_bullet;
use ayumi_document::{Table, Why};

use super::grid::{Place, grid};
use super::text::Text;
use super::{Chapter, item_at};

/// A level's columns: of its numbers (where it has any), of its titles.
struct LevelColumns {
    number: Option<usize>,
    title: usize,
    /// All its titles stand behind one bullet, their label.
    bullet: bool,
}

/// Do all cells of a column begin with the same bullet?
fn share_a_bullet(grid: &[Vec<Option<Place<'_>>>], column: usize) -> bool {
    let mut bullets = grid.iter().skip(1).filter_map(|row| {
        let place = (*row.get(column)?)?;
        let text = Text::of_cell(place.cell);
        (place.origin && !text.is_blank()).then(|| leading_bullet(&text.value()))
    });
    let Some(Some(first)) = bullets.next() else {
        return false;
    };
    bullets.all(|bullet| bullet == Some(first))
}

impl Chapter<'_> {
    pub(super) fn structure(&mut self, table: &Table) -> Option<()> {
        let mut columns = self.structure_head(table)?;
        let grid = grid(table);
        for column in &mut columns {
            column.bullet = column.number.is_none() && share_a_bullet(&grid, column.title);
        }
        let mut path: Vec<usize> = Vec::new();
        for row in grid.iter().skip(1) {
            for (level, column) in columns.iter().enumerate() {
                let place = (*row.get(column.title)?)?;
                if !place.origin {
                    continue;
                }
                let title = Text::of_cell(place.cell);
                let (label, title) = match column.number {
                    Some(number) => (Text::of_cell((*row.get(number)?)?.cell), title),
                    None => title.split(usize::from(column.bullet)),
                };
                if title.is_blank() && label.is_blank() {
                    break;
                }
                self.add(&mut path, level, (&label, &title))?;
            }
        }
        Some(())
    }

    /// The level names and their columns, from the head row.
    fn structure_head(&mut self, table: &Table) -> Option<Vec<LevelColumns>> {
        let words = self.words;
        let mut columns = Vec::new();
        let mut number = None;
        let mut named = true;
        for (index, cell) in table.rows.first()?.cells.iter().enumerate() {
            let name = Text::of_cell(cell);
            if cell.col_span != 1 || cell.row_span != 1 || name.is_blank() {
                return None;
            }
            if name.value() == words.number && number.is_none() {
                self.leave(Why::TableHead, &name);
                number = Some(index);
                continue;
            }
            if name.value() == words.unnamed_level {
                self.leave(Why::TableHead, &name);
                named = false;
            } else if named {
                let name = self.place(Field::Head("levels"), &name);
                self.out.plan.levels.push(name);
            } else {
                return None;
            }
            columns.push(LevelColumns {
                number: number.take(),
                title: index,
                bullet: false,
            });
        }
        number.is_none().then_some(columns)
    }

    /// Adds an item at `level` below the last one of the level above.
    fn add(&mut self, path: &mut Vec<usize>, level: usize, words: (&Text, &Text)) -> Option<()> {
        if level > path.len() {
            return None;
        }
        path.truncate(level);
        let siblings = if level == 0 {
            &mut self.out.plan.items
        } else {
            &mut item_at(&mut self.out.plan.items, path)?.items
        };
        path.push(siblings.len());
        let (label, title) = words;
        let at = if label.is_blank() {
            title.at()
        } else {
            label.at()
        };
        siblings.push(ReadItem {
            level: self.out.plan.levels.get(level).cloned(),
            label: label.some(),
            title: title.value(),
            at,
            ..ReadItem::default()
        });
        for (name, text) in [("label", label), ("title", title)] {
            if !text.is_blank() {
                self.place(Field::Item(path.clone(), name), text);
            }
        }
        Some(())
    }
}

//! The structure table (体系): one column for each level, with a column of numbers before it where
//! that level has labels; a cell covers the rows of all items below it. A bullet that all items of
//! a level share stands before their titles, as lists are printed.

use ayumi_core::plan::label::leading_bullet;
use ayumi_core::plan::{Item, Plan};
use ayumi_document::{Block, Cell, Row, Run, Scope, Table, Target};
use ayumi_locale::{Lang, key};

use crate::facts::optional;
use crate::walk::{anchor, depth, printed, rows};

/// The columns of a plan's structure.
pub(crate) struct Columns {
    /// Printed name of each level.
    pub names: Vec<String>,
    /// Has that level a column of numbers?
    pub labelled: Vec<bool>,
    /// How wide the column of numbers has to be.
    numbers: Vec<u16>,
}

impl Columns {
    /// Of `plan`: as many levels as the tree is deep or names are given.
    pub fn of(plan: &Plan, lang: Lang) -> Self {
        let count = depth(&plan.items).max(plan.levels.len());
        let unnamed = lang.text(key::BOOK_UNNAMED_LEVEL);
        let names = (0..count)
            .map(|level| {
                plan.levels
                    .get(level)
                    .cloned()
                    .unwrap_or_else(|| unnamed.clone())
            })
            .collect();
        let mut levels = vec![Vec::new(); count];
        by_level(&plan.items, 0, &mut levels);
        let labelled = levels.iter().map(|items| needs_numbers(items)).collect();
        let numbers = levels.iter().map(|items| number_width(items)).collect();
        Self {
            names,
            labelled,
            numbers,
        }
    }

    /// The heading cells.
    pub fn head(&self, lang: Lang) -> Vec<Cell> {
        let head = |text: &str| Cell {
            scope: Some(Scope::Column),
            ..Cell::text(text)
        };
        let mut cells = Vec::new();
        for (name, labelled) in self.names.iter().zip(&self.labelled) {
            if *labelled {
                cells.push(head(&lang.text(key::BOOK_NUMBER)));
            }
            cells.push(head(name));
        }
        cells
    }

    /// Relative widths in the order of the columns.
    pub fn widths(&self) -> Vec<u16> {
        let mut widths = Vec::new();
        for (labelled, numbers) in self.labelled.iter().zip(&self.numbers) {
            if *labelled {
                widths.push(*numbers);
            }
            widths.push(7);
        }
        widths
    }

    /// Columns from `level` to the right.
    fn right_of(&self, level: usize) -> usize {
        self.labelled[level..]
            .iter()
            .map(|labelled| 1 + usize::from(*labelled))
            .sum()
    }
}

fn by_level<'p>(items: &'p [Item], level: usize, levels: &mut [Vec<&'p Item>]) {
    for item in items {
        levels[level].push(item);
        by_level(&item.items, level + 1, levels);
    }
}

/// Enough for the longest label in one line, where that is no longer than a short title.
fn number_width(items: &[&Item]) -> u16 {
    let labels = items.iter().filter_map(|item| item.label.as_deref());
    let longest = labels.map(|label| label.chars().count()).max().unwrap_or(0);
    u16::try_from(longest.saturating_sub(1))
        .unwrap_or(u16::MAX)
        .clamp(2, 6)
}

/// Without a column of numbers a common bullet at the head of all cells is their label. So a level
/// needs the column where it has other labels, and where its titles themselves begin alike.
fn needs_numbers(items: &[&Item]) -> bool {
    let bullet = |text: &str| leading_bullet(text);
    let shared = |begin: &dyn Fn(&Item) -> Option<char>| {
        items
            .first()
            .and_then(|item| begin(item))
            .filter(|first| items.iter().all(|item| begin(item) == Some(*first)))
    };
    let labels_share = shared(&|item| {
        item.label
            .as_deref()
            .filter(|label| label.chars().count() == 1)
            .and_then(bullet)
    });
    let titles_share = shared(&|item| bullet(&item.title));
    let any_label = items.iter().any(|item| item.label.is_some());
    if any_label {
        labels_share.is_none()
    } else {
        titles_share.is_some()
    }
}

/// The table; `None` for a plan without levels and items.
pub(crate) fn structure_table(plan: &Plan, lang: Lang) -> Option<Table> {
    let columns = Columns::of(plan, lang);
    if columns.names.is_empty() {
        return None;
    }
    let mut table_rows = vec![Row {
        cells: columns.head(lang),
    }];
    for row in structure_rows(&plan.items, &columns, true) {
        table_rows.push(Row { cells: row });
    }
    Some(Table {
        id: None,
        caption: None,
        head_rows: 1,
        widths: columns.widths(),
        rows: table_rows,
    })
}

/// The cells of the structure, row by row. With `linked`, a title points at its item's place in
/// the review: the first two levels have one of their own, deeper items stand with the second.
pub(crate) fn structure_rows(items: &[Item], columns: &Columns, linked: bool) -> Vec<Vec<Cell>> {
    let mut grid = Grid {
        columns,
        rows: Vec::new(),
        open: Vec::new(),
    };
    for item in items {
        grid.place(item, 0, linked.then(|| anchor(item.id)));
    }
    grid.rows
}

/// The rows of the structure while they are laid.
struct Grid<'c> {
    columns: &'c Columns,
    rows: Vec<Vec<Cell>>,
    open: Vec<Cell>,
}

impl Grid<'_> {
    /// Places `item` into the open row, then its children; closes the row at a leaf.
    fn place(&mut self, item: &Item, level: usize, target: Option<String>) {
        let row_span = u16::try_from(rows(item)).unwrap_or(u16::MAX);
        if self.columns.labelled[level] {
            self.open.push(Cell {
                row_span,
                ..optional(item.label.as_deref())
            });
        }
        let words = if self.columns.labelled[level] {
            item.title.clone()
        } else {
            printed(item)
        };
        self.open.push(Cell {
            row_span,
            ..title_cell(&words, target.clone())
        });
        if item.items.is_empty() {
            let empty = self.columns.right_of(level + 1);
            self.open
                .extend(std::iter::repeat_with(Cell::default).take(empty));
            self.rows.push(std::mem::take(&mut self.open));
        }
        for child in &item.items {
            let below = if level == 0 {
                target.as_ref().map(|_| anchor(child.id))
            } else {
                target.clone()
            };
            self.place(child, level + 1, below);
        }
    }
}

fn title_cell(words: &str, target: Option<String>) -> Cell {
    if words.is_empty() {
        return Cell::default();
    }
    let run = Run {
        target: target.map(Target::Id),
        ..Run::new(words)
    };
    Cell {
        blocks: vec![Block::Paragraph {
            content: vec![run],
            gap: false,
            indent: 0,
        }],
        ..Cell::default()
    }
}

//! Tables: merged cells, heading rows repeated on every page, rows that stay whole.

use ayumi_document::{Grid, Spot, Table, Value};

use super::body::{Body, Look, TEXT_WIDTH};
use crate::words;
use crate::xml::Xml;

/// Colours of headings of columns, and of headings of rows and closing rows.
const HEAD: &str = "E8F1FE";
const SHADE: &str = "F1F1F4";

impl Body {
    pub(super) fn table(&mut self, table: &Table, look: Look) {
        let grid = table.grid();
        if let Some(caption) = &table.caption {
            let look = Look {
                style: Some("TableCaption"),
                ..Look::default()
            };
            self.paragraph(caption, look, None);
        }
        if grid.columns == 0 {
            return;
        }
        // A table in a cell or a list has less room.
        let room = if look.style.is_some() {
            TEXT_WIDTH / 2
        } else {
            TEXT_WIDTH
        };
        let columns = columns(&grid, room);
        let caption = table.caption.as_deref().map(words::plain);
        let caption = caption.map(|words| self.cleaner.clean(&words, None));
        self.xml.open("w:tbl", &[]);
        table_properties(&mut self.xml, &columns, caption.as_deref());
        let closing = grid.closing_rows();
        let row_heads = grid.shows_row_heads();
        for y in 0..grid.rows {
            self.xml.open("w:tr", &[]);
            row_properties(&mut self.xml, y < grid.head_rows, grid.is_short(y));
            let shade = Shade {
                closing: closing.contains(&y),
                row_heads,
                head: y < grid.head_rows,
            };
            let id = if y == 0 { table.id.as_deref() } else { None };
            self.row(&grid, y, &columns, (shade, id));
            self.xml.close("w:tr");
        }
        self.xml.close("w:tbl");
        // Word joins tables that touch, and a cell has to end with a paragraph.
        self.paragraph(
            &[],
            Look {
                style: Some("AfterTable"),
                ..Look::default()
            },
            None,
        );
    }

    fn row(
        &mut self,
        grid: &Grid<'_>,
        y: usize,
        columns: &[usize],
        (shade, id): (Shade, Option<&str>),
    ) {
        let mut x = 0;
        let mut id = id;
        while x < grid.columns {
            let spot = grid.covering(x, y).expect("a grid has no hole");
            let width: usize = columns[spot.x..spot.x + spot.width].iter().sum();
            self.xml.open("w:tc", &[]);
            cell_properties(&mut self.xml, spot, y, width, shade.of(spot));
            if spot.y == y {
                self.cell(spot, shade, id.take());
            } else {
                self.paragraph(
                    &[],
                    Look {
                        style: Some("Cell"),
                        ..Look::default()
                    },
                    None,
                );
            }
            self.xml.close("w:tc");
            x = spot.x + spot.width;
        }
    }

    fn cell(&mut self, spot: Spot<'_>, shade: Shade, table_id: Option<&str>) {
        let number = matches!(
            spot.cell.and_then(|c| c.value.as_ref()),
            Some(Value::Number { .. })
        );
        let bold = shade.is_heading(spot);
        let align = if shade.head {
            Some("center")
        } else {
            number.then_some("right")
        };
        let look = Look {
            style: Some("Cell"),
            bold,
            align,
            ..Look::default()
        };
        let table_mark = self.open_mark(table_id);
        self.close_mark(table_mark);
        let mark = self.open_mark(spot.cell.and_then(|cell| cell.id.as_deref()));
        let blocks = spot.cell.map_or(&[][..], |cell| &cell.blocks);
        if blocks.is_empty() {
            self.paragraph(&[], look, None);
        }
        self.blocks(blocks, look);
        self.close_mark(mark);
    }
}

/// How the cells of one row are coloured.
#[derive(Clone, Copy)]
struct Shade {
    head: bool,
    closing: bool,
    row_heads: bool,
}

impl Shade {
    fn of(self, spot: Spot<'_>) -> Option<&'static str> {
        match self {
            Self { head: true, .. } => Some(HEAD),
            Self { closing: true, .. } => Some(SHADE),
            _ if self.is_heading(spot) => Some(SHADE),
            _ => None,
        }
    }

    fn is_heading(self, spot: Spot<'_>) -> bool {
        use ayumi_document::Scope;

        match spot.cell.and_then(|cell| cell.scope) {
            Some(Scope::Column) => true,
            Some(Scope::Row) => self.head || self.row_heads,
            None => self.head,
        }
    }
}

/// Widths of the columns; together exactly `room`.
fn columns(grid: &Grid<'_>, room: usize) -> Vec<usize> {
    let widths = grid.widths();
    let all: usize = widths.iter().map(|width| usize::from(*width)).sum();
    let mut before = 0;
    let mut columns = Vec::new();
    for width in widths {
        let after = before + usize::from(width);
        columns.push(room * after / all - room * before / all);
        before = after;
    }
    columns
}

fn table_properties(xml: &mut Xml, columns: &[usize], caption: Option<&str>) {
    let width: usize = columns.iter().sum();
    xml.open("w:tblPr", &[]);
    xml.value("w:tblStyle", "TableGrid");
    xml.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
    xml.empty("w:tblLayout", &[("w:type", "fixed")]);
    xml.empty(
        "w:tblLook",
        &[
            ("w:val", "0620"),
            ("w:firstRow", "1"),
            ("w:noHBand", "1"),
            ("w:noVBand", "1"),
        ],
    );
    if let Some(caption) = caption.filter(|words| !words.is_empty()) {
        xml.value("w:tblCaption", caption);
    }
    xml.close("w:tblPr");
    xml.open("w:tblGrid", &[]);
    for width in columns {
        xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
    }
    xml.close("w:tblGrid");
}

fn row_properties(xml: &mut Xml, head: bool, short: bool) {
    xml.open("w:trPr", &[]);
    if short || head {
        xml.empty("w:cantSplit", &[]);
    }
    if head {
        xml.empty("w:tblHeader", &[]);
    }
    xml.close("w:trPr");
}

fn cell_properties(xml: &mut Xml, spot: Spot<'_>, y: usize, width: usize, shade: Option<&str>) {
    xml.open("w:tcPr", &[]);
    xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
    if spot.width > 1 {
        xml.value("w:gridSpan", &spot.width.to_string());
    }
    if spot.height > 1 {
        xml.value("w:vMerge", if spot.y == y { "restart" } else { "continue" });
    }
    if let Some(shade) = shade {
        xml.empty(
            "w:shd",
            &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", shade)],
        );
    }
    xml.close("w:tcPr");
}

//! The pages of the web folder, one for each item: the item with its path, findings and data.

use ayumi_core::plan::{Item, ItemId, Plan};
use ayumi_document::{Block, Document, Inline, ListItem, Row, Run, Table, Target};
use ayumi_locale::{Lang, key};

use crate::facts::{head_row, optional};
use crate::records::{Data, Datum};
use crate::review::{Review, paragraph};
use crate::walk::{self, Path, printed};
use crate::{document, heading};

/// The pages of all items in reading order, with their ids. Their links lead to the pages of other
/// items (`<id>.html`) and to the chapter (`../index.html`).
pub fn item_pages<'p>(
    plan: &'p Plan,
    lang: Lang,
    date: &'p str,
) -> impl Iterator<Item = (ItemId, Document)> + 'p {
    let pages = Pages {
        plan,
        lang,
        review: Review::of_pages(lang),
        data: Data::of(plan, lang),
    };
    walk::paths(&plan.items).into_iter().map(move |path| {
        let blocks = pages.blocks(&path);
        (path.item.id, document(plan, date, blocks))
    })
}

/// What all pages share.
struct Pages<'p> {
    plan: &'p Plan,
    lang: Lang,
    review: Review,
    data: Data<'p>,
}

impl Pages<'_> {
    fn blocks(&self, path: &Path<'_>) -> Vec<Block> {
        let (lang, item) = (self.lang, path.item);
        let mut blocks = vec![heading(1, None, &printed(item))];
        let position = &path.position;
        blocks.push(paragraph(vec![
            Run::new(format!("{} {position}　", lang.text(key::BOOK_POSITION))),
            link(&lang.text(key::BOOK_BACK), "../index.html"),
        ]));
        blocks.push(heading(2, None, &lang.text(key::BOOK_BELONGS_TO)));
        let mut above: Vec<Inline> = vec![vec![Run::new(&self.plan.title)]];
        above.extend(path.above.iter().map(|item| item_link(item)));
        blocks.push(list(above));
        blocks.push(heading(2, None, &lang.text(key::BOOK_FINDINGS)));
        if item.findings.is_empty() {
            blocks.push(Block::text(lang.text(key::BOOK_FINDINGS_NONE)));
        }
        blocks.extend(self.review.findings(&item.findings));
        if !item.items.is_empty() {
            blocks.push(heading(2, None, &lang.text(key::BOOK_BELOW)));
            blocks.push(list(item.items.iter().map(item_link).collect()));
        }
        let data = self.data.of_item(item, position);
        if !data.is_empty() {
            blocks.push(heading(2, None, &lang.text(key::BOOK_RECORDS)));
            blocks.push(Block::Table(data_table(data, lang)));
        }
        blocks
    }
}

/// The data of one item, a row each.
fn data_table(data: Vec<Datum>, lang: Lang) -> Table {
    let names = [
        key::BOOK_DATUM,
        key::BOOK_NAME,
        key::BOOK_STAGE,
        key::BOOK_TERM,
        key::BOOK_SECTION,
        key::BOOK_CONTENT,
    ];
    let mut rows = vec![head_row(&names.map(|name| lang.text(name)))];
    rows.extend(data.into_iter().map(|datum| {
        let term = Some(datum.term).filter(|term| !term.is_empty());
        let cells = [
            Some(datum.kind),
            datum.name,
            datum.stage,
            term,
            datum.section,
            datum.content,
        ];
        Row {
            cells: cells.map(|text| optional(text.as_deref())).into(),
        }
    }));
    Table {
        head_rows: 1,
        rows,
        ..Table::default()
    }
}

fn link(text: &str, address: &str) -> Run {
    Run {
        target: Some(Target::Beside(address.to_owned())),
        ..Run::new(text)
    }
}

fn item_link(item: &Item) -> Inline {
    vec![link(&printed(item), &format!("{}.html", item.id))]
}

fn list(entries: Vec<Inline>) -> Block {
    let items = entries
        .into_iter()
        .map(|content| ListItem {
            marker: None,
            blocks: vec![paragraph(content)],
        })
        .collect();
    Block::List {
        ordered: false,
        items,
    }
}

//! One page of the web folder: an item with its path, findings and data.

use ayumi_core::plan::{Item, ItemId, Plan};
use ayumi_document::{Block, Document, Inline, ListItem, Row, Run, Table, Target};
use ayumi_locale::{Lang, key};

use crate::facts::{head_row, optional};
use crate::records::data_of;
use crate::review::{Review, paragraph};
use crate::walk::{self, printed};
use crate::{document, heading};

/// The page of one item. Its links lead to the pages of other items (`<id>.html`) and to the
/// chapter (`../index.html`). `None` when the plan has no such item.
#[must_use]
pub fn item_page(plan: &Plan, id: ItemId, lang: Lang, date: &str) -> Option<Document> {
    let path = walk::find(plan, id)?;
    let (position, item) = path.last()?;
    let mut blocks = vec![heading(1, None, &printed(item))];
    blocks.push(paragraph(vec![
        Run::new(format!("{} {position}　", lang.text(key::BOOK_POSITION))),
        link(&lang.text(key::BOOK_BACK), "../index.html"),
    ]));
    blocks.push(heading(2, None, &lang.text(key::BOOK_BELONGS_TO)));
    let mut above: Vec<Inline> = vec![vec![Run::new(&plan.title)]];
    above.extend(
        path[..path.len() - 1]
            .iter()
            .map(|(_, item)| item_link(item)),
    );
    blocks.push(list(above));
    blocks.push(heading(2, None, &lang.text(key::BOOK_FINDINGS)));
    if item.findings.is_empty() {
        blocks.push(Block::text(lang.text(key::BOOK_FINDINGS_NONE)));
    }
    blocks.extend(Review::of(plan, lang).findings(&item.findings));
    if !item.items.is_empty() {
        blocks.push(heading(2, None, &lang.text(key::BOOK_BELOW)));
        blocks.push(list(item.items.iter().map(item_link).collect()));
    }
    let data = data_of(plan, item, position, lang);
    if !data.is_empty() {
        blocks.push(heading(2, None, &lang.text(key::BOOK_RECORDS)));
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
        blocks.push(Block::Table(Table {
            head_rows: 1,
            rows,
            ..Table::default()
        }));
    }
    Some(document(plan, date, blocks))
}

fn link(text: &str, address: &str) -> Run {
    Run {
        target: Some(Target::Url(address.to_owned())),
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

//! What a person set by hand for the founding document before the code was written: the actions
//! that perhaps no finding mentions. The document lies outside the repository, so this runs from
//! `cargo xtask score DIR` only.

use std::path::PathBuf;

use ayumi_core::intake::{Ids, accept};
use ayumi_core::interchange::{SourceInfo, digest};
use ayumi_core::plan::{Item, ItemId};
use ayumi_core::review::mention::unmentioned;
use ayumi_document::{Reader, Source, SourceKind};

struct Counted(u128);

impl Ids for Counted {
    fn next(&mut self) -> uuid::Uuid {
        self.0 += 1;
        uuid::Uuid::from_u128(self.0)
    }
}

/// Where an item stands: positions from the top.
fn position(items: &[Item], wanted: ItemId) -> Option<Vec<usize>> {
    items.iter().enumerate().find_map(|(at, item)| {
        if item.id == wanted {
            return Some(vec![at]);
        }
        let below = position(&item.items, wanted)?;
        Some([vec![at], below].concat())
    })
}

#[test]
#[ignore = "needs the founding document: cargo xtask score DIR"]
fn the_actions_perhaps_not_mentioned_are_those_set_by_hand() {
    let folder = std::env::var_os("AYUMI_CORPUS").expect("AYUMI_CORPUS names the folder");
    let bytes = std::fs::read(PathBuf::from(folder).join("founding.txt")).expect("founding.txt");
    let source = Source {
        name: "founding.txt",
        bytes: &bytes,
        encoding: None,
        ..Source::default()
    };
    let document = ayumi_markup::TextReader.read(source).expect("it is text");
    let info = SourceInfo {
        name: "founding.txt".to_owned(),
        kind: SourceKind::Text,
        sha256: digest(&bytes),
        characters: document.visible_characters(),
    };
    let reading = ayumi_recognise::recognise(&document, info);
    let plan = accept(&reading, "founding", &mut Counted(0));
    let found: Vec<Vec<usize>> = unmentioned(&plan)
        .into_iter()
        .filter_map(|id| position(&plan.items, id))
        .collect();
    assert_eq!(found, [vec![0, 1, 0], vec![2, 0, 1]]);
}

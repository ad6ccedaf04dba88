//! Headings that have no heading's style: larger letters than the text's.

use ayumi_document::{Block, Run};

use super::out::Out;

/// A longer line is no heading.
const LONGEST: usize = 40;
/// A document with so many headings of its own uses styles.
const STYLED: usize = 2;

/// Makes headings of short paragraphs whose letters are larger than those of most of the text. The
/// largest are the title's. Bold letters alone tell too little: titles of items are bold as well.
pub(super) fn raise(out: &mut Out) {
    let styled = |block: &&Block| match block {
        Block::Heading { .. } => true,
        Block::List { items, .. } => items
            .iter()
            .any(|item| matches!(item.blocks.first(), Some(Block::Heading { .. }))),
        _ => false,
    };
    if out.blocks.iter().filter(styled).count() >= STYLED {
        return;
    }
    let Some(usual) = usual(out) else { return };
    let larger: Vec<(usize, u32)> = out
        .looks
        .iter()
        .filter(|(at, look)| look.size > usual && short(&out.blocks[*at]))
        .map(|(at, look)| (*at, look.size))
        .collect();
    let mut sizes: Vec<u32> = larger.iter().map(|(_, size)| *size).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.dedup();
    for (at, size) in larger {
        let rank = sizes.iter().position(|one| *one == size).unwrap_or(0) + 1;
        if let Block::Paragraph { content, .. } = &mut out.blocks[at] {
            out.blocks[at] = Block::Heading {
                level: u8::try_from(rank.min(6)).unwrap_or(6),
                id: None,
                content: std::mem::take(content),
            };
        }
    }
}

/// The size of most letters.
fn usual(out: &Out) -> Option<u32> {
    let mut sizes = std::collections::BTreeMap::new();
    for (_, look) in &out.looks {
        *sizes.entry(look.size).or_insert(0) += look.letters;
    }
    let most = sizes.into_iter().max_by_key(|(_, letters)| *letters);
    most.map(|(size, _)| size)
}

fn short(block: &Block) -> bool {
    let Block::Paragraph { content, .. } = block else {
        return false;
    };
    let words = |run: &Run| run.text.chars().count();
    let last = content
        .last()
        .and_then(|run| run.text.trim_end().chars().last());
    content.iter().map(words).sum::<usize>() <= LONGEST
        && !matches!(last, None | Some('。' | '．' | '、' | '：'))
}

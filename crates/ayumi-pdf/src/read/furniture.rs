//! Running heads and page numbers: what stands at the same place of several pages, in the margins.

use ayumi_document::{At, Unplaced, Why};

use super::sheet::{Part, one};

/// Share of the page's height at its head and foot where furniture stands.
const MARGIN: f64 = 0.12;

/// How many parts at either end of a page are looked at.
const DEEP: usize = 4;

/// A page with its parts.
#[derive(Debug)]
pub(super) struct Leaf {
    /// Number, from 1.
    pub page: u32,
    /// Width and height.
    pub size: (f64, f64),
    /// Its parts in reading order.
    pub parts: Vec<Part>,
}

/// Takes furniture out of the pages and names it.
pub(super) fn take(leaves: &mut [Leaf]) -> Vec<Unplaced> {
    let marks: Vec<Vec<(usize, Mark)>> = leaves.iter().map(candidates).collect();
    let mut hidden = Vec::new();
    for (n, leaf) in leaves.iter_mut().enumerate() {
        let Some(own) = marks.get(n) else { continue };
        let mut gone: Vec<usize> = own
            .iter()
            .filter(|(_, mark)| {
                let same = marks
                    .iter()
                    .flatten()
                    .filter(|(_, other)| mark.same(other))
                    .count();
                (same >= 2 && same * 3 >= marks.len()) || (mark.number && mark.outermost)
            })
            .map(|(part, _)| *part)
            .collect();
        gone.sort_unstable();
        let begin = hidden.len();
        for part in gone.into_iter().rev() {
            if let Part::Line(pieces) = leaf.parts.remove(part) {
                hidden.push(Unplaced {
                    text: one(pieces).text,
                    why: Why::PageFurniture,
                    at: Some(At::Page { page: leaf.page }),
                });
            }
        }
        hidden[begin..].reverse();
    }
    hidden
}

/// What a line in the margin looks like.
struct Mark {
    /// Its words, digits as one sign.
    words: String,
    /// Its height, measured from the nearer edge.
    y: f64,
    foot: bool,
    /// It is a page number and nothing else.
    number: bool,
    /// Nothing stands between it and the edge.
    outermost: bool,
}

impl Mark {
    fn same(&self, other: &Self) -> bool {
        self.foot == other.foot && (self.y - other.y).abs() < 6.0 && self.words == other.words
    }
}

fn candidates(leaf: &Leaf) -> Vec<(usize, Mark)> {
    let height = leaf.size.1;
    let mut found: Vec<(usize, Mark)> = Vec::new();
    for (n, part) in leaf.parts.iter().enumerate() {
        let Part::Line(pieces) = part else { continue };
        let area = part.area();
        let (head, foot) = (area.y1 < MARGIN * height, area.y0 > (1.0 - MARGIN) * height);
        if head || foot {
            let text = one(pieces.clone()).text;
            let y = if foot { height - area.y1 } else { area.y0 };
            let number = is_number(&text);
            found.push((
                n,
                Mark {
                    words: folded(&text),
                    y,
                    foot,
                    number,
                    outermost: false,
                },
            ));
        }
    }
    for side in [false, true] {
        let of_side = |mark: &Mark| mark.foot == side;
        let Some(edge) = found
            .iter()
            .filter(|(_, m)| of_side(m))
            .map(|(_, m)| m.y)
            .reduce(f64::min)
        else {
            continue;
        };
        for (_, mark) in found.iter_mut().filter(|(_, m)| of_side(m)) {
            mark.outermost = mark.y - edge < 3.0;
        }
    }
    found.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
    let mut counts = [0usize; 2];
    found.retain(|(_, mark)| {
        let count = &mut counts[usize::from(mark.foot)];
        *count += 1;
        *count <= DEEP
    });
    found
}

/// Words without blanks, every number as one sign.
fn folded(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c {
            c if c.is_numeric() && !out.ends_with('#') => out.push('#'),
            c if c.is_numeric() => {}
            c => out.push(c),
        }
    }
    out
}

/// `3`, `- 3 -`, `3/12`, `p. 3`: nothing but a number in its dress.
fn is_number(text: &str) -> bool {
    let folded = folded(text).to_lowercase();
    let bare: String = folded
        .chars()
        .filter(|c| !"-－–—―‐・|()（）[]/／page.p".contains(*c))
        .collect();
    matches!(bare.as_str(), "#" | "##")
}

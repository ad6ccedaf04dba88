//! Running heads and page numbers: what stands at the same place of several pages, in the margins.

use std::collections::BTreeMap;

use ayumi_document::{At, Unplaced, Why};

use super::build::LARGER;
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
    let again = Again::of(&marks);
    let body = body(leaves);
    let mut hidden = Vec::new();
    for (n, leaf) in leaves.iter_mut().enumerate() {
        let Some(own) = marks.get(n) else { continue };
        let gone = own
            .iter()
            .filter(|(_, mark)| again.is_furniture(mark, body));
        let mut gone: Vec<usize> = gone.map(|(part, _)| *part).collect();
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

/// The size of most type, in points.
fn body(leaves: &[Leaf]) -> f64 {
    let mut sizes: Vec<f64> = Vec::new();
    for part in leaves.iter().flat_map(|leaf| &leaf.parts) {
        match part {
            Part::Line(pieces) => sizes.extend(pieces.iter().map(|piece| piece.size)),
            Part::Grid(grid) => {
                let cells = grid.rows.iter().flatten();
                sizes.extend(cells.flat_map(|cell| &cell.lines).map(|line| line.size));
            }
        }
    }
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or_default()
}

/// What a line in the margin looks like.
struct Mark {
    /// Its words without blanks.
    words: String,
    /// The same, every number as one sign.
    folded: String,
    /// Size of its type.
    size: f64,
    /// Its height, measured from the nearer edge.
    y: f64,
    foot: bool,
    /// It is a page number and nothing else.
    number: bool,
    /// A page number stands at one of its ends, apart from its words.
    numbered: bool,
    /// Nothing stands between it and the edge.
    outermost: bool,
}

/// Heights of the lines in the margins, by their words.
type Heights<'m> = BTreeMap<(bool, &'m str), Vec<f64>>;

/// What stands in the margins of several pages.
struct Again<'m> {
    same: Heights<'m>,
    alike: Heights<'m>,
    pages: usize,
}

impl<'m> Again<'m> {
    fn of(marks: &'m [Vec<(usize, Mark)>]) -> Self {
        let mut again = Self {
            same: Heights::new(),
            alike: Heights::new(),
            pages: marks.len(),
        };
        for (_, mark) in marks.iter().flatten() {
            let (same, alike) = ((mark.foot, &*mark.words), (mark.foot, &*mark.folded));
            again.same.entry(same).or_default().push(mark.y);
            again.alike.entry(alike).or_default().push(mark.y);
        }
        again
    }

    fn is_furniture(&self, mark: &Mark, body: f64) -> bool {
        if mark.number && mark.outermost {
            return true;
        }
        // A title at the top of every sheet is larger than what stands below it.
        if mark.size > body * LARGER {
            return false;
        }
        let often = |heights: &Heights<'_>, words: &str| {
            let heights = heights.get(&(mark.foot, words));
            let near = |y: &&f64| (**y - mark.y).abs() < 6.0;
            let count = heights.map_or(0, |all| all.iter().filter(near).count());
            count >= 3 || (count == 2 && self.pages <= 6)
        };
        // 施策1, 施策2 at the top of pages are no running heads: what changes has to be a page
        // number, or small.
        let counted = mark.foot || mark.numbered || mark.size < 0.95 * body;
        often(&self.same, &mark.words) || (counted && often(&self.alike, &mark.folded))
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
            let ends = [pieces.first(), pieces.last()].into_iter().flatten();
            let numbered = pieces.len() > 1 && ends.map(|end| &end.text).any(|end| is_number(end));
            found.push((
                n,
                Mark {
                    words: text.chars().filter(|c| !c.is_whitespace()).collect(),
                    folded: folded(&text),
                    size: pieces.iter().map(|piece| piece.size).fold(0.0, f64::max),
                    y,
                    foot,
                    number,
                    numbered,
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

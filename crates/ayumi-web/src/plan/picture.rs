//! 体系図: the plan's tree as a picture drawn on the server. Columns are levels, every box leads to
//! its item. Only presentation attributes and classes, so that the page needs no inline style.

use std::fmt::Write as _;

use ayumi_core::plan::edit::count_of;
use ayumi_core::plan::{Item, Plan};
use ayumi_locale::key;

use crate::review::finding::{Links, name_of};

/// A picture with more boxes in its last column than this is cut at a higher level: it is an
/// overview, and the list beside it has everything.
const MOST_LEAVES: usize = 80;

const BOX_WIDTH: usize = 232;
const COLUMN_GAP: usize = 44;
const ROW_GAP: usize = 10;
const PAD: usize = 9;
const LINE_HEIGHT: usize = 20;
const FONT: usize = 14;
const HEAD: usize = 30;

/// A box with its place.
struct Placed {
    depth: usize,
    y: usize,
    height: usize,
}

struct Drawing<'a> {
    links: &'a Links<'a>,
    depth: usize,
    boxes: String,
    edges: String,
    next_y: usize,
}

/// The picture, or `None` for a plan without items.
pub fn picture(links: &Links<'_>) -> Option<String> {
    let plan = links.plan;
    if plan.items.is_empty() {
        return None;
    }
    let depth = shown_depth(&plan.items);
    let mut drawing = Drawing {
        links,
        depth,
        boxes: String::new(),
        edges: String::new(),
        next_y: HEAD,
    };
    drawing.root(plan);
    let width = (depth + 1) * BOX_WIDTH + depth * COLUMN_GAP + 4;
    let height = drawing.next_y + 4;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"-2 -2 {width} {height}\" role=\"group\" \
         aria-labelledby=\"tree-title tree-desc\"><title id=\"tree-title\">{}</title>\
         <desc id=\"tree-desc\">{}</desc>",
        escape(&links.w.v(key::WEB_PICTURE_TITLE, "plan", &plan.title)),
        escape(&links.w.t(key::WEB_PICTURE_DESC)),
    );
    for (position, level) in plan.levels.iter().take(depth).enumerate() {
        let x = (position + 1) * (BOX_WIDTH + COLUMN_GAP) + 2;
        let _ = write!(
            svg,
            "<text class=\"words-head\" x=\"{x}\" y=\"15\">{}</text>",
            escape(level)
        );
    }
    let _ = write!(
        svg,
        "<g class=\"edges\">{}</g>{}</svg>",
        drawing.edges, drawing.boxes
    );
    Some(svg)
}

/// How many levels fit: the most whose boxes do not exceed [`MOST_LEAVES`], at least one.
fn shown_depth(items: &[Item]) -> usize {
    fn height(items: &[Item], depth: usize) -> usize {
        items
            .iter()
            .map(|item| {
                if depth == 1 {
                    1
                } else {
                    height(&item.items, depth - 1).max(1)
                }
            })
            .sum()
    }
    fn levels(items: &[Item]) -> usize {
        items
            .iter()
            .map(|item| 1 + levels(&item.items))
            .max()
            .unwrap_or(0)
    }
    let all = levels(items);
    (1..=all)
        .rev()
        .find(|depth| height(items, *depth) <= MOST_LEAVES)
        .unwrap_or(1)
}

impl Drawing<'_> {
    fn root(&mut self, plan: &Plan) {
        let words = plan.vision.as_deref().unwrap_or(&plan.title);
        let lines = wrap(words, columns(), 6);
        let top = self.next_y;
        let children: Vec<Placed> = plan.items.iter().map(|item| self.item(item, 1)).collect();
        let height = lines.len() * LINE_HEIGHT + 2 * PAD;
        let y = middle(&children, top).saturating_sub(height / 2).max(top);
        self.next_y = self.next_y.max(y + height + ROW_GAP);
        let placed = Placed {
            depth: 0,
            y,
            height,
        };
        self.connect(&placed, &children);
        self.rect(&placed, &lines);
    }

    fn item(&mut self, item: &Item, depth: usize) -> Placed {
        let mut lines = wrap(&name_of(item), columns(), 6);
        let cut = depth == self.depth && !item.items.is_empty();
        if cut {
            let below = count_of(&item.items);
            lines.push(self.links.w.v(key::WEB_PICTURE_MORE, "count", below));
        }
        let height = lines.len() * LINE_HEIGHT + 2 * PAD;
        let top = self.next_y;
        let children: Vec<Placed> = if depth < self.depth {
            item.items
                .iter()
                .map(|child| self.item(child, depth + 1))
                .collect()
        } else {
            Vec::new()
        };
        let y = if children.is_empty() {
            top
        } else {
            middle(&children, top).saturating_sub(height / 2).max(top)
        };
        self.next_y = self.next_y.max(y + height + ROW_GAP);
        let placed = Placed { depth, y, height };
        self.connect(&placed, &children);
        let _ = write!(
            self.boxes,
            "<a href=\"{}\">",
            escape(&self.links.item(item.id))
        );
        self.rect(&placed, &lines);
        self.boxes.push_str("</a>");
        placed
    }

    fn rect(&mut self, placed: &Placed, lines: &[String]) {
        let x = placed.x();
        let look = placed.depth.min(3);
        let _ = write!(
            self.boxes,
            "<rect class=\"box box-{look}\" x=\"{x}\" y=\"{}\" width=\"{BOX_WIDTH}\" \
             height=\"{}\" rx=\"6\"/><text class=\"words-{look}\">",
            placed.y, placed.height
        );
        for (position, line) in lines.iter().enumerate() {
            let _ = write!(
                self.boxes,
                "<tspan x=\"{}\" y=\"{}\">{}</tspan>",
                x + PAD + 2,
                placed.y + PAD + 15 + position * LINE_HEIGHT,
                escape(line)
            );
        }
        self.boxes.push_str("</text>");
    }

    fn connect(&mut self, from: &Placed, children: &[Placed]) {
        let x = from.x() + BOX_WIDTH;
        let bend = x + COLUMN_GAP / 2;
        for child in children {
            let _ = write!(
                self.edges,
                "<path class=\"edge\" d=\"M{x} {}H{bend}V{}H{}\"/>",
                from.middle(),
                child.middle(),
                child.x()
            );
        }
    }
}

impl Placed {
    fn x(&self) -> usize {
        self.depth * (BOX_WIDTH + COLUMN_GAP)
    }

    fn middle(&self) -> usize {
        self.y + self.height / 2
    }
}

/// The height at the middle of the boxes; `top` for none.
fn middle(children: &[Placed], top: usize) -> usize {
    match (children.first(), children.last()) {
        (Some(first), Some(last)) => usize::midpoint(first.middle(), last.middle()),
        _ => top,
    }
}

/// Half-width columns a line of a box holds.
fn columns() -> usize {
    (BOX_WIDTH - 2 * PAD - 4) * 2 / FONT - 1
}

/// Breaks words into lines of at most `width` half-width columns; what exceeds `most` lines ends
/// in `…` (the whole text stands in the list beside the picture).
fn wrap(text: &str, width: usize, most: usize) -> Vec<String> {
    /// What must not begin a line (kinsoku), as far as titles use it.
    const CLOSING: &str = "\u{3001}\u{3002}\u{ff0c}\u{ff0e}\u{ff09}\u{300d}\u{300f}\u{3011}\u{3009}\u{300b}\u{3015}\u{ff5d}\u{30fb}\u{30fc}\u{3005}\u{3083}\u{3085}\u{3087}\u{3063}\u{30e3}\u{30e5}\u{30e7}\u{30c3}\u{ff01}\u{ff1f}\u{ff1a}\u{ff1b})],.!?";
    let mut lines = vec![String::new()];
    let mut used = 0;
    for c in text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
    {
        let wide = if c.is_ascii() || ('\u{ff61}'..='\u{ff9f}').contains(&c) {
            1
        } else {
            2
        };
        if used + wide > width && !CLOSING.contains(c) {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
        used += wide;
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.pop();
            last.push('…');
        }
    }
    lines
}

/// Escapes text for an XML attribute or element.
fn escape(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => told.push_str("&amp;"),
            '<' => told.push_str("&lt;"),
            '>' => told.push_str("&gt;"),
            '"' => told.push_str("&quot;"),
            '\'' => told.push_str("&#39;"),
            c if c.is_control() => {}
            c => told.push(c),
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::{columns, wrap};

    fn check(text: &str, width: usize, expected: &[&str]) {
        assert_eq!(wrap(text, width, 3), expected, "{text}");
    }

    #[test]
    fn lines() {
        check("あいうえお", 6, &["あいう", "えお"]);
        check("あいう、えお", 6, &["あいう、", "えお"]);
        check("CSW の配置", 6, &["CSW の", "配置"]);
        check("一二三四五六七八九十", 4, &["一二", "三四", "五…"]);
        check("", 4, &[""]);
    }

    #[test]
    fn a_box_holds_a_usual_title_in_two_lines() {
        assert!(wrap("行政との定期的な意見交換・調整の場の設置", columns(), 4).len() <= 2);
    }
}

//! What one page shows: characters and rules with their places, in points from the upper left of
//! the page as it is looked at.

use std::collections::HashMap;

use hayro_interpret::font::Glyph as DrawnGlyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use hayro_syntax::page::Page;
use kurbo::{Affine, BezPath, PathEl, Point, Rect, Vec2};

/// What stands for a glyph whose character the file does not tell.
pub(super) const UNKNOWN: char = '〓';

/// No page of a plan book shows more; what comes after is left out and named.
const MOST_GLYPHS: usize = 200_000;

/// More rules than this are a drawing.
const MOST_RULES: usize = 50_000;

/// Filled strips up to this width, in points, are rules.
const THICKEST_RULE: f64 = 3.0;

/// A character with its box.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// The character; [`UNKNOWN`] where the file does not tell.
    pub text: char,
    /// Its box: advance by height of the line.
    pub area: Rect,
    /// Size of the type in points.
    pub size: f64,
    /// Quarter turns of its baseline, clockwise.
    pub turn: u8,
    /// Bold type.
    pub strong: bool,
    /// Which marked content it belongs to.
    pub mark: Option<i32>,
    /// Marked as not belonging to the text (running head, page number).
    pub artifact: bool,
    /// Where in the content it was drawn.
    pub order: u32,
}

impl Glyph {
    /// Is it more than a blank?
    pub(super) fn is_seen(&self) -> bool {
        !self.text.is_whitespace()
    }
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Width and height in points.
    pub size: (f64, f64),
    /// Its characters in the order they were drawn.
    pub glyphs: Vec<Glyph>,
    /// Its rules: thin boxes, upright or level.
    pub rules: Vec<Rect>,
    /// Shapes that point: a bar with a tip, an arrow of some width.
    pub arrows: Vec<Rect>,
    /// Characters that stand outside the page: nobody sees them.
    pub outside: Vec<Glyph>,
    /// Characters that are not drawn, as character recognition lays them under a picture.
    pub invisible: usize,
    /// Pictures and shapes drawn.
    pub pictures: usize,
    /// Something was left out because the page shows too much.
    pub cut: bool,
}

/// Looks at one page.
pub(super) fn look<'a>(page: &'a Page<'a>, cache: &InterpreterCache<'a>) -> Sheet {
    let (width, height) = page.render_dimensions();
    let [a, b, c, d, e, f] = page.initial_transform(true).as_coeffs();
    let start = Affine::new([a, b, c, d, e, f]);
    // What a form or a note shows on the page is read like everything that is seen.
    let settings = InterpreterSettings::default();
    let whole = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(start, whole, cache, page.xref(), settings);
    let mut eye = Eye {
        sheet: Sheet {
            size: (f64::from(width), f64::from(height)),
            ..Sheet::default()
        },
        ..Eye::default()
    };
    interpret_page(page, &mut context, &mut eye);
    let mut sheet = eye.sheet;
    let near = whole.inflate(2.0, 2.0);
    let glyphs = std::mem::take(&mut sheet.glyphs).into_iter();
    (sheet.glyphs, sheet.outside) = glyphs.partition(|glyph| near.contains(glyph.area.center()));
    sheet.outside.retain(Glyph::is_seen);
    sheet
}

/// Takes what is drawn.
#[derive(Default)]
struct Eye {
    sheet: Sheet,
    marks: Vec<(bool, Option<i32>)>,
    bold: HashMap<u128, bool>,
    seen: HashMap<(char, u8, i64, i64), Point>,
}

impl Eye {
    fn is_bold(&mut self, glyph: &DrawnGlyph<'_>) -> bool {
        let DrawnGlyph::Outline(glyph) = glyph else {
            return false;
        };
        *self.bold.entry(glyph.font_cache_key()).or_insert_with(|| {
            glyph.font_data().is_some_and(|font| {
                let name = font.postscript_name.unwrap_or_default().to_lowercase();
                font.weight.is_some_and(|weight| weight >= 600)
                    || ["bold", "heavy", "black"]
                        .iter()
                        .any(|word| name.contains(word))
            })
        })
    }

    /// Bold made by printing twice: the same sign hardly moved.
    fn again(&mut self, text: char, turn: u8, area: Rect) -> bool {
        let here = area.center();
        let (x, y) = (here.x.round() as i64, here.y.round() as i64);
        let hardly = 0.15 * area.width().min(area.height());
        let near = (-1..=1).any(|dx| {
            (-1..=1).any(|dy| {
                let (x, y) = (x.saturating_add(dx), y.saturating_add(dy));
                let other = self.seen.get(&(text, turn, x, y));
                other.is_some_and(|other| other.distance(here) <= hardly)
            })
        });
        self.seen.insert((text, turn, x, y), here);
        near
    }

    fn put(&mut self, texts: &str, place: Placed, strong: bool) {
        let count = texts.chars().count().max(1);
        for (n, text) in texts.chars().enumerate() {
            if self.sheet.glyphs.len() >= MOST_GLYPHS {
                self.sheet.cut = true;
                return;
            }
            let area = place.part(n, count);
            if !text.is_whitespace() && self.again(text, place.turn, area) {
                continue;
            }
            let order = self.sheet.glyphs.len() as u32;
            self.sheet.glyphs.push(Glyph {
                text,
                area,
                size: place.size,
                turn: place.turn,
                strong,
                mark: self.marks.iter().rev().find_map(|(_, mark)| *mark),
                artifact: self.marks.iter().any(|(artifact, _)| *artifact),
                order,
            });
        }
    }

    fn rule(&mut self, a: Point, b: Point) {
        let area = Rect::from_points(a, b);
        let level = area.width().min(area.height()) <= THICKEST_RULE;
        if !level || area.width().max(area.height()) < 2.0 {
            return;
        }
        if self.sheet.rules.len() >= MOST_RULES {
            self.sheet.cut = true;
        } else {
            self.sheet.rules.push(area);
        }
    }

    /// The figures of a path, each as its corners; whether it was closed.
    fn figures(&mut self, path: &BezPath, transform: Affine, filled: bool) {
        let mut points: Vec<Point> = Vec::new();
        let mut closed = filled;
        for part in path.elements() {
            match part {
                PathEl::MoveTo(to) => {
                    self.figure(&std::mem::take(&mut points), closed, filled);
                    (points, closed) = (vec![transform * *to], filled);
                }
                PathEl::LineTo(to) | PathEl::QuadTo(_, to) | PathEl::CurveTo(_, _, to) => {
                    points.push(transform * *to);
                }
                PathEl::ClosePath => closed = true,
            }
        }
        self.figure(&points, closed, filled);
    }

    fn figure(&mut self, points: &[Point], closed: bool, filled: bool) {
        let Some((first, rest)) = points.split_first() else {
            return;
        };
        let area = rest
            .iter()
            .fold(Rect::from_points(*first, *first), |area, p| {
                area.union_pt(*p)
            });
        let slants = |(a, b): (&Point, &Point)| (a.x - b.x).abs() > 1.0 && (a.y - b.y).abs() > 1.0;
        let slanting = points.iter().zip(rest).any(slants);
        if closed && slanting {
            let bar = area.width() >= 24.0 && (4.0..40.0).contains(&area.height());
            if bar && (5..=12).contains(&points.len()) && self.sheet.arrows.len() < MOST_RULES {
                self.sheet.arrows.push(area);
            }
        } else if filled {
            // A filled strip is a rule.
            self.rule(area.origin(), Point::new(area.x1, area.y1));
        } else {
            for (from, to) in points.iter().zip(rest) {
                self.rule(*from, *to);
            }
            if let (true, Some(last)) = (closed, rest.last()) {
                self.rule(*last, *first);
            }
        }
    }
}

/// Where a glyph stands.
#[derive(Clone, Copy)]
struct Placed {
    area: Rect,
    size: f64,
    turn: u8,
}

impl Placed {
    /// The part of one of several characters that share a glyph.
    fn part(&self, n: usize, count: usize) -> Rect {
        if count == 1 {
            return self.area;
        }
        let (from, to) = (n as f64 / count as f64, (n + 1) as f64 / count as f64);
        let Rect { x0, y0, x1, y1 } = self.area;
        match self.turn {
            0 => Rect::new(x0 + (x1 - x0) * from, y0, x0 + (x1 - x0) * to, y1),
            1 => Rect::new(x0, y0 + (y1 - y0) * from, x1, y0 + (y1 - y0) * to),
            2 => Rect::new(x1 - (x1 - x0) * to, y0, x1 - (x1 - x0) * from, y1),
            _ => Rect::new(x0, y1 - (y1 - y0) * to, x1, y1 - (y1 - y0) * from),
        }
    }
}

/// Em box of a glyph: `advance` in thousandths of the size.
fn place(transform: Affine, advance: f64) -> Option<Placed> {
    let [a, b, c, d, e, f] = transform.as_coeffs();
    let along = Vec2::new(a, b) * advance;
    let up = Vec2::new(c, d) * 1000.0;
    let size = up.hypot();
    if !size.is_finite() || size < 0.5 || !e.is_finite() || !f.is_finite() {
        return None;
    }
    let (a, b) = if a == 0.0 && b == 0.0 {
        (d, -c)
    } else {
        (a, b)
    };
    let turn = match (a.abs() >= b.abs(), a >= 0.0, b >= 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    };
    let from = Point::new(e, f) - up * 0.12;
    let area = Rect::from_points(from, from + along + up);
    Some(Placed { area, size, turn })
}

impl<'a> Device<'a> for Eye {
    fn draw_glyph(
        &mut self,
        glyph: &DrawnGlyph<'a>,
        transform: Affine,
        glyph_transform: Affine,
        _paint: &Paint<'a>,
        mode: &GlyphDrawMode,
    ) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(s)) if !s.is_empty() => s,
            Some(BfString::String(_)) => return,
            None => UNKNOWN.to_string(),
        };
        let text: String = text
            .chars()
            .map(|c| {
                if matches!(c, '\0' | '\u{FFFD}') {
                    UNKNOWN
                } else {
                    c
                }
            })
            .collect();
        let own = match glyph {
            // A font for vertical type advances downwards: its boxes are squares.
            DrawnGlyph::Outline(glyph) => glyph.advance_width().filter(|width| *width > 0.0),
            DrawnGlyph::Type3(_) => Some(if text.is_ascii() { 500.0 } else { 1000.0 }),
        };
        let own = f64::from(own.unwrap_or(1000.0));
        if let Some(placed) = place(transform * glyph_transform, own) {
            let strong = self.is_bold(glyph);
            self.sheet.invisible += usize::from(matches!(mode, GlyphDrawMode::Invisible));
            self.put(&text, placed, strong);
        }
    }

    fn draw_path(
        &mut self,
        path: &BezPath,
        transform: Affine,
        _paint: &Paint<'a>,
        mode: &PathDrawMode,
    ) {
        // Letters turned into shapes have curves; frames and rules have few parts.
        self.sheet.pictures += usize::from(path.elements().len() > 8);
        match mode {
            PathDrawMode::Fill(_) => self.figures(path, transform, true),
            PathDrawMode::Stroke(_) => self.figures(path, transform, false),
        }
    }

    fn draw_image(&mut self, _image: Image<'a, '_>, _transform: Affine) {
        self.sheet.pictures += 1;
    }

    fn begin_marked_content(&mut self, tag: &[u8], mark: Option<i32>) {
        self.marks.push((tag == b"Artifact", mark));
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }

    fn set_soft_mask(&mut self, _mask: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _mode: BlendMode) {}
    fn push_clip_path(&mut self, _path: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

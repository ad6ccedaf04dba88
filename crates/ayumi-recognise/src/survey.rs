//! A first look over all lines: what kind of outline the document may have.

use crate::label::{Label, Style, label};
use crate::lines::fields;
use crate::table::role::Role;
use crate::text::slice::Slice;
use crate::text::view::Piece;
use crate::values::is_section;
use crate::words::{Class, exact, group, is, prefix, suffix, within};

/// What the first look found.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// Numbered lines are items even without a level's name.
    pub outline: bool,
    /// Levels are named with their numbers: 基本目標1, 基本目標2.
    pub worded: bool,
    /// The document is a sheet of fields.
    pub sheet: bool,
    /// The code stands before the name of the item.
    pub code_first: bool,
    /// Sections and grades stand on lines of their own.
    pub bare_values: bool,
    /// Several levels stand one below the other, each with its name before the title.
    pub ladder: bool,
    /// Titles stand in 《》 with sentences below them.
    pub quoted: bool,
    /// The document looks back: years are measured, not planned.
    pub reached: bool,
    /// Items have codes.
    pub codes: bool,
    /// Boxes to tick.
    pub ticks: bool,
    /// Styles of labels that stand before areas, one of which is called like a level.
    pub area_styles: Vec<Style>,
    /// Bullets stand before titles with grades behind them.
    pub listed: bool,
    /// Grades stand before the labels of items.
    pub signed: bool,
    /// … and not all the same.
    pub told_apart: bool,
    /// Lines in 【】 stand over bullets with fields of their own.
    pub grouped: bool,
    /// The line that is the title of a sheet which names none.
    pub title_at: Option<usize>,
    /// Names of levels that stand before titles without a number, more than once.
    pub named: Vec<String>,
}

/// What is counted on the way.
#[derive(Debug, Default)]
struct Counts {
    lines: usize,
    prose: usize,
    numbered: usize,
    bullets: usize,
    levels: usize,
    codes: usize,
    dashes: usize,
    grades: usize,
    sections: usize,
    boxes: usize,
    signed: Vec<char>,
    listed: usize,
    plain_styles: Vec<Style>,
    /// Styles of labels before a short name of a level.
    level_styles: Vec<Style>,
    quoted: usize,
    /// The line before stands in 《》.
    before: bool,
    /// Names of levels without a number, and how often.
    named: Vec<(String, usize)>,
    code_line: Option<usize>,
    title_line: Option<usize>,
}

/// Looks over the lines.
pub(crate) fn survey(pieces: &[Piece]) -> Survey {
    let mut counts = Counts::default();
    for (at, piece) in pieces.iter().enumerate() {
        if let Piece::Line(line) = piece {
            counts.line(at, &line.text);
        }
    }
    let mut survey = counts.judge(pieces);
    survey.grouped = grouped(pieces);
    survey
}

/// Is a line in 【】 over a bullet with fields met twice, or once with two such bullets?
fn grouped(pieces: &[Piece]) -> bool {
    let mut groups = 0;
    let mut bullets = 0;
    let mut before = false;
    for piece in pieces {
        let Piece::Line(line) = piece else {
            before = false;
            continue;
        };
        let bullet = has_fields(&line.text);
        bullets += usize::from(bullet);
        groups += usize::from(bullet && before);
        before = enclosed(&line.text);
    }
    groups >= 1 && bullets >= 2
}

/// ■サロンの支援 担当:地域課 評価:A
pub(crate) fn has_fields(text: &Slice) -> bool {
    let bullet = label(text).is_some_and(|l| l.is_bullet());
    bullet && text.len() <= 120 && fields::tail(text).is_some() && fields::begins(text).is_none()
}

impl Counts {
    fn line(&mut self, at: usize, text: &Slice) {
        let t: Vec<char> = text.folded().into_iter().take(400).collect();
        let stop = t.last().is_some_and(|c| is(*c, Class::Stop));
        self.lines += 1;
        self.prose += usize::from(stop);
        self.quoted += usize::from(stop && self.before);
        self.before = enclosed(text);
        self.grades += usize::from(crate::lines::grades::alone(&t));
        self.sections += usize::from(is_section(&t));
        if crate::lines::outline::signs::graded_label(text).is_some() {
            self.signed.push(text.at(0));
        }
        self.boxes += usize::from(prefix("tick", &t).is_some());
        if let Some((_, column)) = fields::begins(text) {
            match column.role {
                Role::SheetTitle => self.title_line = self.title_line.or(Some(at)),
                Role::Label if t.len() > 4 => self.code_line = self.code_line.or(Some(at)),
                _ => {}
            }
        }
        let graded = !stop && crate::lines::grades::listed(text);
        self.listed += usize::from(graded && label(text).is_some_and(|l| l.is_bullet()));
        if let Some(label) = label(text) {
            self.label(text, &label, stop);
        }
    }

    fn label(&mut self, text: &Slice, label: &Label, stop: bool) {
        if let Some(word) = inner_word(text, label.rest) {
            self.name(word);
        }
        let rest: Vec<char> = (label.rest..text.len())
            .map(|i| text.at(i))
            .filter(|c| !c.is_whitespace())
            .collect();
        let title = !stop && rest.len() <= 40;
        if title && label.word.is_none() && !label.is_bullet() && (1..=12).contains(&rest.len()) {
            self.area(&label.style, &rest);
        }
        match (&label.word, &label.style) {
            (Some(_), _) if label.ordinal.is_some() => self.levels += 1,
            (Some(word), _) => self.name(word.clone()),
            (None, Style::Code(_)) => self.codes += 1,
            (None, Style::Dash(_)) => self.dashes += usize::from(title),
            (None, Style::Bullet(_)) => self.bullets += usize::from(title),
            (None, Style::Chapter(_)) => {}
            (None, _) => {
                let plain = title && rest.len() >= 2 && !is_structural(&rest, false);
                self.numbered += usize::from(plain);
            }
        }
    }

    /// ア 事業 イ 組織: short titles of one style, perhaps one of them called like a level.
    fn area(&mut self, style: &Style, rest: &[char]) {
        let list = if rest.len() <= 2 && exact("level", rest).is_some() {
            &mut self.level_styles
        } else if crate::table::role::column(rest).is_none() && !is_structural(rest, false) {
            &mut self.plain_styles
        } else {
            return;
        };
        if !list.contains(style) {
            list.push(style.clone());
        }
    }

    fn name(&mut self, word: String) {
        match self.named.iter_mut().find(|(known, _)| *known == word) {
            Some((_, n)) => *n += 1,
            None => self.named.push((word, 1)),
        }
    }

    fn judge(self, pieces: &[Piece]) -> Survey {
        let sheet = self.title_line.is_some() || self.code_line.is_some();
        // Two numbered titles are an outline where bullets stand below them and nothing is told.
        let short = self.numbered == 2 && self.bullets >= 3 && self.prose == 0;
        let ordered = self.numbered >= 3 || self.codes >= 2 || self.dashes >= 2 || short;
        let title_at = match (self.code_line, self.title_line) {
            (Some(code), None) => title_above(pieces, code),
            _ => None,
        };
        let strong = self
            .named
            .iter()
            .filter(|(w, _)| w.chars().count() >= 4)
            .count();
        let often = self.named.into_iter().filter(|(_, n)| *n > 1);
        Survey {
            outline: !sheet && ordered && self.prose * 2 <= self.lines,
            worded: self.levels >= 2,
            sheet,
            code_first: matches!((self.code_line, self.title_line), (Some(c), Some(t)) if c < t),
            bare_values: self.codes + self.levels > 0 && self.grades > 0 && self.sections > 0,
            ladder: strong >= 2,
            quoted: self.quoted >= 2,
            reached: looks_back(pieces),
            codes: self.codes > 0,
            ticks: sheet && self.boxes >= 2,
            signed: self.signed.len() >= 2,
            told_apart: self.signed.iter().any(|sign| *sign != self.signed[0]),
            grouped: false,
            listed: self.listed >= 2,
            area_styles: self
                .plain_styles
                .into_iter()
                .filter(|style| self.level_styles.contains(style))
                .collect(),
            title_at,
            named: often.map(|(w, _)| w).collect(),
        }
    }
}

/// A level's name behind a number: (1) 重点項目 事業.
fn inner_word(text: &Slice, rest: usize) -> Option<String> {
    if rest == 0 || rest >= text.len() {
        return None;
    }
    let tail = Slice {
        glyphs: text.glyphs[rest..].to_vec(),
    }
    .echo();
    let inner = label(&tail)?;
    inner.word.filter(|_| inner.ordinal.is_none())
}

/// Is it a heading that orders a document? It ends with one of the words, or joins two of them;
/// among items of the same style only the word alone counts.
pub(crate) fn is_structural(rest: &[char], sibling: bool) -> bool {
    if sibling {
        return exact("structural", rest).is_some();
    }
    let bare = crate::table::role::unbracket(rest);
    let tail = suffix("structural", bare).is_some();
    let joined = prefix("structural", bare)
        .is_some_and(|word| prefix("level_joint", &bare[word.chars.len()..]).is_some());
    tail || joined || within("structural_within", bare)
}

/// Is the line nothing but words in 《》 or 【】?
pub(crate) fn enclosed(text: &Slice) -> bool {
    let len = text.len();
    if !(4..=42).contains(&len) {
        return false;
    }
    let pair = (text.at(0), text.at(len - 1));
    let inner: Vec<char> = (1..len - 1)
        .map(|i| text.at(i))
        .filter(|c| !c.is_whitespace())
        .collect();
    let nested = inner.iter().any(|c| is(*c, Class::Open) && *c != '(');
    let marks =
        is(pair.0, Class::Open) && is(pair.1, Class::Close) && pair.0 != '(' && pair.0 != '<';
    marks
        && !nested
        && crate::table::role::column(&inner).is_none()
        && !is_structural(&inner, false)
        && !within("minutes", &inner)
}

/// Does one of the first lines say that the document looks back?
fn looks_back(pieces: &[Piece]) -> bool {
    pieces.iter().take(6).any(|piece| match piece {
        Piece::Line(line) => {
            let t = line.text.folded();
            t.len() <= 60 && within("looks_back", &t)
        }
        Piece::Grid(_) => false,
    })
}

/// The nearest line above a code that can be the name of what the sheet is about.
fn title_above(pieces: &[Piece], code: usize) -> Option<usize> {
    (0..code).rev().take(3).find(|at| {
        let Piece::Line(line) = &pieces[*at] else {
            return false;
        };
        let t = line.text.folded();
        (3..=40).contains(&t.len())
            && !is_structural(&t, false)
            && !t.iter().any(|c| is(*c, Class::Stop))
            && label(&line.text).is_none()
            && fields::begins(&line.text).is_none()
    })
}

/// Does the text say something, instead of naming it? It ends like a verb.
pub(crate) fn is_sentence(t: &[char]) -> bool {
    group("verb_end")
        .iter()
        .any(|word| t.ends_with(&word.chars))
        && exact("mark", t).is_none()
}

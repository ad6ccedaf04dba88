//! Several plans bound in one file: where each begins (practice §1b V31, V41). A file is parted
//! only where two plans are named apart — by their numbers, their councils or their kinds with
//! periods of their own — and each has a tree.

use ayumi_document::{Ask, At};

use crate::Binding;
use crate::head::{council, numbered_plans};
use crate::label::{Label, Style, label};
use crate::lines::fields;
use crate::survey::{is_sentence, is_structural};
use crate::table::role::column;
use crate::text::slice::Slice;
use crate::text::view::{Grid, Line, Piece};
use crate::words::{Class, exact, is, prefix, suffix, within};
use crate::work::Work;
use crate::years::spans;

/// Fewest lines of a tree that make a plan of its own.
const TREE: usize = 2;
/// Longest heading.
const HEADING: usize = 60;

/// One plan of a file: its pieces, and its name where only the cover prints it.
#[derive(Debug, Default)]
pub(crate) struct Part {
    /// Lines and tables.
    pub pieces: Vec<Piece>,
    /// The name cut from the cover.
    pub title: Option<(Slice, u32)>,
    /// The line that names the plan, where it is not simply the first that names one.
    head: Option<usize>,
}

/// What a heading calls its plan.
#[derive(Clone, Debug, Default)]
struct Name {
    council: Option<String>,
    number: Option<u32>,
    kind: Option<String>,
}

/// A heading that names a plan.
#[derive(Debug)]
struct Head {
    at: usize,
    name: Name,
    chapter: Option<Style>,
    place: Option<At>,
}

/// The lines between two headings, and the plan they belong to.
#[derive(Debug)]
struct Stretch {
    from: usize,
    to: usize,
    plan: usize,
    tree: usize,
    dated: bool,
    /// The first label with a level's name.
    first: Option<String>,
}

/// Parts a document into the plans it binds; most bind one.
pub(crate) fn part(work: &mut Work, pieces: Vec<Piece>, binding: Binding) -> Vec<Part> {
    work.step(pieces.len());
    let whole = |pieces| {
        vec![Part {
            pieces,
            ..Part::default()
        }]
    };
    let heads: Vec<Head> = heads(&pieces);
    if heads.len() < 2 {
        return whole(pieces);
    }
    let (names, stretches) = stretches(&pieces, &heads);
    let mut real: Vec<usize> = (0..names.len())
        .filter(|plan| tree_of(&stretches, *plan) >= TREE)
        .collect();
    // A cover that stands in no chapter names the plan the file is about.
    let own = heads[0].chapter.is_none();
    let begin = |plan: usize| stretches.iter().position(|s| s.plan == plan && s.tree > 0);
    real.sort_by_key(|plan| (!(own && *plan == 0), begin(*plan)));
    if let [one] = real.as_slice() {
        let head = other_title(&heads, &names, *one);
        return vec![Part {
            pieces,
            title: None,
            head,
        }];
    }
    if real.is_empty() {
        return whole(pieces);
    }
    let cover = cover(&pieces, heads[0].at);
    if binding == Binding::Whole || !apart(&names, &stretches, &real, cover.is_some()) {
        let at = heads.get(1).and_then(|head| head.place.clone());
        let choices = real
            .iter()
            .filter_map(|plan| called(&pieces, &heads, &names[*plan]));
        work.ask(Ask::WhichTree, at, choices.collect());
        return whole(pieces);
    }
    split(pieces, &names, &stretches, (&real, cover))
}

/// What the first heading of a plan says: its kind where that tells it apart, else all of it.
fn called(pieces: &[Piece], heads: &[Head], name: &Name) -> Option<String> {
    if name.number.is_none() {
        return name.kind.clone();
    }
    let own = heads.iter().find(|head| head.name.number == name.number)?;
    match pieces.get(own.at)? {
        Piece::Line(line) => Some(line.text.text()),
        Piece::Grid(_) => None,
    }
}

/// The only tree stands below the heading of another plan than the cover names: that heading. The
/// cover stays a line that may be the title, and is asked about as such.
fn other_title(heads: &[Head], names: &[Name], plan: usize) -> Option<usize> {
    let (own, cover) = (names.get(plan)?, names.first()?);
    let both = own.number.zip(cover.number);
    both.filter(|(own, cover)| own != cover)?;
    let head = heads.iter().find(|head| head.name.number == own.number)?;
    Some(head.at)
}

/// Takes what the first heading of a plan says of it: name, council, period.
pub(crate) fn open(work: &mut Work, part: &mut Part) {
    let Some(Piece::Line(line)) = part.head.and_then(|at| part.pieces.get_mut(at)) else {
        return;
    };
    if let Some((title, number)) = part.title.take() {
        work.draft.title = Some(title);
        work.draft.generation = Some(number);
    }
    crate::head::named(work, line);
}

/// All headings that name one plan.
fn heads(pieces: &[Piece]) -> Vec<Head> {
    let lines = pieces.iter().enumerate();
    lines
        .filter_map(|(at, piece)| match piece {
            Piece::Line(line) => head(line).map(|(name, chapter)| Head {
                at,
                name,
                chapter,
                place: line.at.clone(),
            }),
            Piece::Grid(_) => None,
        })
        .collect()
}

fn head(line: &Line) -> Option<(Name, Option<Style>)> {
    if line.text.len() > HEADING || line.list > 0 {
        return None;
    }
    let found = label(&line.text);
    if found
        .as_ref()
        .is_some_and(|l| l.is_bullet() || l.word.is_some())
    {
        return None;
    }
    let rest = behind(&line.text, found.as_ref());
    if rest.last().is_some_and(|c| is(*c, Class::Stop)) || is_sentence(&rest) {
        return None;
    }
    let chapter = found.map(|l| l.style);
    let named = numbered_plans(&rest);
    let council = council(&rest);
    let name = match named.as_slice() {
        [(start, end, number)] => {
            // Before the name stands whose plan it is; a council inside it (第2次○○社協活動計画) is a
            // part of the name.
            let before = council.filter(|(_, to)| to <= start);
            let inside = council.is_some_and(|(from, to)| from >= *start && to <= *end);
            let placed = council.is_none() || before.is_some() || inside;
            (placed && heads_alone(&rest, *start, *end)).then(|| Name {
                council: before.map(|(from, to)| rest[from..to].iter().collect()),
                number: Some(*number),
                kind: kind(&rest[*start..*end]),
            })
        }
        [] => unnumbered(&rest, council),
        _ => None,
    }?;
    Some((name, chapter))
}

/// The words behind a label, folded.
fn behind(text: &Slice, found: Option<&Label>) -> Vec<char> {
    let from = found.map_or(0, |l| l.rest);
    (from..text.len())
        .map(|i| text.at(i))
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// Does the name of the plan make the heading, with a council before it and a bracket, a year or
/// `の総括` behind it?
fn heads_alone(t: &[char], start: usize, end: usize) -> bool {
    let tail = &t[end..];
    let plain = tail.first().is_none_or(|c| {
        is(*c, Class::Open)
            || is(*c, Class::Colon)
            || prefix("of_joint", tail).is_some()
            || suffix("title_word", tail).is_some()
            || spans(tail).first().is_some_and(|span| span.start == 0)
    });
    let front = &t[..start];
    let bare = front.is_empty() || council(front).is_some_and(|(_, to)| to + 1 >= front.len());
    plain && bare && tail.len() <= 40
}

/// 地域福祉活動計画 without a number, or a council that has a line of its own.
fn unnumbered(t: &[char], council: Option<(usize, usize)>) -> Option<Name> {
    let whole = council.filter(|(from, to)| *to == t.len() && *from <= 6);
    if let Some((from, to)) = whole {
        return Some(Name {
            council: Some(t[from..to].iter().collect()),
            ..Name::default()
        });
    }
    let bare = match t.iter().position(|c| *c == '(') {
        Some(open) if !spans(&t[open..]).is_empty() => &t[..open],
        _ => t,
    };
    let own = &bare[council.map_or(0, |(_, to)| to).min(bare.len())..];
    let plain = suffix("plan_kind", own).is_some() && own.len() <= 20;
    let other = exact("level", own).is_some() || own.iter().any(|c| is(*c, Class::Comma));
    (plain && !other).then(|| Name {
        council: council.map(|(from, to)| t[from..to].iter().collect()),
        number: None,
        kind: kind(own),
    })
}

/// The name of a plan without its number: 地域福祉活動計画. 計画 alone says nothing.
fn kind(t: &[char]) -> Option<String> {
    let from = crate::years::generation(t, 0).map_or(0, |(after, _)| after);
    let word = suffix("plan_word", t)?;
    (t.len() > from + word.chars.len()).then(|| t[from..].iter().collect())
}

/// Gives every stretch its plan.
fn stretches(pieces: &[Piece], heads: &[Head]) -> (Vec<Name>, Vec<Stretch>) {
    let mut names: Vec<Name> = Vec::new();
    let mut out: Vec<Stretch> = Vec::new();
    for (i, head) in heads.iter().enumerate() {
        let plan = known(&mut names, &head.name, out.last().map(|s| s.plan));
        let to = heads.get(i + 1).map_or(pieces.len(), |next| next.at);
        let from = if i == 0 { 0 } else { head.at };
        // Chapter 3 ends a chapter 2 about the plan before: the document speaks of its own again.
        let back = head
            .chapter
            .as_ref()
            .filter(|style| {
                matches!(style, Style::Chapter(_)) && i > 0 && heads[0].chapter.is_none()
            })
            .and_then(|style| next_chapter(pieces, head.at + 1, to, style));
        let end = back.unwrap_or(to);
        out.push(stretch(pieces, (from, end), plan));
        if end < to {
            out.push(stretch(pieces, (end, to), 0));
        }
    }
    (names, out)
}

fn next_chapter(pieces: &[Piece], from: usize, to: usize, style: &Style) -> Option<usize> {
    (from..to).find(|at| match &pieces[*at] {
        Piece::Line(line) => label(&line.text).is_some_and(|l| l.style == *style),
        Piece::Grid(_) => false,
    })
}

fn stretch(pieces: &[Piece], (from, to): (usize, usize), plan: usize) -> Stretch {
    let inside = &pieces[from..to];
    Stretch {
        from,
        to,
        plan,
        tree: inside.iter().map(branches).sum(),
        dated: inside.iter().any(dated),
        first: inside.iter().find_map(level_label),
    }
}

/// The plan of this name: one met before that nothing tells apart, else a new one.
fn known(names: &mut Vec<Name>, name: &Name, current: Option<usize>) -> usize {
    let fits = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) => a.ends_with(b.as_str()) || b.ends_with(a.as_str()),
        _ => true,
    };
    let same = |one: &Name| {
        fits(&one.council, &name.council)
            && fits(&one.kind, &name.kind)
            && (one.number.is_none() || name.number.is_none() || one.number == name.number)
    };
    let found = current
        .filter(|at| same(&names[*at]))
        .or_else(|| names.iter().position(same));
    let Some(at) = found else {
        names.push(name.clone());
        return names.len() - 1;
    };
    let one = &mut names[at];
    one.council = one.council.take().or_else(|| name.council.clone());
    one.kind = one.kind.take().or_else(|| name.kind.clone());
    one.number = one.number.or(name.number);
    at
}

fn tree_of(stretches: &[Stretch], plan: usize) -> usize {
    let own = stretches.iter().filter(|s| s.plan == plan);
    own.map(|s| s.tree).sum()
}

/// 基本目標1
fn level_label(piece: &Piece) -> Option<String> {
    let Piece::Line(line) = piece else {
        return None;
    };
    let found = label(&line.text).filter(|l| l.ordinal.is_some())?;
    found
        .word
        .zip(found.ordinal)
        .map(|(word, n)| format!("{word}{n}"))
}

/// How many lines or rows of a tree a piece holds.
fn branches(piece: &Piece) -> usize {
    match piece {
        Piece::Line(line) => usize::from(is_branch(line)),
        Piece::Grid(grid) => rows(grid),
    }
}

fn is_branch(line: &Line) -> bool {
    let Some(found) = label(&line.text) else {
        return false;
    };
    if found.is_bullet() || matches!(found.style, Style::Chapter(_)) {
        return false;
    }
    let rest = behind(&line.text, Some(&found));
    let title = (1..=60).contains(&rest.len()) && !rest.last().is_some_and(|c| is(*c, Class::Stop));
    let named = found.word.is_some() && found.ordinal.is_some();
    let plain = fields::begins(&line.text).is_none() && column(&rest).is_none();
    title && (named || plain && !is_structural(&rest, false))
}

fn rows(grid: &Grid) -> usize {
    let levels = grid.rows.iter().take(3).any(|row| {
        let heads = row.iter().filter_map(|cell| column(&cell.folded()));
        heads.filter(|c| c.is_level()).count() > 0
    });
    if levels {
        grid.rows.len().saturating_sub(1)
    } else {
        0
    }
}

/// Does the piece say from when to when?
fn dated(piece: &Piece) -> bool {
    match piece {
        Piece::Line(line) if line.text.len() <= 120 => {
            let t = line.text.folded();
            let span = spans(&t).iter().any(|span| span.to.is_some());
            span && (within("period", &t)
                || suffix("title_word", &t).is_some()
                || head(line).is_some())
        }
        _ => false,
    }
}

/// Are the plans told apart by more than the kinds their headings name?
fn apart(names: &[Name], stretches: &[Stretch], real: &[usize], cover: bool) -> bool {
    let dated = |plan: &usize| stretches.iter().any(|s| s.plan == *plan && s.dated);
    let weak = |plan: &usize| names[*plan].number.is_none() && names[*plan].council.is_none();
    let first = |plan: &usize| {
        stretches
            .iter()
            .find_map(|s| s.first.clone().filter(|_| s.plan == *plan))
    };
    let begins: Vec<Option<String>> = real.iter().map(first).collect();
    // 基本目標1 in each: every tree begins anew.
    let anew = begins
        .iter()
        .all(|label| label.is_some() && *label == begins[0]);
    cover || anew || real.iter().all(|plan| !weak(plan) || dated(plan))
}

/// The line of the cover that names two plans.
fn cover(pieces: &[Piece], before: usize) -> Option<usize> {
    (0..before).find(|at| match &pieces[*at] {
        Piece::Line(line) => {
            line.text.len() <= 2 * HEADING && numbered_plans(&line.text.folded()).len() >= 2
        }
        Piece::Grid(_) => false,
    })
}

/// Each plan's pieces together, in the order in which the plans begin.
fn split(
    pieces: Vec<Piece>,
    names: &[Name],
    stretches: &[Stretch],
    (real, cover): (&[usize], Option<usize>),
) -> Vec<Part> {
    let mut parts: Vec<Part> = real.iter().map(|_| Part::default()).collect();
    let mut titles: Vec<(Slice, u32)> = Vec::new();
    let mut into = 0;
    for (at, mut piece) in pieces.into_iter().enumerate() {
        if let (true, Piece::Line(line)) = (Some(at) == cover, &mut piece) {
            titles = cut_titles(&mut line.text);
        }
        let own = stretches.iter().find(|s| (s.from..s.to).contains(&at));
        let place = own.and_then(|s| real.iter().position(|plan| *plan == s.plan));
        into = place.unwrap_or(into);
        parts[into].pieces.push(piece);
    }
    for (part, plan) in parts.iter_mut().zip(real) {
        let Some(kind) = names[*plan].kind.as_deref() else {
            continue;
        };
        let ending: Vec<char> = kind.chars().collect();
        let own = titles
            .iter()
            .position(|(title, _)| title.folded().ends_with(&ending));
        part.title = own.map(|at| titles.swap_remove(at));
    }
    for part in &mut parts {
        part.head = main_head(&part.pieces);
    }
    parts
}

/// The heading that says most: the first with a number, else the first.
fn main_head(pieces: &[Piece]) -> Option<usize> {
    let all = heads(pieces);
    let numbered = all.iter().find(|head| head.name.number.is_some());
    numbered.or_else(|| all.first()).map(|head| head.at)
}

/// The names of the plans on a cover, cut out of its line.
fn cut_titles(text: &mut Slice) -> Vec<(Slice, u32)> {
    let t = text.folded();
    let mut out = Vec::new();
    for (start, end, number) in numbered_plans(&t).into_iter().rev() {
        let (from, to) = (text.index_after(start), text.index_after(end));
        let mut middle = text.split_off(from);
        let rest = middle.split_off(to - from);
        text.join_blank(rest);
        out.push((middle.trimmed(), number));
    }
    out
}

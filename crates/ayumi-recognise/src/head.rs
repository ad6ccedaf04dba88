//! The head of a plan: philosophy, vision, period, title, organisation, generation.

use ayumi_document::{Notice, Rule, Severity, Why};

use crate::draft::DraftPeriod;
use crate::text::chars::{is_hiragana, is_japanese};
use crate::text::slice::Slice;
use crate::text::view::Line;
use crate::words::{Class, exact, find, is, prefix, within};
use crate::work::Work;
use crate::years::{self, YearSpan, generation, spans, spans_near};

/// A cell under 基本理念 or 経営ビジョン.
pub(crate) fn cell(work: &mut Work, text: Slice, vision: bool) {
    if text.is_blank() {
        return;
    }
    let text = unquote(work, text);
    let slot = if vision {
        &mut work.draft.vision
    } else {
        &mut work.draft.philosophy
    };
    match slot {
        None => *slot = Some(text),
        Some(known) if known.key() == text.key() => {
            let blanks = |s: &Slice| s.glyphs.iter().filter(|g| g.ch.is_whitespace()).count();
            let other = if blanks(&text) < blanks(known) {
                std::mem::replace(known, text)
            } else {
                text
            };
            work.leave(other, Why::Duplicate);
        }
        Some(known) => {
            let first = known.value();
            let at = work.place(&text);
            let notice = Notice::new(Rule::PrintingsDiffer, Severity::Info, at);
            let notice = notice.with("first", first).with("second", text.value());
            work.notices.push(notice);
            work.leave(text, Why::Duplicate);
        }
    }
}

/// A caption above a table: perhaps the plan's title.
pub(crate) fn caption(work: &mut Work, text: Slice, t: &[char]) {
    if work.year.is_none() {
        work.year = only_year(t);
        let half = crate::years::half(t).filter(|_| work.year.is_some());
        work.half = half.map(|(_, _, half)| half);
    }
    if work.draft.title.is_none() && t.len() >= 4 && is_title(t) {
        work.draft.title = Some(text);
    } else {
        work.leave(text, Why::Heading);
    }
}

/// Is it the name of a plan, of a table of one, or of a report on one?
fn is_title(t: &[char]) -> bool {
    t.len() <= 40 && find("title_word", t).is_some() && !t.iter().any(|c| is(*c, Class::Stop))
}

/// Is the text a year and nothing else?
pub(crate) fn is_year(t: &[char]) -> bool {
    let t = crate::table::role::unbracket(t);
    matches!(spans(t).as_slice(), [one] if one.start == 0 && one.end == t.len() && t.len() > 3)
}

/// Is the text mostly a span of years?
pub(crate) fn is_span(t: &[char]) -> bool {
    t.len() <= 60
        && spans(t)
            .iter()
            .any(|s| s.to.is_some() && (s.end - s.start) * 10 >= t.len() * 6)
}

/// The year of a heading that names exactly one.
pub(crate) fn only_year(t: &[char]) -> Option<i32> {
    match spans(t).as_slice() {
        [one] if one.to.is_none() && !one.open => Some(one.from),
        _ => None,
    }
}

/// Takes quotation marks off that enclose the whole.
fn unquote(work: &mut Work, mut text: Slice) -> Slice {
    text.trim();
    while text.len() > 2
        && is(text.at(0), Class::QuoteOpen)
        && is(text.at(text.len() - 1), Class::QuoteClose)
    {
        let close = text.split_off(text.len() - 1);
        let open = text.take_front(1);
        work.leave(open, Why::Wording);
        work.leave(close, Why::Wording);
        text.trim();
    }
    text
}

/// What a line says about the head: takes what it needs from the line.
pub(crate) fn statement(work: &mut Work, line: &mut Line) -> bool {
    let t = line.text.folded();
    if t.len() > 400 {
        return false;
    }
    let quoted = quote(&line.text);
    let philosophy = find("philosophy", &t);
    let vision = find("vision", &t);
    let Some((start, end)) = quoted else {
        return false;
    };
    if end - start < 4 {
        return false;
    }
    // Where a sentence names both (「基本理念に沿った経営ビジョンを…」) the one nearer to the
    // quotation is meant.
    let before = |hit: Option<(usize, &crate::words::Word)>| {
        hit.map(|(at, _)| at)
            .filter(|at| *at < visible(&line.text, start))
    };
    let is_vision = match (before(philosophy), before(vision)) {
        (Some(a), Some(b)) => b > a,
        (None, Some(_)) => true,
        (Some(_), None) => false,
        (None, None) => return false,
    };
    let mut whole = line.text.take();
    let mut middle = whole.split_off(start);
    let rest = middle.split_off(end - start);
    cell(work, middle.trimmed(), is_vision);
    work.leave(whole, Why::Wording);
    work.leave(rest, Why::Wording);
    true
}

/// The quotation of a line under the heading 基本理念 or 経営ビジョン.
pub(crate) fn quoted(work: &mut Work, line: &mut Line, vision: bool) -> bool {
    let known = if vision {
        &work.draft.vision
    } else {
        &work.draft.philosophy
    };
    let t = line.text.folded();
    let Some((start, end)) = quote(&line.text).filter(|(a, b)| b - a >= 4) else {
        return false;
    };
    let whole = end - start + 2 >= t.len();
    let said = !whole && t.last().is_some_and(|c| is(*c, Class::Stop));
    let spaced = (start..end)
        .filter(|i| line.text.at(*i).is_whitespace())
        .count()
        * 3
        > end - start;
    if known.is_some() || spaced || !(whole || said) {
        return false;
    }
    let mut front = line.text.take();
    let mut middle = front.split_off(start);
    let rest = middle.split_off(end - start);
    cell(work, middle.trimmed(), vision);
    work.leave(front, Why::Wording);
    work.leave(rest, Why::Wording);
    true
}

/// How many visible characters stand before index `i`.
fn visible(text: &Slice, i: usize) -> usize {
    text.glyphs[..i]
        .iter()
        .filter(|g| !g.ch.is_whitespace())
        .count()
}

/// The inside of the longest quotation.
fn quote(text: &Slice) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    let mut open = None;
    for i in 0..text.len() {
        let c = text.at(i);
        if is(c, Class::QuoteOpen) && open.is_none() {
            open = Some(i + 1);
        } else if is(c, Class::QuoteClose)
            && let Some(start) = open.take()
            && best.is_none_or(|(a, b)| b - a < i - start)
        {
            best = Some((start, i));
        }
    }
    best
}

/// A line that stands alone under the heading 基本理念 or 経営ビジョン.
pub(crate) fn under_heading(work: &mut Work, line: &mut Line, vision: bool) -> bool {
    let known = if vision {
        &work.draft.vision
    } else {
        &work.draft.philosophy
    };
    let t = line.text.folded();
    let short = (4..=60).contains(&t.len());
    let sentence = t.iter().any(|c| is(*c, Class::Stop));
    if known.is_some() || !short || sentence {
        return false;
    }
    let spaced = line
        .text
        .glyphs
        .iter()
        .filter(|g| g.ch.is_whitespace())
        .count();
    if spaced * 3 > t.len() || t.iter().filter(|c| is(**c, Class::Leader)).count() * 4 > t.len() {
        return false;
    }
    let text = line.text.take();
    cell(work, text, vision);
    true
}

/// Takes the period out of a line: the longest span of years that ends.
pub(crate) fn period(work: &mut Work, line: &mut Line) -> bool {
    if work.draft.period.is_some() {
        return false;
    }
    let t = line.text.folded();
    let longest = |context| {
        let all = spans_near(&t, context).into_iter();
        all.filter(|span| span.to.is_some())
            .max_by_key(|span| span.end - span.start)
    };
    // 3年度～7年度: the era has to come from the year the document speaks of.
    let known = work.year.filter(|_| t.len() <= 60);
    let best = longest(None).or_else(|| longest(Some(known?)));
    let Some(span) = best else { return false };
    place_period(work, &mut line.text, span);
    true
}

fn place_period(work: &mut Work, text: &mut Slice, span: YearSpan) {
    let start = text.index_after(span.start);
    let end = text.index_after(span.end);
    let mut before = text.take();
    let mut middle = before.split_off(start);
    let rest = middle.split_off(end - start);
    work.draft.period = Some(DraftPeriod {
        from: span.from,
        to: span.to,
        text: middle.trimmed(),
    });
    years::tell(work, &span);
    work.leave(before, Why::Wording);
    work.leave(rest, Why::Wording);
}

/// Title, organisation and generation, from the lines before they are used.
pub(crate) fn names(work: &mut Work, line: &mut Line) {
    let t = line.text.folded();
    if t.len() > 120 {
        return;
    }
    if work.draft.title.is_none()
        && let Some((start, end, n)) = numbered_plan(&t)
    {
        work.draft.generation = Some(n);
        work.draft.title = Some(cut(work, &mut line.text, start, end));
    }
    organization(work, line);
}

/// 経営計画　数値目標一覧: of a line that names a plan and what of it follows, the plan's name.
pub(crate) fn kind_of_plan(work: &mut Work, line: &mut Line) {
    let t = line.text.folded();
    if work.draft.title.is_some() || t.len() > 60 || crate::doubts::is_title_line(&t) {
        return;
    }
    let mut end = 0;
    for word in line.text.text().split_whitespace() {
        let word: Vec<char> = word.chars().collect();
        let start = end;
        end += word.len();
        let plan = crate::words::suffix("plan_kind", &word).is_some();
        if plan && word.len() < t.len() && end <= t.len() {
            work.draft.title = Some(cut(work, &mut line.text, start, end));
            return;
        }
    }
}

/// A heading that names a plan: its name, its council, its period. Nothing of it is an item.
pub(crate) fn named(work: &mut Work, line: &mut Line) {
    let t = line.text.folded();
    let span = spans(&t).into_iter().find(|span| span.to.is_some());
    if let Some(span) = span.filter(|_| work.draft.period.is_none()) {
        let start = line.text.index_after(span.start);
        let end = line.text.index_after(span.end);
        let mut middle = line.text.split_off(start);
        let rest = middle.split_off(end - start);
        line.text.join_blank(rest);
        work.draft.period = Some(DraftPeriod {
            from: span.from,
            to: span.to,
            text: middle.trimmed(),
        });
        years::tell(work, &span);
    }
    names(work, line);
    if work.draft.title.is_none() {
        let found = crate::label::label(&line.text).map_or(0, |l| l.rest);
        let title = line.text.split_off(found);
        let t = title.folded();
        match crate::words::suffix("plan_kind", &t) {
            Some(_) => work.draft.title = Some(title.trimmed()),
            None => work.leave(title, Why::Heading),
        }
    }
    let rest = line.text.take();
    work.leave(rest, Why::Heading);
}

/// 第3期計画(令和4年度～令和8年度) 令和5年度進捗一覧: the name of a plan with its period, perhaps
/// with the year the document is about.
pub(crate) fn tells_all(work: &mut Work, line: &mut Line, t: &[char]) -> bool {
    let spans = spans(t);
    let (period, years): (Vec<&YearSpan>, Vec<&YearSpan>) =
        spans.iter().partition(|span| span.to.is_some());
    let short = t.len() <= 80 && !t.iter().any(|c| is(*c, Class::Stop));
    if !short || period.len() != 1 || years.len() > 1 || numbered_plan(t).is_none() {
        return false;
    }
    named(work, line);
    if let (None, [year]) = (work.year, years.as_slice()) {
        work.year = Some(year.from).filter(|_| !year.open);
    }
    true
}

/// The council: the first one named, or the one that has a line of its own.
fn organization(work: &mut Work, line: &mut Line) {
    let t = line.text.folded();
    let Some((start, end)) = council(&t) else {
        return;
    };
    let lead = prefix("council_lead", &t[start..]).map_or(0, |word| word.chars.len());
    let start = start + lead;
    let legal = prefix("council_legal", &t).map_or(0, |word| word.chars.len());
    let alone = start <= legal.max(lead) && end == t.len();
    let better = alone && !work.council_alone;
    if work.draft.organization.is_some() && !better {
        return;
    }
    work.council_alone = alone;
    let name = cut(work, &mut line.text, start, end);
    if let Some(known) = work.draft.organization.replace(name) {
        work.leave(known, Why::Duplicate);
    }
}

/// Takes a part out of a line; what stood around it stays in the line.
fn cut(_work: &mut Work, text: &mut Slice, start: usize, end: usize) -> Slice {
    let (from, to) = (text.index_after(start), text.index_after(end));
    let mut middle = text.split_off(from);
    let rest = middle.split_off(to - from);
    text.join_blank(rest);
    middle.trimmed()
}

/// All plans a line names with their numbers.
pub(crate) fn numbered_plans(t: &[char]) -> Vec<(usize, usize, u32)> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some((start, end, n)) = numbered_plan(&t[from..]) {
        out.push((from + start, from + end, n));
        from += end;
    }
    out
}

/// 第2次強化計画: the name of a plan with its number.
pub(crate) fn numbered_plan(t: &[char]) -> Option<(usize, usize, u32)> {
    for i in 0..t.len() {
        let Some((after, n)) = generation(t, i) else {
            continue;
        };
        let limit = (after + 20).min(t.len());
        let name = (after..limit).find_map(|at| {
            let word = prefix("plan_word", &t[at..])?;
            Some(at + word.chars.len())
        });
        let plain = |end: usize| {
            t[after..end]
                .iter()
                .all(|c| is_japanese(*c) || is(*c, Class::Dot))
        };
        if let Some(end) = name.filter(|end| plain(*end)) {
            return Some((i, end, n));
        }
    }
    None
}

/// みどり野市社会福祉協議会: start and end. District councils are no tenants.
pub(crate) fn council(t: &[char]) -> Option<(usize, usize)> {
    for at in 0..t.len() {
        let Some(word) = prefix("council", &t[at..]) else {
            continue;
        };
        let end = at + word.chars.len();
        let Some(place) = (1..=2).find_map(|n| {
            let from = at.checked_sub(n)?;
            exact("council_place", &t[from..at]).map(|_| from)
        }) else {
            continue;
        };
        let mut start = place;
        while start > 0 && place - start < 8 {
            let c = t[start - 1];
            let particle = is_hiragana(c) && exact("particle", &[c]).is_some() && start < place
                || exact("generation", &[c]).is_some();
            if !is_japanese(c) || particle {
                break;
            }
            start -= 1;
        }
        // 第2次みどり野市社協…: the number belongs to the plan.
        let number = (start.saturating_sub(3)..place)
            .filter_map(|i| generation(t, i))
            .map(|(after, _)| after)
            .find(|after| (start..place).contains(after));
        start = number.unwrap_or(start);
        if place > start && !within("council_never", &t[start..at]) {
            return Some((start, end));
        }
    }
    None
}

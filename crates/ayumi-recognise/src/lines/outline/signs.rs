//! Signs around an item's line: a grade before its label (`○(2) …`), answers to tick behind it
//! (`… はい いいえ`), the halves a line of headings names for the grades below.

use super::*;

impl Scene<'_> {
    /// A line that is nothing but two or more names of half-years: the headings of the grades below.
    pub(super) fn half_line(&mut self, work: &mut Work, line: &mut Line) -> bool {
        let words = values::tokens(line.text.echo());
        let halves: Option<Vec<Column>> = words
            .iter()
            .map(|word| {
                let found = crate::table::role::column(&word.folded());
                found.filter(|c| c.role == Role::Year && c.when.half.is_some())
            })
            .collect();
        let Some(halves) = halves.filter(|halves| halves.len() >= 2) else {
            return false;
        };
        self.halves = halves.iter().map(|column| column.when).collect();
        let text = line.text.take();
        work.leave(text, Why::TableHead);
        true
    }

    /// Grades without a name stand below the halves named above, one each.
    pub(super) fn in_halves(&self, graded: &mut [(Column, Slice)]) {
        let plain = graded
            .iter()
            .all(|(column, _)| column.when == When::default());
        if plain && graded.len() == self.halves.len() {
            for ((column, _), when) in graded.iter_mut().zip(&self.halves) {
                column.when = *when;
            }
        }
    }

    /// The grade before the label of an item: cut off, with the blank behind it.
    pub(super) fn leading_grade(&self, work: &mut Work, text: &mut Slice) -> Option<Slice> {
        if !self.survey.signed {
            return None;
        }
        let end = graded_label(text)?;
        let sign = [text.at(0)];
        let told = work
            .draft
            .legends
            .iter()
            .any(|legend| legend.symbol.folded() == sign);
        let apart = self.survey.reached && self.survey.told_apart;
        if !(told || apart) {
            return None;
        }
        let grade = text.take_front(1);
        let blank = text.take_front(end - 1);
        work.leave(blank, Why::Wording);
        Some(grade)
    }
}

/// Where the number of an item begins behind a grade.
pub(crate) fn graded_label(text: &Slice) -> Option<usize> {
    let first = text.at(0);
    if text.len() > 80 || is(text.at(text.len().saturating_sub(1)), Class::Stop) {
        return None;
    }
    let sign = crate::grade::is_sign(first) && first != '-' || crate::grade::is_letter(first);
    let begin = (1..text.len().min(4)).find(|i| !text.at(*i).is_whitespace())?;
    let letter = crate::grade::is_letter(first) && begin == 1;
    if !sign || letter {
        return None;
    }
    let tail = Slice {
        glyphs: text.glyphs[begin..].to_vec(),
    }
    .echo();
    let found = label(&tail)?;
    (found.ordinal.is_some() && found.rest < tail.len()).then_some(begin)
}

/// Answers to tick at the end of a line: what was ticked is a grade, the others have no place.
pub(super) fn answers(work: &mut Work, text: &mut Slice) -> Option<Slice> {
    let mut begin = text.len();
    let mut count = 0;
    loop {
        let end = (0..begin)
            .rev()
            .find(|i| !is_gap(text.at(*i)))
            .map_or(0, |i| i + 1);
        let start = (0..end)
            .rev()
            .find(|i| is_gap(text.at(*i)))
            .map_or(0, |i| i + 1);
        let word: Vec<char> = (start..end).map(|i| text.at(i)).collect();
        if start == 0 || exact("answer", unticked(&word)).is_none() {
            break;
        }
        begin = start;
        count += 1;
    }
    if count < 2 {
        return None;
    }
    let mut tail = text.split_off(begin);
    let mut ticked: Option<Slice> = None;
    while tail.len() > 0 {
        let end = (0..tail.len())
            .find(|i| is_gap(tail.at(*i)))
            .unwrap_or(tail.len());
        let mut word = tail.take_front(end.max(1));
        let t = word.folded();
        let tick = t.first().is_some_and(|c| exact("ticked", &[*c]).is_some());
        if tick && t.len() > 1 && ticked.is_none() {
            let sign = word.take_front(1);
            work.leave(sign, Why::Wording);
            ticked = Some(word.trimmed());
        } else {
            work.leave(word, Why::NoField);
        }
    }
    text.trim();
    ticked
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || is(c, Class::Dot) || matches!(c, '/' | '(' | ')' | '[' | ']')
}

/// An answer without the box before it.
fn unticked(t: &[char]) -> &[char] {
    match t {
        [first, rest @ ..]
            if exact("ticked", &[*first])
                .or(exact("tick", &[*first]))
                .is_some() =>
        {
            rest
        }
        _ => t,
    }
}

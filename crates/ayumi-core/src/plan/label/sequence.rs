//! What follows a label, and what is odd about a row of them.

use super::figures::{numbers, written};
use super::{Figures, Label, Style, parse_label};

/// Does `next` continue `previous`: the same style, the last number one higher? After `㊿` the
/// count goes on as `(51)`, after `⑳` also as `(21)` (`bad-input` row 61).
#[must_use]
pub fn follows(previous: &Label, next: &Label) -> bool {
    readings(previous)
        .any(|one| readings(next).any(|other| continues(one, other) || leaves_signs(one, other)))
}

type Read<'a> = (&'a Style, &'a [u32]);

fn readings(label: &Label) -> impl Iterator<Item = Read<'_>> {
    let also = label
        .also
        .iter()
        .map(|(style, ordinals)| (style, ordinals.as_slice()));
    std::iter::once((&label.style, label.ordinals.as_slice())).chain(also)
}

fn continues((style, ordinals): Read<'_>, (next_style, next_ordinals): Read<'_>) -> bool {
    let (Some((last, before)), Some((next, next_before))) =
        (ordinals.split_last(), next_ordinals.split_last())
    else {
        return false;
    };
    style == next_style && before == next_before && last.checked_add(1) == Some(*next)
}

/// Signs end somewhere; the count goes on in brackets.
fn leaves_signs((style, ordinals): Read<'_>, (next_style, next_ordinals): Read<'_>) -> bool {
    let (
        Style::Numbered { figures, .. },
        Style::Numbered {
            frame,
            figures: next,
        },
    ) = (style, next_style)
    else {
        return false;
    };
    let end = match figures.as_slice() {
        [Figures::Circled] => 20..=50,
        [Figures::CircledBlack | Figures::Bracketed | Figures::Dotted] => 20..=20,
        _ => return false,
    };
    let goes_on = next.as_slice() == [Figures::Arabic] && matches!(frame.as_str(), "(#)" | "#.");
    goes_on && end.contains(&ordinals[0]) && next_ordinals == [ordinals[0].saturating_add(1)]
}

/// The label printed after this one: `①` → `②`, `㊿` → `(51)`, `1-9` → `1-10`, `（９）` → `（１０）`.
/// A bullet is followed by itself. `None` for what does not count, or where the letters end.
#[must_use]
pub fn next_label(label: &str) -> Option<String> {
    let parsed = parse_label(label)?;
    let Style::Numbered { figures, .. } = &parsed.style else {
        return Some(label.to_owned());
    };
    let (last, ordinal) = (*figures.last()?, parsed.ordinals.last()?.checked_add(1)?);
    let letters: Vec<char> = label.trim().chars().collect();
    let at = (0..letters.len()).rev().find_map(|at| {
        let number = numbers(&letters[at..])
            .into_iter()
            .find(|number| number.figures == last && number.ordinal == ordinal - 1)?;
        Some((first_of(&letters, at), at + number.length))
    })?;
    let model: String = letters[at.0..at.1].iter().collect();
    if let Some(number) = written(last, ordinal, &model) {
        let before: String = letters[..at.0].iter().collect();
        let after: String = letters[at.1..].iter().collect();
        // Mixed figures (百〇) read as one number would count on as another: no proposal then.
        return Some(format!("{before}{number}{after}"))
            .filter(|next| parse_label(next).is_some_and(|next| follows(&parsed, &next)));
    }
    let plain = matches!(
        last,
        Figures::Circled | Figures::CircledBlack | Figures::Bracketed | Figures::Dotted
    );
    (plain && figures.len() == 1).then(|| format!("({ordinal})"))
}

/// The true beginning of the number found from behind: `12` is found at `2` only if the label
/// counts to 2, but zeros (`007`) are found at their last place.
fn first_of(letters: &[char], at: usize) -> usize {
    if super::digit(letters[at]).is_none() {
        return at;
    }
    let zeros = letters[..at]
        .iter()
        .rev()
        .take_while(|c| matches!(c, '0' | '０'))
        .count();
    let digit_before = letters[..at - zeros]
        .last()
        .is_some_and(|c| super::digit(*c).is_some());
    if digit_before { at } else { at - zeros }
}

/// What is odd about a row of labels of one parent. Positions count from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sequence {
    /// Labels that stood before under the same parent.
    pub repeated: Vec<usize>,
    /// Labels before which a number is missing.
    pub gaps: Vec<usize>,
    /// Labels that are lower than one before.
    pub falling: Vec<usize>,
}

/// Looks at the labels of siblings, `None` for those without. Bullets and labels that are none of
/// ours are passed over; each style counts for itself. A row may begin at any number, since numbers
/// may run on across parents.
#[must_use]
pub fn sequence<'a>(labels: impl IntoIterator<Item = Option<&'a str>>) -> Sequence {
    let mut seen: Vec<(Label, Vec<Label>)> = Vec::new();
    let mut found = Sequence::default();
    for (position, label) in labels.into_iter().enumerate() {
        let Some(label) = label.and_then(parse_label) else {
            continue;
        };
        if label.style.is_bullet() {
            continue;
        }
        let Some((last, all)) = seen.iter_mut().find(|(last, _)| same_row(last, &label)) else {
            seen.push((label.clone(), vec![label]));
            continue;
        };
        if all.iter().any(|one| one.ordinals == label.ordinals) {
            found.repeated.push(position);
        } else if label.ordinals < last.ordinals {
            found.falling.push(position);
        } else if !follows(last, &label) {
            found.gaps.push(position);
        }
        all.push(label.clone());
        *last = label;
    }
    found
}

/// Do two labels count together: one style, or signs that went over into brackets?
fn same_row(one: &Label, other: &Label) -> bool {
    readings(one).any(|(style, _)| readings(other).any(|(next, _)| style == next))
        || follows(one, other)
}

//! Grades as printed: signs, letters, numbers, words (domain/practice.md §0.4, §1b).

use crate::words::{Class, exact, is, suffix};

/// Is the folded text a grade and nothing else?
pub(crate) fn is_grade(t: &[char]) -> bool {
    let t = match suffix("grade_tail", t) {
        Some(tail) if t.len() > tail.chars.len() => &t[..t.len() - tail.chars.len()],
        _ => t,
    };
    match t {
        [] => false,
        [c] => is_sign(*c) || is_letter(*c) || is_number(*c),
        [a, b] if is_letter(*a) => is_sign(*b) || matches!(b, '+' | '-'),
        [a, b] if is_sign(*a) && is_sign(*b) => true,
        _ => exact("grade_word", t).is_some() || t.iter().all(|c| *c == '-'),
    }
}

/// A grade that cannot be taken for part of a title: a sign or a capital letter.
pub(crate) fn is_plain_grade(t: &[char]) -> bool {
    match t {
        [c] => is_sign(*c) || is_letter(*c),
        [a, b] => is_letter(*a) && is_sign(*b) || is_sign(*a) && is_sign(*b),
        _ => false,
    }
}

/// ○ △ × …
pub(crate) fn is_sign(c: char) -> bool {
    is(c, Class::Grade)
}

/// S, A–E, a–e.
pub(crate) fn is_letter(c: char) -> bool {
    matches!(c, 'A'..='E' | 'S' | 'a'..='e')
}

fn is_number(c: char) -> bool {
    matches!(c, '0'..='6' | '\u{2160}'..='\u{2165}' | '\u{2460}'..='\u{2465}')
}

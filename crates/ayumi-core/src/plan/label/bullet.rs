//! Signs before a line that do not count.

use super::figures::digit;
use super::split::blanks;
use super::{Label, Split, Style};
use crate::matching::is_hyphen;

/// `◇`, `・`, `-`: signs that do not count.
pub(super) fn bullet(text: &[char], start: usize) -> Option<Split> {
    let c = text[start];
    let next = text.get(start + 1).copied();
    let sign = bullet_family(c)?;
    let blank_or_end = next.is_none_or(char::is_whitespace);
    let fits = match sign {
        '-' if c == 'ー' || c == 'ｰ' => blank_or_end,
        '-' => next.is_none_or(|n| !is_hyphen(n) && digit(n).is_none() && n != '>'),
        '*' | '+' | '→' => blank_or_end,
        '△' | '▲' => next.is_none_or(|n| digit(n).is_none()),
        _ => true,
    } && next.is_none_or(|n| bullet_family(n) != Some(sign));
    if !fits {
        return None;
    }
    let label = Label {
        style: Style::Bullet(sign),
        ordinals: Vec::new(),
        also: None,
    };
    let rest_start = blanks(text, start + 1);
    Some(Split {
        range: start..start + 1,
        label,
        rest_start,
        tight: false,
    })
}

/// The sign a bullet counts as: those typed for one another are one.
fn bullet_family(c: char) -> Option<char> {
    Some(match c {
        '○' | '〇' | '◯' | '⚪' | '❍' => '○',
        '・' | '･' | '•' | '‧' | '∙' | '⋅' | '·' | '\u{F0B7}' => '・',
        '●' | '⚫' | '⬤' => '●',
        '◇' | '⬦' | '◊' => '◇',
        '■' | '▪' | '◼' | '\u{F0A7}' => '■',
        '□' | '▫' | '◻' | '☐' => '□',
        '▶' | '►' => '▶',
        '▷' | '▹' => '▷',
        '➢' | '➤' | '\u{F0D8}' => '➢',
        '✓' | '✔' | '☑' | '\u{F0FC}' => '✓',
        '→' | '⇒' => '→',
        '＊' | '*' => '*',
        '＋' | '+' => '+',
        '◆' | '◎' | '△' | '▲' | '▽' | '▼' | '★' | '☆' | '※' | '◦' | '‣' | '❖' | '❏' | '❑' | '◉'
        | '◈' | '▣' | '♦' | '♢' => c,
        c if is_hyphen(c) => '-',
        _ => return None,
    })
}

/// The bullets a printed list uses for all its entries alike.
const BULLETS: [char; 9] = ['◇', '◆', '■', '□', '●', '○', '・', '★', '☆'];

/// The bullet `text` begins with, if it does.
#[must_use]
pub fn leading_bullet(text: &str) -> Option<char> {
    text.chars().next().filter(|first| BULLETS.contains(first))
}

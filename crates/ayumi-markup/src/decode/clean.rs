//! Line ends made one, and characters that nobody sees taken out.

use ayumi_document::{At, Refusal, Rule};

use super::report::Report;

/// Why a character is not seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unseen {
    /// A control character.
    Control,
    /// A bidirectional, zero-width or tag character.
    Invisible,
}

/// Whether nobody sees `c`, so that it may carry hidden meaning or break a comparison. A
/// zero-width joiner or tag that holds an emoji together is part of what is seen.
pub(crate) fn unseen(before: Option<char>, c: char, after: Option<char>) -> Option<Unseen> {
    match c {
        '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' => None,
        _ if c.is_control() => Some(Unseen::Control),
        '\u{200D}' if before.is_some_and(joins) && after.is_some_and(pictographic) => None,
        '\u{E0020}'..='\u{E007F}' if before.is_some_and(flag_or_tag) => None,
        '\u{61C}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{E0000}'..='\u{E007F}' => Some(Unseen::Invisible),
        _ => None,
    }
}

fn pictographic(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2190}'..='\u{21FF}' | '\u{2600}'..='\u{27BF}'
        | '\u{2B00}'..='\u{2BFF}')
}

/// What may stand before a joiner: a picture, its skin tone or its variation selector.
fn joins(c: char) -> bool {
    pictographic(c) || c == '\u{FE0F}' || c == '\u{20E3}'
}

fn flag_or_tag(c: char) -> bool {
    c == '\u{1F3F4}' || matches!(c, '\u{E0020}'..='\u{E007E}')
}

/// Makes every line end `\n` and takes out what is not seen.
pub(crate) fn clean(raw: String, report: &mut Report) -> Result<String, Refusal> {
    if is_clean(&raw) {
        return Ok(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut line = 1;
    let mut chars = raw.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        crate::steps::count(1);
        let after = chars.peek().copied();
        match unseen(before, c, after) {
            _ if c == '\0' => {
                return Err(Refusal::NulBytes {
                    at: Some(At::line(line)),
                });
            }
            Some(why) => {
                let rule = match why {
                    Unseen::Control => Rule::ControlCharacter,
                    Unseen::Invisible => Rule::InvisibleCharacter,
                };
                report.add(rule, line, &format!("U+{:04X}", u32::from(c)));
                continue;
            }
            None => {}
        }
        match c {
            '\r' if after == Some('\n') => {}
            '\r' | '\n' => {
                out.push('\n');
                line += 1;
            }
            '\u{FFFD}' => {
                report.add(Rule::TextDamaged, line, "U+FFFD");
                out.push(c);
            }
            _ => out.push(c),
        }
        before = Some(c);
    }
    Ok(out)
}

/// Most files need nothing done; looking is cheaper than copying.
fn is_clean(raw: &str) -> bool {
    raw.chars().all(|c| {
        matches!(c, '\t' | '\n' | ' '..='\u{7E}' | '\u{A0}'..='\u{5FF}' | '\u{3000}'..='\u{D7FF}'
            | '\u{FF00}'..='\u{FFEF}')
    })
}

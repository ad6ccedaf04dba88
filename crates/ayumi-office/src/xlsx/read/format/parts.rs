//! A format code taken apart.

use super::super::names::GENERAL;

/// One section of a format.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in super::super) struct Section {
    pub(super) parts: Vec<Part>,
    /// Places after the point; `None` where the number is shown as it is (`General`).
    pub(super) digits: Option<usize>,
    /// Digits before the point that are shown in any case.
    pub(super) least: usize,
    /// Thousands are parted.
    pub(super) grouped: bool,
    /// Powers of ten it is divided by (negative: `#,##0,` shows thousands).
    pub(super) scale: i32,
    odd: bool,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// Words shown as they are.
    Words(String),
    /// The number.
    Number,
    /// The sign of percent.
    Percent,
    /// A field of a date: its letter in lower case, how often it stands.
    Date(char, usize),
}

impl Section {
    pub(super) fn is_date(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Date(..)))
    }

    /// Fractions and exponents: not shown by the format.
    pub(super) fn is_odd(&self) -> bool {
        self.odd
    }
}

/// The sections of a code.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let code = code.trim();
    if code.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut rest: Vec<char> = code.chars().take(1_000).collect();
    while !rest.is_empty() || found.is_empty() {
        let used = section(&rest, &mut found);
        let ended = used == rest.len();
        rest.drain(..used);
        if ended || found.len() == 4 {
            break;
        }
    }
    found
}

/// Reads one section; how many characters it takes, its `;` among them.
fn section(code: &[char], found: &mut Vec<Section>) -> usize {
    let mut section = Section::default();
    let mut number = String::new();
    let mut at = 0;
    while at < code.len() {
        let c = code[at];
        match c {
            ';' => break,
            '"' => {
                let end = code[at + 1..].iter().position(|c| *c == '"');
                let end = end.map_or(code.len(), |end| at + 1 + end);
                section.words(code[at + 1..end].iter());
                at = end;
            }
            '\\' | '!' => {
                at += 1;
                section.words(code.get(at).into_iter());
            }
            // A blank as wide as the next character; filling with the next character.
            '_' | '*' => at += 1,
            '[' => {
                let end = code[at..].iter().position(|c| *c == ']');
                let end = end.map_or(code.len(), |end| at + end);
                section.bracket(&code[at + 1..end.max(at + 1)]);
                at = end;
            }
            '0' | '#' | '?' | '.' | ',' => {
                section.place(&mut number, c);
            }
            '%' => section.parts.push(Part::Percent),
            '@' => section.number_here(),
            'E' if matches!(code.get(at + 1), Some('+' | '-')) => section.odd = true,
            '/' if !number.is_empty() => section.odd = true,
            _ if starts(&code[at..], "General") || starts(&code[at..], GENERAL) => {
                section.number_here();
                at += if starts(&code[at..], "General") { 6 } else { 3 };
            }
            'A' | 'a' if starts(&code[at..], "AM/PM") => {
                section.parts.push(Part::Date('p', 1));
                at += 4;
            }
            _ if "ymdhsega".contains(c.to_ascii_lowercase()) => {
                let same = |x: &&char| x.eq_ignore_ascii_case(&c);
                let count = code[at..].iter().take_while(same).count();
                section
                    .parts
                    .push(Part::Date(c.to_ascii_lowercase(), count));
                at += count - 1;
            }
            _ => section.words(std::iter::once(&c)),
        }
        at += 1;
    }
    section.close(&number);
    found.push(section);
    (at + 1).min(code.len())
}

fn starts(code: &[char], word: &str) -> bool {
    let mut own = code.iter();
    word.chars()
        .all(|c| own.next().is_some_and(|x| x.eq_ignore_ascii_case(&c)))
}

impl Section {
    fn words<'c>(&mut self, words: impl Iterator<Item = &'c char>) {
        let words: String = words.collect();
        match self.parts.last_mut() {
            Some(Part::Words(last)) => last.push_str(&words),
            _ => self.parts.push(Part::Words(words)),
        }
    }

    fn number_here(&mut self) {
        if !self.parts.contains(&Part::Number) {
            self.parts.push(Part::Number);
        }
    }

    /// Colours, conditions and languages are not shown; a currency is (`[$¥-411]`), and hours that
    /// run on (`[h]`).
    fn bracket(&mut self, inner: &[char]) {
        match inner {
            ['$', sign @ ..] => {
                let end = sign.iter().position(|c| *c == '-').unwrap_or(sign.len());
                if end > 0 {
                    self.words(sign[..end].iter());
                }
            }
            [c, ..] if inner.iter().all(|x| x == c) && "hms".contains(c.to_ascii_lowercase()) => {
                self.odd = true;
            }
            _ => {}
        }
    }

    fn place(&mut self, number: &mut String, c: char) {
        // ge.m.d: between the fields of a date they are words.
        let opens = !matches!(c, ',' | '.') || (c == '.' && !self.is_date());
        if self.parts.contains(&Part::Number) || opens {
            self.number_here();
            number.push(c);
        } else {
            self.words(std::iter::once(&c));
        }
    }

    fn close(&mut self, number: &str) {
        if number.is_empty() {
            return;
        }
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let places = |text: &str| text.chars().filter(|c| *c != ',').count();
        let thousands = number.len() - number.trim_end_matches(',').len();
        self.scale = -3 * i32::try_from(thousands).unwrap_or(0);
        self.grouped = whole.trim_end_matches(',').contains(',');
        self.least = whole.matches('0').count();
        self.digits = Some(places(part));
    }
}

//! Words of a person, written so that Markdown reads none of them as mark-up.

use ayumi_document::{Inline, Run, Target};

use crate::html::merged;

/// Where words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph: it may go on over several lines.
    Paragraph,
    /// A heading or a cell: one line.
    Line,
}

/// Writes runs.
pub(super) fn inline(content: &Inline, place: Place) -> String {
    let mut writer = Words {
        place,
        out: String::new(),
        before: '\n',
    };
    let runs = merged(content);
    for (at, run) in runs.iter().enumerate() {
        let after = runs.get(at + 1).and_then(|next| next.text.chars().next());
        writer.run(run, after);
    }
    writer.out
}

struct Words {
    place: Place,
    out: String,
    /// The character of the words before, `\n` at the beginning.
    before: char,
}

impl Words {
    fn run(&mut self, run: &Run, after: Option<char>) {
        let stars = run.strong && is_flanked(&run.text);
        if run.target.is_some() {
            self.out.push('[');
        }
        if run.strong {
            self.out.push_str(if stars { "**" } else { "<strong>" });
        }
        let inside = run.strong || run.target.is_some();
        self.words(&run.text, after, inside);
        if run.strong {
            self.out.push_str(if stars { "**" } else { "</strong>" });
        }
        match &run.target {
            Some(Target::Id(id)) => self.address(&format!("#{id}"), ""),
            Some(Target::PageOf(id)) => self.address(&format!("#{id}"), " \"page\""),
            Some(Target::Url(address) | Target::Beside(address)) => self.address(address, ""),
            None => {}
        }
    }

    fn address(&mut self, address: &str, title: &str) {
        self.out.push_str("](<");
        for c in address.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '\n' => self.out.push_str("&#10;"),
                '\t' => self.out.push_str("&#9;"),
                ' ' => self.out.push_str("&#32;"),
                _ if c.is_ascii_punctuation()
                    && !matches!(c, '/' | ':' | '.' | '-' | '#' | '?' | '=' | '%' | ',') =>
                {
                    self.out.extend(['\\', c]);
                }
                _ => self.out.push(c),
            }
        }
        self.out.push('>');
        self.out.push_str(title);
        self.out.push(')');
    }

    fn words(&mut self, text: &str, after: Option<char>, inside: bool) {
        let mut chars = text.chars().peekable();
        let mut digits = 0;
        while let Some(c) = chars.next() {
            let next = chars.peek().copied().or(after);
            let starts_line = self.before == '\n';
            if c.is_ascii_digit() && (starts_line || digits > 0) {
                digits += 1;
            } else {
                let numbered = digits > 0 && matches!(c, '.' | ')');
                digits = 0;
                if numbered {
                    self.out.push('\\');
                }
            }
            if c == '!' && chars.peek().is_none() {
                // Before a link it would make a picture of it.
                self.out.push('\\');
            }
            self.character(c, next, starts_line, inside);
            self.before = c;
        }
    }

    fn character(&mut self, c: char, next: Option<char>, starts_line: bool, inside: bool) {
        let ends_line = next.is_none_or(|next| next == '\n');
        match c {
            '\n' => self.line_break(next, inside),
            '\t' => self.out.push_str("&#9;"),
            ' ' if starts_line
                || ends_line
                || matches!(next, Some(' ' | '\t'))
                || inside_edge(&self.out) =>
            {
                self.out.push_str("&#32;");
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' => {
                self.out.extend(['\\', c])
            }
            '&' if next.is_none_or(|next| next == '#' || next.is_ascii_alphanumeric()) => {
                self.out.push_str("&amp;");
            }
            '#' if starts_line || self.place == Place::Line => self.out.push_str("\\#"),
            '+' | '-' | '=' | ':' if starts_line => self.out.extend(['\\', c]),
            _ => self.out.push(c),
        }
    }

    /// A line break: a hard one of Markdown where words stand on both sides, else a tag.
    fn line_break(&mut self, next: Option<char>, inside: bool) {
        let plain = self.place == Place::Paragraph
            && !inside
            && self.before != '\n'
            && next.is_some_and(|next| next != '\n');
        self.out.push_str(if plain { "\\\n" } else { "<br>" });
    }
}

/// After an opening mark a blank could be taken for the mark's own.
fn inside_edge(out: &str) -> bool {
    out.ends_with(['[', '>', '*'])
}

/// Whether `**` around the words is sure to be read as emphasis.
fn is_flanked(text: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    letter(text.chars().next()) && letter(text.chars().next_back())
}

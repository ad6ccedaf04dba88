//! Words on their way into paragraphs: blanks collapse as a browser collapses them.

use ayumi_document::{At, Block, Inline, Run, Target};

/// How words look and where they point.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Look {
    pub(crate) strong: bool,
    pub(crate) target: Option<Target>,
    /// Blanks stay as typed (`<pre>`).
    pub(crate) as_typed: bool,
}

/// A blank that is printed only when words follow.
#[derive(Debug)]
struct Blank {
    look: Look,
    line: u32,
    line_break: bool,
}

/// Blocks on the way: finished ones, and the words of the paragraph that is open.
#[derive(Debug, Default)]
pub(crate) struct Out {
    pub(crate) blocks: Vec<Block>,
    content: Inline,
    blank: Option<Blank>,
    /// The last run has a word already.
    placed: bool,
}

impl Out {
    /// Takes words of one look, on lines as `line_at` tells them by byte.
    pub(crate) fn words(&mut self, text: &str, look: &Look, line_at: &dyn Fn(usize) -> u32) {
        crate::steps::count(text.len());
        for (at, c) in text.char_indices() {
            if !look.as_typed && matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
                let line_break =
                    c == '\n' || self.blank.as_ref().is_some_and(|blank| blank.line_break);
                match &mut self.blank {
                    Some(blank) => blank.line_break = line_break,
                    None => {
                        self.blank = Some(Blank {
                            look: look.clone(),
                            line: line_at(at),
                            line_break,
                        })
                    }
                }
                continue;
            }
            self.print_blank(c);
            self.push(c, look, || line_at(at));
        }
    }

    /// A line break that is seen.
    pub(crate) fn line_break(&mut self, look: &Look, line: u32) {
        self.blank = None;
        self.push('\n', look, || line);
    }

    /// The blank before `c`: none at the beginning of a line, nor where the source only broke its
    /// line between two characters of Japanese.
    fn print_blank(&mut self, c: char) {
        let Some(blank) = self.blank.take() else {
            return;
        };
        let Some(before) = self
            .content
            .last()
            .and_then(|run| run.text.chars().next_back())
        else {
            return;
        };
        if before == '\n' || (blank.line_break && wide(before) && wide(c)) {
            return;
        }
        self.push(' ', &blank.look, || blank.line);
    }

    /// A run is placed where its first word stands, not its first blank.
    fn push(&mut self, c: char, look: &Look, line: impl FnOnce() -> u32) {
        let word = !c.is_whitespace();
        match self.content.last_mut() {
            Some(last) if last.strong == look.strong && last.target == look.target => {
                last.text.push(c);
                if word && !self.placed {
                    last.at = Some(At::line(line()));
                    self.placed = true;
                }
            }
            _ => {
                self.placed = word;
                self.content.push(Run {
                    text: c.to_string(),
                    start: 0,
                    at: Some(At::line(line())),
                    strong: look.strong,
                    target: look.target.clone(),
                });
            }
        }
    }

    /// Whether no words stand in the open paragraph.
    pub(crate) fn is_blank(&self) -> bool {
        self.content.iter().all(|run| run.text.trim().is_empty())
    }

    /// The words so far, for a heading or caption.
    pub(crate) fn take_content(&mut self) -> Inline {
        self.blank = None;
        let content = std::mem::take(&mut self.content);
        if content.iter().all(|run| run.text.trim().is_empty()) {
            Vec::new()
        } else {
            content
        }
    }

    /// Ends the open paragraph; a paragraph without words is none.
    pub(crate) fn end(&mut self, gap: bool) {
        let content = self.take_content();
        if !content.is_empty() {
            self.blocks.push(Block::Paragraph {
                content,
                gap,
                indent: 0,
            });
        }
    }
}

/// Characters between which Japanese has no blanks.
fn wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFF}'
        | '\u{2010}'..='\u{2027}' | '\u{25A0}'..='\u{25FF}' | '\u{2460}'..='\u{24FF}')
}

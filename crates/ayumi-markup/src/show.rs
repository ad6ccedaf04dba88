//! Documents as text, for tests.

use ayumi_document::{
    At, Block, Cell, Document, Reader, Run, Scope, Source, Target, block::for_each_run,
};

/// The blocks of `document`, one a line.
pub(crate) fn show(document: &Document) -> String {
    let mut out = String::new();
    blocks(&document.blocks, 0, &mut out);
    out
}

fn blocks(list: &[Block], depth: usize, out: &mut String) {
    for block in list {
        let pad = "  ".repeat(depth);
        match block {
            Block::Heading { level, id, content } => {
                let id = id.as_ref().map(|id| format!(" #{id}")).unwrap_or_default();
                out.push_str(&format!("{pad}h{level}{id}: {}\n", inline(content)));
            }
            Block::Paragraph {
                content,
                gap,
                indent,
            } => {
                let gap = if *gap { "^" } else { "" };
                let indent = if *indent > 0 {
                    format!("{indent}>")
                } else {
                    String::new()
                };
                out.push_str(&format!("{pad}p{gap}{indent}: {}\n", inline(content)));
            }
            Block::List { ordered, items } => {
                out.push_str(&format!("{pad}{}\n", if *ordered { "ol" } else { "ul" }));
                for item in items {
                    out.push_str(&format!(
                        "{pad}- {}\n",
                        item.marker.as_deref().unwrap_or("")
                    ));
                    blocks(&item.blocks, depth + 1, out);
                }
            }
            Block::Table(table) => {
                let caption = table.caption.as_ref().map(|c| format!(" {}", inline(c)));
                out.push_str(&format!(
                    "{pad}table head={}{}\n",
                    table.head_rows,
                    caption.unwrap_or_default()
                ));
                for row in &table.rows {
                    let cells: Vec<String> = row.cells.iter().map(|c| cell(c, depth)).collect();
                    out.push_str(&format!("{pad}| {}\n", cells.join(" | ")));
                }
            }
            Block::Figure(figure) => out.push_str(&format!("{pad}figure {}\n", figure.alt)),
            Block::Rule => out.push_str(&format!("{pad}rule\n")),
        }
    }
}

fn cell(cell: &Cell, depth: usize) -> String {
    let mut text = String::new();
    blocks(&cell.blocks, 0, &mut text);
    let _ = depth;
    let mut spans = String::new();
    if (cell.col_span, cell.row_span) != (1, 1) {
        spans = format!("[{}x{}]", cell.col_span, cell.row_span);
    }
    match cell.scope {
        Some(Scope::Column) => spans.push_str("[col]"),
        Some(Scope::Row) => spans.push_str("[row]"),
        None => {}
    }
    format!(
        "{spans}{}",
        text.trim_end()
            .replace('\n', " / ")
            .trim_start_matches("p: ")
    )
}

fn inline(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| {
            let mut text = run.text.replace('\n', "⏎");
            if run.strong {
                text = format!("*{text}*");
            }
            match &run.target {
                Some(Target::Id(id)) => format!("[{text}](#{id})"),
                Some(Target::PageOf(id)) => format!("[{text}](page #{id})"),
                Some(Target::Url(url) | Target::Beside(url)) => format!("[{text}]({url})"),
                None => text,
            }
        })
        .collect::<Vec<_>>()
        .join("‖")
}

/// What a person sees of a document.
pub(crate) struct Visible {
    /// All characters that are not blank.
    pub(crate) words: String,
    /// Each run's text, line and offset.
    pub(crate) runs: Vec<(String, u32, usize)>,
}

pub(crate) fn visible(document: &Document) -> Visible {
    let mut seen = Visible {
        words: String::new(),
        runs: Vec::new(),
    };
    for_each_run(&document.blocks, &mut |run| {
        seen.words
            .extend(run.text.chars().filter(|c| !c.is_whitespace()));
        let line = match run.at {
            Some(At::Line { line }) => line,
            _ => 0,
        };
        seen.runs.push((run.text.clone(), line, run.start));
    });
    seen
}

impl Visible {
    /// Offsets rise without overlap, and each run begins on the line that it names.
    pub(crate) fn checked(self, source: &str) -> Self {
        let source = source.replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<&str> = source.split('\n').collect();
        let mut free = 0;
        for (text, line, start) in &self.runs {
            assert!(
                *start >= free && !text.is_empty(),
                "{text:?} at {start}, {free} used"
            );
            free = start + text.chars().count();
            let first = text
                .chars()
                .find(|c| !c.is_whitespace())
                .filter(|c| !"<>&\"".contains(*c));
            let there = lines
                .get((*line as usize).wrapping_sub(1))
                .copied()
                .unwrap_or("");
            let written = |c| there.contains(c) || there.contains("&#");
            assert!(
                first.is_none_or(written),
                "{text:?} is not on line {line}: {there:?}"
            );
        }
        self
    }
}

/// Reads 1, 2 and 4 parts of `size` bytes of each shape: twice the text may take 2.2 times the
/// steps.
pub(crate) fn check_linear(shapes: &[&str], size: usize, reader: &dyn Reader, name: &str) {
    for shape in shapes {
        let steps = [1, 2, 4].map(|parts| {
            let text = format!("x{}", shape.repeat(parts * size / shape.len()));
            let source = Source {
                name,
                bytes: text.as_bytes(),
                encoding: Some("utf-8"),
                ..Source::default()
            };
            crate::steps::of(|| drop(reader.read(source)))
        });
        assert!(steps[0] > 0, "{shape:?} is counted");
        for pair in steps.windows(2) {
            assert!(pair[1] * 10 <= pair[0] * 22, "{shape:?} takes {steps:?}");
        }
    }
}

/// Prints what is read of the files named in `DUMP`, to look at.
#[test]
#[ignore = "for looking at files by hand"]
fn dump() {
    use ayumi_document::SourceKind;
    for path in std::env::var("DUMP").unwrap_or_default().split_whitespace() {
        let bytes = std::fs::read(path).expect("a file");
        let source = Source {
            name: path,
            bytes: &bytes,
            encoding: None,
            ..Source::default()
        };
        let document = crate::detect(path, &bytes).and_then(|kind| match kind {
            SourceKind::Markdown => crate::MarkdownReader.read(source),
            SourceKind::Html => crate::HtmlReader.read(source),
            _ => crate::TextReader.read(source),
        });
        match document {
            Ok(document) => println!("=== {path}\n{}{:?}", show(&document), document.notices),
            Err(refusal) => println!("=== {path} {refusal:?}"),
        }
    }
}

#[test]
#[should_panic(expected = "takes")]
fn quadratic_growth_is_found() {
    struct Slow;
    impl Reader for Slow {
        fn kinds(&self) -> &'static [ayumi_document::SourceKind] {
            &[]
        }
        fn read(&self, source: Source<'_>) -> Result<Document, ayumi_document::Refusal> {
            crate::steps::count(source.bytes.len() * source.bytes.len());
            Ok(Document::default())
        }
    }
    check_linear(&["x"], PART, &Slow, "a.txt");
}

#[test]
#[should_panic(expected = "is not on line 2")]
fn a_wrong_place_is_found() {
    let run = Run {
        at: Some(At::line(2)),
        ..Run::new("x")
    };
    let blocks = vec![Block::Paragraph {
        content: vec![run],
        gap: false,
        indent: 0,
    }];
    visible(&Document {
        blocks,
        ..Document::default()
    })
    .checked("x\ny");
}

/// Debug builds read slowly; growth shows in a part of a megabyte too.
pub(crate) const PART: usize = 1 << 14;

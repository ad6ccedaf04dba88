//! A document as a few lines, to compare with.

use ayumi_document::{Block, Document, Reader, Refusal, Source};
use ayumi_pdf::PdfReader;

/// Reads a file.
pub fn read(bytes: &[u8]) -> Result<Document, Refusal> {
    PdfReader.read(Source {
        name: "a.pdf",
        bytes,
        encoding: None,
        ..Source::default()
    })
}

/// The document of a file as lines: `# heading`, `paragraph`, `| cell | cell`; in cells `/` parts
/// lines and `(2x1)` tells columns and rows covered; `- hidden (why)`.
pub fn show(bytes: &[u8]) -> String {
    let document = read(bytes).expect("the file is read");
    let mut out = Vec::new();
    blocks(&document.blocks, &mut out);
    for one in &document.hidden {
        out.push(format!("- {} ({:?})", one.text, one.why));
    }
    out.join("\n")
}

fn blocks(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { content, level, .. } => {
                out.push(format!(
                    "{} {}",
                    "#".repeat(usize::from(*level)),
                    words(content)
                ));
            }
            Block::Paragraph { content, .. } => out.push(words(content)),
            Block::Table(table) => {
                for row in &table.rows {
                    let cells = row.cells.iter().map(|cell| {
                        let mut lines = Vec::new();
                        self::blocks(&cell.blocks, &mut lines);
                        let span = match (cell.col_span, cell.row_span) {
                            (1, 1) => String::new(),
                            (cols, rows) => format!("({cols}x{rows})"),
                        };
                        format!("| {}{span}", lines.join("/"))
                    });
                    out.push(cells.collect::<Vec<_>>().join(" "));
                }
            }
            Block::List { items, .. } => items
                .iter()
                .for_each(|item| self::blocks(&item.blocks, out)),
            Block::Figure(_) | Block::Rule => {}
        }
    }
}

fn words(content: &[ayumi_document::Run]) -> String {
    content.iter().map(|run| run.text.as_str()).collect()
}

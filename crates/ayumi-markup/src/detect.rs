//! What kind of file this is: told by its content first, by its name second.

use ayumi_document::{Refusal, SourceKind};

/// How far into a file its first bytes are looked at.
const HEAD: usize = 4096;

/// Tells the kind of a file.
///
/// # Errors
/// [`Refusal::KindNotRead`] for content that is no document Ayumi knows (archives, old Office,
/// pictures), [`Refusal::KindDisagrees`] where the name promises something else.
pub fn detect(name: &str, bytes: &[u8]) -> Result<SourceKind, Refusal> {
    let named = ending(name);
    if let Some(found) = binary(bytes) {
        return binary_kind(&named, found);
    }
    let head = head_text(bytes);
    match named.as_str() {
        "pdf" | "docx" | "xlsx" | "doc" | "xls" | "png" | "gif" | "jpg" | "jpeg" | "zip"
        | "svg" => {
            let found = if looks_html(&head) { "html" } else { "text" };
            Err(Refusal::KindDisagrees {
                named,
                found: found.to_owned(),
            })
        }
        _ if looks_html(&head) => Ok(SourceKind::Html),
        "html" | "htm" | "xhtml" if has_tag(&head) => Ok(SourceKind::Html),
        "html" | "htm" | "xhtml" => Ok(SourceKind::Text),
        "md" | "markdown" => Ok(SourceKind::Markdown),
        "csv" | "tsv" => Ok(SourceKind::Csv),
        "txt" | "text" => Ok(SourceKind::Text),
        _ if looks_markdown(&head) => Ok(SourceKind::Markdown),
        _ => Ok(SourceKind::Text),
    }
}

/// Refuses what is no text, for readers of text.
pub(crate) fn refuse_binary(name: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let Some(found) = binary(bytes) else {
        return Ok(());
    };
    let named = ending(name);
    if names_text(&named) {
        return Err(Refusal::KindDisagrees {
            named,
            found: found.to_owned(),
        });
    }
    Err(Refusal::KindNotRead {
        kind: found.to_owned(),
    })
}

fn binary_kind(named: &str, found: &'static str) -> Result<SourceKind, Refusal> {
    let kind = match found {
        "pdf" => Some(SourceKind::Pdf),
        "docx" => Some(SourceKind::Docx),
        "xlsx" => Some(SourceKind::Xlsx),
        _ => None,
    };
    // A macro file is an Office file under a name of its own; its reader refuses it as such.
    let same = named == found
        || matches!(
            (named, found),
            ("docm", "docx") | ("xlsm", "xlsx") | ("doc" | "xls", "ole")
        );
    if !same && known(named) {
        return Err(Refusal::KindDisagrees {
            named: named.to_owned(),
            found: found.to_owned(),
        });
    }
    kind.ok_or_else(|| Refusal::KindNotRead {
        kind: found.to_owned(),
    })
}

fn names_text(ending: &str) -> bool {
    matches!(
        ending,
        "txt" | "text" | "md" | "markdown" | "html" | "htm" | "xhtml" | "csv" | "tsv"
    )
}

fn known(ending: &str) -> bool {
    names_text(ending)
        || matches!(
            ending,
            "pdf"
                | "docx"
                | "docm"
                | "xlsx"
                | "xlsm"
                | "doc"
                | "xls"
                | "png"
                | "gif"
                | "jpg"
                | "jpeg"
        )
}

fn ending(name: &str) -> String {
    name.rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase())
        .unwrap_or_default()
}

/// The kind of a file that is no text, by its first bytes.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    const SIGNS: [(&[u8], &str); 11] = [
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "ole"),
        (b"\x89PNG\r\n\x1A\n", "png"),
        (b"\xFF\xD8\xFF", "jpeg"),
        (b"GIF87a", "gif"),
        (b"GIF89a", "gif"),
        (b"{\\rtf", "rtf"),
        (b"\x1F\x8B\x08", "gzip"),
        (b"7z\xBC\xAF\x27\x1C", "7z"),
        (b"II*\0", "tiff"),
        (b"MM\0*", "tiff"),
        (b"\xD7\xCD\xC6\x9A", "wmf"),
    ];
    let head = &bytes[..bytes.len().min(1024)];
    if find(head, b"%PDF-").is_some_and(|at| head[..at].iter().all(|b| !b.is_ascii_alphanumeric()))
    {
        return Some("pdf");
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(archive(bytes));
    }
    // Pictures of telephones and drawings of Office: the sign stands further in.
    let further =
        |at: usize, sign: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(sign));
    if further(4, b"ftyphei") || further(4, b"ftypmif1") {
        return Some("heic");
    }
    if further(0, &[1, 0, 0, 0]) && further(40, b" EMF") {
        return Some("emf");
    }
    SIGNS
        .iter()
        .find(|(sign, _)| bytes.starts_with(sign))
        .map(|(_, kind)| *kind)
}

/// Names of parts stand uncompressed in an archive, so its kind shows without opening it.
fn archive(bytes: &[u8]) -> &'static str {
    if find(bytes, b"word/document.xml").is_some() {
        "docx"
    } else if find(bytes, b"xl/workbook.xml").is_some() {
        "xlsx"
    } else {
        "zip"
    }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

/// The first characters, well enough for looking at tags (which are ASCII in every encoding here).
fn head_text(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(HEAD)];
    let text = match head {
        [0xFF, 0xFE, rest @ ..] | [0xFE, 0xFF, rest @ ..] => {
            rest.iter().filter(|byte| **byte != 0).copied().collect()
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest.to_vec(),
        all => all.to_vec(),
    };
    String::from_utf8_lossy(&text).to_ascii_lowercase()
}

/// A whole page: it opens with a doctype or one of the outermost tags.
fn looks_html(head: &str) -> bool {
    let mut rest = head.trim_start();
    while let Some(after) = rest
        .strip_prefix("<!--")
        .or_else(|| rest.strip_prefix("<?xml"))
    {
        let Some(end) = after.find('>') else {
            return false;
        };
        rest = after[end + 1..].trim_start();
    }
    ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|tag| rest.starts_with(tag))
}

fn has_tag(head: &str) -> bool {
    let bytes = head.as_bytes();
    bytes.windows(2).any(|pair| {
        pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || matches!(pair[1], b'/' | b'!'))
    })
}

/// Without a telling name only a text with several sure signs is taken for Markdown: a `#` or `**`
/// alone also stands in plain text.
fn looks_markdown(head: &str) -> bool {
    let headings = head
        .lines()
        .filter(|line| {
            let marks = line.len() - line.trim_start_matches('#').len();
            (1..=6).contains(&marks) && line[marks..].starts_with(' ')
        })
        .count();
    let rules = head
        .lines()
        .any(|line| line.starts_with('|') && line.contains("---"));
    headings >= 2 || (headings == 1 && rules)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, bytes: &[u8], expected: &str) {
        let found = match detect(name, bytes) {
            Ok(kind) => format!("{kind:?}").to_lowercase(),
            Err(Refusal::KindNotRead { kind }) => format!("not read: {kind}"),
            Err(Refusal::KindDisagrees { named, found }) => format!("{named} is {found}"),
            Err(other) => format!("{other:?}"),
        };
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn content_goes_before_the_name() {
        check("a.txt", b"%PDF-1.7\n", "txt is pdf");
        check("a.pdf", b"%PDF-1.7\n", "pdf");
        check("a", b"PK\x03\x04....word/document.xml", "docx");
        check("a.docx", b"PK\x03\x04....xl/workbook.xml", "docx is xlsx");
        check("a.xlsm", b"PK\x03\x04....xl/workbook.xml", "xlsx");
        check("a.zip", b"PK\x03\x04....readme", "not read: zip");
        check(
            "a.doc",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            "not read: ole",
        );
        check("a.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "docx is ole");
        check("a.txt", b"<!-- x --> <!DOCTYPE html><p>", "html");
        check("a.html", b"no tag at all", "text");
        check("a.html", b"<p>x", "html");
        check("a.md", b"# x", "markdown");
        check("-", b"# x\n\n## y\n", "markdown");
        check("-", b"# x\n", "text");
        check("a.txt", b"# x\n\n## y\n", "text");
        check("a.csv", b"a,b", "csv");
    }

    #[test]
    fn row_29_pictures_of_every_kind_are_named_and_not_read() {
        check(
            "a.png",
            b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\xC3\x50\0\0\xC3\x50",
            "not read: png",
        );
        check("a.gif", b"GIF89a\x50\xC3\x50\xC3", "not read: gif");
        check("a.tif", b"II*\0", "not read: tiff");
        check("a.heic", b"\0\0\0\x18ftypheic", "not read: heic");
        check("a.wmf", b"\xD7\xCD\xC6\x9A", "not read: wmf");
        let emf = [&[1, 0, 0, 0][..], &[0; 36], b" EMF"].concat();
        check("a.emf", &emf, "not read: emf");
        check("plan.txt", &emf, "txt is emf");
        check("plan.docx", b"\0\0\0\x18ftypheic", "docx is heic");
    }

    #[test]
    fn row_90_a_picture_that_is_a_page_is_refused() {
        check("a.png", b"<html><script>alert(1)</script>", "png is html");
        check("a.html", b"GIF89a/*<script>*/", "html is gif");
        check("a.gif", b"GIF89a/*<script>*/", "not read: gif");
    }
}

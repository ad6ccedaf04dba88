//! What the template gets: a whole book as typed data, with its title, language and date.

use ayumi_document::{Block, Document, Notice, Run, Scope};
use serde::Serialize;

use super::glyphs::Glyphs;
use super::order::{Setter, Where};

/// PDF/A asks for a date. A document without one gets the first day of the ZIP calendar, which
/// nobody takes for real; the clock would make other bytes every time.
const NO_DATE: [i16; 3] = [1980, 1, 1];

/// A whole book for `book.typ`.
#[derive(Debug, Serialize)]
pub(crate) struct Book {
    title: String,
    author: String,
    lang: String,
    region: Option<String>,
    /// Year, month, day.
    date: [i16; 3],
    /// Names of the font families, the text's first.
    fonts: Vec<String>,
    /// Title and what stands before the first section.
    front: Vec<Piece>,
    pieces: Vec<Piece>,
    /// A list of contents is worth its place.
    contents: bool,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Piece {
    Heading {
        level: usize,
        label: Option<String>,
        words: Vec<Words>,
    },
    Paragraph {
        words: Vec<Words>,
        indent: u16,
        hang: bool,
    },
    List {
        items: Vec<Entry>,
    },
    Table(Sheet),
    Figure {
        label: Option<String>,
        svg: String,
        alt: String,
        caption: Vec<Words>,
    },
    Anchor {
        label: String,
    },
    Rule,
}

#[derive(Debug, Serialize)]
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) strong: bool,
    pub(crate) link: Option<Link>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "to", content = "at", rename_all = "kebab-case")]
pub(crate) enum Link {
    Place(String),
    Page(String),
    Url(String),
}

#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) marker: String,
    pub(crate) pieces: Vec<Piece>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Sheet {
    pub(crate) label: Option<String>,
    pub(crate) caption: Vec<Words>,
    pub(crate) widths: Vec<u16>,
    /// Cells of the rows that repeat on every page.
    pub(crate) head: Vec<Place>,
    pub(crate) body: Vec<Place>,
}

/// A cell at its place in the grid. It knows all about itself: Typst hashes what a function is
/// given, so a cell that came with its table would make a long table endless.
#[derive(Debug, Serialize)]
pub(crate) struct Place {
    pub(crate) x: usize,
    pub(crate) y: usize,
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) look: Look,
    /// It is the heading of its row or, outside the head, of its column.
    pub(crate) scope: Option<Scope>,
    pub(crate) number: bool,
    /// Its row is short and stays on one page.
    pub(crate) whole: bool,
    pub(crate) label: Option<String>,
    pub(crate) pieces: Vec<Piece>,
}

/// How a cell is coloured.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Look {
    /// In a row that heads the table.
    Head,
    /// The heading of a row or column.
    Side,
    /// In a row that closes the table (達成状況).
    Closing,
    Plain,
}

/// Puts `document` in order; the second value is what had to be changed.
pub(crate) fn book(document: &Document, stem: &str, glyphs: Glyphs) -> (Book, Vec<Notice>) {
    let families = glyphs
        .families()
        .iter()
        .map(|family| family.name.clone())
        .collect();
    let mut setter = Setter::new(document, glyphs);
    let mut pieces = setter.pieces(&document.blocks, Where::Page);
    let title = title(document, stem);
    if !matches!(pieces.first(), Some(Piece::Heading { level: 1, .. })) {
        let words = vec![Words {
            text: setter.glyphs.clean(&title, None),
            strong: false,
            link: None,
        }];
        pieces.iter_mut().for_each(Piece::lower);
        pieces.insert(
            0,
            Piece::Heading {
                level: 1,
                label: None,
                words,
            },
        );
    }
    let is_section = |piece: &Piece| matches!(piece, Piece::Heading { .. });
    let first_section = pieces.iter().skip(1).position(is_section).map(|n| n + 1);
    let sections = pieces.iter().filter(|piece| is_section(piece)).count();
    let body = pieces.split_off(first_section.unwrap_or(1));
    let (lang, region) = language(&document.language);
    let book = Book {
        title: setter.glyphs.clean(&title, None),
        author: document.author.clone(),
        lang,
        region,
        date: document.date.as_deref().and_then(date).unwrap_or(NO_DATE),
        fonts: families,
        front: pieces,
        pieces: body,
        contents: sections > 4,
    };
    let mut notices = setter.notices;
    notices.extend(setter.glyphs.into_notices());
    (book, notices)
}

/// The title of the file: its own, else its first heading, else the file's name.
fn title(document: &Document, stem: &str) -> String {
    let heading = document.blocks.iter().find_map(|block| match block {
        Block::Heading { content, .. } => Some(plain(content)),
        _ => None,
    });
    let own = Some(document.title.trim().to_owned());
    let known = [own, heading]
        .into_iter()
        .flatten()
        .find(|title| !title.trim().is_empty());
    known.unwrap_or_else(|| stem.to_owned())
}

/// `ja` → Japanese of Japan; a tag Typst could not take becomes `ja` too, our books' language.
fn language(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split('-');
    let lang = parts.next().unwrap_or_default().to_ascii_lowercase();
    let letters = |part: &&str| part.len() == 2 && part.chars().all(|c| c.is_ascii_alphabetic());
    if !(2..=3).contains(&lang.len()) || !lang.chars().all(|c| c.is_ascii_alphabetic()) {
        return ("ja".to_owned(), Some("JP".to_owned()));
    }
    let region = parts.find(letters).map(str::to_ascii_uppercase);
    let region = region.or_else(|| (lang == "ja").then(|| "JP".to_owned()));
    (lang, region)
}

fn date(text: &str) -> Option<[i16; 3]> {
    let day: jiff::civil::Date = text.get(..10)?.parse().ok()?;
    Some([day.year(), day.month().into(), day.day().into()])
}

impl Piece {
    /// One level down, to make room for a title above.
    fn lower(&mut self) {
        if let Self::Heading { level, .. } = self {
            *level += 1;
        }
    }
}

/// The words of an inline text.
pub(crate) fn plain(content: &[Run]) -> String {
    content.iter().map(|run| run.text.as_str()).collect()
}

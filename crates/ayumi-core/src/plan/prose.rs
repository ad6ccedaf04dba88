//! Texts as people type them, seen as headings, lists and tables. Nothing is kept but what was typed:
//! a range pasted from a spreadsheet is lines with tabs, a list is lines that begin with a dot.

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prose {
    /// A line that begins with `■` or `#`.
    Heading(String),
    /// Lines that belong together.
    Paragraph(String),
    /// Lines that begin with `・`, `-` or `*`.
    List(Vec<String>),
    /// Lines with tabs between their cells; every row has as many cells as the longest.
    Table(Vec<Vec<String>>),
}

/// Signs before a point of a list.
const POINTS: [char; 4] = ['・', '-', '*', '•'];
/// Signs before a heading.
const HEADINGS: [char; 2] = ['■', '#'];

/// What a line is by itself.
enum Line<'a> {
    Blank,
    Heading(&'a str),
    Point(&'a str),
    Row(&'a str),
    Words(&'a str),
}

fn line(text: &str) -> Line<'_> {
    if text.contains('\t') {
        return Line::Row(text);
    }
    let bare = text.trim_matches(crate::text::is_blank_sign);
    if bare.is_empty() {
        return Line::Blank;
    }
    let behind = |signs: &[char]| {
        let rest = bare.strip_prefix(signs)?;
        let rest = rest.trim_start_matches('#');
        // `-3` and `*1` are words; a sign of the keyboard stands apart from what it begins.
        let apart = rest.starts_with(crate::text::is_blank_sign);
        let typed = bare.starts_with(['-', '*', '#']);
        let words = rest.trim_matches(crate::text::is_blank_sign);
        ((apart || !typed) && !words.is_empty()).then_some(words)
    };
    if let Some(words) = behind(&HEADINGS) {
        return Line::Heading(words);
    }
    match behind(&POINTS) {
        Some(words) => Line::Point(words),
        None => Line::Words(text),
    }
}

/// The parts of a text, in their order.
#[must_use]
pub fn prose(text: &str) -> Vec<Prose> {
    let mut parts: Vec<Prose> = Vec::new();
    let mut open = false;
    for one in text.lines().map(line) {
        let goes_on = std::mem::replace(&mut open, true);
        match (one, parts.last_mut().filter(|_| goes_on)) {
            (Line::Blank, _) => open = false,
            (Line::Heading(words), _) => {
                parts.push(Prose::Heading(words.to_owned()));
                open = false;
            }
            (Line::Point(words), Some(Prose::List(all))) => all.push(words.to_owned()),
            (Line::Point(words), _) => parts.push(Prose::List(vec![words.to_owned()])),
            (Line::Row(row), Some(Prose::Table(rows))) => rows.push(cells(row)),
            (Line::Row(row), _) => parts.push(Prose::Table(vec![cells(row)])),
            (Line::Words(words), Some(Prose::Paragraph(all))) => {
                all.push('\n');
                all.push_str(words);
            }
            (Line::Words(words), _) => parts.push(Prose::Paragraph(words.to_owned())),
        }
    }
    for part in &mut parts {
        if let Prose::Table(rows) = part {
            let width = rows.iter().map(Vec::len).max().unwrap_or_default();
            rows.iter_mut()
                .for_each(|row| row.resize(width, String::new()));
        }
    }
    parts
}

fn cells(row: &str) -> Vec<String> {
    let cells = row.split('\t');
    cells
        .map(|cell| cell.trim_matches(crate::text::is_blank_sign).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Prose {
        let row = |row: &&[&str]| row.iter().map(|cell| (*cell).to_owned()).collect();
        Prose::Table(rows.iter().map(row).collect())
    }

    #[test]
    fn headings_lists_tables_and_words() {
        let text = "■ねらい\nだれもが\n相談できる\n\n・窓口\n- 訪問\n\n年度\t件数\n令和8\t120\n\n# 備考\nなし";
        assert_eq!(
            prose(text),
            [
                Prose::Heading("ねらい".into()),
                Prose::Paragraph("だれもが\n相談できる".into()),
                Prose::List(vec!["窓口".into(), "訪問".into()]),
                table(&[&["年度", "件数"], &["令和8", "120"]]),
                Prose::Heading("備考".into()),
                Prose::Paragraph("なし".into()),
            ]
        );
    }

    #[test]
    fn row_95_ranges_of_every_odd_shape() {
        assert_eq!(
            prose("\ta\nb\tc\td"),
            [table(&[&["", "a", ""], &["b", "c", "d"]])]
        );
        assert_eq!(prose("\t\t\n"), [table(&[&["", "", ""]])]);
        let wide: String = (0..200)
            .map(|row| format!("{}\n", vec![row.to_string(); 20].join("\t")))
            .collect();
        let [Prose::Table(rows)] = &prose(&wide)[..] else {
            panic!("one table");
        };
        assert_eq!((rows.len(), rows[199].len()), (200, 20));
    }

    #[test]
    fn numbers_and_stars_are_words() {
        for words in ["-3度", "*1 注", "-", "・", "#", "120-5"] {
            assert_eq!(prose(words), [Prose::Paragraph(words.to_owned())]);
        }
        assert_eq!(prose("\u{3000}\n\n"), []);
    }
}

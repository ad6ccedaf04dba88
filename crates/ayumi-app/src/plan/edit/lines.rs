//! Many items at once, as lines: what was typed, or copied from a spreadsheet or a text.

use ayumi_core::intake::Ids;
use ayumi_core::plan::ItemId;
use ayumi_core::plan::edit::{Edit, Fields, Place};
use ayumi_core::plan::label::split_label;

/// Most lines taken at once.
pub const MOST_LINES: usize = 2_000;

/// The edits that add an item for each line below a parent. A line stands deeper by its tabs,
/// blanks of two, or full-width blanks; in a range of a spreadsheet by the columns before the
/// first one with words, and cells behind it are joined. A label in front (`①`, `(1)`) is taken as
/// the label. Blank lines are passed over. `None` for more than [`MOST_LINES`].
#[must_use]
pub fn items_of_lines(text: &str, parent: Option<ItemId>, ids: &mut impl Ids) -> Option<Vec<Edit>> {
    let lines: Vec<(usize, String)> = text.lines().filter_map(taken).collect();
    if lines.len() > MOST_LINES {
        return None;
    }
    let least = lines.iter().map(|(depth, _)| *depth).min().unwrap_or(0);
    // The open items from the parent down, each with the indentation of its line.
    let mut open: Vec<(usize, ItemId)> = Vec::new();
    let mut edits = Vec::with_capacity(lines.len());
    for (depth, words) in lines {
        let depth = depth - least;
        while open.last().is_some_and(|(above, _)| *above >= depth) {
            open.pop();
        }
        let id = ItemId(ids.next());
        let below = open.last().map(|(_, id)| *id).or(parent);
        let (label, title) = labelled(&words);
        edits.push(Edit::Add {
            id,
            place: Place::end(below),
            fields: Fields {
                label,
                title,
                ..Fields::default()
            },
        });
        open.push((depth, id));
    }
    Some(edits)
}

/// How deep a line stands, and its words; `None` for a blank one.
fn taken(line: &str) -> Option<(usize, String)> {
    let line = line.trim_end_matches(['\r', '\n']);
    let cells: Vec<&str> = line.split('\t').collect();
    let first = cells.iter().position(|cell| !cell.trim().is_empty())?;
    let words = cells[first..].iter().map(|cell| cell.trim());
    let words: Vec<&str> = words.filter(|cell| !cell.is_empty()).collect();
    let lead = cells[first];
    let lead = &lead[..lead.len() - lead.trim_start().len()];
    let wide = lead.chars().filter(|c| *c == '\u{3000}').count();
    let narrow = lead.chars().filter(|c| *c == ' ').count();
    // A cell of a spreadsheet may hold a quoted line break; what is left of it is one line each.
    let words = words.join("\u{3000}");
    let words = words.trim_matches('"').trim();
    (!words.is_empty()).then(|| (first + wide + narrow / 2, words.to_owned()))
}

fn labelled(words: &str) -> (Option<String>, String) {
    let Some(split) = split_label(words).filter(|split| !split.tight) else {
        return (None, words.to_owned());
    };
    let letters: Vec<char> = words.chars().collect();
    let label: String = letters[split.range].iter().collect();
    let title: String = letters[split.rest_start..].iter().collect();
    match title.trim().is_empty() {
        true => (None, words.to_owned()),
        false => (Some(label), title.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting(u128);

    impl Ids for Counting {
        fn next(&mut self) -> uuid::Uuid {
            self.0 += 1;
            uuid::Uuid::from_u128(self.0)
        }
    }

    fn check(text: &str, expected: &[(u128, Option<u128>, Option<&str>, &str)]) {
        let edits = items_of_lines(text, None, &mut Counting(0)).expect("few lines");
        let found: Vec<_> = edits
            .iter()
            .map(|edit| match edit {
                Edit::Add { id, place, fields } => (
                    id.0.as_u128(),
                    place.parent.map(|parent| parent.0.as_u128()),
                    fields.label.as_deref(),
                    fields.title.as_str(),
                ),
                _ => panic!("{edit:?}"),
            })
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn lines_become_a_tree() {
        check(
            "相談\n見守り",
            &[(1, None, None, "相談"), (2, None, None, "見守り")],
        );
        check(
            "(1) 相談\n\t①窓口の設置\n\t②訪問\n(2) 財源",
            &[
                (1, None, Some("(1)"), "相談"),
                (2, Some(1), Some("①"), "窓口の設置"),
                (3, Some(1), Some("②"), "訪問"),
                (4, None, Some("(2)"), "財源"),
            ],
        );
        check(
            "　　深い\n　　同じ",
            &[(1, None, None, "深い"), (2, None, None, "同じ")],
        );
        check(
            "A\r\n    B\r\n  C\r\n\r\n",
            &[
                (1, None, None, "A"),
                (2, Some(1), None, "B"),
                (3, Some(1), None, "C"),
            ],
        );
        check("\u{3000}\n\n \t \n", &[]);
    }

    /// A range of a spreadsheet of every odd shape: gaps, cells behind, ragged rows.
    #[test]
    fn a_range_becomes_a_tree() {
        check(
            "重点\t\t\n\t強化\t主管課\n\t\t取組\n\t\t\t\n重点2\t",
            &[
                (1, None, None, "重点"),
                (2, Some(1), None, "強化\u{3000}主管課"),
                (3, Some(2), None, "取組"),
                (4, None, None, "重点2"),
            ],
        );
        // The second column only: nothing stands above.
        check(
            "\tあ\n\tい",
            &[(1, None, None, "あ"), (2, None, None, "い")],
        );
        check(
            "\t\tあ\nい",
            &[(1, None, None, "あ"), (2, None, None, "い")],
        );
    }

    #[test]
    fn too_many_lines_are_refused() {
        let text = "x\n".repeat(MOST_LINES + 1);
        assert!(items_of_lines(&text, None, &mut Counting(0)).is_none());
    }
}

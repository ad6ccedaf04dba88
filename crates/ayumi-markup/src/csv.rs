//! A table as CSV: UTF-8 with a byte order mark, as Excel wants it, or Shift_JIS.
//!
//! Shift_JIS lacks many characters. What it lacks is never written as something else in silence:
//! the cells are named, and nothing is written, unless 〓 is asked for.

use ayumi_document::block::{self, Cell, Table};
use encoding_rs::{EncoderResult, SHIFT_JIS};

/// How the bytes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsvEncoding {
    /// UTF-8 with a byte order mark.
    Utf8,
    /// Shift_JIS (CP932), for programs that know nothing else.
    ShiftJis {
        /// Write 〓 for what it lacks, instead of nothing at all.
        replace: bool,
    },
}

/// A cell with characters the encoding lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LackingCell {
    /// Where it stands in the sheet (`B4`), as a spreadsheet shows it.
    pub cell: String,
    /// The characters, each once.
    pub lacking: String,
    /// What the cell says, shortened.
    pub text: String,
}

/// 〓, which stands for a character that cannot be written.
const GETA: char = '\u{3013}';
/// So much of a cell is shown.
const SHOWN: usize = 30;

/// Writes a table as RFC 4180 has it. Merged cells stand at their first place.
///
/// # Errors
/// The cells with characters Shift_JIS lacks, where 〓 is not asked for: nothing is written.
pub fn write(table: &Table, encoding: CsvEncoding) -> Result<Vec<u8>, Vec<LackingCell>> {
    let grid = table.grid();
    let mut text = String::new();
    let mut lacking = Vec::new();
    for y in 0..grid.rows {
        for x in 0..grid.columns {
            if x > 0 {
                text.push(',');
            }
            let own = grid
                .covering(x, y)
                .filter(|spot| (spot.x, spot.y) == (x, y));
            let mut words = own
                .and_then(|spot| spot.cell)
                .map_or_else(String::new, words_of);
            if let CsvEncoding::ShiftJis { replace } = encoding {
                words = words.chars().map(same_in_shift_jis).collect();
                let missing: String = once(words.chars().filter(|c| !is_in_shift_jis(*c)));
                if !missing.is_empty() && replace {
                    words = words
                        .chars()
                        .map(|c| if is_in_shift_jis(c) { c } else { GETA })
                        .collect();
                } else if !missing.is_empty() {
                    lacking.push(LackingCell {
                        cell: address(x, y),
                        lacking: missing,
                        text: words.chars().take(SHOWN).collect(),
                    });
                }
            }
            text.push_str(&quoted(&harmless(words)));
        }
        text.push_str("\r\n");
    }
    if !lacking.is_empty() {
        return Err(lacking);
    }
    Ok(match encoding {
        CsvEncoding::Utf8 => format!("\u{FEFF}{text}").into_bytes(),
        CsvEncoding::ShiftJis { .. } => SHIFT_JIS.encode(&text).0.into_owned(),
    })
}

fn words_of(cell: &Cell) -> String {
    let mut words = String::new();
    for block in &cell.blocks {
        if !words.is_empty() {
            words.push('\n');
        }
        block::for_each_run(std::slice::from_ref(block), &mut |run| {
            words.push_str(&run.text)
        });
    }
    words
}

/// Spreadsheets run what begins like a formula: it gets the sign that makes it a text. Numbers
/// stay numbers.
fn harmless(words: String) -> String {
    let formula = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    let number = words.parse::<f64>().is_ok() && !words.ends_with(|c: char| c.is_alphabetic());
    if words.starts_with(formula) && !number {
        format!("'{words}")
    } else {
        words
    }
}

fn quoted(words: &str) -> String {
    if words.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", words.replace('"', "\"\""))
    } else {
        words.to_owned()
    }
}

/// Signs that are one in Shift_JIS and two in Unicode, by the system a text was typed on.
fn same_in_shift_jis(c: char) -> char {
    match c {
        '\u{301C}' => '\u{FF5E}',
        '\u{2016}' => '\u{2225}',
        '\u{2212}' => '\u{FF0D}',
        '\u{2014}' => '\u{2015}',
        _ => c,
    }
}

fn is_in_shift_jis(c: char) -> bool {
    let mut text = [0; 4];
    let mut bytes = [0; 16];
    let mut encoder = SHIFT_JIS.new_encoder();
    let (result, ..) =
        encoder.encode_from_utf8_without_replacement(c.encode_utf8(&mut text), &mut bytes, true);
    matches!(result, EncoderResult::InputEmpty)
}

fn once(chars: impl Iterator<Item = char>) -> String {
    let mut seen = String::new();
    for c in chars {
        if !seen.contains(c) {
            seen.push(c);
        }
    }
    seen
}

/// `B4` of the second column and the fourth row, counted from 0.
fn address(x: usize, y: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = x + 1;
    while rest > 0 {
        let letter = (rest - 1) % 26;
        letters.push(char::from(b'A' + letter as u8));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", y + 1)
}

#[cfg(test)]
mod tests {
    use ayumi_document::Row;

    use super::*;

    fn table(lines: &[&[&str]]) -> Table {
        let rows = lines.iter().map(|line| Row {
            cells: line.iter().map(|text| Cell::text(*text)).collect(),
        });
        Table {
            rows: rows.collect(),
            ..Table::default()
        }
    }

    const STRICT: CsvEncoding = CsvEncoding::ShiftJis { replace: false };
    const LOOSE: CsvEncoding = CsvEncoding::ShiftJis { replace: true };

    fn shown(bytes: &[u8]) -> String {
        let (text, _, damaged) = SHIFT_JIS.decode(bytes);
        assert!(!damaged);
        text.into_owned()
    }

    #[test]
    fn row_47_what_shift_jis_lacks_stops_the_export_and_is_named() {
        let table = table(&[
            &["項目", "担当"],
            &["㉑ ㋿ 相談", "𠮷野"],
            &["鷗の会", "地域課"],
        ]);
        let cells = write(&table, STRICT).unwrap_err();
        let named: Vec<String> = cells
            .iter()
            .map(|cell| format!("{} {} {}", cell.cell, cell.lacking, cell.text))
            .collect();
        assert_eq!(named, ["A2 ㉑㋿ ㉑ ㋿ 相談", "B2 𠮷 𠮷野", "A3 鷗 鷗の会"]);
        let bytes = write(&table, LOOSE).unwrap();
        assert_eq!(
            shown(&bytes),
            "項目,担当\r\n〓 〓 相談,〓野\r\n〓の会,地域課\r\n"
        );
        let all = String::from_utf8(write(&table, CsvEncoding::Utf8).unwrap()).unwrap();
        assert!(all.starts_with('\u{FEFF}') && all.contains("㉑ ㋿ 相談,𠮷野"));
    }

    #[test]
    fn row_47_an_emoji_is_named_and_never_becomes_a_number() {
        let table = table(&[&["😀"]]);
        assert_eq!(write(&table, STRICT).unwrap_err()[0].lacking, "😀");
        assert_eq!(write(&table, LOOSE).unwrap(), b"\x81\xAC\r\n");
    }

    #[test]
    fn row_47_what_shift_jis_has_is_written() {
        // Of every family of dashes and waves, and rows of NEC and IBM.
        let text = "～〜−－―— ‖ ①㈱Ⅰ髙﨑 表ソ能 ｶﾞ";
        let bytes = write(&table(&[&[text]]), STRICT).unwrap();
        assert_eq!(shown(&bytes), "～～－－―― ∥ ①㈱Ⅰ髙﨑 表ソ能 ｶﾞ\r\n");
    }

    #[test]
    fn row_53_nothing_written_is_run() {
        let lines: &[&[&str]] = &[&["=1+1", "-5", "-2+3", "@SUM(1)", "＝1", "a,\"b\"\nc", "－"]];
        let bytes = write(&table(lines), CsvEncoding::Utf8).unwrap();
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "\u{FEFF}'=1+1,-5,'-2+3,'@SUM(1),'＝1,\"a,\"\"b\"\"\nc\",'－\r\n"
        );
    }

    #[test]
    fn addresses_are_those_of_a_spreadsheet() {
        let all = [(0, 0), (25, 1), (26, 2), (701, 3), (702, 4)].map(|(x, y)| address(x, y));
        assert_eq!(all, ["A1", "Z2", "AA3", "ZZ4", "AAA5"]);
    }
}

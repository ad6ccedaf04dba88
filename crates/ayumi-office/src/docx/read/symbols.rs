//! Signs of fonts that have their own order of signs.

/// Signs of Wingdings and Symbol that stand before entries or in tables, by their code.
const WINGDINGS: [(u32, char); 46] = [
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x70, '❐'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x73, '◆'),
    (0x74, '◆'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0x78, '☒'),
    (0x80, '⓪'),
    (0x81, '①'),
    (0x82, '②'),
    (0x83, '③'),
    (0x84, '④'),
    (0x85, '⑤'),
    (0x86, '⑥'),
    (0x87, '⑦'),
    (0x88, '⑧'),
    (0x89, '⑨'),
    (0x8A, '⑩'),
    (0x9E, '・'),
    (0x9F, '•'),
    (0xA0, '■'),
    (0xA1, '○'),
    (0xA2, '○'),
    (0xA4, '◉'),
    (0xA7, '■'),
    (0xA8, '□'),
    (0xAA, '✦'),
    (0xAB, '★'),
    (0xB2, '◇'),
    (0xD8, '➢'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xF0, '⇒'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
    (0x4A, '☺'),
    (0x2A, '✉'),
    (0x28, '☎'),
];

const SYMBOL: [(u32, char); 12] = [
    (0xB7, '•'),
    (0xB4, '×'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xA3, '≤'),
    (0xB3, '≥'),
    (0xB9, '≠'),
    (0xA8, '◆'),
    (0xAE, '→'),
    (0xAC, '←'),
    (0xDE, '⇒'),
    (0x2D, '−'),
];

/// The sign of a font with its own order; the code may stand in the private area (U+F0xx).
pub(super) fn sign(font: &str, code: u32) -> Option<char> {
    let low = if (0xF000..=0xF0FF).contains(&code) {
        code - 0xF000
    } else {
        code
    };
    let table: &[(u32, char)] = match font.to_ascii_lowercase().as_str() {
        "wingdings" => &WINGDINGS,
        "symbol" => &SYMBOL,
        // In any other font the code is the character's own.
        _ => return char::from_u32(code),
    };
    let known = table.iter().find(|(own, _)| *own == low);
    known.map(|(_, sign)| *sign)
}

/// `text` with the signs of such a font replaced, where all of it is private characters.
pub(super) fn signs(font: &str, text: &str) -> String {
    let private = |c: char| ('\u{F000}'..='\u{F0FF}').contains(&c);
    let ordered = matches!(font.to_ascii_lowercase().as_str(), "wingdings" | "symbol");
    text.chars()
        .map(|c| {
            if private(c) || ordered && c.is_ascii_graphic() {
                sign(font, u32::from(c)).unwrap_or(if private(c) { '•' } else { c })
            } else {
                c
            }
        })
        .collect()
}

//! Addresses of cells (`B4`) and areas (`B4:D6`), counted from 0 here.

/// Rows of a sheet (Excel's own limit).
pub(super) const ROWS: u32 = 1_048_576;
/// Columns of a sheet.
pub(super) const COLUMNS: u32 = 16_384;

/// The row and column of a cell's address; `None` for what is no address of a sheet.
pub(super) fn parse(address: &str) -> Option<(u32, u32)> {
    let address = address.trim().replace('$', "");
    let letters = address.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, number) = address.split_at(letters);
    let mut column = 0_u32;
    for byte in name.bytes() {
        column = column.checked_mul(26)?;
        column = column.checked_add(u32::from(byte.to_ascii_uppercase() - b'A') + 1)?;
    }
    let row: u32 = number.parse().ok()?;
    let place = (row.checked_sub(1)?, column.checked_sub(1)?);
    (place.0 < ROWS && place.1 < COLUMNS).then_some(place)
}

/// A cell's address as Excel shows it.
pub(super) fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + u8::try_from(rest % 26).unwrap_or(0));
        rest /= 26;
    }
    letters.reverse();
    format!("{}{}", String::from_utf8_lossy(&letters), row + 1)
}

/// A rectangle of cells, its ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Area {
    pub(super) top: u32,
    pub(super) left: u32,
    pub(super) bottom: u32,
    pub(super) right: u32,
}

impl Area {
    /// `B4:D6`, or one cell alone.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once(':').unwrap_or((text, text));
        let (from, to) = (parse(from)?, parse(to)?);
        Some(Self {
            top: from.0.min(to.0),
            left: from.1.min(to.1),
            bottom: from.0.max(to.0),
            right: from.1.max(to.1),
        })
    }
}

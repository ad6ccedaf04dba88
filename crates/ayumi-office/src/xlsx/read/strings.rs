//! Words of cells: shared strings, strings in the cell itself, Excel's own escapes.

use ayumi_document::Refusal;

use crate::package::{Element, Ns, Step, Walk};

/// All shared strings end to end. Nothing is reserved by a number the file tells.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// Reads the part of shared strings.
    pub(super) fn read(part: &str, xml: &str) -> Result<Self, Refusal> {
        let mut strings = Self::default();
        let mut walk = Walk::new(part, xml);
        while let Some(step) = walk.step()? {
            if let Step::Open(open) = step
                && open.is(Ns::Sheet, "si")
            {
                let item = walk.tree(open)?;
                strings.text.push_str(&words(&item));
                strings.ends.push(strings.text.len());
            }
        }
        Ok(strings)
    }

    /// The string of that number.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => self.ends[before],
            None => 0,
        };
        self.text.get(start..end)
    }
}

/// The words of a string (`si`, `is`): runs one after the other, furigana (`rPh`) left out, as it
/// is not shown in the cell.
pub(super) fn words(item: &Element) -> String {
    let mut out = String::new();
    for one in item.elements().filter(|one| one.ns == Ns::Sheet) {
        match &*one.name {
            "t" => out.push_str(&one.words()),
            "r" => {
                if let Some(text) = one.child("t") {
                    out.push_str(&text.words());
                }
            }
            _ => {}
        }
    }
    unescaped(&out)
}

/// `_x000D_` stands for a character that XML does not hold (ECMA-376, ST_Xstring); `_x005F_` is the
/// underscore of such words themselves.
pub(super) fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let code = rest
            .get(at + 2..at + 6)
            .filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'))
            .filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        if let Some(c) = code {
            out.push(c);
            rest = &rest[at + 7..];
        } else {
            out.push_str("_x");
            rest = &rest[at + 2..];
        }
    }
    out.push_str(rest);
    out.replace("\r\n", "\n").replace('\r', "\n")
}

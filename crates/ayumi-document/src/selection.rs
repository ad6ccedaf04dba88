//! Which parts of a file are read.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Which parts of a file are read, where a person chose. The default is the whole file as it is
/// shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Selection {
    /// Only these pages, in files that have pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<Pages>,
    /// Also what the file hides: sheets, rows, columns, words (`bad-input` 14).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

impl Selection {
    /// The whole file as it is shown?
    #[must_use]
    pub fn is_whole(&self) -> bool {
        *self == Self::default()
    }
}

/// Pages from–to, counted from 1, both included; written `3-10`, or `3` for one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pages {
    from: u32,
    to: u32,
}

/// Words that name no pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not pages: a number, or two of them as in 3-10")]
pub struct PagesError;

impl Pages {
    /// Pages from–to; `None` for page 0 and for an end before the beginning.
    #[must_use]
    pub fn new(from: u32, to: u32) -> Option<Self> {
        (1..=to).contains(&from).then_some(Self { from, to })
    }

    /// Is this page one of them?
    #[must_use]
    pub fn contains(self, page: u32) -> bool {
        (self.from..=self.to).contains(&page)
    }
}

impl FromStr for Pages {
    type Err = PagesError;

    /// Full-width digits, `～`, `〜` and the like are taken as they are typed.
    fn from_str(text: &str) -> Result<Self, PagesError> {
        let narrow = |c: char| match c {
            '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
            '–' | '—' | '‐' | '‑' | '−' | '－' | 'ー' | '～' | '〜' | '~' => '-',
            other => other,
        };
        let text: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(narrow)
            .collect();
        let number = |text: &str| text.parse().map_err(|_| PagesError);
        let (from, to) = match text.split_once('-') {
            Some((from, to)) => (number(from)?, number(to)?),
            None => (number(&text)?, number(&text)?),
        };
        Self::new(from, to).ok_or(PagesError)
    }
}

impl fmt::Display for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to {
            write!(f, "{}", self.from)
        } else {
            write!(f, "{}-{}", self.from, self.to)
        }
    }
}

impl TryFrom<String> for Pages {
    type Error = PagesError;

    fn try_from(text: String) -> Result<Self, PagesError> {
        text.parse()
    }
}

impl From<Pages> for String {
    fn from(pages: Pages) -> Self {
        pages.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_as_people_type_them() {
        let read = |text: &str| text.parse::<Pages>().map(|pages| pages.to_string());
        assert_eq!(read("3-10"), Ok("3-10".to_owned()));
        assert_eq!(read(" ３ 〜 １０ "), Ok("3-10".to_owned()));
        assert_eq!(read("7"), Ok("7".to_owned()));
        for wrong in [
            "",
            "0",
            "0-3",
            "10-3",
            "a",
            "3-",
            "-3",
            "1-2-3",
            "99999999999",
        ] {
            assert_eq!(read(wrong), Err(PagesError), "{wrong}");
        }
    }

    #[test]
    fn a_selection_is_kept_as_it_was() {
        let some = Selection {
            pages: Pages::new(2, 4),
            hidden: true,
        };
        let text = serde_json::to_string(&some).unwrap();
        assert_eq!(text, r#"{"pages":"2-4","hidden":true}"#);
        assert_eq!(serde_json::from_str::<Selection>(&text).unwrap(), some);
        assert_eq!(serde_json::to_string(&Selection::default()).unwrap(), "{}");
    }
}

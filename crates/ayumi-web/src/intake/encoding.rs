//! The encodings a person may choose, where the characters came out wrong.

use ayumi_document::SourceKind;
use ayumi_locale::key;

use crate::words::Words;

/// An encoding of the list.
#[derive(Clone, Debug)]
pub struct Encoding {
    /// Its label.
    pub label: &'static str,
    /// Its name as shown.
    pub name: String,
    /// It is the one chosen.
    pub chosen: bool,
}

/// The labels Ayumi reads, besides finding out by itself.
pub const LABELS: [&str; 6] = [
    "utf-8",
    "shift_jis",
    "euc-jp",
    "iso-2022-jp",
    "utf-16le",
    "utf-16be",
];

/// The list for a file of this kind, empty where it has no encoding to choose; the first one means
/// that Ayumi finds out by itself.
pub fn encodings(w: Words, kind: SourceKind, chosen: Option<&str>) -> Vec<Encoding> {
    use SourceKind as K;
    if !matches!(kind, K::Text | K::Markdown | K::Html | K::Csv) {
        return Vec::new();
    }
    let own = Encoding {
        label: "",
        name: w.t(key::WEB_ENCODING_AUTO),
        chosen: chosen.is_none(),
    };
    let names = [
        "UTF-8",
        "Shift_JIS (Windows-31J)",
        "EUC-JP",
        "ISO-2022-JP",
        "UTF-16LE",
        "UTF-16BE",
    ];
    let all = LABELS.into_iter().zip(names).map(|(label, name)| Encoding {
        label,
        name: name.to_owned(),
        chosen: chosen == Some(label),
    });
    std::iter::once(own).chain(all).collect()
}

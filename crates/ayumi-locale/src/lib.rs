//! Every word, date and number a person sees, in Japanese and in English.
//!
//! **Adding words.** Write the key into `words/ja/<door>.ftl` *and* `words/en/<door>.ftl`
//! (`home-title = …`, variables as `{ $name }`). The build writes the constant
//! [`key::HOME_TITLE`](key) and fails when a key or one of its variables stands in one language
//! only. Keys are unique over all doors; a key nobody names is refused by `cargo xtask tidy`.
//!
//! **Using them.** `lang.text(key::HOME_TITLE)`, or with variables
//! `lang.format(key::PLAN_ITEMS, &[("count", "3")])`. All values are text; what looks like a plain
//! number chooses the plural form (`{ $count -> [one] … *[other] … }`).
//!
//! **Readings.** [`describe::reading`] fills the empty `text` of notices and questions,
//! [`describe::refusal`] tells why a file is not read, [`mod@print`] prints years, days and
//! numbers.

pub mod describe;
mod lang;
pub mod print;

pub use lang::{Key, Lang, UnknownLang};

/// One constant for each message.
pub mod key {
    use crate::Key;

    include!(concat!(env!("OUT_DIR"), "/key.rs"));
}

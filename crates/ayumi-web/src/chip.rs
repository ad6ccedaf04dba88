//! A state on the page: always shape + word + colour, so that it survives a copier and is heard.

use ayumi_locale::Key;

use crate::words::Words;

/// A state as shown.
#[derive(Clone, Debug)]
pub struct Chip {
    /// The class of its colour.
    pub class: &'static str,
    /// The shape, on a field of 16 by 16.
    pub path: &'static str,
    /// The word.
    pub word: String,
}

/// What a state says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Plain,
    /// Work is going on.
    Busy,
    /// Done, whole, well.
    Done,
    /// Look at it.
    Warn,
    /// It went wrong.
    Error,
}

impl Chip {
    /// A state of a tone.
    pub fn new(w: Words, tone: Tone, word: Key) -> Self {
        let (class, path) = match tone {
            Tone::Plain => (
                "chip",
                "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1zM7 7h2v5H7zM7 4h2v2H7z",
            ),
            Tone::Busy => (
                "chip chip-busy",
                "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1zM7 4h2v4l3 2-1 1.5L7 9z",
            ),
            Tone::Done => (
                "chip chip-done",
                "M1.5 8.5 3.5 6.5 6.5 9.5 12.5 3.5 14.5 5.5 6.5 13.5z",
            ),
            Tone::Warn => (
                "chip chip-warn",
                "M8 1 15.5 14.5H.5zM7 6v4h2V6zM7 11.3v1.9h2v-1.9z",
            ),
            Tone::Error => (
                "chip chip-error",
                "M3 1.5 8 6.5l5-5L14.5 3l-5 5 5 5-1.5 1.5-5-5-5 5L1.5 13l5-5-5-5z",
            ),
        };
        Self {
            class,
            path,
            word: w.t(word),
        }
    }
}

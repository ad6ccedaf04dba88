//! Words, years and numbers as people read them.

mod build;
#[path = "../../build/words.rs"]
mod build_words;
mod describe;
mod lang;
mod print;

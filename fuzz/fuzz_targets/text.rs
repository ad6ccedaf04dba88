//! `cargo fuzz run text`
#![no_main]

ayumi_fuzz_targets::door!("text");

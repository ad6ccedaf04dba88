//! `cargo fuzz run markdown`
#![no_main]

ayumi_fuzz_targets::door!("markdown");

//! `cargo fuzz run form`
#![no_main]

ayumi_fuzz_targets::door!("form");

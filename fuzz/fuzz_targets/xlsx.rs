//! `cargo fuzz run xlsx`
#![no_main]

ayumi_fuzz_targets::door!("xlsx");

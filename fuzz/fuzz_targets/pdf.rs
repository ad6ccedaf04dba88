//! `cargo fuzz run pdf`
#![no_main]

ayumi_fuzz_targets::door!("pdf");

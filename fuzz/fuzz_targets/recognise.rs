//! `cargo fuzz run recognise`
#![no_main]

ayumi_fuzz_targets::door!("recognise");

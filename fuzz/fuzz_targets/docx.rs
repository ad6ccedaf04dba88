//! `cargo fuzz run docx`
#![no_main]

ayumi_fuzz_targets::door!("docx");

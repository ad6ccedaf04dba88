//! `cargo fuzz run html`
#![no_main]

ayumi_fuzz_targets::door!("html");

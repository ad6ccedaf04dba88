//! The typesetting child alone, as the tests start it. The product starts its own binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    ayumi_pdf::child_main()
}

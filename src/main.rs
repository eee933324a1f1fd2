//! The command `provenance`.

use std::process::ExitCode;

fn main() -> ExitCode {
    provenance::cli::main()
}

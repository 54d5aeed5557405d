//! The `sungari` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    sungari::cli::main()
}

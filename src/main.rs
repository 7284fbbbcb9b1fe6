//! The `ibid` binary: see [`ibid::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    ibid::cli::main()
}

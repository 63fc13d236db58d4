//! The program: parse, run, say what failed, exit.

use std::process::ExitCode;

fn main() -> ExitCode {
    match mcred::cli::run(std::env::args_os()) {
        Ok(status) => status.into(),
        Err(error) => {
            mcred::cli::print_failure(&error);
            mcred::cli::Status::Failed.into()
        }
    }
}

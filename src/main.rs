//! The program: parse, run, say what failed, exit.

use std::process::ExitCode;

use mcred::model::sanitize;

fn main() -> ExitCode {
    match mcred::cli::run(std::env::args_os()) {
        Ok(status) => status.into(),
        Err(error) => {
            anstream::eprintln!("\u{1b}[1;31merror\u{1b}[0m: {}", sanitize(&format!("{error:#}")));
            mcred::cli::Status::Failed.into()
        }
    }
}

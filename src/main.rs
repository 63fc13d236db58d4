//! The program: parse, run, say what failed, exit.

use std::process::ExitCode;

fn main() -> ExitCode {
    let answered = mcred::web::answer(std::env::args_os());
    let status = match answered {
        Ok(true) => Ok(mcred::cli::Status::Clean),
        Ok(false) => mcred::cli::run(std::env::args_os()),
        Err(error) => Err(error),
    };
    match status {
        Ok(status) => status.into(),
        Err(error) => {
            mcred::cli::print_failure(&error);
            mcred::cli::Status::Failed.into()
        }
    }
}

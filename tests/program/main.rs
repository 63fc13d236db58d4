//! The program as its users meet it: arguments in, output, files and exit status out.

mod broken_input;
mod catalog_command;
mod check_json;
mod cohort;
mod colors;
mod encodings;
mod exit_status;
mod explain;
mod init;
mod kit;
mod main_job;
mod own_catalog;
mod readme;
mod report;
mod since;
#[cfg(unix)]
mod watch;

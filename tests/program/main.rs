//! The program as its users meet it: arguments in, output, files and exit status out.

mod broken_input;
mod catalog_command;
mod check_json;
mod ci;
mod cohort;
mod colors;
mod compare;
mod encodings;
mod exit_status;
mod explain;
mod init;
mod kit;
mod main_job;
mod own_catalog;
mod readme;
mod readme_tables;
mod release;
mod report;
mod secrets;
mod since;
mod strip;
mod time_zone;
#[path = "../tools/mod.rs"]
mod tools;
#[cfg(unix)]
mod watch;

//! The program as users run it: arguments in; output, files and exit status out.

mod broken_input;
mod catalog_command;
mod check_json;
mod ci;
mod cite;
#[cfg(unix)]
mod cite_dialog;
mod cohort;
mod colors;
mod compare;
mod documents;
mod encodings;
mod exit_status;
mod explain;
mod fix;
mod init;
mod main_job;
#[cfg(target_os = "linux")]
mod one_screen;
mod own_catalog;
mod readme;
mod readme_tables;
mod release;
mod report;
mod secrets;
mod shell;
mod since;
mod snapshots;
mod strip;
mod time_zone;
mod untouched;
#[cfg(unix)]
mod watch;

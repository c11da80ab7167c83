//! The `skiplevel` program.

fn main() -> std::process::ExitCode {
    skiplevel::cli::run(std::env::args_os())
}

//! The command line: read, call one function of the library, write. The clock, the environment and the terminal are
//! looked at here and nowhere else.

mod accept;
mod args;
mod ask;
mod batch;
mod batch_watch;
mod claims;
mod collect;
mod commands;
mod compare;
mod exit;
mod explain;
mod facts;
mod import;
mod odds;
mod output;
mod rubric_sql;
mod sampling;
mod scored;
mod table;
mod weigh;
mod weigh_prompt;
mod whatif;
mod write;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

pub use exit::Exit;

use args::{Arguments, Command};

/// Runs the program with these arguments (the first is its name).
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = if error.use_stderr() { Exit::Usage } else { Exit::Answered };
            // Nothing can be done when even this cannot be printed.
            let _ = error.print();
            return code.into();
        }
    };
    match dispatch(&arguments) {
        Ok(exit) => exit.into(),
        Err(error) => {
            if is_broken_pipe(&error) {
                return Exit::Answered.into();
            }
            let words = format!("error: {error:#}");
            let lines: Vec<String> = words.lines().map(crate::text::visible).map(output::folded).collect();
            output::insist(&arguments.common, &format!("{}\n", lines.join("\n")));
            Exit::Usage.into()
        }
    }
}

fn dispatch(arguments: &Arguments) -> anyhow::Result<Exit> {
    let common = &arguments.common;
    match &arguments.command {
        Command::Init { directory } => write::init(common, directory.as_deref()),
        Command::New(new) => write::new(common, new),
        Command::Check => commands::check(common),
        Command::Facts(arguments) => facts::run(common, arguments),
        Command::Accept(arguments) => accept::run(common, arguments),
        Command::Score(score) => commands::score(common, score),
        Command::Explain(arguments) => explain::run(common, arguments),
        Command::Odds(arguments) => odds::run(common, arguments),
        Command::Compare(arguments) => compare::run(common, arguments),
        Command::Whatif(arguments) => whatif::run(common, arguments),
        Command::Weigh(weigh) => weigh::run(common, weigh),
        Command::Ask(arguments) => ask::ask(common, arguments),
        Command::Claims(arguments) => claims::claims(common, arguments),
        Command::Collect(arguments) => collect::run(common, arguments),
        Command::Import(arguments) => import::run(common, arguments),
        Command::Batch(arguments) => batch::run(common, arguments),
        Command::Rubric(rubric) => commands::rubric(common, rubric),
        Command::Completions { shell } => commands::completions(common, *shell),
        Command::Man => commands::man(common),
    }
}

/// The reader of a pipe (`head`) has seen enough: that is not an error.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}

//! Where answers and problems go: a file, or the terminal with its width and colours.

use std::io::{IsTerminal as _, Write as _};

use annotate_snippets::Renderer;
use anstream::{AutoStream, ColorChoice};
use anyhow::Context as _;

use super::args::{Colour, Common, Format};
use crate::report::{PLAIN, paint, problem_summary, problem_text, spoken};
use crate::text::{Diagnostics, Files};
use crate::workspace::write_atomic;

/// Width used where there is no terminal.
const WIDTH: usize = 100;
/// Wider lines are hard to read.
const WIDEST: usize = 160;

/// A variable of the environment; an empty one counts as not set.
#[expect(clippy::disallowed_methods, reason = "the command line is the one place that reads the environment")]
pub(super) fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether somebody watches stderr: a terminal that can draw over a line.
pub(super) fn progress_is_seen() -> bool {
    std::io::stderr().is_terminal() && environment("TERM").is_none_or(|term| term != "dumb")
}

/// Whether a person sits there who can be asked: everything is a terminal, and not a dumb one.
pub(super) fn can_ask() -> bool {
    let are_terminals =
        std::io::stdin().is_terminal() && std::io::stdout().is_terminal() && std::io::stderr().is_terminal();
    are_terminals && environment("TERM").is_none_or(|term| term != "dumb")
}

/// Width of the answer: of the terminal, of `COLUMNS`, or 100; with `--plain`, none that would fold or draw anything.
pub(super) fn width(common: &Common) -> usize {
    if common.plain { PLAIN } else { terminal_width() }
}

fn terminal_width() -> usize {
    let stdout_width = || {
        let (columns, _) = terminal_size()?;
        Some(columns)
    };
    let width = environment("COLUMNS").and_then(|columns| columns.parse().ok()).or_else(stdout_width);
    width.unwrap_or(WIDTH).clamp(40, WIDEST)
}

fn terminal_size() -> Option<(usize, usize)> {
    // Behind a pager, stdout is no terminal while stderr still is.
    let size = terminal_size::terminal_size_of(std::io::stdout());
    let (width, height) = size.or_else(|| terminal_size::terminal_size_of(std::io::stderr()))?;
    Some((usize::from(width.0), usize::from(height.0)))
}

/// Writes the answer to the file asked for, else to stdout.
pub(super) fn answer(common: &Common, format: Format, text: &str) -> anyhow::Result<()> {
    let is_csv = matches!(format, Format::Csv | Format::TidyCsv);
    let text = match format {
        _ if common.bom && is_csv => format!("\u{feff}{text}"),
        Format::Table if common.plain => spoken(text),
        _ => text.to_owned(),
    };
    if let Some(path) = common.output.as_ref().filter(|path| path.as_os_str() != "-") {
        write_atomic(path, text.as_bytes())?;
        return Ok(());
    }
    let painted = match format {
        Format::Table if !common.plain => paint(&text),
        _ => text,
    };
    let mut stdout = AutoStream::new(std::io::stdout(), choice(common, &std::io::stdout()));
    stdout.write_all(painted.as_bytes()).and_then(|()| stdout.flush()).context("cannot write the answer")
}

/// Writes an answer that is no text to the file asked for.
pub(super) fn answer_file(common: &Common, bytes: &[u8]) -> anyhow::Result<()> {
    let path = common.output.as_ref().filter(|path| path.as_os_str() != "-");
    let path = path.context("a workbook is a file; say where it goes: -o comparison.xlsx")?;
    write_atomic(path, bytes)?;
    Ok(())
}

/// Prints problems on stderr.
pub(super) fn problems(common: &Common, files: &Files, problems: &Diagnostics) {
    if common.redact {
        // A problem quotes the line that it is about.
        let summary = problem_summary(problems);
        if !summary.is_empty() {
            complain(common, &format!("{summary}; without --redact they are shown\n"));
        }
        return;
    }
    let shown = problem_text(files, problems, &Renderer::styled().term_width(terminal_width()), terminal_width());
    complain(common, &shown);
}

/// A line of an error in the width of the terminal; whole where a program reads it.
pub(super) fn folded(line: String) -> String {
    if std::io::stderr().is_terminal() { crate::report::folded(&line, terminal_width()) } else { line }
}

/// Prints a text on stderr, unless `--quiet`.
pub(super) fn complain(common: &Common, text: &str) {
    if !common.quiet {
        insist(common, text);
    }
}

/// Prints a text on stderr, whatever `--quiet` says.
pub(super) fn insist(common: &Common, text: &str) {
    let mut stderr = AutoStream::new(std::io::stderr(), choice(common, &std::io::stderr()));
    // When stderr is closed, there is nobody to tell.
    let _ = stderr.write_all(text.as_bytes());
}

fn choice(common: &Common, stream: &dyn RawStream) -> ColorChoice {
    match common.color {
        Colour::Always => ColorChoice::AlwaysAnsi,
        Colour::Never => ColorChoice::Never,
        Colour::Auto if environment("NO_COLOR").is_some() => ColorChoice::Never,
        Colour::Auto if environment("TERM").is_some_and(|term| term == "dumb") => ColorChoice::Never,
        Colour::Auto if stream.is_a_terminal() => ColorChoice::Always,
        Colour::Auto => ColorChoice::Never,
    }
}

/// A stream that knows whether a person reads it.
trait RawStream {
    fn is_a_terminal(&self) -> bool;
}

impl RawStream for std::io::Stdout {
    fn is_a_terminal(&self) -> bool {
        self.is_terminal()
    }
}

impl RawStream for std::io::Stderr {
    fn is_a_terminal(&self) -> bool {
        self.is_terminal()
    }
}

//! Problems with their source lines, in the look of rustc.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::layout::wrap;
use crate::text::{Diagnostic, Diagnostics, Files, Severity, visible};

/// Longest source line that is shown; of a longer one, the part around the place.
const MAX_LINE: usize = 160;

/// All problems, errors first, each with its place, line and mend; help folds at `width`. Empty without problems.
#[must_use]
pub fn problem_text(files: &Files, problems: &Diagnostics, renderer: &Renderer, width: usize) -> String {
    let mut ordered: Vec<&Diagnostic> = problems.iter().collect();
    ordered.sort_by_cached_key(|problem| (problem.severity, sort_place(files, problem)));
    ordered.dedup();
    let mut text = String::new();
    for problem in ordered {
        text.push_str(&one(files, problem, renderer, width));
        text.push_str("\n\n");
    }
    text
}

fn sort_place(files: &Files, problem: &Diagnostic) -> (String, usize, usize) {
    match (problem.span, &problem.path) {
        (Some(span), _) => {
            let place = files.place(span);
            (place.path, place.line, place.column)
        }
        (None, Some(path)) => (path.clone(), 0, 0),
        (None, None) => (String::new(), 0, 0),
    }
}

fn one(files: &Files, problem: &Diagnostic, renderer: &Renderer, width: usize) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = visible(&problem.message);
    let (label, help) = (
        visible(&problem.label),
        problem.help.as_deref().map(|help| wrap(&visible(help), width.saturating_sub(14), 0)),
    );
    let title = level.primary_title(message).id(problem.code.id());
    let located = problem.span.filter(|span| !files.path(span.file).is_empty());
    let Some(span) = located else {
        let path = problem.path.as_deref().map(visible);
        let mut group = Group::with_title(title);
        if let Some(path) = &path {
            group = group.element(Origin::path(path.as_str()));
        }
        if let Some(help) = help {
            group = group.element(Level::HELP.message(help));
        }
        return renderer.render(&[group]).to_string();
    };
    let place = files.place(span);
    let path = visible(&place.path);
    let (line, marked) = shown_line(files, span);
    let annotation = AnnotationKind::Primary.span(marked);
    let annotation = if label.is_empty() { annotation } else { annotation.label(label) };
    let snippet = Snippet::source(line).line_start(place.line).path(path).fold(false).annotation(annotation);
    let mut group = Group::with_title(title).element(snippet);
    if let Some(help) = help {
        group = group.element(Level::HELP.message(help));
    }
    fix_column(&renderer.render(&[group]).to_string(), place.line, place.column)
}

/// The line as it can be shown, and the range of the marked part in it. Hidden characters are escaped; of a very long
/// line only the part around the place is kept.
pub(super) fn shown_line(files: &Files, span: crate::text::Span) -> (String, std::ops::Range<usize>) {
    let whole = files.line_span(span);
    let line = files.slice(whole);
    let start = span.start.saturating_sub(whole.start).min(line.len());
    let end = (span.end.max(span.start) - whole.start.min(span.end)).clamp(start, line.len());
    let back = |at: usize| (0..=at.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
    let first = if line.len() > MAX_LINE { back(start.saturating_sub(MAX_LINE / 2)) } else { 0 };
    let last = if line.len() > MAX_LINE { back(first + MAX_LINE) } else { line.len() };
    let (start, end) = (back(start.max(first)), back(end.min(last)).max(back(start.max(first))));
    let before = visible(&line[first..start]);
    let marked = visible(&line[start..end]);
    let after = visible(&line[end..last.max(end)]);
    let range = before.len()..before.len() + marked.len();
    (format!("{before}{marked}{after}"), range)
}

/// The renderer counts columns in the shown line; put the column of the file in.
fn fix_column(text: &str, line: usize, column: usize) -> String {
    let mark = format!(":{line}:");
    // The place stands below the message, which may hold anything.
    let below = text.find('\n').unwrap_or(0);
    let Some(at) = text[below..].find(&mark).map(|at| below + at) else { return text.to_owned() };
    let digits = text[at + mark.len()..].bytes().take_while(u8::is_ascii_digit).count();
    format!("{}{column}{}", &text[..at + mark.len()], &text[at + mark.len() + digits..])
}

/// `3 errors, 1 warning`; empty without problems. Notes are not counted.
#[must_use]
pub fn problem_summary(problems: &Diagnostics) -> String {
    let count = |severity, word: &str| match problems.count(severity) {
        0 => None,
        1 => Some(format!("1 {word}")),
        many => Some(format!("{many} {word}s")),
    };
    let parts = [count(Severity::Error, "error"), count(Severity::Warning, "warning")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The problems as JSON: a list of `{code, severity, message, file, line, column, help}`.
#[must_use]
pub fn problem_json(files: &Files, problems: &Diagnostics) -> String {
    let list: Vec<super::json_types::JsonProblem> = super::json::problems(files, problems);
    let mut text = serde_json::to_string_pretty(&list).unwrap_or_default();
    text.push('\n');
    text
}

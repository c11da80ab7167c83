//! Questions of the catalogue, found again in notes.

use std::ops::Range;

use crate::signal::{Catalogue, Signal};

/// Letters and digits of a text in lower case, single spaces between words.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            folded.extend(c.to_lowercase());
        } else if !folded.is_empty() && !folded.ends_with(' ') && c != '\'' && c != '’' {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The questions of a catalogue, ready to be looked for.
pub(super) struct Questions<'a> {
    known: Vec<(String, &'a Signal)>,
}

impl<'a> Questions<'a> {
    pub(super) fn of(catalogue: &'a Catalogue) -> Self {
        let known = catalogue
            .iter()
            .map(|signal| (fold(&signal.question), signal))
            .filter(|(question, _)| !question.is_empty())
            .collect();
        Self { known }
    }

    /// The question that a line holds, and the range of what stands after it.
    pub(super) fn find(&self, line: &str) -> Option<(&'a Signal, Range<usize>)> {
        // A line without a question mark, or a very long one, is not a question of the template.
        if line.len() > 2000 || !line.contains('?') {
            return None;
        }
        let folded = fold(line);
        let (question, signal) = self.known.iter().find(|(question, _)| folded.contains(question.as_str()))?;
        // The question ends at the first mark up to which all of it has been said.
        let mut marks = line.match_indices('?').map(|(at, _)| at + 1);
        let end = marks.find(|end| fold(&line[..*end]).contains(question.as_str())).unwrap_or(line.len());
        Some((signal, end..line.len()))
    }
}

/// The answer in `text`: without emphasis, arrows, `A:` and quote marks around it. `None` when nothing is left.
pub(super) fn answer_in(text: &str) -> Option<Range<usize>> {
    let marks: &[char] = &['*', '_', ':', '—', '–', '"', '“', '”', ' ', '\t', '>'];
    let mut rest = text.trim_start_matches(marks);
    for mark in ["->", "→", "=>", "A:", "a:", "Answer:"] {
        rest = rest.strip_prefix(mark).unwrap_or(rest).trim_start_matches(marks);
    }
    let start = text.len() - rest.len();
    let kept = rest.trim_end_matches(['*', '_', '"', '“', '”', ' ', '\t', '\r', '\n']);
    let kept = kept.strip_suffix('.').unwrap_or(kept);
    (!kept.is_empty()).then(|| start..start + kept.len())
}

/// Whether a line that follows a question is its answer.
pub(super) fn is_answer_line(line: &str) -> bool {
    let start = line.trim_start().trim_start_matches(['-', '*']).trim_start();
    ["A:", "a:", "Answer:", ">", "->", "→", "=>"].iter().any(|mark| start.starts_with(mark))
}

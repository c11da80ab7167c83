//! Slips in a note that leave nothing out of the answer but probably were not meant.

use std::ops::Range;

use super::field::content_start;
use super::reader::{Line, Reader};
use crate::signal::parse_stated;
use crate::text::{Code, Diagnostic, Span, nearest};

impl Reader<'_, '_> {
    /// A comment or code block that is not closed hides the rest of the note.
    pub(super) fn warn_of_open_comment(&mut self, last: Option<&Range<usize>>) {
        let text = self.files.text(self.file);
        let Some(range) = last.filter(|range| text[range.end..].trim().is_empty()) else { return };
        let hidden = text[range.clone()].trim();
        let mark = if hidden.starts_with("<!--") { "-->" } else { "```" };
        let is_closed = hidden.ends_with(mark) && hidden.len() > mark.len() || hidden.ends_with("~~~");
        if !is_closed && hidden.contains("::") {
            let message = format!("this is not closed by `{mark}`, so nothing below it is read");
            let first_line = hidden.lines().next().map_or(0, str::len);
            let at = self.span(range.start..range.start + first_line);
            self.problems.push(
                Diagnostic::warning(Code::NotLookedAt, message).at(at).help(format!("write `{mark}` where it ends")),
            );
        }
    }

    /// Warns of a heading without a kind; only called when facts stand under it.
    pub(super) fn warn_of_kind(&mut self, heading: Span) {
        let words = self.files.slice(heading).trim_start_matches('#').trim().to_owned();
        let vocabulary = self.context.trust.entries().iter().flat_map(|entry| entry.words.iter().map(String::as_str));
        let near = words.split_whitespace().find_map(|word| {
            let core = word.trim_matches(|c: char| !c.is_alphanumeric());
            (core.len() >= 4).then(|| nearest(core, vocabulary.clone())).flatten()
        });
        let problem = Diagnostic::warning(Code::HeadingKind, "this heading does not say who or what the source is")
            .at(heading)
            .label("facts under it count as `unknown`, the least trusted kind");
        let help = "name it, as in `## 2026-11-02 — Dana R., hiring manager (call)`, or recruiter, peer EM, careers page, press";
        self.problems.push(problem.suggest(near, help));
    }

    /// Warns of what looks like a field and is none.
    pub(super) fn warn_of_slips(&mut self, line: &Line) {
        self.warn_of_one_colon(line);
        self.warn_of_bare_field(line);
    }

    /// Warns of `They have 60. eng_headcount:: 60`: inside a line, a field needs brackets.
    fn warn_of_bare_field(&mut self, line: &Line) {
        let text = &self.files.text(self.file)[line.clone()];
        let Some(colons) = text.find("::") else { return };
        let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        let key = text[..colons].trim_end_matches('*').rsplit(|c| !is_key(c)).next().unwrap_or_default();
        let key = key.trim_start_matches('.');
        if !key.contains(['_', '.']) || key.len() > 60 {
            return;
        }
        if let Some(signal) = self.context.catalogue.find_known(key) {
            let at = self.span(line.start + colons - key.len()..line.start + colons + 2);
            let message = format!("`{}` stands inside a line without brackets, so it does not count", signal.key);
            let help = format!("write [{key}:: …], or put it on a line of its own");
            self.problems.push(Diagnostic::warning(Code::BareField, message).at(at).help(help));
        }
    }

    /// Warns of `eng_headcount: 120`, which is a field with one colon too few.
    fn warn_of_one_colon(&mut self, line: &Line) {
        let text = &self.files.text(self.file)[line.clone()];
        let start = content_start(text);
        let Some((key, value)) = text[start..].split_once(':') else { return };
        let key = key.trim_matches('*').trim();
        let is_key = key.len() <= 60 && !key.contains(' ');
        if !is_key || value.trim().is_empty() {
            return;
        }
        if let Some(signal) = self.context.catalogue.find_known(key) {
            let value = value.trim_start_matches('*').trim();
            // `autonomy: they decide a lot` is prose; `autonomy: 2` and every written-out key are slips.
            if !key.contains(['_', '.']) && parse_stated(signal, value).is_err() {
                return;
            }
            let at = self.span(line.start + start..line.end);
            let message = format!("`{}` with one colon is not a field, so it does not count", signal.key);
            let shown: String = value.chars().take(60).collect();
            self.problems.push(
                Diagnostic::warning(Code::OneColon, message).at(at).help(format!("did you mean `{key}:: {shown}`?")),
            );
        }
    }
}

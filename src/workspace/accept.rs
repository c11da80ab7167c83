//! Takes over levels that were read out of prose: they become fields in a block of the tool's own.
//!
//! The block stands at the end of the section that the words are from, so its facts have that section's date, kind and
//! voice. No line of the user is touched.

use std::path::PathBuf;

use super::write::replace_if_same;
use super::{Workspace, WorkspaceError};
use crate::model::{Observation, Scope, SourceKind};
use crate::notes::prose::{Class, Find, Found, LONGEST_WORDS};
use crate::notes::{Context, Section, read_dossier};
use crate::text::{Diagnostics, FileId, Files};

/// First line of a block.
const OPEN: &str = "<!-- accepted with skiplevel -->";
/// Last line of a block.
const CLOSE: &str = "<!-- end of accepted -->";

/// A level that was read out of prose, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// From 1, over the whole workspace: `me.md`, companies, roles, each in the order of its lines.
    pub number: usize,
    /// What was read.
    pub find: Find,
    /// Whose facts the note holds.
    scope: Scope,
    /// Where the section ends that it is from, in bytes.
    end: usize,
}

/// What became of suggestions that were to be taken over.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Accepted {
    /// Those that are fields now.
    pub written: Vec<Suggestion>,
    /// Those that are not, with the reason.
    pub refused: Vec<(Suggestion, String)>,
}

impl Workspace {
    /// The levels that were read out of prose, where nothing outranks them and nobody silenced them.
    #[must_use]
    pub fn suggestions(&self) -> Vec<Suggestion> {
        let you = [(&self.you.sections[..], &self.your_finds[..], Scope::You)];
        let companies = self.companies.iter().map(|known| (&known.sections[..], &known.finds[..], Scope::Company));
        let roles = self.roles.iter().map(|known| (&known.sections[..], &known.finds[..], Scope::Role));
        let mut found = Vec::new();
        for (sections, finds, scope) in you.into_iter().chain(companies).chain(roles) {
            for find in finds.iter().filter(|find| find.class == Class::Judgement && !find.is_silenced) {
                let end = section_end(&self.files, sections, find);
                found.push(Suggestion { number: found.len() + 1, find: find.clone(), scope, end });
            }
        }
        found
    }

    /// Writes these suggestions as fields. Each file is written whole or not at all.
    ///
    /// # Errors
    /// [`WorkspaceError::Changed`] when somebody wrote to a note meanwhile, [`WorkspaceError::Io`] when the disk refuses;
    /// notes that were written before stay written.
    pub fn accept(&self, chosen: &[Suggestion]) -> Result<Accepted, WorkspaceError> {
        let mut accepted = Accepted::default();
        let mut files: Vec<FileId> = chosen.iter().map(|suggestion| suggestion.find.quote.file).collect();
        files.dedup();
        for file in files {
            let of_file: Vec<&Suggestion> = chosen.iter().filter(|known| known.find.quote.file == file).collect();
            self.accept_in(file, &of_file, &mut accepted)?;
        }
        Ok(accepted)
    }

    fn accept_in(&self, file: FileId, chosen: &[&Suggestion], accepted: &mut Accepted) -> Result<(), WorkspaceError> {
        let text = self.files.text(file);
        let path: PathBuf = self.root.join(self.files.path(file));
        let bytes =
            std::fs::read(&path).map_err(|source| WorkspaceError::Io { doing: "read", path: path.clone(), source })?;
        let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        if body != text.as_bytes() {
            let why = "its file is not plain UTF-8, or it changed meanwhile";
            accepted.refused.extend(chosen.iter().map(|known| ((*known).clone(), why.to_owned())));
            return Ok(());
        }
        let mut written = text.to_owned();
        let mut taken = Vec::new();
        // From the last section to the first, so that the earlier ends stay true.
        let mut ordered: Vec<&Suggestion> = chosen.to_vec();
        ordered.sort_by_key(|known| (std::cmp::Reverse(known.end), known.find.quote.start));
        let mut section = None;
        let mut grown = 0;
        for suggestion in ordered {
            if section.replace(suggestion.end) != Some(suggestion.end) {
                grown = 0;
            }
            let next = with_field(&written, suggestion.end + grown, &self.field_of(suggestion));
            if self.states(&next, suggestion) {
                grown += next.len() - written.len();
                written = next;
                taken.push(suggestion.clone());
            } else {
                let why = "a field at the end of its section would not be read; write it by hand".to_owned();
                accepted.refused.push((suggestion.clone(), why));
            }
        }
        if !taken.is_empty() {
            let mark = if body.len() < bytes.len() { "\u{feff}" } else { "" };
            replace_if_same(&path, &bytes, format!("{mark}{written}").as_bytes())?;
        }
        taken.sort_by_key(|known| known.number);
        accepted.written.append(&mut taken);
        Ok(())
    }

    /// The field that states what was read, with what its section does not say already.
    fn field_of(&self, suggestion: &Suggestion) -> String {
        let find = &suggestion.find;
        let level = level(find).unwrap_or_default();
        let date = find.fact_date.map(|date| format!(" @{date}")).unwrap_or_default();
        let plan = if find.forward { " (plan)" } else { "" };
        let rumour = if find.kind == SourceKind::Hearsay { " (rumour)" } else { "" };
        let words = plain_words(find.words(&self.files));
        format!("- {}:: {level}{date}{plan}{rumour} (note: {words})", find.signal)
    }

    /// Whether a note with this text states what was read.
    fn states(&self, text: &str, suggestion: &Suggestion) -> bool {
        let mut files = Files::default();
        let file = files.add("note.md", text);
        let context = Context { catalogue: &self.catalogue, trust: &self.trust, scope: suggestion.scope };
        let dossier = read_dossier(&files, file, context, &mut Diagnostics::default());
        let find = &suggestion.find;
        dossier.observations.iter().any(|known| states(known, find))
    }
}

/// Whether a fact is the one that was read: the same level of the same day by the same voice.
fn states(known: &Observation, find: &Find) -> bool {
    let same = |point: f64| level(find).is_some_and(|level| (point - level).abs() < f64::EPSILON);
    known.value.point().is_some_and(same)
        && known.signal == find.signal
        && (known.origin == find.origin || find.kind == SourceKind::Hearsay)
        && find.fact_date.is_none_or(|date| date == known.fact_date)
}

/// The level that was read.
fn level(find: &Find) -> Option<f64> {
    match find.value {
        Found::Number(level) => Some(level),
        _ => None,
    }
}

/// The words of a note as they may stand in a remark: no brackets, line ends or field marks.
fn plain_words(quote: &str) -> String {
    let is_mark = |c: char| "()[]<>:@`\n\r".contains(c);
    let plain: String = quote.chars().map(|c| if is_mark(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let joined = words.join(" ");
    match joined.char_indices().nth(LONGEST_WORDS) {
        Some((end, _)) => format!("{}…", joined[..end].trim_end()),
        None => joined,
    }
}

fn section_end(files: &Files, sections: &[Section], find: &Find) -> usize {
    let next = sections.iter().filter_map(|section| section.heading).find(|heading| heading.start > find.quote.start);
    next.map_or_else(|| files.text(find.quote.file).len(), |heading| heading.start)
}

/// The text with a field in the block at the end of the section that ends at `end`.
fn with_field(text: &str, end: usize, field: &str) -> String {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let (before, after) = text.split_at(end.min(text.len()));
    let body = before.trim_end();
    let rest = &before[body.len()..];
    if let Some(block) = body.strip_suffix(CLOSE) {
        return format!("{block}{field}{line_end}{CLOSE}{rest}{after}");
    }
    let rest = if rest.is_empty() { line_end } else { rest };
    format!("{body}{line_end}{line_end}{OPEN}{line_end}{field}{line_end}{CLOSE}{rest}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_stands_at_the_end_of_its_section_and_grows() {
        let text = "## a\nwords\n\n## b\nmore";
        let once = with_field(text, 12, "- x:: 1");
        assert_eq!(once, format!("## a\nwords\n\n{OPEN}\n- x:: 1\n{CLOSE}\n\n## b\nmore"));
        let end = once.find("## b").unwrap_or_default();
        let twice = with_field(&once, end, "- y:: 2");
        assert_eq!(twice, format!("## a\nwords\n\n{OPEN}\n- x:: 1\n- y:: 2\n{CLOSE}\n\n## b\nmore"));
        let last = with_field(text, text.len(), "- x:: 1");
        assert_eq!(last, format!("{text}\n\n{OPEN}\n- x:: 1\n{CLOSE}\n"));
        assert!(with_field("a\r\nb", 4, "- x:: 1").contains("- x:: 1\r\n"));
    }

    #[test]
    fn words_of_a_note_cannot_end_a_remark_or_begin_a_field() {
        assert_eq!(plain_words("he said [x:: 3] (yes) @2026"), "he said x 3 yes 2026");
        assert!(plain_words(&"long ".repeat(60)).chars().count() <= LONGEST_WORDS + 1);
    }
}

//! Takes over what was read out of prose: it becomes fields in a block of the tool's own.
//!
//! The block stands at the end of the section that the words are from, so its facts have that section's date, kind and
//! voice. No line of the user is touched.

use std::ops::Range;
use std::path::PathBuf;

use rayon::prelude::*;

use super::write::replace_if_same;
use super::{Workspace, WorkspaceError};
use crate::model::{Observation, Scope, SourceKind, Value};
use crate::notes::prose::{Class, Find, Found};
use crate::notes::{Context, Section, read_dossier};
use crate::signal::SignalType;
use crate::text::{Diagnostics, FileId, Files};

/// First line of a block.
const OPEN: &str = "<!-- accepted with skiplevel -->";
/// Last line of a block.
const CLOSE: &str = "<!-- end of accepted -->";

/// Longest remark that repeats the words of a note, in characters.
const LONGEST_NOTE: usize = 120;

/// Something that was read out of prose, and where.
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
    /// Everything read out of prose that could count, where no field of its section states it and nobody silenced it.
    #[must_use]
    pub fn suggestions(&self) -> Vec<Suggestion> {
        let companies =
            self.companies.iter().map(|known| (&known.sections[..], &known.observations[..], Scope::Company));
        let roles = self.roles.iter().map(|known| (&known.sections[..], &known.observations[..], Scope::Role));
        let you = (&self.you.sections[..], &self.you.observations[..], Scope::You);
        let dossiers: Vec<_> = [you].into_iter().chain(companies).chain(roles).collect();
        let read = |(sections, _, scope): &(&[Section], &[Observation], Scope)| self.finds(sections, *scope);
        let finds: Vec<Vec<Find>> = dossiers.par_iter().map(read).collect();
        let mut found = Vec::new();
        for ((sections, observations, scope), finds) in dossiers.into_iter().zip(finds) {
            for find in finds {
                let can_count = find.class == Class::Judgement || find.observation(&self.files, scope, None).is_some();
                let is_known = observations.iter().any(|known| states(known, &find));
                if can_count && !find.is_silenced && !is_known {
                    let end = section_end(&self.files, sections, &find);
                    found.push(Suggestion { number: found.len() + 1, find, scope, end });
                }
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
        let value = self.written(find);
        let is_event = matches!(find.value, Found::Event(_));
        let date = find.fact_date.filter(|_| !is_event).map(|date| format!(" @{date}")).unwrap_or_default();
        let plan = if find.forward { " (plan)" } else { "" };
        let rumour = if find.kind == SourceKind::Hearsay { " (rumour)" } else { "" };
        let words = plain_words(words_around(self.files.text(find.quote.file), find.quote.start..find.quote.end));
        format!("- {}:: {value}{date}{plan}{rumour} (note: {words})", find.signal)
    }

    /// A value as a field takes it.
    fn written(&self, find: &Find) -> String {
        let kind = self.catalogue.get(&find.signal).map(|signal| signal.signal_type);
        let percent = if kind == Some(SignalType::Percent) { "%" } else { "" };
        match &find.value {
            Found::Number(x) if kind == Some(SignalType::Bool) => if *x >= 1.0 { "yes" } else { "no" }.to_owned(),
            Found::Number(x) => format!("{x}{percent}"),
            Found::Range { low, high } => {
                let end = |x: &Option<f64>| x.map(|x| format!("{x}{percent}")).unwrap_or_default();
                format!("{}..{}", end(low), end(high))
            }
            Found::Share { k, n } => format!("{k} of {n}"),
            Found::Event(event) => Value::Event(event.clone()).to_string(),
        }
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

/// Whether a fact is the one that was read: the same value of the same day by the same voice.
fn states(known: &Observation, find: &Find) -> bool {
    let same = |a: f64, b: f64| (a - b).abs() < f64::EPSILON;
    let is_value = match (&find.value, &known.value) {
        (Found::Range { low: Some(a), high: Some(b) }, Value::Range { low, high }) => same(*a, *low) && same(*b, *high),
        (Found::Share { k, n }, Value::Share { k: of, n: all }) => same(*k, *of) && same(*n, *all),
        (Found::Event(event), Value::Event(stated)) => event.date == stated.date && event.amount == stated.amount,
        (Found::Number(x), value) => value.point().is_some_and(|point| same(point, *x)),
        _ => false,
    };
    is_value
        && known.signal == find.signal
        && (known.origin == find.origin || find.kind == SourceKind::Hearsay)
        && find.fact_date.is_none_or(|date| date == known.fact_date)
}

/// The sentence of the line that holds a quote, or the part between commas where that is too long, or the quote alone: two
/// words may be enough to read a level, but not to recall what was said.
fn words_around(text: &str, quote: Range<usize>) -> &str {
    let line_start = text[..quote.start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[quote.end..].find('\n').map_or(text.len(), |at| quote.end + at);
    let within = |ends: &[&str]| {
        let before = &text[line_start..quote.start];
        let start = ends.iter().filter_map(|end| before.rfind(end).map(|at| at + end.len())).max().unwrap_or(0);
        let after = &text[quote.end..line_end];
        let end = ends.iter().filter_map(|end| after.find(end).map(|at| at + 1)).min().unwrap_or(after.len());
        text[line_start + start..quote.end + end]
            .trim_start_matches(['-', '*', '+', '>', ' ', '\t'])
            .trim_end_matches([',', ';', ' '])
    };
    let sentence = [". ", "? ", "! ", "; "];
    let clause = [". ", "? ", "! ", "; ", ", "];
    let fits = |words: &&str| words.chars().count() <= LONGEST_NOTE;
    [within(&sentence), within(&clause)].into_iter().find(fits).unwrap_or(&text[quote])
}

/// The words of a note as they may stand in a remark: no brackets, line ends or field marks.
fn plain_words(quote: &str) -> String {
    let is_mark = |c: char| "()[]<>:@`\n\r".contains(c);
    let plain: String = quote.chars().map(|c| if is_mark(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let joined = words.join(" ");
    match joined.char_indices().nth(LONGEST_NOTE) {
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
    fn a_remark_recalls_what_was_said() {
        let check = |text: &str, quote: &str, expect: &str| {
            let start = text.find(quote).expect("in the text");
            assert_eq!(words_around(text, start..start + quote.len()), expect);
        };
        check(
            "# A\n- Calls? She makes most decisions herself. Fine.\n",
            "most decisions",
            "She makes most decisions herself.",
        );
        check("one line", "line", "one line");
        let long = format!("{}, he has six EMs, {}", "much ".repeat(30), "more ".repeat(30));
        check(&long, "six EMs", "he has six EMs");
        check(&"word ".repeat(60), "word word", "word word");
    }

    #[test]
    fn words_of_a_note_cannot_end_a_remark_or_begin_a_field() {
        assert_eq!(plain_words("he said [x:: 3] (yes) @2026"), "he said x 3 yes 2026");
        assert!(plain_words(&"long ".repeat(60)).chars().count() <= LONGEST_NOTE + 1);
    }
}

//! The sections whose prose is read, and their statements in normal form.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::employer::{company, front_matter};
use super::normal::Normal;
use super::statement::{ProseLine, Statement, statements};
use super::time::scan_date;
use super::{Context, Files, Section, compile};
use crate::model::{Date, PartialDate, Scope};
use crate::text::FileId;

/// Headings of what was asked, wished or sent by the writer: nothing below them is a fact about the employer.
static OWN_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"\b(?:questions?|to ask|prep(?:aration)?|my pitch|cover letter|wish(?:es|list)?|hypothes[ei]s|what if|comparison with|other offers?|brainstorm|agenda|to[- ]?do)\b",
    )
});

static CAREERS: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"\b(?:careers?|jobs?|job board|openings?|vacanc(?:y|ies)|open (?:roles|positions|reqs)|hiring page|postings?|greenhouse|lever|ashby)\b",
    )
});

/// A date that stands before what was said on it: `2026-05-03, Grid Weekly: …`, `Robot Ledger, 2026-09-30: …`.
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r#"^(?:(?P<first>(?:19|20)\d\d-\d\d(?:-\d\d)?)\s?(?:[,:;(-]|$)|[^.;?!:]{0,40}?\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\)?:|[^.;?!:\d]{0,30}?\b(?P<words>\d\d? [a-z]{3,9}\.? (?:19|20)\d\d)\)?:|(?P<lead>\d\d? [a-z]{3,9}\.? (?:19|20)\d\d)\s?[,:])"#,
    )
});

/// Each statement of the sections that can state facts, in normal form, with its file and the day it was said.
pub(super) fn each_statement(
    files: &Files,
    sections: &[Section],
    context: &Context<'_>,
    mut read: impl FnMut(FileId, &Normal, Option<Date>),
) {
    for part in sections.iter().filter_map(|section| Part::new(files, section, context)) {
        for statement in part.statements() {
            let (normal, _, today) = normal(&statement, part.section, &part.words);
            read(part.file, &normal, today);
        }
    }
}

/// A statement in normal form, the date that stands before it, and the day from which its dates are counted.
pub(super) fn normal(
    statement: &Statement,
    section: &Section,
    words: &str,
) -> (Normal, Option<PartialDate>, Option<Date>) {
    let told = section.date.map(PartialDate::day);
    let dated = dated(&statement.folded.text, told);
    let today = dated.map(PartialDate::day).or(told);
    let asked = statement.asked.as_ref().map(|asked| format!("{asked}? ")).unwrap_or_default();
    (Normal::new(&statement.folded, &format!("{words}{asked}"), today), dated, today)
}

/// A section whose prose is read.
pub(super) struct Part<'a> {
    pub(super) section: &'a Section,
    pub(super) file: FileId,
    pub(super) text: &'a str,
    /// The front matter of its file: whose notes these are.
    pub(super) own: &'a str,
    pub(super) lines: Vec<ProseLine>,
    /// What stands before each statement as context: `@careers @aggregator `.
    pub(super) words: String,
}

impl<'a> Part<'a> {
    /// `None` for sections without prose, and for those of what the writer asked, wished or sent.
    pub(super) fn new(files: &'a Files, section: &'a Section, context: &Context<'_>) -> Option<Self> {
        let span = section.prose.first().copied().or(section.fields.first().map(|field| field.line))?;
        let text = files.text(span.file);
        let heading = section.heading.map(|heading| files.slice(heading).to_lowercase()).unwrap_or_default();
        let is_you = context.scope == Scope::You;
        if OWN_WORDS.is_match(heading.as_bytes()) && !(is_you && heading.contains("prep")) {
            return None;
        }
        let careers = if CAREERS.is_match(heading.as_bytes()) { "@careers " } else { "" };
        let you = if is_you { "@me " } else { "" };
        let words = format!("{you}{careers}@{} ", section.kind.key());
        let own = front_matter(text);
        Some(Self { section, file: span.file, text, own, lines: lines_of(text, section), words })
    }

    /// Its statements, in order.
    pub(super) fn statements(&self) -> Vec<Statement> {
        statements(self.text, &self.lines, company(self.own))
    }
}

/// Lines of prose and of fields, in order.
fn lines_of(text: &str, section: &Section) -> Vec<ProseLine> {
    let silences = |line: &str| {
        let asks = |(at, _): (usize, &str)| line[at + 2..].trim_start().starts_with('?');
        line.match_indices("::").any(asks) || line.to_ascii_lowercase().contains("ignore::")
    };
    let mut lines: Vec<ProseLine> = section
        .prose
        .iter()
        .map(|span| {
            let words = text.get(span.start..span.end).unwrap_or_default();
            ProseLine { range: span.start..span.end, stated: Vec::new(), fields: Vec::new(), silenced: silences(words) }
        })
        .collect();
    for field in &section.fields {
        let line = field.line.start..field.line.end;
        let at = match lines.iter().position(|known| known.range == line) {
            Some(at) => at,
            None => {
                let silenced = silences(text.get(line.clone()).unwrap_or_default());
                lines.push(ProseLine { range: line, stated: Vec::new(), fields: Vec::new(), silenced });
                lines.len() - 1
            }
        };
        lines[at].stated.push(field.signal.clone());
        lines[at].fields.push(field.field.start..field.field.end);
    }
    lines.sort_by_key(|line| line.range.start);
    lines
}

/// The date that stands before a statement and dates it.
fn dated(text: &[u8], told: Option<Date>) -> Option<PartialDate> {
    let found = DATED.captures(&text[..text.len().min(90)])?;
    let part = ["first", "iso", "words", "lead"].iter().find_map(|name| found.name(name))?;
    scan_date(part.as_bytes(), told)?.date
}

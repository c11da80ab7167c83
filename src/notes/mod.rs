//! Dossiers: Markdown notes with front matter, read into observations that keep their place and quote.
//!
//! Three ways to state a fact are read here: an inline field (`eng_headcount:: 120`), an answer under a question of
//! the catalogue, and free prose: [`Dossier::sections`] keeps the lines that hold neither, [`prose`] reads them.

mod fact_date;
mod field;
mod front;
mod heading;
mod heading_date;
mod heading_kind;
pub mod prose;
mod question;
mod reader;
mod structure;
#[cfg(test)]
mod tests;
mod voices;
mod warn;

use crate::model::{Observation, PartialDate, Scope, SourceKind};
use crate::signal::{Catalogue, Trust};
use crate::text::{Diagnostics, FileId, Files, Span};

pub use front::{FrontMatter, FrontValue};
pub use heading::{Heading, read_heading};

/// What a dossier is about, and what to assume where it does not say.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Signals.
    pub catalogue: &'a Catalogue,
    /// Words that name source kinds.
    pub trust: &'a Trust,
    /// Whose facts these are.
    pub scope: Scope,
}

/// A part of a dossier under one `##` heading; the part before the first heading has no heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The heading's line.
    pub heading: Option<Span>,
    /// When the conversation was, or the page was read.
    pub date: Option<PartialDate>,
    /// Who it was.
    pub kind: SourceKind,
    /// The voice that its facts belong to.
    pub origin: String,
    /// Lines that hold neither a field nor an answer, in order: what a reader of prose may look at.
    pub prose: Vec<Span>,
    /// Fields, in order: what else stands on their lines is prose, too.
    pub fields: Vec<FieldLine>,
}

/// A field on a line of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldLine {
    /// The whole line.
    pub line: Span,
    /// The field, with its brackets.
    pub field: Span,
    /// Key of the signal that it states or asks for.
    pub signal: String,
}

/// A question of a template that is still open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// Key of the signal that it asks for.
    pub signal: String,
    /// Where the empty field stands.
    pub span: Span,
}

/// A dossier, read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dossier {
    /// What stands between the `---` lines.
    pub front: FrontMatter,
    /// Facts stated by fields and answers, in the order of the file.
    pub observations: Vec<Observation>,
    /// Empty fields.
    pub open: Vec<OpenQuestion>,
    /// The parts of the file.
    pub sections: Vec<Section>,
}

/// Reads a dossier. Broken lines are reported and left out; everything else counts.
#[must_use]
pub fn read_dossier(files: &Files, file: FileId, context: Context<'_>, problems: &mut Diagnostics) -> Dossier {
    reader::Reader::new(files, file, context, problems).read()
}

//! Front matter: YAML between two `---` lines at the top of a dossier.

use std::collections::BTreeMap;

use crate::text::{Code, Diagnostic, Diagnostics, FileId, Files, Span, Spanned};

/// A value of front matter.
#[derive(Debug, Clone, PartialEq)]
pub enum FrontValue {
    /// A text, number, date or yes/no, as text.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
    /// Nothing after the colon.
    Empty,
    /// Something nested, which no key of a dossier takes.
    Other,
}

/// The keys of a dossier's front matter with their values and places.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FrontMatter {
    /// By key.
    pub entries: BTreeMap<String, Spanned<FrontValue>>,
    /// The whole block; `None` when the file has none.
    pub span: Option<Span>,
    /// Whether its YAML could be read.
    pub is_readable: bool,
    /// Where the notes begin.
    pub body: usize,
}

impl FrontMatter {
    /// The text of a key; `None` when it is missing, empty or not a text.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<Spanned<String>> {
        let entry = self.entries.get(key)?;
        match &entry.value {
            FrontValue::Text(text) => Some(Spanned { value: text.clone(), span: entry.span }),
            _ => None,
        }
    }

    /// The texts of a key that takes one or many.
    #[must_use]
    pub fn list(&self, key: &str) -> Vec<String> {
        match self.entries.get(key).map(|entry| &entry.value) {
            Some(FrontValue::Text(text)) => vec![text.clone()],
            Some(FrontValue::List(texts)) => texts.clone(),
            _ => Vec::new(),
        }
    }

    /// Where the key itself stands.
    #[must_use]
    pub fn key_span(&self, files: &Files, key: &str) -> Option<Span> {
        let block = self.span?;
        let text = files.slice(block);
        let is_key = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
        let mut at = block.start;
        for line in text.split_inclusive('\n') {
            if is_key(line) {
                return Some(Span::new(block.file, at, at + key.len()));
            }
            at += line.len();
        }
        Some(block)
    }
}

/// Reads the front matter of a dossier.
pub(super) fn read_front(files: &Files, file: FileId, problems: &mut Diagnostics) -> FrontMatter {
    let text = files.text(file);
    let Some((yaml, body, is_closed)) = split(text) else {
        return FrontMatter::default();
    };
    if !is_closed {
        let message = "the front matter is not closed";
        let problem = Diagnostic::error(Code::FrontMatterSyntax, message).at(Span::new(file, 0, 3));
        problems.push(problem.help("write a line `---` below its last key; it was read up to the first empty line"));
    }
    let block = Span::new(file, yaml.start, yaml.end);
    let parsed: Result<BTreeMap<String, serde_saphyr::Spanned<serde_json::Value>>, _> =
        if text[yaml.clone()].trim().is_empty() {
            Ok(BTreeMap::new())
        } else {
            serde_saphyr::from_str(&text[yaml.clone()])
        };
    let is_readable = parsed.is_ok();
    let entries = match parsed {
        Ok(entries) => entries
            .into_iter()
            .map(|(key, entry)| {
                let (offset, length) =
                    entry.referenced.span().byte_offset().zip(entry.referenced.span().byte_len()).unwrap_or_default();
                let start = (yaml.start + offset as usize).min(yaml.end);
                let span = Span::new(file, start, (start + length as usize).min(yaml.end));
                (key, Spanned { value: to_value(&entry.value), span })
            })
            .collect(),
        Err(error) => {
            problems.push(syntax_problem(files, block, &error));
            BTreeMap::new()
        }
    };
    FrontMatter { entries, span: Some(block), is_readable, body }
}

fn syntax_problem(files: &Files, block: Span, error: &serde_saphyr::Error) -> Diagnostic {
    let (line, column) = error.location().map_or((1, 1), |at| (at.line() as usize, at.column() as usize));
    let text = files.slice(block);
    let line_text = text.split_inclusive('\n').nth(line.saturating_sub(1)).unwrap_or_default();
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let within =
        line_text.char_indices().nth(column.saturating_sub(1)).map_or(line_text.trim_end().len(), |(at, _)| at);
    let at = (block.start + before + within).min(block.end);
    let message = error.without_snippet().to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    let message = message.split(", set DuplicateKeyPolicy").next().unwrap_or_default();
    Diagnostic::error(Code::FrontMatterSyntax, format!("the front matter is not valid YAML: {message}"))
        .at(Span::new(block.file, at, at))
        .help("write `key: value` lines; put a value that holds a colon in quotes: title: \"EM: Payments\"")
}

/// The range of the YAML, the start of the body, and whether a line closes it; `None` without front matter. Front
/// matter that is not closed ends at the first empty line or heading.
fn split(text: &str) -> Option<(std::ops::Range<usize>, usize, bool)> {
    let first = text.split_inclusive('\n').next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let start = first.len();
    let mut at = start;
    let mut open_end = None;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((start..at, at + line.len(), true));
        }
        if open_end.is_none() && (line.trim().is_empty() || line.starts_with('#')) {
            open_end = Some(at);
        }
        at += line.len();
    }
    let end = open_end.unwrap_or(at);
    Some((start..end, end, false))
}

fn to_value(value: &serde_json::Value) -> FrontValue {
    use serde_json::Value as Json;
    let text = |value: &Json| match value {
        Json::String(text) => Some(text.trim().to_owned()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        _ => None,
    };
    match value {
        Json::Null => FrontValue::Empty,
        Json::String(blank) if blank.trim().is_empty() => FrontValue::Empty,
        Json::Array(items) => FrontValue::List(items.iter().filter_map(text).collect()),
        other => text(other).map_or(FrontValue::Other, FrontValue::Text),
    }
}

//! TOML read so that every problem is reported in one run and every value keeps its place.
//!
//! The rubric, the catalogue and the workspace's settings are all read with this. A key that the code asks for is a
//! known key; [`TableReader::finish`] reports the others.

use std::cell::RefCell;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::{Code, Diagnostic, Diagnostics, FileId, Files, Span, Spanned, nearest};

/// More syntax errors than this mean that the file is something else.
const MAX_SYNTAX_ERRORS: usize = 20;

/// Parses the text of `file` and hands its top table to `read`; syntax problems go to `problems` first.
/// What could be recovered is still read.
pub fn read_toml<T>(
    files: &Files,
    file: FileId,
    problems: &mut Diagnostics,
    read: impl FnOnce(&mut TableReader<'_>) -> T,
) -> T {
    let text = files.text(file);
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in errors.iter().take(MAX_SYNTAX_ERRORS) {
        let range = error.span().unwrap_or(0..0);
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        let at = Span::new(file, range.start, range.end.max(range.start));
        problems.push(Diagnostic::error(Code::TomlSyntax, message).at(at).help("the rest of the file was still read"));
    }
    if errors.len() > MAX_SYNTAX_ERRORS {
        let more = errors.len() - MAX_SYNTAX_ERRORS;
        let message = format!("{more} more places break the syntax of TOML; is this a TOML file?");
        problems.push(Diagnostic::error(Code::TomlSyntax, message).at(Span::new(file, 0, 0)));
    }
    let sink = RefCell::new(std::mem::take(problems));
    let mut reader = TableReader {
        table: document.get_ref(),
        span: Span::new(file, 0, 0),
        asked: Vec::new(),
        sink: &sink,
        recovered: !errors.is_empty(),
    };
    let value = read(&mut reader);
    reader.finish();
    *problems = sink.into_inner();
    value
}

/// One table, being read. Getters return `None` for a missing key and report a key of the wrong type.
pub struct TableReader<'a> {
    table: &'a DeTable<'a>,
    span: Span,
    asked: Vec<&'static str>,
    sink: &'a RefCell<Diagnostics>,
    recovered: bool,
}

/// A value that is not a table with known keys: an element of an array, or the value of a free key.
pub struct Item<'a> {
    value: &'a TomlSpanned<DeValue<'a>>,
    file: FileId,
    sink: &'a RefCell<Diagnostics>,
    recovered: bool,
}

impl<'a> TableReader<'a> {
    /// Where the table stands.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Reports a problem.
    pub fn report(&self, problem: Diagnostic) {
        self.sink.borrow_mut().push(problem);
    }

    /// The value of `key` as it is.
    pub fn item(&mut self, key: &'static str) -> Option<Item<'a>> {
        self.asked.push(key);
        let value = self.table.get(key)?;
        Some(Item { value, file: self.span.file, sink: self.sink, recovered: self.recovered })
    }

    /// Reports that `key` is missing and says what it is for.
    pub fn missing(&self, key: &str, what: &str) {
        if !self.recovered {
            let problem = Diagnostic::error(Code::MissingKey, format!("`{key}` is missing"));
            self.report(problem.at(self.span).label("in this table").help(format!("add `{key}`: {what}")));
        }
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.item(key)?.text()
    }

    /// A text that must be there; `what` says what it is for.
    pub fn required_text(&mut self, key: &'static str, what: &str) -> Option<Spanned<String>> {
        if !self.table.contains_key(key) {
            self.missing(key, what);
        }
        self.text(key)
    }

    /// A finite number (integers count).
    pub fn number(&mut self, key: &'static str) -> Option<Spanned<f64>> {
        self.item(key)?.number()
    }

    /// A finite number that must be there.
    pub fn required_number(&mut self, key: &'static str, what: &str) -> Option<Spanned<f64>> {
        if !self.table.contains_key(key) {
            self.missing(key, what);
        }
        self.number(key)
    }

    /// `true` or `false`; a missing key is `false`.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(item) = self.item(key) else { return false };
        match item.value.get_ref() {
            DeValue::Boolean(yes) => *yes,
            _ => item.wrong("true or false").unwrap_or(false),
        }
    }

    /// The elements of an array; a missing key gives none.
    pub fn array(&mut self, key: &'static str) -> Vec<Item<'a>> {
        self.item(key).map(|item| item.array()).unwrap_or_default()
    }

    /// The texts of an array.
    pub fn texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        self.array(key).iter().filter_map(Item::text).collect()
    }

    /// The numbers of an array.
    pub fn numbers(&mut self, key: &'static str) -> Vec<Spanned<f64>> {
        self.array(key).iter().filter_map(Item::number).collect()
    }

    /// A table under `key`, read by `read`.
    pub fn table<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.item(key)?.table(read)
    }

    /// The tables of an array of tables, each read by `read`.
    pub fn tables<T>(&mut self, key: &'static str, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        self.array(key).into_iter().filter_map(|item| item.table(&mut read)).collect()
    }

    /// All entries of a table whose keys are free (names of groups, kinds): key with its place, and value.
    pub fn entries(&mut self) -> Vec<(Spanned<String>, Item<'a>)> {
        let file = self.span.file;
        self.table
            .iter()
            .map(|(key, value)| {
                let at = Span::new(file, key.span().start, key.span().end);
                let item = Item { value, file, sink: self.sink, recovered: self.recovered };
                (Spanned { value: key.get_ref().to_string(), span: at }, item)
            })
            .collect()
    }

    /// Reports keys that nobody asked for.
    fn finish(&self) {
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if self.asked.contains(&name) {
                continue;
            }
            let near = nearest(name, self.asked.iter().copied());
            let known = self.asked.join("`, `");
            let at = Span::new(self.span.file, key.span().start, key.span().end);
            self.report(
                Diagnostic::error(Code::UnknownKey, format!("`{name}` is not a key of this table"))
                    .at(at)
                    .suggest(near, format!("keys are `{known}`")),
            );
        }
    }
}

impl<'a> Item<'a> {
    /// Where the value stands.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.file, self.value.span().start, self.value.span().end)
    }

    /// Reports a problem.
    pub fn report(&self, problem: Diagnostic) {
        self.sink.borrow_mut().push(problem);
    }

    fn wrong<T>(&self, expected: &str) -> Option<T> {
        // A value that the parser made up to go on after a syntax error is not the user's mistake twice.
        if !self.recovered {
            let found = self.value.get_ref().type_str();
            let problem = Diagnostic::error(Code::WrongType, format!("found {found}; expected {expected}"));
            self.report(problem.at(self.span()));
        }
        None
    }

    /// A text.
    #[must_use]
    pub fn text(&self) -> Option<Spanned<String>> {
        match self.value.get_ref() {
            DeValue::String(text) => Some(Spanned { value: text.to_string(), span: self.span() }),
            _ => self.wrong("a text in quotes"),
        }
    }

    /// A text, or a date without quotes as its text.
    #[must_use]
    pub fn text_or_date(&self) -> Option<Spanned<String>> {
        match self.value.get_ref() {
            DeValue::Datetime(date) => Some(Spanned { value: date.to_string(), span: self.span() }),
            _ => self.text(),
        }
    }

    /// A finite number.
    #[must_use]
    pub fn number(&self) -> Option<Spanned<f64>> {
        let parsed = match self.value.get_ref() {
            DeValue::Integer(integer) => {
                let digits = integer.as_str().replace('_', "");
                i64::from_str_radix(&digits, integer.radix()).ok().map(|whole| whole as f64)
            }
            DeValue::Float(float) => float.as_str().replace('_', "").parse::<f64>().ok(),
            _ => return self.wrong("a number"),
        };
        match parsed {
            Some(number) if number.is_finite() => Some(Spanned { value: number, span: self.span() }),
            _ => {
                let problem = Diagnostic::error(Code::BadNumber, "this number is not finite");
                self.report(problem.at(self.span()).help("write a plain number such as 12 or 0.5"));
                None
            }
        }
    }

    /// The elements of an array.
    #[must_use]
    pub fn array(&self) -> Vec<Self> {
        match self.value.get_ref() {
            DeValue::Array(values) => values
                .iter()
                .map(|value| Item { value, file: self.file, sink: self.sink, recovered: self.recovered })
                .collect(),
            _ => self.wrong("an array").unwrap_or_default(),
        }
    }

    /// A table, read by `read`; unknown keys are reported.
    pub fn table<T>(&self, read: impl FnOnce(&mut TableReader<'a>) -> T) -> Option<T> {
        let DeValue::Table(table) = self.value.get_ref() else { return self.wrong("a table") };
        let mut reader =
            TableReader { table, span: self.span(), asked: Vec::new(), sink: self.sink, recovered: self.recovered };
        let value = read(&mut reader);
        reader.finish();
        Some(value)
    }

    /// A table with free keys.
    pub fn free_table(&self) -> Vec<(Spanned<String>, Self)> {
        let DeValue::Table(table) = self.value.get_ref() else {
            return self.wrong("a table").unwrap_or_default();
        };
        TableReader { table, span: self.span(), asked: Vec::new(), sink: self.sink, recovered: self.recovered }
            .entries()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems_of(text: &str) -> Vec<String> {
        let mut files = Files::default();
        let file = files.add("a.toml", text);
        let mut problems = Diagnostics::default();
        read_toml(&files, file, &mut problems, |table| {
            table.required_number("weight", "a share of 100");
            table.text("why");
            table.tables("group", |group| group.required_text("id", "a short name"));
        });
        problems.iter().map(|p| format!("{}: {}", p.code.id(), p.message)).collect()
    }

    #[test]
    fn all_problems_of_a_file_are_reported_in_one_run() {
        let found = problems_of("wieght = 3\nwhy = 4\nweight = nan\n[[group]]\nid = 'a'\n[[group]]\nname = 'b'\n");
        assert_eq!(
            found,
            [
                "bad-number: this number is not finite",
                "wrong-type: found integer; expected a text in quotes",
                "missing-key: `id` is missing",
                "unknown-key: `name` is not a key of this table",
                "unknown-key: `wieght` is not a key of this table",
            ]
        );
    }

    #[test]
    fn syntax_errors_do_not_hide_the_rest() {
        let found = problems_of("weight = \nwhy = 'x\n[[group]]\nid = 'a'\nnmae = 1\n");
        assert!(found.iter().filter(|f| f.starts_with("toml-syntax")).count() >= 2, "{found:?}");
        assert!(found.iter().any(|f| f.contains("nmae")), "{found:?}");
    }
}

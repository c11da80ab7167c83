//! Texts by number, and byte ranges in them that can be shown as line and column.

/// Number of a text in [`Files`]. Only meaningful together with the `Files` that gave it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in one file; `start <= end`, both on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A range of bytes in `file`.
    #[must_use]
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        Self { file, start, end: end.max(start) }
    }
}

/// A value and where it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

/// A position for people: lines and columns start at 1, columns count characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Path as shown to the user, with `/` between its parts.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

#[derive(Debug)]
struct SourceFile {
    path: String,
    text: String,
    line_starts: Vec<usize>,
}

/// All texts of one run.
#[derive(Debug, Default)]
pub struct Files {
    files: Vec<SourceFile>,
}

impl Files {
    /// Keeps a text and gives it a number. `path` is shown to the user as it is.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let line_starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1))
            .collect();
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { path: path.into(), text, line_starts });
        id
    }

    /// Paths of all texts, in the order in which they were added.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str())
    }

    /// The path that was given with the text.
    #[must_use]
    pub fn path(&self, file: FileId) -> &str {
        self.get(file).map_or("", |found| &found.path)
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.get(file).map_or("", |found| &found.text)
    }

    /// The text in `span`; empty when the span is not one of this collection.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file).get(span.start..span.end).unwrap_or_default()
    }

    /// Path, line and column of the first byte of `span`.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        let Some(file) = self.get(span.file) else {
            return Place { path: String::new(), line: 1, column: 1 };
        };
        let row = file.line_starts.partition_point(|start| *start <= span.start).saturating_sub(1);
        let line_start = file.line_starts.get(row).copied().unwrap_or_default();
        let column = file.text.get(line_start..span.start).map_or(0, |before| before.chars().count());
        Place { path: file.path.clone(), line: row + 1, column: column + 1 }
    }

    /// The span of the whole line (without its line end) that holds the first byte of `span`.
    #[must_use]
    pub fn line_span(&self, span: Span) -> Span {
        let Some(file) = self.get(span.file) else { return span };
        let row = file.line_starts.partition_point(|start| *start <= span.start).saturating_sub(1);
        let start = file.line_starts.get(row).copied().unwrap_or_default();
        let end = file.line_starts.get(row + 1).copied().unwrap_or(file.text.len());
        let line = file.text.get(start..end).unwrap_or_default();
        Span::new(span.file, start, start + line.trim_end_matches(['\n', '\r']).len())
    }

    /// The span of line `line` (from 1) of the file with this path.
    #[must_use]
    pub fn find_line(&self, path: &str, line: usize) -> Option<Span> {
        let at = self.files.iter().position(|file| file.path == path)?;
        let start = *self.files[at].line_starts.get(line.checked_sub(1)?)?;
        Some(self.line_span(Span::new(FileId(u32::try_from(at).ok()?), start, start)))
    }

    /// A span that points at nothing.
    #[must_use]
    pub fn nowhere(&self) -> Span {
        Span::new(FileId(u32::MAX), 0, 0)
    }

    fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(file.0 as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let mut files = Files::default();
        let id = files.add("a.md", "é = 1\r\nzwölf");
        let at = files.text(id).find('=').expect("the text has one");
        let place = files.place(Span::new(id, at, at + 1));
        assert_eq!((place.line, place.column), (1, 3));
        let line = files.line_span(Span::new(id, 9, 10));
        assert_eq!(files.slice(line), "zwölf");
        assert_eq!(files.slice(files.line_span(Span::new(id, 0, 0))), "é = 1");
    }

    #[test]
    fn a_span_past_the_end_is_the_last_line() {
        let mut files = Files::default();
        let id = files.add("a.md", "one\n");
        assert_eq!(files.place(Span::new(id, 4, 4)).line, 2);
        assert_eq!(files.slice(Span::new(id, 90, 99)), "");
    }
}

//! How far each kind of source is trusted.

use crate::model::{Party, SourceKind};
use crate::text::{Code, Diagnostic, Diagnostics, FileId, Files, Spanned, TableReader, nearest, read_toml};

/// One row of the trust table.
#[derive(Debug, Clone, PartialEq)]
pub struct KindEntry {
    /// The kind.
    pub kind: SourceKind,
    /// Short words for tables: `hiring manager, spoken`.
    pub label: String,
    /// Reliability of a fresh, neutral statement, 0 to 1, less than 1 (METHOD 1.2).
    pub trust: f64,
    /// Whose side the source is on.
    pub party: Party,
    /// Letter A to F of the Admiralty code.
    pub admiralty: String,
    /// Phrases that name the kind in a heading, lower case.
    pub words: Vec<String>,
    /// The kind that the same source is when it writes.
    pub written: Option<SourceKind>,
}

/// The trust table: one row a kind, in the order of [`SourceKind::ALL`].
#[derive(Debug, Clone, PartialEq)]
pub struct Trust {
    entries: Vec<KindEntry>,
    written_words: Vec<String>,
}

impl Trust {
    /// The table that ships with the program.
    #[must_use]
    pub fn builtin() -> Self {
        let mut files = Files::default();
        let file = files.add("rubrics/trust.toml", include_str!("../../rubrics/trust.toml"));
        let mut problems = Diagnostics::default();
        Self::read(&files, file, &mut problems)
    }

    /// Reads a whole table. Rows that are missing are reported and count with trust 0.
    #[must_use]
    pub fn read(files: &Files, file: FileId, problems: &mut Diagnostics) -> Self {
        read_toml(files, file, problems, |table| {
            let written_words = table.texts("written_words").into_iter().map(|word| word.value).collect();
            let rows: Vec<KindEntry> = table.tables("kind", read_row).into_iter().flatten().collect();
            let entries = SourceKind::ALL
                .iter()
                .map(|kind| {
                    rows.iter().find(|row| row.kind == *kind).cloned().unwrap_or_else(|| {
                        table.report(Diagnostic::error(Code::BadEntry, format!("kind `{}` has no row", kind.key())));
                        KindEntry {
                            kind: *kind,
                            label: kind.key().to_owned(),
                            trust: 0.0,
                            party: Party::Unknown,
                            admiralty: "F".to_owned(),
                            words: Vec::new(),
                            written: None,
                        }
                    })
                })
                .collect();
            Self { entries, written_words }
        })
    }

    /// The row of `kind`.
    #[must_use]
    pub fn of(&self, kind: SourceKind) -> &KindEntry {
        &self.entries[kind as usize]
    }

    /// All rows.
    #[must_use]
    pub fn entries(&self) -> &[KindEntry] {
        &self.entries
    }

    /// Words in a heading that say "in writing".
    #[must_use]
    pub fn written_words(&self) -> &[String] {
        &self.written_words
    }

    /// Replaces one trust value. The value is reported and ignored unless it lies in 0 to 0.99.
    pub fn set(&mut self, kind: &Spanned<String>, trust: &Spanned<f64>, problems: &mut Diagnostics) {
        let Some(known) = SourceKind::from_key(&kind.value) else {
            problems.push(unknown_kind(kind));
            return;
        };
        if !(0.0..=0.99).contains(&trust.value) {
            let message = format!("trust is {}; expected 0 to 0.99", trust.value);
            problems.push(Diagnostic::error(Code::BadNumber, message).at(trust.span));
            return;
        }
        self.entries[known as usize].trust = trust.value;
    }
}

/// The diagnostic for a kind that is not in the table.
#[must_use]
pub fn unknown_kind(kind: &Spanned<String>) -> Diagnostic {
    let keys: Vec<&str> = SourceKind::ALL.iter().map(|known| known.key()).collect();
    let near = nearest(&kind.value, keys.iter().copied());
    Diagnostic::error(Code::UnknownKind, format!("`{}` is not a source kind", kind.value))
        .at(kind.span)
        .suggest(near, format!("kinds are {}", keys.join(", ")))
}

fn read_row(row: &mut TableReader<'_>) -> Option<KindEntry> {
    let key = row.required_text("key", "one of the source kinds");
    let label = row.required_text("label", "a few words for tables");
    let trust = row.required_number("trust", "0 to 0.99");
    let party = row.required_text("party", "whose side the source is on");
    let admiralty = row.text("admiralty");
    let words = row.texts("words").into_iter().map(|word| word.value).collect();
    let written = row.text("written").and_then(|kind| SourceKind::from_key(&kind.value));
    let (key, trust) = (key?, trust?);
    let Some(kind) = SourceKind::from_key(&key.value) else {
        row.report(unknown_kind(&key));
        return None;
    };
    let party = Party::from_key(&party?.value).unwrap_or(Party::Unknown);
    let admiralty = admiralty.map_or_else(|| "F".to_owned(), |letter| letter.value);
    Some(KindEntry { kind, label: label?.value, trust: trust.value, party, admiralty, words, written })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_complete_and_has_no_word_twice() {
        let mut files = Files::default();
        let file = files.add("trust.toml", include_str!("../../rubrics/trust.toml"));
        let mut problems = Diagnostics::default();
        let trust = Trust::read(&files, file, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        let mut words: Vec<&String> = trust.entries().iter().flat_map(|row| &row.words).collect();
        let all = words.len();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), all);
        assert_eq!(trust.of(SourceKind::HiringManagerWritten).trust, 0.60);
        assert_eq!(trust.of(SourceKind::ForumPost).party, Party::Crowd);
    }
}

//! `companies/X.collected.csv`: what was collected and imported, one dated observation a row. Rows are only added.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::signals_csv::read_signals_csv;
use super::write::{replace_if_same, write_new};
use super::{Workspace, WorkspaceError, disk::io};
use crate::model::{Observation, Scope, days_between};
use crate::text::{Diagnostics, Files, neutral_cell, visible};

const COLUMNS: [&str; 11] =
    ["signal", "value", "fact_date", "kind", "origin", "forward", "cred", "learned", "url", "quote", "note"];

/// The same answer is written down again after so many days, so that a fact which still holds does not look old.
const CONFIRM_AFTER_DAYS: i64 = 28;

/// Longest quote or remark that is kept, in characters.
const LONGEST_TEXT: usize = 400;

/// What became of observations that were to be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The file.
    pub path: PathBuf,
    /// Those that are new, in the order of their rows.
    pub added: Vec<Observation>,
    /// How many the file had already.
    pub known: usize,
}

/// The right to write collected facts into a workspace; one process has it at a time. It ends with the process,
/// however that ends.
#[derive(Debug)]
pub struct CollectLock {
    _file: File,
}

impl CollectLock {
    /// Takes the right for the workspace in this folder.
    ///
    /// # Errors
    /// [`WorkspaceError::Busy`] when another process has it; [`WorkspaceError::Io`] when the disk refuses.
    pub fn take(root: &Path) -> Result<Self, WorkspaceError> {
        let folder = root.join(".skiplevel");
        std::fs::create_dir_all(&folder).map_err(|source| io("make the folder", &folder, source))?;
        let path = folder.join("lock");
        let opened = File::options().create(true).truncate(false).write(true).open(&path);
        let file = opened.map_err(|source| io("open", &path, source))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(std::fs::TryLockError::WouldBlock) => Err(WorkspaceError::Busy(path)),
            Err(std::fs::TryLockError::Error(source)) => Err(io("lock", &path, source)),
        }
    }
}

impl Workspace {
    /// Adds what is new to a company's collected facts. All rows that are there stay as they are, byte by byte; the file is
    /// replaced in one step.
    ///
    /// # Errors
    /// When the disk refuses, or somebody else wrote to the file meanwhile; nothing is changed then.
    pub fn keep_collected(
        &self,
        company: &str,
        observations: &[Observation],
        _lock: &CollectLock,
    ) -> Result<Kept, WorkspaceError> {
        let path = self.root.join(format!("companies/{company}.collected.csv"));
        let before = match std::fs::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(source) => return Err(io("read", &path, source)),
        };
        let known = before.as_deref().map(|bytes| self.rows_of(bytes)).unwrap_or_default();
        let mut added: Vec<Observation> = Vec::new();
        for observation in observations {
            if !known.iter().chain(&added).any(|known| says_the_same(known, observation)) {
                added.push(observation.clone());
            }
        }
        let kept = Kept { known: observations.len() - added.len(), path, added };
        if kept.added.is_empty() {
            return Ok(kept);
        }
        match &before {
            None => write_new(&kept.path, &rows_text(&kept.added, true))?,
            Some(bytes) => {
                // A file that lost its last line end gets it back, else the first new row would be part of the last old one.
                let joint: &[u8] = if bytes.is_empty() || bytes.ends_with(b"\n") { b"" } else { b"\n" };
                let rows = rows_text(&kept.added, bytes.trim_ascii().is_empty());
                replace_if_same(&kept.path, bytes, &[bytes, joint, rows.as_bytes()].concat())?;
            }
        }
        Ok(kept)
    }

    /// The observations of a file of collected facts. Rows that cannot be read are none; `check` names them.
    fn rows_of(&self, bytes: &[u8]) -> Vec<Observation> {
        let (mut files, mut problems) = (Files::default(), Diagnostics::default());
        let file = files.add_bytes("collected.csv", bytes, &mut problems);
        read_signals_csv(&files, file, &self.catalogue, Scope::Company, &mut problems)
    }
}

/// Whether a new observation adds nothing to a known one: the same statement of the same source about the same day, or
/// about a day shortly before.
fn says_the_same(known: &Observation, new: &Observation) -> bool {
    let is_one_statement = known.signal == new.signal
        && known.value.to_string() == new.value.to_string()
        && known.kind == new.kind
        && known.forward == new.forward
        && known.origin_key() == new.origin_key();
    let days = days_between(known.fact_date.day(), new.fact_date.day());
    let has_no_day = !(known.fact_date.is_exact() && new.fact_date.is_exact());
    is_one_statement && (days == 0 || (!has_no_day && (1..CONFIRM_AFTER_DAYS).contains(&days)))
}

/// Observations as rows of a signals file.
#[must_use]
pub fn rows_text(observations: &[Observation], has_header: bool) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    let header = has_header.then(|| COLUMNS.map(str::to_owned));
    // Writing to memory does not fail.
    for row in header.into_iter().chain(observations.iter().map(row)) {
        let _ = writer.write_record(&row);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn row(observation: &Observation) -> [String; 11] {
    let text = |text: &Option<String>| text.as_deref().map(plain).unwrap_or_default();
    [
        observation.signal.clone(),
        observation.value.to_string(),
        observation.fact_date.to_string(),
        observation.kind.key().to_owned(),
        plain(&observation.origin),
        if observation.forward { "yes".to_owned() } else { String::new() },
        if observation.credibility == 2 { String::new() } else { observation.credibility.to_string() },
        observation.learned.map(|day| day.to_string()).unwrap_or_default(),
        text(&observation.url),
        text(&observation.quote),
        text(&observation.note),
    ]
}

/// Words of a page as a cell: in one line, with hidden characters shown, not too long, and nothing that a spreadsheet
/// would run.
fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = visible(&line);
    let cut: String = shown.chars().take(LONGEST_TEXT).collect();
    let cut = if cut.len() < shown.len() { format!("{cut}…") } else { cut };
    neutral_cell(cut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Amount, Event, PartialDate, SourceKind, Value};

    fn day(text: &str) -> PartialDate {
        text.parse().expect("a date")
    }

    fn headcount(value: f64, on: &str) -> Observation {
        let observation =
            Observation::new("company.headcount", Value::Number(value), day(on), SourceKind::RegulatorFiling);
        Observation { origin: "10-K".to_owned(), learned: Some(day("2026-11-20").day()), ..observation }.sealed()
    }

    fn workspace(root: &Path) -> Workspace {
        Workspace { root: root.to_path_buf(), ..Workspace::empty() }
    }

    #[test]
    fn only_what_is_new_is_added_and_old_bytes_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = workspace(folder.path());
        let lock = CollectLock::take(folder.path()).expect("the right");
        let first = [headcount(3560.0, "2024-12-31"), headcount(4120.0, "2025-12-31")];
        let kept = workspace.keep_collected("acme", &first, &lock).expect("kept");
        assert_eq!((kept.added.len(), kept.known), (2, 0));
        let before = std::fs::read_to_string(&kept.path).expect("read");
        let kept = workspace.keep_collected("acme", &first, &lock).expect("kept");
        assert_eq!((kept.added.len(), kept.known), (0, 2));
        assert_eq!(std::fs::read_to_string(&kept.path).expect("read"), before);
        // Somebody took the last line end away.
        std::fs::write(&kept.path, before.trim_end()).expect("written");
        let kept = workspace.keep_collected("acme", &[headcount(4300.0, "2026-06-30")], &lock).expect("kept");
        let after = std::fs::read_to_string(&kept.path).expect("read");
        assert_eq!(after, format!("{before}company.headcount,4300,2026-06-30,regulator_filing,10-K,,,2026-11-20,,,\n"));
    }

    #[test]
    fn what_still_holds_is_confirmed_after_four_weeks() {
        let known = headcount(10.0, "2026-10-01");
        assert!(says_the_same(&known, &headcount(10.0, "2026-10-01")));
        assert!(says_the_same(&known, &headcount(10.0, "2026-10-28")));
        assert!(!says_the_same(&known, &headcount(10.0, "2026-10-29")));
        assert!(!says_the_same(&known, &headcount(11.0, "2026-10-02")));
        assert!(!says_the_same(&known, &headcount(10.0, "2026-09-30")), "an earlier day says more");
    }

    #[test]
    fn every_row_reads_back_as_it_was() {
        let workspace = Workspace::empty();
        let event = |label: &str, number: f64, unit: &str| {
            let amount = Some(Amount { number, unit: unit.to_owned() });
            Value::Event(Event {
                date: day("2026-10-28"),
                amount,
                label: Some(label.to_owned()).filter(|l| !l.is_empty()),
            })
        };
        let hostile = "=HYPERLINK(\"x\"), \u{202e}\n\"quoted\"";
        let with = |signal: &str, value: Value| Observation {
            credibility: 3,
            quote: Some(hostile.to_owned()),
            url: Some("https://a.example/?a=1,2".to_owned()),
            ..Observation::new(signal, value, day("2026-10-28"), SourceKind::Aggregator)
        };
        let rows = [
            with("company.headcount", Value::Range { low: 51.0, high: 100.0 }),
            with("company.layoff", event("", 141.0, "people")),
            with("company.layoff", event("", 9.0, "percent")),
            with("company.funding_round", event("Series B", 45_000_000.0, "USD")),
            with(
                "company.shakeup",
                Value::Event(Event { date: day("2026-10-28"), amount: None, label: Some("merger".to_owned()) }),
            ),
            with("company.review_rating", Value::Number(3.9)),
            with("company.customer_sentiment", Value::Number(-1.0)),
        ];
        let read = workspace.rows_of(rows_text(&rows, true).as_bytes());
        assert_eq!(read.len(), rows.len());
        for (written, read) in rows.iter().zip(&read) {
            assert_eq!(
                (&written.signal, &written.value, written.credibility),
                (&read.signal, &read.value, read.credibility)
            );
            assert_eq!(written.url, read.url);
            assert!(
                read.quote
                    .as_deref()
                    .is_some_and(|quote| quote.starts_with("'=HYPERLINK") && !quote.contains('\u{202e}'))
            );
        }
    }

    #[test]
    fn one_process_at_a_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let lock = CollectLock::take(folder.path()).expect("the right");
        assert!(matches!(CollectLock::take(folder.path()), Err(WorkspaceError::Busy(_))));
        drop(lock);
        assert!(CollectLock::take(folder.path()).is_ok());
    }
}

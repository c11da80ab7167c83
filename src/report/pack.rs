//! A pack: the files to hand on, and a manifest that says what they are, what was left out, and how to tell whether one
//! was changed since (`docs/pack.md`).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_xlsxwriter::XlsxError;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::layout::paragraph;
use super::{Redaction, Report, Row, csv_table, html_report, tidy_table, xlsx_report};

/// Version of the manifest; grows when a key changes its meaning or goes away.
const SCHEMA: u32 = 1;
/// What makes a manifest one of this program's.
const KIND: &str = "skiplevel-pack";
const MANIFEST: &str = "MANIFEST.json";

/// A file of a pack.
#[derive(Debug)]
pub struct PackFile {
    /// Its name in the folder.
    pub name: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    schema: u32,
    kind: String,
    /// Version of the program.
    program: String,
    as_of: String,
    horizon_months: f64,
    rubric: ManifestRubric,
    /// `owner`, `candidate` or `client`.
    view: String,
    redacted: bool,
    left_out: Vec<String>,
    /// Ids, sorted.
    roles: Vec<String>,
    /// By name.
    files: Vec<ManifestFile>,
}

#[derive(Debug, Serialize, Deserialize)]
struct ManifestRubric {
    id: String,
    version: u32,
    hash: String,
    /// What settings change of it, in words; empty when nothing.
    adjusted: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct ManifestFile {
    name: String,
    bytes: usize,
    sha256: String,
}

/// The files of a pack, by name. `mark` begins the tables with a byte order mark. The same report gives the same bytes.
///
/// # Errors
/// When a limit of the workbook's format is exceeded.
pub fn pack_files(report: &Report<'_>, mark: bool) -> Result<Vec<PackFile>, XlsxError> {
    let table = |text: String| if mark { format!("\u{feff}{text}") } else { text }.into_bytes();
    let mut files = vec![
        PackFile { name: "comparison.csv", bytes: table(csv_table(report)) },
        PackFile { name: "comparison.xlsx", bytes: xlsx_report(report)? },
        PackFile { name: "report.html", bytes: html_report(report).into_bytes() },
        PackFile { name: "tidy.csv", bytes: table(tidy_table(report)) },
    ];
    let manifest = manifest(report, &files);
    files.insert(0, PackFile { name: MANIFEST, bytes: manifest.into_bytes() });
    Ok(files)
}

fn manifest(report: &Report<'_>, files: &[PackFile]) -> String {
    let mut roles: Vec<String> = report.rows.iter().map(Row::id).collect();
    roles.sort();
    let file = |file: &PackFile| ManifestFile {
        name: file.name.to_owned(),
        bytes: file.bytes.len(),
        sha256: sha256(&file.bytes),
    };
    let manifest = Manifest {
        schema: SCHEMA,
        kind: KIND.to_owned(),
        program: format!("skiplevel {}", env!("CARGO_PKG_VERSION")),
        as_of: report.as_of.to_string(),
        horizon_months: report.horizon_months,
        rubric: ManifestRubric {
            id: crate::text::visible(&report.rubric.id),
            version: report.rubric.version,
            hash: report.rubric_hash.clone(),
            adjusted: report.adjusted.clone(),
        },
        view: report.view.word().to_owned(),
        redacted: report.redaction == Redaction::People,
        left_out: report.left_out().into_iter().map(str::to_owned).collect(),
        roles,
        files: files.iter().map(file).collect(),
    };
    // Texts and finite numbers can always be written as JSON.
    serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n"
}

/// 64 hex digits.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whether a new pack may take the place of these files: there are none, or they are an earlier pack as it was written.
///
/// # Errors
/// Why not, as the end of a sentence about the folder.
pub fn replaceable_pack(files: &BTreeMap<String, Vec<u8>>) -> Result<(), String> {
    if files.is_empty() {
        return Ok(());
    }
    let text = files.get(MANIFEST).and_then(|bytes| std::str::from_utf8(bytes).ok());
    let manifest = text.and_then(|text| serde_json::from_str::<Manifest>(text).ok());
    let Some(manifest) = manifest.filter(|manifest| manifest.kind == KIND) else {
        return Err("holds files, and no manifest of a pack says that they may go".to_owned());
    };
    for (name, bytes) in files.iter().filter(|(name, _)| *name != MANIFEST) {
        let shown = crate::text::visible(name);
        match manifest.files.iter().find(|file| file.name == *name) {
            None => return Err(format!("holds `{shown}`, which is not of the pack")),
            Some(file) if file.sha256 != sha256(bytes) => {
                return Err(format!("holds a pack, and its `{shown}` was changed since"));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// What was written, and what was left out. `folder` is safe to print.
#[must_use]
pub fn pack_summary(report: &Report<'_>, files: &[PackFile], folder: &str, width: usize) -> String {
    let roles = if report.rows.len() == 1 { "1 role".to_owned() } else { format!("{} roles", report.rows.len()) };
    let mut text = String::new();
    paragraph(&mut text, &format!("A pack of {roles} as of {} is in {folder}:", report.as_of), 0, 2, width);
    for file in files {
        let kilobytes = file.bytes.len().div_ceil(1000);
        let _ = writeln!(text, "  {:<16} {kilobytes:>6} kB", file.name);
    }
    for sentence in report.left_out() {
        paragraph(&mut text, sentence, 0, 2, width);
    }
    if report.redaction == Redaction::None {
        let words = "Nothing was left out: it holds quotes, names and places. Add --redact, --candidate-view or --client-view to hand it on.";
        paragraph(&mut text, words, 0, 2, width);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(changed: &[(&str, &[u8])]) -> BTreeMap<String, Vec<u8>> {
        let manifest = format!(
            r#"{{"schema":1,"kind":"{KIND}","program":"x","as_of":"x","horizon_months":18,"rubric":{{"id":"x","version":1,"hash":"","adjusted":""}},
               "view":"owner","redacted":true,"left_out":[],"roles":[],"files":[{{"name":"tidy.csv","bytes":1,"sha256":"{}"}}]}}"#,
            sha256(b"a")
        );
        let mut files =
            BTreeMap::from([(MANIFEST.to_owned(), manifest.into_bytes()), ("tidy.csv".to_owned(), b"a".to_vec())]);
        files.extend(changed.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())));
        files
    }

    #[test]
    fn only_an_untouched_pack_may_be_replaced() {
        assert_eq!(replaceable_pack(&BTreeMap::new()), Ok(()));
        assert_eq!(replaceable_pack(&written(&[])), Ok(()));
        let refused = |changed: &[(&str, &[u8])]| replaceable_pack(&written(changed)).expect_err("refused");
        assert!(refused(&[("tidy.csv", b"b")]).contains("`tidy.csv` was changed since"));
        assert!(refused(&[("notes.md", b"x")]).contains("`notes.md`"));
        assert!(refused(&[(MANIFEST, b"{}")]).contains("no manifest"));
        assert!(replaceable_pack(&BTreeMap::from([("x".to_owned(), Vec::new())])).is_err());
    }

    #[test]
    fn a_hash_has_64_digits() {
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}

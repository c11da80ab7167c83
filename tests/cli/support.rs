//! Folders made of inline text, and runs of the real program in a scrubbed environment.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of this package.
pub(crate) const REPO: &str = env!("CARGO_MANIFEST_DIR");
/// The day on which everything is looked at.
pub(crate) const AS_OF: &str = "as_of = 2026-11-20\n";
/// Header of a signals file.
pub(crate) const HEADER: &str = "signal,value,fact_date,kind,origin,forward,cred,learned,url,quote,note\n";

/// The example that ships with the program.
pub(crate) fn offers() -> PathBuf {
    Path::new(REPO).join("examples/offers")
}

/// The folder in which everything is wrong once.
pub(crate) fn mistakes() -> PathBuf {
    Path::new(REPO).join("fixtures/workspaces/mistakes")
}

/// A folder that is gone when the test is over.
pub(crate) struct Folder {
    root: tempfile::TempDir,
}

impl Folder {
    pub(crate) fn empty() -> Self {
        Self { root: tempfile::tempdir().expect("a temporary folder can be made") }
    }

    /// A workspace with a pinned day, one company and the role `acme-em`.
    pub(crate) fn small() -> Self {
        Self::empty()
            .file("skiplevel.toml", AS_OF)
            .file("companies/acme.md", "---\nname: Acme\n---\n")
            .file("roles/acme-em.md", &role("Acme", "Engineering Manager", "department.eng_headcount:: 120\n"))
    }

    /// Adds a file.
    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        self.bytes(path, text.as_bytes())
    }

    /// Adds a file that need not be text.
    pub(crate) fn bytes(self, path: &str, bytes: &[u8]) -> Self {
        self.write(path, bytes);
        self
    }

    /// Writes a file, new or not.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }

    pub(crate) fn path(&self) -> &Path {
        self.root.path()
    }

    /// Text of a file.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).expect("the file is there")
    }

    /// All files, sorted, with `/`.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![self.path().to_path_buf()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).expect("the folder is there") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let inside = path.strip_prefix(self.path()).expect("inside the folder");
                    found.push(inside.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        found.sort();
        found
    }

    /// A run in this folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        Call::new(arguments).folder(self.path()).run()
    }
}

/// A role's dossier: front matter, then notes of one conversation with the hiring manager.
pub(crate) fn role(company: &str, title: &str, facts: &str) -> String {
    format!("---\ncompany: {company}\ntitle: {title}\n---\n\n## 2026-11-02 — Dana R., hiring manager (call)\n\n{facts}")
}

/// A run that is being prepared.
pub(crate) struct Call {
    command: Command,
    folder: PathBuf,
}

impl Call {
    /// A run with these arguments, 80 columns wide, in the folder of the package.
    pub(crate) fn new(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_skiplevel"));
        command.args(arguments).env_clear().env("COLUMNS", "80").stdin(Stdio::null()).stdout(Stdio::piped());
        Self { command, folder: PathBuf::from(REPO) }
    }

    pub(crate) fn folder(mut self, folder: &Path) -> Self {
        self.folder = folder.to_path_buf();
        self
    }

    pub(crate) fn width(self, columns: usize) -> Self {
        self.variable("COLUMNS", &columns.to_string())
    }

    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Sends the answer somewhere else than into [`Answer::out`].
    pub(crate) fn stdout(mut self, to: impl Into<Stdio>) -> Self {
        self.command.stdout(to);
        self
    }

    pub(crate) fn run(mut self) -> Answer {
        let home = tempfile::tempdir().expect("a temporary folder can be made");
        self.command.current_dir(&self.folder).env("HOME", home.path()).stderr(Stdio::piped());
        let child = self.command.spawn().expect("the program starts");
        let output = child.wait_with_output().expect("the program ends");
        let folder = self.folder.to_string_lossy().into_owned();
        Answer { code: output.status.code(), stdout: output.stdout, stderr: output.stderr, folder }
    }
}

/// What came back.
pub(crate) struct Answer {
    /// Exit code; `None` when a signal ended the program.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: Vec<u8>,
    folder: String,
}

impl Answer {
    /// Fails unless the program ended with this code.
    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stdout: {}\nstderr: {}", self.out(), self.err());
        self
    }

    /// The answer, with placeholders for what differs from machine to machine.
    pub(crate) fn out(&self) -> String {
        self.tidy(&self.stdout)
    }

    /// The problems, with the same placeholders.
    pub(crate) fn err(&self) -> String {
        self.tidy(&self.stderr)
    }

    /// The answer as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.stdout).expect("the answer is JSON")
    }

    /// Exit code, answer and problems in one text, for snapshots.
    pub(crate) fn shown(&self) -> String {
        let code = self.code.map_or_else(|| "a signal".to_owned(), |code| code.to_string());
        let (out, err) = (self.out(), self.err());
        let errors = if err.is_empty() { String::new() } else { format!("----- stderr -----\n{err}") };
        format!("exit code {code}\n----- stdout -----\n{out}{errors}")
    }

    fn tidy(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8(bytes.to_vec()).expect("only UTF-8 is printed");
        let text = if self.folder.len() > 1 { text.replace(&self.folder, "[FOLDER]") } else { text };
        without_hashes(&text.replace(REPO, "[REPO]")).replace('\r', "␍")
    }
}

/// Rows of a text in CSV.
#[track_caller]
pub(crate) fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.expect("valid CSV").iter().map(str::to_owned).collect()).collect()
}

/// The parts of a workbook, as text.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a workbook is an archive");
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).expect("a part");
            let mut text = String::new();
            std::io::Read::read_to_string(&mut file, &mut text).expect("text");
            (file.name().expect("a name").into_owned(), text)
        })
        .collect()
}

/// Hashes of rubrics (8 or 64 hex digits) change with every change of a rubric; ids of observations stay.
fn without_hashes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        let is_hex = word.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        let is_mixed = word.bytes().any(|b| b.is_ascii_digit()) && word.bytes().any(|b| b.is_ascii_lowercase());
        let is_hash = is_hex && is_mixed && matches!(word.len(), 8 | 64);
        out.push_str(if is_hash { "HASHHASH" } else { word });
        let next = after.chars().next().map_or(0, char::len_utf8);
        out.push_str(&after[..next]);
        rest = &after[next..];
    }
    out
}

/// Compares a text with `tests/snapshots/NAME.snap`.
#[track_caller]
pub(crate) fn assert_text(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Characters of `text` that drive a terminal, reorder a line or hide in it.
pub(crate) fn raw_characters(text: &str) -> Vec<char> {
    let is_raw = |c: &char| {
        let is_end = matches!(c, '\n' | '\r');
        let is_bidi =
            matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let is_invisible =
            matches!(c, '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{2060}' | '\u{2028}' | '\u{2029}' | '\u{feff}');
        (c.is_control() && !is_end) || is_bidi || is_invisible
    };
    text.chars().filter(is_raw).collect()
}

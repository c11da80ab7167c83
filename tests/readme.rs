//! What the README shows is what the program prints.
//!
//! `UPDATE_DOCS=1 cargo test --test readme` writes today's output into it.

use std::path::Path;
use std::process::Command;

/// Output of a command as the README shows it, run in the repository at 80 columns; of a command that ends in
/// `| head -20` the first lines.
fn output_of(command: &str) -> String {
    if let Some((command, lines)) = command.split_once(" | head -") {
        let lines: usize = lines.parse().expect("a number of lines");
        return output_of(command).split_inclusive('\n').take(lines).collect();
    }
    let arguments = command.strip_prefix("skiplevel ").expect("README commands begin with skiplevel");
    let output = Command::new(env!("CARGO_BIN_EXE_skiplevel"))
        .args(arguments.split_whitespace())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .env("COLUMNS", "80")
        .output()
        .expect("the program starts");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
#[expect(clippy::disallowed_methods, reason = "UPDATE_DOCS asks for new text")]
fn every_session_of_the_readme_is_real() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).expect("the README");
    let mut fresh = String::new();
    let mut sessions = 0;
    let mut rest = readme.as_str();
    while let Some(at) = rest.find("```console\n$ ") {
        let start = at + "```console\n".len();
        let end = start + rest[start..].find("```").expect("the block is closed");
        let command = rest[start + 2..end].lines().next().expect("a command");
        fresh.push_str(&rest[..start]);
        fresh.push_str(&format!("$ {command}\n{}", output_of(command)));
        rest = &rest[end..];
        sessions += 1;
    }
    fresh.push_str(rest);
    assert!(sessions >= 3, "the README shows {sessions} sessions");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &fresh).expect("the README can be written");
        return;
    }
    assert!(readme == fresh, "the README is out of date; run: UPDATE_DOCS=1 cargo test --test readme");
}

//! Colour for terminals, laid over finished plain text, so that no layout depends on it.

use anstyle::{AnsiColor, Style};

/// `text` with colours; strip them again where they are not wanted. Only verdicts, gate marks and the first line are
/// coloured; nothing is said by colour alone.
#[must_use]
pub fn paint(text: &str) -> String {
    let bold = Style::new().bold();
    let mut out = String::with_capacity(text.len() + 256);
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let is_verdict = ["verdict", "leaning", "the place is", "Verdict:"].iter().any(|start| line.starts_with(start));
        let is_gates =
            line.starts_with("gates") || ["✓ ", "✗ ", "? ", "– "].iter().any(|start| line.starts_with(start));
        if at == 0 {
            let (words, end) = line.split_at(line.trim_end().len());
            out.push_str(&format!("{bold}{words}{bold:#}{end}"));
        } else if is_verdict {
            out.push_str(&painted(line, &VERDICTS));
        } else if is_gates {
            out.push_str(&painted(line, &MARKS));
        } else {
            out.push_str(line);
        }
    }
    out
}

const VERDICTS: [(&str, AnsiColor); 7] = [
    ("pursue", AnsiColor::Green),
    ("ask more", AnsiColor::Yellow),
    ("toss-up", AnsiColor::Yellow),
    ("decline", AnsiColor::Red),
    ("healthy", AnsiColor::Green),
    ("mixed", AnsiColor::Yellow),
    ("poor", AnsiColor::Red),
];
const MARKS: [(&str, AnsiColor); 3] = [("✓", AnsiColor::Green), ("✗", AnsiColor::Red), ("?", AnsiColor::Yellow)];

fn painted(line: &str, words: &[(&str, AnsiColor)]) -> String {
    words.iter().fold(line.to_owned(), |line, (word, colour)| {
        let style = Style::new().fg_color(Some((*colour).into()));
        line.replace(word, &format!("{style}{word}{style:#}"))
    })
}

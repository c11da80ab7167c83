//! Text that came from outside, made safe to show.

/// Whether `text` holds a character that [`visible`] would escape.
#[must_use]
pub fn has_hidden(text: &str) -> bool {
    text.chars().any(is_hidden)
}

/// `text` with every control, bidi and invisible character written out as `\u{…}`, so that a note cannot drive
/// the terminal, reorder a line or hide a word. Tabs and line ends become one space.
///
/// ```
/// assert_eq!(skiplevel::text::visible("a\u{1b}[2Jb\u{202e}c"), "a\\u{1b}[2Jb\\u{202e}c");
/// assert_eq!(skiplevel::text::visible("naïve 日本"), "naïve 日本");
/// ```
#[must_use]
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' => out.push(' '),
            c if is_hidden(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// Controls (C0, C1), bidi embeddings, overrides and isolates (UAX 9), zero-width and other invisible format
/// characters, line and paragraph separators, tag characters. Emoji joiners stay only between visible characters
/// in real text, so the zero-width joiner is left alone.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{b}'..='\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// A cell that no spreadsheet runs: text that begins like a formula gets a `'` in front; plain numbers stay.
#[must_use]
pub fn neutral_cell(cell: String) -> String {
    let starts_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '|', '%']);
    if starts_formula && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell }
}

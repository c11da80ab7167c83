//! Bytes to text, without guessing and without losing anything.

use super::{Code, Diagnostic, Diagnostics, Files, Span, has_hidden};

/// Largest file that is read: 64 MiB. A dossier or signals file beyond it is a mistake (a dump, a video), not notes.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// A text and the first byte (0-based) of it that was not UTF-8, if any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text; invalid bytes are U+FFFD, a byte order mark is gone.
    pub text: String,
    /// Offset in the file and value of the first invalid byte, and its offset in `text`.
    pub invalid: Option<(usize, u8, usize)>,
    /// The file is UTF-16: nothing of it was read.
    pub utf16: bool,
}

/// Reads bytes as UTF-8.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    let start = &bytes[..bytes.len().min(256)];
    let zeros = start.iter().filter(|byte| **byte == 0).count();
    let is_marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if is_marked || (start.len() >= 4 && 3 * zeros >= start.len()) {
        return Decoded { text: String::new(), invalid: None, utf16: true };
    }
    let mark = if bytes.starts_with(&[0xef, 0xbb, 0xbf]) { 3 } else { 0 };
    let body = &bytes[mark..];
    match std::str::from_utf8(body) {
        Ok(text) => Decoded { text: text.to_owned(), invalid: None, utf16: false },
        Err(error) => {
            let at = error.valid_up_to();
            let text = String::from_utf8_lossy(body).into_owned();
            Decoded { text, invalid: Some((mark + at, body[at], at)), utf16: false }
        }
    }
}

impl Files {
    /// Decodes `bytes`, keeps the text, and reports bad bytes and hidden characters with their places.
    pub fn add_bytes(&mut self, path: &str, bytes: &[u8], problems: &mut Diagnostics) -> super::FileId {
        let decoded = decode(bytes);
        let file = self.add(path, decoded.text);
        if decoded.utf16 {
            problems.push(
                Diagnostic::error(Code::NotUtf8, "this file is UTF-16; nothing of it was read")
                    .at(Span::new(file, 0, 0))
                    .help("save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")"),
            );
        }
        if let Some((offset, byte, at)) = decoded.invalid {
            let shown = '\u{fffd}'.len_utf8();
            problems.push(
                Diagnostic::error(Code::NotUtf8, format!("byte {offset} (0x{byte:02x}) is not UTF-8"))
                    .at(Span::new(file, at, at + shown))
                    .label("read as \u{fffd}; the rest of the file is used")
                    .help("save the file as UTF-8"),
            );
        }
        self.report_hidden(file, problems);
        file
    }

    /// One warning for the first line with characters that do not show, so that nobody is fooled by them.
    fn report_hidden(&self, file: super::FileId, problems: &mut Diagnostics) {
        let text = self.text(file);
        let is_plain = text.bytes().all(|b| (b' '..0x7f).contains(&b) || matches!(b, b'\n' | b'\r' | b'\t'));
        if is_plain {
            return;
        }
        let hit = text.char_indices().find(|(_, c)| has_hidden(c.encode_utf8(&mut [0; 4])));
        if let Some((at, c)) = hit {
            problems.push(
                Diagnostic::warning(Code::HiddenCharacters, format!("invisible character {}", c.escape_unicode()))
                    .at(Span::new(file, at, at + c.len_utf8()))
                    .label("shown escaped wherever this text is printed")
                    .help("delete it unless it is meant; pasted text often carries such characters"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bad_byte_is_named_by_its_offset_in_the_file() {
        let decoded = decode(b"\xef\xbb\xbfcaf\xe9 noir");
        assert_eq!(decoded.invalid, Some((6, 0xe9, 3)));
        assert_eq!(decoded.text, "caf\u{fffd} noir");
        assert!(decode(&[0xff, 0xfe, b'a', 0]).utf16);
    }
}

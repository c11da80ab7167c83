//! A statement in plain lower-case ASCII, each byte with its place in the note.
//!
//! Rules are patterns over this form, so a curly quote, an accent or bold type never needs a rule of its own.

/// Longest statement that is read, in bytes; the rest of a longer one is left alone.
pub(super) const MAX_STATEMENT: usize = 4000;

/// The arrow of `50→80`, as one byte.
pub(super) const ARROW: u8 = 0x06;

/// Text as bytes of ASCII with the place in the note that each came from.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Folded {
    /// Lower-case ASCII.
    pub(super) text: Vec<u8>,
    /// For each byte, where its character begins in the note.
    pub(super) from: Vec<usize>,
    /// For each byte, where its character ends in the note.
    pub(super) to: Vec<usize>,
}

impl Folded {
    /// Adds bytes that stand for the range `from..to` of the note.
    pub(super) fn push(&mut self, bytes: &[u8], from: usize, to: usize) {
        for byte in bytes {
            if *byte == b' ' && self.text.last().is_none_or(|last| *last == b' ') {
                continue;
            }
            self.text.push(*byte);
            self.from.push(from);
            self.to.push(to);
        }
    }

    /// Adds a piece of the note that begins at `start`.
    pub(super) fn push_text(&mut self, piece: &str, start: usize) {
        let mut chars = piece.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if self.text.len() >= MAX_STATEMENT {
                return;
            }
            let mut end = at + c.len_utf8();
            let mut buffer = [0_u8; 1];
            let next = chars.peek().map(|(_, next)| *next);
            let bytes: &[u8] = if matches!(c, '-' | '=') && next == Some('>') {
                chars.next();
                end += 1;
                &[ARROW]
            } else {
                fold_char(c, &mut buffer)
            };
            self.push(bytes, start + at, start + end);
        }
    }
}

/// The ASCII that a character is read as; controls (they are marks of our own) and pictures are spaces.
fn fold_char(c: char, buffer: &mut [u8; 1]) -> &[u8] {
    match c {
        '*' | '_' | '`' => b" ",
        c if c.is_ascii_graphic() => {
            buffer[0] = u8::try_from(c.to_ascii_lowercase()).unwrap_or(b' ');
            buffer
        }
        '’' | '‘' | 'ʼ' => b"'",
        '“' | '”' | '„' | '«' | '»' => b"\"",
        '–' | '−' | '‑' => b"-",
        '—' => b" - ",
        '→' | '⇒' | '➜' | '➔' => &[ARROW],
        '…' => b"...",
        '≈' => b"~",
        '≥' => b">=",
        '≤' => b"<=",
        '×' => b"x",
        '½' => b".5",
        '€' => b" eur ",
        '£' => b" gbp ",
        '¥' => b" jpy ",
        '₹' => b" inr ",
        '·' => b",",
        'à'..='å' | 'À'..='Å' => b"a",
        'æ' | 'Æ' => b"ae",
        'ç' | 'Ç' => b"c",
        'è'..='ë' | 'È'..='Ë' => b"e",
        'ì'..='ï' | 'Ì'..='Ï' => b"i",
        'ñ' | 'Ñ' => b"n",
        'ò'..='ö' | 'ø' | 'Ò'..='Ö' | 'Ø' => b"o",
        'ù'..='ü' | 'Ù'..='Ü' => b"u",
        'ß' => b"ss",
        c if c.is_alphabetic() => b"z",
        _ => b" ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_accents_fold_to_ascii_and_keep_their_place() {
        let mut folded = Folded::default();
        folded.push_text("Zürich: **50→80** — “ok”", 100);
        assert_eq!(folded.text, b"zurich: 50\x0680 - \"ok\"");
        assert_eq!((folded.from[1], folded.to[1]), (101, 103));
    }
}

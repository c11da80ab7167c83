//! Text under construction, in pieces of a few bytes each.
//!
//! Room for a whole row is made at once, and short pieces are copied as a fixed number of bytes of which only some count:
//! a copy of known size is one instruction, one of unknown size a call.

use crate::text::{DECIMAL_BYTES, push_decimal, short_decimal};

/// Bytes of which only the first `used` count.
#[derive(Debug, Default)]
pub(super) struct Text {
    bytes: Vec<u8>,
    used: usize,
}

impl Text {
    pub(super) fn clear(&mut self) {
        self.used = 0;
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.used]
    }

    pub(super) fn len(&self) -> usize {
        self.used
    }

    /// Makes room for so many more bytes.
    #[inline]
    pub(super) fn reserve(&mut self, more: usize) {
        let wanted = self.used + more;
        if wanted > self.bytes.len() {
            self.bytes.resize(wanted.max(2 * self.bytes.len()), 0);
        }
    }

    #[inline]
    pub(super) fn push(&mut self, byte: u8) {
        self.reserve(1);
        self.bytes[self.used] = byte;
        self.used += 1;
    }

    #[inline]
    pub(super) fn extend(&mut self, text: &[u8]) {
        self.reserve(text.len());
        self.bytes[self.used..self.used + text.len()].copy_from_slice(text);
        self.used += text.len();
    }

    /// The first `length` of these bytes.
    #[inline]
    pub(super) fn extend_short(&mut self, text: &[u8; DECIMAL_BYTES], length: usize) {
        self.reserve(DECIMAL_BYTES);
        self.bytes[self.used..self.used + DECIMAL_BYTES].copy_from_slice(text);
        self.used += length.min(DECIMAL_BYTES);
    }

    /// A comma and a word.
    #[inline]
    pub(super) fn word(&mut self, word: Word) {
        self.push(b',');
        self.extend_short(&word.bytes, word.length);
    }

    /// A comma and a number.
    #[inline]
    pub(super) fn cell(&mut self, x: f64) {
        self.push(b',');
        match short_decimal(x) {
            Some((digits, length)) => self.extend_short(&digits, length),
            None => {
                let mut digits = Vec::new();
                push_decimal(&mut digits, x);
                self.extend(&digits);
            }
        }
    }
}

/// A word of at most [`DECIMAL_BYTES`] bytes, of which a table has many.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    bytes: [u8; DECIMAL_BYTES],
    length: usize,
}

impl Word {
    /// Longer words are cut.
    pub(super) const fn new(word: &str) -> Self {
        let mut bytes = [0; DECIMAL_BYTES];
        let mut length = 0;
        while length < word.len() && length < DECIMAL_BYTES {
            bytes[length] = word.as_bytes()[length];
            length += 1;
        }
        Self { bytes, length }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_follow_each_other() {
        let mut text = Text::default();
        text.extend(b"a");
        text.cell(1.5);
        text.extend_short(b"xyz.............", 3);
        text.cell(1e9);
        text.push(b'!');
        assert_eq!(text.as_slice(), b"a,1.5xyz,1000000000!");
        text.clear();
        assert_eq!((text.len(), text.as_slice()), (0, &b""[..]));
    }
}

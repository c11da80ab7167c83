//! Text under construction, in pieces of a few bytes each.
//!
//! Room for a whole row is made at once, and short pieces are copied as a fixed number of bytes of which only some count:
//! a copy of known size is one instruction, one of unknown size a call.

use crate::text::{ShortDecimal, push_decimal};

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
            self.grow(wanted);
        }
    }

    #[cold]
    fn grow(&mut self, wanted: usize) {
        self.bytes.resize(wanted.max(2 * self.bytes.len()), 0);
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

    /// A short cell.
    #[inline]
    pub(super) fn short(&mut self, cell: &Short) {
        self.reserve(SHORT_BYTES);
        self.bytes[self.used..self.used + SHORT_BYTES].copy_from_slice(&cell.0);
        self.used += cell.length();
    }

    /// A cell with a number.
    #[inline]
    pub(super) fn cell(&mut self, x: f64) {
        let Some(decimal) = ShortDecimal::of(x) else { return self.long_cell(x) };
        self.reserve(SHORT_BYTES);
        if let Some(room) = self.bytes[self.used..].first_chunk_mut() {
            self.used += lay_down(decimal, room);
        }
    }

    #[cold]
    fn long_cell(&mut self, x: f64) {
        let mut digits = vec![b','];
        push_decimal(&mut digits, x);
        self.extend(&digits);
    }

    /// A cell with a whole number.
    pub(super) fn count(&mut self, n: u32) {
        self.push(b',');
        self.extend(itoa::Buffer::new().format(n).as_bytes());
    }
}

/// Bytes that a [`Short`] takes while it is written, most of which do not count: a comma, three digits, a point, and a word.
pub(super) const SHORT_BYTES: usize = 16;

/// A comma and a number; how many bytes of the room count.
#[inline]
fn lay_down(decimal: ShortDecimal, room: &mut [u8; SHORT_BYTES]) -> usize {
    let ShortDecimal { before, whole, behind, length } = decimal;
    let first = u64::from(before) << 8 | u64::from(b',');
    room[..8].copy_from_slice(&first.to_le_bytes());
    // Behind the comma, the digits and the point.
    room[whole + 2..whole + 10].copy_from_slice(&behind.to_le_bytes());
    1 + length
}

/// A comma and a cell of few bytes: a number or a word, of which a table has many. The last byte holds how many count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Short([u8; SHORT_BYTES]);

/// The most bytes of a [`Short`] that count.
const MOST: usize = SHORT_BYTES - 1;

impl Short {
    /// No cell, not even a comma.
    pub(super) const NONE: Self = Self([0; SHORT_BYTES]);

    /// A number; `None` where it takes more care, or more room.
    pub(super) fn of_number(x: f64) -> Option<Self> {
        let mut bytes = [0; SHORT_BYTES];
        // Three digits, a point and six more.
        bytes[MOST] = lay_down(ShortDecimal::of(x)?, &mut bytes) as u8;
        Some(Self(bytes))
    }

    /// Longer words are cut.
    pub(super) const fn of_word(word: &str) -> Self {
        let mut bytes = [0; SHORT_BYTES];
        bytes[0] = b',';
        let mut length = 1;
        while length <= word.len() && length < MOST {
            bytes[length] = word.as_bytes()[length - 1];
            length += 1;
        }
        bytes[MOST] = length as u8;
        Self(bytes)
    }

    /// How many bytes count.
    #[inline]
    pub(super) fn length(&self) -> usize {
        usize::from(self.0[MOST])
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
        text.short(&Short::of_word("xyz"));
        text.cell(1e9);
        text.count(u32::MAX);
        text.push(b'!');
        assert_eq!(text.as_slice(), b"a,1.5,xyz,1000000000,4294967295!");
        text.clear();
        assert_eq!((text.len(), text.as_slice()), (0, &b""[..]));
    }
}

//! Texts of cells that were worked out already. Tables repeat themselves: most columns have few different texts.

use super::cell::Cell;
use super::line::Short;
use super::row::SeatAnswer;

/// Texts that are kept for each signal: at first, and at most. Powers of two. Columns with few texts stay small, so that
/// all of them fit a core's own cache.
const KEPT_AT_FIRST: usize = 64;
const KEPT_AT_MOST: usize = 4096;
/// Longest text that is kept, in bytes.
pub(super) const LONGEST: usize = 15;
/// Places of the list that are no texts: what nothing adds, and a cell that is not kept.
const UNKNOWN: u32 = 0;
const LOOSE: u32 = 1;
const FIRST: usize = 2;

/// A cell with its text and the digits of its score.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    key: u128,
    pub(super) cell: Cell,
    written: Option<Short>,
}

impl Entry {
    fn new(key: u128, cell: Cell) -> Self {
        Self { key, cell, written: Short::of_number(cell.part.best) }
    }

    /// The score as it is written, where that is short.
    #[inline]
    pub(super) fn written(&self) -> Option<&Short> {
        self.written.as_ref()
    }
}

/// What was worked out for one signal.
#[derive(Debug, Clone)]
pub(super) struct Memo {
    entries: Vec<Entry>,
    /// What a text's hash is shifted by to be a place.
    shift: u32,
    /// Texts that took the place of another one since the list grew.
    displaced: usize,
}

/// The key of no text: its length would be 255.
const NO_TEXT: u128 = u128::MAX;

/// By length: the bytes that belong to a text, and its length in the highest byte.
const WINDOWS: [(u128, u128); LONGEST + 1] = {
    let mut windows = [(0, 0); LONGEST + 1];
    let mut length = 0;
    while length <= LONGEST {
        windows[length] = ((1 << (8 * length)) - 1, (length as u128) << 120);
        length += 1;
    }
    windows
};

/// The text of at most [`LONGEST`] bytes at `start` as a number; its length stands in the highest byte. `padded` has 16
/// bytes behind every start.
#[inline]
pub(super) fn key_of(padded: &[u8], start: usize, length: usize) -> Option<u128> {
    if length > LONGEST {
        return None;
    }
    let bytes: [u8; 16] = padded.get(start..start + 16)?.try_into().ok()?;
    let (keep, mark) = WINDOWS[length];
    Some((u128::from_le_bytes(bytes) & keep) | mark)
}

impl Memo {
    pub(super) fn new(unknown: Cell) -> Self {
        let nothing = Entry::new(NO_TEXT, unknown);
        Self { entries: vec![nothing; FIRST + KEPT_AT_FIRST], shift: shift_of(KEPT_AT_FIRST), displaced: 0 }
    }

    #[inline]
    pub(super) fn entry(&self, at: u32) -> &Entry {
        &self.entries[at as usize]
    }

    /// The place of what nothing adds.
    #[inline]
    pub(super) fn unknown(&self) -> u32 {
        UNKNOWN
    }

    /// Keeps a cell until the next one.
    pub(super) fn loose(&mut self, cell: Cell) -> u32 {
        self.entries[LOOSE as usize] = Entry::new(NO_TEXT, cell);
        LOOSE
    }

    /// Where the cell of this text is kept, or would be.
    #[inline]
    pub(super) fn place(&self, key: u128) -> u32 {
        let folded = (key as u64) ^ ((key >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let hash = folded.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> self.shift;
        hash as u32 + FIRST as u32
    }

    #[inline]
    pub(super) fn holds(&self, at: u32, key: u128) -> bool {
        self.entries[at as usize].key == key
    }

    /// Keeps the cell of a text, and tells where.
    pub(super) fn keep(&mut self, key: u128, cell: Cell) -> u32 {
        let mut at = self.place(key);
        if self.entries[at as usize].key != NO_TEXT {
            self.displaced += 1;
            if self.displaced > self.entries.len() && self.entries.len() < KEPT_AT_MOST {
                self.grow();
                at = self.place(key);
            }
        }
        self.entries[at as usize] = Entry::new(key, cell);
        at
    }

    /// Twice the room; everything that is known keeps a place.
    fn grow(&mut self) {
        let kept = 2 * (self.entries.len() - FIRST);
        let nothing = Entry { key: NO_TEXT, ..self.entries[UNKNOWN as usize] };
        let before = std::mem::replace(&mut self.entries, vec![nothing; FIRST + kept]);
        (self.shift, self.displaced) = (shift_of(kept), 0);
        self.entries[..FIRST].copy_from_slice(&before[..FIRST]);
        for entry in before.into_iter().skip(FIRST).filter(|entry| entry.key != NO_TEXT) {
            let at = self.place(entry.key) as usize;
            self.entries[at] = entry;
        }
    }
}

const fn shift_of(kept: usize) -> u32 {
    64 - kept.trailing_zeros()
}

/// Inputs of the seat model as bits.
pub(super) type SeatKey = [u64; 21];

/// Answers of the seat model that are kept. A power of two.
const ANSWERS: usize = 4096;

/// What the seat model answered.
#[derive(Debug, Clone)]
pub(super) struct SeatMemo {
    answers: Vec<Option<(SeatKey, SeatAnswer)>>,
}

impl SeatMemo {
    pub(super) fn new(is_used: bool) -> Self {
        Self { answers: vec![None; if is_used { ANSWERS } else { 0 }] }
    }

    /// The answer for these inputs, worked out if it is not known.
    pub(super) fn answer(&mut self, key: &SeatKey, work_out: impl FnOnce() -> SeatAnswer) -> SeatAnswer {
        let hash =
            key.iter().fold(0_u64, |hash, bits| (hash ^ bits).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29));
        let at = (hash >> (64 - ANSWERS.trailing_zeros())) as usize;
        let Some(place) = self.answers.get_mut(at) else { return work_out() };
        match place {
            Some((known, answer)) if known == key => *answer,
            _ => {
                let answer = work_out();
                *place = Some((*key, answer));
                answer
            }
        }
    }
}

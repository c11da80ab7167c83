//! Texts of cells that were worked out already. Tables repeat themselves: most columns have few different texts.

use super::cell::{Cell, Input};
use super::row::SeatAnswer;
use super::slot::Slot;

/// Texts that are kept for each signal: at first, and at most. Powers of two. Columns with few texts stay small, so that
/// all of them fit a core's own cache.
const KEPT_AT_FIRST: usize = 64;
const KEPT_AT_MOST: usize = 8192;
/// Longest text that is kept, in bytes.
pub(super) const LONGEST: usize = 15;
/// Places of the list that are no texts: what nothing adds, and a cell that is not kept.
const UNKNOWN: u32 = 0;
const LOOSE: u32 = 1;
const FIRST: usize = 2;

/// What was worked out for one signal. A text is looked for in two places beside each other.
#[derive(Debug, Clone)]
pub(super) struct Memo {
    /// Beside the cells: to look for a text reads these alone.
    keys: Vec<u128>,
    cells: Vec<Cell>,
    /// Of the same places; empty where the seat model does not ask.
    inputs: Vec<Input>,
    /// What a text's hash is shifted by to be a pair of places.
    shift: u32,
    /// Texts that were forgotten for another one since the list grew.
    forgotten: usize,
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

/// The key of two texts that count together and have at most [`LONGEST`] bytes between them. Both lengths stand in the
/// highest byte.
#[inline]
pub(super) fn key_of_both(first: u128, second: u128) -> Option<u128> {
    let lengths = [first, second].map(|key| (key >> 120) as usize);
    if lengths[0] + lengths[1] > LONGEST {
        return None;
    }
    let text = |key: u128| key & (u128::MAX >> 8);
    let mark = (lengths[0] << 4 | lengths[1]) as u128;
    Some(text(first) | text(second) << (8 * lengths[0]) | mark << 120)
}

impl Memo {
    /// Of a signal about which no text was read.
    pub(super) fn of(slot: &Slot<'_>) -> Self {
        let places = FIRST + KEPT_AT_FIRST;
        let inputs = if slot.feeds_seats { vec![slot.input(None); places] } else { Vec::new() };
        let (keys, cells) = (vec![NO_TEXT; places], vec![slot.cell(None); places]);
        Self { keys, cells, inputs, shift: shift_of(KEPT_AT_FIRST), forgotten: 0 }
    }

    #[inline]
    pub(super) fn cell(&self, at: u32) -> &Cell {
        &self.cells[at as usize]
    }

    /// What the seat model asks of a cell; of a signal that it does not read, nothing is known.
    pub(super) fn input(&self, at: u32) -> Input {
        self.inputs.get(at as usize).copied().unwrap_or(Input::UNKNOWN)
    }

    /// The place of what nothing adds.
    #[inline]
    pub(super) fn unknown(&self) -> u32 {
        UNKNOWN
    }

    /// Keeps a cell until the next one.
    pub(super) fn loose(&mut self, cell: Cell, input: Input) -> u32 {
        self.put(LOOSE as usize, NO_TEXT, cell, input);
        LOOSE
    }

    /// Where the cell of this text is kept. In which of its two places a text stands cannot be foretold, so nothing branches on
    /// it.
    #[inline]
    pub(super) fn find(&self, key: u128) -> Option<u32> {
        let at = self.place(key);
        let (first, second) = (self.keys[at] == key, self.keys[at + 1] == key);
        (first | second).then_some(at as u32 + u32::from(second))
    }

    /// The first of the two places of a text.
    #[inline]
    fn place(&self, key: u128) -> usize {
        let folded = (key as u64) ^ ((key >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        FIRST + 2 * (folded.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> self.shift) as usize
    }

    /// Keeps the cell of a text that is not there, and tells where. Of three texts for two places, the oldest is forgotten.
    pub(super) fn keep(&mut self, key: u128, cell: Cell, input: Input) -> u32 {
        let mut at = self.place(key);
        if self.keys[at + 1] != NO_TEXT {
            self.forgotten += 1;
            if self.forgotten > self.keys.len() / 2 && self.keys.len() < KEPT_AT_MOST {
                self.grow();
                at = self.place(key);
            }
        }
        self.insert(at, key, cell, input);
        at as u32
    }

    /// At a pair of places: what stands first moves on.
    fn insert(&mut self, at: usize, key: u128, cell: Cell, input: Input) {
        self.put(at + 1, self.keys[at], self.cells[at], self.input(at as u32));
        self.put(at, key, cell, input);
    }

    fn put(&mut self, at: usize, key: u128, cell: Cell, input: Input) {
        (self.keys[at], self.cells[at]) = (key, cell);
        if let Some(place) = self.inputs.get_mut(at) {
            *place = input;
        }
    }

    /// Twice the room; everything that is known keeps a place.
    fn grow(&mut self) {
        let places = self.keys.len();
        let kept = 2 * (places - FIRST);
        let unknown = UNKNOWN as usize;
        let more = Self {
            keys: vec![NO_TEXT; FIRST + kept],
            cells: vec![self.cells[unknown]; FIRST + kept],
            inputs: self.inputs.first().map_or_else(Vec::new, |input| vec![*input; FIRST + kept]),
            shift: shift_of(kept),
            forgotten: 0,
        };
        let before = std::mem::replace(self, more);
        // The newer of two stands first, and has to come last.
        for old in (FIRST..places).rev().filter(|old| before.keys[*old] != NO_TEXT) {
            let key = before.keys[old];
            self.insert(self.place(key), key, before.cells[old], before.input(old as u32));
        }
    }
}

/// For half as many pairs as texts are kept.
const fn shift_of(kept: usize) -> u32 {
    65 - kept.trailing_zeros()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::Triple;

    fn memo() -> Memo {
        let places = FIRST + KEPT_AT_FIRST;
        let cells = vec![Cell::of(Triple::all(-1.0), 0.0); places];
        Memo { keys: vec![NO_TEXT; places], cells, inputs: Vec::new(), shift: shift_of(KEPT_AT_FIRST), forgotten: 0 }
    }

    fn key(text: &str) -> u128 {
        let mut padded = text.as_bytes().to_vec();
        padded.extend_from_slice(&[b'x'; 16]);
        key_of(&padded, 0, text.len()).expect("short")
    }

    fn keep(memo: &mut Memo, n: u32) -> u32 {
        memo.keep(key(&n.to_string()), Cell::of(Triple::all(f64::from(n)), 0.0), Input::UNKNOWN)
    }

    #[test]
    fn a_text_is_found_with_its_own_cell_or_not_at_all() {
        let mut memo = memo();
        for n in 0..20_000 {
            assert_eq!(memo.find(key(&n.to_string())), None);
            let at = keep(&mut memo, n);
            assert_eq!(memo.find(key(&n.to_string())), Some(at));
        }
        let found = |n: &u32| memo.find(key(&n.to_string())).map(|at| memo.cell(at).part.best);
        assert!((0..20_000).all(|n| found(&n).is_none_or(|best| best == f64::from(n))));
        let kept = (0..20_000).filter(|n| found(n).is_some()).count();
        assert!((KEPT_AT_MOST / 2..=KEPT_AT_MOST).contains(&kept), "{kept}");
        assert_eq!(memo.keys.len(), FIRST + KEPT_AT_MOST);
    }

    #[test]
    fn few_texts_stay_in_a_short_list() {
        let mut memo = memo();
        for _ in 0..100 {
            for n in 0..10 {
                if memo.find(key(&n.to_string())).is_none() {
                    keep(&mut memo, n);
                }
            }
        }
        assert_eq!(memo.keys.len(), FIRST + KEPT_AT_FIRST);
    }

    #[test]
    fn two_texts_have_a_key_of_their_own() {
        let texts = ["", "1", "12", "121", "0.75", "2", "21", "\0"];
        let pairs = texts.iter().flat_map(|first| texts.iter().map(move |second| (first, second)));
        let keys: std::collections::BTreeSet<u128> =
            pairs.map(|(first, second)| key_of_both(key(first), key(second)).expect("short")).collect();
        assert_eq!(keys.len(), texts.len() * texts.len());
        assert!(!keys.contains(&NO_TEXT));
        assert_eq!(key_of_both(key("12345678"), key("12345678")), None);
    }
}

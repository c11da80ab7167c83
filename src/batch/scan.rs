//! Records and fields of a block of comma-separated text (RFC 4180, read as the csv crate reads it).
//!
//! Only delimiters, quotes and line ends are looked for; what a field says is looked at where it is needed. A quote opens
//! a field only as its first byte; elsewhere it is a letter like any other.

use std::borrow::Cow;

use wide::u8x16;

/// Bytes behind a block that may be read, so that a short field can be loaded in one go.
pub(super) const PADDING: usize = 16;

/// Where a field lies in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) quotes: Quotes,
}

/// Quotes within `start..end` of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Not one.
    None,
    /// Around all of it; inside only doubled ones, and no line end.
    Around,
    /// It begins with one, and is not so simple.
    Odd,
    /// Only behind the first byte, where they are letters.
    Inside,
}

impl Field {
    /// A field that a short record does not have.
    pub(super) const MISSING: Self = Self { start: 0, end: 0, quotes: Quotes::None };

    /// Whether it begins with a quote.
    pub(super) fn is_quoted(self) -> bool {
        matches!(self.quotes, Quotes::Around | Quotes::Odd)
    }

    /// The bytes as they stand in the block, quotes and all.
    pub(super) fn raw(self, block: &[u8]) -> &[u8] {
        &block[self.start as usize..self.end as usize]
    }

    /// The bytes that are meant.
    pub(super) fn content(self, block: &[u8]) -> Cow<'_, [u8]> {
        let raw = self.raw(block);
        if !self.is_quoted() {
            return Cow::Borrowed(raw);
        }
        let inner = &raw[1..];
        match inner.iter().position(|byte| *byte == b'"') {
            Some(close) if close + 1 == inner.len() => Cow::Borrowed(&inner[..close]),
            _ => Cow::Owned(unquoted(inner)),
        }
    }
}

/// The content behind an opening quote: doubled quotes are one; what follows the closing one is taken as it is.
fn unquoted(inner: &[u8]) -> Vec<u8> {
    let mut content = Vec::with_capacity(inner.len());
    let mut at = 0;
    while let Some(byte) = inner.get(at) {
        at += 1;
        if *byte != b'"' {
            content.push(*byte);
        } else if inner.get(at) == Some(&b'"') {
            content.push(b'"');
            at += 1;
        } else {
            content.extend_from_slice(&inner[at..]);
            break;
        }
    }
    content
}

/// Bytes that are looked at in one go, a bit for each.
const WINDOW: usize = 64;

/// Places of delimiters, quotes and line ends, [`WINDOW`] bytes at a time. Fields are short, so that a search for the next
/// of them would spend its time on beginning.
struct Hits<'b> {
    block: &'b [u8],
    delimiter: u8x16,
    /// Where the window begins that is looked at.
    window: usize,
    /// The bytes of the window that are still to be told.
    left: u64,
}

impl<'b> Hits<'b> {
    fn new(block: &'b [u8], delimiter: u8) -> Self {
        let mut hits = Self { block, delimiter: u8x16::splat(delimiter), window: 0, left: 0 };
        hits.left = hits.of_window(0);
        hits
    }

    /// Hits in the window at `at`; bytes behind the block are none.
    #[inline]
    fn of_window(&self, at: usize) -> u64 {
        match self.block.get(at..).and_then(<[u8]>::first_chunk) {
            Some(bytes) => self.of_bytes(bytes),
            None => self.of_last(self.block.get(at..).unwrap_or_default()),
        }
    }

    #[inline]
    fn of_bytes(&self, bytes: &[u8; WINDOW]) -> u64 {
        let (line_end, quote) = (u8x16::splat(b'\n'), u8x16::splat(b'"'));
        let mut hits = 0;
        let (lanes, _) = bytes.as_chunks::<16>();
        for (at, lane) in lanes.iter().enumerate() {
            let lane = u8x16::new(*lane);
            let found = lane.simd_eq(self.delimiter) | lane.simd_eq(line_end) | lane.simd_eq(quote);
            hits |= u64::from(found.to_bitmask()) << (16 * at);
        }
        hits
    }

    /// Fewer bytes than a window has, filled up with what is no hit.
    #[cold]
    fn of_last(&self, bytes: &[u8]) -> u64 {
        let mut window = [0; WINDOW];
        window[..bytes.len()].copy_from_slice(bytes);
        self.of_bytes(&window)
    }

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            self.window += WINDOW;
            if self.window >= self.block.len() {
                return None;
            }
            self.left = self.of_window(self.window);
        }
        let hit = self.window + self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(hit)
    }
}

/// Walks over the records of a block.
pub(super) struct Scanner<'b> {
    block: &'b [u8],
    hits: Hits<'b>,
    at: usize,
}

impl<'b> Scanner<'b> {
    /// `block` begins with a record and ends with the end of one.
    pub(super) fn new(block: &'b [u8], delimiter: u8) -> Self {
        Self { block, hits: Hits::new(block, delimiter), at: 0 }
    }

    /// Puts the fields of the next record into `fields`; whether there was one. Blank lines are none.
    pub(super) fn next_into(&mut self, fields: &mut Vec<Field>) -> bool {
        loop {
            fields.clear();
            if self.at >= self.block.len() {
                return false;
            }
            self.record(fields);
            let is_blank = matches!(fields.as_slice(), [only] if only.start == only.end);
            if !is_blank {
                return true;
            }
        }
    }

    /// Where the record that was read last ends, with its line end.
    pub(super) fn end_of_record(&self) -> usize {
        self.at
    }

    fn record(&mut self, fields: &mut Vec<Field>) {
        let (mut start, mut quotes) = (self.at, Quotes::None);
        // Where the quote stands that closes the field, if it is quoted.
        let mut closed = 0;
        let field = |start: usize, end: usize, quotes: Quotes, closed: usize| {
            let is_odd = quotes == Quotes::Around && closed + 1 != end;
            // Blocks are far shorter than 4 GiB.
            Field { start: start as u32, end: end as u32, quotes: if is_odd { Quotes::Odd } else { quotes } }
        };
        loop {
            let Some(hit) = self.hits.next() else {
                fields.push(field(start, self.block.len(), quotes, closed));
                self.at = self.block.len();
                return;
            };
            match self.block[hit] {
                b'"' if hit == start => {
                    quotes = Quotes::Around;
                    closed = self.skip_quoted();
                }
                b'"' if quotes == Quotes::None => quotes = Quotes::Inside,
                b'"' => {}
                b'\n' => {
                    let end = if hit > start && self.block[hit - 1] == b'\r' { hit - 1 } else { hit };
                    fields.push(field(start, end, quotes, closed));
                    self.at = hit + 1;
                    return;
                }
                _ => {
                    fields.push(field(start, hit, quotes, closed));
                    (start, quotes) = (hit + 1, Quotes::None);
                }
            }
        }
    }

    /// Passes by everything up to the quote that closes the field, and tells where that is; 0 where it is never closed, or
    /// a line end stands before.
    fn skip_quoted(&mut self) -> usize {
        let mut has_line_end = false;
        while let Some(hit) = self.hits.next() {
            match self.block[hit] {
                b'"' if self.block.get(hit + 1) == Some(&b'"') => drop(self.hits.next()),
                b'"' => return if has_line_end { 0 } else { hit },
                other => has_line_end |= other == b'\n',
            }
        }
        0
    }
}

/// Where the last whole record of `block` ends; `None` when it holds none. `block` begins with a record.
pub(super) fn last_record_end(block: &[u8], delimiter: u8) -> Option<usize> {
    let (mut from, mut end) = (0, None);
    let line_end = |from: usize, to: usize| memchr::memrchr(b'\n', &block[from..to]).map(|at| from + at + 1);
    let mut quotes = memchr::memchr_iter(b'"', block);
    while let Some(quote) = quotes.next() {
        let opens = quote == 0 || block[quote - 1] == delimiter || block[quote - 1] == b'\n';
        if !opens {
            continue;
        }
        end = line_end(from, quote).or(end);
        loop {
            let Some(close) = quotes.next() else { return end };
            if block.get(close + 1) != Some(&b'"') {
                from = close + 1;
                break;
            }
            // The second of two is part of what is quoted.
            quotes.next();
        }
    }
    line_end(from, block.len()).or(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &[u8]) -> Vec<Vec<Vec<u8>>> {
        let mut scanner = Scanner::new(text, b',');
        let (mut fields, mut rows) = (Vec::new(), Vec::new());
        while scanner.next_into(&mut fields) {
            rows.push(fields.iter().map(|field| field.content(text).into_owned()).collect());
        }
        rows
    }

    fn read_by_csv(text: &[u8]) -> Vec<Vec<Vec<u8>>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
        let rows = reader.byte_records().map(|row| row.expect("in memory"));
        rows.map(|row| row.iter().map(<[u8]>::to_vec).collect()).collect()
    }

    /// Text made of the bytes that matter. A lone carriage return ends a record for the csv crate and none here.
    fn tables() -> impl Strategy<Value = Vec<u8>> {
        let part = prop_oneof![
            4 => Just(",".to_owned()), 3 => Just("\n".to_owned()), 2 => Just("\r\n".to_owned()),
            2 => Just("\"".to_owned()), 1 => Just("\"\"".to_owned()), 4 => "[a-c]{1,3}", 1 => Just("\"x,\ny\"".to_owned())
        ];
        prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat().into_bytes())
    }

    proptest! {
        #[test]
        fn every_table_is_read_as_the_csv_crate_reads_it(text in tables()) {
            prop_assert_eq!(read(&text), read_by_csv(&text));
        }

        /// Cutting at a record's end changes nothing.
        #[test]
        fn blocks_end_with_whole_records(text in tables(), cut in 0_usize..80) {
            let cut = cut.min(text.len());
            if let Some(end) = last_record_end(&text[..cut], b',') {
                let mut parts = read(&text[..end]);
                parts.extend(read(&text[end..]));
                prop_assert_eq!(parts, read(&text));
            }
        }
    }

    #[test]
    fn a_table_without_quotes_ends_at_its_last_line() {
        assert_eq!(last_record_end(b"a,b\nc,d\ne", b','), Some(8));
        assert_eq!(last_record_end(b"a,\"b\nc,d\ne", b','), None);
        assert_eq!(last_record_end(b"x\na,\"b\nc,d\ne", b','), Some(2));
        assert_eq!(last_record_end(b"a,\"b\"\"\n\"\nc", b','), Some(9));
    }
}

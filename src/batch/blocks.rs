//! A stream cut into blocks of whole records.

use std::io::Read;
use std::ops::RangeInclusive;

use super::error::BatchError;
use super::scan::{Field, PADDING, Scanner, last_record_end};

/// Bytes that are worked on in one go: enough to make handing over cheap, few enough to stay in a core's own cache.
const BLOCK: usize = 256 * 1024;
/// A record longer than this is no record: a quote was not closed.
const LONGEST_RECORD: usize = 64 * 1024 * 1024;

/// Bytes that mean the same to every reader.
pub(super) const PRINTABLE: RangeInclusive<u8> = b' '..=b'~';

/// Whole records, and [`PADDING`] zeros behind them.
#[derive(Debug, Default)]
pub(super) struct Block {
    bytes: Vec<u8>,
    length: usize,
    delimiter: u8,
    is_printable: bool,
}

impl Block {
    /// The records.
    pub(super) fn records(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// A block of one record.
    pub(super) fn of_record(record: &[u8], delimiter: u8) -> Self {
        let mut bytes = record.to_vec();
        bytes.extend_from_slice(&[0; PADDING]);
        Self { bytes, length: record.len(), delimiter, is_printable: is_printable(record) }
    }

    /// The byte between two fields.
    pub(super) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Whether all of its bytes are [`PRINTABLE`], but for line ends.
    pub(super) fn is_printable(&self) -> bool {
        self.is_printable
    }

    /// The same with the padding.
    pub(super) fn padded(&self) -> &[u8] {
        &self.bytes
    }
}

/// Reads blocks off a stream. The same stream gives the same blocks, however its bytes arrive.
pub(super) struct Blocks<R> {
    source: R,
    rest: Vec<u8>,
    delimiter: u8,
    has_ended: bool,
}

impl<R: Read> Blocks<R> {
    /// Reads the header, too: the names of the columns. `delimiter` of `None`: the likeliest of `,`, `;`, tab and `|`.
    pub(super) fn open(source: R, delimiter: Option<u8>) -> Result<(Self, Vec<String>), BatchError> {
        let mut blocks = Self { source, rest: Vec::new(), delimiter: delimiter.unwrap_or(b','), has_ended: false };
        blocks.fill(BLOCK)?;
        if blocks.rest.starts_with(b"\xef\xbb\xbf") {
            blocks.rest.drain(..3);
        }
        if blocks.rest.starts_with(b"\xff\xfe") || blocks.rest.starts_with(b"\xfe\xff") {
            return Err(BatchError::Utf16);
        }
        let is_blank = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_whitespace);
        if is_blank(&blocks.rest) {
            return Err(BatchError::Empty);
        }
        let line_end = memchr::memchr(b'\n', &blocks.rest).unwrap_or(blocks.rest.len());
        blocks.delimiter = delimiter.unwrap_or_else(|| likeliest_delimiter(&blocks.rest[..line_end]));
        let names = blocks.take_header()?;
        Ok((blocks, names))
    }

    /// The byte between two fields.
    pub(super) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    fn take_header(&mut self) -> Result<Vec<String>, BatchError> {
        let mut fields = Vec::new();
        loop {
            let mut scanner = Scanner::new(&self.rest, self.delimiter);
            scanner.next_into(&mut fields);
            let end = scanner.end_of_record();
            let is_whole = end <= last_record_end(&self.rest, self.delimiter).unwrap_or(0);
            if is_whole || self.has_ended {
                let name = |field: &Field| String::from_utf8_lossy(&field.content(&self.rest)).trim().to_owned();
                let names = fields.iter().map(name).collect();
                self.rest.drain(..end);
                return Ok(names);
            }
            self.grow()?;
        }
    }

    /// The next block, in `block`; whether there was one.
    pub(super) fn next_into(&mut self, block: &mut Block) -> Result<bool, BatchError> {
        self.fill(BLOCK)?;
        let end = loop {
            if self.has_ended {
                break self.rest.len();
            }
            match last_record_end(&self.rest, self.delimiter) {
                Some(end) => break end,
                None => self.grow()?,
            }
        };
        if end == 0 {
            return Ok(false);
        }
        block.bytes.clear();
        block.bytes.extend_from_slice(&self.rest[..end]);
        if block.bytes.last() != Some(&b'\n') {
            block.bytes.push(b'\n');
        }
        (block.length, block.delimiter) = (block.bytes.len(), self.delimiter);
        block.is_printable = is_printable(&block.bytes);
        block.bytes.extend_from_slice(&[0; PADDING]);
        self.rest.drain(..end);
        Ok(true)
    }

    /// Makes room for a record that is longer than a block.
    fn grow(&mut self) -> Result<(), BatchError> {
        if self.rest.len() >= LONGEST_RECORD {
            return Err(BatchError::EndlessRecord { limit_mib: LONGEST_RECORD / 1024 / 1024 });
        }
        self.fill(self.rest.len() * 2)
    }

    /// Reads until `rest` has so many bytes, or the stream ends.
    fn fill(&mut self, wanted: usize) -> Result<(), BatchError> {
        let missing = wanted.saturating_sub(self.rest.len());
        if missing == 0 || self.has_ended {
            return Ok(());
        }
        let limited = (&mut self.source).take(missing as u64);
        read_all(limited, &mut self.rest).map_err(BatchError::Read)?;
        self.has_ended = self.rest.len() < wanted;
        Ok(())
    }
}

/// Without a branch for each byte, so that many are looked at in one step.
fn is_printable(bytes: &[u8]) -> bool {
    let is_fine =
        |byte: u8, next: u8| PRINTABLE.contains(&byte) | (byte == b'\n') | ((byte == b'\r') & (next == b'\n'));
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let are_fine = pairs.fold(true, |all, (byte, next)| all & is_fine(*byte, *next));
    are_fine && bytes.last().is_none_or(|last| is_fine(*last, 0))
}

fn read_all(mut source: impl Read, into: &mut Vec<u8>) -> std::io::Result<()> {
    source.read_to_end(into).map(drop)
}

/// The candidate that stands most often in the header; a comma when none does.
fn likeliest_delimiter(header: &[u8]) -> u8 {
    let count = |candidate: u8| memchr::memchr_iter(candidate, header).count();
    let mut best = (b',', count(b','));
    for candidate in *b";\t|" {
        if count(candidate) > best.1 {
            best = (candidate, count(candidate));
        }
    }
    best.0
}

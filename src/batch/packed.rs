//! Tables that are packed with gzip or Zstandard.

use std::io::{self, BufReader, Chain, Cursor, Read, Write};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

/// Level of packed answers: near the knee of both methods' curves.
const GZIP_LEVEL: u32 = 4;
const ZSTD_LEVEL: i32 = 3;

/// How a stream is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    Plain,
    /// gzip, `.gz`.
    Gzip,
    /// Zstandard, `.zst`.
    Zstd,
}

impl Packing {
    /// The packing that a file name asks for.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        let lower = name.to_lowercase();
        match lower.rsplit('.').next() {
            Some("gz") => Self::Gzip,
            Some("zst") => Self::Zstd,
            _ => Self::Plain,
        }
    }

    fn of_start(start: &[u8]) -> Self {
        match start {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd] => Self::Zstd,
            _ => Self::Plain,
        }
    }
}

/// `source` unpacked, if it is packed: told by its first bytes, whatever its name.
///
/// # Errors
/// What reading the first bytes gives; Parquet is refused with a hint.
pub fn unpacked<'r>(mut source: impl Read + Send + 'r) -> io::Result<Box<dyn Read + Send + 'r>> {
    let mut start = Vec::new();
    (&mut source).take(4).read_to_end(&mut start)?;
    let packing = Packing::of_start(&start);
    if start == *b"PAR1" {
        let hint = "it is Parquet; make it CSV first: duckdb -c \"COPY 'in.parquet' TO 'in.csv'\"";
        return Err(io::Error::new(io::ErrorKind::Unsupported, hint));
    }
    let whole: Chain<Cursor<Vec<u8>>, _> = Cursor::new(start).chain(source);
    Ok(match packing {
        Packing::Plain => Box::new(whole),
        Packing::Gzip => Box::new(MultiGzDecoder::new(BufReader::new(whole))),
        Packing::Zstd => Box::new(zstd::Decoder::new(whole)?),
    })
}

/// A sink that packs what is written to it.
pub enum PackedWriter<W: Write> {
    /// Not at all.
    Plain(W),
    /// gzip.
    Gzip(GzEncoder<W>),
    /// Zstandard.
    Zstd(zstd::Encoder<'static, W>),
}

impl<W: Write> PackedWriter<W> {
    /// Packs into `sink`.
    ///
    /// # Errors
    /// When the packer cannot be set up.
    pub fn new(sink: W, packing: Packing) -> io::Result<Self> {
        Ok(match packing {
            Packing::Plain => Self::Plain(sink),
            Packing::Gzip => Self::Gzip(GzEncoder::new(sink, Compression::new(GZIP_LEVEL))),
            Packing::Zstd => Self::Zstd(zstd::Encoder::new(sink, ZSTD_LEVEL)?),
        })
    }

    /// Writes what is still to be written, and gives the sink back.
    ///
    /// # Errors
    /// What the sink gives.
    pub fn finish(self) -> io::Result<W> {
        match self {
            Self::Plain(sink) => Ok(sink),
            Self::Gzip(packer) => packer.finish(),
            Self::Zstd(packer) => packer.finish(),
        }
    }
}

impl<W: Write> Write for PackedWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(sink) => sink.write(bytes),
            Self::Gzip(packer) => packer.write(bytes),
            Self::Zstd(packer) => packer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(sink) => sink.flush(),
            // Flushing a packer costs size; `finish` does it.
            Self::Gzip(_) | Self::Zstd(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again() {
        let text = b"role,company.headcount\na,120\n".repeat(1000);
        for (name, packing) in [("a.csv", Packing::Plain), ("a.csv.GZ", Packing::Gzip), ("a.csv.zst", Packing::Zstd)] {
            assert_eq!(Packing::of_name(name), packing);
            let mut packer = PackedWriter::new(Vec::new(), packing).expect("in memory");
            packer.write_all(&text).expect("in memory");
            let packed = packer.finish().expect("in memory");
            assert_eq!(packed.len() < text.len(), packing != Packing::Plain);
            let mut out = Vec::new();
            unpacked(packed.as_slice()).expect("in memory").read_to_end(&mut out).expect("in memory");
            assert_eq!(out, text, "{name}");
        }
    }
}

//! Tables that are packed: with gzip or Zstandard, or as Parquet.

use std::io::{self, BufReader, Chain, Cursor, Read, Seek, Write};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

#[cfg(feature = "parquet")]
use parquet::file::reader::ChunkReader;

#[cfg(feature = "parquet")]
use super::parquet::{ParquetText, ParquetWriter};
use super::write::CellType;

/// Level of packed answers: near the knee of both methods' curves.
const GZIP_LEVEL: u32 = 4;
pub(super) const ZSTD_LEVEL: i32 = 3;

/// How a stream is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    Plain,
    /// gzip, `.gz`.
    Gzip,
    /// Zstandard, `.zst`.
    Zstd,
    /// Parquet, `.parquet`.
    Parquet,
}

impl Packing {
    /// The packing that a file name asks for.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        let lower = name.to_lowercase();
        match lower.rsplit('.').next() {
            Some("gz") => Self::Gzip,
            Some("zst") => Self::Zstd,
            Some("parquet") => Self::Parquet,
            _ => Self::Plain,
        }
    }

    fn of_start(start: &[u8]) -> Self {
        match start {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd] => Self::Zstd,
            b"PAR1" => Self::Parquet,
            _ => Self::Plain,
        }
    }
}

/// `source` unpacked, if it is packed: told by its first bytes, whatever its name.
///
/// # Errors
/// What reading the first bytes gives; Parquet is refused with a hint, since its end comes first: see [`unpacked_file`].
pub fn unpacked<'r>(mut source: impl Read + Send + 'r) -> io::Result<Box<dyn Read + Send + 'r>> {
    let mut start = Vec::new();
    (&mut source).take(4).read_to_end(&mut start)?;
    let packing = Packing::of_start(&start);
    let whole: Chain<Cursor<Vec<u8>>, _> = Cursor::new(start).chain(source);
    Ok(match packing {
        Packing::Plain => Box::new(whole),
        Packing::Gzip => Box::new(MultiGzDecoder::new(BufReader::new(whole))),
        Packing::Zstd => Box::new(zstd::Decoder::new(whole)?),
        Packing::Parquet => return Err(no_parquet("Parquet cannot be read from a stream; save it as a file")),
    })
}

/// A file, as far as it is read here.
#[cfg(feature = "parquet")]
pub trait TableFile: Read + Seek + Send + ChunkReader {}
#[cfg(feature = "parquet")]
impl<F: Read + Seek + Send + ChunkReader> TableFile for F {}
/// A file, as far as it is read here.
#[cfg(not(feature = "parquet"))]
pub trait TableFile: Read + Seek + Send {}
#[cfg(not(feature = "parquet"))]
impl<F: Read + Seek + Send> TableFile for F {}

/// The same of a file, from its beginning; `count` is told how many of its bytes were read. Parquet is read, too.
///
/// # Errors
/// What reading gives; Parquet without the feature `parquet` is refused with a hint.
pub fn unpacked_file<'r>(
    mut file: impl TableFile + 'static,
    count: impl Fn(u64) + Send + 'r,
) -> io::Result<Box<dyn Read + Send + 'r>> {
    let mut start = Vec::new();
    (&mut file).take(4).read_to_end(&mut start)?;
    file.rewind()?;
    if Packing::of_start(&start) != Packing::Parquet {
        return unpacked(Counted { source: file, read: 0, count });
    }
    #[cfg(feature = "parquet")]
    return Ok(Box::new(ParquetText::open(file)?));
    #[cfg(not(feature = "parquet"))]
    Err(no_parquet(
        "it is Parquet, which this build does not read (cargo install with --features parquet does); make it CSV first: \
         duckdb -c \"COPY 'in.parquet' TO 'in.csv'\"",
    ))
}

fn no_parquet(hint: &str) -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, hint)
}

/// Tells how far a source was read.
struct Counted<R, C> {
    source: R,
    read: u64,
    count: C,
}

impl<R: Read, C: Fn(u64)> Read for Counted<R, C> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(into)?;
        self.read += read as u64;
        (self.count)(self.read);
        Ok(read)
    }
}

/// A sink that packs what is written to it.
pub enum PackedWriter<W: Write + Send> {
    /// Not at all.
    Plain(W),
    /// gzip.
    Gzip(GzEncoder<W>),
    /// Zstandard.
    Zstd(zstd::Encoder<'static, W>),
    /// Parquet.
    #[cfg(feature = "parquet")]
    Parquet(Box<ParquetWriter<W>>),
}

impl<W: Write + Send> PackedWriter<W> {
    /// Packs CSV text with these columns into `sink`; only Parquet looks at them.
    ///
    /// # Errors
    /// When the packer cannot be set up; Parquet without the feature `parquet`.
    pub fn new(sink: W, packing: Packing, columns: &[(String, CellType)]) -> io::Result<Self> {
        Ok(match packing {
            Packing::Plain => Self::Plain(sink),
            Packing::Gzip => Self::Gzip(GzEncoder::new(sink, Compression::new(GZIP_LEVEL))),
            Packing::Zstd => Self::Zstd(zstd::Encoder::new(sink, ZSTD_LEVEL)?),
            #[cfg(feature = "parquet")]
            Packing::Parquet => Self::Parquet(Box::new(ParquetWriter::new(sink, columns)?)),
            #[cfg(not(feature = "parquet"))]
            Packing::Parquet => {
                let _ = columns;
                let hint =
                    "this build does not write Parquet (cargo install with --features parquet does); write .csv.zst";
                return Err(no_parquet(hint));
            }
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
            #[cfg(feature = "parquet")]
            Self::Parquet(packer) => packer.finish(),
        }
    }
}

impl<W: Write + Send> Write for PackedWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(sink) => sink.write(bytes),
            Self::Gzip(packer) => packer.write(bytes),
            Self::Zstd(packer) => packer.write(bytes),
            #[cfg(feature = "parquet")]
            Self::Parquet(packer) => packer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(sink) => sink.flush(),
            // Flushing a packer costs size; `finish` does it.
            Self::Gzip(_) | Self::Zstd(_) => Ok(()),
            #[cfg(feature = "parquet")]
            Self::Parquet(_) => Ok(()),
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
            let mut packer = PackedWriter::new(Vec::new(), packing, &[]).expect("in memory");
            packer.write_all(&text).expect("in memory");
            let packed = packer.finish().expect("in memory");
            assert_eq!(packed.len() < text.len(), packing != Packing::Plain);
            let mut out = Vec::new();
            unpacked(packed.as_slice()).expect("in memory").read_to_end(&mut out).expect("in memory");
            assert_eq!(out, text, "{name}");
        }
    }
}

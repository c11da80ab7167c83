//! Tables in Parquet, as the CSV text that the rest reads and writes: both ends are put before and behind it.

use std::io::{self, Read, Write};
use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchReader as _};
use arrow_csv::reader::Decoder;
use arrow_csv::{ReaderBuilder, WriterBuilder};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::ChunkReader;

use super::write::CellType;

/// Rows that are turned into text, or back, in one go.
const BATCH: usize = 8192;
/// Rows of a group of the answer. All of a group is kept until it is whole.
const GROUP: usize = 16 * BATCH;

/// The text of a Parquet file, with a header.
pub(super) struct ParquetText {
    batches: ParquetRecordBatchReader,
    text: Vec<u8>,
    at: usize,
    is_begun: bool,
}

impl ParquetText {
    /// Reads what the file says of itself, which stands at its end.
    pub(super) fn open(file: impl ChunkReader + 'static) -> io::Result<Self> {
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(of_parquet)?;
        let is_nested = |field: &&Arc<Field>| field.data_type().is_nested();
        if let Some(nested) = builder.schema().fields().iter().find(is_nested) {
            let problem = format!("column `{}` holds lists or structures; expected plain columns", nested.name());
            return Err(io::Error::new(io::ErrorKind::InvalidData, problem));
        }
        let batches = builder.with_batch_size(BATCH).build().map_err(of_parquet)?;
        Ok(Self { batches, text: Vec::new(), at: 0, is_begun: false })
    }

    /// The next rows as text; whether there were any.
    fn next(&mut self) -> io::Result<bool> {
        self.text.clear();
        self.at = 0;
        let schema = self.batches.schema();
        let batch = match self.batches.next() {
            Some(batch) => batch.map_err(of_arrow)?,
            // A table without rows has a header, too.
            None if !self.is_begun => RecordBatch::new_empty(schema),
            None => return Ok(false),
        };
        let mut writer = WriterBuilder::new().with_header(!self.is_begun).build(&mut self.text);
        writer.write(&batch).map_err(of_arrow)?;
        drop(writer);
        self.is_begun = true;
        Ok(true)
    }
}

impl Read for ParquetText {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() {
            if !self.next()? {
                return Ok(0);
            }
        }
        let read = (&self.text[self.at..]).read(into)?;
        self.at += read;
        Ok(read)
    }
}

/// Takes CSV text with a header and writes it as Parquet. The same text gives the same bytes.
pub struct ParquetWriter<W: Write + Send> {
    decoder: Decoder,
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// `columns` are those of the header, in order.
    pub(super) fn new(sink: W, columns: &[(String, CellType)]) -> io::Result<Self> {
        let field = |(name, cell_type): &(String, CellType)| Field::new(name, arrow_type(*cell_type), true);
        let schema = Arc::new(Schema::new(columns.iter().map(field).collect::<Vec<_>>()));
        let decoder = ReaderBuilder::new(Arc::clone(&schema)).with_header(true).with_batch_size(BATCH).build_decoder();
        let level = ZstdLevel::try_new(super::packed::ZSTD_LEVEL).map_err(of_parquet)?;
        let properties = WriterProperties::builder()
            .set_created_by(concat!("skiplevel ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::ZSTD(level))
            .set_max_row_group_row_count(Some(GROUP))
            .build();
        let writer = ArrowWriter::try_new(sink, schema, Some(properties)).map_err(of_parquet)?;
        Ok(Self { decoder, writer })
    }

    fn write_rows(&mut self) -> io::Result<()> {
        match self.decoder.flush().map_err(of_arrow)? {
            Some(batch) => self.writer.write(&batch).map_err(of_parquet),
            None => Ok(()),
        }
    }

    /// Writes what is still to be written, and gives the sink back.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.write_rows()?;
        self.writer.into_inner().map_err(of_parquet)
    }
}

impl<W: Write + Send> Write for ParquetWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut left = bytes;
        while !left.is_empty() {
            let taken = self.decoder.decode(left).map_err(of_arrow)?;
            left = &left[taken..];
            if self.decoder.capacity() == 0 {
                self.write_rows()?;
            }
        }
        Ok(bytes.len())
    }

    /// Rows are written in groups; `finish` writes the last one.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn arrow_type(cell_type: CellType) -> DataType {
    match cell_type {
        CellType::Text => DataType::Utf8,
        CellType::Number => DataType::Float64,
        CellType::Count => DataType::UInt32,
        CellType::Day => DataType::Date32,
    }
}

/// An error of the disk stays one.
fn of_parquet(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(cause) => *cause,
            Err(cause) => io::Error::other(cause),
        },
        other => io::Error::new(io::ErrorKind::InvalidData, other),
    }
}

fn of_arrow(error: ArrowError) -> io::Error {
    match error {
        ArrowError::IoError(_, cause) => cause,
        other => io::Error::new(io::ErrorKind::InvalidData, other),
    }
}

//! Copies a CSV table record by record with the csv crate, on one thread: the plainest thing that can be done with a table,
//! and what the speed of `batch` is measured against (`docs/scale.md`).

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths = std::env::args_os().skip(1);
    let (from, to) = (paths.next().ok_or("from?")?, paths.next().ok_or("to?")?);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(from)?;
    let mut writer = csv::Writer::from_path(to)?;
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record)? {
        writer.write_byte_record(&record)?;
    }
    writer.flush()?;
    Ok(())
}

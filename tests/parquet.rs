//! `batch` with Parquet at both ends (`--features parquet`).
#![cfg(feature = "parquet")]

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;

const CSV: &str = "\
role,department.eng_headcount,company.headcount_growth_12m,company.funding_round,department.m2_seat_planned,place
a,120,25.5,2025-11-01,yes,\"Berlin, DE\"
b,,-3,,no,=1+1
c,64,,2024-02-29,,São Paulo
";

fn batch(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_skiplevel"));
    command.current_dir(folder).arg("batch").args(arguments);
    command
        .args(["--rubric", "business-need", "--kind", "aggregator", "--as-of", "2026-11-20"])
        .output()
        .expect("starts")
}

/// The table above with the types that a warehouse would give its columns.
fn table(path: &Path) {
    let columns: [(&str, ArrayRef); 6] = [
        ("role", Arc::new(StringArray::from(vec!["a", "b", "c"]))),
        ("department.eng_headcount", Arc::new(Int64Array::from(vec![Some(120), None, Some(64)]))),
        ("company.headcount_growth_12m", Arc::new(Float64Array::from(vec![Some(25.5), Some(-3.0), None]))),
        // Days since 1970.
        ("company.funding_round", Arc::new(Date32Array::from(vec![Some(20_393), None, Some(19_782)]))),
        ("department.m2_seat_planned", Arc::new(BooleanArray::from(vec![Some(true), Some(false), None]))),
        ("place", Arc::new(StringArray::from(vec!["Berlin, DE", "=1+1", "São Paulo"]))),
    ];
    let rows = RecordBatch::try_from_iter(columns).expect("columns of one length");
    let mut writer = ArrowWriter::try_new(File::create(path).expect("a file"), rows.schema(), None).expect("a schema");
    writer.write(&rows).expect("rows");
    writer.close().expect("an end");
}

#[test]
fn a_table_in_parquet_is_scored_as_the_same_table_in_csv() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("t.csv"), CSV).expect("written");
    table(&folder.path().join("t.parquet"));
    let of_csv = batch(folder.path(), &["t.csv", "--rank"]);
    let of_parquet = batch(folder.path(), &["t.parquet", "--rank"]);
    assert_eq!(String::from_utf8_lossy(&of_parquet.stderr), String::from_utf8_lossy(&of_csv.stderr));
    assert_eq!(String::from_utf8_lossy(&of_parquet.stdout), String::from_utf8_lossy(&of_csv.stdout));
}

#[test]
fn an_answer_in_parquet_has_the_cells_of_the_answer_in_csv() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("t.csv"), CSV).expect("written");
    for name in ["1.parquet", "2.parquet", "o.csv"] {
        let done = batch(folder.path(), &["t.csv", "--rank", "-o", name]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    let read = |name: &str| std::fs::read(folder.path().join(name)).expect("there");
    assert_eq!(read("1.parquet"), read("2.parquet"), "the same table gives the same bytes");
    let rows = |text: &[u8]| -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
        reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
    };
    let mut text = Vec::new();
    let file = File::open(folder.path().join("1.parquet")).expect("there");
    skiplevel::batch::unpacked_file(file, |_| {}).expect("Parquet").read_to_end(&mut text).expect("rows");
    let (of_parquet, of_csv) = (rows(&text), rows(&read("o.csv")));
    assert_eq!(of_parquet.len(), of_csv.len());
    for (parquet, csv) in of_parquet.iter().flatten().zip(of_csv.iter().flatten()) {
        // 40.0 is the same number as 40.
        let number = |cell: &str| cell.parse::<f64>().map(f64::to_bits);
        assert!(parquet == csv || number(parquet) == number(csv), "{parquet} for {csv}");
    }
}

#[test]
fn what_is_no_table_of_plain_columns_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("torn.parquet"), b"PAR1 and then nothing").expect("written");
    let done = batch(folder.path(), &["torn.parquet"]);
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(said.contains("torn.parquet") && said.contains("Parquet"), "{said}");
}

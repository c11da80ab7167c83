//! `batch` and `rubric sql` as people run them, and tables that are not as they should be.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::support::{Answer, Folder};

const TABLE: &str = "\
role,company,title,url,headcount_growth_12m,review_rating,m2_internal_promotions_12m,eng_headcount
acme-em,Acme,\"EM, Payments\",https://acme.example,42,4.1,2,120
globex-em,Globex,EM,,,3.1,0,
initech-em,Initech,Sr EM,,-5,n/a,?,40..60
";

/// The answer as it was written.
fn text(answer: &Answer) -> String {
    String::from_utf8(answer.stdout.clone()).expect("UTF-8")
}

fn folder(table: &[u8]) -> Folder {
    Folder::empty().bytes("roles.csv", table)
}

fn batch(folder: &Folder, more: &[&str]) -> Answer {
    folder.run(&[&["batch", "roles.csv", "--as-of", "2026-11-20", "--kind", "aggregator"], more].concat())
}

/// The rows of an answer: one map a row.
fn rows(csv: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let names = reader.headers().expect("a header").clone();
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| names.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect()).collect()
}

#[test]
fn a_shortlist_becomes_a_comparison() {
    let answer = batch(&folder(TABLE.as_bytes()), &[]).ends_with(0);
    let rows = rows(&text(&answer));
    let ids: Vec<&str> = rows.iter().map(|row| row["role"].as_str()).collect();
    assert_eq!(ids, ["acme-em", "globex-em", "initech-em"]);
    assert_eq!(rows[0]["title"], "EM, Payments");
    assert_eq!(rows[0]["url"], "https://acme.example");
    assert_eq!((rows[1]["rank"].as_str(), rows[1]["gate.Q1"].as_str()), ("", "fail"));
    let err = answer.err();
    assert!(err.contains("reads 4 columns as signals of m2-path"), "{err}");
    assert!(err.contains("hands on 1 column: url"), "{err}");
    assert!(err.contains("3 rows: "), "{err}");
}

#[test]
fn ranks_stand_in_the_order_of_the_table_and_leaders_in_theirs() {
    let folder = folder(TABLE.as_bytes());
    let ranked = rows(&text(&batch(&folder, &["--rank"]).ends_with(0)));
    let number =
        |row: &std::collections::BTreeMap<String, String>, column: &str| row[column].parse::<f64>().expect("a number");
    for row in &ranked {
        let better = ranked.iter().filter(|other| number(other, "score") > number(row, "score")).count();
        assert_eq!(row["rank"], (better + 1).to_string(), "{}", row["role"]);
    }
    let leaders = rows(&text(&batch(&folder, &["--top", "2", "--robust"]).ends_with(0)));
    let found: Vec<(&str, &str)> = leaders.iter().map(|row| (row["role"].as_str(), row["rank"].as_str())).collect();
    let role_of = |rank: &str| ranked.iter().find(|row| row["rank"] == rank).expect("ranked")["role"].as_str();
    assert_eq!(found, [(role_of("1"), "1"), (role_of("2"), "2")]);
    let shares: f64 = leaders.iter().map(|row| row["first_rank_share"].parse::<f64>().expect("a share")).sum();
    assert!((shares - 1.0).abs() < 1e-6, "{shares}");
    assert_eq!(ranked[0]["score"], leaders[0]["score"]);
}

/// A cell that cannot be read is named, counts as unknown, and takes nothing with it.
#[test]
fn bad_cells_are_named_and_counted() {
    let table =
        "role,review_rating,headcount_growth_12m\na,4.1,x12\nb,nan,10\nc,1e400,inf\nd,9,10\ne,\"4,1\",\"1,200\"\n";
    let folder = folder(table.as_bytes());
    let answer = batch(&folder, &["--errors", "bad.csv", "-o", "out.csv"]).ends_with(1);
    assert_eq!(rows(&folder.read("out.csv")).len(), 5);
    let bad = folder.read("bad.csv");
    let lines: Vec<&str> = bad.lines().collect();
    assert_eq!(lines[0], "row,column,found,expected");
    assert_eq!(lines.len(), 8, "{bad}");
    assert_eq!(lines[1], "2,headcount_growth_12m,x12,\"a percentage such as 40%, ~40 or 30..50\"");
    assert_eq!(lines[2], "3,review_rating,nan,\"a number such as 120, ~120 or 100..150\"");
    assert!(lines[3].starts_with("4,review_rating,1e400,"));
    assert!(lines[4].starts_with("4,headcount_growth_12m,inf,"));
    assert_eq!(lines[5], "5,review_rating,9,1 to 5");
    assert_eq!(lines[6], "6,review_rating,\"4,1\",\"a number such as 120, ~120 or 100..150\"");
    let err = answer.err();
    assert!(err.contains("7 cells could not be read and count as unknown"), "{err}");
}

/// What a table may look like, and what is answered: the exit code, the number of rows, and words on stderr.
#[test]
fn tables_of_every_shape_are_answered() {
    let wide: String = (0..10_000).map(|at| format!(",c{at}")).collect();
    let wide_row = ",1".repeat(10_000);
    let megabyte = "x".repeat(1 << 20);
    let check = |table: &[u8], code: i32, count: usize, words: &str| {
        let answer = batch(&folder(table), &[]).ends_with(code);
        let found = if code == 2 { 0 } else { rows(&text(&answer)).len() };
        let (start, err) = (String::from_utf8_lossy(&table[..table.len().min(60)]).into_owned(), answer.err());
        assert_eq!(found, count, "{start}\n{err}");
        assert!(err.contains(words), "{start}\n{err}");
    };
    check(b"", 2, 0, "the table is empty");
    check(b" \r\n\r\n", 2, 0, "the table is empty");
    check(b"role,review_rating\n", 0, 0, "0 rows");
    check(b"role,review_rating", 0, 0, "0 rows");
    check(b"review_rating\n4.1\n3.2\n", 0, 2, "2 rows");
    check(b"role,notes\na,b\n", 2, 0, "no column is a signal of the rubric");
    check(b"role,review_rating,rating\na,4,4\n", 2, 0, "columns 2 and 3 are both");
    check(
        b"role,review_rating,company.review_rating\na,4,4\n",
        2,
        0,
        "columns 2 and 3 are both `company.review_rating`",
    );
    check(b"role,Role,review_rating\na,b,4\n", 2, 0, "columns 1 and 2 are both `role`");
    check(b"\xef\xbb\xbfrole,review_rating\r\na,4\nb,3\r\n", 0, 2, "2 rows");
    check(b"\xff\xfer\0o\0l\0e\0", 2, 0, "UTF-16");
    check("role;review_rating\na;4\n".as_bytes(), 0, 1, "1 row");
    check(b"role\treview_rating\na\t4\n", 0, 1, "1 row");
    check(b"role,review_rating,notes\n\"a\nb\",4,\"x, \"\"y\"\"\nz\"\nc,3,\n", 0, 2, "2 rows");
    check(b"role,review_rating\na,4,5\nb\n\nc,3\n", 1, 3, "rows of another length 2");
    check(b"role,review_rating\na,\xff\xfe\nb\xff,3\n", 1, 2, "expected UTF-8");
    check(b"role,review_rating\n=1+1,=4+0\n", 1, 1, "found `=4+0`");
    check(b"role,review_rating\n\"never closed,4\nb,3\n", 1, 1, "rows of another length 1");
    check(format!("role,review_rating{wide}\na,4{wide_row}\n").as_bytes(), 0, 1, "hands on 10000 columns");
    check(format!("role,review_rating,notes\na,4,{megabyte}\nb,{megabyte},\n").as_bytes(), 1, 2, "1 cell");
    check(b"role,Review rating,headcont_growth_12m,growth_12m\na,4,3,1\n", 0, 1, "did you mean");
}

#[test]
fn formulas_and_hidden_characters_are_handed_on_harmless() {
    let table = "role,review_rating,notes\n=cmd|x,4,\"=HYPERLINK(\"\"http://x\"\")\"\na\u{202e}b,4,@sum\n";
    let answer = batch(&folder(table.as_bytes()), &[]).ends_with(0);
    let rows = rows(&text(&answer));
    assert_eq!((rows[0]["role"].as_str(), rows[0]["notes"].as_str()), ("'=cmd|x", "'=HYPERLINK(\"http://x\")"));
    assert_eq!((rows[1]["role"].as_str(), rows[1]["notes"].as_str()), ("a\\u{202e}b", "'@sum"));
}

#[test]
fn columns_may_have_names_of_their_own_and_say_more_about_each_cell() {
    let table = "Job,Stars,Stars.kind,Stars.date,Promoted\n\
                 a,4.1,employee_reviews,2026-11-01,2\nb,4.1,nobody,2026-11-01,2\nc,4.1,,yesterday,2\n";
    let map = ["--map", "Stars=company.review_rating", "--map", "Promoted=m2_internal_promotions_12m"];
    let more = ["--column-kind", "Promoted=network_insider", "--column-date", "Promoted=2026-10"];
    let answer = batch(&folder(table.as_bytes()), &[map, more].concat()).ends_with(1);
    let err = answer.err();
    assert!(err.contains("row 3, Stars: found `nobody`; expected a source kind"), "{err}");
    assert!(err.contains("row 4, Stars: found `yesterday`; expected a day"), "{err}");
    let found = rows(&text(&answer));
    assert_ne!(found[0]["criterion.company.review_rating"], found[1]["criterion.company.review_rating"]);
    let wrong = |arguments: &[&str], words: &str| {
        let err = batch(&folder(table.as_bytes()), arguments).ends_with(2).err();
        assert!(err.contains(words), "{err}");
    };
    wrong(&["--map", "Star=company.review_rating"], "did you mean `Stars`?");
    wrong(&["--map", "Stars=company.review_ratin"], "did you mean `company.review_rating`?");
    wrong(&["--map", "Stars"], "expected COLUMN=");
    wrong(&[map.as_slice(), &["--column-kind", "Stars=employee_review"]].concat(), "did you mean `employee_reviews`?");
    wrong(&[map.as_slice(), &["--column-kind", "Nobody=hearsay"]].concat(), "names the column `Nobody`");
}

#[test]
fn packed_tables_are_read_and_written_and_pipes_are_both() {
    let folder = folder(TABLE.as_bytes());
    let plain = text(&batch(&folder, &["--rank"]).ends_with(0));
    batch(&folder, &["--rank", "-o", "out.csv.gz"]).ends_with(0);
    batch(&folder, &["--rank", "-o", "out.csv.zst"]).ends_with(0);
    for name in ["out.csv.gz", "out.csv.zst"] {
        let packed = std::fs::read(folder.path().join(name)).expect("written");
        let mut text = String::new();
        let mut reader = skiplevel::batch::unpacked(packed.as_slice()).expect("packed");
        std::io::Read::read_to_string(&mut reader, &mut text).expect("UTF-8");
        assert_eq!(text, plain, "{name}");
    }
    // What is packed is told by its first bytes, whatever it is called.
    let mut packer =
        skiplevel::batch::PackedWriter::new(Vec::new(), skiplevel::batch::Packing::Zstd, &[]).expect("memory");
    packer.write_all(TABLE.as_bytes()).expect("memory");
    folder.write("roles.csv", &packer.finish().expect("memory"));
    assert_eq!(text(&batch(&folder, &["--rank"]).ends_with(0)), plain);
    let mut child = Command::new(env!("CARGO_BIN_EXE_skiplevel"))
        .args(["batch", "-", "--rank", "--as-of", "2026-11-20", "--kind", "aggregator", "-q"])
        .env_clear()
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(TABLE.as_bytes()).expect("read");
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(String::from_utf8_lossy(&output.stdout), plain);
}

#[test]
fn nothing_of_the_users_is_overwritten_and_nothing_half_is_left() {
    let folder = folder(TABLE.as_bytes());
    let err = batch(&folder, &["-o", "roles.csv"]).ends_with(2).err();
    assert!(err.contains("would replace the table"), "{err}");
    assert_eq!(folder.read("roles.csv"), TABLE);
    let err = folder.run(&["batch", "nowhere.csv"]).ends_with(2).err();
    assert!(err.contains("cannot read `nowhere.csv`"), "{err}");
    batch(&folder, &["-o", "out.csv", "--map", "x"]).ends_with(2);
    assert_eq!(folder.files(), ["roles.csv"]);
}

/// A full disk is said in words; what was begun is gone.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_with_words() {
    let folder = folder(TABLE.as_bytes());
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let arguments = ["batch", "roles.csv", "--as-of", "2026-11-20", "--kind", "aggregator"];
    let answer = crate::support::Call::new(&arguments).folder(folder.path()).stdout(full).run().ends_with(2);
    assert!(answer.err().to_lowercase().contains("no space left"), "{}", answer.err());
}

#[test]
fn a_rubric_becomes_a_query_in_three_dialects() {
    let folder = folder(TABLE.as_bytes());
    for (dialect, words) in [("duckdb", "date_diff('day'"), ("spark", "datediff("), ("postgres", "::float8")] {
        let arguments = ["rubric", "sql", "business-need", "--dialect", dialect, "--table", "hr.roles"];
        let query = folder.run(&[&arguments[..], &["--as-of", "2026-11-20"]].concat()).ends_with(0).out();
        for step in ["observations", "weights", "scores", "criteria", "groups", "totals", "answers", "verdicts"] {
            assert!(query.contains(&format!("\n{step} AS ")), "{dialect}: {step}\n{query}");
        }
        assert!(query.contains("FROM hr.roles AS t"), "{query}");
        let header = "role,company.funding_round,company.review_rating\n";
        folder.write("like.csv", header.as_bytes());
        let like = folder.run(&[&arguments[..], &["--like", "like.csv", "--kind", "aggregator"]].concat()).ends_with(0);
        assert!(like.out().contains(words), "{}", like.out());
    }
    let err =
        folder.run(&["rubric", "sql", "m2-path", "--dialect", "duckdb", "--like", "roles.csv"]).ends_with(2).err();
    assert!(err.contains("seat.p_open"), "{err}");
}

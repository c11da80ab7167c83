//! Tables against scorecards: the same facts, the same numbers.

#![allow(clippy::float_cmp, reason = "exact results are compared where they are exact")]

#[allow(dead_code, reason = "other tests use the rest")]
mod support;

use std::collections::BTreeMap;
use std::io::Cursor;

use proptest::prelude::*;
use proptest::sample::select;
use skiplevel::batch::{
    BatchError, Job, Layout, Outcome, Plan, Scoring, Summary, Table, TableOptions, TableProblem, Watch, csv_columns,
};
use skiplevel::ledger::Ledger;
use skiplevel::model::{Observation, PartialDate, SourceKind};
use skiplevel::rubric::Rubric;
use skiplevel::score::{Scorer, Settings};
use skiplevel::signal::{Signal, SignalType, Use, parse_stated};
use support::{CATALOGUE, RUBRICS, TRUST, as_of, check, days_ago};

const SETTINGS: Settings = Settings { horizon_years: 1.5, sweep_points: 16 };

struct Nobody;

impl Watch for Nobody {
    fn advanced(&self, _: u64) {}
    fn is_stopped(&self) -> bool {
        false
    }
}

/// A table scored in memory.
struct Scored {
    text: String,
    summary: Summary,
    problems: Vec<TableProblem>,
}

fn scored(text: &[u8], rubric: &Rubric, options: &TableOptions, threads: usize) -> Result<Scored, BatchError> {
    let table = Table::open(Cursor::new(text.to_vec()), None)?;
    let layout = Layout::new(table.names().to_vec(), &CATALOGUE, options)?;
    let scoring =
        Scoring { rubric, catalogue: &CATALOGUE, trust: &TRUST, as_of: as_of(), settings: SETTINGS, with_odds: false };
    let plan = Plan::new(scoring, layout)?;
    let job = Job { plan: &plan, rubric_hash: "hash".to_owned(), threads, exact: false };
    let (mut out, mut problems) = (Vec::new(), Vec::new());
    let mut keep = |problem: &TableProblem| {
        problems.push(problem.clone());
        Ok(())
    };
    let summary = job.score(table, None, &mut out, &mut keep, &Nobody)?;
    Ok(Scored { text: String::from_utf8(out).expect("UTF-8"), summary, problems })
}

fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().expect("a header").clone();
    let pair = |row: csv::StringRecord| names.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|row| pair(row.expect("a row"))).collect()
}

/// A cell of a signal: its text, by the grammar of notes.
fn cell(signal: &'static Signal) -> BoxedStrategy<String> {
    let (low, high) = signal.range.unwrap_or((0.0, 1.0));
    let day = (0_i64..1500).prop_map(|days| days_ago(days).to_string());
    match signal.signal_type {
        SignalType::Bool => select(vec!["yes", "no", "partly", "1", "N"]).prop_map(str::to_owned).boxed(),
        SignalType::Ordinal => (0..signal.levels.len()).prop_map(move |at| (low + at as f64).to_string()).boxed(),
        SignalType::Share => {
            let of = (1_u32..9).prop_flat_map(|n| (0..=n, Just(n))).prop_map(|(k, n)| format!("{k}/{n}"));
            prop_oneof![of, (0..=100_u32).prop_map(|x| format!("{}", f64::from(x) / 100.0)), Just("75%".to_owned())]
                .boxed()
        }
        // One that lies ahead has not happened.
        SignalType::Event => (-60_i64..1500).prop_map(|days| days_ago(days).to_string()).boxed(),
        SignalType::Months => prop_oneof![day, (0.0..48.0_f64).prop_map(|x| format!("{x:.1}"))].boxed(),
        SignalType::Count => (low as i64..=(high.min(3000.0) as i64)).prop_map(|x| x.to_string()).boxed(),
        _ => {
            let number = (low..high.min(low + 300.0)).prop_map(|x| format!("{x:.2}"));
            let range = (low..high.min(low + 300.0)).prop_map(move |x| format!("{x:.1}..{:.1}", (x + 5.0).min(high)));
            prop_oneof![3 => number, 1 => range].boxed()
        }
    }
}

/// A column: a signal, its kind and day, whether it is a plan, and whether rows say kind and day themselves.
#[derive(Clone)]
struct Column {
    signal: &'static Signal,
    kind: SourceKind,
    date: PartialDate,
    plan: bool,
    by_row: bool,
}

impl std::fmt::Debug for Column {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let marks = (if self.plan { " plan" } else { "" }, if self.by_row { " by row" } else { "" });
        write!(f, "{} {} {}{}{}", self.signal.key, self.kind.key(), self.date, marks.0, marks.1)
    }
}

fn column() -> impl Strategy<Value = Column> {
    let fits: Vec<&'static Signal> = CATALOGUE.iter().filter(|signal| signal.purpose != Use::Derived).collect();
    let kinds = SourceKind::ALL.to_vec();
    (select(fits), select(kinds), -20_i64..900, prop::bool::weighted(0.15), prop::bool::weighted(0.2)).prop_map(
        |(signal, kind, days, plan, by_row)| Column { signal, kind, date: days_ago(days).into(), plan, by_row },
    )
}

/// Columns of different signals, with three rows of cells: text, kind and day.
type Cells = Vec<Vec<(String, SourceKind, String)>>;

fn table() -> impl Strategy<Value = (Vec<Column>, Cells)> {
    let distinct = prop::collection::vec(column(), 1..25).prop_map(|mut columns| {
        columns.sort_by(|a, b| a.signal.key.cmp(&b.signal.key));
        columns.dedup_by(|a, b| a.signal.key == b.signal.key);
        columns
    });
    distinct.prop_flat_map(|columns| {
        let texts: Vec<_> = columns
            .iter()
            .map(|column| {
                let filled = (cell(column.signal), select(SourceKind::ALL.to_vec()), 0_i64..900)
                    .prop_map(|(text, kind, days)| (text, kind, days_ago(days).to_string()));
                let empty = Just((String::new(), SourceKind::Unknown, String::new()));
                prop_oneof![4 => filled, 1 => empty]
            })
            .collect();
        (Just(columns), prop::collection::vec(texts, 3))
    })
}

fn options(columns: &[Column]) -> TableOptions {
    let mut options = TableOptions::new(SourceKind::Unknown, as_of().into());
    for column in columns {
        options.column_kinds.push((column.signal.key.clone(), column.kind));
        options.column_dates.push((column.signal.key.clone(), column.date));
        if column.plan {
            options.plans.push(column.signal.key.clone());
        }
    }
    options
}

fn text(columns: &[Column], cells: &Cells) -> String {
    let mut text = "role".to_owned();
    for column in columns {
        let key = &column.signal.key;
        text.push_str(&if column.by_row { format!(",{key},{key}.kind,{key}.date") } else { format!(",{key}") });
    }
    for (at, row) in cells.iter().enumerate() {
        text.push_str(&format!("\nr{at}"));
        for (column, (value, kind, day)) in columns.iter().zip(row) {
            text.push_str(&if column.by_row { format!(",{value},{},{day}", kind.key()) } else { format!(",{value}") });
        }
    }
    text
}

/// The same row as observations.
fn observations(columns: &[Column], row: &[(String, SourceKind, String)]) -> Vec<Observation> {
    let statement = |(column, (value, kind, day)): (&Column, &(String, SourceKind, String))| {
        let stated = parse_stated(column.signal, value).ok()?;
        let (kind, date) =
            if column.by_row { (*kind, day.parse().expect("a day")) } else { (column.kind, column.date) };
        let base = Observation::new(&column.signal.key, stated.value, date, kind);
        Some(Observation { forward: column.plan, ..base }.sealed())
    };
    columns.iter().zip(row).filter_map(statement).collect()
}

/// One line for each number, as the table writes it.
fn written(outcome: &Outcome, rubric: &Rubric) -> BTreeMap<String, String> {
    let mut cells = BTreeMap::new();
    let number = |x: f64| {
        let mut out = Vec::new();
        skiplevel::text::push_decimal(&mut out, x);
        String::from_utf8(out).expect("digits")
    };
    cells.insert("verdict".to_owned(), outcome.verdict.key().to_owned());
    cells.insert("lean".to_owned(), outcome.lean.to.word().to_owned());
    cells.insert("lean_share".to_owned(), number(outcome.lean.share));
    cells.insert("score".to_owned(), number(outcome.score.best));
    cells.insert("score_low".to_owned(), number(outcome.score.low));
    cells.insert("score_high".to_owned(), number(outcome.score.high));
    cells.insert("coverage".to_owned(), number(outcome.coverage));
    cells.insert("cautious".to_owned(), number(outcome.cautious));
    cells.insert("hopeful".to_owned(), number(outcome.hopeful));
    for (gate, state) in rubric.gates.iter().zip(&outcome.gates) {
        cells.insert(format!("gate.{}", gate.id), state.word().to_owned());
    }
    for (group, score) in rubric.groups.iter().zip(&outcome.groups) {
        cells.insert(format!("group.{}", group.id), number(score.best));
        cells.insert(format!("group.{}.low", group.id), number(score.low));
        cells.insert(format!("group.{}.high", group.id), number(score.high));
    }
    for ((_, criterion), best) in rubric.criteria().zip(&outcome.criteria) {
        cells.insert(format!("criterion.{}", criterion.signal), number(*best));
    }
    cells
}

/// The heart of it: a table gives the bytes that a scorecard gives, for all six rubrics, gates and caps included.
#[test]
fn a_row_is_what_score_makes_of_the_same_facts() {
    check(table(), |(columns, cells)| {
        for rubric in RUBRICS.iter() {
            let scorer = Scorer::new(rubric, &CATALOGUE, SETTINGS);
            let found = match scored(text(&columns, &cells).as_bytes(), rubric, &options(&columns), 2) {
                Err(BatchError::NoSignals { .. }) => continue,
                other => other.expect("a table"),
            };
            prop_assert_eq!(&found.problems, &[], "{}", text(&columns, &cells));
            let lines = rows(&found.text);
            prop_assert_eq!(lines.len(), cells.len());
            for (line, row) in lines.iter().zip(&cells) {
                let ledger = Ledger::new(&observations(&columns, row), &TRUST, as_of());
                let expected = written(&Outcome::of_card(&scorer.score(&ledger), false), rubric);
                let differs = |(column, value): &(&String, &String)| line[*column] != **value;
                let wrong: Vec<String> = expected
                    .iter()
                    .filter(differs)
                    .map(|(column, value)| format!("{column}: {} is not {value}", line[column]))
                    .collect();
                prop_assert_eq!(wrong, Vec::<String>::new(), "{}: {:?}", rubric.id, row);
            }
        }
        Ok(())
    });
}

#[test]
fn the_columns_are_those_of_compare_and_then_the_others() {
    let text = "role,notes,score,company.review_rating\na,hello,x,4.1\n";
    let options = TableOptions::new(SourceKind::EmployeeReviews, as_of().into());
    let rubric = &RUBRICS[0];
    let found = scored(text.as_bytes(), rubric, &options, 1).expect("a table");
    let header: Vec<&str> = found.text.lines().next().expect("a header").split(',').collect();
    let mut expected = csv_columns(rubric);
    expected.extend(["notes".to_owned(), "input.score".to_owned()]);
    assert_eq!(header, expected);
    let row = &rows(&found.text)[0];
    assert_eq!((row["role"].as_str(), row["notes"].as_str(), row["input.score"].as_str()), ("a", "hello", "x"));
    assert_eq!(found.summary.rows, 1);
}

/// Blocks, workers and the order in which they finish are nobody's business.
#[test]
fn any_number_of_workers_gives_the_same_bytes() {
    let mut text = "role,title,company.headcount_growth_12m,self.m2_skills\n".to_owned();
    for row in 0..20_000 {
        text.push_str(&format!("r{row},\"EM, \"\"{}\"\"\nline\",{}.5,{}\n", row % 7, row % 90, row % 9));
    }
    let options = TableOptions::new(SourceKind::Aggregator, as_of().into());
    let one = scored(text.as_bytes(), &RUBRICS[0], &options, 1).expect("a table");
    let many = scored(text.as_bytes(), &RUBRICS[0], &options, 5).expect("a table");
    assert_eq!(one.text, many.text);
    assert_eq!(one.problems, many.problems);
    assert_eq!(one.summary.rows, 20_000);
    assert!(one.summary.problems.count > 0, "levels above 5 are no levels");
    assert_eq!(one.problems[0].row, 8, "the header is row 1");
}

/// `0.5` with 4 beside it is `2/4`, whatever other sample stood beside `0.5` before.
#[test]
fn a_sample_may_stand_beside_its_share() {
    let shares =
        [("0.5", "2", "1/2"), ("0.5", "4", "2/4"), ("0", "12", "0/12"), ("01", "2", "2/2"), ("0.25", "8", "2/8")];
    let (mut beside, mut within) = ("role,SHARE,SHARE.n\n".to_owned(), "role,SHARE\n".to_owned());
    for (row, (share, sample, both)) in (0..50).zip(shares.iter().cycle()) {
        beside.push_str(&format!("r{row},{share},{sample}\n"));
        within.push_str(&format!("r{row},{both}\n"));
    }
    let options = TableOptions::new(SourceKind::Aggregator, as_of().into());
    let answer = |text: &str| {
        let text = text.replace("SHARE", "mobility.m2_internal_fill_share");
        scored(text.as_bytes(), &RUBRICS[0], &options, 1).expect("a table").text
    };
    let found = answer(&beside);
    assert_eq!(found, answer(&within));
    let scores: std::collections::BTreeSet<String> = rows(&found).into_iter().map(|row| row["score"].clone()).collect();
    assert_eq!(scores.len(), shares.len(), "each sample tells");
}

//! Any bytes as a table: it is scored without a panic, row for row what the csv crate counts, or refused in words; and any
//! number of workers gives the same bytes.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use skiplevel::batch::{Job, Layout, Plan, Scoring, Table, TableOptions, Watch};
use skiplevel::model::{Date, SourceKind};
use skiplevel::rubric::Rubric;
use skiplevel::score::Settings;
use skiplevel::signal::{Catalogue, Trust, builtin_catalogue};
use skiplevel::text::{Diagnostics, Files};
use skiplevel::workspace::load_builtin;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(builtin_catalogue);
static TRUST: LazyLock<Trust> = LazyLock::new(Trust::builtin);
static RUBRIC: LazyLock<Rubric> = LazyLock::new(|| {
    load_builtin("business-need", &CATALOGUE, &mut Files::default(), &mut Diagnostics::default()).expect("built in").rubric
});

struct Nobody;

impl Watch for Nobody {
    fn advanced(&self, _: u64) {}
    fn is_stopped(&self) -> bool {
        false
    }
}

fn scored(text: &[u8], threads: usize) -> Option<(Vec<u8>, u64)> {
    let as_of: Date = "2026-11-20".parse().expect("a day");
    let table = Table::open(text, Some(b',')).ok()?;
    let options = TableOptions::new(SourceKind::Aggregator, as_of.into());
    let layout = Layout::new(table.names().to_vec(), &CATALOGUE, &options).ok()?;
    let settings = Settings { horizon_years: 1.5, sweep_points: 1 };
    let scoring =
        Scoring { rubric: &RUBRIC, catalogue: &CATALOGUE, trust: &TRUST, as_of, settings, with_odds: false };
    let plan = Plan::new(scoring, layout).ok()?;
    let job = Job { plan: &plan, rubric_hash: String::new(), threads, exact: false };
    let mut out = Vec::new();
    let summary = job.score(table, None, &mut out, &mut |_| Ok(()), &Nobody).ok()?;
    Some((out, summary.rows))
}

fuzz_target!(|bytes: &[u8]| {
    let text = [b"role,company.review_rating,company.funding_round,self.m2_skills,notes\n", bytes].concat();
    let Some((out, rows)) = scored(&text, 1) else { return };
    assert_eq!(scored(&text, 2), Some((out.clone(), rows)));
    let written = csv::ReaderBuilder::new().from_reader(out.as_slice()).byte_records().filter(Result::is_ok).count();
    assert_eq!(written as u64, rows, "a line for every row");
});

//! Prints a table of made-up roles, for trying `batch` out at any size:
//!
//! ```text
//! cargo run --release --example table -- 1000000 > market.csv
//! skiplevel batch market.csv -o scored.csv --kind aggregator --fact-date 2026-11-01 --as-of 2026-11-20
//! ```
//!
//! The same number of rows and seed give the same bytes. `--typed` writes shares as a number with the sample in a column of
//! its own, `KEY.n`, as a warehouse holds them. `--sources` says the source kind and day of some columns row by row. `--all` has
//! a column for every signal that is observed, and one of the seat model's answers; `--seats` adds that one to the market table.

use std::io::{BufWriter, Write as _};

use skiplevel::analysis::SplitMix64;
use skiplevel::ledger::EVENTS;
use skiplevel::model::SourceKind;
use skiplevel::signal::{Signal, SignalType, Use, builtin_catalogue};

/// How the values of a column are drawn.
enum Kind {
    /// Around a middle, as sizes are: the middle and how many e-folds it spreads.
    Size(f64, f64),
    /// Between two numbers, with so many decimals.
    Between(f64, f64, usize),
    /// A whole number, small ones more often: greatest value.
    Few(u64),
    /// A level from and to, evenly.
    Level(u64, u64),
    /// Yes with this chance.
    Yes(f64),
    /// `k/n` of at most so many.
    Share(u64),
    /// The day of an event within so many days before 2026-11-01.
    Day(u64),
}

/// Signals with how values are drawn and how many of a hundred cells are empty.
const MARKET: [(&str, Kind, u64); 30] = [
    ("company.headcount_growth_12m", Kind::Between(-20.0, 80.0, 1), 20),
    ("company.growth_plan_18m", Kind::Between(0.0, 90.0, 0), 50),
    ("company.funding_round", Kind::Day(1500), 35),
    ("company.layoff", Kind::Day(1200), 70),
    ("company.review_rating", Kind::Between(2.0, 5.0, 1), 15),
    ("company.news_tone", Kind::Level(0, 2), 40),
    ("company.customer_sentiment", Kind::Level(0, 2), 45),
    ("department.eng_headcount", Kind::Size(90.0, 1.0), 20),
    ("department.eng_growth_12m", Kind::Between(-15.0, 90.0, 1), 25),
    ("department.new_teams_12m", Kind::Few(6), 35),
    ("department.business_need", Kind::Level(0, 3), 30),
    ("department.m2_attrition_12m", Kind::Between(0.0, 40.0, 0), 55),
    ("department.m2_seat_planned", Kind::Yes(0.4), 40),
    ("department.nearby_growth_12m", Kind::Between(-10.0, 60.0, 1), 45),
    ("department.ics_per_em", Kind::Between(4.0, 11.0, 0), 30),
    ("department.ems_per_m2", Kind::Between(2.0, 7.0, 0), 45),
    ("mobility.m2_internal_promotions_12m", Kind::Few(5), 25),
    ("mobility.m2_internal_fill_share", Kind::Share(8), 45),
    ("mobility.competing_peers", Kind::Few(9), 25),
    ("mobility.path_reproducible", Kind::Level(0, 2), 40),
    ("mobility.transition_support", Kind::Level(0, 3), 45),
    ("manager.sponsorship", Kind::Level(0, 3), 40),
    ("manager.growth_track_record", Kind::Few(5), 50),
    ("manager.m2_experience", Kind::Between(0.0, 12.0, 0), 35),
    ("manager.mentoring_quality", Kind::Level(0, 4), 40),
    ("culture.manager_ladder", Kind::Level(0, 3), 30),
    ("culture.autonomy", Kind::Level(0, 3), 30),
    ("culture.career_talks_per_year", Kind::Few(8), 35),
    ("culture.skip_level_access", Kind::Level(0, 2), 40),
    ("culture.dual_track_parity", Kind::Level(0, 3), 30),
];

const COMPANIES: [&str; 8] = [
    "Fennelworks",
    "Brassvane",
    "Okta Ridge",
    "\"Harbor & Pine, Inc.\"",
    "Quantum Maple",
    "Silver Orbit",
    "Nordlicht GmbH",
    "Vertex",
];
const TITLES: [&str; 6] = [
    "\"Engineering Manager, Payments\"",
    "Engineering Manager",
    "Senior Engineering Manager",
    "\"Engineering Manager, \"\"Growth\"\"\"",
    "EM Platform (Remote)",
    "Head of Search",
];

const PLACES: [&str; 5] =
    ["\"Berlin, Germany\"", "Remote (EU)", "London", "\"Austin, TX, United States\"", "Bengaluru"];

/// How much a table says.
#[derive(Clone, Copy)]
struct Style {
    typed: bool,
    sources: bool,
}

/// A column of the table.
struct Column {
    key: String,
    kind: Kind,
    /// How many of a hundred cells are empty.
    empty: u64,
}

impl Column {
    /// Whether rows say source kind and day themselves: every fifth column, by its name.
    fn has_sources(&self) -> bool {
        self.key.len().is_multiple_of(5) && !self.key.starts_with("seat.")
    }

    /// Endings of the columns that say more about each cell.
    fn companions(&self, style: Style) -> impl Iterator<Item = &'static str> {
        let sample = style.typed && matches!(self.kind, Kind::Share(_));
        let sources = style.sources && self.has_sources();
        let all = [(sample, ".n"), (sources, ".kind"), (sources, ".date")];
        all.into_iter().filter(|(is_there, _)| *is_there).map(|(_, ending)| ending)
    }
}

fn market_columns() -> Vec<Column> {
    let column = |(key, kind, empty): (&str, Kind, u64)| Column { key: key.to_owned(), kind, empty };
    MARKET.into_iter().map(column).collect()
}

/// The seat model's answer, as if it had been worked out before.
fn seat_column() -> Column {
    Column { key: "seat.p_open".to_owned(), kind: Kind::Between(0.0, 1.0, 3), empty: 20 }
}

/// One column for every observed signal; months since an event are the day of the event.
fn all_columns() -> Vec<Column> {
    let catalogue = builtin_catalogue();
    let event = |key: &str| EVENTS.iter().find(|(_, derived)| *derived == key).map(|(raw, _)| (*raw).to_owned());
    let observed = catalogue.iter().filter(|signal| signal.purpose == Use::Observed);
    let column = |signal: &Signal| Column {
        key: event(&signal.key).unwrap_or_else(|| signal.key.clone()),
        kind: if event(&signal.key).is_some() { Kind::Day(1500) } else { kind_of(signal) },
        empty: 30,
    };
    observed.map(column).chain([seat_column()]).collect()
}

fn kind_of(signal: &Signal) -> Kind {
    let (low, high) = signal.range.unwrap_or((0.0, 1.0));
    match signal.signal_type {
        SignalType::Bool => Kind::Yes(0.5),
        SignalType::Ordinal => Kind::Level(low as u64, high as u64),
        SignalType::Share => Kind::Share(8),
        SignalType::Count => Kind::Between(low, high.min(low + 60.0), 0),
        SignalType::Rating => Kind::Between(low, high, 1),
        _ => Kind::Between(low, high.min(low + 150.0), 1),
    }
}

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |option: &str| arguments.iter().any(|argument| argument == option);
    let style = Style { typed: has("--typed"), sources: has("--sources") };
    let mut columns = if has("--all") { all_columns() } else { market_columns() };
    if has("--seats") {
        columns.push(seat_column());
    }
    let number = |at: usize, default| {
        let plain = arguments.iter().filter(|argument| !argument.starts_with("--")).nth(at);
        plain.and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    let (rows, seed) = (number(0, 1000), number(1, 7));
    let mut out = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    let mut header = ["role", "company", "title", "location", "url"].map(str::to_owned).to_vec();
    for column in &columns {
        header.push(column.key.clone());
        header.extend(column.companions(style).map(|ending| format!("{}{ending}", column.key)));
    }
    writeln!(out, "{}", header.join(","))?;
    let mut random = Random(SplitMix64::new(seed));
    for row in 0..rows {
        let (company, title) = (random.below(8) as usize, random.below(6) as usize);
        let place = PLACES[random.below(5) as usize];
        write!(out, "role-{row:08},{},{},{place}", COMPANIES[company], TITLES[title])?;
        write!(out, ",https://jobs.example.com/{}/postings/{row:08}", company * 1000 + title)?;
        for column in &columns {
            random.column(&mut out, column, style)?;
        }
        writeln!(out)?;
    }
    out.flush()
}

struct Random(SplitMix64);

impl Random {
    /// 0 to below 1.
    fn part(&mut self) -> f64 {
        self.0.uniform()
    }

    fn below(&mut self, end: u64) -> u64 {
        ((self.part() * end as f64) as u64).min(end - 1)
    }

    fn day(&mut self, within: u64) -> jiff::civil::Date {
        let ago = self.below(within) as i64;
        jiff::civil::date(2026, 11, 1).saturating_sub(jiff::Span::new().days(ago))
    }

    /// A cell with those that say more about it.
    fn column(&mut self, out: &mut impl std::io::Write, column: &Column, style: Style) -> std::io::Result<()> {
        let is_empty = self.below(100) < column.empty;
        let has_sample = style.typed && matches!(column.kind, Kind::Share(_));
        match (is_empty, has_sample) {
            (true, true) => write!(out, ",,")?,
            (true, false) => write!(out, ",")?,
            _ => self.value(out, &column.kind, style.typed)?,
        }
        if style.sources && column.has_sources() {
            let kind = SourceKind::ALL[self.below(SourceKind::ALL.len() as u64) as usize];
            let kind = if self.below(9) == 0 { "" } else { kind.key() };
            write!(out, ",{kind},{}", self.day(500))?;
        }
        Ok(())
    }

    fn value(&mut self, out: &mut impl std::io::Write, kind: &Kind, typed: bool) -> std::io::Result<()> {
        match kind {
            Kind::Size(middle, spread) => {
                let normal = (0..4).map(|_| self.part() - 0.5).sum::<f64>() * 1.7;
                write!(out, ",{:.0}", (middle * (normal * spread).exp()).max(5.0))
            }
            Kind::Between(low, high, decimals) => {
                let x = low + (high - low) * self.part();
                write!(out, ",{x:.decimals$}")
            }
            Kind::Few(most) => {
                let x = self.part() * self.part() * (*most as f64 + 1.0);
                write!(out, ",{}", x as u64)
            }
            Kind::Level(low, high) => write!(out, ",{}", low + self.below(high - low + 1)),
            Kind::Yes(chance) => write!(out, ",{}", if self.part() < *chance { "yes" } else { "no" }),
            Kind::Share(most) => {
                let n = 1 + self.below(*most);
                let k = self.below(n + 1);
                if typed { write!(out, ",{},{n}", k as f64 / n as f64) } else { write!(out, ",{k}/{n}") }
            }
            Kind::Day(days) => write!(out, ",{}", self.day(*days)),
        }
    }
}

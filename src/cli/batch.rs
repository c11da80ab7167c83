//! `batch`: scores a table of roles, one row a role.

use std::fs::File;
use std::io::{Read, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use rayon::prelude::*;

use super::args::Common;
use super::batch_watch::Watcher;
use super::commands::{exit, open_or_empty};
use super::exit::Exit;
use super::output::complain;
use super::table::Columns;
use crate::analysis::{DRAWS, Mode, group_scores, robustness};
use crate::batch::{
    BatchError, CellType, Job, Leaders, PackedWriter, Packing, Plan, Ranks, Scoring, Summary, TABLE_SWEEP_POINTS,
    Table, TableProblem, unpacked, unpacked_file,
};
use crate::ledger::Ledger;
use crate::model::Observation;
use crate::report::{PROBLEM_COLUMNS, batch_layout, batch_summary, problem_header, problem_line};
use crate::score::{Settings, Triple};
use crate::text::visible;
use crate::workspace::Pending;

const EXAMPLES: &str = "\
Examples:
  skiplevel batch roles.csv -o scored.csv --kind aggregator --fact-date 2026-11-01
  skiplevel batch roles.csv -o scored.csv --rubric business-need --rank --errors bad-cells.csv
  skiplevel batch roles.csv --map \"Head count growth=company.headcount_growth_12m\"
  skiplevel batch roles.csv --kind aggregator --column-kind review_rating=employee_reviews
  zstd -dc market.csv.zst | skiplevel batch - --top 100 --robust > leaders.csv

One row in, one row out, in the order of the table, with the columns of `compare --format csv` and then the columns that are
no signals. Columns are named by the keys of signals or a unique ending of one (`headcount_growth_12m`); role, company, title
and stage are what they say. A cell holds what may stand behind `key::` in a note: 120, 3/4, yes, 2026-03, 30..50, 40 (plan).
Beside a column KEY, columns KEY.kind, KEY.date and KEY.n say the source kind, the day and the sample of a share, row by row.
A cell that cannot be read counts as unknown, and is named in --errors. gzip and Zstandard are read, and written to .gz and .zst.
The seat model runs with fewer points of its sweep than `score` takes; --sweep-points 4096 makes them equal.
Ends with 1 when a cell could not be read, 130 or 143 when it was stopped; then nothing is written.";

/// Score a table of roles of any length, one row a role
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Batch {
    /// The table, CSV; `-` reads stdin
    #[arg(value_name = "TABLE")]
    table: PathBuf,
    /// Say the rank of every row; the table is read twice
    #[arg(long)]
    rank: bool,
    /// Only the N rows that rank first, best first
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    top: Option<u32>,
    /// Of the rows of --top, say how often each comes first over plausible weights and readings of the evidence
    #[arg(long, requires = "top")]
    robust: bool,
    /// Write every cell that could not be read to this file: row, column, found, expected
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    #[command(flatten)]
    columns: Columns,
    /// What stands between two cells; found out from the header when left out
    #[arg(long, value_name = "CHARACTER")]
    delimiter: Option<char>,
    /// Points of the seat model's sweep
    #[arg(long, value_name = "N", default_value_t = TABLE_SWEEP_POINTS, value_parser = sweep_points)]
    sweep_points: usize,
    /// Write numbers with all their digits, for programs that compare; without it, six decimals
    #[arg(long)]
    exact: bool,
    /// Run the seat model for rubrics, too, that do not ask for it
    #[arg(long)]
    odds: bool,
    /// Workers; without it, one for each core
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
}

impl Batch {
    /// Whether rows are ranked, for which the table is read twice.
    fn needs_ranks(&self) -> bool {
        self.rank || self.top.is_some()
    }
}

fn sweep_points(text: &str) -> Result<usize, String> {
    let found = text.parse().ok().filter(|points| (1..=65_536).contains(points));
    found.ok_or_else(|| "expected a whole number from 1 to 65536".to_owned())
}

pub(super) fn run(common: &Common, arguments: &Batch) -> anyhow::Result<Exit> {
    if common.format.is_some_and(|format| format != super::args::Format::Csv) {
        bail!("`batch` writes CSV only");
    }
    let watcher = Watcher::new(super::output::progress_is_seen() && !common.quiet)?;
    let outcome = scored(common, arguments, &watcher);
    watcher.finish();
    match outcome {
        Err(error) if error.downcast_ref::<BatchError>().is_some_and(|e| matches!(e, BatchError::Stopped)) => {
            super::output::insist(common, "stopped; nothing was written\n");
            Ok(Exit::Stopped(watcher.signal()))
        }
        other => other,
    }
}

fn scored(common: &Common, arguments: &Batch, watcher: &Watcher) -> anyhow::Result<Exit> {
    let mut session = open_or_empty(common)?;
    let loaded = session.rubric(common);
    session.show_problems(common);
    let Some(loaded) = loaded else { return Ok(Exit::WorkspaceErrors) };
    let mut input = Input::open(&arguments.table, common.output.as_deref())?;
    let table = input.table(arguments, watcher)?;
    let layout = arguments.columns.layout(common, &session, table.names())?;
    let scoring = Scoring {
        rubric: &loaded.rubric,
        catalogue: &session.workspace.catalogue,
        trust: &session.workspace.trust,
        as_of: session.as_of,
        settings: Settings { sweep_points: arguments.sweep_points, ..session.settings() },
        with_odds: arguments.odds,
    };
    let plan = Plan::new(scoring, layout)?;
    complain(common, &batch_layout(&plan, arguments.columns.kind.is_some()));
    let threads = arguments.threads.map_or_else(rayon::current_num_threads, usize::from);
    let rubric_hash = loaded.rubric.hash(scoring.trust);
    let job = Job { plan: &plan, rubric_hash, threads, exact: arguments.exact };
    let (table, ranks) = if arguments.needs_ranks() {
        watcher.begin("ranking", input.size());
        let ranks = job.rank(table, watcher)?;
        (input.table(arguments, watcher)?, Some(ranks))
    } else {
        (table, None)
    };
    watcher.begin("scoring", input.size());
    let mut out = Answer::begin(common, &plan.answer_columns(), arguments.errors.as_deref())?;
    let summary = written(&job, arguments, table, ranks.as_ref(), &mut out, watcher)?;
    if watcher.is_asked_to_stop() {
        return Err(BatchError::Stopped.into());
    }
    watcher.finish();
    out.finish()?;
    complain(common, &batch_summary(&summary, arguments.errors.is_some()));
    let clean = if summary.problems.count > 0 { Exit::WorkspaceErrors } else { Exit::Answered };
    Ok(if clean == Exit::Answered { exit(&session) } else { clean })
}

fn written<R: Read + Send>(
    job: &Job<'_>,
    arguments: &Batch,
    table: Table<R>,
    ranks: Option<&Ranks>,
    out: &mut Answer,
    watcher: &Watcher,
) -> anyhow::Result<Summary> {
    let Answer { sink, errors } = out;
    let mut problem = |found: &TableProblem| match errors {
        Some(errors) => errors.write_all(problem_line(found).as_bytes()),
        None => Ok(()),
    };
    Ok(match (arguments.top, ranks) {
        (Some(most), Some(ranks)) => {
            let leaders = job.leaders(table, ranks, most, watcher)?;
            let shares = arguments.robust.then(|| first_rank_shares(job, &leaders));
            job.write_leaders(&leaders, shares.as_deref(), sink, &mut problem)?
        }
        _ => job.score(table, ranks, sink, &mut problem, watcher)?,
    })
}

/// How often each of the leaders comes first, over plausible weights and readings of the evidence.
fn first_rank_shares(job: &Job<'_>, leaders: &Leaders) -> Vec<f64> {
    let scoring = job.plan.scoring();
    let scores = |observations: &Vec<Observation>| {
        let ledger = Ledger::new(observations, scoring.trust, scoring.as_of);
        group_scores(&job.plan.scorer().score(&ledger))
    };
    let roles: Vec<Vec<Triple>> = job.observations(leaders).par_iter().map(scores).collect();
    let found = robustness(&roles, Mode::Free, DRAWS);
    found.rank_shares.iter().map(|shares| shares.first().copied().unwrap_or_default()).collect()
}

/// The table, which may have to be read twice.
struct Input {
    /// `None` is stdin, while it is read once.
    file: Option<File>,
    shown: String,
    size: Option<u64>,
    reads_twice: bool,
}

impl Input {
    fn open(path: &Path, output: Option<&Path>) -> anyhow::Result<Self> {
        let shown = visible(&path.to_string_lossy());
        if path.as_os_str() == "-" {
            return Ok(Self { file: None, shown: "stdin".to_owned(), size: None, reads_twice: false });
        }
        let same = output.and_then(|output| output.canonicalize().ok()).zip(path.canonicalize().ok());
        if same.is_some_and(|(output, table)| output == table) {
            bail!("the answer would replace the table `{shown}` itself; name another file");
        }
        let about = std::fs::metadata(path).with_context(|| format!("cannot read `{shown}`"))?;
        if about.is_dir() {
            bail!("`{shown}` is a folder; name the table");
        }
        let file = File::open(path).with_context(|| format!("cannot read `{shown}`"))?;
        let size = about.is_file().then_some(about.len());
        Ok(Self { file: Some(file), shown, size, reads_twice: !about.is_file() })
    }

    fn size(&self) -> Option<u64> {
        self.size
    }

    /// The table from its beginning.
    fn table(&mut self, arguments: &Batch, watcher: &Watcher) -> anyhow::Result<Table<Box<dyn Read + Send>>> {
        let delimiter = match arguments.delimiter {
            Some(character) => Some(
                u8::try_from(character)
                    .ok()
                    .filter(u8::is_ascii)
                    .context("--delimiter: expected one ASCII character, such as ;")?,
            ),
            None => None,
        };
        if arguments.needs_ranks() && (self.file.is_none() || self.reads_twice) {
            self.keep()?;
        }
        let source = match &self.file {
            None => unpacked(std::io::stdin()),
            Some(file) if self.size.is_some() => {
                let mut file = file.try_clone()?;
                file.seek(SeekFrom::Start(0))?;
                unpacked_file(file, watcher.reader())
            }
            Some(pipe) => unpacked(pipe.try_clone()?),
        };
        let source = source.with_context(|| format!("cannot read `{}`", self.shown))?;
        Table::open(source, delimiter).with_context(|| format!("`{}`", self.shown))
    }

    /// A pipe is read into a file of its own first, since it can be read only once.
    fn keep(&mut self) -> anyhow::Result<()> {
        let mut kept = tempfile::tempfile().context("cannot keep the table, which has to be read twice")?;
        let copied = match &mut self.file {
            Some(pipe) => std::io::copy(pipe, &mut kept),
            None => std::io::copy(&mut std::io::stdin(), &mut kept),
        };
        self.size = Some(copied.context("cannot keep the table, which has to be read twice")?);
        (self.file, self.reads_twice) = (Some(kept), false);
        Ok(())
    }
}

/// Where the answer goes, whole or not at all.
struct Answer {
    sink: PackedWriter<Sink>,
    errors: Option<PackedWriter<Sink>>,
}

/// A file in the making, or stdout.
enum Sink {
    File(Pending),
    Stdout(std::io::Stdout),
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self {
            Self::File(file) => file.write(bytes),
            Self::Stdout(stdout) => stdout.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Self::File(file) => file.flush(),
            Self::Stdout(stdout) => stdout.flush(),
        }
    }
}

impl Answer {
    fn begin(common: &Common, columns: &[(String, CellType)], errors: Option<&Path>) -> anyhow::Result<Self> {
        let file = |path: &Path, columns: &[(String, CellType)]| -> anyhow::Result<PackedWriter<Sink>> {
            let packing = Packing::of_name(&path.to_string_lossy());
            let packed = PackedWriter::new(Sink::File(Pending::begin(path)?), packing, columns);
            packed.with_context(|| format!("cannot write `{}`", visible(&path.to_string_lossy())))
        };
        let mut sink = match common.output.as_deref().filter(|path| path.as_os_str() != "-") {
            Some(path) => file(path, columns)?,
            None => PackedWriter::new(Sink::Stdout(std::io::stdout()), Packing::Plain, columns)?,
        };
        if common.bom {
            sink.write_all("\u{feff}".as_bytes())?;
        }
        let problems = PROBLEM_COLUMNS.map(|name| (name.to_owned(), CellType::Text));
        let mut errors = errors.map(|path| file(path, &problems)).transpose()?;
        if let Some(errors) = &mut errors {
            errors.write_all(problem_header().as_bytes())?;
        }
        Ok(Self { sink, errors })
    }

    fn finish(self) -> anyhow::Result<()> {
        for packer in [Some(self.sink), self.errors].into_iter().flatten() {
            match packer.finish().map_err(BatchError::Write)? {
                Sink::File(file) => file.finish()?,
                Sink::Stdout(mut stdout) => stdout.flush().map_err(BatchError::Write)?,
            }
        }
        Ok(())
    }
}

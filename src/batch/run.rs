//! A table from end to end: a reader cuts it into blocks, workers score them, and the answers leave in order.
//!
//! Every worker has a queue of its own and blocks go round, so that order needs no sorting, and nothing grows with the
//! table: there are never more than a few blocks in the house.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{Scope, scope};

use super::blocks::{Block, Blocks};
use super::error::BatchError;
use super::plan::Plan;
use super::problem::{ProblemSummary, TableProblem};
use super::ranks::Ranks;
use super::worker::{Done, Wanted, Worker};
use super::write::RowWriter;
use crate::score::Verdict;

/// A table whose header was read.
pub struct Table<R> {
    blocks: Blocks<R>,
    names: Vec<String>,
}

impl<R: Read + Send> Table<R> {
    /// Reads the header. A `delimiter` of `None` is found out: the one of `,`, `;`, tab and `|` that the header has most of.
    ///
    /// # Errors
    /// [`BatchError::Read`], [`BatchError::Empty`], [`BatchError::Utf16`], [`BatchError::EndlessRecord`].
    pub fn open(source: R, delimiter: Option<u8>) -> Result<Self, BatchError> {
        let (blocks, names) = Blocks::open(source, delimiter)?;
        Ok(Self { blocks, names })
    }

    /// The byte between two cells.
    #[must_use]
    pub fn delimiter(&self) -> u8 {
        self.blocks.delimiter()
    }

    /// Names of the columns.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }
}

/// Who looks on.
pub trait Watch: Sync {
    /// So many more rows are done.
    fn advanced(&self, rows: u64);
    /// Whether to stop.
    fn is_stopped(&self) -> bool;
}

/// How a table is worked on.
#[derive(Debug, Clone)]
pub struct Job<'p> {
    /// The compiled rubric.
    pub plan: &'p Plan<'p>,
    /// Content hash of the rubric with the trust values in force.
    pub rubric_hash: String,
    /// Workers, at least 1.
    pub threads: usize,
    /// Numbers with all their digits instead of six decimals.
    pub exact: bool,
}

/// What became of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Rows.
    pub rows: u64,
    /// Rows by verdict, in the order of [`Verdict::ALL`].
    pub verdicts: [u64; 4],
    /// Cells that could not be read.
    pub problems: ProblemSummary,
}

impl Summary {
    /// Adds a block whose first row is number `first_row` of the table, from 0, and tells its problems.
    pub(super) fn add(
        &mut self,
        done: &mut Done,
        first_row: u64,
        problem: &mut dyn FnMut(&TableProblem) -> std::io::Result<()>,
    ) -> Result<(), BatchError> {
        for found in &mut done.problems {
            // The header is row 1, and rows of a block count from 0.
            found.row += first_row + 2;
            self.problems.add(found);
            problem(found).map_err(BatchError::Write)?;
        }
        self.rows += done.rows;
        for (sum, count) in self.verdicts.iter_mut().zip(done.verdicts) {
            *sum += count;
        }
        Ok(())
    }

    /// Rows of a verdict.
    #[must_use]
    pub fn of(&self, verdict: Verdict) -> u64 {
        let at = Verdict::ALL.iter().position(|known| *known == verdict);
        at.map_or(0, |at| self.verdicts[at])
    }
}

impl<'p> Job<'p> {
    /// Scores every row and writes one line for each, in order. With `ranks` of the same table, the lines say them.
    /// Problems go to `problem`, in order.
    ///
    /// # Errors
    /// [`BatchError::Read`], [`BatchError::Write`], [`BatchError::EndlessRecord`], [`BatchError::Stopped`].
    pub fn score<R: Read + Send>(
        &self,
        table: Table<R>,
        ranks: Option<&Ranks>,
        sink: &mut dyn Write,
        problem: &mut dyn FnMut(&TableProblem) -> std::io::Result<()>,
        watch: &dyn Watch,
    ) -> Result<Summary, BatchError> {
        let mut header = Vec::new();
        self.writer().push_header(&mut header);
        sink.write_all(&header).map_err(BatchError::Write)?;
        let wanted = ranks.map_or(Wanted::Lines, |ranks| Wanted::Ranked(ranks.by_row()));
        let mut summary = Summary::default();
        self.flow(table, wanted, ranks, watch, &mut |done| {
            summary.add(done, summary.rows, problem)?;
            sink.write_all(done.text.as_slice()).map_err(BatchError::Write)
        })?;
        sink.flush().map_err(BatchError::Write)?;
        Ok(summary)
    }

    /// Ranks every row.
    ///
    /// # Errors
    /// As [`Job::score`], and [`BatchError::TooManyRows`].
    pub fn rank<R: Read + Send>(&self, table: Table<R>, watch: &dyn Watch) -> Result<Ranks, BatchError> {
        let mut ranks = Ranks::default();
        self.flow(table, Wanted::Scores, None, watch, &mut |done| ranks.add(&done.scores))?;
        Ok(ranks.sorted())
    }

    pub(super) fn writer(&self) -> RowWriter<'p> {
        RowWriter::new(self.plan, &self.rubric_hash, self.exact)
    }

    /// Runs a table through the workers; `take` gets what becomes of its blocks, in order.
    pub(super) fn flow<R: Read + Send>(
        &self,
        table: Table<R>,
        wanted: Wanted<'_>,
        ranks: Option<&Ranks>,
        watch: &dyn Watch,
        take: &mut dyn FnMut(&mut Done) -> Result<(), BatchError>,
    ) -> Result<(), BatchError> {
        scope(|scope| {
            let (free_blocks, block_pool) = channel();
            let lanes: Vec<Lane> = (0..self.threads.max(1))
                .map(|_| {
                    let worker = Worker::new(self.plan, self.writer());
                    lane(scope, worker, wanted, free_blocks.clone())
                })
                .collect();
            let queues: Vec<SyncSender<Task>> = lanes.iter().map(|lane| lane.tasks.clone()).collect();
            let reader = scope.spawn(move || feed(table.blocks, &queues, &block_pool, ranks, watch));
            let outcome = collect(lanes, watch, take);
            // The reader's error is the cause, if there are two.
            let read = reader.join().unwrap_or(Err(BatchError::Stopped));
            read.and(outcome)
        })
    }
}

/// Blocks that may wait for a worker, and answers that may wait to be written. More would bridge a slow moment of the disk, but
/// leave the cores' own caches meanwhile, which costs as much.
const QUEUE: usize = 1;

/// A block with the number of its first row.
struct Task {
    block: Block,
    first_row: u64,
}

/// A worker's queues.
struct Lane {
    tasks: SyncSender<Task>,
    answers: Receiver<Done>,
    free: Sender<Done>,
}

/// Starts a worker.
fn lane<'s, 'e: 's>(
    scope: &'s Scope<'s, 'e>,
    mut worker: Worker<'s, 's>,
    wanted: Wanted<'s>,
    free_blocks: Sender<Block>,
) -> Lane {
    let (tasks, queue) = sync_channel::<Task>(QUEUE);
    let (send, answers) = sync_channel(QUEUE);
    let (free, pool) = channel::<Done>();
    scope.spawn(move || {
        while let Ok(Task { block, first_row }) = queue.recv() {
            let mut done = pool.try_recv().unwrap_or_default();
            worker.work(&block, first_row, wanted, &mut done);
            // Whoever does not listen any more has an error of his own.
            let _ = free_blocks.send(block);
            if send.send(done).is_err() {
                return;
            }
        }
    });
    Lane { tasks, answers, free }
}

/// Reads blocks and hands them round.
fn feed<R: Read>(
    mut blocks: Blocks<R>,
    queues: &[SyncSender<Task>],
    pool: &Receiver<Block>,
    ranks: Option<&Ranks>,
    watch: &dyn Watch,
) -> Result<(), BatchError> {
    for number in 0.. {
        if watch.is_stopped() {
            return Err(BatchError::Stopped);
        }
        let mut block = pool.try_recv().unwrap_or_default();
        if !blocks.next_into(&mut block)? {
            break;
        }
        let first_row = ranks.map_or(0, |ranks| ranks.first_row_of_block(number));
        if queues[number % queues.len()].send(Task { block, first_row }).is_err() {
            break;
        }
    }
    Ok(())
}

/// Takes the answers in the order of the blocks.
fn collect(
    lanes: Vec<Lane>,
    watch: &dyn Watch,
    take: &mut dyn FnMut(&mut Done) -> Result<(), BatchError>,
) -> Result<(), BatchError> {
    // The reader holds the only other ends: when it is through, the queues are closed.
    let lanes: Vec<(Receiver<Done>, Sender<Done>)> = lanes.into_iter().map(|lane| (lane.answers, lane.free)).collect();
    for number in 0.. {
        let (answers, free) = &lanes[number % lanes.len()];
        let Ok(mut done) = answers.recv() else { break };
        take(&mut done)?;
        watch.advanced(done.rows);
        let _ = free.send(done);
    }
    Ok(())
}

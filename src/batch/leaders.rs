//! The rows that rank first, taken out of a table of any length.

use std::io::{Read, Write};

use super::blocks::Block;
use super::error::BatchError;
use super::problem::{RowProblems, TableProblem};
use super::ranks::Ranks;
use super::run::{Job, Summary, Table, Watch};
use super::scan::Scanner;
use super::worker::{Done, Wanted, Worker, observations};
use crate::model::Observation;

/// Records of the rows that rank first, best first.
#[derive(Debug, Clone, Default)]
pub struct Leaders {
    delimiter: u8,
    /// Row, from 0, and record.
    records: Vec<(u64, Vec<u8>)>,
}

impl Leaders {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

impl Job<'_> {
    /// The rows whose rank is at most `most`.
    ///
    /// # Errors
    /// As [`Job::score`].
    pub fn leaders<R: Read + Send>(
        &self,
        table: Table<R>,
        ranks: &Ranks,
        most: u32,
        watch: &dyn Watch,
    ) -> Result<Leaders, BatchError> {
        let delimiter = table.delimiter();
        let mut found: Vec<(u32, u64, Vec<u8>)> = Vec::new();
        let mut rows = 0;
        self.flow(table, Wanted::Leaders(ranks.by_row(), most), Some(ranks), watch, &mut |done| {
            let mut begin = 0;
            for (rank, row, end) in &done.leaders {
                found.push((*rank, rows + row, done.text.as_slice()[begin..*end].to_vec()));
                begin = *end;
            }
            rows += done.rows;
            Ok(())
        })?;
        found.sort_unstable_by_key(|(rank, ..)| *rank);
        Ok(Leaders { delimiter, records: found.into_iter().map(|(_, row, record)| (row, record)).collect() })
    }

    /// What the leaders' cells say, as observations: for a ledger each.
    #[must_use]
    pub fn observations(&self, leaders: &Leaders) -> Vec<Vec<Observation>> {
        let mut fields = Vec::new();
        let of_record = |(_, record): &(u64, Vec<u8>)| {
            Scanner::new(record, leaders.delimiter).next_into(&mut fields);
            fields.resize(self.plan.layout.names.len(), super::scan::Field::MISSING);
            observations(self.plan, record, &fields, &mut RowProblems::untold())
        };
        leaders.records.iter().map(of_record).collect()
    }

    /// Writes the leaders, best first; with how often each comes first, where that is known.
    ///
    /// # Errors
    /// [`BatchError::Write`].
    pub fn write_leaders(
        &self,
        leaders: &Leaders,
        first_rank_shares: Option<&[f64]>,
        sink: &mut dyn Write,
        problem: &mut dyn FnMut(&TableProblem) -> std::io::Result<()>,
    ) -> Result<Summary, BatchError> {
        let mut text = Vec::new();
        self.writer().push_header(&mut text);
        let mut worker = Worker::new(self.plan, self.writer());
        let mut summary = Summary::default();
        let mut done = Done::default();
        for (at, (row, record)) in leaders.records.iter().enumerate() {
            worker.first_rank_share = first_rank_shares.and_then(|shares| shares.get(at)).copied();
            let rank = u32::try_from(at + 1).unwrap_or(u32::MAX);
            worker.work(&Block::of_record(record, leaders.delimiter), 0, Wanted::Ranked(&[rank]), &mut done);
            summary.add(&mut done, *row, problem)?;
            text.extend_from_slice(done.text.as_slice());
        }
        sink.write_all(&text).and_then(|()| sink.flush()).map_err(BatchError::Write)?;
        Ok(summary)
    }
}

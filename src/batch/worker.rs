//! One worker: a block of records in, a block of rows out.

use super::blocks::Block;
use super::cell::{Cell, Input, Texts};
use super::line::Text;
use super::memo::{Memo, SeatKey, SeatMemo, key_of, key_of_both};
use super::plan::{Kept, Pick, Plan};
use super::problem::{CellProblem, RowProblems, TableProblem};
use super::row::{Cells, Extent, Outcome, RowEvidence, SeatAnswer, evaluate};
use super::scan::{Field, Scanner};
use super::write::{Place, RowWriter};
use crate::ledger::Ledger;
use crate::model::Observation;
use crate::score::{Circumstances, Verdict, seat_model};
use crate::seat::{SCENARIOS, Sweeper};

/// What is made of each row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted<'r> {
    /// Lines, without ranks.
    Lines,
    /// Only scores, to be ranked.
    Scores,
    /// Lines with these ranks, by row.
    Ranked(&'r [u32]),
    /// Only the records of rows whose rank is at most this.
    Leaders(&'r [u32], u32),
}

/// What became of a block.
#[derive(Debug, Default)]
pub(super) struct Done {
    pub(super) rows: u64,
    /// Rows by verdict, in the order of [`Verdict::ALL`].
    pub(super) verdicts: [u64; 4],
    /// Lines of the answer, or records of the leaders.
    pub(super) text: Text,
    /// Best scores, where they were wanted.
    pub(super) scores: Vec<f64>,
    /// Leaders in `text`: rank, row of the block, and where the record ends.
    pub(super) leaders: Vec<(u32, u64, usize)>,
    /// Rows are counted from the first of the block, which is 0.
    pub(super) problems: Vec<TableProblem>,
}

/// Works on blocks, one after the other.
pub(super) struct Worker<'p, 'a> {
    plan: &'p Plan<'a>,
    writer: RowWriter<'p>,
    memos: Vec<Memo>,
    seats: SeatMemo,
    sweeper: Sweeper,
    fields: Vec<Field>,
    picked: Vec<u32>,
    outcome: Outcome,
    /// What the next lines say of how often their row comes first.
    pub(super) first_rank_share: Option<f64>,
}

/// The cells of the row at hand.
struct Picked<'w> {
    memos: &'w [Memo],
    picked: &'w [u32],
}

impl Cells for Picked<'_> {
    #[inline]
    fn cell(&self, slot: usize) -> &Cell {
        self.memos[slot].cell(self.picked[slot])
    }

    fn input(&self, slot: usize) -> Input {
        self.memos[slot].input(self.picked[slot])
    }
}

impl<'p, 'a> Worker<'p, 'a> {
    pub(super) fn new(plan: &'p Plan<'a>, writer: RowWriter<'p>) -> Self {
        Self {
            plan,
            writer,
            memos: plan.slots.iter().map(Memo::of).collect(),
            seats: SeatMemo::new(plan.runs_seat_model),
            sweeper: Sweeper::default(),
            fields: Vec::new(),
            picked: vec![0; plan.slots.len()],
            outcome: Outcome::default(),
            first_rank_share: None,
        }
    }

    /// Works a block off. `first_row` is the number of its first row, from 0; it is looked at for ranks alone.
    pub(super) fn work(&mut self, block: &Block, first_row: u64, wanted: Wanted<'_>, done: &mut Done) {
        *done = Done { text: std::mem::take(&mut done.text), ..Done::default() };
        done.text.clear();
        let mut scanner = Scanner::new(block.records(), block.delimiter());
        let mut fields = std::mem::take(&mut self.fields);
        let mut begin = 0;
        while scanner.next_into(&mut fields) {
            let end = scanner.end_of_record();
            self.check_width(&mut fields, done);
            let rank_at = |ranks: &[u32]| ranks.get((first_row + done.rows) as usize).copied().unwrap_or(0);
            match wanted {
                Wanted::Leaders(ranks, most) => {
                    let rank = rank_at(ranks);
                    if rank <= most {
                        done.text.extend(&block.records()[begin..end]);
                        done.leaders.push((rank, done.rows, done.text.len()));
                    }
                }
                Wanted::Lines => self.line(block, &fields, None, done),
                Wanted::Ranked(ranks) => self.line(block, &fields, Some(rank_at(ranks)), done),
                Wanted::Scores => {
                    self.score(block, &fields, &mut RowProblems::untold(), Extent::Score);
                    done.scores.push(self.outcome.score.best);
                }
            }
            done.rows += 1;
            begin = end;
        }
        self.fields = fields;
    }

    /// A short row lacks its last cells; a long one has some that nobody named.
    fn check_width(&self, fields: &mut Vec<Field>, done: &mut Done) {
        let width = self.plan.layout.names.len();
        if fields.len() == width {
            return;
        }
        let found = format!("{} cells", fields.len());
        let problem = CellProblem::new(&found, &format!("{width}, as the header has"));
        RowProblems::of_row(done.rows, &mut done.problems).tell("", problem);
        fields.resize(width, Field::MISSING);
    }

    fn line(&mut self, block: &Block, fields: &[Field], rank: Option<u32>, done: &mut Done) {
        let problems = &mut RowProblems::of_row(done.rows, &mut done.problems);
        self.score(block, fields, problems, Extent::Verdict);
        let verdict = self.outcome.verdict;
        if let Some(at) = Verdict::ALL.iter().position(|known| *known == verdict) {
            done.verdicts[at] += 1;
        }
        let picked = Picked { memos: &self.memos, picked: &self.picked };
        let has_digits = !self.plan.needs_ledger;
        let digits = |slot: usize| if has_digits { picked.cell(slot).written() } else { None };
        let place = Place { rank, first_rank_share: self.first_rank_share };
        self.writer.push(&mut done.text, block, fields, &self.outcome, place, digits);
    }

    /// Fills the outcome with what a row comes to.
    fn score(&mut self, block: &Block, fields: &[Field], problems: &mut RowProblems<'_>, extent: Extent) {
        if self.plan.needs_ledger {
            return self.score_by_ledger(block.records(), fields, problems);
        }
        self.pick(block, fields, problems);
        let given = self.plan.given_seats.as_ref().map(|given| {
            let sweep = given.answer(fields, block.records(), problems);
            SeatAnswer { sweep, trust: self.seat_trust() }
        });
        let seat = given.or_else(|| self.plan.runs_seat_model.then(|| self.seat()));
        let cells = Picked { memos: &self.memos, picked: &self.picked };
        evaluate(self.plan, &cells, seat.as_ref(), extent, &mut self.outcome);
    }

    /// Looks every cell of a row up, or works it out.
    fn pick(&mut self, block: &Block, fields: &[Field], problems: &mut RowProblems<'_>) {
        for pick in &self.plan.picks {
            let at = pick.slot as usize;
            let memo = &mut self.memos[at];
            let key = key_of_cell(pick, block, fields);
            if let Some(place) = key.and_then(|key| memo.find(key)) {
                self.picked[at] = place;
                continue;
            }
            let slot = &self.plan.slots[at];
            let Some(column) = &slot.column else { continue };
            let texts = texts_of(column, fields, block.records());
            let found = match slot.quick(&texts.borrowed()) {
                Some(statement) => Ok(Some(statement)),
                None => slot.statement(&texts.borrowed()),
            };
            self.picked[at] = match found {
                Ok(None) if key.is_none() => memo.unknown(),
                Ok(statement) => {
                    let (cell, input) = (slot.cell(statement.as_ref()), slot.input(statement.as_ref()));
                    match key {
                        Some(key) => memo.keep(key, cell, input),
                        None => memo.loose(cell, input),
                    }
                }
                Err(problem) => {
                    problems.tell(&column.name, problem);
                    memo.unknown()
                }
            };
        }
    }

    /// Credibility of the seat model's inputs (METHOD 9).
    fn seat_trust(&self) -> f64 {
        let cells = Picked { memos: &self.memos, picked: &self.picked };
        let parts = self.plan.seat_slots.iter().zip(&self.plan.seat_credibility);
        parts.map(|(slot, part)| part * cells.cell(*slot).trust).sum()
    }

    fn seat(&mut self) -> SeatAnswer {
        let cells = Picked { memos: &self.memos, picked: &self.picked };
        let mut key: SeatKey = [0; 21];
        for (at, slot) in self.plan.seat_slots.iter().enumerate() {
            let (cell, input) = (cells.cell(*slot), cells.input(*slot));
            // The first eight are read as values, the last four as scores.
            if at < 8 {
                (key[2 * at], key[2 * at + 1]) = (input.point.unwrap_or(f64::NAN).to_bits(), cell.trust.to_bits());
                key[20] ^= input.sample.to_bits();
            } else {
                key[8 + at] = input.own_best.to_bits();
            }
        }
        let (plan, sweeper) = (self.plan, &mut self.sweeper);
        self.seats.answer(&key, || {
            let settings = plan.scoring.settings;
            let evidence = RowEvidence { plan, cells: &cells };
            let model = seat_model(&evidence, settings.horizon_years);
            let sweep = sweeper.sweep(&model.parameters, &model.ranges, &SCENARIOS, settings.sweep_points);
            SeatAnswer { sweep, trust: model.trust }
        })
    }

    fn score_by_ledger(&mut self, records: &[u8], fields: &[Field], problems: &mut RowProblems<'_>) {
        let plan = self.plan;
        let observations = observations(plan, records, fields, problems);
        let ledger = Ledger::new(&observations, plan.scoring.trust, plan.scoring.as_of);
        let circumstances = Circumstances::default();
        let mut seat = plan.scorer.seat(&ledger, &circumstances);
        if let Some(given) = &plan.given_seats {
            seat.sweep = given.answer(fields, records, problems);
        }
        let card = plan.scorer.score_with(&ledger, &circumstances, seat);
        self.outcome = Outcome::of_card(&card, plan.runs_seat_model || plan.given_seats.is_some());
    }
}

/// What a cell is kept for.
#[inline]
fn key_of_cell(pick: &Pick, block: &Block, fields: &[Field]) -> Option<u128> {
    let key_at = |column: u32| {
        let field = fields[column as usize];
        key_of(block.padded(), field.start as usize, (field.end - field.start) as usize)
    };
    match pick.kept {
        Kept::Alone => key_at(pick.column),
        Kept::WithSample(sample) => key_of_both(key_at(pick.column)?, key_at(sample)?),
        Kept::Not => None,
    }
}

/// The cells of a row as observations, for a ledger.
pub(super) fn observations(
    plan: &Plan<'_>,
    records: &[u8],
    fields: &[Field],
    problems: &mut RowProblems<'_>,
) -> Vec<Observation> {
    let mut found = Vec::new();
    for slot in &plan.readers {
        let Some(column) = &slot.column else { continue };
        match slot.observation(&texts_of(column, fields, records).borrowed()) {
            Ok(observation) => found.extend(observation.map(Observation::sealed)),
            Err(problem) => problems.tell(&column.name, problem),
        }
    }
    found
}

/// The texts of a row about one signal, which may have been unquoted.
struct RowTexts<'b> {
    value: std::borrow::Cow<'b, [u8]>,
    kind: std::borrow::Cow<'b, [u8]>,
    date: std::borrow::Cow<'b, [u8]>,
    sample: std::borrow::Cow<'b, [u8]>,
}

impl RowTexts<'_> {
    fn borrowed(&self) -> Texts<'_> {
        Texts { value: &self.value, kind: &self.kind, date: &self.date, sample: &self.sample }
    }
}

fn texts_of<'b>(column: &super::layout::SignalColumn, fields: &[Field], records: &'b [u8]) -> RowTexts<'b> {
    let text = |at: Option<usize>| {
        let field = at.and_then(|at| fields.get(at)).copied().unwrap_or(Field::MISSING);
        field.content(records)
    };
    RowTexts {
        value: text(Some(column.value)),
        kind: text(column.kind),
        date: text(column.date),
        sample: text(column.sample),
    }
}

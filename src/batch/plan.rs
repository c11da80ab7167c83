//! A rubric compiled for a table: what is the same for all of its rows.

use super::error::BatchError;
use super::given::GivenSeats;
use super::layout::{Layout, SignalColumn};
use super::slot::{Bound, Leaf, Slot, columns_of};
use crate::ledger::PoolRule;
use crate::model::Date;
use crate::rubric::{Condition, Criterion, NotApplicable, Rubric};
use crate::score::{SEAT_CREDIBILITY, SEAT_SIGNALS, SIZE_SIGNALS, Scorer, Settings};
use crate::signal::{Catalogue, Trust};

/// Points of the seat model's sweep for a row, where nobody asks for another number. Against all 4096, chances move by two
/// percentage points at most and scores by 0.4 (`docs/scale.md`, over ten thousand rows).
pub const TABLE_SWEEP_POINTS: usize = 16;

/// What rows are scored with.
#[derive(Debug, Clone, Copy)]
pub struct Scoring<'a> {
    /// The rubric.
    pub rubric: &'a Rubric,
    /// The catalogue in force.
    pub catalogue: &'a Catalogue,
    /// The trust table in force.
    pub trust: &'a Trust,
    /// The day on which things are looked at.
    pub as_of: Date,
    /// Horizon and sweep points of the seat model.
    pub settings: Settings,
    /// Run the seat model for every row, even where the rubric does not ask for it.
    pub with_odds: bool,
}

/// A condition over slots, groups and seats.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree {
    /// Condition `at` of a slot.
    Leaf {
        slot: usize,
        at: u32,
    },
    Any(Vec<Self>),
    All(Vec<Self>),
    Majority {
        groups: Vec<usize>,
        need: usize,
        holds_at: f64,
    },
    SeatsBelow {
        limit: f64,
        /// Slots of [`SIZE_SIGNALS`].
        known: [usize; 3],
    },
}

/// A gate with its exemption.
#[derive(Debug, Clone)]
pub(super) struct CompiledGate {
    pub(super) when: Tree,
    pub(super) exempt: Option<Exempt>,
}

/// When a gate does not apply.
#[derive(Debug, Clone)]
pub(super) enum Exempt {
    When(Tree),
    With(usize),
}

/// Where a criterion comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Slot(usize),
    Seat,
}

/// A criterion of the flat list, in rubric order.
#[derive(Debug, Clone, Copy)]
pub(super) struct CompiledCriterion<'a> {
    pub(super) criterion: &'a Criterion,
    /// Of the criterion, near at hand.
    pub(super) weight: f64,
    pub(super) share: f64,
    pub(super) origin: Origin,
}

/// On which texts of a row depends what a cell comes to: where they are few and short, it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// On the cell.
    Alone,
    /// On the cell and its sample, in this column.
    WithSample(u32),
    /// On more.
    Not,
}

impl Kept {
    fn of(column: &SignalColumn) -> Self {
        match (column.kind, column.date, column.sample) {
            (None, None, None) => Self::Alone,
            (None, None, Some(sample)) => Self::WithSample(sample as u32),
            _ => Self::Not,
        }
    }
}

/// Where the cell of a slot is looked for, without the rest of the slot: this is read for every row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pick {
    pub(super) slot: u32,
    /// Place of the value.
    pub(super) column: u32,
    /// What it comes to depends on, and is kept for.
    pub(super) kept: Kept,
}

/// A rubric compiled for a table.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    pub(super) scoring: Scoring<'a>,
    pub(super) layout: Layout,
    pub(super) scorer: Scorer<'a>,
    pub(super) slots: Vec<Slot<'a>>,
    /// Slots that a column speaks of.
    pub(super) picks: Vec<Pick>,
    pub(super) criteria: Vec<CompiledCriterion<'a>>,
    /// How many criteria each group has.
    pub(super) group_sizes: Vec<usize>,
    pub(super) gates: Vec<CompiledGate>,
    /// Limit of a cap and what it fails on.
    pub(super) caps: Vec<(f64, Tree)>,
    /// Slots of [`SEAT_SIGNALS`]; empty when the model is not asked for.
    pub(super) seat_slots: Vec<usize>,
    pub(super) runs_seat_model: bool,
    /// Columns of the model's answers; it is not run then.
    pub(super) given_seats: Option<GivenSeats>,
    /// Credibility that each of `seat_slots` adds to an answer.
    pub(super) seat_credibility: Vec<f64>,
    /// One for each column of a signal, for rows that are read into a ledger.
    pub(super) readers: Vec<Slot<'a>>,
    /// Rows need a ledger: two columns speak about one signal.
    pub(super) needs_ledger: bool,
}

impl<'a> Plan<'a> {
    /// Compiles the rubric for the columns of `layout`.
    ///
    /// # Errors
    /// [`BatchError::NoSignals`] when the rubric looks at none of the columns.
    pub fn new(scoring: Scoring<'a>, layout: Layout) -> Result<Self, BatchError> {
        let Scoring { rubric, catalogue, settings, .. } = scoring;
        let scorer = Scorer::new(rubric, catalogue, settings);
        let given_seats = GivenSeats::of(&layout, scorer.seat_when_nothing_is_known().sweep);
        let asks_for_seats = scoring.with_odds || rubric.criteria().any(|(_, criterion)| criterion.is_derived);
        let mut plan = Self {
            scoring,
            scorer,
            slots: Vec::new(),
            picks: Vec::new(),
            criteria: Vec::new(),
            group_sizes: rubric.groups.iter().map(|group| group.criteria.len()).collect(),
            gates: Vec::new(),
            caps: Vec::new(),
            seat_slots: Vec::new(),
            runs_seat_model: asks_for_seats && given_seats.is_none(),
            given_seats,
            seat_credibility: Vec::new(),
            readers: layout.signals.iter().filter_map(|column| Slot::reader(column, &scoring)).collect(),
            needs_ledger: false,
            layout,
        };
        for (_, criterion) in rubric.criteria() {
            let origin = if criterion.is_derived { Origin::Seat } else { Origin::Slot(plan.criterion_slot(criterion)) };
            let (weight, share) = (criterion.weight, criterion.share);
            plan.criteria.push(CompiledCriterion { criterion, weight, share, origin });
        }
        if asks_for_seats {
            plan.find_seat_slots();
        }
        plan.compile_conditions();
        plan.needs_ledger |= plan.slots.iter().any(|slot| columns_of(&slot.signal.key, &plan.layout).len() > 1);
        if plan.slots.iter().all(|slot| slot.column.is_none()) && plan.given_seats.is_none() {
            return Err(plan.no_signals());
        }
        plan.picks = plan.picks();
        Ok(plan)
    }

    fn picks(&self) -> Vec<Pick> {
        let pick = |(at, slot): (usize, &Slot<'_>)| {
            let column = slot.column.as_ref()?;
            // A header has fewer than four billion names.
            Some(Pick { slot: at as u32, column: column.value as u32, kept: Kept::of(column) })
        };
        let mut picks: Vec<Pick> = self.slots.iter().enumerate().filter_map(pick).collect();
        // As they stand in a row, which is also the order in which problems are told.
        picks.sort_by_key(|pick| pick.column);
        picks
    }

    /// Id of the rubric.
    #[must_use]
    pub fn rubric_id(&self) -> &str {
        &self.scoring.rubric.id
    }

    /// Scores ledgers under the same rubric.
    #[must_use]
    pub fn scorer(&self) -> &Scorer<'a> {
        &self.scorer
    }

    /// What rows are scored with.
    #[must_use]
    pub fn scoring(&self) -> &Scoring<'a> {
        &self.scoring
    }

    /// The columns of the table.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Names of the columns whose values move a number, and of those of signals that the rubric does not look at.
    #[must_use]
    pub fn read_columns(&self) -> (Vec<&str>, Vec<&str>) {
        let is_read = |key: &str| {
            let is_given = self.given_seats.as_ref().is_some_and(|given| given.reads(key));
            is_given
                || self
                    .slots
                    .iter()
                    .any(|slot| columns_of(&slot.signal.key, &self.layout).iter().any(|(c, _)| c.signal == key))
        };
        let (read, idle): (Vec<_>, Vec<_>) = self.layout.signals.iter().partition(|column| is_read(&column.signal));
        (read.iter().map(|c| c.name.as_str()).collect(), idle.iter().map(|c| c.name.as_str()).collect())
    }

    fn no_signals(&self) -> BatchError {
        let names: Vec<&str> = self.layout.names.iter().take(12).map(String::as_str).collect();
        let more = if self.layout.names.len() > names.len() { ", …" } else { "" };
        let columns = crate::text::visible(&format!("{}{more}", names.join(", ")));
        let example = self.scoring.rubric.signals().into_iter().find(|key| !key.starts_with("seat."));
        BatchError::NoSignals { columns, example: example.unwrap_or_default().to_owned() }
    }

    fn criterion_slot(&mut self, criterion: &'a Criterion) -> usize {
        let rule = PoolRule {
            half_life_days: criterion.half_life_days,
            tolerance: criterion.tolerance,
            curve: &criterion.curve,
            prior: criterion.prior,
        };
        self.add_slot(&criterion.signal, Some(rule)).unwrap_or_default()
    }

    /// The slot of a signal, made when it is not there; `None` for a key that the catalogue lacks, which a validated
    /// rubric does not name.
    fn add_slot(&mut self, key: &str, rule: Option<PoolRule<'a>>) -> Option<usize> {
        let fits = |slot: &Slot<'_>| slot.signal.key == key && (rule.is_none() || slot.rule == rule);
        if let Some(at) = self.slots.iter().position(fits) {
            return Some(at);
        }
        let signal = self.scoring.catalogue.get(key)?;
        let column = columns_of(&signal.key, &self.layout).first().map(|(column, is_raw)| ((*column).clone(), *is_raw));
        self.slots.push(Slot::new(signal, rule, column, &self.scoring));
        Some(self.slots.len() - 1)
    }

    fn find_seat_slots(&mut self) {
        let credibility =
            |key: &str| SEAT_CREDIBILITY.iter().find(|(known, _)| *known == key).map_or(0.0, |(_, part)| *part);
        self.seat_credibility = SEAT_SIGNALS.iter().map(|key| credibility(key)).collect();
        self.seat_slots = SEAT_SIGNALS.iter().map(|key| self.seat_slot(key)).collect();
    }

    /// The slot of a signal that the seat model reads.
    fn seat_slot(&mut self, key: &str) -> usize {
        let Some(at) = self.add_slot(key, None) else {
            // A catalogue without it cannot be read row by row.
            self.needs_ledger = true;
            return 0;
        };
        self.slots[at].feeds_seats = true;
        at
    }

    fn compile_conditions(&mut self) {
        let rubric = self.scoring.rubric;
        for gate in &rubric.gates {
            let when = self.tree(&gate.when, gate.crosscheck);
            let exempt = gate.not_applicable.as_ref().map(|(how, _)| match how {
                NotApplicable::When(condition) => Exempt::When(self.tree(condition, false)),
                NotApplicable::With(id) => {
                    Exempt::With(rubric.gates.iter().position(|other| other.id == *id).unwrap_or(usize::MAX))
                }
            });
            self.gates.push(CompiledGate { when, exempt });
        }
        for cap in &rubric.caps {
            let tree = self.tree(&cap.unless, false);
            self.caps.push((cap.limit, tree));
        }
    }

    fn tree(&mut self, condition: &Condition, crosscheck: bool) -> Tree {
        match condition {
            Condition::Any(parts) => Tree::Any(parts.iter().map(|part| self.tree(part, crosscheck)).collect()),
            Condition::All(parts) => Tree::All(parts.iter().map(|part| self.tree(part, crosscheck)).collect()),
            Condition::AtLeast { signal, value, .. } => self.leaf(signal, Bound::AtLeast(*value), crosscheck),
            Condition::AtMost { signal, value, .. } => self.leaf(signal, Bound::AtMost(*value), crosscheck),
            Condition::Majority { groups, need, holds_at } => {
                let place = |id: &String| self.scoring.rubric.groups.iter().position(|group| group.id == *id);
                let groups = groups.iter().filter_map(place).collect();
                Tree::Majority { groups, need: *need, holds_at: *holds_at }
            }
            Condition::SeatsBelow(limit) => {
                Tree::SeatsBelow { limit: *limit, known: SIZE_SIGNALS.map(|key| self.seat_slot(key)) }
            }
        }
    }

    fn leaf(&mut self, signal: &str, bound: Bound, crosscheck: bool) -> Tree {
        let slot = self.add_slot(signal, None);
        let at = slot.and_then(|slot| self.slots[slot].add_leaf(Leaf::new(bound, crosscheck)));
        let Some((slot, at)) = slot.zip(at) else {
            self.needs_ledger = true;
            return Tree::Any(Vec::new());
        };
        Tree::Leaf { slot, at }
    }
}

//! The rubric as one query, for tables that live in an engine.
//!
//! The query takes the steps of a row one by one, each a table expression of its own: what is observed, what it weighs,
//! what it scores, groups, gates, verdict. Three-valued logic is SQL's own: `NULL` is "not known", `OR` and `AND` are
//! those of Kleene.

mod dialect;
mod signals;
mod verdict;

use super::error::BatchError;
use super::plan::{Origin, Plan};
use crate::signal::SignalType;

pub use dialect::Dialect;
use signals::{Column, short};

/// A query under construction.
pub(super) struct Query<'p> {
    pub(super) plan: &'p Plan<'p>,
    pub(super) dialect: Dialect,
}

/// The rubric of `plan` as a query over `table`, whose columns are those of the plan's layout.
///
/// # Errors
/// [`BatchError::NotInSql`] when the rubric needs the seat model and the table does not bring its answers, or when two
/// columns speak about one signal.
pub fn sql(plan: &Plan<'_>, rubric_hash: &str, table: &str, dialect: Dialect) -> Result<String, BatchError> {
    if plan.runs_seat_model {
        let what = "the seat model is no arithmetic of SQL; give its answers as columns: seat.p_open, and seat.p_yours where the rubric reads it";
        return Err(BatchError::NotInSql(what.to_owned()));
    }
    if plan.needs_ledger {
        let what = "two columns speak about one signal; leave one of them out";
        return Err(BatchError::NotInSql(what.to_owned()));
    }
    let query = Query { plan, dialect };
    let mut text = query.head(rubric_hash, table);
    let steps = query.steps(table);
    text.push_str("WITH\n");
    for (at, (name, remark, from, columns)) in steps.iter().enumerate() {
        let keep = if at == 0 { String::new() } else { "*,\n    ".to_owned() };
        let list: Vec<String> =
            columns.iter().map(|(expression, name)| format!("{expression} AS {}", dialect.name(name))).collect();
        let comma = if at + 1 < steps.len() { "," } else { "" };
        text.push_str(&format!(
            "{name} {}  -- {remark}\n  SELECT\n    {keep}{}\n  FROM {from}\n){comma}\n",
            dialect.step(),
            list.join(",\n    ")
        ));
    }
    text.push_str(&query.tail());
    Ok(text)
}

/// A table expression: its name, what it does, what it reads, and its columns.
type Step = (&'static str, &'static str, String, Vec<Column>);

impl Query<'_> {
    fn head(&self, rubric_hash: &str, table: &str) -> String {
        let scoring = self.plan.scoring();
        let rubric = scoring.rubric;
        format!(
            "-- {} (rubric {} version {}, {}…) as of {}, for {}.\n\
             -- One row of {table} in, one row out; an empty cell is not known, which is a range and never a zero.\n",
            rubric.title.replace('\n', " "),
            rubric.id,
            rubric.version,
            &rubric_hash[..rubric_hash.len().min(12)],
            scoring.as_of,
            self.dialect.word(),
        )
    }

    /// A column of the table, by its place.
    pub(super) fn source(&self, at: usize) -> String {
        let name = self.plan.layout.names.get(at).map(String::as_str).unwrap_or_default();
        format!("t.{}", self.dialect.name(name))
    }

    fn steps(&self, table: &str) -> Vec<Step> {
        let slots = &self.plan.slots;
        let from = |name: &str| name.to_owned();
        let mut observed = self.handed_on();
        observed.extend(slots.iter().flat_map(|slot| self.observed(slot)));
        observed.extend(self.given_seats());
        let weights: Vec<Column> = slots.iter().flat_map(|slot| self.weight(slot)).collect();
        let scores: Vec<Column> = slots.iter().flat_map(|slot| self.scores(slot)).collect();
        let mut criteria: Vec<Column> = slots.iter().flat_map(|slot| self.blend(slot)).collect();
        criteria.extend(self.seat_criteria());
        let mut steps: Vec<Step> = vec![
            ("observations", "what each row says", format!("{table} AS t"), observed),
            ("weights", "what it weighs, in neutral priors", from("observations"), weights),
            ("scores", "what its value scores, 0 to 100", from("weights"), scores),
            ("criteria", "score, range and credibility", from("scores"), criteria),
            ("groups", "weighted sums", from("criteria"), self.groups()),
            ("totals", "the whole, before limits", from("groups"), self.totals()),
            ("answers", "gates and caps: true, false or not known", from("totals"), self.answers()),
            ("gates", "gates in words", from("answers"), self.gates()),
            ("limited", "what the weakest group and caps allow", from("gates"), self.limited()),
            ("judged", "cautious and hopeful", from("limited"), self.judged()),
            ("verdicts", "the table of verdicts, first line that fits", from("judged"), self.verdicts()),
        ];
        let mut before = steps[0].2.clone();
        steps.retain(|step| !step.3.is_empty());
        for step in &mut steps {
            step.2 = std::mem::replace(&mut before, step.0.to_owned());
        }
        steps
    }

    /// Labels and columns that are no signals.
    fn handed_on(&self) -> Vec<Column> {
        let layout = &self.plan.layout;
        let labels =
            [(layout.role, "role"), (layout.company, "company"), (layout.title, "title"), (layout.stage, "stage")];
        let labels = labels.iter().filter_map(|(at, name)| Some((self.source((*at)?), (*name).to_owned())));
        labels
            .chain(layout.others.iter().map(|other| (self.source(other.at), format!("input_{}", other.name))))
            .collect()
    }

    /// The seat model's answers, as the table brings them.
    fn given_seats(&self) -> Vec<Column> {
        let Some(given) = &self.plan.given_seats else { return Vec::new() };
        let d = self.dialect;
        let mut columns = Vec::new();
        for (column, name, nothing) in given.parts() {
            let p = |at: Option<usize>| {
                at.map(|at| {
                    let number = d.double(&self.source(at));
                    format!("CASE WHEN {number} BETWEEN {} AND {} THEN {number} END", d.number(0.0), d.number(1.0))
                })
            };
            let Some(mean) = p(column.map(|column| column.value)) else { continue };
            let end = |at: Option<usize>, nothing: f64| {
                let end = p(at).unwrap_or_else(|| "NULL".to_owned());
                format!("CASE WHEN ({mean}) IS NULL THEN {} ELSE COALESCE({end}, {mean}) END", d.number(nothing))
            };
            columns.push((end(column.and_then(|c| c.low), nothing.p10), format!("{name}_p10")));
            columns.push((end(column.and_then(|c| c.high), nothing.p90), format!("{name}_p90")));
            columns.push((format!("COALESCE({mean}, {})", d.number(nothing.mean)), name.to_owned()));
        }
        columns
    }

    /// Criteria that the seat model answers (METHOD 9).
    fn seat_criteria(&self) -> Vec<Column> {
        let d = self.dialect;
        let mut columns = Vec::new();
        for compiled in self.plan.criteria.iter().filter(|compiled| compiled.origin == Origin::Seat) {
            let key = short(&compiled.criterion.signal);
            let at = |x: &str| self.curve(&compiled.criterion.curve, x);
            let name = if compiled.criterion.signal == crate::score::SEAT_OPEN { "seat_open" } else { "seat_yours" };
            let best = at(name);
            columns.push((format!("LEAST({best}, {})", at(&format!("{name}_p10"))), format!("{key}_low")));
            columns.push((format!("GREATEST({best}, {})", at(&format!("{name}_p90"))), format!("{key}_high")));
            columns.push((best, format!("{key}_best")));
            let parts = self.plan.seat_slots.iter().zip(&self.plan.seat_credibility);
            let parts = parts.filter(|(slot, part)| **part > 0.0 && self.plan.slots[**slot].column.is_some());
            let trust: Vec<String> = parts
                .map(|(slot, part)| {
                    let weight = format!("{}_w", short(&self.plan.slots[*slot].signal.key));
                    format!("{} * {weight} / ({} + {weight})", d.number(*part), d.number(1.0))
                })
                .collect();
            let trust = if trust.is_empty() { d.number(0.0) } else { trust.join(" + ") };
            columns.push((trust, format!("{key}_trust")));
        }
        columns
    }

    /// Whether a signal of the table can be read by an engine: levels must be numbers there.
    pub(super) fn tail(&self) -> String {
        let names: Vec<String> = self.result().iter().map(|name| format!("  {}", self.dialect.name(name))).collect();
        format!("SELECT\n{}\nFROM verdicts\n", names.join(",\n"))
    }
}

/// What an engine's column has to hold for a signal.
#[must_use]
pub fn sql_type(signal_type: SignalType) -> &'static str {
    match signal_type {
        SignalType::Event => "a DATE",
        SignalType::Bool => "yes/no, a truth value, or 1 and 0",
        SignalType::Share => "a number from 0 to 1 (its sample in KEY.n)",
        SignalType::Ordinal => "the number of the level",
        _ => "a number",
    }
}

//! One signal of a row in SQL: what is read, what it weighs, and what it scores.

use super::Query;
use crate::batch::layout::SignalColumn;
use crate::batch::slot::{Bound, Leaf, Slot};
use crate::ledger::{FORWARD_FACTOR, weight_of};
use crate::model::{DAYS_PER_MONTH, Party, SourceKind};
use crate::score::CROSSCHECK_TRUST;
use crate::signal::{Curve, SignalType, Tolerance};

/// A column of a table expression: what it is, and its name.
pub(super) type Column = (String, String);

/// A key or id as a name that needs no quotes in any dialect: engines differ in what they make of capitals.
pub(super) fn short(key: &str) -> String {
    key.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect()
}

impl Query<'_> {
    /// Value, trust and sample of a signal as the row states them: `NULL` where nothing usable is said.
    pub(super) fn observed(&self, slot: &Slot<'_>) -> Vec<Column> {
        let key = short(&slot.signal.key);
        let Some(column) = &slot.column else { return Vec::new() };
        let value = self.value(slot, column);
        let mut columns = vec![(value, key.clone()), (self.trust(slot, column), format!("{key}_t"))];
        if let Some(kind) = column.kind {
            let fallback = self.dialect.text(slot.default_kind.key());
            columns.push((format!("COALESCE(NULLIF({}, ''), {fallback})", self.source(kind)), format!("{key}_kind")));
        }
        if let Some(sample) = column.sample {
            let n = self.dialect.double(&self.source(sample));
            columns.push((format!("CASE WHEN {n} > 0 THEN {n} END"), format!("{key}_n")));
        }
        columns
    }

    fn value(&self, slot: &Slot<'_>, column: &SignalColumn) -> String {
        let d = self.dialect;
        let source = self.source(column.value);
        if slot.is_raw {
            let months = format!("{} / {}", d.days_since(&source, slot.as_of), d.number(DAYS_PER_MONTH));
            if slot.raw_may_lie_ahead {
                return months;
            }
            return format!("CASE WHEN CAST({source} AS DATE) <= {} THEN {months} END", d.day(slot.as_of));
        }
        if slot.spelled.signal_type == SignalType::Bool {
            return self.yes_or_no(&source);
        }
        let number = d.double(&source);
        match slot.spelled.range {
            Some((low, high)) => {
                format!("CASE WHEN {number} BETWEEN {} AND {} THEN {number} END", d.number(low), d.number(high))
            }
            None => number,
        }
    }

    /// Yes and no as a number, whether the column holds words, truth values or numbers.
    fn yes_or_no(&self, source: &str) -> String {
        let d = self.dialect;
        let cast = if d == super::Dialect::Spark { "STRING" } else { "VARCHAR" };
        let arm = |words: &[&str], x: f64| {
            let words: Vec<String> = words.iter().map(|word| d.text(word)).collect();
            format!("WHEN lower(CAST({source} AS {cast})) IN ({}) THEN {}", words.join(", "), d.number(x))
        };
        format!(
            "CASE {} {} {} END",
            arm(&["yes", "y", "true", "1", "1.0"], 1.0),
            arm(&["no", "n", "false", "0", "0.0"], 0.0),
            arm(&["partly", "partially", "half", "0.5"], 0.5)
        )
    }

    /// Trust of the statement on the as-of day (METHOD 1.2 and 1.3).
    fn trust(&self, slot: &Slot<'_>, column: &SignalColumn) -> String {
        let d = self.dialect;
        if column.kind.is_none() && column.date.is_none() {
            let known = slot.default_date.first() <= slot.as_of;
            return if known { d.number(slot.default_trust) } else { "NULL".to_owned() };
        }
        let base = match column.kind {
            None => d.number(slot.trust.of(slot.default_kind).trust),
            Some(kind) => {
                let arms = SourceKind::ALL
                    .iter()
                    .map(|kind| format!("WHEN {} THEN {}", d.text(kind.key()), d.number(slot.trust.of(*kind).trust)));
                let fallback = d.number(slot.trust.of(slot.default_kind).trust);
                let source = self.source(kind);
                let arms = arms.collect::<Vec<_>>().join(" ");
                // An empty cell takes the kind of the column.
                format!("CASE COALESCE({source}, '') WHEN '' THEN {fallback} {arms} END")
            }
        };
        let plan = if slot.default_forward { format!(" * {}", d.number(FORWARD_FACTOR)) } else { String::new() };
        let Some(half_life) = slot.signal.half_life_days else { return format!("{base}{plan}") };
        let Some(date) = column.date else {
            let fresh = crate::ledger::aged(1.0, slot.default_forward, slot.age_of_default(), Some(half_life));
            return format!("{base} * {}", d.number(fresh));
        };
        let source = self.source(date);
        let age = format!("COALESCE({}, {})", d.days_since(&source, slot.as_of), slot.age_of_default());
        let fresh = format!("power({}, -{age} / {})", d.number(2.0), d.number(half_life));
        format!("CASE WHEN {age} >= 0 THEN {base}{plan} * {fresh} END")
    }

    /// Weight in neutral priors (METHOD 1.3), 0 where nothing is said.
    pub(super) fn weight(&self, slot: &Slot<'_>) -> Vec<Column> {
        let key = short(&slot.signal.key);
        let d = self.dialect;
        let Some(column) = &slot.column else { return Vec::new() };
        let is_constant = column.kind.is_none() && column.date.is_none();
        let (one, zero) = (d.number(1.0), d.number(0.0));
        if is_constant && column.sample.is_none() {
            let weight = d.number(weight_of(slot.default_trust, None));
            return vec![(
                format!("CASE WHEN {key} IS NULL OR {key}_t IS NULL THEN {zero} ELSE {weight} END"),
                format!("{key}_w"),
            )];
        }
        let sampling = match column.sample {
            Some(_) => format!(" + COALESCE({one} / {key}_n, {zero})"),
            None => String::new(),
        };
        let weight = format!(
            "CASE WHEN {key} IS NULL OR {key}_t IS NULL OR {key}_t <= 0 THEN {zero} \
             ELSE {one} / (({one} - {key}_t) / {key}_t{sampling}) END"
        );
        vec![(weight, format!("{key}_w"))]
    }

    /// Score of the value, and of what its tolerance allows.
    pub(super) fn scores(&self, slot: &Slot<'_>) -> Vec<Column> {
        let (Some(rule), Some(_)) = (&slot.rule, &slot.column) else { return Vec::new() };
        let key = short(&slot.signal.key);
        let width = match rule.tolerance {
            Tolerance::Absolute(width) => self.dialect.number(width),
            Tolerance::Relative(part) => format!("abs({} * {key})", self.dialect.number(part)),
        };
        let (below, above) = (
            self.curve(rule.curve, &format!("({key} - {width})")),
            self.curve(rule.curve, &format!("({key} + {width})")),
        );
        vec![
            (self.curve(rule.curve, &key), format!("{key}_v")),
            (format!("LEAST({below}, {above})"), format!("{key}_least")),
            (format!("GREATEST({below}, {above})"), format!("{key}_most")),
        ]
    }

    /// A piecewise-linear value function; 0 of `NULL`, which weighs nothing.
    pub(super) fn curve(&self, curve: &Curve, x: &str) -> String {
        let d = self.dialect;
        let points = curve.points();
        let mut arms = vec![format!("WHEN {x} IS NULL THEN {}", d.number(0.0))];
        if let Some((x0, v0)) = points.first() {
            arms.push(format!("WHEN {x} <= {} THEN {}", d.number(*x0), d.number(*v0)));
        }
        for pair in points.windows(2) {
            let ((x0, v0), (x1, v1)) = (pair[0], pair[1]);
            let line =
                format!("{} + {} * ({x} - {}) / {}", d.number(v0), d.number(v1 - v0), d.number(x0), d.number(x1 - x0));
            arms.push(format!("WHEN {x} <= {} THEN {line}", d.number(x1)));
        }
        let last = points.last().map_or(0.0, |(_, value)| *value);
        format!("CASE {} ELSE {} END", arms.join(" "), d.number(last))
    }

    /// Score with its range and credibility (METHOD 1.4, steps 5 to 8): columns ending in `_best`, `_low`, `_high`, `_trust`.
    pub(super) fn blend(&self, slot: &Slot<'_>) -> Vec<Column> {
        let Some(rule) = &slot.rule else { return Vec::new() };
        let key = short(&slot.signal.key);
        let d = self.dialect;
        let (zero, one, hundred) = (d.number(0.0), d.number(1.0), d.number(100.0));
        if slot.column.is_none() {
            return vec![
                (d.number(rule.prior), format!("{key}_best")),
                (zero.clone(), format!("{key}_low")),
                (hundred, format!("{key}_high")),
                (zero, format!("{key}_trust")),
            ];
        }
        let best = format!("({} + {key}_w * {key}_v) / ({one} + {key}_w)", d.number(rule.prior));
        let trust = format!("{key}_w / ({one} + {key}_w)");
        vec![
            (best.clone(), format!("{key}_best")),
            (format!("LEAST({best}, {trust} * {key}_least)"), format!("{key}_low")),
            (format!("GREATEST({best}, {trust} * {key}_most + ({one} - {trust}) * {hundred})"), format!("{key}_high")),
            (trust, format!("{key}_trust")),
        ]
    }

    /// A comparison as a truth value; `NULL` is "not known" (METHOD 2.3).
    pub(super) fn leaf(&self, slot: &Slot<'_>, leaf: &Leaf) -> String {
        let d = self.dialect;
        let Some(column) = &slot.column else { return "CAST(NULL AS BOOLEAN)".to_owned() };
        let key = short(&slot.signal.key);
        let holds = match leaf.bound {
            Bound::AtLeast(value) => format!("{key} >= {}", d.number(value)),
            Bound::AtMost(value) => format!("{key} <= {}", d.number(value)),
        };
        // Trust decides; the yes of a share has no sampling error of its own.
        let weight = format!("({key}_t / ({} - {key}_t))", d.number(1.0));
        let p = format!(
            "({} + {weight} * CASE WHEN {holds} THEN {} ELSE {} END) / ({} + {weight}) / {}",
            d.number(50.0),
            d.number(100.0),
            d.number(0.0),
            d.number(1.0),
            d.number(100.0)
        );
        let confirmed =
            if leaf.crosscheck { format!(" AND {}", self.confirmation(slot, column, &key)) } else { String::new() };
        format!(
            "CASE WHEN {key} IS NULL OR {key}_t IS NULL THEN NULL WHEN {p} <= {} THEN FALSE \
             WHEN {p} >= {}{confirmed} THEN TRUE END",
            d.number(crate::score::FAIL_AT),
            d.number(crate::score::PASS_AT)
        )
    }

    /// Somebody from outside the company says so.
    fn confirmation(&self, slot: &Slot<'_>, column: &SignalColumn, key: &str) -> String {
        let d = self.dialect;
        let is_company = |kind: SourceKind| slot.trust.of(kind).party == Party::Company;
        let enough = format!("{key}_t >= {}", d.number(CROSSCHECK_TRUST));
        match column.kind {
            None if is_company(slot.default_kind) => "FALSE".to_owned(),
            None => enough,
            Some(_) => {
                let companies: Vec<String> =
                    SourceKind::ALL.iter().filter(|kind| is_company(**kind)).map(|kind| d.text(kind.key())).collect();
                format!("{key}_kind NOT IN ({}) AND {enough}", companies.join(", "))
            }
        }
    }
}

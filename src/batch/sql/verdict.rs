//! From criteria to a verdict in SQL.

use super::Query;
use super::signals::{Column, short};
use crate::batch::plan::{Exempt, Tree};
use crate::score::{ERROR_CORRELATION, Grade};

/// The standard normal quantile of .55, from which the evidence leans to pursue (DESIGN 1): engines have no `erf` in common,
/// so that the distance in spreads is compared, and not the share.
const LEAN_DISTANCE: f64 = 0.125_661_346_855_074_02;

/// A criterion's key, its share of the group, and its weight in the whole.
type Weighted = (String, f64, f64);

impl Query<'_> {
    /// Groups with their criteria.
    fn grouped(&self) -> Vec<(String, Vec<Weighted>)> {
        let rubric = self.plan.scoring().rubric;
        let keys = |group: &crate::rubric::Group| {
            group.criteria.iter().map(|c| (short(&c.signal), c.share, c.weight)).collect::<Vec<_>>()
        };
        rubric.groups.iter().map(|group| (short(&group.id), keys(group))).collect()
    }

    fn sum(&self, parts: &[(String, f64)], ending: &str) -> String {
        let terms: Vec<String> =
            parts.iter().map(|(key, weight)| format!("{} * {key}_{ending}", self.dialect.number(*weight))).collect();
        terms.join(" + ")
    }

    pub(super) fn groups(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        for (id, criteria) in self.grouped() {
            let shares: Vec<(String, f64)> = criteria.iter().map(|(key, share, _)| (key.clone(), *share)).collect();
            for (ending, name) in [("best", ""), ("low", "_low"), ("high", "_high"), ("trust", "_coverage")] {
                columns.push((self.sum(&shares, ending), format!("group_{id}{name}")));
            }
        }
        columns
    }

    pub(super) fn totals(&self) -> Vec<Column> {
        let d = self.dialect;
        let all: Vec<(String, f64)> =
            self.grouped().into_iter().flat_map(|(_, list)| list).map(|(key, _, weight)| (key, weight)).collect();
        let deviation = |(key, weight): &(String, f64)| {
            let square = format!("({key}_best - {key}_low) * ({key}_high - {key}_best) / {}", d.number(3.0));
            format!("{} * sqrt(GREATEST({square}, {}))", d.number(*weight), d.number(0.0))
        };
        let deviations: Vec<String> = all.iter().map(deviation).collect();
        let squares: Vec<String> = deviations.iter().map(|one| format!("power({one}, {})", d.number(2.0))).collect();
        let spread = format!(
            "sqrt({} * ({}) + {} * power({}, {}))",
            d.number(1.0 - ERROR_CORRELATION),
            squares.join(" + "),
            d.number(ERROR_CORRELATION),
            deviations.join(" + "),
            d.number(2.0)
        );
        vec![
            (self.sum(&all, "best"), "total_best".to_owned()),
            (self.sum(&all, "low"), "total_low".to_owned()),
            (self.sum(&all, "high"), "total_high".to_owned()),
            (self.sum(&all, "trust"), "coverage".to_owned()),
            (spread, "spread".to_owned()),
        ]
    }

    /// Gates, exemptions and caps as truth values.
    pub(super) fn answers(&self) -> Vec<Column> {
        let rubric = self.plan.scoring().rubric;
        let mut columns = Vec::new();
        for (gate, compiled) in rubric.gates.iter().zip(&self.plan.gates) {
            columns.push((self.tree(&compiled.when), format!("{}_holds", short(&gate.id))));
            if let Some(Exempt::When(tree)) = &compiled.exempt {
                columns.push((self.tree(tree), format!("{}_exempt", short(&gate.id))));
            }
        }
        for (cap, (_, tree)) in rubric.caps.iter().zip(&self.plan.caps) {
            columns.push((self.tree(tree), format!("{}_holds", short(&cap.id))));
        }
        columns
    }

    fn tree(&self, tree: &Tree) -> String {
        let d = self.dialect;
        let joined = |parts: &[Tree], word: &str| {
            let parts: Vec<String> = parts.iter().map(|part| format!("({})", self.tree(part))).collect();
            parts.join(word)
        };
        match tree {
            Tree::Leaf { slot, at } => {
                let slot = &self.plan.slots[*slot];
                self.leaf(slot, &slot.leaves[*at as usize])
            }
            Tree::Any(parts) => joined(parts, " OR "),
            Tree::All(parts) => joined(parts, " AND "),
            Tree::Majority { groups, need, holds_at } => {
                let rubric = self.plan.scoring().rubric;
                let id = |at: &usize| short(&rubric.groups[*at].id);
                let count = |ending: &str, sign: &str| {
                    let one = |at| {
                        format!("CASE WHEN group_{}{ending} {sign} {} THEN 1 ELSE 0 END", id(at), d.number(*holds_at))
                    };
                    groups.iter().map(one).collect::<Vec<_>>().join(" + ")
                };
                let (holding, able) = (count("", ">="), count("_high", ">="));
                format!("CASE WHEN {holding} >= {need} THEN TRUE WHEN {able} < {need} THEN FALSE END")
            }
            Tree::SeatsBelow { limit, known } => format!("{} < {}", self.seats(known), d.number(*limit)),
        }
    }

    /// Seats that the organisation of today needs (METHOD 4.1); `NULL` when its size is not known.
    fn seats(&self, [size, span, above]: &[usize; 3]) -> String {
        let d = self.dialect;
        let default = crate::seat::Parameters::default();
        let of = |at: &usize, default: Option<f64>| {
            let slot = &self.plan.slots[*at];
            let key = short(&slot.signal.key);
            let known = format!("CASE WHEN {key}_w > {} THEN {key} END", d.number(0.0));
            match (&slot.column, default) {
                (None, None) => d.double("NULL"),
                (None, Some(x)) => d.number(x),
                (Some(_), None) => known,
                (Some(_), Some(x)) => format!("COALESCE({known}, {})", d.number(x)),
            }
        };
        let (size, span, above) =
            (of(size, None), of(span, Some(default.ics_per_em)), of(above, Some(default.ems_per_m2)));
        let (one, head) = (d.number(1.0), d.number(default.head_span));
        let ems = format!("(({size}) / (({span}) + {one}))");
        let above = format!("GREATEST({above}, {one})");
        format!(
            "(CASE WHEN {ems} IS NULL THEN NULL WHEN {ems} <= {head} THEN {} \
             WHEN {ems} < {above} * {head} THEN ({ems} - {head}) / ({above} - {one}) ELSE {ems} / {above} END)",
            d.number(0.0)
        )
    }

    /// Whether a gate does not apply: looked at only where it does not hold.
    fn exemption(&self, at: usize) -> Option<String> {
        let rubric = self.plan.scoring().rubric;
        let id = short(&rubric.gates.get(at)?.id);
        let not_held = format!("NOT COALESCE({id}_holds, FALSE)");
        match self.plan.gates.get(at)?.exempt.as_ref()? {
            Exempt::When(_) => Some(format!("({not_held} AND COALESCE({id}_exempt, FALSE))")),
            Exempt::With(other) if *other < at => Some(format!("({not_held} AND {})", self.exemption(*other)?)),
            Exempt::With(_) => None,
        }
    }

    pub(super) fn gates(&self) -> Vec<Column> {
        let d = self.dialect;
        let word = |at: usize, id: &str| {
            let exempt = self
                .exemption(at)
                .map_or_else(String::new, |exempt| format!("WHEN {exempt} THEN {} ", d.text("not-applicable")));
            format!(
                "CASE WHEN {id}_holds THEN {} {exempt}WHEN {id}_holds IS NULL THEN {} ELSE {} END",
                d.text("pass"),
                d.text("unknown"),
                d.text("fail")
            )
        };
        let gates = self.plan.scoring().rubric.gates.iter().enumerate();
        gates.map(|(at, gate)| (word(at, &short(&gate.id)), format!("gate_{}", short(&gate.id)))).collect()
    }

    pub(super) fn limited(&self) -> Vec<Column> {
        let d = self.dialect;
        let rubric = self.plan.scoring().rubric;
        let limited = |ending: &str, group_ending: &str| {
            let mut parts = vec![format!("total_{ending}")];
            if let Some(margin) = rubric.weakest_group_margin {
                let necessary = rubric.groups.iter().filter(|group| group.necessary);
                parts.extend(
                    necessary.map(|group| format!("group_{}{group_ending} + {}", short(&group.id), d.number(margin))),
                );
            }
            parts.extend(rubric.caps.iter().map(|cap| {
                format!("CASE WHEN NOT {}_holds THEN {} ELSE total_{ending} END", short(&cap.id), d.number(cap.limit))
            }));
            if parts.len() == 1 { parts.remove(0) } else { format!("LEAST({})", parts.join(", ")) }
        };
        vec![
            (limited("best", ""), "score".to_owned()),
            (limited("low", "_low"), "score_low".to_owned()),
            (limited("high", "_high"), "score_high".to_owned()),
        ]
    }

    pub(super) fn judged(&self) -> Vec<Column> {
        let (two, three) = (self.dialect.number(2.0), self.dialect.number(3.0));
        let any = |state: &str| {
            let gates = &self.plan.scoring().rubric.gates;
            let parts: Vec<String> =
                gates.iter().map(|gate| format!("gate_{} = {}", short(&gate.id), self.dialect.text(state))).collect();
            if parts.is_empty() { "FALSE".to_owned() } else { parts.join(" OR ") }
        };
        vec![
            (format!("({two} * score + score_low) / {three}"), "cautious".to_owned()),
            (format!("({two} * score + score_high) / {three}"), "hopeful".to_owned()),
            (any("fail"), "a_gate_failed".to_owned()),
            (any("unknown"), "a_gate_is_open".to_owned()),
        ]
    }

    pub(super) fn verdicts(&self) -> Vec<Column> {
        let d = self.dialect;
        let rubric = self.plan.scoring().rubric;
        let rules = rubric.thresholds;
        let (pursue, ask, toss, decline) = (d.text("pursue"), d.text("ask-more"), d.text("toss-up"), d.text("decline"));
        let hardly: Vec<String> = rubric
            .groups
            .iter()
            .filter(|group| group.necessary)
            .map(|group| format!("group_{}_coverage < {}", short(&group.id), d.number(rules.coverage_necessary)))
            .collect();
        let hardly =
            if hardly.is_empty() { String::new() } else { format!("WHEN {} THEN {ask} ", hardly.join(" OR ")) };
        let verdict = format!(
            "CASE WHEN a_gate_failed THEN {decline} WHEN coverage >= {c} AND hopeful < {} THEN {decline} \
             WHEN a_gate_is_open THEN {ask} WHEN coverage < {c} THEN {ask} {hardly}WHEN cautious >= {} THEN {pursue} \
             WHEN coverage >= {} THEN {toss} ELSE {ask} END",
            d.number(rules.decline),
            d.number(rules.pursue),
            d.number(rules.coverage_high),
            c = d.number(rules.coverage),
        );
        let (fifty, even) = (d.number(crate::score::INDIFFERENT), d.text("even"));
        let far = d.number(LEAN_DISTANCE);
        let lean = format!(
            "CASE WHEN a_gate_failed THEN {decline} WHEN score - {fifty} >= {far} * spread AND score <> {fifty} THEN {pursue} \
             WHEN {fifty} - score >= {far} * spread AND score <> {fifty} THEN {decline} ELSE {even} END"
        );
        let arm = |(floor, grade): &(f64, Grade)| {
            format!("WHEN score >= {} THEN {}", d.number(*floor), d.text(grade.letter()))
        };
        let grade: Vec<String> = Grade::FLOORS.iter().map(arm).collect();
        vec![
            (verdict, "verdict".to_owned()),
            (lean, "lean".to_owned()),
            (format!("CASE {} ELSE {} END", grade.join(" "), d.text(Grade::E.letter())), "grade".to_owned()),
        ]
    }

    /// Columns of the answer, in order.
    pub(super) fn result(&self) -> Vec<String> {
        let layout = &self.plan.layout;
        let rubric = self.plan.scoring().rubric;
        let labels =
            [(layout.role, "role"), (layout.company, "company"), (layout.title, "title"), (layout.stage, "stage")];
        let mut names: Vec<String> =
            labels.iter().filter(|(at, _)| at.is_some()).map(|(_, name)| (*name).to_owned()).collect();
        let fixed = ["verdict", "lean", "grade", "score", "score_low", "score_high", "coverage", "cautious", "hopeful"];
        names.extend(fixed.map(str::to_owned));
        names.extend(rubric.gates.iter().map(|gate| format!("gate_{}", short(&gate.id))));
        for group in &rubric.groups {
            names.extend(["", "_low", "_high"].map(|ending| format!("group_{}{ending}", short(&group.id))));
        }
        names.extend(rubric.criteria().map(|(_, criterion)| format!("{}_best", short(&criterion.signal))));
        names.extend(layout.others.iter().map(|other| format!("input_{}", other.name)));
        names
    }
}

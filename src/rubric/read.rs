//! A rubric from TOML: every problem of the file in one run, and no rubric when there is an error.

use super::condition::{Condition, find};
use super::vector::read_vector;
use super::{Cap, Criterion, Gate, Group, NotApplicable, Overlap, ReadsAs, Rubric, Thresholds};
use crate::signal::{Catalogue, Use, read_curve_item};
use crate::text::{Code, Diagnostic, Diagnostics, FileId, Files, Severity, Span, Spanned, TableReader, read_toml};

/// Weights may miss 100 by this much, so that thirds can be written.
const WEIGHT_SLACK: f64 = 1e-6;

/// Reads and validates a rubric. `None` when the file has an error; warnings do not hinder.
#[must_use]
pub fn read_rubric(files: &Files, file: FileId, catalogue: &Catalogue, problems: &mut Diagnostics) -> Option<Rubric> {
    let before = problems.count(Severity::Error);
    let rubric = read_toml(files, file, problems, |table| read_table(table, catalogue));
    (problems.count(Severity::Error) == before).then_some(rubric).flatten()
}

fn read_table(table: &mut TableReader<'_>, catalogue: &Catalogue) -> Option<Rubric> {
    let id = table.required_text("id", "a short stable name, such as `my-path`");
    let version = table.required_number("version", "a whole number that grows with every change");
    let title = table.required_text("title", "a few words for headings");
    let mut words = |key: &'static str| table.text(key).map(|text| text.value.trim().to_owned()).unwrap_or_default();
    let (for_whom, why, article) = (words("for_whom"), words("why"), words("article"));
    let reads_as = read_reads_as(table);
    let weakest_group_margin = table.number("weakest_group_margin").and_then(|margin| {
        let fits = (0.0..=100.0).contains(&margin.value);
        if !fits {
            let message = format!("`weakest_group_margin` is {}; expected 0 to 100", margin.value);
            table.report(Diagnostic::error(Code::BadNumber, message).at(margin.span));
        }
        fits.then_some(margin.value)
    });
    let thresholds = table.table("thresholds", read_thresholds).unwrap_or(Thresholds::METHOD);
    let mut group_ids: Vec<String> = Vec::new();
    let groups = read_groups(table, catalogue, &mut group_ids);
    let gates = read_gates(table, catalogue, &group_ids);
    let caps = table.tables("cap", |cap| read_cap(cap, catalogue, &group_ids)).into_iter().flatten().collect();
    let overlaps = table.tables("overlap", read_overlap).into_iter().flatten().collect();
    let vectors = table.tables("vector", |vector| read_vector(vector, catalogue)).into_iter().flatten().collect();
    let (id, title, version) = (id?, title?, version?);
    if !is_id(&id.value) {
        let message = format!("`{}` is not an id; expected lower case letters, digits and hyphens", id.value);
        table.report(Diagnostic::error(Code::BadEntry, message).at(id.span));
    }
    if version.value < 0.0 || version.value.fract() != 0.0 || version.value > f64::from(u32::MAX) {
        let message = format!("version is {}; expected a whole number", version.value);
        table.report(Diagnostic::error(Code::BadNumber, message).at(version.span));
    }
    Some(Rubric {
        id: id.value,
        version: version.value as u32,
        title: title.value,
        for_whom,
        why,
        article,
        reads_as,
        weakest_group_margin,
        thresholds,
        groups,
        gates,
        caps,
        overlaps,
        vectors,
    })
}

fn read_reads_as(table: &mut TableReader<'_>) -> ReadsAs {
    match table.text("reads_as") {
        None => ReadsAs::Verdict,
        Some(word) => match word.value.as_str() {
            "verdict" => ReadsAs::Verdict,
            "health" => ReadsAs::Health,
            other => {
                let message = format!("`reads_as` is `{other}`; expected `verdict` or `health`");
                table.report(Diagnostic::error(Code::BadEntry, message).at(word.span));
                ReadsAs::Verdict
            }
        },
    }
}

fn read_thresholds(table: &mut TableReader<'_>) -> Thresholds {
    let mut read = |key: &'static str, otherwise: f64, greatest: f64| match table.number(key) {
        Some(number) if (0.0..=greatest).contains(&number.value) => number.value,
        Some(number) => {
            let message = format!("`{key}` is {}; expected 0 to {greatest}", number.value);
            table.report(Diagnostic::error(Code::BadNumber, message).at(number.span));
            otherwise
        }
        None => otherwise,
    };
    let method = Thresholds::METHOD;
    let thresholds = Thresholds {
        pursue: read("pursue", method.pursue, 100.0),
        decline: read("decline", method.decline, 100.0),
        hysteresis: read("hysteresis", method.hysteresis, 100.0),
        coverage: read("coverage", method.coverage, 1.0),
        coverage_high: read("coverage_high", method.coverage_high, 1.0),
        coverage_necessary: read("coverage_necessary", method.coverage_necessary, 1.0),
    };
    if thresholds.decline > thresholds.pursue {
        let message = format!("`decline` is {}, above `pursue`, {}", thresholds.decline, thresholds.pursue);
        table.report(Diagnostic::error(Code::BadNumber, message).at(table.span()));
    }
    thresholds
}

fn read_groups(table: &mut TableReader<'_>, catalogue: &Catalogue, ids: &mut Vec<String>) -> Vec<Group> {
    let mut seen: Vec<String> = Vec::new();
    let mut weight_spans: Vec<(f64, Span)> = Vec::new();
    let groups: Vec<Group> = table
        .tables("group", |group| {
            let id = group.required_text("id", "a short name, such as `openings`");
            let title = group.text("title");
            let necessary = group.flag("necessary");
            let criteria: Vec<Criterion> = group
                .tables("criterion", |criterion| read_criterion(criterion, catalogue, &mut seen, &mut weight_spans))
                .into_iter()
                .flatten()
                .collect();
            let id = id?;
            check_name(group, &id);
            if ids.contains(&id.value) {
                let message = format!("two groups have the id `{}`", id.value);
                group.report(Diagnostic::error(Code::UnknownGroup, message).at(id.span));
            }
            ids.push(id.value.clone());
            let points: f64 = criteria.iter().map(|criterion| criterion.weight).sum();
            if points <= 0.0 {
                let message = format!("group `{}` has no criterion with a weight", id.value);
                group.report(Diagnostic::error(Code::BadEntry, message).at(id.span));
            }
            let title = title.map_or_else(|| id.value.clone(), |title| title.value);
            Some(compile_group(id.value, title, necessary, criteria, points))
        })
        .into_iter()
        .flatten()
        .collect();
    check_sum(table, &weight_spans);
    groups
}

fn compile_group(id: String, title: String, necessary: bool, mut criteria: Vec<Criterion>, points: f64) -> Group {
    for criterion in &mut criteria {
        criterion.share = criterion.weight / points;
        criterion.weight /= 100.0;
    }
    Group { id, title, weight: points / 100.0, necessary, criteria }
}

fn check_sum(table: &TableReader<'_>, weights: &[(f64, Span)]) {
    let sum: f64 = weights.iter().map(|(weight, _)| weight).sum();
    let Some((_, last)) = weights.last() else {
        table.missing("group", "groups of criteria with weights that sum to 100");
        return;
    };
    if (sum - 100.0).abs() > WEIGHT_SLACK && sum > 0.0 {
        let missing = 100.0 - sum;
        let change = if missing > 0.0 { format!("{missing} missing") } else { format!("{} too much", -missing) };
        let message = format!("the weights sum to {sum}; expected 100 ({change})");
        let help = format!("to keep their proportions, multiply each by {:.6}", 100.0 / sum);
        table.report(Diagnostic::error(Code::WeightSum, message).at(*last).label("the last weight").help(help));
    }
}

fn read_criterion(
    table: &mut TableReader<'_>,
    catalogue: &Catalogue,
    seen: &mut Vec<String>,
    weights: &mut Vec<(f64, Span)>,
) -> Option<Criterion> {
    let key = table.required_text("signal", "key of a signal");
    let weight = table.required_number("weight", "points of 100");
    let why = table.text("why").map(|why| why.value).unwrap_or_default();
    let own_curve = table.item("curve").and_then(|item| read_curve_item(&item));
    let own_prior = table.number("prior");
    let weight = weight.filter(|weight| {
        let fits = weight.value >= 0.0;
        if !fits {
            let message = format!("weight is {}; expected 0 or more", weight.value);
            table.report(Diagnostic::error(Code::BadNumber, message).at(weight.span));
        }
        fits
    });
    if let Some(weight) = &weight {
        weights.push((weight.value, weight.span));
    }
    let key = key?;
    let signal = find(table, &key, catalogue)?;
    if seen.contains(&signal.key) {
        let message = format!("`{}` is a criterion already", signal.key);
        let help = "give it one weight in one group";
        table.report(Diagnostic::error(Code::DuplicateCriterion, message).at(key.span).help(help));
    }
    seen.push(signal.key.clone());
    let prior = match own_prior {
        Some(prior) if !(0.0..=100.0).contains(&prior.value) => {
            let message = format!("prior is {}; expected 0 to 100", prior.value);
            table.report(Diagnostic::error(Code::BadNumber, message).at(prior.span));
            None
        }
        Some(prior) => Some(prior.value),
        None => signal.prior,
    };
    let is_derived = signal.purpose == Use::Derived;
    if let (Some(own), Some(usual)) = (&own_curve, &signal.curve)
        && own.rises() != usual.rises()
    {
        let message = format!("this curve runs against the direction of `{}`", signal.key);
        table.report(Diagnostic::error(Code::BadCurve, message).at(key.span));
    }
    let curve = own_curve.or_else(|| signal.curve.clone());
    let (Some(curve), Some(prior)) = (curve, prior.or(is_derived.then_some(0.0))) else {
        let message = format!("`{}` has no value curve, so it cannot be scored", signal.key);
        let help = "give the criterion a `curve` and a `prior`, or use the signal only as an input of the seat model";
        table.report(Diagnostic::error(Code::UnusableSignal, message).at(key.span).help(help));
        return None;
    };
    Some(Criterion {
        signal: signal.key.clone(),
        name: signal.name.clone(),
        weight: weight?.value,
        share: 0.0,
        why,
        curve,
        prior,
        half_life_days: signal.half_life_days,
        tolerance: signal.tolerance,
        is_derived,
    })
}

fn read_gates(table: &mut TableReader<'_>, catalogue: &Catalogue, groups: &[String]) -> Vec<Gate> {
    let mut ids: Vec<String> = Vec::new();
    table
        .tables("gate", |gate| {
            let id = gate.required_text("id", "a short name, such as `Q1`");
            let text = gate.required_text("text", "the statement that has to hold");
            let crosscheck = gate.flag("crosscheck");
            let when = gate.item("when");
            if when.is_none() {
                gate.missing("when", "the condition that has to hold");
            }
            let when = when.and_then(|item| Condition::read(&item, catalogue, groups));
            let exempt = gate.table("not_applicable", |rule| {
                let when = rule.item("when").and_then(|item| Condition::read(&item, catalogue, groups));
                let with = rule.text("with");
                let both_or_none = when.is_some() == with.is_some();
                let text = rule.required_text("text", "why the gate does not apply then");
                let with = with.filter(|with| {
                    let known = ids.contains(&with.value);
                    if !known {
                        let message = format!("no earlier gate has the id `{}`", with.value);
                        rule.report(Diagnostic::error(Code::UnknownGroup, message).at(with.span));
                    }
                    known
                });
                if both_or_none {
                    let message = "`not_applicable` has either `when` or `with`";
                    rule.report(Diagnostic::error(Code::WrongType, message).at(rule.span()));
                }
                let rule = when.map(NotApplicable::When).or(with.map(|with| NotApplicable::With(with.value)));
                rule.zip(text.map(|text| text.value))
            });
            let id = id?;
            check_name(gate, &id);
            if ids.contains(&id.value) {
                let message = format!("two gates have the id `{}`", id.value);
                gate.report(Diagnostic::error(Code::UnknownGroup, message).at(id.span));
            }
            ids.push(id.value.clone());
            Some(Gate { id: id.value, text: text?.value, crosscheck, when: when?, not_applicable: exempt.flatten() })
        })
        .into_iter()
        .flatten()
        .collect()
}

fn read_cap(table: &mut TableReader<'_>, catalogue: &Catalogue, groups: &[String]) -> Option<Cap> {
    let id = table.required_text("id", "a short name");
    let text = table.required_text("text", "what is the matter then");
    let limit = table.required_number("limit", "the greatest score then, 0 to 100");
    let unless = table.item("unless");
    if unless.is_none() {
        table.missing("unless", "the condition that, when it fails, brings the limit");
    }
    let unless = unless.and_then(|item| Condition::read(&item, catalogue, groups));
    let limit = limit?;
    if !(0.0..=100.0).contains(&limit.value) {
        let message = format!("limit is {}; expected 0 to 100", limit.value);
        table.report(Diagnostic::error(Code::BadNumber, message).at(limit.span));
    }
    let id = id?;
    check_name(table, &id);
    Some(Cap { id: id.value, text: text?.value, limit: limit.value, unless: unless? })
}

fn read_overlap(table: &mut TableReader<'_>) -> Option<Overlap> {
    let pair = table.texts("criteria");
    let reason = table.required_text("reason", "why one observation may feed both");
    let [first, second] = pair.as_slice() else {
        let message = format!("an overlap names two criteria; found {}", pair.len());
        table.report(Diagnostic::error(Code::WrongType, message).at(table.span()));
        return None;
    };
    Some(Overlap { criteria: (first.value.clone(), second.value.clone()), reason: reason?.value })
}

/// Reports an id of a group, gate or cap that could not be a column or a word of the command line.
fn check_name(table: &TableReader<'_>, id: &Spanned<String>) {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if id.value.is_empty() || id.value.len() > 40 || !id.value.bytes().all(is_plain) {
        let message = format!("`{}` is not an id; expected letters, digits, `-` and `_`, at most 40", id.value);
        table.report(Diagnostic::error(Code::BadEntry, message).at(id.span));
    }
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

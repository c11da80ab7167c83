//! `skiplevel.toml`: the settings of a workspace.

use std::collections::BTreeMap;

use super::lock::{WrittenLock, read_lock};
use crate::model::{Amount, Date};
use crate::signal::Trust;
use crate::text::{Code, Diagnostic, Diagnostics, FileId, Files, Span, Spanned, TableReader, read_toml};

/// The longest horizon, in months: beyond ten years nobody plans a job.
pub const LONGEST_HORIZON: f64 = 120.0;

/// The walk-away pay, with its place for messages.
#[derive(Debug, Clone, PartialEq)]
pub struct Pay {
    /// Pay a year in the home currency.
    pub amount: Amount,
    /// Where it is set.
    pub span: Span,
}

/// Settings; what is not set is `None` or empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Manifest {
    /// Rubric to use: an id.
    pub rubric: Option<String>,
    /// The day on which things are looked at; not set: today.
    pub as_of: Option<Date>,
    /// How far the seat model looks; not set: 18.
    pub horizon_months: Option<f64>,
    /// Least pay that would be accepted.
    pub walk_away: Option<Pay>,
    /// Contact that collectors send along.
    pub contact: Option<String>,
    /// Own group weights, on any scale.
    pub weights: BTreeMap<String, Spanned<f64>>,
    /// What `[lock]` says about weights that were locked.
    pub lock: WrittenLock,
}

impl Manifest {
    /// Own group weights without their places.
    #[must_use]
    pub fn own_points(&self) -> BTreeMap<String, f64> {
        self.weights.iter().map(|(group, weight)| (group.clone(), weight.value)).collect()
    }
}

pub(super) fn read(files: &Files, file: FileId, trust: &mut Trust, problems: &mut Diagnostics) -> Manifest {
    let mut trust_problems = Diagnostics::default();
    let manifest = read_toml(files, file, problems, |table| {
        let rubric = table.text("rubric").map(|rubric| rubric.value);
        let as_of = table.item("as_of").and_then(|item| item.text_or_date()).and_then(|date| {
            date.value
                .parse()
                .map_err(|_| {
                    let message = format!("`{}` is not a day; expected 2026-11-20", date.value);
                    table.report(Diagnostic::error(Code::BadDate, message).at(date.span));
                })
                .ok()
        });
        let horizon_months = table.number("horizon_months").and_then(|months| {
            let fits = (1.0..=LONGEST_HORIZON).contains(&months.value);
            if !fits {
                let message = format!("`horizon_months` is {}; expected 1 to {LONGEST_HORIZON}", months.value);
                table.report(Diagnostic::error(Code::BadSetting, message).at(months.span));
            }
            fits.then_some(months.value)
        });
        let walk_away = read_pay(table);
        let contact = table.text("contact").map(|contact| contact.value);
        let weights = table.item("weights").map(|item| item.free_table()).unwrap_or_default();
        let weights =
            weights.iter().filter_map(|(group, weight)| read_weight(group, &weight.number()?, table)).collect();
        for (kind, value) in table.item("trust").map(|item| item.free_table()).unwrap_or_default() {
            if let Some(value) = value.number() {
                trust.set(&kind, &value, &mut trust_problems);
            }
        }
        let lock = table.item("lock").map_or(WrittenLock::None, |item| read_lock(&item));
        Manifest { rubric, as_of, horizon_months, walk_away, contact, weights, lock }
    });
    problems.append(trust_problems);
    manifest
}

fn read_weight(
    group: &Spanned<String>,
    weight: &Spanned<f64>,
    table: &TableReader<'_>,
) -> Option<(String, Spanned<f64>)> {
    if weight.value < 0.0 {
        let message = format!("weight of `{}` is {}; expected 0 or more", group.value, weight.value);
        table.report(Diagnostic::error(Code::BadNumber, message).at(weight.span));
        return None;
    }
    Some((group.value.clone(), Spanned { value: weight.value, span: group.span }))
}

fn read_pay(table: &mut TableReader<'_>) -> Option<Pay> {
    let currency = table.text("currency");
    let pay = table.number("walk_away_pay")?;
    let Some(currency) = currency else {
        table.missing("currency", "the currency of `walk_away_pay`, such as \"EUR\"");
        return None;
    };
    if currency.value.len() != 3 || !currency.value.bytes().all(|b| b.is_ascii_uppercase()) {
        let message = format!("`{}` is not a currency; expected three capitals such as EUR", currency.value);
        table.report(Diagnostic::error(Code::BadSetting, message).at(currency.span));
        return None;
    }
    if pay.value <= 0.0 {
        let message = format!("`walk_away_pay` is {}; expected more than 0", pay.value);
        table.report(Diagnostic::error(Code::BadSetting, message).at(pay.span));
        return None;
    }
    Some(Pay { amount: Amount { number: pay.value, unit: currency.value }, span: pay.span })
}

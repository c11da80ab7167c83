//! The archive's index: which captures there are, and which of them are looked at.

use std::collections::BTreeMap;

use serde_json::Value;
use url::Url;

use super::places::{Known, Place};
use crate::model::{Date, Page, Request, SourceState, Trouble, days_between};

/// The most captures that are looked at for one company.
const MOST: usize = 8;
/// A capture stands for a day that is at most so far away.
pub(super) const FAR: i64 = 45;
/// So many days apart are the days for which captures are sought.
const QUARTER: i64 = 91;

/// A capture, as the index lists it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    /// `20250115083012`.
    timestamp: String,
    pub(super) day: Date,
    /// The address that was captured.
    original: String,
    /// Names the content.
    digest: String,
    /// Not stored again, since nothing had changed.
    is_revisit: bool,
    place: Place,
}

/// A capture to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sample {
    /// The day on which the page looked so.
    pub(super) day: Date,
    pub(super) place: Place,
    pub(super) request: Request,
}

/// The captures that a page of the index lists, of lists of openings of this company only.
///
/// # Errors
/// When the index did not answer, or in another form.
pub(super) fn rows(page: &Page, known: &Known<'_>) -> Result<Vec<Row>, Trouble> {
    if page.any_text()?.contains("AccessControlException") {
        return Err(Trouble::new(SourceState::Blocked, "the archive excludes this site"));
    }
    let table = page.json::<Vec<Vec<Value>>>()?;
    let table: Vec<Vec<String>> = table.into_iter().map(|row| row.iter().map(cell).collect()).collect();
    let Some((header, lines)) = table.split_first() else { return Ok(Vec::new()) };
    let column = |name: &str| header.iter().position(|known| known == name);
    let (Some(timestamp), Some(original)) = (column("timestamp"), column("original")) else {
        return Err(Trouble::failed("the index of the archive is not of the known shape"));
    };
    let (digest, status, kind) = (column("digest"), column("statuscode"), column("mimetype"));
    let at = |line: &[String], column: Option<usize>| column.and_then(|at| line.get(at)).cloned().unwrap_or_default();
    // After the captures there may be an empty line, and a key for the next page: both have no day.
    let row = |line: &Vec<String>| {
        let (timestamp, original) = (at(line, Some(timestamp)), at(line, Some(original)));
        let status = at(line, status);
        let is_revisit = status == "-" || at(line, kind) == "warc/revisit";
        let is_good = is_revisit || status.is_empty() || status == "200";
        let day = day_of(&timestamp)?;
        let place = known.place_of(&original)?;
        is_good.then(|| Row { timestamp, day, original, digest: at(line, digest), is_revisit, place })
    };
    Ok(lines.iter().filter_map(row).collect())
}

fn cell(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The day of a timestamp of fourteen digits.
pub(super) fn day_of(timestamp: &str) -> Option<Date> {
    if timestamp.len() != 14 || !timestamp.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| timestamp.get(from..to)?.parse::<i16>().ok();
    let (year, month, day) = (part(0, 4)?, i8::try_from(part(4, 6)?).ok()?, i8::try_from(part(6, 8)?).ok()?);
    Date::new(year, month, day).ok()
}

/// About one capture a quarter, back from today: of the kind of page with most of them, and then of the next, since
/// only counts of one kind can be compared.
pub(super) fn samples(rows: &[Row], today: Date) -> Vec<Sample> {
    let mut kinds: BTreeMap<Place, Vec<&Row>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.day <= today) {
        kinds.entry(row.place).or_default().push(row);
    }
    let mut series: Vec<Vec<&Row>> = kinds.values().map(|rows| quarterly(rows, today)).collect();
    // A stable sort: of equals the more exact kind stays first.
    series.sort_by_key(|rows| std::cmp::Reverse(rows.len()));
    series.into_iter().flatten().take(MOST).filter_map(|row| sample(row, rows)).collect()
}

fn quarterly<'r>(rows: &[&'r Row], today: Date) -> Vec<&'r Row> {
    let mut chosen: Vec<&Row> = Vec::new();
    for days in (0..MOST).scan(0, |back, _| Some(std::mem::replace(back, *back + QUARTER))) {
        let away = |row: &&&Row| (days_between(row.day, today) - days).abs();
        let nearest = rows.iter().filter(|row| away(row) <= FAR).min_by_key(away);
        if let Some(row) = nearest.filter(|row| !chosen.contains(row)) {
            chosen.push(row);
        }
    }
    chosen
}

/// What was not stored again is fetched where it was stored first.
fn sample(row: &Row, rows: &[Row]) -> Option<Sample> {
    let is_original = |other: &&Row| {
        !other.is_revisit && !other.digest.is_empty() && other.digest == row.digest && other.place == row.place
    };
    let before = || rows.iter().filter(is_original).filter(|other| other.day <= row.day).max();
    let stored = if row.is_revisit { before().unwrap_or(row) } else { row };
    let url = format!("https://web.archive.org/web/{}id_/{}", stored.timestamp, stored.original);
    Url::parse(&url).ok()?;
    Some(Sample { day: row.day, place: row.place, request: row.place.request(url) })
}

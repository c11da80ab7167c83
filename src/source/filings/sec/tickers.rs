//! The table of all listed registrants.

use serde_json::Value;

use super::registrant::cik_of;
use crate::model::{Page, Trouble};
use crate::source::{Proof, Reading, Subject, name_key};

/// Most entries that are offered to the person.
const MOST_CANDIDATES: usize = 5;

/// A registrant with one of its tickers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) cik: u64,
    ticker: String,
    pub(super) title: String,
}

/// All rows; those that make no sense are left out.
pub(super) fn read(page: &Page) -> Result<Vec<Row>, Trouble> {
    let table: Value = page.json()?;
    let rows: Vec<Row> = match (&table, table.get("fields"), table.get("data")) {
        (_, Some(Value::Array(fields)), Some(Value::Array(data))) => {
            let at = |name: &str| fields.iter().position(|field| field == name);
            let columns = (at("cik"), at("ticker"), at("name"));
            let cell = |row: &Value, at: Option<usize>| at.and_then(|at| row.get(at)).cloned().unwrap_or_default();
            let row = |row| row_of(&cell(row, columns.0), &cell(row, columns.1), &cell(row, columns.2));
            data.iter().filter_map(row).collect()
        }
        (Value::Object(rows), _, _) => {
            let cell = |row: &Value, name: &str| row.get(name).cloned().unwrap_or_default();
            rows.values()
                .filter_map(|row| row_of(&cell(row, "cik_str"), &cell(row, "ticker"), &cell(row, "title")))
                .collect()
        }
        _ => Vec::new(),
    };
    if rows.is_empty() {
        return Err(Trouble::failed("the table of tickers is empty or not of the known shape"));
    }
    Ok(rows)
}

fn row_of(cik: &Value, ticker: &Value, title: &Value) -> Option<Row> {
    let cik = cik.as_u64().or_else(|| cik_of(cik.as_str()?))?;
    let text = |value: &Value| value.as_str().unwrap_or_default().trim().to_owned();
    Some(Row { cik, ticker: text(ticker), title: text(title) })
}

/// The company's row: of its pinned ticker, or the only one of its name. Else the rows that may be its.
pub(super) fn find<'r>(subject: &Subject, rows: &'r [Row]) -> Result<(&'r Row, Proof, String), Box<Reading>> {
    let is_open = |row: &&Row| !subject.rules_out("cik", &row.cik.to_string());
    if let Some(pinned) = subject.id("ticker") {
        let wanted = symbol(&pinned.id);
        let row = rows.iter().filter(is_open).find(|row| symbol(&row.ticker) == wanted);
        return row
            .map(|row| (row, pinned.proof, format!("ticker {}", row.ticker)))
            .ok_or_else(|| Box::new(Reading::unknown(format!("the SEC lists no ticker {wanted}"))));
    }
    let same: Vec<&Row> = rows.iter().filter(is_open).filter(|row| subject.is_called(&row.title)).collect();
    let same = one_each(same);
    if let [row] = same.as_slice()
        && name_key(&row.title).contains(' ')
    {
        return Ok((row, Proof::ByName, format!("the only listed company called {}", row.title)));
    }
    // The first word alone is anybody's.
    let begins = |row: &&Row| {
        let key = name_key(&row.title);
        let names = std::iter::once(&subject.name).chain(&subject.aliases).map(|name| name_key(name));
        names.filter(|name| !name.is_empty()).any(|name| key.starts_with(&format!("{name} ")))
    };
    let alike = one_each(rows.iter().filter(is_open).filter(begins).collect());
    let of_row = |row: &&Row| (format!("cik: {}", row.cik), format!("{} ({})", row.title, row.ticker));
    let candidates: Vec<_> = same.iter().chain(&alike).take(MOST_CANDIDATES).map(of_row).collect();
    let why = match (same.len(), alike.len()) {
        (0, 0) => {
            "no listed company has this name; `cik:` or `ticker:` in the company's front matter names its registrant"
        }
        (1, _) => "a name of one word may be another company's; `cik:` in the front matter settles it",
        (0, _) => "no listed company has exactly this name; `cik:` in the front matter settles it",
        _ => "several listed companies have this name; `cik:` in the front matter settles it",
    };
    Err(Box::new(Reading { candidates, ..Reading::unknown(why) }))
}

/// Every registrant once, whatever number of tickers it has.
fn one_each(rows: Vec<&Row>) -> Vec<&Row> {
    let mut seen = std::collections::BTreeSet::new();
    rows.into_iter().filter(|row| seen.insert(row.cik)).collect()
}

/// `BRK.B` and `brk-b` are one.
fn symbol(ticker: &str) -> String {
    ticker.trim().to_uppercase().replace(['.', '/', ' '], "-")
}

//! The index of what a registrant filed.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::granted;
use super::registrant::cik_of;
use crate::model::{Page, PartialDate, Trouble};

/// A registrant and its newest filings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Submissions {
    pub(super) cik: Option<u64>,
    pub(super) name: String,
    pub(super) former: Vec<String>,
    pub(super) website: String,
    /// Newest first.
    pub(super) filings: Vec<Filing>,
}

/// One filing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filing {
    /// `0000320193-26-000001`.
    pub(super) accession: String,
    pub(super) filed: PartialDate,
    /// The day that it reports on: of the event, or the end of the year.
    pub(super) period: Option<PartialDate>,
    pub(super) form: String,
    /// Items of an 8-K.
    pub(super) items: Vec<String>,
    /// Name of its main document, without the prefix of the viewer.
    pub(super) document: String,
    /// The same for all filings on one offering.
    pub(super) file_number: String,
}

impl Filing {
    /// Address of the main document; `None` if its name is no plain file name.
    pub(super) fn url(&self, cik: u64) -> Option<String> {
        self.url_of(cik, &self.document)
    }

    /// Address of another document of the filing.
    pub(super) fn url_of(&self, cik: u64, document: &str) -> Option<String> {
        let is_plain = !document.is_empty() && !document.contains(['/', '\\', '?', '#']) && !document.contains("..");
        let mut url = url::Url::parse("https://www.sec.gov/Archives/edgar/data").ok()?;
        let folder = self.accession.replace('-', "");
        url.path_segments_mut().ok()?.extend([&cik.to_string(), &folder, document]);
        is_plain.then(|| url.to_string())
    }

    /// The form without the mark of an amendment.
    pub(super) fn plain_form(&self) -> &str {
        self.form.trim_end_matches("/A")
    }

    /// Whether it corrects an earlier filing.
    pub(super) fn is_amendment(&self) -> bool {
        self.form.ends_with("/A")
    }
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default)]
    cik: Value,
    name: Option<String>,
    website: Option<String>,
    #[serde(default, rename = "formerNames")]
    former_names: Value,
    #[serde(default)]
    filings: RawFilings,
}

#[derive(Default, Deserialize)]
struct RawFilings {
    #[serde(default)]
    recent: BTreeMap<String, Value>,
}

/// The index of the newest filings.
pub(super) fn read(page: &Page) -> Result<Submissions, Trouble> {
    let raw: Raw = granted(page)?.json()?;
    let former = raw.former_names.as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(Submissions {
        cik: raw.cik.as_u64().or_else(|| cik_of(raw.cik.as_str()?)),
        name: raw.name.unwrap_or_default(),
        former: former.iter().filter_map(|one| one.get("name")?.as_str().map(str::to_owned)).collect(),
        website: raw.website.unwrap_or_default(),
        filings: filings_of(&raw.filings.recent)?,
    })
}

/// A further page of the index: the bare columns.
pub(super) fn read_older(page: &Page) -> Result<Vec<Filing>, Trouble> {
    filings_of(&granted(page)?.json()?)
}

/// Rows out of columns, newest first.
fn filings_of(columns: &BTreeMap<String, Value>) -> Result<Vec<Filing>, Trouble> {
    let rows = columns.get("accessionNumber").and_then(Value::as_array).map_or(0, Vec::len);
    let column = |name: &str| -> Result<Vec<&str>, Trouble> {
        let Some(Value::Array(cells)) = columns.get(name) else { return Ok(vec![""; rows]) };
        if cells.len() != rows {
            let why = format!("the index of filings has {rows} numbers and {} cells of {name}", cells.len());
            return Err(Trouble::failed(why));
        }
        Ok(cells.iter().map(|cell| cell.as_str().unwrap_or_default().trim()).collect())
    };
    let (numbers, filed, forms) = (column("accessionNumber")?, column("filingDate")?, column("form")?);
    let (periods, items, documents) = (column("reportDate")?, column("items")?, column("primaryDocument")?);
    let file_numbers = column("fileNumber")?;
    let cell = |column: &[&str], at: usize| column.get(at).copied().unwrap_or_default().to_owned();
    let filing = |at: usize| {
        let document = cell(&documents, at);
        let document = match document.split_once('/') {
            Some((viewer, rest)) if viewer.starts_with("xsl") => rest.to_owned(),
            _ => document,
        };
        Some(Filing {
            accession: cell(&numbers, at).split(' ').next().filter(|number| is_accession(number))?.to_owned(),
            filed: cell(&filed, at).parse().ok()?,
            period: cell(&periods, at).parse().ok(),
            form: cell(&forms, at).to_uppercase(),
            items: cell(&items, at).split(',').map(str::trim).filter(|i| !i.is_empty()).map(str::to_owned).collect(),
            document,
            file_number: cell(&file_numbers, at),
        })
    };
    let mut filings: Vec<Filing> = (0..rows).filter_map(filing).collect();
    filings.sort_by(|a, b| (b.filed, &b.accession).cmp(&(a.filed, &a.accession)));
    Ok(filings)
}

fn is_accession(number: &str) -> bool {
    let widths: Vec<usize> = number.split('-').map(str::len).collect();
    widths == [10, 2, 6] && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

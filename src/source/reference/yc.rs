//! Companies of Y Combinator: one large list of all (SOURCES F4).

use std::fmt;
use std::io::{BufRead as _, BufReader, Read};

use serde::Deserialize;
use serde::de::{DeserializeSeed, SeqAccess, Visitor};

use crate::model::{Observation, Page, PartialDate, Request, SourceKind, SourceState, Trouble, Value};
use crate::source::lenient::{lenient, number, text};
use crate::source::reading::page;
use crate::source::{About, Domain, Holds, Identity, Proof, Reading, Source, Subject, Use};

/// The list at `yc-oss.github.io`, a copy of the public directory.
pub(in crate::source) struct YCombinator;

const COMPANIES: &str = "companies";
const CHANGES: &str = "changes";
const ORIGIN: &str = "Y Combinator directory";
const ALL: &str = "https://yc-oss.github.io/api/companies/all.json";

#[derive(Deserialize)]
struct Row {
    #[serde(deserialize_with = "text")]
    name: String,
    #[serde(default, deserialize_with = "text")]
    slug: String,
    #[serde(default, deserialize_with = "lenient")]
    former_names: Vec<String>,
    #[serde(default, deserialize_with = "text")]
    website: String,
    #[serde(default, deserialize_with = "number")]
    team_size: Option<f64>,
    #[serde(default, deserialize_with = "text")]
    batch: String,
    #[serde(default, deserialize_with = "text")]
    status: String,
    #[serde(default, deserialize_with = "text")]
    url: String,
}

impl Row {
    /// Whether the company is no more: its size was that of its last days.
    fn is_gone(&self) -> bool {
        matches!(self.status.as_str(), "Acquired" | "Inactive")
    }
}

#[derive(Deserialize)]
struct Changes {
    #[serde(deserialize_with = "text")]
    generated_at: String,
    updated: Vec<Change>,
}

#[derive(Deserialize)]
struct Change {
    #[serde(default, deserialize_with = "text")]
    name: String,
    #[serde(default, deserialize_with = "text")]
    slug: String,
    #[serde(default, deserialize_with = "lenient")]
    changes: Fields,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Fields {
    #[serde(deserialize_with = "lenient")]
    team_size: Step,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Step {
    #[serde(deserialize_with = "number")]
    before: Option<f64>,
    #[serde(deserialize_with = "number")]
    after: Option<f64>,
}

/// What is kept of the list.
#[derive(Default)]
struct Kept {
    ours: Option<(Row, Proof)>,
    /// Rows of the name, without the website.
    alike: Vec<Row>,
    others: Vec<String>,
}

impl Source for YCombinator {
    fn about(&self) -> About {
        About {
            name: "yc",
            title: "Y Combinator directory",
            holds: Holds::ManyCompanies,
            kind: SourceKind::Aggregator,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        if let Some(page) = page(pages, CHANGES) {
            return read_changes(subject, page).unwrap_or_else(Reading::from);
        }
        let Some(page) = page(pages, COMPANIES) else {
            if subject.domain.is_none() && subject.id("yc").is_none() {
                let why = "companies are found by their website; `domain:` in the company's front matter names it";
                return Reading::not_tried(why);
            }
            return Reading::wanting(vec![Request::json(COMPANIES, ALL).large()]);
        };
        match read_rows(subject, page) {
            Ok(kept) => reading(subject, page, kept),
            Err(trouble) => trouble.into(),
        }
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        if text.contains("\"batch\"") && text.contains("\"team_size\"") && text.contains("\"former_names\"") {
            return Some(COMPANIES);
        }
        let has_changes = ["\"generated_at\"", "\"summary\"", "\"added\"", "\"slug\""];
        has_changes.iter().all(|word| text.contains(word)).then_some(CHANGES)
    }
}

/// Goes through the list row by row: it is too long to be held.
fn read_rows(subject: &Subject, page: &Page) -> Result<Kept, Trouble> {
    let unreadable = |error: std::io::Error| Trouble::failed(format!("the page cannot be read: {error}"));
    let body = page.answer()?.body.open().map_err(unreadable)?;
    let mut body = BufReader::new(body);
    skip_mark(&mut body).map_err(unreadable)?;
    if body.fill_buf().map_err(unreadable)?.trim_ascii_start().starts_with(b"<") {
        return Err(Trouble::failed("the answer is HTML where JSON is due"));
    }
    let mut kept = Kept::default();
    let mut rows = serde_json::Deserializer::from_reader(body);
    Rows { subject, kept: &mut kept }.deserialize(&mut rows).and_then(|()| rows.end()).map_err(|error| {
        Trouble::failed(match error.classify() {
            serde_json::error::Category::Eof => "the list is cut off".to_owned(),
            _ => format!("the list is not of the known shape: {error}"),
        })
    })?;
    Ok(kept)
}

/// Skips a byte order mark.
fn skip_mark(body: &mut BufReader<impl Read>) -> std::io::Result<()> {
    if body.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
        body.consume(3);
    }
    Ok(())
}

struct Rows<'a> {
    subject: &'a Subject,
    kept: &'a mut Kept,
}

impl<'de> DeserializeSeed<'de> for Rows<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of companies")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        while let Some(row) = rows.next_element::<serde_json::Value>()? {
            if let Ok(row) = serde_json::from_value::<Row>(row) {
                self.kept.take(self.subject, row);
            }
        }
        Ok(())
    }
}

impl Kept {
    fn take(&mut self, subject: &Subject, row: Row) {
        let is_ruled_out = subject.rules_out("yc", &row.slug);
        let proof = proof(subject, &row).filter(|_| !is_ruled_out);
        if let Some(proof) = proof
            && self.ours.as_ref().is_none_or(|(_, known)| *known < proof)
        {
            self.ours = Some((row, proof));
        } else if !is_ruled_out
            && (subject.is_called(&row.name) || row.former_names.iter().any(|n| subject.is_called(n)))
        {
            self.alike.push(row);
        } else {
            self.others.push(row.name);
        }
    }
}

/// A name proves nothing here: half of the companies have one of a single word.
fn proof(subject: &Subject, row: &Row) -> Option<Proof> {
    match subject.id("yc") {
        Some(known) if known.id.eq_ignore_ascii_case(&row.slug) => Some(known.proof),
        Some(_) => None,
        None => subject.owns(&row.website).then_some(Proof::ByDomain),
    }
}

fn reading(subject: &Subject, page: &Page, kept: Kept) -> Reading {
    let Some((row, proof)) = kept.ours else {
        let describe = |row: &Row| {
            let website = if row.website.is_empty() { "no website" } else { &row.website };
            (format!("yc: {}", row.slug), format!("{}, {}, {website}", row.name, row.batch))
        };
        let why = "no company of the directory has this website";
        let candidates = kept.alike.iter().map(describe).collect();
        return Reading { candidates, others: kept.others, ..Reading::unknown(why) };
    };
    let url = if row.url.is_empty() { page.request.url.clone() } else { row.url.clone() };
    let mut reading = Reading { others: kept.others, ..Reading::observed(observe(subject, page, &row, &url)) };
    if subject.id("yc").is_none() && !row.slug.is_empty() {
        let how = format!("the directory gives {} as its website", row.website);
        reading.identities.push(Identity { service: "yc".to_owned(), id: row.slug.clone(), proof, how });
    }
    if reading.observations.is_empty() {
        let no_size = if row.is_gone() { "of today" } else { "" };
        reading.why = Some(format!("the directory gives no team size {no_size}").trim_end().to_owned());
    }
    if !row.batch.is_empty() {
        reading.remarks.push(format!("Y Combinator, {}", row.batch));
    }
    if matches!(row.status.as_str(), "Acquired" | "Inactive" | "Public") {
        reading
            .remarks
            .push(format!("{}, says the directory of Y Combinator, without a date", row.status.to_lowercase()));
    }
    if proof > Proof::ByDomain
        && subject.domain.is_some()
        && Domain::of(&row.website).is_some()
        && !subject.owns(&row.website)
    {
        reading.remarks.push(format!("{} has the website {}; is it the company?", row.slug, row.website));
    }
    reading
}

/// Nobody knows of which day the size is. It is what the directory says today, and trusted accordingly.
fn observe(subject: &Subject, page: &Page, row: &Row, url: &str) -> Vec<Observation> {
    let size = row.team_size.filter(|size| (1.0..=3_000_000.0).contains(size));
    let Some(size) = size.filter(|_| !row.is_gone()) else { return Vec::new() };
    let on = page.fetched.into();
    let value = Value::Number(size.round());
    let observation = subject.observe("company.headcount", value, on, SourceKind::Aggregator, ORIGIN, url);
    let note =
        Some("told by the company itself at an unknown time, and rarely updated; of the day it was read".to_owned());
    vec![Observation { credibility: 4, note, ..observation }.sealed()]
}

/// The list of changes, saved by hand: when somebody last touched the team size.
fn read_changes(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let list: Changes = page.json()?;
    let known = subject.id("yc").map(|known| known.id.to_lowercase());
    let is_ours = |change: &&Change| match &known {
        Some(slug) => change.slug.to_lowercase() == *slug,
        None => subject.is_vouched && subject.is_called(&change.name),
    };
    let others = list.updated.iter().filter(|change| !is_ours(change)).map(|change| change.name.clone()).collect();
    let Some(change) = list.updated.iter().find(is_ours) else {
        return Ok(Reading { others, ..Reading::unknown("nothing about the company changed in the directory") });
    };
    let day = list.generated_at.get(..10).and_then(|day| day.parse::<PartialDate>().ok());
    let step = &change.changes.team_size;
    let mut reading = Reading { others, ..Reading::of(SourceState::Observed) };
    if let (Some(before), Some(after), Some(day)) = (step.before, step.after, day) {
        reading.remarks.push(format!("the team size went from {before} to {after} in the directory by {day}"));
    }
    Ok(reading)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::reference::testing::{company, labelled, pinned, refused, stranger};

    const LIST: &str = include_str!("../../../fixtures/pages/yc_companies.json");
    const CHANGED: &str = include_str!("../../../fixtures/pages/yc_changes.json");

    fn read(subject: &Subject, text: &str) -> Reading {
        YCombinator.read(subject, &[labelled(COMPANIES, text)])
    }

    #[test]
    fn the_list_is_asked_for_once_there_is_something_to_match() {
        let wants = YCombinator.read(&stranger(), &[]).wants;
        assert!(wants.iter().all(|want| want.is_large && want.url == ALL) && wants.len() == 1);
        assert_eq!(YCombinator.read(&company("Fenwick Loom", None, &[]), &[]).state, SourceState::NotTried);
    }

    #[test]
    fn the_website_makes_the_match() {
        let reading = read(&stranger(), LIST);
        assert_eq!(reading.state, SourceState::Observed);
        let seen: Vec<(String, String, u8)> = reading
            .observations
            .iter()
            .map(|o| (o.value.to_string(), o.fact_date.to_string(), o.credibility))
            .collect();
        assert_eq!(seen, [("64".to_owned(), "2026-11-20".to_owned(), 4)]);
        assert_eq!(
            reading.identities.first().map(|i| (i.id.as_str(), i.proof)),
            Some(("fenwick-loom", Proof::ByDomain))
        );
        assert_eq!(reading.remarks, ["Y Combinator, Winter 2019"]);
        assert_eq!(reading.others, ["Marsh Tide", "Tern & Co", "Old Fenwick"]);
    }

    #[test]
    fn a_name_alone_makes_a_candidate() {
        let reading = read(&company("Tern", Some("tern-labs.example"), &[]), LIST);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::UnknownEntity, 0));
        assert_eq!(reading.candidates, [("yc: tern".to_owned(), "Tern & Co, Summer 2023, no website".to_owned())]);
        let former = read(&company("Marsh", Some("marsh.example"), &[]), LIST);
        assert_eq!(former.candidates.first().map(|(key, _)| key.as_str()), Some("yc: marsh-tide"));
    }

    #[test]
    fn a_missing_size_is_no_observation_and_an_end_is_a_remark() {
        let acquired = read(&company("Marsh Tide", Some("marshtide.example"), &[]), LIST);
        assert_eq!((acquired.state, acquired.observations.len()), (SourceState::Observed, 0));
        assert_eq!(acquired.why.as_deref(), Some("the directory gives no team size of today"));
        let reading = read(&pinned("yc", "tern"), LIST);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::Observed, 0));
        assert_eq!(reading.why.as_deref(), Some("the directory gives no team size"));
        let reading = read(&pinned("yc", "marsh-tide"), LIST);
        let remarks = [
            "Y Combinator, Winter 2016",
            "acquired, says the directory of Y Combinator, without a date",
            "marsh-tide has the website https://marshtide.example; is it the company?",
        ];
        assert_eq!(reading.remarks, remarks);
    }

    #[test]
    fn a_change_of_size_is_a_remark() {
        let reading = YCombinator.read(&pinned("yc", "fenwick-loom"), &[labelled(CHANGES, CHANGED)]);
        assert_eq!(reading.remarks, ["the team size went from 60 to 64 in the directory by 2026-11-18"]);
        assert_eq!((reading.state, reading.observations.len()), (SourceState::Observed, 0));
        let reading = YCombinator.read(&stranger(), &[labelled(CHANGES, CHANGED)]);
        assert_eq!(reading.state, SourceState::UnknownEntity);
    }

    #[test]
    fn odd_lists_cost_nothing_else() {
        assert_eq!(read(&stranger(), &format!("\u{feff}{LIST}")).observations.len(), 1);
        assert_eq!(read(&stranger(), "[]").state, SourceState::UnknownEntity);
        assert_eq!(read(&stranger(), "[null, 7, {}]").state, SourceState::UnknownEntity);
        for text in ["<html>", "{}", "", &LIST[..LIST.len() / 2]] {
            assert_eq!(read(&stranger(), text).state, SourceState::Failed, "{text}");
        }
        let state = |status| YCombinator.read(&stranger(), &[refused(COMPANIES, status, "")]).state;
        assert_eq!(
            (state(403), state(404), state(503)),
            (SourceState::Blocked, SourceState::UnknownEntity, SourceState::Failed)
        );
    }

    #[test]
    fn its_own_texts_are_recognised() {
        assert_eq!(YCombinator.recognise(LIST), Some(COMPANIES));
        assert_eq!(YCombinator.recognise(CHANGED), Some(CHANGES));
        assert_eq!(YCombinator.recognise("[]"), None);
    }
}

//! Wikidata: numbers of employees over the years, and what a company is called elsewhere (SOURCES B1).

mod entity;

use std::collections::BTreeMap;

use serde_json::Value as Json;
use url::form_urlencoded::byte_serialize;

use self::entity::{Count, Entity};
use crate::model::{Observation, Page, PartialDate, Request, SourceKind, SourceState, Trouble, Value, days_between};
use crate::source::reading::page;
use crate::source::{About, Holds, Identity, Proof, Reading, Source, Subject, Use, name_key};

/// Entries at `www.wikidata.org`.
pub(in crate::source) struct Wikidata;

const ENTITY: &str = "entity";
const BY_CIK: &str = "by cik";
const SEARCH: &str = "search";
const TABLE: &str = "table";
const ORIGIN: &str = "Wikidata";
const API: &str = "https://www.wikidata.org/w/api.php";
const WEEK: u32 = 7 * 24;
/// A count that is older says nothing about the company's size today.
const MOST_DAYS: i64 = 3 * 365 + 1;

impl Source for Wikidata {
    fn about(&self) -> About {
        About {
            name: "wikidata",
            title: "Wikidata",
            holds: Holds::OneCompany,
            kind: SourceKind::Aggregator,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        let reading = if let Some(page) = page(pages, ENTITY) {
            read_entities(subject, page)
        } else if let Some(page) = page(pages, TABLE) {
            read_table(subject, page)
        } else {
            find(subject, pages)
        };
        reading.unwrap_or_else(Reading::from)
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        let has = |words: &[&str]| words.iter().all(|word| text.contains(word));
        if has(&["\"entities\""]) && (has(&["\"claims\""]) || has(&["\"missing\""]))
            || has(&["\"error\"", "\"servedby\""])
        {
            return Some(ENTITY);
        }
        if has(&["\"bindings\"", "\"employees\""]) {
            return Some(TABLE);
        }
        if has(&["\"searchinfo\"", "\"totalhits\""]) {
            return Some(BY_CIK);
        }
        has(&["\"searchinfo\"", "\"search\"", "\"success\""]).then_some(SEARCH)
    }
}

/// Which entry may be the company's: the known one, else that with its CIK, else those of its name.
fn find(subject: &Subject, pages: &[Page]) -> Result<Reading, Trouble> {
    if let Some(known) = subject.id("wikidata") {
        let Some(id) = item(&known.id) else {
            return Ok(Reading::not_tried(format!("`wikidata: {}` is no entry; `Q` and a number is", known.id)));
        };
        let url = format!("https://www.wikidata.org/wiki/Special:EntityData/{id}.json");
        return Ok(want(ENTITY, url));
    }
    if let Some(cik) = subject.id("cik").and_then(|cik| ten_digits(&cik.id)) {
        let Some(page) = page(pages, BY_CIK) else {
            let query = format!("action=query&list=search&srsearch=haswbstatement%3AP5531%3D{cik}");
            return Ok(want(BY_CIK, format!("{API}?{query}&format=json&maxlag=5")));
        };
        if let [id] = found(&json(page)?, "/query/search", "title").as_slice() {
            return Ok(want_entities(std::slice::from_ref(id)));
        }
    } else if let Some(page) = page(pages, BY_CIK) {
        let ids = found(&json(page)?, "/query/search", "title");
        return Ok(if ids.is_empty() { nobody(subject) } else { want_entities(&ids) });
    }
    let Some(page) = page(pages, SEARCH) else {
        let name: String = byte_serialize(name_key(&subject.name).as_bytes()).collect();
        if name.is_empty() {
            return Ok(Reading::not_tried("the company has no name to search for"));
        }
        let query = format!("action=wbsearchentities&search={name}&language=en&type=item&limit=7");
        return Ok(want(SEARCH, format!("{API}?{query}&format=json&maxlag=5")));
    };
    let ids = found(&json(page)?, "/search", "id");
    Ok(if ids.is_empty() { nobody(subject) } else { want_entities(&ids) })
}

fn nobody(subject: &Subject) -> Reading {
    Reading::unknown(format!("no entry is called {}", subject.name))
}

fn want(label: &'static str, url: String) -> Reading {
    Reading::wanting(vec![Request::json(label, url).for_hours(WEEK).identified()])
}

fn want_entities(ids: &[String]) -> Reading {
    let query = format!("action=wbgetentities&ids={}", ids.join("%7C"));
    let query = format!("{query}&props=labels%7Caliases%7Cdescriptions%7Cclaims&languages=en");
    let reading = want(ENTITY, format!("{API}?{query}&format=json&maxlag=5"));
    Reading { state: SourceState::UnknownEntity, ..reading }.because("the entries found still have to be looked at")
}

/// `Q` and a number, as `Q42` or `q42`.
fn item(id: &str) -> Option<String> {
    let id = id.trim().to_ascii_uppercase();
    let digits = id.strip_prefix('Q')?;
    let is_number = !digits.starts_with('0') && (1..=12).contains(&digits.len());
    (is_number && digits.bytes().all(|b| b.is_ascii_digit())).then_some(id)
}

fn ten_digits(cik: &str) -> Option<String> {
    cik.trim().parse::<u64>().ok().filter(|cik| *cik > 0).map(|cik| format!("{cik:010}"))
}

/// The entries of a list of hits.
fn found(json: &Json, list: &str, key: &str) -> Vec<String> {
    let hits = json.pointer(list).and_then(Json::as_array).into_iter().flatten();
    hits.filter_map(|hit| item(hit.get(key)?.as_str()?)).take(50).collect()
}

/// Troubles of this service come with a status of 200.
fn json(page: &Page) -> Result<Json, Trouble> {
    let json: Json = page.json()?;
    let Some(error) = json.get("error") else { return Ok(json) };
    let word = |key| error.get(key).and_then(Json::as_str).unwrap_or_default();
    let state = match word("code") {
        "maxlag" | "ratelimited" => SourceState::Limited,
        "no-such-entity" => SourceState::UnknownEntity,
        _ => SourceState::Failed,
    };
    let info = word("info").chars().take(120).collect::<String>();
    Err(Trouble::new(state, format!("Wikidata says {}: {info}", word("code"))))
}

fn read_entities(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let json = json(page)?;
    let Some(entities) = json.get("entities").and_then(Json::as_object) else {
        return Err(Trouble::failed("the answer is not of the known shape: it has no entries"));
    };
    let read = |(id, entity): (&String, &Json)| {
        let mut entity: Entity = serde_json::from_value(entity.clone()).ok()?;
        if entity.id.is_empty() {
            entity.id.clone_from(id);
        }
        item(&entity.id).is_some().then_some(entity)
    };
    let mut entities: Vec<Entity> = entities.iter().filter_map(read).filter(|entity| !entity.is_missing()).collect();
    entities.retain(|entity| !subject.rules_out("wikidata", &entity.id));
    if entities.is_empty() {
        return Ok(Reading::unknown("Wikidata has no such entry"));
    }
    Ok(match choose(subject, &entities) {
        Some((entity, proof)) => read_entity(subject, entity, proof),
        None => candidates(subject, &entities),
    })
}

/// The one entry that is proven to be the company's.
fn choose<'e>(subject: &Subject, entities: &'e [Entity]) -> Option<(&'e Entity, Proof)> {
    if let [entity] = entities {
        // One that moved answers under its new number.
        if let Some(known) = subject.id("wikidata") {
            return (known.proof > Proof::ByName || !is_contradicted(subject, entity)).then_some((entity, known.proof));
        }
        if subject.is_vouched {
            return Some((entity, Proof::Pinned));
        }
    }
    let is_alive = |entity: &&Entity| entity.is_company() && entity.dissolved(subject.today).is_none();
    let proven: Vec<(&Entity, Proof)> =
        entities.iter().filter(is_alive).filter_map(|entity| Some((entity, proof(subject, entity)?))).collect();
    let is_called = |entity: &Entity| entity.names().any(|name| subject.is_called(name));
    match proven.as_slice() {
        [one] => Some(*one),
        several => {
            // A company and its daughter may share a site.
            let mut called = several.iter().filter(|(entity, _)| is_called(entity));
            called.next().filter(|_| called.next().is_none()).copied()
        }
    }
}

fn proof(subject: &Subject, entity: &Entity) -> Option<Proof> {
    if entity.websites().iter().any(|site| subject.owns(site)) {
        return Some(Proof::ByDomain);
    }
    let cik = subject.id("cik")?;
    let is_same = entity.texts("P5531").iter().any(|theirs| ten_digits(theirs) == ten_digits(&cik.id));
    let is_believed = cik.proof > Proof::ByName || !is_contradicted(subject, entity);
    (is_same && is_believed).then_some(cik.proof.min(Proof::ByDomain))
}

/// Whether the entry names a website, and another one.
fn is_contradicted(subject: &Subject, entity: &Entity) -> bool {
    let sites = entity.websites();
    subject.domain.is_some() && !sites.is_empty() && !sites.iter().any(|site| subject.owns(site))
}

fn candidates(subject: &Subject, entities: &[Entity]) -> Reading {
    let why = match &subject.domain {
        Some(domain) => format!("no company among the entries has {domain} as its website"),
        None => "without `domain:` nothing proves which entry is the company's".to_owned(),
    };
    let describe = |entity: &Entity| {
        let site = entity.websites().first().map_or("no website".to_owned(), |site| format!("website {site}"));
        let words = [entity.label(), entity.description(), &site];
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        (format!("wikidata: {}", entity.id), words.join(", "))
    };
    let is_likely = |entity: &&Entity| entity.is_company() && entity.names().any(|name| subject.is_called(name));
    Reading { candidates: entities.iter().filter(is_likely).map(describe).collect(), ..Reading::unknown(why) }
}

fn read_entity(subject: &Subject, entity: &Entity, proof: Proof) -> Reading {
    let url = format!("https://www.wikidata.org/wiki/{}", entity.id);
    let mut reading = read_counts(subject, &entity.employees(), proof, &url);
    reading.identities = identities(subject, entity, proof);
    if is_contradicted(subject, entity) {
        let sites = entity.websites().join(", ");
        reading.remarks.push(format!("{} has the website {sites}; is it the company's entry?", entity.id));
    }
    if !entity.is_company() {
        reading.remarks.push(format!("{} is not said to be a company: {}", entity.id, entity.description()));
    }
    if let Some(since) = entity.dissolved(subject.today) {
        reading.remarks.push(format!("dissolved in {since}, says Wikidata"));
    }
    if let Some(since) = entity.founded() {
        reading.remarks.push(format!("founded in {since}, says Wikidata"));
    }
    reading
}

/// What the entry says that the company is called elsewhere. Two numbers of one kind prove nothing.
fn identities(subject: &Subject, entity: &Entity, proof: Proof) -> Vec<Identity> {
    let mut identities = Vec::new();
    let proof = proof.min(Proof::ByDomain);
    let mut add = |service: &str, id: &str, how: String| {
        identities.push(Identity { service: service.to_owned(), id: id.to_owned(), proof, how });
    };
    if subject.id("wikidata").is_none_or(|known| item(&known.id).as_deref() != Some(&entity.id)) {
        let how = if proof == Proof::ByDomain { "its website or CIK is the company's" } else { "its names agree" };
        add("wikidata", &entity.id, how.to_owned());
    }
    let how = format!("stated in {} of Wikidata", entity.id);
    let is_plain =
        |id: &String| !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    for (service, property) in [("companies_house", "P2622"), ("github", "P2037")] {
        if let [id] = entity.texts(property).as_slice()
            && is_plain(id)
        {
            add(service, id, how.clone());
        }
    }
    if let [cik] = entity.texts("P5531").as_slice()
        && let Ok(cik) = cik.parse::<u64>()
    {
        add("cik", &cik.to_string(), how.clone());
    }
    if let [ticker] = entity.qualified("P414", "P249").as_slice()
        && is_plain(ticker)
    {
        add("ticker", ticker, how);
    }
    identities
}

/// The dated and recent counts are observations, one a date; the others are remarks.
fn read_counts(subject: &Subject, counts: &[Count], proof: Proof, url: &str) -> Reading {
    let mut remarks = Vec::new();
    let mut by_date: BTreeMap<PartialDate, Vec<&Count>> = BTreeMap::new();
    for count in counts.iter().filter(|count| !count.is_part) {
        match count.on {
            None => remarks.push(format!("{} employees, says Wikidata, without a date", count.number)),
            Some(on) if on.first() > subject.today => {
                remarks.push(format!("{} employees in {on}, says Wikidata; that is still to come", count.number));
            }
            Some(on) => by_date.entry(on).or_default().push(count),
        }
    }
    let newest = by_date.iter().next_back().map(|(on, counts)| (*on, counts.first().map_or(0.0, |count| count.number)));
    by_date.retain(|on, _| days_between(on.day(), subject.today) <= MOST_DAYS);
    let observations: Vec<Observation> =
        by_date.iter().filter_map(|(on, counts)| observe(subject, *on, counts, proof, url)).collect();
    let reading = match newest {
        _ if !observations.is_empty() => Reading::observed(observations),
        Some((on, number)) => {
            let why = format!("the newest count, {number} employees, is of {on}: too old");
            Reading::of(SourceState::Stale).because(why)
        }
        None => Reading::of(SourceState::Observed).because("the entry gives no dated number of employees"),
    };
    Reading { remarks, ..reading }
}

fn observe(subject: &Subject, on: PartialDate, counts: &[&Count], proof: Proof, url: &str) -> Option<Observation> {
    let has_preferred = counts.iter().any(|count| count.is_preferred);
    let counts: Vec<&&Count> = counts.iter().filter(|count| !has_preferred || count.is_preferred).collect();
    let numbers = || counts.iter().map(|count| count.number);
    let low = numbers().reduce(f64::min)?;
    let high = numbers().reduce(f64::max)?;
    let value = if low < high { Value::Range { low, high } } else { Value::Number(low) };
    let has_reference = counts.iter().all(|count| count.has_reference);
    let mut notes = Vec::new();
    if !has_reference {
        notes.push("no reference is given".to_owned());
    }
    notes.extend(counts.iter().find_map(|count| count.bounds.as_ref().map(|bounds| format!("stated as {bounds}"))));
    if low < high {
        notes.push("several numbers for this date".to_owned());
    }
    let credibility = proof.credibility() + u8::from(!has_reference);
    let note = (!notes.is_empty()).then(|| notes.join("; "));
    let observation = subject.observe("company.headcount", value, on, SourceKind::Aggregator, ORIGIN, url);
    Some(Observation { credibility, note, ..observation }.sealed())
}

/// The answer to a query for many companies, saved by hand.
fn read_table(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let json = json(page)?;
    let Some(rows) = json.pointer("/results/bindings").and_then(Json::as_array) else {
        return Err(Trouble::failed("the answer is not of the known shape: it has no rows"));
    };
    let word = |row: &Json, key: &str| row.get(key)?.get("value")?.as_str().map(str::to_owned);
    let id_of = |row: &Json| item(word(row, "item")?.rsplit('/').next()?);
    let Some(known) = subject.id("wikidata") else {
        let named = rows.iter().find(|row| word(row, "itemLabel").is_some_and(|name| subject.is_called(&name)));
        let candidate = named.and_then(id_of).map(|id| (format!("wikidata: {id}"), "its name agrees".to_owned()));
        let reading = Reading::unknown("a table has no websites: only an entry that is known is read from it");
        return Ok(Reading { candidates: candidate.into_iter().collect(), ..reading });
    };
    let is_ours = |row: &&Json| id_of(row) == item(&known.id);
    let count = |row: &Json| {
        let number = word(row, "employees")?.parse().ok().filter(|number| (1.0..=3_000_000.0).contains(number))?;
        let on = word(row, "pit").and_then(|date| date.get(..10)?.parse().ok());
        Some(Count { number, bounds: None, on, has_reference: false, is_preferred: false, is_part: false })
    };
    let counts: Vec<Count> = rows.iter().filter(is_ours).filter_map(count).collect();
    if counts.is_empty() {
        return Ok(Reading::unknown(format!("the table has no row about {}", known.id)));
    }
    let url = item(&known.id).map_or_else(String::new, |id| format!("https://www.wikidata.org/wiki/{id}"));
    Ok(read_counts(subject, &counts, known.proof, &url))
}

#[cfg(test)]
mod tests;

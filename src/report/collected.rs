//! What was collected or imported: a table of sources a company, and the observations themselves.

use std::fmt::Write as _;

use super::layout::{hanging, table, table_text, wrap};
use super::markdown::safe;
use super::sheet::{Sheet, rounded};
use super::value::words_of;
use super::words::plain;
use crate::collect::{Line, Visit};
use crate::model::{Date, Observation, SourceState, Taken, Value};
use crate::signal::{Catalogue, SignalType};
use crate::text::visible;
use crate::workspace::Kept;

/// What the sources said about one company, and what became of it.
#[derive(Debug)]
pub struct CompanyNews<'a> {
    /// File name of the company.
    pub id: &'a str,
    /// Its name.
    pub name: &'a str,
    /// One a source.
    pub lines: &'a [Line],
    /// What was written; `None` when nothing was to be.
    pub kept: Option<&'a Kept>,
}

/// A run of `collect`, or one file of `import`.
#[derive(Debug)]
pub struct News<'a> {
    /// Signals, for their names.
    pub catalogue: &'a Catalogue,
    /// The day of looking.
    pub on: Date,
    /// By file name.
    pub companies: Vec<CompanyNews<'a>>,
}

/// The report for the terminal.
#[must_use]
pub fn news_text(news: &News<'_>, width: usize) -> String {
    let mut text = format!("Public signals · {}\n", news.on);
    for company in &news.companies {
        let _ = writeln!(text, "\n{}", visible(company.name));
        text.push_str(&sources_table(company.lines, width));
        text.push_str(&facts_lines(news.catalogue, company.lines, width));
        for line in asides(company) {
            let _ = writeln!(text, "{}", hanging("  ", &line, width));
        }
        if let Some(kept) = company.kept {
            let _ = writeln!(text, "{}", hanging("  ", &kept_words(company.id, kept), width));
        }
    }
    text
}

/// The sources that were asked, one a row; below them, those that were not, with the reason once.
fn sources_table(lines: &[Line], width: usize) -> String {
    let mut rows = table(width.saturating_sub(2));
    let mut is_empty = true;
    for line in lines.iter().filter(|line| line.reading.state != SourceState::NotTried) {
        is_empty = false;
        rows.add_row([
            line.source.name.to_owned(),
            line.reading.state.word().to_owned(),
            count(line.reading.observations.len(), "fact"),
            from_words(&line.visits),
            line.reading.why.as_deref().map(visible).unwrap_or_default(),
        ]);
    }
    let mut text = String::new();
    if !is_empty {
        for line in table_text(rows).lines() {
            let _ = writeln!(text, "  {line}");
        }
    }
    let mut reasons: Vec<(String, Vec<&str>)> = Vec::new();
    for line in lines.iter().filter(|line| line.reading.state == SourceState::NotTried) {
        // What is missing is said once for all services of which it is missing.
        let own = format!("`{}:`", line.source.name);
        let why = line.reading.why.as_deref().map(visible).unwrap_or_default().replace(&own, "`NAME:`");
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, names)) => names.push(line.source.name),
            None => reasons.push((why, vec![line.source.name])),
        }
    }
    for (why, names) in reasons {
        let why = if why.is_empty() { String::new() } else { format!(": {why}") };
        let _ = writeln!(text, "{}", hanging("  ", &format!("not tried {}{why}", names.join(", ")), width));
    }
    text
}

/// Each observation in a line.
fn facts_lines(catalogue: &Catalogue, lines: &[Line], width: usize) -> String {
    let mut text = String::new();
    for line in lines {
        for observation in &line.reading.observations {
            let words = format!("{} ({})", fact_words(catalogue, observation), line.source.name);
            let _ = writeln!(text, "{}", hanging("  · ", &words, width));
        }
    }
    text
}

fn fact_words(catalogue: &Catalogue, observation: &Observation) -> String {
    let signal = catalogue.get(&observation.signal);
    let name = signal.map_or(observation.signal.as_str(), |signal| signal.name.as_str());
    let kind = signal.map_or(SignalType::Count, |signal| signal.signal_type);
    let most = signal.and_then(|signal| signal.range).map(|(_, most)| most);
    let value = match &observation.value {
        // A lower bound is stored as a range up to the most that there can be.
        Value::Range { low, high } if most.is_some_and(|most| *high >= most) => format!("at least {}", plain(*low)),
        value => words_of(value, kind, false),
    };
    let date = if observation.value.event().is_some() { String::new() } else { format!(", {}", observation.fact_date) };
    let note = observation.note.as_deref().map(|note| format!("; {}", visible(note))).unwrap_or_default();
    format!("{}: {}{date}{note}", visible(name), visible(&value))
}

/// What is to be said besides: names elsewhere, entries to pin, remarks.
fn asides(company: &CompanyNews<'_>) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let mut say = |words: String| {
        if !said.contains(&words) {
            said.push(words);
        }
    };
    for line in company.lines {
        for identity in &line.reading.identities {
            say(format!("known as {}: {} ({})", identity.service, visible(&identity.id), visible(&identity.how)));
        }
        for (pin, what) in &line.reading.candidates {
            let file = visible(company.id);
            say(format!(
                "may be the company: {}; if so, write `{}` into companies/{file}.md",
                visible(what),
                visible(pin)
            ));
        }
        for remark in &line.reading.remarks {
            say(format!("{}: {}", line.source.name, visible(remark)));
        }
    }
    said
}

fn kept_words(id: &str, kept: &Kept) -> String {
    let file = format!("companies/{}.collected.csv", visible(id));
    match (kept.added.len(), kept.known) {
        (0, 0) => "nothing to write".to_owned(),
        (0, known) => format!("nothing new; {file} has {} already", them(known)),
        (added, 0) => format!("wrote {} to {file}", count(added, "fact")),
        (added, known) => format!("wrote {} to {file}; {known} it had already", count(added, "new fact")),
    }
}

fn them(known: usize) -> String {
    if known == 1 { "the one".to_owned() } else { format!("all {known}") }
}

fn count(number: usize, what: &str) -> String {
    match number {
        0 => "–".to_owned(),
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}

/// Where the pages of a source came from.
fn from_words(visits: &[Visit]) -> String {
    let of = |taken: Taken| visits.iter().filter(|visit| visit.taken == taken).count();
    let words = |number: usize, place: &str| (number > 0).then(|| format!("{number} {place}"));
    let parts = [words(of(Taken::Net), "net"), words(of(Taken::Cache), "cache"), words(of(Taken::File), "file")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The pages that would be asked for, and those that are there already.
#[must_use]
pub fn plan_text(companies: &[CompanyNews<'_>], width: usize) -> String {
    let mut text = String::new();
    let mut wanted = 0;
    for company in companies {
        let _ = writeln!(text, "{}", visible(company.name));
        for line in company.lines {
            for visit in &line.visits {
                let is_there = visit.state != SourceState::NotTried;
                wanted += usize::from(!is_there);
                let state = if is_there { "cached" } else { "to ask" };
                let _ = writeln!(text, "  {:<16} {state}  {}", line.source.name, visible(&visit.url));
            }
        }
        let reasons: Vec<Line> = company.lines.iter().filter(|line| line.visits.is_empty()).cloned().collect();
        text.push_str(&sources_table(&reasons, width));
        text.push('\n');
    }
    let pages = if wanted == 1 { "1 page".to_owned() } else { format!("{wanted} pages") };
    let words = format!(
        "{pages} to ask for, each after the robots.txt of its site where no terms permit it; what they say may lead to more. \
         Nothing was asked (--dry-run)."
    );
    let _ = writeln!(text, "{}", wrap(&words, width, 0));
    text
}

/// The observations as rows of a signals file, with the company in front.
#[must_use]
pub fn news_csv(news: &News<'_>) -> String {
    let mut sheet = Sheet::new(&[
        "company",
        "source",
        "signal",
        "value",
        "fact_date",
        "kind",
        "origin",
        "forward",
        "cred",
        "learned",
        "url",
        "quote",
        "note",
    ]);
    for (company, line, observation) in observations(news) {
        let text = |text: &Option<String>| text.as_deref().map(visible).unwrap_or_default();
        sheet.row(vec![
            visible(company.id),
            line.source.name.to_owned(),
            observation.signal.clone(),
            visible(&observation.value.to_string()),
            observation.fact_date.to_string(),
            observation.kind.key().to_owned(),
            visible(&observation.origin),
            if observation.forward { "yes".to_owned() } else { String::new() },
            observation.credibility.to_string(),
            observation.learned.map(|day| day.to_string()).unwrap_or_default(),
            text(&observation.url),
            text(&observation.quote),
            text(&observation.note),
        ]);
    }
    sheet.finish()
}

/// The observations as a table in Markdown, a heading a company.
#[must_use]
pub fn news_markdown(news: &News<'_>) -> String {
    let mut text = format!("**Public signals** · {}\n", news.on);
    for company in &news.companies {
        let _ = writeln!(text, "\n**{}**\n", safe(company.name));
        let _ = writeln!(text, "| source | state | signal | value | fact date | address |\n|---|---|---|---|---|---|");
        for line in company.lines {
            let (source, state) = (line.source.name, line.reading.state.word());
            if line.reading.observations.is_empty() {
                let why = line.reading.why.as_deref().map(safe).unwrap_or_default();
                let _ = writeln!(text, "| {source} | {state} | {why} | | | |");
            }
            for found in &line.reading.observations {
                let (signal, value) = (safe(&found.signal), safe(&found.value.to_string()));
                let url = found.url.as_deref().map(safe).unwrap_or_default();
                let _ = writeln!(text, "| {source} | {state} | {signal} | {value} | {} | {url} |", found.fact_date);
            }
        }
    }
    text
}

fn observations<'n>(news: &'n News<'_>) -> impl Iterator<Item = (&'n CompanyNews<'n>, &'n Line, &'n Observation)> {
    news.companies.iter().flat_map(|company| {
        let lines = company.lines.iter();
        lines.flat_map(move |line| line.reading.observations.iter().map(move |found| (company, line, found)))
    })
}

/// Everything as JSON.
#[must_use]
pub fn news_json(news: &News<'_>) -> String {
    let companies: Vec<serde_json::Value> = news.companies.iter().map(company_json).collect();
    let document = serde_json::json!({ "schema": 1, "on": news.on.to_string(), "companies": companies });
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn company_json(company: &CompanyNews<'_>) -> serde_json::Value {
    let line = |line: &Line| {
        let reading = &line.reading;
        let observations: Vec<_> = reading.observations.iter().map(observation_json).collect();
        let identity = |identity: &crate::source::Identity| serde_json::json!({"service": identity.service, "id": visible(&identity.id), "how": visible(&identity.how)});
        let visit = |visit: &Visit| {
            let taken = match visit.taken {
                Taken::Net => "net",
                Taken::Cache => "cache",
                Taken::File => "file",
            };
            serde_json::json!({"url": visible(&visit.url), "from": taken, "state": visit.state.word()})
        };
        serde_json::json!({
            "source": line.source.name,
            "state": reading.state.word(),
            "why": reading.why.as_deref().map(visible),
            "observations": observations,
            "identities": reading.identities.iter().map(identity).collect::<Vec<_>>(),
            "candidates": reading.candidates.iter().map(|(pin, what)| serde_json::json!({"pin": visible(pin), "what": visible(what)})).collect::<Vec<_>>(),
            "remarks": reading.remarks.iter().map(|remark| visible(remark)).collect::<Vec<_>>(),
            "pages": line.visits.iter().map(visit).collect::<Vec<_>>(),
        })
    };
    serde_json::json!({
        "company": visible(company.id),
        "name": visible(company.name),
        "sources": company.lines.iter().map(line).collect::<Vec<_>>(),
        "added": company.kept.map(|kept| kept.added.len()),
        "known": company.kept.map(|kept| kept.known),
    })
}

fn observation_json(observation: &Observation) -> serde_json::Value {
    serde_json::json!({
        "id": observation.id,
        "signal": observation.signal,
        "value": visible(&observation.value.to_string()),
        "point": observation.value.point().map(rounded),
        "fact_date": observation.fact_date.to_string(),
        "kind": observation.kind.key(),
        "origin": visible(&observation.origin),
        "forward": observation.forward,
        "credibility": observation.credibility,
        "learned": observation.learned.map(|day| day.to_string()),
        "url": observation.url.as_deref().map(visible),
        "quote": observation.quote.as_deref().map(visible),
        "note": observation.note.as_deref().map(visible),
    })
}

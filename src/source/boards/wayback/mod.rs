//! The Internet Archive: how many openings a board showed in the past (SOURCES D1).

mod cdx;
mod places;
mod shown;

use std::io::Read as _;
use std::sync::LazyLock;

use regex::Regex;

use super::board::{Count, is_html};
use super::{ashby, careers, greenhouse, lever};
use crate::model::{Date, Observation, Page, SourceKind, SourceState, Taken, Trouble, days_between};
use crate::source::{About, Holds, Proof, Reading, Source, Subject, Use};
use cdx::{FAR, Row, Sample, day_of, rows, samples};
use places::{CAPTURE, CDX, Known, Place, SERVICES};
use shown::Shown;

/// Captures at `web.archive.org`.
pub(in crate::source) struct Wayback;

/// A board of which the last capture is older may have moved.
const OLD: i64 = 200;

impl Source for Wayback {
    fn about(&self) -> About {
        About {
            name: "wayback",
            title: "Internet Archive: boards in the past",
            holds: Holds::OneCompany,
            kind: SourceKind::CompanyRecord,
            use_: Use::Always,
        }
    }

    fn read(&self, subject: &Subject, pages: &[Page]) -> Reading {
        if let Some(saved) = pages.iter().find(|page| page.request.label == CAPTURE && page.taken == Taken::File) {
            return read_saved(subject, saved).unwrap_or_else(Reading::from);
        }
        let known = Known { subject };
        if pages.is_empty() {
            let wants = known.boards_wanted();
            return if wants.is_empty() {
                Reading::not_tried("no board known whose past could be looked for: `greenhouse:`, `lever:` or `ashby:`")
            } else {
                Reading::wanting(wants)
            };
        }
        Past::of(&known, pages).reading(&known, pages)
    }

    fn main_page(&self) -> Option<&'static str> {
        Some(CDX)
    }

    fn recognise(&self, text: &str) -> Option<&'static str> {
        let start: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{feff}').take(200).collect();
        if start.starts_with("[[\"") && start.contains("\"timestamp\"") && start.contains("\"original\"") {
            return Some(CDX);
        }
        let lists = || place_of(text) != Place::Careers || !careers::openings_linked_in(text).is_empty();
        (is_html(text) && is_archived(text) && lists()).then_some(CAPTURE)
    }
}

static ARCHIVED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"web\.archive\.org/web/(\d{14})").expect("a pattern of this file"));

/// Whether a saved page was saved from the archive, so that it does not show today.
pub(super) fn is_archived(text: &str) -> bool {
    ARCHIVED.is_match(text)
}

fn timestamp_in(url: &str) -> Option<String> {
    Some(ARCHIVED.captures(url)?.get(1)?.as_str().to_owned())
}

/// What the index says.
struct Past {
    rows: Vec<Row>,
    samples: Vec<Sample>,
    troubles: Vec<Trouble>,
}

impl Past {
    fn of(known: &Known<'_>, pages: &[Page]) -> Self {
        let mut past = Self { rows: Vec::new(), samples: Vec::new(), troubles: Vec::new() };
        for page in pages.iter().filter(|page| page.request.label == CDX) {
            match rows(page, known) {
                Ok(mut rows) => past.rows.append(&mut rows),
                Err(trouble) => past.troubles.push(trouble),
            }
        }
        past.rows.sort();
        past.rows.dedup();
        past.samples = samples(&past.rows, known.subject.today);
        past
    }

    fn reading(&self, known: &Known<'_>, pages: &[Page]) -> Reading {
        if self.samples.is_empty() {
            return self.nothing(known, pages);
        }
        let mut reading = Reading::of(SourceState::NotTried);
        let mut troubles = Vec::new();
        for sample in &self.samples {
            match pages.iter().find(|page| page.request.url == sample.request.url) {
                None if reading.wants.contains(&sample.request) => {}
                None => reading.wants.push(sample.request.clone()),
                Some(page) => match read_sample(known.subject, sample, page) {
                    Ok(observations) => reading.observations.extend(observations),
                    Err(trouble) => troubles.push((sample.day, trouble)),
                },
            }
        }
        reading.remarks.extend(self.last(known.subject.today));
        reading.remarks.extend(newly_seen(&reading.observations));
        self.conclude(reading, &troubles)
    }

    /// The state, once captures were looked at.
    fn conclude(&self, mut reading: Reading, troubles: &[(Date, Trouble)]) -> Reading {
        let missing = troubles.iter().map(|(day, trouble)| format!("{day}: {}", trouble.why));
        let missing: Vec<String> = missing.chain(self.troubles.iter().map(|trouble| trouble.why.clone())).collect();
        if !reading.observations.is_empty() {
            reading.state = SourceState::Observed;
        } else if let Some((_, trouble)) = troubles.first() {
            reading.state = trouble.state;
        } else if reading.wants.is_empty() {
            reading.state = SourceState::UnknownEntity;
            return reading.because("the captures show no openings in engineering, and may not show all");
        }
        let chosen = self.samples.len();
        match (missing.is_empty(), reading.wants.is_empty()) {
            (false, _) => {
                reading.because(format!("of {chosen} captures some could not be read: {}", missing.join("; ")))
            }
            (true, false) => reading.because(format!("{chosen} captures are to be looked at")),
            (true, true) => reading,
        }
    }

    /// No captures of boards: the company's own pages are looked for, once.
    fn nothing(&self, known: &Known<'_>, pages: &[Page]) -> Reading {
        let careers = known.careers_wanted();
        let is_asked = careers.iter().any(|want| pages.iter().any(|page| page.request.url == want.url));
        if let Some(trouble) = self.troubles.first() {
            return Reading::from(trouble.clone());
        }
        if is_asked || careers.is_empty() || pages.iter().any(|page| page.taken == Taken::File) {
            return Reading::unknown("the archive holds no page of the last two years that lists the openings");
        }
        Reading::wanting(careers)
    }

    /// A board whose captures have ended.
    fn last(&self, today: Date) -> Option<String> {
        let day = self.rows.iter().map(|row| row.day).filter(|day| *day <= today).max()?;
        let is_old = days_between(day, today) > OLD;
        is_old.then(|| format!("the archive's last capture of the board is of {day}; the board may have moved"))
    }
}

/// Jobs above managers that one capture shows and the one before does not. They were
/// advertised, so they went not only to people inside. Only captures of one kind that show everything are held against each other.
fn newly_seen(observations: &[Observation]) -> Vec<String> {
    let mut counts: Vec<&Observation> =
        observations.iter().filter(|one| one.signal == "company.open_m2_roles").collect();
    counts.retain(|one| one.value.ends().is_none());
    counts.sort_by(|a, b| (&a.origin, a.fact_date).cmp(&(&b.origin, b.fact_date)));
    let titles = |one: &Observation| -> Vec<String> {
        one.quote.iter().flat_map(|quote| quote.split(" · ")).map(str::to_owned).collect()
    };
    let new = counts.windows(2).filter_map(|pair| match pair {
        [before, after] if before.origin == after.origin => {
            let known = titles(before);
            let new: Vec<String> = titles(after).into_iter().filter(|title| !known.contains(title)).collect();
            let since = format!("new above managers between {} and {}: ", before.fact_date, after.fact_date);
            (!new.is_empty()).then(|| since + &new.join(" · "))
        }
        _ => None,
    });
    new.collect()
}

/// The counts of one capture.
fn read_sample(subject: &Subject, sample: &Sample, page: &Page) -> Result<Vec<Observation>, Trouble> {
    let answer = page.answer()?;
    let day_in = |url: &str| day_of(&timestamp_in(url)?);
    let day = match (day_in(&sample.request.url), day_in(&answer.url)) {
        (Some(asked), Some(given)) if days_between(asked, given).abs() > FAR => {
            return Err(Trouble::failed(format!("the archive gave a capture of {given} instead")));
        }
        (Some(asked), Some(given)) if asked != given => given,
        _ => sample.day,
    };
    let mut start = [0; 2];
    let read = answer.body.open().and_then(|mut body| body.read_exact(&mut start));
    if read.is_ok() && start == [0x1f, 0x8b] {
        return Err(Trouble::failed("the capture is packed twice"));
    }
    let shown = Shown::of(sample.place, page)?;
    Ok(counts(subject, day, &shown, &page.request.url.replacen("id_/", "/", 1)))
}

fn counts(subject: &Subject, day: Date, shown: &Shown, url: &str) -> Vec<Observation> {
    let credibility = Proof::ByDomain.credibility();
    let count = Count { on: day.into(), origin: shown.origin, url, is_complete: shown.is_complete, credibility };
    count.observe(subject, &shown.openings)
}

/// The kind of a page, by its look.
fn place_of(text: &str) -> Place {
    if lever::is_board(text) {
        Place::LeverPage
    } else if ashby::is_board(text) {
        Place::AshbyPage
    } else if greenhouse::is_board(text) {
        Place::GreenhousePage
    } else {
        Place::Careers
    }
}

/// A page that a person saved from the archive: its links say of which day it is.
fn read_saved(subject: &Subject, page: &Page) -> Result<Reading, Trouble> {
    let text = page.text()?;
    let day = timestamp_in(&text).and_then(|timestamp| day_of(&timestamp));
    let day = day.ok_or_else(|| Trouble::failed("the page does not say when it was captured"))?;
    if !subject.is_vouched && SERVICES.iter().all(|service| subject.id(service).is_none()) {
        return Ok(Reading::unknown("nothing says whose board this is"));
    }
    Ok(Reading::observed(counts(subject, day, &Shown::of(place_of(&text), page)?, &page.request.url)))
}

#[cfg(test)]
mod tests;

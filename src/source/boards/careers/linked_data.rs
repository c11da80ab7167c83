//! Data for search engines in a page: schema.org's JobPosting, as JSON-LD.

use scraper::Html;
use serde_json::Value;

use crate::model::Date;
use crate::source::boards::board::{id_at, opening, text_at};
use crate::source::html::{selector, unescaped, visible_text};
use crate::source::{Domain, Opening, Subject};

/// What the data of a page says.
#[derive(Debug, Default)]
pub(super) struct LinkedData {
    pub(super) openings: Vec<Opening>,
    /// Blocks that are no JSON.
    pub(super) broken: usize,
    /// Openings whose last day is over.
    pub(super) expired: usize,
    /// An employer of openings that is another company.
    pub(super) foreign: Option<String>,
    /// The number of employees that the company states, as written. It has no date.
    pub(super) employees: Option<String>,
}

/// Reads all blocks of a page. One that is broken does not lose the others.
pub(super) fn read(subject: &Subject, html: &str, today: Date) -> LinkedData {
    let mut data = LinkedData::default();
    let Some(scripts) = selector("script[type=\"application/ld+json\"]") else { return data };
    for script in Html::parse_document(html).select(&scripts) {
        match parsed(&script.text().collect::<String>()) {
            Some(block) => data.take(subject, &block, today),
            None => data.broken += 1,
        }
    }
    data
}

/// A block as JSON. Line breaks within texts are common, and no JSON.
fn parsed(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let plain = || text.replace(|c: char| c.is_control(), " ");
    serde_json::from_str(text).or_else(|_| serde_json::from_str(&plain())).ok()
}

impl LinkedData {
    /// Looks at everything in a block, however it is nested.
    fn take(&mut self, subject: &Subject, block: &Value, today: Date) {
        let mut left = vec![block];
        while let Some(value) = left.pop() {
            match value {
                Value::Array(values) => left.extend(values.iter().rev()),
                Value::Object(fields) if is_a(value, "JobPosting") => {
                    self.take_posting(subject, value, today);
                    left.extend(fields.get("hiringOrganization"));
                }
                Value::Object(fields) => {
                    if is_a(value, "Organization") || is_a(value, "Corporation") {
                        self.take_employees(value);
                    }
                    left.extend(fields.values());
                }
                _ => {}
            }
        }
    }

    fn take_posting(&mut self, subject: &Subject, posting: &Value, today: Date) {
        let last: Option<Date> = text_at(posting, "validThrough").get(..10).and_then(|day| day.parse().ok());
        if last.is_some_and(|last| last < today) {
            self.expired += 1;
            return;
        }
        if let Some(name) = foreign_employer(subject, posting) {
            self.foreign = Some(name);
            return;
        }
        let title = unescaped(text_at(posting, "title"));
        if title.trim().is_empty() {
            return;
        }
        let requisition = posting.get("identifier").and_then(|identifier| id_at(identifier, "value"));
        let requisition = requisition.or_else(|| id_at(posting, "identifier")).unwrap_or_default();
        let department = text_at(posting, "occupationalCategory").to_owned();
        let text = || visible_text(&unescaped(text_at(posting, "description")));
        self.openings.push(opening(&title, department, requisition, text));
    }

    fn take_employees(&mut self, organization: &Value) {
        let Some(number) = organization.get("numberOfEmployees") else { return };
        let low = id_at(number, "minValue").or_else(|| id_at(number, "value"));
        let high = id_at(number, "maxValue");
        let written = match (low, high) {
            (Some(low), Some(high)) => Some(format!("{low} to {high}")),
            (low, high) => low.or(high).or_else(|| id_at(organization, "numberOfEmployees")),
        };
        self.employees = self.employees.take().or(written);
    }
}

/// `"@type"` is a text or a list of texts.
fn is_a(value: &Value, kind: &str) -> bool {
    match value.get("@type") {
        Some(Value::String(found)) => found == kind,
        Some(Value::Array(kinds)) => kinds.iter().any(|found| found == kind),
        _ => false,
    }
}

/// The employer, when it has another site and another name than the company.
fn foreign_employer(subject: &Subject, posting: &Value) -> Option<String> {
    let employer = posting.get("hiringOrganization")?;
    let name = employer.as_str().unwrap_or_else(|| text_at(employer, "name"));
    let site = Domain::of(text_at(employer, "sameAs")).or_else(|| Domain::of(text_at(employer, "url")))?;
    let is_ours = subject.domain.as_ref().is_none_or(|ours| *ours == site) || subject.is_called(name);
    (!is_ours).then(|| if name.is_empty() { site.to_string() } else { name.to_owned() })
}

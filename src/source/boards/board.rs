//! What all readers of job boards share: whose a board is, and what follows from its openings.

use serde_json::Value;

use crate::model::{Observation, Page, PartialDate, SourceKind, SourceState, Trouble};
use crate::source::{Identity, Opening, Proof, Reading, Subject, mix_of, rank_of};

/// Counts of one board on one day.
pub(super) struct Count<'a> {
    /// The day on which the board looked so.
    pub(super) on: PartialDate,
    /// The series: kind of board and of page.
    pub(super) origin: &'a str,
    /// Where it can be seen.
    pub(super) url: &'a str,
    /// Whether the page shows all openings; else the counts are lower bounds.
    pub(super) is_complete: bool,
    /// How far the board is trusted to be the company's.
    pub(super) credibility: u8,
}

impl<'a> Count<'a> {
    /// Everything that a board shows on the day on which it was fetched.
    pub(super) fn of_today(page: &'a Page, origin: &'a str, credibility: u8) -> Self {
        Self { on: page.fetched.into(), origin, url: &page.request.url, is_complete: true, credibility }
    }

    /// The observations. A lower bound of nothing says nothing, and is left out.
    pub(super) fn observe(&self, subject: &Subject, openings: &[Opening]) -> Vec<Observation> {
        let kind = SourceKind::CompanyRecord;
        let all = mix_of(openings).observe(subject, self.on, kind, self.origin, self.url, self.is_complete);
        let says_something = |observation: &Observation| observation.value.ends().is_none_or(|(low, _)| low > 0.0);
        let trusted = |observation| Observation { credibility: self.credibility, ..observation }.sealed();
        all.into_iter().filter(says_something).map(trusted).collect()
    }
}

/// Nobody knows the company's board at a service, and how that is mended.
pub(super) fn no_board(service: &str) -> Trouble {
    let why = format!(
        "no board known; `{service}:` in the company's front matter names it, or `domain:`, whose pages may link it"
    );
    Trouble::new(SourceState::NotTried, why)
}

/// The token of a board, if it is known and of the service's form.
pub(super) fn token<'s>(
    subject: &'s Subject,
    service: &str,
    is_token: fn(&str) -> bool,
) -> Result<&'s Identity, Trouble> {
    let Some(identity) = subject.id(service) else {
        return Err(no_board(service));
    };
    if is_token(&identity.id) {
        Ok(identity)
    } else {
        Err(unproven(format!("`{service}: {}` is not a name of a board there", identity.id)))
    }
}

fn unproven(why: impl Into<String>) -> Trouble {
    Trouble::new(SourceState::UnknownEntity, why)
}

/// How far a board is to be trusted as the company's, or why it is not. `named`: what the board calls its owner. A name
/// alone is believed only of a board with some openings: small ones under well-known names are more often squatters'.
pub(super) fn credibility(subject: &Subject, service: &str, named: &[String], openings: usize) -> Result<u8, Trouble> {
    let is_named = named.iter().any(|name| subject.is_called(name));
    let foreign = named.first().filter(|_| !is_named);
    match (subject.id(service).map(|identity| identity.proof), foreign) {
        (Some(Proof::ByName), Some(name)) => {
            Err(unproven(format!("the board calls its owner {name}, not {}", subject.name)))
        }
        (Some(proof), _) => Ok(proof.credibility()),
        (None, _) if subject.is_vouched => Ok(Proof::Pinned.credibility()),
        (None, Some(name)) => Err(unproven(format!("this is the board of {name}, not of {}", subject.name))),
        (None, None) if is_named && openings >= 3 => Ok(Proof::ByName.credibility()),
        (None, None) => Err(unproven("nothing says whose board this is")),
    }
}

/// A remark when a board names another owner than the company.
pub(super) fn contradiction(subject: &Subject, named: &[String]) -> Option<String> {
    let name = named.iter().find(|name| !subject.is_called(name))?;
    Some(if named.iter().any(|name| subject.is_called(name)) {
        format!("some openings of the board are of {name}")
    } else {
        format!("the board calls its owner {name}, not {}: is it the company's?", subject.name)
    })
}

/// The reading of a board whose openings are all known: none is a fact, too.
pub(super) fn reading_of(subject: &Subject, openings: &[Opening], count: &Count<'_>) -> Reading {
    let state = if openings.is_empty() { SourceState::Zero } else { SourceState::Observed };
    Reading { observations: count.observe(subject, openings), ..Reading::of(state) }
}

/// An opening; the text of the advert is only read where it may matter.
pub(super) fn opening(title: &str, department: String, requisition: String, text: impl FnOnce() -> String) -> Opening {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = if rank_of(&title, &department).is_some() { text() } else { String::new() };
    Opening { title, department, requisition, text }
}

/// The same trouble; when it is that nobody knows the board, said in these words.
pub(super) fn unknown_board(trouble: Trouble, service: &str, token: &str) -> Trouble {
    match trouble.state {
        SourceState::UnknownEntity => {
            Trouble::new(trouble.state, format!("{service} knows no board `{token}`; the company may have moved"))
        }
        _ => trouble,
    }
}

/// The text at a key, or none.
pub(super) fn text_at<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default().trim()
}

/// The list at a key; empty when there is none, or something else.
pub(super) fn list_at<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The list of objects at a key.
///
/// # Errors
/// When there is no list, or it holds something else.
pub(super) fn objects_at<'v>(value: &'v Value, key: &str) -> Result<&'v [Value], Trouble> {
    let list = value.get(key).and_then(Value::as_array).filter(|list| list.iter().all(Value::is_object));
    let why = || Trouble::failed(format!("the answer is not of the known shape: no list of {key}"));
    list.map(Vec::as_slice).ok_or_else(why)
}

/// A number or text at a key, as text. Services change between the two.
pub(super) fn id_at(value: &Value, key: &str) -> Option<String> {
    match value.get(key)? {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    }
}

/// Non-empty names, joined.
pub(super) fn joined<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let mut known: Vec<&str> = Vec::new();
    for name in names {
        if !name.is_empty() && !known.contains(&name) {
            known.push(name);
        }
    }
    known.join(", ")
}

/// The first key of a JSON object, of which only the beginning may be there.
pub(super) fn first_key(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches('\u{feff}').trim_start().strip_prefix('{')?.trim_start().strip_prefix('"')?;
    rest.split('"').next()
}

/// Whether a text is HTML.
pub(super) fn is_html(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<') && !text.trim_start().starts_with("<?xml")
}

/// Letters, digits and a few marks: what most services allow as the name of a board.
pub(super) fn is_plain_token(token: &str) -> bool {
    token.len() <= 100 && has_token_form(token)
}

/// The same, of any length.
pub(super) fn has_token_form(token: &str) -> bool {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    token.starts_with(|c: char| c.is_ascii_alphanumeric()) && token.chars().all(is_allowed) && !token.contains("..")
}

/// An address with one more segment in its path, encoded.
pub(super) fn under(base: &str, segment: &str, rest: &str) -> String {
    let Ok(mut url) = url::Url::parse(base) else { return String::new() };
    if let Ok(mut path) = url.path_segments_mut() {
        path.push(segment);
    }
    format!("{url}{rest}")
}

//! Pages of the web: what is asked for, and what came back. Plain data; only `http` fetches, only `source` reads.

use std::fmt;
use std::io::Read;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::Date;

/// How far one source got with one company (SOURCES 3, where it is called coverage; that word is taken by the part of a score that is evidence). Only the first two may move a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceState {
    /// Something was read.
    Observed,
    /// The source positively says that there is none.
    Zero,
    /// The source does not know the company, or nobody proved which entry is the company's.
    UnknownEntity,
    /// Access was refused, by the site or by its robots.txt.
    Blocked,
    /// Too many requests; a later run may do better.
    Limited,
    /// No answer, or one that cannot be read.
    Failed,
    /// An answer that is too old to conclude from.
    Stale,
    /// Nothing was asked.
    NotTried,
}

impl SourceState {
    /// The word for tables and files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Zero => "zero",
            Self::UnknownEntity => "unknown entity",
            Self::Blocked => "blocked",
            Self::Limited => "limited",
            Self::Failed => "failed",
            Self::Stale => "stale",
            Self::NotTried => "not tried",
        }
    }
}

/// Why a page cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What that makes of the source.
    pub state: SourceState,
    /// In words for the person.
    pub why: String,
}

impl Trouble {
    /// A trouble of this state.
    pub fn new(state: SourceState, why: impl Into<String>) -> Self {
        Self { state, why: why.into() }
    }

    /// An answer that cannot be read.
    pub fn failed(why: impl Into<String>) -> Self {
        Self::new(SourceState::Failed, why)
    }
}

/// What an answer should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// HTML.
    Html,
    /// CSV.
    Csv,
    /// Text without markup.
    Text,
}

/// A page that a source would like to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What it is to the source that asks, such as `submissions`.
    pub label: &'static str,
    /// Where it is.
    pub url: String,
    /// What it should be.
    pub form: Form,
    /// A JSON text to send; without one it is a plain GET.
    pub body: Option<String>,
    /// How long an answer stays good, in hours; `None`: for ever, the page never changes.
    pub hours: Option<u32>,
    /// Up to 256 MiB instead of 32.
    pub is_large: bool,
    /// The service whose secret key goes along, such as `github`.
    pub key: Option<&'static str>,
    /// The service wants to know whom to write to.
    pub needs_contact: bool,
}

impl Request {
    /// A GET whose answer stays good for a day.
    pub fn new(label: &'static str, form: Form, url: impl Into<String>) -> Self {
        Self {
            label,
            url: url.into(),
            form,
            body: None,
            hours: Some(24),
            is_large: false,
            key: None,
            needs_contact: false,
        }
    }

    /// A JSON page.
    pub fn json(label: &'static str, url: impl Into<String>) -> Self {
        Self::new(label, Form::Json, url)
    }

    /// An HTML page.
    pub fn html(label: &'static str, url: impl Into<String>) -> Self {
        Self::new(label, Form::Html, url)
    }

    /// The same, good for so many hours.
    #[must_use]
    pub fn for_hours(self, hours: u32) -> Self {
        Self { hours: Some(hours), ..self }
    }

    /// The same, good for ever.
    #[must_use]
    pub fn for_ever(self) -> Self {
        Self { hours: None, ..self }
    }

    /// The same, up to 256 MiB.
    #[must_use]
    pub fn large(self) -> Self {
        Self { is_large: true, ..self }
    }

    /// The same, with a JSON text to send.
    #[must_use]
    pub fn posting(self, body: String) -> Self {
        Self { body: Some(body), ..self }
    }

    /// The same, with the key of a service.
    #[must_use]
    pub fn with_key(self, service: &'static str) -> Self {
        Self { key: Some(service), ..self }
    }

    /// The same, only with a contact.
    #[must_use]
    pub fn identified(self) -> Self {
        Self { needs_contact: true, ..self }
    }
}

/// Where the bytes of an answer are.
pub trait Content: Send + Sync {
    /// Reads them from the start.
    ///
    /// # Errors
    /// When the disk refuses.
    fn open(&self) -> std::io::Result<Box<dyn Read + '_>>;

    /// How many there are.
    fn size(&self) -> u64;
}

impl Content for Vec<u8> {
    fn open(&self) -> std::io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.as_slice()))
    }

    fn size(&self) -> u64 {
        self.len() as u64
    }
}

/// An answer of a server, or a file that a person saved.
#[derive(Clone)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Address that answered, after redirects.
    pub url: String,
    /// `Content-Type`, if said.
    pub content_type: Option<String>,
    /// The bytes, unpacked.
    pub body: Arc<dyn Content>,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({} bytes)", self.status, self.url, self.body.size())
    }
}

/// Where an answer was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taken {
    /// From the net, now.
    Net,
    /// From the cache of pages.
    Cache,
    /// From a file.
    File,
}

/// A request and what came of it.
#[derive(Debug, Clone)]
pub struct Page {
    /// What was asked.
    pub request: Request,
    /// What came back.
    pub outcome: Result<Answer, Trouble>,
    /// The day on which it was fetched.
    pub fetched: Date,
    /// Where it was taken from.
    pub taken: Taken,
}

impl Page {
    /// A good answer with this text, as a saved file has it.
    #[must_use]
    pub fn of_text(request: Request, text: &str, fetched: Date) -> Self {
        let body: Arc<dyn Content> = Arc::new(text.as_bytes().to_vec());
        let answer = Answer { status: 200, url: request.url.clone(), content_type: None, body };
        Self { request, outcome: Ok(answer), fetched, taken: Taken::File }
    }

    /// An answer of a server with this status and text.
    #[cfg(test)]
    pub(crate) fn answered(request: Request, status: u16, text: &str, fetched: Date) -> Self {
        let body: Arc<dyn Content> = Arc::new(text.as_bytes().to_vec());
        let answer = Answer { status, url: request.url.clone(), content_type: None, body };
        Self { request, outcome: Ok(answer), fetched, taken: Taken::Net }
    }

    /// The answer, if its status says that it is one.
    ///
    /// # Errors
    /// The state that the status stands for (SOURCES 3): 404 and 410 do not know the company, 401, 403 and 451 refuse, 429 is too
    /// often, everything else but 2xx failed.
    pub fn answer(&self) -> Result<&Answer, Trouble> {
        let answer = self.outcome.as_ref().map_err(Clone::clone)?;
        let status = answer.status;
        let state = match status {
            200..=299 => return Ok(answer),
            404 | 410 => SourceState::UnknownEntity,
            401 | 403 | 451 => SourceState::Blocked,
            429 => SourceState::Limited,
            _ => SourceState::Failed,
        };
        Err(Trouble::new(state, format!("the server answered {status}")))
    }

    /// The answer's text, in the character set that it names, else UTF-8; without a byte order mark.
    ///
    /// # Errors
    /// As [`Page::answer`]; and when the disk refuses.
    pub fn text(&self) -> Result<String, Trouble> {
        text_of(self.answer()?)
    }

    /// The text of a refusal, too, whatever its status.
    ///
    /// # Errors
    /// When there was no answer, or the disk refuses.
    pub fn any_text(&self) -> Result<String, Trouble> {
        text_of(self.outcome.as_ref().map_err(Clone::clone)?)
    }

    /// The answer read as JSON.
    ///
    /// # Errors
    /// As [`Page::text`]; and when it is HTML, cut off, or of another shape.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, Trouble> {
        let text = self.text()?;
        let start = text.trim_start();
        if start.starts_with('<') {
            return Err(Trouble::failed("the answer is HTML where JSON is due"));
        }
        if start.is_empty() {
            return Err(Trouble::failed("the answer is empty where JSON is due"));
        }
        serde_json::from_str(&text).map_err(|error| {
            Trouble::failed(match error.classify() {
                serde_json::error::Category::Eof => format!("the answer is cut off after {} bytes", text.len()),
                _ => format!("the answer is not of the known shape: {error}"),
            })
        })
    }
}

fn text_of(answer: &Answer) -> Result<String, Trouble> {
    let mut bytes = Vec::new();
    let read = answer.body.open().and_then(|mut body| body.read_to_end(&mut bytes));
    read.map_err(|error| Trouble::failed(format!("the page cannot be read: {error}")))?;
    let charset = answer.content_type.as_deref().and_then(|kind| kind.split_once("charset="));
    let label = charset.map(|(_, name)| name.split(';').next().unwrap_or_default().trim().trim_matches('"'));
    let encoding = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    Ok(encoding.unwrap_or(encoding_rs::UTF_8).decode(&bytes).0.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(status: u16, content_type: Option<&str>, body: &[u8]) -> Page {
        let request = Request::json("board", "https://boards.example/x");
        let body: Arc<dyn Content> = Arc::new(body.to_vec());
        let answer = Answer { status, url: request.url.clone(), content_type: content_type.map(str::to_owned), body };
        Page { request, outcome: Ok(answer), fetched: Date::constant(2026, 11, 20), taken: Taken::Net }
    }

    #[test]
    fn a_status_stands_for_a_state() {
        let state = |status| page(status, None, b"{}").answer().map_err(|trouble| trouble.state).err();
        assert_eq!(state(200), None);
        assert_eq!(state(404), Some(SourceState::UnknownEntity));
        assert_eq!(state(403), Some(SourceState::Blocked));
        assert_eq!(state(429), Some(SourceState::Limited));
        assert_eq!(state(503), Some(SourceState::Failed));
    }

    #[test]
    fn what_is_not_json_says_what_it_is() {
        let why = |body: &[u8]| page(200, None, body).json::<Vec<u8>>().map_err(|trouble| trouble.why).err();
        assert_eq!(why(b"\xef\xbb\xbf[1]"), None);
        assert_eq!(why(b" <html>").as_deref(), Some("the answer is HTML where JSON is due"));
        assert_eq!(why(b"[1, 2").as_deref(), Some("the answer is cut off after 5 bytes"));
        assert_eq!(why(b"").as_deref(), Some("the answer is empty where JSON is due"));
        assert!(why(b"{}").is_some_and(|why| why.contains("known shape")));
    }

    #[test]
    fn text_is_read_in_the_character_set_that_the_answer_names() {
        let page = page(200, Some("text/html; charset=\"iso-8859-1\""), b"caf\xe9");
        assert_eq!(page.text().as_deref(), Ok("café"));
    }
}

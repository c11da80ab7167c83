//! One dated statement about one signal.

use sha2::{Digest, Sha256};

use super::{Date, PartialDate, SourceKind, Value};

/// Whom a fact is about, which decides whose ledger it enters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// One role.
    Role,
    /// A company, and so every role there.
    Company,
    /// You, and so every role.
    You,
}

/// Where a statement can be looked up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A line of a file of the workspace.
    File {
        /// Path from the workspace's folder, with `/`.
        path: String,
        /// Line, from 1.
        line: usize,
    },
    /// A page.
    Url(String),
    /// Computed from other observations (see `parents`), or typed on the command line.
    Computed,
}

/// From which day the age of an observation counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ageing {
    /// From the day when it was true (METHOD 1.3).
    SinceTrue,
    /// From the day when it was last looked up. For what follows from an event: the event's date does not go stale,
    /// the absence of a later one does.
    SinceLearned,
}

/// One dated statement about one signal. Never changed after it is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Short name made of the content (see [`Observation::sealed`]): the same statement has the same id wherever it
    /// stands in the file.
    pub id: String,
    /// Key of the signal in the catalogue.
    pub signal: String,
    /// What is said.
    pub value: Value,
    /// When it was true.
    pub fact_date: PartialDate,
    /// When it was learned; nothing learned later than the as-of date is used.
    pub learned: Option<Date>,
    /// From which of the two dates its age counts.
    pub ageing: Ageing,
    /// Kind of source.
    pub kind: SourceKind,
    /// Where the information comes from, as written. Equal origins are one voice, whatever their capitals. Empty: the
    /// statement is its own origin.
    pub origin: String,
    /// Credibility digit 1 to 6; 2 is neutral (METHOD 1.2).
    pub credibility: u8,
    /// A plan or forecast.
    pub forward: bool,
    /// Whose ledger it belongs to.
    pub scope: Scope,
    /// Where it is written.
    pub source: Source,
    /// A page that shows it.
    pub url: Option<String>,
    /// The words, as they stand in the file.
    pub quote: Option<String>,
    /// Read in free prose, by rules and weights; nobody stated it in a field or a column.
    pub in_prose: bool,
    /// A remark.
    pub note: Option<String>,
    /// Ids of the observations that this one was computed from.
    pub parents: Vec<String>,
}

impl Observation {
    /// A plain statement: neutral credibility, no plan, its own origin, no place.
    #[must_use]
    pub fn new(signal: &str, value: Value, fact_date: PartialDate, kind: SourceKind) -> Self {
        Self::unsealed(signal, value, fact_date, kind).sealed()
    }

    /// The same without an id, for statements that nobody will ask for by it: making one takes longer than all the rest.
    #[must_use]
    pub fn unsealed(signal: &str, value: Value, fact_date: PartialDate, kind: SourceKind) -> Self {
        Self {
            id: String::new(),
            signal: signal.to_owned(),
            value,
            fact_date,
            learned: None,
            ageing: Ageing::SinceTrue,
            kind,
            origin: String::new(),
            credibility: 2,
            forward: false,
            scope: Scope::Role,
            source: Source::Computed,
            url: None,
            quote: None,
            in_prose: false,
            note: None,
            parents: Vec::new(),
        }
    }

    /// The same statement with its id computed from what is said, when, by whom: `o` and eight hex digits of
    /// SHA-256. The file enters, but not the line, the quote or the note, so moving a line does not rename it.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        let learned = self.learned.map(|date| date.to_string()).unwrap_or_default();
        let content = format!(
            "{}\n{}\n{}\n{learned}\n{}\n{}\n{}\n{}\n{}",
            self.signal,
            self.value,
            self.fact_date,
            self.kind.key(),
            self.origin_key(),
            self.credibility,
            self.forward,
            self.parents.join(" "),
        );
        // Two roles may state the same; each has its own place.
        let content = match &self.source {
            Source::File { path, .. } => format!("{content}\n{path}"),
            _ => content,
        };
        let digest = Sha256::digest(content.as_bytes());
        self.id = digest.iter().take(4).fold("o".to_owned(), |id, byte| format!("{id}{byte:02x}"));
        self
    }

    /// What its origin is compared by.
    #[must_use]
    pub fn origin_key(&self) -> String {
        origin_key(&self.origin)
    }

    /// The voice that this statement belongs to: its origin in lower case, or itself when none is named.
    #[must_use]
    pub fn voice(&self) -> String {
        if self.origin.is_empty() { self.id.clone() } else { self.origin_key() }
    }

    /// Whether it may be used on `as_of`: neither true nor learned later (METHOD 1.4, step 1).
    #[must_use]
    pub fn is_known_on(&self, as_of: Date) -> bool {
        self.fact_date.first() <= as_of && self.learned.is_none_or(|learned| learned <= as_of)
    }

    /// The page that shows it, if there is one.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        match &self.source {
            Source::Url(url) => Some(url),
            _ => self.url.as_deref(),
        }
    }

    /// The day from which its age counts.
    #[must_use]
    pub fn ages_from(&self) -> Date {
        match (self.ageing, self.learned) {
            (Ageing::SinceLearned, Some(learned)) => learned,
            _ => self.fact_date.day(),
        }
    }
}

/// What makes two origins the same: capitals, spaces around and a closing dot do not matter.
#[must_use]
pub fn origin_key(origin: &str) -> String {
    origin.trim().trim_end_matches('.').to_lowercase()
}

//! What is wrong in a text, where, and how to mend it.

use super::Span;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something was left out of the answer; the program ends with code 1.
    Error,
    /// Everything was read, but perhaps not as it was meant.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $id:literal,)+) => {
        /// Stable names of everything that can be wrong. A name never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// Every code, in the order of `docs/diagnostics.md`.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name that users see and may search for.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            /// What it means, as `docs/diagnostics.md` says it.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii_start(),)+ }
            }
        }
    };
}

codes! {
    /// A file holds bytes that are not UTF-8. The bad byte is named and shown as U+FFFD.
    NotUtf8 = "not-utf8",
    /// A text holds control, bidi or zero-width characters. They are shown escaped.
    HiddenCharacters = "hidden-characters",
    /// A file is larger than 64 MiB and was not read.
    TooLarge = "too-large",
    /// A file or folder could not be read.
    Unreadable = "unreadable",
    /// A file lies where the tool does not look.
    NotLookedAt = "not-looked-at",
    /// The folder holds no role.
    EmptyWorkspace = "empty-workspace",
    /// A TOML file breaks the syntax of TOML.
    TomlSyntax = "toml-syntax",
    /// A key is not one that this file can have.
    UnknownKey = "unknown-key",
    /// A key that must be there is missing.
    MissingKey = "missing-key",
    /// A value has another type than the key takes.
    WrongType = "wrong-type",
    /// A number is NaN, infinite, negative or outside what the key takes.
    BadNumber = "bad-number",
    /// A dossier does not begin with front matter between two `---` lines.
    NoFrontMatter = "no-front-matter",
    /// The front matter is not valid YAML.
    FrontMatterSyntax = "front-matter-syntax",
    /// A role names a company that has no file in `companies/`.
    UnknownCompany = "unknown-company",
    /// Two files claim the same role or company id.
    DuplicateId = "duplicate-id",
    /// A heading names no source kind that is known; its facts count as `unknown`.
    HeadingKind = "heading-kind",
    /// A heading has a date that does not exist.
    HeadingDate = "heading-date",
    /// A fact has no date: neither its heading nor the fact itself gives one. It does not count.
    UndatedFact = "undated-fact",
    /// A date does not exist or is not written as 2026-03-14, 2026-03 or 2026.
    BadDate = "bad-date",
    /// A date lies after the as-of date; the fact does not count yet.
    FutureDate = "future-date",
    /// No signal has this key.
    UnknownSignal = "unknown-signal",
    /// A shortened key fits more than one signal.
    AmbiguousSignal = "ambiguous-signal",
    /// The key belongs to a number that the tool computes itself.
    DerivedSignal = "derived-signal",
    /// A line begins with a signal's key and one colon; a field has two. It does not count.
    OneColon = "one-colon",
    /// A field stands inside a line without brackets. It does not count.
    BareField = "bare-field",
    /// A value is not written in a form that the signal's type takes.
    BadValue = "bad-value",
    /// A value lies outside the signal's plausible range.
    OutOfRange = "out-of-range",
    /// A percentage is less than one: 0.4 means 0.4 %, not 40 %.
    SmallPercent = "small-percent",
    /// Something in brackets after a value is not an option that is known.
    UnknownOption = "unknown-option",
    /// An answer stands under a question of the template, but not in a form that can be read.
    AnswerNotRead = "answer-not-read",
    /// A months-since signal was given as a number, which does not grow with time.
    UndatedEvent = "undated-event",
    /// Pay is in another currency than the walk-away pay, or there is no walk-away pay to compare it with.
    Currency = "currency",
    /// A CSV file lacks a column that is required.
    CsvColumn = "csv-column",
    /// A CSV row has another number of cells than the header.
    CsvCells = "csv-cells",
    /// A CSV file has columns that are kept but not read.
    CsvExtraColumn = "csv-extra-column",
    /// A CSV file cannot be parsed at this place.
    CsvSyntax = "csv-syntax",
    /// A source kind is not one of the trust table.
    UnknownKind = "unknown-kind",
    /// A credibility digit is not 1 to 6.
    BadCredibility = "bad-credibility",
    /// A file of collected signals was changed by hand: a row does not parse.
    CollectedRow = "collected-row",
    /// The rubric that was asked for is not built in and not in `rubrics/`.
    UnknownRubric = "unknown-rubric",
    /// The weights of a rubric do not sum to 100.
    WeightSum = "weight-sum",
    /// A value curve breaks its rules: two or more points, x increasing, value monotone within 0 to 100.
    BadCurve = "bad-curve",
    /// A criterion stands twice in a rubric.
    DuplicateCriterion = "duplicate-criterion",
    /// A rubric names a group or gate that it does not have, or names one twice.
    UnknownGroup = "unknown-group",
    /// A gate or criterion uses a signal that cannot be used there.
    UnusableSignal = "unusable-signal",
    /// One observation would feed two criteria of a rubric, and no `[[overlap]]` says why.
    Overlap = "overlap",
    /// An `[[overlap]]` names a pair of criteria that share nothing.
    UnusedOverlap = "unused-overlap",
    /// A test vector of a rubric gives another result than it expects.
    VectorFailed = "vector-failed",
    /// An entry of a catalogue or trust table contradicts itself.
    BadEntry = "bad-entry",
    /// A setting of `skiplevel.toml` cannot be used.
    BadSetting = "bad-setting",
    /// The table `[lock]` of `skiplevel.toml` is not whole, so nobody can tell whether weights changed since.
    BadLock = "bad-lock",
}

/// One problem: what, where, and how to mend it.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Stable name.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in lower case, with what was found and what was expected.
    pub message: String,
    /// Where; `None` for problems of a whole folder or of the command line.
    pub span: Option<Span>,
    /// A path when there is no text to point into (a file that cannot be read).
    pub path: Option<String>,
    /// A few words at the marked place.
    pub label: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A problem that leaves something out of the answer.
    #[must_use]
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// A problem that leaves nothing out.
    #[must_use]
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    /// A remark.
    #[must_use]
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Note, message)
    }

    fn new(code: Code, severity: Severity, message: impl Into<String>) -> Self {
        let message = shortened(message.into());
        Self { code, severity, message, span: None, path: None, label: String::new(), help: None }
    }

    /// Points at a place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Names a file that has no text to point into.
    #[must_use]
    pub fn in_path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Says a few words at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(shortened(help.into()));
        self
    }

    /// "did you mean …" as help, when there is a near word; else `otherwise`.
    #[must_use]
    pub fn suggest(self, near: Option<&str>, otherwise: impl Into<String>) -> Self {
        match near {
            Some(word) => self.help(format!("did you mean `{word}`?")),
            None => self.help(otherwise),
        }
    }
}

/// A message that quotes a huge value keeps its two ends.
fn shortened(message: String) -> String {
    const HEAD: usize = 600;
    const TAIL: usize = 200;
    if message.len() <= HEAD + TAIL {
        return message;
    }
    let head: String = message.chars().take(HEAD).collect();
    let mut tail: Vec<char> = message.chars().rev().take(TAIL).collect();
    tail.reverse();
    format!("{head} … {}", tail.into_iter().collect::<String>())
}

/// Problems in the order in which they were found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, problem: Diagnostic) {
        self.0.push(problem);
    }

    /// Adds all of `others`.
    pub fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many have this severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|problem| problem.severity == severity).count()
    }

    /// Whether any is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_kebab_case() {
        let mut ids: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
        assert!(ids.iter().all(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')));
        assert!(Code::ALL.iter().all(|code| code.meaning().ends_with('.')));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Code::ALL.len());
    }
}

//! What kind of source a heading names.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Party, SourceKind};
use crate::signal::Trust;

/// Titles and pronouns: what a person is called says less than any other word about who they are to the writer.
const WEAK: &[&str] = &[
    "ceo",
    "co-founder",
    "coo",
    "cpo",
    "cto",
    "delivery director",
    "director",
    "engineering director",
    "eu",
    "final round",
    "founder",
    "head of data",
    "head of engineering",
    "interview",
    "me",
    "moi",
    "my diary",
    "myself",
    "principal",
    "principal eng",
    "principal engineer",
    "product director",
    "product manager",
    "site",
    "staff engineer",
    "tech lead",
    "the papers",
    "vp eng",
    "vp engineering",
    "vp of engineering",
    "you",
];

/// What names a kind by its shape: before all words of the table, or where none of them is there.
struct Shape {
    pattern: LazyLock<Regex>,
    kind: SourceKind,
}

macro_rules! shape {
    ($kind:ident, $pattern:expr) => {
        Shape {
            pattern: LazyLock::new(|| {
                Regex::new($pattern).expect("the patterns are constants, and tests compile them")
            }),
            kind: SourceKind::$kind,
        }
    };
}

/// Who somebody is to the writer, in words that hold more than a title.
static RELATIONS: [Shape; 3] = [
    shape!(
        HiringManagerSaid,
        r"n ?\+ ?1\b|= ?(?:my )?(?:future )?(?:boss|manager|chief)\b|\b(?:i'd|i’d|i would|i'll|i’ll|would|i) (?:be )?(?:work|report)(?:ing)? (?:for|to|under) (?:him|her|them)\b|\bhiring[ -](?:manager|mgr)\b.*\b(?:cto|ceo|vp|head|founder|director)\b|\b(?:cto|ceo|vp|head|founder|director)\b.*\bhiring[ -](?:manager|mgr)\b"
    ),
    shape!(
        NetworkInsider,
        r"\b(?:was|were|worked|em|manager|director|engineer|lead|at [\w&.-]+|with them|there) (?:[\w&.' -]+ )?(?:till|until)\b|\bleft (?:[\w&.]+ )?(?:in|last|this) \w+|\bused to (?:sit|work|be)\b"
    ),
    shape!(PeerEmSaid, r"\b(?:has|runs|leads|manages|heads) (?:the )?[\w& ]{2,24} (?:team|squad|pod|group)\b"),
];

/// Names that give themselves away.
static NAMES: [Shape; 3] = [
    shape!(ForumPost, r"\br/\w+|\b\w*forum\b"),
    shape!(
        PressIndependent,
        r"\b\w*(?:digest|gazette|herald|tribune|chronicle|courier|courrier|dispatch|observer|examiner|weekly|telegraph|ledger|techwire|zeitung|tagblatt|tagesblatt|kurier|anzeiger|spiegel|presse)\b"
    ),
    shape!(HiringManagerSaid, r"(?:[,(:–—-]|= ?) ?(?:the )?manager\b"),
];

/// Who handed a document over is not who speaks in it.
static SENDERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:screen-)?(?:sent|shared|given|handed|forwarded|provided|attached|let)(?: \w+){0,3}? (?:by|to|from|me) [^,;()]*|\bhr (?:tool|system|portal|pdf)\b|\b(?:pdf|file) from [^,;()]*|\b(?:linkedin|xing|slack) (?:message|dm|chat|note|msg)s?\b")
        .expect("the pattern is a constant, and tests compile it")
});

/// The kind that a heading names, and the words that do: the kind's own key, else a relation, else the longest phrase of
/// the trust table (the first among equals, titles last), else a name that gives itself away.
pub(super) fn find_kind(words: &Words<'_>, trust: &Trust) -> Option<(SourceKind, String)> {
    let is_key = |kind: &SourceKind| kind.key().contains('_') && words.find(kind.key()).is_some();
    if let Some(kind) = trust.entries().iter().map(|entry| entry.kind).find(is_key) {
        return Some((kind, kind.key().to_owned()));
    }
    let document = SENDERS.replace_all(words.text, " ; ");
    let by_words = find_phrase(&Words::of(&document), trust).or_else(|| find_phrase(words, trust));
    let shaped = |shapes: &[Shape]| {
        shapes.iter().find_map(|shape| {
            let found = shape.pattern.find(&document)?;
            Some((shape.kind, found.as_str().trim_matches(|c: char| !c.is_alphanumeric()).to_owned()))
        })
    };
    // Where papers and sites are named, `until` is a day of theirs.
    let speaks = by_words.as_ref().is_none_or(|(kind, _)| {
        matches!(trust.of(*kind).party, Party::Company | Party::Own | Party::Insider | Party::Unknown)
    });
    let relation = if speaks { shaped(&RELATIONS) } else { None };
    let is_title = by_words.as_ref().is_some_and(|(_, words)| WEAK.contains(&words.as_str()));
    let name = if by_words.is_none() || is_title { shaped(&NAMES) } else { None };
    relation.or(name).or(by_words)
}

/// The longest phrase of the trust table in the heading; the first one among equals, titles and pronouns last.
fn find_phrase(heading: &Words<'_>, trust: &Trust) -> Option<(SourceKind, String)> {
    let mut best: Option<((bool, usize), usize, SourceKind, &str)> = None;
    for entry in trust.entries() {
        for words in &entry.words {
            let Some(at) = heading.find(words) else { continue };
            let rank = (!WEAK.contains(&words.as_str()), words.len());
            let better = best.is_none_or(|(known, start, ..)| rank > known || (rank == known && at < start));
            if better {
                best = Some((rank, at, entry.kind, words));
            }
        }
    }
    best.map(|(_, _, kind, words)| (kind, words.to_owned()))
}

/// A text and where its words begin, to look for many phrases.
pub(super) struct Words<'t> {
    text: &'t str,
    begins: Vec<usize>,
}

impl<'t> Words<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut is_within = false;
        let begins = text.char_indices().filter(|(_, c)| !std::mem::replace(&mut is_within, c.is_alphanumeric()));
        Self { text, begins: begins.map(|(at, _)| at).collect() }
    }

    /// Where a phrase stands, as whole words.
    pub(super) fn find(&self, phrase: &str) -> Option<usize> {
        self.begins.iter().copied().find(|at| {
            let Some(rest) = self.text[*at..].strip_prefix(phrase) else { return false };
            // A phrase such as `ex-` goes on in the next word.
            phrase.ends_with('-') || !rest.starts_with(char::is_alphanumeric)
        })
    }
}

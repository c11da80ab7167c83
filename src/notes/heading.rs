//! Headings: who, when, how.

use std::ops::Range;

use super::heading_date::find_date;
use super::heading_kind::{Words, find_kind};
use crate::model::{PartialDate, Party, SourceKind};
use crate::signal::Trust;

/// What a heading says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Heading {
    /// The date, if there is one.
    pub date: Option<PartialDate>,
    /// Something that looks like a date but is none, with its place in the heading.
    pub bad_date: Option<(Range<usize>, String)>,
    /// The kind of source, if a word names it.
    pub kind: Option<SourceKind>,
    /// Whether it came in writing.
    pub in_writing: bool,
    /// A person's name.
    pub person: Option<String>,
    /// All runs of capitalised words that may be names, the person first.
    pub people: Vec<String>,
    /// The words that named the kind, lower case.
    pub kind_words: Option<String>,
    /// What is left without date and brackets, lower case: names a document.
    pub document: String,
}

/// Reads the text of a heading (without the `##`).
///
/// ```
/// use skiplevel::model::SourceKind;
/// use skiplevel::notes::read_heading;
/// use skiplevel::signal::Trust;
///
/// let heading = read_heading("2026-11-02 — Dana R., hiring manager (call)", &Trust::builtin());
/// assert_eq!(heading.kind, Some(SourceKind::HiringManagerSaid));
/// assert_eq!(heading.person.as_deref(), Some("Dana R."));
/// assert_eq!(heading.date.map(|date| date.to_string()).as_deref(), Some("2026-11-02"));
/// ```
#[must_use]
pub fn read_heading(text: &str, trust: &Trust) -> Heading {
    let found = find_date(text);
    let (date, bad_date, date_range) = match found {
        Some((range, Ok(date))) => (Some(date), None, Some(range)),
        Some((range, Err(message))) => (None, Some((range.clone(), message)), Some(range)),
        None => (None, None, None),
    };
    let mut rest = text.to_owned();
    if let Some(range) = date_range {
        rest.replace_range(range.clone(), &" ".repeat(range.len()));
    }
    let lower = rest.to_lowercase();
    let words = Words::of(&lower);
    let named = find_kind(&words, trust);
    let in_writing = trust.written_words().iter().any(|phrase| words.find(phrase).is_some());
    let kind = named.as_ref().map(|(kind, _)| match trust.of(*kind).written {
        Some(written) if in_writing => written,
        _ => *kind,
    });
    let kind_words = named.map(|(_, words)| words);
    let people = find_people(&rest, trust);
    let person = people.first().cloned();
    Heading { date, bad_date, kind, in_writing, person, people, kind_words, document: document_name(&lower) }
}

impl Heading {
    /// The voice that facts under this heading belong to. People are their names; a site or document is its name;
    /// everything about or by yourself is `me`; an unnamed speaker is the kind's own label.
    #[must_use]
    pub fn origin(&self, kind: SourceKind, trust: &Trust) -> String {
        let words = self.kind_words.clone().unwrap_or_default();
        let named = || self.person.clone();
        match trust.of(kind).party {
            Party::Own => "me".to_owned(),
            Party::Aggregator | Party::Crowd => words.split(' ').next().unwrap_or_default().to_owned(),
            Party::Record | Party::Regulator | Party::Document => words,
            Party::Press => self.document.clone(),
            Party::Company if kind == SourceKind::CompanyMarketing => self.document.clone(),
            _ => named().unwrap_or(words),
        }
    }
}

/// Words of headings that begin with a capital and are no names.
const NOT_NAMES: &[&str] = &[
    "things",
    "after",
    "trial",
    "item",
    "session",
    "working",
    "discussion",
    "slides",
    "minutes",
    "intro",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "re",
    "fw",
    "fwd",
    "aw",
    "wg",
    "on",
    "at",
    "wrote",
    "to",
    "cc",
    "subject",
    "sent",
    "about",
    "afternoon",
    "again",
    "agency",
    "annual",
    "answers",
    "april",
    "august",
    "back",
    "blog",
    "call",
    "calls",
    "careers",
    "ceo",
    "chat",
    "coffee",
    "company",
    "contract",
    "conversation",
    "cto",
    "cv",
    "day",
    "december",
    "decision",
    "director",
    "dinner",
    "draft",
    "em",
    "email",
    "ems",
    "evening",
    "ex",
    "exit",
    "feedback",
    "february",
    "final",
    "first",
    "follow",
    "followup",
    "form",
    "founder",
    "friday",
    "from",
    "head",
    "heard",
    "her",
    "his",
    "hiring",
    "hm",
    "honest",
    "hr",
    "i",
    "ic",
    "impression",
    "impressions",
    "in",
    "interview",
    "interviewer",
    "january",
    "july",
    "june",
    "lead",
    "letter",
    "loop",
    "lunch",
    "mail",
    "manager",
    "managers",
    "march",
    "may",
    "meet",
    "meeting",
    "message",
    "monday",
    "morning",
    "mr",
    "mrs",
    "ms",
    "my",
    "network",
    "news",
    "notes",
    "november",
    "october",
    "offer",
    "office",
    "onsite",
    "our",
    "page",
    "panel",
    "peer",
    "peers",
    "people",
    "person",
    "phone",
    "pm",
    "prep",
    "product",
    "q",
    "recap",
    "recruiter",
    "recruiting",
    "reference",
    "report",
    "round",
    "saturday",
    "screen",
    "second",
    "self",
    "senior",
    "september",
    "site",
    "skip",
    "slack",
    "staff",
    "sunday",
    "talent",
    "talk",
    "team",
    "teams",
    "telephone",
    "the",
    "their",
    "third",
    "thoughts",
    "thursday",
    "tour",
    "tuesday",
    "video",
    "visit",
    "vp",
    "walk",
    "wednesday",
    "whatsapp",
    "with",
    "written",
    "zoom",
    "linkedin",
    "glassdoor",
    "crunchbase",
    "reddit",
    "hn",
];

/// The runs of capitalised words that neither name a kind of source nor are ordinary heading words.
fn find_people(text: &str, trust: &Trust) -> Vec<String> {
    let vocabulary = || trust.entries().iter().flat_map(|entry| &entry.words).flat_map(|words| words.split([' ', '-']));
    let is_kind_word = |word: &str| vocabulary().any(|known| known == word);
    let mut people: Vec<Vec<&str>> = Vec::new();
    let mut is_open = false;
    for token in text.split_whitespace() {
        let core = token.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let bare = core.trim_matches('.').to_lowercase();
        let bare = bare.trim_end_matches("'s").trim_end_matches("’s");
        let is_name = core.chars().next().is_some_and(char::is_uppercase)
            && !bare.contains('-')
            && !bare.is_empty()
            && !core.chars().any(|c| c.is_ascii_digit())
            && !NOT_NAMES.contains(&bare)
            && !is_kind_word(bare);
        if !is_name {
            is_open = false;
            continue;
        }
        let opens = token.starts_with(['(', '"', '“']);
        match people.last_mut().filter(|name| is_open && !opens && name.len() < 3) {
            Some(name) => name.push(core),
            None => people.push(vec![core]),
        }
        is_open = !token.ends_with([',', ':', ';', ')', '"', '”', '(']);
    }
    let shown = |name: Vec<&str>| name.join(" ").trim_end_matches("'s").trim_end_matches("’s").to_owned();
    people.into_iter().map(shown).collect()
}

/// The heading without brackets, digits' separators and doubled spaces.
fn document_name(lower: &str) -> String {
    let mut depth = 0_u32;
    let kept: String = lower
        .chars()
        .filter(|c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .map(|c| if c.is_alphanumeric() || matches!(c, '\'' | '’' | '.' | '&') { c } else { ' ' })
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_understood_in_many_spellings() {
        let trust = Trust::builtin();
        let read = |text: &str| {
            let heading = read_heading(text, &trust);
            let show = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
            let kind = heading.kind.map(SourceKind::key).unwrap_or_default();
            format!("{} | {kind} | {}", show(heading.date), heading.person.unwrap_or_default())
        };
        let cases = [
            ("2026-10-14 - Priya N., hiring manager (video call)", "2026-10-14 | hiring_manager_said | Priya N."),
            ("Recruiter screen, 3 November 2026", "2026-11-03 | recruiter_said | "),
            ("14 Oct 2026 — coffee w/ peer EM (Tom)", "2026-10-14 | peer_em_said | Tom"),
            ("2026-11-02 email from hiring manager", "2026-11-02 | hiring_manager_written | "),
            ("Hiring manager, Kofi, April 16th 2026 (phone)", "2026-04-16 | hiring_manager_said | Kofi"),
            ("Offer letter 2026-11-09", "2026-11-09 | signed_document | "),
            ("Glassdoor, checked 2026-11-01", "2026-11-01 | employee_reviews | "),
            ("My impression (2026-11-03)", "2026-11-03 | own_impression | "),
            ("Kununu, 23.04.2026", "2026-04-23 | employee_reviews | "),
            ("Team page, June 2026", "2026-06 | company_record | "),
            ("2026-08-10 · Backchannel: Marta, ex-colleague there until 2025", "2026-08-10 | network_insider | Marta"),
            ("WhatsApp with Jonas (ex-Saltmarsh), 2026-10-25", "2026-10-25 | network_insider | Jonas"),
            ("2026-11-12 - Ida Bo, interviewer_said", "2026-11-12 | interviewer_said | Ida Bo"),
            ("hiring_manager_written, 2026-11-12", "2026-11-12 | hiring_manager_written | "),
            ("Thoughts in the sauna", " | own_impression | "),
            ("2026-11-12 Lunch", "2026-11-12 |  | "),
            (
                "2026-11-02 Jo Abel, Head of Engineering (= hiring manager)",
                "2026-11-02 | hiring_manager_said | Jo Abel",
            ),
            ("2026-11-02 Ida Bo, CTO (I'd be working for her)", "2026-11-02 | hiring_manager_said | Ida Bo"),
            ("2026-11-02 coffee with Ana, was EM there until May", "2026-11-02 | network_insider | Ana"),
            ("2026-11-02 org chart sent by HR", "2026-11-02 | company_record | "),
            ("Rail Gazette, 2026-11-02", "2026-11-02 | press_independent | Rail"),
            ("r/trains, 2026-11-02", "2026-11-02 | forum_post | "),
            ("2026-11-02 a beer with Pia, who runs the Search team", "2026-11-02 | peer_em_said | Pia"),
        ];
        for (heading, expect) in cases {
            assert_eq!(read(heading), expect, "{heading}");
        }
    }

    #[test]
    fn dates_that_do_not_exist_are_named() {
        for text in ["recruiter Lea, 28 Oct", "LinkedIn 17.11.26", "Oct 28 — recruiter"] {
            assert!(read_heading(text, &Trust::builtin()).bad_date.is_some(), "{text}");
        }
        assert_eq!(read_heading("2 peers, 2026-11-02", &Trust::builtin()).bad_date, None);
        let heading = read_heading("2026-02-30 — recruiter", &Trust::builtin());
        assert_eq!(heading.date, None);
        let (range, message) = heading.bad_date.expect("named");
        assert_eq!((range, message.as_str()), (0..10, "there is no day `2026-02-30`"));
        assert!(read_heading("11/02/2026, recruiter", &Trust::builtin()).bad_date.is_some());
    }
}

//! Another employer that is known by its name only: *At Stripe I had 60 engineers*.
//!
//! The normal form has no capitals, so the note itself is looked at.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::compile;

/// A name that opens a sentence (*At Stripe …*), stands before a speaker (*at Stripe we …*), or behind a deed that is
/// over (*she ran 90 people at Stripe*).
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    compile(concat!(
        r#"(?m)(?:^[\s>*"-]*|[.;!?:"(]\s+)(?:At|Back at|Over at) (?P<opens>[A-Z][\w&-]+)"#,
        r"|\bat (?P<speaks>[A-Z][\w&-]+),? (?:I|we|he|she|they)\b",
        r"|\b(?:I|[Hh]e|[Ss]he|[Ww]e|[Tt]hey)(?:'d)? (?:had|ran|managed|led|grew|built|headed|was|were|did|worked|spent|promoted|hired|scaled)\b[^.;!?\n]{0,60}?\b(?:at|for) (?P<did>[A-Z][\w&-]+)",
    ))
});

/// Another firm as the subject of what firms do: *Jobbly sacked 200*, *Competitor Foo fired 300*, *Basalt itself cut
/// 300 jobs*, *Norden has itself 8,000 staff*.
static ACTS: LazyLock<Regex> = LazyLock::new(|| {
    compile(concat!(
        r#"(?m)(?:^[\s>*"-]*|[.;!?:("]\s+)(?:(?:The )?[Cc]ompetitor |[Rr]ival )?(?P<acts>[A-Z][\w&\x80-\xff-]+)(?:, who [^,.;\n]{1,40},)?(?: itself)? (?:sacked|fired|axed|laid off|cut|shed|let go|employs|has itself)\b"#,
        r#"|(?m)(?:^[\s>*"-]*|[.;!?:("]\s+)(?P<itself>[A-Z][\w&\x80-\xff-]+) itself (?:has|had|is|cut|employs)\b"#,
    ))
});

/// Words with a capital that may be the subject of a firm's deeds and name none.
const NO_FIRMS: &[&str] = &[
    "They",
    "We",
    "It",
    "He",
    "She",
    "Management",
    "Company",
    "Leadership",
    "Board",
    "Who",
    "Firm",
    "Founder",
    "Founders",
    "Nobody",
    "Everyone",
    "Somebody",
    "Someone",
    "Parent",
    "Owner",
    "Owners",
    "Group",
    "Business",
    "Bank",
    "Then",
    "This",
    "That",
    "And",
    "But",
    "Also",
    "Just",
    "Total",
    "Company-wide",
];

/// Capitals that name no employer.
const NO_NAMES: &[&str] = &[
    "EM",
    "EMs",
    "M2",
    "M1",
    "Director",
    "Directors",
    "VP",
    "CTO",
    "CEO",
    "HR",
    "Head",
    "Senior",
    "Staff",
    "Level",
    "Christmas",
    "Easter",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Q1",
    "Q2",
    "Q3",
    "Q4",
    "Glassdoor",
    "Kununu",
    "LinkedIn",
    "Series",
    "Engineering",
    "Platform",
    "Product",
    "Data",
];

/// Where a piece of a note names another employer, as offsets in the note. `start` is where the piece begins, and `own`
/// the text that names the employer itself: the front matter.
pub(super) fn others(piece: &str, start: usize, own: &str) -> Vec<usize> {
    let names = NAMED.captures_iter(piece.as_bytes()).filter_map(|found| {
        let name = ["opens", "speaks", "did"].iter().find_map(|group| found.name(group))?;
        let word = std::str::from_utf8(name.as_bytes()).ok()?;
        let is_own = own.split(|c: char| !c.is_alphanumeric()).any(|known| known.eq_ignore_ascii_case(word));
        (!NO_NAMES.contains(&word) && !is_own).then_some(start + name.start())
    });
    let acts = ACTS.captures_iter(piece.as_bytes()).filter_map(|found| {
        let name = found.name("acts").or_else(|| found.name("itself"))?;
        let word = std::str::from_utf8(name.as_bytes()).ok()?;
        let is_known = NO_NAMES.contains(&word) || NO_FIRMS.contains(&word);
        let is_own = own.split(|c: char| !c.is_alphanumeric()).any(|known| known.eq_ignore_ascii_case(word));
        (!is_known && !is_own && !own.is_empty()).then_some(start + name.start())
    });
    names.chain(acts).collect()
}

/// The front matter of a note, or nothing.
pub(super) fn front_matter(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else { return "" };
    rest.find("\n---").map_or("", |end| &rest[..end])
}

/// The company that front matter names, or nothing.
pub(super) fn company(front: &str) -> &str {
    front
        .lines()
        .find_map(|line| line.strip_prefix("company:"))
        .map_or("", |name| name.trim().trim_matches(['"', '\'']))
}

/// Whether a cell names the company `own`, by its first word that is a name, or as *us*.
pub(super) fn names(cell: &str, own: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).filter(|word| word != "the").collect()
    };
    let cell = words(cell);
    words(own).first().is_some_and(|name| cell.contains(name)) || matches!(cell.as_slice(), [only] if only == "us")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_not_the_own_one_is_another_employer() {
        let own = "company: Halden Freight";
        for (text, is_other) in [
            ("At Stripe I had 60 engineers", true),
            ("He managed 120 engineers at Klarna.", true),
            ("- At Bosch 3 of 4 director seats went to insiders", true),
            ("At Halden we are 90 engineers", false),
            ("They had a round at Christmas", false),
            ("Brillo, who are the other ones, sacked 200 in January.", true),
            ("Basalt itself cut 300 jobs in 2024", true),
            ("Halden cut 8% of its staff", false),
            ("They cut 8% of the staff", false),
            ("We are 60 engineers at present", false),
        ] {
            assert_eq!(!others(text, 0, own).is_empty(), is_other, "{text}");
        }
    }
}

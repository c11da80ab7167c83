//! How many people a filing says that the company employs (SOURCES A2).

use std::sync::LazyLock;

use regex::Regex;

use crate::model::PartialDate;
use crate::source::filings::prose::{DAY, boundary, day_of, first_day, quote_around, sentence_around, shortened};

/// How much of a filing is read; the sentence stands in its first chapters.
const LONGEST_TEXT: usize = 600_000;
/// How far behind the head count the number of engineers is looked for.
const NEAR: usize = 1_500;
/// How near a word must stand to spoil a number.
const SPOILS: usize = 60;

const NUMBER: &str = r"[0-9]{1,3}(?:,[0-9]{3})+(?-u:\b)|[0-9]+(?:\.[0-9]+)? million(?-u:\b)|[0-9]+(?-u:\b)";
const ABOUT: &str = r"(?:(?:a|an|total|aggregate|global|worldwide|combined|of|workforce|team|headcount|approximately|about|over|more|than|nearly|roughly|some|around|almost|just|under|in|excess|fewer|less) +)*";
const PEOPLE: &str = r"(?:employees|associates|team members|people|persons|colleagues|teammates|staff members|staff|individuals|workers|crew members|full-time equivalents)(?-u:\b)";
const KIND_OF: &str = r"((?:[a-z][a-z'\u{2019}\u{2010}-\u{2014}/-]*,? +){0,7}?)";
const VERB: &str =
    r"had|have|has|employed|employs|employ|consisted of|consists of|comprised|totaled|totalled|there were";

/// Words between number and people that make it a number of something else.
const FOREIGN: &[&str] = &[
    "of",
    "our",
    "to",
    "for",
    "in",
    "whose",
    "offices",
    "countries",
    "locations",
    "stores",
    "customers",
    "patents",
    "holders",
    "shares",
    "union",
    "unionized",
    "unionised",
    "former",
    "new",
    "additional",
];

/// What a filing says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Headcount {
    /// People employed.
    pub(super) count: f64,
    /// The day that the sentence names.
    pub(super) day: Option<PartialDate>,
    /// The credibility digit: the looser the wording that was recognised, the higher.
    pub(super) credibility: u8,
    /// The sentence.
    pub(super) quote: String,
    /// The year before, where one sentence gives both.
    pub(super) before: Option<(f64, PartialDate)>,
    /// Those engaged in research, development or engineering, and the sentence that says so.
    pub(super) engineers: Option<(f64, String)>,
}

struct Patterns {
    dated: Regex,
    second_day: Regex,
    having: Regex,
    having_two: Regex,
    day_behind: Regex,
    workforce: Regex,
    size: Regex,
    loose: Regex,
    engaged: Regex,
}

/// `None` only if a pattern were miswritten, which the tests of this file would show.
static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(|| {
    let number = format!("({NUMBER})");
    let of = |pattern: String| Regex::new(&format!("(?i){pattern}")).ok();
    Some(Patterns {
        dated: of(format!(r"(?-u:\b)(?:as of|as at|at|on) ({DAY})"))?,
        second_day: of(format!(r"^,? and (?:at |as of )?({DAY}|[0-9]{{4}}(?-u:\b))"))?,
        having: of(format!(r"(?-u:\b)(?:{VERB}) +{ABOUT}{number} +{KIND_OF}{PEOPLE}"))?,
        having_two: of(format!(r"(?-u:\b)(?:{VERB}) +{ABOUT}{number} and {ABOUT}{number},? +{KIND_OF}{PEOPLE}"))?,
        day_behind: of(format!(r"(?-u:\b)(?:as of|as at|at|on) ({DAY})"))?,
        workforce: of(
            r"(?-u:\b)(?:workforce|headcount|number of (?:our )?(?:full-time )?employees)(?-u:\b)".to_owned()
        )?,
        size: of(format!(r"(?-u:\b)(?:of|was|were|is|to|totaled|totalled|comprised|included) +{ABOUT}{number}"))?,
        loose: of(format!(
            r"(?-u:\b)(?:had|have|has|employed|employs|employ|our|with) +{ABOUT}{number} +{KIND_OF}{PEOPLE}"
        ))?,
        engaged: of(format!(
            r"{number} +(?:of (?:whom|them|our employees) +|employees +|people +|persons +|team members +)?(?:were|was|are|worked|work) +(?:primarily +)?(?:engaged +|employed +|working +)?in +(?:our +)?(?:research and development|engineering|product)(?-u:\b)"
        ))?,
    })
});

/// The head count that a filing's visible text states. The strictest wording wins, then the first place.
pub(super) fn headcount_in(text: &str) -> Option<Headcount> {
    let text = text.get(..boundary(text, LONGEST_TEXT)).unwrap_or_default();
    let patterns = PATTERNS.as_ref()?;
    let (at, found) = dated_before(text, patterns)
        .or_else(|| dated_behind(text, patterns))
        .or_else(|| size_of_workforce(text, patterns))
        .or_else(|| loose(text, patterns))?;
    let engineers = engineers_near(text, at, found.count, patterns);
    Some(Headcount { engineers, ..found })
}

/// "As of 31 December 2025, we had 4,120 employees", also for two years at once.
fn dated_before(text: &str, patterns: &Patterns) -> Option<(usize, Headcount)> {
    patterns.dated.captures_iter(text).find_map(|captures| {
        let day = captures.get(1)?;
        let (_, end) = sentence_around(text, day.end());
        let rest = text.get(day.end()..end)?;
        let date = day_of(day.as_str())?;
        let two = patterns.second_day.captures(rest).and_then(|second| {
            let earlier = earlier_day(date, second.get(1)?.as_str())?;
            let counts = patterns.having_two.captures(rest)?;
            is_of_people(counts.get(3)?.as_str()).then_some(())?;
            let number = counts.get(1)?;
            let count = number_of(number.as_str())?;
            let before = number_of(counts.get(2)?.as_str()).map(|before| (before, earlier));
            Some((day.end() + number.start(), count, before))
        });
        let (at, count, before) = two.or_else(|| {
            let (at, _, count) =
                patterns.having.captures_iter(rest).find_map(|one| plain(&one, rest, is_whole_staff))?;
            Some((day.end() + at, count, None))
        })?;
        let said = told(text, at, count, Some(date), 2, before);
        // The heading before a paragraph has no full stop, so it seems a part of the sentence.
        let whole = captures.get(0)?;
        let begins = whole.as_str().starts_with(char::is_uppercase);
        let quote = if begins { shortened(text.get(whole.start()..end)?) } else { said.quote };
        (!is_elsewhere(text, at)).then_some((at, Headcount { quote, ..said }))
    })
}

/// "We employed 4,120 people as of 31 December 2025".
fn dated_behind(text: &str, patterns: &Patterns) -> Option<(usize, Headcount)> {
    patterns.having.captures_iter(text).find_map(|captures| {
        let (at, behind, count) = plain(&captures, text, is_whole_staff)?;
        let (_, end) = sentence_around(text, behind);
        let day = patterns.day_behind.captures(text.get(behind..end)?)?.get(1)?;
        let date = day_of(day.as_str())?;
        let is_good = !is_elsewhere(text, at) && !is_spoilt(text, behind + day.end());
        is_good.then(|| (at, told(text, at, count, Some(date), 2, None)))
    })
}

/// "Our workforce was 4,120".
fn size_of_workforce(text: &str, patterns: &Patterns) -> Option<(usize, Headcount)> {
    patterns.workforce.find_iter(text).find_map(|word| {
        let (_, end) = sentence_around(text, word.end());
        let rest = text.get(word.end()..end.min(boundary(text, word.end() + 120)))?;
        patterns.size.captures_iter(rest).find_map(|captures| {
            let number = captures.get(1)?;
            let (at, behind) = (word.end() + number.start(), word.end() + number.end());
            let count = number_of(number.as_str())?;
            let is_good = ends_like_a_count(text.get(behind..)?) && !is_spoilt(text, behind) && !is_elsewhere(text, at);
            is_good.then(|| (at, told(text, at, count, None, 3, None)))
        })
    })
}

/// "Our 4,120 employees".
fn loose(text: &str, patterns: &Patterns) -> Option<(usize, Headcount)> {
    patterns.loose.captures_iter(text).find_map(|captures| {
        let (at, behind, count) = plain(&captures, text, is_whole_staff)?;
        let is_good = !is_spoilt(text, behind) && !is_elsewhere(text, at);
        is_good.then(|| (at, told(text, at, count, None, 4, None)))
    })
}

/// Where the number stands, where the words behind it end, and the number; if the words make it one of people.
fn plain(captures: &regex::Captures<'_>, text: &str, is_good: impl Fn(&str) -> bool) -> Option<(usize, usize, f64)> {
    let (number, kind, all) = (captures.get(1)?, captures.get(2)?, captures.get(0)?);
    let count = number_of(number.as_str())?;
    let is_good = is_of_people(kind.as_str()) && is_good(text.get(all.end()..)?);
    is_good.then(|| (number.start(), all.end(), count))
}

fn told(
    text: &str,
    at: usize,
    count: f64,
    day: Option<PartialDate>,
    credibility: u8,
    before: Option<(f64, PartialDate)>,
) -> Headcount {
    let quote = quote_around(text, at);
    // Looser wordings may still name a day in their sentence.
    let (start, end) = sentence_around(text, at);
    let day = day.or_else(|| first_day(text.get(start..end).unwrap_or_default()));
    Headcount { count, day, credibility, quote, before, engineers: None }
}

fn engineers_near(text: &str, at: usize, all: f64, patterns: &Patterns) -> Option<(f64, String)> {
    let (start, _) = sentence_around(text, at);
    let near = text.get(start..boundary(text, at + NEAR))?;
    patterns.engaged.captures_iter(near).find_map(|captures| {
        let number = captures.get(1)?;
        let count = number_of(number.as_str()).filter(|count| *count < all)?;
        Some((count, quote_around(text, start + number.start())))
    })
}

/// The other day of a two-year sentence: named, or the same day of another year.
fn earlier_day(date: PartialDate, words: &str) -> Option<PartialDate> {
    let earlier = day_of(words).or_else(|| {
        let written = date.to_string();
        format!("{words}{}", written.get(4..)?).parse().ok()
    })?;
    (earlier < date).then_some(earlier)
}

/// A number of people; `None` for the few, and for what looks like a year.
fn number_of(words: &str) -> Option<f64> {
    let lower = words.to_lowercase();
    let number = match lower.strip_suffix(" million") {
        Some(millions) => millions.trim().parse::<f64>().ok()? * 1e6,
        None => lower.replace(',', "").parse::<f64>().ok()?,
    };
    let is_year = !lower.contains([',', ' ']) && (1900.0..=2100.0).contains(&number);
    ((5.0..=3e6).contains(&number) && !is_year).then_some(number.round())
}

fn is_of_people(kind: &str) -> bool {
    !kind.to_lowercase().split([' ', ',', '\u{a0}']).any(|word| FOREIGN.contains(&word))
}

/// Whether the words behind a number do not restrict it to those with a collective agreement.
fn is_whole_staff(behind: &str) -> bool {
    let near = behind.get(..boundary(behind, SPOILS)).unwrap_or_default().to_lowercase();
    let clause = near.split([',', '.', ';']).next().unwrap_or_default();
    !["covered by", "represented by", "subject to", "union", "collective"].iter().any(|word| clause.contains(word))
}

/// Whether percent or unions are spoken of right behind.
fn is_spoilt(text: &str, behind: usize) -> bool {
    let near = text.get(behind..boundary(text, behind + SPOILS)).unwrap_or_default().to_lowercase();
    ["%", "percent", "union", "collective bargaining"].iter().any(|word| near.contains(word))
}

/// Whether the people are somebody else's.
fn is_elsewhere(text: &str, at: usize) -> bool {
    let near = text.get(boundary(text, at.saturating_sub(SPOILS))..at).unwrap_or_default().to_lowercase();
    ["related party", "affiliate", "general partner", "acqui", "which had", "laid off"]
        .iter()
        .any(|word| near.contains(word))
}

/// Whether a bare number is the end of what is counted: not "14 countries".
fn ends_like_a_count(behind: &str) -> bool {
    let rest = behind.trim_start().to_lowercase();
    let words = [
        "full",
        "part",
        "employee",
        "people",
        "person",
        "team",
        "associate",
        "as ",
        "at ",
        "in ",
        "from ",
        "and ",
        "worldwide",
        "globally",
        "compared",
        "at the",
    ];
    behind.is_empty()
        || behind.starts_with(['.', ',', ';', ':', ')'])
        || words.iter().any(|word| rest.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(f64, String, u8)> {
        let found = headcount_in(text)?;
        Some((found.count, found.day.map(|day| day.to_string()).unwrap_or_default(), found.credibility))
    }

    #[test]
    fn each_wording_has_its_credibility() {
        let check = |text: &str, count: f64, day: &str, credibility: u8| {
            assert_eq!(read(text), Some((count, day.to_owned(), credibility)), "{text}");
        };
        check(
            "As of January 31, 2026, Acme, Inc. and its subsidiaries employed approximately 2.1 million associates.",
            2_100_000.0,
            "2026-01-31",
            2,
        );
        check(
            "At 31 March 2025 we had a total of 850 full-time, part-time and temporary employees.",
            850.0,
            "2025-03-31",
            2,
        );
        check("We had 6,040 employees worldwide as of June 30, 2025.", 6_040.0, "2025-06-30", 2);
        check("Our workforce grew to approximately 3,300 as we opened two sites.", 3_300.0, "", 3);
        check("The total number of employees on July 1, 2025 was 940.", 940.0, "2025-07-01", 3);
        let fiscal = "As of the end of fiscal 2025, we had approximately 36,000 employees in 38 countries.";
        check(fiscal, 36_000.0, "", 4);
        check("As of May 31, 2025, we had a global headcount of 74,067.", 74_067.0, "2025-05-31", 3);
        check("At May 31, 2025, it had 1,200 full-time equivalent employees.", 1_200.0, "2025-05-31", 2);
        check("We rely on our 1,450 employees.", 1_450.0, "", 4);
    }

    #[test]
    fn headings_are_no_part_of_the_sentence() {
        let text = "PART I Item 1. Business Employees As of May 31, 2025, we had 1,310 employees. None left.";
        let quote = headcount_in(text).map(|found| found.quote);
        assert_eq!(quote.as_deref(), Some("As of May 31, 2025, we had 1,310 employees."));
    }

    #[test]
    fn numbers_of_something_else_are_passed_over() {
        for text in [
            "As of December 31, 2025, there were 310 holders of record.",
            "As of December 31, 2025, we had 310 employees covered by a collective bargaining agreement.",
            "We reduced our headcount by approximately 5%.",
            "Our workforce was to 14 countries.",
            "In 2025, 92% of our employees took part.",
            "We had 3 employees.",
            "Our workforce in fiscal 2025 rose to 2025.",
            "The affiliate of our general partner had 700 employees.",
            "We employ 1,200 employees who joined a union.",
            "On May 1, 2025, we acquired Fen Works, which had 250 employees.",
            "We have 40 offices where our employees work.",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_strictest_wording_wins_wherever_it_stands() {
        let text = "We rely on our 900 employees in Reno. As of May 31, 2025, we had 1,310 employees.";
        assert_eq!(read(text), Some((1_310.0, "2025-05-31".to_owned(), 2)));
    }

    #[test]
    fn a_sentence_on_two_years_gives_both() {
        let text = "As of September 27, 2025 and September 28, 2024, we had 1,730 and 1,502 employees, respectively.";
        let found = headcount_in(text).expect("a head count");
        assert_eq!(
            (found.count, found.before.map(|(count, day)| (count, day.to_string()))),
            (1_730.0, Some((1_502.0, "2024-09-28".to_owned())))
        );
    }

    #[test]
    fn engineers_stand_in_the_same_paragraph() {
        let text = "As of January 25, 2026, we had 6,196 employees. 2,532 were engaged in research and development.";
        let found = headcount_in(text).and_then(|found| found.engineers);
        assert_eq!(found, Some((2_532.0, "2,532 were engaged in research and development.".to_owned())));
        let sales = "As of January 25, 2026, we had 6,196 employees. 2,532 were engaged in sales.";
        assert_eq!(headcount_in(sales).and_then(|found| found.engineers), None);
    }
}

//! Parts and multiples in words: `by a third`, `half of the directors`, `doubled`.

use std::sync::LazyLock;

use regex::bytes::{Captures, Regex};

use super::compile;
use super::number::starts;
use super::quantity::Quantity;

/// A part, with how it is meant: the whole group, a word that compares, or people and seats of which it is a part.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    let about = "(?:about |almost |nearly |roughly |close to |around |(?P<over>over |more than |at least ))*";
    let part = "(?P<half>(?:a |one )?half)|(?:a |an |one[ -])(?P<one>third|quarter|fifth|sixth|eighth|tenth)|(?P<many>two|three|four)[ -](?P<of>thirds|quarters|fifths|tenths)";
    let more = "bigger|larger|more|fewer|less|smaller|up|down|higher|lower|growth|again|increase|decrease";
    let people = "directors?|dirs|heads?|hoes|managers|mgrs|leads|leaders|ems|m2s?|vps|bosses|leadership|engineers|developers|devs|people|staff|employees|workforce|seats|posts|chairs|roles|slots|jobs|positions|hires|layer|bench|company";
    compile(&format!(
        r"^{about}(?P<part>{part})(?:(?P<again> as (?:big|many|large|much) again| again(?: as (?:big|many|large|much))?)|(?P<more>,? (?:{more})\b)|(?P<people>(?: of)?(?: (?:the|our|my|your|their|all|her|his|its|those|these|last|senior|sr|engineering|eng|group|area|director|existing|four|five|six|seven|eight|nine|ten|[a-z]+-level))* (?:{people})\b)|(?P<end>\W|$))"
    ))
});

/// How a part can begin, but for what bounds a number, too: most words of a note cannot, and need no pattern tried.
const BEGINNINGS: &[&str] = &[
    "half",
    "a half",
    "a third",
    "a quarter",
    "a fifth",
    "a sixth",
    "a tenth",
    "an eighth",
    "one half",
    "one third",
    "one-third",
    "one quarter",
    "one-quarter",
    "one fifth",
    "one-fifth",
    "one sixth",
    "one tenth",
    "one-tenth",
    "two t",
    "two-t",
    "two f",
    "two-f",
    "three q",
    "three-q",
    "three f",
    "three-f",
    "four f",
    "four-f",
];

/// What can stand before a part.
const LEADS: &[&str] =
    &["about ", "almost ", "nearly ", "roughly ", "close to ", "around ", "over ", "more than ", "at least "];

/// What stands before a part that tells by how much something changed.
static CHANGED: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"\b(?:by(?: about| roughly| over| almost| nearly)?|grew|grown|growing|shrank|shrunk|climbed|swelled|rose|risen|jumped|put on|up|down|added|expanded|increased|plus) $",
    )
});

static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"^(?:(?P<two>doubl(?:ed|es|ing|e)|twice (?:the size|as (?:big|many|large)))|(?P<three>(?:tripl|trebl)(?:ed|es|ing|e))|(?P<four>quadrupl(?:ed|es|ing|e)))(?:$|[^a-z-])",
    )
});

/// *Double* of something that does not grow.
const NO_GROWTH: &[&str] =
    &[" down", " check", " digit", " shift", " room", " bed", " espresso", " bill", " hat", " act"];

/// How words for *times* begin.
const MULTIPLES: &[&str] = &["doubl", "twice", "tripl", "trebl", "quadr"];

/// What parts and multiples begin with.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    BEGINNINGS.iter().chain(MULTIPLES).copied()
}

/// `by a quarter`, `half as many again`, `a third of our directors`: a percentage.
pub(super) fn part(rest: &[u8], before: &[u8]) -> Option<(Quantity, usize)> {
    starts(rest, BEGINNINGS).or_else(|| starts(rest, LEADS))?;
    let found = PART.captures(rest)?;
    let end = found.name("part")?.end();
    let percent = percent(&found)?;
    let is_of = rest[end..].starts_with(b" of ");
    let changes = || {
        let is_bracketed = rest[end..].starts_with(b" (");
        !is_of && !is_bracketed && CHANGED.is_match(&before[before.len().saturating_sub(30)..])
    };
    let length = found.name("again").map_or(end, |again| again.end());
    if length == end && found.name("more").is_none() && found.name("people").is_none() && !changes() {
        return None;
    }
    let high = Some(percent).filter(|_| found.name("over").is_none());
    Some((Quantity::Percent { low: Some(percent), high }, length))
}

fn percent(found: &Captures<'_>) -> Option<f64> {
    let one = |name: &[u8]| {
        [
            (&b"third"[..], 33.0),
            (b"quarter", 25.0),
            (b"fifth", 20.0),
            (b"sixth", 17.0),
            (b"eighth", 12.5),
            (b"tenth", 10.0),
        ]
        .iter()
        .find(|(word, _)| *word == name)
        .map(|(_, percent)| *percent)
    };
    if found.name("half").is_some() {
        return Some(50.0);
    }
    if let Some(name) = found.name("one") {
        return one(name.as_bytes());
    }
    let times = match found.name("many")?.as_bytes() {
        b"two" => 2.0,
        b"three" => 3.0,
        _ => 4.0,
    };
    let name = found.name("of")?.as_bytes();
    // Two thirds are 67.
    let part = if name == b"thirds" { 100.0 / 3.0 } else { one(name.strip_suffix(b"s")?)? };
    Some((times * part).round()).filter(|percent| *percent <= 100.0)
}

/// `doubled`, `twice the size`, `triple`: how many times.
pub(super) fn times(rest: &[u8]) -> Option<(Quantity, usize)> {
    starts(rest, MULTIPLES)?;
    let found = TIMES.captures(rest)?;
    let (factor, word) = [(2.0, "two"), (3.0, "three"), (4.0, "four")]
        .into_iter()
        .find_map(|(factor, name)| Some((factor, found.name(name)?)))?;
    let grows = starts(&rest[word.end()..], NO_GROWTH).is_none();
    grows.then_some((Quantity::Times(factor), word.end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_percentages_where_something_changes_or_people_are_meant() {
        let percent = |words: &str, before: &str| match part(words.as_bytes(), before.as_bytes()) {
            Some((Quantity::Percent { low: Some(low), .. }, length)) => Some((low, words[..length].to_owned())),
            _ => None,
        };
        let some = |number: f64, words: &str| Some((number, words.to_owned()));
        assert_eq!(percent("half the directors left", ""), some(50.0, "half"));
        assert_eq!(percent("about a quarter of our senior managers", ""), some(25.0, "about a quarter"));
        assert_eq!(percent("two-thirds of the engineers", ""), some(67.0, "two-thirds"));
        assert_eq!(percent("a fifth bigger than", ""), some(20.0, "a fifth"));
        assert_eq!(percent("half as many again in", ""), some(50.0, "half as many again"));
        assert_eq!(percent("a third in twelve months", "grew by "), some(33.0, "a third"));
        assert_eq!(percent("a third of the time", "up "), None);
        let more = Quantity::Percent { low: Some(50.0), high: None };
        assert_eq!(part(b"more than half of our heads", b""), Some((more, 14)));
        assert_eq!(percent("half of it was luck", ""), None);
        assert_eq!(percent("half an hour", ""), None);
        assert_eq!(percent("a quarter ago", ""), None);
        assert_eq!(percent("half a dozen heads", ""), None);
        assert_eq!(percent("half the time people", ""), None);
    }

    #[test]
    fn multiples_in_words_are_times() {
        let check = |words: &str| times(words.as_bytes());
        assert_eq!(check("doubled in a year"), Some((Quantity::Times(2.0), 7)));
        assert_eq!(check("triple the team"), Some((Quantity::Times(3.0), 6)));
        assert_eq!(check("twice as many people"), Some((Quantity::Times(2.0), 13)));
        assert_eq!(check("twice a year"), None);
        assert_eq!(check("doubling down on quality"), None);
        assert_eq!(check("double-digit growth"), None);
    }
}

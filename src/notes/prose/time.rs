//! Dates in prose: `3 Oct 2026`, `since January`, `last spring`, `by end of 2027`, `a year ago`.

use std::sync::LazyLock;

use regex::bytes::{Captures, Regex};

use super::beginning::Beginnings;
use super::compile;
use super::number::{FIGURES, SMALL};
use crate::model::{Date, PartialDate};

/// How months begin.
pub(super) const MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

pub(super) const MONTH: &str = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const SEASON: &str = "(?:spring|summer|autumn|fall|winter)";
const BEFORE: &str = "(?:(?:by|as of|as at|as on|at|since|until|till|in|on|from|during|of|around|before|after|for|effective|dated|per|to|between|and) )?(?:the )?";

/// The middle month of a season.
fn season_month(word: &str) -> i8 {
    match word {
        "winter" => 1,
        "spring" => 4,
        "summer" => 7,
        _ => 10,
    }
}

/// Dates, longest forms first. The words before a date belong to it.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let part = "(?P<part>(?:the )?(?:end|close|start|beginning|middle)(?: of)? |early |late |mid[- ])?";
    compile(&format!(
        r"^{BEFORE}{part}(?:(?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:[0-2]\d|3[01]))?\b)|(?P<dmy>(?P<d1>\d\d?)(?:st|nd|rd|th)?\.? (?:of )?(?P<m1>{MONTH})\.?,? (?P<y1>(?:19|20)\d\d)\b)|(?P<mdy>(?P<m2>{MONTH})\.? (?P<d2>\d\d?)(?:st|nd|rd|th)?,? (?P<y2>(?:19|20)\d\d)\b)|(?P<us>(?P<m8>\d\d?)/(?P<d8>\d\d?)/(?P<y8>(?:19|20)\d\d)\b)|(?P<de>(?P<d9>\d\d?)\.(?P<m9>\d\d?)\.(?P<y9>(?:19|20)\d\d)\b)|(?P<my>(?P<m3>{MONTH})\.?,? (?:of )?(?P<y3>(?:19|20)\d\d)\b)|(?P<sl>(?P<m13>0?[1-9]|1[0-2])/(?P<y13>20\d\d)\b)|(?P<ms>(?P<m10>{MONTH}|{SEASON})(?:\.? '|-)(?P<y10>\d\d)\b)|(?P<ys>'(?P<y12>2\d)\b)|(?P<yw>(?P<m11>{MONTH}) twenty[ -]twenty[ -]?(?P<w11>one|two|three|four|five|six|seven|eight|nine)?\b)|(?P<fo>first of (?P<m12>{MONTH})\b)|(?P<sy>(?P<s4>{SEASON})(?: of)? (?P<y4>(?:19|20)\d\d)\b)|(?P<qy>q(?P<q5>[1-4])[ /]?(?P<y5>(?:19|20)\d\d)\b)|(?P<hy>(?:h(?P<h6>[12]) |fy ?)(?P<y6>(?:19|20)\d\d)\b)|(?P<dm>(?P<d7>\d\d?)(?:st|nd|rd|th)? (?:of )?(?P<m7>{MONTH})\b)|(?P<ly>(?P<m0>{MONTH}|{SEASON})(?: in| of)? last (?:year|yr)\b)|(?P<rel>(?P<which>last|this|next|past) (?P<unit>{SEASON}|{MONTH}|year|yr|month|week|quarter|christmas)\b))"
    ))
});

/// A month or a year alone: only a date behind a word that makes it one.
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(
        r"^(?:by|as of|as at|as on|since|until|till|in|from|during|before|after|around|effective|started|on|end of|by end of|by the end of|at the end of|at end of|the end of|late|early|mid|between|and|to)(?: the)?[ -](?P<end>(?:end|close)(?: of)? )?(?:early |late |mid[- ]|start of |beginning of )?(?:(?P<m>{MONTH})(?: (?P<d>\d\d?)(?:st|nd|rd|th)?)?\b|(?P<s>{SEASON})\b|q(?P<q>[1-4])\b|(?P<y>(?:19|20)\d\d)\b|(?P<thisyear>(?:the |this )?year(?:'s)?[ -]end))"
    ))
});

/// `at the start of the year`
static OF_YEAR: LazyLock<Regex> =
    LazyLock::new(|| compile(&format!(r"^{BEFORE}(?:(?P<start>start|beginning)|end|close) of (?:the|this) year\b")));

/// `july 14`, where July cannot be a verb.
static MONTH_DAY: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"^(?:on |of )?(?P<m>jan(?:uary)?|feb(?:ruary)?|april|june|july|aug(?:ust)?|sept(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?) (?P<d>\d\d?)(?:st|nd|rd|th)?\b",
    )
});

/// `the June cut`, `November merger`: the month of what happened.
static OF_EVENT: LazyLock<Regex> = LazyLock::new(|| {
    compile(&format!(
        r"^(?:the )?(?P<m>{MONTH}) (?:re-?orgs?|re-?structur\w+|re-?organi[sz]ation|cuts?|lay-?offs?|rifs?|merger|shake-?ups?|re-?shuffle|round|take-?over|redundancies|purge|cull|axe|acquisition|retrenchments?)\b"
    ))
});

/// A date found at the start of a text, and how many bytes of it are the date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FoundDate {
    pub(super) length: usize,
    /// `None` for a relative date in a section without one.
    pub(super) date: Option<PartialDate>,
}

fn text<'t>(found: &Captures<'t>, name: &str) -> Option<&'t str> {
    found.name(name).and_then(|part| std::str::from_utf8(part.as_bytes()).ok())
}

fn number(found: &Captures<'_>, name: &str) -> Option<i16> {
    text(found, name)?.parse().ok()
}

pub(super) fn month_number(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|month| word.starts_with(month))?;
    i8::try_from(at + 1).ok()
}

fn day(year: i16, month: i8, day: i16) -> Option<PartialDate> {
    Date::new(year, month, i8::try_from(day).ok()?).ok().map(PartialDate::from)
}

fn year(year: i16) -> Option<PartialDate> {
    format!("{year:04}").parse().ok()
}

/// A month without a year: the one nearest to `today` that is not after it by more than `ahead` months.
fn nearest_month(month: i8, today: Option<Date>, is_ahead: bool) -> Option<PartialDate> {
    PartialDate::month(nearest_year(month, today?, is_ahead), month)
}

fn nearest_year(month: i8, today: Date, is_ahead: bool) -> i16 {
    match (is_ahead, month > today.month()) {
        (true, false) if month < today.month() => today.year() + 1,
        (false, true) => today.year() - 1,
        _ => today.year(),
    }
}

/// Words that lead to a date, without the sign behind them: they belong to it, and need more to be one.
const LEADS: &[&str] = &[
    "by",
    "as",
    "of",
    "at",
    "on",
    "in",
    "since",
    "until",
    "till",
    "from",
    "during",
    "around",
    "before",
    "after",
    "for",
    "effective",
    "dated",
    "per",
    "to",
    "between",
    "and",
    "the",
    "end",
    "close",
    "start",
    "started",
    "beginning",
    "middle",
    "mid",
    "early",
    "late",
    "last",
    "this",
    "next",
    "past",
];

/// Beginnings of what comes behind them, but for digits and months.
const CORES: &[&str] = &[
    "'",
    "first of",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "q1",
    "q2",
    "q3",
    "q4",
    "h1",
    "h2",
    "fy",
    "year",
    "yr",
    "month",
    "week",
    "quarter",
    "christmas",
];

static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::new(beginnings(), leads()));

/// What a date can begin with, but for leads.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    CORES.iter().chain(MONTHS).copied().chain(FIGURES)
}

/// Words that lead to a date, with what joins them to it.
pub(super) fn leads() -> impl Iterator<Item = (&'static str, &'static str)> {
    LEADS.iter().flat_map(|lead| [" ", "-"].map(|joint| (*lead, joint)))
}

/// The date that `rest` begins with; `today` is the day of the section.
pub(super) fn scan_date(rest: &[u8], today: Option<Date>) -> Option<FoundDate> {
    let window = &rest[..rest.len().min(60)];
    // Most words of a note can begin no date, and need no pattern tried.
    if !BEGINNINGS.fit(window) {
        return None;
    }
    // All patterns but one begin with letters.
    if window.first().is_some_and(u8::is_ascii_digit) {
        return written(&DATE.captures(window)?, today);
    }
    if let Some(found) = OF_YEAR.captures(window) {
        let length = found.get(0).map_or(0, |whole| whole.end());
        let month = if found.name("start").is_some() { 1 } else { 12 };
        return Some(FoundDate { length, date: today.and_then(|today| PartialDate::month(today.year(), month)) });
    }
    if let Some(found) = DATE.captures(window) {
        return written(&found, today);
    }
    if let Some(found) = MONTH_DAY.captures(window) {
        let length = found.get(0).map_or(0, |whole| whole.end());
        let month = month_number(text(&found, "m")?)?;
        let wanted = number(&found, "d")?;
        let date = today.and_then(|today| day(nearest_year(month, today, false), month, wanted));
        return ((1..=31).contains(&wanted)).then_some(FoundDate { length, date });
    }
    if let Some(month) = OF_EVENT.captures(window).as_ref().and_then(|found| found.name("m")) {
        let number = month_number(std::str::from_utf8(month.as_bytes()).ok()?)?;
        return Some(FoundDate { length: month.end(), date: nearest_month(number, today, false) });
    }
    let found = BARE.captures(window)?;
    let length = found.get(0).map_or(0, |whole| whole.end());
    let is_ahead = window.starts_with(b"by ") || window.starts_with(b"until ") || window.starts_with(b"before ");
    let date = if let Some(word) = text(&found, "m") {
        let month = month_number(word)?;
        match number(&found, "d") {
            // `by Dec 27`: nobody plans for a day so far ahead, and the years of plans are near.
            Some(wanted) if window.starts_with(b"by ") && today.is_some_and(|today| is_short_year(wanted, today)) => {
                PartialDate::month(2000 + wanted, month)
            }
            Some(wanted) => today.and_then(|today| day(nearest_year(month, today, is_ahead), month, wanted)),
            None => nearest_month(month, today, is_ahead),
        }
    } else if let Some(word) = text(&found, "s") {
        nearest_month(season_month(word), today, is_ahead)
    } else if let Some(quarter) = number(&found, "q") {
        nearest_month(i8::try_from(quarter * 3 - 1).ok()?, today, is_ahead)
    } else if found.name("thisyear").is_some() {
        today.and_then(|today| PartialDate::month(today.year(), 12))
    } else {
        let wanted = number(&found, "y")?;
        let is_end = [&b"end of"[..], b"by ", b"at the end", b"at end", b"the end"]
            .iter()
            .any(|words| window.starts_with(words))
            || found.name("end").is_some();
        if is_end { PartialDate::month(wanted, 12) } else { year(wanted) }
    };
    Some(FoundDate { length, date })
}

/// A date that is written in full, or told from today.
fn written(found: &Captures<'_>, today: Option<Date>) -> Option<FoundDate> {
    let length = found.get(0).map_or(0, |whole| whole.end());
    full_date(found, today).map(|date| FoundDate { length, date })
}

/// Whether a number behind a month is one of the next three years: `27`.
fn is_short_year(wanted: i16, today: Date) -> bool {
    (1..=3).contains(&(2000 + wanted - today.year()))
}

/// The outer `None`: it only looked like a date. The inner one: relative to a day that is not known.
fn full_date(found: &Captures<'_>, today: Option<Date>) -> Option<Option<PartialDate>> {
    let is_end = text(found, "part").is_some_and(|part| part.contains("end") || part.contains("close"));
    let of_year = |wanted: i16| if is_end { PartialDate::month(wanted, 12) } else { year(wanted) };
    if let Some(iso) = text(found, "iso") {
        return iso.parse().ok().map(Some);
    }
    for (d, m, y) in [("d1", "m1", "y1"), ("d2", "m2", "y2")] {
        if let Some(month) = text(found, m) {
            return day(number(found, y)?, month_number(month)?, number(found, d)?).map(Some);
        }
    }
    if found.name("us").is_some() || found.name("de").is_some() {
        let (d, m, y) = if found.name("us").is_some() { ("d8", "m8", "y8") } else { ("d9", "m9", "y9") };
        let (first, second) = (number(found, m)?, number(found, d)?);
        let (month, wanted) = if first > 12 { (second, first) } else { (first, second) };
        return day(number(found, y)?, i8::try_from(month).ok()?, wanted).map(Some);
    }
    if let Some(month) = text(found, "m3") {
        return PartialDate::month(number(found, "y3")?, month_number(month)?).map(Some);
    }
    if let Some(month) = number(found, "m13") {
        return PartialDate::month(number(found, "y13")?, i8::try_from(month).ok()?).map(Some);
    }
    if let Some(month) = text(found, "m10") {
        return PartialDate::month(2000 + number(found, "y10")?, month_of(month)).map(Some);
    }
    // `early '28`, `in '24`
    if let Some(wanted) = number(found, "y12") {
        return of_year(2000 + wanted).map(Some);
    }
    // As a machine writes down what is spoken.
    if let Some(month) = text(found, "m11") {
        let unit = text(found, "w11").and_then(|word| SMALL.iter().position(|name| *name == word)).unwrap_or(0);
        return PartialDate::month(2020 + i16::try_from(unit).ok()?, month_number(month)?).map(Some);
    }
    if let Some(month) = text(found, "m12") {
        let month = month_number(month)?;
        return Some(today.and_then(|today| day(nearest_year(month, today, false), month, 1)));
    }
    if let Some(season) = text(found, "s4") {
        return PartialDate::month(number(found, "y4")?, season_month(season)).map(Some);
    }
    if let Some(quarter) = number(found, "q5") {
        return PartialDate::month(number(found, "y5")?, i8::try_from(quarter * 3 - 1).ok()?).map(Some);
    }
    if let Some(wanted) = number(found, "y6") {
        return of_year(wanted).map(Some);
    }
    if let Some(month) = text(found, "m7") {
        let month = month_number(month)?;
        let wanted = number(found, "d7").filter(|wanted| (1..=31).contains(wanted))?;
        return Some(today.and_then(|today| day(nearest_year(month, today, false), month, wanted)));
    }
    if let Some(word) = text(found, "m0") {
        return Some(today.and_then(|today| PartialDate::month(today.year() - 1, month_of(word))));
    }
    let which = text(found, "which")?;
    let unit = text(found, "unit")?;
    Some(today.and_then(|today| match (is_end, which, unit) {
        (true, "next", "year") => PartialDate::month(today.year() + 1, 12),
        (true, "this", "year") => PartialDate::month(today.year(), 12),
        _ => relative(which, unit, today),
    }))
}

/// The month that a month's or a season's name stands for.
fn month_of(word: &str) -> i8 {
    month_number(word).unwrap_or_else(|| season_month(word))
}

/// `last spring`, `next year`, `this month`.
fn relative(which: &str, unit: &str, today: Date) -> Option<PartialDate> {
    let step: i32 = match which {
        "last" | "past" => -1,
        "next" => 1,
        _ => 0,
    };
    match unit {
        "year" | "yr" => months_from(today, 12 * step),
        "month" => months_from(today, step),
        "quarter" => months_from(today, 3 * step),
        "week" => PartialDate::month(today.year(), today.month()),
        "christmas" => PartialDate::month(today.year() + if step < 0 { -1 } else { 0 }, 12),
        word => {
            let month = month_of(word);
            let this = nearest_year(month, today, step > 0);
            let this = if step < 0 && month == today.month() { this - 1 } else { this };
            PartialDate::month(this, month)
        }
    }
}

/// The month that lies `months` after (before, when negative) the day.
pub(super) fn months_from(today: Date, months: i32) -> Option<PartialDate> {
    let count = i32::from(today.year()) * 12 + i32::from(today.month()) - 1 + months;
    let year = i16::try_from(count.div_euclid(12)).ok()?;
    PartialDate::month(year, i8::try_from(count.rem_euclid(12) + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_prose_are_read_against_the_day_of_the_section() {
        let today = "2026-10-14".parse::<PartialDate>().expect("a date").day();
        let check = |words: &str, expect: &str| {
            let found = scan_date(words.as_bytes(), Some(today)).expect(words);
            assert_eq!(found.date.map(|date| date.to_string()).unwrap_or_default(), expect, "{words}");
        };
        check("2026-03-14 and on", "2026-03-14");
        check("on 3 oct 2026", "2026-10-03");
        check("june 30, 2026", "2026-06-30");
        check("as of june", "2026-06");
        check("since january", "2026-01");
        check("in november", "2025-11");
        check("by december", "2026-12");
        check("last spring", "2026-04");
        check("last november", "2025-11");
        check("by the end of 2027", "2027-12");
        check("in 2024", "2024");
        check("early '28", "2028");
        check("fall '22", "2022-10");
        check("june twenty twenty six", "2026-06");
        check("as on 31/03/2026", "2026-03-31");
        check("on the first of january", "2026-01-01");
        check("last year", "2025-10");
        check("q3 2025", "2025-08");
        check("07/14/2026", "2026-07-14");
        check("at the start of the year,", "2026-01");
        check("4 nov,", "2025-11-04");
        check("on the 21st of september taken", "2026-09-21");
        check("in december last year", "2025-12");
        check("in october of last year it", "2025-10");
        check("by the end of next year", "2027-12");
        check("by dec 27", "2027-12");
        check("03/2025 merger", "2025-03");
        check("jun-24", "2024-06");
        check("the june cut", "2026-06");
        check("november merger", "2025-11");
        check("by dec 24", "2026-12-24");
        assert_eq!(scan_date(b"may go", Some(today)), None);
        assert_eq!(scan_date(b"march on", Some(today)), None);
        assert_eq!(scan_date(b"last june", None).map(|found| found.date), Some(None));
    }
}

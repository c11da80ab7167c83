//! Plain numbers and currencies as people write them, and whole words at the start of a text.

pub(super) fn starts<'r>(rest: &'r [u8], words: &[&str]) -> Option<&'r [u8]> {
    words.iter().find_map(|word| strip(rest, word))
}

/// What is behind a word. Nearly all lists are asked in vain: the first letter says so without a call.
fn strip<'r>(rest: &'r [u8], word: &str) -> Option<&'r [u8]> {
    if rest.first() == word.as_bytes().first() { rest.strip_prefix(word.as_bytes()) } else { None }
}

pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

pub(super) fn ends_word(rest: &[u8]) -> bool {
    rest.first().is_none_or(|byte| !is_word(*byte))
}

/// Takes one of `words` as a whole word.
pub(super) fn word<'r>(rest: &'r [u8], words: &[&str]) -> Option<&'r [u8]> {
    words.iter().find_map(|word| strip(rest, word).filter(|rest| ends_word(rest)))
}

pub(super) const SMALL: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
pub(super) const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// What follows `one` where it is no number.
pub(super) const NOT_ONE: &[&str] = &[
    " day", "-to", "-on", " to one", " on one", ":", " another", " thing", " has to", " gets", " goes", " puts",
    " who", " that", " by one", "self", "'s", " word", " line", " reason", " hour", " must", " can", " could",
];

/// What stands before `one` where it is no number.
pub(super) const NO_ONE_BEFORE: &[&str] = &[
    "day ",
    "new ",
    "no ",
    "not ",
    "n't ",
    "which ",
    "this ",
    "that ",
    "the ",
    "any ",
    "every ",
    "each ",
    "last ",
    "next ",
    "only ",
    "another ",
    "first ",
    "day-",
    "homegrown ",
    "a ",
    "good ",
    "big ",
];

/// A plain number at the start: its value, what follows, and whether it was written in words.
pub(super) fn plain(rest: &[u8]) -> Option<(f64, &[u8], bool)> {
    digits(rest).map(|(number, rest)| (number, rest, false)).or_else(|| {
        let (number, rest) = spelled(rest)?;
        Some((number, rest, true))
    })
}

/// `1,200`, `3.2`, `3,2`, `1.2k`, `40m`, `12 mil`.
pub(super) fn digits(rest: &[u8]) -> Option<(f64, &[u8])> {
    let count =
        |from: usize| rest.get(from..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count();
    let first = count(0);
    if first == 0 || first > 9 {
        return None;
    }
    let mut text: Vec<u8> = rest[..first].to_vec();
    let mut at = first;
    while first <= 3 && rest.get(at) == Some(&b',') && count(at + 1) == 3 {
        text.extend(&rest[at + 1..at + 4]);
        at += 4;
    }
    // `1 200`, as the French write it.
    let is_spaced = at == first && first <= 3 && rest[0] != b'0' && rest.get(at) == Some(&b' ') && count(at + 1) == 3;
    let ends = |at: usize| rest.get(at).is_none_or(|byte| matches!(byte, b' ' | b')' | b';') || byte == &b'.');
    if is_spaced && ends(at + 4) && !rest.get(at + 5).is_some_and(u8::is_ascii_digit) {
        text.extend(&rest[at + 1..at + 4]);
        at += 4;
    }
    let is_grouped = at > first;
    let decimals = count(at + 1);
    let is_point = rest.get(at) == Some(&b'.') || (!is_grouped && rest.get(at) == Some(&b','));
    // A comma before three digits groups them; before one or two it is a decimal comma.
    if is_point
        && (1..=2).contains(&decimals)
        && !(rest.get(at + 1 + decimals) == Some(&b'.') && rest.get(at + 2 + decimals).is_some_and(u8::is_ascii_digit))
    {
        text.push(b'.');
        text.extend(&rest[at + 1..=at + decimals]);
        at += 1 + decimals;
    } else if rest.get(at) == Some(&b'.') && decimals == 3 && first <= 3 && !is_grouped {
        text.extend(&rest[at + 1..at + 4]);
        at += 4;
    }
    let number: f64 = std::str::from_utf8(&text).ok()?.parse().ok()?;
    scaled(number, &rest[at..])
}

/// The number times the scale that follows it. `None` when letters stand there that make it something else.
pub(super) fn scaled(number: f64, rest: &[u8]) -> Option<(f64, &[u8])> {
    let scales: &[(&[&str], f64)] = &[
        (&["k", " thousand", " k"], 1e3),
        (&["m", "mn", "mio", "mil", "mm", " million", " mn", " mio", " mil", " m", "million"], 1e6),
        (&["bn", "b", " billion", " bn"], 1e9),
    ];
    for (words, factor) in scales {
        if let Some(after) = word(rest, words) {
            return Some((number * factor, after));
        }
    }
    let is_joined = rest.first().is_some_and(|byte| byte.is_ascii_alphabetic());
    let suffix = word(
        rest,
        &[
            "x", "yrs", "yr", "y", "mo", "mos", "mths", "pct", "pc", "ppl", "ics", "ems", "hc", "min", "h", "d", "w",
            "eur", "usd", "ish",
        ],
    )
    .is_some();
    (!is_joined || suffix).then_some((number, rest))
}

/// Words for numbers that are no sum of others.
const GROUPS: &[(&[&str], f64)] = &[
    (&["half a dozen", "half-dozen", "a half dozen"], 6.0),
    (&["a dozen", "one dozen", "dozen"], 12.0),
    (&["two dozen"], 24.0),
    (&["a couple of", "a couple", "couple of"], 2.0),
    (&["a thousand"], 1e3),
];

/// `twenty-five`, `a dozen`, `half a dozen`, `a couple of`, `a hundred and twenty`.
pub(super) fn spelled(rest: &[u8]) -> Option<(f64, &[u8])> {
    let group = |(words, number): &(&[&str], f64)| Some((*number, word(rest, words)?));
    if let Some(found) = GROUPS.iter().find_map(group) {
        return Some(found);
    }
    let (total, after) = hundreds(rest)?;
    // `three point eight`, `one point one eight`
    let digit = |rest| below_hundred(rest).filter(|(digit, _)| *digit < 10.0);
    let tenth = after.strip_prefix(b" point ").filter(|_| total < 10.0).and_then(digit);
    if let Some((tenth, next)) = tenth {
        let hundredth = next.strip_prefix(b" ").and_then(digit);
        let (hundredth, next) = hundredth.unwrap_or((0.0, next));
        return Some((total + (tenth * 10.0 + hundredth) / 100.0, next));
    }
    if let Some(next) = word(after, &[" thousand"]) {
        let tail = next.strip_prefix(b" and ").or_else(|| next.strip_prefix(b" "));
        let more = tail.and_then(hundreds).filter(|(number, _)| *number < 1e3);
        return Some(more.map_or((total * 1e3, next), |(number, next)| (total * 1e3 + number, next)));
    }
    if let Some(next) = word(after, &[" million"]) {
        return Some((total * 1e6, next));
    }
    Some((total, after))
}

const HUNDRED: &str = "a hundred";
/// What figures begin with.
pub(super) const FIGURES: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
const SIGNS: [&str; 2] = ["+", "-"];

/// What numbers in words, and money, begin with.
pub(super) fn beginnings() -> impl Iterator<Item = &'static str> {
    let groups = GROUPS.iter().flat_map(|(words, _)| *words);
    let money = CURRENCIES.iter().flat_map(|(words, _)| *words);
    groups.chain(money).chain(SMALL).chain(TENS).copied().chain([HUNDRED]).chain(FIGURES).chain(SIGNS)
}

/// `twelve`, `a hundred and twenty`, `three hundred ten`, `one-twenty`.
fn hundreds(rest: &[u8]) -> Option<(f64, &[u8])> {
    if let Some(found) = spoken(rest) {
        return Some(found);
    }
    let (total, after) = below_hundred(rest).unwrap_or((0.0, rest));
    let lead = after.strip_prefix(b" ").unwrap_or(after);
    let hundred = if total > 0.0 { word(lead, &["hundred"]) } else { word(rest, &[HUNDRED]) };
    let Some(next) = hundred else { return (after.len() < rest.len()).then_some((total, after)) };
    let total = total.max(1.0) * 100.0;
    let tail = next.strip_prefix(b" and ").or_else(|| next.strip_prefix(b" ")).and_then(below_hundred);
    Some(tail.map_or((total, next), |(number, next)| (total + number, next)))
}

/// `one-twenty`: 120.
fn spoken(rest: &[u8]) -> Option<(f64, &[u8])> {
    let at = (1..10).find(|at| rest.starts_with(SMALL[*at].as_bytes()))?;
    let tens = rest[SMALL[at].len()..].strip_prefix(b"-")?;
    let (number, after) = below_hundred(tens).filter(|(number, _)| *number >= 20.0)?;
    Some((at as f64 * 100.0 + number, after))
}

pub(super) fn below_hundred(rest: &[u8]) -> Option<(f64, &[u8])> {
    for (at, tens) in TENS.iter().enumerate() {
        let Some(after) = strip(rest, tens) else { continue };
        let number = (at as f64 + 2.0) * 10.0;
        let unit = after.strip_prefix(b"-").or_else(|| after.strip_prefix(b" ")).and_then(|next| {
            let at = (1..10).find(|at| word(next, &[SMALL[*at]]).is_some())?;
            Some((number + at as f64, &next[SMALL[at].len()..]))
        });
        return unit.or_else(|| (ends_word(after) || word(after, &["ish"]).is_some()).then_some((number, after)));
    }
    let (at, name) = SMALL.iter().enumerate().rev().find(|(_, name)| word(rest, &[name]).is_some())?;
    let after = &rest[name.len()..];
    (at != 1 || starts(after, NOT_ONE).is_none()).then_some((at as f64, after))
}

/// What stands before money, with the ISO code of its currency.
const CURRENCIES: &[(&[&str], &str)] = &[
    (&["us$ ", "us$", "$ ", "$", "usd ", "usd"], "USD"),
    (&["eur ", "eur"], "EUR"),
    (&["gbp ", "gbp"], "GBP"),
    (&["chf "], "CHF"),
    (&["jpy "], "JPY"),
    (&["inr "], "INR"),
    (&["sek "], "SEK"),
    (&["nok "], "NOK"),
    (&["dkk "], "DKK"),
    (&["cad ", "c$"], "CAD"),
    (&["aud ", "a$"], "AUD"),
    (&["r$ ", "r$", "brl "], "BRL"),
];

pub(super) fn currency_before(rest: &[u8]) -> Option<(&'static str, &[u8])> {
    CURRENCIES.iter().find_map(|(words, code)| Some((*code, starts(rest, words)?)))
}

pub(super) fn currency_after(rest: &[u8]) -> Option<(&'static str, &[u8])> {
    let known: &[(&[&str], &str)] = &[
        (&["eur", "euro", "euros"], "EUR"),
        (&["usd", "dollars", "us dollars", "bucks"], "USD"),
        (&["gbp", "pounds", "quid"], "GBP"),
        (&["chf", "francs"], "CHF"),
        (&["sek"], "SEK"),
        (&["nok"], "NOK"),
        (&["dkk"], "DKK"),
        (&["cad"], "CAD"),
        (&["aud"], "AUD"),
        (&["inr"], "INR"),
    ];
    let rest = rest.strip_prefix(b" ").unwrap_or(rest);
    known.iter().find_map(|(words, code)| Some((*code, word(rest, words)?)))
}

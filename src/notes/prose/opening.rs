//! With which words the parts of a pattern begin: a statement without them need not be searched, and a pattern that no
//! statement needs is never compiled.

use std::collections::BTreeMap;

/// Deepest nesting of groups that is looked into.
const DEEPEST: usize = 12;

/// Fewest letters of a word that are worth looking for.
const FEWEST: usize = 2;

/// Words that most sentences have: that one of them is there says nothing.
const COMMON: &[&str] = &[
    "a", "an", "and", "are", "at", "be", "been", "but", "for", "had", "has", "have", "he", "in", "is", "it", "no",
    "not", "of", "on", "or", "she", "so", "that", "the", "they", "this", "to", "was", "we", "were", "with", "you",
];

/// Reads patterns; what it has read of a word class it keeps.
pub(super) struct Openings {
    /// What the name of a class in braces stands for.
    meaning: fn(&str) -> Option<&'static str>,
    classes: BTreeMap<(&'static str, bool), Words>,
}

impl Openings {
    pub(super) fn new(meaning: fn(&str) -> Option<&'static str>) -> Self {
        Self { meaning, classes: BTreeMap::new() }
    }

    /// Lists of words, as cues, of which a match has one each, in the order of the pattern. A match does not begin within
    /// a word.
    pub(super) fn of(&mut self, pattern: &'static str) -> Vec<String> {
        let found = self.read(pattern, true, 0).lists;
        let says_something = |stems: &&Stems| stems.iter().all(|stem| says_something(stem));
        let list = |stems: &Stems| stems.iter().map(|stem| format!("{stem}*")).collect::<Vec<_>>().join(" ");
        let mut lists: Vec<String> = found.iter().filter(says_something).map(list).collect();
        lists.dedup();
        lists
    }

    /// Reads alternatives, where a letter begins a word if it `is_bounded`.
    fn read(&mut self, pattern: &'static str, is_bounded: bool, depth: usize) -> Words {
        if depth > DEEPEST {
            return Words::default();
        }
        let mut read: Vec<Words> =
            alternatives(pattern).into_iter().map(|part| self.concat(part, is_bounded, depth)).collect();
        if read.len() == 1 {
            return read.pop().unwrap_or_default();
        }
        let is_bounded = read.iter().all(|part| part.is_bounded);
        // One of the alternatives is there, so a word of what says most of each.
        let best = |part: &Words| part.lists.iter().min_by(|a, b| commonness(a).total_cmp(&commonness(b))).cloned();
        let each: Option<Vec<Stems>> = read.iter().map(best).collect();
        let lists = each.map(|lists| {
            let mut stems = lists.concat();
            stems.sort_unstable();
            stems.dedup();
            vec![stems]
        });
        Words { lists: lists.unwrap_or_default(), is_bounded }
    }

    /// Reads what follows each other.
    fn concat(&mut self, part: &'static str, is_bounded: bool, depth: usize) -> Words {
        let mut words = Words { lists: Vec::new(), is_bounded };
        let mut rest = part;
        while let Some(first) = rest.chars().next() {
            let (end, read) = match first {
                '(' => match group(rest) {
                    Some((inner, end)) => (end, self.read(inner, words.is_bounded, depth + 1)),
                    None => return Words { is_bounded: false, ..words },
                },
                '{' => match rest.find('}') {
                    Some(end) => (end + 1, self.class(&rest[..=end], words.is_bounded, depth)),
                    None => return Words { is_bounded: false, ..words },
                },
                'a'..='z' => letters(rest, words.is_bounded),
                '[' => characters(rest),
                '\\' => escape(rest),
                // At the beginning of the text a word begins.
                '^' => (1, Words { lists: Vec::new(), is_bounded: true }),
                _ => (first.len_utf8(), Words { lists: Vec::new(), is_bounded: is_sign(first) }),
            };
            let repeat = Repeat::of(&rest[end..]);
            let was_bounded = words.is_bounded;
            words.is_bounded = read.is_bounded;
            if repeat.may_be_missing {
                words.is_bounded &= was_bounded;
            } else {
                words.lists.extend(read.lists);
            }
            rest = &rest[end + repeat.length..];
        }
        words
    }

    /// Reads a word class: a slot has no words.
    fn class(&mut self, name: &str, is_bounded: bool, depth: usize) -> Words {
        let Some(meaning) = (self.meaning)(name) else { return Words { lists: Vec::new(), is_bounded: true } };
        if let Some(known) = self.classes.get(&(meaning, is_bounded)) {
            return known.clone();
        }
        let words = self.read(meaning, is_bounded, depth + 1);
        self.classes.insert((meaning, is_bounded), words.clone());
        words
    }
}

/// Beginnings of words of which one is there.
type Stems = Vec<&'static str>;

fn says_something(stem: &str) -> bool {
    !COMMON.contains(&stem)
}

/// How often a list is met, roughly: short beginnings are common.
fn commonness(stems: &Stems) -> f64 {
    stems.iter().map(|stem| if says_something(stem) { (-(stem.len() as f64)).exp2() } else { 1.0 }).sum()
}

/// What is known of a part of a pattern.
#[derive(Debug, Clone, Default)]
struct Words {
    lists: Vec<Stems>,
    /// A letter behind it begins a word.
    is_bounded: bool,
}

/// Whether a literal character stands between words.
fn is_sign(first: char) -> bool {
    !(first.is_alphanumeric() || matches!(first, '\'' | '_' | '.' | '$'))
}

/// The letters at the start of `rest` that are there in any case, as a word's beginning.
fn letters(rest: &'static str, is_bounded: bool) -> (usize, Words) {
    let length = rest.bytes().take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()).count();
    // A sign of repetition is about the last letter alone.
    let is_repeated = Repeat::of(&rest[length..]).length > 0;
    let certain = if is_repeated && length > 1 { length - 1 } else { length };
    let is_word = is_bounded && certain >= FEWEST;
    let lists = if is_word { vec![vec![&rest[..certain]]] } else { Vec::new() };
    (certain, Words { lists, is_bounded: false })
}

/// A group's inside, and where it ends.
fn group(rest: &'static str) -> Option<(&'static str, usize)> {
    let end = group_end(rest)?;
    let inner = &rest[1..end];
    let inner = match inner.strip_prefix('?') {
        None => inner,
        Some(named) if named.starts_with('P') => &named[named.find('>')? + 1..],
        Some(plain) => plain.strip_prefix(':')?,
    };
    Some((inner, end + 1))
}

/// An escaped character or class.
fn escape(rest: &str) -> (usize, Words) {
    let kind = rest[1..].chars().next().unwrap_or_default();
    let length = if kind == 'x' { 4 } else { 1 + kind.len_utf8() };
    // An edge (no letter follows one that ends a word), the codes of quantities and signs, and what is no word.
    let is_bounded = matches!(kind, 'b' | 'x' | 'W' | 's' | '.' | '$') || is_sign(kind);
    (length.min(rest.len()), Words { lists: Vec::new(), is_bounded })
}

/// How often what stands before may be there.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Repeat {
    /// Bytes that say so.
    length: usize,
    may_be_missing: bool,
}

impl Repeat {
    fn of(rest: &str) -> Self {
        let (length, may_be_missing) = match rest.bytes().next() {
            Some(b'?' | b'*') => (1, true),
            Some(b'+') => (1, false),
            Some(b'{') => {
                (rest.find('}').map_or(rest.len(), |end| end + 1), !rest.starts_with("{1") && !rest.starts_with("{2"))
            }
            _ => return Self { length: 0, may_be_missing: false },
        };
        let is_lazy = rest[length..].starts_with('?');
        Self { length: length + usize::from(is_lazy), may_be_missing }
    }
}

/// A class of characters.
fn characters(rest: &str) -> (usize, Words) {
    let mut bytes = rest.bytes().enumerate().skip(1);
    let mut end = rest.len();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b']' => {
                end = at + 1;
                break;
            }
            _ => {}
        }
    }
    let is_bounded = rest[1..end].trim_end_matches(']').bytes().all(|byte| b" -/,:;()".contains(&byte));
    (end, Words { lists: Vec::new(), is_bounded })
}

/// The alternatives of a pattern, split at the bars outside of its groups.
fn alternatives(pattern: &'static str) -> Vec<&'static str> {
    let (mut parts, mut depth, mut start, mut is_class) = (Vec::new(), 0_usize, 0, false);
    let mut bytes = pattern.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'[' => is_class = true,
            b']' => is_class = false,
            b'(' if !is_class => depth += 1,
            b')' if !is_class => depth = depth.saturating_sub(1),
            b'|' if depth == 0 && !is_class => {
                parts.push(&pattern[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&pattern[start..]);
    parts
}

/// Where the group that `part` begins with ends.
fn group_end(part: &str) -> Option<usize> {
    let (mut depth, mut is_class) = (0_usize, false);
    let mut bytes = part.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'[' => is_class = true,
            b']' => is_class = false,
            b'(' if !is_class => depth += 1,
            b')' if !is_class => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_a_match_has_are_known_where_they_are_plain() {
        for (pattern, expect) in [
            (r"\b(?:laid off|let (?:go|off)|axe[ds]?)\b", &["axe* laid* let*"][..]),
            (r"(?P<q>\b(?:no |not a )?layoffs?\b)", &["layoff*"]),
            (r"\bhir(?:e|ing)", &["hir*"]),
            ("layoffs", &["layoffs*"]),
            ("the layoffs", &["layoffs*"]),
            (r"\b\x01 people", &["people*"]),
            (r"\b[a-z]+ people|\bpeople", &["people*"]),
            (r"[a-z]people", &[]),
            (r"{em} {n} people", &["em* lead*", "people*"]),
            (r"{n}{0,2}ems", &["ems*"]),
            (r"\b(?:a |the )?xy", &["xy*"]),
            (r"\b(?:a|the)?xy", &[]),
            (r"\x01[^.;?!]{0,30}?\b(?:ems?|managers)\b", &["em* managers*"]),
            (r"\x01 ?people", &["people*"]),
            (r"\x01.{1,3}people", &[]),
            (r"\bwas (?:promoted|made)(?: up)? to (?:director|vp)", &["made* promoted*", "director* vp*"]),
            (r"\bfoo(?:bar)+ baz{0,2}", &["foo*", "ba*"]),
            (r"\bteam'lead", &["team*"]),
            (r"\x01[ -]roles[^ ]ems", &["roles*"]),
            (r"\x01(?i:x) ?ems", &[]),
            (r"[()] people\)? here", &["people*", "here*"]),
        ] {
            let meaning = |name: &str| (name == "{em}").then_some("(?:ems?|leads?)");
            assert_eq!(Openings::new(meaning).of(pattern), expect, "{pattern}");
        }
    }
}

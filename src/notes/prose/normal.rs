//! The normal form of a statement: its words, with one byte for each quantity.

use super::beginning::may_begin;
use super::fold::Folded;
use super::quantity::{Quantity, scan};
use super::span::before_date;
use crate::model::{Date, PartialDate};

/// A statement that rules are matched against.
#[derive(Debug, Clone, Default)]
pub(super) struct Normal {
    /// Words, marks of quantities, and what stands before them as context (`@press_independent `).
    pub(super) text: Vec<u8>,
    /// Where each byte comes from in the note: begin and end.
    pub(super) from: Vec<usize>,
    pub(super) to: Vec<usize>,
    /// Quantities by their place in `text`, in order.
    quantities: Vec<(usize, Quantity)>,
    /// Length of the context.
    pub(super) context: usize,
}

/// Words whose dot does not end a sentence.
const SHORT: &[&str] = &[
    "approx", "e.g", "i.e", "incl", "vs", "dr", "mr", "ms", "mrs", "st", "no", "sr", "snr", "jr", "eng", "mgr", "dir",
    "ca", "etc", "resp", "inc", "ltd", "dept", "est", "nr", "min", "max", "avg", "excl", "prof", "bzw", "z.b", "yrs",
    "mos", "mio", "cf", "engg", "a.k.a",
];

impl Normal {
    /// The normal form; `today` is the day of the section, `context` the words that stand for its heading.
    pub(super) fn new(folded: &Folded, context: &str, today: Option<Date>) -> Self {
        let length = context.len() + folded.text.len();
        let mut normal = Self {
            text: Vec::with_capacity(length),
            from: Vec::with_capacity(length),
            to: Vec::with_capacity(length),
            ..Self::default()
        };
        let start = folded.from.first().copied().unwrap_or_default();
        for byte in context.bytes() {
            normal.push(byte, start, start);
        }
        normal.context = normal.text.len();
        let text = &folded.text;
        let mut at = 0;
        // The last day that was said: *a year earlier* is counted from it.
        let mut anchor: Option<PartialDate> = None;
        while at < text.len() {
            let before = &text[..at];
            let begins = before.last().is_none_or(|last| !last.is_ascii_alphanumeric() && *last != b'@');
            if let Some((quantity, length)) =
                begins.then(|| told(&text[at..], before, anchor, today)).flatten().filter(|(_, length)| *length > 0)
            {
                if let Quantity::Date { date: Some(date), ago: None } = quantity {
                    anchor = Some(date).filter(|date| today.is_none_or(|today| date.first() <= today));
                }
                let end = (at + length).min(text.len());
                normal.quantities.push((normal.text.len(), quantity));
                let mark = normal.quantities.last().map_or(b' ', |(_, quantity)| quantity.mark());
                normal.push(mark, folded.from[at], folded.to[end - 1]);
                at = end;
                continue;
            }
            let byte = if text[at] == b'.' { dot(text, at) } else { text[at] };
            normal.push(byte, folded.from[at], folded.to[at]);
            at += 1;
        }
        normal
    }

    fn push(&mut self, byte: u8, from: usize, to: usize) {
        self.text.push(byte);
        self.from.push(from);
        self.to.push(to);
    }

    /// The quantity whose mark stands at `at`.
    pub(super) fn quantity(&self, at: usize) -> Option<&Quantity> {
        let found = self.quantities.binary_search_by_key(&at, |(place, _)| *place).ok()?;
        self.quantities.get(found).map(|(_, quantity)| quantity)
    }

    /// Quantities within a range of the normal form, with their places.
    pub(super) fn within(&self, range: std::ops::Range<usize>) -> impl DoubleEndedIterator<Item = (usize, &Quantity)> {
        self.quantities.iter().filter(move |(at, _)| range.contains(at)).map(|(at, quantity)| (*at, quantity))
    }

    /// The sentence around `at`, without its mark, and the mark that ends it.
    pub(super) fn sentence(&self, at: usize) -> (std::ops::Range<usize>, Option<u8>) {
        self.around(at, |byte| matches!(byte, b'.' | b';' | b'?' | b'!'))
    }

    /// The sentence around `at`, with what a semicolon adds to it.
    pub(super) fn period(&self, at: usize) -> std::ops::Range<usize> {
        self.around(at, |byte| matches!(byte, b'.' | b'?' | b'!')).0
    }

    /// The part of a sentence around `at`: up to the next comma, colon, bracket, arrow or dash.
    pub(super) fn part(&self, at: usize) -> std::ops::Range<usize> {
        self.around(at, |byte| {
            matches!(byte, b'.' | b';' | b'?' | b'!' | b',' | b':' | b'(' | b')' | super::fold::ARROW)
        })
        .0
    }

    /// A match of a word or two, with up to three words on each side within its part of the sentence: *might* tells nobody
    /// why something was found.
    pub(super) fn widened(&self, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        let text = &self.text;
        if range.is_empty()
            || text[range.clone()].split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).count() > 2
        {
            return range.clone();
        }
        let start = self.part(range.start).start.min(range.start);
        let end = self.part(range.end - 1).end.max(range.end);
        range.start - three_words(text[start..range.start].iter().rev())
            ..range.end + three_words(text[range.end..end].iter())
    }

    fn around(&self, at: usize, is_end: impl Fn(u8) -> bool) -> (std::ops::Range<usize>, Option<u8>) {
        let at = at.min(self.text.len());
        let start = self.text[..at].iter().rposition(|byte| is_end(*byte)).map_or(self.context.min(at), |end| end + 1);
        let length = self.text[at..].iter().position(|byte| is_end(*byte));
        let end = length.map_or(self.text.len(), |length| at + length);
        (start.max(self.context.min(end))..end, self.text.get(end).copied())
    }
}

/// How far three words reach.
fn three_words<'b>(bytes: impl Iterator<Item = &'b u8>) -> usize {
    let (mut words, mut length, mut is_word) = (0, 0, false);
    for byte in bytes {
        words += usize::from(is_word && *byte == b' ');
        if words == 3 {
            break;
        }
        is_word = *byte != b' ';
        length += 1;
    }
    length
}

/// The quantity at the start of `rest`, seen from the last day that was said before it.
fn told(rest: &[u8], before: &[u8], anchor: Option<PartialDate>, today: Option<Date>) -> Option<(Quantity, usize)> {
    if !may_begin(rest) {
        return None;
    }
    anchor.and_then(|anchor| before_date(rest, anchor)).or_else(|| scan(rest, before, today))
}

/// A dot that ends a sentence stays; one inside a word or behind a short form is a space or nothing, a run of dots a
/// pause.
fn dot(text: &[u8], at: usize) -> u8 {
    let next = text.get(at + 1).copied();
    if next == Some(b'.') || at.checked_sub(1).is_some_and(|before| text[before] == b'.') {
        return b',';
    }
    if next.is_some_and(|next| next.is_ascii_alphanumeric()) {
        return b'_';
    }
    let start =
        text[..at].iter().rposition(|byte| matches!(byte, b' ' | b'(' | b'"' | b'/')).map_or(0, |space| space + 1);
    let word = &text[start..at];
    // *no. 3*, but *no. None will come*
    let counts = word == b"no" && !text[at + 1..].iter().find(|byte| **byte != b' ').is_some_and(u8::is_ascii_digit);
    let is_short = !counts
        && (word.len() == 1 && word[0].is_ascii_alphabetic() && word != b"i"
            || SHORT.iter().any(|short| short.as_bytes() == word));
    let ends_text = text[at + 1..].iter().all(|byte| *byte == b' ' || *byte == b'"');
    if is_short && !ends_text { b' ' } else { b'.' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_become_one_byte_and_short_forms_end_no_sentence() {
        let mut folded = Folded::default();
        folded.push_text("Eng is approx. 120 now vs. 80 a year ago. Dr. Abel says 3 of 4.", 0);
        let normal = Normal::new(&folded, "@x ", "2026-10-14".parse().ok());
        assert_eq!(String::from_utf8_lossy(&normal.text), "@x eng is \u{1} now vs  \u{1} \u{5}. dr  abel says \u{4}.");
        assert_eq!(normal.sentence(20).0, 3..23);
        let mut folded = Folded::default();
        folded.push_text("No. None, see no. 3.", 0);
        assert!(Normal::new(&folded, "", None).text.starts_with(b"no. none, see no  "));
    }
}

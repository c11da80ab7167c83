//! The words, signs and marks of quantities of a normal form.

use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::{Regex, RegexSet, RegexSetBuilder};

use super::feature::Word;
use crate::notes::prose::compile;
use crate::notes::prose::normal::Normal;
use crate::notes::prose::rule::expand;

/// A word, a sign, or the mark of a quantity.
#[derive(Debug, Clone)]
pub(super) struct Token<'n> {
    /// Where it stands in the normal form.
    pub(super) at: Range<usize>,
    /// The word itself; `#n`, `#p` … for a quantity.
    pub(super) word: &'n str,
    /// The word without the ending that says number or tense.
    pub(super) stem: Word<'n>,
    /// Word classes that it is part of, one bit each.
    classes: u16,
}

/// Word classes of the rules that features speak of, and how a feature writes them.
const CLASSES: &[(&str, Word<'_>)] = &[
    ("{em}", Word::new("<em>")),
    ("{m2}", Word::new("<m2>")),
    ("{eng}", Word::new("<eng>")),
    ("{people}", Word::new("<people>")),
    ("{team}", Word::new("<team>")),
    ("{reports}", Word::new("<reports>")),
    ("{inside}", Word::new("<inside>")),
    ("{outside}", Word::new("<outside>")),
    ("{grow}", Word::new("<grow>")),
    ("{shrink}", Word::new("<shrink>")),
    ("{nobody}", Word::new("<nobody>")),
];

static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| patterns().map(|pattern| compile(&pattern)).collect());

/// Which of the patterns are there at all, for one look at a text.
static ANY: LazyLock<RegexSet> = LazyLock::new(|| {
    let set = RegexSetBuilder::new(patterns()).unicode(false).build();
    set.expect("the patterns are constants, and tests compile them")
});

fn patterns() -> impl Iterator<Item = String> {
    CLASSES.iter().map(|(class, _)| format!(r"\b(?:{})", expand(class)))
}

/// Endings that a stem is without, longest first.
const ENDINGS: &[&str] = &["ings", "ing", "ies", "ied", "ed", "es", "ly", "er", "s", "e", "y"];

impl<'n> Token<'n> {
    /// Its stem and its word classes, as features write them.
    pub(super) fn forms(&self) -> impl Iterator<Item = Word<'n>> + '_ {
        let has = |bit: usize| self.classes & (1 << bit) != 0;
        let classes = CLASSES.iter().enumerate().filter(move |(bit, _)| has(*bit));
        [self.stem].into_iter().chain(classes.map(|(_, (_, name))| *name))
    }

    /// Whether it ends a sentence.
    pub(super) fn ends(&self) -> bool {
        matches!(self.word, "." | "?" | "!" | ";")
    }
}

/// The word without the ending that says number or tense; at least three letters stay.
pub(super) fn stem(word: &str) -> &str {
    let word = word.strip_suffix("'s").unwrap_or(word);
    if word.len() < 5 {
        let single = word.strip_suffix('s').filter(|single| single.len() >= 3 && !single.ends_with('s'));
        return single.unwrap_or(word);
    }
    let stems = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    stems.filter(|stem| stem.len() >= 3).min_by_key(|stem| stem.len()).unwrap_or(word)
}

/// How a feature writes the mark of a quantity.
fn mark(byte: u8) -> Option<&'static str> {
    Some(match byte {
        0x01 => "#n",
        0x02 => "#p",
        0x03 => "#m",
        0x04 => "#s",
        0x05 => "#d",
        0x06 => "->",
        0x07 => "#u",
        0x0e => "#x",
        0x0f => "#o",
        _ => return None,
    })
}

/// Whether a byte is part of a word.
fn is_word(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'\'' | b'_')
}

/// The tokens behind the context of a normal form.
pub(super) fn tokens(normal: &Normal) -> Vec<Token<'_>> {
    let text = &normal.text;
    let ascii = |range: Range<usize>| std::str::from_utf8(&text[range]).unwrap_or("");
    let mut found = Vec::with_capacity(text.len() / 4);
    let mut at = normal.context;
    while let Some(byte) = text.get(at) {
        let end = at + text[at..].iter().take_while(|byte| is_word(byte)).count().max(1);
        let word = match mark(*byte) {
            Some(mark) => mark,
            None => ascii(at..end).trim_matches(['\'', ' ']),
        };
        if !word.is_empty() {
            let word = if word.bytes().all(|byte| byte.is_ascii_digit()) { "0" } else { word };
            found.push(Token { at: at..end, word, stem: Word::new(stem(word)), classes: 0 });
        }
        at = end;
    }
    classify(text, normal.context, &mut found);
    found
}

/// Marks the tokens of each word class.
fn classify(text: &[u8], context: usize, tokens: &mut [Token<'_>]) {
    for bit in &ANY.matches(&text[context..]) {
        for part in PATTERNS[bit].find_iter(&text[context..]) {
            let (start, end) = (part.start() + context, part.end() + context);
            let first = tokens.partition_point(|token| token.at.start < start);
            for token in tokens[first..].iter_mut().take_while(|token| token.at.end <= end) {
                token.classes |= 1 << bit;
            }
        }
    }
}

/// The sentences, as ranges of tokens, each with the sign that ends it.
pub(super) fn sentences(tokens: &[Token<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.ends() {
            if at > start {
                found.push(start..at + 1);
            }
            start = at + 1;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::prose::fold::Folded;

    #[test]
    fn words_have_a_stem_and_their_classes_and_quantities_a_mark() {
        let mut folded = Folded::default();
        folded.push_text("Each group lead manages 5 EMs. It's 30% up!", 0);
        let normal = Normal::new(&folded, "@x ", None);
        let tokens = tokens(&normal);
        let words: Vec<&str> = tokens.iter().map(|token| token.stem.text).collect();
        assert_eq!(words, ["each", "group", "lead", "manag", "#n", "ems", ".", "it", "#p", "up", "!"]);
        let forms = |at: usize| tokens[at].forms().map(|form| form.text).collect::<Vec<_>>();
        assert_eq!([forms(1), forms(5)], [["group", "<m2>"], ["ems", "<em>"]]);
        assert_eq!(sentences(&tokens), [0..7, 7..11]);
    }
}

//! Cues: lists of words of which at least one stands near a fact, wherever in its sentence.
//!
//! People put the parts of a fact in any order (*two of the EMs became directors*, *to director? two EMs, since May*).
//! So a rule's pattern covers only its number and what is counted, and cues say what else the sentence must speak of.
//! Time is a cue of its own: [`LONG_AGO`].

use std::collections::BTreeMap;
use std::ops::Range;

use super::normal::Normal;
use super::quantity::Quantity;
use super::rule::COMPILED;
use super::tree::Tree;
use crate::model::Date;

/// A cue that stands for a span of more than a year, or for a date of more than a year ago.
const LONG_AGO: &str = "=long-ago";

/// Months after which a fact is no longer one of the last year; people round.
const YEAR: f64 = 15.0;

/// Cues by the words that they consist of. A list is words between spaces; `*` at the end of one stands for any ending,
/// `_` joins words that follow each other.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    lists: BTreeMap<String, usize>,
    words: Tree<Lists>,
}

/// Lists that letters are in.
#[derive(Debug, Default)]
struct Lists {
    /// Those that have the word that ends here.
    whole: Vec<usize>,
    /// Those that have all words that begin with these letters.
    stems: Vec<usize>,
}

impl Lexicon {
    /// The number of a list, which is added when it is new.
    pub(super) fn add(&mut self, list: &str) -> usize {
        let number = self.lists.len();
        if let Some(known) = self.lists.get(list) {
            return *known;
        }
        self.lists.insert(list.to_owned(), number);
        for word in list.split_ascii_whitespace() {
            match word.strip_suffix('*') {
                Some(stem) => self.words.value(stem.as_bytes()).stems.push(number),
                None => self.words.value(word.as_bytes()).whole.push(number),
            }
        }
        number
    }

    /// Marks the lists of a single word, which may hold a `_` of its own: `hiring_manager_said` has no *hiring*.
    fn mark(&self, word: &[u8], marks: &mut Marks) {
        self.walk(word, word.len(), |next| next == word.len(), marks);
    }

    /// Marks the lists of the words, joined by `_`, that `words` begins with, up to `longest` bytes.
    fn mark_words(&self, words: &[u8], longest: usize, marks: &mut Marks) {
        self.walk(words, longest, |next| words.get(next).is_none_or(|byte| *byte == b'_'), marks);
    }

    fn walk(&self, words: &[u8], longest: usize, is_end: impl Fn(usize) -> bool, marks: &mut Marks) {
        for (read, lists) in self.words.walk(&words[..longest]).enumerate() {
            let whole = if is_end(read + 1) { &lists.whole[..] } else { &[] };
            for number in whole.iter().chain(&lists.stems) {
                marks.set(*number);
            }
        }
    }
}

/// What stands for a quantity in a list: a number, a percentage, money, a share, a date, a span of time, *2x*, other digits (*1:1*).
const QUANTITIES: &[(u8, &[u8])] = &[
    (0x01, b"#n"),
    (0x02, b"#p"),
    (0x03, b"#m"),
    (0x04, b"#s"),
    (0x05, b"#d"),
    (0x07, b"#u"),
    (0x0e, b"#x"),
    (0x0f, b"#o"),
];

/// The lists that a piece of text has a word of.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks(Vec<u64>);

impl Marks {
    fn set(&mut self, number: usize) {
        if self.0.len() <= number / 64 {
            self.0.resize(number / 64 + 1, 0);
        }
        self.0[number / 64] |= 1 << (number % 64);
    }

    fn add(&mut self, other: &Self) {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        for (mine, more) in self.0.iter_mut().zip(&other.0) {
            *mine |= more;
        }
    }

    /// Whether a word of the list with this number is there.
    pub(super) fn have(&self, number: usize) -> bool {
        self.0.get(number / 64).is_some_and(|marks| marks & (1 << (number % 64)) != 0)
    }

    /// Whether a word of each list is there.
    pub(super) fn have_all(&self, numbers: &[usize]) -> bool {
        numbers.iter().all(|number| self.have(*number))
    }
}

/// The cues of a statement, sentence by sentence.
#[derive(Debug)]
pub(super) struct Cues {
    sentences: Vec<(Range<usize>, Marks)>,
    /// What the heading says: the kind of source.
    kind: Marks,
    /// The cues of the question before the statement.
    asked: Marks,
    /// All cues of the statement.
    pub(super) all: Marks,
}

impl Cues {
    /// The cues of a normal form; `today` is the day of the section.
    pub(super) fn of(normal: &Normal, today: Option<Date>) -> Self {
        let context = &normal.text[..normal.context];
        let words = || context.split(|byte| *byte == b' ').take_while(|word| word.first() == Some(&b'@'));
        let mut kind = Marks::default();
        words().for_each(|word| COMPILED.lexicon.mark(&word[1..], &mut kind));
        let asked = marks(&context[words().map(|word| word.len() + 1).sum::<usize>().min(context.len())..]);
        let mut sentences = Vec::new();
        let mut all = asked.clone();
        all.add(&kind);
        let mut at = normal.context;
        while at < normal.text.len() {
            let (range, _) = normal.sentence(at);
            let mut found = marks(&normal.text[range.clone()]);
            if normal.within(range.clone()).any(|(_, quantity)| is_long_ago(quantity, today)) {
                COMPILED.lexicon.mark(LONG_AGO.as_bytes(), &mut found);
            }
            all.add(&found);
            at = range.end.max(at) + 1;
            sentences.push((range, found));
        }
        Self { sentences, kind, asked, all }
    }

    /// The cues that belong to a place: those of its sentence, and of the question that it answers.
    pub(super) fn near(&self, normal: &Normal, place: usize) -> Marks {
        let Some(at) = self.sentences.iter().position(|(range, _)| place <= range.end) else { return self.all.clone() };
        let mut found = self.sentences[at].1.clone();
        found.add(&self.kind);
        match at.checked_sub(1) {
            None => found.add(&self.asked),
            Some(before) => {
                let (range, marks) = &self.sentences[before];
                // *Seven directors; five came from inside*
                let goes_on = matches!(normal.text.get(range.end), Some(b'?' | b';'));
                if goes_on {
                    found.add(marks);
                }
            }
        }
        found
    }

    /// The cues of the sentence at a place alone.
    pub(super) fn sentence(&self, place: usize) -> &Marks {
        self.sentences.iter().find(|(range, _)| place <= range.end).map_or(&self.all, |(_, marks)| marks)
    }
}

/// Most words in a row that a list joins.
const LONGEST: usize = 4;

/// Whether a quantity speaks of more than the last year.
fn is_long_ago(quantity: &Quantity, today: Option<Date>) -> bool {
    match quantity {
        Quantity::Date { ago: Some(months), .. } => *months > YEAR,
        Quantity::Date { date: Some(date), .. } => {
            let last_year = today.and_then(|today| super::time::months_from(today, -(YEAR as i32)));
            last_year.is_some_and(|last_year| date.day() < last_year.first())
        }
        _ => quantity.months().is_some_and(|months| months > YEAR),
    }
}

fn marks(text: &[u8]) -> Marks {
    let lexicon = &COMPILED.lexicon;
    let mut found = Marks::default();
    for (mark, word) in QUANTITIES {
        if text.contains(mark) {
            lexicon.mark(word, &mut found);
        }
    }
    // The words with one `_` between them, and where each begins.
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'\'';
    let mut joined: Vec<u8> = Vec::with_capacity(text.len());
    let mut starts: Vec<usize> = Vec::new();
    let words = text.split(|byte| !is_word(byte)).map(unquoted);
    for word in words.filter(|word| !word.is_empty()) {
        if !joined.is_empty() {
            joined.push(b'_');
        }
        starts.push(joined.len());
        joined.extend(word);
    }
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + LONGEST).map_or(joined.len(), |next| next - 1);
        lexicon.mark_words(&joined[*start..], end - start, &mut found);
    }
    found
}

/// A word without quotation marks around it.
fn unquoted(word: &[u8]) -> &[u8] {
    let word = word.strip_prefix(b"'").unwrap_or(word);
    word.strip_suffix(b"'").unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_a_line_in_it_is_one_word() {
        let mut lexicon = Lexicon::default();
        lexicon.add("hiring");
        let mut found = Marks::default();
        lexicon.mark(b"hiring_manager_said", &mut found);
        assert!(!found.have(0));
    }

    #[test]
    fn a_list_is_marked_by_a_word_a_stem_or_words_in_a_row() {
        let mut lexicon = Lexicon::default();
        lexicon.add("promot* became stepped_up");
        for (text, is_there) in
            [("was promoted", true), ("became", true), ("stepped up", true), ("stepped down", false)]
        {
            let mut found = Marks::default();
            for words in [text.replace(' ', "_").as_bytes(), text.split(' ').next_back().unwrap_or_default().as_bytes()]
            {
                lexicon.mark(words, &mut found);
            }
            assert_eq!(found.0.first().is_some_and(|marks| marks & 1 == 1), is_there, "{text}");
        }
    }
}

//! What stands around a quantity, or in a sentence, as features.

use std::ops::Range;

use super::feature::{Feature, Word};
use super::tokens::{Token, sentences, stem, tokens};
use crate::notes::prose::normal::Normal;
use crate::notes::prose::quantity::Quantity;

/// Words of a sentence that belong to a quantity, on each side of it.
const FARTHEST: usize = 40;

/// Takes each feature of a quantity or a sentence.
pub(super) type Emit<'e> = dyn FnMut(Feature<'_>) + 'e;

/// The place of the words of a sentence.
pub(super) const SAID: Word<'_> = Word::new("s=");
/// The place of two words in a row.
pub(super) const PAIR: Word<'_> = Word::new("b=");
const KIND: Word<'_> = Word::new("k=");
const ASKED: Word<'_> = Word::new("q=");
const SORT: Word<'_> = Word::new("t=");
const SIZE: Word<'_> = Word::new("z=");
const BESIDE: Word<'_> = Word::new("LR=");
const NEXT: Word<'_> = Word::new("N=");
const RIGHT_OF_NEXT: Word<'_> = Word::new("NR=");
const LEFT_OF_NEXT: Word<'_> = Word::new("NL=");
/// Places of the words of the sentence before, by the sign that ends it.
const BEFORE: &[(&str, Word<'_>)] =
    &[(".", Word::new("p.=")), ("?", Word::new("p?=")), ("!", Word::new("p!=")), (";", Word::new("p;="))];

/// Places on one side of a quantity.
struct Side {
    /// The first, second and third word.
    places: [Word<'static>; 3],
    /// The next two words together.
    two: Word<'static>,
    /// One of the next words.
    near: Word<'static>,
    /// One of the words that may belong to it.
    reach: Word<'static>,
}

impl Side {
    const fn new(places: [&'static str; 3], two: &'static str, near: &'static str, reach: &'static str) -> Self {
        let [first, second, third] = places;
        let places = [Word::new(first), Word::new(second), Word::new(third)];
        Self { places, two: Word::new(two), near: Word::new(near), reach: Word::new(reach) }
    }
}

const LEFT: Side = Side::new(["L1=", "L2=", "L3="], "LL=", "L=", "L~=");
const RIGHT: Side = Side::new(["R1=", "R2=", "R3="], "RR=", "R=", "R~=");

/// A statement as features see it.
pub(super) struct View<'n> {
    normal: &'n Normal,
    pub(super) tokens: Vec<Token<'n>>,
    /// Ranges of `tokens`.
    pub(super) sentences: Vec<Range<usize>>,
    /// What the heading says: the kind of source.
    kinds: Vec<Word<'n>>,
    /// Stems of the question before the statement.
    asked: Vec<Word<'n>>,
}

impl<'n> View<'n> {
    /// The view of a normal form.
    pub(super) fn new(normal: &'n Normal) -> Self {
        let context = std::str::from_utf8(&normal.text[..normal.context]).unwrap_or("");
        let mut rest = context;
        let mut kinds = Vec::new();
        while let Some(word) = rest.strip_prefix('@') {
            let (kind, after) = word.split_once(' ').unwrap_or((word, ""));
            kinds.push(Word::new(kind));
            rest = after;
        }
        let words = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
        let asked = words.map(|word| Word::new(stem(word))).collect();
        let tokens = tokens(normal);
        let sentences = sentences(&tokens);
        Self { normal, tokens, sentences, kinds, asked }
    }

    /// Features of the quantity that is token `at` of a sentence.
    pub(super) fn of_quantity(&self, sentence: &Range<usize>, at: usize, emit: &mut Emit<'_>) {
        let Some(quantity) = self.normal.quantity(self.tokens[at].at.start) else { return };
        let sort = sort(quantity).map(Word::new);
        emit(Feature::new(SORT, &sort[..1]));
        emit(Feature::new(SIZE, &sort));
        // Of a list without end, only what is near: a statement of many numbers costs no more than its length.
        let near = at.saturating_sub(FARTHEST).max(sentence.start)..(at + FARTHEST).min(sentence.end);
        self.surroundings(sentence, &near, emit);
        let before = self.tokens[sentence.start..at].iter().rev();
        let after = self.tokens[at + 1..sentence.end].iter();
        side(&LEFT, before.clone(), emit);
        side(&RIGHT, after.clone(), emit);
        if let [.., first, second] = &self.tokens[sentence.start..at] {
            emit(Feature::new(LEFT.two, &[first.stem, second.stem]));
        }
        if let [first, second, ..] = &self.tokens[at + 1..sentence.end] {
            emit(Feature::new(RIGHT.two, &[first.stem, second.stem]));
        }
        let near = |token: Option<&Token<'n>>| token.map_or(Word::new("^"), |token| token.stem);
        emit(Feature::new(BESIDE, &[near(before.clone().next()), near(after.clone().next())]));
        self.quantity_before(sentence, at, emit);
    }

    /// The quantity before it in the sentence, with the words next to that one: in a list, each tells what the next is.
    fn quantity_before(&self, sentence: &Range<usize>, at: usize, emit: &mut Emit<'_>) {
        let Some(other) = (sentence.start..at).rev().find(|other| self.tokens[*other].word.starts_with('#')) else {
            return;
        };
        emit(Feature::new(NEXT, &[Word::new(self.tokens[other].word)]));
        for token in self.tokens[other + 1..at].iter().take(2) {
            forms(token, RIGHT_OF_NEXT, emit);
        }
        for token in self.tokens[sentence.start..other].iter().rev().take(2) {
            forms(token, LEFT_OF_NEXT, emit);
        }
    }

    /// Features of a sentence as a whole.
    pub(super) fn of_words(&self, sentence: &Range<usize>, emit: &mut Emit<'_>) {
        self.surroundings(sentence, sentence, emit);
        let words = &self.tokens[sentence.clone()];
        for (at, token) in words.iter().enumerate() {
            if let Some(next) = words.get(at + 1) {
                emit(Feature::new(PAIR, &[token.stem, next.stem]));
            }
        }
    }

    /// The words before token `at` up to the beginning of their sentence, and the place that its mark gives them; of the
    /// sentence before, too, where it is short: *Did anybody go up? No. Zero.*
    fn before(&self, at: usize) -> Option<(Range<usize>, Word<'static>)> {
        let mut mark = at.checked_sub(1)?;
        let mut words = mark..mark;
        for _ in 0..LOOKED_BACK {
            words.start = self.tokens[..mark].iter().rposition(Token::ends).map_or(0, |at| at + 1);
            if words.start == 0 || mark - words.start >= SHORT {
                break;
            }
            mark = words.start - 1;
        }
        let (_, place) = BEFORE.iter().find(|(sign, _)| *sign == self.tokens[mark].word)?;
        Some((words, *place))
    }

    /// The kind of source, the question that is answered, the words of the sentence within `near`, and of the one before.
    fn surroundings(&self, sentence: &Range<usize>, near: &Range<usize>, emit: &mut Emit<'_>) {
        for kind in &self.kinds {
            emit(Feature::new(KIND, &[*kind]));
        }
        for word in &self.asked {
            emit(Feature::new(ASKED, &[*word]));
        }
        for token in &self.tokens[near.clone()] {
            forms(token, SAID, emit);
        }
        let Some((words, place)) = self.before(sentence.start) else { return };
        for token in &self.tokens[words.start.max(words.end.saturating_sub(FARTHEST))..words.end] {
            forms(token, place, emit);
        }
    }
}

/// A sentence of fewer words says nothing by itself: *No.*
const SHORT: usize = 3;
/// How many sentences are looked back over, at most.
const LOOKED_BACK: usize = 3;

/// The stem of a word, and its classes, at a place.
fn forms(token: &Token<'_>, place: Word<'static>, emit: &mut Emit<'_>) {
    token.forms().for_each(|form| emit(Feature::new(place, &[form])));
}

/// Words on one side of a quantity, nearest first: by place, near, and within reach.
fn side<'a, 'n: 'a>(side: &Side, words: impl Iterator<Item = &'a Token<'n>>, emit: &mut Emit<'_>) {
    for (far, token) in words.take(12).enumerate() {
        for form in token.forms().map(|form| [form]) {
            if let Some(place) = side.places.get(far) {
                emit(Feature::new(*place, &form));
            }
            if far < 6 {
                emit(Feature::new(side.near, &form));
            }
            emit(Feature::new(side.reach, &form));
        }
    }
}

/// The sort of a quantity, its size, and whether it is a range or has a fraction.
fn sort(quantity: &Quantity) -> [&'static str; 3] {
    match quantity {
        Quantity::Number { low, high } => {
            let number = low.or(*high).unwrap_or(0.0);
            let shape = match (low == high, number.fract() > 0.0) {
                (_, true) => ".",
                (false, _) => "-",
                _ => "",
            };
            ["n", size(number), shape]
        }
        Quantity::Percent { .. } => ["p", "", ""],
        Quantity::Money { .. } => ["m", "", ""],
        Quantity::Share { n, .. } => ["s", size(*n), ""],
        Quantity::Date { ago: Some(_), .. } => ["d", "", "ago"],
        Quantity::Date { .. } => ["d", "", ""],
        Quantity::Months(months) => ["u", size(*months), ""],
        Quantity::Span { low, high } => ["u", size(low.or(*high).unwrap_or(0.0)), "-"],
        Quantity::Times(_) => ["x", "", ""],
        Quantity::Other => ["o", "", ""],
    }
}

/// Sizes that are counted differently: a few, a team, a department, a company.
fn size(number: f64) -> &'static str {
    const SIZES: &[(f64, &str)] = &[
        (0.5, "0"),
        (1.5, "1"),
        (3.5, "2"),
        (6.5, "4"),
        (12.5, "8"),
        (25.0, "16"),
        (60.0, "40"),
        (130.0, "100"),
        (400.0, "300"),
    ];
    SIZES.iter().find(|(end, _)| number < *end).map_or("1000", |(_, name)| name)
}

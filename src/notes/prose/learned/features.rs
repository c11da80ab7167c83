//! What stands around a quantity, or in a sentence, as features: what there are weights for.
//!
//! A feature is a name such as `R1=people` (the word right behind the quantity). Names are given in pieces, so that
//! reading a note never puts one together.

use std::ops::Range;

use super::tokens::{Token, sentences, stem, tokens};
use crate::notes::prose::normal::Normal;
use crate::notes::prose::quantity::Quantity;

/// Words of a sentence that belong to a quantity, on each side of it.
const FARTHEST: usize = 40;

/// A statement as features see it.
pub(super) struct View<'n> {
    normal: &'n Normal,
    pub(super) tokens: Vec<Token<'n>>,
    /// Ranges of `tokens`.
    pub(super) sentences: Vec<Range<usize>>,
    /// What the heading says: the kind of source.
    kinds: Vec<&'n str>,
    /// Stems of the question before the statement.
    asked: Vec<&'n str>,
}

impl<'n> View<'n> {
    /// The view of a normal form.
    pub(super) fn new(normal: &'n Normal) -> Self {
        let context = std::str::from_utf8(&normal.text[..normal.context]).unwrap_or("");
        let mut rest = context;
        let mut kinds = Vec::new();
        while let Some(word) = rest.strip_prefix('@') {
            let (kind, after) = word.split_once(' ').unwrap_or((word, ""));
            kinds.push(kind);
            rest = after;
        }
        let words = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
        let asked = words.map(stem).collect();
        let tokens = tokens(normal);
        let sentences = sentences(&tokens);
        Self { normal, tokens, sentences, kinds, asked }
    }

    /// Features of the quantity that is token `at` of a sentence.
    pub(super) fn of_quantity(&self, sentence: &Range<usize>, at: usize, emit: &mut dyn FnMut(&[&str])) {
        let Some(quantity) = self.normal.quantity(self.tokens[at].at.start) else { return };
        let (sort, size, shape) = sort(quantity);
        emit(&["t=", sort]);
        emit(&["z=", sort, size, shape]);
        // Of a list without end, only what is near: a statement of many numbers costs no more than its length.
        let near = at.saturating_sub(FARTHEST).max(sentence.start)..(at + FARTHEST).min(sentence.end);
        self.surroundings(sentence, &near, emit);
        let before = self.tokens[sentence.start..at].iter().rev();
        let after = self.tokens[at + 1..sentence.end].iter();
        side(["L1=", "L2=", "L3="], "L=", "L~=", before.clone(), emit);
        side(["R1=", "R2=", "R3="], "R=", "R~=", after.clone(), emit);
        let two = |first: &Token<'n>, second: &Token<'n>, side: &str, emit: &mut dyn FnMut(&[&str])| {
            emit(&[side, first.stem, " ", second.stem]);
        };
        if let [.., first, second] = &self.tokens[sentence.start..at] {
            two(first, second, "LL=", emit);
        }
        if let [first, second, ..] = &self.tokens[at + 1..sentence.end] {
            two(first, second, "RR=", emit);
        }
        let near = |token: Option<&Token<'n>>| token.map_or("^", |token| token.stem);
        emit(&["LR=", near(before.clone().next()), " ", near(after.clone().next())]);
        self.quantity_before(sentence, at, emit);
    }

    /// The quantity before it in the sentence, with the words next to that one: in a list, each tells what the next is.
    fn quantity_before(&self, sentence: &Range<usize>, at: usize, emit: &mut dyn FnMut(&[&str])) {
        let Some(other) = (sentence.start..at).rev().find(|other| self.tokens[*other].word.starts_with('#')) else {
            return;
        };
        emit(&["N=", self.tokens[other].word]);
        for token in self.tokens[other + 1..at].iter().take(2) {
            forms(token, |form| emit(&["NR=", form]));
        }
        for token in self.tokens[sentence.start..other].iter().rev().take(2) {
            forms(token, |form| emit(&["NL=", form]));
        }
    }

    /// Features of a sentence as a whole.
    pub(super) fn of_words(&self, sentence: &Range<usize>, emit: &mut dyn FnMut(&[&str])) {
        self.surroundings(sentence, sentence, emit);
        let words = &self.tokens[sentence.clone()];
        for (at, token) in words.iter().enumerate() {
            if let Some(next) = words.get(at + 1) {
                emit(&["b=", token.stem, " ", next.stem]);
            }
        }
    }

    /// The kind of source, the question that is answered, the words of the sentence within `near`, and of the one before.
    fn surroundings(&self, sentence: &Range<usize>, near: &Range<usize>, emit: &mut dyn FnMut(&[&str])) {
        for kind in &self.kinds {
            emit(&["k=", kind]);
        }
        for word in &self.asked {
            emit(&["q=", word]);
        }
        for token in &self.tokens[near.clone()] {
            forms(token, |form| emit(&["s=", form]));
        }
        let Some(end) = sentence.start.checked_sub(1) else { return };
        let mark = self.tokens[end].word;
        let start = self.tokens[..end].iter().rposition(Token::ends).map_or(0, |at| at + 1);
        for token in &self.tokens[start.max(end.saturating_sub(FARTHEST))..end] {
            forms(token, |form| emit(&["p", mark, "=", form]));
        }
    }
}

/// The stem of a word, and its classes.
fn forms(token: &Token<'_>, mut emit: impl FnMut(&str)) {
    emit(token.stem);
    token.classes().for_each(emit);
}

/// Words on one side of a quantity, nearest first: by place, near, and within reach.
fn side<'a, 'n: 'a>(
    places: [&str; 3],
    near: &str,
    reach: &str,
    words: impl Iterator<Item = &'a Token<'n>>,
    emit: &mut dyn FnMut(&[&str]),
) {
    for (far, token) in words.take(12).enumerate() {
        forms(token, |form| {
            if let Some(place) = places.get(far) {
                emit(&[place, form]);
            }
            if far < 6 {
                emit(&[near, form]);
            }
            emit(&[reach, form]);
        });
    }
}

/// The sort of a quantity, its size, and whether it is a range or has a fraction.
fn sort(quantity: &Quantity) -> (&'static str, &'static str, &'static str) {
    match quantity {
        Quantity::Number { low, high } => {
            let number = low.or(*high).unwrap_or(0.0);
            let shape = match (low == high, number.fract() > 0.0) {
                (_, true) => ".",
                (false, _) => "-",
                _ => "",
            };
            ("n", size(number), shape)
        }
        Quantity::Percent { .. } => ("p", "", ""),
        Quantity::Money { .. } => ("m", "", ""),
        Quantity::Share { n, .. } => ("s", size(*n), ""),
        Quantity::Date { ago: Some(_), .. } => ("d", "", "ago"),
        Quantity::Date { .. } => ("d", "", ""),
        Quantity::Months(months) => ("u", size(*months), ""),
        Quantity::Span { low, high } => ("u", size(low.or(*high).unwrap_or(0.0)), "-"),
        Quantity::Times(_) => ("x", "", ""),
        Quantity::Other => ("o", "", ""),
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

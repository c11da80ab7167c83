//! A second reader of prose, for phrasings that no rule knows: two small networks, one of the words around a quantity,
//! one of the words of a sentence, learned once from labelled sentences (`fixtures/prose`, `examples/learn_prose`).
//!
//! It is as deterministic as the rules: a table of numbers is added up in one order, and a fact is found where one
//! reading leads all others, and no reading at all, by a margin. Some moods (`mood`) forbid the numbers it finds, as they
//! forbid those of rules.

mod feature;
mod features;
mod network;
mod sample;
mod tokens;

use std::ops::Range;
use std::sync::LazyLock;

use feature::Feature;
use features::{PAIR, SAID, View};
use network::{Hidden, Network};
pub use sample::{Reading, Sample, samples};
use tokens::Token;

use super::normal::Normal;
use super::quantity::Quantity;
use super::rule::Read;
use super::value::{self, Said};
use super::{Context, Found};
use crate::model::Date;
use crate::signal::SignalType;

/// Ways to read one quantity, by the name that weights have for them.
const READS: &[(&str, Read)] = &[
    ("slot", Read::Slot),
    ("minus", Read::Minus),
    ("rest", Read::Rest),
    ("part", Read::Part),
    ("whole", Read::Whole),
    ("all", Read::All),
    ("noneof", Read::NoneOf),
    ("peryear", Read::PerYear),
    ("above", Read::Above),
    ("below", Read::Below),
    ("round", Read::Event("round", "")),
    ("layoff", Read::Event("layoff", "")),
    ("shakeup", Read::Event("shakeup", "")),
];

/// Names that weights have for the part and the whole of a share whose numbers stand apart: *of the last seven, five*.
const PART: &str = "k";
const WHOLE: &str = "n";
/// And for what is left of a whole that is not said: *two from inside, one from outside*.
const OTHERS: &str = "o";

// The numbers below are odds as logarithms, chosen on dossiers by writers whose sentences were not learned from: a wrong
// fact is worse than a missed one.

/// How far a reading of a quantity leads all others, or it is nothing.
const SURE_OF_QUANTITY: f32 = 2.0;
/// How far a signal leads all others in a sentence.
const SURE_OF_SIGNAL: f32 = 0.8;
/// How far a level leads the others of its signal, to be found.
const SURE_OF_LEVEL: f32 = 1.0;
/// How far it leads them to take the place of the level that a rule reads.
const SURE_OF_OTHER_LEVEL: f32 = 0.8;
/// How far another reading of a quantity leads the one of a rule, so that the rule is not believed.
const DOUBTED_QUANTITY: f32 = 1.0;
/// How far another signal leads the one of a rule in a sentence, so that the rule is not believed.
const DOUBTED_WORDS: f32 = 4.0;

/// The signal of the events that a label names.
fn event_of(label: &str) -> &'static str {
    match label {
        "round" => "company.funding_round",
        "layoff" => "company.layoff",
        _ => "company.shakeup",
    }
}

/// What a class of the weights for quantities means.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Class {
    /// The quantity states nothing.
    Nothing,
    /// A signal, read so.
    One(&'static str, Read),
    /// The part of a share of a signal.
    Part(&'static str),
    /// The whole of a share of a signal.
    Whole(&'static str),
    /// What is left of the whole beside the part.
    Others(&'static str),
}

/// Hidden units of the networks.
const UNITS: usize = 96;

/// A network with the meaning of its classes.
struct Model<C> {
    network: Network<UNITS>,
    classes: Vec<C>,
}

impl<C> Model<C> {
    fn new(text: &'static str, meaning: impl Fn(&'static str) -> C) -> Self {
        let network = Network::parse(text);
        let classes = network.classes.iter().map(|name| meaning(name)).collect();
        Self { network, classes }
    }
}

static QUANTITIES: LazyLock<Model<Class>> =
    LazyLock::new(|| Model::new(include_str!("quantities.weights"), |name| class(name).unwrap_or(Class::Nothing)));

/// What a sentence states, as signals with their values; the first one is none.
static WORDS: LazyLock<Model<(&'static str, f64)>> = LazyLock::new(|| {
    Model::new(include_str!("words.weights"), |name| {
        let (signal, value) = name.split_once('=').unwrap_or((name, ""));
        (signal, value.parse().unwrap_or(0.0))
    })
});

/// `company.headcount|slot`
fn class(name: &'static str) -> Option<Class> {
    let (signal, read) = name.split_once('|')?;
    Some(match read {
        PART => Class::Part(signal),
        WHOLE => Class::Whole(signal),
        OTHERS => Class::Others(signal),
        _ => Class::One(signal, READS.iter().find(|(name, _)| *name == read)?.1),
    })
}

/// A fact that the weights see in a statement.
#[derive(Debug)]
pub(super) struct Guess {
    pub(super) signal: &'static str,
    /// How its value is read.
    pub(super) read: Read,
    pub(super) said: Said,
    /// The words that state it, in the normal form.
    pub(super) quote: Range<usize>,
}

/// Number of the highest of `scores` whose place fits, and how far it leads the others that fit.
fn leader(scores: &[f32], fits: impl Fn(usize) -> bool) -> Option<(usize, f32)> {
    let mut best: Option<(usize, f32)> = None;
    let mut second = f32::NEG_INFINITY;
    for (at, score) in scores.iter().enumerate().filter(|(at, _)| fits(*at)) {
        match best {
            Some((_, top)) if *score <= top => second = second.max(*score),
            _ => {
                second = best.map_or(second, |(_, top)| top);
                best = Some((at, *score));
            }
        }
    }
    best.map(|(at, top)| (at, top - second))
}

/// What the weights know of a signal.
pub(super) struct Known {
    /// Classes of quantities that are readings of it, or of months since it.
    quantities: Vec<usize>,
    /// Its values, among the classes of sentences.
    words: Vec<usize>,
}

impl Known {
    /// What is known of a signal, or of the months since an event that `read` names.
    pub(super) fn of(signal: &str, read: Read) -> Self {
        let since = if let Read::Event(_, since) = read { since } else { signal };
        let is_of = |class: &Class| match class {
            Class::One(of, _) | Class::Part(of) | Class::Whole(of) | Class::Others(of) => *of == signal || *of == since,
            Class::Nothing => false,
        };
        let classes = QUANTITIES.classes.iter().enumerate();
        let quantities = classes.filter(|(_, class)| is_of(class)).map(|(at, _)| at).collect();
        let words = WORDS.classes.iter().enumerate().filter(|(_, (of, _))| *of == signal).map(|(at, _)| at).collect();
        Self { quantities, words }
    }
}

/// Whether another class is that far ahead of all `classes` of a signal; never where the weights do not know it.
fn is_far_behind(classes: &[usize], scores: &[f32], far: f32) -> bool {
    let top = top(scores);
    !classes.is_empty() && classes.iter().all(|at| top - scores[*at] > far)
}

/// What the weights say of a statement.
pub(super) struct Opinion<'n> {
    normal: &'n Normal,
    view: View<'n>,
    /// Quantities by token, in order, each with the number of its sentence and the scores of its classes.
    quantities: Vec<(usize, usize, Vec<f32>)>,
    /// Sentences, each with what the hidden units and the classes say of it.
    sentences: Vec<(Hidden<UNITS>, Vec<f32>)>,
    near: Near,
}

/// The classes that are not far behind somewhere in a statement.
struct Near {
    /// For some quantity.
    quantities: Vec<bool>,
    /// For some date.
    dates: Vec<bool>,
    /// For some sentence.
    words: Vec<bool>,
}

/// The highest score.
fn top(scores: &[f32]) -> f32 {
    scores.iter().copied().fold(f32::NEG_INFINITY, f32::max)
}

/// Marks the classes that are at most `most` behind the highest one.
fn mark_near(marks: &mut [bool], scores: &[f32], most: f32) {
    let top = top(scores);
    marks.iter_mut().zip(scores).for_each(|(mark, score)| *mark |= top - score <= most);
}

impl<'n> Opinion<'n> {
    /// The opinion on a normal form.
    pub(super) fn of(normal: &'n Normal) -> Self {
        let view = View::new(normal);
        let (mut quantities, mut sentences) = (Vec::new(), Vec::new());
        let none = vec![false; QUANTITIES.classes.len()];
        let words = vec![false; WORDS.classes.len()];
        let mut near = Near { quantities: none.clone(), dates: none, words };
        for (number, sentence) in view.sentences.iter().enumerate() {
            for at in sentence.clone() {
                let Some(quantity) = normal.quantity(view.tokens[at].at.start) else { continue };
                let hidden = QUANTITIES.network.hidden(|emit| view.of_quantity(sentence, at, emit));
                let scores = QUANTITIES.network.scores(&hidden);
                mark_near(&mut near.quantities, &scores, DOUBTED_QUANTITY);
                if matches!(quantity, Quantity::Date { .. }) {
                    mark_near(&mut near.dates, &scores, DOUBTED_QUANTITY);
                }
                quantities.push((at, number, scores));
            }
            let hidden = WORDS.network.hidden(|emit| view.of_words(sentence, emit));
            let scores = WORDS.network.scores(&hidden);
            mark_near(&mut near.words, &scores, DOUBTED_WORDS);
            sentences.push((hidden, scores));
        }
        Self { normal, view, quantities, sentences, near }
    }

    /// Whether something else than a signal is far more likely: for the quantities that state it, for all dates where it
    /// is an event, or for the words around `place` where there are no quantities.
    pub(super) fn doubts(&self, known: &Known, said: &Said, place: usize) -> bool {
        if matches!(said.value, Found::Event(_)) {
            return self.dates().all(|scores| is_far_behind(&known.quantities, scores, DOUBTED_QUANTITY));
        }
        let mut stating = said.taken.iter().filter_map(|taken| self.scores(*taken)).peekable();
        if stating.peek().is_some() {
            return stating.any(|scores| is_far_behind(&known.quantities, scores, DOUBTED_QUANTITY));
        }
        self.sentence(place).is_some_and(|(_, scores)| is_far_behind(&known.words, scores, DOUBTED_WORDS))
    }

    /// Whether a reading of a signal could be believed anywhere in the statement: what [`Self::doubts`] says of each find
    /// of a rule is asked here before the rule is tried.
    pub(super) fn may_state(&self, known: &Known, read: Read) -> bool {
        let near = &self.near;
        let is_near = |classes: &[usize], near: &[bool]| classes.is_empty() || classes.iter().any(|at| near[*at]);
        let by_quantity = || is_near(&known.quantities, &near.quantities);
        match read {
            Read::Event(..) => is_near(&known.quantities, &near.dates),
            Read::Level(_) | Read::Fixed(_) => is_near(&known.words, &near.words) || by_quantity(),
            _ => by_quantity(),
        }
    }

    /// The level of a signal that the weights are sure of in the words around `place`.
    pub(super) fn level(&self, signal: &str, place: usize) -> Option<f64> {
        level(&self.sentence(place)?.1, signal, SURE_OF_OTHER_LEVEL)
    }

    /// The sentence of a place: what the hidden units and the classes say of it.
    fn sentence(&self, place: usize) -> Option<&(Hidden<UNITS>, Vec<f32>)> {
        let at = self.view.sentences.iter().position(|range| self.view.tokens[range.end - 1].at.end > place);
        self.sentences.get(at?)
    }

    /// Scores of all dates.
    fn dates(&self) -> impl Iterator<Item = &[f32]> {
        let is_date =
            |at: usize| matches!(self.normal.quantity(self.view.tokens[at].at.start), Some(Quantity::Date { .. }));
        self.quantities.iter().filter(move |(at, _, _)| is_date(*at)).map(|(_, _, scores)| scores.as_slice())
    }

    fn scores(&self, place: usize) -> Option<&[f32]> {
        let of = |(at, _, _): &&(usize, usize, Vec<f32>)| self.view.tokens[*at].at.start == place;
        self.quantities.iter().find(of).map(|(_, _, scores)| scores.as_slice())
    }

    /// All facts that the weights see, quantities first.
    pub(super) fn guesses(&self, context: &Context<'_>, today: Option<Date>) -> Vec<Guess> {
        let mut found = self.of_quantities(context, today);
        let sentences = self.view.sentences.iter().zip(&self.sentences);
        found.extend(
            sentences.filter_map(|(range, (hidden, scores))| of_words(&self.view, range, hidden, scores, context)),
        );
        found
    }

    fn of_quantities(&self, context: &Context<'_>, today: Option<Date>) -> Vec<Guess> {
        let (mut found, mut parts, mut wholes, mut others) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (at, number, scores) in &self.quantities {
            let place = self.view.tokens[*at].at.start;
            let Some((best, _)) = leader(scores, |_| true).filter(|(_, lead)| *lead >= SURE_OF_QUANTITY) else {
                continue;
            };
            match QUANTITIES.classes[best] {
                Class::Nothing => {}
                Class::Part(signal) => parts.push((signal, place, *number)),
                Class::Whole(signal) => wholes.push((signal, place, *number)),
                Class::Others(signal) => others.push((signal, place, *number)),
                Class::One(signal, read) => {
                    if let Some(said) = value::of_quantity(signal, read, self.normal, place, context, today) {
                        let quote = around(&self.view, &self.view.sentences[*number], *at);
                        found.push(Guess { signal, read, said, quote });
                    }
                }
            }
        }
        for (signal, k, number) in parts {
            let nearest = |places: &[(&str, usize, usize)]| {
                let near = places.iter().filter(|(of, _, within)| *of == signal && *within == number);
                near.map(|(_, place, _)| *place).min_by_key(|place| place.abs_diff(k))
            };
            let of_whole = nearest(&wholes).and_then(|n| value::share(self.normal, k, n));
            let of_both = || nearest(&others).and_then(|rest| value::parts(self.normal, &[k, rest]));
            if let Some(said) = of_whole.or_else(of_both) {
                let (start, end) = said.taken.iter().fold((k, k), |(start, end), at| (start.min(*at), end.max(*at)));
                found.push(Guess { signal, read: Read::Swapped, said, quote: start..end + 1 });
            }
        }
        found
    }
}

/// A quantity with the words of its part of the sentence, a few on each side.
fn around(view: &View<'_>, sentence: &Range<usize>, at: usize) -> Range<usize> {
    let before = view.tokens[sentence.start..at].iter().rev().take(REACH).take_while(|token| !parts(token)).count();
    let after = view.tokens[at + 1..sentence.end].iter().take(REACH).take_while(|token| !parts(token)).count();
    view.tokens[at - before].at.start..view.tokens[at + after].at.end
}

/// The level of a signal that leads the others by so much in a sentence with these scores.
fn level(scores: &[f32], signal: &str, sure: f32) -> Option<f64> {
    let (best, lead) = leader(scores, |at| WORDS.classes[at].0 == signal)?;
    (lead >= sure).then(|| WORDS.classes[best].1)
}

/// The fact that a sentence states in words.
fn of_words(
    view: &View<'_>,
    sentence: &Range<usize>,
    hidden: &Hidden<UNITS>,
    scores: &[f32],
    context: &Context<'_>,
) -> Option<Guess> {
    let (best, _) = leader(scores, |_| true).filter(|(best, _)| *best != 0)?;
    let signal = WORDS.classes[best].0;
    let (_, lead) = leader(scores, |at| at == best || WORDS.classes[at].0 != signal)?;
    if lead < SURE_OF_SIGNAL {
        return None;
    }
    let value = level(scores, signal, SURE_OF_LEVEL)?;
    let is_level = context.catalogue.get(signal)?.signal_type == SignalType::Ordinal;
    let read = if is_level { Read::Level(value as i8) } else { Read::Fixed(value) };
    let said = Said { value: Found::Number(value), signal: None, date: None, taken: Vec::new() };
    let quote = telling(view, sentence, &WORDS.network.pull(hidden, best));
    Some(Guess { signal, read, said, quote })
}

/// The run of words that speaks most for a value: what a person reads to see why it was found.
fn telling(view: &View<'_>, sentence: &Range<usize>, pull: &Hidden<UNITS>) -> Range<usize> {
    let words = &view.tokens[sentence.clone()];
    let speaks = |feature: Feature<'_>| WORDS.network.speaks(&feature, pull);
    let (mut best, mut best_run) = (0.0, 0..words.len());
    let (mut sum, mut start) = (0.0, 0);
    for (at, token) in words.iter().enumerate() {
        let pair = words.get(at + 1).map_or(0.0, |next| speaks(Feature::new(PAIR, &[token.stem, next.stem])));
        // Each word costs a little, so that a run ends where nothing more is said.
        sum += speaks(Feature::new(SAID, &[token.stem])) + pair - WORD_COST;
        if sum <= 0.0 {
            (sum, start) = (0.0, at + 1);
        } else if sum > best {
            (best, best_run) = (sum, start..at + 1);
        }
    }
    // With the rest of its part of the sentence, where that is short: a word or two say little to a person.
    let start = words[..best_run.start].iter().rev().take(REACH).take_while(|token| !parts(token)).count();
    let end = words[best_run.end..].iter().take(REACH).take_while(|token| !parts(token)).count();
    let told = &words[best_run.start - start..best_run.end + end];
    told.first().zip(told.last()).map_or(0..0, |(first, last)| first.at.start..last.at.end)
}

/// Whether a sign parts a sentence.
fn parts(token: &Token<'_>) -> bool {
    matches!(token.word, "," | ":" | "(" | ")" | "->" | "\"") || token.ends()
}

/// How many words on each side of what was found belong to a quote.
const REACH: usize = 4;

/// What a word has to say for a signal to be part of its quote.
const WORD_COST: f32 = 0.2;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::prose::fold::Folded;
    use crate::signal::builtin_catalogue;

    #[test]
    fn classes_of_weights_are_signals_of_the_catalogue_and_values_that_they_take() {
        let catalogue = builtin_catalogue();
        assert_eq!(QUANTITIES.classes[0], Class::Nothing);
        for (name, class) in QUANTITIES.network.classes.iter().zip(&QUANTITIES.classes).skip(1) {
            let (Class::One(signal, _) | Class::Part(signal) | Class::Whole(signal) | Class::Others(signal)) = class
            else {
                panic!("no reading: {name}")
            };
            assert!(catalogue.get(signal).is_some(), "{name}");
        }
        for (signal, value) in &WORDS.classes[1..] {
            let range = catalogue.get(signal).and_then(|signal| signal.range);
            assert!(range.is_some_and(|(low, high)| (low..=high).contains(value)), "{signal} {value}");
        }
    }

    fn guessed(text: &str) -> Vec<String> {
        let mut folded = Folded::default();
        folded.push_text(text, 0);
        let today = "2026-10-14".parse().ok();
        let normal = Normal::new(&folded, "@hiring_manager_said ", today);
        let catalogue = builtin_catalogue();
        let trust = crate::signal::Trust::builtin();
        let context = Context { catalogue: &catalogue, trust: &trust, scope: crate::model::Scope::Role };
        let shown = |guess: &Guess| {
            let quote = String::from_utf8_lossy(&normal.text[guess.quote.clone()]).into_owned();
            format!("{} {:?} {}", guess.signal, guess.said.value, quote.trim())
        };
        Opinion::of(&normal).guesses(&context, today).iter().map(shown).collect()
    }

    #[test]
    fn phrasings_that_no_rule_names_are_read_with_the_words_that_state_them() {
        assert_eq!(
            guessed("So all in all the whole firm comes to around 340 bodies"),
            ["company.headcount Number(340.0) whole firm comes to \u{1} bodies"]
        );
        assert!(guessed("We had lunch with 12 people of the choir").is_empty());
        assert!(guessed("").is_empty());
    }

    #[test]
    fn the_leader_leads_the_second_and_only_those_that_fit_are_compared() {
        assert_eq!(leader(&[1.0, 4.0, 3.0], |_| true), Some((1, 1.0)));
        assert_eq!(leader(&[1.0, 4.0, 3.0], |at| at != 1), Some((2, 2.0)));
        assert_eq!(leader(&[], |_| true), None);
    }
}

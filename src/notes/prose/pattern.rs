//! Patterns that are asked most often whether they match at all, and seldom where.

use std::sync::OnceLock;

use regex::bytes::{CaptureMatches, Regex};
use regex_automata::Input;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::pool::Pool;
use regex_automata::util::syntax;

use super::compile;

/// A pattern over ASCII. What says where it matches takes twice as long to build as what says whether, and is built
/// when something matched.
pub(super) struct Pattern {
    source: String,
    whether: DFA,
    caches: Caches,
    wherever: OnceLock<Regex>,
}

/// What searches at the same time keep, each its own.
type Caches = Pool<Cache, Box<dyn Fn() -> Cache + Send + Sync>>;

impl Pattern {
    pub(super) fn new(source: String) -> Self {
        // No prefix literals: the words that it begins with are looked for before (`opening`).
        let whether = DFA::builder()
            .configure(DFA::config().skip_cache_capacity_check(true))
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .thompson(thompson::Config::new().utf8(false).which_captures(WhichCaptures::None))
            .build(&source)
            .expect("the patterns are constants, and tests compile them");
        let own = whether.clone();
        let caches = Caches::new(Box::new(move || own.create_cache()));
        Self { source, whether, caches, wherever: OnceLock::new() }
    }

    /// Whether it matches somewhere.
    pub(super) fn is_match(&self, text: &[u8]) -> bool {
        let input = Input::new(text).earliest(true);
        let found = self.whether.try_search_fwd(&mut self.caches.get(), &input);
        // It gives up on texts that would need too many states.
        found.map_or_else(|_| self.wherever().is_match(text), |found| found.is_some())
    }

    /// Its matches, from left to right.
    pub(super) fn matches<'t>(&self, text: &'t [u8]) -> CaptureMatches<'_, 't> {
        self.wherever().captures_iter(text)
    }

    fn wherever(&self) -> &Regex {
        self.wherever.get_or_init(|| compile(&self.source))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_whether_and_what_says_where_agree() {
        let pattern = Pattern::new(r"(\x01)[^.]{0,9}? ems?\b".to_owned());
        for (text, count) in [("\x01 good ems, \x01 em", 2), ("\x01. em", 0), ("\x01 emu", 0), ("x\x01 em", 1)] {
            assert_eq!(pattern.matches(text.as_bytes()).count(), count, "{text}");
            assert_eq!(pattern.is_match(text.as_bytes()), count > 0, "{text}");
        }
    }
}

//! With which words a quantity can begin: most words of a note cannot begin one, and are not read any further.

use std::sync::LazyLock;

use super::tree::Tree;
use super::{bound, fraction, number, span, time};

/// What all quantities begin with.
static ALL: LazyLock<Beginnings> = LazyLock::new(|| {
    let words = time::beginnings().chain(span::beginnings()).chain(fraction::beginnings());
    let leads = time::leads().chain(span::leads()).chain(bound::leads());
    Beginnings::new(words.chain(number::beginnings()), leads)
});

/// How far is looked: no quantity is longer before its first number.
const FARTHEST: usize = 60;

/// Beginnings as a tree of letters.
pub(super) struct Beginnings(Tree<Begins>);

/// What letters can begin.
#[derive(Debug, Default)]
struct Begins {
    /// A quantity may begin with them.
    is_beginning: bool,
    /// A quantity may begin with them where one begins behind them: *in the*, *more than*.
    is_lead: bool,
}

impl Beginnings {
    /// What something can begin with: words, also where they only begin so, and leads that stand before them, with the
    /// sign behind them.
    pub(super) fn new(
        words: impl Iterator<Item = &'static str>,
        leads: impl Iterator<Item = (&'static str, &'static str)>,
    ) -> Self {
        let mut tree = Tree::<Begins>::default();
        for word in words {
            tree.value(word.as_bytes()).is_beginning = true;
        }
        for (lead, joint) in leads {
            tree.value([lead, joint].concat().as_bytes()).is_lead = true;
        }
        Self(tree)
    }

    /// Whether it could begin here.
    pub(super) fn fit(&self, text: &[u8]) -> bool {
        self.fit_window(&text[..text.len().min(FARTHEST)])
    }

    fn fit_window(&self, text: &[u8]) -> bool {
        let is_begun = |(read, letters): (usize, &Begins)| {
            letters.is_beginning || letters.is_lead && self.fit_window(&text[read + 1..])
        };
        self.0.walk(text).enumerate().any(is_begun)
    }
}

/// Whether a quantity could begin here.
pub(super) fn may_begin(rest: &[u8]) -> bool {
    let Some(first) = rest.first() else { return false };
    // Words are most of a note; of signs only those that stand everywhere are known to begin none.
    let is_sign = !first.is_ascii_lowercase() && !matches!(first, b' ' | b',' | b'.');
    is_sign || ALL.fit(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_no_quantity_are_known_by_their_letters() {
        for words in [
            "manager",
            "team of 5",
            "we",
            " 5",
            ", 5",
            "a lead",
            "",
            "in",
            "in the end we",
            "over the hill",
            "question 5",
            "some people",
            "this team",
            "on-call",
            "c. ",
            "the the the the the the the the the the the the the the the 5",
        ] {
            assert!(!may_begin(words.as_bytes()), "{words}");
        }
        for words in [
            "5",
            "~5",
            "'26",
            "over 5",
            "py",
            "a dozen",
            "june",
            "q3",
            "prior year",
            "the same day",
            "$5",
            "in the june cut",
            "approx. 5",
            "just over ~5",
            "mid-2026",
            "this month",
            "more than a third",
            "by the end of last year",
            "this time last year",
            "at this time last yr",
            "the same time last year",
            "less than $5",
            "of the year",
        ] {
            assert!(may_begin(words.as_bytes()), "{words}");
        }
    }
}

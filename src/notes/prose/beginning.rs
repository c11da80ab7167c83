//! With which words a quantity can begin: most words of a note cannot begin one, and are not read any further.

use std::sync::LazyLock;

use super::{bound, fraction, number, span, time};

/// What all quantities begin with.
static ALL: LazyLock<Beginnings> = LazyLock::new(|| {
    let words = time::beginnings().chain(span::beginnings()).chain(fraction::beginnings());
    let leads = time::leads().chain(span::leads()).chain(bound::leads());
    Beginnings::new(words.chain(number::beginnings()), leads)
});

/// How far is looked: no quantity is longer before its first number.
const FARTHEST: usize = 60;

/// Beginnings as a tree of letters; the first node is the root.
pub(super) struct Beginnings {
    nodes: Vec<Node>,
}

/// Letters that have been read.
struct Node {
    /// The node of each class of letters that goes on, or 0.
    next: [u16; CLASSES],
    /// A quantity may begin with them.
    is_beginning: bool,
    /// A quantity may begin with them where one begins behind them: *in the*, *more than*.
    is_lead: bool,
}

impl Node {
    const fn new() -> Self {
        Self { next: [0; CLASSES], is_beginning: false, is_lead: false }
    }
}

/// Classes of letters: `a` to `z`, digits, and some signs; 0 is any other.
const CLASSES: usize = 34;

fn class(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => usize::from(byte - b'a') + 1,
        b'0'..=b'9' => 27,
        b' ' => 28,
        b'-' => 29,
        b'\'' => 30,
        b'.' => 31,
        b'$' | b'+' | b'~' => 32,
        b'<' | b'=' | b'>' => 33,
        _ => 0,
    }
}

impl Beginnings {
    /// What something can begin with: words, also where they only begin so, and leads that stand before them, with the
    /// sign behind them.
    pub(super) fn new(
        words: impl Iterator<Item = &'static str>,
        leads: impl Iterator<Item = (&'static str, &'static str)>,
    ) -> Self {
        let mut tree = Self { nodes: vec![Node::new()] };
        for word in words {
            tree.node(word.as_bytes()).is_beginning = true;
        }
        for (lead, joint) in leads {
            tree.node([lead, joint].concat().as_bytes()).is_lead = true;
        }
        tree
    }

    fn node(&mut self, letters: &[u8]) -> &mut Node {
        let mut at = 0;
        for byte in letters {
            let known = usize::from(self.nodes[at].next[class(*byte)]);
            at = if known == 0 { self.grow(at, class(*byte)) } else { known };
        }
        &mut self.nodes[at]
    }

    fn grow(&mut self, from: usize, class: usize) -> usize {
        let number = self.nodes.len();
        self.nodes.push(Node::new());
        self.nodes[from].next[class] = u16::try_from(number).unwrap_or(0);
        number
    }

    /// Whether it could begin here.
    pub(super) fn fit(&self, text: &[u8]) -> bool {
        self.fit_window(&text[..text.len().min(FARTHEST)])
    }

    fn fit_window(&self, text: &[u8]) -> bool {
        let mut at = 0;
        for (read, byte) in text.iter().enumerate() {
            at = usize::from(self.nodes[at].next[class(*byte)]);
            let node = &self.nodes[at];
            if at == 0 || node.is_beginning || node.is_lead && self.fit_window(&text[read + 1..]) {
                return at > 0;
            }
        }
        false
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

//! With which letters a quantity can begin: most words of a note cannot begin one, and are not read any further.

use std::sync::LazyLock;

use super::{bound, fraction, number, span, time};

/// Letters that are looked at.
const LETTERS: usize = 3;
/// Classes of them: `a` to `z`, a space (*a dozen* is no `a$`), and all others.
const CLASSES: usize = 28;

/// For the classes of three letters, whether a quantity can begin with them.
static LETTERS_OF_QUANTITIES: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let words = time::beginnings().chain(span::beginnings()).chain(fraction::beginnings());
    let mut found = vec![false; CLASSES.pow(LETTERS as u32)];
    for word in words.chain(bound::beginnings()).chain(number::beginnings()) {
        // A shorter word goes on with any letter.
        let known = word.len().min(LETTERS);
        let width = CLASSES.pow((LETTERS - known) as u32);
        let start = place(word.as_bytes(), known) * width;
        found[start..start + width].fill(true);
    }
    found
});

fn class(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => usize::from(byte - b'a') + 1,
        b' ' => 27,
        _ => 0,
    }
}

/// The number of the classes of the first `count` letters; what is missing is like any sign.
fn place(text: &[u8], count: usize) -> usize {
    (0..count).fold(0, |place, at| place * CLASSES + text.get(at).copied().map_or(0, class))
}

/// Whether a quantity could begin here.
pub(super) fn may_begin(rest: &[u8]) -> bool {
    let Some(first) = rest.first().filter(|first| !matches!(first, b' ' | b',' | b'.')) else { return false };
    !first.is_ascii_lowercase() || LETTERS_OF_QUANTITIES[place(rest, LETTERS)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_no_quantity_are_known_by_their_first_letters() {
        for words in ["manager", "team of 5", "we", " 5", ", 5", "a lead", ""] {
            assert!(!may_begin(words.as_bytes()), "{words}");
        }
        for words in ["5", "~5", "'26", "over 5", "py", "a dozen", "june", "q3", "prior year", "the same day", "$5"] {
            assert!(may_begin(words.as_bytes()), "{words}");
        }
    }
}

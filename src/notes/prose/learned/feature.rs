//! What there are weights for: words at a place, such as `R1=people`, the word right behind a quantity.
//!
//! A feature is put together from parts whose hashes are known, so that reading a note never writes a name.

/// A word with its hash.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'n> {
    pub(super) text: &'n str,
    hash: u64,
}

impl<'n> Word<'n> {
    /// The word with its hash (FNV-1a of 64 bits).
    pub(super) const fn new(text: &'n str) -> Self {
        let bytes = text.as_bytes();
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let mut at = 0;
        while at < bytes.len() {
            hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
            at += 1;
        }
        Self { text, hash }
    }
}

/// A place, whose name ends in its only `=`, and the words there. Its name joins them with spaces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Feature<'a> {
    place: Word<'static>,
    words: &'a [Word<'a>],
}

impl<'a> Feature<'a> {
    pub(super) const fn new(place: Word<'static>, words: &'a [Word<'a>]) -> Self {
        Self { place, words }
    }

    pub(super) fn hash(&self) -> u64 {
        joined(self.place, self.words.iter().copied())
    }

    /// The name that a file of weights has for it.
    pub(super) fn name(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text).collect();
        format!("{}{}", self.place.text, words.join(" "))
    }
}

/// The hash of the feature of this name.
pub(super) fn hash_of_name(name: &str) -> u64 {
    let (place, words) = name.split_at(name.find('=').map_or(name.len(), |at| at + 1));
    joined(Word::new(place), words.split(' ').map(Word::new))
}

fn joined<'w>(place: Word<'_>, words: impl Iterator<Item = Word<'w>>) -> u64 {
    // An odd number whose bits look like chance (the golden ratio), so that the order of words matters.
    words.fold(place.hash, |hash, word| (hash.rotate_left(32) ^ word.hash).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_has_the_hash_of_its_name() {
        let place = Word::new("LL=");
        let words = ["two", "of"].map(Word::new);
        let feature = Feature::new(place, &words);
        assert_eq!(feature.name(), "LL=two of");
        assert_eq!(feature.hash(), hash_of_name("LL=two of"));
        for other in ["LL=of two", "LL=two", "LL=two of ", "RR=two of", "LL=two=of"] {
            assert_ne!(feature.hash(), hash_of_name(other), "{other}");
        }
        let sign = [Word::new("=")];
        assert_eq!(Feature::new(Word::new("s="), &sign).hash(), hash_of_name("s=="));
    }
}

//! A network of one hidden layer: how much the features of a quantity, or of a sentence, speak for each class.
//!
//! A file of weights has a line `class NAME BIAS W…` for each class, with its bias and its weight for each hidden unit
//! in thousandths, and a line `FEATURE<tab>SCALE<tab>CHARACTERS` for each feature: a character for each hidden unit,
//! whose distance from `P` times the scale is its weight, in hundred-thousandths. All sums are made in one order, so
//! that they are the same on every machine.

use super::feature::{Feature, hash_of_name};

/// The character of weight 0 in a file; its distance from the others is what they weigh.
const ZERO: u8 = b'P';

/// Parts of one that the weights of features count.
const OF_FEATURES: f32 = 1e5;
/// Parts of one that the weights and biases of classes count.
const OF_CLASSES: f32 = 1e3;

/// Classes that are added up at once, so that their sums stay in registers.
const BLOCK: usize = 32;

/// A network with so many hidden units, ready to use.
#[derive(Debug)]
pub(super) struct Network<const UNITS: usize> {
    /// Names of the classes; the first one is none of the others.
    pub(super) classes: Vec<&'static str>,
    /// What classes score before any unit speaks, in blocks; the last one is filled up.
    bias: Vec<[f32; BLOCK]>,
    /// For each block of classes what each hidden unit weighs for them.
    weights: Vec<[[f32; BLOCK]; UNITS]>,
    features: Features<UNITS>,
}

/// What the hidden units say of features; 0 where one says nothing.
pub(super) type Hidden<const UNITS: usize> = [f32; UNITS];

impl<const UNITS: usize> Network<UNITS> {
    /// Reads a file of weights. It is a part of the program: what is no weight is left out.
    pub(super) fn parse(text: &'static str) -> Self {
        let (mut classes, mut bias, mut weights) = (Vec::new(), Vec::new(), Vec::new());
        let mut rest = text;
        while let Some((line, next)) = rest.split_once('\n').filter(|(line, _)| line.starts_with("class ")) {
            rest = next;
            let (block, lane) = (classes.len() / BLOCK, classes.len() % BLOCK);
            if lane == 0 {
                bias.push([0.0; BLOCK]);
                weights.push([[0.0; BLOCK]; UNITS]);
            }
            let mut words = line.split(' ').skip(1);
            classes.push(words.next().unwrap_or_default());
            let mut numbers = words.map(|word| word.parse::<f32>().unwrap_or(0.0) / OF_CLASSES);
            bias[block][lane] = numbers.next().unwrap_or(0.0);
            numbers.zip(&mut weights[block]).for_each(|(number, unit)| unit[lane] = number);
        }
        Self { classes, bias, weights, features: Features::parse(rest) }
    }

    /// What the hidden units say of features: the sum of their weights over the root of the number of those that are
    /// known, each once, or 0 where it is below.
    pub(super) fn hidden(&self, of: impl FnOnce(&mut dyn FnMut(Feature<'_>))) -> Hidden<UNITS> {
        let mut known = Vec::with_capacity(256);
        of(&mut |feature| known.extend(self.features.number(&feature)));
        known.sort_unstable();
        known.dedup();
        let mut sums = [0_i32; UNITS];
        pulp::Arch::new().dispatch(Rows { rows: &self.features.rows, known: &known, sums: &mut sums });
        let known = u16::try_from(known.len()).unwrap_or(u16::MAX);
        let length = f32::from(known.max(1)).sqrt() * OF_FEATURES;
        sums.map(|sum| (sum as f32 / length).max(0.0))
    }

    /// What each class scores: the log of its odds, but for a number that is the same for all.
    pub(super) fn scores(&self, hidden: &Hidden<UNITS>) -> Vec<f32> {
        let mut loud = [(0, 0.0); UNITS];
        let mut count = 0;
        for (unit, said) in hidden.iter().enumerate().filter(|(_, said)| **said > 0.0) {
            loud[count] = (unit, *said);
            count += 1;
        }
        let mut scores = self.bias.clone();
        pulp::Arch::new().dispatch(Classes { loud: &loud[..count], weights: &self.weights, scores: &mut scores });
        let mut scores = scores.into_flattened();
        scores.truncate(self.classes.len());
        scores
    }

    /// How much each hidden unit that speaks pulls towards a class rather than none.
    pub(super) fn pull(&self, hidden: &Hidden<UNITS>, class: usize) -> Hidden<UNITS> {
        let weight = |unit: usize, class: usize| self.weights[class / BLOCK][unit][class % BLOCK];
        let mut pull = [0.0; UNITS];
        for (unit, pull) in pull.iter_mut().enumerate().filter(|(unit, _)| hidden[*unit] > 0.0) {
            *pull = weight(unit, class) - weight(unit, 0);
        }
        pull
    }

    /// How much a feature speaks for what hidden units pull towards; scores divide it by the root of the number of
    /// features that are known.
    pub(super) fn speaks(&self, feature: &Feature<'_>, pull: &Hidden<UNITS>) -> f32 {
        let Some(number) = self.features.number(feature) else { return 0.0 };
        let row = &self.features.rows[number as usize];
        let weights = row.characters.iter().map(|character| row.scale * (i32::from(*character) - i32::from(ZERO)));
        weights.zip(pull).map(|(weight, pull)| weight as f32 / OF_FEATURES * pull).sum()
    }
}

/// The features that weights know, by their hashes.
#[derive(Debug)]
struct Features<const UNITS: usize> {
    /// A table with open addressing: numbers of features from 1, 0 where a place is free.
    places: Vec<u32>,
    hashes: Vec<u64>,
    rows: Vec<Row<UNITS>>,
}

/// The weights of a feature.
#[derive(Debug)]
struct Row<const UNITS: usize> {
    scale: i32,
    /// One for each hidden unit.
    characters: &'static [u8; UNITS],
}

impl<const UNITS: usize> Features<UNITS> {
    fn parse(text: &'static str) -> Self {
        // The characters of a row are most of the file, and are passed over at once.
        let count = text.len() / (UNITS + 12);
        let (mut hashes, mut rows) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let mut rest = text;
        while let Some((feature, scale, row)) = cells(rest) {
            let whole = row.as_bytes().split_first_chunk::<UNITS>().filter(|(_, next)| next.first() == Some(&b'\n'));
            if let Some((characters, _)) = whole {
                hashes.push(hash_of_name(feature));
                rows.push(Row { scale: scale.parse().unwrap_or(0), characters });
            }
            let length = if whole.is_some() { UNITS } else { row.find('\n').unwrap_or(row.len()) };
            rest = row.get(length + 1..).unwrap_or_default();
        }
        let places = vec![0; (rows.len() * 2 + 1).next_power_of_two()];
        let mut found = Self { places, hashes: Vec::with_capacity(rows.len()), rows };
        for hash in hashes {
            let at = found.place(hash);
            found.hashes.push(hash);
            found.places[at] = u32::try_from(found.hashes.len()).unwrap_or_default();
        }
        found
    }

    /// Where a hash stands in the table, or the free place where it would.
    fn place(&self, hash: u64) -> usize {
        let mask = self.places.len() - 1;
        let mut at = (hash >> 32) as usize & mask;
        while self.places[at].checked_sub(1).is_some_and(|number| self.hashes[number as usize] != hash) {
            at = (at + 1) & mask;
        }
        at
    }

    /// The number of a feature's row.
    fn number(&self, feature: &Feature<'_>) -> Option<u32> {
        self.places[self.place(feature.hash())].checked_sub(1)
    }
}

/// The first two cells of a line, and what follows them.
fn cells(line: &str) -> Option<(&str, &str, &str)> {
    let tab = |text: &str| text.bytes().position(|byte| byte == b'\t');
    let first = tab(line)?;
    let second = first + 1 + tab(&line[first + 1..])?;
    Some((&line[..first], &line[first + 1..second], &line[second + 1..]))
}

/// Adds up the weights of features, in registers as wide as the processor has: whole numbers, the same on all.
struct Rows<'a, const UNITS: usize> {
    rows: &'a [Row<UNITS>],
    known: &'a [u32],
    sums: &'a mut [i32; UNITS],
}

impl<const UNITS: usize> pulp::WithSimd for Rows<'_, UNITS> {
    type Output = ();

    // Inlined, or it would be compiled for the narrowest registers; by number, since iterators over pairs are not.
    #[inline(always)]
    #[expect(clippy::needless_range_loop, reason = "iterators over pairs are not inlined here")]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        let mut sums = [0_i32; UNITS];
        let mut scales = 0_i32;
        for number in self.known {
            let row = &self.rows[*number as usize];
            for unit in 0..UNITS {
                sums[unit] = sums[unit].wrapping_add(row.scale.wrapping_mul(i32::from(row.characters[unit])));
            }
            scales = scales.wrapping_add(row.scale);
        }
        // What weighs nothing is no 0 in a file, but `ZERO`.
        let zero = scales.wrapping_mul(i32::from(ZERO));
        for unit in 0..UNITS {
            self.sums[unit] = sums[unit].wrapping_sub(zero);
        }
    }
}

/// Adds up what classes weigh the hidden units that speak: each class by itself, in the order of the units, so that the
/// sums are the same in registers of every width.
struct Classes<'a, const UNITS: usize> {
    /// Units that speak, and what they say.
    loud: &'a [(usize, f32)],
    weights: &'a [[[f32; BLOCK]; UNITS]],
    scores: &'a mut [[f32; BLOCK]],
}

impl<const UNITS: usize> pulp::WithSimd for Classes<'_, UNITS> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        for block in 0..self.scores.len() {
            let mut sums = self.scores[block];
            for (unit, said) in self.loud {
                let weights = &self.weights[block][*unit];
                for lane in 0..BLOCK {
                    sums[lane] += said * weights[lane];
                }
            }
            self.scores[block] = sums;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notes::prose::learned::feature::Word;

    /// Unit 0 hears of people, unit 1 of anything but; the scales are of a whole one.
    const TEXT: &str = "class none 500 0 1000\nclass a|slot -250 2000 0\nR1=people\t100000\tQO\nL1=of\t100000\tPQ\nL2=of\t100000\tPQ\nL3=of\t100000\tPP\nX=of\t1\tP\n";

    const R1: Word<'_> = Word::new("R1=");
    const L1: Word<'_> = Word::new("L1=");
    const OF: &[Word<'_>] = &[Word::new("of")];
    const PEOPLE: &[Word<'_>] = &[Word::new("people")];

    fn hidden(network: &Network<2>, features: &[Feature<'_>]) -> Hidden<2> {
        network.hidden(|emit| features.iter().for_each(|feature| emit(*feature)))
    }

    #[test]
    fn scores_are_what_classes_weigh_the_hidden_units_that_speak() {
        let network = Network::<2>::parse(TEXT);
        assert_eq!(network.classes, ["none", "a|slot"]);
        assert_eq!(hidden(&network, &[]), [0.0, 0.0]);
        assert_eq!(network.scores(&[0.0, 0.0]), [0.5, -0.25]);
        // Each feature once; below 0 a unit says nothing.
        assert_eq!(hidden(&network, &[Feature::new(R1, PEOPLE); 2]), [1.0, 0.0]);
        assert_eq!(network.scores(&[1.0, 0.0]), [0.5, 1.75]);
        // Over the root of the four that are known; a row that is too short is no feature.
        let of = ["L1=", "L2=", "L3=", "L4=", "X="].map(|place| Feature::new(Word::new(place), OF));
        let all = [&of[..], &[Feature::new(R1, PEOPLE)]].concat();
        assert_eq!(hidden(&network, &all), [0.5, 0.5]);
    }

    #[test]
    fn a_feature_speaks_for_a_class_by_the_units_that_speak() {
        let network = Network::<2>::parse(TEXT);
        let pull = network.pull(&[1.0, 0.0], 1);
        assert_eq!(pull, [2.0, 0.0]);
        let said = [(R1, PEOPLE), (L1, OF), (L1, PEOPLE)]
            .map(|(place, words)| network.speaks(&Feature::new(place, words), &pull));
        assert_eq!(said, [2.0, 0.0, 0.0]);
    }
}

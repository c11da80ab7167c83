//! A network of one hidden layer: how much the features of a quantity, or of a sentence, speak for each class.
//!
//! A file of weights has a line `class NAME BIAS W…` for each class, with its bias and its weight for each hidden unit
//! in thousandths, and a line `FEATURE<tab>SCALE<tab>CHARACTERS` for each feature: a character for each hidden unit,
//! whose distance from `P` times the scale is its weight, in hundred-thousandths. All sums are made in one order, so
//! that they are the same on every machine.

/// The character of weight 0 in a file; its distance from the others is what they weigh.
const ZERO: u8 = b'P';

/// Parts of one that the weights of features count.
const OF_FEATURES: f32 = 1e5;
/// Parts of one that the weights and biases of classes count.
const OF_CLASSES: f32 = 1e3;

/// A network, ready to use.
#[derive(Debug)]
pub(super) struct Network {
    /// Names of the classes; the first one is none of the others.
    pub(super) classes: Vec<&'static str>,
    bias: Vec<f32>,
    /// For each hidden unit its weight for each class.
    weights: Vec<f32>,
    /// Hashes of features with their rows; a table with open addressing, 0 where a place is free.
    table: Vec<(u64, Row)>,
}

/// The weights of a feature: their scale, and a character for each hidden unit.
type Row = (i32, &'static [u8]);

impl Network {
    /// Reads a file of weights. It is a part of the program: what is no weight is left out.
    pub(super) fn parse(text: &'static str) -> Self {
        let (mut classes, mut bias, mut of_classes, mut features) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next_if(|line| line.starts_with("class ")) {
            let mut words = line.split(' ').skip(1);
            classes.push(words.next().unwrap_or_default());
            let mut numbers = words.map(|word| word.parse::<f32>().unwrap_or(0.0) / OF_CLASSES);
            bias.push(numbers.next().unwrap_or(0.0));
            of_classes.push(numbers.collect::<Vec<f32>>());
        }
        let width = of_classes.first().map_or(0, Vec::len);
        for line in lines {
            let mut cells = line.splitn(3, '\t');
            let (Some(feature), Some(scale), Some(row)) = (cells.next(), cells.next(), cells.next()) else { continue };
            if row.len() == width {
                features.push((hash(&[feature]), (scale.parse().unwrap_or(0), row.as_bytes())));
            }
        }
        let mut table: Vec<(u64, Row)> = vec![(0, (0, &[])); (features.len() * 2 + 1).next_power_of_two()];
        for feature in features {
            let at = place(&table, feature.0);
            table[at] = feature;
        }
        let unit = |unit: usize| of_classes.iter().map(move |class| class.get(unit).copied().unwrap_or(0.0));
        Self { weights: (0..width).flat_map(unit).collect(), classes, bias, table }
    }

    /// What the hidden units say of the features whose hashes these are: the sum of their weights over the root of the
    /// number of those that are known, or 0 where it is below.
    pub(super) fn hidden(&self, hashes: &[u64]) -> Vec<f32> {
        let rows: Vec<Row> = hashes.iter().filter_map(|hash| self.row(*hash)).collect();
        let mut sums = vec![0_i32; self.weights.len() / self.classes.len().max(1)];
        pulp::Arch::new().dispatch(Rows { rows: &rows, sums: &mut sums });
        let known = u16::try_from(rows.len()).unwrap_or(u16::MAX);
        let length = f32::from(known.max(1)).sqrt() * OF_FEATURES;
        sums.iter().map(|sum| (*sum as f32 / length).max(0.0)).collect()
    }

    /// What each class scores: the log of its odds, but for a number that is the same for all.
    pub(super) fn scores(&self, hidden: &[f32]) -> Vec<f32> {
        let mut scores = self.bias.clone();
        pulp::Arch::new().dispatch(Classes { hidden, weights: &self.weights, scores: &mut scores });
        scores
    }

    /// How much each hidden unit that speaks pulls towards a class rather than none.
    pub(super) fn pull(&self, hidden: &[f32], class: usize) -> Vec<f32> {
        let units = hidden.iter().zip(self.weights.chunks(self.classes.len()));
        units.map(|(said, weights)| if *said > 0.0 { weights[class] - weights[0] } else { 0.0 }).collect()
    }

    /// How much a feature speaks for what hidden units pull towards; scores divide it by the root of the number of
    /// features that are known.
    pub(super) fn speaks(&self, feature: u64, pull: &[f32]) -> f32 {
        let Some((scale, row)) = self.row(feature) else { return 0.0 };
        row.iter().zip(pull).map(|(byte, pull)| weight(scale, *byte) as f32 / OF_FEATURES * pull).sum()
    }

    fn row(&self, hash: u64) -> Option<Row> {
        let (found, row) = self.table[place(&self.table, hash)];
        (found != 0).then_some(row)
    }
}

/// Adds up the weights of features, in registers as wide as the processor has: whole numbers, the same on all.
struct Rows<'a> {
    rows: &'a [Row],
    sums: &'a mut [i32],
}

impl pulp::WithSimd for Rows<'_> {
    type Output = ();

    // Inlined, or it would be compiled for the narrowest registers.
    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        for (scale, row) in self.rows {
            for (sum, byte) in self.sums.iter_mut().zip(*row) {
                *sum += weight(*scale, *byte);
            }
        }
    }
}

/// Adds up what classes weigh the hidden units: each class by itself, in the order of the units, so that the sums are the
/// same in registers of every width.
struct Classes<'a> {
    hidden: &'a [f32],
    weights: &'a [f32],
    scores: &'a mut [f32],
}

impl pulp::WithSimd for Classes<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        for (said, weights) in self.hidden.iter().zip(self.weights.chunks(self.scores.len().max(1))) {
            if *said > 0.0 {
                for (score, weight) in self.scores.iter_mut().zip(weights) {
                    *score += said * weight;
                }
            }
        }
    }
}

/// What a character of a feature with this scale weighs.
#[inline(always)]
fn weight(scale: i32, character: u8) -> i32 {
    scale * (i32::from(character) - i32::from(ZERO))
}

/// Where a hash stands in a table, or the free place where it would.
fn place(table: &[(u64, Row)], hash: u64) -> usize {
    let mask = table.len() - 1;
    let mut at = (hash >> 32) as usize & mask;
    while table[at].0 != 0 && table[at].0 != hash {
        at = (at + 1) & mask;
    }
    at
}

/// The hash of a feature that is given in pieces (FNV-1a of 64 bits); never 0.
pub(super) fn hash(pieces: &[&str]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for piece in pieces {
        for byte in piece.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash.max(1)
}

/// The hashes of the features that are given, each once.
pub(super) fn hashes(of: impl FnOnce(&mut dyn FnMut(&[&str]))) -> Vec<u64> {
    let mut found = Vec::with_capacity(256);
    of(&mut |pieces| found.push(hash(pieces)));
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Unit 0 hears of people, unit 1 of anything but; the scales are of a whole one.
    const TEXT: &str = "class none 500 0 1000\nclass a|slot -250 2000 0\nR1=people\t100000\tQO\nL1=of\t100000\tPQ\nL2=of\t100000\tPQ\nL3=of\t100000\tPP\nX\t1\tP\n";

    #[test]
    fn scores_are_what_classes_weigh_the_hidden_units_that_speak() {
        let network = Network::parse(TEXT);
        assert_eq!(network.classes, ["none", "a|slot"]);
        let hidden =
            |features: &[&str]| network.hidden(&hashes(|emit| features.iter().for_each(|feature| emit(&[feature]))));
        assert_eq!(hidden(&[]), [0.0, 0.0]);
        assert_eq!(network.scores(&[0.0, 0.0]), [0.5, -0.25]);
        // Each feature once; below 0 a unit says nothing.
        assert_eq!(hidden(&["R1=people", "R1=people"]), [1.0, 0.0]);
        assert_eq!(network.scores(&[1.0, 0.0]), [0.5, 1.75]);
        // Over the root of the four that are known; a row that is too short is no feature.
        assert_eq!(hidden(&["R1=people", "L1=of", "L2=of", "L3=of", "unknown", "X"]), [0.5, 0.5]);
        assert_eq!(hash(&["R1=", "people"]), hash(&["R1=people"]));
    }

    #[test]
    fn a_feature_speaks_for_a_class_by_the_units_that_speak() {
        let network = Network::parse(TEXT);
        let pull = network.pull(&[1.0, 0.0], 1);
        assert_eq!(pull, [2.0, 0.0]);
        assert_eq!(
            ["R1=people", "L1=of", "unknown"].map(|feature| network.speaks(hash(&[feature]), &pull)),
            [2.0, 0.0, 0.0]
        );
    }
}

//! Weights of features for classes: how much a feature speaks for each.
//!
//! A file of weights has a line `class NAME BIAS` for each class, and a line `FEATURE<tab>CLASS:WEIGHT …` for each
//! feature, classes by number. Weights are whole numbers (hundredths), so that sums are the same on every machine.

/// Weights, ready to use.
#[derive(Debug)]
pub(super) struct Weights {
    /// Names of the classes; the first one is none of the others.
    pub(super) classes: Vec<&'static str>,
    bias: Vec<i32>,
    /// Hash of a feature and where its weights are; a table with open addressing, 0 where a place is free.
    table: Vec<(u64, u32, u32)>,
    weights: Vec<(u16, i16)>,
}

impl Weights {
    /// Reads a file of weights. It is a part of the program: what is no weight is left out.
    pub(super) fn parse(text: &'static str) -> Self {
        let (mut classes, mut bias, mut weights, mut features) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for line in text.lines() {
            if let Some((name, number)) = line.strip_prefix("class ").and_then(|class| class.rsplit_once(' ')) {
                classes.push(name);
                bias.push(number.parse().unwrap_or(0));
                continue;
            }
            let Some((feature, entries)) = line.split_once('\t') else { continue };
            let start = weights.len();
            weights.extend(entries.split(' ').filter_map(|entry| {
                let (class, weight) = entry.split_once(':')?;
                Some((class.parse::<u16>().ok()?, weight.parse::<i16>().ok()?))
            }));
            features.push((hash(&[feature]), start, weights.len()));
        }
        let mut table = vec![(0, 0, 0); (features.len() * 2 + 1).next_power_of_two()];
        for (hash, start, end) in features {
            let at = place(&table, hash);
            let narrow = |at: usize| u32::try_from(at).unwrap_or(0);
            table[at] = (hash, narrow(start), narrow(end));
        }
        Self { classes, bias, table, weights }
    }

    /// What each class scores with the features whose hashes these are: its bias and the sum of its weights over the
    /// root of the number of features, in hundredths.
    pub(super) fn scores(&self, hashes: &[u64]) -> Vec<f64> {
        let mut sums = vec![0_i32; self.classes.len()];
        for hash in hashes {
            let (_, start, end) = self.table[place(&self.table, *hash)];
            for (class, weight) in &self.weights[start as usize..end as usize] {
                if let Some(sum) = sums.get_mut(usize::from(*class)) {
                    *sum += i32::from(*weight);
                }
            }
        }
        let length = (hashes.len().max(1) as f64).sqrt();
        self.bias.iter().zip(sums).map(|(bias, sum)| f64::from(*bias) + f64::from(sum) / length).collect()
    }

    /// How much a feature speaks for a class rather than for none, in hundredths.
    pub(super) fn speaks_for(&self, class: usize, feature: u64) -> i32 {
        let (_, start, end) = self.table[place(&self.table, feature)];
        let weights = &self.weights[start as usize..end as usize];
        let of = |wanted: usize| weights.iter().find(|(class, _)| usize::from(*class) == wanted);
        of(class).map_or(0, |(_, weight)| i32::from(*weight)) - of(0).map_or(0, |(_, weight)| i32::from(*weight))
    }
}

/// Where a hash stands in a table, or the free place where it would.
fn place(table: &[(u64, u32, u32)], hash: u64) -> usize {
    let mask = table.len() - 1;
    let mut at = (hash >> 32) as usize & mask;
    while table[at].0 != 0 && table[at].0 != hash {
        at = (at + 1) & mask;
    }
    at
}

/// The hash of a feature that is given in pieces (FNV-1a of 64 bits); never 0.
pub(super) fn hash(pieces: &[&str]) -> u64 {
    let bytes = pieces.iter().flat_map(|piece| piece.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)).max(1)
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

    #[test]
    fn scores_are_the_bias_and_the_weights_of_known_features_over_the_root_of_their_number() {
        let weights = Weights::parse("class none 10\nclass a|slot -5\nR1=people\t1:200 0:-100\nL1=of\t1:100\n");
        assert_eq!(weights.classes, ["none", "a|slot"]);
        let scores =
            |features: &[&str]| weights.scores(&hashes(|emit| features.iter().for_each(|feature| emit(&[feature]))));
        assert_eq!(scores(&[]), [10.0, -5.0]);
        assert_eq!(scores(&["R1=people", "R1=people"]), [-90.0, 195.0]);
        assert_eq!(scores(&["R1=people", "L1=of", "unknown", "x"]), [-40.0, 145.0]);
        assert_eq!(hash(&["R1=", "people"]), hash(&["R1=people"]));
    }
}

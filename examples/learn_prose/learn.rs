//! A network of one hidden layer with steps by AdaGrad (Duchi, Hazan, Singer 2011). At each step a part of the
//! features is left out (Srivastava et al. 2014), so that no word alone makes a fact.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::label::NOTHING;

/// How often the examples are gone through.
const EPOCHS: usize = 16;
/// From which time on the weights are the mean of those at the end of each: the last steps say less than all together
/// (Polyak and Juditsky 1992).
const SETTLED: usize = 8;
/// How large a step is.
const STEP: f32 = 0.05;
/// How large a step of a bias is.
const STEP_OF_BIAS: f32 = 0.5;
/// Squared slopes that every weight begins with: the first steps are not the largest.
const FIRST_SQUARES: f32 = 1e-2;
/// Classes that are rarer than this teach nothing.
const LEAST_OF_CLASS: usize = 3;
/// In a file, the distance of a character from that of weight 0 is at most this.
const FARTHEST: f32 = 46.0;
/// The character of weight 0.
const ZERO: u8 = b'P';

/// A sample with what it states.
pub(crate) struct Example {
    /// Names of its features.
    pub(crate) features: Vec<String>,
    /// What it states, or that it states nothing.
    pub(crate) class: String,
}

/// What a network is like.
pub(crate) struct Shape {
    /// Units of the hidden layer.
    pub(crate) width: usize,
    /// Features that are rarer than this teach nothing.
    pub(crate) least_of_feature: usize,
    /// The part of features that is left out at each step.
    pub(crate) left_out: f32,
}

/// Examples by number.
struct Data<'e> {
    classes: Vec<&'e str>,
    features: Vec<&'e str>,
    /// For each example its features and its class.
    rows: Vec<(Vec<usize>, usize)>,
}

/// The file of weights that examples teach.
pub(crate) fn learn(examples: &[Example], shape: &Shape) -> String {
    let data = Data::new(examples, shape.least_of_feature);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut network = Network::new(&data, shape.width, &mut random);
    let mut order: Vec<usize> = (0..data.rows.len()).collect();
    let mut kept = Vec::new();
    for epoch in 0..EPOCHS {
        for at in (1..order.len()).rev() {
            order.swap(at, random.next() as usize % (at + 1));
        }
        for row in &order {
            let (features, class) = &data.rows[*row];
            kept.clear();
            kept.extend(features.iter().copied().filter(|_| random.part() >= shape.left_out));
            network.step(&kept, *class);
        }
        if epoch >= SETTLED {
            let share = 1.0 / (epoch - SETTLED + 1) as f32;
            for layer in [&mut network.features, &mut network.classes, &mut network.bias] {
                layer.settle(share);
            }
        }
    }
    network.text(&data)
}

/// Numbers that look like chance and are always the same.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// From 0 up to 1.
    fn part(&mut self) -> f32 {
        (self.next() & 0x00ff_ffff) as f32 / 16_777_216.0
    }

    /// Weights to begin with, up to `far` on either side of 0.
    fn weights(&mut self, count: usize, far: f32) -> Vec<f32> {
        (0..count).map(|_| (self.part() - 0.5) * 2.0 * far).collect()
    }
}

impl<'e> Data<'e> {
    fn new(examples: &'e [Example], least_of_feature: usize) -> Self {
        let mut of_class: BTreeMap<&str, usize> = BTreeMap::new();
        let mut of_feature: BTreeMap<&str, usize> = BTreeMap::new();
        for example in examples {
            *of_class.entry(&example.class).or_default() += 1;
            example.features.iter().for_each(|feature| *of_feature.entry(feature).or_default() += 1);
        }
        let is_kept = |class: &&str| *class != NOTHING && of_class[*class] >= LEAST_OF_CLASS;
        let classes: Vec<&str> = [NOTHING].into_iter().chain(of_class.keys().copied().filter(is_kept)).collect();
        let known = of_feature.iter().filter(|(_, count)| **count >= least_of_feature);
        let features: Vec<&str> = known.map(|(feature, _)| *feature).collect();
        let rows = examples.iter().map(|example| {
            let class = classes.iter().position(|class| *class == example.class).unwrap_or(0);
            let number = |name: &String| features.binary_search(&name.as_str()).ok();
            (example.features.iter().filter_map(number).collect(), class)
        });
        let rows = rows.collect();
        Self { classes, features, rows }
    }
}

/// Weights that are learned, with the sums of their squared slopes, and what they are in the mean.
struct Layer {
    weights: Vec<f32>,
    squares: Vec<f32>,
    means: Vec<f32>,
}

impl Layer {
    fn new(weights: Vec<f32>) -> Self {
        Self { squares: vec![FIRST_SQUARES; weights.len()], means: vec![0.0; weights.len()], weights }
    }

    /// A step of the weight `at` against its slope.
    fn step(&mut self, at: usize, slope: f32, size: f32) {
        self.squares[at] += slope * slope;
        self.weights[at] -= size * slope / self.squares[at].sqrt();
    }

    /// Takes the weights as they are into the mean, of which they are this share.
    fn settle(&mut self, share: f32) {
        let weights = self.means.iter_mut().zip(&self.weights);
        weights.for_each(|(mean, weight)| *mean += (weight - *mean) * share);
    }
}

/// A network while it learns.
struct Network {
    width: usize,
    /// A row for each feature.
    features: Layer,
    /// A row for each class.
    classes: Layer,
    bias: Layer,
}

impl Network {
    fn new(data: &Data<'_>, width: usize, random: &mut Random) -> Self {
        Self {
            width,
            features: Layer::new(random.weights(data.features.len() * width, 0.1)),
            classes: Layer::new(random.weights(data.classes.len() * width, 0.2)),
            bias: Layer::new(vec![0.0; data.classes.len()]),
        }
    }

    /// What the hidden units say of features.
    fn hidden(&self, features: &[usize], scale: f32) -> Vec<f32> {
        let mut sums = vec![0.0; self.width];
        for feature in features {
            let row = &self.features.weights[feature * self.width..(feature + 1) * self.width];
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        }
        sums.iter().map(|sum| (sum * scale).max(0.0)).collect()
    }

    /// How likely each class is.
    fn likely(&self, hidden: &[f32]) -> Vec<f32> {
        let rows = self.classes.weights.chunks(self.width).zip(&self.bias.weights);
        let scores: Vec<f32> = rows
            .map(|(row, bias)| bias + row.iter().zip(hidden).map(|(weight, said)| weight * said).sum::<f32>())
            .collect();
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let odds: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
        let sum: f32 = odds.iter().sum();
        odds.iter().map(|odd| odd / sum).collect()
    }

    /// One step towards an example.
    fn step(&mut self, features: &[usize], class: usize) {
        let scale = 1.0 / (features.len().max(1) as f32).sqrt();
        let hidden = self.hidden(features, scale);
        let mut slopes = self.likely(&hidden);
        slopes[class] -= 1.0;
        let mut back = vec![0.0; self.width];
        for (class, slope) in slopes.iter().enumerate() {
            self.bias.step(class, *slope, STEP_OF_BIAS);
            // A class that is as good as ruled out teaches nothing.
            if slope.abs() < 1e-4 {
                continue;
            }
            for (unit, said) in hidden.iter().enumerate().filter(|(_, said)| **said > 0.0) {
                let at = class * self.width + unit;
                back[unit] += slope * self.classes.weights[at];
                self.classes.step(at, slope * said, STEP);
            }
        }
        for feature in features {
            for (unit, slope) in back.iter().enumerate().filter(|(_, slope)| **slope != 0.0) {
                self.features.step(feature * self.width + unit, slope * scale, STEP);
            }
        }
    }

    /// The file, as `src/notes/prose/learned/network.rs` reads it.
    fn text(&self, data: &Data<'_>) -> String {
        let mut text = String::new();
        let rows = self.classes.means.chunks(self.width);
        for ((class, bias), row) in data.classes.iter().zip(&self.bias.means).zip(rows) {
            let _ = write!(text, "class {class} {}", (bias * 1e3).round());
            row.iter().for_each(|weight| {
                let _ = write!(text, " {}", (weight * 1e3).round());
            });
            text.push('\n');
        }
        for (feature, row) in data.features.iter().zip(self.features.means.chunks(self.width)) {
            let largest = row.iter().fold(0.0, |largest: f32, weight| largest.max(weight.abs()));
            let scale = (largest * 1e5 / FARTHEST).ceil().max(1.0);
            let character = |weight: &f32| (f32::from(ZERO) + (weight * 1e5 / scale).round()) as u8 as char;
            let _ = writeln!(text, "{feature}\t{scale}\t{}", row.iter().map(character).collect::<String>());
        }
        text
    }
}

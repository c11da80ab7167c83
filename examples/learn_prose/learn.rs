//! Multinomial logistic regression with steps by AdaGrad (Duchi, Hazan, Singer 2011), features scaled to length 1.
//!
//! A weight is learned only for a feature and a class that were seen together, and for the class of nothing: what never
//! stood beside a class has no say about it, and the files stay small.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::label::NOTHING;

/// How often the examples are gone through.
const EPOCHS: usize = 24;
/// How large a step is.
const STEP: f32 = 0.5;
/// By how much each weight is brought back towards 0 after going through all examples.
const SHRINK: f32 = 0.003;
/// Classes, features, and features of a class that are rarer than this teach nothing.
const LEAST_OF_CLASS: usize = 3;
const LEAST_OF_FEATURE: usize = 2;
const LEAST_TOGETHER: usize = 2;
/// Weights below this, in hundredths, are left out.
const LEAST_WEIGHT: i32 = 60;

/// A sample with what it states.
pub(crate) struct Example {
    /// Names of its features.
    pub(crate) features: Vec<String>,
    /// What it states, or that it states nothing.
    pub(crate) class: String,
}

/// Examples by number.
struct Data<'e> {
    classes: Vec<&'e str>,
    features: Vec<&'e str>,
    /// For each example its features, what each of them counts, and its class.
    rows: Vec<(Vec<usize>, f32, usize)>,
}

/// Weights that are learned, one row a feature.
struct Weights {
    bias: Vec<f32>,
    bias_squares: Vec<f32>,
    weights: Vec<f32>,
    squares: Vec<f32>,
    /// 1 where a weight is learned, 0 elsewhere.
    learns: Vec<f32>,
}

/// The file of weights that examples teach. `rivals`: whether two classes are ever weighed against each other.
pub(crate) fn learn(examples: &[Example], rivals: impl Fn(&str, &str) -> bool) -> String {
    let data = Data::new(examples);
    let rivals: Vec<Vec<bool>> =
        data.classes.iter().map(|a| data.classes.iter().map(|b| rivals(a, b)).collect()).collect();
    let mut weights = Weights::new(&data);
    let mut order: Vec<usize> = (0..data.rows.len()).collect();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..EPOCHS {
        for at in (1..order.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (random >> 33) as usize % (at + 1));
        }
        for row in &order {
            let (features, scale, class) = &data.rows[*row];
            weights.step(features, *scale, *class, &rivals[*class]);
        }
        weights.shrink();
    }
    weights.text(&data)
}

impl<'e> Data<'e> {
    fn new(examples: &'e [Example]) -> Self {
        let mut of_class: BTreeMap<&str, usize> = BTreeMap::new();
        let mut of_feature: BTreeMap<&str, usize> = BTreeMap::new();
        for example in examples {
            *of_class.entry(&example.class).or_default() += 1;
            example.features.iter().for_each(|feature| *of_feature.entry(feature).or_default() += 1);
        }
        let is_kept = |class: &&str| *class != NOTHING && of_class[*class] >= LEAST_OF_CLASS;
        let has_nothing = of_class.contains_key(NOTHING);
        let classes: Vec<&str> = [NOTHING].into_iter().chain(of_class.keys().copied().filter(is_kept)).collect();
        let known = of_feature.iter().filter(|(_, count)| **count >= LEAST_OF_FEATURE);
        let features: Vec<&str> = known.map(|(feature, _)| *feature).collect();
        let rows = examples.iter().filter_map(|example| {
            let class = classes.iter().position(|class| *class == example.class).or(has_nothing.then_some(0))?;
            let number = |name: &String| features.binary_search(&name.as_str()).ok();
            // The reader does not know which features were too rare, and divides by the root of all.
            Some((
                example.features.iter().filter_map(number).collect(),
                1.0 / (example.features.len() as f32).sqrt(),
                class,
            ))
        });
        let rows = rows.collect();
        Self { classes, features, rows }
    }
}

impl Weights {
    fn new(data: &Data<'_>) -> Self {
        let width = data.classes.len();
        let mut together = vec![0_usize; data.features.len() * width];
        for (features, _, class) in &data.rows {
            features.iter().for_each(|feature| together[feature * width + class] += 1);
        }
        let learns = |(at, count): (usize, &usize)| if at % width == 0 || *count >= LEAST_TOGETHER { 1.0 } else { 0.0 };
        Self {
            bias: vec![0.0; width],
            bias_squares: vec![1e-2; width],
            weights: vec![0.0; together.len()],
            squares: vec![1e-4; together.len()],
            learns: together.iter().enumerate().map(learns).collect(),
        }
    }

    /// One step towards an example, against the classes that are its rivals.
    fn step(&mut self, features: &[usize], scale: f32, class: usize, rivals: &[bool]) {
        let width = self.bias.len();
        let mut slopes = self.bias.clone();
        for feature in features {
            let row = &self.weights[feature * width..(feature + 1) * width];
            slopes.iter_mut().zip(row).for_each(|(slope, weight)| *slope += weight * scale);
        }
        let among =
            |slopes: &[f32]| slopes.iter().zip(rivals).filter(|(_, is)| **is).map(|(x, _)| *x).fold(f32::MIN, f32::max);
        let top = among(&slopes);
        slopes.iter_mut().zip(rivals).for_each(|(x, is_rival)| *x = if *is_rival { (*x - top).exp() } else { 0.0 });
        let sum: f32 = slopes.iter().sum();
        slopes.iter_mut().for_each(|x| *x /= sum);
        slopes[class] -= 1.0;
        for ((bias, square), slope) in self.bias.iter_mut().zip(&mut self.bias_squares).zip(&slopes) {
            *square += slope * slope;
            *bias -= STEP * slope / square.sqrt();
        }
        for feature in features {
            let range = feature * width..(feature + 1) * width;
            let row = self.weights[range.clone()].iter_mut().zip(&mut self.squares[range.clone()]);
            for (((weight, square), learns), slope) in row.zip(&self.learns[range]).zip(&slopes) {
                let slope = slope * scale * learns;
                *square += slope * slope;
                *weight -= STEP * slope / square.sqrt();
            }
        }
    }

    fn shrink(&mut self) {
        for weight in &mut self.weights {
            *weight = weight.signum() * (weight.abs() - SHRINK).max(0.0);
        }
    }

    /// The file, in hundredths.
    fn text(&self, data: &Data<'_>) -> String {
        let whole = |weight: &f32| (weight * 100.0).round() as i32;
        let mut text = String::new();
        for (class, bias) in data.classes.iter().zip(&self.bias) {
            let _ = writeln!(text, "class {class} {}", whole(bias));
        }
        for (feature, row) in data.features.iter().zip(self.weights.chunks(self.bias.len())) {
            let weights = row.iter().map(whole).enumerate().filter(|(_, weight)| weight.abs() >= LEAST_WEIGHT);
            let entries: Vec<String> = weights.map(|(class, weight)| format!("{class}:{weight}")).collect();
            if !entries.is_empty() {
                let _ = writeln!(text, "{feature}\t{}", entries.join(" "));
            }
        }
        text
    }
}

//! A rubric: which signals count, how much, what breaks the deal. Read from TOML, validated whole, then compiled into
//! a [`Rubric`] that cannot be wrong.

mod builtin;
mod condition;
mod hash;
mod lint;
mod read;
mod vector;
mod weights;

use crate::signal::{Curve, Tolerance};

pub use builtin::{BUILTIN, builtin_text};
pub use condition::Condition;
pub use lint::lint;
pub use read::read_rubric;
pub use vector::{Expectation, Vector};
pub use weights::{rank_order_centroid, ranked_weights, swing};

/// How a rubric's result is put into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadsAs {
    /// Pursue, ask more, toss-up or decline.
    Verdict,
    /// A second opinion about the place: healthy, mixed or poor.
    Health,
}

/// Where verdicts begin (METHOD 3 and 10).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Cautious score from which a role is worth pursuing.
    pub pursue: f64,
    /// Hopeful score below which it is declined.
    pub decline: f64,
    /// How far a score may fall back before an earlier verdict is given up.
    pub hysteresis: f64,
    /// Coverage below which the answer is "ask more".
    pub coverage: f64,
    /// Coverage from which asking will not settle it.
    pub coverage_high: f64,
    /// Coverage that every necessary group needs.
    pub coverage_necessary: f64,
}

impl Thresholds {
    /// The thresholds of METHOD 10.
    pub const METHOD: Self = Self {
        pursue: 55.0,
        decline: 45.0,
        hysteresis: 3.0,
        coverage: 0.50,
        coverage_high: 0.80,
        coverage_necessary: 0.25,
    };
}

/// One signal with its weight.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Key of the signal.
    pub signal: String,
    /// Short label.
    pub name: String,
    /// Part of the whole, 0 to 1; all weights of a rubric sum to 1.
    pub weight: f64,
    /// Part of its group, 0 to 1; the shares of a group sum to 1.
    pub share: f64,
    /// Why it counts.
    pub why: String,
    /// Value function in force.
    pub curve: Curve,
    /// Neutral prior in force, 0 to 100. Of a derived criterion: not used.
    pub prior: f64,
    /// Half-life of the signal.
    pub half_life_days: Option<f64>,
    /// Tolerance of the signal.
    pub tolerance: Tolerance,
    /// Computed by the seat model instead of pooled.
    pub is_derived: bool,
}

/// Criteria that are alternative evidence for one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Stable id.
    pub id: String,
    /// For headings.
    pub title: String,
    /// Part of the whole, 0 to 1.
    pub weight: f64,
    /// Without it, the rest cannot help: it limits the whole score.
    pub necessary: bool,
    /// In rubric order; never empty.
    pub criteria: Vec<Criterion>,
}

/// When a gate does not apply. Looked at only if the gate did not pass.
#[derive(Debug, Clone, PartialEq)]
pub enum NotApplicable {
    /// When this holds.
    When(Condition),
    /// When that earlier gate does not apply.
    With(String),
}

/// A deal-breaker.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    /// Stable id: `Q1`.
    pub id: String,
    /// The statement that has to hold.
    pub text: String,
    /// Passes only with a non-company source.
    pub crosscheck: bool,
    /// What has to hold.
    pub when: Condition,
    /// When it does not apply, and why, in words.
    pub not_applicable: Option<(NotApplicable, String)>,
}

/// A limit on the score when something is known not to hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Cap {
    /// Stable id.
    pub id: String,
    /// What is the matter, in words.
    pub text: String,
    /// The greatest score then, 0 to 100.
    pub limit: f64,
    /// The condition that, when it fails, brings the limit.
    pub unless: Condition,
}

/// Two criteria that one observation feeds on purpose.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlap {
    /// The pair, as written.
    pub criteria: (String, String),
    /// Why it is intended.
    pub reason: String,
}

/// A validated rubric.
#[derive(Debug, Clone, PartialEq)]
pub struct Rubric {
    /// Stable id.
    pub id: String,
    /// Counts up with every change that moves numbers.
    pub version: u32,
    /// For headings.
    pub title: String,
    /// Who should use it.
    pub for_whom: String,
    /// Why the weights are what they are.
    pub why: String,
    /// The article that it is faithful to.
    pub article: String,
    /// How its result is put into words.
    pub reads_as: ReadsAs,
    /// The score exceeds the weakest necessary group by at most this; `None`: no such limit.
    pub weakest_group_margin: Option<f64>,
    /// Where verdicts begin.
    pub thresholds: Thresholds,
    /// In order; never empty.
    pub groups: Vec<Group>,
    /// In order.
    pub gates: Vec<Gate>,
    /// In order.
    pub caps: Vec<Cap>,
    /// Declared overlaps.
    pub overlaps: Vec<Overlap>,
    /// Test vectors that ship with it.
    pub vectors: Vec<Vector>,
}

impl Rubric {
    /// All criteria with their groups, in rubric order.
    pub fn criteria(&self) -> impl Iterator<Item = (&Group, &Criterion)> {
        self.groups.iter().flat_map(|group| group.criteria.iter().map(move |criterion| (group, criterion)))
    }

    /// Keys of all signals that criteria, gates and caps look at, each once, in order of appearance.
    #[must_use]
    pub fn signals(&self) -> Vec<&str> {
        let mut keys: Vec<&str> = Vec::new();
        let conditions = self.gates.iter().map(|gate| &gate.when).chain(self.caps.iter().map(|cap| &cap.unless));
        let exemptions = self.gates.iter().filter_map(|gate| match &gate.not_applicable {
            Some((NotApplicable::When(condition), _)) => Some(condition),
            _ => None,
        });
        let of_conditions = conditions.chain(exemptions).flat_map(Condition::signals);
        for key in self.criteria().map(|(_, criterion)| criterion.signal.as_str()).chain(of_conditions) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        keys
    }
}

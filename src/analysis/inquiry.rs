//! What is to be decided, and who can be asked about it.

use crate::model::SourceKind;
use crate::score::INDIFFERENT;

/// What an answer is held against.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Aim {
    /// The verdict: the mark is 50, the score at which one is indifferent.
    #[default]
    Verdict,
    /// The order of roles: the mark is the score of the best rival, 0 to 100 (METHOD 6, "for ranking").
    Order {
        /// That score.
        rival: f64,
    },
}

/// What is to be decided, and who can be asked. The default: the verdict, and everybody.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Inquiry<'i> {
    /// What an answer could change.
    pub aim: Aim,
    /// Only these kinds of source can be asked; `None`: everybody. An empty list: nobody.
    pub askable: Option<&'i [SourceKind]>,
}

impl Inquiry<'_> {
    /// The score, 0 to 100, that an answer has to cross to change something.
    #[must_use]
    pub fn mark(&self) -> f64 {
        match self.aim {
            Aim::Verdict => INDIFFERENT,
            Aim::Order { rival } => rival,
        }
    }

    /// Whether a source of this kind can be asked.
    #[must_use]
    pub fn may_ask(&self, kind: SourceKind) -> bool {
        self.askable.is_none_or(|kinds| kinds.contains(&kind))
    }
}

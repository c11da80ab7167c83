//! What to ask next, in sentences.

use super::Report;
use super::words::percent;
use crate::analysis::{Question, next_questions};
use crate::model::Party;
use crate::score::Verdict;
use crate::text::visible;

/// For how many roles a next question is printed.
const QUESTIONS: usize = 3;

impl Report<'_> {
    /// The next question for each role that is not settled, best role first.
    pub(super) fn conclusions(&self) -> Vec<String> {
        let order = self.order();
        let mut sentences = Vec::new();
        let open = order.iter().map(|at| &self.rows[*at]);
        let open = open.filter(|row| matches!(row.card.verdict, Verdict::AskMore | Verdict::TossUp));
        for row in open.take(QUESTIONS) {
            if let Some(question) = next_questions(&row.card, self.catalogue, self.trust).first() {
                let yourself = self.trust.of(question.kind).party == Party::Own;
                let whom = if yourself { "Ask yourself about" } else { "Ask next at" };
                sentences.push(format!("{whom} {}: {}", self.name(row), self.question(question)));
            }
        }
        sentences
    }

    fn question(&self, question: &Question<'_>) -> String {
        let effect = match (question.gate, question.flip) {
            (_, flip) if flip <= 0.0 => "would make the score more certain".to_owned(),
            (Some(gate), flip) if flip > 0.99 => format!("an answer settles gate {}", visible(gate)),
            (Some(gate), flip) => format!("could settle gate {}: {}", visible(gate), percent(flip)),
            (None, flip) => format!("could change the verdict: {}", percent(flip)),
        };
        let words = visible(&question.signal.question);
        let entry = self.trust.of(question.kind);
        match entry.party {
            Party::Own => format!("“{words}” – {effect}"),
            _ => format!("“{words}” – {} – {effect}", entry.label),
        }
    }
}

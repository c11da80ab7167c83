//! What to ask next, in sentences.

use super::ask::effect_words;
use super::{Report, Row};
use crate::analysis::Question;
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
            if let Some(question) = self.questions(row).first() {
                let yourself = self.trust.of(question.kind).party == Party::Own;
                let whom = if yourself { "Ask yourself about" } else { "Ask next at" };
                sentences.push(format!("{whom} {}: {}", self.name(row), self.question(row, question)));
            }
        }
        sentences
    }

    fn question(&self, row: &Row<'_>, question: &Question<'_>) -> String {
        let effect =
            effect_words(self, &row.card, question).unwrap_or_else(|| "would make the score more certain".to_owned());
        let words = visible(&question.signal.question);
        let entry = self.trust.of(question.kind);
        match entry.party {
            Party::Own => format!("“{words}” – {effect}"),
            _ => format!("“{words}” – {} – {effect}", entry.label),
        }
    }
}

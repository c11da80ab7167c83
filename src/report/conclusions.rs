//! Sentences that follow from a comparison: who is ahead and how surely, and what to ask next.

use super::ask::effect_words;
use super::layout::HARD_SPACE;
use super::words::percent;
use super::{Report, Row};
use crate::analysis::{Question, next_questions};
use crate::model::Party;
use crate::score::Verdict;
use crate::text::visible;

/// How many neighbours in the order are compared in words.
const PAIRS: usize = 2;
/// For how many roles a next question is printed.
const QUESTIONS: usize = 3;

impl Report<'_> {
    /// One sentence for each pair of neighbours in the order, then the next question for each role that is not settled.
    pub(super) fn conclusions(&self) -> Vec<String> {
        let order = self.order();
        let mut sentences = Vec::new();
        for pair in order.windows(2).take(PAIRS) {
            let (ahead, behind) = (&self.rows[pair[0]], &self.rows[pair[1]]);
            if let Some(share) = self.comparison.share_ahead(&ahead.role.id, &behind.role.id) {
                sentences.push(format!(
                    "{} is ahead of {} in {} of plausible weightings and readings of the evidence.",
                    self.name(ahead),
                    self.name(behind),
                    sure(share)
                ));
            }
        }
        let open = order.iter().map(|at| &self.rows[*at]);
        let open = open.filter(|row| matches!(row.card.verdict, Verdict::AskMore | Verdict::TossUp));
        for row in open.take(QUESTIONS) {
            if let Some(question) = next_questions(&row.card, self.catalogue, self.trust).first() {
                let yourself = self.trust.of(question.kind).party == Party::Own;
                let whom = if yourself { "Ask yourself about" } else { "Ask next at" };
                sentences.push(format!("{whom} {}: {}", self.name(row), self.question(row, question)));
            }
        }
        sentences
    }

    /// The company, with the title when another role is at the same one.
    pub(super) fn name(&self, row: &Row<'_>) -> String {
        let same = self.rows.iter().filter(|other| other.role.company == row.role.company).count();
        if same > 1 { format!("{} ({})", row.company(), row.title()) } else { row.company() }
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

/// A share in words that claim no certainty.
fn sure(share: f64) -> String {
    match share {
        share if share > 0.99 => format!("over 99{HARD_SPACE}%"),
        share if share < 0.01 => format!("under 1{HARD_SPACE}%"),
        share => percent(share),
    }
}

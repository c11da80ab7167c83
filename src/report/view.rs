//! For whom an answer is made, and what it leaves out for them.
//!
//! A view takes facts away *before* anything is scored: what is left out is unknown to the numbers, too, so that no
//! difference of two numbers gives it away.

use std::collections::BTreeSet;

use super::{Redaction, Report, Row};
use crate::analysis::{Question, next_questions};
use crate::model::{Observation, Party, Role, Scope, SourceKind};
use crate::signal::{Catalogue, Trust};
use crate::text::visible;

/// Who reads an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// Whoever keeps the folder: nothing is left out.
    #[default]
    Owner,
    /// The person who may take a role: without what employers said about pay.
    Candidate,
    /// The employer of the roles: without the candidate, and without what was said in confidence.
    Client,
}

/// Signals about one's own life and pay that do not begin with `self.`.
const OF_THE_CANDIDATE: [&str; 2] = ["role.life_fit", PAY];
/// Pay offered, as a ratio of what one would walk away from: it gives away the one to those who know the other.
const PAY: &str = "role.comp_ratio";

impl View {
    /// The word used in outputs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Candidate => "candidate",
            Self::Client => "client",
        }
    }

    /// Whether facts about a signal may be shown, whoever states them.
    #[must_use]
    pub fn shows(self, signal: &str, catalogue: &Catalogue) -> bool {
        match self {
            Self::Owner => true,
            Self::Candidate => signal != PAY,
            Self::Client => {
                let about_you = catalogue.get(signal).is_some_and(|known| known.ask == "yourself");
                !(about_you || signal.starts_with("self.") || OF_THE_CANDIDATE.contains(&signal))
            }
        }
    }

    /// Whether a statement may be used. A client sees what is public, in a document that both sides have, or said by those
    /// who speak for the company; not what insiders, peers and interviewers told, nor what the candidate thinks.
    #[must_use]
    pub fn keeps(self, observation: &Observation, catalogue: &Catalogue, trust: &Trust) -> bool {
        let in_confidence = || {
            let is_of_a_person = matches!(observation.kind, SourceKind::PeerEmSaid | SourceKind::InterviewerSaid);
            let party = trust.of(observation.kind).party;
            is_of_a_person || matches!(party, Party::Own | Party::Insider | Party::Hearsay | Party::Unknown)
        };
        let is_private = self == Self::Client && (observation.scope == Scope::You || in_confidence());
        !is_private && self.shows(&observation.signal, catalogue)
    }

    /// Whether the answer may hold these roles together: a client sees roles of one employer, its own.
    ///
    /// # Errors
    /// The employers, safe to print, when there are several.
    pub fn of_one_employer<'r>(self, roles: impl IntoIterator<Item = &'r Role>) -> Result<(), Vec<String>> {
        let found: BTreeSet<(&str, &str)> =
            roles.into_iter().map(|role| (role.company.as_str(), role.company_id.as_str())).collect();
        match self {
            Self::Client if found.len() > 1 => Err(found.into_iter().map(|(name, _)| visible(name)).collect()),
            _ => Ok(()),
        }
    }

    /// What is left out, in sentences for the reader; none when nothing is.
    #[must_use]
    pub fn left_out(self, redaction: Redaction) -> Vec<&'static str> {
        let redacted: &[&str] = match redaction {
            Redaction::None => &[],
            Redaction::People => &[
                "Left out: quotes, remarks, names of people, files and addresses. Ids of the evidence stand in their place; \
                 whoever keeps the notes finds them again with: skiplevel explain --hash ID",
            ],
        };
        let of_view: &[&str] = match self {
            Self::Owner => &[],
            Self::Candidate => &[
                "This is the view for the candidate. Left out before scoring: what employers said about pay. Left out of the \
                 tables: the stage of each process.",
            ],
            Self::Client => &[
                "This is the view for the client. Left out before scoring: everything about the candidate (skills, wishes, pay, \
                 own impressions and weights), and what insiders, peer managers, interviewers and unnamed sources told. Left \
                 out of the tables: the stage of the process, and roles of other employers.",
                "So less of these scores is evidence and their ranges are wider than the candidate's own, and a verdict here is not the \
                 candidate's decision.",
            ],
        };
        redacted.iter().chain(of_view).copied().collect()
    }
}

impl<'a> Report<'a> {
    /// What is left out, in sentences for the reader; none when nothing is.
    #[must_use]
    pub fn left_out(&self) -> Vec<&'static str> {
        self.view.left_out(self.redaction)
    }

    /// The stage of a process, safe to print; empty where it is not known or not shown.
    pub(super) fn stage(&self, row: &Row<'_>) -> String {
        let stage = row.role.stage.as_deref().filter(|_| self.view == View::Owner);
        visible(stage.unwrap_or_default())
    }

    /// What to ask next about a role, without what the view leaves out.
    pub(super) fn questions(&self, row: &Row<'a>) -> Vec<Question<'a>> {
        let mut found = next_questions(&row.card, self.catalogue, self.trust);
        found.retain(|question| self.view.shows(&question.signal.key, self.catalogue));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Value;
    use crate::signal::builtin_catalogue;

    fn stated(signal: &str, kind: SourceKind) -> Observation {
        Observation::new(signal, Value::Number(1.0), "2026-11-01".parse().expect("a date"), kind).sealed()
    }

    #[test]
    fn a_client_sees_nothing_about_the_candidate_and_nothing_told_in_confidence() {
        let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
        let keeps = |signal, kind| View::Client.keeps(&stated(signal, kind), &catalogue, &trust);
        for signal in catalogue.iter().filter(|signal| signal.key.starts_with("self.") || signal.ask == "yourself") {
            assert!(!keeps(&signal.key, SourceKind::RegulatorFiling), "{}", signal.key);
        }
        use SourceKind as K;
        for kind in [
            K::NetworkInsider,
            K::PeerEmSaid,
            K::InterviewerSaid,
            K::OwnImpression,
            K::OwnObservation,
            K::SelfReport,
            K::SelfEvidenced,
            K::Hearsay,
            K::Unknown,
        ] {
            assert!(!keeps("culture.autonomy", kind), "{}", kind.key());
        }
        for kind in
            [K::RegulatorFiling, K::PressIndependent, K::HiringManagerSaid, K::EmployeeReviews, K::SignedDocument]
        {
            assert!(keeps("culture.autonomy", kind), "{}", kind.key());
        }
        let yours = Observation { scope: Scope::You, ..stated("culture.autonomy", K::RegulatorFiling) };
        assert!(!View::Client.keeps(&yours, &catalogue, &trust));
    }

    #[test]
    fn pay_is_for_neither_of_the_two_others() {
        let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
        let pay = stated(PAY, SourceKind::SignedDocument);
        let keeps = |view: View| view.keeps(&pay, &catalogue, &trust);
        assert!(catalogue.get(PAY).is_some());
        assert!(keeps(View::Owner) && !keeps(View::Candidate) && !keeps(View::Client));
        assert!(View::Candidate.keeps(&stated("self.m2_skills", SourceKind::SelfReport), &catalogue, &trust));
    }

    #[test]
    fn every_view_but_the_owners_says_what_it_leaves_out() {
        assert_eq!(View::Owner.left_out(Redaction::None), Vec::<&str>::new());
        for view in [View::Candidate, View::Client] {
            let said = view.left_out(Redaction::People).concat();
            assert!(said.contains(view.word()) && said.contains("quotes") && said.contains("pay"), "{said}");
        }
    }
}

//! Whom to ask about a signal, how long it takes, and how much the answer would weigh (METHOD 6, "Whom").

use super::inquiry::Inquiry;
use crate::ledger::{CHORUS_FACTOR, Estimate};
use crate::model::{Party, SourceKind};
use crate::signal::{Signal, Trust};

/// The person whom the catalogue names, by the first words of `ask`, and the kind that the answer would have.
const PERSONS: [(&str, SourceKind); 7] = [
    ("recruiter", SourceKind::RecruiterSaid),
    ("hiring manager", SourceKind::HiringManagerSaid),
    ("peer EM", SourceKind::PeerEmSaid),
    ("public source", SourceKind::PressIndependent),
    ("someone who was promoted", SourceKind::NetworkInsider),
    ("a former", SourceKind::NetworkInsider),
    ("yourself", SourceKind::SelfEvidenced),
];

/// Minutes that it takes to get an answer of this kind (METHOD 6): a spoken question 2, something written, about
/// yourself or from reviews 5, a document or public page 10, a contact of your network 15. Rumours have no address and
/// take as long as a contact.
#[must_use]
pub fn minutes_to_ask(kind: SourceKind) -> u32 {
    match kind {
        SourceKind::RecruiterSaid
        | SourceKind::HiringManagerSaid
        | SourceKind::PeerEmSaid
        | SourceKind::InterviewerSaid
        | SourceKind::OwnImpression
        | SourceKind::OwnObservation
        | SourceKind::SelfReport => 2,
        SourceKind::HiringManagerWritten | SourceKind::SelfEvidenced | SourceKind::EmployeeReviews => 5,
        SourceKind::CompanyRecord
        | SourceKind::Aggregator
        | SourceKind::PressIndependent
        | SourceKind::RegulatorFiling
        | SourceKind::SignedDocument
        | SourceKind::ForumPost
        | SourceKind::CompanyMarketing => 10,
        SourceKind::NetworkInsider | SourceKind::Hearsay | SourceKind::Unknown => 15,
    }
}

/// Who has been heard about a signal.
#[derive(Debug, Default)]
pub(super) struct AlreadyHeard {
    kinds: Vec<SourceKind>,
    company_voices: i32,
    /// Weight of what they said, in neutral priors.
    pub(super) weight: f64,
}

impl AlreadyHeard {
    pub(super) fn of(estimate: &Estimate<'_>) -> Self {
        let voices = || estimate.heard.iter().map(|heard| &heard.voice);
        let company_voices = voices().filter(|voice| voice.party == Party::Company).count();
        Self {
            kinds: voices().map(|voice| voice.observation.kind).collect(),
            company_voices: i32::try_from(company_voices).unwrap_or(i32::MAX),
            weight: estimate.weight,
        }
    }

    /// The hiring manager is one person: who has spoken need not be asked to write (METHOD 6).
    fn includes(&self, kind: SourceKind) -> bool {
        kind.of_one_person().iter().any(|one| self.kinds.contains(one))
    }

    /// Weight, in neutral priors, of a fresh and neutral answer: t / (1 - t), less when the company has spoken already.
    pub(super) fn answer_weight(&self, kind: SourceKind, trust: &Trust) -> f64 {
        let row = trust.of(kind);
        let weight = row.trust / (1.0 - row.trust);
        if row.party == Party::Company { weight * CHORUS_FACTOR.powi(self.company_voices) } else { weight }
    }

    /// The kinds that can still be asked about `signal`: those who know, without those who have been heard.
    pub(super) fn candidates(&self, signal: &Signal, inquiry: &Inquiry<'_>) -> Vec<SourceKind> {
        let mut kinds = who_know(signal, inquiry);
        kinds.retain(|kind| !self.includes(*kind));
        kinds
    }

    /// Those who have been heard, each kind once, by id of what they said.
    pub(super) fn kinds(&self) -> Vec<SourceKind> {
        let mut kinds: Vec<SourceKind> = Vec::new();
        for kind in &self.kinds {
            if !kinds.contains(kind) {
                kinds.push(*kind);
            }
        }
        kinds
    }
}

/// The kinds that know about `signal`, among those who can be asked: its best sources, best first, then the person whom
/// the catalogue names.
pub(super) fn who_know(signal: &Signal, inquiry: &Inquiry<'_>) -> Vec<SourceKind> {
    let mut kinds: Vec<SourceKind> = Vec::new();
    for kind in signal.best_sources.iter().copied().chain(person_named(&signal.ask)) {
        if !kinds.contains(&kind) && inquiry.may_ask(kind) {
            kinds.push(kind);
        }
    }
    kinds
}

fn person_named(ask: &str) -> Option<SourceKind> {
    PERSONS.iter().find(|(words, _)| ask.starts_with(words)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signal::builtin_catalogue;

    #[test]
    fn every_signal_of_the_catalogue_names_somebody() {
        for signal in &builtin_catalogue() {
            assert!(signal.ask.is_empty() || person_named(&signal.ask).is_some(), "{}: {}", signal.key, signal.ask);
        }
        assert_eq!(person_named("hiring manager, then public profiles"), Some(SourceKind::HiringManagerSaid));
        assert_eq!(person_named("an oracle"), None);
    }

    #[test]
    fn the_manager_is_asked_once_and_the_chorus_counts_less() {
        let heard = AlreadyHeard { kinds: vec![SourceKind::HiringManagerWritten], company_voices: 2, weight: 1.0 };
        let catalogue = builtin_catalogue();
        let signal = catalogue.get("department.business_need").expect("in the catalogue");
        let anybody = Inquiry::default();
        assert!(AlreadyHeard::default().candidates(signal, &anybody).contains(&SourceKind::HiringManagerSaid));
        assert!(!heard.candidates(signal, &anybody).contains(&SourceKind::HiringManagerSaid));
        let records = Inquiry { askable: Some(&[SourceKind::CompanyRecord]), ..anybody };
        assert_eq!(heard.candidates(signal, &records), [SourceKind::CompanyRecord]);
        let trust = Trust::builtin();
        assert!((heard.answer_weight(SourceKind::PeerEmSaid, &trust) - 0.25).abs() < 1e-12);
        assert!((heard.answer_weight(SourceKind::CompanyRecord, &trust) - 3.0).abs() < 1e-12);
    }
}

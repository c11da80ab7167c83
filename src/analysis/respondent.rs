//! Who is meant when somebody is named to be asked.

use std::collections::BTreeMap;

use crate::ledger::Ledger;
use crate::model::{Party, SourceKind};
use crate::signal::Trust;

/// Somebody who can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Respondent {
    /// A person's name, as it stands in the notes; `None` for a kind of source.
    pub name: Option<String>,
    /// The kinds that an answer may have; at least one.
    pub kinds: Vec<SourceKind>,
}

/// Everything that you can tell about yourself.
const YOURSELF: [SourceKind; 4] =
    [SourceKind::SelfEvidenced, SourceKind::SelfReport, SourceKind::OwnObservation, SourceKind::OwnImpression];

/// Whom `text` means: a kind by its key or label, a kind by a word that names it in a heading, or a person of the
/// ledgers by name or by a part of it that fits one person only. Capitals do not matter. `None`: nobody.
///
/// The hiring manager by name may answer spoken or in writing; by a heading word, spoken. You, by a heading word, may
/// answer with or without evidence.
#[must_use]
pub fn find_respondent(text: &str, trust: &Trust, ledgers: &[&Ledger]) -> Option<Respondent> {
    let wanted = text.trim().trim_end_matches('.').to_lowercase();
    let named = |fits: &dyn Fn(&crate::signal::KindEntry) -> bool| {
        trust.entries().iter().find(|entry| fits(entry)).map(|entry| entry.kind)
    };
    if let Some(kind) = named(&|entry| entry.kind.key() == wanted || entry.label.to_lowercase() == wanted) {
        return Some(Respondent { name: None, kinds: vec![kind] });
    }
    if let Some(kind) = named(&|entry| entry.words.contains(&wanted)) {
        let kinds = if kind == SourceKind::SelfReport { YOURSELF.to_vec() } else { vec![kind] };
        return Some(Respondent { name: None, kinds });
    }
    let known = people(trust, ledgers);
    let name = |person: &Respondent| person.name.as_deref().unwrap_or_default().trim_end_matches('.').to_lowercase();
    if let Some(person) = known.iter().find(|person| name(person) == wanted) {
        return Some(person.clone());
    }
    let parts = |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_owned).collect() };
    let wanted = parts(&wanted);
    let holds = |person: &&Respondent| parts(&name(person)).windows(wanted.len().max(1)).any(|some| some == wanted);
    let mut fits = known.iter().filter(holds);
    match (fits.next(), fits.next()) {
        (Some(only), None) => Some(only.clone()),
        _ => None,
    }
}

/// People who have spoken, by name: whoever stands in the ledgers as the origin of something that a person said.
#[must_use]
pub fn people(trust: &Trust, ledgers: &[&Ledger]) -> Vec<Respondent> {
    let mut found: BTreeMap<String, (String, Vec<SourceKind>)> = BTreeMap::new();
    for observation in ledgers.iter().flat_map(|ledger| ledger.iter()) {
        let entry = trust.of(observation.kind);
        let is_person = match entry.party {
            Party::Company => observation.kind != SourceKind::CompanyMarketing,
            Party::Insider => true,
            _ => false,
        };
        let key = observation.origin_key();
        // An unnamed speaker has the words of the kind for an origin.
        if !is_person || key.is_empty() || trust.entries().iter().any(|entry| entry.words.contains(&key)) {
            continue;
        }
        let name = observation.origin.trim().to_owned();
        let (known, kinds) = found.entry(key).or_insert_with(|| (name.clone(), Vec::new()));
        if name < *known {
            *known = name;
        }
        let both = observation.kind.of_one_person();
        kinds.extend(both.iter().filter(|kind| !kinds.contains(kind)).copied().collect::<Vec<_>>());
    }
    let mut people: Vec<Respondent> =
        found.into_values().map(|(name, kinds)| Respondent { name: Some(name), kinds }).collect();
    for person in &mut people {
        person.kinds.sort();
    }
    people
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{World, said};
    use super::*;
    use crate::model::Value;

    #[test]
    fn kinds_and_people_are_found_by_what_they_are_called() {
        let world = World::new("m2-path");
        let tell = |kind, origin: &str| said("culture.autonomy", kind, "2026-11-02", Value::Number(2.0), origin);
        let ledger = world.ledger(&[
            tell(SourceKind::HiringManagerSaid, "Dana R."),
            tell(SourceKind::PeerEmSaid, "Tom Blue"),
            tell(SourceKind::NetworkInsider, "Tom Green"),
            tell(SourceKind::PeerEmSaid, "peer em"),
            tell(SourceKind::Aggregator, "LinkedIn"),
            tell(SourceKind::CompanyMarketing, "the blog"),
        ]);
        let found = |text: &str| {
            find_respondent(text, &world.trust, &[&ledger]).map(|found| {
                let kinds: Vec<&str> = found.kinds.iter().map(|kind| kind.key()).collect();
                format!("{}: {}", found.name.unwrap_or_default(), kinds.join(" "))
            })
        };
        let cases = [
            ("hiring manager", ": hiring_manager_said"),
            ("Hiring Manager, written", ": hiring_manager_written"),
            ("peer_em_said", ": peer_em_said"),
            ("HM", ": hiring_manager_said"),
            ("glassdoor", ": employee_reviews"),
            ("you", ": self_evidenced self_report own_observation own_impression"),
            ("you, unsupported", ": self_report"),
            ("dana r.", "Dana R.: hiring_manager_written hiring_manager_said"),
            ("Dana", "Dana R.: hiring_manager_written hiring_manager_said"),
            ("Tom Green", "Tom Green: network_insider"),
        ];
        for (text, expect) in cases {
            assert_eq!(found(text).as_deref(), Some(expect), "{text}");
        }
        for text in ["Tom", "nobody", "", "the blog", "Dan"] {
            assert_eq!(found(text), None, "{text}");
        }
        let names: Vec<_> = people(&world.trust, &[&ledger]).into_iter().filter_map(|person| person.name).collect();
        assert_eq!(names, ["Dana R.", "Tom Blue", "Tom Green"]);
    }
}

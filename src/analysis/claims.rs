//! The claims ledger: what people of the company said, and how it stands against what others say and what can be seen
//! (METHOD 1.4, steps 10 and 11).

use std::collections::BTreeSet;

use crate::ledger::{
    Agreement, CONTRADICTED_SPREAD, CORROBORATED_SPREAD, Claim, Estimate, Heard, PoolRule, pool, read_on,
};
use crate::model::{Observation, Party, SourceKind};
use crate::score::Scorecard;
use crate::signal::{Catalogue, Curve, Signal, Trust};

/// Signals that a company makes promises about: scope, seats, growth, promotion. A `*` at the end stands for any rest.
pub const PROMISES: [&str; 12] = [
    "company.growth_plan_18m",
    "company.headcount_growth_12m",
    "department.eng_growth_12m",
    "department.nearby_growth_12m",
    "department.m2_seat_planned",
    "department.new_teams_12m",
    "department.business_need",
    "mobility.*",
    "manager.growth_track_record",
    "manager.sponsorship",
    "manager.moving_up",
    "role.multi_team_scope",
];

/// How a claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimStanding {
    /// A voice that matters says something more than 35 points away: one outside the company, or, where nobody outside
    /// has spoken, another one inside.
    Contradicted,
    /// 15 points or more above the weighted mean of those who do not speak for the company.
    Overclaimed,
    /// The same person said less later, by more than 15 points.
    TookBack,
    /// It rests on one voice.
    Single,
    /// Others differ, by 15 to 35 points.
    Mixed,
    /// 15 points or more below the weighted mean of those who do not speak for the company.
    Understated,
    /// The same person said more later, by more than 15 points.
    Raised,
    /// Others say the same, within 15 points.
    Corroborated,
    /// A signed document says at least as much.
    InOffer,
}

impl ClaimStanding {
    /// All of them, the worst first.
    pub const ALL: [Self; 9] = [
        Self::Contradicted,
        Self::Overclaimed,
        Self::TookBack,
        Self::Single,
        Self::Mixed,
        Self::Understated,
        Self::Raised,
        Self::Corroborated,
        Self::InOffer,
    ];

    /// The word used in outputs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Contradicted => "contradicted",
            Self::Overclaimed => "overclaimed",
            Self::TookBack => "took-back",
            Self::Single => "single",
            Self::Mixed => "mixed",
            Self::Understated => "understated",
            Self::Raised => "raised",
            Self::Corroborated => "corroborated",
            Self::InOffer => "in-offer",
        }
    }
}

/// Something that somebody who speaks for the company said.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement<'a> {
    /// What it is about.
    pub signal: &'a Signal,
    /// What was said, by whom and when.
    pub observation: &'a Observation,
    /// Its score, 0 to 100.
    pub value: f64,
    /// How it stands.
    pub standing: ClaimStanding,
    /// Points by which it lies above the weighted mean of those who do not speak for the company, below it when
    /// negative; `None` when none of them has spoken, and for what has been replaced.
    pub above_others: Option<f64>,
    /// Voices more than 15 points away, the heaviest first.
    pub against: Vec<&'a Observation>,
    /// Voices at most 15 points away, the heaviest first.
    pub agreeing: Vec<&'a Observation>,
    /// What the same person said later, for [`ClaimStanding::TookBack`] and [`ClaimStanding::Raised`].
    pub replaced_by: Option<&'a Observation>,
    /// Whether somebody outside the company is among those who agree.
    pub is_cross_checked: bool,
}

/// One answer to a question that was asked more than once.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer<'a> {
    /// What was said, by whom and when.
    pub observation: &'a Observation,
    /// Its score, 0 to 100.
    pub value: f64,
    /// Whether the same person said something newer.
    pub is_superseded: bool,
}

/// The answers of the company's people to one question, across rounds of interviews.
#[derive(Debug, Clone, PartialEq)]
pub struct Rounds<'a> {
    /// What they were asked about.
    pub signal: &'a Signal,
    /// Two or more, of different people or different days; by date, then id.
    pub answers: Vec<Answer<'a>>,
    /// Whether the answers agree: corroborated up to 15 points apart, mixed up to 35, contradicted beyond.
    pub agreement: Agreement,
    /// Points between the highest and the lowest.
    pub spread: f64,
}

/// What the company's people said about one role.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Claims<'a> {
    /// The worst standing first, then in the order of the catalogue, by date and id.
    pub statements: Vec<Statement<'a>>,
    /// Questions that were answered more than once, the greatest spread first.
    pub rounds: Vec<Rounds<'a>>,
}

impl Claims<'_> {
    /// How many claims stand like this.
    #[must_use]
    pub fn count(&self, standing: ClaimStanding) -> usize {
        self.statements.iter().filter(|statement| statement.standing == standing).count()
    }
}

/// What people of the company said about `wanted` signals ([`PROMISES`] where it is true of a signal of that list), and
/// how it stands.
///
/// Criteria are pooled as the rubric in force has them, other signals by the catalogue's own rule. Signals that are not
/// scored (head counts and other raw facts) are left out: what follows from them, such as growth, is among the claims.
#[must_use]
pub fn claims<'a>(
    card: &Scorecard<'a>,
    catalogue: &'a Catalogue,
    trust: &Trust,
    wanted: impl Fn(&Signal) -> bool,
) -> Claims<'a> {
    let mut found = Claims::default();
    for signal in catalogue.iter().filter(|signal| wanted(signal)) {
        let Some((estimate, curve)) = estimate_of(card, signal, trust) else { continue };
        let entry = Entry { signal, curve, estimate: &estimate, trust, as_of: card.ledger.as_of() };
        found.statements.extend(entry.statements());
        found.rounds.extend(entry.rounds());
    }
    // Both sorts keep the order of the catalogue among equals.
    found.statements.sort_by_key(|statement| statement.standing);
    found.rounds.sort_by(|a, b| b.spread.total_cmp(&a.spread));
    found
}

/// Whether a signal is one of [`PROMISES`].
#[must_use]
pub fn is_promise(signal: &Signal) -> bool {
    PROMISES.iter().any(|known| match known.strip_suffix('*') {
        Some(start) => signal.key.starts_with(start),
        None => signal.key == *known,
    })
}

/// What is known about a signal, and the curve that scores it.
fn estimate_of<'a>(card: &Scorecard<'a>, signal: &'a Signal, trust: &Trust) -> Option<(Estimate<'a>, &'a Curve)> {
    let criterion = card.criteria().find(|(_, result)| result.criterion.signal == signal.key);
    if let Some((_, result)) = criterion {
        return (!result.criterion.is_derived).then(|| (result.estimate.clone(), &result.criterion.curve));
    }
    let rule = PoolRule::of(signal)?;
    Some((pool(card.ledger.of(&signal.key), &rule, trust, card.ledger.as_of()), rule.curve))
}

/// What is known about one signal.
struct Entry<'s, 'a> {
    signal: &'a Signal,
    curve: &'a Curve,
    estimate: &'s Estimate<'a>,
    trust: &'s Trust,
    as_of: crate::model::Date,
}

fn is_company(heard: &Heard<'_>) -> bool {
    heard.voice.party == Party::Company
}

impl<'a> Entry<'_, 'a> {
    fn statements(&self) -> Vec<Statement<'a>> {
        let company = self.estimate.heard.iter().filter(|heard| is_company(heard));
        let mut found: Vec<Statement<'a>> = company.map(|heard| self.statement(heard)).collect();
        found.extend(self.replaced());
        found.sort_by(|a, b| by_date(a.observation, b.observation));
        found
    }

    fn statement(&self, heard: &Heard<'a>) -> Statement<'a> {
        let id = &heard.voice.observation.id;
        let mut others: Vec<&Heard<'a>> =
            self.estimate.heard.iter().filter(|other| other.voice.observation.id != *id).collect();
        others.sort_by(|a, b| b.voice.weight.total_cmp(&a.voice.weight));
        let agrees = |other: &&&Heard<'a>| (other.value - heard.value).abs() <= CORROBORATED_SPREAD;
        Statement {
            signal: self.signal,
            observation: heard.voice.observation,
            value: heard.value,
            standing: self.standing(heard, &others),
            above_others: others_mean(&others).map(|mean| heard.value - mean),
            against: others.iter().filter(|other| !agrees(other)).map(|other| other.voice.observation).collect(),
            agreeing: others.iter().filter(agrees).map(|other| other.voice.observation).collect(),
            replaced_by: None,
            is_cross_checked: others.iter().filter(agrees).any(|other| other.material && !is_company(other)),
        }
    }

    /// Held against the voices that matter outside the company; where there is none, against those inside.
    fn standing(&self, heard: &Heard<'a>, others: &[&Heard<'a>]) -> ClaimStanding {
        let signed = |other: &&&Heard<'a>| other.voice.observation.kind == SourceKind::SignedDocument;
        if others.iter().filter(signed).any(|other| other.value >= heard.value) {
            return ClaimStanding::InOffer;
        }
        let material = || others.iter().filter(|other| other.material);
        let has_outside = material().any(|other| !is_company(other));
        let judges = material().filter(|other| !has_outside || !is_company(other));
        let distance = judges.map(|other| (other.value - heard.value).abs()).reduce(f64::max);
        match (distance, heard.claim) {
            (Some(distance), _) if distance > CONTRADICTED_SPREAD => ClaimStanding::Contradicted,
            (_, Some(Claim::Overclaimed)) => ClaimStanding::Overclaimed,
            (_, Some(Claim::Understated)) => ClaimStanding::Understated,
            (None, None) => ClaimStanding::Single,
            // One voice carries the weight; this one only repeats it.
            (Some(_), None) if self.estimate.agreement == Agreement::Single && !has_outside => ClaimStanding::Single,
            (Some(distance), None) if distance > CORROBORATED_SPREAD => ClaimStanding::Mixed,
            (Some(_), None) => ClaimStanding::Corroborated,
        }
    }

    /// What somebody of the company said before saying something else.
    fn replaced(&self) -> Vec<Statement<'a>> {
        let statement = |old: &crate::ledger::Superseded<'a>| {
            let new = self.estimate.heard.iter().find(|heard| heard.voice.observation.id == old.by)?;
            let is_later = new.voice.observation.fact_date.day() > old.observation.fact_date.day();
            let value = self.score(old.observation)?;
            let standing = match value - new.value {
                less if less > CORROBORATED_SPREAD => ClaimStanding::TookBack,
                more if more < -CORROBORATED_SPREAD => ClaimStanding::Raised,
                _ => return None,
            };
            (is_later && self.is_of_company(old.observation)).then(|| Statement {
                signal: self.signal,
                observation: old.observation,
                value,
                standing,
                above_others: None,
                against: vec![new.voice.observation],
                agreeing: Vec::new(),
                replaced_by: Some(new.voice.observation),
                is_cross_checked: false,
            })
        };
        self.estimate.superseded.iter().filter_map(statement).collect()
    }

    /// Answers of the company's people, if there are several; what the company publishes is no answer.
    fn rounds(&self) -> Option<Rounds<'a>> {
        let counted = self.estimate.heard.iter().map(|heard| (heard.voice.observation, false));
        let replaced = self.estimate.superseded.iter().map(|old| (old.observation, true));
        let is_answer = |observation: &Observation| {
            self.is_of_company(observation) && observation.kind != SourceKind::CompanyMarketing
        };
        let said = counted.chain(replaced).filter(|(observation, _)| is_answer(observation));
        let mut answers: Vec<Answer<'a>> = said
            .filter_map(|(observation, is_superseded)| {
                Some(Answer { observation, value: self.score(observation)?, is_superseded })
            })
            .collect();
        answers.sort_by(|a, b| by_date(a.observation, b.observation));
        let talks: BTreeSet<(String, crate::model::Date)> =
            answers.iter().map(|answer| (answer.observation.voice(), answer.observation.fact_date.day())).collect();
        if talks.len() < 2 {
            return None;
        }
        let highest = answers.iter().map(|answer| answer.value).fold(f64::NEG_INFINITY, f64::max);
        let lowest = answers.iter().map(|answer| answer.value).fold(f64::INFINITY, f64::min);
        let spread = highest - lowest;
        Some(Rounds { signal: self.signal, agreement: Agreement::of(answers.len(), spread), answers, spread })
    }

    fn is_of_company(&self, observation: &Observation) -> bool {
        self.trust.of(observation.kind).party == Party::Company
    }

    fn score(&self, observation: &Observation) -> Option<f64> {
        Some(self.curve.at(read_on(observation, self.as_of)?.point))
    }
}

/// Weighted mean of the scores of those who do not speak for the company (METHOD 1.4, step 11).
fn others_mean(others: &[&Heard<'_>]) -> Option<f64> {
    let mut outside: Vec<&&Heard<'_>> = others.iter().filter(|other| !is_company(other)).collect();
    // Sums run by id, as everywhere.
    outside.sort_by(|a, b| a.voice.observation.id.cmp(&b.voice.observation.id));
    let weight: f64 = outside.iter().map(|other| other.voice.weight).sum();
    (weight > 0.0).then(|| outside.iter().map(|other| other.voice.weight * other.value).sum::<f64>() / weight)
}

fn by_date(a: &Observation, b: &Observation) -> std::cmp::Ordering {
    a.fact_date.day().cmp(&b.fact_date.day()).then_with(|| a.id.cmp(&b.id))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{World, acme, close, said};
    use super::*;
    use crate::model::Value;

    const PROMOTIONS: &str = "mobility.m2_internal_promotions_12m";
    const PLANNED: &str = "department.m2_seat_planned";

    fn tell(signal: &str, kind: SourceKind, date: &str, value: f64, origin: &str) -> Observation {
        said(signal, kind, date, Value::Number(value), origin)
    }

    /// Hands what was said about the signals of the default list to `check`.
    fn held(observations: &[Observation], check: impl Fn(&Claims<'_>)) {
        let world = World::new("m2-path");
        let ledger = world.ledger(observations);
        check(&claims(&world.card(&ledger), &world.catalogue, &world.trust, is_promise));
    }

    /// Origin and standing of each claim, in order.
    fn stands(observations: &[Observation], expect: &[(&str, ClaimStanding)]) {
        held(observations, |found| {
            let list: Vec<(&str, ClaimStanding)> =
                found.statements.iter().map(|s| (s.observation.origin.as_str(), s.standing)).collect();
            assert_eq!(list, expect);
        });
    }

    /// METHOD 1.5: yes or no, with a contradiction. A and B are of the company, C and D are not.
    #[test]
    fn a_yes_stands_single_then_corroborated_then_contradicted() {
        let a = tell(PLANNED, SourceKind::RecruiterSaid, "2026-11-02", 1.0, "a");
        let b = tell(PLANNED, SourceKind::HiringManagerWritten, "2026-11-12", 1.0, "b");
        let c = tell(PLANNED, SourceKind::Aggregator, "2026-11-15", 1.0, "c");
        let d = tell(PLANNED, SourceKind::NetworkInsider, "2026-11-01", 0.0, "d");
        stands(std::slice::from_ref(&a), &[("a", ClaimStanding::Single)]);
        stands(&[a.clone(), b.clone()], &[("a", ClaimStanding::Single), ("b", ClaimStanding::Single)]);
        let three = [a.clone(), b.clone(), c.clone()];
        stands(&three, &[("a", ClaimStanding::Corroborated), ("b", ClaimStanding::Corroborated)]);
        held(&three, |found| assert!(found.statements.iter().all(|statement| statement.is_cross_checked)));
        let all = [a, b, c, d];
        stands(&all, &[("a", ClaimStanding::Contradicted), ("b", ClaimStanding::Contradicted)]);
        held(&all, |found| {
            let [a, _] = found.statements.as_slice() else { panic!("{found:?}") };
            let origins = |list: &[&Observation]| list.iter().map(|o| o.origin.clone()).collect::<Vec<_>>();
            assert_eq!(
                (origins(&a.against), origins(&a.agreeing)),
                (vec!["d".to_owned()], vec!["b".to_owned(), "c".to_owned()])
            );
        });
    }

    /// METHOD 1.6: the hiring manager says 60 %, others show 24 % and 30 %.
    #[test]
    fn a_growth_of_60_percent_overclaims_by_the_points_of_the_method() {
        let growth = acme().into_iter().filter(|o| o.signal == "department.eng_growth_12m").collect::<Vec<_>>();
        held(&growth, |found| {
            let [only] = found.statements.as_slice() else { panic!("{found:?}") };
            assert_eq!((only.standing, only.observation.origin.as_str()), (ClaimStanding::Overclaimed, "hm"));
            close(only.value, 92.0000);
            close(only.above_others.unwrap_or_default(), 23.8349);
            assert_eq!((only.against.len(), only.agreeing.len()), (2, 0));
            assert!(found.rounds.is_empty());
        });
    }

    #[test]
    fn each_standing_has_its_evidence() {
        use SourceKind::{
            Aggregator, CompanyRecord, HiringManagerSaid, HiringManagerWritten, PeerEmSaid, SignedDocument,
        };
        let scope = "role.multi_team_scope";
        let said_two = tell(scope, HiringManagerSaid, "2026-11-02", 2.0, "dana");
        let signed = |level| tell(scope, SignedDocument, "2026-11-12", level, "offer letter");
        stands(&[said_two.clone(), signed(2.0)], &[("dana", ClaimStanding::InOffer)]);
        stands(&[said_two.clone(), signed(3.0)], &[("dana", ClaimStanding::InOffer)]);
        stands(&[said_two.clone(), signed(0.0)], &[("dana", ClaimStanding::Contradicted)]);
        stands(&[said_two], &[("dana", ClaimStanding::Single)]);
        // Growth of 45 % scores 85, of 30 % 70, of 20 % 55, of 90 % 98.
        let growth = |kind, value, origin| tell("department.eng_growth_12m", kind, "2026-11-12", value, origin);
        stands(
            &[growth(HiringManagerSaid, 20.0, "dana"), growth(CompanyRecord, 40.0, "page")],
            &[("dana", ClaimStanding::Understated)],
        );
        // Two outside voices on either side: the mean is near, and one of them is not.
        let around = [
            growth(HiringManagerSaid, 30.0, "dana"),
            growth(CompanyRecord, 48.0, "page"),
            growth(Aggregator, 15.0, "linkedin"),
        ];
        stands(&around, &[("dana", ClaimStanding::Mixed)]);
        // Inside the company only: the recruiter's voice would not matter, a peer's does.
        let inside = [growth(HiringManagerWritten, 60.0, "dana"), growth(PeerEmSaid, 0.0, "tom")];
        stands(&inside, &[("tom", ClaimStanding::Contradicted), ("dana", ClaimStanding::Contradicted)]);
        let outside = [inside[0].clone(), inside[1].clone(), growth(CompanyRecord, 2.0, "page")];
        stands(&outside, &[("dana", ClaimStanding::Contradicted), ("tom", ClaimStanding::Corroborated)]);
    }

    #[test]
    fn who_says_less_later_took_it_back() {
        let promotions = |date: &str, kind, value| tell(PROMOTIONS, kind, date, value, "Dana R.");
        let october = promotions("2026-10-02", SourceKind::HiringManagerSaid, 3.0);
        let november = promotions("2026-11-09", SourceKind::HiringManagerWritten, 1.0);
        held(&[october.clone(), november.clone()], |found| {
            let [back, now] = found.statements.as_slice() else { panic!("{found:?}") };
            assert_eq!((back.standing, now.standing), (ClaimStanding::TookBack, ClaimStanding::Single));
            assert_eq!(back.replaced_by.map(|later| later.id.as_str()), Some(november.id.as_str()));
            let [rounds] = found.rounds.as_slice() else { panic!("{found:?}") };
            assert_eq!((rounds.answers.len(), rounds.agreement), (2, Agreement::Mixed));
            assert!(rounds.answers[0].is_superseded && !rounds.answers[1].is_superseded);
        });
        let rising = [
            promotions("2026-10-02", SourceKind::HiringManagerSaid, 1.0),
            promotions("2026-11-09", SourceKind::HiringManagerSaid, 3.0),
        ];
        held(&rising, |found| assert_eq!(found.count(ClaimStanding::Raised), 1));
        let same = [october.clone(), promotions("2026-11-09", SourceKind::HiringManagerSaid, 3.0)];
        held(&same, |found| {
            assert_eq!((found.statements.len(), found.rounds[0].agreement), (1, Agreement::Corroborated))
        });
        // On one day there is no later.
        held(&[october, promotions("2026-10-02", SourceKind::HiringManagerSaid, 1.0)], |found| {
            assert_eq!((found.statements.len(), found.rounds.len()), (1, 0));
        });
    }

    #[test]
    fn answers_of_different_people_stand_side_by_side() {
        let observations = [
            tell(PROMOTIONS, SourceKind::RecruiterSaid, "2026-10-05", 3.0, "Cosima"),
            tell(PROMOTIONS, SourceKind::PeerEmSaid, "2026-10-30", 0.0, "Jowita"),
            tell(PROMOTIONS, SourceKind::CompanyMarketing, "2026-10-09", 4.0, "blog"),
            tell(PROMOTIONS, SourceKind::Aggregator, "2026-10-20", 0.0, "linkedin"),
        ];
        held(&observations, |found| {
            let [rounds] = found.rounds.as_slice() else { panic!("{found:?}") };
            let origins: Vec<&str> = rounds.answers.iter().map(|answer| answer.observation.origin.as_str()).collect();
            assert_eq!(
                (origins, rounds.agreement, rounds.spread),
                (vec!["Cosima", "Jowita"], Agreement::Contradicted, 90.0)
            );
            assert_eq!(found.statements.len(), 3);
        });
    }

    /// `four-questions` has no criterion about the planned growth; the catalogue's own rule takes its place.
    #[test]
    fn signals_outside_the_rubric_count_by_the_catalogue() {
        let world = World::new("business-need");
        let outside: Vec<&Signal> = world
            .catalogue
            .iter()
            .filter(|signal| is_promise(signal) && world.rubric.criteria().all(|(_, c)| c.signal != signal.key))
            .collect();
        assert!(!outside.is_empty());
        for signal in outside {
            let (low, _) = signal.range.expect("has a range");
            let ledger = world.ledger(&[tell(&signal.key, SourceKind::HiringManagerSaid, "2026-11-12", low, "dana")]);
            let found = claims(&world.card(&ledger), &world.catalogue, &world.trust, is_promise);
            assert_eq!(found.statements.len(), 1, "{}", signal.key);
        }
    }

    #[test]
    fn every_entry_of_the_list_is_about_scored_signals() {
        let world = World::new("m2-path");
        for known in PROMISES {
            let start = known.trim_end_matches('*');
            let mut fits = world.catalogue.iter().filter(|signal| signal.key.starts_with(start)).peekable();
            assert!(fits.peek().is_some() && fits.all(|signal| signal.curve.is_some()), "{known}");
        }
        held(&[], |found| assert_eq!(*found, Claims::default()));
    }
}

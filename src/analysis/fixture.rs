//! The worked examples of the method, for tests.

use crate::ledger::Ledger;
use crate::model::{Observation, SourceKind, Value};
use crate::rubric::{Rubric, builtin_text, read_rubric};
use crate::score::{Scorecard, Scorer, Settings, Triple};
use crate::signal::{Catalogue, Trust, builtin_catalogue};
use crate::text::{Diagnostics, Files};

/// To four decimals, as the method prints them.
pub(super) fn close(found: f64, expect: f64) {
    assert!((found - expect).abs() < 5.001e-5, "{found} is not {expect}");
}

const fn triple(low: f64, best: f64, high: f64) -> Triple {
    Triple { low, best, high }
}

/// METHOD 5.3: openings, access, sponsor, culture, momentum, you.
pub(super) const ALPHA: [Triple; 6] = [
    triple(55.0, 74.0, 92.0),
    triple(20.0, 48.0, 78.0),
    triple(45.0, 66.0, 88.0),
    triple(25.0, 45.0, 70.0),
    triple(60.0, 79.0, 95.0),
    triple(50.0, 62.0, 75.0),
];
pub(super) const BETA: [Triple; 6] = [
    triple(30.0, 42.0, 60.0),
    triple(55.0, 73.0, 88.0),
    triple(40.0, 58.0, 80.0),
    triple(60.0, 75.0, 90.0),
    triple(35.0, 46.0, 60.0),
    triple(50.0, 62.0, 75.0),
];
pub(super) const GAMMA: [Triple; 6] = [
    triple(5.0, 14.0, 35.0),
    triple(10.0, 30.0, 60.0),
    triple(50.0, 70.0, 90.0),
    triple(30.0, 50.0, 75.0),
    triple(10.0, 20.0, 35.0),
    triple(50.0, 62.0, 75.0),
];
pub(super) const WEIGHTS: [f64; 6] = [0.28, 0.24, 0.18, 0.10, 0.08, 0.12];

/// Catalogue, trust table and a built-in rubric.
pub(super) struct World {
    pub(super) catalogue: Catalogue,
    pub(super) trust: Trust,
    pub(super) rubric: Rubric,
}

impl World {
    pub(super) fn new(rubric: &str) -> Self {
        let catalogue = builtin_catalogue();
        let (mut files, mut problems) = (Files::default(), Diagnostics::default());
        let file = files.add("rubric.toml", builtin_text(rubric).expect("built in"));
        let rubric = read_rubric(&files, file, &catalogue, &mut problems).expect("valid");
        Self { catalogue, trust: Trust::builtin(), rubric }
    }

    pub(super) fn ledger(&self, observations: &[Observation]) -> Ledger {
        Ledger::new(observations, &self.trust, "2026-11-20".parse().expect("a day"))
    }

    /// With a short sweep: its error is far below what questions and orders notice.
    pub(super) fn card<'a>(&'a self, ledger: &'a Ledger) -> Scorecard<'a> {
        Scorer::new(&self.rubric, &self.catalogue, Settings { sweep_points: 64, ..Settings::default() }).score(ledger)
    }
}

pub(super) fn said(signal: &str, kind: SourceKind, date: &str, value: Value, origin: &str) -> Observation {
    let base = Observation::new(signal, value, date.parse().expect("a day"), kind);
    Observation { origin: origin.to_owned(), ..base }.sealed()
}

/// METHOD 9: the 27 observations about Acme.
pub(super) fn acme() -> Vec<Observation> {
    use SourceKind::{
        Aggregator, CompanyRecord, EmployeeReviews, HiringManagerSaid, HiringManagerWritten, PressIndependent,
        RecruiterSaid, SelfEvidenced, SelfReport,
    };
    let plan = |observation: Observation| Observation { forward: true, ..observation }.sealed();
    let number = |signal: &str, kind: SourceKind, date: &str, value: f64, origin: &str| {
        said(signal, kind, date, Value::Number(value), origin)
    };
    vec![
        number("company.headcount_growth_12m", Aggregator, "2026-10-31", 34.0, "linkedin"),
        plan(number("company.growth_plan_18m", HiringManagerSaid, "2026-11-12", 60.0, "hm")),
        number("company.funding_recency", PressIndependent, "2026-04-16", 7.2, "press-b"),
        number("department.eng_headcount", HiringManagerSaid, "2026-11-12", 110.0, "hm"),
        number("department.eng_headcount", CompanyRecord, "2026-11-16", 120.0, "team-page"),
        number("department.eng_growth_12m", HiringManagerSaid, "2026-11-12", 60.0, "hm"),
        number("department.eng_growth_12m", Aggregator, "2026-10-31", 24.0, "linkedin"),
        number("department.eng_growth_12m", CompanyRecord, "2026-11-16", 30.0, "team-page"),
        plan(number("department.m2_seat_planned", HiringManagerWritten, "2026-11-12", 1.0, "hm")),
        number("mobility.m2_internal_promotions_12m", RecruiterSaid, "2026-11-02", 2.0, "recruiter"),
        number("mobility.m2_internal_promotions_12m", HiringManagerWritten, "2026-11-12", 2.0, "hm"),
        number("mobility.m2_internal_promotions_12m", Aggregator, "2026-11-15", 1.0, "linkedin"),
        said("mobility.m2_internal_fill_share", Aggregator, "2026-11-15", Value::Share { k: 3.0, n: 4.0 }, "linkedin"),
        number("mobility.path_reproducible", HiringManagerSaid, "2026-11-12", 1.0, "hm"),
        number("manager.sponsorship", HiringManagerWritten, "2026-11-12", 2.0, "hm"),
        number("manager.growth_track_record", Aggregator, "2026-11-15", 1.0, "linkedin"),
        number("manager.m2_experience", Aggregator, "2026-11-15", 4.0, "linkedin"),
        number("manager.moving_up", HiringManagerSaid, "2026-11-12", 1.0, "hm"),
        number("culture.manager_ladder", CompanyRecord, "2026-11-16", 2.0, "handbook"),
        number("company.review_rating", EmployeeReviews, "2026-11-14", 3.9, "reviews"),
        number("company.layoffs_recency", PressIndependent, "2026-11-14", 60.0, "press-a"),
        number("self.stay_2_3_years", SelfReport, "2026-11-18", 1.0, "me"),
        number("self.m2_skills", SelfEvidenced, "2026-11-18", 3.0, "me"),
        number("self.em_tenure_years", SelfEvidenced, "2026-11-18", 3.0, "me"),
        number("self.shipped_evidence", SelfEvidenced, "2026-11-18", 2.0, "me"),
        number("self.influence", SelfEvidenced, "2026-11-18", 2.0, "me"),
        number("role.multi_team_scope", HiringManagerWritten, "2026-11-12", 2.0, "hm"),
    ]
}

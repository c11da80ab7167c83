//! Every worked number of METHOD 1 to 3 and 4.7, through the public library, to the digits that are printed there.

#![allow(clippy::float_cmp, reason = "exact results are compared where they are exact")]

use std::collections::BTreeMap;

use skiplevel::ledger::{Agreement, Claim, Estimate, FORWARD_FACTOR, Ledger, PoolRule, credibility_factor, pool};
use skiplevel::model::{Date, Observation, SourceKind, Value};
use skiplevel::rubric::{Rubric, builtin_text, read_rubric};
use skiplevel::score::{GateState, Grade, Reason, Scorecard, Scorer, Settings, Triple, Verdict};
use skiplevel::seat::{Parameters, SCENARIOS, outcome};
use skiplevel::signal::{Catalogue, Curve, Tolerance, Trust, builtin_catalogue};
use skiplevel::text::{Diagnostics, Files, Spanned};

use SourceKind::{
    Aggregator, CompanyRecord, ForumPost, HiringManagerSaid, HiringManagerWritten, InterviewerSaid, NetworkInsider,
    PeerEmSaid, RecruiterSaid, SelfReport, SignedDocument,
};

const AS_OF: &str = "2026-11-20";

const GROWTH: &str = "department.eng_growth_12m";
const HEADCOUNT: &str = "department.eng_headcount";
const SEAT_PLANNED: &str = "department.m2_seat_planned";
const PROMOTIONS: &str = "mobility.m2_internal_promotions_12m";
const FILL_SHARE: &str = "mobility.m2_internal_fill_share";
const PATH: &str = "mobility.path_reproducible";
const STAY: &str = "self.stay_2_3_years";

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// A statement with a name of its own, by an origin of the same name.
fn said(id: &str, signal: &str, kind: SourceKind, date: &str, value: Value) -> Observation {
    let statement = Observation::new(signal, value, date.parse().expect("a date"), kind);
    Observation { id: id.to_owned(), origin: id.to_owned(), ..statement }
}

/// The same, as fresh as can be, with a number.
fn fresh(id: &str, signal: &str, kind: SourceKind, number: f64) -> Observation {
    said(id, signal, kind, AS_OF, Value::Number(number))
}

/// To the four digits that the method prints.
fn assert_printed(what: &str, found: f64, expect: &str) {
    assert_eq!(format!("{found:.4}"), expect, "{what}");
}

/// T, best, lo and hi as the method prints them.
fn assert_estimate(estimate: &Estimate<'_>, [trust, best, low, high]: [&str; 4]) {
    assert_printed("T", estimate.trust, trust);
    assert_printed("best", estimate.best, best);
    assert_printed("lo", estimate.low, low);
    assert_printed("hi", estimate.high, high);
}

/// Where the voice of this statement stands in the estimate.
fn at(estimate: &Estimate<'_>, id: &str) -> usize {
    estimate.heard.iter().position(|h| h.voice.observation.id == id).unwrap_or_else(|| panic!("{id} is heard"))
}

/// t and the weight of one voice.
fn assert_voice(estimate: &Estimate<'_>, id: &str, trust: &str, weight: &str) {
    let voice = &estimate.heard[at(estimate, id)].voice;
    assert_printed(&format!("t of {id}"), voice.trust, trust);
    assert_printed(&format!("w of {id}"), voice.weight, weight);
}

/// Pools by a signal of the catalogue.
fn pool_of<'o>(observations: &'o [Observation], signal: &str) -> Estimate<'o> {
    let catalogue = builtin_catalogue();
    let rule = PoolRule::of(catalogue.get(signal).expect("in the catalogue")).expect("scored");
    pool(observations, &rule, &Trust::builtin(), day(AS_OF))
}

/// Pools yes and no by the rule of METHOD 1.5: half-life of a year, prior 50.
fn pool_yes_no(observations: &[Observation]) -> Estimate<'_> {
    let curve = Curve::yes_no();
    let rule =
        PoolRule { half_life_days: Some(365.0), tolerance: Tolerance::Absolute(0.0), curve: &curve, prior: 50.0 };
    pool(observations, &rule, &Trust::builtin(), day(AS_OF))
}

/// A rubric from TOML, which must be without fault.
fn rubric_of(text: &str, catalogue: &Catalogue) -> Rubric {
    let (mut files, mut problems) = (Files::default(), Diagnostics::default());
    let file = files.add("rubric.toml", text);
    let rubric = read_rubric(&files, file, catalogue, &mut problems);
    assert!(problems.is_empty(), "{problems:#?}");
    rubric.expect("valid")
}

/// Scores statements under a rubric and looks at the card.
fn look_at_card(rubric: &str, statements: &[Observation], check: impl FnOnce(&Scorecard<'_>)) {
    look_at_card_after(rubric, statements, None, &Trust::builtin(), check);
}

fn look_at_card_after(
    rubric: &str,
    statements: &[Observation],
    previous: Option<Verdict>,
    trust: &Trust,
    check: impl FnOnce(&Scorecard<'_>),
) {
    let catalogue = builtin_catalogue();
    let rubric = rubric_of(rubric, &catalogue);
    let ledger = Ledger::new(statements, trust, day(AS_OF));
    let settings = Settings { sweep_points: 32, ..Settings::default() };
    check(&Scorer::new(&rubric, &catalogue, settings).score_after(&ledger, previous));
}

fn builtin(id: &str) -> &'static str {
    builtin_text(id).expect("built in")
}

fn gate(card: &Scorecard<'_>, id: &str) -> GateState {
    card.gates.iter().find(|gate| gate.gate.id == id).unwrap_or_else(|| panic!("{id} is a gate")).state
}

/// State and probability of one gate of the default rubric.
fn gate_and_p(id: &str, statements: &[Observation]) -> (GateState, Option<String>) {
    let mut answer = None;
    look_at_card(builtin("m2-path"), statements, |card| {
        let result = card.gates.iter().find(|gate| gate.gate.id == id).expect("a gate");
        answer = Some((result.state, result.p.map(|p| format!("{p:.3}"))));
    });
    answer.expect("looked at")
}

fn assert_gate(id: &str, statements: &[Observation], state: GateState, p: &str) {
    assert_eq!(gate_and_p(id, statements), (state, Some(p.to_owned())), "{id}");
}

// ---- METHOD 1: from observations to an estimate ----

#[test]
fn kinds_have_the_trust_party_and_letter_of_the_table() {
    let rows = [
        ("regulator_filing", 0.90, "regulator", "A"),
        ("signed_document", 0.85, "document", "A"),
        ("own_observation", 0.80, "self", "A"),
        ("company_record", 0.75, "record", "B"),
        ("self_evidenced", 0.75, "self", "B"),
        ("network_insider", 0.65, "insider", "B"),
        ("press_independent", 0.60, "press", "B"),
        ("hiring_manager_written", 0.60, "company", "C"),
        ("aggregator", 0.55, "aggregator", "C"),
        ("peer_em_said", 0.50, "company", "C"),
        ("self_report", 0.50, "self", "C"),
        ("hiring_manager_said", 0.45, "company", "C"),
        ("employee_reviews", 0.45, "crowd", "C"),
        ("interviewer_said", 0.40, "company", "D"),
        ("own_impression", 0.35, "self", "C"),
        ("company_marketing", 0.30, "company", "D"),
        ("recruiter_said", 0.25, "company", "D"),
        ("forum_post", 0.20, "crowd", "E"),
        ("hearsay", 0.15, "hearsay", "E"),
        ("unknown", 0.10, "unknown", "F"),
    ];
    let trust = Trust::builtin();
    let found: Vec<_> =
        trust.entries().iter().map(|e| (e.kind.key(), e.trust, e.party.key(), e.admiralty.as_str())).collect();
    assert_eq!(found, rows);
}

#[test]
fn credibility_and_plans_only_lower_trust() {
    assert_eq!([1, 2, 3, 4, 5, 6].map(credibility_factor), [1.0, 1.0, 0.75, 0.45, 0.15, 0.60]);
    assert_eq!(FORWARD_FACTOR, 0.60);
    let doubtful_plan = Observation { credibility: 4, forward: true, ..fresh("x", GROWTH, CompanyRecord, 30.0) };
    assert_printed("t", pool_of(&[doubtful_plan], GROWTH).trust, "0.2025");
}

#[test]
fn trust_50_weighs_as_much_as_the_prior_75_three_times_and_90_nine_times() {
    let weight = |kind| pool_of(&[fresh("x", GROWTH, kind, 30.0)], GROWTH).weight;
    assert_printed(".50", weight(PeerEmSaid), "1.0000");
    assert_printed(".75", weight(CompanyRecord), "3.0000");
    assert_printed(".90", weight(SourceKind::RegulatorFiling), "9.0000");
}

/// METHOD 1.5.
fn promotion_statements() -> [Observation; 4] {
    [
        said("A", PROMOTIONS, RecruiterSaid, "2026-11-02", Value::Number(1.0)),
        said("B", PROMOTIONS, HiringManagerWritten, "2026-11-12", Value::Number(1.0)),
        said("C", PROMOTIONS, Aggregator, "2026-11-15", Value::Number(1.0)),
        said("D", PROMOTIONS, NetworkInsider, "2026-05-20", Value::Number(0.0)),
    ]
}

#[test]
fn yes_and_no_of_four_sources_are_weighed_as_in_1_5() {
    let all = promotion_statements();
    let estimate = pool_yes_no(&all);
    // The recruiter's weight is halved because the hiring manager speaks for the same company.
    assert_voice(&estimate, "A", "0.2416", "0.1593");
    assert_voice(&estimate, "B", "0.5910", "1.4447");
    assert_voice(&estimate, "C", "0.5448", "1.1968");
    assert_voice(&estimate, "D", "0.4583", "0.8461");
    assert_voice(&pool_yes_no(&all[..1]), "A", "0.2416", "0.3186");
}

#[test]
fn evidence_for_and_against_a_promotion_is_pooled_as_in_1_5() {
    let all = promotion_statements();
    let rows = [
        (1, "0.3186", ["0.2416", "62.0799", "24.1599", "100.0000"], Agreement::Single, false),
        (2, "1.6040", ["0.6160", "80.7987", "61.5974", "100.0000"], Agreement::Single, false),
        (3, "2.8008", ["0.7369", "86.8450", "73.6900", "100.0000"], Agreement::Corroborated, true),
        (4, "3.6469", ["0.7848", "71.0328", "0.0000", "100.0000"], Agreement::Contradicted, false),
    ];
    for (count, weight, parts, agreement, cross_checked) in rows {
        let estimate = pool_yes_no(&all[..count]);
        assert_printed("W", estimate.weight, weight);
        assert_estimate(&estimate, parts);
        assert_eq!((estimate.agreement, estimate.cross_checked), (agreement, cross_checked), "{count} sources");
    }
    let two = pool_yes_no(&all[..2]);
    assert!(!two.heard[at(&two, "A")].material);
}

#[test]
fn a_recruiter_alone_is_weighed_as_by_hand() {
    let trust = 0.25 * (-18.0_f64 / 365.0).exp2();
    let weight = trust / (1.0 - trust);
    let best = (50.0 + weight * 100.0) / (1.0 + weight);
    assert!((pool_yes_no(&promotion_statements()[..1]).best - best).abs() < 1e-12);
}

#[test]
fn the_same_origin_twice_is_one_voice() {
    let [recruiter, ..] = promotion_statements();
    let once = pool_yes_no(std::slice::from_ref(&recruiter)).best;
    let again = Observation { id: "A2".to_owned(), ..recruiter.clone() };
    let twice = [recruiter, again];
    let estimate = pool_yes_no(&twice);
    assert_eq!(estimate.best, once);
    let superseded: Vec<(&str, &str)> = estimate.superseded.iter().map(|s| (s.observation.id.as_str(), s.by)).collect();
    assert_eq!(superseded, [("A2", "A")]);
}

/// METHOD 1.6.
fn growth_statements() -> [Observation; 3] {
    [
        said("H", GROWTH, HiringManagerSaid, "2026-11-12", Value::Number(60.0)),
        said("I", GROWTH, Aggregator, "2026-10-31", Value::Number(24.0)),
        said("J", GROWTH, CompanyRecord, "2026-11-16", Value::Number(30.0)),
    ]
}

#[test]
fn three_sources_of_a_quantity_are_weighed_as_in_1_6() {
    let all = growth_statements();
    let estimate = pool_of(&all, GROWTH);
    assert_voice(&estimate, "H", "0.4409", "0.7884");
    assert_voice(&estimate, "I", "0.5225", "1.0941");
    assert_voice(&estimate, "J", "0.7423", "2.8811");
    for (id, value) in [("H", "92.0000"), ("I", "63.3333"), ("J", "70.0000")] {
        assert_printed(&format!("v of {id}"), estimate.heard[at(&estimate, id)].value, value);
    }
}

#[test]
fn three_sources_of_a_quantity_are_pooled_as_in_1_6() {
    let all = growth_statements();
    assert_estimate(&pool_of(&all[..1], GROWTH), ["0.4409", "60.1286", "40.1176", "96.9140"]);
    let estimate = pool_of(&all, GROWTH);
    assert_printed("W", estimate.weight, "4.7636");
    assert_estimate(&estimate, ["0.8265", "65.6714", "45.4574", "94.2145"]);
    assert_eq!(estimate.natural, Some(30.0));
    assert_printed("D", estimate.spread, "28.6667");
    assert_eq!((estimate.agreement, estimate.cross_checked), (Agreement::Mixed, false));
}

#[test]
fn the_hiring_manager_of_1_6_overclaims() {
    let all = growth_statements();
    let estimate = pool_of(&all, GROWTH);
    let outside = ["I", "J"].map(|id| &estimate.heard[at(&estimate, id)]);
    let weight: f64 = outside.iter().map(|h| h.voice.weight).sum();
    let mean = outside.iter().map(|h| h.voice.weight * h.value).sum::<f64>() / weight;
    assert_printed("mean of the others", mean, "68.1651");
    assert_printed("above it", estimate.heard[at(&estimate, "H")].value - mean, "23.8349");
    assert_eq!(estimate.heard[at(&estimate, "H")].claim, Some(Claim::Overclaimed));
    assert_eq!(outside.map(|h| h.claim), [None, None]);
}

#[test]
fn a_company_voice_15_points_below_the_others_understates() {
    let modest = fresh("H", GROWTH, HiringManagerSaid, 15.0);
    let [_, profiles, team_page] = growth_statements();
    let all = [modest, profiles, team_page];
    let estimate = pool_of(&all, GROWTH);
    assert_eq!(estimate.heard[at(&estimate, "H")].claim, Some(Claim::Understated));
}

#[test]
fn three_of_four_seats_count_with_their_sampling_error_as_in_1_7() {
    let of = |value| [said("K", FILL_SHARE, Aggregator, "2026-11-15", value)];
    let plain = of(Value::Number(0.75));
    assert_voice(&pool_of(&plain, FILL_SHARE), "K", "0.5465", "1.2050");
    let sampled = of(Value::Share { k: 3.0, n: 4.0 });
    let estimate = pool_of(&sampled, FILL_SHARE);
    assert_voice(&estimate, "K", "0.5465", "0.9260");
    assert_printed("v", estimate.heard[at(&estimate, "K")].value, "85.0000");
    assert_estimate(&estimate, ["0.4808", "66.8278", "34.8576", "97.5960"]);
}

#[test]
fn two_equal_sources_follow_spearman_and_brown() {
    let statements = [fresh("x", GROWTH, SelfReport, 30.0), fresh("y", GROWTH, SelfReport, 30.0)];
    assert_printed("T", pool_of(&statements, GROWTH).trust, "0.6667");
}

#[test]
fn a_company_chorus_counts_at_most_twice_its_best_voice() {
    let chorus: Vec<Observation> =
        (0..40).map(|at| fresh(&format!("v{at:02}"), GROWTH, InterviewerSaid, 50.0)).collect();
    let best = pool_of(&chorus[..1], GROWTH).weight;
    assert!(pool_of(&chorus, GROWTH).weight <= 2.0 * best);
    // METHOD 1.8: three interviewers who say yes.
    assert_printed("three say yes", pool_yes_no(&chorus[..3]).best, "76.9231");
}

/// Pools voices that say scores of 0 to 100.
fn pool_scores(said: &[(SourceKind, f64)], check: impl FnOnce(&Estimate<'_>)) {
    let curve = Curve::new(vec![(0.0, 0.0), (100.0, 100.0)]).expect("valid");
    let rule = PoolRule { half_life_days: None, tolerance: Tolerance::Absolute(0.0), curve: &curve, prior: 50.0 };
    let voices: Vec<Observation> =
        said.iter().map(|(kind, score)| fresh(&format!("{} {score}", kind.key()), GROWTH, *kind, *score)).collect();
    check(&pool(&voices, &rule, &Trust::builtin(), day(AS_OF)));
}

#[test]
fn sources_agree_up_to_15_points_and_contradict_each_other_beyond_35() {
    let cases = [
        (65.0, Agreement::Corroborated),
        (66.0, Agreement::Mixed),
        (85.0, Agreement::Mixed),
        (86.0, Agreement::Contradicted),
    ];
    for (score, agreement) in cases {
        pool_scores(&[(SelfReport, 50.0), (CompanyRecord, score)], |estimate| {
            assert_eq!(estimate.agreement, agreement, "{score}");
        });
    }
}

#[test]
fn company_voices_that_agree_among_themselves_check_nothing() {
    pool_scores(&[(InterviewerSaid, 50.0), (PeerEmSaid, 50.0)], |estimate| {
        assert_eq!((estimate.agreement, estimate.cross_checked), (Agreement::Corroborated, false));
    });
}

#[test]
fn a_claim_stands_out_from_15_points() {
    for (score, claim) in
        [(65.0, Some(Claim::Overclaimed)), (64.0, None), (36.0, None), (35.0, Some(Claim::Understated))]
    {
        pool_scores(&[(CompanyRecord, 50.0), (HiringManagerSaid, score)], |estimate| {
            assert_eq!(estimate.heard.iter().find_map(|h| h.claim), claim, "{score}");
        });
    }
}

#[test]
fn a_voice_of_less_than_a_quarter_of_the_heaviest_is_not_material() {
    // A signed document weighs 5.67: a press article (1.50) reaches a quarter of it, a profile site (1.22) does not.
    pool_scores(&[(SignedDocument, 100.0), (SourceKind::PressIndependent, 0.0)], |estimate| {
        assert_eq!((estimate.low, estimate.agreement), (0.0, Agreement::Contradicted));
    });
    pool_scores(&[(SignedDocument, 100.0), (Aggregator, 0.0)], |estimate| {
        assert_eq!((estimate.low, estimate.agreement), (estimate.best, Agreement::Single));
    });
}

#[test]
fn statements_later_than_the_day_are_not_heard() {
    let tomorrow = [said("x", GROWTH, CompanyRecord, "2026-11-21", Value::Number(100.0))];
    assert_eq!(pool_of(&tomorrow, GROWTH), Estimate::unknown(35.0));
}

// ---- METHOD 2: criteria, gates, caps ----

#[test]
fn a_criterion_without_evidence_is_its_prior_in_a_range_of_everything() {
    let estimate = pool_of(&[], GROWTH);
    assert_eq!((estimate.low, estimate.best, estimate.high, estimate.trust), (0.0, 35.0, 100.0, 0.0));
    assert_eq!(estimate.agreement, Agreement::Unknown);
}

#[test]
fn a_recruiter_alone_neither_passes_nor_fails_a_gate() {
    let recruiter = |level| [fresh("r", PATH, RecruiterSaid, level)];
    assert_gate("Q2", &recruiter(1.0), GateState::Unknown, "0.625");
    assert_gate("Q2", &recruiter(0.0), GateState::Unknown, "0.375");
}

#[test]
fn a_hiring_manager_who_says_no_fails_a_gate() {
    assert_gate("Q2", &[fresh("h", PATH, HiringManagerSaid, 0.0)], GateState::Fail, "0.275");
    assert_gate("Q1", &[fresh("h", PROMOTIONS, HiringManagerSaid, 0.0)], GateState::Fail, "0.275");
}

#[test]
fn a_hiring_manager_who_says_yes_passes_only_gates_that_ask_for_no_cross_check() {
    assert_gate("Q2", &[fresh("h", PATH, HiringManagerSaid, 1.0)], GateState::Pass, "0.725");
    let yes = fresh("h", PROMOTIONS, HiringManagerSaid, 1.0);
    assert_gate("Q1", std::slice::from_ref(&yes), GateState::Unknown, "0.725");
    look_at_card(builtin("m2-path"), std::slice::from_ref(&yes), |card| {
        assert!(card.gates[0].tests[0].needs_outside_voice);
    });
    let checked = [yes, fresh("p", PROMOTIONS, Aggregator, 2.0)];
    assert_eq!(gate_and_p("Q1", &checked).0, GateState::Pass);
}

#[test]
fn a_cross_check_needs_an_outside_voice_of_trust_30() {
    let yes = fresh("h", PROMOTIONS, HiringManagerWritten, 1.0);
    let with = |kind, credibility| {
        let outside = Observation { credibility, ..fresh("o", PROMOTIONS, kind, 1.0) };
        gate_and_p("Q1", &[yes.clone(), outside]).0
    };
    assert_eq!(with(ForumPost, 2), GateState::Unknown);
    assert_eq!(with(NetworkInsider, 4), GateState::Unknown, "0.65 x 0.45 is less than 0.30");
    assert_eq!(with(NetworkInsider, 3), GateState::Pass);
}

#[test]
fn a_contradiction_leaves_a_gate_open() {
    let records = [fresh("a", PATH, CompanyRecord, 0.0), fresh("b", PATH, HiringManagerSaid, 2.0)];
    assert_gate("Q2", &records, GateState::Unknown, "0.274");
    let promotions = promotion_statements();
    assert_eq!(gate_and_p("Q1", &promotions[..3]).0, GateState::Pass);
    assert_eq!(gate_and_p("Q1", &promotions).0, GateState::Unknown);
}

#[test]
fn a_range_passes_a_gate_only_if_all_of_it_does() {
    let range = |low, high| [said("h", PATH, HiringManagerSaid, AS_OF, Value::Range { low, high })];
    assert_gate("Q2", &range(1.0, 2.0), GateState::Pass, "0.725");
    assert_gate("Q2", &range(0.0, 2.0), GateState::Fail, "0.275");
}

#[test]
fn alternatives_pass_with_one_and_fail_with_all() {
    let near = "department.nearby_growth_12m";
    let records = |growth, nearby, planned| {
        [
            fresh("g", GROWTH, CompanyRecord, growth),
            fresh("n", near, CompanyRecord, nearby),
            fresh("s", SEAT_PLANNED, CompanyRecord, planned),
        ]
    };
    let state = |statements: &[Observation]| gate_and_p("Q3", statements).0;
    assert_eq!(state(&records(5.0, 0.0, 0.0)), GateState::Pass);
    assert_eq!(state(&records(4.0, 9.0, 0.0)), GateState::Fail);
    assert_eq!(state(&records(4.0, 9.0, 0.0)[..2]), GateState::Unknown);
}

#[test]
fn things_that_must_all_hold_fail_with_one_and_pass_with_all() {
    let state = |growth, planned| {
        let growth = [fresh("g", GROWTH, CompanyRecord, growth)];
        let planned = [fresh("s", SEAT_PLANNED, CompanyRecord, planned)];
        let mut states = Vec::new();
        for statements in [[growth.as_slice(), &planned].concat(), growth.to_vec()] {
            look_at_card(builtin("four-questions"), &statements, |card| states.push(gate(card, "Q3")));
        }
        states
    };
    assert_eq!(state(20.0, 1.0), [GateState::Pass, GateState::Unknown]);
    assert_eq!(state(20.0, 0.0), [GateState::Fail, GateState::Unknown]);
}

#[test]
fn an_unanswered_gate_does_not_apply_to_a_department_too_small_so_far() {
    let small = [
        said("y1", HEADCOUNT, CompanyRecord, "2026-11-16", Value::Number(40.0)),
        said("y2", SEAT_PLANNED, CompanyRecord, "2026-11-16", Value::Number(1.0)),
    ];
    look_at_card(builtin("m2-path"), &small, |card| {
        assert_eq!([gate(card, "Q1"), gate(card, "Q2")], [GateState::NotApplicable; 2]);
    });
    look_at_card(builtin("four-questions"), &small, |card| assert_eq!(gate(card, "Q1"), GateState::Unknown));
}

/// Groups `g0`, `g1`, … of equal weight with one criterion each, whose score is its value.
fn plain_groups(count: usize) -> String {
    (0..count).map(|at| plain_group(at, "", 100.0 / count as f64, 40.0)).collect()
}

/// A group with one criterion, whose score is its value.
fn plain_group(at: usize, settings: &str, weight: f64, prior: f64) -> String {
    format!(
        "[[group]]\nid = \"g{at}\"\n{settings}\n[[group.criterion]]\nsignal = \"{}\"\nweight = {weight:?}\n\
         prior = {prior:?}\ncurve = [[0, 0], [100, 100]]\n",
        PLAIN[at]
    )
}

/// Signals whose own curves are replaced.
const PLAIN: [&str; 5] = [
    "culture.autonomy",
    "culture.manager_ladder",
    "culture.dual_track_parity",
    "culture.manager_development",
    "culture.manager_evaluation",
];

/// A statement about criterion `at` that allows scores from `low` to `high`.
fn plain(at: usize, kind: SourceKind, low: f64, high: f64) -> Observation {
    said(PLAIN[at], PLAIN[at], kind, AS_OF, Value::Range { low, high })
}

fn rubric_text(head: &str, body: &str) -> String {
    format!("id = \"test\"\nversion = 1\ntitle = \"Test\"\n{head}\n{body}")
}

#[test]
fn a_majority_passes_with_enough_groups_and_fails_when_too_few_can_still_hold() {
    let gate_text = "[[gate]]\nid = \"MAJ\"\ntext = \"three of four\"\n\
                     when = { majority = { groups = [\"g0\", \"g1\", \"g2\", \"g3\"], need = 3, holds_at = 55 } }\n";
    let text = rubric_text("", &(plain_groups(4) + gate_text));
    let state = |scores: &[f64]| {
        let statements: Vec<Observation> =
            scores.iter().enumerate().map(|(at, score)| plain(at, SignedDocument, *score, *score)).collect();
        let mut found = None;
        look_at_card(&text, &statements, |card| found = Some(gate(card, "MAJ")));
        found.expect("looked at")
    };
    assert_eq!(state(&[90.0, 90.0, 90.0]), GateState::Pass);
    assert_eq!(state(&[90.0, 90.0]), GateState::Unknown);
    assert_eq!(state(&[10.0, 10.0]), GateState::Fail, "hi is 0.85 x 10 + 15, below 55");
    assert_eq!(state(&[10.0, 90.0, 90.0]), GateState::Unknown);
}

#[test]
fn the_weakest_necessary_group_limits_a_sum_of_64_to_57() {
    let groups = plain_group(0, "necessary = true", 20.0, 12.0) + &plain_group(1, "", 80.0, 77.0);
    look_at_card(&rubric_text("weakest_group_margin = 45", &groups), &[], |card| {
        assert_printed("weighted sum", card.uncapped.best, "64.0000");
        assert_printed("S", card.score.best, "57.0000");
        assert_eq!([card.groups[0].is_weakest, card.groups[1].is_weakest], [true, false]);
        // The same limit holds for the least and the greatest score: 0 + 45 and 100 + 45.
        assert_eq!((card.score.low, card.score.high), (0.0, 100.0));
    });
    look_at_card(&rubric_text("", &groups), &[], |card| assert_printed("S", card.score.best, "64.0000"));
}

#[test]
fn a_cap_limits_the_score_when_its_condition_is_known_not_to_hold() {
    let cap = "[[cap]]\nid = \"STILL\"\ntext = \"no growth\"\nlimit = 30\n\
               unless = { at_least = { signal = \"department.eng_growth_12m\", value = 1 } }\n";
    let text = rubric_text("", &(plain_group(0, "", 100.0, 40.0) + cap));
    let no_growth = [fresh("h", GROWTH, HiringManagerSaid, 0.0)];
    look_at_card(&text, &no_growth, |card| {
        assert_eq!(card.caps.iter().map(|cap| cap.id.as_str()).collect::<Vec<_>>(), ["STILL"]);
        assert_eq!(card.score, Triple { low: 0.0, best: 30.0, high: 30.0 });
    });
    look_at_card(&text, &[], |card| {
        assert!(card.caps.is_empty(), "not known is not a no");
        assert_eq!(card.score.best, 40.0);
    });
}

// ---- METHOD 3: score, verdict ----

/// Trust values that the table of kinds does not have.
fn trust_with(values: &[(SourceKind, f64)]) -> Trust {
    let (mut trust, mut problems, nowhere) = (Trust::builtin(), Diagnostics::default(), Files::default().nowhere());
    for (kind, value) in values {
        let kind = Spanned { value: kind.key().to_owned(), span: nowhere };
        trust.set(&kind, &Spanned { value: *value, span: nowhere }, &mut problems);
    }
    assert!(problems.is_empty(), "{problems:?}");
    trust
}

/// METHOD 3, standard deviation with independent errors (r = 0).
fn spread_of_independent(card: &Scorecard<'_>) -> f64 {
    let squares = card.criteria().map(|(_, c)| (c.criterion.weight * c.triple().deviation()).powi(2));
    squares.sum::<f64>().sqrt()
}

/// Each row (lo, best, hi, T) comes of one voice of trust T with a stated range: lo = T v-, hi = T v+ + (1 - T) 100,
/// and a prior that makes `best` of the middle of the range.
#[test]
fn five_criteria_add_up_as_in_3() {
    let rows = [
        (30.0, [35.0, 62.0, 90.0], Some((Aggregator, 0.55))),
        (25.0, [48.0, 66.0, 84.0], Some((NetworkInsider, 0.64))),
        (20.0, [20.0, 52.0, 86.0], Some((InterviewerSaid, 0.40))),
        (15.0, [0.0, 40.0, 100.0], None),
        (10.0, [60.0, 72.0, 88.0], Some((CompanyRecord, 0.72))),
    ];
    let (mut groups, mut statements, mut trusts) = (String::new(), Vec::new(), Vec::new());
    for (at, (weight, [low, best, high], voice)) in rows.into_iter().enumerate() {
        let mut prior = best;
        if let Some((kind, trust)) = voice {
            let (least, greatest) = (low / trust, (high - 100.0 * (1.0 - trust)) / trust);
            prior = (best - trust * f64::midpoint(least, greatest)) / (1.0 - trust);
            statements.push(plain(at, kind, least, greatest));
            trusts.push((kind, trust));
        }
        groups += &plain_group(at, "", weight, prior);
    }
    let trust = trust_with(&trusts);
    look_at_card_after(&rubric_text("", &groups), &statements, None, &trust, |card| {
        for ((_, found), (_, [low, best, high], _)) in card.criteria().zip(rows) {
            let Triple { low: l, best: b, high: h } = found.triple();
            assert!((l - low).abs() + (b - best).abs() + (h - high).abs() < 1e-9, "{:?}", found.triple());
        }
        assert_printed("B", card.score.best, "58.7000");
        assert_printed("L", card.score.low, "32.5000");
        assert_printed("H", card.score.high, "89.0000");
        assert_printed("C", card.coverage, "0.4770");
        assert_printed("Q-", card.cautious, "49.9667");
        assert_printed("Q+", card.hopeful, "68.8000");
        assert_printed("sd", card.spread, "11.0748");
        assert_printed("sd with r = 0", spread_of_independent(card), "7.9105");
        assert_eq!((card.verdict, &card.reason), (Verdict::AskMore, &Reason::CoverageTooLow));
    });
}

#[test]
fn twenty_unknown_criteria_do_not_look_precise() {
    let catalogue = builtin_catalogue();
    let scored = catalogue.iter().filter(|signal| signal.prior.is_some()).take(20);
    let criteria: String = scored
        .map(|signal| format!("[[group.criterion]]\nsignal = \"{}\"\nweight = 5\nprior = 40\n", signal.key))
        .collect();
    let text = rubric_text("", &format!("[[group]]\nid = \"all\"\n{criteria}"));
    look_at_card(&text, &[], |card| {
        assert_eq!(card.criteria().count(), 20);
        assert_printed("Q-", card.cautious, "26.6667");
        assert_printed("Q+", card.hopeful, "60.0000");
        assert_printed("sd", card.spread, "16.3707");
        assert_printed("sd with r = 0", spread_of_independent(card), "6.3246");
        assert_eq!(card.verdict, Verdict::AskMore);
    });
}

/// One necessary criterion whose prior and only voice both say `score`: B is `score` and C the trust of `kind`.
struct Case<'a> {
    kind: SourceKind,
    score: f64,
    gates: &'a str,
    statements: &'a [Observation],
    previous: Option<Verdict>,
}

impl Case<'_> {
    fn of(kind: SourceKind, score: f64) -> Self {
        Self { kind, score, gates: "", statements: &[], previous: None }
    }

    fn after(kind: SourceKind, score: f64, previous: Verdict) -> Self {
        Self { previous: Some(previous), ..Self::of(kind, score) }
    }

    fn judged(&self) -> (Verdict, Reason) {
        let group = plain_group(0, "necessary = true", 100.0, self.score);
        let text = rubric_text("", &(group + self.gates));
        let mut statements = self.statements.to_vec();
        statements.push(plain(0, self.kind, self.score, self.score));
        let mut found = None;
        look_at_card_after(&text, &statements, self.previous, &Trust::builtin(), |card| {
            found = Some((card.verdict, card.reason.clone()));
        });
        found.expect("looked at")
    }
}

const STAY_GATE: &str = "[[gate]]\nid = \"Q\"\ntext = \"you would stay\"\n\
                         when = { at_least = { signal = \"self.stay_2_3_years\", value = 1 } }\n";

#[test]
fn a_failed_gate_declines_whatever_the_score() {
    let no = [fresh("me", STAY, SelfReport, 0.0)];
    let case = Case { gates: STAY_GATE, statements: &no, ..Case::of(SignedDocument, 90.0) };
    assert_eq!(case.judged(), (Verdict::Decline, Reason::GateFailed(vec!["Q".to_owned()])));
    let held = Case { previous: Some(Verdict::Pursue), ..case };
    assert_eq!(held.judged().0, Verdict::Decline, "gates act at once");
}

/// With T = .50 and score s: Q+ = (2s + s/2 + 50) / 3, which is 45 at s = 34.
#[test]
fn a_hopeful_score_below_45_declines_when_half_of_it_is_evidence() {
    assert_eq!(Case::of(PeerEmSaid, 33.9).judged(), (Verdict::Decline, Reason::HopefulTooLow));
    assert_eq!(Case::of(PeerEmSaid, 34.0).judged(), (Verdict::AskMore, Reason::Between));
    assert_eq!(Case::of(HiringManagerSaid, 20.0).judged(), (Verdict::AskMore, Reason::CoverageTooLow));
    let open = Case { gates: STAY_GATE, ..Case::of(PeerEmSaid, 33.9) };
    assert_eq!(open.judged().0, Verdict::Decline, "before open gates are looked at");
}

#[test]
fn an_open_gate_or_too_little_evidence_asks_for_more() {
    let open = Case { gates: STAY_GATE, ..Case::of(SignedDocument, 90.0) };
    assert_eq!(open.judged(), (Verdict::AskMore, Reason::GateUnknown(vec!["Q".to_owned()])));
    assert_eq!(Case::of(HiringManagerSaid, 90.0).judged(), (Verdict::AskMore, Reason::CoverageTooLow));
}

#[test]
fn a_necessary_group_that_is_hardly_known_asks_for_more() {
    let groups = plain_group(0, "necessary = true", 10.0, 90.0) + &plain_group(1, "", 90.0, 90.0);
    let verdict = |kind| {
        let statements = [plain(0, kind, 90.0, 90.0), plain(1, SignedDocument, 90.0, 90.0)];
        let mut found = None;
        look_at_card(&rubric_text("", &groups), &statements, |card| found = Some((card.verdict, card.reason.clone())));
        found.expect("looked at")
    };
    assert_eq!(verdict(ForumPost), (Verdict::AskMore, Reason::GroupHardlyKnown("g0".to_owned())));
    assert_eq!(verdict(SourceKind::CompanyMarketing), (Verdict::Pursue, Reason::CautiousHighEnough));
}

/// With T = .50 and score s: Q- = (2s + s/2) / 3, which is 55 at s = 66.
#[test]
fn a_cautious_score_of_55_is_worth_pursuing() {
    assert_eq!(Case::of(PeerEmSaid, 66.0).judged(), (Verdict::Pursue, Reason::CautiousHighEnough));
    assert_eq!(Case::of(PeerEmSaid, 65.9).judged(), (Verdict::AskMore, Reason::Between));
    let yes = [fresh("me", STAY, SelfReport, 1.0)];
    let passed = Case { gates: STAY_GATE, statements: &yes, ..Case::of(PeerEmSaid, 66.0) };
    assert_eq!(passed.judged().0, Verdict::Pursue);
}

#[test]
fn a_gate_that_does_not_apply_is_ignored() {
    let gates = "[[gate]]\nid = \"Q\"\ntext = \"somebody was promoted\"\n\
                 when = { at_least = { signal = \"mobility.m2_internal_promotions_12m\", value = 1 } }\n\
                 not_applicable = { when = { seats_below = 1 }, text = \"too small\" }\n";
    let size =
        |people| [fresh("size", HEADCOUNT, CompanyRecord, people), fresh("none", PROMOTIONS, CompanyRecord, 0.0)];
    let small = Case { gates, statements: &size(30.0), ..Case::of(SignedDocument, 90.0) };
    assert_eq!(small.judged().0, Verdict::Pursue);
    let large = Case { gates, statements: &size(300.0), ..Case::of(SignedDocument, 90.0) };
    assert_eq!(large.judged().0, Verdict::Decline);
}

#[test]
fn what_is_known_well_and_lies_between_is_a_toss_up() {
    assert_eq!(Case::of(SignedDocument, 52.0).judged(), (Verdict::TossUp, Reason::WellKnownAndBetween));
    assert_eq!(Case::of(CompanyRecord, 52.0).judged(), (Verdict::AskMore, Reason::Between));
}

#[test]
fn an_earlier_verdict_is_kept_within_three_points() {
    // Q- is 52.08 and 51.67; Q+ is 47.92 and 48.33.
    assert_eq!(Case::after(PeerEmSaid, 62.5, Verdict::Pursue).judged().0, Verdict::Pursue);
    assert_eq!(Case::after(PeerEmSaid, 62.0, Verdict::Pursue).judged().0, Verdict::AskMore);
    assert_eq!(Case::after(PeerEmSaid, 37.5, Verdict::Decline).judged().0, Verdict::Decline);
    assert_eq!(Case::after(PeerEmSaid, 38.0, Verdict::Decline).judged().0, Verdict::AskMore);
    assert_eq!(Case::of(PeerEmSaid, 62.5).judged().0, Verdict::AskMore);
    assert_eq!(Case::of(PeerEmSaid, 37.5).judged().0, Verdict::AskMore);
}

#[test]
fn grades_begin_where_the_method_says() {
    let grades =
        BTreeMap::from([(75, "A"), (74, "B"), (62, "B"), (61, "C"), (50, "C"), (49, "D"), (38, "D"), (37, "E")]);
    for (score, letter) in grades {
        assert_eq!(Grade::of(f64::from(score)).letter(), letter, "{score}");
    }
}

// ---- METHOD 4.7: evidence about the inside share enters the seat model ----

#[test]
fn three_of_four_seats_raise_the_odds_of_a_doubling_department_as_in_4_7() {
    // What a company record has to say for the model to see a growth of 100 %: .75 m + .25 x 5 % = 100 %.
    let doubling = (100.0 - 0.25 * 5.0) / 0.75;
    let size = fresh("size", HEADCOUNT, CompanyRecord, 120.0);
    let growth = fresh("growth", GROWTH, CompanyRecord, doubling);
    let share = said("share", FILL_SHARE, Aggregator, "2026-11-15", Value::Share { k: 3.0, n: 4.0 });
    // You are as strong as any rival: what the notes do not say about you would lower it.
    let odds = |card: &Scorecard<'_>| {
        outcome(&Parameters { strength: 1.0, ..card.seat.parameters.clone() }, &SCENARIOS).p_yours
    };
    let before = [size.clone(), growth.clone()];
    look_at_card(builtin("m2-path"), &before, |card| {
        assert_printed("people", card.seat.parameters.reach, "120.0000");
        assert_printed("growth", card.seat.parameters.growth_observed, "1.0000");
        assert_printed("P before", odds(card), "0.1218");
    });
    look_at_card(builtin("m2-path"), &[size, growth, share], |card| {
        let Parameters { internal_alpha: a, internal_beta: b, .. } = card.seat.parameters;
        assert_printed("a", a, "4.4424");
        assert_printed("b", b, "3.4808");
        assert_printed("mean", a / (a + b), "0.5607");
        assert_printed("P after", odds(card), "0.1359");
    });
}

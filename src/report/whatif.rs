//! What would have to be true, for the terminal and as Markdown.

use std::fmt::Write as _;

use super::layout::HARD_SPACE;
use super::page::Page;
use super::value::{level_words, value_words};
use super::words::{percent, plain, points, reason_words, verdict_word, verdict_words};
use super::{Report, Row};
use crate::analysis::{
    Fact, Goal, Hypothesis, MOST_FACTS, OrderWays, RoleWays, ScoreFlip, Standing, Together, Ways, WeightFlip,
    values_to_try,
};
use crate::model::{Observation, SourceKind, Value};
use crate::rubric::ReadsAs;
use crate::score::GateState;
use crate::signal::{Direction, Signal, SignalType};
use crate::text::{shell_word, visible};

/// How many single facts, and promises, are shown.
const SHOWN: usize = 5;
/// Marks facts that the evidence so far rules out.
const BEYOND: char = '†';

/// What would turn each of these roles around, at most `width` cells wide. `found` names rows by their number.
#[must_use]
pub fn whatif_text(report: &Report<'_>, found: &[(usize, RoleWays<'_>)], width: usize) -> String {
    page(report, found).text(width)
}

/// The same as Markdown.
#[must_use]
pub fn whatif_markdown(report: &Report<'_>, found: &[(usize, RoleWays<'_>)]) -> String {
    page(report, found).markdown()
}

fn page(report: &Report<'_>, found: &[(usize, RoleWays<'_>)]) -> Page {
    let mut page = Page::open(report);
    for (at, ways) in found {
        page.gap();
        Writer { report, row: &report.rows[*at], page: &mut page }.role(ways);
    }
    if found.iter().flat_map(|(_, ways)| facts_of(ways)).any(|fact| fact.is_outside_evidence) {
        page.gap();
        page.line(format!("{BEYOND} scores outside of the range that the evidence allows so far"));
    }
    page
}

/// All facts about a role, the promises first.
fn facts_of<'w, 'a>(ways: &'w RoleWays<'a>) -> impl Iterator<Item = &'w Fact<'a>> {
    let of = |ways: &'w Ways<'a>| {
        let together: &[Fact<'a>] = match &ways.together {
            Together::Facts(facts) | Together::TooMany(facts) => facts,
            Together::NotNeeded | Together::Never => &[],
        };
        ways.single.iter().chain(together)
    };
    let order = ways.order.iter().map(|order| &order.facts);
    ways.in_writing.iter().chain(ways.verdict.iter().chain(order).flat_map(of))
}

struct Writer<'r, 'a> {
    report: &'r Report<'a>,
    row: &'r Row<'a>,
    page: &'r mut Page,
}

impl Writer<'_, '_> {
    fn role(&mut self, ways: &RoleWays<'_>) {
        let (report, row) = (self.report, self.row);
        let score = row.card.score;
        self.page.heading(row.heading());
        self.page.line(format!(
            "Now: {}, score {} ({} to {}), {} of it evidence, place {} of {}.",
            verdict_words(&row.card),
            points(score.best),
            points(score.low),
            points(score.high),
            percent(row.card.coverage),
            report.rank(row),
            report.rows.len()
        ));
        if let Some(ways) = &ways.verdict {
            self.page.gap();
            self.ways(ways, if ways.goal == Goal::NoPursue { "No longer worth pursuing" } else { "Worth pursuing" });
        }
        self.criteria(&ways.verdict_criteria);
        if let Some(order) = &ways.order {
            self.page.gap();
            self.order(order);
        }
        if !ways.in_writing.is_empty() {
            self.page.gap();
            self.in_writing(&ways.in_writing);
        }
        if let Some(fact) = facts_of(ways).next() {
            self.page.gap();
            self.page.line("Try a fact without touching a file:");
            let argument = shell_word(&fact.hypothesis.argument());
            self.page.command(format!("skiplevel whatif {} --set {argument}", shell_word(&row.role.id)));
        }
    }

    fn order(&mut self, order: &OrderWays<'_>) {
        let rival = &self.report.rows[order.rival];
        let is_behind = matches!(order.facts.goal, Goal::Ahead(_));
        let is_level = !Standing::of(&rival.card).is_ahead_of(&Standing::of(&self.row.card));
        let side = match (is_behind, is_level) {
            (true, true) => "Clear of its equal",
            (true, false) => "Ahead of",
            (false, _) => "Behind",
        };
        let title = format!("{side} {} ({})", self.report.name(rival), points(rival.card.score.best));
        self.ways(&order.facts, &title);
        let groups = &self.row.card.groups;
        let name = |at: usize| visible(&groups[at].group.title).to_lowercase();
        let bound = if is_behind { "at least" } else { "at most" };
        let reachable = order.groups.iter().filter(|flip| !flip.is_outside_evidence);
        let reachable: Vec<String> = reachable
            .filter_map(|flip| {
                let score = flip.beyond(is_behind)?;
                Some(format!("{} {bound} {} (now {})", name(flip.at), plain(score), points(flip.now)))
            })
            .collect();
        if !reachable.is_empty() {
            self.page.bullet(format!("by the score of one group: {}", reachable.join("; ")));
        }
        let weights: Vec<String> =
            order.weights.iter().filter_map(|flip| weight_words(flip, &name(flip.group))).collect();
        self.page.bullet(match weights.as_slice() {
            [] => "by weights: no change of one group does it".to_owned(),
            some => format!("by the weight of one group, of 100, the others in proportion: {}", some.join("; ")),
        });
    }

    /// By one criterion, were it settled: those that the evidence allows, the nearest first.
    fn criteria(&mut self, flips: &[ScoreFlip]) {
        let mut near: Vec<&ScoreFlip> = flips.iter().filter(|flip| !flip.is_outside_evidence).collect();
        near.sort_by(|a, b| (a.needed - a.now).abs().total_cmp(&(b.needed - b.now).abs()));
        let words = near.into_iter().take(SHOWN).filter_map(|flip| {
            let (_, result) = self.row.card.criteria().nth(flip.at)?;
            let signal = self.report.catalogue.get(&result.criterion.signal)?;
            let score = plain(flip.beyond(flip.needed > flip.now)?);
            let value = flip.value.filter(|_| signal.signal_type == SignalType::Percent);
            let value = value.map(|value| format!(", which is {}{HARD_SPACE}%", plain((10.0 * value).round() / 10.0)));
            let now = points(flip.now);
            Some(format!("{} {score} (now {now}){}", visible(&signal.name), value.unwrap_or_default()))
        });
        let words: Vec<String> = words.collect();
        if !words.is_empty() {
            self.page.bullet(format!("by the score of one criterion, were it settled: {}", words.join("; ")));
        }
    }

    fn ways(&mut self, ways: &Ways<'_>, title: &str) {
        let bound = Bound::of(ways);
        let mut facts = Vec::new();
        let words = match &ways.together {
            Together::NotNeeded if ways.single.len() == 1 => "one fact alone is enough:".to_owned(),
            Together::NotNeeded => "any one of these is enough:".to_owned(),
            Together::Facts(together) => {
                facts = together.iter().map(|fact| self.fact(fact, bound)).collect();
                format!("no fact alone is enough; these {} are, together:", facts.len())
            }
            Together::TooMany(most) => {
                let most = if ways.goal.rises() { &most[..SHOWN.min(most.len())] } else { &[] };
                facts = most.iter().map(|fact| self.fact(fact, Bound::Exactly)).collect();
                format!("it would take more than {MOST_FACTS} facts{}", self.how_far(ways, most.last()))
            }
            Together::Never => format!("nothing that could be learned today is enough.{}", self.why(ways)),
        };
        self.page.heading(format!("{title}: {words}"));
        self.page.numbered(facts);
        for fact in ways.single.iter().take(SHOWN) {
            let fact = self.fact(fact, bound);
            self.page.bullet(fact);
        }
        if ways.single.len() > SHOWN {
            self.page.bullet(format!("and {} more, see --format json", ways.single.len() - SHOWN));
        }
    }

    /// How far the most telling facts would bring the role.
    fn how_far(&self, ways: &Ways<'_>, last: Option<&Fact<'_>>) -> String {
        let rules = &self.row.card.rubric.thresholds;
        match (ways.goal, last.map(|fact| fact.standing)) {
            (Goal::Pursue, Some(then)) => format!(
                ". These alone would bring the cautious score to {} ({} needed) and the evidence to {} ({} needed):",
                points(then.cautious),
                points(rules.pursue),
                percent(then.coverage),
                percent(rules.coverage)
            ),
            (Goal::Ahead(_), Some(then)) => {
                format!(". These alone would bring the score to {}:", points(then.score.best))
            }
            _ => ".".to_owned(),
        }
    }

    /// Why no fact helps: a gate that failed stays failed against what is known.
    fn why(&self, ways: &Ways<'_>) -> String {
        let failed = self.row.card.gates.iter().any(|gate| gate.state == GateState::Fail);
        if failed && ways.goal == Goal::Pursue { format!(" {}", reason_words(&self.row.card)) } else { String::new() }
    }

    fn in_writing(&mut self, facts: &[Fact<'_>]) {
        self.page
            .heading("Get in writing, with what it would add to the cautious score (two thirds best, one third low):");
        let (report, card) = (self.report, &self.row.card);
        let with_effect = |fact: &Fact<'_>| {
            let gain = fact.standing.cautious - card.cautious;
            let mut effect = format!("+{gain:.1}");
            if fact.standing.verdict != card.verdict && report.rubric.reads_as == ReadsAs::Verdict {
                let _ = write!(effect, ", verdict {}", verdict_word(fact.standing.verdict));
            }
            format!("{effect}: {}", self.fact(fact, Bound::Exactly))
        };
        let facts: Vec<String> = facts.iter().take(SHOWN).map(with_effect).collect();
        self.page.numbered(facts);
    }

    /// `growth of engineering: at least 40 % (now 30 %) – team page or ladder †`.
    fn fact(&self, fact: &Fact<'_>, bound: Bound) -> String {
        let signal = fact.hypothesis.signal;
        let value = natural_words(self.report, signal, &fact.hypothesis.value);
        let value = bound_words(signal, &fact.hypothesis.value, &value, bound);
        let score = |x: f64| signal.curve.as_ref().map_or(0.0, |curve| curve.at(x));
        let is_no_change = |now: f64| match bound {
            Bound::OrBetter => fact.hypothesis.value.point().is_some_and(|x| score(x) <= score(now)),
            Bound::OrWorse => fact.hypothesis.value.point().is_some_and(|x| score(x) >= score(now)),
            Bound::Exactly => fact.hypothesis.value.point() == Some(now),
        };
        let now = match fact.now {
            Some(now) => {
                let words = natural_words(self.report, signal, &Value::Number(now));
                if is_no_change(now) { format!("{words} so far, by weaker sources") } else { format!("now {words}") }
            }
            None => "not known yet".to_owned(),
        };
        let label = &self.report.trust.of(fact.hypothesis.kind).label;
        let mark = if fact.is_outside_evidence { format!("{HARD_SPACE}{BEYOND}") } else { String::new() };
        format!("{}: {value} ({now}) – {label}{mark}", visible(&signal.name))
    }
}

/// How a fact is to be read: its value, or that value and whatever is better or worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Exactly,
    OrBetter,
    OrWorse,
}

impl Bound {
    fn of(ways: &Ways<'_>) -> Self {
        if ways.goal.rises() { Self::OrBetter } else { Self::OrWorse }
    }
}

/// `at least 40 %`; levels as `“…” or better`; what cannot be better or worse as it is.
fn bound_words(signal: &Signal, value: &Value, words: &str, bound: Bound) -> String {
    let tried = values_to_try(signal);
    let end = match bound {
        Bound::Exactly => return words.to_owned(),
        Bound::OrBetter => tried.last(),
        Bound::OrWorse => tried.first(),
    };
    let is_level = matches!(signal.signal_type, SignalType::Ordinal | SignalType::Share | SignalType::Bool);
    let is_limit = signal.range.zip(value.point()).is_some_and(|((low, high), x)| x <= low || x >= high);
    if end == Some(value) && (is_level || is_limit) {
        return words.to_owned();
    }
    match (signal.signal_type, bound) {
        (SignalType::Ordinal, Bound::OrBetter) => format!("{words} or better"),
        (SignalType::Ordinal, _) => format!("{words} or worse"),
        _ if (bound == Bound::OrBetter) == (signal.direction == Direction::Up) => format!("at least {words}"),
        _ => format!("at most {words}"),
    }
}

/// `growth of engineering: 40 % – team page or ladder`.
pub(super) fn hypothesis_words(report: &Report<'_>, tried: &Hypothesis<'_>) -> String {
    let label = &report.trust.of(tried.kind).label;
    let plan = if tried.forward { " (plan)" } else { "" };
    let date = tried.fact_date.map(|date| format!(", true on {date}")).unwrap_or_default();
    let value = natural_words(report, tried.signal, &tried.value);
    format!("{}: {value}{plan}{date} – {label}", visible(&tried.signal.name))
}

/// A value with its unit; of a level its words.
fn natural_words(report: &Report<'_>, signal: &Signal, value: &Value) -> String {
    if let Some(words) = level_words(signal, value) {
        return format!("“{words}”");
    }
    let stated = Observation::new(&signal.key, value.clone(), report.as_of.into(), SourceKind::Unknown);
    let words = value_words(report, &stated, signal.signal_type);
    match (signal.signal_type, value) {
        (SignalType::Share, Value::Number(x)) => percent(*x),
        (SignalType::Percent, Value::Number(x)) => percent(x / 100.0),
        (SignalType::Months, Value::Number(_)) => format!("{words}{HARD_SPACE}months"),
        (SignalType::Years, _) => format!("{words}{HARD_SPACE}years"),
        _ => words,
    }
}

/// `culture at least 20.7 (now 10)`.
fn weight_words(flip: &WeightFlip, title: &str) -> Option<String> {
    let bound = if flip.is_upward() { "at least" } else { "at most" };
    Some(format!("{title} {bound} {} (now {})", plain(flip.points_beyond()?), points(100.0 * flip.now)))
}

//! What would have to be true, for the terminal and as Markdown.

use std::fmt::Write as _;

use super::layout::HARD_SPACE;
use super::page::Page;
use super::value::value_words;
use super::words::{percent, points, reason_words, verdict_word, verdict_words};
use super::{Report, Row};
use crate::analysis::{Fact, Goal, Hypothesis, MOST_FACTS, OrderWays, RoleWays, Standing, Together, Ways, WeightFlip};
use crate::model::{Observation, SourceKind, Value};
use crate::rubric::ReadsAs;
use crate::score::GateState;
use crate::signal::{Signal, SignalType};
use crate::text::visible;

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
        self.page.heading(format!("{} — {}", row.company(), row.title()));
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
            let argument = quoted(&fact.hypothesis.argument());
            self.page.command(format!("skiplevel whatif {} --set {argument}", row.id()));
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
        let bound = if is_behind { "at least" } else { "less than" };
        let reachable = order.groups.iter().filter(|flip| !flip.is_outside_evidence);
        let reachable: Vec<String> = reachable
            .map(|flip| format!("{} {bound} {} (now {})", name(flip.at), points(flip.needed), points(flip.now)))
            .collect();
        if !reachable.is_empty() {
            self.page.bullet(format!("by the score of one group: {}", reachable.join("; ")));
        }
        let weights: Vec<String> = order.weights.iter().map(|flip| weight_words(flip, &name(flip.group))).collect();
        self.page.bullet(match weights.as_slice() {
            [] => "by weights: no change of one group does it".to_owned(),
            some => format!("by the weight of one group, of 100: {}", some.join("; ")),
        });
    }

    fn ways(&mut self, ways: &Ways<'_>, title: &str) {
        let mut facts = Vec::new();
        let words = match &ways.together {
            Together::NotNeeded if ways.single.len() == 1 => "one fact alone is enough:".to_owned(),
            Together::NotNeeded => "any one of these is enough:".to_owned(),
            Together::Facts(together) => {
                facts = together.iter().map(|fact| self.fact(fact)).collect();
                format!("no fact alone is enough; these {} are, together:", facts.len())
            }
            Together::TooMany(most) => {
                let most = if ways.goal.rises() { &most[..SHOWN.min(most.len())] } else { &[] };
                facts = most.iter().map(|fact| self.fact(fact)).collect();
                format!("it would take more than {MOST_FACTS} facts{}", self.how_far(ways, most.last()))
            }
            Together::Never => format!("nothing that could be learned today is enough.{}", self.why(ways)),
        };
        self.page.heading(format!("{title}: {words}"));
        self.page.numbered(facts);
        for fact in ways.single.iter().take(SHOWN) {
            let fact = self.fact(fact);
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
        self.page.heading("Get in writing, with what it would add to the cautious score:");
        let (report, card) = (self.report, &self.row.card);
        let with_effect = |fact: &Fact<'_>| {
            let gain = fact.standing.cautious - card.cautious;
            let mut effect = format!("+{gain:.1}");
            if fact.standing.verdict != card.verdict && report.rubric.reads_as == ReadsAs::Verdict {
                let _ = write!(effect, ", verdict {}", verdict_word(fact.standing.verdict));
            }
            format!("{effect}: {}", self.fact(fact))
        };
        let facts: Vec<String> = facts.iter().take(SHOWN).map(with_effect).collect();
        self.page.numbered(facts);
    }

    /// `growth of engineering: 40 % (now 30 %) – team page or ladder †`.
    fn fact(&self, fact: &Fact<'_>) -> String {
        let signal = fact.hypothesis.signal;
        let value = natural_words(self.report, signal, &fact.hypothesis.value);
        let now = match fact.now {
            Some(now) => format!("now {}", natural_words(self.report, signal, &Value::Number(now))),
            None => "not known yet".to_owned(),
        };
        let label = &self.report.trust.of(fact.hypothesis.kind).label;
        let mark = if fact.is_outside_evidence { format!("{HARD_SPACE}{BEYOND}") } else { String::new() };
        format!("{}: {value} ({now}) – {label}{mark}", visible(&signal.name))
    }
}

/// `growth of engineering 40 %, by team page or ladder`.
pub(super) fn hypothesis_words(report: &Report<'_>, tried: &Hypothesis<'_>) -> String {
    let label = &report.trust.of(tried.kind).label;
    format!("{}: {}, by {label}", visible(&tried.signal.name), natural_words(report, tried.signal, &tried.value))
}

/// A value with its unit; of a level its words.
fn natural_words(report: &Report<'_>, signal: &Signal, value: &Value) -> String {
    let level = value.point().filter(|_| signal.signal_type == SignalType::Ordinal);
    if let Some(words) = level.and_then(|level| signal.level_words(level)) {
        return format!("“{}”", visible(words));
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

/// An argument as a shell takes it.
fn quoted(argument: &str) -> String {
    let is_plain = argument.chars().all(|c| c.is_ascii_alphanumeric() || "._=/@-".contains(c));
    if is_plain { argument.to_owned() } else { format!("'{}'", argument.replace('\'', "'\\''")) }
}

/// `culture more than 21 (now 10)`.
fn weight_words(flip: &WeightFlip, title: &str) -> String {
    let bound = if flip.is_upward() { "more than" } else { "less than" };
    format!("{title} {bound} {} (now {})", points(100.0 * flip.at), points(100.0 * flip.now))
}

//! Rubrics and signals for people.

use std::fmt::Write as _;

use super::layout::{table, table_text, wrap};
use super::locked::lock_notice;
use super::words::{plain, points};
use crate::rubric::{Condition, NotApplicable, Rubric};
use crate::signal::{Catalogue, Trust, Use};
use crate::text::visible;
use crate::workspace::LockState;

/// One line a rubric.
#[must_use]
pub fn rubric_list(rubrics: &[(&Rubric, bool)], trust: &Trust, width: usize) -> String {
    let mut table = table(width);
    table.set_header(vec!["id", "version", "hash", "from", "title and use"]);
    for (rubric, is_builtin) in rubrics {
        table.add_row(vec![
            visible(&rubric.id),
            format!("v{}", rubric.version),
            rubric.hash(trust).get(..8).unwrap_or_default().to_owned(),
            if *is_builtin { "built in" } else { "rubrics/" }.to_owned(),
            format!("{}. {}", visible(&rubric.title), visible(&rubric.for_whom)),
        ]);
    }
    table_text(table)
}

/// A rubric with its reasons, and what changed since weights were locked.
#[must_use]
pub fn rubric_text(rubric: &Rubric, trust: &Trust, lock: &LockState, width: usize) -> String {
    let hash = rubric.hash(trust);
    let mut text = format!(
        "{} · {} v{} ({})\n",
        visible(&rubric.title),
        visible(&rubric.id),
        rubric.version,
        hash.get(..8).unwrap_or_default()
    );
    if let Some(notice) = lock_notice(lock) {
        let _ = writeln!(text, "{}", wrap(&notice, width, 2));
    }
    for words in [&rubric.for_whom, &rubric.why] {
        let _ = writeln!(text, "\n{}", wrap(&visible(words), width, 0));
    }
    let _ = writeln!(text, "\n{}\n", wrap(&format!("Source: {}", visible(&rubric.article)), width, 2));
    for group in &rubric.groups {
        let necessary = if group.necessary { " · necessary" } else { "" };
        let title = visible(&group.title).to_uppercase();
        let _ = writeln!(text, "{title} · {} points{necessary}", plain(100.0 * group.weight));
        for criterion in &group.criteria {
            let prior = match criterion.is_derived {
                true => "computed by the seat model".to_owned(),
                false => format!("prior {}", points(criterion.prior)),
            };
            let head = format!("{} · {} points · {prior}", criterion.signal, plain(100.0 * criterion.weight));
            let curve = criterion.curve.points().iter().map(|(x, v)| format!("{}→{}", plain(*x), points(*v)));
            let _ = writeln!(text, "  {}", wrap(&head, width - 2, 6));
            let _ = writeln!(text, "      {}", wrap(&curve.collect::<Vec<_>>().join("  "), width - 6, 6));
            let _ = writeln!(text, "      {}", wrap(&visible(&criterion.why), width - 6, 6));
        }
    }
    text.push_str(&rules(rubric, width));
    text
}

fn rules(rubric: &Rubric, width: usize) -> String {
    let mut text = String::from("\n");
    let mut line = |sentence: String| {
        let _ = writeln!(text, "{}", wrap(&sentence, width, 4));
    };
    if let Some(margin) = rubric.weakest_group_margin {
        line(format!("Limit: the score is at most the weakest necessary group + {}.", points(margin)));
    }
    for gate in &rubric.gates {
        let check = if gate.crosscheck { "; needs a non-company source" } else { "" };
        line(format!("Gate {}: {} ({}{check})", visible(&gate.id), visible(&gate.text), condition(&gate.when)));
        if let Some((rule, why)) = &gate.not_applicable {
            let when = match rule {
                NotApplicable::When(rule) => condition(rule),
                NotApplicable::With(id) => format!("gate {} does not apply", visible(id)),
            };
            line(format!("    does not apply when {when}: {}", visible(why)));
        }
    }
    for cap in &rubric.caps {
        line(format!(
            "Cap {}: at most {} unless {} ({})",
            visible(&cap.id),
            points(cap.limit),
            condition(&cap.unless),
            visible(&cap.text)
        ));
    }
    for overlap in &rubric.overlaps {
        line(format!("Overlap of {} and {}: {}", overlap.criteria.0, overlap.criteria.1, visible(&overlap.reason)));
    }
    let rules = rubric.thresholds;
    line(format!(
        "Verdicts: pursue from a cautious score of {}, decline below a hopeful score of {}; both need coverage {} %, and {} % in each necessary group to pursue.",
        points(rules.pursue),
        points(rules.decline),
        points(100.0 * rules.coverage),
        points(100.0 * rules.coverage_necessary)
    ));
    text
}

fn condition(rule: &Condition) -> String {
    let all = |parts: &[Condition], word: &str| parts.iter().map(condition).collect::<Vec<_>>().join(word);
    match rule {
        Condition::AtLeast { signal, value, .. } => format!("{signal} ≥ {}", plain(*value)),
        Condition::AtMost { signal, value, .. } => format!("{signal} ≤ {}", plain(*value)),
        Condition::Any(parts) => format!("({})", all(parts, " or ")),
        Condition::All(parts) => format!("({})", all(parts, " and ")),
        Condition::Majority { groups, need, holds_at } => {
            format!("at least {need} of {} at {} or more", groups.join(", "), plain(*holds_at))
        }
        Condition::SeatsBelow(seats) => format!("fewer than {} seats needed today", plain(*seats)),
    }
}

/// The catalogue: key, type, unit and range of each signal, whom to ask and the question.
#[must_use]
pub fn signals_text(catalogue: &Catalogue, width: usize) -> String {
    let mut text = String::new();
    for signal in catalogue.iter().filter(|signal| signal.purpose != Use::Derived) {
        let range = signal.range.map(|(low, high)| format!(" ({} to {})", plain(low), plain(high))).unwrap_or_default();
        let kind = signal.signal_type.key();
        let _ =
            writeln!(text, "{}", wrap(&format!("{} · {kind}, {}{range}", signal.key, visible(&signal.unit)), width, 4));
        let question = format!("    {}: “{}”", visible(&signal.ask), visible(&signal.question));
        let _ = writeln!(text, "    {}", wrap(question.trim_start(), width - 4, 4));
    }
    text
}

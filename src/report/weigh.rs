//! Weights of the groups, and what other weights would make of the roles.

use std::fmt::Write as _;

use super::compare::heading;
use super::layout::{right, table, table_text, wrap};
use super::locked::{lock_notice, standing_markdown, standing_text};
use super::markdown::{heading_markdown, safe};
use super::plain::is_plain;
use super::words::points as whole;
use super::{Report, Row};
use crate::rubric::{Group, Rubric};
use crate::text::visible;
use crate::workspace::{Lock, LockState};

/// Cells of the longest bar.
const BAR: usize = 24;
/// Names of the weights in force and of the new ones.
const NAMES: [&str; 2] = ["now", "new"];

/// Weights in force, and what is to become of them.
#[derive(Debug)]
pub struct Weighing<'a> {
    /// The roles under the weights in force.
    pub report: &'a Report<'a>,
    /// The rubric with the weights of its own file.
    pub as_filed: &'a Rubric,
    /// Whether own weights are in force.
    pub has_own_weights: bool,
    /// New weights; `None` when they stay.
    pub proposal: Option<Proposal<'a>>,
    /// A lock that is to be written.
    pub new_lock: Option<&'a Lock>,
    /// Whether to say how weights are set.
    pub with_hints: bool,
}

/// New weights.
#[derive(Debug)]
pub struct Proposal<'a> {
    /// The rubric with them.
    pub rubric: &'a Rubric,
    /// The roles under them, by id.
    pub rows: Vec<Row<'a>>,
    /// Entries of `[weights]` that go, as the rubric has no such group.
    pub removed: Vec<String>,
    /// How they will stand to the lock.
    pub lock: LockState,
}

/// The weights and what would change, at most `width` cells wide.
#[must_use]
pub fn weigh_text(weighing: &Weighing<'_>, width: usize) -> String {
    let mut text = heading(weighing.report, width);
    text.push('\n');
    text.push_str(&weights_text(weighing, width));
    text.push('\n');
    let mut say = |sentence: &str| {
        let _ = writeln!(text, "{}", wrap(sentence, width, 2));
    };
    for sentence in before(weighing) {
        say(&sentence);
    }
    if let Some(proposal) = weighing.proposal.as_ref().filter(|proposal| !proposal.rows.is_empty()) {
        let _ = write!(text, "\n{}", standing_text(weighing.report, &proposal.rows, NAMES, width));
    }
    let after = after(weighing);
    if !after.is_empty() {
        text.push('\n');
    }
    for sentence in after {
        let _ = writeln!(text, "{}", wrap(&sentence, width, 2));
    }
    if weighing.with_hints {
        text.push_str(&hints(weighing, width));
    }
    text
}

/// The same in Markdown.
#[must_use]
pub fn weigh_markdown(weighing: &Weighing<'_>) -> String {
    let mut text = heading_markdown(weighing.report);
    let columns = columns(weighing);
    let heads: Vec<&str> = columns.iter().map(|column| column.0).collect();
    let _ = writeln!(text, "| points of 100 | {} |", heads.join(" | "));
    let _ = writeln!(text, "| --- |{}", " ---: |".repeat(heads.len()));
    let shown: Vec<Vec<String>> = columns.iter().map(|(_, rubric)| shown_points(rubric)).collect();
    for (at, group) in weighing.report.rubric.groups.iter().enumerate() {
        let cells: Vec<&str> = shown.iter().filter_map(|points| Some(points.get(at)?.as_str())).collect();
        let _ = writeln!(text, "| {} | {} |", safe(&name(group)), cells.join(" | "));
    }
    for sentence in before(weighing) {
        let _ = write!(text, "\n{}\n", safe(&sentence));
    }
    if let Some(proposal) = weighing.proposal.as_ref().filter(|proposal| !proposal.rows.is_empty()) {
        let _ = write!(text, "\n{}", standing_markdown(weighing.report, &proposal.rows, NAMES));
    }
    for sentence in after(weighing) {
        let _ = write!(text, "\n{}\n", safe(&sentence));
    }
    text
}

/// The sets of weights that are shown side by side: the rubric's own, those in force where they differ, new ones.
fn columns<'w>(weighing: &'w Weighing<'_>) -> Vec<(&'static str, &'w Rubric)> {
    let own = weighing.has_own_weights.then_some(("now", weighing.report.rubric));
    let new = weighing.proposal.as_ref().map(|proposal| ("new", proposal.rubric));
    [Some(("rubric", weighing.as_filed)), own, new].into_iter().flatten().collect()
}

fn points_of(rubric: &Rubric, group: usize) -> f64 {
    rubric.groups.get(group).map_or(0.0, |group| 100.0 * group.weight)
}

/// Points of all groups: whole numbers when all of them are, else with one decimal each.
fn shown_points(rubric: &Rubric) -> Vec<String> {
    let all: Vec<f64> = rubric.groups.iter().map(|group| 100.0 * group.weight).collect();
    let are_whole = all.iter().all(|points| (points - points.round()).abs() < 1e-6);
    all.into_iter().map(|points| if are_whole { whole(points) } else { format!("{points:.1}") }).collect()
}

/// The id, which options take, with the title where that says something else.
fn name(group: &Group) -> String {
    let (id, title) = (visible(&group.id), visible(&group.title));
    if title.to_lowercase() == id.to_lowercase() { id } else { format!("{id} ({title})") }
}

fn weights_text(weighing: &Weighing<'_>, width: usize) -> String {
    let columns = columns(weighing);
    let cells = width.saturating_sub(48).clamp(4, BAR);
    let mut table = table(width);
    let heads = columns.iter().map(|column| column.0);
    table.set_header([vec!["points of 100"], heads.collect(), vec![""]].concat());
    let groups = &weighing.report.rubric.groups;
    let in_sight = columns.last().map_or(weighing.as_filed, |column| column.1);
    let most = (0..groups.len()).map(|at| points_of(in_sight, at)).fold(f64::MIN_POSITIVE, f64::max);
    let shown: Vec<Vec<String>> = columns.iter().map(|(_, rubric)| shown_points(rubric)).collect();
    for (at, group) in groups.iter().enumerate() {
        let shown = shown.iter().filter_map(|points| points.get(at).cloned());
        let long = (points_of(in_sight, at) / most * cells as f64).round() as usize;
        let bar = if is_plain(width) { String::new() } else { "█".repeat(long) };
        table.add_row([vec![name(group)], shown.collect(), vec![bar]].concat());
    }
    right(&mut table, &(1..=columns.len()).collect::<Vec<_>>());
    table_text(table)
}

/// Where the weights in force come from, and whether they are locked.
fn before(weighing: &Weighing<'_>) -> Vec<String> {
    let from = match weighing.has_own_weights {
        true => "Your own weights are in force (`[weights]` in skiplevel.toml).",
        false => "The rubric's own weights are in force.",
    };
    let state = weighing.report.lock;
    let locked = state.lock().filter(|_| !state.is_changed());
    let locked = locked.map(|lock| format!("They have been locked since {}.", lock.date));
    [Some(from.to_owned()), locked].into_iter().flatten().collect()
}

/// What follows from the new weights, and what is to be locked.
fn after(weighing: &Weighing<'_>) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(proposal) = &weighing.proposal {
        for group in &proposal.removed {
            sentences.push(format!("`{}` goes from `[weights]`: the rubric has no such group.", visible(group)));
        }
        if proposal.rubric.weighs_as(weighing.report.rubric) {
            sentences.push("These weights are in force already: no score moves.".to_owned());
        }
        if weighing.new_lock.is_none() {
            match lock_notice(&proposal.lock) {
                Some(notice) => sentences.push(format!("With the new weights every answer will say: “{notice}”")),
                None => sentences.extend(
                    proposal
                        .lock
                        .lock()
                        .map(|lock| format!("These are the weights that were locked as of {}.", lock.date)),
                ),
            }
        }
    }
    if let Some(lock) = weighing.new_lock {
        let hash = lock.hash.get(..8).unwrap_or_default();
        let name = format!("{} v{} ({hash})", visible(&lock.rubric), lock.version);
        let which = if weighing.proposal.is_some() { "the new weights" } else { "these weights" };
        let date = lock.date;
        sentences
            .push(format!("This locks {which} as of {date}, for rubric {name}; answers will say when they change."));
    }
    sentences
}

/// How weights are set without being asked.
fn hints(weighing: &Weighing<'_>, width: usize) -> String {
    // The order in force, so that an example that is copied as it is keeps it.
    let mut groups: Vec<_> = weighing.report.rubric.groups.iter().collect();
    groups.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let ids: Vec<String> = groups.iter().map(|group| visible(&group.id)).collect();
    let swings: Vec<String> = ids.iter().take(2).zip([100, 80]).map(|(id, points)| format!("{id}={points}")).collect();
    let more = if ids.len() > 2 { ",…" } else { "" };
    let mut lines = vec![
        (
            "By rank, the most important first; an order alone makes weights steep:",
            format!("skiplevel weigh --rank {}", ids.join(",")),
        ),
        (
            "By points, 100 for what you would lift first:",
            format!("skiplevel weigh --swing {}{more}", swings.join(",")),
        ),
    ];
    if weighing.has_own_weights {
        lines.push(("Back to the rubric's own:", "skiplevel weigh --reset".to_owned()));
    }
    if *weighing.report.lock == LockState::None {
        lines.push(("Before offers arrive, lock them:", "skiplevel weigh --lock".to_owned()));
    }
    let lines =
        lines.iter().map(|(what, command)| format!("{}\n  {}\n", wrap(what, width, 2), wrap(command, width - 2, 4)));
    format!("\n{}", lines.collect::<String>())
}

//! Asks a person on a terminal for weights. Nothing is decided here: the answers go where the options go.

use std::fmt;

use anyhow::Context as _;
use dialoguer::theme::Theme;
use dialoguer::{Input, Select, Sort};

use super::args::Common;
use super::output::insist;
use super::weigh::read_points;
use crate::rubric::Rubric;
use crate::text::visible;

/// What a person wants.
pub(super) enum Wish {
    /// Places of the groups in the rubric, the most important first.
    Rank(Vec<usize>),
    /// Swing points in the order of the groups; at least one is above 0.
    Swing(Vec<f64>),
    /// The rubric's own weights.
    Reset,
    /// To lock the weights in force.
    Lock,
}

/// Asks what to do; `None` when everything should stay.
pub(super) fn ask(
    common: &Common,
    rubric: &Rubric,
    has_own_weights: bool,
    can_lock: bool,
) -> anyhow::Result<Option<Wish>> {
    let (rank, points) = ("rank the groups", "give points: what would you lift first?");
    let (reset, lock) = ("go back to the rubric's own weights", "lock these weights, before offers arrive");
    let mut choices = vec![rank, points];
    choices.extend(has_own_weights.then_some(reset));
    choices.extend(can_lock.then_some(lock));
    choices.push("leave everything as it is");
    let chosen = select("Weights", &choices)?.map(|at| choices[at]);
    Ok(match chosen {
        Some(choice) if choice == rank => ask_ranking(common, rubric)?.map(Wish::Rank),
        Some(choice) if choice == points => ask_swing(rubric)?.map(Wish::Swing),
        Some(choice) if choice == reset => Some(Wish::Reset),
        Some(choice) if choice == lock => Some(Wish::Lock),
        _ => None,
    })
}

/// Asks whether to write what was shown.
pub(super) fn confirm() -> anyhow::Result<bool> {
    let answer = select("Write this to skiplevel.toml", &["yes", "no, leave everything as it is"])?;
    Ok(answer == Some(0))
}

/// The groups, those that weigh most first.
fn ask_ranking(common: &Common, rubric: &Rubric) -> anyhow::Result<Option<Vec<usize>>> {
    let mut order: Vec<usize> = (0..rubric.groups.len()).collect();
    order.sort_by(|a, b| rubric.groups[*b].weight.total_cmp(&rubric.groups[*a].weight));
    let names: Vec<String> = order.iter().map(|at| name(rubric, *at)).collect();
    // A prompt that is longer than a line is not cleared whole.
    insist(common, "Space takes or drops a group, ↑ ↓ move it, enter ends.\n");
    let sorted = Sort::with_theme(&Plain)
        .with_prompt("Most important first")
        .items(&names)
        .report(false)
        .interact_opt()
        .context(CANNOT_ASK)?;
    Ok(sorted.map(|sorted| sorted.into_iter().map(|place| order[place]).collect()))
}

fn ask_swing(rubric: &Rubric) -> anyhow::Result<Option<Vec<f64>>> {
    let names: Vec<String> = (0..rubric.groups.len()).map(|at| name(rubric, at)).collect();
    let Some(first) = select("One group goes from worst to best. Which one first", &names)? else { return Ok(None) };
    let mut points = vec![100.0; names.len()];
    for at in (0..names.len()).filter(|at| *at != first) {
        let prompt = format!("{}, beside 100 for {} (0 to 100)", names[at], names[first]);
        let typed: String = Input::with_theme(&Plain)
            .with_prompt(prompt)
            .validate_with(|typed: &String| match read_points(typed) {
                Ok(points) if points <= 100.0 => Ok(()),
                Ok(_) => Err("the group that you would lift first has 100; expected 0 to 100".to_owned()),
                Err(found) => Err(format!("{found} is no number of points; expected 0 to 100")),
            })
            .interact_text()
            .context(CANNOT_ASK)?;
        points[at] = read_points(&typed).unwrap_or_default();
    }
    Ok(Some(points))
}

/// The title of a group, safe to print.
fn name(rubric: &Rubric, group: usize) -> String {
    rubric.groups.get(group).map(|group| visible(&group.title).to_lowercase()).unwrap_or_default()
}

/// One of several; `None` when the person goes away with escape or `q`.
fn select(prompt: &str, items: &[impl fmt::Display]) -> anyhow::Result<Option<usize>> {
    let select = Select::with_theme(&Plain).with_prompt(prompt).items(items).default(0).report(false);
    select.interact_opt().context(CANNOT_ASK)
}

const CANNOT_ASK: &str = "the terminal cannot be asked; nothing was written";

/// Prompts without colour.
struct Plain;

/// The crate hides the cursor while it waits for a key, and Ctrl-C ends the program before it comes back; so each list
/// shows it again.
const SHOW_CURSOR: &str = "\u{1b}[?25h";

impl Theme for Plain {
    fn format_select_prompt_item(&self, f: &mut dyn fmt::Write, text: &str, active: bool) -> fmt::Result {
        write!(f, "{SHOW_CURSOR}{} {text}", if active { ">" } else { " " })
    }

    fn format_sort_prompt_item(&self, f: &mut dyn fmt::Write, text: &str, picked: bool, active: bool) -> fmt::Result {
        let mark = match (active, picked) {
            (true, true) => "↕",
            (true, false) => ">",
            (false, _) => " ",
        };
        write!(f, "{SHOW_CURSOR}{mark} {text}")
    }
}

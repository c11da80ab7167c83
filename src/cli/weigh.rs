//! `weigh`: shows the weights of the groups, sets them, and locks them.

use std::collections::BTreeMap;

use anyhow::{anyhow, bail};
use clap::Args;

use super::args::{Common, Format};
use super::commands::{exit, format};
use super::exit::Exit;
use super::output::{answer, can_ask, complain, width};
use super::scored::{Asked, Session};
use super::weigh_prompt::{Wish, ask, confirm};
use crate::ledger::Ledger;
use crate::report::{Proposal, Report, Weighing, weigh_json, weigh_markdown, weigh_text};
use crate::rubric::{Rubric, ranked_weights, swing};
use crate::text::{nearest, visible};
use crate::workspace::{
    DEFAULT_RUBRIC, LoadedRubric, Lock, LockState, RoleDossier, lock_entries, points_text, read_settings,
    replace_settings, with_table, without_table,
};

/// Behind the name of the table that a lock is.
const REMARK: &str = "written by `skiplevel weigh --lock`; answers are held against it";

const EXAMPLES: &str = "Examples:
  skiplevel weigh
  skiplevel weigh --rank access,openings,you
  skiplevel weigh --swing openings=100,access=80,sponsor=60,you=40,culture=30,momentum=20
  skiplevel weigh --rank access,openings --dry-run
  skiplevel weigh --lock

Without options it shows the weights in force and, on a terminal, asks for others. \
Before it writes, it shows what changes: the weights, and every role's rank, score and verdict.

--rank: groups that are left out come after and share alike.
--swing: if one group could be lifted from worst to best, which first? It gets 100, every other group points beside it; \
they need not sum to anything.

It writes the tables [weights] and [lock] of skiplevel.toml and leaves the rest of that file as it is, to the byte. \
A lock hinders nothing: weights may change later, and every answer says so. Going back to the locked weights ends that.";

/// Arguments of `weigh`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Weigh {
    /// Groups by importance, the most important first; rank-order centroid weights
    #[arg(long, value_name = "GROUP,…", conflicts_with_all = ["swing", "reset"])]
    rank: Option<String>,
    /// Points of every group beside 100 for the one that you would lift first
    #[arg(long, value_name = "GROUP=POINTS,…", conflicts_with = "reset")]
    swing: Option<String>,
    /// Go back to the rubric's own weights
    #[arg(long)]
    reset: bool,
    /// Record the weights with the day, so that answers say when they changed
    #[arg(long)]
    lock: bool,
    /// Lock although weights are locked already; the older lock is gone then
    #[arg(long)]
    relock: bool,
    /// Show what would change and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Weigh {
    fn asks_to_write(&self) -> bool {
        self.rank.is_some() || self.swing.is_some() || self.reset || self.locks()
    }

    fn locks(&self) -> bool {
        self.lock || self.relock
    }
}

/// New own weights: points of 100 by group; none to go back to the rubric's own.
type Points = BTreeMap<String, f64>;

/// What is to be done.
struct Plan {
    points: Option<Points>,
    locks: bool,
}

pub(super) fn run(common: &Common, arguments: &Weigh) -> anyhow::Result<Exit> {
    let format = format(common, &[Format::Table, Format::Md, Format::Json])?;
    let mut session = Session::open(common)?;
    let before = read_settings(&session.workspace.root)?;
    let loaded = session.rubric(common);
    session.show_problems(common);
    let Some(loaded) = loaded else { return Ok(Exit::WorkspaceErrors) };
    let standard = session.workspace.manifest.rubric.as_deref().unwrap_or(DEFAULT_RUBRIC);
    if !loaded.is_standard && arguments.asks_to_write() {
        let (asked, standard) = (visible(&loaded.rubric.id), visible(standard));
        bail!(
            "own weights apply only to the rubric that skiplevel.toml names, `{standard}`; they would be ignored for `{asked}`\n\
             to weigh `{asked}`, make it the standard first: rubric = \"{asked}\" in skiplevel.toml"
        );
    }
    if arguments.locks() && common.as_of.is_some() {
        bail!("a lock is of the day on which it is made\nleave `--as-of` out");
    }
    if arguments.locks() && !arguments.relock {
        refuse_second_lock(&loaded.lock)?;
    }
    let points = wanted_points(arguments, &loaded.rubric)?;
    let desk = Desk { common, session: &session, loaded: &loaded, before, format };
    if arguments.asks_to_write() {
        desk.carry_out(&Plan { points, locks: arguments.locks() }, Consent::given(arguments.dry_run))?;
    } else if can_ask()
        && format == Format::Table
        && common.output.is_none()
        && loaded.is_standard
        && !arguments.dry_run
    {
        desk.converse()?;
    } else {
        desk.show(&Plan { points: None, locks: false }, None, true)?;
    }
    Ok(exit(&session))
}

fn refuse_second_lock(state: &LockState) -> anyhow::Result<()> {
    match state {
        LockState::None => Ok(()),
        LockState::Unreadable => {
            bail!(
                "there is a lock in skiplevel.toml that cannot be read\nto write a new one instead: skiplevel weigh --relock"
            )
        }
        LockState::Locked { lock, .. } => {
            let date = lock.date;
            bail!("weights are locked since {date}\nto lock those in force now instead: skiplevel weigh --relock")
        }
    }
}

/// Whether to write.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Consent {
    /// The options say so.
    Given,
    /// Only show.
    Refused,
    /// Ask when everything is shown.
    Asked,
}

impl Consent {
    fn given(dry_run: bool) -> Self {
        if dry_run { Self::Refused } else { Self::Given }
    }
}

/// What a run works with.
struct Desk<'s> {
    common: &'s Common,
    session: &'s Session,
    loaded: &'s LoadedRubric,
    /// The settings as they were read; what somebody writes while a question waits is not overwritten.
    before: Option<Vec<u8>>,
    format: Format,
}

impl Desk<'_> {
    /// Shows the weights, asks what to do, shows what that changes, and writes when the answer is yes.
    fn converse(&self) -> anyhow::Result<()> {
        self.show(&Plan { points: None, locks: false }, None, false)?;
        let can_lock = self.loaded.lock == LockState::None;
        let plan = match ask(self.common, &self.loaded.rubric, self.loaded.has_own_weights, can_lock)? {
            None => {
                complain(self.common, "nothing was written\n");
                return Ok(());
            }
            Some(Wish::Rank(ranking)) => {
                let weights = ranked_weights(self.loaded.rubric.groups.len(), &ranking);
                Plan { points: Some(as_points(&self.loaded.rubric, &weights)), locks: false }
            }
            Some(Wish::Swing(points)) => {
                let weights = swing(&points).ok_or_else(|| anyhow!("no group has a point"))?;
                Plan { points: Some(as_points(&self.loaded.rubric, &weights)), locks: false }
            }
            Some(Wish::Reset) => Plan { points: Some(Points::new()), locks: false },
            Some(Wish::Lock) => Plan { points: None, locks: true },
        };
        self.carry_out(&plan, Consent::Asked)
    }

    /// Shows what a plan changes, then writes it.
    fn carry_out(&self, plan: &Plan, consent: Consent) -> anyhow::Result<()> {
        let root = &self.session.workspace.root;
        let text = match &self.before {
            None => "",
            Some(bytes) => std::str::from_utf8(bytes)
                .map_err(|_| anyhow!("skiplevel.toml is not UTF-8, so it is not edited; save it as UTF-8 first"))?,
        };
        let lock = plan.locks.then(|| self.new_lock(plan));
        let edited = self.edited(text, plan, lock.as_ref())?;
        self.show(plan, lock.as_ref(), false)?;
        let nothing = |why: &str| complain(self.common, &format!("nothing was written{why}\n"));
        if consent == Consent::Refused {
            nothing(" (--dry-run)");
        } else if edited == text {
            nothing(": skiplevel.toml says so already");
        } else if consent == Consent::Asked && !confirm()? {
            nothing("");
        } else {
            replace_settings(root, self.before.as_deref(), &edited)?;
            let path = root.join("skiplevel.toml");
            complain(self.common, &format!("wrote {}\n", visible(&path.to_string_lossy())));
        }
        Ok(())
    }

    fn new_lock(&self, plan: &Plan) -> Lock {
        let workspace = &self.session.workspace;
        let own = plan.points.clone().unwrap_or_else(|| workspace.manifest.own_points());
        Lock::new(self.session.as_of, &self.loaded.as_filed, &own, &workspace.trust)
    }

    /// The settings as they will be.
    fn edited(&self, text: &str, plan: &Plan, lock: Option<&Lock>) -> anyhow::Result<String> {
        let refused =
            |error| anyhow!("skiplevel.toml is not edited: {error}\nskiplevel check shows what is wrong with it");
        let mut text = text.to_owned();
        if let Some(points) = &plan.points {
            text = if points.is_empty() {
                without_table(&text, "weights").map_err(refused)?
            } else {
                let groups = &self.loaded.rubric.groups;
                let entry = |id: &String| Some((id.clone(), points_text(*points.get(id)?)));
                let entries: Vec<(String, String)> = groups.iter().filter_map(|group| entry(&group.id)).collect();
                with_table(&text, "weights", "", &entries).map_err(refused)?
            };
        }
        if let Some(lock) = lock {
            let entries = lock_entries(lock, &self.loaded.as_filed);
            text = with_table(&text, "lock", REMARK, &entries).map_err(refused)?;
        }
        Ok(text)
    }

    /// Writes the answer: the weights, and what the plan changes.
    fn show(&self, plan: &Plan, lock: Option<&Lock>, with_hints: bool) -> anyhow::Result<()> {
        let (session, loaded) = (self.session, self.loaded);
        let after = match &plan.points {
            None => None,
            Some(points) if points.is_empty() => Some(loaded.as_filed.clone()),
            Some(points) => loaded.as_filed.with_group_weights(points),
        };
        let roles: Vec<&RoleDossier> = session.workspace.roles.iter().collect();
        session.report(self.common, loaded, &roles, &Asked::default(), |report, _| {
            let proposal = after.as_ref().map(|after| self.proposal(report, after, &roles));
            let weighing = Weighing {
                report,
                as_filed: &loaded.as_filed,
                has_own_weights: loaded.has_own_weights,
                proposal,
                new_lock: lock,
                with_hints: with_hints && loaded.is_standard,
            };
            let text = match self.format {
                Format::Md => weigh_markdown(&weighing),
                Format::Json => weigh_json(&weighing),
                _ => weigh_text(&weighing, width(self.common)),
            };
            answer(self.common, self.format, &text)
        })
    }

    fn proposal<'a>(&'a self, report: &Report<'a>, after: &'a Rubric, roles: &[&'a RoleDossier]) -> Proposal<'a> {
        let workspace = &self.session.workspace;
        let ledgers: Vec<&'a Ledger> = report.rows.iter().map(|row| row.card.ledger).collect();
        let is_group = |id: &String| after.groups.iter().any(|group| group.id == *id);
        Proposal {
            rubric: after,
            rows: self.session.rows(after, roles, &ledgers, &Asked::default()),
            removed: workspace.manifest.weights.keys().filter(|id| !is_group(id)).cloned().collect(),
            lock: LockState::of(&workspace.manifest.lock, &self.loaded.as_filed, after, &workspace.trust),
        }
    }
}

/// Weights as the settings will hold them, so that what is shown is what will be read.
fn as_points(rubric: &Rubric, weights: &[f64]) -> Points {
    let written = |weight: &f64| points_text(100.0 * weight).parse().unwrap_or(100.0 * weight);
    rubric.groups.iter().zip(weights).map(|(group, weight)| (group.id.clone(), written(weight))).collect()
}

/// The weights that the options ask for.
fn wanted_points(arguments: &Weigh, rubric: &Rubric) -> anyhow::Result<Option<Points>> {
    let weights = match (&arguments.rank, &arguments.swing) {
        (Some(list), _) => ranked_weights(rubric.groups.len(), &read_ranking(list, rubric)?),
        (None, Some(list)) => {
            let points = read_swing(list, rubric)?;
            swing(&points).ok_or_else(|| {
                anyhow!("every group of `--swing` has 0 points; give 100 to the one that you would lift first")
            })?
        }
        (None, None) => return Ok(arguments.reset.then(Points::new)),
    };
    Ok(Some(as_points(rubric, &weights)))
}

/// Groups by importance, as their places in the rubric.
fn read_ranking(list: &str, rubric: &Rubric) -> anyhow::Result<Vec<usize>> {
    let mut ranking = Vec::new();
    for word in list.split(',').map(str::trim) {
        let group = find_group(word, rubric)?;
        if ranking.contains(&group) {
            bail!("`{}` stands twice in `--rank`; a group has one rank", visible(word));
        }
        ranking.push(group);
    }
    Ok(ranking)
}

/// Swing points in the order of the rubric's groups; each 0 or more.
fn read_swing(list: &str, rubric: &Rubric) -> anyhow::Result<Vec<f64>> {
    let mut points: Vec<Option<f64>> = vec![None; rubric.groups.len()];
    for entry in list.split(',').map(str::trim) {
        let Some((word, number)) = entry.split_once('=') else {
            bail!("`{}` of `--swing` has no points; expected a group and a number: access=60", visible(entry));
        };
        let group = find_group(word.trim(), rubric)?;
        let found = read_points(number).map_err(|found| {
            anyhow!("the points of `{}` are {found}; expected a number from 0 up, such as 60", visible(word.trim()))
        })?;
        if points[group].replace(found).is_some() {
            bail!("`{}` stands twice in `--swing`", visible(word.trim()));
        }
    }
    let missing: Vec<String> =
        rubric.groups.iter().zip(&points).filter(|(_, p)| p.is_none()).map(|(g, _)| visible(&g.id)).collect();
    if !missing.is_empty() {
        let missing = missing.join("`, `");
        bail!("`--swing` says nothing about `{missing}`; give every group points, 0 where it does not matter");
    }
    Ok(points.into_iter().flatten().collect())
}

/// Points of one group.
///
/// # Errors
/// What was found instead, to be shown.
pub(super) fn read_points(text: &str) -> Result<f64, String> {
    let text = text.trim();
    let number: f64 = text.parse().map_err(|_| format!("`{}`", visible(text)))?;
    if number.is_finite() && number >= 0.0 { Ok(number) } else { Err(number.to_string()) }
}

/// The place of a group in the rubric, by id.
fn find_group(word: &str, rubric: &Rubric) -> anyhow::Result<usize> {
    let found = rubric.groups.iter().position(|group| group.id.eq_ignore_ascii_case(word));
    found.ok_or_else(|| {
        let ids = || rubric.groups.iter().map(|group| group.id.as_str());
        let all = ids().map(visible).collect::<Vec<_>>().join(", ");
        let hint = match nearest(word, ids()).filter(|_| !word.is_empty()) {
            Some(near) => format!("did you mean `{}`?", visible(near)),
            None => format!("groups are {all}"),
        };
        anyhow!("rubric `{}` has no group `{}`\n{hint}", visible(&rubric.id), visible(word))
    })
}

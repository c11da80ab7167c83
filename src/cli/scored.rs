//! From arguments to a report: workspace, as-of date, rubric, ledgers, scorecards.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use rayon::prelude::*;

use super::args::{Common, Format};
use super::output;
use crate::analysis::{Assumptions, Comparison};
use crate::ledger::Ledger;
use crate::model::{Date, Observation};
use crate::report::{Redaction, Report, Row, View};
use crate::rubric::Rubric;
use crate::score::{Circumstances, Scorer, Settings, Verdict};
use crate::seat::{SCENARIOS, Scenario, scenarios_with};
use crate::signal::Trust;
use crate::text::{Diagnostic, Diagnostics, Severity, nearest};
use crate::workspace::{DateLimit, LoadedRubric, LockState, Prospects, RoleDossier, RubricName, Workspace};

/// How many problems are shown before an answer; `check` shows all.
const SHOWN_PROBLEMS: usize = 5;

/// Today, by the clock of this machine.
#[expect(clippy::disallowed_methods, reason = "the command line is the one place that asks the clock")]
pub(super) fn today() -> Date {
    jiff::Zoned::now().date()
}

/// What scorecards and their comparison depend on besides the files; by default, nothing out of the ordinary.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// Verdicts of an earlier answer, by role.
    pub(super) previous: BTreeMap<String, Verdict>,
    /// What the comparison takes for plausible.
    pub(super) assumptions: Assumptions,
    /// For whom it is made.
    pub(super) view: View,
}

/// A workspace that was opened, with what was wrong in it.
pub(super) struct Session {
    pub(super) workspace: Workspace,
    pub(super) problems: Diagnostics,
    pub(super) as_of: Date,
}

impl Session {
    /// Opens the workspace of `-C`, or of the current folder.
    pub(super) fn open(common: &Common) -> anyhow::Result<Self> {
        let start = common.directory.clone().unwrap_or_else(|| PathBuf::from("."));
        let (workspace, mut problems) = Workspace::open(&start).map_err(|error| {
            let hint = "begin one with: skiplevel init";
            if matches!(error, crate::workspace::WorkspaceError::NotAWorkspace(_)) {
                anyhow!("{error}\n{hint}")
            } else {
                error.into()
            }
        })?;
        let asked = as_of(common)?;
        let as_of = workspace.as_of(asked, today());
        let limit = if asked.is_some() { DateLimit::LookingBack } else { DateLimit::Expected(as_of) };
        problems.append(workspace.date_problems(limit));
        Ok(Self { workspace, problems, as_of })
    }

    /// The rubric to score with; `None` when it cannot be used (the problems say why).
    pub(super) fn rubric(&mut self, common: &Common) -> Option<LoadedRubric> {
        let asked = common.rubric.as_deref().map(RubricName::parse);
        let mut problems = Diagnostics::default();
        let found = self.workspace.rubric(asked.as_ref(), &mut problems);
        // What is wrong with the rubric in force stands first: without it there is no answer.
        problems.append(std::mem::take(&mut self.problems));
        self.problems = problems;
        found
    }

    /// Roles by id or unique part of it; all of them when none are named.
    pub(super) fn roles(&self, named: &[&str]) -> anyhow::Result<Vec<&RoleDossier>> {
        if named.is_empty() {
            return Ok(self.workspace.roles.iter().collect());
        }
        let mut found: Vec<&RoleDossier> = Vec::new();
        for name in named {
            let role = self.role(name)?;
            if !found.iter().any(|known| known.role.id == role.role.id) {
                found.push(role);
            }
        }
        found.sort_by(|a, b| a.role.id.cmp(&b.role.id));
        Ok(found)
    }

    /// One role by id, file, or unique part of its id.
    pub(super) fn role(&self, name: &str) -> anyhow::Result<&RoleDossier> {
        let wanted = Path::new(name).file_stem().map_or(name.to_owned(), |stem| stem.to_string_lossy().into_owned());
        let roles = &self.workspace.roles;
        if let Some(role) = roles.iter().find(|role| role.role.id == name || role.role.id == wanted) {
            return Ok(role);
        }
        let part = name.to_lowercase();
        let fits: Vec<&RoleDossier> = roles.iter().filter(|role| role.role.id.to_lowercase().contains(&part)).collect();
        match fits.as_slice() {
            [only] => Ok(only),
            [] => {
                let ids: Vec<&str> = roles.iter().map(|role| role.role.id.as_str()).collect();
                let near = nearest(name, ids.iter().copied());
                let hint = near
                    .map_or_else(|| format!("roles are {}", ids.join(", ")), |near| format!("did you mean `{near}`?"));
                bail!("there is no role `{}`\n{}", crate::text::visible(name), crate::text::visible(&hint))
            }
            many => {
                let ids: Vec<&str> = many.iter().map(|role| role.role.id.as_str()).collect();
                bail!(
                    "`{}` fits {} roles: {}",
                    crate::text::visible(name),
                    many.len(),
                    crate::text::visible(&ids.join(", "))
                )
            }
        }
    }

    /// Shows the worst problems on stderr, with a count of the rest.
    pub(super) fn show_problems(&self, common: &Common) {
        let mut shown = Diagnostics::default();
        let worst = |problem: &&Diagnostic| problem.severity != Severity::Note;
        let mut ordered: Vec<&Diagnostic> = self.problems.iter().filter(worst).collect();
        ordered.sort_by_key(|problem| problem.severity);
        for problem in ordered.iter().take(SHOWN_PROBLEMS) {
            shown.push((*problem).clone());
        }
        output::problems(common, &self.workspace.files, &shown);
        if ordered.len() > SHOWN_PROBLEMS {
            let summary = crate::report::problem_summary(&self.problems);
            output::complain(common, &format!("{summary}; `skiplevel check` shows all of them\n\n"));
        }
    }

    /// Shows problems, then reports on the roles named, or on all; `None` where there is nothing to score, or nothing to
    /// score with.
    pub(super) fn report_on<T>(
        &mut self,
        common: &Common,
        named: &[&str],
        asked: &Asked,
        use_report: impl FnOnce(&Report<'_>) -> anyhow::Result<T>,
    ) -> anyhow::Result<Option<T>> {
        let loaded = self.rubric(common);
        let roles = self.roles(named)?;
        self.show_problems(common);
        let Some(loaded) = loaded.filter(|_| !roles.is_empty()) else { return Ok(None) };
        self.report(common, &loaded, &roles, asked, |report, _| use_report(report)).map(Some)
    }

    /// Ledgers and scorecards of `roles`, made into a report that `use_report` gets.
    pub(super) fn report<T>(
        &self,
        common: &Common,
        loaded: &LoadedRubric,
        roles: &[&RoleDossier],
        asked: &Asked,
        use_report: impl FnOnce(&Report<'_>, &[Vec<Observation>]) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let workspace = &self.workspace;
        self.one_employer(asked.view, roles)?;
        let observations: Vec<Vec<Observation>> = roles.iter().map(|role| self.seen_of(role, asked.view)).collect();
        let ledgers: Vec<Ledger> =
            observations.par_iter().map(|list| Ledger::new(list, &workspace.trust, self.as_of)).collect();
        let ledgers: Vec<&Ledger> = ledgers.iter().collect();
        // Weights and expectations of one's own say what one wants: a client sees the rubric as it is published.
        let is_client = asked.view == View::Client;
        let (rubric, lock) =
            if is_client { (&loaded.as_filed, &LockState::None) } else { (&loaded.rubric, &loaded.lock) };
        let rows = self.rows(rubric, roles, &ledgers, asked);
        let locked = lock.rubric_to_compare();
        let locked_rows = locked.map(|locked| self.rows(locked, roles, &ledgers, asked)).unwrap_or_default();
        let cards: Vec<_> = rows.iter().map(|row| (row.role.id.as_str(), &row.card)).collect();
        let comparison = Comparison::under(&cards, asked.assumptions);
        let report = Report {
            as_of: self.as_of,
            horizon_months: self.horizon_months(),
            rubric,
            rubric_hash: rubric.hash(&workspace.trust),
            adjusted: adjusted(loaded.has_own_weights && !is_client, workspace.trust != Trust::builtin()),
            lock,
            locked_rows,
            catalogue: &workspace.catalogue,
            trust: &workspace.trust,
            rows,
            comparison,
            problems: &self.problems,
            files: &workspace.files,
            redaction: if common.redact { Redaction::People } else { Redaction::None },
            view: asked.view,
        };
        let is_table = matches!(common.format, Some(Format::Csv | Format::TidyCsv));
        // A table has no line for it.
        if let Some(notice) = report.lock_notice().filter(|_| is_table) {
            output::complain(common, &format!("{notice}\n"));
        }
        use_report(&report, &observations)
    }

    /// What may count for a role, as far as a view shows it.
    pub(super) fn seen_of(&self, role: &RoleDossier, view: View) -> Vec<Observation> {
        let workspace = &self.workspace;
        let mut seen = workspace.observations_of(role);
        seen.retain(|observation| view.keeps(observation, &workspace.catalogue, &workspace.trust));
        seen
    }

    /// Fails where roles of several employers would be shown to one of them.
    fn one_employer(&self, view: View, roles: &[&RoleDossier]) -> anyhow::Result<()> {
        view.of_one_employer(roles.iter().map(|role| &role.role)).map_err(|employers| {
            let names = employers.join(", ");
            anyhow!("a client sees the roles of one employer, and these are of {names}\nname the roles: skiplevel compare ROLE --client-view")
        })
    }

    /// How far the seat model looks.
    fn horizon_months(&self) -> f64 {
        self.workspace.manifest.horizon_months.unwrap_or(18.0)
    }

    /// What a score depends on besides evidence and rubric.
    pub(super) fn settings(&self) -> Settings {
        Settings { horizon_years: self.horizon_months() / 12.0, ..Settings::default() }
    }

    /// What scores under a rubric, as far ahead as the workspace looks.
    pub(super) fn scorer<'a>(&'a self, rubric: &'a Rubric) -> Scorer<'a> {
        Scorer::new(rubric, &self.workspace.catalogue, self.settings())
    }

    /// Scorecards of `roles` from their ledgers under a rubric.
    pub(super) fn rows<'a>(
        &'a self,
        rubric: &'a Rubric,
        roles: &[&'a RoleDossier],
        ledgers: &[&'a Ledger],
        asked: &Asked,
    ) -> Vec<Row<'a>> {
        let scorer = self.scorer(rubric);
        let row = |(role, ledger): (&&'a RoleDossier, &&'a Ledger)| {
            let earlier = asked.previous.get(&role.role.id).copied();
            let prospects = self.workspace.prospects_of(role);
            let scenarios = scenarios(if asked.view == View::Client { Prospects::default() } else { prospects });
            let circumstances = Circumstances { previous: earlier, scenarios };
            Row { role: &role.role, card: scorer.score_in(ledger, &circumstances) }
        };
        roles.par_iter().zip(ledgers).map(row).collect()
    }
}

/// What the settings change of a rubric, in words.
fn adjusted(weights: bool, trust: bool) -> String {
    let parts = [(weights, "own weights"), (trust, "own trust values")];
    parts.iter().filter(|(is_own, _)| *is_own).map(|(_, words)| *words).collect::<Vec<_>>().join(", ")
}

/// The method's scenarios, or what the dossiers say instead.
fn scenarios(prospects: Prospects) -> [Scenario; 3] {
    match prospects {
        Prospects { boost: None, shake: None } => SCENARIOS,
        Prospects { boost, shake } => {
            scenarios_with(boost.unwrap_or(SCENARIOS[1].weight), shake.unwrap_or(SCENARIOS[2].weight))
        }
    }
}

/// The day of `--as-of`.
pub(super) fn as_of(common: &Common) -> anyhow::Result<Option<Date>> {
    let Some(text) = &common.as_of else { return Ok(None) };
    if text.eq_ignore_ascii_case("today") {
        return Ok(Some(today()));
    }
    let date = text.parse().map_err(|_| anyhow!("`--as-of {text}` is not a day; expected 2026-11-20, or today"))?;
    Ok(Some(date))
}

/// The verdicts of an earlier answer, by role.
pub(super) fn previous_verdicts(path: Option<&Path>) -> anyhow::Result<BTreeMap<String, Verdict>> {
    let Some(path) = path else { return Ok(BTreeMap::new()) };
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let json: serde_json::Value = serde_json::from_str(&text)
        .with_context(|| format!("`{}` is not an answer of --format json", path.display()))?;
    let roles = json.get("roles").and_then(serde_json::Value::as_array);
    let roles =
        roles.ok_or_else(|| anyhow!("`{}` is not an answer of --format json: it has no `roles`", path.display()))?;
    let verdict = |role: &serde_json::Value| {
        let id = role.get("role")?.as_str()?.to_owned();
        let verdict = Verdict::from_key(role.get("verdict")?.as_str()?)?;
        let gates = role.get("gates").and_then(serde_json::Value::as_array).into_iter().flatten();
        let by_gate = gates.into_iter().any(|gate| gate.get("state").is_some_and(|state| state == "fail"));
        // A gate acts at once: what it declined is not held when it opens (METHOD 3).
        (verdict != Verdict::Decline || !by_gate).then_some((id, verdict))
    };
    Ok(roles.iter().filter_map(verdict).collect())
}

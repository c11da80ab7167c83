//! The commands that read and answer.

use annotate_snippets::Renderer;
use anyhow::bail;
use clap::CommandFactory as _;

use super::args::{Arguments, Common, Format, Judgement, RubricArguments, RubricWhat, Score};
use super::exit::Exit;
use super::output::{answer, answer_file, width};
use super::sampling::Sampling;
use super::scored::{Asked, Session, previous_verdicts};
use crate::report::{
    Report, View, compare_markdown, compare_text, csv_table, html_report, json_text, problem_json, problem_summary,
    problem_text, rubric_list, rubric_text, rule, score_text, signals_text, tidy_table, xlsx_report,
};
use crate::rubric::{Rubric, lint};
use crate::score::{Verdict, run_vector};
use crate::signal::Trust;
use crate::text::{Code, Diagnostic, Diagnostics, Files, Severity, Span};
use crate::workspace::{LoadedRubric, LockState, RubricName, load_builtin};

/// The format asked for, if the command has it; the first one listed otherwise.
pub(super) fn format(common: &Common, has: &[Format]) -> anyhow::Result<Format> {
    let asked = common.format.unwrap_or(has[0]);
    if has.contains(&asked) {
        return Ok(asked);
    }
    let words: Vec<&str> = has.iter().map(|format| format.word()).collect();
    bail!("this command has no format `{}`; it has {}", asked.word(), words.join(", "))
}

pub(super) fn exit(session: &Session) -> Exit {
    if session.problems.has_errors() { Exit::WorkspaceErrors } else { Exit::Answered }
}

pub(super) const ALL_FORMATS: [Format; 7] =
    [Format::Table, Format::Md, Format::Csv, Format::TidyCsv, Format::Json, Format::Html, Format::Xlsx];

pub(super) fn score(common: &Common, arguments: &Score) -> anyhow::Result<Exit> {
    let format = format(common, &ALL_FORMATS)?;
    let named: Vec<&str> = arguments.role.iter().map(String::as_str).collect();
    scored(common, &named, &arguments.judgement, &arguments.sampling, View::Owner, |report| match format {
        Format::Table => {
            let texts: Vec<String> = report.rows.iter().map(|row| score_text(report, row, width(common))).collect();
            answer(common, format, &texts.join(&format!("\n{}\n\n", rule(width(common)))))
        }
        other => comparison(common, report, other),
    })
}

/// Writes the comparison in a format.
pub(super) fn comparison(common: &Common, report: &Report<'_>, format: Format) -> anyhow::Result<()> {
    let text = match format {
        Format::Table => compare_text(report, width(common)),
        Format::Md => compare_markdown(report),
        Format::Csv => csv_table(report),
        Format::TidyCsv => tidy_table(report),
        Format::Html => html_report(report),
        Format::Xlsx => return answer_file(common, &xlsx_report(report)?),
        Format::Json | Format::Toml => json_text(report),
    };
    answer(common, format, &text)
}

/// Opens, scores, shows problems and the answer, and judges.
pub(super) fn scored(
    common: &Common,
    named: &[&str],
    judgement: &Judgement,
    sampling: &Sampling,
    view: View,
    show: impl FnOnce(&Report<'_>) -> anyhow::Result<()>,
) -> anyhow::Result<Exit> {
    let previous = previous_verdicts(judgement.previous.as_deref())?;
    let asked = Asked { previous, assumptions: sampling.assumptions(), view };
    let mut session = Session::open(common)?;
    let met = session.report_on(common, named, &asked, |report| {
        show(report)?;
        Ok(report.rows.iter().all(|row| row.card.verdict == Verdict::Pursue))
    })?;
    let Some(met) = met else { return Ok(Exit::WorkspaceErrors) };
    if judgement.require.is_some() && !met {
        return Ok(Exit::RequirementNotMet);
    }
    Ok(exit(&session))
}

pub(super) fn check(common: &Common) -> anyhow::Result<Exit> {
    if common.redact {
        bail!("check shows the lines that you wrote, so it cannot redact them\nleave `--redact` out");
    }
    let format = format(common, &[Format::Table, Format::Json])?;
    let mut session = Session::open(common)?;
    let asked = common.rubric.as_deref().map(RubricName::parse);
    let mut of_rubrics = Diagnostics::default();
    let all = session.workspace.all_rubrics(&mut of_rubrics);
    // The rubric in force is read again for what its settings say; its own problems are known already.
    let mut of_settings = Diagnostics::default();
    let _ = session.workspace.rubric(asked.as_ref(), &mut of_settings);
    let known = |problem: &Diagnostic| {
        of_rubrics.iter().any(|other| other.message == problem.message && other.code == problem.code)
    };
    for problem in of_settings.iter().filter(|problem| !known(problem)) {
        session.problems.push(problem.clone());
    }
    session.problems.append(of_rubrics.clone());
    for loaded in all.iter().filter(|loaded| !loaded.is_builtin) {
        let workspace = &session.workspace;
        lint(&loaded.rubric, &workspace.catalogue, &workspace.files, loaded.file, &mut session.problems);
    }
    let text = match format {
        Format::Json => problem_json(&session.workspace.files, &session.problems),
        _ => check_text(common, &session),
    };
    answer(common, format, &text)?;
    Ok(exit(&session))
}

fn check_text(common: &Common, session: &Session) -> String {
    let workspace = &session.workspace;
    let renderer = Renderer::plain().term_width(width(common));
    let shown = problem_text(&workspace.files, &session.problems, &renderer, width(common));
    let facts = workspace.roles.iter().map(|role| role.observations.len()).sum::<usize>()
        + workspace.companies.iter().map(|company| company.observations.len()).sum::<usize>()
        + workspace.you.observations.len();
    let plural = |n: usize, one: &str, many: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {many}") };
    let size = format!(
        "{}, {}, {}",
        plural(workspace.roles.len(), "role", "roles"),
        plural(workspace.companies.len(), "company", "companies"),
        plural(facts, "fact", "facts")
    );
    match problem_summary(&session.problems).as_str() {
        "" => format!("{shown}No problems in {size}.\n"),
        summary => format!("{shown}{summary} in {size}.\n"),
    }
}

pub(super) fn rubric(common: &Common, arguments: &RubricArguments) -> anyhow::Result<Exit> {
    match &arguments.what {
        RubricWhat::Sql(arguments) => super::rubric_sql::run(common, arguments),
        RubricWhat::Schema => {
            answer(common, format(common, &[Format::Json])?, include_str!("../../docs/rubric.schema.json"))?;
            Ok(Exit::Answered)
        }
        RubricWhat::List => {
            let format = format(common, &[Format::Table])?;
            let (session, all) = rubrics(common, None)?;
            session.show_problems(common);
            let rows: Vec<(&Rubric, bool)> = all.iter().map(|loaded| (&loaded.rubric, loaded.is_builtin)).collect();
            answer(common, format, &rubric_list(&rows, &session.workspace.trust, width(common)))?;
            Ok(exit(&session))
        }
        RubricWhat::Show { id: Some(word) } if word == "signals" => {
            let (session, _) = rubrics(common, None)?;
            answer(
                common,
                format(common, &[Format::Table])?,
                &signals_text(&session.workspace.catalogue, width(common)),
            )?;
            Ok(exit(&session))
        }
        RubricWhat::Show { id } => {
            let format = format(common, &[Format::Table, Format::Toml])?;
            let mut session = open_or_empty(common)?;
            let loaded = session.rubric(&Common { rubric: id.clone().or(common.rubric.clone()), ..common.clone() });
            session.show_problems(common);
            let Some(loaded) = loaded else { return Ok(Exit::WorkspaceErrors) };
            let text = match format {
                Format::Toml => session.workspace.files.text(loaded.file).to_owned(),
                _ => {
                    // Looking at another rubric is not a change of the locked one.
                    let lock = if loaded.is_standard { loaded.lock.clone() } else { LockState::None };
                    rubric_text(&loaded.rubric, &session.workspace.trust, &lock, width(common))
                }
            };
            answer(common, format, &text)?;
            Ok(exit(&session))
        }
        RubricWhat::Check { id } => rubric_check(common, id.as_deref(), false),
        RubricWhat::Test { id } => rubric_check(common, id.as_deref(), true),
    }
}

/// A session in a workspace, or one with nothing in it: rubrics can be looked at anywhere.
pub(super) fn open_or_empty(common: &Common) -> anyhow::Result<Session> {
    match Session::open(common) {
        Ok(mut session) => {
            // Problems of notes are not what is asked for.
            session.problems = Diagnostics::default();
            Ok(session)
        }
        Err(error) if common.directory.is_some() => Err(error),
        Err(_) => {
            let as_of = super::scored::as_of(common)?.unwrap_or_else(super::scored::today);
            Ok(Session { workspace: crate::workspace::Workspace::empty(), problems: Diagnostics::default(), as_of })
        }
    }
}

/// The rubric of this name, or all.
fn rubrics(common: &Common, id: Option<&str>) -> anyhow::Result<(Session, Vec<LoadedRubric>)> {
    let mut session = open_or_empty(common)?;
    let mut problems = Diagnostics::default();
    let found = match id {
        Some(id) => session.workspace.rubric(Some(&RubricName::parse(id)), &mut problems).into_iter().collect(),
        None => session.workspace.all_rubrics(&mut problems),
    };
    session.problems.append(problems);
    Ok((session, found))
}

fn rubric_check(common: &Common, id: Option<&str>, run: bool) -> anyhow::Result<Exit> {
    let format = format(common, &[Format::Table, Format::Json])?;
    let (mut session, all) = rubrics(common, id)?;
    let mut lines = String::new();
    for loaded in &all {
        let workspace = &session.workspace;
        lint(&loaded.rubric, &workspace.catalogue, &workspace.files, loaded.file, &mut session.problems);
        if run {
            lines.push_str(&run_vectors(&mut session, loaded));
        }
    }
    let files = &session.workspace.files;
    let text = match format {
        Format::Json => problem_json(files, &session.problems),
        _ => {
            let shown =
                problem_text(files, &session.problems, &Renderer::plain().term_width(width(common)), width(common));
            let errors = session.problems.count(Severity::Error);
            let summary = match (all.len(), problem_summary(&session.problems).as_str()) {
                (0, summary) => summary.to_owned(),
                (1, "") => "No problems in this rubric.".to_owned(),
                (many, "") => format!("No problems in {many} rubrics."),
                (_, summary) => format!("{summary}{}", if errors > 0 { "." } else { "; the rubrics can be used." }),
            };
            format!("{shown}{lines}{summary}\n")
        }
    };
    answer(common, format, &text)?;
    Ok(exit(&session))
}

/// Runs the vectors of one rubric; one line each.
fn run_vectors(session: &mut Session, loaded: &LoadedRubric) -> String {
    // The vectors of a built-in rubric hold for its own weights and the built-in trust, whatever the settings say.
    let pristine = loaded.is_builtin.then(|| {
        let id = &loaded.rubric.id;
        load_builtin(id, &session.workspace.catalogue, &mut Files::default(), &mut Diagnostics::default())
    });
    let rubric = pristine.as_ref().and_then(Option::as_ref).map_or(&loaded.rubric, |loaded| &loaded.rubric);
    let trust = if loaded.is_builtin { Trust::builtin() } else { session.workspace.trust.clone() };
    let mut lines = String::new();
    for vector in &rubric.vectors {
        let wrong = run_vector(rubric, vector, &session.workspace.catalogue, &trust);
        let mark = if wrong.is_empty() { "ok    " } else { "FAILED" };
        lines.push_str(&format!(
            "{mark} {}: {}\n",
            crate::text::visible(&rubric.id),
            crate::text::visible(&vector.name)
        ));
        let text = session.workspace.files.text(loaded.file);
        let at = text.find(&format!("name = \"{}\"", vector.name)).unwrap_or(0);
        let length = text[at..].lines().next().map_or(0, str::len);
        for deviation in wrong {
            let problem = Diagnostic::error(Code::VectorFailed, deviation).at(Span::new(loaded.file, at, at + length));
            session.problems.push(problem.help("mend the rubric, or the vector if the change is meant"));
        }
    }
    if rubric.vectors.is_empty() {
        lines.push_str(&format!("none   {}: ships no test vector\n", crate::text::visible(&rubric.id)));
    }
    lines
}

pub(super) fn completions(common: &Common, shell: clap_complete::Shell) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "skiplevel", &mut script);
    answer(common, Format::Json, &String::from_utf8_lossy(&script))?;
    Ok(Exit::Answered)
}

pub(super) fn man(common: &Common) -> anyhow::Result<Exit> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
    answer(common, Format::Json, &String::from_utf8_lossy(&page))?;
    Ok(Exit::Answered)
}

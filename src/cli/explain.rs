//! `explain`: from a number, or from the id of a piece of evidence, down to what was said.

use anyhow::anyhow;
use clap::Args;

use super::args::{Common, Format};
use super::commands::{exit, format};
use super::exit::Exit;
use super::output::{answer, width};
use super::scored::{Asked, Session};
use crate::ledger::Ledger;
use crate::model::Observation;
use crate::report::{
    NotTraced, Target, View, explain_markdown, explain_text, find_target, trace, trace_markdown, trace_text,
};
use crate::text::visible;

/// From a number down to its evidence
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  skiplevel explain acme-payments-em\n  skiplevel explain acme-payments-em eng_growth_12m\n  skiplevel explain acme-payments-em Q1\n  skiplevel explain acme-payments-em seat\n  skiplevel explain acme-payments-em waterfall\n  skiplevel explain --hash od53000ca"
)]
pub(super) struct Explain {
    /// The role
    #[arg(required_unless_present = "hash")]
    role: Option<String>,
    /// A criterion, a group, a gate, `seat`, or `waterfall`; without it, the whole score
    what: Option<String>,
    /// The evidence with this id, as redacted answers show it; its first six digits are enough where they name one
    #[arg(long, value_name = "ID", conflicts_with = "role")]
    hash: Option<String>,
}

pub(super) fn run(common: &Common, arguments: &Explain) -> anyhow::Result<Exit> {
    let format = format(common, &[Format::Table, Format::Md])?;
    let mut session = Session::open(common)?;
    let loaded = session.rubric(common);
    let named: Vec<&str> = arguments.role.iter().map(String::as_str).collect();
    let roles = session.roles(&named)?;
    session.show_problems(common);
    let Some(loaded) = loaded else { return Ok(Exit::WorkspaceErrors) };
    session.report(common, &loaded, &roles, &Asked::default(), |report, _| {
        if let Some(hash) = &arguments.hash {
            let known = everything_known(&session);
            let found = trace(&known, hash).map_err(|why| not_traced(hash, why))?;
            let text = match format {
                Format::Md => trace_markdown(report, &found, &known),
                _ => trace_text(report, &found, &known, width(common)),
            };
            return answer(common, format, &text);
        }
        let row = &report.rows[0];
        let target = match arguments.what.as_deref() {
            None => Target::Role,
            Some(word) => find_target(report, row, word).map_err(|near| {
                let hint = near.map_or_else(
                    || "name a criterion, a group, a gate, `seat`, or `waterfall`".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                anyhow!("rubric `{}` has nothing named `{}`\n{hint}", report.rubric.id, visible(word))
            })?,
        };
        let text = match format {
            Format::Md => explain_markdown(report, row, &target),
            _ => explain_text(report, row, &target, width(common)),
        };
        answer(common, format, &text)
    })?;
    Ok(exit(&session))
}

/// All that is stated in the folder, known by now or not, and all that is computed from it for any reader: what a view
/// leaves out changes what is computed from the rest.
fn everything_known(session: &Session) -> Vec<Observation> {
    let workspace = &session.workspace;
    let mut known = workspace.you.observations.clone();
    known.extend(workspace.companies.iter().flat_map(|company| company.observations.iter().cloned()));
    known.extend(workspace.roles.iter().flat_map(|role| role.observations.iter().cloned()));
    for role in &workspace.roles {
        for view in [View::Owner, View::Candidate, View::Client] {
            let ledger = Ledger::new(&session.seen_of(role, view), &workspace.trust, session.as_of);
            known.extend(ledger.iter().filter(|observation| !observation.parents.is_empty()).cloned());
        }
    }
    known
}

fn not_traced(hash: &str, why: NotTraced) -> anyhow::Error {
    let hash = visible(hash);
    match why {
        NotTraced::Malformed => {
            anyhow!("`{hash}` is no id of evidence\nexpected six to eight hex digits, as in od53000ca")
        }
        NotTraced::Unknown => anyhow!(
            "there is no evidence with the id `{hash}`\nits notes may have changed since; what was computed on another day is found with --as-of"
        ),
        NotTraced::Ambiguous(listed) => {
            anyhow!("`{hash}` fits {} pieces of evidence: {}", listed.len(), listed.join(", "))
        }
    }
}

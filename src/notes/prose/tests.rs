//! What is read out of whole notes, and what never is.

use super::extract::read_by_rules;
use super::{Class, Found};
use crate::model::Scope;
use crate::notes::{Context, read_dossier};
use crate::signal::{Trust, builtin_catalogue};
use crate::text::{Diagnostics, Files};

/// What the rules find in a note, as short lines: signal, value, `@date` where it is not the section's, `plan`, `?` for a
/// suggestion.
pub(super) fn finds(note: &str, scope: Scope) -> Vec<String> {
    let mut files = Files::default();
    let file = files.add("note.md", note);
    let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
    let context = Context { catalogue: &catalogue, trust: &trust, scope };
    let dossier = read_dossier(&files, file, context, &mut Diagnostics::default());
    let finds = read_by_rules(&files, &dossier.sections, context);
    finds
        .iter()
        .map(|find| {
            let value = match &find.value {
                Found::Number(x) => x.to_string(),
                Found::Share { k, n } => format!("{k}/{n}"),
                Found::Range { low, high } => {
                    let end = |x: &Option<f64>| x.map(|x| x.to_string()).unwrap_or_default();
                    format!("{}..{}", end(low), end(high))
                }
                Found::Event(event) => crate::model::Value::Event(event.clone()).to_string(),
            };
            let is_event = matches!(find.value, Found::Event(_));
            let date = find.fact_date.map(|date| date.to_string()).filter(|date| date != "2026-10-14" && !is_event);
            let date = date.map(|date| format!(" @{date}")).unwrap_or_default();
            let plan = if find.forward { " plan" } else { "" };
            let level = if find.class == Class::Judgement { " ?" } else { "" };
            let silenced = if find.is_silenced { " silenced" } else { "" };
            format!("{} {value}{date}{plan}{level}{silenced}", find.signal)
        })
        .collect()
}

/// Checks what is found in a text under a heading of 14 October 2026 of this kind.
pub(super) fn check(kind: &str, text: &str, expect: &[&str]) {
    let (source, scope) = match kind {
        "me" => ("Self-review", Scope::You),
        "careers" => ("Careers page", Scope::Role),
        "recruiter_said" => ("recruiter", Scope::Role),
        "hiring_manager_said" => ("hiring manager", Scope::Role),
        "aggregator" => ("LinkedIn", Scope::Role),
        "network_insider" => ("ex-colleague", Scope::Role),
        "peer_em_said" => ("peer EM", Scope::Role),
        "press_independent" => ("Press", Scope::Role),
        "forum_post" => ("user forum", Scope::Role),
        "own_observation" => ("what I saw", Scope::Role),
        "own_impression" => ("my impression", Scope::Role),
        "signed_document" => ("offer letter", Scope::Role),
        "interviewer_said" => ("interviewer", Scope::Role),
        other => (other, Scope::Role),
    };
    let found = finds(&format!("## 2026-10-14 — {source}\n\n{text}\n"), scope);
    assert_eq!(found, expect, "{text}");
}

//! What is allowed in a rubric but probably not meant.

use std::collections::BTreeSet;

use super::{Criterion, Rubric};
use crate::signal::Catalogue;
use crate::text::{Code, Diagnostic, Diagnostics, FileId, Files, Span};

/// Warns where one observation would feed two criteria and no `[[overlap]]` gives a reason, and where an `[[overlap]]`
/// names a pair that shares nothing.
pub fn lint(rubric: &Rubric, catalogue: &Catalogue, files: &Files, file: FileId, problems: &mut Diagnostics) {
    let criteria: Vec<&Criterion> = rubric.criteria().map(|(_, criterion)| criterion).collect();
    let mut shared_pairs: Vec<(&str, &str)> = Vec::new();
    for (at, first) in criteria.iter().enumerate() {
        for second in &criteria[at + 1..] {
            let shared: Vec<String> = fed_by(&first.signal, catalogue)
                .intersection(&fed_by(&second.signal, catalogue))
                .map(|key| format!("`{key}`"))
                .collect();
            if shared.is_empty() {
                continue;
            }
            shared_pairs.push((&first.signal, &second.signal));
            if !is_declared(rubric, &first.signal, &second.signal) {
                let message = format!(
                    "observations of {} feed both `{}` and `{}`",
                    shared.join(", "),
                    first.signal,
                    second.signal
                );
                let help = format!(
                    "say why with [[overlap]] criteria = [\"{}\", \"{}\"] and a reason, or drop one",
                    first.signal, second.signal
                );
                problems
                    .push(Diagnostic::warning(Code::Overlap, message).at(find(files, file, &second.signal)).help(help));
            }
        }
    }
    for overlap in &rubric.overlaps {
        let (a, b) = (overlap.criteria.0.as_str(), overlap.criteria.1.as_str());
        if !shared_pairs.iter().any(|pair| *pair == (a, b) || *pair == (b, a)) {
            let message = format!("`{a}` and `{b}` share no observation in this rubric");
            let problem = Diagnostic::warning(Code::UnusedOverlap, message).at(find(files, file, &overlap.reason));
            problems.push(problem.help("remove this [[overlap]]"));
        }
    }
}

fn is_declared(rubric: &Rubric, a: &str, b: &str) -> bool {
    let names = |pair: &(String, String), a: &str, b: &str| pair.0 == a && pair.1 == b;
    rubric.overlaps.iter().any(|overlap| names(&overlap.criteria, a, b) || names(&overlap.criteria, b, a))
}

/// The signal itself and all that it is computed from.
fn fed_by(key: &str, catalogue: &Catalogue) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![key.to_owned()];
    while let Some(key) = open.pop() {
        if let Some(signal) = catalogue.get(&key) {
            open.extend(signal.inputs.iter().filter(|input| !found.contains(*input)).cloned());
        }
        found.insert(key);
    }
    found
}

fn find(files: &Files, file: FileId, text: &str) -> Span {
    let start = files.text(file).find(&format!("\"{text}\"")).map_or(0, |at| at + 1);
    Span::new(file, start, if start == 0 { 0 } else { start + text.len() })
}

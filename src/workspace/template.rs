//! Files that `init` and `new` write: front matter, and the questions that the rubric asks, by person.

use std::fmt::Write as _;

use crate::rubric::Rubric;
use crate::signal::{Catalogue, Signal, SignalType, Use};

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Path in the workspace, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A name as a file name: lower case, hyphens between words; never empty.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-').to_owned();
    if out.is_empty() { "unnamed".to_owned() } else { out }
}

/// The files of a new workspace.
#[must_use]
pub fn init_files(rubric: &Rubric, catalogue: &Catalogue) -> Vec<Template> {
    let me = format!(
        "---\nkind: me\nname:\n---\n\n{}{}",
        HOW_TO,
        questions(rubric, catalogue, &|key| key.starts_with("self."), &|_| "about me".to_owned())
    );
    [("skiplevel.toml", MANIFEST.to_owned()), ("me.md", me), (".gitignore", ".skiplevel/\n".to_owned())]
        .into_iter()
        .map(|(path, text)| Template { path: path.to_owned(), text })
        .collect()
}

/// A company's dossier with the questions about it.
#[must_use]
pub fn company_template(name: &str, rubric: &Rubric, catalogue: &Catalogue) -> Template {
    let id = slug(name);
    let asked = questions(rubric, catalogue, &|key| key.starts_with("company."), &whom);
    let name = yaml_text(name);
    let text = format!("---\nname: {name}\ndomain:\naliases: []\n---\n\n{HOW_TO}{asked}");
    Template { path: format!("companies/{id}.md"), text }
}

/// A role's dossier with the questions about it.
#[must_use]
pub fn role_template(company: &str, title: &str, rubric: &Rubric, catalogue: &Catalogue) -> Template {
    let path = format!("roles/{}-{}.md", slug(company), slug(title));
    let about_role = |key: &str| !key.starts_with("company.") && !key.starts_with("self.");
    let asked = questions(rubric, catalogue, &about_role, &whom);
    let (company, title) = (yaml_text(company), yaml_text(title));
    let text = format!("---\ncompany: {company}\ntitle: {title}\nstage: screening\n---\n\n{HOW_TO}{asked}");
    Template { path, text }
}

/// A text that is safe after `key: ` in YAML.
fn yaml_text(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '-' | '&' | '/' | '(' | ')' | '\'');
    let starts_well = text.chars().next().is_some_and(char::is_alphanumeric);
    let words = ["yes", "no", "true", "false", "null", "on", "off"];
    let is_plain = starts_well && text.chars().all(plain) && !text.ends_with(' ') && text.parse::<f64>().is_err();
    if is_plain && !words.contains(&text.to_lowercase().as_str()) {
        return text.to_owned();
    }
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' => "\\\"".to_owned(),
            '\\' => "\\\\".to_owned(),
            c if c.is_control() => " ".to_owned(),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

/// The person to ask, without the second choice.
fn whom(signal: &Signal) -> String {
    signal.ask.split(", then").next().unwrap_or_default().to_owned()
}

/// Sections of questions: one a person, in the order in which the rubric first needs them.
fn questions(
    rubric: &Rubric,
    catalogue: &Catalogue,
    belongs: &dyn Fn(&str) -> bool,
    whom: &dyn Fn(&Signal) -> String,
) -> String {
    let mut sections: Vec<(String, Vec<&Signal>)> = Vec::new();
    for signal in asked_for(rubric, catalogue) {
        if !belongs(&signal.key) {
            continue;
        }
        let person = whom(signal);
        match sections.iter_mut().find(|(known, _)| *known == person) {
            Some((_, list)) => list.push(signal),
            None => sections.push((person, vec![signal])),
        }
    }
    let mut text = String::new();
    for (person, signals) in sections {
        let _ = write!(text, "## DATE — {person}\n\n");
        for signal in signals {
            let _ = writeln!(text, "{}", question_line(signal));
        }
        text.push('\n');
    }
    text
}

/// A question with an empty field for its answer and a comment that says how to write it, on one line: what a dossier
/// asks. It stays an open question until the field is filled in.
#[must_use]
pub fn question_line(signal: &Signal) -> String {
    format!("- {} [{}:: ]{}", signal.question, signal.key, hint(signal))
}

/// Observed signals that the rubric looks at, with those that its computed ones rest on.
fn asked_for<'c>(rubric: &Rubric, catalogue: &'c Catalogue) -> Vec<&'c Signal> {
    let mut found: Vec<&Signal> = Vec::new();
    let mut add = |key: &str| {
        if let Some(signal) = catalogue.get(key).filter(|signal| signal.purpose == Use::Observed)
            && !found.iter().any(|known| known.key == signal.key)
        {
            found.push(signal);
        }
    };
    for key in rubric.signals() {
        let inputs = catalogue.get(key).filter(|signal| signal.purpose == Use::Derived).map(|signal| &signal.inputs);
        match inputs {
            Some(inputs) => inputs.iter().for_each(|input| add(input)),
            None => add(key),
        }
    }
    found
}

/// How to write the answer, as a comment that the reader of notes skips.
fn hint(signal: &Signal) -> String {
    let form = match signal.signal_type {
        SignalType::Bool => "yes, no or partly".to_owned(),
        SignalType::Ordinal => {
            let low = signal.lowest_level();
            let level = |(at, words): (usize, &String)| format!("{} {words}", low + at as f64);
            signal.levels.iter().enumerate().map(level).collect::<Vec<_>>().join(" · ")
        }
        SignalType::Share => "such as 3 of 4".to_owned(),
        SignalType::Months => "the date, such as 2026-03".to_owned(),
        SignalType::Ratio => "such as 1.15, or EUR 120k".to_owned(),
        _ => signal.unit.clone(),
    };
    let counts = match (signal.signal_type, signal.inputs.first()) {
        (SignalType::Percent | SignalType::Count, Some(raw)) => {
            format!("; or two counts of {raw}, the older one with @2025-11")
        }
        _ => String::new(),
    };
    let form = form + &counts;
    format!(" <!-- {} -->", form.replace("--", "–"))
}

const HOW_TO: &str = "\
<!--
Write as you like. Each `##` heading says when and who: `## 2026-11-02 — Dana R., hiring manager (call)`.
Copy a section for every conversation and put its date in place of DATE. Three ways to state a fact:
  eng_headcount:: 120            on a line of its own; also ~120, 100..150, 40%, 3 of 4, yes, no, partly, 2026-03
  … [eng_headcount:: 120] …      inside a sentence
  the question, and the answer behind it
After a value: @2025-11 (when it was true), (plan), (rumour), (second-hand: Tom), (note: …).
An empty field is an open question and counts as unknown, never as no.
-->

";

const MANIFEST: &str = "\
# Settings of this workspace. A line that begins with # is not in force.

# Which rubric scores the roles: m2-path, four-questions, majority-of-four, grow-managers, operating-system,
# business-need, or one of your own in rubrics/.
rubric = \"m2-path\"

# How far ahead to look, in months.
horizon_months = 18

# Look at everything as of this day; without it, as of today.
# as_of = 2026-11-20

# The least pay a year that you would accept. Offers are compared as a ratio to it.
# currency = \"EUR\"
# walk_away_pay = 100000

# Your own weights of the groups, on any scale; shares inside a group stay as the rubric has them. `skiplevel weigh`
# sets them in a minute, and `skiplevel weigh --lock` records them before offers arrive.
# [weights]
# openings = 28
# access = 24

# How far you trust a kind of source, 0 to 0.99, where you know better.
# [trust]
# recruiter_said = 0.25
";

//! What is read out of free prose, and what never is.

use proptest::prelude::*;
use skiplevel::model::Scope;
use skiplevel::notes::prose::{Class, Find, Found, read_prose};
use skiplevel::notes::{Context, read_dossier};
use skiplevel::signal::{Trust, builtin_catalogue};
use skiplevel::text::{Diagnostics, Files};

/// The finds of a note, each with the number of its line and what was read.
fn finds(note: &str) -> Vec<(usize, String)> {
    let mut files = Files::default();
    let file = files.add("note.md", note);
    let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
    let context = Context { catalogue: &catalogue, trust: &trust, scope: Scope::Role };
    let dossier = read_dossier(&files, file, context, &mut Diagnostics::default());
    let shown = |find: &Find| {
        let place = files.place(find.quote);
        (place.line, format!("{} {:?} {:?} {}", find.signal, find.value, find.fact_date, find.forward))
    };
    read_prose(&files, &dossier.sections, &dossier.observations, context).iter().map(shown).collect()
}

/// Keys of what is found in a line under a heading of a hiring manager.
fn keys(line: &str) -> Vec<String> {
    let note = format!("## 2026-10-14 — Dana R., hiring manager (call)\n\n{line}\n");
    finds(&note).into_iter().map(|(_, words)| words.split(' ').next().unwrap_or_default().to_owned()).collect()
}

/// Pairs of a statement that is a fact and its look-alike that is none.
const TRAPS: &[(&str, &str, &str)] = &[
    ("question", "Engineering has 120 engineers.", "Does engineering have 120 engineers?"),
    ("question to ask", "Two EMs became directors last year.", "Ask: how many EMs became directors last year, two?"),
    ("hypothetical", "There are 120 engineers here.", "If there were 120 engineers here, it would be another job."),
    ("hypothetical size", "We are 80 engineers.", "When we're at 80 engineers, I cannot do it alone."),
    ("another company", "There are 90 engineers here.", "At my last job we had 90 engineers."),
    ("another company asked about", "We have 200 developers.", "My old employer? 200 developers, table football."),
    ("wish", "Engineering is 120 people.", "I wish engineering were 120 people."),
    ("customers", "The company has 400 employees.", "The company has 400 customers."),
    ("users", "The company has 3,000 people worldwide.", "The company has 3,000 users worldwide."),
    ("revenue", "Headcount grew 40% last year.", "Revenue grew 40% last year."),
    ("pay", "The offer is 1.12 times my walk-away pay.", "The offer is 112,000 base pay."),
    ("negated", "A director seat is planned for next year.", "A director seat isn't ready to talk about, he said."),
    ("interview date", "They closed their Series B in March 2026.", "They want me on site in March 2026."),
    ("meters", "We are 310 employees.", "We are under 310 degrees of stress and 12 meters of cable."),
    ("slide number", "11 squads in engineering.", "Slide 11: squads in engineering."),
    ("own pitch", "Engineering has 22 people in 3 teams.", "I said I had 22 engineers in 3 teams."),
];

#[test]
fn every_trap_has_a_fact_beside_it_and_is_none() {
    for (trap, fact, look_alike) in TRAPS {
        assert!(!keys(fact).is_empty(), "{trap}: nothing found in {fact:?}");
        assert_eq!(keys(look_alike), Vec::<String>::new(), "{trap}: {look_alike:?}");
    }
}

#[test]
fn a_plan_is_a_plan_and_a_denial_counts_as_what_it_says() {
    let plan = finds("## 2026-10-14 — Dana R., hiring manager\n\nThe plan is 180 engineers by end of 2027.\n");
    assert!(
        plan.iter().any(|(_, words)| words.starts_with("department.eng_headcount") && words.ends_with("true")),
        "{plan:?}"
    );
    let denial = "Nobody has been promoted to director in the two years I've been here.";
    let found = finds(&format!("## 2026-10-14 — Dana R., hiring manager\n\n{denial}\n"));
    assert!(found.iter().any(|(_, w)| w.starts_with("mobility.m2_internal_promotions_12m Number(0.0)")), "{found:?}");
}

#[test]
fn a_number_that_is_taken_back_is_not_found() {
    let found = |line: &str| finds(&format!("## 2026-10-14 — Dana R., hiring manager\n\n{line}\n"));
    let sizes = |line: &str| -> Vec<String> {
        let sizes = found(line).into_iter().map(|(_, words)| words);
        sizes.filter(|words| words.starts_with("company.headcount")).collect()
    };
    let plain = sizes("The company has 410 employees in all.");
    assert!(plain.len() == 1 && plain[0].contains("410"), "{plain:?}");
    let corrected = sizes("The company has 410 employees in all. No, I tell a lie: 430 employees.");
    assert!(corrected.iter().all(|words| !words.contains("410")), "{corrected:?}");
}

#[test]
fn a_short_find_is_quoted_with_words_of_its_own_line() {
    let note = "## 2026-10-14 — Dana R., hiring manager\n\nThey hire a lot these days and all in all they have\n  120 engineers now.\n";
    let mut files = Files::default();
    let file = files.add("note.md", note);
    let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
    let context = Context { catalogue: &catalogue, trust: &trust, scope: Scope::Role };
    let dossier = read_dossier(&files, file, context, &mut Diagnostics::default());
    let found = read_prose(&files, &dossier.sections, &dossier.observations, context);
    let quotes: Vec<&str> = found.iter().map(|find| &note[find.quote.start..find.quote.end]).collect();
    assert_eq!(quotes, ["120 engineers now"]);
}

#[test]
fn growth_downwards_is_below_zero() {
    for line in ["The company shrank by 12% last year.", "The company shrank over the past year, −12%."] {
        let found = finds(&format!("## 2026-10-14 — Dana R., hiring manager\n\n{line}\n"));
        assert!(
            found.iter().any(|(_, words)| words.starts_with("company.headcount_growth_12m Number(-12.0)")),
            "{line}: {found:?}"
        );
    }
}

#[test]
fn of_firms_side_by_side_only_the_employer_is_read() {
    let sizes = |table: &str| -> Vec<(usize, String)> {
        let note = format!("---\ncompany: Acme Freight\ntitle: EM\n---\n\n## 2026-10-14 — LinkedIn\n\n{table}\n");
        let found = finds(&note).into_iter().filter(|(_, words)| words.starts_with("company.headcount "));
        found.map(|(line, words)| (line, words.split(' ').nth(1).unwrap_or_default().to_owned())).collect()
    };
    let rows = "| Firm | Employees |\n|---|---|\n| Corvida | 1,120 |\n| Acme | 652 |\n| Hartlow | 3,400 |";
    assert_eq!(sizes(rows), [(11, "Number(652.0)".to_owned())]);
    let columns = "| | Corvida | Acme Freight |\n|---|---|---|\n| employees | 1,120 | 652 |";
    assert_eq!(sizes(columns), [(10, "Number(652.0)".to_owned())]);
}

#[test]
fn a_field_outranks_prose_and_a_mark_silences_it() {
    let note = |line: &str| finds(&format!("## 2026-10-14 — Dana R., hiring manager\n\n{line}\n"));
    assert_eq!(note("We have 120 engineers [department.eng_headcount:: 110]."), []);
    let mut files = Files::default();
    let file = files.add("note.md", "## 2026-10-14 — Dana R., hiring manager\n\nWe have 120 engineers. :: ?\n");
    let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
    let context = Context { catalogue: &catalogue, trust: &trust, scope: Scope::Role };
    let dossier = read_dossier(&files, file, context, &mut Diagnostics::default());
    let found = read_prose(&files, &dossier.sections, &dossier.observations, context);
    assert!(!found.is_empty() && found.iter().all(|find| find.is_silenced), "{found:?}");
    assert!(found.iter().all(|find| find.observation(&files, context).is_none()));
}

#[test]
fn a_level_read_out_of_words_never_becomes_an_observation() {
    let mut files = Files::default();
    let file = files
        .add("note.md", "## 2026-10-14 — Dana R., hiring manager\n\nHonestly, it's sink or swim after a promotion.\n");
    let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
    let context = Context { catalogue: &catalogue, trust: &trust, scope: Scope::Role };
    let dossier = read_dossier(&files, file, context, &mut Diagnostics::default());
    let found = read_prose(&files, &dossier.sections, &dossier.observations, context);
    let levels: Vec<&Find> = found.iter().filter(|find| find.class == Class::Judgement).collect();
    assert!(matches!(levels.first().map(|find| &find.value), Some(Found::Number(level)) if *level == 0.0), "{found:?}");
    assert!(levels.iter().all(|find| find.observation(&files, context).is_none()));
}

/// Lines as they stand in notes; some state facts, some do not.
const LINES: &[&str] = &[
    "Eng is ~120 now, was 80 last spring",
    "two EMs became directors since January",
    "they closed a Series B ($40M) in March 2026",
    "laid off 12% in February 2026",
    "typical EM has six or seven developers",
    "Are there other EMs who want the seat?",
    "nobody",
    "lunch was good, nice view over the river",
    "3 of the last 4 directors came from inside",
    "a director seat is planned for next year",
    "12 open engineering roles on their page",
    "she reads every pull request",
    "",
    "How many managers report to you?",
    "Four.",
    "at my last job we had 90 engineers",
];

/// A line that cannot begin a heading, a fence, a comment or a table, and is an item of its own.
fn any_item() -> impl Strategy<Value = String> {
    let known = proptest::sample::select(LINES).prop_map(str::to_owned);
    let words = "[ a-zA-Z0-9%$€.,;:?!'()→-]{0,60}";
    prop_oneof![3 => known, 1 => words.prop_map(|text: String| text.replace("::", ":"))]
        .prop_map(|text| format!("- {text}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    /// A line is read with the lines that carry on its sentence and the question before it, and with nothing else.
    #[test]
    fn another_line_never_changes_what_is_found(
        lines in proptest::collection::vec(any_item(), 4..14),
        at in any::<proptest::sample::Index>(),
        other in any_item(),
    ) {
        let heading = "## 2026-10-14 — Dana R., hiring manager (call)\n\n";
        let at = at.index(lines.len());
        let mut changed = lines.clone();
        changed[at] = other;
        // Lines of the list begin at line 3; the one behind the changed one may answer it.
        let far = |found: Vec<(usize, String)>| -> Vec<(usize, String)> {
            found.into_iter().filter(|(line, _)| *line != at + 3 && *line != at + 4).collect()
        };
        let note = |lines: &[String]| format!("{heading}{}\n", lines.join("\n"));
        prop_assert_eq!(far(finds(&note(&lines))), far(finds(&note(&changed))));
    }

    /// No text breaks the reader, and every quote lies within one line of it.
    #[test]
    fn any_text_is_read(text in "\\PC{0,300}", heading in "[ -~]{0,40}") {
        let note = format!("## {heading}\n\n{text}\n\nEng is 120 {text}\n");
        for (line, _) in finds(&note) {
            prop_assert!(line <= note.lines().count());
        }
    }
}

#[test]
fn a_line_of_ten_megabytes_is_read_as_far_as_a_sentence_can_go() {
    let long = "Engineering is 142 as of today and lunch is good, ".repeat(200_000);
    let found =
        finds(&format!("## 2026-10-14 — Dana R., hiring manager\n\n{long}\n\nWe have 12 open engineering roles.\n"));
    assert!(
        found.iter().any(|(line, words)| *line == 5 && words.starts_with("company.open_eng_roles")),
        "{}",
        found.len()
    );
}

/// A fact of a labelled dossier.
#[derive(serde::Deserialize)]
struct Label {
    line: usize,
    signal: String,
    value: String,
    low: String,
    high: String,
    class: String,
}

impl Label {
    /// Signal and line are the same, give or take one, and so is the value.
    fn is(&self, line: usize, find: &Find) -> bool {
        self.signal == find.signal && self.line.abs_diff(line) <= 1 && self.says(&find.value)
    }

    fn says(&self, found: &Found) -> bool {
        let number = |text: &str| match text {
            "yes" => Some(1.0),
            "no" => Some(0.0),
            text => match text.split_once('/') {
                Some((k, n)) => Some(k.parse::<f64>().ok()? / n.parse::<f64>().ok()?),
                None => text.parse::<f64>().ok(),
            },
        };
        let is =
            |text: &str, x: f64| number(text).is_some_and(|said| (said - x).abs() <= 0.01 * said.abs().max(x.abs()));
        match found {
            Found::Number(x) => is(&self.value, *x),
            Found::Share { k, n } => is(&self.value, k / n),
            Found::Range { low, high } => {
                let ends = [(&self.low, low), (&self.high, high)];
                self.value.is_empty() && ends.iter().all(|(text, x)| text.is_empty() || x.is_some_and(|x| is(text, x)))
            }
            Found::Event(event) => {
                let date = event.date.to_string();
                date.starts_with(&self.value) || self.value.starts_with(&date)
            }
        }
    }
}

/// How the dossiers in the folders of a folder are read: precision and recall, each of clear facts and of suggestions.
fn measured(dossiers: &str) -> ([f64; 2], [f64; 2]) {
    let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
    let (mut found, mut right, mut labelled) = ([0.0_f64; 2], [0.0_f64; 2], [0.0_f64; 2]);
    let at = |is_clear: bool| usize::from(!is_clear);
    for folder in std::fs::read_dir(dossiers).expect("the dossiers are there") {
        for entry in std::fs::read_dir(folder.expect("a folder").path()).expect("a folder of dossiers") {
            let path = entry.expect("a file").path();
            if path.extension().is_none_or(|ext| ext != "md") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a dossier is text");
            let mut rows = csv::Reader::from_path(path.with_extension("facts.csv")).expect("each has its facts");
            let mut labels: Vec<Label> = rows.deserialize().map(|row| row.expect("a fact")).collect();
            for label in &labels {
                labelled[at(label.class == "countable")] += 1.0;
            }
            let scope = if text.contains("\nkind: me") { Scope::You } else { Scope::Role };
            let mut files = Files::default();
            let file = files.add("note.md", text);
            let context = Context { catalogue: &catalogue, trust: &trust, scope };
            let dossier = read_dossier(&files, file, context, &mut Diagnostics::default());
            for find in read_prose(&files, &dossier.sections, &dossier.observations, context) {
                let is_clear = find.class == Class::Countable;
                found[at(is_clear)] += 1.0;
                let line = files.place(find.quote).line;
                if let Some(known) = labels.iter().position(|label| label.is(line, &find)) {
                    right[at(labels.swap_remove(known).class == "countable")] += 1.0;
                }
            }
        }
    }
    let shares = |of: [f64; 2]| [right[0] / of[0], right[1] / of[1]];
    (shares(found), shares(labelled))
}

/// The dossiers that weights are learned from and rules are made for: what was understood once stays understood.
#[test]
fn labelled_dossiers_are_read_as_people_read_them() {
    let (precision, recall) = measured("fixtures/prose/dossiers");
    let told = format!("precision {precision:.3?}, recall {recall:.3?}");
    assert!(precision[0] > 0.975 && recall[0] > 0.91, "clear facts: {told}");
    assert!(precision[1] > 0.98 && recall[1] > 0.94, "suggestions: {told}");
}

/// Dossiers of writers from whom nothing was learned and for whom no rule was made: how well the
/// notes of somebody else are read. `learn_prose` does not read them.
#[test]
fn dossiers_of_other_writers_are_read_nearly_as_well() {
    let (precision, recall) = measured("fixtures/prose/held-out");
    let told = format!("precision {precision:.3?}, recall {recall:.3?}");
    assert!(precision[0] > 0.97 && recall[0] > 0.85, "clear facts: {told}");
    assert!(precision[1] > 0.91 && recall[1] > 0.76, "suggestions: {told}");
}

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
    read_prose(&files, &dossier.sections, context).iter().map(shown).collect()
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
fn a_field_outranks_prose_and_a_mark_silences_it() {
    let note = |line: &str| finds(&format!("## 2026-10-14 — Dana R., hiring manager\n\n{line}\n"));
    assert_eq!(note("We have 120 engineers [department.eng_headcount:: 110]."), []);
    let mut files = Files::default();
    let file = files.add("note.md", "## 2026-10-14 — Dana R., hiring manager\n\nWe have 120 engineers. :: ?\n");
    let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
    let context = Context { catalogue: &catalogue, trust: &trust, scope: Scope::Role };
    let dossier = read_dossier(&files, file, context, &mut Diagnostics::default());
    let found = read_prose(&files, &dossier.sections, context);
    assert!(!found.is_empty() && found.iter().all(|find| find.is_silenced), "{found:?}");
    assert!(found.iter().all(|find| find.observation(&files, Scope::Role, None).is_none()));
}

#[test]
fn a_level_read_out_of_words_never_becomes_an_observation() {
    let mut files = Files::default();
    let file = files
        .add("note.md", "## 2026-10-14 — Dana R., hiring manager\n\nHonestly, it's sink or swim after a promotion.\n");
    let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
    let context = Context { catalogue: &catalogue, trust: &trust, scope: Scope::Role };
    let dossier = read_dossier(&files, file, context, &mut Diagnostics::default());
    let found = read_prose(&files, &dossier.sections, context);
    let levels: Vec<&Find> = found.iter().filter(|find| find.class == Class::Judgement).collect();
    assert!(matches!(levels.first().map(|find| &find.value), Some(Found::Number(level)) if *level == 0.0), "{found:?}");
    assert!(levels.iter().all(|find| find.observation(&files, Scope::Role, None).is_none()));
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

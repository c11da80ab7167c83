//! What is read out of whole dossiers.

use super::{Context, read_dossier};
use crate::model::Scope;
use crate::signal::{Trust, builtin_catalogue};
use crate::text::{Diagnostics, Files};

/// One line an observation, then one a problem.
fn read(text: &str) -> Vec<String> {
    let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
    let (mut files, mut problems) = (Files::default(), Diagnostics::default());
    let file = files.add("roles/a.md", text);
    let context = Context { catalogue: &catalogue, trust: &trust, scope: Scope::Role };
    let dossier = read_dossier(&files, file, context, &mut problems);
    let facts = dossier.observations.iter().map(|o| {
        let plan = if o.forward { " plan" } else { "" };
        let line = match &o.source {
            crate::model::Source::File { line, .. } => *line,
            _ => 0,
        };
        format!("{line}: {} = {} {} {} {}{plan}", o.signal, o.value, o.fact_date, o.kind.key(), o.origin)
    });
    let open = dossier.open.iter().map(|question| format!("open: {}", question.signal));
    let wrong = problems.iter().map(|p| format!("{}: {}", p.code.id(), p.message));
    facts.chain(open).chain(wrong).collect()
}

#[test]
fn headings_give_date_kind_and_voice_to_the_fields_below() {
    let found = read(
        "---\ncompany: a\n---\n\n## 2026-11-02 — Dana R., hiring manager (call)\nwords\n- [eng_headcount:: ~120] and \
         [eng_headcount:: 80 @2025-11]\n\n## 2026-11-09 email from Dana\nm2_seat_planned:: yes (plan)\n",
    );
    assert_eq!(
        found,
        [
            "7: department.eng_headcount = 120 2026-11-02 hiring_manager_said Dana R.",
            "7: department.eng_headcount = 80 2025-11 hiring_manager_said Dana R.",
            "10: department.m2_seat_planned = 1 2026-11-09 hiring_manager_written Dana R. plan",
        ]
    );
}

#[test]
fn options_change_who_says_it_and_when() {
    let found = read(
        "## 2026-11-02 recruiter\ncompeting_peers:: 3 (second-hand: Tom)\nautonomy:: 2 (kind: own_observation) @2026-10\n",
    );
    assert_eq!(
        found,
        [
            "2: mobility.competing_peers = 3 2026-11-02 hearsay Tom",
            "3: culture.autonomy = 2 2026-10 own_observation recruiter",
        ]
    );
}

#[test]
fn answers_stand_behind_or_below_their_question() {
    let catalogue = builtin_catalogue();
    let question = &catalogue.get("department.ems_per_m2").expect("in the catalogue").question;
    let expect = ["department.ems_per_m2 = 5 2026-11-02 peer_em_said peer em"];
    for text in [
        format!("## 2026-11-02 peer EM\n- **{question}** 5\n"),
        format!("## 2026-11-02 peer EM\nQ: {question}\nA: 5\n"),
        format!("## 2026-11-02 peer EM\n{question}\n\n> 5 managers\n"),
    ] {
        let found: Vec<String> =
            read(&text).iter().map(|line| line.split_once(": ").expect("line").1.to_owned()).collect();
        assert_eq!(found, expect, "{text}");
    }
    let prose = read(&format!("## 2026-11-02 peer EM\n{question}\nA: five or so, he thinks\n"));
    assert!(prose[0].starts_with("answer-not-read"), "{prose:?}");
}

#[test]
fn comments_code_and_silenced_lines_are_not_read() {
    let found = read(
        "## 2026-11-02 peer EM\n<!-- autonomy:: 1 -->\n```\nautonomy:: 2\n```\nautonomy:: ?\nignore:: autonomy\n\
         let x = std::vector::Vec;\n",
    );
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn an_empty_field_is_an_open_question() {
    assert_eq!(
        read("## DATE — hiring manager\n- How? [department.ems_per_m2:: ] <!-- a count -->\n"),
        ["open: department.ems_per_m2"]
    );
}

#[test]
fn what_cannot_be_counted_is_named() {
    let check = |body: &str, expect: &str| {
        let found = read(&format!("---\ncompany: a\ntitle: b\n---\n{body}"));
        assert!(found.iter().any(|line| line.starts_with(expect)), "{body:?}: {found:?}");
    };
    check("## 2026-11-02 peer EM\nautonmy:: 2\n", "unknown-signal");
    check("## 2026-11-02 peer EM\ngrowth_12m:: 20\n", "ambiguous-signal");
    check("## 2026-11-02 peer EM\nautonomy:: 9\n", "out-of-range");
    check("## 2026-11-02 peer EM\nautonomy:: rather\n", "bad-value");
    check("## 2026-11-02 peer EM\nseat.p_open:: 0.5\n", "derived-signal");
    check("## 2026-11-02 peer EM\nautonomy:: 2 @2026-13\n", "bad-date");
    check("## 2026-11-02 peer EM\nautonomy:: 2 (plam)\n", "unknown-option");
    check("## peer EM\nautonomy:: 2\n", "undated-fact");
    check("## 2026-02-30 peer EM\nautonomy:: 2\n", "heading-date");
    check("## 2026-11-02 Lunch\nautonomy:: 2\n", "heading-kind");
    check("## 2026-11-02 peer EM\nautonomy: 2\n", "one-colon");
    check("## 2026-11-02 peer EM\nHe said eng_headcount:: 60 and more.\n", "bare-field");
    check("## 2 Nov, peer EM\nautonomy:: 2\n", "heading-date");
}

#[test]
fn sections_keep_the_prose_for_a_later_reader() {
    let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
    let (mut files, mut problems) = (Files::default(), Diagnostics::default());
    let file = files.add("a.md", "before\n\n## 2026-11-02 peer EM\nEng is ~120 now.\nautonomy:: 2\n\nTwo EMs left.\n");
    let context = Context { catalogue: &catalogue, trust: &trust, scope: Scope::Role };
    let dossier = read_dossier(&files, file, context, &mut problems);
    let prose: Vec<Vec<&str>> =
        dossier.sections.iter().map(|section| section.prose.iter().map(|line| files.slice(*line)).collect()).collect();
    assert_eq!(prose, [vec!["before"], vec!["Eng is ~120 now.", "Two EMs left."]]);
}

#[test]
fn an_answer_below_the_templates_empty_field_is_read() {
    let catalogue = builtin_catalogue();
    let question = &catalogue.get("department.ems_per_m2").expect("in the catalogue").question;
    let text = format!("## 2026-11-02 peer EM\n- {question} [department.ems_per_m2:: ]\n  A: 5\n");
    assert_eq!(read(&text), ["3: department.ems_per_m2 = 5 2026-11-02 peer_em_said peer em"]);
}

#[test]
fn a_plan_for_a_later_day_is_a_statement_of_today() {
    let found =
        read("## 2026-11-02 peer EM\nm2_seat_planned:: yes @2027-06 (plan)\neng_headcount:: 180 @2028-05 (plan)\n");
    assert_eq!(
        found,
        [
            "2: department.m2_seat_planned = 1 2026-11-02 peer_em_said peer em plan",
            "3: department.eng_headcount = 180 2028-05 peer_em_said peer em plan",
        ]
    );
}

#[test]
fn weekdays_and_mail_headers_are_no_people() {
    let found =
        read("## Thu 5 Nov 2026 coffee w/ Tom (peer EM)\nautonomy:: 2\n\n## Fri 6 Nov 2026 Tom again\nautonomy:: 3\n");
    assert_eq!(
        found,
        ["2: culture.autonomy = 2 2026-11-05 peer_em_said Tom", "5: culture.autonomy = 3 2026-11-06 peer_em_said Tom"]
    );
}

#[test]
fn a_heading_of_another_level_counts_when_it_names_date_and_source() {
    let found = read(
        "## 2026-11-02 recruiter\nautonomy:: 1\n### 2026-11-03 peer EM\nautonomy:: 2\n### Later\nautonomy:: 3\n---\n",
    );
    assert_eq!(
        found,
        [
            "2: culture.autonomy = 1 2026-11-02 recruiter_said recruiter",
            "4: culture.autonomy = 2 2026-11-03 peer_em_said peer em",
            "6: culture.autonomy = 3 2026-11-03 peer_em_said peer em",
        ]
    );
}

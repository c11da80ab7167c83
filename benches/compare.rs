//! What a comparison costs: reading, scoring, and the seat model's sweep.
//!
//! `cargo bench` prints times of one run on one machine; compare lines within a run, not between runs.

use std::path::PathBuf;

use skiplevel::ledger::Ledger;
use skiplevel::score::{Scorer, Settings};
use skiplevel::workspace::Workspace;

fn main() {
    divan::main();
}

/// A workspace with as many roles as asked for, each with sixty facts of its own.
fn workspace(roles: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    std::fs::create_dir_all(root.join("roles")).expect("a folder");
    std::fs::write(root.join("skiplevel.toml"), "as_of = 2026-11-20\n").expect("written");
    for number in 0..roles {
        std::fs::write(root.join(format!("roles/role-{number:03}.md")), role(number)).expect("written");
    }
    folder
}

/// Sixty facts under six headings; the numbers differ from role to role.
fn role(number: usize) -> String {
    let mut text = format!("---\ncompany: Company {number}\ntitle: Engineering Manager {number}\n---\n");
    let headings = [
        "2026-10-05 — Ann, recruiter (call)",
        "2026-10-12 — Ben, hiring manager (video)",
        "2026-10-14 — email from hiring manager",
        "2026-10-20 — Cara, peer EM",
        "2026-10-28 — LinkedIn",
        "2026-11-04 — team page",
    ];
    for (at, heading) in headings.iter().enumerate() {
        text.push_str(&format!("\n## {heading}\nSome words about the talk, as people write them.\n"));
        let size = 60 + (number * 7 + at * 3) % 200;
        for line in [
            format!("department.eng_headcount:: {size}"),
            format!("department.eng_headcount:: {} @2025-10", size * 4 / 5),
            format!("mobility.m2_internal_promotions_12m:: {}", (number + at) % 4),
            format!("mobility.m2_internal_fill_share:: {} of 4", (number + at) % 5),
            format!("mobility.competing_peers:: {}", (number + 2 * at) % 6),
            format!("manager.sponsorship:: {}", (number + at) % 4),
            format!("culture.autonomy:: {}", (number * 3 + at) % 4),
            format!("department.ics_per_em:: {}", 5 + (number + at) % 6),
            format!(
                "department.m2_seat_planned:: {} (plan)",
                if (number + at).is_multiple_of(3) { "no" } else { "yes" }
            ),
            format!("role.multi_team_scope:: {}", (number + at) % 4),
        ] {
            text.push_str(&format!("- {line}\n"));
        }
    }
    text
}

#[divan::bench(args = [1, 10, 50])]
fn read_workspace(bencher: divan::Bencher<'_, '_>, roles: usize) {
    let folder = workspace(roles);
    bencher.bench(|| Workspace::open(folder.path()).expect("it can be read").0.roles.len());
}

#[divan::bench(args = [1, 10, 50])]
fn score_roles(bencher: divan::Bencher<'_, '_>, roles: usize) {
    let folder = workspace(roles);
    let (mut workspace, mut problems) = Workspace::open(folder.path()).expect("it can be read");
    let loaded = workspace.rubric(None, &mut problems).expect("built in");
    let as_of = workspace.as_of(None, "2026-11-20".parse().expect("a day"));
    bencher.bench(|| {
        let scorer = Scorer::new(&loaded.rubric, &workspace.catalogue, Settings::default());
        let scores = workspace.roles.iter().map(|role| {
            let ledger = Ledger::new(&workspace.observations_of(role), &workspace.trust, as_of);
            scorer.score(&ledger).score.best
        });
        scores.sum::<f64>()
    });
}

/// The whole program, as a person runs it.
#[divan::bench(args = ["table", "csv", "json"])]
fn compare_50_roles_as_a_process(bencher: divan::Bencher<'_, '_>, format: &str) {
    let folder = workspace(50);
    bencher.bench(|| run(&["compare", "-q", "--format", format], folder.path()));
}

#[divan::bench]
fn start_up(bencher: divan::Bencher<'_, '_>) {
    bencher.bench(|| run(&["--version"], std::path::Path::new(".")));
}

fn run(arguments: &[&str], folder: &std::path::Path) {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_skiplevel"));
    let output = std::process::Command::new(program).args(arguments).current_dir(folder).output().expect("it starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

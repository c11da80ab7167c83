//! What it costs to read the prose of a thousand dossiers of forty lines.
//!
//! `cargo bench --bench prose`; compare with `copy`, which only walks the same lines.

use rayon::prelude::*;
use skiplevel::model::Scope;
use skiplevel::notes::prose::read_prose;
use skiplevel::notes::{Context, read_dossier};
use skiplevel::signal::{Trust, builtin_catalogue};
use skiplevel::text::{Diagnostics, Files};

fn main() {
    divan::main();
}

/// Forty lines as people write them; about every third one states something.
fn dossier(number: usize) -> String {
    let size = 60 + number % 200;
    let lines = [
        format!("Eng ~{size}, was {} last spring, 2 EMs became directors since jan.", size * 2 / 3),
        "Nice office, long corridor, somebody's dog under the table.".to_owned(),
        "He asked how I would split a team of 14 and seemed happy with the answer.".to_owned(),
        "- Q: how many managers report to you?".to_owned(),
        format!("- A: {}, and that is enough for one person", 3 + number % 5),
        "They talked a lot about their customers, mostly hospitals in the north.".to_owned(),
        format!("Raised ${}M Series B in March 2026, says the press page.", 20 + number % 40),
        "Next step is a call with the peer EM, probably on Thursday.".to_owned(),
        "> \"we have a ladder, it is on the wiki, and promotions quote it\"".to_owned(),
        "Thinking about the commute: fifty minutes by train, one change.".to_owned(),
    ];
    let mut text = String::from("---\ncompany: Acme\ntitle: EM\n---\n");
    for heading in [
        "2026-10-05 — Ann, recruiter",
        "2026-10-12 — Ben, hiring manager",
        "2026-10-20 — Cara, peer EM",
        "2026-11-04 — press",
    ] {
        text.push_str(&format!("\n## {heading}\n\n{}\n", lines.join("\n")));
    }
    text
}

#[divan::bench]
fn read_a_thousand_dossiers(bencher: divan::Bencher<'_, '_>) {
    let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
    let context = Context { catalogue: &catalogue, trust: &trust, scope: Scope::Role };
    let mut files = Files::default();
    let read: Vec<_> = (0..1000)
        .map(|number| {
            let file = files.add(format!("{number}.md"), dossier(number));
            read_dossier(&files, file, context, &mut Diagnostics::default())
        })
        .collect();
    bencher.bench(|| {
        read.par_iter()
            .map(|dossier| read_prose(&files, &dossier.sections, &dossier.observations, context).len())
            .sum::<usize>()
    });
}

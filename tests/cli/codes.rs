//! Every diagnostic that there is can be triggered, by something that a person may do.

use std::collections::BTreeMap;

use skiplevel::text::Code;

use crate::support::{AS_OF, Call, Folder, HEADER, mistakes, role};

/// Codes that nothing triggers, and why.
const NEVER: [(Code, &str); 1] =
    [(Code::CollectedRow, "only files that `collect` writes have such rows, and nothing writes them yet")];

/// A folder or command for each code that the folder of mistakes does not have, with the run that shows it.
fn special() -> Vec<(Code, Folder, Vec<&'static str>)> {
    let check = || vec!["check", "--format", "json"];
    let folder = || Folder::empty().file("skiplevel.toml", AS_OF);
    let link = Folder::small();
    #[cfg(unix)]
    std::os::unix::fs::symlink("loop.md", link.path().join("roles/loop.md")).expect("a link can be made");
    #[cfg(not(unix))]
    std::fs::create_dir(link.path().join("roles/loop.md")).expect("a folder can be made");
    let huge = Folder::small();
    let file = std::fs::File::create(huge.path().join("companies/dump.csv")).expect("a file can be made");
    file.set_len(64 * 1024 * 1024 + 1).expect("a sparse file can be made");
    vec![
        (Code::EmptyWorkspace, folder(), check()),
        (Code::Unreadable, link, check()),
        (Code::TooLarge, huge, check()),
        (Code::UnknownRubric, Folder::small(), vec!["check", "--format", "json", "--rubric", "m2-pth"]),
        (
            Code::VectorFailed,
            Folder::small().file(
                "rubrics/mine.toml",
                "id = \"mine\"\nversion = 1\ntitle = \"Mine\"\n[[group]]\nid = \"all\"\n[[group.criterion]]\n\
                 signal = \"culture.autonomy\"\nweight = 100\n[[vector]]\nname = \"nothing known\"\n\
                 as_of = \"2026-11-20\"\nexpect = { verdict = \"pursue\" }\n",
            ),
            vec!["rubric", "test", "mine", "--format", "json"],
        ),
        (
            Code::Currency,
            folder().file("roles/acme-em.md", &role("Acme", "EM", "role.comp_ratio:: EUR 120k\n")),
            check(),
        ),
        (
            Code::BadLock,
            Folder::small().file("skiplevel.toml", &format!("{AS_OF}[lock]\ndate = 2026-11-02\n")),
            check(),
        ),
        (
            Code::FutureDate,
            folder().file("companies/acme.csv", &format!("{HEADER}company.headcount,9,2026-12-01,aggregator,,,,,,,\n")),
            check(),
        ),
    ]
}

fn codes_of(answer: &serde_json::Value) -> Vec<String> {
    let problems = answer.as_array().expect("a list").iter();
    problems.map(|problem| problem["code"].as_str().expect("a code").to_owned()).collect()
}

#[test]
fn every_code_is_triggered() {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let answer = Call::new(&["check", "--format", "json"]).folder(&mistakes()).run().ends_with(1);
    for code in codes_of(&answer.json()) {
        *found.entry(code).or_default() += 1;
    }
    for (code, folder, arguments) in special() {
        let codes = codes_of(&folder.run(&arguments).json());
        assert!(codes.contains(&code.id().to_owned()), "{} is not among {codes:?}", code.id());
        for code in codes {
            *found.entry(code).or_default() += 1;
        }
    }
    for code in Code::ALL {
        let reason = NEVER.iter().find(|(never, _)| never == code).map(|(_, reason)| *reason);
        match (found.contains_key(code.id()), reason) {
            (true, None) | (false, Some(_)) => {}
            (false, None) => panic!("nothing triggers `{}`", code.id()),
            (true, Some(reason)) => panic!("`{}` is triggered; take it off the list ({reason})", code.id()),
        }
    }
    let unknown: Vec<&String> = found.keys().filter(|id| !Code::ALL.iter().any(|code| code.id() == *id)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

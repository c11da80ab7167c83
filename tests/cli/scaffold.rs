//! New folders and dossiers, help texts, completions and the manual page.

use crate::support::{Call, Folder, assert_text, offers};

/// Every command, with the words that lead to it.
const COMMANDS: &[&[&str]] = &[
    &[],
    &["init"],
    &["new"],
    &["new", "company"],
    &["new", "role"],
    &["check"],
    &["facts"],
    &["accept"],
    &["score"],
    &["explain"],
    &["odds"],
    &["compare"],
    &["whatif"],
    &["weigh"],
    &["ask"],
    &["claims"],
    &["collect"],
    &["import"],
    &["batch"],
    &["rubric"],
    &["rubric", "list"],
    &["rubric", "show"],
    &["rubric", "check"],
    &["rubric", "test"],
    &["rubric", "schema"],
    &["rubric", "sql"],
    &["completions"],
    &["man"],
    &["help"],
];

#[test]
fn every_command_has_help() {
    for &words in COMMANDS {
        let asked = if words == ["help"] { vec!["help"] } else { [words, &["--help"]].concat() };
        let help = Call::new(&asked).run().ends_with(0);
        assert_eq!(help.err(), "");
        assert!(help.out().lines().all(|line| line.chars().count() <= 100), "{words:?}");
        let name = if words.is_empty() { "all".to_owned() } else { words.join("-") };
        assert_text(&format!("help-{name}"), &help.out());
    }
    let named: Vec<&str> = COMMANDS.iter().filter(|words| words.len() == 1).map(|words| words[0]).collect();
    let listed = Call::new(&["--help"]).run().out();
    let commands = listed.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap_or_default();
    let listed: Vec<&str> = commands
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(listed, named, "a command without a line in COMMANDS");
}

#[test]
fn every_command_but_help_shows_an_example_or_says_where_to_start() {
    for words in COMMANDS.iter().filter(|words| words.len() < 2 && **words != ["help"]) {
        let help = Call::new(&[*words, &["--help"]].concat()).run().out();
        assert!(help.contains("Example") || help.contains("Start here:"), "{words:?}");
    }
}

#[test]
fn examples_of_the_help_can_be_run() {
    for words in COMMANDS.iter().filter(|words| words.len() == 1 && **words != ["help"]) {
        let help = Call::new(&[*words, &["--help"]].concat()).width(100).run().out();
        for line in help.lines().filter_map(|line| line.trim().strip_prefix("skiplevel ")) {
            let line = line.split(" && ").next().unwrap_or_default().split(" > ").next().unwrap_or_default();
            let folder = Folder::small()
                .file("roles/acme-payments-em.md", &crate::support::role("Acme", "EM", "culture.autonomy:: 2\n"))
                .file("roles/globex-search-em.md", &crate::support::role("Acme", "EM", ""))
                .file("examples/offers/roles/a.md", &crate::support::role("Acme", "EM", ""))
                .file("companies/globex.md", "---\nname: Globex\ndomain: globex.example\n---\n")
                .file("board.json", "{\"jobs\":[],\"meta\":{\"total\":0}}")
                .file("crunchbase.csv", "Organization Name,Organization Name URL\nAcme,https://crunchbase.example/acme\n")
                .file("roles.csv", "role,Head count growth,review_rating\na,10,4.1\n")
                .file("10-k.htm", "<html><p>As of December 31, 2025, we had 1,200 full-time employees.</p></html>")
                .file("rubrics/mine.toml", "id = \"mine\"\nversion = 1\ntitle = \"Mine\"\n[[group]]\nid = \"all\"\n[[group.criterion]]\nsignal = \"culture.autonomy\"\nweight = 100\n");
            let arguments = split(line);
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let run = folder.run(&arguments);
            assert!(matches!(run.code, Some(0 | 4)), "skiplevel {line}\n{}", run.shown());
        }
    }
}

/// Words as a shell splits them; quotes hold words together.
fn split(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("there is one").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn a_new_folder_is_ready_to_use() {
    let folder = Folder::empty();
    let run = folder.run(&["init"]).ends_with(0);
    assert_eq!(folder.files(), [".gitignore", "me.md", "skiplevel.toml"]);
    assert!(folder.path().join("roles").is_dir() && folder.path().join("companies").is_dir());
    let files = ["skiplevel.toml", "me.md", ".gitignore"].map(|name| format!("===== {name}\n{}", folder.read(name)));
    assert_text("init", &format!("{}\n{}", run.shown(), files.join("\n")));
    let again = folder.run(&["init"]).ends_with(2);
    assert_eq!(again.err(), "error: `.` is a workspace already; nothing was written\n");
}

#[test]
fn init_keeps_what_is_there() {
    let folder = Folder::empty().file("me.md", "mine\n").file(".gitignore", "mine\n");
    let run = folder.run(&["init"]).ends_with(0);
    assert!(run.err().contains("kept ./me.md as it is"), "{}", run.err());
    assert_eq!((folder.read("me.md"), folder.read(".gitignore")), ("mine\n".to_owned(), "mine\n".to_owned()));
}

#[test]
fn init_makes_the_folder_that_is_named() {
    let folder = Folder::empty();
    let run = folder.run(&["init", "offers"]).ends_with(0);
    assert_eq!(folder.files(), ["offers/.gitignore", "offers/me.md", "offers/skiplevel.toml"]);
    assert!(run.err().contains("  cd offers\n"), "{}", run.err());
    folder.run(&["init", "-C", "offers", "deeper"]).ends_with(0);
    assert!(folder.path().join("offers/deeper/skiplevel.toml").is_file());
    folder.run(&["init", "a/b"]).ends_with(0);
    assert!(folder.path().join("a/b/skiplevel.toml").is_file());
}

#[test]
fn new_dossiers_carry_the_questions_of_the_rubric() {
    let folder = Folder::small();
    let company = folder.run(&["new", "company", "Globex Payments"]).ends_with(0);
    let role = folder.run(&["new", "role", "globex-payments", "Engineering Manager, Ledger"]).ends_with(0);
    assert_text("new-company", &format!("{}\n{}", company.shown(), folder.read("companies/globex-payments.md")));
    let path = "roles/globex-payments-engineering-manager-ledger.md";
    assert_text("new-role", &format!("{}\n{}", role.shown(), folder.read(path)));
    let check = folder.run(&["check"]).ends_with(0);
    assert_eq!(check.out(), "No problems in 2 roles, 2 companies, 1 fact.\n");
}

#[test]
fn what_is_there_is_never_written_over() {
    let folder = Folder::small();
    let before = folder.read("companies/acme.md");
    let run = folder.run(&["new", "company", "ACME"]).ends_with(2);
    let expect = "error: ACME is a company here already, companies/acme.md; nothing was written\n\
        to add a role there: skiplevel new role acme \"Job title\"\n";
    assert_eq!(run.err(), expect);
    let alias = folder.read("companies/acme.md").replace("name: Acme", "name: Acme\naliases: [Acme Payments]");
    folder.write("companies/acme.md", alias.as_bytes());
    folder.run(&["new", "company", "Acme payments"]).ends_with(2);
    let role = folder.run(&["new", "role", "Acme Payments", "EM, Ledger"]).ends_with(0);
    assert!(!role.err().contains("no file for the company"), "{}", role.err());
    folder.write("companies/acme.md", before.as_bytes());
    let evil = folder.run(&["new", "role", "Evil $(id) 'x'", "EM"]).ends_with(0);
    assert!(evil.err().contains("skiplevel new company 'Evil $(id) "), "{}", evil.err());
    assert_eq!(folder.read("companies/acme.md"), before);
    folder.run(&["new", "role", "Acme", "EM"]).ends_with(2);
}

#[test]
fn odd_names_make_plain_files_that_can_be_read_back() {
    let folder = Folder::small();
    for (company, title, file) in [
        ("Beta: Co, \"X\"", "Head of #1 [Core]", "roles/beta-co-x-head-of-1-core.md"),
        ("../../etc/passwd", "EM", "roles/etc-passwd-em.md"),
        ("日本 Pay", "マネージャー", "roles/日本-pay-マネージャー.md"),
        ("yes", "null", "roles/yes-null.md"),
        ("'quoted'", "~", "roles/quoted-unnamed.md"),
        ("&anchor *alias", "!tag", "roles/anchor-alias-tag.md"),
    ] {
        folder.run(&["new", "role", company, title]).ends_with(0);
        assert!(folder.files().contains(&file.to_owned()), "{file}: {:?}", folder.files());
        let json = folder.run(&["compare", file, "--format", "json"]).ends_with(0).json();
        assert_eq!((&json["roles"][0]["company"], &json["roles"][0]["title"]), (&company.into(), &title.into()));
    }
    for name in ["", "   ", "two\nlines", "\u{1b}[31m"] {
        folder.run(&["new", "company", name]).ends_with(2);
        folder.run(&["new", "role", "Acme", name]).ends_with(2);
    }
}

#[test]
fn answers_in_a_template_are_read_back() {
    let folder = Folder::small();
    folder.run(&["new", "role", "Acme", "Lead"]).ends_with(0);
    let path = "roles/acme-lead.md";
    let filled = folder
        .read(path)
        .replace("## DATE — hiring manager", "## 2026-11-03 — Dana R., hiring manager (call)")
        .replace("[department.eng_headcount:: ]", "[department.eng_headcount:: ~130]");
    folder.write(path, filled.as_bytes());
    let facts = folder.run(&["facts", "acme-lead", "--format", "json"]).ends_with(0).json();
    assert_eq!(facts.as_array().map(Vec::len), Some(1), "{facts}");
    assert_eq!((&facts[0]["value"], &facts[0]["kind"]), (&"130".into(), &"hiring_manager_said".into()));
}

#[test]
fn completions_and_the_manual_page_name_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = Call::new(&["completions", shell]).run().ends_with(0).out();
        assert!(["compare", "explain", "rubric"].iter().all(|word| script.contains(word)), "{shell}");
    }
    let page = Call::new(&["man"]).run().ends_with(0).out();
    assert!(page.contains(".TH skiplevel 1") && page.contains("compare"), "{page}");
    assert_eq!(
        Call::new(&["--version"]).run().ends_with(0).out(),
        format!("skiplevel {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn commands_that_need_no_folder_run_anywhere() {
    let folder = Folder::empty();
    for arguments in [
        &["rubric", "list"][..],
        &["rubric", "show"],
        &["rubric", "show", "signals"],
        &["rubric", "check"],
        &["rubric", "test"],
        &["rubric", "schema"],
        &["rubric", "sql"],
        &["man"],
    ] {
        folder.run(arguments).ends_with(0);
    }
    let inside = Call::new(&["rubric", "show"]).folder(&offers()).run().ends_with(0);
    assert_eq!(inside.out(), folder.run(&["rubric", "show"]).out());
}

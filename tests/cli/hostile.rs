//! Input that is huge, broken or meant to do harm.

use std::fmt::Write as _;

use serde_json::Value;

use crate::support::{AS_OF, Answer, Folder, HEADER, raw_characters, role, rows};

/// Signals and values that count, by role.
fn facts(folder: &Folder) -> Vec<String> {
    let run = folder.run(&["facts", "--format", "json", "--quiet"]);
    let json = run.json();
    let text = |fact: &Value, key: &str| fact[key].as_str().unwrap_or_default().to_owned();
    json.as_array()
        .expect("a list")
        .iter()
        .map(|fact| format!("{} {}", text(fact, "signal"), text(fact, "value")))
        .collect()
}

fn problems(folder: &Folder) -> Vec<String> {
    let json = folder.run(&["check", "--format", "json"]).json();
    let text = |problem: &Value, key: &str| problem[key].as_str().unwrap_or_default().to_owned();
    let line = |problem: &Value| {
        format!(
            "{} {}:{}:{} {}",
            text(problem, "code"),
            text(problem, "file"),
            problem["line"],
            problem["column"],
            text(problem, "message")
        )
    };
    json.as_array().expect("a list").iter().map(line).collect()
}

fn company_csv(bytes: &[u8]) -> Folder {
    Folder::small().bytes("companies/acme.csv", bytes)
}

#[test]
fn a_note_of_50_megabytes_is_read_from_end_to_end() {
    let mut text = role("Acme", "EM", "department.eng_headcount:: 120\n\n");
    // In long lines, of which prose is read as far as a sentence can go: all else of them is read to the end.
    let line = "They talked and talked, (really) about [everything] and nothing: why is it so? Nobody could say why it is so. "
        .repeat(400);
    while text.len() < 50 * 1024 * 1024 {
        text.push_str(&line);
        text.push_str("\n\n");
    }
    text.push_str("\n## 2026-11-03 — Tom, peer EM\n\nculture.autonomy:: 2\n");
    let folder = Folder::small().file("roles/acme-em.md", &text);
    assert_eq!(facts(&folder), ["culture.autonomy 2", "department.eng_headcount 120"]);
}

#[test]
fn a_file_beyond_the_limit_is_named_and_the_rest_is_read() {
    let folder = Folder::small();
    let file = std::fs::File::create(folder.path().join("roles/dump.md")).expect("a file can be made");
    file.set_len(64 * 1024 * 1024 + 1).expect("a sparse file can be made");
    assert_eq!(problems(&folder), ["too-large roles/dump.md:null:null larger than 64 MiB; nothing of it was read"]);
    assert_eq!(facts(&folder), ["department.eng_headcount 120"]);
}

#[test]
fn a_line_of_10_megabytes_is_read() {
    let long = "word ".repeat(2 * 1024 * 1024);
    let folder = Folder::small()
        .file("roles/acme-em.md", &role("Acme", "EM", &format!("{long}\nautonomy:: 2\n{long}[eng_headcount:: 120]\n")));
    assert!(facts(&folder).contains(&"culture.autonomy 2".to_owned()));
    let csv = company_csv(format!("{HEADER}company.headcount,90,2026-10-01,aggregator,,,,,,,{long}\n").as_bytes());
    assert_eq!(facts(&csv), ["company.headcount 90", "department.eng_headcount 120"]);
}

#[test]
fn a_line_of_brackets_takes_no_longer_than_other_lines() {
    for bracket in ["(", "[", "([", "(x)"] {
        let long = bracket.repeat(1024 * 1024);
        let folder = Folder::small().file(
            "roles/acme-em.md",
            &role("Acme", "EM", &format!("{long}\neng_headcount:: 120 {long}\nautonomy:: 2\n")),
        );
        assert!(facts(&folder).contains(&"culture.autonomy 2".to_owned()));
    }
}

#[test]
fn words_of_a_megabyte_are_neither_compared_nor_printed_whole() {
    let long = "x".repeat(1024 * 1024);
    let csv =
        format!("{HEADER}{long},1,2026-10-01,aggregator,,,,,,,\nculture.autonomy,{long},2026-10-01,{long},,,,,,,\n");
    let folder = company_csv(csv.as_bytes())
        .file("skiplevel.toml", &format!("{AS_OF}{long} = 1\n"))
        .file("roles/b.md", &role(&long, &long, &format!("culture.autonomy:: {long}\n")));
    let run = folder.run(&["check"]).ends_with(1);
    assert!(run.stdout.len() < 64 * 1024, "{} bytes", run.stdout.len());
}

#[test]
fn deep_nesting_and_bombs_end_soon() {
    let bomb: String = (0..14).fold(String::new(), |mut text, at| {
        let before = if at == 0 { "x".to_owned() } else { vec![format!("*a{}", at - 1); 9].join(",") };
        let _ = writeln!(text, "a{at}: &a{at} [{before}]");
        text
    });
    let deep = "[".repeat(100_000);
    let folder = Folder::small()
        .file("roles/bomb.md", &format!("---\ncompany: Acme\n{bomb}---\n"))
        .file("roles/deep.md", &format!("---\na: {deep}\n---\n"))
        .file("roles/quotes.md", &role("Acme", "EM", &format!("{}\n{}x\n", ">".repeat(100_000), "- ".repeat(50_000))))
        .file("rubrics/deep.toml", &format!("id = {deep}\n"));
    let found = problems(&folder);
    for file in ["roles/bomb.md", "roles/deep.md", "rubrics/deep.toml"] {
        assert!(found.iter().any(|problem| problem.contains(file)), "{file}: {found:?}");
    }
    assert!(facts(&folder).contains(&"department.eng_headcount 120".to_owned()));
}

#[test]
#[cfg(unix)]
fn links_that_lead_nowhere_are_named() {
    use std::os::unix::fs::symlink;
    let folder = Folder::small();
    let link = |to: &str, from: &str| symlink(to, folder.path().join(from)).expect("a link can be made");
    link("loop.md", "roles/loop.md");
    link("there.md", "roles/here.md");
    link("here.md", "roles/there.md");
    link("gone.md", "companies/dangling.md");
    link("..", "roles/up.md");
    link("/dev/zero", "companies/endless.csv");
    assert_eq!(
        problems(&folder),
        [
            "unreadable companies/dangling.md:null:null cannot be read: it is a link to a file that does not exist",
            "unreadable companies/endless.csv:null:null cannot be read: it is not a file",
            "unreadable roles/here.md:null:null cannot be read: too many levels of symbolic links",
            "unreadable roles/loop.md:null:null cannot be read: too many levels of symbolic links",
            "unreadable roles/there.md:null:null cannot be read: too many levels of symbolic links",
            "unreadable roles/up.md:null:null cannot be read: it is a folder",
        ]
    );
    assert_eq!(facts(&folder), ["department.eng_headcount 120"]);
}

#[test]
#[cfg(unix)]
fn a_link_to_a_note_is_followed() {
    let folder = Folder::small().file("elsewhere.txt", &role("Acme", "Linked", "autonomy:: 2\n"));
    std::os::unix::fs::symlink("../elsewhere.txt", folder.path().join("roles/linked.md")).expect("a link can be made");
    assert!(facts(&folder).contains(&"culture.autonomy 2".to_owned()));
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_listed_is_named_and_the_rest_is_answered() {
    let folder =
        Folder::empty().file("skiplevel.toml", AS_OF).file("roles/a.md", &role("Acme", "EM", "autonomy:: 2\n"));
    std::os::unix::fs::symlink("companies", folder.path().join("companies")).expect("a link can be made");
    assert!(problems(&folder).iter().any(|problem| problem.starts_with("unreadable companies")));
    assert_eq!(facts(&folder), ["culture.autonomy 2"]);
}

#[test]
#[cfg(unix)]
fn a_named_pipe_is_not_waited_for() {
    let folder = Folder::small();
    let pipe = folder.path().join("roles/pipe.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs");
    assert!(made.success());
    assert!(problems(&folder).iter().any(|problem| problem.starts_with("unreadable roles/pipe.md")));
}

#[test]
fn a_folder_with_the_name_of_a_note_is_named() {
    let folder = Folder::small()
        .file("roles/x.md/inside", "")
        .file("rubrics/r.toml/inside", "")
        .file("companies/c.csv/inside", "");
    assert_eq!(
        problems(&folder),
        [
            "unreadable companies/c.csv:null:null cannot be read: it is a folder",
            "unreadable roles/x.md:null:null cannot be read: it is a folder",
            "unreadable rubrics/r.toml:null:null cannot be read: it is a folder",
        ]
    );
}

#[test]
#[cfg(unix)]
fn a_note_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::small().file("roles/secret.md", "x");
    let path = folder.path().join("roles/secret.md");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("permissions can be set");
    if std::fs::read(&path).is_ok() {
        return; // The superuser may read everything.
    }
    assert_eq!(problems(&folder), ["unreadable roles/secret.md:null:null cannot be read: no permission"]);
}

#[test]
fn bytes_that_are_not_utf8_are_named() {
    let row = "company.headcount,90,2026-10-01,aggregator,,,,,,,from the caf\u{e9}\n";
    let latin: Vec<u8> = format!("{HEADER}{row}").chars().map(|c| c as u8).collect();
    let folder = company_csv(&latin);
    let offset = HEADER.len() + row.find('\u{e9}').expect("it is there");
    assert_eq!(problems(&folder), [format!("not-utf8 companies/acme.csv:2:62 byte {offset} (0xe9) is not UTF-8")]);
    assert_eq!(facts(&folder), ["company.headcount 90", "department.eng_headcount 120"]);
    let folder = Folder::small().bytes("roles/bin.md", &[0, 159, 146, 150, 255, 0, 7]);
    assert!(problems(&folder).iter().any(|problem| problem == "not-utf8 roles/bin.md:1:2 byte 1 (0x9f) is not UTF-8"));
}

#[test]
fn utf16_is_named_once() {
    let csv = format!("{HEADER}company.headcount,90,2026-10-01,aggregator,,,,,,,\n");
    let little: Vec<u8> = csv.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = csv.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [[&[0xff, 0xfe], little.as_slice()].concat(), [&[0xfe, 0xff], big.as_slice()].concat()] {
        let found = problems(&company_csv(&bytes));
        assert_eq!(found, ["not-utf8 companies/acme.csv:1:1 this file is UTF-16; nothing of it was read"]);
    }
}

#[test]
fn spreadsheets_write_marks_semicolons_and_windows_line_ends() {
    for (delimiter, mark, end) in [(",", "", "\n"), (";", "\u{feff}", "\r\n"), ("\t", "", "\r\n"), (";", "", "\n")] {
        let table = [
            ["signal", "value", "fact_date", "kind", "note"],
            ["company.headcount", "\"1,200\"", "2026-10-01", "aggregator", "\"a; \"\"b\"\", c\""],
            ["company.headcont", "1", "2026-10-01", "aggregator", ""],
        ];
        let text: String = table.iter().map(|row| row.join(delimiter) + end).collect();
        let folder = company_csv(format!("{mark}{text}").as_bytes());
        assert_eq!(facts(&folder), ["company.headcount 1200", "department.eng_headcount 120"], "{text}");
        assert_eq!(
            problems(&folder),
            ["unknown-signal companies/acme.csv:3:1 no signal has the key `company.headcont`"]
        );
    }
}

#[test]
fn a_quoted_cell_may_span_lines_and_lines_are_still_counted() {
    let csv = format!(
        "{HEADER}company.headcount,90,2026-10-01,aggregator,,,,,,\"one\ntwo\r\n\r\nthree\",x\ncompany.headcont,1,2026-10-01,aggregator,,,,,,,\n"
    );
    let folder = company_csv(csv.as_bytes());
    assert_eq!(problems(&folder), ["unknown-signal companies/acme.csv:6:1 no signal has the key `company.headcont`"]);
    let quote = folder.run(&["facts", "--format", "json"]).json()[0]["quote"].clone();
    assert_eq!(quote, "one two    three");
}

#[test]
fn a_quote_that_is_not_closed_is_named() {
    let csv = format!(
        "{HEADER}company.headcount,\"90,2026-10-01,aggregator,,,,,,,\ncompany.headcount,91,2026-10-02,aggregator,,,,,,,\n"
    );
    let found = problems(&company_csv(csv.as_bytes()));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("companies/acme.csv:2:"), "{found:?}");
}

#[test]
fn a_quote_that_is_not_closed_in_the_last_column_is_named() {
    let csv = format!(
        "{HEADER}company.headcount,90,2026-10-01,aggregator,,,,,,,\"open\ncompany.headcount,91,2026-10-02,aggregator,,,,,,,\n"
    );
    let found = problems(&company_csv(csv.as_bytes()));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("csv-syntax companies/acme.csv:2:"), "{found:?}");
}

#[test]
fn rows_that_are_too_long_or_too_short_are_named_and_the_others_count() {
    let wide = "x,".repeat(9_999) + "x";
    let csv = format!("{HEADER}{wide}\nshort,row\n\n,,,,,,,,,,\ncompany.headcount,90,2026-10-01,aggregator,,,,,,,\n");
    let folder = company_csv(csv.as_bytes());
    assert_eq!(
        problems(&folder),
        [
            "csv-cells companies/acme.csv:2:1 this row has 10000 cells; the header has 11",
            "csv-cells companies/acme.csv:3:1 this row has 2 cells; the header has 11",
        ]
    );
    assert_eq!(facts(&folder), ["company.headcount 90", "department.eng_headcount 120"]);
    let header = format!(
        "{},{wide}\ncompany.headcount,90,2026-10-01,aggregator,,,,,,,,{}\n",
        HEADER.trim_end(),
        ",".repeat(9_999)
    );
    let folder = company_csv(header.as_bytes());
    assert_eq!(facts(&folder), ["department.eng_headcount 120"], "columns of the same name cannot be told apart");
}

#[test]
fn a_table_without_a_header_is_named() {
    for text in ["", "\n\n", "\u{feff}"] {
        let found = problems(&company_csv(text.as_bytes()));
        assert_eq!(found.len(), 1, "{text:?}: {found:?}");
    }
}

#[test]
fn ids_that_differ_only_by_capitals_are_the_same() {
    let folder = Folder::small()
        .file("roles/other.md", &role("Acme", "EM", "autonomy:: 2\n").replace("company:", "id: ACME-em\ncompany:"));
    assert_eq!(
        problems(&folder),
        ["duplicate-id roles/other.md:1:1 roles/acme-em.md has the id `acme-em`, too; this file is left out"]
    );
    assert_eq!(facts(&folder), ["department.eng_headcount 120"]);
}

#[test]
fn front_matter_without_keys_lacks_company_and_title() {
    let folder = Folder::small().file("roles/empty.md", "---\n---\n");
    assert_eq!(problems(&folder).iter().filter(|problem| problem.starts_with("missing-key roles/empty.md")).count(), 2);
}

#[test]
fn a_remark_may_hold_brackets() {
    let folder = Folder::small().file(
        "roles/acme-em.md",
        &role("Acme", "EM", "eng_headcount:: 120 (note: said twice (once in writing)) @2026-10\n"),
    );
    assert_eq!(problems(&folder), Vec::<String>::new());
    assert_eq!(facts(&folder), ["department.eng_headcount 120"]);
}

#[test]
fn a_fact_above_a_divider_is_not_lost() {
    let folder = Folder::small()
        .file("roles/acme-em.md", &role("Acme", "EM", "A good talk.\nautonomy:: 2\n---\nmanager_ladder:: 1\n"));
    assert_eq!(facts(&folder), ["culture.autonomy 2", "culture.manager_ladder 1"]);
}

#[test]
fn a_fact_in_an_odd_place_is_read_or_named() {
    for (at, text) in
        ["## 2026-11-03 — Tom, peer EM [autonomy:: 2]\n", "| autonomy:: 2 | 2026 |\n|---|---|\n"].iter().enumerate()
    {
        let folder = Folder::small().file("roles/acme-em.md", &role("Acme", "EM", text));
        assert!(!facts(&folder).is_empty() || !problems(&folder).is_empty(), "{at}");
    }
}

#[test]
fn a_fact_with_one_colon_is_named() {
    let folder = Folder::small().file("roles/acme-em.md", &role("Acme", "EM", "eng_headcount: 120\n- autonomy: 2\n"));
    assert_eq!(problems(&folder).len(), 2, "{:?}", problems(&folder));
}

#[test]
fn signals_belong_to_the_file_beside_them_whatever_its_id() {
    let folder = Folder::small()
        .file("roles/acme-em.md", &role("Acme", "EM", "").replace("company:", "id: other\ncompany:"))
        .file("roles/acme-em.csv", &format!("{HEADER}culture.autonomy,2,2026-10-01,peer_em_said,,,,,,,\n"));
    assert_eq!(problems(&folder), Vec::<String>::new());
    assert_eq!(facts(&folder), ["culture.autonomy 2"]);
}

#[test]
fn two_files_of_one_company_are_named() {
    let folder =
        Folder::small().file("companies/acme-two.md", "---\nname: ACME\n---\n## Press, 2026-10-08\nnews_tone:: 1\n");
    let found = problems(&folder);
    assert!(found.iter().any(|problem| problem.starts_with("duplicate-id companies/")), "{found:?}");
}

#[test]
fn the_same_fact_twice_counts_once() {
    let fact = "culture.autonomy:: 2\n";
    let score = |text: &str| {
        let folder = Folder::small().file("roles/acme-em.md", &role("Acme", "EM", text));
        let json = folder.run(&["compare", "--format", "json"]).ends_with(0).json();
        json["roles"][0]["score"].clone()
    };
    assert_eq!(score(fact), score(&fact.repeat(5)));
}

#[test]
fn numbers_that_are_none_are_refused_wherever_they_stand() {
    let rubric = |weight: &str| {
        format!(
            "id = \"mine\"\nversion = 1\ntitle = \"Mine\"\n[[group]]\nid = \"all\"\n[[group.criterion]]\nsignal = \"culture.autonomy\"\nweight = {weight}\n"
        )
    };
    for number in ["nan", "-nan", "inf", "+inf", "-inf", "-1", "-0.5", "1e999", "99999999999999999999999"] {
        let folder = Folder::small()
            .file("rubrics/mine.toml", &rubric(number))
            .file("skiplevel.toml", &format!("{AS_OF}horizon_months = {number}\nwalk_away_pay = {number}\ncurrency = \"EUR\"\n[weights]\naccess = {number}\n[trust]\nhearsay = {number}\n"));
        let found = problems(&folder);
        for place in [
            "rubrics/mine.toml:8:10",
            "skiplevel.toml:2:18",
            "skiplevel.toml:3:17",
            "skiplevel.toml:6:10",
            "skiplevel.toml:8:11",
        ] {
            assert!(found.iter().any(|problem| problem.contains(place)), "{number} at {place}: {found:?}");
        }
        let run = folder.run(&["compare", "--format", "json"]).ends_with(1);
        assert!(!run.out().contains("null,\n      \"best\": null"), "{number}");
        folder.run(&["compare", "--rubric", "mine"]).ends_with(1);
    }
    for number in ["NaN", "inf", "-inf", "1e5", "0x10", "١٢٠", "１２０", "1.2.3", "--5", "1e400", "∞"] {
        let csv = format!("{HEADER}company.headcount,{number},2026-10-01,aggregator,,,,,,,\n");
        let found = problems(&company_csv(csv.as_bytes()));
        assert!(found.len() == 1 && found[0].starts_with("bad-value companies/acme.csv:2:19"), "{number}: {found:?}");
    }
}

/// Moves the cursor, sets the title of the window, turns the line around and hides in it.
const EVIL: &str = "e\u{1b}[2J\u{1b}]0;t\u{7}v\u{202e}i\u{2066}l\u{200b}\u{9b}31m\u{feff}\u{ad}\u{7f}";

/// The same for TOML and YAML texts in double quotes, where raw control characters are not allowed.
fn evil_escaped() -> String {
    EVIL.chars()
        .map(|c| if c.is_ascii_graphic() { c.to_string() } else { format!("\\U{:08X}", u32::from(c)) })
        .collect()
}

/// A folder with [`EVIL`] in every text that a person can write. `ids` decides whether ids of gates and groups have it.
fn evil_folder(ids: bool) -> Folder {
    let text = evil_escaped();
    let id = if ids { text.as_str() } else { "plain" };
    let folder = Folder::empty()
        .file(
            "skiplevel.toml",
            &format!("{AS_OF}rubric = \"mine\"\ncontact = \"{text}\"\ncurrency = \"{text}\"\nwalk_away_pay = 1\n\"{text}\" = 1\n[weights]\n\"{text}\" = 1\n[trust]\n\"{text}\" = 0.5\n\
                 [lock]\ndate = 2026-11-02\nrubric = \"{text}\"\nversion = 1\nhash = \"{hash}\"\nweights = {{ \"{text}\" = 1 }}\n",
                hash = "0a".repeat(32)
            ),
        )
        .file("me.md", &format!("---\nkind: me\nname: \"{text}\"\n\"{text}\": x\n---\n{EVIL}\n## 2026-10-01 {EVIL}\nself.m2_skills:: 3 ({EVIL}) (note: {EVIL})\n"))
        .file("companies/acme.md", &format!("---\nname: \"{text}\"\naliases: [acme, \"{text}\"]\n---\n## Press {EVIL}, 2026-10-08\ncompany.shakeup:: 2026-08 {EVIL}\n"))
        .file(
            "companies/acme.csv",
            &format!(
                "{},{EVIL}\ncompany.headcount,90,2026-10-01,aggregator,{EVIL},,,,https://{EVIL},{EVIL},{EVIL},{EVIL}\n\
                 {EVIL},{EVIL},{EVIL},{EVIL},,{EVIL},{EVIL},{EVIL},,,,\ncompany.headcount,{EVIL},{EVIL},{EVIL},,{EVIL},{EVIL},{EVIL},,,,\n",
                HEADER.trim_end()
            ),
        )
        .file(
            "roles/a.md",
            &format!(
                "---\ncompany: acme\ntitle: \"{text}\"\nstage: \"{text}\"\n---\n## 2026-11-02 — Dana {EVIL}, hiring manager\n\
                 - {EVIL} [autonomy:: 2 (from: {EVIL}) (note: {EVIL})]\nmood{EVIL}:: 3\neng_headcount:: {EVIL}\nofice.quiet:: 2\n\
                 office.quiet:: {EVIL}\nrole.comp_ratio:: EUR 120k\n## 2026-02-30 {EVIL}\nautonomy:: 1\n"
            ),
        )
        .file("roles/b.md", &format!("---\ncompany: \"{text}x\"\ntitle: \"{text}\"\nid: \"{text}\"\n---\n"))
        .file("roles/c.md", &format!("---\n{EVIL}\n---\n"))
        .file(
            "rubrics/mine.toml",
            &format!(
                "id = \"mine\"\nversion = 1\ntitle = \"{text}\"\nfor_whom = \"{text}\"\nwhy = \"{text}\"\narticle = \"{text}\"\n\
                 [[group]]\nid = \"{id}\"\ntitle = \"{text}\"\nnecessary = true\n\
                 [[group.criterion]]\nsignal = \"culture.autonomy\"\nweight = 50\nwhy = \"{text}\"\n\
                 [[group.criterion]]\nsignal = \"office.quiet\"\nweight = 50\nwhy = \"{text}\"\n\
                 [[gate]]\nid = \"{id}\"\ntext = \"{text}\"\nwhen = {{ at_least = {{ signal = \"culture.autonomy\", value = 3 }} }}\n\
                 [[cap]]\nid = \"{id}\"\ntext = \"{text}\"\nlimit = 30\nunless = {{ at_least = {{ signal = \"culture.autonomy\", value = 3 }} }}\n\
                 [[vector]]\nname = \"{text}\"\nas_of = \"2026-11-20\"\nexpect = {{ verdict = \"{text}\", gates = {{ \"{text}\" = \"{text}\" }}, caps = [\"{text}\"] }}\n"
            ),
        )
        .file(
            "rubrics/signals.toml",
            &format!(
                "[[signal]]\nkey = \"office.quiet\"\nname = \"{text}\"\ntype = \"ordinal\"\nunit = \"{text}\"\ndirection = \"up\"\nrange = [0, 1]\n\
                 levels = [\"{text}\", \"b{text}\"]\nhalf_life_days = 90\nprior = 40\ncurve = [[0, 0], [1, 100]]\nask = \"{text}\"\nquestion = \"{text}?\"\n\
                 note = \"{text}\"\n[[signal]]\nkey = \"{text}\"\ntype = \"{text}\"\ndirection = \"{text}\"\nbest_sources = [\"{text}\"]\n"
            ),
        )
        .file("rubrics/bad.toml", &format!("id = \"{text}\"\ntitle = {EVIL}\n"));
    #[cfg(unix)]
    {
        // A file name cannot hold every character, but enough of them.
        let name = "n\u{1b}[2J\u{202e}\u{200b}";
        folder.write(&format!("roles/{name}.md"), role("acme", "EM", &format!("autonomy:: {EVIL}\n")).as_bytes());
        folder.write(&format!("roles/{name}x.csv"), b"");
        folder.write(&format!("roles/{name}.txt"), b"");
        folder.write(&format!("rubrics/{name}.toml"), b"id = 1\n");
        folder.write(&format!("companies/{name}.md/x"), b"");
    }
    folder
}

const COMMANDS: &[&[&str]] = &[
    &["explain", "a", "waterfall"],
    &["explain", "--hash", "no\u{1b}[2J\u{202e}"],
    &["compare", "a", "--client-view"],
    &["compare", "a", "--candidate-view", "--format", "md"],
    &["whatif"],
    &["whatif", "--format", "md"],
    &["whatif", "--format", "json"],
    &["whatif", "a", "--set", "office.quiet=3"],
    &["whatif", "a", "--set", "culture.autonomy=3", "--format", "md"],
    &["whatif", "a", "--set", "company.funding_round=2026-03 $4M \u{202e}\u{1b}[2J", "--format", "json"],
    &["compare"],
    &["compare", "--mode", "ranked"],
    &["compare", "--format", "md"],
    &["compare", "--format", "csv"],
    &["compare", "--format", "tidy-csv"],
    &["compare", "--format", "json"],
    &["compare", "--redact", "--format", "json"],
    &["score"],
    &["score", "--format", "md"],
    &["facts"],
    &["facts", "--redact"],
    &["facts", "--format", "csv"],
    &["facts", "--format", "json"],
    &["explain", "a"],
    &["explain", "a", "culture.autonomy"],
    &["explain", "a", "culture.autonomy", "--format", "md"],
    &["explain", "a", "office.quiet"],
    &["explain", "a", "office.quiet", "--format", "md"],
    &["explain", "a", "plain"],
    &["explain", "a", "seat"],
    &["explain", "a", "seat", "--format", "md"],
    &["odds"],
    &["odds", "--format", "md"],
    &["odds", "--format", "csv"],
    &["odds", "a", "--format", "json"],
    &["check"],
    &["check", "--format", "json"],
    &["rubric", "list"],
    &["rubric", "show"],
    &["rubric", "show", "signals"],
    &["rubric", "check"],
    &["rubric", "check", "--format", "json"],
    &["rubric", "test", "mine"],
    &["rubric", "test", "mine", "--format", "json"],
    &["weigh"],
    &["weigh", "--format", "md", "--reset", "--dry-run"],
    &["weigh", "--format", "json", "--reset", "--dry-run"],
    &["weigh", "--rank", "no\u{1b}[2J\u{202e}"],
    &["weigh", "--swing", "no\u{1b}[2J\u{202e}=\u{202e}"],
    &["ask"],
    &["ask", "a", "--all"],
    &["ask", "a", "--minutes", "480"],
    &["ask", "--to-rank"],
    &["ask", "a", "--for", "peer"],
    &["ask", "a", "--format", "md", "--all"],
    &["ask", "a", "--format", "csv"],
    &["ask", "a", "--format", "json"],
    &["ask", "a", "--for", "no\u{1b}[2J\u{202e}"],
    &["claims", "--all"],
    &["claims", "--all", "--redact"],
    &["claims", "--all", "--format", "md"],
    &["claims", "--all", "--format", "csv"],
    &["claims", "--all", "--format", "json"],
    &["compare", "no\u{1b}[2J\u{202e}"],
    &["explain", "a", "no\u{1b}[2J\u{202e}"],
    &["compare", "--rubric", "no\u{1b}[2J\u{202e}"],
];

/// Fails when text that somebody else wrote reaches the terminal as it is.
#[track_caller]
fn assert_shown_escaped(folder: &Folder, arguments: &[&str]) {
    let what = format!("{arguments:?}");
    let clean = |text: &str, to: &str| {
        let line = text.split('\n').find(|line| !raw_characters(line).is_empty());
        assert!(line.is_none(), "{what} to {to}: {:?}", line.unwrap_or_default());
    };
    // A pipe strips what a terminal would run, so that colours of our own are asked for and taken out again.
    let coloured = folder.run(&[arguments, &["--color", "always"]].concat());
    let own_colours_gone = |bytes: &[u8]| {
        let mut text = String::from_utf8(bytes.to_vec()).expect("only UTF-8 is printed");
        while let Some(at) = text.find("\u{1b}[") {
            let Some(end) = text[at + 2..].find(|c: char| !c.is_ascii_digit() && c != ';') else { break };
            if !text[at + 2 + end..].starts_with('m') {
                break;
            }
            text.replace_range(at..at + 3 + end, "");
        }
        text
    };
    clean(&own_colours_gone(&coloured.stdout), "stdout");
    clean(&own_colours_gone(&coloured.stderr), "stderr");
    let file = folder.run(&[arguments, &["-o", "answer"]].concat());
    assert_eq!(file.code, coloured.code, "{what}");
    let answer = folder.path().join("answer");
    if answer.is_file() {
        let text = std::fs::read_to_string(&answer).expect("only UTF-8 is written");
        clean(&text, "a file");
        if let Ok(json) = serde_json::from_str(&text) {
            strings(&json, &mut |text| clean(text, "a string of JSON"));
        }
        std::fs::remove_file(answer).expect("the file can go");
    } else {
        assert!(!coloured.stderr.is_empty(), "{what} says nothing");
    }
}

fn strings(json: &Value, look: &mut dyn FnMut(&str)) {
    match json {
        Value::String(text) => look(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, look)),
        Value::Object(entries) => entries.iter().for_each(|(key, value)| {
            look(key);
            strings(value, look);
        }),
        _ => {}
    }
}

#[test]
fn text_of_others_is_shown_escaped_everywhere() {
    let folder = evil_folder(false);
    for &arguments in COMMANDS {
        assert_shown_escaped(&folder, arguments);
    }
}

#[test]
fn ids_of_a_rubric_are_shown_escaped_everywhere() {
    let folder = evil_folder(true);
    for &arguments in COMMANDS {
        assert_shown_escaped(&folder, arguments);
    }
}

#[test]
fn what_is_escaped_is_still_there_to_be_seen() {
    let folder = evil_folder(false);
    let shown = |arguments: &[&str]| -> Answer { folder.run(arguments) };
    for arguments in [
        &["compare"][..],
        &["compare", "--format", "md"],
        &["compare", "--format", "csv"],
        &["compare", "--format", "json"],
        &["check"],
    ] {
        let out = shown(arguments).out();
        let joined: String = out.split_whitespace().collect();
        assert!(joined.contains("u{1b}") && joined.contains("u{202e}"), "{arguments:?}: {out}");
    }
    let hidden = problems(&folder).iter().filter(|problem| problem.starts_with("hidden-characters")).count();
    assert!(hidden >= 5, "{hidden}");
}

#[test]
fn arguments_of_the_command_line_are_shown_escaped() {
    let folder = Folder::small();
    let evil = "no\u{202e}\u{1b}[2J\u{200b}";
    for arguments in [
        &["score", evil][..],
        &["whatif", evil],
        &["whatif", "acme-em", "--set", evil],
        &["explain", "acme-em", evil],
        &["compare", "--rubric", evil],
        &["rubric", "show", evil],
    ] {
        let run = folder.run(&[arguments, &["--color", "always"]].concat());
        let text = String::from_utf8(run.stderr).expect("only UTF-8 is printed");
        assert!(!text.contains('\u{202e}') && !text.contains("\u{1b}[2J"), "{arguments:?}: {text:?}");
    }
}

#[test]
fn paths_and_dates_of_the_command_line_are_shown_escaped() {
    let folder = Folder::small();
    let evil = "no\u{202e}\u{1b}[2J\u{200b}";
    for arguments in [
        &["compare", "--as-of", evil][..],
        &["ask", "--format", "md", "--on", evil],
        &["ask", "--minutes", evil],
        &["compare", "--previous", evil],
        &["compare", "-C", evil],
        &["compare", "-o", "skiplevel.toml/no\u{202e}"],
        &["init", "-C", evil],
        &["new", "company", "\u{202e}"],
    ] {
        let run = folder.run(&[arguments, &["--color", "always"]].concat());
        let text = String::from_utf8(run.stderr).expect("only UTF-8 is printed");
        assert!(!text.contains('\u{202e}') && !text.contains("\u{1b}[2J"), "{arguments:?}: {text:?}");
    }
}

/// Commands whose answers are tables for a spreadsheet.
const CSV_ANSWERS: [&[&str]; 6] = [
    &["compare", "--format", "csv"],
    &["compare", "--format", "tidy-csv"],
    &["odds", "--format", "csv"],
    &["facts", "--format", "csv"],
    &["claims", "--all", "--format", "csv"],
    &["ask", "--format", "csv"],
];

#[test]
fn no_cell_is_run_by_a_spreadsheet() {
    let notes = "- =1+1 [autonomy:: 2 (from: =2+2) (note: +3)]\n\n=cmd|' /C calc'!A0 [eng_headcount:: 120]\n";
    let folder = Folder::small()
        .file("companies/acme.md", "---\nname: \"=HYPERLINK(1)\"\naliases: [acme]\n---\n")
        .file("companies/acme.csv", &format!("{HEADER}company.headcount,90,2026-10-01,aggregator,@x,,,,=y,=z,-q\ncompany.shakeup,2026-08 =1+1,2026-08-01,aggregator,,,,,,\"\t=1\",\n"))
        .file("roles/acme-em.md", &role("acme", "\"=1+1\"", notes).replace("title:", "stage: \"@SUM(1)\"\ntitle:"))
        .file("roles/-b.md", &role("\"+beta\"", "\"-1+1\"", ""))
        .file("roles/@c.md", &role("\"|x\"", "\"%y\"", ""))
        .file("roles/d.md", &role("\"\\t=1\"", "\"\\r=1\"", ""));
    let mut shielded = 0;
    for arguments in CSV_ANSWERS {
        for marks in [&[][..], &["--bom"], &["--redact"]] {
            let run = folder.run(&[arguments, marks].concat()).ends_with(0);
            for cell in rows(&run.stdout).into_iter().flatten() {
                shielded += usize::from(cell.starts_with('\''));
                let is_formula = cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '|', '%']);
                assert!(!is_formula || cell.parse::<f64>().is_ok(), "{arguments:?} {marks:?}: {cell:?}");
            }
        }
    }
    assert!(shielded > 20, "{shielded}");
}

#[test]
fn csv_answers_are_well_formed_whatever_is_in_them() {
    let folder = Folder::small()
        .file("companies/acme.md", "---\nname: \"A, \\\"B\\\"; C\\nD\"\naliases: [acme]\n---\n")
        .file("roles/acme-em.md", &role("acme", "\"x, \\\"y\\\"\"", "- a, \"b\"; [autonomy:: 2 (note: \"c\", d)]\n"));
    for arguments in CSV_ANSWERS {
        let run = folder.run(arguments).ends_with(0);
        let rows = rows(&run.stdout);
        assert!(rows.len() > 1 && rows.iter().all(|row| row.len() == rows[0].len()), "{arguments:?}");
        let text = String::from_utf8(run.stdout).expect("UTF-8");
        assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "{arguments:?}");
    }
    let table = rows(&folder.run(&["compare", "--format", "csv"]).stdout);
    assert_eq!((table[1][1].as_str(), table[1][2].as_str()), ("A, \"B\"; C D", "x, \"y\""));
}

#[test]
fn markdown_of_others_does_not_become_markup() {
    let folder = Folder::small()
        .file("companies/acme.md", "---\nname: \"A | B <b>\"\naliases: [acme]\n---\n")
        .file("roles/acme-em.md", &role("acme", "\"# [x](javascript:1) <script> `y` | *z*\"", ""));
    let out = folder.run(&["compare", "--format", "md"]).ends_with(0).out();
    assert!(!out.contains("<script>") && !out.contains("<b>"), "{out}");
    let table: Vec<&str> = out.lines().filter(|line| line.starts_with('|')).collect();
    let columns = |line: &str| line.replace("\\|", "").matches('|').count();
    assert!(table.len() > 3 && table.iter().all(|line| columns(line) == columns(table[0])), "{out}");
    let notes = "- <script>| *x* [autonomy:: 2 (from: A | <b>)]\n- | [autonomy:: 0 (from: # `y`)]\n";
    let folder = Folder::small().file("roles/acme-em.md", &role("acme", "\"<script> | *z*\"", notes));
    let out = folder.run(&["claims", "--all", "--format", "md"]).ends_with(0).out();
    assert!(!out.contains("<script>") && !out.contains("<b>") && !out.contains("*x*"), "{out}");
    let table: Vec<&str> = out.lines().filter(|line| line.starts_with('|')).collect();
    assert!(table.len() > 3 && table.iter().all(|line| columns(line) == columns(table[0])), "{out}");
}

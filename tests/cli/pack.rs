//! Packs to hand on: whole, the same each time, and without what is not for the reader.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use crate::support::{AS_OF, Folder, HEADER, parts, role, rows};

const FILES: [&str; 5] = ["MANIFEST.json", "comparison.csv", "comparison.xlsx", "report.html", "tidy.csv"];

/// A folder in which every text that a person writes has a word of its own, all beginning with `Zq`.
fn planted() -> Folder {
    let csv = |name: &str, more: &str| {
        format!(
            "{HEADER}company.headcount_growth_12m,30,2026-10-01,aggregator,Zqorigin{name},,,,https://zqurl{name}.example/Zqpath{name},Zqquote{name},Zqnote{name}\n\
             company.shakeup,2026-08 Zqevent{name},2026-08-01,press_independent,Zqpress{name},,,,,Zqheadline{name},\n{more}"
        )
    };
    let collected = "company.open_eng_roles,7,2026-11-01,company_record,Zqboard,,,2026-11-01,https://zqboard.example/,Zqposting,Zqremark\n";
    let notes = "- \"Zqwords\" she said [m2_internal_promotions_12m:: 2 (from: Zqwho) (note: Zqaside)]\n\
                 - [manager.sponsorship:: 2 (second-hand: Zqsecond)]\nrole.comp_ratio:: EUR 123457\nZqprose about nobody.\nWe have 87 engineers, says Zqspoken.\n\n\
                 ## 2026-11-04 — Zqpeer Qu, peer EM\n\nQ: What of Zqquestion?\nculture.autonomy:: 2\n\n\
                 ## Zqpage, https://zqlink.example/x, 2026-11-05 (press)\n\n- [news_tone:: 1]\n";
    let head = "---\ncompany: Acme\ntitle: Engineering Manager\nstage: ZqStage\nurl: https://zqadvert.example/\nlocation: Zqtown\nlevel: Zqlevel\n---\n";
    Folder::empty()
        .file("skiplevel.toml", &format!("{AS_OF}contact = \"Zqcontact <zq@zqmail.example>\"\ncurrency = \"EUR\"\nwalk_away_pay = 118123\n# Zqcomment\n"))
        .file("me.md", "---\nkind: me\nname: Zqme\n---\nZqabout\n## Feedback from Zqfriend, 2026-10-09\n“Zqpraise” [self.m2_skills:: 3 (note: Zqmodest)]\n")
        .file("companies/acme.md", "---\nname: Acme\naliases: [Zqalias]\ndomain: zqdomain.example\n---\nZqhistory\n## Zqreporter, press, 2026-10-08\nmoving_up:: 1\n")
        .file("companies/acme.csv", &csv("one", ""))
        .file("companies/acme.collected.csv", &format!("{HEADER}{collected}"))
        .file("roles/acme-em.md", &format!("{head}\n## 2026-11-02 — Zqdana R., hiring manager (call)\n\n{notes}"))
        .file("roles/acme-em.csv", &csv("two", "culture.manager_ladder,2,2026-10-02,network_insider,Zqinsider,,,,,Zqwhisper,Zqhush\n"))
}

/// The files of a pack as one text a part: workbooks are unpacked, down to their metadata.
fn pack(folder: &Folder, more: &[&str]) -> BTreeMap<String, String> {
    folder.run(&[&["compare", "--pack", "pack", "-q"], more].concat()).ends_with(0);
    let read = |name: &str| std::fs::read(folder.path().join("pack").join(name)).expect("a file of the pack");
    let mut found = BTreeMap::new();
    for name in FILES {
        let bytes = read(name);
        if name.ends_with(".xlsx") {
            found.extend(parts(&bytes).into_iter().map(|(part, text)| (format!("{name}/{part}"), text)));
        } else {
            found.insert(name.to_owned(), String::from_utf8(bytes).expect("text"));
        }
    }
    found
}

fn bytes(folder: &Folder) -> Vec<Vec<u8>> {
    FILES.iter().map(|name| std::fs::read(folder.path().join("pack").join(name)).expect("a file")).collect()
}

#[test]
fn nothing_that_people_wrote_is_in_a_redacted_pack() {
    let folder = planted();
    let open = pack(&folder, &[]);
    let everything: String = open.values().cloned().collect();
    for word in [
        "Zqoriginone",
        "Zqquotetwo",
        "Zqnoteone",
        "zqurltwo",
        "Zqpathone",
        "Zqeventone",
        "Zqheadlinetwo",
        "Zqwords",
        "Zqspoken",
        "Zqwho",
        "Zqaside",
        "Zqpeer",
        "Zqdana",
        "Zqposting",
        "zqboard.example",
        "Zqwhisper",
        "Zqpraise",
        "Zqmodest",
        "ZqStage",
        "roles/acme-em.md",
        "companies/acme.csv",
        "me.md",
    ] {
        assert!(everything.contains(word), "{word} is not even in the open pack");
    }
    let here = folder.path().to_string_lossy().into_owned();
    let name = folder.path().file_name().expect("a name").to_string_lossy().into_owned();
    for view in [&["--redact"][..], &["--candidate-view"], &["--client-view"]] {
        for (part, text) in pack(&folder, view) {
            // The stage is the one text that a plain `--redact` keeps, as docs/csv.md says.
            let text = if view == ["--redact"] { text.replace("ZqStage", "") } else { text };
            let text = text.to_lowercase();
            for planted in [
                "zq",
                "roles/",
                "companies/",
                "me.md",
                "acme.csv",
                "skiplevel.toml",
                "118123",
                "123457",
                "/home/",
                "/users/",
                here.as_str(),
                name.as_str(),
            ] {
                let at = text.find(&planted.to_lowercase());
                let around = at.map(|at| {
                    text.chars().skip(text[..at].chars().count().saturating_sub(60)).take(160).collect::<String>()
                });
                assert!(at.is_none(), "{view:?}: {planted} is in {part}: {}", around.unwrap_or_default());
            }
        }
    }
}

#[test]
fn the_metadata_of_a_workbook_name_nobody_and_no_time() {
    let pack = pack(&planted(), &["--redact"]);
    let core = &pack["comparison.xlsx/docProps/core.xml"];
    for empty in ["<dc:creator></dc:creator>", "<cp:lastModifiedBy></cp:lastModifiedBy>", "2026-11-20T00:00:00Z"] {
        assert!(core.contains(empty), "{empty}: {core}");
    }
    let comments = pack.iter().filter(|(part, _)| part.contains("comments"));
    for (part, text) in comments {
        let authors = text.split("<author>").skip(1).filter_map(|rest| rest.split('<').next());
        assert!(authors.clone().all(|author| ["Author", "rubric"].contains(&author)), "{part}: {text}");
        assert!(authors.count() > 0, "{part}");
    }
}

/// The pack of a client, of the folder with other files in the places of some.
fn of_client(changed: &[(&str, &str)]) -> Vec<Vec<u8>> {
    let folder = planted();
    for (path, text) in changed {
        folder.write(path, text.as_bytes());
    }
    pack(&folder, &["acme-em", "--client-view"]);
    bytes(&folder)
}

#[test]
fn what_a_client_gets_does_not_depend_on_what_is_left_out() {
    let folder = planted();
    let (notes, signals) = (folder.read("roles/acme-em.md"), folder.read("roles/acme-em.csv"));
    let settings = folder.read("skiplevel.toml");
    let as_it_is = of_client(&[]);
    let same: &[(&str, String)] = &[
        (
            "me.md",
            "---\nkind: me\nname: X\n---\n## Self-review, 2026-10-03\nself.m2_skills:: 0\nself.stay_2_3_years:: no\n"
                .to_owned(),
        ),
        ("skiplevel.toml", format!("{settings}[weights]\nyou = 5\naccess = 1\n").replace("118123", "110000")),
        ("roles/acme-em.md", notes.replace("culture.autonomy:: 2", "culture.autonomy:: 0")),
        ("roles/acme-em.md", notes.replace("EUR 123457", "EUR 131000")),
        ("roles/acme-em.md", notes.replace("stage: ZqStage", "stage: final offer of 99, do not tell them")),
        ("roles/acme-em.md", notes.replace("level: Zqlevel", "boost: 0.9\nshake: 0.0")),
        ("roles/acme-em.md", notes.replace("manager.sponsorship:: 2", "manager.sponsorship:: 0")),
        ("roles/acme-em.csv", signals.replace("culture.manager_ladder,2", "culture.manager_ladder,0")),
        ("roles/rival-em.md", role("Rival", "Director", "m2_internal_promotions_12m:: 4\n")),
    ];
    for (path, text) in same {
        assert!(of_client(&[(path, text)]) == as_it_is, "a client's pack changes with {path}:\n{text}");
    }
    let other =
        notes.replace("m2_internal_promotions_12m:: 2 (from: Zqwho)", "m2_internal_promotions_12m:: 0 (from: Zqwho)");
    assert!(of_client(&[("roles/acme-em.md", &other)]) != as_it_is, "what its hiring manager said does count");
}

#[test]
fn what_a_candidate_gets_does_not_depend_on_pay_and_stage() {
    let of = |change: &dyn Fn(String) -> String| {
        let folder = planted();
        let notes = folder.read("roles/acme-em.md");
        folder.write("roles/acme-em.md", change(notes).as_bytes());
        pack(&folder, &["--candidate-view"]);
        bytes(&folder)
    };
    let as_it_is = of(&|notes| notes);
    assert!(of(&|notes| notes.replace("EUR 123457", "EUR 131000")) == as_it_is);
    assert!(of(&|notes| notes.replace("stage: ZqStage", "stage: offer")) == as_it_is);
    assert!(of(&|notes| notes.replace("culture.autonomy:: 2", "culture.autonomy:: 0")) != as_it_is);
}

#[test]
fn a_client_is_not_shown_roles_of_others() {
    let folder = planted().file("roles/rival-em.md", &role("Rival", "EM", ""));
    for arguments in [&["compare", "--client-view"][..], &["compare", "--client-view", "--pack", "pack"]] {
        let error = folder.run(arguments).ends_with(2).err();
        assert!(error.contains("these are of Acme, Rival"), "{error}");
    }
    assert!(!folder.path().join("pack").exists());
    folder.run(&["compare", "acme-em", "--client-view"]).ends_with(0);
    folder.run(&["compare", "--client-view", "--candidate-view"]).ends_with(2);
}

#[test]
fn every_form_of_a_view_says_what_was_left_out() {
    let folder = planted();
    for (view, words) in
        [("--candidate-view", "the view for the candidate"), ("--client-view", "the view for the client")]
    {
        let pack = pack(&folder, &[view]);
        let said = |part: &str| assert!(pack[part].contains(words), "{view}: {part}");
        said("MANIFEST.json");
        said("report.html");
        said("comparison.xlsx/xl/sharedStrings.xml");
        for format in ["table", "md", "json"] {
            let out = folder.run(&["compare", "--format", format, view]).ends_with(0).out();
            assert!(out.contains(words), "{view} {format}");
            assert!(!out.contains("Zq"), "{view} {format}");
        }
        for format in ["csv", "tidy-csv"] {
            let run = folder.run(&["compare", "--format", format, view]).ends_with(0);
            assert!(run.err().contains(words) && !run.out().contains("Zq"), "{view} {format}");
        }
    }
}

#[test]
fn a_pack_is_the_same_each_time_and_its_manifest_holds() {
    let folder = planted();
    pack(&folder, &["--redact"]);
    let first = bytes(&folder);
    pack(&folder, &["--redact"]);
    assert!(bytes(&folder) == first, "a second pack is the same");
    assert_eq!(folder.files().iter().filter(|name| name.starts_with("pack/")).count(), FILES.len());
    assert!(folder.files().iter().all(|name| !name.contains(".skiplevel-")), "{:?}", folder.files());
    let manifest: serde_json::Value = serde_json::from_slice(&first[0]).expect("JSON");
    let listed = manifest["files"].as_array().expect("a list");
    assert_eq!(listed.iter().map(|file| file["name"].as_str().unwrap_or_default()).collect::<Vec<_>>(), FILES[1..]);
    for (file, bytes) in listed.iter().zip(&first[1..]) {
        let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            (file["sha256"].as_str(), file["bytes"].as_u64()),
            (Some(digest.as_str()), Some(bytes.len() as u64))
        );
    }
    assert_eq!(
        (&manifest["schema"], &manifest["as_of"], &manifest["view"]),
        (&1.into(), &"2026-11-20".into(), &"owner".into())
    );
    let guide =
        std::fs::read_to_string(std::path::Path::new(crate::support::REPO).join("docs/pack.md")).expect("a page");
    for key in manifest.as_object().expect("an object").keys() {
        assert!(guide.contains(&format!("| `{key}`")), "docs/pack.md does not tell of {key}");
    }
    let table = rows(&first[1]);
    assert_eq!(table[0].len(), table[1].len());
}

#[test]
fn a_folder_that_is_no_untouched_pack_is_not_written_over() {
    let folder = planted();
    let refused = |path: &str, words: &str| {
        let error = folder.run(&["compare", "--pack", path, "--redact"]).ends_with(2).err();
        assert!(error.contains(words) && error.contains("nothing was written"), "{path}: {error}");
    };
    folder.write("taken/mine.txt", b"mine");
    refused("taken", "no manifest");
    refused("roles", "no manifest");
    refused("roles/new", "is where dossiers");
    refused(".", "is no earlier pack");
    refused("me.md", "is a file");
    assert_eq!(folder.read("taken/mine.txt"), "mine");
    pack(&folder, &["--redact"]);
    folder.write("pack/tidy.csv", b"with my remarks");
    refused("pack", "`tidy.csv` was changed since");
    assert_eq!(folder.read("pack/tidy.csv"), "with my remarks");
    std::fs::create_dir(folder.path().join("empty")).expect("a folder");
    folder.run(&["compare", "--pack", "empty", "--redact"]).ends_with(0);
    assert!(folder.path().join("empty/MANIFEST.json").is_file());
    folder.run(&["compare", "--pack", "x", "-o", "y"]).ends_with(2);
    folder.run(&["compare", "--pack", "x", "--format", "csv"]).ends_with(2);
    assert!(!folder.path().join("x").exists());
}

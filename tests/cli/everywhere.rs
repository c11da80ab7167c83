//! What others wrote, in every field that holds text, shown as text in every form of an answer.

use scraper::{Html, Selector};

use crate::support::{AS_OF, Folder, HEADER, parts, raw_characters, rows};

/// What a hostile page, person or file could put into a field.
fn hostile() -> Vec<String> {
    let fixed = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "[x](javascript:alert(1)) ![y](https://evil.example/z)",
        "=HYPERLINK(\"https://evil.example\")",
        "@SUM(1+1)|cmd",
        "\u{202e}gnirts\u{200b}\u{2066}",
        "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m",
        "</style></title></script><!-- ]]> -->",
        "a | b `c` **d** _e_ # f ~~g~~ ``` \\",
        "first\n# second\n| third | fourth |\n- fifth",
    ];
    let long = "Averylongname".repeat(800);
    fixed.iter().map(|text| (*text).to_owned()).chain([long]).collect()
}

/// A folder with `evil` in every field that holds text.
fn folder(evil: &str) -> Folder {
    // JSON writes texts as YAML and TOML read them, if what is neither letter nor mark is written out.
    let quoted: String = serde_json::to_string(evil).expect("JSON").chars().map(escaped).collect();
    let cell = format!("\"{}\"", evil.replace('"', "\"\""));
    let line = evil.replace('\n', " ");
    let url = format!("\"https://a.example/{}\"", line.replace('"', "\"\""));
    Folder::empty()
        .file("skiplevel.toml", &format!("{AS_OF}rubric = \"mine\"\ncontact = {quoted}\n"))
        .file("me.md", &format!("---\nkind: me\nname: {quoted}\n---\n## Letter from {line}, 2026-10-01\n- {line} [self.m2_skills:: 3] (note: {line})\n"))
        .file("companies/acme.md", &format!("---\nname: {quoted}\naliases: [acme, {quoted}]\ndomain: acme.example\n---\n"))
        .file(
            "companies/acme.csv",
            &format!("{HEADER}culture.autonomy,2,2026-10-01,aggregator,{cell},,,,{url},{cell},{cell}\n\
                      company.headcount,90,2026-10-01,aggregator,{cell},,,,{cell},{cell},{cell}\n\
                      company.shakeup,\"2026-08 {}\",2026-08-01,aggregator,{cell},,,,,,\n", line.replace('"', "\"\"")),
        )
        .file(
            "roles/a.md",
            &format!(
                "---\ncompany: acme\ntitle: {quoted}\nstage: {quoted}\n---\n\n## 2026-11-02 — Dana {line}, hiring manager (call)\n\n\
                 - {line} [culture.autonomy:: 3] (note: {line})\n- they said [m2_internal_promotions_12m:: 2 (from: {line})] and {line}\n"
            ),
        )
        .file("roles/b.md", &format!("---\ncompany: {quoted}\ntitle: {quoted}\n---\n"))
        .file("roles/c.md", "---\ncompany: Plain\ntitle: EM\n---\n")
        .file(
            "rubrics/mine.toml",
            &format!(
                "id = \"mine\"\nversion = 1\ntitle = {quoted}\nwhy = {quoted}\n[[group]]\nid = \"g\"\ntitle = {quoted}\nnecessary = true\n\
                 [[group.criterion]]\nsignal = \"culture.autonomy\"\nweight = 50\nwhy = {quoted}\n\
                 [[group]]\nid = \"h\"\ntitle = {quoted}\n[[group.criterion]]\nsignal = \"office.quiet\"\nweight = 50\nwhy = {quoted}\n\
                 [[gate]]\nid = \"G1\"\ntext = {quoted}\nwhen = {{ at_least = {{ signal = \"culture.autonomy\", value = 3 }} }}\n\
                 [[cap]]\nid = \"c\"\ntext = {quoted}\nlimit = 30\nunless = {{ at_least = {{ signal = \"culture.autonomy\", value = 3 }} }}\n"
            ),
        )
        .file(
            "rubrics/signals.toml",
            &format!(
                "[[signal]]\nkey = \"office.quiet\"\nname = {quoted}\ntype = \"ordinal\"\nunit = {quoted}\ndirection = \"up\"\nrange = [0, 1]\n\
                 levels = [{quoted}, \"b\"]\nhalf_life_days = 90\nprior = 40\ncurve = [[0, 0], [1, 100]]\nask = {quoted}\nquestion = {quoted}\n"
            ),
        )
}

/// A character as a text in double quotes may hold it.
fn escaped(c: char) -> String {
    if c.is_ascii_graphic() || c == ' ' || c.is_alphabetic() {
        c.to_string()
    } else {
        format!("\\u{:04X}", u32::from(c))
    }
}

fn answer(folder: &Folder, arguments: &[&str]) -> Vec<u8> {
    let run = folder.run(&[arguments, &["-q", "-o", "answer"]].concat());
    assert!(matches!(run.code, Some(0 | 1)), "{arguments:?}: {}", run.err());
    std::fs::read(folder.path().join("answer")).unwrap_or_else(|_| panic!("{arguments:?} writes nothing"))
}

fn text(folder: &Folder, arguments: &[&str]) -> String {
    String::from_utf8(answer(folder, arguments)).expect("only UTF-8 is written")
}

#[test]
fn a_page_shows_it_as_text() {
    for evil in hostile() {
        let page = Html::parse_document(&text(&folder(&evil), &["compare", "--format", "html"]));
        let count = |css: &str| page.select(&Selector::parse(css).expect("a selector")).count();
        assert_eq!(
            (count("script"), count("style"), count("title"), count("section.role")),
            (2, 1, 1, 3),
            "{evil:.60}"
        );
        for css in ["img", "iframe", "[onerror]", "[onclick]", "a[href^='javascript']", "meta[http-equiv=refresh]"] {
            assert_eq!(count(css), 0, "{evil:.60}: {css}");
        }
        let seen: String = page.root_element().text().collect();
        assert!(raw_characters(&seen).is_empty(), "{evil:.60}: {:?}", raw_characters(&seen));
        assert!(evil.contains(['\u{1b}', '\u{202e}', '\n']) || seen.contains(evil.as_str()), "{evil:.60} is not shown");
    }
}

#[test]
fn a_workbook_holds_it_as_text() {
    for evil in hostile() {
        for (name, part) in parts(&answer(&folder(&evil), &["compare", "--format", "xlsx"])) {
            assert!(!part.contains("<f>") && raw_characters(&part).is_empty(), "{evil:.60}: {name}");
            let links = part.split("Target=\"").skip(1).filter(|link| !link.starts_with("https://a.example/"));
            let own = |link: &str| {
                link.starts_with("http://schemas.") || !link.split('"').next().unwrap_or_default().contains(':')
            };
            assert!(links.clone().all(own), "{evil:.60}: {name}: {:?}", links.collect::<Vec<_>>());
            if name.ends_with("sharedStrings.xml") && evil.starts_with('=') {
                assert!(part.contains("=HYPERLINK("), "shown as it is");
            }
        }
    }
}

#[test]
fn a_table_of_values_runs_nothing() {
    for evil in hostile() {
        let folder = folder(&evil);
        for arguments in [
            &["compare", "--format", "csv"][..],
            &["compare", "--format", "tidy-csv"],
            &["odds", "--format", "csv"],
            &["facts", "--format", "csv"],
            &["claims", "--all", "--format", "csv"],
            &["ask", "--format", "csv"],
        ] {
            let table = rows(&answer(&folder, arguments));
            assert!(table.iter().all(|row| row.len() == table[0].len()), "{arguments:?} {evil:.60}");
            for cell in table.iter().flatten() {
                let is_formula =
                    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '|', '%']) && cell.parse::<f64>().is_err();
                assert!(
                    !is_formula && raw_characters(cell).is_empty() && !cell.contains('\n'),
                    "{arguments:?}: {cell:?}"
                );
            }
        }
    }
}

/// Whether a mark of Markdown is written so that it stays a mark: behind an odd number of backslashes.
fn bare(line: &str, mark: char) -> usize {
    let mut slashes = 0;
    let mut found = 0;
    for c in line.chars() {
        found += usize::from(c == mark && slashes % 2 == 0);
        slashes = if c == '\\' { slashes + 1 } else { 0 };
    }
    found
}

#[test]
fn markdown_shows_it_as_text() {
    for evil in hostile() {
        let folder = folder(&evil);
        for arguments in [
            &["compare", "--format", "md"][..],
            &["claims", "--all", "--format", "md"],
            &["ask", "a", "--format", "md"],
            &["odds", "--format", "md"],
            &["whatif", "--format", "md"],
            &["explain", "a", "culture.autonomy", "--format", "md"],
        ] {
            let text = text(&folder, arguments);
            assert!(raw_characters(&text).is_empty(), "{arguments:?} {evil:.60}");
            let mut fenced = false;
            let mut columns = None;
            for line in text.lines() {
                if line.starts_with("```") {
                    fenced = !fenced;
                }
                if fenced || line.starts_with("```") {
                    continue;
                }
                // Breaks in a table's head and the one remark at the end of a line of a note are the program's own.
                let plain = line.replace("<br>", "");
                let plain = match plain.split_once("<!-- ") {
                    Some((before, remark)) => {
                        assert!(remark.find("-->").is_some_and(|at| at + 3 == remark.len()), "{line:.200}");
                        format!("{before}{remark}")
                    }
                    None => plain,
                };
                assert!(!plain.contains('<') && !plain.replace("\\]", "").contains("]("), "{arguments:?}: {line:.200}");
                assert_eq!(bare(line, '`') % 2, 0, "{arguments:?}: {line:.200}");
                let own = line.starts_with('|').then(|| bare(line, '|'));
                if own.is_some() && columns.is_some() {
                    assert_eq!(own, columns, "{arguments:?}: {line:.200}");
                }
                columns = own;
            }
            assert!(!fenced, "{arguments:?} {evil:.60}: a block that does not end");
        }
    }
}

#[test]
fn a_terminal_shows_it_as_text_and_keeps_its_lines() {
    for evil in hostile() {
        let folder = folder(&evil);
        for arguments in
            [&["compare"][..], &["score"], &["odds"], &["ask", "--all"], &["claims", "--all"], &["facts"], &["whatif"]]
        {
            let drawn = text(&folder, arguments);
            assert!(raw_characters(&drawn).is_empty(), "{arguments:?} {evil:.60}");
            for line in drawn.lines() {
                let cells = unicode_width::UnicodeWidthStr::width(line);
                assert!(cells <= 80, "{arguments:?}: {cells}: {line:.200}");
            }
            let said = text(&folder, &[arguments, &["--plain"]].concat());
            assert!(raw_characters(&said).is_empty(), "{arguments:?} --plain {evil:.60}");
        }
    }
}

/// Where the columns of the roles begin in a line of the comparison, in cells.
fn columns(line: &str, words: &[&str]) -> Vec<usize> {
    let mut from = 0;
    let mut found = Vec::new();
    for word in words {
        let Some(at) = line[from..].find(word) else { break };
        found.push(unicode_width::UnicodeWidthStr::width(&line[..from + at]));
        from += at + word.len();
    }
    found
}

#[test]
fn wide_and_long_names_leave_columns_in_line() {
    let names = [
        "株式会社ながいなまえのかいしゃ",
        "Averyveryverylongcompanynamewithoutanyspaceinitatall",
        "Acme",
        "Ñandú 🦤 & Söhne",
    ];
    let facts = |at: usize| format!("m2_internal_promotions_12m:: {}\nautonomy:: {}\n", at % 3 + 1, at % 3);
    for count in [1, 2, 4, 12] {
        let mut folder = Folder::empty().file("skiplevel.toml", AS_OF);
        for at in 0..count {
            let name =
                if at < names.len() { names[at].to_owned() } else { format!("{} {at}", names[at % names.len()]) };
            folder = folder
                .file(&format!("roles/r{at:02}.md"), &crate::support::role(&name, "Engineering Manager", &facts(at)));
        }
        for width in [80, 120] {
            let call = crate::support::Call::new(&["compare", "-q"]).folder(folder.path()).width(width);
            let shown = call.run().ends_with(0).out();
            let lines: Vec<&str> = shown.lines().collect();
            assert!(
                lines.iter().all(|line| unicode_width::UnicodeWidthStr::width(*line) <= width),
                "{count} {width}: {shown}"
            );
            let verdicts = lines.iter().enumerate().filter(|(_, line)| line.starts_with("verdict"));
            let mut roles = 0;
            for (at, verdict) in verdicts {
                let begins = columns(verdict, &["ask more"; 8]);
                let titles = lines[at - 1];
                assert_eq!(columns(titles, &["Engineering"; 8]), begins, "{count} {width}: {shown}");
                let evidence = lines[at..].iter().find(|line| line.starts_with("it is yours")).expect("a line");
                assert!(
                    begins.iter().all(|begin| evidence.chars().nth(*begin).is_some_and(|c| c.is_ascii_digit())),
                    "{shown}"
                );
                roles += begins.len();
            }
            assert_eq!(roles, count, "{shown}");
            // In the table of ranks, numbers end below the heads of their columns.
            let heads = lines.iter().position(|line| line.trim_start().starts_with("1st"));
            let below = heads.map_or(&[][..], |at| &lines[at..]);
            let end = below.first().map_or(0, |head| unicode_width::UnicodeWidthStr::width(*head));
            for line in below.iter().take_while(|line| !line.is_empty() && !line.starts_with("and ")) {
                assert_eq!(unicode_width::UnicodeWidthStr::width(*line), end, "{line}\n{shown}");
            }
            assert!(count < 3 || below.len() > count.min(8), "{shown}");
        }
    }
}

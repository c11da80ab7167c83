//! The page for a browser: one file that loads nothing, runs nothing strange, and shows what others wrote as text.

use base64::Engine as _;
use scraper::{Html, Selector};
use sha2::{Digest as _, Sha256};
use skiplevel::signal::SignalType;

use crate::support::{Folder, offers, parts};

fn select<'h>(page: &'h Html, css: &str) -> Vec<scraper::ElementRef<'h>> {
    page.select(&Selector::parse(css).expect("a selector")).collect()
}

fn report(folder: &Folder) -> String {
    String::from_utf8(folder.run(&["compare", "--format", "html"]).ends_with(0).stdout).expect("UTF-8")
}

fn of_offers() -> String {
    let call = crate::support::Call::new(&["compare", "--format", "html"]).folder(&offers());
    String::from_utf8(call.run().ends_with(0).stdout).expect("UTF-8")
}

#[test]
fn the_page_loads_nothing_and_its_policy_names_what_it_holds() {
    let text = of_offers();
    let page = Html::parse_document(&text);
    for css in ["img", "link", "iframe", "object", "embed", "base", "[src]", "[style]", "style ~ style", "[onclick]"] {
        assert_eq!(select(&page, css).len(), 0, "{css}");
    }
    let policy = select(&page, "meta[http-equiv=Content-Security-Policy]")[0].attr("content").expect("a policy");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    let hash = |text: &str| {
        format!("'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes())))
    };
    let style: String = select(&page, "style")[0].text().collect();
    let script: String = select(&page, "script:not([type])")[0].text().collect();
    assert!(policy.contains(&hash(&style)) && policy.contains(&hash(&script)), "{policy}");
    assert_eq!(select(&page, "script").len(), 2, "the data and the script");
    assert!(!text.contains("http://"), "no address in the clear");
}

#[test]
fn every_drawing_has_words_and_every_link_leads_somewhere() {
    let text = of_offers();
    let page = Html::parse_document(&text);
    let drawings = select(&page, "svg");
    assert!(drawings.len() > 50);
    for drawing in drawings {
        let words = drawing.attr("aria-label").unwrap_or_default();
        let is_beside_words = drawing.attr("aria-hidden") == Some("true");
        assert!(is_beside_words || drawing.attr("role") == Some("img") && words.len() > 3, "{}", drawing.html());
    }
    for link in select(&page, "a") {
        let to = link.attr("href").unwrap_or_default();
        match to.strip_prefix('#') {
            Some(id) => assert_eq!(select(&page, &format!("[id='{id}']")).len(), 1, "{to}"),
            None => assert!(to.starts_with("https://"), "{to}"),
        }
    }
    let mut ids: Vec<&str> = select(&page, "[id]").iter().filter_map(|element| element.attr("id")).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice");
}

/// What a hostile page, person or file could put into every field.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "=HYPERLINK(\"https://evil.example\")",
    "\u{202e}gnirts\u{200b}",
    "</style></title><!--",
];

#[test]
fn hostile_text_is_shown_as_text_in_every_field() {
    for (at, hostile) in HOSTILE.iter().enumerate() {
        let quoted = serde_json::to_string(hostile).expect("JSON");
        let csv = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let field = csv(hostile);
        let folder = Folder::empty()
            .file("skiplevel.toml", crate::support::AS_OF)
            .file("companies/acme.md", &format!("---\nname: {quoted}\ndomain: acme.example\n---\n"))
            .file(
                "companies/acme.csv",
                &format!(
                    "signal,value,fact_date,kind,origin,forward,cred,learned,url,quote,note\n\
                     company.headcount_growth_12m,40,2026-10-01,aggregator,{field},,,,{field},{field},{field}\n"
                ),
            )
            .file(
                "roles/acme-em.md",
                &format!(
                    "---\ncompany: acme\ntitle: {quoted}\nstage: {quoted}\n---\n\n## 2026-11-02 — Dana {hostile}, hiring manager (call)\n\n\
                     - {hostile} [m2_internal_promotions_12m:: 2] (note: {hostile})\n"
                ),
            );
        let page = Html::parse_document(&report(&folder));
        assert_eq!(select(&page, "script").len(), 2, "{hostile}");
        for css in ["img", "iframe", "[onerror]", "[onclick]", "a[href^='javascript:']", "style + style"] {
            assert_eq!(select(&page, css).len(), 0, "{hostile}: {css}");
        }
        let seen: String = select(&page, "body")[0].text().collect();
        assert!(!seen.contains(['\u{202e}', '\u{200b}']), "hidden characters are made visible");
        if at < 4 {
            assert!(seen.contains(hostile), "{hostile} is not shown\n{seen}");
        }
        for format in ["csv", "tidy-csv"] {
            let rows = crate::support::rows(&folder.run(&["compare", "--format", format]).ends_with(0).stdout);
            assert!(rows.iter().flatten().all(|cell| !cell.starts_with('=')), "{format}: {rows:?}");
        }
    }
}

#[test]
fn nothing_that_is_to_be_left_out_is_in_a_redacted_page() {
    let folder = Folder::small().file(
        "roles/acme-em.md",
        "---\ncompany: Acme\ntitle: EM\n---\n\n## 2026-11-02 — Zebulon Quark, hiring manager (call)\n\n- \"a secret sentence\" [m2_internal_promotions_12m:: 2] (note: whispered)\n",
    );
    let open = report(&folder);
    let closed =
        String::from_utf8(folder.run(&["compare", "--format", "html", "--redact"]).ends_with(0).stdout).expect("UTF-8");
    for planted in ["Zebulon", "Quark", "secret sentence", "whispered", "roles/acme-em.md"] {
        assert!(open.contains(planted), "{planted}");
        assert!(!closed.contains(planted), "{planted} is in the redacted page");
    }
}

/// Fifty roles about which five people said something on every signal.
fn fifty_rich_roles() -> Folder {
    let catalogue = skiplevel::signal::builtin_catalogue();
    let stated: Vec<_> = catalogue.iter().filter(|signal| signal.purpose == skiplevel::signal::Use::Observed).collect();
    assert!(stated.len() > 45, "{}", stated.len());
    let mut folder = Folder::empty().file("skiplevel.toml", crate::support::AS_OF);
    for role in 0..50 {
        let mut notes = format!("---\ncompany: Company {role} Industries\ntitle: Engineering Manager\n---\n");
        for (voice, kind) in ["recruiter", "hiring manager", "peer EM", "interviewer", "insider"].iter().enumerate() {
            notes.push_str(&format!("\n## 2026-10-{:02} — Person {voice} of {role}, {kind} (call)\n\n", 3 + 4 * voice));
            for (at, signal) in stated.iter().enumerate() {
                let (low, high) = signal.range.unwrap_or((0.0, 1.0));
                let value = match signal.signal_type {
                    SignalType::Bool => ["yes", "no"][(role + voice + at) % 2].to_owned(),
                    SignalType::Share => format!("{}/4", (role + voice + at) % 4),
                    _ => (low + (high - low) * ((7 * role + 3 * voice + at) % 5) as f64 / 5.0).ceil().to_string(),
                };
                notes.push_str(&format!(
                    "- as far as one could make out that day, they put it so [{}:: {value}]\n",
                    signal.key
                ));
            }
        }
        folder = folder.file(&format!("roles/role-{role:02}.md"), &notes);
    }
    folder
}

#[test]
fn fifty_rich_roles_are_less_than_two_megabytes_and_the_same_bytes_each_time() {
    let folder = fifty_rich_roles();
    let first = report(&folder);
    assert!(first.len() < 2_000_000, "{} bytes", first.len());
    assert!(first == report(&folder), "the same bytes");
    let page = Html::parse_document(&first);
    assert_eq!(select(&page, "section.role").len(), 50);
    // The best roles are told in full; of the others, the ids lead to what was said, and a command has it.
    let quotes = |at: usize| select(&page, &format!("#role-{at} blockquote")).len();
    assert!(quotes(1) > 200 && quotes(2) > 200 && quotes(50) == 0);
    let last = select(&page, "#role-50")[0];
    let said: String = last.text().collect();
    assert!(
        said.contains("There is too much evidence for one page") && said.contains("skiplevel score role-"),
        "{said}"
    );
    let code = Selector::parse("li code").expect("a selector");
    let ids = last.select(&code).flat_map(|code| code.text());
    assert!(ids.flat_map(str::split_whitespace).filter(|id| id.starts_with('o')).count() > 150);
    let alone = folder.run(&["score", "role-07", "--format", "html", "-q"]);
    let alone = Html::parse_document(&String::from_utf8(alone.stdout).expect("UTF-8"));
    assert!(select(&alone, "blockquote").len() > 200, "a role alone is told in full");
}

#[test]
fn the_data_of_the_sliders_give_the_scores_of_the_program() {
    let folder = crate::support::offers();
    let json = crate::support::Call::new(&["compare", "--format", "json"]).folder(&folder).run().ends_with(0).json();
    let text = of_offers();
    let page = Html::parse_document(&text);
    let data: String = select(&page, "#weights-data")[0].text().collect();
    let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    let points: Vec<f64> =
        data["points"].as_array().expect("points").iter().filter_map(serde_json::Value::as_f64).collect();
    let total: f64 = points.iter().sum();
    for role in data["roles"].as_array().expect("roles") {
        let scored = json["roles"]
            .as_array()
            .expect("roles")
            .iter()
            .find(|known| known["role"] == role["id"])
            .expect("the role");
        for (which, key) in ["low", "best", "high"].iter().enumerate() {
            let groups = role["groups"].as_array().expect("groups");
            let sum: f64 = groups
                .iter()
                .zip(&points)
                .map(|(group, p)| group[which].as_f64().unwrap_or_default() * p / total)
                .sum();
            let score = role["limit"][which].as_f64().map_or(sum, |limit| sum.min(limit));
            let wanted = scored["score"][key].as_f64().expect("a score");
            assert!((score - wanted).abs() < 1e-6, "{}: {key} {score} for {wanted}", role["id"]);
        }
    }
}

#[test]
fn a_workbook_holds_text_as_text_and_is_the_same_each_time() {
    let hostile = "=HYPERLINK(\"https://evil.example\")";
    let folder = Folder::empty().file("skiplevel.toml", crate::support::AS_OF).file(
        "roles/acme-em.md",
        &format!("---\ncompany: '{hostile}'\ntitle: '@SUM(1)'\n---\n\n## 2026-11-02 — Dana, hiring manager (call)\n\n- \"+1\" [m2_internal_promotions_12m:: 2]\n"),
    );
    let book = |name: &str, more: &[&str]| {
        folder.run(&[&["compare", "--format", "xlsx", "-o", name, "-q"], more].concat()).ends_with(0);
        std::fs::read(folder.path().join(name)).expect("written")
    };
    let first = book("a.xlsx", &[]);
    assert_eq!(first, book("b.xlsx", &[]), "the same bytes");
    let parts_of = parts(&first);
    for (name, text) in &parts_of {
        assert!(!text.contains("<f>"), "{name} holds a formula");
    }
    let strings = &parts_of.iter().find(|(name, _)| name.ends_with("sharedStrings.xml")).expect("texts").1;
    assert!(strings.contains("=HYPERLINK(") && strings.contains("@SUM(1)"), "shown as it is");
    let names = &parts_of.iter().find(|(name, _)| name.ends_with("xl/workbook.xml")).expect("the book").1;
    for sheet in ["Comparison", "Criteria", "Evidence", "Questions"] {
        assert!(names.contains(&format!("name=\"{sheet}\"")), "{sheet}");
    }
    let closed = parts(&book("c.xlsx", &["--redact"]));
    for planted in ["Dana", "roles/acme-em.md", "+1\u{201d}"] {
        assert!(closed.iter().all(|(_, text)| !text.contains(planted)), "{planted} is in the redacted workbook");
    }
    let refused = folder.run(&["compare", "--format", "xlsx"]).ends_with(2);
    assert!(refused.err().contains("-o comparison.xlsx"), "{}", refused.err());
}

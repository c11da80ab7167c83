//! How `compare` says how far an order can be trusted: modes, draws, level roles, dominance, tastes, ranks.

use serde_json::Value;

use crate::support::{AS_OF, Answer, Call, Folder, offers};

fn in_offers(arguments: &[&str]) -> Answer {
    Call::new(arguments).folder(&offers()).run()
}

fn comparison(arguments: &[&str]) -> Value {
    let arguments: Vec<&str> = [arguments, &["--format", "json"]].concat();
    in_offers(&arguments).ends_with(0).json()["comparison"].clone()
}

/// The lines below the legend of the gates: all that is said of the order, on one line a sentence.
fn said(answer: &Answer) -> Vec<String> {
    let out = answer.out();
    let below = out.lines().skip_while(|line| !line.starts_with("Q4 ")).skip(1);
    let mut lines: Vec<String> = Vec::new();
    for line in below.filter(|line| !line.is_empty()) {
        match (line.strip_prefix("  "), lines.last_mut()) {
            (Some(rest), Some(last)) if !rest.starts_with(' ') => last.push_str(&format!(" {rest}")),
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// A workspace of roles at companies of these names, all told by an insider.
fn folder(roles: &[(&str, &str)]) -> Folder {
    roles.iter().enumerate().fold(Folder::empty().file("skiplevel.toml", AS_OF), |folder, (at, (company, facts))| {
        let head = format!("---\ncompany: {company}\ntitle: Engineering Manager\n---\n");
        folder.file(&format!("roles/role-{at}.md"), &format!("{head}\n## 2026-11-18 — network insider\n\n{facts}\n"))
    })
}

#[test]
fn a_mode_moves_the_shares_and_nothing_else() {
    let free = in_offers(&["compare"]).ends_with(0).out();
    assert_eq!(free, in_offers(&["compare", "--mode", "free", "--draws", "10000"]).ends_with(0).out());
    let table = |text: &str| text.split("Fennlicht Energy is ahead").next().unwrap_or_default().to_owned();
    let exact = |json: &Value| -> Vec<String> {
        let pairs = json["win"].as_array().expect("a list").iter();
        pairs.map(|pair| format!("{} {}", pair["share_exact"], pair["share_ranked_exact"])).collect()
    };
    for mode in ["ranked", "near"] {
        let other = in_offers(&["compare", "--mode", mode]).ends_with(0).out();
        assert_eq!(table(&other), table(&free), "{mode}");
        assert_ne!(other, free, "{mode}");
        let (json, default) = (comparison(&["compare", "--mode", mode]), comparison(&["compare"]));
        assert_eq!(json["mode"], mode);
        assert_eq!(default["mode"], "free");
        assert_eq!(exact(&json), exact(&default));
        assert_ne!(json["ranks"], default["ranks"]);
        assert_eq!(comparison(&["score", "--mode", mode]), json, "score and compare say the same");
    }
    for (mode, words) in [("ranked", "weightings that keep the groups in order"), ("near", "weightings within 30 % of")]
    {
        let sentences = said(&in_offers(&["compare", "--mode", mode]));
        assert!(sentences[0].contains(words), "{sentences:?}");
    }
}

/// The weights that are kept in order or nearly kept are those in force: own ones where there are some.
#[test]
fn modes_start_from_the_weights_in_force() {
    let means = |mode: &str, settings: &str| -> Vec<f64> {
        let folder = Folder::small().file("skiplevel.toml", &format!("{AS_OF}{settings}"));
        let json = folder.run(&["compare", "--mode", mode, "--format", "json"]).ends_with(0).json();
        let weights = json["comparison"]["mean_weights"].as_array().expect("a list").clone();
        weights.iter().map(|entry| entry["weight"].as_f64().expect("a weight")).collect()
    };
    let own = "[weights]\nopenings = 10\naccess = 10\nsponsor = 10\nculture = 20\nmomentum = 10\nyou = 40\n";
    for (found, expect) in means("near", "").iter().zip([0.28, 0.24, 0.18, 0.10, 0.08, 0.12]) {
        assert!((found - expect).abs() < 2e-3, "{found} {expect}");
    }
    for (found, expect) in means("near", own).iter().zip([0.1, 0.1, 0.1, 0.2, 0.1, 0.4]) {
        assert!((found - expect).abs() < 5e-3, "{found} {expect}");
    }
    // Rank-order centroid weights; equal ones in rubric order.
    for (found, expect) in means("ranked", own).iter().zip([0.1583, 0.1028, 0.0611, 0.2417, 0.0278, 0.4083]) {
        assert!((found - expect).abs() < 2e-3, "{found} {expect}");
    }
}

#[test]
fn draws_are_counted_and_their_number_is_checked() {
    let json = comparison(&["compare", "--draws", "250"]);
    assert_eq!(json["draws"], 250);
    let share = json["ranks"][0]["share"][0].as_f64().expect("a share") * 250.0;
    assert!((share - share.round()).abs() < 1e-3, "{share}");
    assert!(in_offers(&["compare", "--draws", "250"]).out().contains("in percent of 250 draws:"));
    for wrong in ["99", "0", "-5", "1000001", "1e4", "many", ""] {
        let refused = in_offers(&["compare", &format!("--draws={wrong}")]).ends_with(2);
        assert_eq!(refused.out(), "");
        assert!(refused.err().contains("expected a whole number from 100 to 1000000"), "{}", refused.err());
    }
    for right in ["100", "1000000"] {
        in_offers(&["compare", "ottersby", "--draws", right]).ends_with(0);
    }
    let wrong = in_offers(&["compare", "--mode", "rank"]).ends_with(2);
    assert!(wrong.err().contains("[possible values: free, ranked, near]"), "{}", wrong.err());
    assert!(wrong.err().contains("a similar value exists: 'ranked'"), "{}", wrong.err());
    in_offers(&["facts", "--mode", "near"]).ends_with(2);
}

#[test]
fn one_role_stands_alone_and_two_have_no_table_of_ranks() {
    let one = in_offers(&["compare", "fennlicht"]).ends_with(0);
    assert_eq!(said(&one), Vec::<String>::new());
    let two = said(&in_offers(&["compare", "fennlicht", "brassvane"]).ends_with(0));
    assert_eq!(two.len(), 1, "{two:?}");
    assert!(two[0].starts_with("Fennlicht Energy is ahead of Brassvane in "), "{two:?}");
    let three = said(&in_offers(&["compare"]).ends_with(0));
    assert!(three.iter().any(|line| line.starts_with("How often each takes a rank")), "{three:?}");
}

#[test]
fn identical_and_unknown_roles_are_level_and_told_apart() {
    let same = "culture.autonomy:: 2";
    let twins = said(&folder(&[("Acme", same), ("Acme", same)]).run(&["compare"]).ends_with(0));
    assert_eq!(
        twins[0],
        "Acme (role-0) and Acme (role-1) are level: neither is ahead of the other in more than 55 % of plausible \
         weightings and readings of the evidence, so do not trust their order."
    );
    let unknown = folder(&[("A", ""), ("B", ""), ("C", ""), ("D", ""), ("E", "")]);
    let answer = unknown.run(&["compare"]).ends_with(0);
    assert_eq!(
        said(&answer)[0],
        "A, B, C and 2 more are level: none of them is ahead of another in more than 55 % of plausible weightings \
         and readings of the evidence, so do not trust their order."
    );
    let json = unknown.run(&["compare", "--format", "json"]).ends_with(0).json();
    let pairs = json["comparison"]["win"].as_array().expect("a list").clone();
    assert_eq!(pairs.len(), 10);
    assert!(pairs.iter().all(|pair| pair["level"] == true && pair["dominance"].is_null()));
    let tastes = json["comparison"]["central_weights"].as_array().expect("a list").clone();
    assert!(tastes.iter().all(|taste| taste["favoured_by"] == serde_json::json!([])));
}

#[test]
fn dominance_is_named_in_words_and_in_json() {
    let out = said(&in_offers(&["compare"]).ends_with(0));
    assert!(out[0].contains("and under every weighting of best estimates; their ranges overlap"), "{out:?}");
    let pair = comparison(&["compare", "fennlicht", "ottersby"])["win"][0].clone();
    assert_eq!(pair["dominance"]["role"], "fennlicht-dispatch-em");
    assert_eq!(pair["dominance"]["over"], "best-estimates");
    assert_eq!((&pair["share_exact"], &pair["ranges_overlap"]), (&1.0.into(), &true.into()));
    // With a rubric of two certain answers nothing overlaps.
    let rubric = "id = \"sure\"\nversion = 1\ntitle = \"Sure\"\n\n[[group]]\nid = \"calm\"\ntitle = \"Calm\"\n\
                  \n[[group.criterion]]\nsignal = \"culture.autonomy\"\nweight = 100\nwhy = \"it is what counts\"\n";
    let facts = |level: u8| -> String {
        let kinds = ["signed document", "regulator filing", "company record", "own observation", "press"];
        let line = |kind: &&str| format!("## 2026-11-19 — {kind}\n\n- culture.autonomy:: {level}\n\n");
        kinds.iter().map(line).collect()
    };
    let clear = folder(&[("Free", &facts(3)), ("Bound", &facts(0))]).file("rubrics/sure.toml", rubric);
    let answer = clear.run(&["compare", "--rubric", "sure"]);
    assert!(
        answer.out().contains("Free is ahead of Bound under every weighting and every reading of the evidence."),
        "{}{}",
        answer.out(),
        answer.err()
    );
    let json = clear.run(&["compare", "--rubric", "sure", "--format", "json"]).json();
    assert_eq!(json["comparison"]["win"][0]["dominance"]["over"], "ranges");
}

/// One role is strong where the other is weak.
#[test]
fn whom_a_role_is_for_is_said_when_it_stands_out() {
    let rubric = "id = \"two\"\nversion = 1\ntitle = \"Two\"\n\n\
        [[group]]\nid = \"calm\"\ntitle = \"Calm\"\n\n\
        [[group.criterion]]\nsignal = \"culture.autonomy\"\nweight = 50\nwhy = \"it counts\"\n\n\
        [[group]]\nid = \"backing\"\ntitle = \"Backing\"\n\n\
        [[group.criterion]]\nsignal = \"manager.sponsorship\"\nweight = 50\nwhy = \"it counts\"\n";
    let facts = |calm: u8, backing: u8| format!("culture.autonomy:: {calm}\nmanager.sponsorship:: {backing}\n");
    let folder = folder(&[("Quiet", &facts(3, 0)), ("Loud", &facts(0, 3))]).file("rubrics/two.toml", rubric);
    let answer = folder.run(&["compare", "--rubric", "two"]).ends_with(0);
    let out = answer.out();
    assert!(
        out.contains("Loud is for people who value backing; Quiet for those who value calm.")
            || out.contains("Quiet is for people who value calm; Loud for those who value backing."),
        "{out}{}",
        answer.err()
    );
    let markdown = folder.run(&["compare", "--rubric", "two", "--format", "md"]).ends_with(0).out();
    assert!(markdown.contains("who value calm") && markdown.contains("who value backing"), "{markdown}");
    let json = folder.run(&["compare", "--rubric", "two", "--format", "json"]).json();
    let taste = &json["comparison"]["central_weights"][0];
    assert_eq!((&taste["role"], &taste["favoured_by"]), (&"role-0".into(), &serde_json::json!(["calm"])));
}

#[test]
fn many_roles_show_the_best_ranks_and_say_what_is_left_out() {
    let names: Vec<String> = (0..12).map(|at| format!("Company {at:02}")).collect();
    let facts: Vec<String> = (0..12).map(|at| format!("culture.autonomy:: {}\n", at % 4)).collect();
    let roles: Vec<(&str, &str)> =
        names.iter().zip(&facts).map(|(name, facts)| (name.as_str(), facts.as_str())).collect();
    let folder = folder(&roles);
    let answer = folder.run(&["compare"]).ends_with(0);
    let out = answer.out();
    let table: Vec<&str> =
        out.lines().skip_while(|line| !line.starts_with("How often each")).skip(1).take(10).collect();
    assert_eq!(table[0].split_whitespace().collect::<Vec<_>>(), ["1st", "2nd", "3rd", "4th", "5th", "lower"]);
    assert!(table[1..9].iter().all(|line| line.starts_with("Company ")), "{out}");
    assert_eq!(table[9], "and 4 more roles; --format json has them all");
    let json = folder.run(&["compare", "--format", "json"]).ends_with(0).json();
    assert_eq!(json["comparison"]["ranks"].as_array().map(Vec::len), Some(12));
    assert_eq!(json["comparison"]["win"].as_array().map(Vec::len), Some(66));
}

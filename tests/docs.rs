//! What the documentation says is what the program does.
//!
//! Generated pages are compared with the program; `UPDATE_DOCS=1 cargo test --test docs` writes them. Tables below a
//! `<!-- checked: … -->` mark are run through the program row by row.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use skiplevel::analysis::{Move, sensitivity};
use skiplevel::batch::CSV_COLUMNS;
use skiplevel::model::SourceKind;
use skiplevel::notes::read_heading;
use skiplevel::report::{ASK_COLUMNS, CLAIMS_COLUMNS, ODDS_COLUMNS, TIDY_COLUMNS, json_schema};
use skiplevel::rubric::{BUILTIN, read_rubric};
use skiplevel::score::run_vector;
use skiplevel::seat::{Parameter, Parameters, SCENARIOS};
use skiplevel::signal::{Catalogue, Direction, Signal, SignalType, Tolerance, Trust, Use};
use skiplevel::signal::{builtin_catalogue, parse_stated, parse_value};
use skiplevel::text::{Code, Diagnostics, Files};

// ---------------------------------------------------------------------------------------------------------------------
// pages
// ---------------------------------------------------------------------------------------------------------------------

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn page(name: &str) -> String {
    let path = root().join("docs").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[expect(clippy::disallowed_methods, reason = "a switch for people who change the program")]
fn is_update() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some()
}

/// Asserts that a page holds `wanted`, or writes it.
fn assert_page(name: &str, wanted: &str) {
    if is_update() {
        std::fs::write(root().join("docs").join(name), wanted).expect("docs can be written");
        return;
    }
    let found = page(name);
    let differs = found.lines().zip(wanted.lines()).position(|(a, b)| a != b);
    let line = differs.unwrap_or_else(|| found.lines().count().min(wanted.lines().count()));
    let shown = |text: &str| text.lines().nth(line).unwrap_or("(nothing)").to_owned();
    assert!(
        found == wanted,
        "docs/{name} differs from the program on line {}:\n  page:    {}\n  program: {}\n\
         run: UPDATE_DOCS=1 cargo test --test docs",
        line + 1,
        shown(&found),
        shown(wanted)
    );
}

/// Rows of the table below a mark, as cells, without head and rule.
fn checked_table(page: &str, name: &str) -> Vec<Vec<String>> {
    let mark = format!("<!-- checked: {name} -->");
    let at = page.find(&mark).unwrap_or_else(|| panic!("no {mark}"));
    let lines = page[at..].lines().skip(1).take_while(|line| line.starts_with('|'));
    let rows: Vec<Vec<String>> = lines.skip(2).map(cells).collect();
    assert!(rows.len() > 3, "{mark} has {} rows", rows.len());
    rows
}

fn cells(line: &str) -> Vec<String> {
    line.trim().trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()
}

/// What stands between backticks.
fn ticked(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

// ---------------------------------------------------------------------------------------------------------------------
// diagnostics.md
// ---------------------------------------------------------------------------------------------------------------------

/// A small workspace that brings one diagnostic; files that are not named are sound.
struct Example {
    code: Code,
    files: Vec<(&'static str, String)>,
    command: &'static [&'static str],
}

const CHECK: &[&str] = &["check"];
const SOUND_ROLE: &str = "---\ncompany: acme\ntitle: Engineering Manager, Payments\n---\n";
const HEADING: &str = "\n## 2026-11-02 — Dana R., hiring manager (call)\n\n";
const COLUMNS: &str = "signal,value,fact_date,kind\n";

/// An example with one changed file.
fn example(code: Code, path: &'static str, text: impl Into<String>) -> Example {
    Example { code, files: vec![(path, text.into())], command: CHECK }
}

/// An example with one line under a sound heading.
fn noted(code: Code, line: &str) -> Example {
    example(code, "roles/acme-em.md", format!("{SOUND_ROLE}{HEADING}{line}\n"))
}

/// An example with one row of a signals file.
fn tabled(code: Code, row: &str) -> Example {
    example(code, "companies/acme.csv", format!("{COLUMNS}{row}\n"))
}

/// An example with a changed rubric: a sound one, in which `from` is replaced by `to`.
fn ruled(code: Code, from: &str, to: &str) -> Example {
    assert!(SOUND_RUBRIC.contains(from), "{from}");
    example(code, "rubrics/mine.toml", SOUND_RUBRIC.replacen(from, to, 1))
}

/// Settings whose lock lost its hash.
const BROKEN_LOCK: &str =
    "lock = { date = 2026-11-02, rubric = \"m2-path\", version = 1, weights = { openings = 100 } }\n";

const SOUND_RUBRIC: &str = r#"id = "mine"
version = 1
title = "My path"

[[group]]
id = "openings"

[[group.criterion]]
signal = "department.eng_growth_12m"
weight = 60

[[group.criterion]]
signal = "mobility.m2_internal_promotions_12m"
weight = 40

[[gate]]
id = "Q1"
text = "an insider was promoted"
when = { at_least = { signal = "mobility.m2_internal_promotions_12m", value = 1 } }
"#;

/// Codes that no input brings about in this version, each with the reason.
const WITHOUT_EXAMPLE: &[(Code, &str)] = &[(Code::CollectedRow, "this version does not collect signals")];

fn all_examples() -> Vec<Example> {
    let signals = "[[signal]]\nkey = \"culture.lunch\"\ntype = \"count\"\n";
    let vector = "\n[[vector]]\nname = \"nothing is known\"\nas_of = \"2026-11-20\"\nexpect = { score = [90, 100] }\n";
    vec![
        example(Code::NotUtf8, "companies/acme.md", "---\nname: Acme\n---\nCaf\u{fffd} NOT UTF-8\n"),
        noted(Code::HiddenCharacters, "Growth is real\u{202e}ly fine."),
        example(Code::TooLarge, "companies/acme.csv", "TOO LARGE"),
        example(Code::Unreadable, "companies/acme.md/", ""),
        example(Code::NotLookedAt, "roles/offer.pdf", ""),
        Example { code: Code::EmptyWorkspace, files: vec![("roles/acme-em.md", "REMOVE".to_owned())], command: CHECK },
        example(Code::TomlSyntax, "skiplevel.toml", "horizon_months = \n"),
        example(Code::UnknownKey, "skiplevel.toml", "horizon = 18\n"),
        example(Code::MissingKey, "roles/acme-em.md", "---\ncompany: acme\n---\n"),
        example(Code::WrongType, "skiplevel.toml", "horizon_months = \"18\"\n"),
        ruled(Code::BadNumber, "weight = 60", "weight = -60"),
        example(Code::NoFrontMatter, "roles/acme-em.md", "Talked to Dana today.\n"),
        example(Code::FrontMatterSyntax, "roles/acme-em.md", "---\ncompany: acme\ntitle: EM: Payments\n---\n"),
        example(Code::UnknownCompany, "roles/acme-em.md", SOUND_ROLE.replace("company: acme", "company: acmee")),
        example(Code::DuplicateId, "roles/other.md", SOUND_ROLE.replace("title:", "id: acme-em\ntitle:")),
        example(
            Code::HeadingKind,
            "roles/acme-em.md",
            format!("{SOUND_ROLE}\n## 2026-11-02, lunch\n\nems_per_m2:: 6\n"),
        ),
        example(Code::HeadingDate, "roles/acme-em.md", format!("{SOUND_ROLE}\n## 2026-02-30, recruiter\n")),
        example(Code::UndatedFact, "roles/acme-em.md", format!("{SOUND_ROLE}\n## Recruiter\n\nems_per_m2:: 6\n")),
        noted(Code::BadDate, "ems_per_m2:: 6 @2026-13"),
        noted(Code::FutureDate, "ems_per_m2:: 6 @2027-03"),
        noted(Code::UnknownSignal, "culture.autonommy:: 2"),
        noted(Code::AmbiguousSignal, "growth_12m:: 40%"),
        noted(Code::DerivedSignal, "seat.p_open:: 0.5"),
        noted(Code::BadValue, "eng_growth_12m:: a lot"),
        noted(Code::OutOfRange, "ems_per_m2:: 600"),
        noted(Code::OneColon, "ems_per_m2: 6"),
        noted(Code::BareField, "He looks after six. ems_per_m2:: 6"),
        noted(Code::SmallPercent, "eng_growth_12m:: 0.4"),
        noted(Code::UnknownOption, "ems_per_m2:: 6 (plam)"),
        noted(Code::AnswerNotRead, "Who reports to you directly, and how many of them lead teams themselves? a few"),
        example(
            Code::UndatedEvent,
            "roles/acme-em.md",
            format!("{SOUND_ROLE}\n## 2026-03-02, recruiter\n\nlayoffs_recency:: 14\n"),
        ),
        noted(Code::Currency, "comp_ratio:: EUR 120k"),
        example(Code::CsvColumn, "companies/acme.csv", "signal,value,date,kind\n"),
        tabled(Code::CsvCells, "company.headcount,1,200,2026-11-15,aggregator"),
        tabled(Code::CsvSyntax, "company.headcount,\"120,2026-11-15,aggregator"),
        example(Code::CsvExtraColumn, "companies/acme.csv", "signal,value,fact_date,kind,colour\n"),
        tabled(Code::UnknownKind, "company.headcount,120,2026-11-15,agregator"),
        example(
            Code::BadCredibility,
            "companies/acme.csv",
            "signal,value,fact_date,kind,cred\ncompany.headcount,120,2026-11-15,aggregator,B2\n",
        ),
        example(Code::UnknownRubric, "skiplevel.toml", "rubric = \"m2-paht\"\n"),
        ruled(Code::WeightSum, "weight = 60", "weight = 50"),
        ruled(Code::BadCurve, "weight = 60", "weight = 60\nprior = 35\ncurve = [[0, 20], [10, 90], [20, 80]]"),
        ruled(
            Code::DuplicateCriterion,
            "signal = \"mobility.m2_internal_promotions_12m\"",
            "signal = \"department.eng_growth_12m\"",
        ),
        ruled(Code::UnknownGroup, "when = {", "not_applicable = { with = \"Q0\", text = \"too small\" }\nwhen = {"),
        ruled(Code::UnusableSignal, "signal = \"department.eng_growth_12m\"", "signal = \"department.eng_headcount\""),
        ruled(Code::Overlap, "signal = \"mobility.m2_internal_promotions_12m\"", "signal = \"seat.p_open\""),
        example(
            Code::UnusedOverlap,
            "rubrics/mine.toml",
            format!("{SOUND_RUBRIC}\n[[overlap]]\ncriteria = [\"a.b\", \"c.d\"]\nreason = \"on purpose\"\n"),
        ),
        Example {
            code: Code::VectorFailed,
            files: vec![("rubrics/mine.toml", format!("{SOUND_RUBRIC}{vector}"))],
            command: &["rubric", "test", "mine"],
        },
        example(Code::BadEntry, "rubrics/signals.toml", format!("{signals}prior = 50\n")),
        example(Code::BadSetting, "skiplevel.toml", "horizon_months = 0\n"),
        example(Code::BadLock, "skiplevel.toml", BROKEN_LOCK),
    ]
}

/// Runs the program in a folder with the files of an example; gives what it prints about the code.
fn shown(example: &Example) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let sound = [
        ("skiplevel.toml", String::new()),
        ("companies/acme.md", "---\nname: Acme\n---\n".to_owned()),
        ("roles/acme-em.md", SOUND_ROLE.to_owned()),
    ];
    let own = |path: &str| example.files.iter().any(|(known, _)| known.trim_end_matches('/') == path);
    let sound = sound.iter().filter(|(path, _)| !own(path)).map(|(path, text)| (*path, text));
    for (path, text) in example.files.iter().map(|(path, text)| (*path, text)).chain(sound) {
        put(folder.path(), path, text);
    }
    let settings = folder.path().join("skiplevel.toml");
    let text = std::fs::read_to_string(&settings).expect("settings");
    std::fs::write(&settings, text + "as_of = 2026-11-20\n").expect("settings");
    let output = Command::new(env!("CARGO_BIN_EXE_skiplevel"))
        .args(example.command)
        .current_dir(folder.path())
        .env_clear()
        .env("COLUMNS", "100")
        .output()
        .expect("the program runs");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let mark = format!("[{}]:", example.code.id());
    let block = printed.split("\n\n").find(|block| block.lines().next().is_some_and(|line| line.contains(&mark)));
    block.unwrap_or_else(|| panic!("no {mark} in:\n{printed}")).trim_end().to_owned()
}

fn put(folder: &Path, path: &str, text: &str) {
    let file = folder.join(path);
    if path.ends_with('/') {
        std::fs::create_dir_all(&file).expect("a folder");
        return;
    }
    std::fs::create_dir_all(file.parent().expect("inside the folder")).expect("a folder");
    match text {
        "REMOVE" => {}
        "TOO LARGE" => {
            let made = std::fs::File::create(&file).expect("a file");
            made.set_len(skiplevel::text::MAX_BYTES + 1).expect("a long file");
        }
        text if text.contains("NOT UTF-8") => {
            let (before, after) = text.split_once('\u{fffd}').expect("a mark for the bad byte");
            let bytes = [before.as_bytes(), &[0xe9], after.replace(" NOT UTF-8", "").as_bytes()].concat();
            std::fs::write(&file, bytes).expect("a file");
        }
        text => std::fs::write(&file, text).expect("a file"),
    }
}

const DIAGNOSTICS_HEAD: &str = "\
# Diagnostics

Every problem has a stable code, a place, and a way to mend it. An **error** leaves something out of the answer, and the
program ends with 1; a **warning** leaves nothing out, but perhaps something is not as you meant it; a **note** is worth knowing.
`skiplevel check` shows all problems, with `--format json` for programs; other commands show the worst five on stderr.

This page is made by `tests/docs.rs` from the program itself, examples included.
";

#[test]
fn the_diagnostics_page_is_current() {
    let examples = all_examples();
    let mut wanted = DIAGNOSTICS_HEAD.to_owned();
    for code in Code::ALL {
        let _ = write!(wanted, "\n## {}\n\n{}\n\n", code.id(), code.meaning());
        let own: Vec<&Example> = examples.iter().filter(|example| example.code == *code).collect();
        let without = WITHOUT_EXAMPLE.iter().find(|(known, _)| known == code);
        match (own.as_slice(), without) {
            ([only], None) => {
                let _ = write!(wanted, "```text\n{}\n```\n", shown(only));
            }
            ([], Some((_, why))) => {
                let _ = writeln!(wanted, "No example: {why}.");
            }
            (many, _) => panic!("`{}` has {} examples; give it one in tests/docs.rs", code.id(), many.len()),
        }
    }
    assert_page("diagnostics.md", &wanted);
}

// ---------------------------------------------------------------------------------------------------------------------
// signals.md and output.schema.json
// ---------------------------------------------------------------------------------------------------------------------

const SIGNALS_HEAD: &str = "\
# Signals

Every fact that a rubric can weigh. This page is made by `tests/docs.rs` from `rubrics/signals.toml`.

* **range**: values outside it are refused, as they are most often typing errors.
* **tolerance**: two values this close make the same claim.
* **half-life**: after so many days a statement is trusted half as much.
* **prior**: the score while nothing is known, and **curve**: value → score, straight between the points, flat beyond them. Rubrics may have others.
* **best sources**: the most telling kinds, best first ([what they are](method.md#kinds-trust-and-party)).
* **covers**: ideas of the articles, S0-01 being the first idea of article S0.

The articles: S0 *Becoming a Manager of Managers* · S1 *The path to managing managers* · S2 *Growing and mentoring managers of managers* ·
S3 *The Shift from Managing Engineers to Managing Managers* · S4 *Getting promoted to Engineering Manager*.
";

/// A number as a person writes it.
fn plain(x: f64) -> String {
    format!("{x}")
}

fn join<T>(items: impl IntoIterator<Item = T>, between: &str, show: impl Fn(T) -> String) -> String {
    items.into_iter().map(show).collect::<Vec<_>>().join(between)
}

fn signal_lines(signal: &Signal) -> String {
    let mut facts = vec![format!("type {}", signal.signal_type.key()), format!("unit: {}", signal.unit)];
    facts.extend(signal.range.map(|(low, high)| format!("range {} to {}", plain(low), plain(high))));
    facts.push(match signal.direction {
        Direction::Up => "more is better".to_owned(),
        Direction::Down => "less is better".to_owned(),
        Direction::Target => "not scored by itself".to_owned(),
    });
    match signal.tolerance {
        Tolerance::Absolute(width) if width > 0.0 => facts.push(format!("tolerance {}", plain(width))),
        Tolerance::Relative(part) => facts.push(format!("tolerance {} %", plain(100.0 * part))),
        Tolerance::Absolute(_) => {}
    }
    facts.push(
        signal.half_life_days.map_or("does not age".to_owned(), |days| format!("half-life {} days", plain(days))),
    );
    if signal.purpose == Use::Derived {
        facts = vec![format!("unit: {}", signal.unit)];
    }
    let mut lines = vec![format!("{}. {}", signal.name, facts.join(" · "))];
    if let Some(curve) = &signal.curve {
        let points = join(curve.points(), " ", |(x, value)| format!("{}→{}", plain(*x), plain(*value)));
        let prior = signal.prior.map(|prior| format!("prior {} · ", plain(prior))).unwrap_or_default();
        lines.push(format!("* {prior}curve {points}"));
    }
    if !signal.levels.is_empty() {
        let level = |(at, words): (usize, &String)| format!("{} {words}", plain(signal.lowest_level() + at as f64));
        lines.push(format!("* levels: {}", join(signal.levels.iter().enumerate(), " · ", level)));
    }
    if !signal.question.is_empty() {
        lines.push(format!("* ask ({}): “{}”", signal.ask, signal.question));
    }
    if !signal.best_sources.is_empty() {
        lines.push(format!("* best sources: {}", join(&signal.best_sources, ", ", |kind| format!("`{}`", kind.key()))));
    }
    if !signal.inputs.is_empty() {
        let words = if signal.purpose == Use::Derived { "computed from" } else { "also worked out from" };
        lines.push(format!("* {words} {}", join(&signal.inputs, ", ", |key| format!("`{key}`"))));
    }
    if !signal.criteria.is_empty() {
        lines.push(format!("* covers {}", signal.criteria.join(", ")));
    }
    lines.extend(signal.note.as_ref().map(|note| format!("* {note}")));
    lines.join("\n")
}

fn signals_page(catalogue: &Catalogue) -> String {
    let mut wanted = SIGNALS_HEAD.to_owned();
    let mut section = String::new();
    for signal in catalogue {
        let area = signal.key.split('.').next().unwrap_or_default();
        let heading = match signal.purpose {
            Use::Observed => area.to_owned(),
            Use::Raw => "raw facts, from which signals follow".to_owned(),
            Use::Derived => "computed by the seat model".to_owned(),
        };
        if heading != section {
            let _ = write!(wanted, "\n## {heading}\n");
            section = heading;
        }
        let _ = write!(wanted, "\n### `{}`\n\n{}\n", signal.key, signal_lines(signal));
    }
    wanted
}

#[test]
fn the_signals_page_is_current() {
    assert_page("signals.md", &signals_page(&builtin_catalogue()));
}

#[test]
fn signals_are_complete() {
    let catalogue = builtin_catalogue();
    let count = |purpose| catalogue.iter().filter(|signal| signal.purpose == purpose).count();
    assert_eq!((count(Use::Observed), count(Use::Raw), count(Use::Derived)), (51, 9, 2));
    for signal in &catalogue {
        let key = &signal.key;
        assert!(!signal.name.is_empty() && !signal.unit.is_empty(), "{key} has a name and a unit");
        for input in &signal.inputs {
            assert!(catalogue.get(input).is_some(), "{key} is worked out from {input}, which does not exist");
        }
        if signal.purpose == Use::Derived {
            continue;
        }
        assert!(signal.question.ends_with(['?', '.']), "{key} has a question");
        assert!(signal.question.contains('?'), "{key} has a question mark, so that answers are found");
        assert!(!signal.ask.is_empty(), "{key} says whom to ask");
        assert!(signal.half_life_days.is_some() || signal.purpose == Use::Observed, "{key} ages");
        assert!(signal.range.is_some() || signal.signal_type == SignalType::Event, "{key} has a range");
        if signal.purpose == Use::Observed {
            assert!(!signal.best_sources.is_empty() && !signal.criteria.is_empty(), "{key} has sources and criteria");
        }
    }
    let questions: BTreeSet<&str> = catalogue.iter().map(|signal| signal.question.as_str()).collect();
    assert_eq!(questions.len(), 61, "every question is asked once, and derived signals have none");
}

#[test]
fn the_output_schema_is_current() {
    assert_page("output.schema.json", &json_schema());
}

// ---------------------------------------------------------------------------------------------------------------------
// rubric.schema.json and rubric-reference.md
// ---------------------------------------------------------------------------------------------------------------------

fn rubric_schema() -> serde_json::Value {
    serde_json::from_str(&page("rubric.schema.json")).expect("JSON")
}

fn schema_problems(text: &str) -> Vec<String> {
    let schema = rubric_schema();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let rubric: serde_json::Value = toml::from_str(text).expect("TOML");
    validator.iter_errors(&rubric).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_rubric_schema_takes_every_built_in_rubric() {
    assert!(jsonschema::meta::is_valid(&rubric_schema()), "the schema is a schema");
    for (id, text) in BUILTIN {
        assert_eq!(schema_problems(text), [""; 0], "{id}");
    }
    assert_eq!(schema_problems(SOUND_RUBRIC), [""; 0]);
}

#[test]
fn the_rubric_schema_refuses_broken_rubrics() {
    let refused = |from: &str, to: &str| {
        assert!(SOUND_RUBRIC.contains(from), "{from}");
        let text = SOUND_RUBRIC.replacen(from, to, 1);
        assert!(!schema_problems(&text).is_empty(), "{to}");
        let (mut files, mut problems) = (Files::default(), Diagnostics::default());
        let file = files.add("mine.toml", text);
        assert!(read_rubric(&files, file, &builtin_catalogue(), &mut problems).is_none(), "{to}");
    };
    refused("weight = 60", "wieght = 60");
    refused("weight = 60", "weight = -60");
    refused("weight = 60", "weight = 60\ncurve = [[0, 20]]");
    refused("weight = 60", "weight = 60\nprior = 101");
    refused("version = 1", "version = 1.5");
    refused("id = \"mine\"", "id = \"My path\"");
    refused("id = \"Q1\"", "id = \"Q 1\"");
    refused("title = \"My path\"\n", "");
    refused("text = \"an insider was promoted\"\n", "");
    refused("{ at_least = {", "{ at_leest = {");
    refused("when = { at_least", "when = { seats_below = 1, at_least");
    refused("[[gate]]", "reads_as = \"poem\"\n[[gate]]");
}

#[test]
fn shipped_rubrics_are_the_files_of_the_folder() {
    let folder = std::fs::read_dir(root().join("rubrics")).expect("rubrics/");
    let mut found: Vec<String> = folder
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| {
            name.ends_with(".toml") && !matches!(name.as_str(), "signals.toml" | "trust.toml" | "ladders.toml")
        })
        .collect();
    found.sort();
    let mut shipped: Vec<String> = BUILTIN.iter().map(|(id, _)| format!("{id}.toml")).collect();
    shipped.sort();
    assert_eq!(found, shipped);
    let catalogue = builtin_catalogue();
    for (id, text) in BUILTIN {
        let (mut files, mut problems) = (Files::default(), Diagnostics::default());
        let file = files.add(format!("rubrics/{id}.toml"), text);
        let rubric =
            read_rubric(&files, file, &catalogue, &mut problems).unwrap_or_else(|| panic!("{id}: {problems:?}"));
        assert!(problems.is_empty(), "{id}: {problems:?}");
        assert_eq!(rubric.id, id);
        assert!(rubric.vectors.len() >= 3, "{id} ships test vectors");
        for vector in &rubric.vectors {
            let wrong = run_vector(&rubric, vector, &catalogue, &Trust::builtin());
            assert_eq!(wrong, [""; 0], "{id}: {}", vector.name);
        }
    }
}

/// The keys that the reader of rubrics says a table has, found by a key that none has.
fn keys_of(text: &str, path: &str) -> BTreeSet<String> {
    let (mut files, mut problems) = (Files::default(), Diagnostics::default());
    let file = files.add(path, text);
    let catalogue = &mut builtin_catalogue();
    if path.ends_with("signals.toml") {
        skiplevel::signal::read_signals(&files, file, catalogue, &mut problems);
    } else {
        let _ = read_rubric(&files, file, catalogue, &mut problems);
    }
    let unknown =
        problems.iter().find(|problem| problem.code == Code::UnknownKey && problem.message.contains("zzzzzz"));
    let help = unknown.and_then(|problem| problem.help.clone()).unwrap_or_else(|| panic!("{text}: {problems:?}"));
    ticked(&help).into_iter().map(str::to_owned).collect()
}

/// The keys of the schema's table at a JSON pointer.
fn schema_keys(pointer: &str) -> BTreeSet<String> {
    let schema = rubric_schema();
    let found = schema.pointer(&format!("{pointer}/properties")).unwrap_or_else(|| panic!("no {pointer}"));
    found.as_object().expect("properties").keys().cloned().collect()
}

#[test]
fn schema_and_reader_have_the_same_keys() {
    let group = "/properties/group/items";
    let vector = "/properties/vector/items";
    let tables = [
        ("zzzzzzzz = 1", "".to_owned()),
        ("[thresholds]\nzzzzzzzz = 1", "/properties/thresholds".to_owned()),
        ("[[group]]\nzzzzzzzz = 1", group.to_owned()),
        ("[[group]]\n[[group.criterion]]\nzzzzzzzz = 1", format!("{group}/properties/criterion/items")),
        ("[[gate]]\nzzzzzzzz = 1", "/properties/gate/items".to_owned()),
        ("[[gate]]\nnot_applicable = { zzzzzzzz = 1 }", "/properties/gate/items/properties/not_applicable".to_owned()),
        ("[[gate]]\nwhen = { zzzzzzzz = 1 }", "/$defs/condition".to_owned()),
        ("[[gate]]\nwhen = { at_least = { zzzzzzzz = 1 } }", "/$defs/bound".to_owned()),
        ("[[gate]]\nwhen = { majority = { zzzzzzzz = 1 } }", "/$defs/condition/properties/majority".to_owned()),
        ("[[cap]]\nzzzzzzzz = 1", "/properties/cap/items".to_owned()),
        ("[[overlap]]\nzzzzzzzz = 1", "/properties/overlap/items".to_owned()),
        ("[[vector]]\nzzzzzzzz = 1", vector.to_owned()),
        ("[[vector]]\nobservations = [{ zzzzzzzz = 1 }]", format!("{vector}/properties/observations/items")),
        ("[[vector]]\nexpect = { zzzzzzzz = 1 }", format!("{vector}/properties/expect")),
    ];
    let reference = page("rubric-reference.md");
    for (text, pointer) in tables {
        let keys = keys_of(text, "mine.toml");
        assert_eq!(keys, schema_keys(&pointer), "{pointer}");
        for key in keys {
            assert!(reference.contains(&format!("`{key}`")), "rubric-reference.md does not explain `{key}`");
        }
    }
    for key in keys_of("[[signal]]\nzzzzzzzz = 1", "signals.toml") {
        assert!(reference.contains(&format!("| `{key}` |")), "rubric-reference.md does not explain `{key}`");
    }
    let kinds: Vec<&str> = SourceKind::ALL.iter().map(|kind| kind.key()).collect();
    let listed = rubric_schema().pointer("/$defs/kind/enum").cloned().expect("kinds");
    assert_eq!(listed, serde_json::json!(kinds));
}

#[test]
fn examples_of_the_rubric_reference_are_sound() {
    let reference = page("rubric-reference.md");
    let catalogue = builtin_catalogue();
    let blocks: Vec<&str> = reference.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let rubrics: Vec<&&str> = blocks.iter().filter(|block| block.starts_with("id = ")).collect();
    assert!(!rubrics.is_empty());
    for text in rubrics {
        let (mut files, mut problems) = (Files::default(), Diagnostics::default());
        let file = files.add("mine.toml", *text);
        assert!(read_rubric(&files, file, &catalogue, &mut problems).is_some(), "{problems:?}");
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(schema_problems(text), [""; 0]);
    }
    for text in blocks.iter().filter(|block| block.starts_with("[[signal]]")) {
        let (mut files, mut problems) = (Files::default(), Diagnostics::default());
        let file = files.add("rubrics/signals.toml", *text);
        let mut own = builtin_catalogue();
        skiplevel::signal::read_signals(&files, file, &mut own, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// notes.md
// ---------------------------------------------------------------------------------------------------------------------

#[test]
fn headings_of_the_guide_are_read_as_it_says() {
    let trust = Trust::builtin();
    for row in checked_table(&page("notes.md"), "headings") {
        let [written, date, kind, origin] = row.as_slice() else { panic!("{row:?}") };
        let heading = read_heading(ticked(written)[0], &trust);
        let found = heading.kind.unwrap_or(SourceKind::Unknown);
        let found = format!(
            "{} `{}` `{}`",
            heading.date.map(|date| date.to_string()).unwrap_or_default(),
            found.key(),
            heading.origin(found, &trust)
        );
        assert_eq!(found, format!("{date} {kind} {origin}"), "{written}");
    }
}

#[test]
fn values_of_the_guide_are_read_as_it_says() {
    let catalogue = builtin_catalogue();
    let signal = |cell: &str| catalogue.get(ticked(cell)[0]).unwrap_or_else(|| panic!("{cell}"));
    for row in checked_table(&page("notes.md"), "values") {
        let [_, key, written, counts] = row.as_slice() else { panic!("{row:?}") };
        for form in ticked(written) {
            let value = parse_value(signal(key), form).unwrap_or_else(|problem| panic!("{form}: {problem:?}"));
            assert_eq!(value.to_string(), ticked(counts)[0], "{form}");
        }
    }
    for row in checked_table(&page("notes.md"), "refused") {
        let [key, written, _] = row.as_slice() else { panic!("{row:?}") };
        for form in ticked(written) {
            assert!(parse_value(signal(key), form).is_err(), "{form} is read");
        }
    }
}

#[test]
fn options_of_the_guide_are_known() {
    let catalogue = builtin_catalogue();
    let signal = catalogue.get("department.ems_per_m2").expect("in the catalogue");
    for row in checked_table(&page("notes.md"), "options") {
        for option in ticked(&row[0]) {
            let stated = parse_stated(signal, &format!("6 {option}")).unwrap_or_else(|problem| panic!("{problem:?}"));
            assert!(stated.unknown.is_empty(), "{option}");
            let plain = parse_stated(signal, "6").expect("a number");
            assert_ne!(stated, plain, "{option} does something");
        }
    }
}

/// The keys that `check` says a file can have, when it meets one that it cannot.
fn keys_by_check(path: &'static str, text: &str) -> BTreeSet<String> {
    let example = example(Code::UnknownKey, path, text);
    let block = shown(&example);
    let help = block.split("keys are ").nth(1).unwrap_or_else(|| panic!("{block}")).replace('\n', " ");
    let is_key = |c: char| c.is_ascii_lowercase() || c == '_';
    help.split(|c| !is_key(c)).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn keys_of_the_guide_are_those_of_the_program() {
    let guide = page("notes.md");
    let row = |start: &str| {
        let line = guide.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no {start}"));
        ticked(&cells(line)[1]).into_iter().map(str::to_owned).collect::<BTreeSet<String>>()
    };
    let role = format!("---\nzzzzzzzz: 1\n{}", SOUND_ROLE.trim_start_matches("---\n"));
    assert_eq!(row("| `roles/*.md` |"), keys_by_check("roles/acme-em.md", &role));
    assert_eq!(row("| `companies/*.md` |"), keys_by_check("companies/acme.md", "---\nzzzzzzzz: 1\n---\n"));
    assert_eq!(row("| `me.md` |"), keys_by_check("me.md", "---\nzzzzzzzz: 1\n---\n"));
    for key in keys_by_check("skiplevel.toml", "zzzzzzzz = 1\n") {
        let known = [format!("| `{key}` |"), format!("| `[{key}]` |")];
        assert!(known.iter().any(|start| guide.contains(start)), "notes.md has no row for `{key}`");
    }
    let block = shown(&example(Code::CsvColumn, "companies/acme.csv", "zzzzzzzz\n"));
    let columns = block.split("columns:").nth(1).unwrap_or_else(|| panic!("{block}"));
    for column in columns.trim().split(',') {
        assert!(guide.contains(&format!("| `{column}` |")), "notes.md has no row for the column `{column}`");
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// csv.md, method.md, glossary.md, all pages
// ---------------------------------------------------------------------------------------------------------------------

/// First cells of the rows of a table.
fn documented(page: &str, name: &str) -> Vec<String> {
    checked_table(page, name)
        .iter()
        .flat_map(|row| ticked(&row[0]).into_iter().map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

#[test]
fn every_csv_column_is_documented() {
    let guide = page("csv.md");
    assert_eq!(documented(&guide, "csv"), CSV_COLUMNS);
    assert_eq!(documented(&guide, "tidy-csv"), TIDY_COLUMNS);
    assert_eq!(documented(&guide, "odds"), ODDS_COLUMNS);
    assert_eq!(documented(&guide, "ask"), ASK_COLUMNS);
    assert_eq!(documented(&guide, "claims"), CLAIMS_COLUMNS);
    let output = Command::new(env!("CARGO_BIN_EXE_skiplevel"))
        .args(["facts", "--format", "csv", "-q", "-C", "examples/offers", "ottersby"])
        .current_dir(root())
        .output()
        .expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let header: Vec<&str> = text.lines().next().unwrap_or_default().split(',').collect();
    assert_eq!(documented(&guide, "facts"), header);
}

#[test]
fn the_method_has_the_trust_table_in_force() {
    let method = page("method.md");
    for entry in Trust::builtin().entries() {
        let row =
            format!("| `{}` | {:.2} | {} | {} |", entry.kind.key(), entry.trust, entry.party.key(), entry.admiralty);
        assert!(method.contains(&row), "method.md lacks {row}");
    }
}

/// The department of 120 that doubles; everything else as it is when nothing is known.
#[test]
fn the_method_has_the_sensitivities_of_the_seat_model() {
    let doubling = Parameters { reach: 120.0, growth_observed: 1.0, ..Parameters::default() };
    let ends = |parameter: Parameter| parameter.plausible().map(|(low, high)| Move { parameter, low, high });
    let moves: Vec<Move> = Parameter::MOVED.into_iter().filter_map(ends).collect();
    let rows: Vec<Vec<String>> = sensitivity(&doubling, &SCENARIOS, &moves)
        .iter()
        .map(|row| {
            let Move { parameter, low, high } = row.moved;
            let (at_low, at_high) = (row.yours_at_low, row.yours_at_high);
            let numbers = [format!("{low:.2}"), format!("{high:.2}"), format!("{at_low:.4}"), format!("{at_high:.4}")];
            [&[format!("`{}`", parameter.key())], numbers.as_slice()].concat()
        })
        .collect();
    assert_eq!(checked_table(&page("method.md"), "sensitivity"), rows);
}

#[test]
fn the_glossary_is_in_order() {
    let glossary = page("glossary.md");
    let terms: Vec<String> = glossary
        .lines()
        .filter_map(|line| line.strip_prefix("**")?.split_once("**"))
        .map(|(term, _)| term.to_lowercase())
        .collect();
    let mut sorted = terms.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(terms, sorted);
    assert!(terms.len() > 30);
}

#[test]
fn links_lead_somewhere() {
    let mut pages: Vec<PathBuf> = std::fs::read_dir(root().join("docs"))
        .expect("docs/")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    pages.extend(["ARCHITECTURE.md", "CONTRIBUTING.md"].map(|name| root().join(name)));
    for path in pages {
        let text = std::fs::read_to_string(&path).expect("a page");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.starts_with("http") {
                continue;
            }
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { path.clone() } else { path.parent().expect("a folder").join(file) };
            let other = std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("{}: {target}", path.display()));
            let anchors: Vec<String> = other.lines().filter(|line| line.starts_with('#')).map(anchor_of).collect();
            assert!(anchor.is_empty() || anchors.iter().any(|known| known == anchor), "{}: {target}", path.display());
        }
    }
}

/// The name by which a heading is linked to.
fn anchor_of(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    words
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

#[test]
fn every_source_has_its_row_in_the_document() {
    let text = page("sources.md");
    let table = text.split("<!-- checked: sources -->").nth(1).expect("the table of sources");
    let rows: Vec<&str> = table.lines().skip(3).take_while(|line| line.starts_with('|')).collect();
    let mut listed: Vec<&str> = rows.iter().filter_map(|row| row.split('`').nth(1)).collect();
    let mut named: Vec<&str> = skiplevel::source::sources().map(|source| source.about().name).collect();
    listed.sort_unstable();
    named.sort_unstable();
    assert_eq!(listed, named, "docs/sources.md and the sources differ");
}

//! The rules of `ARCHITECTURE.md`, held by reading the source text: who may name whom, what stands in one place only,
//! and how long a file may be. The scanner has tests of its own with small inputs that must fail.

use std::collections::BTreeSet;
use std::path::Path;

/// A module may name only those of earlier lines; modules of one line do not see each other.
const LAYERS: &[&[&str]] = &[
    &["text"],
    &["model"],
    &["signal"],
    &["ledger", "rubric", "seat", "notes", "source", "http"],
    &["workspace", "score"],
    &["analysis", "collect", "batch"],
    &["report"],
    &["cli"],
];

/// Longest file, without the code that only tests use.
const LONGEST_FILE: usize = 420;

/// What may be named only by some modules: the beginning of a path, the modules, and why.
const RESERVED: &[(&[&str], &[&str], &str)] = &[
    (
        &["std", "fs"],
        &["workspace", "cli", "http"],
        "files are read and written in `workspace`, `cli` and the cache of `http` only",
    ),
    (
        &["tempfile"],
        &["workspace", "cli", "http"],
        "files are read and written in `workspace`, `cli` and the cache of `http` only",
    ),
    (&["std", "env"], &["cli"], "the environment is looked at in `cli` only"),
    (&["std", "net"], &["http"], "the network is `http`'s alone"),
    (&["reqwest"], &["http"], "the network is `http`'s alone"),
    (&["ureq"], &["http"], "the network is `http`'s alone"),
    (&["hyper"], &["http"], "the network is `http`'s alone"),
    (&["tokio"], &["http", "collect"], "work at the same time is for `http` and `collect`"),
    (&["anyhow"], &["cli"], "a library error is a type of its own area"),
    (&["rand"], &[], "randomness takes the seed of the method"),
];

/// Functions that ask the clock, by the last two words of a path.
const CLOCK: &[[&str; 2]] =
    &[["Zoned", "now"], ["Timestamp", "now"], ["SystemTime", "now"], ["Instant", "now"], ["thread", "sleep"]];

/// A word or mark of a source text, without comments and strings.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    text: String,
    line: usize,
}

/// A path such as `crate::ledger::pool`, with the groups of a `use` written out.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    segments: Vec<String>,
    line: usize,
    /// Modules written inside the file that the path stands in.
    nesting: usize,
}

/// `source` with comments, strings and characters blanked out; line ends stay.
fn blanked(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    let keep_line_ends = |range: &[char]| range.iter().map(|c| if *c == '\n' { '\n' } else { ' ' }).collect::<String>();
    while at < chars.len() {
        let rest = &chars[at..];
        let before = at.checked_sub(1).map(|before| chars[before]);
        let in_word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let length = match rest {
            ['/', '/', ..] => rest.iter().position(|c| *c == '\n').unwrap_or(rest.len()),
            ['/', '*', ..] => block_comment(rest),
            ['"', ..] => quoted(rest, 0),
            ['b' | 'c', '"', ..] if !in_word => quoted(rest, 1),
            ['r', '"' | '#', ..] if !in_word => raw_string(rest, 1),
            ['b' | 'c', 'r', '"' | '#', ..] if !in_word => raw_string(rest, 2),
            ['\'', ..] => character(rest),
            _ => 0,
        };
        if length == 0 {
            out.push(chars[at]);
            at += 1;
        } else {
            out.push_str(&keep_line_ends(&rest[..length]));
            at += length;
        }
    }
    out
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        match &rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => {
                (depth, at) = (depth - 1, at + 2);
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    at
}

/// Length of a string whose quote stands at `open`.
fn quoted(rest: &[char], open: usize) -> usize {
    let mut at = open + 1;
    while at < rest.len() {
        match rest[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// Length of `r#"…"#`; 0 for a raw word such as `r#type`.
fn raw_string(rest: &[char], marks: usize) -> usize {
    let hashes = rest[marks..].iter().take_while(|c| **c == '#').count();
    if rest.get(marks + hashes) != Some(&'"') {
        return 0;
    }
    let start = marks + hashes + 1;
    let is_end =
        |at: &usize| rest[*at] == '"' && rest[*at + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes;
    (start..rest.len()).find(is_end).map_or(rest.len(), |at| at + 1 + hashes)
}

/// Length of `'x'`; 0 for a lifetime.
fn character(rest: &[char]) -> usize {
    match rest {
        ['\'', '\\', ..] => rest.iter().skip(3).position(|c| *c == '\'').map_or(0, |at| at + 4),
        ['\'', _, '\'', ..] => 3,
        _ => 0,
    }
}

fn tokens(blanked: &str) -> Vec<Token> {
    let mut found = Vec::new();
    for (row, line) in blanked.lines().enumerate() {
        let mut rest = line;
        while let Some(first) = rest.chars().next() {
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let length = if is_word(first) {
                rest.find(|c| !is_word(c)).unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            if !first.is_whitespace() {
                found.push(Token { text: rest[..length].to_owned(), line: row + 1 });
            }
            rest = &rest[length..];
        }
    }
    found
}

/// A source text without what only tests use.
#[derive(Debug, Default)]
struct Code {
    tokens: Vec<Token>,
    /// Modules in files of their own that only tests have.
    test_modules: Vec<String>,
    /// How many lines only tests have.
    test_lines: usize,
}

fn without_tests(all: &[Token]) -> Code {
    let mut code = Code::default();
    let mut at = 0;
    while at < all.len() {
        if !is_test_attribute(&all[at..]) {
            code.tokens.push(all[at].clone());
            at += 1;
            continue;
        }
        let first_line = all[at].line;
        at = after_group(all, at + 1);
        while all.get(at).is_some_and(|token| token.text == "#") {
            at = after_group(all, at + 1);
        }
        let end = item_end(all, at);
        let item: Vec<&str> = all[at..end].iter().map(|token| token.text.as_str()).collect();
        if let Some(name) = item.iter().position(|word| *word == "mod").and_then(|at| item.get(at + 1))
            && item.last() == Some(&";")
        {
            code.test_modules.push((*name).to_owned());
        }
        code.test_lines += all.get(end - 1).map_or(0, |last| last.line + 1 - first_line);
        at = end;
    }
    code
}

fn is_test_attribute(rest: &[Token]) -> bool {
    let words: Vec<&str> = rest.iter().take(6).map(|token| token.text.as_str()).collect();
    words == ["#", "[", "cfg", "(", "test", ")"] || words.starts_with(&["#", "[", "test", "]"])
}

/// One past the bracket that closes the one at `open`.
fn after_group(all: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in all.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "[" | "(" | "{" => depth += 1,
            "]" | ")" | "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    all.len()
}

/// One past the item that begins at `start`: its `;`, or the brace that closes its body.
fn item_end(all: &[Token], start: usize) -> usize {
    let mut words = all[start..].iter().map(|token| token.text.as_str());
    let is_use = words.find(|word| !matches!(*word, "pub" | "(" | "crate" | "super" | ")")) == Some("use");
    let mut at = start;
    while at < all.len() {
        match all[at].text.as_str() {
            ";" => return at + 1,
            "{" if !is_use => return after_group(all, at),
            "{" | "(" | "[" => at = after_group(all, at),
            _ => at += 1,
        }
    }
    at
}

/// All paths of at least two parts, groups written out.
fn paths(all: &[Token]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut open_modules: Vec<usize> = Vec::new();
    let mut depth = 0_usize;
    let mut module_opens = false;
    for at in 0..all.len() {
        let word = |offset: usize| all.get(at + offset).map_or("", |token| token.text.as_str());
        match word(0) {
            "mod" => module_opens = word(2) == "{",
            "{" => {
                depth += 1;
                if module_opens {
                    open_modules.push(depth);
                    module_opens = false;
                }
            }
            "}" => {
                if open_modules.last() == Some(&depth) {
                    open_modules.pop();
                }
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        let before = at.checked_sub(1).map_or("", |before| all[before].text.as_str());
        let before_that = at.checked_sub(2).map_or("", |before| all[before].text.as_str());
        let continues = before == "::" && (is_name(before_that) || before_that == ">");
        let in_group = before == "{" && before_that == "::";
        if is_name(word(0)) && word(1) == "::" && !continues && !in_group {
            let mut tree = Vec::new();
            read_tree(all, at, &[], &mut tree);
            found.extend(tree.into_iter().map(|(segments, line)| Found {
                segments,
                line,
                nesting: open_modules.len(),
            }));
        }
    }
    found
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Reads the path that begins at `at`, with its groups; gives where it ends.
fn read_tree(all: &[Token], mut at: usize, before: &[String], found: &mut Vec<(Vec<String>, usize)>) -> usize {
    let mut segments = before.to_vec();
    let line = all.get(at).map_or(0, |token| token.line);
    loop {
        match all.get(at).map(|token| token.text.as_str()) {
            Some("{") => {
                let end = after_group(all, at);
                let mut inner = at + 1;
                while inner + 1 < end {
                    inner = read_tree(all, inner, &segments, found);
                    while inner + 1 < end && all[inner].text != "," {
                        inner += 1;
                    }
                    inner += 1;
                }
                return end;
            }
            Some(word) if is_name(word) || word == "*" => segments.push(word.to_owned()),
            _ => break,
        }
        at += 1;
        if all.get(at).is_none_or(|token| token.text != "::") {
            break;
        }
        at += 1;
    }
    found.push((segments, line));
    at
}

/// The top-level module of a file in `src`, and how deep the file's own module lies under the crate.
fn place(path: &str) -> (&str, usize) {
    let stem = path.trim_end_matches(".rs").trim_end_matches("/mod");
    let depth = if matches!(stem, "lib" | "main") { 0 } else { stem.split('/').count() };
    (stem.split('/').next().unwrap_or_default(), depth)
}

fn layer_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// Everything that breaks a rule in one file of `src`; `path` is relative to `src`.
fn problems_of(path: &str, source: &str) -> Vec<String> {
    let (module, depth) = place(path);
    let everything = tokens(&blanked(source));
    let Code { tokens: code, test_lines, .. } = without_tests(&everything);
    let mut found = Vec::new();
    let mut report = |line: usize, what: String| found.push(format!("src/{path}:{line}: {what}"));
    for path in paths(&code) {
        if let Some(trouble) = named_module(&path, depth).and_then(|target| module_trouble(module, target)) {
            report(path.line, trouble);
        }
        let supers = path.segments.iter().take_while(|part| *part == "super").count();
        if depth > 0 && supers > 0 && supers >= depth + path.nesting {
            report(path.line, "`super` leaves the module; write `crate::…`".to_owned());
        }
        if let Some(trouble) = reserved_trouble(module, &path.segments) {
            report(path.line, trouble);
        }
    }
    for (at, token) in code.iter().enumerate() {
        let word = |offset: usize| code.get(at + offset).map_or("", |token| token.text.as_str());
        let before = at.checked_sub(1).map_or("", |before| code[before].text.as_str());
        match (token.text.as_str(), word(1), word(2)) {
            ("unwrap", "(", ")") if before == "." => report(token.line, "`unwrap()` outside tests".to_owned()),
            ("todo" | "dbg" | "unimplemented", "!", _) => {
                report(token.line, format!("`{}!` outside tests", token.text));
            }
            ("use", "crate", "as" | ";") => report(token.line, "the crate has another name here".to_owned()),
            ("extern", "crate", _) => report(token.line, "`extern crate` hides who names whom".to_owned()),
            ("pub", _, _) if re_exports(&code[at..]) => {
                report(token.line, "`pub use crate::` passes on another module's items".to_owned());
            }
            _ => {}
        }
    }
    for token in everything.iter().filter(|token| matches!(token.text.as_str(), "HashMap" | "HashSet")) {
        report(token.line, format!("`{}` has no order; take its BTree sister", token.text));
    }
    let lines = source.lines().count() - test_lines;
    if lines > LONGEST_FILE {
        report(lines, format!("{lines} lines without tests; at most {LONGEST_FILE}"));
    }
    found
}

/// The top-level module that a path of a file names.
fn named_module(path: &Found, depth: usize) -> Option<&str> {
    match path.segments.first()?.as_str() {
        "crate" | "skiplevel" => path.segments.get(1).map(String::as_str),
        // In lib.rs and main.rs, `self` is the crate.
        "self" if depth == 0 => path.segments.get(1).map(String::as_str),
        _ => None,
    }
}

fn module_trouble(from: &str, to: &str) -> Option<String> {
    if from == to || matches!(from, "lib" | "main") {
        return None;
    }
    let (Some(own), Some(other)) = (layer_of(from), layer_of(to)) else {
        return Some(format!("`{from}` names `{to}`, and one of them has no place in LAYERS"));
    };
    (other >= own).then(|| format!("`{from}` names `{to}`, which does not stand before it"))
}

fn reserved_trouble(module: &str, segments: &[String]) -> Option<String> {
    if module == "main" {
        return None;
    }
    let begins = |start: &[&str]| segments.len() >= start.len() && segments.iter().zip(start).all(|(a, b)| a == b);
    let asks_clock = segments.windows(2).any(|pair| CLOCK.iter().any(|call| pair[0] == call[0] && pair[1] == call[1]));
    if asks_clock && !["cli", "http"].contains(&module) {
        return Some("the clock is asked in `cli` and `http` only".to_owned());
    }
    let rule = RESERVED.iter().find(|(start, modules, _)| begins(start) && !modules.contains(&module))?;
    Some(format!("`{}`: {}", rule.0.join("::"), rule.2))
}

/// Whether the tokens begin with `pub use crate` or `pub(…) use crate`.
fn re_exports(rest: &[Token]) -> bool {
    let at = if rest.get(1).is_some_and(|token| token.text == "(") { after_group(rest, 1) } else { 1 };
    let words: Vec<&str> = rest.iter().skip(at).take(2).map(|token| token.text.as_str()).collect();
    words == ["use", "crate"]
}

/// All files of `src` with their paths, without those that only tests have.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    let mut only_tests = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("src can be read") {
            let path = entry.expect("src can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let source = std::fs::read_to_string(&path).expect("source is UTF-8");
                let code = without_tests(&tokens(&blanked(&source)));
                only_tests.extend(code.test_modules.iter().map(|name| folder.join(format!("{name}.rs"))));
                found.push((path, source));
            }
        }
    }
    found.retain(|(path, _)| !only_tests.contains(path));
    let shown = |path: &Path| {
        let inside = path.strip_prefix(&root).expect("found under src");
        inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    let mut found: Vec<(String, String)> = found.into_iter().map(|(path, text)| (shown(&path), text)).collect();
    found.sort();
    found
}

/// Top-level modules that have no place in the list, and places without a module.
fn misplaced(modules: &BTreeSet<&str>) -> Vec<String> {
    let listed: BTreeSet<&str> = LAYERS.iter().flat_map(|layer| layer.iter().copied()).collect();
    let homeless = modules.difference(&listed).map(|module| format!("`{module}` has no place in LAYERS"));
    let absent = listed.difference(modules);
    homeless.chain(absent.map(|module| format!("LAYERS lists `{module}`, which is not there"))).collect()
}

#[test]
fn modules_name_only_what_stands_before_them() {
    let sources = sources();
    assert!(sources.len() > 50, "the scanner finds the source");
    let problems: Vec<String> = sources.iter().flat_map(|(path, source)| problems_of(path, source)).collect();
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

#[test]
fn every_module_has_a_place() {
    let sources = sources();
    let modules: BTreeSet<&str> =
        sources.iter().map(|(path, _)| place(path).0).filter(|module| !matches!(*module, "lib" | "main")).collect();
    assert_eq!(misplaced(&modules), [""; 0]);
}

#[test]
fn the_map_names_every_module() {
    let map = include_str!("../ARCHITECTURE.md");
    assert!(map.lines().count() <= 150, "ARCHITECTURE.md is for reading in one sitting");
    for module in LAYERS.iter().flat_map(|layer| layer.iter()) {
        assert!(map.contains(&format!("| `{module}` |")), "ARCHITECTURE.md has no row for `{module}`");
    }
    let layers: Vec<String> = LAYERS
        .iter()
        .map(|layer| if layer.len() == 1 { layer[0].to_owned() } else { format!("{{{}}}", layer.join(", ")) })
        .collect();
    assert!(map.contains(&layers.join(" → ")), "ARCHITECTURE.md draws other layers: {}", layers.join(" → "));
}

#[test]
fn a_new_module_needs_a_place() {
    let mut modules: BTreeSet<&str> = LAYERS.iter().flat_map(|layer| layer.iter().copied()).collect();
    assert_eq!(misplaced(&modules), [""; 0]);
    modules.remove("seat");
    modules.insert("weather");
    assert_eq!(misplaced(&modules), ["`weather` has no place in LAYERS", "LAYERS lists `seat`, which is not there"]);
}

/// Asserts that a file at `path` breaks a rule with these words, on this line.
fn breaks(path: &str, source: &str, line: usize, words: &str) {
    let found = problems_of(path, source);
    let fits = |problem: &String| problem.starts_with(&format!("src/{path}:{line}: ")) && problem.contains(words);
    assert!(found.iter().any(fits), "{source:?} gives {found:?}, not {words:?} on line {line}");
}

fn is_fine(path: &str, source: &str) {
    assert_eq!(problems_of(path, source), [""; 0], "{source:?}");
}

#[test]
fn every_spelling_of_a_path_is_seen() {
    let later = "`ledger` names `score`";
    breaks("ledger/pool.rs", "use crate::score::Triple;", 1, later);
    breaks("ledger/pool.rs", "use crate::score as other;", 1, later);
    breaks("ledger/pool.rs", "use crate::{model::Date, score::{Triple, Scorer}};", 1, later);
    breaks("ledger/pool.rs", "use crate::{\n    model::{Date, Value},\n    score,\n};", 3, later);
    breaks("ledger/pool.rs", "fn f() -> Vec<crate::score::Triple> { todo() }", 1, later);
    breaks("ledger/pool.rs", "fn f() { crate :: score :: run() }", 1, later);
    breaks("ledger/pool.rs", "fn f() { ::skiplevel::score::run() }", 1, later);
    breaks("ledger/mod.rs", "use crate::seat::flow;", 1, "`ledger` names `seat`");
    breaks("report/mod.rs", "fn f(a: <X as crate::cli::Y>::Z) {}", 1, "`report` names `cli`");
    breaks("ledger/pool.rs", "use crate as everything;", 1, "another name");
    breaks("ledger/pool.rs", "extern crate self as me;", 1, "extern crate");
    breaks("ledger/pool.rs", "use crate::*;", 1, "`*`");
    breaks("weather/mod.rs", "use crate::text::Span;", 1, "no place in LAYERS");
    is_fine("ledger/pool.rs", "use crate::{model::{Date, Value}, signal::Trust};\nuse super::voice::Voice;");
    is_fine("report/mod.rs", "use crate::score::{Scorecard as Card, Triple};");
}

#[test]
fn super_does_not_leave_a_module() {
    breaks("ledger/pool.rs", "use super::super::score::Triple;", 1, "`super` leaves");
    breaks("ledger/mod.rs", "use super::score::Triple;", 1, "`super` leaves");
    breaks("ledger/pool.rs", "mod inner { use super::super::super::score::Triple; }", 1, "`super` leaves");
    is_fine("ledger/pool.rs", "mod inner { use super::super::voice::Voice; }");
    is_fine("ledger/deep/pool.rs", "use super::super::voice::Voice;");
}

#[test]
fn nothing_of_another_module_is_passed_on() {
    breaks("score/mod.rs", "pub use crate::ledger::Estimate;", 1, "passes on");
    breaks("score/mod.rs", "pub(crate) use crate::ledger::Estimate;", 1, "passes on");
    breaks("score/mod.rs", "\npub(in crate::score) use crate::{ledger::Estimate};", 2, "passes on");
    is_fine("score/mod.rs", "pub use verdict::Verdict;\nuse crate::ledger::Estimate;");
}

#[test]
fn what_stands_in_one_place_only() {
    breaks("score/mod.rs", "use std::fs;", 1, "files are read");
    breaks("score/mod.rs", "use std::{collections::BTreeMap, fs::File};", 1, "files are read");
    breaks("score/mod.rs", "fn f() { std::fs::read(\"x\"); }", 1, "files are read");
    breaks("score/mod.rs", "fn f() { ::std::fs::read(\"x\"); }", 1, "files are read");
    breaks("workspace/mod.rs", "fn f() { std::env::var(\"x\"); }", 1, "environment");
    breaks("cli/mod.rs", "use std::net::TcpStream;", 1, "network");
    breaks("cli/mod.rs", "fn f() { reqwest::get(\"x\"); }", 1, "network");
    breaks("workspace/mod.rs", "fn f() { jiff::Zoned::now(); }", 1, "clock");
    breaks("seat/mod.rs", "use std::time::Instant;\nfn f() { Instant::now(); }", 2, "clock");
    breaks("seat/mod.rs", "fn f() { std::time::SystemTime::now(); }", 1, "clock");
    breaks("workspace/mod.rs", "use anyhow::Context;", 1, "library error");
    is_fine(
        "cli/mod.rs",
        "fn f() { std::env::var(\"x\"); jiff::Zoned::now(); std::fs::read(\"x\"); anyhow::anyhow!(\"x\"); }",
    );
    is_fine("workspace/disk.rs", "use std::fs::File;");
    is_fine("main.rs", "fn main() { skiplevel::cli::run(std::env::args_os()) }");
}

#[test]
fn what_stands_nowhere() {
    breaks("score/mod.rs", "fn f() { x.unwrap() }", 1, "unwrap");
    breaks("score/mod.rs", "fn f() {\n    x\n        .unwrap()\n}", 3, "unwrap");
    breaks("score/mod.rs", "fn f() { todo!() }", 1, "`todo!`");
    breaks("score/mod.rs", "fn f() { dbg!(x) }", 1, "`dbg!`");
    breaks("score/mod.rs", "use std::collections::HashMap;", 1, "HashMap");
    breaks("score/mod.rs", "#[cfg(test)]\nmod tests { use std::collections::HashSet; }", 2, "HashSet");
    is_fine("score/mod.rs", "fn f() { x.unwrap_or_default(); let unwrap = 1; }");
}

#[test]
fn comments_strings_and_tests_do_not_count() {
    is_fine(
        "ledger/pool.rs",
        "// use crate::score;\n/* crate::score /* nested */ crate::cli */\n/// crate::score\nfn f() {}",
    );
    is_fine("ledger/pool.rs", "fn f() { g(\"crate::score \\\" crate::cli\", r#\"crate::score \" \"#, b\"x\", '\"'); }");
    is_fine("ledger/pool.rs", "fn f<'a>(x: &'a str) { g('\\'', '\\u{1f}', \"HashMap\"); }");
    is_fine("ledger/pool.rs", "#[cfg(test)]\nmod tests { use crate::score::run; fn f() { x.unwrap(); } }");
    is_fine("ledger/pool.rs", "#[cfg(test)]\nuse crate::{score::run, cli};\nfn f() {}");
    breaks("ledger/pool.rs", "#[cfg(test)]\nmod tests {}\nuse crate::score::run;", 3, "`ledger` names `score`");
    breaks("ledger/pool.rs", "fn f(x: &'static str) { crate::score::run('a') }", 1, "`ledger` names `score`");
    let code = without_tests(&tokens("#[cfg(test)]\nmod fixture;\nmod real;"));
    assert_eq!((code.test_modules, code.test_lines), (vec!["fixture".to_owned()], 2));
}

#[test]
fn long_files_are_named() {
    let long = "fn f() {}\n".repeat(LONGEST_FILE + 1);
    breaks("score/mod.rs", &long, LONGEST_FILE + 1, "lines without tests");
    let tested = format!("fn f() {{}}\n#[cfg(test)]\nmod tests {{\n\n\n{long}}}\n");
    is_fine("score/mod.rs", &tested);
}

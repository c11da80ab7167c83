//! Edits of the text of `skiplevel.toml`: one table, and not a byte of what stands around it.
//!
//! Places come from the parser that reads the settings, and text is replaced at these places. Nothing is written out
//! anew from a parsed form, so line ends, comments, spacing and order of everything else stay as they are, whatever
//! they are.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A byte order mark, which editors of some systems put first.
const MARK: &str = "\u{feff}";

/// Why a text was not edited.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    /// It breaks the syntax of TOML, so nobody knows where a table ends.
    #[error("line {line} breaks the syntax of TOML: {message}")]
    Syntax {
        /// From 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// The key is there and holds something else.
    #[error("`{key}` on line {line} is {found}; expected a table")]
    NotATable {
        /// The key.
        key: String,
        /// From 1.
        line: usize,
        /// What it holds.
        found: &'static str,
    },
}

/// Points of 100 as they are written: whole where they are, else with at most twelve decimals. Rounding moves no score of
/// a rubric with up to 300 groups by more than 1e-9.
///
/// ```
/// use skiplevel::workspace::points_text;
///
/// assert_eq!([points_text(28.0), points_text(245.0 / 6.0)], ["28", "40.833333333333"]);
/// ```
#[must_use]
pub fn points_text(points: f64) -> String {
    format!("{}", (points * 1e12).round() / 1e12)
}

/// The text with exactly these entries in the top table `table`: values that are there are replaced where they stand,
/// missing entries come after the last one, others go. A table that is not there yet comes last, with `remark` (if any)
/// behind its name.
///
/// # Errors
/// [`EditError::Syntax`] and [`EditError::NotATable`]; the text is not edited then.
pub fn with_table(text: &str, table: &str, remark: &str, entries: &[(String, String)]) -> Result<String, EditError> {
    edited(text, |text| {
        let document = parse(text)?;
        let Some((key, value)) = document.get_ref().get_key_value(table) else {
            return Ok(appended(text, table, remark, entries));
        };
        let DeValue::Table(found) = value.get_ref() else { return Err(not_a_table(text, table, value)) };
        if is_inline(text, value) {
            let written: Vec<String> = entries.iter().map(|(key, value)| format!("{key} = {value}")).collect();
            return Ok(spliced(text, vec![(value.span(), format!("{{ {} }}", written.join(", ")))]));
        }
        // Lines could not be added behind a table of a table; nothing of the kind is a weight, so it is written anew.
        if found.iter().any(|(_, value)| has_header(text, value)) {
            return Ok(appended(&without(text, key, value), table, remark, entries));
        }
        Ok(spliced(text, changes_of(text, key, value, found, entries)))
    })
}

/// What has to change in a table of lines so that it holds exactly `entries`.
fn changes_of(
    text: &str,
    key: &Spanned<Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
    found: &DeTable<'_>,
    entries: &[(String, String)],
) -> Vec<(Range<usize>, String)> {
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    let mut end = line_end(text, value.span().end);
    let mut kept: Vec<&str> = Vec::new();
    for (key, value) in found {
        let lines = lines_of(text, key, value);
        end = lines.iter().map(|lines| lines.end).fold(end, usize::max);
        let entry = entries.iter().find(|(known, _)| known == key.get_ref().as_ref());
        match entry.filter(|_| !is_dotted(text, value)) {
            Some((known, wanted)) => {
                kept.push(known);
                if text[value.span()] != *wanted {
                    changes.push((value.span(), wanted.clone()));
                }
            }
            None => changes.extend(lines.into_iter().map(|lines| (lines, String::new()))),
        }
    }
    let path = if is_dotted(text, value) { format!("{}.", &text[key.span()]) } else { String::new() };
    let missing = entries.iter().filter(|(key, _)| !kept.contains(&key.as_str()));
    let lines: String = missing.map(|(key, value)| format!("{path}{key} = {value}{}", line_break(text))).collect();
    if !lines.is_empty() {
        let first = if text[..end].ends_with('\n') { "" } else { line_break(text) };
        changes.push((end..end, format!("{first}{lines}")));
    }
    changes
}

/// The text without the top table `table`; comments on lines of their own stay. A table that is not there: the text.
///
/// # Errors
/// [`EditError::Syntax`]; the text is not edited then.
pub fn without_table(text: &str, table: &str) -> Result<String, EditError> {
    edited(text, |text| {
        let document = parse(text)?;
        let Some((key, value)) = document.get_ref().get_key_value(table) else { return Ok(text.to_owned()) };
        Ok(without(text, key, value))
    })
}

fn without(text: &str, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) -> String {
    spliced(text, lines_of(text, key, value).into_iter().map(|lines| (lines, String::new())).collect())
}

/// Runs an edit on the text behind a byte order mark, and puts the mark back.
fn edited(text: &str, edit: impl FnOnce(&str) -> Result<String, EditError>) -> Result<String, EditError> {
    match text.strip_prefix(MARK) {
        Some(rest) => edit(rest).map(|edited| format!("{MARK}{edited}")),
        None => edit(text),
    }
}

fn parse(text: &str) -> Result<Spanned<DeTable<'_>>, EditError> {
    DeTable::parse(text).map_err(|error| EditError::Syntax {
        line: line_at(text, error.span().map_or(0, |span| span.start)),
        message: error.message().lines().collect::<Vec<_>>().join(", "),
    })
}

fn not_a_table(text: &str, key: &str, value: &Spanned<DeValue<'_>>) -> EditError {
    let found = match value.get_ref() {
        DeValue::Array(_) => "a list",
        DeValue::String(_) => "a text",
        _ => "a single value",
    };
    EditError::NotATable { key: key.to_owned(), line: line_at(text, value.span().start), found }
}

fn line_at(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).matches('\n').count() + 1
}

fn line_break(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// One past the line end of the line that holds `at`.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
}

/// `{ … }`.
fn is_inline(text: &str, value: &Spanned<DeValue<'_>>) -> bool {
    matches!(value.get_ref(), DeValue::Table(_)) && text[value.span()].starts_with('{')
}

/// Has a line of its own, `[table]`.
fn has_header(text: &str, value: &Spanned<DeValue<'_>>) -> bool {
    matches!(value.get_ref(), DeValue::Table(_)) && text[value.span()].starts_with('[')
        || matches!(value.get_ref(), DeValue::Array(_)) && text[value.span()].starts_with("[[")
}

/// Written as `table.key = …`, without a line of its own.
fn is_dotted(text: &str, value: &Spanned<DeValue<'_>>) -> bool {
    matches!(value.get_ref(), DeValue::Table(_)) && !text[value.span()].starts_with(['{', '['])
}

/// The whole lines on which an entry stands: of a table its name and all that it holds, without comments between.
fn lines_of(text: &str, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) -> Vec<Range<usize>> {
    let lines = |from: usize, to: usize| text[..from].rfind('\n').map_or(0, |at| at + 1)..line_end(text, to);
    match value.get_ref() {
        DeValue::Table(table) if !is_inline(text, value) => {
            let name = (!is_dotted(text, value)).then(|| lines(value.span().start, value.span().end));
            name.into_iter().chain(table.iter().flat_map(|(key, value)| lines_of(text, key, value))).collect()
        }
        DeValue::Array(items) if text[value.span()].starts_with("[[") => {
            let parts = items.iter().flat_map(|item| {
                let inner = match item.get_ref() {
                    DeValue::Table(table) => table.iter().flat_map(|(key, value)| lines_of(text, key, value)).collect(),
                    _ => Vec::new(),
                };
                std::iter::once(lines(item.span().start, item.span().end)).chain(inner)
            });
            parts.collect()
        }
        _ => vec![lines(key.span().start, value.span().end)],
    }
}

/// The text with a new table at its end, one empty line before it.
fn appended(text: &str, table: &str, remark: &str, entries: &[(String, String)]) -> String {
    let end = line_break(text);
    let mut out = text.to_owned();
    if !out.is_empty() {
        if !out.ends_with('\n') {
            out.push_str(end);
        }
        if !out.ends_with("\n\n") && !out.ends_with("\n\r\n") {
            out.push_str(end);
        }
    }
    let remark = if remark.is_empty() { String::new() } else { format!(" # {remark}") };
    out.push_str(&format!("[{table}]{remark}{end}"));
    for (key, value) in entries {
        out.push_str(&format!("{key} = {value}{end}"));
    }
    out
}

/// The text with each range replaced; of ranges that lie in one another only the outer one counts.
fn spliced(text: &str, mut changes: Vec<(Range<usize>, String)>) -> String {
    changes.sort_by(|(a, _), (b, _)| (a.start, b.end).cmp(&(b.start, a.end)));
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (range, wanted) in changes {
        if range.start < done {
            continue;
        }
        out.push_str(&text[done..range.start]);
        out.push_str(&wanted);
        done = range.end;
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entries(points: &[(&str, f64)]) -> Vec<(String, String)> {
        points.iter().map(|(group, points)| ((*group).to_owned(), points_text(*points))).collect()
    }

    /// Asserts what becomes of a text when openings get 60 points and access 40, and that a second time changes nothing.
    #[track_caller]
    fn check(text: &str, expect: &str) {
        let wanted = entries(&[("openings", 60.0), ("access", 40.0)]);
        let found = with_table(text, "weights", "", &wanted).expect("the text can be edited");
        assert_eq!(found, expect);
        assert_eq!(with_table(&found, "weights", "", &wanted).as_deref(), Ok(expect));
        let read: toml::Table = toml::from_str(found.trim_start_matches(MARK)).expect("TOML");
        let weights = read["weights"].as_table().expect("a table");
        assert_eq!((weights.len(), &weights["openings"], &weights["access"]), (2, &60.into(), &40.into()));
    }

    #[test]
    fn every_way_to_write_a_table_is_edited_where_it_stands() {
        check("", "[weights]\nopenings = 60\naccess = 40\n");
        check("a = 1", "a = 1\n\n[weights]\nopenings = 60\naccess = 40\n");
        check("a = 1\n\n", "a = 1\n\n[weights]\nopenings = 60\naccess = 40\n");
        check(
            "[weights] # mine\n# first\nopenings=1_0 # why\n\n[x]\ny = 1\n",
            "[weights] # mine\n# first\nopenings=60 # why\naccess = 40\n\n[x]\ny = 1\n",
        );
        check("[weights]\n[x]\n", "[weights]\nopenings = 60\naccess = 40\n[x]\n");
        check("[weights]", "[weights]\nopenings = 60\naccess = 40\n");
        check("[weights]\n\"access\" = 'x'\nopenings = 60", "[weights]\n\"access\" = 40\nopenings = 60");
        check("[weights]\nopenings = 60", "[weights]\nopenings = 60\naccess = 40\n");
        check("weights = { access = 1 } # w\nb = 2\n", "weights = { openings = 60, access = 40 } # w\nb = 2\n");
        check("weights.access = 1\nb = 2\n", "weights.access = 40\nweights.openings = 60\nb = 2\n");
    }

    #[test]
    fn entries_that_are_not_wanted_go_and_remarks_on_lines_of_their_own_stay() {
        check(
            "[weights]\n# old\ntempo = 3 # gone\n# kept\nopenings = 1\naccess = 2\n",
            "[weights]\n# old\n# kept\nopenings = 60\naccess = 40\n",
        );
        check("[weights]\ntempo = 3\n[x]\n", "[weights]\nopenings = 60\naccess = 40\n[x]\n");
        check("[weights]\naccess.x = 3\n", "[weights]\nopenings = 60\naccess = 40\n");
        let nested = "[weights.access]\n# here\nx = 3\n[b]\nc = 1\n";
        check(nested, "# here\n[b]\nc = 1\n\n[weights]\nopenings = 60\naccess = 40\n");
        let listed = "[weights]\nopenings = 1\n[b]\nc = 1\n[[weights.access]]\nx = 3\n";
        check(listed, "[b]\nc = 1\n\n[weights]\nopenings = 60\naccess = 40\n");
    }

    #[test]
    fn line_ends_and_marks_of_windows_stay() {
        check("\u{feff}a = 1\r\n", "\u{feff}a = 1\r\n\r\n[weights]\r\nopenings = 60\r\naccess = 40\r\n");
        check(
            "a = \"\"\"x\r\ny\"\"\"\r\n[weights]\r\naccess = 1\r\n[b]\r\n",
            "a = \"\"\"x\r\ny\"\"\"\r\n[weights]\r\naccess = 40\r\nopenings = 60\r\n[b]\r\n",
        );
    }

    #[test]
    fn a_table_that_goes_leaves_everything_else() {
        let check = |text: &str, expect: &str| assert_eq!(without_table(text, "weights").as_deref(), Ok(expect));
        check("a = 1\n", "a = 1\n");
        check("# a\n[weights] # b\n# c\nx = 1 # d\n\n[y]\nz = 1\n", "# a\n# c\n\n[y]\nz = 1\n");
        check("weights = {\n  a = 1,\n}\nb = 1\n", "b = 1\n");
        check("weights.a = 1\nb = 1\nweights.c = 2\n", "b = 1\n");
        check("[weights]\na = 1\n[weights.b]\nc = 1\n[d]\n", "[d]\n");
        check("[[weights]]\na = 1\n[[weights]]\nb = 1\n[d]\n", "[d]\n");
    }

    #[test]
    fn a_new_table_comes_last_with_its_remark() {
        let entries = entries(&[("d", 2.5)]);
        let found = with_table("a = 1\n", "lock", "by x", &entries);
        assert_eq!(found.as_deref(), Ok("a = 1\n\n[lock] # by x\nd = 2.5\n"));
        let again = with_table("[lock] # by y\nd = [\n 1]\ne = 1\n\n[b]\n", "lock", "by x", &entries);
        assert_eq!(again.as_deref(), Ok("[lock] # by y\nd = 2.5\n\n[b]\n"));
    }

    #[test]
    fn what_cannot_be_edited_is_named() {
        let words = |text: &str| with_table(text, "weights", "", &[]).expect_err("refused").to_string();
        assert!(
            words("a = 1\n[weights\n").starts_with("line 2 breaks the syntax of TOML: "),
            "{}",
            words("[weights\n")
        );
        assert!(words("a = 1\na = 2\n").starts_with("line 2 breaks the syntax of TOML: "));
        assert_eq!(words("\nweights = 3\n"), "`weights` on line 2 is a single value; expected a table");
        assert_eq!(words("[[weights]]\n"), "`weights` on line 1 is a list; expected a table");
        assert_eq!(words("weights = 'x'\n"), "`weights` on line 1 is a text; expected a table");
    }

    #[test]
    fn rounding_of_points_moves_no_score() {
        for points in [147.0 / 3.6, 100.0 / 3.0, 1e-9, 99.999_999_999_9, 0.0] {
            let read: f64 = points_text(points).parse().expect("a number");
            assert!((read - points).abs() <= 5e-13, "{points}");
        }
        assert_eq!(points_text(1e-13), "0");
    }

    /// Settings around the weights: what a person might have there.
    fn around() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            Just("# remark: [weights] openings = 3".to_owned()),
            Just(String::new()),
            Just("   ".to_owned()),
            "[a-d]{1,3}".prop_map(|word| format!("# {word} “é”")),
        ];
        proptest::collection::vec(line, 0..5).prop_map(|lines| lines.iter().map(|line| format!("{line}\n")).collect())
    }

    proptest! {
        /// A score is a weighted mean of numbers from 0 to 100.
        #[test]
        fn weights_that_were_written_move_no_score_by_more_than_a_billionth(
            points in proptest::collection::vec(0.0..1000.0_f64, 1..40),
        ) {
            let total: f64 = points.iter().sum();
            prop_assume!(total > 0.0);
            let exact: Vec<f64> = points.iter().map(|points| points / total).collect();
            let written: Vec<f64> =
                exact.iter().map(|weight| points_text(100.0 * weight).parse().expect("a number")).collect();
            let sum: f64 = written.iter().sum();
            let moved: f64 = exact.iter().zip(&written).map(|(exact, written)| 100.0 * (exact - written / sum).abs()).sum();
            prop_assert!(moved <= 1e-9, "{moved}");
        }

        /// Whatever shape the table has, only its own lines change.
        #[test]
        fn everything_around_the_table_keeps_every_byte(
            parts in proptest::array::uniform3(around()),
            shape in 0..5_usize,
            windows: bool,
            marked: bool,
            points in proptest::array::uniform2(0.0..100.0_f64),
        ) {
            let top = "rubric = \"m2-path\"  # the default\nwalk_away_pay=118_000\n";
            let rest = "[trust] # own\n\"hearsay\"   = 0.25\n";
            let table = ["", "[weights]\naccess = 1\n", "[ weights ]\n", "weights = { access = 1 }\n", "weights.access = 1\n"][shape];
            let [a, b, c] = &parts;
            let (before, after) = match shape {
                3 | 4 => (format!("{a}{top}"), format!("{b}{rest}{c}")),
                _ => (format!("{a}{top}{b}"), format!("{c}{rest}")),
            };
            let shaped = |text: String| {
                let text = if windows { text.replace('\n', "\r\n") } else { text };
                if marked { format!("{MARK}{text}") } else { text }
            };
            let wanted = entries(&[("openings", points[0]), ("access", points[1])]);
            let text = shaped(format!("{before}{table}{after}"));
            let edited = with_table(&text, "weights", "", &wanted).expect("sound");
            let (before, after) = (shaped(before), shaped(after).trim_start_matches(MARK).to_owned());
            let inner = if shape == 0 {
                edited.strip_prefix(&text)
            } else {
                edited.strip_prefix(&before).and_then(|edited| edited.strip_suffix(&after))
            };
            prop_assert!(inner.is_some_and(|inner| inner.lines().count() <= 4), "{text:?} became {edited:?}");
            let read: toml::Table = toml::from_str(edited.trim_start_matches(MARK)).expect("TOML");
            for (group, points) in &wanted {
                let read = read["weights"][group].to_string();
                prop_assert_eq!(read.trim_end_matches(".0").parse::<f64>(), points.parse::<f64>());
            }
            let gone = without_table(&edited, "weights").expect("sound");
            let others = [before, after].concat();
            prop_assert!(shape == 0 || gone == others, "{:?} became {:?}", edited, gone);
        }
    }
}

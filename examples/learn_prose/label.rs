//! What states a fact and what does not: the labels of dossiers and phrasings, laid over the samples of the reader.

use std::ops::Range;
use std::path::Path;

use anyhow::{Context as _, Result};
use skiplevel::model::{Scope, SourceKind};
use skiplevel::notes::prose::{Found, Reading, Sample, samples};
use skiplevel::notes::{Context, Section, read_dossier};
use skiplevel::signal::{Catalogue, SignalType, Trust, builtin_catalogue};
use skiplevel::text::{Diagnostics, Files, Span};

use crate::learn::Example;

/// The class of what states nothing.
pub(crate) const NOTHING: &str = "none";

/// The kind of phrasings that stand on a page of openings, and its heading.
const CAREERS: &str = "careers page";

/// Signals whose levels are counts, so that a number states them: *3 of the 4 boxes*.
const COUNTED: &[&str] = &["culture.operating_clarity", "self.m2_skills", "self.network"];

/// A fact that somebody found in a dossier by hand.
#[derive(Debug, Clone, serde::Deserialize)]
struct Label {
    line: usize,
    signal: String,
    value: String,
    low: String,
    high: String,
    class: String,
    quote: String,
}

/// The examples of a dossier whose facts stand beside it; `true` for quantities.
pub(crate) fn of_dossier(note: &Path) -> Result<Vec<(bool, Example)>> {
    let text = std::fs::read_to_string(note)?;
    let mut labels: Vec<Label> = Vec::new();
    for row in csv::Reader::from_path(note.with_extension("facts.csv"))?.deserialize() {
        labels.push(row?);
    }
    let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
    let mut files = Files::default();
    let file = files.add("note.md", &text);
    let is_me = text.lines().any(|line| line.trim() == "kind: me");
    let scope = if is_me { Scope::You } else { Scope::Role };
    let context = Context { catalogue: &catalogue, trust: &trust, scope };
    let dossier = read_dossier(&files, file, context, &mut Diagnostics::default());
    Ok(examples(&text, &labels, samples(&files, &dossier.sections, context), &catalogue))
}

/// The examples of a file of phrasings. All were said on one day; each line is a section of its own.
pub(crate) fn of_phrasings(path: &Path) -> Result<Vec<(bool, Example)>> {
    let (catalogue, trust) = (builtin_catalogue(), Trust::builtin());
    let scope = if path.to_string_lossy().ends_with("self.txt") { Scope::You } else { Scope::Role };
    let context = Context { catalogue: &catalogue, trust: &trust, scope };
    let (mut text, mut labels, mut lines) = (String::new(), Vec::new(), Vec::new());
    for (number, line) in std::fs::read_to_string(path)?.lines().enumerate() {
        let start = text.len();
        let Some((kind, phrasing)) = line.split_once(" | ") else {
            text.push('\n');
            continue;
        };
        // Pages of openings are known by their heading.
        let is_careers = kind.trim() == CAREERS;
        let kind = SourceKind::from_key(if is_careers { "company_record" } else { kind.trim() })
            .with_context(|| format!("{}:{}: no kind of source: `{kind}`", path.display(), number + 1))?;
        plain(phrasing, number + 1, &mut text, &mut labels)
            .with_context(|| format!("{}:{}", path.display(), number + 1))?;
        lines.push((kind, is_careers, start, text.len()));
        text.push('\n');
    }
    let heading = text.len()..text.len() + CAREERS.len();
    text.push_str(CAREERS);
    let mut files = Files::default();
    let file = files.add("note.md", &text);
    let section = |(kind, is_careers, start, end): &(SourceKind, bool, usize, usize)| Section {
        heading: is_careers.then(|| Span::new(file, heading.start, heading.end)),
        date: "2026-09-15".parse().ok(),
        kind: *kind,
        origin: String::new(),
        prose: vec![Span::new(file, *start, *end)],
        fields: Vec::new(),
    };
    let sections: Vec<Section> = lines.iter().map(section).collect();
    Ok(examples(&text, &labels, samples(&files, &sections, context), &catalogue))
}

/// Adds a phrasing without its braces to `text`, and the facts in them to `labels`.
fn plain(phrasing: &str, line: usize, text: &mut String, labels: &mut Vec<Label>) -> Result<()> {
    let mut rest = phrasing;
    while let Some((before, after)) = rest.split_once('{') {
        let (fact, behind) = after.split_once('}').context("a brace without its end")?;
        let (signal, stated) = fact.split_once('=').context("no `=` in braces")?;
        let (value, words) = stated.split_once(':').context("no `:` in braces")?;
        let value = value.split(['@', '+', '#']).next().unwrap_or_default();
        let (value, (low, high)) = match value.split_once("..") {
            Some(ends) => ("", ends),
            None => (value, ("", "")),
        };
        text.push_str(before);
        text.push_str(words);
        labels.push(Label {
            line,
            signal: signal.to_owned(),
            value: value.to_owned(),
            low: low.to_owned(),
            high: high.to_owned(),
            class: String::new(),
            quote: words.to_owned(),
        });
        rest = behind;
    }
    text.push_str(rest);
    Ok(())
}

/// Each sample with the class that its label names.
fn examples(text: &str, labels: &[Label], samples: Vec<Sample>, catalogue: &Catalogue) -> Vec<(bool, Example)> {
    let mut classes: Vec<String> = samples.iter().map(|_| NOTHING.to_owned()).collect();
    for label in labels {
        let lines = line_range(text, label.line);
        let quote = text[lines.clone()].find(&label.quote).map_or(lines.clone(), |at| {
            let start = lines.start + at;
            start..start + label.quote.len()
        });
        let is_level = catalogue.get(&label.signal).is_some_and(|signal| signal.signal_type == SignalType::Ordinal);
        // In phrasings, a level that stands there as a figure (*fit: 3 of 4*) is a number, too.
        let is_counted = COUNTED.contains(&&*label.signal) || label.quote.bytes().any(|byte| byte.is_ascii_digit());
        let is_worded = label.class == "judgement" || label.class.is_empty() && is_level && !is_counted;
        if !is_worded && name_quantity(label, &samples, &quote, &lines, &mut classes) {
            continue;
        }
        let value = match label.value.as_str() {
            "yes" => "1",
            "no" => "0",
            value => value,
        };
        // Words state small numbers (*nobody*, *twice*), *monthly*, and that a search for layoffs found none in sixty months.
        if value.parse::<f64>().is_ok_and(|number| is_level || number < 7.0 || ["12", "60"].contains(&value)) {
            let overlap =
                |sample: &Sample| sample.span.end.min(quote.end).saturating_sub(sample.span.start.max(quote.start));
            let near =
                samples.iter().enumerate().filter(|(_, sample)| sample.readings.is_none() && overlap(sample) > 0);
            // A question states nothing; what answers it in the same quote does.
            let asks = |sample: &Sample| text[sample.span.start..sample.span.end].ends_with('?');
            let best = near.max_by_key(|(at, sample)| (!asks(sample), overlap(sample), usize::MAX - at));
            if let Some((at, _)) = best.filter(|(at, _)| classes[*at] == NOTHING) {
                classes[at] = format!("{}={value}", label.signal);
            }
        }
    }
    let named = samples.into_iter().zip(classes);
    named.map(|(sample, class)| (sample.readings.is_some(), Example { features: sample.features, class })).collect()
}

/// Where a line stands, by its number from 1.
fn line_range(text: &str, line: usize) -> Range<usize> {
    let start = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum::<usize>();
    let length = text[start.min(text.len())..].find('\n').unwrap_or(text.len().saturating_sub(start));
    start.min(text.len())..(start + length).min(text.len())
}

/// Names the quantity that states a label, first in its quote, then in its line; `false` where none does.
fn name_quantity(
    label: &Label,
    samples: &[Sample],
    quote: &Range<usize>,
    line: &Range<usize>,
    classes: &mut [String],
) -> bool {
    for range in [quote, line] {
        let within = |sample: &&(usize, &Sample)| range.contains(&sample.1.span.start);
        let all: Vec<(usize, &Sample)> = samples.iter().enumerate().collect();
        let near: Vec<(usize, &Sample)> = all.iter().filter(within).copied().collect();
        let found = near.iter().find_map(|(at, sample)| {
            let of = |reading: &&Reading| {
                reading.signal == label.signal && !is_half(reading) && agrees(label, &reading.value)
            };
            sample.readings.as_ref()?.iter().find(of).map(|reading| (*at, reading.class.clone()))
        });
        if let Some((at, class)) = found.filter(|(at, _)| classes[*at] == NOTHING) {
            classes[at] = class;
            return true;
        }
        if let Some((k, n)) = label.value.split_once('/').and_then(|(k, n)| Some((k.parse().ok()?, n.parse().ok()?))) {
            let half = |wanted: f64, name: &str| {
                near.iter().find_map(|(at, sample)| {
                    let of = |reading: &&Reading| {
                        reading.signal == label.signal
                            && reading.class.ends_with(name)
                            && matches!(reading.value, Found::Number(x) if close(x, wanted))
                    };
                    sample.readings.as_ref()?.iter().find(of).map(|reading| (*at, reading.class.clone()))
                })
            };
            // The whole may be said, or what is left of it.
            for (number, name) in [(n, "|n"), (n - k, "|o")] {
                if let (Some((k, part)), Some((n, whole))) = (half(k, "|k"), half(number, name))
                    && k != n
                    && classes[k] == NOTHING
                    && classes[n] == NOTHING
                {
                    classes[k] = part;
                    classes[n] = whole;
                    return true;
                }
            }
        }
    }
    false
}

fn is_half(reading: &Reading) -> bool {
    ["|k", "|n", "|o"].iter().any(|name| reading.class.ends_with(name))
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.01 * a.abs().max(b.abs()).max(1e-9)
}

/// Whether a value is the one of a label.
fn agrees(label: &Label, found: &Found) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    match found {
        // Percentages are labelled as such (`80`) or as people count (`4/5`), whatever the signal's unit is.
        Found::Number(x) => {
            let share = label.value.split_once('/').and_then(|(k, n)| Some(number(k)? / number(n)? * 100.0));
            let is_share = label.signal.ends_with("_share");
            number(&label.value).or(share).is_some_and(|said| close(said, *x) || is_share && close(said, *x * 100.0))
        }
        Found::Range { low, high } => {
            let fits =
                |end: &str, found: &Option<f64>| number(end).is_none_or(|end| found.is_some_and(|x| close(end, x)));
            label.value.is_empty() && fits(&label.low, low) && fits(&label.high, high)
        }
        Found::Share { k, n } => label
            .value
            .split_once('/')
            .is_some_and(|(a, b)| number(a).zip(number(b)).is_some_and(|(a, b)| close(a / b, k / n))),
        Found::Event(event) => {
            let date = event.date.to_string();
            date.starts_with(&label.value) || label.value.starts_with(&date)
        }
    }
}

//! Walks a dossier line by line and makes observations.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fact_date::fact_date;
use super::field::{Field, content_start, find_fields};
use super::front::read_front;
use super::heading::{Heading, read_heading};
use super::question::{Questions, answer_in, is_answer_line};
use super::structure::{Part, structure};
use super::voices::{about_you, same_office, sole_names};
use super::{Context, Dossier, FieldLine, OpenQuestion, Section};
use crate::model::{Ageing, Observation, PartialDate, Scope, Source, SourceKind, Value};
use crate::signal::{Lookup, Signal, Stated, Use, ValueProblem, parse_stated};
use crate::text::{Code, Diagnostic, Diagnostics, FileId, Files, Severity, Span, nearest};

/// Longest quote that is kept, in bytes.
const MAX_QUOTE: usize = 400;

pub(super) struct Reader<'a, 'p> {
    pub(super) files: &'a Files,
    pub(super) file: FileId,
    pub(super) context: Context<'a>,
    pub(super) problems: &'p mut Diagnostics,
    questions: Questions<'a>,
    dossier: Dossier,
    /// People met under earlier headings, by full name and by first name, in lower case.
    people: BTreeMap<String, (String, SourceKind)>,
    first_names: BTreeMap<String, (String, SourceKind)>,
    /// Date of the front matter, for sections without one.
    default_date: Option<PartialDate>,
}

/// A line of a section, by its range in the file.
pub(super) type Line = Range<usize>;

impl<'a, 'p> Reader<'a, 'p> {
    pub(super) fn new(files: &'a Files, file: FileId, context: Context<'a>, problems: &'p mut Diagnostics) -> Self {
        Self {
            files,
            file,
            context,
            problems,
            questions: Questions::of(context.catalogue),
            dossier: Dossier::default(),
            people: BTreeMap::new(),
            first_names: BTreeMap::new(),
            default_date: None,
        }
    }

    pub(super) fn read(mut self) -> Dossier {
        let text = self.files.text(self.file);
        self.dossier.front = read_front(self.files, self.file, self.problems);
        if let Some(date) = self.dossier.front.text("date") {
            match date.value.parse() {
                Ok(date) => self.default_date = Some(date),
                Err(message) => self.problems.push(Diagnostic::error(Code::BadDate, message).at(date.span)),
            }
        }
        // `### 2026-11-02 recruiter` is somebody speaking too; `### Later` is not.
        let trust = self.context.trust;
        let names_a_talk = |words: &str| {
            let heading = read_heading(words, trust);
            heading.kind.is_some() && (heading.date.is_some() || heading.bad_date.is_some())
        };
        let (parts, hidden) = structure(text, self.dossier.front.body, names_a_talk);
        self.warn_of_open_comment(hidden.last());
        let headings: Vec<Option<Heading>> = parts
            .iter()
            .map(|part| part.heading.as_ref().map(|(_, words)| read_heading(words, self.context.trust)))
            .collect();
        let sole_names = sole_names(&headings);
        for (part, heading) in parts.iter().zip(headings) {
            let section = self.section(part, heading, &sole_names);
            self.dossier.sections.push(section);
            if let Some((range, _)) = &part.heading {
                self.fields_of_heading(range.clone());
            }
            self.lines(part, &hidden);
        }
        self.dossier
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }

    /// What a heading means for the lines under it.
    fn section(&mut self, part: &Part, heading: Option<Heading>, sole: &[(SourceKind, String)]) -> Section {
        let own = if self.context.scope == Scope::You { SourceKind::SelfReport } else { SourceKind::Unknown };
        let Some((heading, (range, _))) = heading.zip(part.heading.clone()) else {
            let origin = if own == SourceKind::SelfReport { "me".to_owned() } else { String::new() };
            return Section {
                heading: None,
                date: self.default_date,
                kind: own,
                origin,
                prose: Vec::new(),
                fields: Vec::new(),
            };
        };
        if let Some((at, message)) = &heading.bad_date {
            let start = self.files.text(self.file)[range.clone()].find(|c: char| c != '#' && c != ' ').unwrap_or(0);
            let at = self.span(range.start + start + at.start..range.start + start + at.end);
            let problem = Diagnostic::error(Code::HeadingDate, message.clone()).at(at);
            self.problems.push(problem.help("facts under this heading have no date until it is mended"));
        }
        let known = self.known_person(&heading).map(|(name, kind)| (name.to_owned(), kind));
        // `me` and `you` in a heading may be no more than pronouns.
        let is_pronoun = matches!(heading.kind_words.as_deref(), Some("me" | "you" | "eu" | "moi"));
        let kind = heading
            .kind
            .filter(|_| !is_pronoun || known.is_none())
            .or(known.as_ref().map(|(_, kind)| *kind))
            .unwrap_or(own);
        let kind = match self.context.scope {
            Scope::You => about_you(kind, heading.kind_words.as_deref()),
            _ => kind,
        };
        let mut origin = heading.origin(kind, self.context.trust);
        if let Some((name, _)) = known.filter(|_| Some(&origin) == heading.person.as_ref()) {
            origin = name;
        } else if let Some(person) = heading.person.as_ref().filter(|_| heading.kind.is_some()) {
            let name = person.to_lowercase();
            let first = name.split(' ').next().unwrap_or_default().to_owned();
            self.first_names.insert(first, (person.clone(), kind));
            self.people.insert(name, (person.clone(), kind));
        }
        let is_unnamed = heading.person.is_none() && heading.kind_words.as_deref() == Some(origin.as_str());
        if let Some((_, name)) = sole.iter().find(|(of, _)| is_unnamed && same_office(*of, kind)) {
            origin.clone_from(name);
        }
        if origin.is_empty() {
            origin.clone_from(&heading.document);
        }
        let date = heading.date.or(if heading.bad_date.is_some() { None } else { self.default_date });
        Section { heading: Some(self.span(range)), date, kind, origin, prose: Vec::new(), fields: Vec::new() }
    }

    /// Somebody who was introduced under an earlier heading ("email from Beth"), with the kind that this heading gives
    /// them. A first name alone is the same person.
    fn known_person(&self, heading: &Heading) -> Option<(&str, SourceKind)> {
        let met = |name: &String| {
            let name = name.to_lowercase();
            self.people.get(&name).or_else(|| match name.split_once(' ') {
                None => self.first_names.get(&name),
                Some((first, _)) => self.people.get(first),
            })
        };
        // Where no word says who speaks, it is whoever of the named is known.
        let named = if heading.kind.is_some() { 1 } else { heading.people.len() };
        let (known, kind) = heading.people.iter().take(named).find_map(met)?;
        let kind = match self.context.trust.of(*kind).written {
            Some(written) if heading.in_writing => written,
            _ => *kind,
        };
        Some((known, kind))
    }

    fn lines(&mut self, part: &Part, hidden: &[Range<usize>]) {
        let text = self.files.text(self.file);
        let lines: Vec<Line> = lines_of(text, part.body.clone());
        let first_hidden = hidden.partition_point(|range| range.end <= part.body.start);
        let mut hidden_at = first_hidden;
        let facts = self.dossier.observations.len();
        let mut skip_to = 0;
        for (at, line) in lines.iter().enumerate() {
            while hidden.get(hidden_at).is_some_and(|range| range.end <= line.start) {
                hidden_at += 1;
            }
            let is_hidden =
                hidden.get(hidden_at).is_some_and(|range| range.start <= line.start && line.start < range.end);
            if is_hidden || at < skip_to {
                continue;
            }
            let mut fields = find_fields(&text[line.clone()]);
            fields.retain(|field| self.is_signal_field(line, field));
            if !fields.is_empty() {
                let open = self.dossier.open.len();
                for field in &fields {
                    self.keep_field(line, field);
                    self.field(line, field);
                }
                if self.dossier.open.len() == open + 1 && fields.len() == 1 {
                    skip_to = self.answered_below(&lines, at);
                }
            } else if let Some((signal, rest)) = self.questions.find(&text[line.clone()]) {
                skip_to = self.answered(signal, &lines, at, line.start + rest.start..line.end);
            } else if let Some(section) =
                self.dossier.sections.last_mut().filter(|_| !text[line.clone()].trim().is_empty())
            {
                section.prose.push(Span::new(self.file, line.start, line.end));
                self.warn_of_slips(line);
            }
        }
        let heading = self.dossier.sections.last().and_then(|section| section.heading);
        let unknown = self.dossier.sections.last().is_some_and(|section| section.kind == SourceKind::Unknown);
        let stated = self.dossier.observations.len() > facts;
        if let Some(heading) = heading.filter(|_| unknown && stated) {
            self.warn_of_kind(heading);
        }
    }

    /// `## 2026-11-03 — Tom, peer EM [autonomy:: 2]` states a fact too.
    fn fields_of_heading(&mut self, range: Range<usize>) {
        let text = self.files.text(self.file);
        let line = range.start..range.start + text[range.clone()].trim_end().len();
        let mut fields = find_fields(&text[line.clone()]);
        fields.retain(|field| self.is_signal_field(&line, field));
        for field in fields {
            self.field(&line, &field);
        }
    }

    /// Whether a field is for this tool; reports keys that look like signals but are none.
    fn is_signal_field(&mut self, line: &Line, field: &Field) -> bool {
        let text = &self.files.text(self.file)[line.clone()];
        let key = &text[field.key.clone()];
        if key.eq_ignore_ascii_case("ignore") || text[field.value.clone()].starts_with('?') && field.value.len() == 1 {
            return false;
        }
        let at = self.span(line.start + field.key.start..line.start + field.key.end);
        let found = self.context.catalogue.find(key);
        let Some(problem) = found.problem(key) else { return true };
        // A field of somebody's own (`mood:: 3`) is their business, not a mistake.
        let is_own = matches!(found, Lookup::Unknown(None)) && !key.contains('.');
        let severity = if is_own { Severity::Warning } else { Severity::Error };
        if !field.is_tight {
            self.problems.push(Diagnostic { severity, ..problem }.at(at));
        }
        false
    }

    /// Keeps the place of a field, for the reader of prose.
    fn keep_field(&mut self, line: &Line, field: &Field) {
        let text = self.files.text(self.file);
        let Some(signal) = self.context.catalogue.find_known(&text[line.clone()][field.key.clone()]) else { return };
        let start = line.start + field.key.start;
        let end = line.start + field.value.end;
        let before = text[line.start..start].trim_end_matches(['*', ' ']).ends_with(['[', '(']);
        let start = if before { line.start + text[line.start..start].rfind(['[', '(']).unwrap_or(0) } else { start };
        let end = if before { text[end..line.end].find([']', ')']).map_or(end, |at| end + at + 1) } else { end };
        let field =
            FieldLine { line: self.span(line.clone()), field: self.span(start..end), signal: signal.key.clone() };
        if let Some(section) = self.dossier.sections.last_mut() {
            section.fields.push(field);
        }
    }

    fn field(&mut self, line: &Line, field: &Field) {
        let text = &self.files.text(self.file)[line.clone()];
        let Some(signal) = self.context.catalogue.find_known(&text[field.key.clone()]) else { return };
        let at = line.start + field.value.start..line.start + field.value.end;
        let is_open =
            self.files.text(self.file)[at.clone()].split("<!--").next().is_some_and(|value| value.trim().is_empty());
        if is_open {
            let span = self.span(line.start + field.key.start..line.start + field.key.end);
            self.dossier.open.push(OpenQuestion { signal: signal.key.clone(), span });
            return;
        }
        if signal.purpose == Use::Derived {
            let span = self.span(line.start + field.key.start..line.start + field.key.end);
            self.problems.push(signal.computed_problem().at(span));
            return;
        }
        match parse_stated(signal, &self.files.text(self.file)[at.clone()]) {
            Ok(stated) => self.state(signal, stated, line, at),
            Err(problem) => self.report_value(&problem, at.start, None),
        }
    }

    /// A question with an empty field may have its answer on the next line; gives the number of the line to go on with.
    fn answered_below(&mut self, lines: &[Line], at: usize) -> usize {
        let end = lines[at].end;
        let Some((signal, _)) = self.questions.find(&self.files.text(self.file)[lines[at].clone()]) else {
            return at + 1;
        };
        let next = self.answered(signal, lines, at, end..end);
        if next > at + 1 {
            self.dossier.open.pop();
        }
        next
    }

    /// An answer on the line of its question or on the next one; gives the number of the line to go on with.
    fn answered(&mut self, signal: &'a Signal, lines: &[Line], at: usize, rest: Range<usize>) -> usize {
        let text = self.files.text(self.file);
        let mut next = at + 1;
        let mut found = answer_in(&text[rest.clone()]).map(|answer| rest.start + answer.start..rest.start + answer.end);
        let mut line = lines[at].clone();
        if found.is_none() {
            while lines.get(next).is_some_and(|line| text[line.clone()].trim().is_empty()) {
                next += 1;
            }
            let Some(below) = lines.get(next).filter(|line| is_answer_line(&text[(*line).clone()])) else {
                return at + 1;
            };
            line = below.clone();
            let start = below.start + content_start(&text[below.clone()]);
            found = answer_in(&text[start..below.end]).map(|answer| start + answer.start..start + answer.end);
            next += 1;
        }
        let Some(answer) = found else { return at + 1 };
        match parse_stated(signal, &text[answer.clone()]) {
            Ok(stated) => self.state(signal, stated, &line, answer),
            Err(problem) => {
                let help = format!("to count it, write [{}:: …] on the line", signal.key);
                self.report_value(&problem, answer.start, Some(help));
            }
        }
        next
    }

    fn report_value(&mut self, problem: &ValueProblem, start: usize, answer_help: Option<String>) {
        let at = self.span(start + problem.range.start..start + problem.range.end);
        let diagnostic = problem.diagnostic();
        let diagnostic = match answer_help {
            Some(help) if diagnostic.code == Code::BadValue => {
                Diagnostic::warning(Code::AnswerNotRead, diagnostic.message).help(help)
            }
            _ => diagnostic,
        };
        self.problems.push(diagnostic.at(at));
    }

    /// Turns a stated value into an observation of the current section.
    fn state(&mut self, signal: &Signal, stated: Stated, line: &Line, at: Range<usize>) {
        for (range, option) in &stated.unknown {
            let span = self.span(at.start + range.start..at.start + range.end);
            let known = ["plan", "rumour", "second-hand", "from", "kind", "note"];
            let word = option.split([' ', ':']).next().unwrap_or_default();
            let near = nearest(word, known);
            let problem = Diagnostic::warning(Code::UnknownOption, format!("`({option})` is not an option")).at(span);
            self.problems.push(problem.suggest(
                near,
                "options are @DATE, (plan), (rumour), (second-hand: NAME), (from: NAME), (kind: KIND), (note: …)",
            ));
        }
        let Some(section) = self.dossier.sections.last() else { return };
        let Some(fact_date) = fact_date(signal, &stated.value, stated.fact_date, stated.forward, section.date) else {
            let span = self.span(at);
            let problem = Diagnostic::error(Code::UndatedFact, "this fact has no date, so it does not count").at(span);
            self.problems.push(
                problem.help("put a date in the heading, as in `## 2026-11-02 — …`, or after the value: @2026-11"),
            );
            return;
        };
        let kind = stated.kind.unwrap_or(section.kind);
        let span = self.span(line.clone());
        let place = self.files.place(span);
        let ageing = if matches!(stated.value, Value::Event(_)) { Ageing::SinceLearned } else { Ageing::SinceTrue };
        let observation = Observation {
            learned: section.date.map(PartialDate::first),
            ageing,
            origin: stated.origin.unwrap_or_else(|| section.origin.clone()),
            forward: stated.forward,
            scope: self.context.scope,
            source: Source::File { path: place.path, line: place.line },
            quote: Some(quote_of(self.files.slice(span))),
            note: stated.note,
            ..Observation::new(&signal.key, stated.value, fact_date, kind)
        };
        self.dossier.observations.push(observation.sealed());
    }
}

fn lines_of(text: &str, body: Range<usize>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = body.start;
    for line in text[body].split_inclusive('\n') {
        lines.push(start..start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
    }
    lines
}

/// The words of a line that are kept.
pub(super) fn quote_of(line: &str) -> String {
    let line = line.trim();
    let mut end = line.len().min(MAX_QUOTE);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    if end < line.len() { format!("{}…", &line[..end]) } else { line.to_owned() }
}

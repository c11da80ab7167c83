//! From the sections of a dossier to finds.

use std::ops::Range;
use std::sync::LazyLock;

use rayon::prelude::*;
use regex::bytes::{Captures, Regex};

use super::cue::Cues;
use super::echo::{self, When};
use super::employer;
use super::learned::Opinion;
use super::mood;
use super::normal::Normal;
use super::part::{Part, normal};
use super::quantity::Quantity;
use super::rule::{COMPILED, Read, Rule};
use super::stated::Stated;
use super::statement::{ProseLine, Statement};
use super::value::{self, Said};
use super::{Class, Context, Files, Find, Found, Section, Span, compile};
use crate::model::{Date, Observation, PartialDate, Scope, SourceKind};
use crate::text::FileId;

/// Moods in which numbers that the weights find hold: denials and answers are among their examples. What is said of
/// levels they know by all the words of the sentence.
const GUESSED: u8 = {
    use super::rule::mood::{DENIED, MAYBE, QUESTION, WISH};
    DENIED | MAYBE | QUESTION | WISH
};

/// A question about a year ago: what answers it was so then.
static A_YEAR_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"\b(?:(?:a|one|1) year (?:ago|before|earlier|back)|last year|(?:twelve|12) months (?:ago|before|earlier|back))\b",
    )
});

/// All facts that the prose of a dossier's sections states, in the order of the note, without those that what is
/// `stated` outranks.
///
/// Linear in the length of the note; never panics. What is found in a line depends on that line, on the lines that
/// carry its sentence on, on its heading, on the front matter, and on what is stated.
#[must_use]
pub fn read_prose(files: &Files, sections: &[Section], stated: &[Observation], context: Context<'_>) -> Vec<Find> {
    let mut finds = read(files, sections, context, true);
    let stated = Stated::of(stated);
    finds.retain(|find| !stated.outranks(find));
    finds
}

/// What the rules alone find: what they are tested by.
#[cfg(test)]
pub(super) fn read_by_rules(files: &Files, sections: &[Section], context: Context<'_>) -> Vec<Find> {
    read(files, sections, context, false)
}

/// `weighs`: whether the weights have a say, too.
fn read(files: &Files, sections: &[Section], context: Context<'_>, weighs: bool) -> Vec<Find> {
    let parts: Vec<Part<'_>> = sections.iter().filter_map(|section| Part::new(files, section, &context)).collect();
    let mut all = Vec::new();
    for part in &parts {
        all.extend(part.statements().into_iter().map(|statement| (part, statement)));
    }
    // Threads take whole dossiers; within one they only pay where it is long.
    let each = all.par_iter().with_min_len(64);
    let found: Vec<Vec<Find>> =
        each.map(|(part, statement)| read_statement(part, statement, context, weighs)).collect();
    let mut finds: Vec<Find> = found.into_iter().flatten().collect();
    finds.sort_by(|a, b| a.quote.start.cmp(&b.quote.start).then_with(|| a.signal.cmp(&b.signal)));
    finds
}

/// What one statement of a section says.
fn read_statement(part: &Part<'_>, statement: &Statement, context: Context<'_>, weighs: bool) -> Vec<Find> {
    let mut found = Vec::new();
    let section = part.section;
    let from = statement.folded.from.first().copied().unwrap_or_default();
    let piece = part.text.get(from..statement.folded.to.last().copied().unwrap_or(from)).unwrap_or_default();
    let others = employer::others(piece, from, part.own);
    let asks_of_past = statement.asked.as_ref().is_some_and(|asked| A_YEAR_BEFORE.is_match(asked.as_bytes()));
    let is_you = context.scope == Scope::You;
    let (text, file) = (part.text, part.file);
    let reader = Reader { section, context, text, file, is_you, others, asks_of_past, weighs };
    reader.read(statement, &part.words, &mut found);
    mark(&mut found, &part.lines[statement.lines.clone()]);
    // What a company's notes say of a role or a boss is of somebody else's.
    let is_of_role = |find: &Find| find.signal.starts_with("role.") || find.signal.starts_with("manager.");
    found.retain(|find| context.scope != Scope::Company || !is_of_role(find));
    // A field outranks what the prose of its section says of the same day, and needs no suggestion.
    let is_stated = |find: &Find| section.fields.iter().any(|field| field.signal == find.signal);
    let is_told_now = |find: &Find| find.class == Class::Judgement || find.fact_date == section.date;
    found.retain(|find| !(is_stated(find) && is_told_now(find)));
    found
}

/// A line with a field is read by its fields alone: who wrote one said there what counts. Silenced lines say so.
fn mark(found: &mut Vec<Find>, lines: &[ProseLine]) {
    let holds = |line: &ProseLine, find: &Find| line.range.contains(&find.quote.start);
    found.retain(|find| !lines.iter().any(|line| !line.stated.is_empty() && holds(line, find)));
    for find in found {
        find.is_silenced = lines.iter().any(|line| line.silenced);
    }
}

/// What a statement is read with.
struct Reader<'a> {
    section: &'a Section,
    context: Context<'a>,
    text: &'a str,
    file: FileId,
    is_you: bool,
    /// Where the statement names another employer.
    others: Vec<usize>,
    /// The question before the statement is about a year ago.
    asks_of_past: bool,
    /// The weights have a say.
    weighs: bool,
}

/// A match that states a fact.
struct Candidate {
    quote: Range<usize>,
    /// Where its value stands in the normal form.
    place: usize,
    said: Said,
}

/// Whether a match begins in the middle of a word: *Conor sits* says nothing of *nor sits*. A single letter is what a
/// pattern wants before its first word.
fn begins_within_word(text: &[u8], start: usize) -> bool {
    let is_letter = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphabetic);
    start > 0 && is_letter(start - 1) && is_letter(start) && is_letter(start + 1)
}

impl Reader<'_> {
    fn read(&self, statement: &Statement, words: &str, finds: &mut Vec<Find>) {
        let (normal, dated, today) = normal(statement, self.section, words);
        let cues = Cues::of(&normal, today);
        let opinion = self.weighs.then(|| Opinion::of(&normal));
        let mut taken: Vec<usize> = Vec::new();
        let mut stocks: Vec<(&'static str, usize)> = Vec::new();
        for ready in &COMPILED.rules {
            let rule = ready.rule;
            let may_state = |opinion: &Opinion<'_>| opinion.may_state(&ready.known, rule.read);
            if ready.is_of_you != self.is_you
                || !cues.all.have_all(&ready.cues)
                || !opinion.as_ref().is_none_or(may_state)
            {
                continue;
            }
            // Whether it matches at all is cheap to know.
            if !ready.pattern().is_match(&normal.text) {
                continue;
            }
            for captures in ready.pattern().matches(&normal.text) {
                for mut candidate in self.candidates(rule, &normal, &captures, today) {
                    let is_other = ready.without.is_some_and(|words| cues.sentence(candidate.place).have(words));
                    if is_other
                        || !(rule.needs.is_empty()
                            || cues.near(&normal, candidate.place).have_all(&ready.cues[..ready.needed]))
                    {
                        continue;
                    }
                    if !rule.signal.starts_with("manager.")
                        && !self.is_you
                        && self.is_elsewhere(&normal, candidate.place)
                    {
                        continue;
                    }
                    if rule.is_yearly && value::is_of_other_span(&normal, candidate.place) {
                        continue;
                    }
                    let doubts = |opinion: &Opinion<'_>| opinion.doubts(&ready.known, &candidate.said, candidate.place);
                    if opinion.as_ref().is_some_and(doubts) {
                        continue;
                    }
                    let level = |opinion: &Opinion<'_>| opinion.level(rule.signal, candidate.place);
                    if let (Read::Level(_), Some(level)) = (rule.read, opinion.as_ref().and_then(level)) {
                        candidate.said.value = Found::Number(level);
                    }
                    let find = self.find(rule, &normal, &candidate, dated, today);
                    let Some(find) = find else { continue };
                    if is_taken(&taken, &candidate.said.taken, finds, &find) {
                        continue;
                    }
                    taken.extend(&candidate.said.taken);
                    if value::is_stock(rule.signal) {
                        stocks.push((rule.signal, candidate.place));
                    }
                    finds.push(find);
                }
            }
        }
        if let Some(opinion) = &opinion {
            self.guess(opinion, &normal, &mut taken, finds, dated, today);
        }
        // A number needs no suggestion beside it.
        let clear: Vec<String> =
            finds.iter().filter(|find| find.class == Class::Countable).map(|find| find.signal.clone()).collect();
        finds.retain(|find| find.class == Class::Countable || !clear.contains(&find.signal));
        if !stocks.is_empty() {
            self.echoes(&stocks, &normal, &mut taken, finds, dated, today);
        }
    }

    /// What the weights see where no rule does.
    fn guess(
        &self,
        opinion: &Opinion<'_>,
        normal: &Normal,
        taken: &mut Vec<usize>,
        finds: &mut Vec<Find>,
        dated: Option<PartialDate>,
        today: Option<Date>,
    ) {
        for guess in opinion.guesses(&self.context, today) {
            let place = guess.said.taken.first().copied().unwrap_or(guess.quote.end - 1);
            let is_own = guess.signal.starts_with("self.") == self.is_you;
            let is_manager = guess.signal.starts_with("manager.");
            if !is_own || !is_manager && !self.is_you && self.is_elsewhere(normal, place) {
                continue;
            }
            let is_asked = normal.sentence(place).1 == Some(b'?');
            let is_level = matches!(guess.read, Read::Level(_));
            let holds = || is_level || mood::allows(normal, &guess.quote, place, GUESSED, false, self.is_you);
            if is_asked || self.is_in_field(&guess.said.value) || !holds() {
                continue;
            }
            let is_known = !value::is_stock(guess.signal) && finds.iter().any(|find| find.signal == guess.signal);
            let rule = Rule::new(guess.signal, guess.read, "");
            let candidate = Candidate { quote: guess.quote, place, said: guess.said };
            let found = self.find(&rule, normal, &candidate, dated, today);
            let Some(find) = found.filter(|find| !is_known && !is_taken(taken, &candidate.said.taken, finds, find))
            else {
                continue;
            };
            taken.extend(&candidate.said.taken);
            finds.push(find);
        }
    }

    /// Whether a field of the section states this number already, of whatever signal.
    fn is_in_field(&self, value: &Found) -> bool {
        let Found::Number(number) = value else { return false };
        let number = number.to_string();
        let has = |words: &str| words.split(|c: char| !c.is_ascii_digit() && c != '.').any(|word| word == number);
        let fields = self.section.fields.iter();
        number.len() > 1 && fields.filter_map(|field| self.text.get(field.field.start..field.field.end)).any(has)
    }

    fn candidates(&self, rule: &Rule, normal: &Normal, captures: &Captures<'_>, today: Option<Date>) -> Vec<Candidate> {
        let Some(whole) = captures.get(0) else { return Vec::new() };
        if begins_within_word(&normal.text, whole.start()) {
            return Vec::new();
        }
        let range = whole.start().max(normal.context).min(whole.end())..whole.end();
        let quote = captures.name("q").map_or(range.clone(), |part| part.start()..part.end());
        let is_level = matches!(rule.read, Read::Level(_));
        value::read(rule, normal, captures, &self.context, today)
            .into_iter()
            .filter(|said| {
                let place = said.taken.first().copied().unwrap_or(quote.end.saturating_sub(1).max(quote.start));
                mood::allows(normal, &range, place, rule.allows, is_level, self.is_you)
            })
            .map(|said| {
                let place = said.taken.first().copied().unwrap_or(quote.end.saturating_sub(1).max(quote.start));
                Candidate { quote: quote.clone(), place, said }
            })
            .collect()
    }

    /// Whether the sentence of a place names another employer.
    fn is_elsewhere(&self, normal: &Normal, place: usize) -> bool {
        let (range, _) = normal.sentence(place);
        let ends = normal.from.get(range.start).zip(range.end.checked_sub(1).and_then(|last| normal.to.get(last)));
        ends.is_some_and(|(start, end)| self.others.iter().any(|at| (*start..*end).contains(at)))
    }

    fn find(
        &self,
        rule: &Rule,
        normal: &Normal,
        candidate: &Candidate,
        dated: Option<PartialDate>,
        today: Option<Date>,
    ) -> Option<Find> {
        let said = &candidate.said;
        let quote = self.quote(normal, &candidate.quote)?;
        let signal = said.signal.unwrap_or(rule.signal);
        let is_stock = value::is_stock(signal);
        if mood::is_taken_back(normal, candidate.place)
            || value::is_size(signal) && mood::is_of_site(normal, candidate.place)
        {
            return None;
        }
        let own = said.date.or_else(|| if is_stock { value::date_of(normal, candidate.place) } else { None });
        let year_ago = || today.and_then(|today| super::time::months_from(today, -12));
        let own = own.or_else(|| if is_stock && self.asks_of_past { year_ago() } else { None });
        let is_ahead = own.zip(today).is_some_and(|(date, today)| date.first() > today);
        let fact_date = match (&said.value, own) {
            (Found::Event(event), _) => Some(event.date),
            (_, Some(date)) => Some(date),
            _ => dated.or(self.section.date),
        };
        let ahead_event =
            matches!(&said.value, Found::Event(event) if today.is_some_and(|today| event.date.first() > today));
        let forward = value::is_forecast(signal)
            || ahead_event
            || (is_stock
                && signal != "role.direct_reports"
                && (is_ahead || (own.is_none() && mood::is_plan(normal, candidate.place))));
        // An opening is posted today: seats of next year's budget are plans.
        if forward && signal.starts_with("company.open_") {
            return None;
        }
        let kind = if !self.is_you && mood::is_hearsay(normal, candidate.place) {
            SourceKind::Hearsay
        } else {
            self.section.kind
        };
        let class = if matches!(rule.read, Read::Level(_)) { Class::Judgement } else { Class::Countable };
        Some(Find {
            quote,
            signal: signal.to_owned(),
            value: said.value.clone(),
            fact_date,
            told: self.section.date,
            kind,
            origin: self.section.origin.clone(),
            forward,
            class,
            is_silenced: false,
        })
    }

    /// The place of a match in the note, cut at the end of its first line; with the words next to it in that line where
    /// it is short.
    fn quote(&self, normal: &Normal, range: &Range<usize>) -> Option<Span> {
        let is_space =
            |at: &usize| matches!(normal.text.get(*at), Some(b' ' | b',' | b';' | b':' | b'.' | b'|' | b'('));
        let own = *normal.from.get(range.clone().find(|at| !is_space(at))?)?;
        let range = normal.widened(range);
        let first = range.clone().find(|at| !is_space(at))?;
        let last = range.rev().find(|at| !is_space(at))?;
        let (start, end) = (*normal.from.get(first)?, *normal.to.get(last)?);
        let start = self.text.get(start..own)?.rfind('\n').map_or(start, |at| start + at + 1);
        let words = self.text.get(start..end)?;
        let end = words.find('\n').map_or(end, |at| start + words[..at].trim_end().len());
        let start = start + (words.len() - words.trim_start().len());
        (start < end).then(|| Span::new(self.file, start, end))
    }

    /// Numbers that repeat a stock of the statement for another day: *eng is 120, was 80 a year ago*.
    fn echoes(
        &self,
        stocks: &[(&'static str, usize)],
        normal: &Normal,
        taken: &mut Vec<usize>,
        finds: &mut Vec<Find>,
        dated: Option<PartialDate>,
        today: Option<Date>,
    ) {
        let numbers = normal.within(normal.context..normal.text.len());
        let numbers = numbers.filter(|(_, quantity)| matches!(quantity, Quantity::Number { .. })).map(|(at, _)| at);
        for place in numbers.collect::<Vec<_>>() {
            // What was said last is meant; where nothing was, what is said next.
            let before = stocks.iter().filter(|(_, at)| *at < place).max_by_key(|(_, at)| *at);
            let Some((signal, at)) = before.or_else(|| stocks.iter().min_by_key(|(_, at)| *at)) else { return };
            if taken.contains(&place) || place.abs_diff(*at) > echo::FARTHEST {
                continue;
            }
            let Some((when, range)) = echo::when(normal, place, signal) else { continue };
            let rule = Rule::slot(signal, "");
            let Some(mut said) = value::slot(signal, normal, place, &self.context, 1.0) else { continue };
            if let When::At(date) = when {
                said.date = date;
            }
            let is_undated = when == When::At(None) && today.is_some();
            let is_later = |date: PartialDate| today.is_some_and(|today| date.first() > today);
            // On the first day is meant, not later.
            if *signal == "role.direct_reports" && said.date.is_some_and(is_later) {
                continue;
            }
            if is_undated
                || self.is_elsewhere(normal, place)
                || !mood::allows(normal, &range, place, super::rule::mood::WISH, false, self.is_you)
            {
                continue;
            }
            let candidate = Candidate { quote: range, place, said };
            let dated = dated.filter(|_| when == When::Now);
            if let Some(find) = self
                .find(&rule, normal, &candidate, dated, today)
                .filter(|find| !finds.iter().any(|known| same(known, find)))
            {
                taken.push(place);
                finds.push(find);
            }
        }
    }
}

fn same(a: &Find, b: &Find) -> bool {
    a.signal == b.signal && a.value == b.value
}

/// A number states one fact; words state one level of a signal.
fn is_taken(taken: &[usize], wanted: &[usize], finds: &[Find], find: &Find) -> bool {
    let has_number = wanted.iter().any(|place| taken.contains(place));
    let repeats = finds.iter().any(|known| same(known, find));
    let is_wordy = wanted.is_empty() && finds.iter().any(|known| known.signal == find.signal);
    let is_level = find.class == Class::Judgement && finds.iter().any(|known| known.signal == find.signal);
    has_number || repeats || is_wordy || is_level
}

//! The statements of a section: one list item, table row or paragraph line with the lines that carry it on.
//!
//! What is found in a statement depends on its own lines, the heading above it, the front matter, and, in a table, the
//! table's header. Nothing else of the note is looked at.

use std::ops::Range;
use std::sync::LazyLock;

use regex::bytes::Regex;

use super::compile;
use super::fold::Folded;
use super::table::{Header, is_row, is_rule, row};
use crate::notes::field::content_start;

/// A line of prose: its range in the note without the line end, and the fields that stand on it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct ProseLine {
    pub(super) range: Range<usize>,
    /// Keys of signals that fields on this line state.
    pub(super) stated: Vec<String>,
    /// Ranges of those fields in the note: they are not prose.
    pub(super) fields: Vec<Range<usize>>,
    /// `:: ?` or `ignore::` stands on it.
    pub(super) silenced: bool,
}

/// A statement, ready for the rules.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Statement {
    pub(super) folded: Folded,
    /// Lines that it is made of, by number in the section.
    pub(super) lines: Range<usize>,
    /// The question at the end of the statement right before it, without its mark: this may be the answer.
    pub(super) asked: Option<String>,
}

/// Most lines that one statement is made of.
const MAX_LINES: usize = 6;

static CHAT: LazyLock<Regex> = LazyLock::new(|| {
    compile(r"(?i)^[\s>]*(?:\[?\d\d?[:.]\d\d\]?|[\w.]{1,16} \d\d?[:.]\d\d|[\w.]{1,16}:|(?-i:Q))(?:\s|$)")
});

/// Groups the lines of a section in a note about the company `own`, or about the writer. Lines that do not follow each
/// other in `text` never belong together.
pub(super) fn statements(text: &str, lines: &[ProseLine], own: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut header: Option<Header> = None;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let words = &text[line.range.clone()];
        if is_row(words) {
            let starts_table =
                at == 0 || !follows(text, &lines[at - 1], line) || !is_row(&text[lines[at - 1].range.clone()]);
            if starts_table {
                let has_header = lines
                    .get(at + 1)
                    .is_some_and(|next| follows(text, line, next) && is_rule(&text[next.range.clone()]));
                header = has_header.then(|| Header::new(words, own));
                if has_header {
                    at += 2;
                    continue;
                }
            }
            if let Some(folded) = row(words, line, header.as_ref(), own) {
                found.push(Statement { folded, lines: at..at + 1, asked: None });
            }
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end - at < MAX_LINES && lines.get(end).is_some_and(|next| goes_on(text, &lines[end - 1], next)) {
            end += 1;
        }
        let asked =
            found.last().filter(|before| is_near(text, &lines[before.lines.end - 1], line)).and_then(|before| {
                question(before).or_else(|| label(&text[lines[before.lines.start].range.clone()], before))
            });
        found.push(Statement { folded: joined(text, &lines[at..end]), lines: at..end, asked });
        at = end;
    }
    found
}

/// Whether at most one empty line stands between two lines.
fn is_near(text: &str, line: &ProseLine, next: &ProseLine) -> bool {
    let between = text.get(line.range.end..next.range.start).unwrap_or("-");
    between.trim().is_empty() && between.bytes().filter(|byte| *byte == b'\n').count() <= 2
}

/// The question that a statement ends with.
fn question(statement: &Statement) -> Option<String> {
    let text = String::from_utf8_lossy(&statement.folded.text).into_owned();
    let text = text.trim_end_matches([' ', '"', ')']).strip_suffix('?')?;
    let start = text.rfind(['.', '?', '!', ';']).map_or(0, |end| end + 1);
    let last: Vec<char> = text[start..].chars().rev().take(200).collect();
    Some(last.into_iter().rev().collect())
}

/// A line of a few bold words, or of a few words with a colon, or a question without its mark: what the next one is
/// about.
fn label(line: &str, statement: &Statement) -> Option<String> {
    let line = line.trim();
    let is_label =
        statement.lines.len() == 1 && (line.starts_with("**") && line.ends_with("**") || line.ends_with(':'));
    let text = String::from_utf8_lossy(&statement.folded.text);
    if let Some(question) = text.strip_prefix("q: ").filter(|question| question.len() < 200 && !question.contains('?'))
    {
        return Some(question.trim_end_matches(['.', ' ']).to_owned());
    }
    let words = text.trim_matches([' ', ':']);
    (is_label && words.split(' ').count() <= 4).then(|| words.to_owned())
}

/// Whether nothing but a line end stands between two lines.
fn follows(text: &str, line: &ProseLine, next: &ProseLine) -> bool {
    text.get(line.range.end..next.range.start)
        .is_some_and(|between| between.bytes().filter(|byte| *byte == b'\n').count() <= 1 && between.trim().is_empty())
}

/// Whether `next` carries on the sentence of `line`: it is no list item, row or turn of a talk of its own, and the
/// sentence before it is not at its end.
fn goes_on(text: &str, line: &ProseLine, next: &ProseLine) -> bool {
    if !follows(text, line, next) {
        return false;
    }
    let (before, after) = (&text[line.range.clone()], &text[next.range.clone()]);
    let quote = |words: &str| words.trim_start().starts_with('>');
    let bare = |words: &str| words.trim_start_matches(['>', ' ', '\t']).len();
    let is_item = after.len() - content_start(after) < bare(after);
    let opens = after.trim_start_matches(['>', ' ', '\t']);
    let begins = opens.chars().next();
    let is_turn = CHAT.is_match(after.as_bytes())
        || opens.starts_with("Q ")
        || begins.is_some_and(|c| "-•–—☐☑✓^→⇒➜►▸".contains(c));
    if quote(before) != quote(after) || is_item || is_row(after) || is_turn || opens.is_empty() {
        return false;
    }
    // Telegrams have no full stops: a short line that ends in a number is complete.
    let is_count = before.trim_end().len() < 60 && before.trim_end().ends_with(|c: char| c.is_ascii_digit());
    if is_count && !opens.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let ended = before.trim_end().ends_with(['.', '!', '?', ':', ';', '"', '”', ')', '|']);
    let lower = begins.is_some_and(|c| c.is_lowercase());
    let comma = before.trim_end().ends_with([',', '-', '–', '—', '&']);
    let is_wrapped = before.trim_end().len() >= 60;
    !ended && (lower || comma || is_wrapped || opens.starts_with(|c: char| c.is_ascii_digit() || "$€£~\"“".contains(c)))
}

fn joined(text: &str, lines: &[ProseLine]) -> Folded {
    let mut folded = Folded::default();
    for line in lines {
        let words = &text[line.range.clone()];
        let start = line.range.start + content_start(words);
        folded.push(b" ", start, start);
        let mut at = start;
        for field in &line.fields {
            folded.push_text(text.get(at..field.start).unwrap_or_default(), at);
            folded.push(b" ; ", field.start, field.start);
            at = field.end.max(at);
        }
        folded.push_text(text.get(at..line.range.end).unwrap_or_default(), at);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let range = start..start + line.trim_end().len();
            start += line.len();
            if !range.is_empty() {
                lines.push(ProseLine { range, stated: Vec::new(), fields: Vec::new(), silenced: false });
            }
        }
        let found: Vec<String> =
            statements(text, &lines, "").iter().map(|s| String::from_utf8_lossy(&s.folded.text).into_owned()).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn lines_that_carry_on_a_sentence_join_and_others_stand_alone() {
        check("- closed the A on 4 Nov,\n  12 mil euros\n- next", &["closed the a on 4 nov, 12 mil euros", "next"]);
        check("of the last 5 seats\nthey gave 4 away", &["of the last 5 seats they gave 4 away"]);
        check("One.\nTwo.", &["one.", "two."]);
        check("Jonas: my directs\nMe: and yours", &["jonas: my directs", "me: and yours"]);
        check("one\n\ntwo", &["one", "two"]);
        check("- [x] mentor: Sandra\n- [ ] insider", &["mentor: sandra", "insider"]);
    }
}

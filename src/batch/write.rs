//! A row of the answer, as bytes. Numbers and columns are those of `compare --format csv`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::blocks::{Block, PRINTABLE};
use super::line::{SHORT_BYTES, Short, Text};
use super::plan::{Origin, Plan};
use super::row::Outcome;
use super::scan::{Field, Quotes};
use crate::rubric::Rubric;
use crate::score::{GateState, LeanTo, Triple, Verdict};
use crate::text::{has_hidden, neutral_cell, visible};

/// The columns before those of gates, groups and criteria, in order.
pub const CSV_COLUMNS: [&str; 23] = [
    "role",
    "company",
    "title",
    "stage",
    "as_of",
    "rubric",
    "rubric_hash",
    "verdict",
    "lean",
    "lean_share",
    "grade",
    "score",
    "score_low",
    "score_high",
    "coverage",
    "cautious",
    "hopeful",
    "seat_open",
    "seat_yours",
    "seat_yours_low",
    "seat_yours_high",
    "rank",
    "first_rank_share",
];

/// All columns of a table of roles under a rubric, in order.
#[must_use]
pub fn csv_columns(rubric: &Rubric) -> Vec<String> {
    let mut columns: Vec<String> = CSV_COLUMNS.iter().map(|&column| column.to_owned()).collect();
    columns.extend(rubric.gates.iter().map(|gate| format!("gate.{}", gate.id)));
    for group in &rubric.groups {
        columns.extend(["", ".low", ".high"].map(|end| format!("group.{}{end}", group.id)));
    }
    columns.extend(rubric.criteria().map(|(_, criterion)| format!("criterion.{}", criterion.signal)));
    columns
}

/// What the cells of a column of the answer hold, for formats that want to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellType {
    /// Words.
    Text,
    /// A number with decimals.
    Number,
    /// A whole number from 0.
    Count,
    /// A day.
    Day,
}

/// Of one of [`csv_columns`].
fn cell_type(column: &str) -> CellType {
    match column {
        "as_of" => CellType::Day,
        "rank" => CellType::Count,
        "lean_share" | "coverage" | "cautious" | "hopeful" | "first_rank_share" => CellType::Number,
        _ if ["score", "seat_", "group.", "criterion."].iter().any(|start| column.starts_with(start)) => {
            CellType::Number
        }
        _ => CellType::Text,
    }
}

impl Plan<'_> {
    /// The columns of the answer, in order. One that is handed on and has the name of another gets `input.` in front.
    #[must_use]
    pub fn answer_columns(&self) -> Vec<(String, CellType)> {
        let own = csv_columns(self.scoring.rubric).into_iter();
        let mut columns: Vec<(String, CellType)> = own.map(|name| (name.clone(), cell_type(&name))).collect();
        let mut taken: BTreeSet<String> = columns.iter().map(|(name, _)| name.clone()).collect();
        for other in &self.layout.others {
            let mut name = other.name.clone();
            while !taken.insert(name.clone()) {
                name = format!("input.{name}");
            }
            columns.push((name, CellType::Text));
        }
        columns
    }
}

/// Where a row stands among the others.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) rank: Option<u32>,
    pub(super) first_rank_share: Option<f64>,
}

/// Writes rows.
#[derive(Clone)]
pub(super) struct RowWriter<'p> {
    plan: &'p Plan<'p>,
    /// Day, rubric and hash, the same in every row, with the commas around them.
    constants: Vec<u8>,
    exact: bool,
}

impl<'p> RowWriter<'p> {
    pub(super) fn new(plan: &'p Plan<'p>, rubric_hash: &str, exact: bool) -> Self {
        let (as_of, rubric) = (plan.scoring.as_of, plan.scoring.rubric);
        let mut constants = Vec::new();
        for text in [as_of.to_string(), rubric.id.clone(), rubric_hash.to_owned()] {
            constants.push(b',');
            push_text(&mut constants, text.as_bytes());
        }
        Self { plan, constants, exact }
    }

    /// The header line.
    pub(super) fn push_header(&self, out: &mut Vec<u8>) {
        for (at, (column, _)) in self.plan.answer_columns().iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            push_text(out, column.as_bytes());
        }
        out.extend_from_slice(b"\r\n");
    }

    /// A row. `digits` gives the written score of a slot, where it is known already.
    pub(super) fn push<'d>(
        &self,
        out: &mut Text,
        block: &Block,
        fields: &[Field],
        row: &Outcome,
        place: Place,
        digits: impl Fn(usize) -> Option<&'d Short>,
    ) {
        let layout = &self.plan.layout;
        let numbers = 16 + row.gates.len() + 3 * row.groups.len() + row.criteria.len();
        out.reserve(self.constants.len() + numbers * SHORT_BYTES);
        let labels = [layout.role, layout.company, layout.title, layout.stage];
        for (at, label) in labels.into_iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            if let Some(field) = label.and_then(|label| fields.get(label)) {
                push_field(out, *field, block);
            }
        }
        out.extend(&self.constants);
        self.push_head(out, row);
        match place.rank {
            Some(rank) => out.count(rank),
            None => out.push(b','),
        }
        match place.first_rank_share {
            Some(share) => self.cell(out, share),
            None => out.push(b','),
        }
        for gate in &row.gates {
            out.short(&gate_word(*gate));
        }
        for Triple { low, best, high } in &row.groups {
            for number in [*best, *low, *high] {
                self.cell(out, number);
            }
        }
        for (compiled, best) in self.plan.criteria.iter().zip(&row.criteria) {
            let known = if let Origin::Slot(slot) = compiled.origin { digits(slot) } else { None };
            match known.filter(|_| !self.exact) {
                Some(cell) => out.short(cell),
                None => self.cell(out, *best),
            }
        }
        for other in &layout.others {
            out.push(b',');
            if let Some(field) = fields.get(other.at) {
                push_field(out, *field, block);
            }
        }
        out.extend(b"\r\n");
    }

    /// Verdict to odds.
    fn push_head(&self, out: &mut Text, row: &Outcome) {
        out.short(&verdict_word(row.verdict));
        out.short(&lean_word(row.lean.to));
        self.cell(out, row.lean.share);
        out.push(b',');
        out.extend(row.grade.letter().as_bytes());
        let Triple { low, best, high } = row.score;
        for number in [best, low, high, row.coverage, row.cautious, row.hopeful] {
            self.cell(out, number);
        }
        match row.seat {
            Some(seat) => {
                for number in [seat.open.mean, seat.yours.mean, seat.yours.p10, seat.yours.p90] {
                    self.cell(out, number);
                }
            }
            None => out.extend(b",,,,"),
        }
    }

    #[inline]
    fn cell(&self, out: &mut Text, x: f64) {
        if self.exact { exact_cell(out, x) } else { out.cell(x) }
    }
}

#[cold]
fn exact_cell(out: &mut Text, x: f64) {
    out.extend(format!(",{x}").as_bytes());
}

/// The words of the enums' own functions, made once: they stand in every row.
fn gate_word(state: GateState) -> Short {
    const WORDS: [Short; 4] =
        [Short::of_word("pass"), Short::of_word("fail"), Short::of_word("unknown"), Short::of_word("not-applicable")];
    WORDS[state as usize]
}

fn verdict_word(verdict: Verdict) -> Short {
    const WORDS: [Short; 4] =
        [Short::of_word("pursue"), Short::of_word("ask-more"), Short::of_word("toss-up"), Short::of_word("decline")];
    WORDS[verdict as usize]
}

fn lean_word(lean: LeanTo) -> Short {
    const WORDS: [Short; 3] = [Short::of_word("pursue"), Short::of_word("even"), Short::of_word("decline")];
    WORDS[lean as usize]
}

/// A cell that is handed on. What is plain is copied as it stands, quotes and all.
fn push_field(out: &mut Text, field: Field, block: &Block) {
    let raw = field.raw(block.records());
    let is_plain = match field.quotes {
        // Without quotes it holds no delimiter of the table, but may hold a comma where that is another one.
        Quotes::None => (block.delimiter() == b',' || !raw.contains(&b',')) && !begins_like_a_formula(raw),
        Quotes::Around => !begins_like_a_formula(&raw[1..]),
        Quotes::Odd | Quotes::Inside => false,
    };
    if is_plain && (block.is_printable() || raw.iter().all(|byte| PRINTABLE.contains(byte))) {
        return out.extend(raw);
    }
    let mut cell = Vec::new();
    push_text(&mut cell, &field.content(block.records()));
    out.extend(&cell);
}

/// Letters and digits never begin a formula; the slow way knows the others.
fn begins_like_a_formula(text: &[u8]) -> bool {
    text.first().is_some_and(|first| !first.is_ascii_alphanumeric())
}

/// A text as a cell: hidden characters shown, formulas made harmless, quoted where it must be.
pub(super) fn push_text(out: &mut Vec<u8>, text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    let shown = if has_hidden(&text) || text.contains(['\t', '\n', '\r']) { Cow::Owned(visible(&text)) } else { text };
    let cell = neutral_cell(shown.into_owned());
    if cell.contains([',', '"', '\n', '\r']) {
        out.push(b'"');
        out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(cell.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::scan::Scanner;

    fn handed_on(cell: &str) -> String {
        let block = Block::of_record(format!("{cell}\n").as_bytes(), b',');
        let mut fields = Vec::new();
        Scanner::new(block.records(), b',').next_into(&mut fields);
        let mut out = Text::default();
        push_field(&mut out, fields[0], &block);
        String::from_utf8(out.as_slice().to_vec()).expect("UTF-8")
    }

    #[test]
    fn plain_cells_are_handed_on_as_they_are() {
        for cell in ["Acme", "\"Acme, Inc.\"", "\"an \"\"A\"\" job\"", "-1.5", "Sr EM", "São Paulo", "日本"] {
            assert_eq!(handed_on(cell), cell);
        }
    }

    #[test]
    fn words_of_a_row_are_those_of_the_enums() {
        let written = |word: Short| {
            let mut out = Text::default();
            out.short(&word);
            String::from_utf8(out.as_slice().to_vec()).expect("UTF-8")
        };
        for state in [GateState::Pass, GateState::Fail, GateState::Unknown, GateState::NotApplicable] {
            assert_eq!(written(gate_word(state)), format!(",{}", state.word()));
        }
        for verdict in Verdict::ALL {
            assert_eq!(written(verdict_word(verdict)), format!(",{}", verdict.key()));
        }
        for lean in [LeanTo::Pursue, LeanTo::Even, LeanTo::Decline] {
            assert_eq!(written(lean_word(lean)), format!(",{}", lean.word()));
        }
    }

    #[test]
    fn hostile_cells_are_made_harmless() {
        let check = |cell: &str, expect: &str| assert_eq!(handed_on(cell), expect);
        check("=1+1", "'=1+1");
        check("\"=HYPERLINK(\"\"x\"\",1)\"", "\"'=HYPERLINK(\"\"x\"\",1)\"");
        check("@cmd", "'@cmd");
        check("a\u{202e}b", "a\\u{202e}b");
        check("\"two\nlines\"", "two lines");
        check("a\"b", "\"a\"\"b\"");
        // What is never closed holds the line end, too.
        check("\"open", "open ");
    }
}

//! Scorecards and problems as text, tables and files. Rounding happens here and nowhere before; every text that came
//! from outside passes [`visible`] on its way out.

mod ask;
mod ask_files;
mod bar;
mod batch;
mod claims;
mod claims_files;
mod collected;
mod compare;
mod conclusions;
mod csv;
mod explain;
mod explain_seat;
mod explain_waterfall;
mod facts;
mod find_status;
mod html;
mod hypothesis;
mod json;
mod json_ask;
mod json_claims;
mod json_comparison;
mod json_odds;
mod json_types;
mod json_weigh;
mod json_whatif;
mod layout;
mod locked;
mod markdown;
mod marked;
mod note;
mod odds;
mod odds_ask;
mod odds_csv;
mod odds_markdown;
mod odds_words;
mod pack;
mod page;
mod paint;
mod plain;
mod problems;
mod rubric;
mod score;
mod sheet;
mod standing;
mod suggestions;
mod tidy;
mod trace;
mod value;
mod view;
mod weigh;
mod whatif;
mod words;
mod xlsx;

use crate::analysis::Comparison;
use crate::model::{Date, Event, Observation, Role, Value};
use crate::rubric::Rubric;
use crate::score::Scorecard;
use crate::signal::{Catalogue, Trust};
use crate::text::{Diagnostics, Files, visible};
use crate::workspace::LockState;

pub use self::csv::csv_table;
pub use ask::{AskSection, Asking, ask_text};
pub use ask_files::{ASK_COLUMNS, ask_csv, ask_note};
pub use batch::{PROBLEM_COLUMNS, batch_layout, batch_summary, problem_header, problem_line};
pub use claims::{ClaimScope, Claiming, ClaimsSection, claims_text};
pub use claims_files::{CLAIMS_COLUMNS, claims_csv, claims_markdown};
pub use collected::{CompanyNews, News, news_csv, news_json, news_markdown, news_text, plan_text};
pub use compare::compare_text;
pub use explain::{Target, explain_text, find_target};
pub use facts::{FactStatus, facts_csv, facts_json, facts_text};
pub use find_status::find_status;
pub use html::html_report;
pub use hypothesis::{hypothesis_json, hypothesis_markdown, hypothesis_text};
pub use json::{json_schema, json_text};
pub use json_ask::ask_json;
pub use json_claims::claims_json;
pub use json_odds::odds_json;
pub use json_types::JsonDocument;
pub use json_weigh::weigh_json;
pub use json_whatif::whatif_json;
pub use layout::folded;
pub use locked::lock_notice;
pub use markdown::{compare_markdown, explain_markdown};
pub use marked::marked_text;
pub use note::{NoteFacts, finds_text, note_csv, note_json, note_text};
pub use odds::odds_text;
pub use odds_csv::{ODDS_COLUMNS, odds_csv};
pub use odds_markdown::odds_markdown;
pub use pack::{PackFile, pack_files, pack_summary, replaceable_pack};
pub use paint::paint;
pub use plain::{PLAIN, rule, spoken};
pub use problems::{problem_json, problem_summary, problem_text};
pub use rubric::{rubric_list, rubric_text, signals_text};
pub use score::score_text;
pub use suggestions::{accepted_text, suggestions_text};
pub use tidy::{TIDY_COLUMNS, tidy_table};
pub use trace::{NotTraced, trace, trace_markdown, trace_text};
pub use view::View;
pub use weigh::{Proposal, Weighing, weigh_markdown, weigh_text};
pub use whatif::{whatif_markdown, whatif_text};
pub use words::{likelihood, percent, verdict_words};
pub use xlsx::xlsx_report;

/// One role with its scorecard.
#[derive(Debug)]
pub struct Row<'a> {
    /// The role.
    pub role: &'a Role,
    /// Its scorecard.
    pub card: Scorecard<'a>,
}

/// Everything that a report shows.
#[derive(Debug)]
pub struct Report<'a> {
    /// The day on which things are looked at.
    pub as_of: Date,
    /// How far the seat model looks, in months.
    pub horizon_months: f64,
    /// The rubric in force.
    pub rubric: &'a Rubric,
    /// Hash of the rubric's content with the trust values in force, 64 hex digits.
    pub rubric_hash: String,
    /// What the settings change of it, in words: `own weights`; empty when nothing.
    pub adjusted: String,
    /// Whether weights were locked, and what changed since.
    pub lock: &'a LockState,
    /// The roles under the locked weights, by id; empty unless something changed since and they can be told.
    pub locked_rows: Vec<Row<'a>>,
    /// Signals.
    pub catalogue: &'a Catalogue,
    /// Trust values in force.
    pub trust: &'a Trust,
    /// Roles, by id.
    pub rows: Vec<Row<'a>>,
    /// The same roles in order of score, and how surely each is ahead.
    pub comparison: Comparison<'a>,
    /// What was wrong in the workspace.
    pub problems: &'a Diagnostics,
    /// Texts, for the places of problems.
    pub files: &'a Files,
    /// What may not be shown.
    pub redaction: Redaction,
    /// For whom it is made.
    pub view: View,
}

/// What leaves the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redaction {
    /// Everything.
    None,
    /// No quotes, no people's names, no places: ids of the evidence stay.
    People,
}

impl Row<'_> {
    /// The employer's name, safe to print.
    #[must_use]
    pub fn company(&self) -> String {
        visible(&self.role.company)
    }

    /// The job title, safe to print.
    #[must_use]
    pub fn title(&self) -> String {
        visible(&self.role.title)
    }

    /// Employer and job title, safe to print.
    #[must_use]
    pub fn heading(&self) -> String {
        format!("{} — {}", self.company(), self.title())
    }

    /// The role's id, safe to print.
    #[must_use]
    pub fn id(&self) -> String {
        visible(&self.role.id)
    }
}

impl<'a> Report<'a> {
    /// `m2-path v1 (3f2a1b9c)`; `m2-path v1 (8548cf9b, own weights)` where the settings change it.
    #[must_use]
    pub fn rubric_name(&self) -> String {
        let short = self.rubric_hash.get(..8).unwrap_or_default();
        let adjusted = if self.adjusted.is_empty() { String::new() } else { format!(", {}", self.adjusted) };
        format!("{} v{} ({short}{adjusted})", visible(&self.rubric.id), self.rubric.version)
    }

    /// Indices of the rows in order of score: best, then low, then id (METHOD 5.3).
    #[must_use]
    pub fn order(&self) -> Vec<usize> {
        let row = |id: &&str| self.rows.iter().position(|row| row.role.id == **id);
        self.comparison.roles.iter().filter_map(row).collect()
    }

    /// Rank of a row, from 1.
    #[must_use]
    pub fn rank(&self, row: &Row<'_>) -> usize {
        self.comparison.place(&row.role.id).map_or(0, |place| place + 1)
    }

    /// The best other role: the first one in order that is not this one. `None` when there is no other.
    #[must_use]
    pub fn rival(&self, row: &Row<'_>) -> Option<&Row<'a>> {
        let others = self.order().into_iter().map(|at| &self.rows[at]);
        others.into_iter().find(|other| other.role.id != row.role.id)
    }

    /// The value as it may be shown: what an event was called is in somebody's words.
    #[must_use]
    pub fn value(&self, observation: &Observation) -> Value {
        match &observation.value {
            Value::Event(event) if self.redaction == Redaction::People => {
                Value::Event(Event { label: None, ..event.clone() })
            }
            other => other.clone(),
        }
    }

    /// A quote, unless it may not be shown.
    #[must_use]
    pub fn quote(&self, observation: &Observation) -> Option<String> {
        let quote = observation.quote.as_deref().filter(|_| self.redaction == Redaction::None)?;
        Some(visible(quote))
    }
}

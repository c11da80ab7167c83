//! Arguments and their help.

use std::path::PathBuf;

use super::weigh::Weigh;
use super::whatif::Whatif;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::ask::Ask;
use super::claims::Claims;
use super::sampling::Sampling;

/// Will this role make me a manager of managers, and how do I know?
#[derive(Debug, Parser)]
#[command(
    name = "skiplevel",
    version,
    about = "Scores jobs on their path to managing managers, from dated evidence",
    long_about = "Will this role make me a manager of managers, and how do I know?\n\n\
        skiplevel reads a folder of notes and public company signals, weighs them with a rubric, and answers with evidence: \
        a score with its range, the odds that a seat opens and is yours, a verdict, and where each number comes from. \
        It works offline but for `collect`, and of the files that you wrote it changes none but the weights in skiplevel.toml, when you say so.",
    after_help = "Start here:\n  skiplevel init offers && cd offers\n  skiplevel new company Acme\n  \
        skiplevel new role Acme \"Engineering Manager, Payments\"\n  skiplevel compare\n\n\
        Exit codes: 0 answered · 1 the workspace has errors, the rest is answered · 2 wrong usage · 3 a source failed · 4 --require not met · 130, 143 stopped",
    max_term_width = 100
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub(super) struct Common {
    /// Work in this folder instead of the current one
    #[arg(id = "work_in", short = 'C', value_name = "DIR", global = true)]
    pub(super) directory: Option<PathBuf>,
    /// Look at everything as of this day (2026-11-20); facts of later days do not count
    #[arg(long, value_name = "DATE", global = true)]
    pub(super) as_of: Option<String>,
    /// Rubric to score with: an id, or a file
    #[arg(long, value_name = "ID|FILE", global = true)]
    pub(super) rubric: Option<String>,
    /// Form of the answer
    #[arg(long, value_enum, value_name = "FORMAT", global = true)]
    pub(super) format: Option<Format>,
    /// Write the answer to this file (whole or not at all) instead of the terminal
    #[arg(short = 'o', long, value_name = "FILE", global = true)]
    pub(super) output: Option<PathBuf>,
    /// Leave out quotes, people's names and places; ids of the evidence stay
    #[arg(long, global = true)]
    pub(super) redact: bool,
    /// Begin CSV with a byte order mark, for spreadsheets
    #[arg(long, global = true)]
    pub(super) bom: bool,
    /// When to use colour
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", global = true)]
    pub(super) color: Colour,
    /// For screen readers: no drawings, tables or symbols; one fact a line, in words
    #[arg(long, global = true)]
    pub(super) plain: bool,
    /// Do not print problems on stderr
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For the terminal
    Table,
    /// Markdown
    Md,
    /// One row a role
    Csv,
    /// One row a role and criterion
    TidyCsv,
    /// One page for a browser, without scripts too
    Html,
    /// A workbook for spreadsheets, into the file of -o
    Xlsx,
    /// For programs; see docs/output.schema.json
    Json,
    /// A rubric as its file has it (only `rubric show`)
    Toml,
}

impl Format {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Md => "md",
            Self::Csv => "csv",
            Self::TidyCsv => "tidy-csv",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Toml => "toml",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make a new workspace
    #[command(
        after_help = "Example:\n  skiplevel init offers\n\nWrites skiplevel.toml, me.md and .gitignore; never over a file that is there."
    )]
    Init {
        /// The folder; without it, the current one
        directory: Option<PathBuf>,
    },
    /// Begin a dossier, with the questions that the rubric asks
    #[command(
        subcommand_required = true,
        after_help = "Examples:\n  skiplevel new company \"Acme Payments\"\n  skiplevel new role acme-payments \"Engineering Manager, Ledger\""
    )]
    New(New),
    /// Show every problem of the workspace and its rubrics
    #[command(
        after_help = "Example:\n  skiplevel check -C examples/offers\n\nEach problem has file:line:column, the line, and how to mend it. Ends with 1 when there is an error."
    )]
    Check,
    Facts(super::facts::Facts),
    Accept(super::accept::Accept),
    /// Score a role: verdict, range, evidence, gates, groups, criteria, odds
    #[command(
        after_help = "Examples:\n  skiplevel score acme-payments-em\n  skiplevel score acme-payments-em --as-of 2026-10-01\n  skiplevel score acme-payments-em --require pursue && echo go"
    )]
    Score(Score),
    Explain(super::explain::Explain),
    Odds(super::odds::Odds),
    Compare(super::compare::Compare),
    /// What would have to be true for another verdict or another order; try a fact
    #[command(
        after_help = "Examples:\n  skiplevel whatif acme-payments-em\n  skiplevel whatif acme-payments-em --against globex-search-em\n  skiplevel whatif acme-payments-em --set m2_internal_promotions_12m=2@network_insider\n  skiplevel whatif acme-payments-em --set m2_internal_fill_share=3/4 --set competing_peers=1\n\nA fact enters as if it had been learned today, beside what is known; what the same source said before is taken back.\nWithout @kind it comes from the source that would settle it. Nothing is written."
    )]
    Whatif(Whatif),
    /// Set the weights of the groups, see what they change, and lock them before offers arrive
    Weigh(Weigh),
    Ask(Ask),
    Claims(Claims),
    Collect(super::collect::Collect),
    Import(super::import::Import),
    Batch(super::batch::Batch),
    /// Rubrics: list, show, check, test
    #[command(
        after_help = "Examples:\n  skiplevel rubric list\n  skiplevel rubric show m2-path\n  skiplevel rubric show m2-path --format toml -o rubrics/my-path.toml\n  skiplevel rubric show signals\n  skiplevel rubric check rubrics/mine.toml\n  skiplevel rubric test\n  skiplevel rubric sql business-need --dialect duckdb"
    )]
    Rubric(RubricArguments),
    /// Print a completion script for a shell
    #[command(after_help = "Example:\n  skiplevel completions bash > skiplevel.bash")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  skiplevel man > skiplevel.1")]
    Man,
}

#[derive(Debug, Args)]
pub(super) struct New {
    #[command(subcommand)]
    pub(super) what: NewWhat,
}

#[derive(Debug, Subcommand)]
pub(super) enum NewWhat {
    /// A company
    Company {
        /// Its name
        name: String,
    },
    /// A role at a company
    Role {
        /// The company's name or file
        company: String,
        /// The job title
        title: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct Score {
    /// The role; without it, all of them
    pub(super) role: Option<String>,
    #[command(flatten)]
    pub(super) judgement: Judgement,
    #[command(flatten)]
    pub(super) sampling: Sampling,
}

#[derive(Debug, Args)]
pub(super) struct Judgement {
    /// End with 4 unless every role has this verdict
    #[arg(long, value_name = "VERDICT", value_parser = ["pursue"])]
    pub(super) require: Option<String>,
    /// An earlier answer (JSON): its verdicts are kept while scores stay close
    #[arg(long, value_name = "FILE")]
    pub(super) previous: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct RubricArguments {
    #[command(subcommand)]
    pub(super) what: RubricWhat,
}

#[derive(Debug, Subcommand)]
pub(super) enum RubricWhat {
    /// All rubrics, built in and own
    List,
    /// A rubric with its reasons, or the catalogue of `signals`
    Show {
        /// Id or file; without it, the one in force
        id: Option<String>,
    },
    /// Every problem of a rubric, or of all
    Check {
        /// Id or file; without it, all
        id: Option<String>,
    },
    /// Run the test vectors that ship with a rubric, or with all
    Test {
        /// Id or file; without it, all
        id: Option<String>,
    },
    /// The JSON Schema of rubric files, for editors
    Schema,
    Sql(super::rubric_sql::Sql),
}

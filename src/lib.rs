//! Scores jobs on their path to *managing managers*, from dated evidence.
//!
//! A folder of notes and public company signals goes in; a comparison comes out in which every number leads to the
//! line that it rests on, what people say is checked against what can be seen, and what is unknown is a range.
//!
//! ```
//! use std::path::Path;
//!
//! use skiplevel::ledger::Ledger;
//! use skiplevel::score::{Scorer, Settings};
//! use skiplevel::workspace::Workspace;
//!
//! let (mut workspace, mut problems) = Workspace::open(Path::new("examples/offers"))?;
//! let loaded = workspace.rubric(None, &mut problems).expect("the rubric of skiplevel.toml");
//! let as_of = workspace.as_of(None, "2026-11-20".parse()?);
//! let scorer = Scorer::new(&loaded.rubric, &workspace.catalogue, Settings::default());
//! for role in &workspace.roles {
//!     let ledger = Ledger::new(&workspace.observations_of(role), &workspace.trust, as_of);
//!     let card = scorer.score(&ledger);
//!     println!("{}: {:.0} ({:.0} to {:.0})", role.role.title, card.score.best, card.score.low, card.score.high);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Modules, in reading order; each may name only those before it (`ARCHITECTURE.md`):

#![cfg_attr(test, allow(clippy::float_cmp, reason = "tests compare exact results"))]

pub mod text;

pub mod model;

pub mod signal;

pub mod ledger;

pub mod rubric;

pub mod seat;

pub mod notes;

pub mod source;

pub mod http;

pub mod workspace;

pub mod score;

pub mod analysis;

pub mod collect;

pub mod batch;

pub mod report;

pub mod cli;

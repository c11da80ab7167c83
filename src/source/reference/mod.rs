//! Public databases, archives and forums.

mod github;
mod hackernews;
mod ladders;
mod refused;
#[cfg(test)]
mod testing;
mod wikidata;
mod yc;

use super::Source;

pub use refused::{Refusal, refusal};

pub(super) const REFERENCE: &[&dyn Source] =
    &[&wikidata::Wikidata, &yc::YCombinator, &github::GitHub, &hackernews::HackerNews, &ladders::Ladders];

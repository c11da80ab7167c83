//! Public databases, archives and forums.

mod github;
#[cfg(test)]
mod testing;
mod wikidata;
mod yc;

use super::Source;

pub(super) const REFERENCE: &[&dyn Source] = &[&wikidata::Wikidata, &yc::YCombinator, &github::GitHub];

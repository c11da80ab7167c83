//! Public databases, archives and forums.

#[cfg(test)]
mod testing;
mod wikidata;

use super::Source;

pub(super) const REFERENCE: &[&dyn Source] = &[&wikidata::Wikidata];

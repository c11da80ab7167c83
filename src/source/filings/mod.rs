//! What companies must file with authorities.

use super::Source;

pub(super) const FILINGS: &[&dyn Source] = &[];

//! What companies must file with authorities.

mod warn;

use super::Source;

pub(super) const FILINGS: &[&dyn Source] = &[&warn::Warn];

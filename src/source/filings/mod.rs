//! What companies must file with authorities.

mod prose;
mod sec;
#[cfg(test)]
mod testing;
mod xml;

use super::Source;

pub(super) const FILINGS: &[&dyn Source] = &[&sec::Sec];

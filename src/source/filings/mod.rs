//! What companies must file with authorities.

mod companies_house;
mod prose;
mod sec;
#[cfg(test)]
mod testing;
mod warn;
mod xml;

use super::Source;

pub(super) const FILINGS: &[&dyn Source] = &[&sec::Sec, &companies_house::CompaniesHouse, &warn::Warn];

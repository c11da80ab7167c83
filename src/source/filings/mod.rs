//! What companies must file with authorities.

mod companies_house;
mod warn;
mod xml;

use super::Source;

pub(super) const FILINGS: &[&dyn Source] = &[&companies_house::CompaniesHouse, &warn::Warn];

//! Job boards and career pages: open roles now.

mod board;
mod greenhouse;
mod smartrecruiters;
#[cfg(test)]
mod testing;

use super::Source;

pub(super) const BOARDS: &[&dyn Source] = &[&greenhouse::Greenhouse, &smartrecruiters::SmartRecruiters];

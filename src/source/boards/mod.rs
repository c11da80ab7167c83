//! Job boards and career pages: open roles now.

mod board;
mod greenhouse;
mod personio;
mod recruitee;
mod smartrecruiters;
#[cfg(test)]
mod testing;
mod workable;
mod workday;

use super::Source;

pub(super) const BOARDS: &[&dyn Source] = &[
    &greenhouse::Greenhouse,
    &smartrecruiters::SmartRecruiters,
    &personio::Personio,
    &recruitee::Recruitee,
    &workable::Workable,
    &workday::Workday,
];

//! Job boards and career pages: open roles now.

mod ashby;
mod ats;
mod board;
mod careers;
mod greenhouse;
mod hosted;
mod lever;
mod personio;
mod recruitee;
mod smartrecruiters;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod wayback;
mod workable;
mod workday;

use super::Source;

pub(super) const BOARDS: &[&dyn Source] = &[
    &careers::Careers,
    &greenhouse::Greenhouse,
    &ashby::Ashby,
    &lever::Lever,
    &smartrecruiters::SmartRecruiters,
    &personio::Personio,
    &recruitee::Recruitee,
    &workable::Workable,
    &workday::Workday,
    &wayback::Wayback,
];

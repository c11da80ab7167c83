//! Job boards and career pages: open roles now.

mod ashby;
mod ats;
mod board;
mod careers;
mod greenhouse;
mod lever;
mod wayback;

use super::Source;

#[cfg(test)]
mod tests;

pub(super) const BOARDS: &[&dyn Source] =
    &[&greenhouse::Greenhouse, &ashby::Ashby, &lever::Lever, &careers::Careers, &wayback::Wayback];

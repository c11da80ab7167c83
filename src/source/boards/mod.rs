//! Job boards and career pages: open roles now.

mod board;
mod greenhouse;

use super::Source;

#[cfg(test)]
mod tests;

pub(super) const BOARDS: &[&dyn Source] = &[&greenhouse::Greenhouse];

//! Job boards and career pages: open roles now.

mod greenhouse;

use super::Source;

pub(super) const BOARDS: &[&dyn Source] = &[&greenhouse::Greenhouse];

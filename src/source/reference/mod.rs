//! Public databases, archives and forums.

use super::Source;

pub(super) const REFERENCE: &[&dyn Source] = &[];

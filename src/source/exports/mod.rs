//! Exports of services and tables typed by hand: read from files, never fetched.

use super::Source;

pub(super) const EXPORTS: &[&dyn Source] = &[];

//! Exports of services and tables typed by hand: read from files, never fetched.

mod crunchbase;
mod events;
mod harmonic;
mod layoffs;
mod ratings;
mod table;
#[cfg(test)]
mod testing;

use super::{Reading, Source};

pub(super) const EXPORTS: &[&dyn Source] =
    &[&crunchbase::Crunchbase, &harmonic::Harmonic, &layoffs::Layoffs, &ratings::Ratings, &events::Events];

/// The reading of a source that is never fetched.
fn only_files(name: &str) -> Reading {
    Reading::not_tried(format!("read from files only: skiplevel import FILE --source {name}"))
}

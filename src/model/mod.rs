//! What is talked about: observations, where they come from, values, dates. Plain, immutable data.
//!
//! Nothing here computes a score, and no type here is serialised: output formats have their own copies.

mod date;
mod kind;
mod observation;
mod page;
mod role;
mod value;

pub use date::{DAYS_PER_MONTH, PartialDate, days_between};
pub use kind::{Party, SourceKind};
pub use observation::{Ageing, Observation, Scope, Source, origin_key};
pub use page::{Answer, Content, Form, Page, Request, SourceState, Taken, Trouble};
pub use role::{Company, Role};
pub use value::{Amount, Event, Value};

/// A civil date. The library never asks a clock; dates come from files and arguments.
pub use jiff::civil::Date;

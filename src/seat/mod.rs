//! How many manager-of-managers seats should open in an organisation, and how likely one is yours.
//!
//! The model follows vacancy-chain demography: promotions come from growth, from exits and from the
//! shape of the pyramid, so a few structural numbers say more about them than any promise does.
//! Managers (EMs) follow from head count and span; seats one layer up (M2) follow from managers and
//! span; openings are seats vacated plus seats added between the day you are credible and the
//! horizon; each opening goes inside with an uncertain share and is then a choice between you and
//! your rivals.
//!
//! * [`flow`] shows every step for one [`Scenario`]; [`outcome`] mixes the scenarios.
//! * [`sweep`] repeats the mixture over plausible parameter values and reports mean and quantiles.
//!   Its mean is the headline: the chance when the parameters themselves are uncertain.
//! * [`Parameter`] names the inputs one by one, with the source of each default.
//!
//! The module is pure arithmetic. Transcendental functions come from `libm` and every sum has a
//! fixed order, so equal inputs give equal bytes on every platform. Every function is total: finite
//! inputs give finite results (see [`Parameters`] for how absurd values are bounded).

mod model;
mod parameter;
#[cfg(test)]
mod reference;
mod sequence;
mod special;
mod sweep;

pub use model::{
    Flow, Outcome, Parameters, SCENARIOS, Scenario, flow, outcome, rivals_elsewhere, scenarios_with, seats,
};
pub use parameter::Parameter;
pub use sequence::{RSequence, r_sequence};
pub use sweep::{Quantiles, SWEEP_POINTS, Spread, Sweep, Sweeper, Triangle, sweep, sweep_yours};

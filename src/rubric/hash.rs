//! A name for the content of a rubric: everything that moves a number, nothing else.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{NotApplicable, Rubric};
use crate::signal::{Tolerance, Trust};

impl Rubric {
    /// SHA-256 (64 hex digits) over weights, curves, priors, half-lives, gates, caps, thresholds and trust values in
    /// force. Words and comments do not enter; a workspace's own weights and trust values do.
    #[must_use]
    pub fn hash(&self, trust: &Trust) -> String {
        let mut text = format!("skiplevel rubric 1\n{} {}\n{:?}\n", self.id, self.version, self.thresholds);
        let mut line = |content: std::fmt::Arguments<'_>| {
            let _ = writeln!(text, "{content}");
        };
        line(format_args!("margin {:?} {:?}", self.weakest_group_margin, self.reads_as));
        for (group, criterion) in self.criteria() {
            let (kind, width) = match criterion.tolerance {
                Tolerance::Absolute(width) => ("absolute", width),
                Tolerance::Relative(width) => ("relative", width),
            };
            line(format_args!(
                "{} {} {} {:?} {:?} {:?} {kind} {width:?} {:?}",
                group.id,
                group.necessary,
                criterion.signal,
                criterion.weight,
                criterion.prior,
                criterion.half_life_days,
                criterion.curve.points(),
            ));
        }
        for gate in &self.gates {
            let exempt = gate.not_applicable.as_ref().map(|(rule, _): &(NotApplicable, String)| rule);
            line(format_args!("gate {} {} {:?} {exempt:?}", gate.id, gate.crosscheck, gate.when));
        }
        for cap in &self.caps {
            line(format_args!("cap {} {:?} {:?}", cap.id, cap.limit, cap.unless));
        }
        for entry in trust.entries() {
            line(format_args!("trust {} {:?} {}", entry.kind.key(), entry.trust, entry.party.key()));
        }
        Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

//! What is wrong with a key or a value, as notes and tables report it alike; the caller adds the place.

use super::{Lookup, Signal, ValueProblem};
use crate::text::{Code, Diagnostic};

impl Lookup<'_> {
    /// Why `key` names no signal; `None` when it names one.
    #[must_use]
    pub fn problem(&self, key: &str) -> Option<Diagnostic> {
        match self {
            Self::Found(_) => None,
            Self::Ambiguous(keys) => {
                let message = format!("`{key}` fits {} signals", keys.len());
                let help = format!("write one of {}", keys.join(", "));
                Some(Diagnostic::error(Code::AmbiguousSignal, message).help(help))
            }
            Self::Unknown(near) => {
                let problem = Diagnostic::error(Code::UnknownSignal, format!("no signal has the key `{key}`"));
                Some(problem.suggest(*near, "`skiplevel rubric show signals` lists all keys"))
            }
        }
    }
}

impl Signal {
    /// Why a derived signal cannot be stated.
    #[must_use]
    pub fn computed_problem(&self) -> Diagnostic {
        let message = format!("`{}` is computed, not stated", self.key);
        let help = format!("state what it rests on: {}", self.inputs.join(", "));
        Diagnostic::error(Code::DerivedSignal, message).help(help)
    }
}

impl ValueProblem {
    /// The problem with its code: out of range, a bad date, or a form that the signal does not take.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let code = match (self.out_of_range, self.is_date) {
            (true, _) => Code::OutOfRange,
            (_, true) => Code::BadDate,
            _ => Code::BadValue,
        };
        Diagnostic::error(code, &self.message).help(&self.help)
    }
}

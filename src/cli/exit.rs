//! Exit codes.

use std::process::ExitCode;

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: answered.
    Answered,
    /// 1: the workspace has errors; the rest is answered where possible.
    WorkspaceErrors,
    /// 2: wrong usage, or the machine refused.
    Usage,
    /// 3: a source that was asked failed; what the others said is kept.
    PartFailed,
    /// 4: `--require pursue` is not met.
    RequirementNotMet,
    /// 128 and the number of the signal that stopped the program: 130, 143.
    Stopped(u8),
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Answered => 0,
            Exit::WorkspaceErrors => 1,
            Exit::Usage => 2,
            Exit::PartFailed => 3,
            Exit::RequirementNotMet => 4,
            Exit::Stopped(signal) => 128_u8.saturating_add(signal),
        })
    }
}

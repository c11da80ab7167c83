//! The program as people run it: arguments in, bytes and an exit code out.

mod answers;
mod check;
mod codes;
mod hostile;
mod options;
mod redaction;
mod repeatable;
mod scaffold;
mod standing;
mod support;

//! The program as people run it: arguments in, bytes and an exit code out.

mod accept;
mod answers;
mod ask;
mod batch;
mod check;
mod claims;
mod codes;
mod collect;
mod everywhere;
mod hostile;
mod html;
#[path = "../net/mod.rs"]
mod net;
mod odds;
mod options;
mod pack;
mod plain;
mod redaction;
mod repeatable;
mod scaffold;
mod standing;
mod support;
mod trace;
mod weigh;
mod whatif;

//! Files, places in them, and what to say when something in them is wrong.
//!
//! This layer knows nothing of jobs or scores. It never reads a disk: callers hand it text.
//!
//! ```
//! use skiplevel::text::{Files, Span};
//!
//! let mut files = Files::default();
//! let id = files.add("roles/acme.md", "first\nsecond line\n");
//! let span = Span::new(id, 13, 17);
//! let place = files.place(span);
//! assert_eq!((place.line, place.column), (2, 8));
//! assert_eq!(files.slice(span), "line");
//! ```

mod decimal;
mod decode;
mod diagnostic;
mod file;
mod nearest;
mod shell;
mod toml_reader;
mod visible;

pub use decimal::{ShortDecimal, push_decimal};
pub use decode::{Decoded, MAX_BYTES, decode};
pub use diagnostic::{Code, Diagnostic, Diagnostics, Severity};
pub use file::{FileId, Files, Place, Span, Spanned};
pub use nearest::nearest;
pub use shell::shell_word;
pub use toml_reader::{Item, TableReader, read_toml};
pub use visible::{has_hidden, neutral_cell, visible};

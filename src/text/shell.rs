//! Arguments of commands that are shown to be copied.

use super::visible;

/// `argument` as a POSIX shell takes it, safe to print: as it is when it is plain, else in single quotes, inside of which
/// a shell runs nothing.
///
/// ```
/// use skiplevel::text::shell_word;
///
/// assert_eq!(shell_word("culture.autonomy=3@peer_em_said"), "culture.autonomy=3@peer_em_said");
/// assert_eq!(shell_word("Acme & Sons' $(id)"), r"'Acme & Sons'\'' $(id)'");
/// ```
#[must_use]
pub fn shell_word(argument: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._=/@,-".contains(c);
    let argument = visible(argument);
    if !argument.is_empty() && argument.chars().all(is_plain) && !argument.starts_with('-') {
        return argument;
    }
    format!("'{}'", argument.replace('\'', "'\\''"))
}

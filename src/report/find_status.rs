//! What becomes of a find in prose, and what the words for it mean.

use super::layout::wrap;
use crate::notes::prose::{Class, Find, Found};

/// What becomes of a find: `found` (a clear number, date or yes, which counts), `suggested` (a level read out of words,
/// which counts once it is taken over), `silenced`, `undated` (clear, in a section without a date) or `open-ended`
/// (clear, but only *over 200*, which no estimate can take).
#[must_use]
pub fn find_status(find: &Find) -> &'static str {
    match (&find.value, find.class) {
        _ if find.is_silenced => "silenced",
        (_, Class::Judgement) => "suggested",
        (Found::Range { low: None, .. } | Found::Range { high: None, .. }, _) => "open-ended",
        _ if find.fact_date.is_none() => "undated",
        _ => "found",
    }
}

/// What the words for what becomes of a find mean, to stand below a list.
const LEGEND: [(&str, &str); 4] = [
    ("found", "found: a clear number, date or yes in prose, which counts like a field."),
    ("suggested", "suggested: a level read out of words, which counts once `skiplevel accept NUMBER` takes it over."),
    ("undated", "undated: it counts once its heading has a date."),
    ("open-ended", "open-ended: one end is missing, so it does not count."),
];

/// What those words mean for which `is_there` holds; empty where there are none.
pub(super) fn legend(is_there: impl Fn(&str) -> bool, width: usize) -> String {
    let mut words: Vec<&str> = LEGEND.iter().filter(|(status, _)| is_there(status)).map(|(_, words)| *words).collect();
    if words.is_empty() {
        return String::new();
    }
    words.push("A line with `:: ?` behind it is left alone.");
    wrap(&words.join(" "), width, 0) + "\n"
}

//! The words that a pattern can begin with: where a statement has none of them, the pattern need not be tried.
//!
//! Only what is plain is read: a pattern that begins at a word with letters, groups and alternatives. For all others
//! nothing is known, and they are always tried.

/// Beginnings of words, as a list of cues, of which a text has one wherever the pattern matches. `None` when that is
/// not known.
pub(super) fn openings(pattern: &str) -> Option<String> {
    let mut stems = Vec::new();
    collect(pattern, false, &mut stems, 0)?;
    stems.sort_unstable();
    stems.dedup();
    Some(stems.join(" ")).filter(|list| !list.is_empty())
}

/// Deepest nesting of groups that is looked into.
const DEEPEST: usize = 12;

/// Adds the stems of each alternative. `is_bounded`: a word begins here.
fn collect(pattern: &str, is_bounded: bool, stems: &mut Vec<String>, depth: usize) -> Option<()> {
    if depth > DEEPEST {
        return None;
    }
    alternatives(pattern).into_iter().try_for_each(|part| first(part, is_bounded, stems, depth))
}

/// Adds the stems that one alternative begins with.
fn first(part: &str, is_bounded: bool, stems: &mut Vec<String>, depth: usize) -> Option<()> {
    if let Some(rest) = part.strip_prefix(r"\b") {
        return first(rest, true, stems, depth);
    }
    if part.starts_with('(') {
        let end = group_end(part)?;
        let inner = part[1..end].strip_prefix("?:").or_else(|| part[1..end].strip_prefix("?P<q>"));
        let inner = inner.or_else(|| Some(&part[1..end]).filter(|inner| !inner.starts_with('?')))?;
        collect(inner, is_bounded, stems, depth + 1)?;
        let rest = &part[end + 1..];
        // What may be left out may be followed by the first word.
        return match rest.strip_prefix(['?', '*']) {
            Some(rest) => first(rest.trim_start_matches('?'), is_bounded, stems, depth + 1),
            None if rest.starts_with('{') => None,
            None => Some(()),
        };
    }
    let letters = part.bytes().take_while(u8::is_ascii_lowercase).count();
    let is_repeated = part[letters..].starts_with(['?', '*', '{']);
    let stem = &part[..letters.saturating_sub(usize::from(is_repeated))];
    (is_bounded && stem.len() >= 2).then(|| stems.push(format!("{stem}*")))
}

/// The alternatives of a pattern, split at the bars outside of its groups.
fn alternatives(pattern: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start, mut is_class) = (Vec::new(), 0_usize, 0, false);
    let mut bytes = pattern.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'[' => is_class = true,
            b']' => is_class = false,
            b'(' if !is_class => depth += 1,
            b')' if !is_class => depth = depth.saturating_sub(1),
            b'|' if depth == 0 && !is_class => {
                parts.push(&pattern[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&pattern[start..]);
    parts
}

/// Where the group that `part` begins with ends.
fn group_end(part: &str) -> Option<usize> {
    let (mut depth, mut is_class) = (0_usize, false);
    let mut bytes = part.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'[' => is_class = true,
            b']' => is_class = false,
            b'(' if !is_class => depth += 1,
            b')' if !is_class => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_a_pattern_begins_with_are_known_where_they_are_plain() {
        for (pattern, expect) in [
            (r"\b(?:laid off|let (?:go|off)|axe[ds]?)\b", Some("axe* laid* let*")),
            (r"(?P<q>\b(?:no |not a )?layoffs?\b)", Some("layoff* no* not*")),
            (r"\bhir(?:e|ing)", Some("hir*")),
            ("layoffs", None),
            (r"\b\x01 people", None),
            (r"\b[a-z]+ people|\bpeople", None),
            (r"\b(?:a |the )?x", None),
        ] {
            assert_eq!(openings(pattern).as_deref(), expect, "{pattern}");
        }
    }
}

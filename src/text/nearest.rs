//! The known word that somebody probably meant.

/// A longer word is no slip of the pen, and comparing it would take long.
const MAX_WORD: usize = 100;

/// The candidate most like `word`, if one is close enough to suggest: fewer than a third of its letters differ,
/// or `word` is a part of exactly one candidate. Ties go to the first candidate.
///
/// ```
/// assert_eq!(skiplevel::text::nearest("wieght", ["weight", "why"]), Some("weight"));
/// assert_eq!(skiplevel::text::nearest("colour", ["weight", "why"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > MAX_WORD {
        return None;
    }
    let wanted = word.to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    let mut holding: Vec<&str> = Vec::new();
    for candidate in candidates {
        let known = candidate.to_lowercase();
        let distance = strsim::osa_distance(&wanted, &known);
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
        if wanted.chars().count() >= 3 && known.contains(&wanted) {
            holding.push(candidate);
        }
    }
    let (distance, candidate) = best?;
    if distance * 3 <= candidate.chars().count().max(wanted.chars().count()).max(3) {
        return Some(candidate);
    }
    match holding.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

//! The words around a find: two may be enough to read a fact, but not to recall what was said.

use std::ops::Range;

/// Longest words around a find, in characters.
pub const LONGEST_WORDS: usize = 120;

/// Bytes around a quote in which its sentence can begin or end; more than [`LONGEST_WORDS`] can have.
const WINDOW: usize = 4 * LONGEST_WORDS;

/// The sentence of the line that holds a quote, or the part between commas where that is too long, or the quote alone.
pub(super) fn words_around(text: &str, quote: Range<usize>) -> &str {
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let from = (quote.start.saturating_sub(WINDOW)..quote.start).find(is_boundary).unwrap_or(quote.start);
    let to = (quote.end + WINDOW..text.len()).find(is_boundary).unwrap_or(text.len());
    let line_start = text[from..quote.start].rfind('\n').map_or(from, |at| from + at + 1);
    let line_end = text[quote.end..to].find('\n').map_or(to, |at| quote.end + at);
    let within = |ends: &[&str]| {
        let before = &text[line_start..quote.start];
        let start = ends.iter().filter_map(|end| before.rfind(end).map(|at| at + end.len())).max().unwrap_or(0);
        let after = &text[quote.end..line_end];
        let end = ends.iter().filter_map(|end| after.find(end).map(|at| at + 1)).min().unwrap_or(after.len());
        let before = unmarked(&before[start..]);
        let after = after[..end].trim_end_matches([',', ';', ' ', '\t', '\r']);
        &text[quote.start - before.len()..quote.end + after.len()]
    };
    let sentence = [". ", "? ", "! ", "; "];
    let clause = [". ", "? ", "! ", "; ", ", "];
    let fits = |words: &&str| words.chars().count() <= LONGEST_WORDS;
    [within(&sentence), within(&clause)].into_iter().find(fits).unwrap_or(&text[quote])
}

/// What stands behind the marks of lists and quotations at the start of a line. A minus before a number is none.
fn unmarked(line: &str) -> &str {
    let mut rest = line.trim_start();
    while let Some(next) = ["- ", "* ", "+ ", "> "].iter().find_map(|mark| rest.strip_prefix(mark)) {
        rest = next.trim_start();
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_recall_what_was_said() {
        let check = |text: &str, quote: &str, expect: &str| {
            let start = text.find(quote).expect("in the text");
            assert_eq!(words_around(text, start..start + quote.len()), expect);
        };
        check(
            "# A\n- Calls? She makes most decisions herself. Fine.\n",
            "most decisions",
            "She makes most decisions herself.",
        );
        check("one line", "line", "one line");
        check("> - -10% growth, then 5%\n", "10% growth", "-10% growth, then 5%");
        check("- 10% growth,\r\n", "10% growth", "10% growth");
        let long = format!("{}, he has six EMs, {}", "much ".repeat(30), "more ".repeat(30));
        check(&long, "six EMs", "he has six EMs");
        check(&"word ".repeat(60), "word word", "word word");
        check(&format!("{}six EMs{}", "é".repeat(999), "é".repeat(999)), "six EMs", "six EMs");
    }
}

//! Words of an advert that say that managers are led.

use std::sync::LazyLock;

use regex::Regex;

/// Adverts say it in these ways. Words between are listed, so that "manage relations with hiring managers" is none.
const CUES: &[&str] = &[
    r"\bmanagers? of (?:(?:other|engineering|people|software|development|line) )*managers?\b",
    r"\b(?:manag|lead|supervis)(?:e|es|ing|ed|s|)? (?:and (?:coach|mentor|develop|grow|lead|support|manage|hire)(?:ing)? )?(?:(?:a|the|our|team|group|of|other|multiple|several|two|three|four|five|\d|engineering|software|development|people|line|first[- ]line|front[- ]?line|experienced|existing|both|senior) )*(?:managers|ems)\b",
    r"\b(?:two|three|four|five|six|2|3|4|5|6|several|multiple) (?:(?:software|senior|experienced|direct) )?(?:engineering managers|ems|development managers)\b",
    r"\bmanag\w+ (?:\w+ ){0,6}through (?:\w+ ){0,4}managers\b",
    r"\blead\w* (?:\w+ ){0,4}through (?:\w+ ){0,3}(?:engineering )?managers\b",
    r"\bsecond[- ]line (?:manage|leader|people)",
    r"\bleaders? of leaders\b|\bleading leaders\b",
    r"\b\d+ engineers and \d+ (?:ems|engineering managers|managers)\b",
];

/// What stands before words that only look so: the managers are others, or not yet there.
const NOT_BEFORE: &str = r"(?x)
    \b(?: not | no | never | without | nor | cannot | don't | doesn't | won't ) \s (?:\w+\s){0,5}$
  | \b(?: with | alongside | among | amongst | one \s of | by | between | like | to | from | for | than ) \s
      (?: (?: the | our | other | your | its | a | an | both | fellow ) \s )* $
  | \b(?: path | grow | growing | opportunity | potential | eventually | future | aspir\w+ | ambition | prepar\w+
      | become | becoming | track | someday | transition | learn\w* ) \s (?:\w+\s){0,4}$";

/// What stands after words that only ask for more than the job is.
const NOT_AFTER: &str = r"^\W{0,3}(?:experience )?(?:is |are |would be |will be )?(?:not (?:\w+ )?(?:required|needed|part)|a (?:big |strong |nice )?(?:plus|bonus)|nice[- ]to[- ]have|preferred|desirable|optional|an? advantage|later|in (?:the )?future)";

static PATTERNS: LazyLock<Vec<Regex>> =
    LazyLock::new(|| CUES.iter().map(|cue| Regex::new(cue).expect("a pattern of this file")).collect());
static BEFORE: LazyLock<Regex> = LazyLock::new(|| Regex::new(NOT_BEFORE).expect("a pattern of this file"));
static AFTER: LazyLock<Regex> = LazyLock::new(|| Regex::new(NOT_AFTER).expect("a pattern of this file"));

/// Whether the text of an advert says that managers are led. Meant for adverts of engineering management: elsewhere the
/// same words mean coaching.
pub(in crate::source) fn leads_managers(text: &str) -> bool {
    let text = text.to_lowercase().replace(['\u{2019}', '`'], "'");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.split(['.', '!', '?', ';', '\u{2022}']).any(|sentence| {
        PATTERNS.iter().flat_map(|pattern| pattern.find_iter(sentence)).any(|found| {
            let before = sentence.get(..found.start()).unwrap_or_default();
            let after = sentence.get(found.end()..).unwrap_or_default();
            !BEFORE.is_match(before) && !AFTER.is_match(after)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_advert_that_says_that_managers_are_led_is_found() {
        for text in [
            "You will manage managers and grow the team from 25 to 60 engineers.",
            "You will manage two engineering managers and a staff engineer.",
            "Experience as a manager of managers",
            "5+ years managing other managers in a product company",
            "Lead a team of three EMs across two sites",
            "An organisation of 34 engineers and 4 engineering managers",
            "You lead the group through your engineering managers",
            "This is a second-line management role",
            "We want a leader of leaders",
            "Manage and coach several engineering managers",
            "Managing a group of 40 people through line managers",
        ] {
            assert!(leads_managers(text), "{text}");
        }
    }

    #[test]
    fn words_that_only_look_so_are_not_taken() {
        for text in [
            "Work with hiring managers to define the profile",
            "Manage relations with hiring managers",
            "Managing product managers' expectations",
            "We are a team of 700+ people",
            "Career growth: from engineer to manager",
            "You work alongside three engineering managers",
            "You report to one of three engineering managers",
            "This role does not manage managers",
            "You may grow into a manager of managers",
            "Experience managing managers is a plus",
            "Second-line support for our customers",
            "Reporting to a manager of managers",
            "Managing account managers",
            "",
        ] {
            assert!(!leads_managers(text), "{text}");
        }
    }
}

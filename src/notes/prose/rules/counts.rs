//! Numbers in the word orders of other writers: telegrams, answers, and the English of people who think in another
//! language. [`FIRST`] is closer than the rules of the families, [`LAST`] is looser.

use super::keys::{FUNDING, NEARBY, PAY, RATING, RIVALS, SHAKEUP, TALKS};
use crate::notes::prose::rule::Read::{Above, Below, Event};
use crate::notes::prose::rule::Rule;
use crate::notes::prose::rule::mood::{ELSEWHERE, MONEY, QUESTION, UNSURE, WISH};

/// Departments beside one's own.
const BESIDE: &str = "sister neighbour* neighbor* adjacent beside_us beside_ours next_to_us next_to_ours next_door other_department other_departments other_engineering_department alongside";
const CHANGED: &str = "grew grow grows grown growing growth up added expanded increased rose risen bigger plus";
const OVER_A_YEAR: &str = "#d #u year yoy y_y annually 12m";
const CAREER: &str = "career* growth development future what's_next next_step path ambition* aspirations";
const TALK: &str = "talk* conversation* chat* discuss* convo* 1s speak spoke review* sit_down meeting*";
const NEXT_SEAT: &str =
    "seat seats slot chair role job post position director* head ad m2 senior_em next_level it same";
const WANTING: &str = "want wants wanted after eyeing eying eye gunning aiming competing vying in_the_running keen interested hoping ready line";
const WALK_AWAY: &str = "walk_away walkaway walk floor minimum lower_limit bottom_line reservation limit";

pub(super) const FIRST: &[Rule] = &[
    // Ratings.
    Rule::slot(RATING, r"\b(?:ambitionbox|glassdoor|kununu|comparably|indeed)(?: rating| score)?[ :=|-]{1,3}(?:shows |says |is |at )?(?:{n}|{s})(?:$|[^a-z%\x01-\x07])").without("was used_to"),
    // The department.
    Rule::slot(NEARBY, r"{p}").needs(&[BESIDE, CHANGED, OVER_A_YEAR]).without("while whereas company firm team's revenue could would plan* startup competitor* will").yearly(),
    // Those who rise.
    Rule::slot(RIVALS, r"{n} (?:of (?:the|my|our|us|them) )?(?:(?:other|fellow|peer|current|more) )*(?:ems?|managers?|peers?|leads?|colleagues?|of us)\b(?: incl[a-z]* [a-z]+)?").needs(&[WANTING, NEXT_SEAT]).without("promoted became leave leaving laptop* headcount hire hiring line_manag* looking_after look_after looks_after report reports reporting this_role your_role this_em_role candidates interview* not nobody none engineers").also(WISH),
    // Talks.
    Rule::slot(TALKS, r"{n} (?:times|x|sessions|talks|conversations|chats|discussions|of them)(?: [a-z]+){0,2}? (?:a|per|each|every|in a|in one|/) ?(?:year|yr|annum)\b").needs(&[CAREER, TALK]).without("used_to salary").also(UNSURE),
    Rule::fixed(TALKS, 6.0, r"\bevery (?:other|second) month\b").needs(&[CAREER, TALK]).without("used_to salary").also(UNSURE),
    // Pay against what one would walk away from.
    Rule::new(PAY, Above, r"{p} (?:above|over|more than|higher than|north of|beyond|on top of|better than)\b").needs(&[WALK_AWAY]).without("if below").also(MONEY | ELSEWHERE),
    Rule::new(PAY, Below, r"{p} (?:below|under|less than|short of|lower than|beneath)\b").needs(&[WALK_AWAY]).without("if above").also(MONEY | ELSEWHERE),
    Rule::fixed(PAY, 1.0, r"\b(?:equals?|matches|exactly (?:at )?|the same as|right at|bang on|identical to) (?:my |the )?(?:walk-?[ ]?away|floor|minimum|bottom line)\b").without("if not").also(MONEY | ELSEWHERE),
    // Money and jobs.
    Rule::fixed(FUNDING, 6.0, r"\b(?:financ(?:es?|ed|ing)|funds?|funded|funding) (?:itself|ourselves|themselves|everything|all|growth|it all|things)?[^.;?!]{0,10}\b(?:out of|from|through|with|by) (?:its|our|their|the)? ?(?:own )?(?:profits?|cash ?-?flow|earnings|revenues?|pocket)\b").without("not will would if soon customer* hope* unit").also(MONEY),
    Rule::new(SHAKEUP, Event("reorg", "company.shakeup_recency"), r"\b(?:re-?org\w*|restructur\w*|shake-?up|reshuffle)\b[^?.]{0,40}\?[^.;?!]{0,40}?(?P<q>{D})").without("next coming expected no none never will").also(QUESTION),
    // Those who go.
    Rule::slot("department.m2_attrition_12m", r"\b(?:head|director|m2|vp|senior manager)s?[- ](?:level )?(?:churn|attrition|turnover)\b[^.;?!\x02]{0,40}{p}").also(MONEY),
];

/// Looser ones, after all others.
pub(super) const LAST: &[Rule] = &[Rule::slot("culture.operating_clarity", r"{s}")
    .needs(&["goals okr* decision* conflict* channel*"])
    .without("teams engineers people promot* customer*")];

#[cfg(test)]
mod tests {
    use crate::notes::prose::tests::check;

    #[test]
    fn numbers_in_other_word_orders() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("hiring_manager_said", "R&D strength is 130 as of now", &["department.eng_headcount 130"]),
            ("hiring_manager_said", "I run 58 engineers.", &["department.eng_headcount 58"]),
            (
                "peer_em_said",
                "the department beside us has grown 15 percent in a year",
                &["department.nearby_growth_12m 15"],
            ),
            (
                "peer_em_said",
                "Three times per year she has a talk about her own future",
                &["culture.career_talks_per_year 3"],
            ),
            ("peer_em_said", "career discussion happens once in a year", &["culture.career_talks_per_year 1"]),
            ("signed_document", "Offer is 10% above my walk-away.", &["role.comp_ratio 1.1"]),
            ("signed_document", "15 percent under my bottom line", &["role.comp_ratio 0.85"]),
            ("hiring_manager_said", "We finance ourselves out of our own cash flow.", &["company.funding_recency 6"]),
            ("careers", "Sr EM, Director: none right now", &["company.open_m2_roles 0"]),
            (
                "hiring_manager_said",
                "Since when do you lead managers? She does this since two years.",
                &["manager.m2_experience 2"],
            ),
        ];
        for (kind, text, expect) in cases {
            check(kind, text, expect);
        }
    }

    #[test]
    fn what_is_counted_for_another_reason_is_left_alone() {
        let cases = [
            ("hiring_manager_said", "We interviewed 84 engineers last year."),
            ("careers", "3 EMs are on the panel."),
            ("careers", "2 Director of Sales roles"),
            ("peer_em_said", "3 of 4 EM seats went to insiders."),
            ("hiring_manager_said", "He managed 120 engineers at Klarna."),
            ("hiring_manager_said", "At Zalando engineering grew 30% in a year."),
            ("peer_em_said", "The neighbour company grew 25%."),
        ];
        for (kind, text) in cases {
            check(kind, text, &[]);
        }
    }
}

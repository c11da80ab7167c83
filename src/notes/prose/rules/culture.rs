//! `culture.*`: whether the organisation grows managers. Mostly levels, so mostly suggestions.

use super::keys::{CLARITY, EVALUATION, LADDER, SKIP, TALKS, TRACKS};
use crate::notes::prose::rule::Rule;
use crate::notes::prose::rule::mood::{DENIED, QUESTION, UNSURE, WISH};

const TALK_WORDS: &str = "#o entretien* dialogue conversation convos dialog* sits sit talk* conversation* chat* discuss* convo* check_in* checkin* review* sit_down* meeting* session* 1s ones speak spoke dialog*";
const CAREER_WORDS: &str = "career_talk headed heading what_he_might what_she_might what_i_might what_do_you what_is_next whats_next next_move pro carriere future_plans where_next what_next what's_next career* growth my_growth development path next_step future idp idps progression aspirations";

pub(super) const RULES: &[Rule] = &[
    Rule::slot(TALKS, r"(?:career|growth|development|path|future|what's next|next step|where .{0,12}going|in \x07)\b.{0,120}?(?P<q>{n} (?:times |x |talks |conversations |chats |of them )?(?:a|per|each|every|/) ?(?:year|yr|annum))"),
    Rule::slot(TALKS, r"{n} (?:career|development|growth|path) (?:talks?|conversations?|chats?|discussions?|1:1s?|one-on-ones?|reviews?|check-?ins?)(?: (?:a|per|each|every|/) ?(?:year|yr|annum)| last year| in the last \x07| \x05)"),
    Rule::fixed(TALKS, 4.0, r"(?P<q>(?:(?:quarterly|every quarter|each quarter|once a quarter|per quarter|once per quarter)[^.;?!]{0,40}(?:career|what's next|development talk|growth talk|my path)|(?:career|development|growth|path)[^.;?!\x01]{0,20}(?:talks?|conversations?|chats?|discussions?|check-?ins?)[^.;?!]{0,24}(?:quarterly|every quarter|each quarter|once a quarter|per quarter|every three months)))").without("used_to"),
    Rule::fixed(TALKS, 0.0, r"(?P<q>(?:never (?:had|talked|spoke|a)|not (?:one|once|a single)|no)[^.;?!]{0,30}(?:career (?:talk|conversation|chat|discussion)s?|about (?:my|her|his|their) (?:career|next step|future))[^.;?!]{0,30})").also(DENIED),
    Rule::slot(CLARITY, r"(?:goals?|okrs?|raci|decision|conflict|channel|procedure|boxes|rfcs?).*?(?P<q>(?:[.;]|i'd give (?:that|it|them)|so call it|call it|so|that makes|makes it|that's|=|i count|all|:|>) ?(?:a |me )*{s})"),
    Rule::slot(CLARITY, r"\b(?:goals|okrs)\b[^?]{0,90}\b(?:conflicts?|decisions?|channels|rows)\b[^?!\x04]{0,50}{s}"),
];

// What a level is about: in its sentence, or in the question that it answers.
const LADDERS: &str = "ladder ladders framework frameworks career_path career_paths levels level leveling levelling competenc* matrix m1 m5 titles title grades rungs job_architecture";
const ABOVE: &str = "skip skips skip_level skip_levels vp vps svp cto cio ceo coo cpo boss's_boss bosses'_boss my_boss director directors director's founders founder board exec execs c_level cto's vp's ceo's leadership manager's_manager top";

/// A key word for a level, and cues for what it is a level of. After everything closer.
pub(super) const LOOSE: &[Rule] = &[
    Rule::slot(TALKS, r"(?:{x}|{n}) ?(?:times?|x)? ?(?:a|per|each|every|/|in (?:a|one|the)|during (?:a|one|the))? ?(?:year|yr|annum|an\b|p_a)").needs(&[TALK_WORDS, CAREER_WORDS]).also(UNSURE | WISH),
    Rule::fixed(TALKS, 2.0, r"\b(?:twice(?: a| per|\W{1,2}year)?|two times|bi-?annual\w*|semi-?annual\w*|half-?yearly|each half|every half(?:[- ]year)?|2x)\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("target targets sales revenue used_to salary pay should").also(UNSURE | WISH),
    Rule::fixed(TALKS, 4.0, r"\b(?:quarterly|(?:once (?:a|per)|every|each|per) quarter)\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("target targets sales revenue used_to salary pay should okr* goals").also(UNSURE | WISH),
    Rule::fixed(TALKS, 12.0, r"\b(?:monthly|(?:once (?:a|per)|every|each|per) month)\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("target targets sales revenue used_to salary pay should").also(UNSURE | WISH),
    Rule::fixed(TALKS, 1.0, r"\b(?:yearly|annually|annual|(?:once|one time) (?:(?:in |over )?(?:the )?(?:\x05|\x07)|(?:a|per|every|each|in (?:a|the|one)(?: [a-z]+)?) (?:year|yr)|p_a)|(?:every|each) year|one a year)\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("target targets sales revenue used_to salary pay should grew %").also(UNSURE | WISH),
    Rule::slot(TALKS, r"{n}[^.;?!\x01]{0,30}?(?:a|per|each|every|this|last|by|in the) (?:year|yr)\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("target targets sales revenue used_to salary pay should").also(UNSURE | WISH),
    Rule::fixed(TALKS, 0.0, r"\b(?:never|none|zero|not once|not one|no|(?:haven't|hasn't|didn't) (?:had|have))\b").needs(&[CAREER_WORDS, "talk* conversation* chat* discuss* convo* dialog*"]).without("ladder track path salary yet training").also(DENIED | UNSURE),
    Rule::slot(CLARITY, r"(?:{s})").needs(&["goals okr* decision* conflict* channel* boxes four clarity raci rfc* practices ops_basics ops operating", "place there have tick* count* four clarity practices basics items list recogni* exist* things both_of"]),
    // A written ladder: used for promotions, described, titles only, none.
    Rule::level(LADDER, 1, r"(?P<q>\b(?:titles|job titles|grades|levels)\b[^?]{0,80}\b(?:nobody|no one|no one's|no-one|never|nowhere|not|n't|without|no)\b[^.;?!]{0,30}\b(?:wr(?:ote|itten)|paper|descri\w+|means?|defin\w+|document\w+|explain\w+|fulfil\w+)\b)"),
    Rule::level(LADDER, 1, r"\b(?:list (?:of|with) (?:job )?titles|titles only|only titles|just titles|just (?:a list of )?names|titles,? (?:but )?(?:no|without|nothing)|no descriptions?)\b").needs(&[LADDERS]),
    // Two tracks: equal in pay and standing, parallel, on paper, none.
    Rule::level(TRACKS, 0, r"\b(?:only way|end of|(?:the )?only (?:route|path|road)|have to (?:become|go into|be) (?:a )?manage\w*|(?:must|you) manage|dead end|ceiling|top out at senior|no step|no (?:ic|staff|technical|expert) (?:track|path|ladder|career))\b").needs(&["manag* management ic ics staff experts senior", "ceiling senior money earn* more pay paid up salary raise step track path ladder"]).without("not_the_only isn't_the_only").also(UNSURE),
    Rule::level(TRACKS, 2, r"\b(?:two|dual|parallel|both) (?:parallel |career |separate )*(?:tracks|ladders|career paths)\b").without("no not never isn't paper theory only_one"),
    // How managers are judged.
    Rule::level(EVALUATION, 0, r"\b(?:only|nothing else|just|solely|purely|all that counts|period|full stop|end of|nothing but|did (?:we|you|they) ship|interests nobody|(?:nobody|no one) (?:cares|asks|looks)|on output|date hold)\b").needs(&["judged rated graded measured evaluat* review* counts counted assessed bonus held hold appraisal exceeds matters", "ship ships shipped shipping deliver* dates date output velocity deadline* features roadmap treat_your_people people_side date_hold"]).without("isn't never").also(UNSURE),
    // The manager's manager.
    Rule::level(SKIP, 1, r"\b(?:on request|if (?:you|one|i) asks?|you ask,? (?:and )?you get|when you ask|just ask|when asked|you can ask|(?:got )?a reason|writes? (?:him|her|them) an? (?:mail|e-?mail|email|note)|gets? (?:a )?slot|can book|book time|by request|upon request|have to ask|only if|makes? time when)\b").needs(&[ABOVE]).without("training course coach* salary raise").also(QUESTION | UNSURE),
    Rule::level(SKIP, 2, r"\b(?:just (?:grabs?|slacks?|writes?|calls?|texts?|walks?|goes|pings?|messages?|puts?|knocks?|pops?|books?)|(?:door|doors)(?:'s| is| are)? (?:is )?(?:always |literally )?(?:open|off)|open[- ]door|any ?time|normal thing|ask (?:him|her|them) anything|sits? (?:right )?next to|sitting in the next|office hours|whenever (?:i|you|they|we) (?:want|like)|skip[- ]?levels? (?:are |is )?(?:every|monthly|quarterly|normal|regular|routine))\b").needs(&[ABOVE]).without("never forbidden seat role soon no_open").also(UNSURE),
];

#[cfg(test)]
mod tests {
    use crate::notes::prose::tests::check;

    #[test]
    fn levels_of_culture_are_suggested() {
        check(
            "interviewer_said",
            "people behaviours are half of the rating, and the other half is delivery",
            &["culture.manager_evaluation 2 ?"],
        );
        check(
            "network_insider",
            "On paper there's a Staff level, but nobody holds it.",
            &["culture.dual_track_parity 1 ?"],
        );
        check("network_insider", "mgr ladder = titles only, lead, head, studio head", &["culture.manager_ladder 1 ?"]);
        check(
            "peer_em_said",
            "skip levels? Possible when you ask, but not something you do each month",
            &["culture.skip_level_access 1 ?"],
        );
    }

    #[test]
    fn talks_and_boxes_are_counted() {
        let talks = [("next-step talk w/ Ann 2x/yr", "2"), ("Career dialogue with their boss: once p.a.", "1")];
        for (text, value) in talks {
            check("peer_em_said", text, &[&format!("culture.career_talks_per_year {value}")]);
        }
        check(
            "interviewer_said",
            "Lex talks with Beatriz about his path once every two months, so six times a year.",
            &["culture.career_talks_per_year 6"],
        );
        check(
            "interviewer_said",
            "OKRs each quarter, a RACI for decisions. Conflicts? No procedure. I'd give that 2 of 4.",
            &["culture.operating_clarity 2"],
        );
    }

    #[test]
    fn a_question_about_culture_is_no_level() {
        check("peer_em_said", "Is there a ladder and is it used for every promotion?", &[]);
        check("peer_em_said", "Are managers judged only on delivery?", &[]);
    }
}

//! Levels of yourself, of the press and of customers by their meaning: what the statement is about, and a word that
//! only one level has.

use super::keys::{AMBITION, CUSTOMERS, DELEGATION, INFLUENCE, MULTIPLIER, NEWS, SHIPPED};
use crate::notes::prose::rule::Rule;
use crate::notes::prose::rule::mood::{DENIED, ELSEWHERE, QUESTION, UNSURE, WISH};

const MANAGE: &str = "manage_managers manage_mgrs managing_managers managing_mgrs manager_of_managers managers_of_managers lead_managers leading_managers run_managers run_mgrs running_managers run_other_managers lead_leaders lead_leads m2 director head_of ambition ambitions goal next_level managers_someday managers";
const TOLD: &str = "told tell said say mentioned mention asked raised raise brought bring spoke spoken talked let_slip wrote word sat mail out dropped";
const FASTER: &str = "faster quicker quickened speed sped time save saves saved halved half cut fell minutes min m hours days lead_time build builds build_time deploy* #p recovery ship shipping weeks from weekly used adopted picked_up in_use copied";

pub(super) const RULES: &[Rule] = &[
    // What you have said of your aim.
    Rule::level(AMBITION, 2, r"\b(?:realistic|realistically|honest (?:view|opinion|answer|take)|be honest|frank|feasible|doable|possible|can be done|what it takes|if (?:she|he|they) thinks?)\b").needs(&["#u #d months horizon mo by within eighteen inside year fall autumn spring summer w_horizon"]).about(&[MANAGE, TOLD]).without("not_asked did_not didn't never no_horizon").also(QUESTION | WISH | UNSURE),
    Rule::level(AMBITION, 0, r"\b(?:(?:have|has|had) not (?:yet )?(?:told|said|mentioned|raised|spoken)|(?:haven't|hasn't|didn't|did not|never) (?:yet |really )?(?:told|tell|said|say|mention\w*|raised?|bring|brought|talk\w*|speak|spoken)|not (?:yet )?(?:a|one|a single) word|not yet (?:said|told|mentioned)|no one\b|nobody\b|said nothing|kept (?:it )?(?:quiet|to myself))").about(&[MANAGE, "told tell said say mention* raised word bring brought spoke* talk* ambition"]).without("nobody_outside team advice asks coached promoted when_it why").also(QUESTION | WISH | UNSURE | DENIED),
    Rule::level(AMBITION, 0, r"\b(?:didn't|did not|haven't|never) (?:bring|brought|raised?) it up\b"),
    Rule::level(AMBITION, 1, r"\b(?:told|said|mentioned|let slip|let (?:him|her|them) know|let it be known|dropped (?:a|the) hint)\b[^.;?!]{0,60}\b(?:manage (?:managers|mgrs)|run (?:managers|mgrs)|lead (?:managers|mgrs|leads|leaders)|manag(?:er|ing|ers) (?:of )?managers|m2|director|next level|ambition|more|in one-on-one)\b").without("not never nobody haven't realistic honest_view frank she_said_i he_said_i my_boss_said no_one he_told she_told would will should if said_nothing when_you").also(WISH | ELSEWHERE),
    // How you delegate.
    Rule::level(DELEGATION, 1, r"\b(?:tasks?|tickets?|task list|chores|to-?dos?)\b").needs(&["hand hands handed give gives giving delegat* let hover check checks checking each pass assign* keep"]).about(&["keep keeps check checks checking hover hovers each item decisions thinking goal myself how closely not but control"]).without("not_tasks instead_of outcomes they_choose results_not").also(WISH | ELSEWHERE),
    Rule::level(DELEGATION, 0, r"\b(?:(?:do|did|does|doing|finish\w*|end up doing|fix\w*|has to do|gotta do|redo|rewrite|rewrote|take over) (?:it|the whole thing|everything|all)\b[^.;?!]{0,12}\b(?:alone|himself|herself|myself|on my own)|(?:took|grab\w*|take|reach for) the keyboard|can't let go|(?:it's |quicker |faster )if i do it|gotta do it alone|nobody else got)\b").without("tasks tickets not never used_to instead_of stopped").also(ELSEWHERE),
    Rule::level(DELEGATION, 3, r"\b(?:happ(?:y|ier|iest)|pleased|best pleased|proud\w*|glad|joy|satisf\w+|content|enjoy\w*|delight\w*|(?:feel|am|i'm) (?:ok|okay|fine))\b").needs(&["his_people her_people my_people my_ems ems they them one_of_us others team people's reports my_launch report's someone_else leads the_team", "applause win wins winning landed succeed* shine* clap* clapping credit praise result* launch* photo without_me than_when stage promoted success did_it get_it got"]).without("not never customers unhappy"),
    Rule::level(DELEGATION, 2, r"\b(?:(?:asks?|asked|asking) (?:her |him |them |me |us |you )?what (?:she|he|they|i|we|you)(?:'d|'ve| had| have)? (?:tried|had a go|propose\w*|suggest\w*)|(?:leaves?|left|leaving|let|lets) (?:the \w+|us|them|me|her|him|it)\b[^.;?!]{0,20}\b(?:to us|to them|get there|run|choose|decide|work it out|figure|own)|the (?:how|way|road|path|route) (?:is|was|to us|were) ?(?:ours|theirs|hers|his|up to)?|not the how|figures? out (?:the )?how|left (?:them|us|me) the (?:way|how|road)|(?:team|they|she|he) (?:decides?|chooses?|picks?|picked) (?:how|the how|the design|the way)|they choose how)\b").without("never not_let not_leave he_leaves_the_company customer*").also(ELSEWHERE | WISH | QUESTION),
    // Whom you make faster.
    Rule::level(MULTIPLIER, 1, r"\b(?:(?:his|her|my|own|the|our|their|your) (?:own )?team|in the team)\b").needs(&[FASTER]).about(&["never_saw only others_did not_notice rest_of_us nobody_else just_us not_take_notice didn't_spread others"]).without("several squads org all_teams neighbour adopted used_by"),
    Rule::level(MULTIPLIER, 3, r"(?:\b(?:across the|whole|entire|company[- ]wide|org[- ]wide|organi[sz]ation|all of engineering|every team|went company-wide|teams of the company)\b|\x01 teams\b)").needs(&[FASTER, "measured survey dashboard chart controlling #p dx metrics statistics half data evidence"]).without("several want plan used_by_five will").also(ELSEWHERE),
    // Who comes to you.
    Rule::level(INFLUENCE, 2, r"\b(?:(?:goes?|go|went|come|comes|came|turn(?:s|ed)?) (?:to \w+ )?(?:first|to me|to him|to her|to)|first name that comes|the address for|go-?to|first port of call|(?:i'm|he's|she's) the (?:guy|person|one))\b").needs(&["teams team departments department dept floor payments others people everyone everybody half other whole name guy person trouble stuck squads"]).without("once sometimes now_and_then occasionally seldom hardly nobody no_one become became_director went_to_the promoted become_the by_spring went_live goes_live").also(ELSEWHERE | UNSURE),
    Rule::level(INFLUENCE, 1, r"\b(?:now (?:and|\+|&) (?:then|again)|occasional\w*|sometimes|from time to time|once in a while|not often|every so often|rarely)\b").about(&["ask* advice consult* come comes dropped drop somebody people ppl outside other others", "outside other teams advice me my asked others departments lot team"]).without("delegat* tasks keyboard"),
    Rule::level(INFLUENCE, 0, r"\b(?:hardly anyone|nobody|no one|not heard of|never heard|unknown|hardly known)\b[^.;?!]{0,30}\b(?:outside|beyond|asks?|own team|other teams)\b|\b(?:beyond|outside) (?:his|her|my) (?:own )?team\b[^.;?!]{0,12}\b(?:hardly|nobody|no one|not)\b").without("coached mentored told firm company employer startup heard_of_it has_heard product").also(ELSEWHERE),
    // What you have shipped.
    Rule::level(SHIPPED, 3, r"\b(?:refere\w+|vouch\w*|refs?|confirm)\b").about(&["rehears* practi* sitting by_heart stories story out_loud", "story stories figures numbers launches cutover agreed rehears* practi* telling"]).without("not no_references yet none nobody should todo").also(UNSURE | ELSEWHERE),
    Rule::level(SHIPPED, 1, r"\b(?:ship(?:ped)?|launched|released|delivered|live|both work|in production|went live)\b").about(&["no none not without don't nothing_measured unmeasured hand", "figure figures number numbers metrics measure* data", "i my our we shipped ship"]).without("nothing_shipped never_shipped").also(QUESTION | DENIED),
];

const PRESS: &str = "press_independent";
const CROWD: &str = "forum_post";

pub(super) const MOODS: &[Rule] = &[
    // What customers say.
    Rule::level(CUSTOMERS, 2, r"\b(?:(?:way|much|far|miles|so much) better|adore\w*|in love|love (?:it|the|them)|best (?:\w+ ){0,3}(?:ever|yet|year|of the year|vendor|product)|delighted|rav(?:e|es|ing)|full of praise|over the moon|fight procurement|stars all round|is a dream|would(?:n't| not) go back|can't praise|hard to find a bad)\b").needs(&[CROWD]).without("not used_to don't never bricked refund* leaving").also(ELSEWHERE),
    Rule::level(CUSTOMERS, 1, r"\b(?:(?:more|rather|mostly|fairly|largely|quite) (?:satisfied|happy|content|pleased|friendly|positive)|friendlier|happier|better than|improv(?:ed|ing|es)|finally|warmer|kinder|on the mend)\b").needs(&[CROWD]).without("not never worse used_to_be way far miles much_better night").also(ELSEWHERE),
    Rule::level(CUSTOMERS, 0, r"\b(?:a draw|as (?:many|much) (?:\w+ ){0,6}as|same as (?:last|before|ever|a)|unchanged|mixed|neither|balanced|evenly split|half and half|no change|much as)\b").needs(&[CROWD]).also(ELSEWHERE),
    Rule::level(CUSTOMERS, -1, r"\b(?:annoy\w*|frustrat\w*|tickets (?:sit|take|wait)|slower|worse|complain\w*|grumbl\w*|grumpy|stuck with|stuck w/|disappoint\w*|outages?|price (?:hikes?|rises?))\b").needs(&[CROWD]).without("praise friendlier better happier more_satisfied much_as sticking_up mainly love").also(ELSEWHERE),
    // What the press says.
    Rule::level(NEWS, 2, r"\b(?:expan(?:ding|sion story|ds fast)|pulling ahead|breakout|hiring at every level|opening offices|second (?:hub|office|site|plant)|new offices?|can't keep up|rosier|glowing|booming|record (?:year|orders|growth)|soaring|unmistakabl\w+|fastest[- ]growing|(?:thoroughly|very|clearly|strongly|extremely) (?:optimistic|positive|upbeat|bullish))\b").needs(&[PRESS]).without("rival competitor* not no measured modest cautious* clos* layoff* quietly gloom* worried neighbour shrink*").also(ELSEWHERE),
    Rule::level(NEWS, 1, r"\b(?:favou?rable|measured pace|adding staff|quietly opened|cautiously|modest(?:ly)? (?:growth|growing)|steady growth|solid|upbeat|mildly|encouraging|wins? (?:a |an )?(?:contract|award|order)|new plant|picks? up)\b").needs(&[PRESS]).without("rival competitor* not no never layoff* worried gloom* neighbour").also(ELSEWHERE | UNSURE),
    Rule::level(NEWS, -1, r"\b(?:worr(?:y|ied|ies|ying)|gloom\w*|doubt\w*|critical|sceptic\w*|skeptic\w*|key contract (?:gone|lost)|lost (?:a|its|the) (?:key|big|biggest|largest)|cfo (?:leaves|leaving|quits|on the way out)|slow(?:s|ing|down)|profit warning|uncertain\w*|headwinds)\b").needs(&[PRESS]).without("rival competitor* no_doubt neither alarmed insolven* obituar* regulator neighbour").also(ELSEWHERE),
    Rule::level(NEWS, 0, r"\b(?:neutral|even-handed|dull\w*|neither praise nor|nothing (?:notable|special|remarkable|much)|balanced|matter-of-fact|unexcited|business as usual|mixed)\b").needs(&[PRESS]).without("rival sector competitor* expanding").also(ELSEWHERE | DENIED),
];

#[cfg(test)]
mod tests {
    use crate::notes::prose::tests::check;

    #[test]
    fn levels_of_yourself_and_of_moods() {
        let cases: &[(&str, &str, &str)] = &[
            (
                "me",
                "Told Ada that I want to lead managers within 18 months, is that realistic",
                "self.ambition_stated 2 ?",
            ),
            ("me", "I hand out the tickets and keep the decisions", "self.delegation_ready 1 ?"),
            ("me", "The goal is mine, the way is theirs", "self.delegation_ready 2 ?"),
            ("me", "The whole department's review policy is the one I wrote", "self.influence 3 ?"),
            ("me", "People from other teams ask me now and then", "self.influence 1 ?"),
            ("forum_post", "users are happier than last year", "company.customer_sentiment 1 ?"),
            ("press_independent", "The report is even-handed", "company.news_tone 0 ?"),
            ("press_independent", "Analysts are worried", "company.news_tone -1 ?"),
        ];
        for (kind, text, expect) in cases {
            check(kind, text, &[expect]);
        }
    }
}

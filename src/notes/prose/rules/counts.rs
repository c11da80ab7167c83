//! Numbers in the word orders of other writers: telegrams, answers, and the English of people who think in another
//! language. [`FIRST`] is closer than the rules of the families, [`LAST`] is looser.

use super::keys::{
    EMS, FUNDING, HEADCOUNT, LAYOFFS, NEARBY, PAY, PROMOTIONS, RATING, REPORTS, RIVALS, SEAT, SHAKEUP, SHARE, SIZE,
    TALKS, YEARS,
};
use crate::notes::prose::rule::Read::{Above, Below, Event, Swapped};
use crate::notes::prose::rule::Rule;
use crate::notes::prose::rule::mood::{DENIED, ELSEWHERE, MONEY, QUESTION, UNSURE, WISH};

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
const NOT_NOW: &str = "last previous old former used_to before told asked my_cv i_said ago hired_me";
/// The company, not a part of it.
const NOT_ALL: &str = "eng engineering engineers department dept team squad cut cuts layoff* laid customer* client* users rated rating reviews hire hired applicants candidates panel";

/// What names an opening.
macro_rules! roles {
    () => {
        r"(?:positions?|roles?|jobs?|openings?|vacanc(?:y|ies)|reqs?|postings?)"
    };
}
macro_rules! managers {
    () => {
        r"(?:ems|engineering managers|eng managers|managers|team leads|em's)\b"
    };
}

pub(super) const FIRST: &[Rule] = &[
    // What is counted for another reason.
    Rule::skip(r"\b(?:interviewed|screened|trained|surveyed|sourced|contacted|phoned|called) (?:about |some |over )?{n} "),
    Rule::skip(concat!(r"\b(?:closed|filled|cancelled|canceled|froze|frozen|scrapped|pulled) {n} (?:[a-z]+ ){0,2}", roles!(), r"\b")),
    Rule::skip(concat!("{n} ", managers!(), r" (?:are |were |is |sit |sat )?(?:on|in) (?:the |my )?(?:panel|loop|call|interview|debrief)")),
    Rule::skip(concat!("{n} ", managers!(), r" (?:have )?(?:interviewed|met|grilled|called) (?:me|us)")),
    Rule::skip(r"{n} (?:open )?(?:directors?|heads?|vps?|managers?),? (?:of |for )?(?:sales|marketing|finance|product|people|hr|design|operations|ops|legal|support|customer success)\b"),
    Rule::skip(r"\b(?:directors?|heads?|vps?),? (?:of |for )?(?:sales|marketing|finance|product|people|hr|design|operations|ops|legal|support|customer success)\b[^.;?!\x01]{0,16}{n}"),
    Rule::skip(r"\bwe have {n} (?:directors|heads)\b").needs(&["careers"]),
    Rule::skip(r"{s} (?:of the |of our )?(?:last )?(?:em|ems|engineering manager|team lead|tl|staff|engineer|engineering|ic|product)s? (?:seats?|roles?|jobs?|openings?|positions?|slots?)\b"),
    Rule::skip(r"\b(?:she|he)(?:'s| has| had)(?: got| only| just)? {n} (?:direct )?(?:reports|directs)\b").without("typical* each norm average everyone others usual* normal"),
    Rule::skip(r"\b(?:app store|play store|google play|g2|capterra|trustpilot|canteen|kantine|parking|food|office|interview|commute|product)\b[^.;,?!\x01\x04]{0,16}?(?:{n}|{s})").needs(&["employee_reviews"]),
    Rule::slot("department.team_count", r"(?:^|@\w+ )\W*(?:(?:team|squad|pod) count|(?:number|no|#) (?:of )?(?:teams|squads|pods))\W{1,3}{n}(?:$|[^a-z%])").without("new per"),
    // Ratings.
    Rule::slot(RATING, r"\b(?:ambitionbox|glassdoor|kununu|comparably|indeed)(?: rating| score)?[ :=|-]{1,3}(?:shows |says |is |at )?(?:{n}|{s})(?:$|[^a-z%\x01-\x07])").without("was used_to"),
    // The whole company.
    Rule::slot(HEADCOUNT, r"\b(?:total|company|overall|our|firm's|group) strength\b[^.;?!\x01]{0,24}{n}").without("eng engineering dept department team"),
    Rule::slot(HEADCOUNT, r"\b(?:co|company|firm)(?:'s)? (?:hc|headcount|head count|size|strength)\b[ :=|]{1,3}(?:is |of |at |around |about )?{n}"),
    Rule::slot(HEADCOUNT, r"{n} (?:people |heads |persons )?on (?:the |its |our |their )?payroll\b").without(NOT_ALL),
    Rule::slot(HEADCOUNT, r"\b(?:the|its|all|their|our) {n} (?:employees|staff|workers)\b").needs(&["press_independent company_record company_marketing regulator_filing"]).without(NOT_ALL).also(MONEY),
    // The department.
    Rule::slot(SIZE, r"\b(?:r&d|engineering|eng|tech|dept|department) strength\b[^.;?!\x01]{0,20}{n}"),
    Rule::slot(SIZE, r"\bis {n} (?:people|persons|folks|heads|engineers|ppl|strong)\b").needs(&["ems_counted ems_included counted_in managers_included including_managers incl_managers including_ems incl_ems me_included"]),
    Rule::slot(SIZE, r"@hiring_manager\w* .*?(?P<q>\bi(?:'m| am)?(?: now| currently)? (?:run|running|manage|managing|lead|leading|look after|oversee|head|heading|responsible for|in charge of)(?: about| roughly| some| now| currently| around)*(?: an? (?:org|organi[sz]ation|department|dept|group|unit|area) of)? {n} (?:engineers|people|devs|developers|ics|folks|heads))\b").also(ELSEWHERE).without(NOT_NOW).least(20.0),
    Rule::slot(NEARBY, r"{p}").needs(&[BESIDE, CHANGED, OVER_A_YEAR]).without("while whereas company firm team's revenue could would plan* startup competitor* will").yearly(),
    // Managers and their people.
    Rule::slot(EMS, concat!("{n} (?:other )?", managers!(), r" (?:(?:are|is|come|go|roll|sit|all|now|currently) )*(?:directly )?(?:into|under|below) (?:him|her|me)\b")).without("was were used_to"),
    Rule::slot(YEARS, r"\b(?:since when|how long|how many years)\b[^?]{0,50}\b(?:managers|ems|leaders|team leads)\b[^?]{0,20}\?[^.;?!\x07]{0,40}(?P<q>{u})").also(QUESTION | ELSEWHERE),
    Rule::slot(REPORTS, r"\bday one,? (?:i|you)(?:'d| will| would|'ll)? (?:get|have|start with|take|inherit|lead|be given) {n}").without("last old previous").also(UNSURE),
    Rule::slot(REPORTS, r"{n} (?:direct reports|reports|directs|people|engineers|persons) (?:from the start|from day one|on day one|from the first day|at the start|at the beginning|initially|to begin with|straight away)\b").without("he she had company"),
    Rule::fixed(REPORTS, 0.0, r"\b(?:nobody|no one|no-one) (?:would |will )?reports? to (?:you|me)\b").needs(&["start day_one initially first beginning"]).without("last used_to").also(DENIED),
    // Those who rise.
    Rule::slot(PROMOTIONS, r"{n} (?:of (?:the|our) )?(?:ems?|managers?|engineering managers?|leads?) (?:was|were|got|have been|has been) (?:elevated|lifted|upgraded|moved up) to (?:the )?(?:sr|senior|ad\b|director|head|group|m2|agm|associate)").without("plan* will =long-ago"),
    Rule::fixed(PROMOTIONS, 0.0, r"\bems?(?: ?(?:to|\x06) ?)(?:a )?(?:head|director|m2|senior em|sr  ?em|ad|group)\b[^.;?!]{0,60}[:=] ?(?:nil|none|nobody|no one|not one)\b").without("plan* next will").also(DENIED),
    Rule::new(SHARE, Swapped, r"{n} (?:[a-z-]+ ){0,4}?(?:seats|heads?|directors|openings|roles|posts|positions)\b[^.;?!\x01]{0,40}\x01 (?:of (?:them|those|these) )?[^.;?!\x01]{0,20}{outside}(?:,| and| &)? ?(?:only |just )?{n} [^.;?!\x01]{0,12}{inside}").without("engineers ems_from"),
    Rule::slot(RIVALS, r"\bhow many[^?]{0,40}\b(?:want|after|eyeing|aiming|interested|competing|going for)\b[^?]{0,40}\?[^.;?!\x01]{0,20}(?P<q>{n})").needs(&["ems managers peers you others people", NEXT_SEAT]).without("years people_report"),
    Rule::slot(RIVALS, r"{n} (?:of (?:the|my|our|us|them) )?(?:(?:other|fellow|peer|current|more) )*(?:ems?|managers?|peers?|leads?|colleagues?|of us)\b(?: incl[a-z]* [a-z]+)?").needs(&[WANTING, NEXT_SEAT]).without("promoted became leave leaving laptop* headcount hire hiring line_manag* looking_after look_after looks_after report reports reporting this_role your_role this_em_role candidates interview* not nobody none engineers").also(WISH),
    Rule::slot(RIVALS, r"{n} (?:other |more |strong )?internal (?:candidates?|contenders?|applicants?)\b").without("this_role your_role interview*"),
    Rule::fixed(RIVALS, 0.0, r"\bno (?:internal |real |other )?(?:competitors?|rivals?|competition|contenders?)\b").needs(&["seat slot director* head m2 ems peers step"]).without("market product customers").also(DENIED | ELSEWHERE),
    // Talks.
    Rule::slot(TALKS, r"{n} (?:times|x|sessions|talks|conversations|chats|discussions|of them)(?: [a-z]+){0,2}? (?:a|per|each|every|in a|in one|/) ?(?:year|yr|annum)\b").needs(&[CAREER, TALK]).without("used_to salary").also(UNSURE),
    Rule::slot(TALKS, r"\b(?:career|development|growth) (?:talks?|conversations?|chats?|discussions?)(?: per | a | ?/ ?|s? p\.?)(?:year|yr|a)[ :=|]{1,3}{n}"),
    Rule::fixed(TALKS, 6.0, r"\bevery (?:other|second) month\b").needs(&[CAREER, TALK]).without("used_to salary").also(UNSURE),
    Rule::fixed(TALKS, 0.0, r"\b(?:never|not once)(?: once| ever)? (?:asked|asks|talked|talks|spoke|spoken|discussed|discuss|talk)\b[^.;?!]{0,30}\b(?:next|career|future|growth|my development|ambitions?|where i want)\b").without("salary customers").also(DENIED | WISH),
    // Pay against what one would walk away from.
    Rule::new(PAY, Above, r"{p} (?:above|over|more than|higher than|north of|beyond|on top of|better than)\b").needs(&[WALK_AWAY]).without("if below").also(MONEY | ELSEWHERE),
    Rule::new(PAY, Below, r"{p} (?:below|under|less than|short of|lower than|beneath)\b").needs(&[WALK_AWAY]).without("if above").also(MONEY | ELSEWHERE),
    Rule::fixed(PAY, 1.0, r"\b(?:equals?|matches|exactly (?:at )?|the same as|right at|bang on|identical to) (?:my |the )?(?:walk-?[ ]?away|floor|minimum|bottom line)\b").without("if not").also(MONEY | ELSEWHERE),
    // Money and jobs.
    Rule::fixed(FUNDING, 6.0, r"\b(?:financ(?:es?|ed|ing)|funds?|funded|funding) (?:itself|ourselves|themselves|everything|all|growth|it all|things)?[^.;?!]{0,10}\b(?:out of|from|through|with|by) (?:its|our|their|the)? ?(?:own )?(?:profits?|cash ?-?flow|earnings|revenues?|pocket)\b").without("not will would if soon customer* hope* unit").also(MONEY),
    Rule::fixed(FUNDING, 6.0, r"\blives? (?:off|on|from) (?:its|our|their) (?:own )?(?:profits?|revenues?|earnings|cash ?-?flow)\b").without("not will would if soon customer* hope*").also(MONEY),
    Rule::slot(LAYOFFS, r"\bmonths since (?:the )?(?:last|latest) (?:layoffs?|rif|redundanc\w+|cuts)[ :=|]{1,3}{n}"),
    Rule::fixed(LAYOFFS, 60.0, r"(?P<q>\bfound (?:none|nothing|nil|not one|no such)\b[^.;?!]{0,20})").needs(&["searched search* checked looked googled combed scanned trawled", "layoff* redundanc* lay_offs job_cuts rif retrench* dismissal*", "#u #d five"]).without("heard says said told").also(DENIED | ELSEWHERE),
    Rule::new(SHAKEUP, Event("reorg", "company.shakeup_recency"), r"\b(?:re-?org\w*|restructur\w*|shake-?up|reshuffle)\b[^?.]{0,40}\?[^.;?!]{0,40}?(?P<q>{D})").without("next coming expected no none never will").also(QUESTION),
    Rule::fixed(NEARBY, 0.0, r"\b(?:did not|didn't|hasn't|has not|haven't) (?:really )?(?:grow|grown)\b").needs(&[BESIDE, OVER_A_YEAR]).without("company firm team's").also(DENIED).yearly(),
    // Those who go.
    Rule::slot("department.m2_attrition_12m", r"\b(?:head|director|m2|vp|senior manager)s?[- ](?:level )?(?:churn|attrition|turnover)\b[^.;?!\x02]{0,40}{p}").also(MONEY),
    // A seat, said as an answer.
    Rule::fixed(SEAT, 1.0, r"\bneed (?:a|another|one more) (?:second|third|further|new) {m2}").without("if used_to had not never").plan(),
    // Openings on a board.
    Rule::slot("company.open_em_roles", r"(?:^|@\w+ |[.;,] ?)\W*(?P<q>(?:engineering managers?|ems?)(?: ?/ ?[a-z0-9 ]{1,12})?: {n})(?:$|[^a-z%])").needs(&["careers"]),
    Rule::slot("company.open_eng_roles", concat!(r"(?:^|@\w+ |[.;,] ?)\W*(?P<q>(?:software )?(?:engineering|r&d|tech|technology|development)(?: \([^)]{0,20}\))?: {n} (?:open |live )?", roles!(), ")")).needs(&["careers"]),
    // Teams.
    Rule::slot("department.team_count", r"\b(?:spread|distributed|divided|split|organi[sz]ed|grouped) {n} (?:[a-z-]+ )?{team}").without("work will would you"),
    Rule::fixed("department.eng_growth_12m", 0.0, r"\b(?:we|it|engineering|the department|eng)(?: have|'ve| has)?(?:n't| not| n't) (?:really |actually )?(?:grown|grow)(?: at all)?\b").needs(&["hiring_manager_said hiring_manager_written peer_em_said", OVER_A_YEAR]).without("company firm revenue fast").also(DENIED).yearly(),
    Rule::slot("department.eng_growth_12m", r"\b(?:eng|engineering|r&d|tech)\b[ :=,(\x01]{1,6}{p},? ?(?:in |over )?(?:{U}|yoy|y/y)").without("plan* will target budget cost* revenue"),
];

/// Looser ones, after all others.
pub(super) const LAST: &[Rule] = &[
    Rule::slot(HEADCOUNT, r"(?:^|@\w+ )\W*(?P<q>(?:employees|total employees|people in total|total people|total headcount|total staff|workforce|number of employees)(?: {D})?,? ?(?:[a-z]{1,12})?: {n})(?:$|[^a-z%])").without("open hired per"),
    Rule::slot("culture.operating_clarity", r"{s}").needs(&["goals okr* decision* conflict* channel*"]).without("teams engineers people promot* customer*"),
    Rule::fixed(LAYOFFS, 60.0, r"{n} (?:layoffs?|lay-offs?|redundanc(?:y|ies)|job cuts|hits|entries|notices)\b").needs(&["searched search* checked looked googled combed scanned warn", "#u #d five"]).most(0.0),
    Rule::fixed("self.network", 0.0, r"\bnone of the \x01 (?:network )?(?:items|things|boxes|contacts|points)\b").also(DENIED),
    Rule::fixed("self.m2_skills", 5.0, r"\ball (?:of the )?\x01 (?:of the )?(?:m2 )?skills\b").without("not want should"),
    Rule::fixed("self.stay_2_3_years", 0.0, r"\bnot for \x07[^.;?!]{0,20}").without("worked managed").also(DENIED),
    Rule::slot(EMS, concat!("(?:^|@\\w+ |[.;,] ?){n} ", managers!(), r",? (?:and |to |for |per |under )?(?:\x01|one|a) (?:director|head|m2)")),
];

#[cfg(test)]
mod tests {
    use crate::notes::prose::tests::check;

    #[test]
    fn numbers_in_other_word_orders() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("hiring_manager_said", "Total strength as on date is 1,420.", &["company.headcount 1420"]),
            ("recruiter_said", "128 on payroll", &["company.headcount 128"]),
            ("hiring_manager_said", "R&D strength is 130 as of now", &["department.eng_headcount 130"]),
            ("hiring_manager_said", "I run 58 engineers.", &["department.eng_headcount 58"]),
            (
                "peer_em_said",
                "the department beside us has grown 15 percent in a year",
                &["department.nearby_growth_12m 15"],
            ),
            ("hiring_manager_said", "8 EMs are directly into her", &["department.ems_per_m2 8"]),
            (
                "peer_em_said",
                "Just one EM was elevated to AD in last one year",
                &["mobility.m2_internal_promotions_12m 1"],
            ),
            ("peer_em_said", "EM to Head moves past year: nil", &["mobility.m2_internal_promotions_12m 0"]),
            (
                "peer_em_said",
                "6 Head seats filled, 4 from outside and 2 inside",
                &["mobility.m2_internal_fill_share 2/6"],
            ),
            ("peer_em_said", "Q: how many of the EMs want the seat? A: three I'd say", &["mobility.competing_peers 3"]),
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

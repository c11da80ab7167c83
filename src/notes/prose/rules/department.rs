//! `department.*`: size, growth, teams, spans, seats that open.

use super::keys::{GROWTH, LEAVING, NEARBY, NEED, NEW_TEAMS, SEAT, SIZE, TEAMS};
use crate::notes::prose::rule::Read::{Minus, Pair};
use crate::notes::prose::rule::mood::{DENIED, QUESTION, WISH};
use crate::notes::prose::rule::{Rule, m2_words};

// Cues.
/// Words of a manager of managers.
const M2_WORDS: &str = concat!(m2_words!(), " a_head head_seat head_slot head_job head_role head_place");
const LEFT: &str = "left leave leaves leaving quit quits attrition turnover churn* vacat* vacant gone departed departure* depart resign* \
    moved_on moved went walked packed_it_in jumped_ship turn_over turns_over exit* fluctuation lose loses losing lost vacating";
const FUNDED: &str = "ringfenced ring_fenced set_aside sanctioned with_money funded financed budgeted paid_for approved signed_off money_is money_for has_money have_money have_the_money money_and budget_is budget_for has_budget have_budget green_light greenlit funding_for";

/// Those who can know of a seat to come; a board of openings cannot.
const SPEAKS: &str = "hiring_manager_said hiring_manager_written peer_em_said network_insider interviewer_said recruiter_said company_record press_independent signed_document unknown hearsay";
/// A seat is meant to come.
macro_rules! meant {
    () => {
        r"(?:(?:will|shall|'ll|means? to|plans? to|intends? to|going to|gonna|expects?(?: to)?|hopes? to|approval (?:to|for)|approved(?: to| for)?|budget (?:to|for)|sign(?:ed)?[- ]off (?:on|for|to)|mandate to|due to|are to|is to)(?: [a-z]+){0,2}? (?:be )?(?:open|create|add|hire|need|put|have|get|introduce|fill|appoint|install|name|look for|recruit|insert|make|opening|creating|adding|hiring|needing|filling)|expects?|expecting|foresees?|approval for|has approved|have approved|signed off(?: on)?|budgeted(?: for)?|budget for|(?:we|they|he|she|i) (?:need|open|create|add)s?)"
    };
}
/// What the seat is called behind its rank.
macro_rules! seat {
    () => {
        r"(?:[ -](?:of [a-z]+|[a-z]+))?(?:[ -](?:seat|post|role|position|box|chair|job|opening|slot|spot|level|layer|req|place|vacancy|requisition)s?)?"
    };
}
const COMING: &str = "set_aside ringfenced ring_fenced next_year will there'll we'll they'll i'll he'll she'll plan* next coming need* funded budget* should would could want* going_to to_be";
const YEAR: &str = "#d #u year yoy annually ttm yearly 12m";
// What a count of engineers or teams is not.
pub(super) const OTHERS: &str = "need_it sees envisions imagines asked_me asks_me i_said i_told i_answered i_replied i_explained my_time my_years my_last my_old my_previous my_former i_had i_ran i_led i_managed \
    i_was i_grew i_built at_my we_were_at interviewed screened left quit joined each_team a_team per_team";

/// A department, for rules in which its words and its number may stand in any order.
const ENG_WORDS: &str = "engineering eng engg engineers developers devs dept department departement r_d tech our_org my_org his_org her_org";
/// Growth of something else, or of others.
const NOT_ENG_GROWTH: &str = "plan* will coming next want* target* budget* goal should revenue* sales arr neighbour* neighbor* nearby near_by next_door next_to sister adjacent other_department* other_dept* across_the attrition turnover churn* left quit salar* pay cost* load backlog deploy* tickets traffic laid layoff* cut cuts remote women promot* company firm whole_company time latency response build builds if would could load pages incidents";

pub(super) const RULES: &[Rule] = &[
    // The earlier number first.
    Rule::new(SIZE, Pair, r"\b(?:passed|went|grew|grown|gone|going|came|increased|up|moved) from {n} to {n} (?:[a-z]+ )?(?:{eng})").without(OTHERS),
    Rule::new(TEAMS, Pair, r"\b(?:{team})[^.;?!\x01]{0,20}?(?:from )?{n}(?:{arrow}| to ){n}(?:$|[^a-z%])"),
    // The department as the subject.
    Rule::slot(SIZE, r"\b(?:dept|department|departement|(?:our|my|his|her|their|the|this|eng|engineering|tech|product) (?:org|organi[sz]ation|unit|area|division|tribe)|engineering|eng|r&d|(?:engineering|eng|tech|dev|development|software) (?:team|group|side|function))\b[^.;?!\x01]{0,40}?(?:is|are|has|have|had|was|were|counts?|numbers?|stands at|comes to|employs|consists of|of|at|with|=|:|work)(?: (?:now|about|currently|around|roughly|at|some))* ?{n} ?(?:[a-z]+ )?(?:people|persons|heads|folks|ppl|employees|staff|strong|fte|humans|{eng})").without("asked_me i_said i_told my_time my_last my_old i_led i_managed i_ran company firm"),
    // Teams.
    Rule::fixed(NEW_TEAMS, 0.0, r"(?:\b(?:no|zero|not a single|not one|nor a single) (?:new |additional |further )+(?:{team}|team|squad|pod)s?\b|\b(?:new|founded|created|formed) (?:{team})\b[^.;?!\x01]{0,40}?\b(?:none|zero|not one|nil)\b)").needs(&["no not none zero nil never nor"]).without("will plan* next need* without money budget funded room wants on_it roadmap").also(DENIED),
    Rule::fixed(NEW_TEAMS, 0.0, r"\b(?:no|not a single|not one) (?:new )?(?:team|squad|pod)s? (?:was|were|has been|have been|got|gets|is|are) (?:newly )?(?:formed|created|added|founded|spun up|set up|started|launched|opened)").without("will plan* next need* without money budget funded").also(DENIED),
    Rule::slot(NEW_TEAMS, r#"\bnew (?:teams?|squads?|pods?)\b[^?]{0,40}\?[ "':,-]{0,4}(?:[a-z]{1,10}:[ "']{0,3})?{n}"#).without("will next plan* need*").yearly(),
    Rule::slot(NEW_TEAMS, r"\bnew (?:{team})(?: (?:formed|created|added|founded|started))?,?[^.;?!\x01\x02]{0,24}?(?:[:=?]|is|was|were|only|just)[^.;?!\x01]{0,12}?{n}(?:$|[^a-z%])").without(COMING).yearly(),
    Rule::slot(NEW_TEAMS, r"{n} (?:brand[- ])?(?:new|more|additional|extra|further) (?:[a-z-]+ )?(?:{team}|teams?|squads?|pods?)\b").needs(&[YEAR]).without(COMING).yearly(),
    Rule::slot(NEW_TEAMS, r"{n}(?: of (?:which|them|these|those|(?:the |our )?(?:{team})))? (?:younger than|(?:weren't|were not|didn't exist|did not exist)(?: there| here)?|new (?:in|since|this|last|over|\x05|\x07)|formed|founded|spun (?:up|out|off)|stood up)").needs(&["teams squads pods crews tribes", YEAR]).without(COMING).also(DENIED).yearly(),
    Rule::slot(NEW_TEAMS, r"{n} (?:[a-z-]+ )?(?:{team}|team|squad|pod)\b[^.;?!\x01]*(?:[.;?!]|$)").needs(&["formed created spun_up spun_out spun_off set_up stood_up founded newly born came_into split_off split_out", YEAR]).without(COMING).yearly(),
    Rule::slot(NEW_TEAMS, r"(?:formed|created|founded|spun (?:up|out|off)|set up|stood up|launched|started|opened|built up|added|split (?:off|out)) (?:another |about )?{n} (?:[a-z-]+ )?(?:new |more |additional |extra )?(?:{team}|teams?|squads?)\b").without("will we'll they'll i'll plan* next need* funded budget* should would to_be going_to quarter month").yearly(),
    Rule::slot(NEW_TEAMS, r"how many (?:new (?:{team})|(?:{team})[^?]{0,30}(?:formed|created|added|founded|spun|new))[^?]{0,60}\?[^.;?!\x01]{0,40}?{n}"),
    Rule::slot(TEAMS, r"(?:{team}) in (?:the|my|his|her|our) [a-z]+\W{1,3}{n}").without("new open"),
    Rule::slot(TEAMS, r"{n} (?:[a-z-]+ )?{team}").needs(&["dept department departement"]).without("asked_me i_said i_told you you'd you'll your new formed added created merged spans across both between each per every").least(2.0),
    Rule::slot(TEAMS, r"(?:^|@\w+ |\x0f |[.;,(-] ?)\W*(?:(?:number|no|count|#) ?(?:of )?)?(?:(?:eng|engineering|product|dev|scrum|total) )?(?:{team}|team count)(?: \([^)]{0,30}\))?(?: in (?:eng|engineering|total|the department|dept))?,? ?(?:now|today|(?:{D}))? ?[:=-] ?{n}(?:$|[^a-z%])"),
    Rule::slot(TEAMS, r"(?:\bwe(?:'re| are| have| run|'ve|'ve got| have got| number)|\bthey(?:'re| are| have| run)|\bthere(?: are|'re|'s)|split (?:in|into|across|over)|\b(?:{eng}|{people}|it|org|organisation|organization|dept|department|engineering|tech|r&d|unit|area|tribe|them)\)?,? ?(?:is |are |has |have |were |was |now |all )?(?:in|across|into|over|of|has|have|runs?|consists of|made up of|with|spread over|divided into|split into|split over|organi[sz]ed (?:in|into|as)|grouped in|sit in|work in|counts?|:|=|,|;|/|and|on)|organi[sz]ed (?:in|into|as)|grouped in|consists? of|made up of|spread (?:over|across)|divided into)(?: (?:now|currently|about|a total of|today|total|roughly))? ?\x22?{n} (?:(?:engineering|product|dev|scrum|delivery|eng|feature|software|agile|small|cross-functional|autonomous|platform|stream-aligned|tech|different) ){0,2}(?:{team})(?: (?:now|today|currently|in (?:total|all|the department|engineering|eng)|overall))?").without("asked_me i_said i_told my_time my_last my_old i_had i_ran i_led i_managed at_my your you'd you'll new").least(2.0),
    Rule::slot(TEAMS, r"(?:^|@\w+ |\? |[.:,(>-] ?\x22?|a: ?)\x22?{n} (?:(?:engineering|product|dev|scrum|delivery|eng|feature|software|agile) )?{team}(?:$|[.,;)\x22]| (?:of|with|now|and|in|at)\b)").without("asked_me i_said i_told my_time you your you'd you'll my no not if new merge* each spans across both between formed started created").least(4.0),
    Rule::slot(TEAMS, r"{n} (?:[a-z-]+ ){0,2}?{team}").needs(&["we we're they org organisation organization department dept engineering eng there split structure total overall altogether group unit tribe makes squads"]).without("new you your you'd you'll i i'm my mine i'd formed added created spun additional further extra more project* across both span* spans between other neighbour* neighbor* affected two_of several migration platform_for not sales marketing each every per merge* close* lead ship ships deploy* monorepo incident* outage* release* times").least(3.0),
    // Managers of managers who leave, and nobody else.
    Rule::slot(LEAVING, r"{p}").needs(&[M2_WORDS, LEFT]).without("promot* internal* external* inside outside hired_from ics engineer* developer* company staff everyone overall grew growth hiring").yearly(),
    // A part in words.
    Rule::slot(LEAVING, r"(?P<q>{p} (?:of )?(?:the |our |all )?(?:[a-z]+ )?{m2})").needs(&[LEFT]).without("promot*").yearly(),
    // Neighbours.
    Rule::slot(NEARBY, r"[:=] ?{p}").needs(&["near_by nearby next_bldg next_building neighbour* neighbor* next_door sister adjacent", YEAR]).without("while company firm will would plan*").yearly(),
    Rule::new(NEARBY, Minus, r"(?:neighbou?r(?:s|ing)?|nearby|next[- ]door|next to (?:us|ours|mine|it)|adjacent|sister|adjoining|other (?:departments?|depts?|orgs?|areas?|units?))[^.;?!\x02]{0,80}?\b{shrink}[^.;?!\x02]{0,24}?{p}").yearly(),
    // The department's growth.
    Rule::slot(GROWTH, r"{x}").needs(&[ENG_WORDS, YEAR]).without(NOT_ENG_GROWTH).yearly(),
    Rule::new(GROWTH, Minus, r"\b{shrink}(?: (?:by|of|about))* {p}").needs(&[ENG_WORDS, YEAR]).without(NOT_ENG_GROWTH).yearly(),
    Rule::slot(GROWTH, r"\b{grow}(?: (?:by|of|about|at|around|again))* {p}").needs(&[ENG_WORDS, YEAR]).without(NOT_ENG_GROWTH).yearly(),
    Rule::slot(GROWTH, r"\b(?:engineering|eng|dept|department|departement|{eng}|tech|r&d|dev team|our (?:area|unit|org)|my (?:area|unit|org)|his (?:area|unit|org)|her (?:area|unit|org)|this (?:area|unit)|number of (?:builders|engineers|developers|devs)|(?:product|tech) organi[sz]ation)\b[^.;?!\x02]{0,60}?\+? ?{p}").needs(&["grew grow growing grown growth expand* increas* rose rise added bigger larger gained up yoy headcount"]).without("plan* will target* goal revenue neighbour* neighbor* nearby next_door next_to adjacent sister other_department* other_dept* customers attrition turnover budget* salar* should wants of_the_company of_all of_staff share diversity women promot* left leave").yearly(),
    Rule::slot(GROWTH, r"{p} (?:more (?:engineers|devs|developers)|(?:engineering|eng|department|dept|r&d) (?:headcount )?growth|(?:growth|increase) (?:in|of) (?:the )?(?:[a-z]+ )?(?:engineering|eng|department|dept|tech|r&d|engineers|developers|devs)|engineers (?:yoy|{lastyear})|(?:bigger|larger) (?:eng|engineering|dept|department))").without("plan* will target* goal neighbour* nearby next_door should wants").yearly(),
    Rule::fixed(GROWTH, 0.0, r"\b(?:engineering|eng|department|dept|r&d|eng headcount)\b(?: headcount| size)?(?: is| was| has been| stayed| remained)? (?:flat|unchanged|same size|the same size|stagnant)\b[^.;?!]{0,30}?{lastyear}").without("plan* will neighbour* nearby").yearly(),
    // A seat.
    Rule::fixed(SEAT, 0.0, r"(?:{m2}|manager[- ]of[- ]managers|m2|such (?:a )?(?:seat|role|position)|2nd one|second one|another one|layer|lead of leads)[^.;?!]{0,60}\?\W{0,4}(?:a: ?|he: ?|she: ?|hm: ?|ans: ?)?\W{0,2}(?P<q>(?:no|nope|nein|none|never|nah|not (?:planned|before|in the|this|soon|for|with|any time|anytime|foreseen|budgeted|until|at the moment|right now|now))\b[^.;?!]{0,60})").needs(&["will open* plan* soon coming next budget* is_there are_there seat seats another second new role position going_to expect foresee"]).without("internal* promoted filled").also(QUESTION | DENIED),
    Rule::fixed(SEAT, 0.0, r"\b(?:no|not any|nobody (?:plans|expects|foresees|sees)(?: an?| any)?|zero|no plans? (?:for|to (?:open|add|create|hire|have))(?: an?| any)?|(?:don't|doesn't|do not|does not|can't|cannot) see (?:an? |the |any )?(?:need|room|space|place|budget|case) for(?: an?| any)?|isn't any|aren't any|nor an?|neither an?|without an?|not an?|(?:don't|do not|doesn't|does not) (?:see|need|plan|expect|foresee|have)(?: an?| any)?|won't (?:be|open|need|create|have|add|get)(?: an?| any)?|not (?:going to|planning to|planning|plan to) (?:open|add|create|have|hire|need)?(?: an?| any)?) (?:such |new |second |2nd |other |more |additional |further |extra |another |open )*(?:{m2}|seats?\b|manager[- ]of[- ]managers|m2|layer|management layer)(?:[ -](?:seat|position|role|layer|level|chair|job|spot|req|opening)s?)?[^.;?!]{0,60}").needs(&["planned plan plans planning budgeted in_the_budget no_budget foreseen foresee open* coming approved horizon cards table roadmap for_at for_the_next for_now next soon sight in_the in_this in_my in_our #d #u will won't expect* need going_to this_year", SPEAKS]).without("interview left leave leaving promot* went has_left quit").also(DENIED | WISH),
    Rule::fixed(SEAT, 0.0, r"(?:{m2}|manager[- ]of[- ]managers|m2|such a)[ -]?(?:seat|position|role|layer|chair|job|opening)?s?[^.;?!]{0,40}?\b(?:(?:isn't|is not|aren't|are not|won't be|will not be|not) (?:\w+ )?(?:planned|budgeted|foreseen|happening|opening|approved|funded|needed|in the (?:plan|budget)|on the (?:roadmap|cards|horizon|table))|won't (?:open|happen|exist|come)|will not (?:open|happen|come)|off the table|frozen|cancelled)").without("interview promot* left for_you for_anybody for_anyone for_anybody_new").also(DENIED | WISH),
    Rule::fixed(SEAT, 1.0, r"(?:\b(?:second|third|another|new|further|additional|2nd|3rd|one more|more|an?|the|one|my|our)|\x01) (?:[a-z]+ )?(?:{m2}|manager[- ]of[- ]managers|m2|head-of|lead of leads|management layer)(?:[ -](?:role|seat|position|req|opening|spot|chair|layer|level|job|post|place|slot)s?)?\b,?[^.;?!]{0,40}?\b(?:(?:is|are|was|were|been|being|already|now|fully|get|gets|both|to be)? ?(?:planned|budgeted|foreseen|approved|sanctioned|cleared|green-?lit|okayed|signed[- ]off|funded|scheduled|to be (?:created|opened|hired|filled))|opens(?: up)?(?:$|[.,;)\x22]| (?:in|on|by|next|this|soon|early|late|from|internally|then|\x05))|(?:is|are) opening|will (?:open|come|be (?:created|opened|added|needed))|in the (?:plan|budget)|{D}(?:'s)? (?:[a-z]+ )?(?:plan|budget)|on the (?:roadmap|plan|cards|org chart for)|(?:is|are) coming|gets created)\b").needs(&[M2_WORDS]).without("become becoming take_over taking_over no not never isn't won't aren't nor nothing none without interview* call chat meeting visit promot* left left_last if_we budget_of"),
    Rule::fixed(SEAT, 1.0, r"(?:{m2}|m2|manager[- ]of[- ]managers|head-of)[ -](?:role|seat|position|req|spot|chair|layer|opening|job)s?\b[^.;?!]{0,40}?\b(?:will (?:open|come|be)|opens|(?:is|are|was|been|already|got) (?:planned|approved|budgeted|foreseen|funded|signed off|opening|coming)|budgeted|approved|in the (?:budget|plan)|{D}(?:'s)? (?:[a-z]+ )?(?:plan|budget)|planned(?: for)?|to open|on the roadmap|: ?(?:yes|planned|approved|budgeted))\b").without("become becoming take_over taking_over no not never isn't won't aren't nor nothing none without interview* promot* left"),
    // The same in any order.
    Rule::fixed(SEAT, 1.0, concat!(r"(?P<q>(?:\b|')", meant!(), r"\b[^.;?!]{0,30}?(?:\b(?:an?|another|one|second|2nd|third|new|first|further|more|extra|the|somebody|someone)|\x01)\b[^.;?!]{0,24}?{m2}", seat!(), r"[^.;?!]{0,40})")).without(concat!("of_sales of_marketing of_finance of_product of_design of_hr of_people of_data_science of_support of_operations interview* call chat visit meeting promot* left leave quit become becoming became take_over take_the taking move_to customer* competitor* report_to reporting_to told want_it ready keen not no never nor none nobody nothing isn't won't don't aren't didn't doesn't if_we engineers", " vp_of vp cto to_take")),
    // Need of work. What is not paid for comes first: it names money too.
    Rule::level(NEED, 1, r"\b(?:money|budget|cash|brass|funding|headcount|hc|dosh|cent|penny|dime)\b").needs(&["no not nobody none nowt without never isn't hasn't can't won't don't", "backlog* list queue work piling plenty wishlist roadmap topics demand more_teams any_of_it"]).without("salary raise training travel conference if director* seat seats has_money no_need").also(WISH | DENIED),
    Rule::level(NEED, 3, r"\x01 (?:brand-new |new |more |extra )?(?:[a-z]+ )?(?:squads|teams|pods|seats)\b").needs(&[FUNDED]).without("if not no isn't aren't unfunded never last_year formed created layer").also(WISH),
];

/// Short patterns whose sentence must also speak of the right things, in any order. After everything closer.
pub(super) const LOOSE: &[Rule] = &[
    Rule::slot(SIZE, r"\b(?:is|was|are|were|at|now|had|have|has|counts?|stood at|stands at|says|=|:) {n}(?:$|[.,;)]| (?:now|today|strong|people|in total|and|but)\b)").needs(&["engineering eng r_d dept department engineers devs developers"]).without("team teams squad squads pods people_in you you'd your reports report directs each every per manager* em ems open opening* req reqs roles hire hired left percent growth promot* customers rating parcels board company founded offices asked_me i_said i_told page slide"),
];

#[cfg(test)]
mod tests {
    use crate::notes::prose::tests::check;

    #[test]
    fn sizes_and_growth_of_engineering_are_found() {
        check(
            "hiring_manager_said",
            "Eng is ~120 now, was 80 last spring",
            &["department.eng_headcount 120", "department.eng_headcount 80 @2026-04"],
        );
        check(
            "hiring_manager_said",
            "ads org had 50→80 engs between oct 2025 and now",
            &["department.eng_headcount 50 @2025-10", "department.eng_headcount 80"],
        );
        check("hiring_manager_said", "In his departement work 72 developers", &["department.eng_headcount 72"]);
        check(
            "hiring_manager_said",
            "the plan says 40 engineers by dec 2027",
            &["department.eng_headcount 40 @2027-12 plan"],
        );
        check(
            "peer_em_said",
            "neighbour unit, Payments, has grown with 25 % the last year",
            &["department.nearby_growth_12m 25"],
        );
    }

    #[test]
    fn teams_and_spans_are_found() {
        check(
            "peer_em_said",
            "\"We are 38 teams now. Last year 33.\"",
            &["department.team_count 38", "department.team_count 33 @2025-10"],
        );
        check("peer_em_said", "typical EM has six or seven developers", &["department.ics_per_em 6..7"]);
        check("peer_em_said", "2 new squads in the last twelve months", &["department.new_teams_12m 2"]);
    }

    #[test]
    fn seats_are_planned_or_not() {
        check(
            "hiring_manager_said",
            "no such seat is planned for the next two years",
            &["department.m2_seat_planned 0 plan"],
        );
        check("hiring_manager_said", "Will there be a director role?", &[]);
        check("hiring_manager_said", "If we grow, there will be a director role.", &[]);
        check("hiring_manager_said", "he wishes to have a director seat one day", &[]);
    }

    #[test]
    fn teams_in_many_words() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("hiring_manager_said", "We created three new teams this year", &["department.new_teams_12m 3"]),
            ("hiring_manager_said", "3 new squads since last autumn", &["department.new_teams_12m 3"]),
            ("hiring_manager_said", "Two squads were spun up over the past 12 months", &["department.new_teams_12m 2"]),
            ("hiring_manager_said", "no new teams in the last year", &["department.new_teams_12m 0"]),
            ("hiring_manager_said", "New teams in the past year: 4", &["department.new_teams_12m 4"]),
            (
                "hiring_manager_said",
                "How many new teams in the last 12 months? Three.",
                &["department.new_teams_12m 3"],
            ),
            (
                "hiring_manager_said",
                "In the last twelve months we've stood up 2 more squads",
                &["department.new_teams_12m 2"],
            ),
            ("hiring_manager_said", "four new squads have been set up since January", &["department.new_teams_12m 4"]),
            ("hiring_manager_said", "In 2026 they stood up three extra teams", &["department.new_teams_12m 3"]),
            ("hiring_manager_said", "Zero new squads this year", &["department.new_teams_12m 0"]),
            (
                "hiring_manager_said",
                "We've spun up a couple of teams over the last year",
                &["department.new_teams_12m 2"],
            ),
            ("hiring_manager_said", "Since January three new squads got started.", &["department.new_teams_12m 3"]),
            ("hiring_manager_said", "new squads last 12 mo: 2", &["department.new_teams_12m 2"]),
            ("hiring_manager_said", "no squad was added in the past year", &["department.new_teams_12m 0"]),
            ("hiring_manager_said", "They added one team this year, Fraud.", &["department.new_teams_12m 1"]),
            ("hiring_manager_said", "Fourteen teams in the department.", &["department.team_count 14"]),
            ("hiring_manager_said", "teams: 9", &["department.team_count 9"]),
            (
                "hiring_manager_said",
                "Currently fourteen squads, organised in three tribes",
                &["department.team_count 14"],
            ),
            (
                "hiring_manager_said",
                "Number of teams: 16 (12 in 2025)",
                &["department.team_count 16", "department.team_count 12 @2025"],
            ),
            ("hiring_manager_said", "engineering has 22 teams", &["department.team_count 22"]),
            ("hiring_manager_said", "my area has five teams", &["department.team_count 5"]),
            ("hiring_manager_said", "8 teams make up the department", &["department.team_count 8"]),
            (
                "hiring_manager_said",
                "engineering now consists of 17 squads, up from 13 last year",
                &["department.team_count 17", "department.team_count 13 @2025-10"],
            ),
        ];
        for (kind, text, expect) in cases {
            check(kind, text, expect);
        }
    }

    #[test]
    fn growth_and_leaving_in_many_words() {
        let cases: &[(&str, &str, &[&str])] = &[
            (
                "hiring_manager_said",
                "We grew engineering by 45% in the last 12 months",
                &["department.eng_growth_12m 45"],
            ),
            ("hiring_manager_said", "eng headcount is up 20% y/y", &["department.eng_growth_12m 20"]),
            ("hiring_manager_said", "growth of the department was 15% last year", &["department.eng_growth_12m 15"]),
            ("hiring_manager_said", "our department is up by 18% on last year", &["department.eng_growth_12m 18"]),
            ("hiring_manager_said", "engineers: +35% YoY", &["department.eng_growth_12m 35"]),
            ("hiring_manager_said", "25% more developers than a year ago", &["department.eng_growth_12m 25"]),
            ("hiring_manager_said", "tech headcount fell 12% in 2025", &["department.eng_growth_12m -12"]),
            ("peer_em_said", "Engineering grew 35% last year", &["department.eng_growth_12m 35"]),
            (
                "peer_em_said",
                "the department has grown by a third, 33%, over the past year",
                &["department.eng_growth_12m 33"],
            ),
            ("peer_em_said", "+22% engineers YoY", &["department.eng_growth_12m 22"]),
            ("peer_em_said", "eng headcount growth 12m: 18%", &["department.eng_growth_12m 18"]),
            ("peer_em_said", "engineering doubled last year", &["department.eng_growth_12m 100"]),
            ("peer_em_said", "Eng is down 8% on the year", &["department.eng_growth_12m -8"]),
            ("peer_em_said", "about 20% of the directors leave every year", &["department.m2_attrition_12m 20"]),
            ("peer_em_said", "M2 attrition is around 15%", &["department.m2_attrition_12m 15"]),
            ("peer_em_said", "Group manager turnover, trailing year, 12%", &["department.m2_attrition_12m 12"]),
            ("peer_em_said", "Turnover among senior managers: 10% a year", &["department.m2_attrition_12m 10"]),
            ("peer_em_said", "around a quarter (25%) of heads leave each year", &["department.m2_attrition_12m 25"]),
            ("peer_em_said", "director attrition 12m: 18%", &["department.m2_attrition_12m 18"]),
            ("peer_em_said", "senior managers: 12% attrition annually", &["department.m2_attrition_12m 12"]),
            ("peer_em_said", "The neighbouring department grew 30% last year", &["department.nearby_growth_12m 30"]),
            ("peer_em_said", "Payments next door is up 40% YoY", &["department.nearby_growth_12m 40"]),
            ("peer_em_said", "adjacent org shrank 10% in the last 12 months", &["department.nearby_growth_12m -10"]),
            ("peer_em_said", "sister teams have added 25% headcount this year", &["department.nearby_growth_12m 25"]),
            ("peer_em_said", "neighbouring teams: +15% over the year", &["department.nearby_growth_12m 15"]),
            (
                "peer_em_said",
                "The adjacent area lost 12% of its people last year",
                &["department.nearby_growth_12m -12"],
            ),
            ("peer_em_said", "other departments grew by 10 percent last year", &["department.nearby_growth_12m 10"]),
            ("peer_em_said", "Data, the dept next door, shrank by 5% last year", &["department.nearby_growth_12m -5"]),
        ];
        for (kind, text, expect) in cases {
            check(kind, text, expect);
        }
    }

    #[test]
    fn seats_and_needs_in_many_words() {
        let cases: &[(&str, &str, &[&str])] = &[
            (
                "hiring_manager_said",
                "Three new teams are funded and have names: Ledger, Risk, Onboarding",
                &["department.business_need 3 ?"],
            ),
            ("hiring_manager_said", "Huge backlog but no budget to staff it", &["department.business_need 1 ?"]),
            ("hiring_manager_said", "plenty of work, no headcount for it", &["department.business_need 1 ?"]),
            (
                "hiring_manager_said",
                "Money is set aside for two additional squads, Billing and Tax",
                &["department.business_need 3 ?"],
            ),
            (
                "hiring_manager_said",
                "Two squads, Billing and Ledger, are approved and budgeted",
                &["department.business_need 3 ?"],
            ),
            (
                "hiring_manager_said",
                "A second director seat is budgeted for next year",
                &["department.m2_seat_planned 1 plan"],
            ),
            (
                "hiring_manager_said",
                "We will need another Head of Engineering within 18 months",
                &["department.m2_seat_planned 1 plan"],
            ),
            (
                "hiring_manager_said",
                "There will be a senior EM role next spring, approved",
                &["department.m2_seat_planned 1 plan"],
            ),
            (
                "hiring_manager_said",
                "Will a director role open? No, not before 2029.",
                &["department.m2_seat_planned 0 plan"],
            ),
            ("hiring_manager_said", "no director positions are planned", &["department.m2_seat_planned 0 plan"]),
            ("hiring_manager_said", "I mean to open a group lead post in Q1", &["department.m2_seat_planned 1 plan"]),
            ("hiring_manager_said", "I don't foresee a second director", &["department.m2_seat_planned 0 plan"]),
            ("hiring_manager_said", "A director opens the meeting", &[]),
            ("hiring_manager_said", "No director has complained about the budget", &[]),
            ("hiring_manager_said", "We don't plan another M2 layer", &["department.m2_seat_planned 0 plan"]),
            ("hiring_manager_said", "I'm going to hire a director in Q2", &["department.m2_seat_planned 1 plan"]),
            (
                "hiring_manager_said",
                "Budget for a Senior Manager has been signed off",
                &["department.m2_seat_planned 1 plan"],
            ),
            ("hiring_manager_said", "Nobody plans a new director here", &["department.m2_seat_planned 0 plan"]),
            (
                "hiring_manager_said",
                "Don't expect a manager-of-managers role any time soon",
                &["department.m2_seat_planned 0 plan"],
            ),
            (
                "hiring_manager_said",
                "A senior manager role will be opened in spring",
                &["department.m2_seat_planned 1 plan"],
            ),
            (
                "hiring_manager_said",
                "no second director for at least two years",
                &["department.m2_seat_planned 0 plan"],
            ),
            ("hiring_manager_said", "A new M2 position isn't in the plan", &["department.m2_seat_planned 0 plan"]),
            (
                "hiring_manager_said",
                "She doesn't see a need for a further senior manager next year",
                &["department.m2_seat_planned 0 plan"],
            ),
            ("hiring_manager_said", "Another director seat opens in Q1 2027", &["department.m2_seat_planned 1 plan"]),
            (
                "hiring_manager_said",
                "An additional Senior EM will be needed by autumn, it's in the budget",
                &["department.m2_seat_planned 1 plan"],
            ),
        ];
        for (kind, text, expect) in cases {
            check(kind, text, expect);
        }
    }
}

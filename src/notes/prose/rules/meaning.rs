//! Levels by their meaning: what the statement is about, and a word that only one level has. Words stand in any order.
//!
//! For each signal the level that an exception makes stands first: *I decide, except on budget* before *I decide*.

use super::keys::{AUTONOMY, DEVELOPMENT, EVALUATION, LADDER, SKIP, TRACKS};
use crate::notes::prose::rule::Rule;
use crate::notes::prose::rule::mood::{ELSEWHERE, QUESTION, UNSURE, WISH};

// Who decides.
const BOSS: &str = "he she boss boss's director directors director's cto ceo coo cfo founder founders vp vps vp's head tl owner above architect architect's hm him her his hers upstairs management owners partner partners";
const OWN_CALL: &str = "own_decisions own_calls own_call own_team own_roadmap decid* settle settles settled calls hers mine ours theirs alone himself herself themselves myself freely freedom autonom* ask_for";
const UPWARD: &str = "up upstairs above sign signs signature approv* sign_off signoff money budget* spend spending purchas* vendor* hire* hiring headcount architecture contract contracts #m thousand ok okay asks ask asked";
const EXCEPT: &str = "only except yet but apart besides save bar unless excluding aside other_than";
// Training of managers.
// How managers are judged.
const JUDGED: &str = "review* apprais* evaluat* eval evals rated rating* rate judged judge judges measured calibrat* assess* graded grades scored score scorecard* credit marked marks marking bonus performance note notation exceeds";
// The manager's manager.
const ABOVE: &str = "boss chief skip skips skip_level skip_levels skip_lvl skip_lvls vp vps svp cto cio ceo coo cpo boss's_boss bosses'_boss boss's director directors directeur managing_director founder founders board vorstand exec execs c_level head_of head manager's_manager his_boss her_boss their_boss my_manager's n_2";
// Ladders.
const EXPERTS: &str = "staff principal principals ic ics distinguished expert experts fellow fellows technical specialist* architect architects individual_contributor* senior_engineer* senior_ics senior_dev senior_devs techies non_managers developer developers engineer engineers engineers' i'm i_am e5 e6 e7 l5 l6 l7 ic5 ic6";
const PAY: &str = "pay pays paid comp band bands grade salar* money earn earns earned earning bonus standing level rank status respect";
const MANAGERS: &str = "manager* director* em ems management vp vps head heads head_of lead leads m1 m2 m3";

pub(super) const CULTURE: &[Rule] = &[
    // Autonomy.
    Rule::level(AUTONOMY, 2, r"\b(?:most|mostly|nearly|almost|largely|generally|day to day|day-to-day|own team|everything|anything|the rest|normally|usually|otherwise|all)\b").needs(&[OWN_CALL, EXCEPT, UPWARD]).without("promot* interview* customer* open_roles results outcome outcomes result review_board nobody_tells everything_needs most_weeks up_the_chain reviews delivery possible").also(UNSURE | ELSEWHERE),
    Rule::level(AUTONOMY, 2, r"\b(?:(?:settles?|decides?|runs?|handles?) (?:nearly|almost|mostly) (?:everything|all)|(?:nearly|almost) (?:everything|all)\b[^.;?!]{0,24}\b(?:themselves|myself|herself|himself|alone|own|mine|hers|his))\b").without("result results outcome outcomes promot*").also(ELSEWHERE),
    Rule::level(AUTONOMY, 0, r"\b(?:micro-?manag\w*|control[- ]freaks?|breath(?:ing|es) down|over(?:ruled?|rules|ruling|rides?|rode)[^.;?!]{0,30}\b(?:everything|anything|always|every|all|constantly|weekly|twice|again))\b").without("isn't nobody doesn't not never no without little code"),
    Rule::level(AUTONOMY, 0, r"\b(?:can't|cannot|can not|couldn't|mustn't|may not|not allowed to|unable to|nothing|not a|not even|nobody)\b[^.;?!]{0,50}\b(?:without|w/o|unless)\b[^.;?!]{0,40}\b(?:blessing|approv\w+|ok|okay|yes|permission|sign-?off|say-?so|nod|asking|signature|him|her)\b").without("customer* salary hire promot* director_role interview*").also(UNSURE),
    Rule::level(AUTONOMY, 0, r"\b(?:every|each|every single|even (?:the|a)|the smallest|tiniest)\b[^.;?!]{0,16}\b(?:prs?|pull[- ]requests?|merge|commits?|e-?mails?|mails?|tickets?|line|rename|detail|wording|comma|chairs?|screenshot|estimates?|stand-?up|branch(?:es)?|names?|decision|pixel|monitor|slide|story|task)\b").needs(&[BOSS, "sign* ok okay approv* blessing yes permission see sees check* review* rewrit* overrul* wants asks comment* clear* decid* touch* read reads correct* redo*"]).without("code_review customer* peer* not no we_review").also(WISH),
    Rule::level(AUTONOMY, 0, r"\b(?:reshuffl|re-?order|re-?arrang|rewrit|rewrote|redid|redo|re-?prioriti[sz]|overr[io]d|changed the order|shuffl|pulled|swapped)\w*\b[^.;?!]{0,40}\b(?:tickets?|backlog|board|priorit\w+|sprint|order|notes?|estimates?|stories|plan)\b").needs(&["walked walks came comes dropped drops burst twice three times again nod* founder founders ceo cto director boss vp protest* own_observation"]).without("customer* i_reordered em_reordered"),
    // Two tracks.
    Rule::level(TRACKS, 1, r"\b(?:(?:never|n't|not|yet to) (?:yet )?(?:met|meet|seen|see|found|find|heard of) (?:a |an |any|one|a single)|nobody (?:above|holds|has|climb\w+|is)|no one (?:above|holds|has)|no (?:real )?(?:holders?|examples?)|to be defined|t\.?b\.?d|in name only|on paper|on a slide|on slides|in the (?:ppt|pdf|deck|slides)|in a (?:pdf|ppt|slide|deck)|in theory|nominally|not in practice|only in the \w+|stops? (?:at|before|earlier))\b").needs(&["staff principal principals ic ics expert experts fellow technical specialist* architect individual_contributor* engineer* engineers' track ladder", "track tracks ladder ladders path title titles grade level levels staff principal principals expert fellow climb* salary"]).without("managers_ladder manager_ladder for_managers same_pay interview* em_ladder promotion_to_director").also(UNSURE),
    Rule::level(TRACKS, 1, r"\b(?:track|ladder|title|path|level|grade)\b[^?!]{0,60}\b(?:never (?:met|seen)|nobody|not met|did not meet|haven't met|have yet to meet|salary (?:stops?|ends?)|pay (?:stops?|ends?))\b").about(&["staff principal principals ic ics expert experts technical individual_contributor*"]).without("managers_ladder m1 m2"),
    Rule::level(TRACKS, 2, r"\b(?:[elpts]|ic)\d+(?:-[elpts]?\d+)?\b[^.;?!]{0,24}(?:=|\b(?:equals?|equal to|mirrors?|match\w*|alongside|parallel\w*|aligns?|corresponds?|to|facing|vs)\b)[^.;?!]{0,12}\b(?:m|em)\d").without("same_pay pay_too"),
    Rule::level(TRACKS, 3, r"\b(?:same|equals?|shares?|parity|on (?:a )?par|as much|as well|identical|one (?:pay|salary|comp)|like (?:my|a|an|the|any|his|her)|(?:what|than) (?:a |the |most )?(?:directors?|managers?|heads?) (?:earn|make|get|do)s?)\b").needs(&[EXPERTS, PAY, MANAGERS]).without("no not never isn't supposedly paper theory ladder_is form template rating apprais* feedback criteria track_on reports day").also(ELSEWHERE),
    // Training.
    Rule::level(DEVELOPMENT, 3, r"\b(?:training|course|courses|class|classes|school|ecole|academy|seminar|seminars|workshops?|curriculum|programme|program|formation|bootcamp)\b").needs(&["mentor mentors mentored mentoring coach coached coaching tutor buddy circle sponsor", "stretch rotation rotations rotate* rotating secondment* assignment* project projects mission missions lend lends shadow* task placement transverse"]).without("no_training no_mentor no_coach no_course no_stretch not never nothing none interview* transition").also(ELSEWHERE),
    Rule::level(DEVELOPMENT, 1, r"\b(?:now (?:and|\+|&) then|here and there|one \w+ (?:here|there)|by chance|happenstance|ad[- ]hoc|(?:that was|that's|that is) (?:the lot|it|all)|if (?:you ask|you shout|there's|there is|something)|linkedin learning|udemy|coursera|brown ?bags?|self-?study|occasional\w*|sometimes|every so often|after(?:wards)?,? nothing|otherwise (?:nothing|there's)|licen[cs]es?)\b").about(&["train* formation course courses class coach* mentor* workshop* seminar* webinar* learning learn* conference* grooming book books brown_bags brown_bag", "manager* em ems mgr mgrs lead leads leadership training formation grooming peer_em_said"]).without("tomorrow together code customers promot* transition* became month months academy product onboarding candidate sprint team_learned from_him from_her").also(UNSURE | QUESTION),
    // How managers are judged.
    Rule::level(EVALUATION, 1, r"\bdepends?\b[^.;?!]{0,12}\b(?:on|of|upon|who|whom)\b[^.;?!]{0,24}").also(UNSURE | ELSEWHERE).about(&[JUDGED, "who whom boss manager director head vp which writes writing marking sitting above one"]).without("salary pay offer budget promot*"),
    Rule::level(EVALUATION, 1, r"\b(?:some|others|one of us|next (?:group|team|area|dept|department)|the rest of us|other (?:groups?|directors?|areas?)|uneven\w*|inconsistent\w*|varies|vary|differs?|lottery|arbitrar\w+)\b").needs(&[JUDGED, "health morale retention people mood 360 turnover leavers behaviou* uneven* inconsistent* varies vary differ* lottery arbitrar* nothing", "date dates ship ship_date deliver* deadline* uneven* inconsistent* varies vary differ* lottery arbitrar* grid form"]).without("salary pay"),
    Rule::level(EVALUATION, 3, r"\b(?:360\w*|upward|survey|surveys|peer feedback|feedback)\b").about(&[JUDGED]).needs(&["360 #n #o upward survey 360_feedback peers feedback", "retention morale turnover fluctuation attrition health mood leavers leave leaves quit growth grow grown develop* promotions"]).without("no not never only isn't depends some seat glassdoor").also(UNSURE | ELSEWHERE),
    Rule::level(EVALUATION, 2, r"\b(?:(?:leadership )?behaviou?rs?|how you (?:lead|treat|manage|develop)\b[\w ]{0,14}|people (?:side|leadership|management)|leadership|people)\b").needs(&[JUDGED, "third half also counts count counted included incl weight weigh* part #p alone equally too scorecard* full besides and_not not_only as_well barometer"]).without("only_dates nobody nothing_else same_form every_manager retention morale turnover depends some open_roles never ladder track").also(UNSURE),
    Rule::level(EVALUATION, 0, r"\bwhat counts\b[^.;?!]{0,60}\b(?:dates?|deadline|shipping|ship|shipped|delivery|on time|milestone)\b").without("people behaviour* morale retention growth feedback not also").also(UNSURE),
    // The manager's manager.
    Rule::level(SKIP, 0, r"\b(?:isn't done|not done|not the done thing|don't do (?:it|that)|do not do (?:it|that)|always refused|refused|denied|turned down|forget it|vergiss|locked|you (?:don't|can't|cannot|do not)|(?:every ?thing|all|it all) (?:goes|passes|pass|go|has to go|runs) (?:through|by|via)|you'd be asked|would be asked|nobody (?:dares?|does|goes)|no one (?:dares?|does|goes)|frowned|off[- ]limits|unreachable|out of reach|not welcome|taboo|forbidden|come not near|everything (?:over|via)|door(?:'s| is) shut|telling[- ]off)\b").about(&[ABOVE, "talk* talking go going see access meet slot min skip skips skip_level skip_levels speak want reach approach floor"]).without("promot* budget decid* hire ladder seat pay spend bonus criteria stock job role panel").also(QUESTION | UNSURE | WISH),
    Rule::level(SKIP, 2, r"\b(?:(?:you |i |we |people |one |they |anyone )?just (?:go|walk|slack|write|call|knock|ping|message|dm|drop|grab|pop|text|ask|talk)\w*|walk(?:s|ing)? (?:right |straight )?in(?:to)?\b|open hours|office hours|open[- ]door|door(?:'s| is)? (?:is |always )?open|(?:nobody|no one|no-one) (?:raises?|minds?|thinks? (?:owt|anything|twice)|bats?|blinks?|needs? a reason|cares?)|answers? (?:e-?mails?|mails?|messages?|anyone|anybody|everyone|slack)\b[^.;?!]{0,30}\b(?:anyone|anybody|everyone|day|hour|minutes)|sit(?:s|ting)? (?:with|among|next to|between|in the middle of)|(?:knock|round his door|round her door)\b|everyone does|any ?time|whenever|eats with)\b").about(&[ABOVE, "peer_em_said interviewer_said network_insider own_observation employee_reviews company_record hiring_manager_said"]).without("never forbidden role promot* interview* candidate overrul* backlog order reshuffl* overrule* status feedback rewrit* tickets soon no_open seat seats pings_me").also(UNSURE | WISH | QUESTION | ELSEWHERE),
    Rule::level(SKIP, 2, r"\b(?:head round (?:his|her|their) door|answers? (?:e-?mails?|mails?|messages?) from (?:anyone|anybody|everyone)|(?:half|all|most) (?:of )?the ems have had (?:lunch|coffee) with|(?:drops?|puts?) (?:something|it|time|a slot) in(?:to)? (?:his|her|their) calendar|eats? (?:among|amongst|between|with) (?:the people|us|everyone)|(?:talk|speak) to \w+\? i just|wanna talk to \w+\? |walk(?:s|ing)? into the (?:vp|cto|ceo|director|founder)\w*)").also(QUESTION | UNSURE),
    // Ladders.
    Rule::level(LADDER, 3, r"\b(?:against|cites?|cited|quotes?|quoted|argued?|argues|links? to|linked|works? from|used|uses?|based on|measured|scored?|judged?|follows?|refers?|in every|each|every)\b").needs(&["ladder framework grid grille levels level rung m1 m2 m3 em1 it them career_model", "promot* promo promos packet packets committee calibration"]).about(&["ladder framework grid grille levels m1 em1 career_model career_framework", "manager* mgr em ems director dir m1 m2 m3 em1 leadership leaders"]).without("not no never nobody isn't ic whether but_nobody interview* seat posting reviews_of"),
];

#[cfg(test)]
mod tests {
    use crate::notes::prose::tests::check;

    #[test]
    fn levels_of_culture() {
        let cases: &[(&str, &str)] = &[
            ("Mostly my own calls, only spend above 5k goes up", "culture.autonomy 2 ?"),
            ("Can't merge anything without the director's blessing", "culture.autonomy 0 ?"),
            ("Expert track? On a slide. I have never met one", "culture.dual_track_parity 1 ?"),
            ("IC5 mirrors EM1", "culture.dual_track_parity 2 ?"),
            ("Principals share one pay band with directors", "culture.dual_track_parity 3 ?"),
            ("Manager academy: a course, a mentor and a rotation", "culture.manager_development 3 ?"),
            ("Appraisals of managers: depends who writes yours", "culture.manager_evaluation 1 ?"),
            ("The VP? You ask his assistant and get a slot", "culture.skip_level_access 1 ?"),
            ("The CTO keeps office hours, you just walk in", "culture.skip_level_access 2 ?"),
            ("The manager ladder is a list of titles, nothing behind them", "culture.manager_ladder 1 ?"),
        ];
        for (text, expect) in cases {
            check("peer_em_said", text, &[expect]);
        }
        check("peer_em_said", "We escalated the incident to the vendor twice", &[]);
        check("peer_em_said", "Every PR gets a review by two of us", &[]);
    }
}

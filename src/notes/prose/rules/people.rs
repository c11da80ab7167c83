//! Levels of the seat, the boss and the role by their meaning: what the statement is about, and a word that only one
//! level has. Words stand in any order; for each signal the level that an exception makes stands first.

use super::keys::{DEFINITION, FIT, LACKED, MENTOR, NEED, PATH, SCOPE, SELECTION, SPONSOR, SUPPORT, UP};
use crate::notes::prose::rule::Rule;
use crate::notes::prose::rule::mood::{DENIED, ELSEWHERE, QUESTION, UNSURE, WISH};

const HM: &str = "hiring_manager_said hiring_manager_written";
const HM_SAID: &str =
    "hiring_manager_said hiring_manager_written interviewer_said network_insider peer_em_said unknown";
// Work that waits for a team.
// How people got there.
const ROSE: &str = "director directors dir dirs head heads m2 promot* way path route made went_up senior_manager became rise rose risen climb* up career group_manager vp repeatable repeat repeated copied copy done_it did_it get_there got_there how_people";
// The move, and what helps with it.
const MOVED: &str = "promot* became become move moved moving transition* jump new_director* new_head* new_lead new_leads new_group new_leader* first_lead step stepped stepping support passage old_job old_team old_seat old_squad way_back go_back step_back return returns made_up start* leaders_of_managers moved_up move_up announced onboarding beginner switched head heads director directors lead leads dir dirs new_dir made running_a_team";
// Who gets the seat.
const SEAT: &str = "seat seats slot slots chair chairs post posts posting opening openings director directors dir dirs head heads promot* promo picked picks pick chosen choose chooses select* made_up group_manager m2 job decid* moving_up role choice";
// The writer's own aim.
const AIM: &str = "#u months eighteen manager_of_managers managing_managers managing_mgrs manage_managers m2 director head_of as_head ambition my_ask my_goal my_future my_wish my_aim mine my_plan lead_managers leading_managers director's realistic realist next_level want_more could_that_be_me be_me year years my_project lead_to could_lead layer";
const MEETING: &str = "#o 1 1s 1on1 1on1s 1_1 one_on_one one_on_ones one_to_one one_to_ones 1to1 mentor mentors mentoring coach coaching coaches as_a_mentor learn learned learnt boss feedback teaching teach";
// What an EM owns.

pub(super) const SEATS: &[Rule] = &[
    // Work that waits for a team.
    Rule::level(NEED, 3, r"\b(?:money is there|(?:is|are|were) funded|paid|funded|sanctioned|approved|confirmed|budgeted)\b").needs(&["new additional more extra further another two three #n", "team teams squad squads pod pods"]).without("if not no isn't unfunded nobody director seat existing salary same undecided revenue customers never last_year backlog formed").also(ELSEWHERE),
    Rule::level(NEED, 0, r"\b(?:more (?:hands|people|engineers|capacity) than work|every backlog (?:has|had|is)\b|nothing (?:wants|needs|is|goes|lies) [^.;?!]{0,20}\b(?:done|doing|begging|waiting|around|undone)|over-?staffed|enough (?:teams|people|hands) for|no unstaffed work)\b").without("not").also(QUESTION),
    // Can it be repeated.
    Rule::level(PATH, 1, r"\b(?:partly|partially|half-half|half half|fifty-fifty|in part)\b").about(&[ROSE, "repeat* repro* copy copied you_can do_it possible replica*"]).without("hiring funded remote"),
    Rule::level(PATH, 1, r"\b(?:some of (?:it|that|this)|(?:some )?parts?|half(?:-half)?|partly|in part|bits)\b").about(&["repeat* redo copy copied replicat* you_can you_could do_again can_do could_do reproduc* and_do do_too", "luck lucky timing friend friends friend's right_time outage being was_just was_being not can't born only circumstances rest other", ROSE]).without("hiring interview*").also(UNSURE),
    Rule::level(PATH, 0, r"\b(?:can't|cannot|can not|couldn't|could not|won't|never|impossible|not|nobody can|n't)\b[^.;?!]{0,30}\b(?:repeat\w*|cop(?:y|ied)|replicat\w+|reproduc\w+|redo(?:ne)?|do what they did|happen again|come again|re-?run|do (?:it|that|this|the same) (?:again|now|today))\b").about(&[ROSE]).without("luck_only parts some half test build").also(DENIED),
    Rule::level(PATH, 2, r"\b(?:you|u|anyone|anybody|everyone|any em|any of you|people)\b[^.;?!]{0,14}\b(?:can|could|may|will|also can|'ll|might)\b (?:also )?(?:do|copy|repeat|volunteer|follow|re-?create)\b(?: (?:that|it|the same|this|same|so|too|again))?").about(&[ROSE, "did led ran rollout* migration* flow depot* project* programme* program* pillar rotation account cutover way route path launch*"]).without("some parts half luck partly not can't skip scope salary training you_can_do_1 interview* goals").also(UNSURE),
    // The first months after the move.
    Rule::level(SUPPORT, 3, r"(?:\b(?:mentor|coach|buddy|plan|sparring|doc|tutor)\b|\x07)[^?!]{0,140}\b(?:(?:go|goes|step|steps|come|comes|return|returns|fall|move|slide|have|has)\b[^.;?!]{0,30}\b(?:back|old (?:job|seat|team|squad|role|post)|to em|his team|her team|their team|your team)|(?:old|former|previous) (?:job|seat|team|squad|role|post)(?: back)?|way back|no hard feelings|no loss of|no face lost)\b").about(&[MOVED, "mentor coach buddy plan sparring tutor"]).without("no_way_back no_talk interview* joiners no_word not_really_a_way isn't_a_way wasn't_a_way customers release listening").also(UNSURE | ELSEWHERE),
    Rule::level(SUPPORT, 0, r"\b(?:(?:thrown|chucked|dropped|tossed) in\w*|no help|no handover|no hand-over|nobody to ask|no one to ask|(?:you're|was|left) (?:all )?on (?:your|my|their|his|her) own|swim\b|sink|nobody told|no (?:mentor|coach|buddy),? (?:and )?(?:no|nor|or) (?:plan|help|coach|support|onboarding|training)|no plan,? (?:and )?no|nothing\. you start|keys and|no preparation|from one day to the next|deep end|cold water)\b").about(&[MOVED, "director head lead leads em m2 manager support move promot* up became boss passage jump management"]).without("tired swimming course_for training_budget hiring joiners product pool no_budget").also(QUESTION | ELSEWHERE | UNSURE),
    Rule::level(SUPPORT, 2, r"(?:\b(?:mentor|coach|buddy|sparring partner)\b|(?:\x07|\x0f|\b(?:ninety|first|transition|days?)\b)[^.;?!]{0,20}\bplans?\b)").needs(&["plan plans days #u #o ninety document paper written half months"]).about(&["new_head* new_director* new_lead* new_group promot* moved_up move_up moved transition* stepped_up jump new_leaders new_m2 passage leaders_of_managers those_we_do new_dir", "mentor coach buddy sparring plan"]).without("no not never none nothing interview* joiners training sabbatical offer sign development_plan career_plan written_plan feedback ladder informal*").also(ELSEWHERE),
    // Who gets the seat.
    Rule::level(SELECTION, 2, r"\b(?:panel|committee|board|jury|partners|council|scorecard|calibration|criteria|rubric)\b").needs(&["criteria rubric scorecard scores competenc* scored judged judges weigh*", "panel committee board jury partners council scorecard who chooses decide*"]).about(&[SEAT, "known know knows public published intranet wiki notion listed list document written named standing handbook beforehand upfront open everyone clear"]).without("nobody unknown secret no_criteria interview* never unclear not_known unpublished reasons_back written_feedback receive_feedback gets_feedback get_feedback 360 training ladder framework levels").also(UNSURE),
    Rule::level(SELECTION, 1, r"\b(?:when|once|if) (?:a |the |one |such a )?(?:seat|chair|slot|post|job|role|position|one)\b[^.;?!]{0,24}\b(?:free|opens?|open|vacant|comes? up|available)\b[^.;?!]{0,80}\b(?:inform\w*|mail|tells?|told|hears?|note|announc\w*|post(?:ed)?|learns?|e-?mail)\b").without("panel committee criteria rubric feedback").also(UNSURE),
];

pub(super) const BOSS: &[Rule] = &[
    // What the hiring manager says of your aim.
    Rule::level(SPONSOR, 0, r"\b(?:unrealistic|not realistic|isn't realistic|(?:not|never) going to happen|(?:won't|will not|can't|not) happen\w*|(?:don't|do not|can't|cannot) see (?:(?:it|that|this) happen\w*|a (?:management )?layer|you (?:as|there|managing))|can't see it|pie in the sky|out of the question|no (?:way|chance)|(?:takes?|waits?|wait) (?:five|ten|years|many years|much longer)|dream on|not a chance|forget it|not (?:with|at|in) us|too (?:soon|early|ambitious|optimistic))\b").about(&[HM, AIM]).without("if_not would_not_be_out deadline* launch layoff* merger salary remote reorg release roadmap budget not_impossible backlog").also(WISH | QUESTION | UNSURE | ELSEWHERE),
    Rule::level(SPONSOR, 1, r"\b(?:we'll see|we will see|we shall see|let(?:'s| us) see|on verra|(?:figure|work|sort) it out|come back to (?:it|that|this)|(?:stay|keep) in (?:touch|conversation|contact)|could happen|good wishes|cheering for you|all for (?:it|people)|first (?:take|do|get|settle|prove|learn)|zero criteria|no criteria|no promises|love (?:it|that|the ambition|ambition)|time will tell|how (?:things|it) (?:go|goes|evolve|evolves|develop)|couldn't tell you when|(?:good|great|nice|admirable) (?:to have )?(?:ambition|goal)|why not|don't rule|not rule)\b").about(&[HM, AIM]).without("deadline* launch layoff* salary remote reorg release budget roadmap merger funding offer_by").also(UNSURE | WISH | QUESTION | ELSEWHERE),
    // The hiring manager's own next step.
    Rule::level(UP, 0, r"\b(?:(?:stay(?:s|ing)?|stopping|stops?|remain(?:s|ing)?|sitting|sit) (?:put|tight|(?:right )?where (?:i|he|she) (?:is|am|'m)|right here|in this (?:chair|seat|job|role|post)|in my (?:chair|seat|role)|cto|ceo|founder)|not going any ?where|not moving|(?:not|n't) (?:looking|planning) to (?:move|go|climb|leave)|no plans to (?:go|move|leave|change)|wants? to stay (?:here|put|where|director|in|with)|(?:not|never) (?:gonna |going to )?leav(?:e|ing)|(?:don't|doesn't|won't|do not) move\b|turned (?:it |that |the \w+ job )?down|no step at all|fine (?:here|where (?:i|he|she))|happy where (?:i|he|she)|(?:own )?(?:plans?|next step|ambitions?)\W{1,4}(?:none|nothing|no\b))").about(&["hiring_manager_said hiring_manager_written network_insider peer_em_said interviewer_said", "i he she i'm he's she's him her my own his founder"]).without("you'd_stay your_team office our_team company seat_planned director_seat candidates code system if offer candidate salary").also(WISH | QUESTION),
    Rule::level(UP, 1, r"\b(?:maybe|perhaps|might|may|possibly|possible|depends|if it opens|who knows|back and forth|not banking|keeping an eye out|not settled|nothing is settled|undecided|thinking about)\b").needs(&["vp svp cto coo ceo lead chair seat job away out move moves up bereich superintendent* direction next_year exec emea chief role step", "i he she him her my his i'm me himself herself moving"]).about(&[HM, "his_next her_next own_next next_step own_future his_future her_future moving himself herself myself i_myself as_for_me vp_job cto_chair him i_might he_might she_might might_take might_be i_may he_may she_may his_plans her_plans own_plans going_to_move"]).without("you your you'd candidate team teams squad budget director_seat em_of seats headcount second_director realistic they layer approved wishes performance everything_is engineers hires roadmap salary merge merger_of layoff* customers their_own product").also(UNSURE | WISH | QUESTION | ELSEWHERE),
    // What one learns from the hiring manager.
    Rule::level(MENTOR, 4, r"\b(?:best (?:boss|manager|mentor|lead|coach)\b[^.;?!]{0,16}\b(?:had|ever|known)|best i(?:'ve| have)? (?:ever )?had|(?:is|pure) gold|far and away|top of the top|outstanding|excellent mentor)\b").about(&["boss manager mentor coach 1 #o #n one learn* feedback situation* case cases"]).without("was_not not_the product company team_i place job not_outstanding fit offer"),
    Rule::level(MENTOR, 1, r"\b(?:status (?:meeting|meetings|update|updates|report|round|check)s?|(?:not|n't) (?:learned|learnt|learn) much|learn\?? not much|(?:as (?:a )?mentor|mentoring)\W{0,3}(?:is |was )?(?:rather )?weak|lectur(?:es?|ing)|cancell?ed (?:every|half|most|one)|mostly status|only status|talks? at (?:you|me))\b").needs(&[MEETING]).without("nothing zero not_once useful great really half").also(QUESTION | ELSEWHERE),
    Rule::level(MENTOR, 2, r"\b(?:fair to middling|neither good nor bad|generic|average|so-so|middling|decent|all right|okay|ok)\b").needs(&["as_a_mentor as_mentor mentoring as_a_coach"]).without("weak poor very").also(ELSEWHERE),
    Rule::level(MENTOR, 3, r"\b(?:good (?:coach|mentor|listener)|concrete advice|(?:a )?(?:good|great) deal to (?:be )?learn\w*|i'd learn from|i would learn from|could learn (?:a lot|much|plenty)|took [^.;?!]{0,40}\b(?:apart|to bits)|good questions|as a mentor\b[^.;?!]{0,24}\b(?:good|strong|solid))\b").about(&["own_impression own_observation peer_em_said network_insider interviewer_said", "i me she he her his him"]).without("weak poor best_boss best_manager not no never product domain tech"),
];

pub(super) const ROLE: &[Rule] = &[
    // What an EM owns: of hiring, performance, pay, delivery and technology.
    Rule::level(DEFINITION, 0, r"\b(?:title and little else|only a title|title only|just a title|in name only|glorified)\b").needs(&["em manager manager's role job position"]),
    // One team or several.
    Rule::level(SCOPE, 2, r"\b(?:spun off|spin off|carved?|split|splits|splitting|break (?:it|the team|up)|cut (?:it|that team|the team|in two|into)|divid\w+|hived off)\b").about(&["both two into_two halves pair each_half", "you you'd your i i'd i'll me em manager keep keeping run running lead leading", "team squad it pod work ingest ledger"]).without("org company merged seat salary shares stock reorg asked how_i successor formed").also(UNSURE | WISH | ELSEWHERE),
    // What the employer lacks and you have.
    Rule::level(LACKED, 2, r"\b(?:lack(?:s|ing)?|missing|find no one|find nobody|can't find|hunting|hunted|search(?:ing|ed)?)\b").needs(&["run ran done knows know operated built experience competence knowledge expertise background someone somebody anyone one_who who find it"]).about(&["hiring_manager_said hiring_manager_written interviewer_said network_insider peer_em_said recruiter_said", "badly hurts hurt dying desperate* blocked costing killing #u months can't_find find_no_one waiting urgently twelvemonth lost"]).without("promot* director seat ladder left level interview* criteria useful handy job flat team_for want_of").also(UNSURE | WISH | ELSEWHERE),
    Rule::level(LACKED, 1, r"\b(?:useful|handy|would help|could help|helps|a plus|un plus|nice[- ]to[- ]have|welcome|could live without|can live without|live w/o|manage without)\b").needs(&["your background experience knowledge know knows work someone somebody domain know_how skill if_i if_you it modelling useful"]).about(&[HM_SAID, "your background experience knowledge know knows someone somebody domain skill if_i if_you my"]).without("salary pay tools feedback training mentor counted one_on_ones 1_1 budget advice hurts badly equity equals percent review rating").also(UNSURE | WISH | ELSEWHERE),
    // Life there.
    Rule::level(FIT, 3, r"\b(?:(?:life|fit)\b[^.;?!]{0,14}\bgood|good (?:life|fit)|short of perfect|without being perfect)\b").needs(&["own_impression own_observation"]).without("not no on_paper mentor"),
    Rule::level(FIT, 2, r"\b(?:middling|so-so|mixed|average|neither good nor bad|okay-ish|meh)\b").needs(&["own_impression own_observation", "life live living fit days evenings commute days people me"]).without("mentor mentoring coach"),
    Rule::level(FIT, 0, r"\b(?:dread\w*|miserable|would hate|(?:poor|bad|terrible) fit)\b").needs(&["own_impression own_observation"]).without("not no mentor wouldn't").also(WISH),
];

#[cfg(test)]
mod tests {
    use crate::notes::prose::tests::check;

    #[test]
    fn levels_of_seat_boss_and_role() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("hiring_manager_said", "Long wish list, not a cent of budget for it", &["department.business_need 1 ?"]),
            ("hiring_manager_said", "We rather have more people than work", &["department.business_need 0 ?"]),
            (
                "network_insider",
                "How did she rise? Parts of that you could do again, the rest was luck",
                &["mobility.path_reproducible 1 ?"],
            ),
            (
                "peer_em_said",
                "A new director gets a coach and a plan, and may go back to the old team",
                &["mobility.transition_support 3 ?"],
            ),
            ("peer_em_said", "When he was promoted there was no handover", &["mobility.transition_support 0 ?"]),
            (
                "hiring_manager_said",
                "As head of in 18 months? Doable, provided you have grown a deputy",
                &["manager.sponsorship 2 ?"],
            ),
            ("hiring_manager_said", "My 18 months? Pie in the sky", &["manager.sponsorship 0 ?"]),
            ("hiring_manager_said", "I'm staying put", &["manager.moving_up 0 ?"]),
            ("peer_em_said", "Best boss I ever had", &["manager.mentoring_quality 4 ?"]),
            ("hiring_manager_said", "You would have two teams from day one", &["role.multi_team_scope 3 ?"]),
            (
                "hiring_manager_said",
                "The team gets carved up in May, and you would keep both",
                &["role.multi_team_scope 2 ?"],
            ),
            ("hiring_manager_said", "Nobody left the team in March", &[]),
            ("hiring_manager_said", "You could do the demo on Friday", &[]),
        ];
        for (kind, text, expect) in cases {
            check(kind, text, expect);
        }
    }
}

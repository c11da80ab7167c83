//! Levels in few words: what people write when they are brief, or when English is their second language. [`FIRST`] is
//! said more plainly than what the families look for, [`LAST`] is for sentences in which they find nothing.

use crate::notes::prose::rule::Rule;
use crate::notes::prose::rule::mood::{DENIED, ELSEWHERE, QUESTION, UNSURE, WISH};

const NEED: &str = "department.business_need";
const PATH: &str = "mobility.path_reproducible";
const SUPPORT: &str = "mobility.transition_support";
const SELECTION: &str = "mobility.selection_process_clear";
const LADDER: &str = "culture.manager_ladder";
const TRACKS: &str = "culture.dual_track_parity";
const DEVELOPMENT: &str = "culture.manager_development";
const AUTONOMY: &str = "culture.autonomy";
const EVALUATION: &str = "culture.manager_evaluation";
const CLARITY: &str = "culture.operating_clarity";
const SKIP: &str = "culture.skip_level_access";
const SPONSOR: &str = "manager.sponsorship";
const UP: &str = "manager.moving_up";
const MENTOR: &str = "manager.mentoring_quality";
const DEFINITION: &str = "role.em_definition_match";
const SCOPE: &str = "role.multi_team_scope";
const LACKED: &str = "role.differentiator_need";
const FIT: &str = "role.life_fit";
const CUSTOMERS: &str = "company.customer_sentiment";
const NEWS: &str = "company.news_tone";
const SHIPPED: &str = "self.shipped_evidence";
const INFLUENCE: &str = "self.influence";
const MULTIPLIER: &str = "self.force_multiplier";
const DELEGATION: &str = "self.delegation_ready";
const AMBITION: &str = "self.ambition_stated";

const ABOVE: &str = "cto ceo vp vps svp director directors head boss's_boss skip skip_level founder founders coo cpo";
const AIM: &str = "director* m2 managing_managers manage_managers manager_of_managers head_of ambition* promot* ad_job next_level months #u senior_em lead_managers";
const NOT_STAFFING: &str = "deadline* roadmap launch budget salary remote bonus migration release";
const MEETING: &str = "#o 1 1s 1on1 1on1s one_on_one one_on_ones one_to_one one_to_ones";
const GOALS: &str = "goal* okr* objective* targets";
const CHANNELS: &str = "channel* guild* comms communication newsletter info information sharing";
const DECISIONS: &str = "decision* decid* rfc* raci owner owners dri";
const CONFLICTS: &str = "conflict* fights dispute* quarrel* escalation*";

pub(super) const FIRST: &[Rule] = &[
    Rule::level(CUSTOMERS, 1, r"\b(?:mostly|generally|largely|overall|rather|fairly) (?:happy|satisfied|pleased|content)\b").needs(&["forum_post"]).without("employees not").also(ELSEWHERE),
    Rule::level(NEED, 3, r"\b(?:with (?:a )?name and (?:with )?(?:a )?budget|(?:named|a name) and (?:funded|budgeted)|funded and (?:named|christened)|has (?:a )?budget and a name|has a name and (?:a )?budget)\b").without("not no if"),
    Rule::level(SELECTION, 0, r"\bno (?:posting|process|advert|criteria),? (?:and )?no (?:panel|criteria|process|posting)\b").without("interview*").also(ELSEWHERE),
    Rule::level(LADDER, 1, r"\b(?:titles|levels|grades) exist\b[^?]{0,60}\b(?:nothing|not|no description|nowhere)\b"),
    Rule::level(LADDER, 1, r"\b(?:levels|titles|ladder|grades) (?:exists? |are |is )?(?:only )?in name only\b"),
    Rule::level(LADDER, 3, r"\b(?:model|ladder|framework|levels)\b[^?]{0,130}\b(?:promotions?|promo\w*)\b[^.?!]{0,40}\b(?:on its basis|on that basis|decided by it|based on it|argued against|made against)\b").without("not never"),
    Rule::level(AUTONOMY, 3, r"\bdecides? on\b[^.;?!]{0,60}\b(?:himself|herself|themselves|myself|alone|on (?:his|her|their|my) own)\b[^.;?!]{0,30}\b(?:only looks?|looks? only|outcomes?|results?)\b"),
    Rule::level(AUTONOMY, 3, r"\bnobody (?:interferes|meddles)\b[^.;?!]{0,40}\bresults?\b"),
    Rule::level(AUTONOMY, 1, r"\bmost (?:decisions|things|calls) (?:need|require|go|have to go|must go)\b[^.;?!]{0,30}\b(?:sign-?off|approval|up|yes|ok|blessing)\b"),
    Rule::level(AUTONOMY, 0, r"\b(?:every|each) (?:little |small |single |tiny )(?:thing|decision|step|detail)\b[^.;?!]{0,16}\b(?:needs?|requires?|goes)\b"),
    Rule::level(DEFINITION, 1, r"\b(?:hiring|performance)\b[^.;?!]{0,30}\b(?:sits?|lies?|are|is|rests?|decided) (?:elsewhere|with (?:the |your )?(?:director|hr|vp|head|cto|boss)|by (?:the |your )?(?:director|hr|vp|head))\b").without("delivery process panel nothing").also(ELSEWHERE),
    Rule::level(DEFINITION, 1, r"\bno say in (?:hiring|pay|salar|performance|who)").without("product"),
    Rule::level(DEFINITION, 0, r"\b(?:(?:project|delivery) manager (?:job|role|position)\b[^.;?!]{0,16}\bem title|no people responsibility|without (?:any )?people responsibility)\b"),
    Rule::level(SCOPE, 3, r"\b(?:you|i|u|employee)(?:'d|'ll| would| will| get to| are to)+ (?:then |also |immediately |directly )?(?:be )?(?:take|taking|run|running|lead|leading|get|own|manage|managing|in charge of|responsible for)(?: over)? (?:both|\x01) (?:[a-z]+ )?(?:teams|squads|pods)\b").without("if later eventually year split might could when how asked i_ran i_led used_to last he she"),
    Rule::level(SCOPE, 3, r"(?:^|@\w+ |[.;,:] ?)\x01 (?:teams|squads) (?:from (?:the start|day one|the first day)|on day one|right away)\b").without("he she if"),
    Rule::level(FIT, 1, r"\b(?:rather (?:a )?(?:bad|poor) fit|not (?:so )?great for my life|more bad than good)\b"),
    Rule::level(CUSTOMERS, 2, r"\b(?:full of praise|rav(?:es?|ing) about|sing(?:s|ing)? (?:its|their) praises|over the moon)\b").needs(&["forum_post press_independent"]).without("not rival competitor employees").also(ELSEWHERE),
    Rule::level(CUSTOMERS, -2, r"\b(?:they|users|customers|owners|clinics|clients|people|we|everyone|many)\b[^.;?!]{0,24}\b(?:moved|switched|migrated|changed|gone|jumped) (?:over )?to [a-z]+").needs(&["forum_post"]).without("from_them dark cloud version better love").also(ELSEWHERE),
    Rule::level(MENTOR, 0, r"\b(?:status, status|(?:not|n't|never) (?:learned|learnt|learn) (?:one|a single|any)(?: ?thing)?\b|(?:has|have) learn(?:t|ed) nothing)").needs(&[MEETING]),
    Rule::level(UP, 2, r"\bforeseen (?:for|as) (?:the )?(?:new )?(?:board|vp|cto|coo|director|head|managing)\b").without("you candidate"),
    Rule::level(UP, 0, r"\b(?:not|n't) looking to (?:go|move|climb|step) (?:up|on)\b|\b(?:sit tight|sitting tight|isn't going anywhere|not going anywhere)\b|\bhappy where (?:he|she|i)\b").without("you team company").also(WISH),
    Rule::level(SHIPPED, 0, r"\bnothing (?:shipped|to show|i could show|released|launched)\b").also(DENIED),
    Rule::level(SHIPPED, 3, r"\b(?:rehears\w+|practi[sc]ed)\b[^?]{0,90}\b(?:refere\w+|vouch\w*|witness\w*)\b").without("not no need"),
    Rule::level(MULTIPLIER, 3, r"\b(?:organi[sz]ation-wide|org-wide|company-wide|(?:across|over|in|for) the (?:whole|entire) (?:engineering )?(?:org\w*|department|company|r&d|engineering))\b").needs(&["measured from #p cut faster quicker"]).without("not no want"),
    Rule::level(MULTIPLIER, 2, r"\ball \x01 teams (?:quicker|faster|deploy|ship)\b").without("measured minutes #p want"),
    Rule::level(MULTIPLIER, 2, r"\b(?:sped up|speeds up|made) (?:several|many|other|\x01|a few) (?:other )?teams\b").without("want would he she"),
    Rule::level(DELEGATION, 2, r"\bdelegate (?:outcomes|results|goals)\b").without("never he she"),
];

pub(super) const LAST: &[Rule] = &[
    Rule::level(DEVELOPMENT, 0, r"{n} (?:management|manager|leadership) (?:training|coaching)\b").most(0.0),
    Rule::level(AUTONOMY, 3, r"\b(?:full ownership|free rein|full freedom)\b[^.;?!]{0,40}\b(?:outcomes?|results?)\b"),
    Rule::level(PATH, 0, r"\b(?:one of a kind|one-of-a-kind|couldn't happen again|can't happen again)\b").needs(&["path promot* route way rise director* career"]),
    Rule::level(SCOPE, 0, r"\b(?:scope is|nothing beyond|nothing more than)(?: just| only)? (?:the |this |your |my )?(?:one|\x01|single) (?:team|squad)\b"),
    Rule::level(SCOPE, 2, r"\bgets? split\b[^.;?!]{0,30}\b(?:keep|own|run|lead|get) both\b").also(UNSURE),
    Rule::level(FIT, 2, r"\bok(?:ay)? for (?:my |our |the )?(?:family )?life\b"),
    Rule::level(MENTOR, 1, r"\b(?:rarely|seldom|hardly ever) (?:helpful|useful)\b").needs(&[MEETING]),
    Rule::level(INFLUENCE, 0, r"\b(?:influence|reach|voice) ends at\b"),
    Rule::level(DELEGATION, 3, r"\b(?:satisfaction|joy|pride|pleasure) comes from\b[^.;?!]{0,30}\b(?:people|people's|team|team's|others|them|theirs)\b"),
    Rule::level(CUSTOMERS, -2, r"\b(?:cancel+ing|migrating away|moving away|jumping ship|fleeing)\b").needs(&["forum_post", "people users customers everyone thread owners"]).without("subscription_fee no not").also(ELSEWHERE),
    Rule::level(NEED, 0, r"\b(?:overstaffed|over-staffed|nothing (?:we|they)(?:'d| would)? need (?:a|another|more) (?:teams?|squads?|people) for|people to spare)\b"),
    Rule::level(NEED, 1, r"\b(?:only a backlog|just a backlog|backlog only|finance (?:hasn't|has not|won't|didn't))\b").without("interview*"),
    Rule::level(NEED, 2, r"\b(?:money|funding|budget) for\b[^.;?!]{0,30}\b(?:roadmap|plan|programme)\b[^.;?!]{0,16}\b(?:secured|there|approved|in place|guaranteed|released)\b").without("not no if"),
    Rule::level(PATH, 2, r"\b(?:runs?|comes?|happens?|recurs?|repeats?)(?: up| along| round)? (?:every|each) (?:year|quarter|half|spring|\x07)\b").needs(&["project* roll_out* roll_outs rollout* migration* programme* program* launch* kind roll"]).without("meeting review offsite payroll"),
    Rule::level(SUPPORT, 0, r"\b(?:cold water|left to (?:my|their|his|her) own devices|without a net|no safety net)\b").without("customers"),
    Rule::level(SUPPORT, 3, r"\b(?:mentor|buddy|plan|doc|coach)\b[^?!]{0,110}\b(?:comes?|go(?:es)?|returns?|steps?|way)(?: back)?(?: to| into) (?:your |the |an? |their )?(?:em|old|former|previous|team)\b").needs(&["no_hard_feelings no_drama without doesn't_work not_working fails work_out working_out safe face_loss losing_face"]).without("interview*").also(UNSURE),
    Rule::level(SUPPORT, 2, r"\b(?:mentor|coach|buddy)\b[^.;?!]{0,30}\b(?:plan|doc) for the first\b").without("interview* new_hires joiners").also(UNSURE),
    Rule::level(SELECTION, 0, r"\bhow (?:do|does|are|is)[^?]{0,40}\b(?:choose|chosen|picked?|decided?|selected?|get (?:it|there|chosen))\b[^?]{0,20}\?[ \W]{0,4}(?P<q>(?:nobody|no one)\b[^.;?!]{0,30})").also(QUESTION | DENIED),
    Rule::level(SELECTION, 2, r"\b(?:everybody|everyone|we all) knows? who\b[^.;?!]{0,60}").needs(&["panel judge* decide* criteria sits"]).without("not nobody"),
    Rule::level(SELECTION, 2, r"\b(?:by what|what) they (?:judge|decide|score)[^.;?!]{0,20}\bknown\b").without("not nobody"),
    Rule::level(SELECTION, 1, r"\bonly tells? (?:you|us)\b[^.;?!]{0,30}\bwhen\b").without("salary layoff* offer"),
    Rule::level(LADDER, 0, r"\b(?:don't|doesn't|do not|does not) have (?:a |any )?(?:written )?(?:management|manager|managers'|career|leadership) (?:ladder|levels|framework)\b"),
    Rule::level(LADDER, 0, r"\blevels\?[^.;?!]{0,4} ?there (?:aren't|are no|isn't)\b").also(QUESTION),
    Rule::level(LADDER, 2, r"\b(?:career framework|framework|ladder|career model|written model)\b[^.;?!]{0,30}\b(?:documents|describes|lists|covers|defines|spells out)\b[^.;?!]{0,40}\b(?:director|senior em|m2|leaders|heads?)\b").without("not only ics_only"),
    Rule::level(TRACKS, 0, r"\b(?:more (?:pay|money|salary)|a raise|paid more)\b[^.;?!]{0,20}\b(?:must|have to|need to|got to) (?:become|be|go into|turn)\b").also(UNSURE | WISH),
    Rule::level(DEVELOPMENT, 1, r"\bcan ask for a (?:course|training|workshop|coach)\b").without("customers"),
    Rule::level(AUTONOMY, 2, r"\bfree in (?:most|almost all|nearly all|the majority)\b"),
    Rule::level(AUTONOMY, 0, r"\bmicro-?management\b").without("no not without never little isn't"),
    Rule::level(EVALUATION, 0, r"\b(?:only|just|solely) (?:the )?(?:deadlines?|delivery|dates?|shipping|output|velocity)\b[^.;?!]{0,12}\b(?:counts?|matters?)\b").without("people behaviour* morale retention not"),
    Rule::level(EVALUATION, 0, r"\bwhat (?:counts|matters)\b[^.;?!]{0,50}\b(?:date|deadline|shipping|ship|shipped|delivery|on time)\b").without("people behaviour* morale retention growth feedback not").also(UNSURE),
    Rule::level(EVALUATION, 1, r"\b(?:uneven|inconsistent|no common criteria|depends on (?:your|the|which) (?:boss|director|head|vp))\b").needs(&["criteria rating rated rates review* judged apprais* evaluat* calibrat*"]),
    Rule::level(EVALUATION, 2, r"\bhow you (?:lead|treat people)\b[^.;?!]{0,20}\b(?:counts|matters|weighs)\b").without("not nobody never"),
    Rule::level(CLARITY, 4, r"\b(?:goals?|okrs?)\b").needs(&[GOALS, CHANNELS, DECISIONS, CONFLICTS]).without("no not nobody never unclear mess but lack* missing none without nothing list my_list unknown").also(UNSURE),
    Rule::level(CLARITY, 3, r"(?:\b(?:conflicts?|fights|disputes?)\b[^.;?!]{0,40}\b(?:no process|no procedure|nothing|no way|whoever|unclear|fester|a mess)\b|\bno (?:process|procedure|forum|way)\b[^.;?!]{0,20}\b(?:conflicts?|fights|disputes?)\b)").needs(&[GOALS, CHANNELS, DECISIONS]).without("nobody_knows who_decides no_shared no_channels who_decides_is_unclear no_okrs no_goals").also(UNSURE),
    Rule::level(CLARITY, 0, r"\bno (?:shared|common) (?:goals|okrs|objectives)\b").needs(&[CHANNELS, DECISIONS, CONFLICTS]).without("but clear"),
    Rule::level(SKIP, 0, r"\b(?:unreachable|untouchable|(?:never|don't) get to (?:talk|speak|see)|(?:over|past|around) (?:your|my|his|her) boss(?:'s)?(?: head)?[^.;?!]{0,16}(?:punished|frowned|taboo|not (?:done|wanted|welcome)|suicide))\b").needs(&["boss boss's cto ceo vp director manager's_manager skip head"]).without("seat soon"),
    Rule::level(SKIP, 2, r"\b(?:(?:drops?|puts?|books?) (?:something|a slot|time|it|in) (?:in|into) (?:his|her|their) calendar|eats? (?:with|between|among|amongst) (?:the )?(?:people|us|everyone|team)|just ping|sit down opposite|anyone drops in)\b").needs(&[ABOVE]).without("never not"),
    Rule::level(SPONSOR, 2, r"@hiring_manager\w* .*?(?P<q>\b(?:doable|realistic|possible|achievable|thinkable|feasible)\b[^.;?!]{0,24}\b(?:provided|if|once|as long as|given that|on condition|when)\b[^.;?!]{0,80})").needs(&["i you i'd you'd me"]).without(NOT_STAFFING).also(UNSURE | WISH | QUESTION),
    Rule::level(SPONSOR, 2, r"\b(?:thinks?|finds?|believes?|considers?)\b[^.;?!]{0,24}\b(?:realistic|feasible|doable|achievable)\b[^.;?!]{0,30}\b(?:criteria|conditions?|milestones?)\b").without(NOT_STAFFING).also(WISH),
    Rule::level(SPONSOR, 0, r"\b(?:said|says|thinks|finds|called|calls) (?:it|that|this)?(?:'s| is)? ?(?:completely |totally |rather )?(?:unrealistic|not realistic|out of reach)\b").needs(&[AIM]).without(NOT_STAFFING),
    Rule::level(SPONSOR, 3, r"\b(?:written plan|write it down|write down a plan|we write it down|development plan|plan in writing)\b[^?!]{0,90}\b(?:criteria|milestones?|target|date)\b").needs(&["#d date december horizon target half_year milestones by"]).without("offer contract onboarding").also(UNSURE | WISH),
    Rule::level(SPONSOR, 1, r"\b(?:we shall see|smiled and|laughed it off|changed the subject|dodged|evaded|evasive)\b").needs(&[AIM]).without(NOT_STAFFING).also(WISH | QUESTION | UNSURE),
    Rule::level(UP, 2, r"\bnext step\W{1,3}(?:is )?(?:vp|cto|svp|coo|head|director)\b[^.;?!]{0,12}(?:expected|planned|agreed|in \x05|\x05)").without("maybe perhaps you my_next might"),
    Rule::level(MENTOR, 3, r"\bas a mentor\b[^.;?!]{0,24}\b(?:good|strong|solid)\b").without("looking"),
    Rule::level(MENTOR, 2, r"\bas a mentor\b[^.;?!]{0,16}\b(?:ok|okay|fine|average|so-so|nothing special)\b"),
    Rule::level(MENTOR, 3, r"\b(?:thoughtful|useful|concrete|honest|tailored|specific) feedback\b").needs(&[MEETING]).without("customer* not never no"),
    Rule::level(DEFINITION, 3, r"\b(?:full|classic|proper|textbook|real) em (?:role|job|remit)\b").without("not never isn't"),
    Rule::level(SCOPE, 1, r"\bcross-team (?:migration|project|programme|program|initiative|effort)\b").needs(&["you you'd i'd i'll plus to_run also lead"]).without("i_ran i_led promot* last realistic provided"),
    Rule::level(LACKED, 2, r"\b(?:hunting|hunted|searching|searched|looking)\b[^.;?!]{0,20}\x07").needs(&["single someone somebody nobody like_mine like_me"]).without("job flat director"),
    Rule::level(LACKED, 2, r"\bnot have a single (?:person|soul|engineer) who (?:has|knows|can|did)\b"),
    Rule::level(LACKED, 1, r"\bmy (?:background|experience|knowledge|expertise)\b[^.;?!]{0,16}\bhelps?\b").without("not no never"),
    Rule::level(FIT, 4, r"\b(?:life fit|fit)[ :=]{1,3}excellent\b|\bi'd love to go to work\b|\bwould be ideal\b").needs(&["own_impression own_observation self_report"]).also(WISH),
    Rule::level(FIT, 0, r"\bas a life it(?:'s| is)(?: a)? (?:poor|bad|terrible)\b").needs(&["own_impression own_observation self_report"]),
    Rule::level(CUSTOMERS, 1, r"\brather likes? (?:it|the)\b").needs(&["forum_post"]).also(ELSEWHERE),
    Rule::level(CUSTOMERS, 0, r"\bindifferent\b").needs(&["forum_post"]).also(ELSEWHERE),
    Rule::level(NEWS, -2, r"\b(?:fight(?:ing)? for survival|going[- ]concern|on the brink)\b").needs(&["press_independent"]).without("rival competitor* neighbour"),
    Rule::level(NEWS, 2, r"\btone is (?:thoroughly|very|clearly|extremely|strongly|really) (?:optimistic|positive|upbeat|bullish)\b").needs(&["press_independent"]),
    Rule::level(NEWS, 1, r"\btone is (?:rather |mostly |cautiously |fairly |quite )?(?:positive|optimistic|upbeat|friendly)\b").needs(&["press_independent"]),
    Rule::level(NEWS, -1, r"\btone is (?:rather |quite |mostly |fairly )?(?:critical|negative|gloomy|pessimistic|sour|cool)\b").needs(&["press_independent"]),
    Rule::level(NEWS, 0, r"\bnothing (?:notable|special|remarkable|of note|new)\b").needs(&["press_independent"]),
    Rule::level(INFLUENCE, 3, r"\b(?:department|org\w*|company) (?:took over|adopted|uses|copied|runs on) my\b|\btaken over by the (?:whole|entire) (?:department|org\w*|company)\b"),
    Rule::level(INFLUENCE, 2, r"\b(?:departments?|teams|people|colleagues)\b[^.;?!]{0,10}\b(?:went|came|come|go|turned?) first to\b"),
    Rule::level(MULTIPLIER, 0, r"\b(?:haven't|have not|never)(?: yet)? made (?:anyone|anybody|others|other people) (?:any )?(?:faster|quicker)\b").also(DENIED),
    Rule::level(DELEGATION, 0, r"\bi (?:still |often )?(?:tend to )?take over (?:when|if|as soon)\b").also(UNSURE),
    Rule::level(DELEGATION, 2, r"\bi ask (?:them )?what they(?:'ve| have)? (?:tried|propose|would do)\b").without("never not"),
    Rule::level(AMBITION, 0, r"\b(?:not|n't|never)(?: yet| really)? (?:said|mentioned|told|raised|talked)\b[^.;?!]{0,40}\b(?:ambitions?|goal|aim|m2|director|manage managers|plans)\b").also(WISH),
    Rule::level(AMBITION, 2, r"\b(?:m2|director|manage managers|lead managers|managing managers)\b[^.;!]{0,30}\x05[^.;!]{0,30}\brealistic\b").needs(&["said told asked mentioned"]).also(QUESTION | WISH | UNSURE),
];

#[cfg(test)]
mod tests {
    use crate::notes::prose::tests::check;

    #[test]
    fn levels_in_few_words() {
        let cases: &[(&str, &str, &str)] = &[
            ("hiring_manager_said", "we're rather overstaffed to be honest", "department.business_need 0 ?"),
            ("peer_em_said", "Most decisions need the VP's sign-off", "culture.autonomy 1 ?"),
            (
                "peer_em_said",
                "An EM decides on hires and tools by herself, he only looks at results",
                "culture.autonomy 3 ?",
            ),
            ("peer_em_said", "What counts is hitting the date", "culture.manager_evaluation 0 ?"),
            (
                "peer_em_said",
                "Shared OKRs, clear decision owners, guild channels, but no process for conflicts",
                "culture.operating_clarity 3 ?",
            ),
            (
                "peer_em_said",
                "you just drop something into his calendar, the CTO I mean: one puts time in his calendar",
                "culture.skip_level_access 2 ?",
            ),
            (
                "hiring_manager_said",
                "Doable provided I hire two EMs and the platform is stable",
                "manager.sponsorship 2 ?",
            ),
            ("hiring_manager_said", "I am not looking to move up, I will sit tight", "manager.moving_up 0 ?"),
            ("peer_em_said", "Her 1:1s with him: status, status, status", "manager.mentoring_quality 0 ?"),
            ("hiring_manager_said", "You would take over two squads", "role.multi_team_scope 3 ?"),
            (
                "hiring_manager_said",
                "you do 1:1s, but performance and hiring sit elsewhere",
                "role.em_definition_match 1 ?",
            ),
            ("press_independent", "Tone is rather critical since the outage", "company.news_tone -1 ?"),
            ("me", "I delegate outcomes, not tasks.", "self.delegation_ready 2 ?"),
            ("me", "Have not mentioned my goal to them", "self.ambition_stated 0 ?"),
        ];
        for (kind, text, expect) in cases {
            check(kind, text, &[expect]);
        }
    }
}

//! `culture.*`: whether the organisation grows managers. Mostly levels, so mostly suggestions.

use super::keys::{AUTONOMY, CLARITY, DEVELOPMENT, EVALUATION, LADDER, SKIP, TALKS, TRACKS};
use crate::notes::prose::rule::mood::{DENIED, ELSEWHERE, QUESTION, UNSURE, WISH};
use crate::notes::prose::rule::{Read, Rule};

const TALK_WORDS: &str = "#o entretien* dialogue conversation convos dialog* sits sit talk* conversation* chat* discuss* convo* check_in* checkin* review* sit_down* meeting* session* 1s ones speak spoke dialog*";
const CAREER_WORDS: &str = "career_talk headed heading what_he_might what_she_might what_i_might what_do_you what_is_next whats_next next_move pro carriere future_plans where_next what_next what's_next career* growth my_growth development path next_step future idp idps progression aspirations";

pub(super) const RULES: &[Rule] = &[
    Rule::slot(TALKS, r"(?:career|growth|development|path|future|what's next|next step|where .{0,12}going|in \x07)\b.{0,120}?(?P<q>{n} (?:times |x |talks |conversations |chats |of them )?(?:a|per|each|every|/) ?(?:year|yr|annum))"),
    Rule::slot(TALKS, r"{n} (?:career|development|growth|path) (?:talks?|conversations?|chats?|discussions?|1:1s?|one-on-ones?|reviews?|check-?ins?)(?: (?:a|per|each|every|/) ?(?:year|yr|annum)| last year| in the last \x07| \x05)"),
    Rule::fixed(TALKS, 4.0, r"(?P<q>(?:(?:quarterly|every quarter|each quarter|once a quarter|per quarter|once per quarter)[^.;?!]{0,40}(?:career|what's next|development talk|growth talk|my path)|(?:career|development|growth|path)[^.;?!\x01]{0,20}(?:talks?|conversations?|chats?|discussions?|check-?ins?)[^.;?!]{0,24}(?:quarterly|every quarter|each quarter|once a quarter|per quarter|every three months)))").without("used_to"),
    Rule::fixed(TALKS, 2.0, r"(?P<q>(?:(?:twice a year|half-yearly|every (?:six months|half[- ]year|semester)|each semester|twice yearly|biannual(?:ly)?|two times a year)[^.;?!]{0,40}(?:career|what's next|development talk)|(?:career|development|path|next)[^.;?!\x01]{0,30}(?:talks?|conversations?|chats?|discussions?|check-?ins?)?[^.;?!]{0,24}(?:twice a year|half-yearly|every (?:half[- ]year|semester)|each semester|twice yearly|biannual(?:ly)?)))").without("used_to"),
    Rule::fixed(TALKS, 1.0, r"(?P<q>(?:(?:once a year|yearly|annually|annual)[^.;?!]{0,30}(?:career (?:talk|conversation|chat)|what's next)|(?:career|development) (?:talks?|conversations?|chats?|discussions?)[^.;?!]{0,24}(?:once a year|yearly|annually|one time a year|only at the annual review|at the annual review)))").without("used_to"),
    Rule::fixed(TALKS, 0.0, r"(?P<q>(?:never (?:had|talked|spoke|a)|not (?:one|once|a single)|no)[^.;?!]{0,30}(?:career (?:talk|conversation|chat|discussion)s?|about (?:my|her|his|their) (?:career|next step|future))[^.;?!]{0,30})").also(DENIED),
    Rule::fixed(TALKS, 0.0, r"(?P<q>\b(?:never|not once|hasn't|haven't|has not|have not|nobody)\b[^.;?!]{0,20}\b(?:ask\w*|talk\w*|sp[eo]k\w*|discuss\w*|rais\w+)\b[^.;?!]{0,30}\b(?:my|his|her|their|our|your) (?:career|next step|next move|future|growth|development|ambitions?))").also(DENIED | WISH | ELSEWHERE),
    Rule::slot(CLARITY, r"\b(?:of|out of|from) (?:my|the|those|these) \x01 (?:items|things|basics|practices|points|boxes)[^.;?!\x01]{0,20}{n}").also(UNSURE),
    Rule::slot(CLARITY, r"(?:goals?|okrs?|raci|decision|conflict|channel|procedure|boxes|rfcs?).*?(?P<q>(?:[.;]|i'd give (?:that|it|them)|so call it|call it|so|that makes|makes it|that's|=|i count|all|:|>) ?(?:a |me )*{s})"),
    Rule::slot(CLARITY, r"(?:of the four|out of the four|of four things|the four basics)[^.;?!\x01]{0,40}{n}"),
    Rule::slot(CLARITY, r"\b(?:goals|okrs)\b[^?]{0,90}\b(?:conflicts?|decisions?|channels|rows)\b[^?!\x04]{0,50}{s}"),
    Rule::fixed(CLARITY, 4.0, r"(?P<q>all \x01 (?:boxes|things|(?:are |exist |is )?(?:in place|there|ticked|covered|written)|of them|exist)[^.;?!]{0,24})"),
];

// What a level is about: in its sentence, or in the question that it answers.
const LADDERS: &str = "ladder ladders framework frameworks career_path career_paths levels level leveling levelling competenc* matrix m1 m5 titles title grades rungs job_architecture";
const EXPERTS: &str = "staff principal principals ic ics distinguished expert experts fellow fellows technical specialist* architect architects individual_contributor* senior_engineer* senior_ics techies non_managers";
const MANAGERS: &str =
    "manager* em ems mgr mgrs leader* leads mgmt management leadership new_manager* team_lead* supervisor* bosses";
const JUDGED: &str = "review* apprais* evaluat* rated rating* judged judge judges measured measure measures calibrat* assess* count counts counted graded scored scores performance exceeds";
const ABOVE: &str = "skip skips skip_level skip_levels vp vps svp cto cio ceo coo cpo boss's_boss bosses'_boss my_boss director directors director's founders founder board exec execs c_level cto's vp's ceo's leadership manager's_manager top";
const DECIDING: &str = "decid* decision decisions call calls approv* alone own myself himself herself autonom* sign* hire hires budget spend team tech trust* freedom free";
const NOT: &str = "not no never isn't aren't nobody doesn't don't";

/// A key word for a level, and cues for what it is a level of. After everything closer.
pub(super) const LOOSE: &[Rule] = &[
    Rule::slot(TALKS, r"[:=|] ?\x22?{n}(?:$|[^a-z%])").needs(&[TALK_WORDS, "career* development growth next_step what_next what's_next", "year yr annum annual* p_a #d #u"]).without("target targets sales revenue used_to salary pay should yrs_ago").most(12.0),
    Rule::fixed(TALKS, 0.0, r"(?P<q>\b(?:talks?|conversations?|convos?|chats?|discussions?)\b[^.;?!\x01]{0,40}[:=|-] ?\x22?(?:zero|none|nil|never|nada|not one)\b[^.;?!]{0,24})").needs(&["career* development growth next_step what_next what's_next"]).also(DENIED),
    Rule::slot(TALKS, r"(?:{x}|{n}) ?(?:times?|x)? ?(?:a|per|each|every|/|in (?:a|one|the)|during (?:a|one|the))? ?(?:year|yr|annum|an\b|p_a)").needs(&[TALK_WORDS, CAREER_WORDS]).also(UNSURE | WISH),
    Rule::new(TALKS, Read::PerYear, r"\bevery {u}").needs(&[TALK_WORDS, CAREER_WORDS]).without("target targets sales revenue used_to salary pay code").also(UNSURE | WISH),
    Rule::fixed(TALKS, 2.0, r"\b(?:twice(?: a| per|\W{1,2}year)?|two times|bi-?annual\w*|semi-?annual\w*|half-?yearly|each half|every half(?:[- ]year)?|2x)\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("target targets sales revenue used_to salary pay should").also(UNSURE | WISH),
    Rule::fixed(TALKS, 4.0, r"\b(?:quarterly|(?:once (?:a|per)|every|each|per) quarter)\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("target targets sales revenue used_to salary pay should okr* goals").also(UNSURE | WISH),
    Rule::fixed(TALKS, 12.0, r"\b(?:monthly|(?:once (?:a|per)|every|each|per) month)\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("target targets sales revenue used_to salary pay should").also(UNSURE | WISH),
    Rule::fixed(TALKS, 1.0, r"\b(?:yearly|annually|annual|(?:once|one time) (?:(?:in |over )?(?:the )?(?:\x05|\x07)|(?:a|per|every|each|in (?:a|the|one)(?: [a-z]+)?) (?:year|yr)|p_a)|(?:every|each) year|one a year)\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("target targets sales revenue used_to salary pay should grew %").also(UNSURE | WISH),
    Rule::fixed(TALKS, 1.0, r"\b(?:each|every) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter|christmas)[a-z]*\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("target targets sales revenue used_to salary pay should").also(UNSURE | WISH),
    Rule::slot(TALKS, r"{n}[^.;?!\x01]{0,30}?(?:a|per|each|every|this|last|by|in the) (?:year|yr)\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("target targets sales revenue used_to salary pay should").also(UNSURE | WISH),
    Rule::slot(TALKS, r"(?:^|[?:=>] ?\W{0,3}){n}(?:$|[ .,;)])").needs(&["how_often how_many", CAREER_WORDS, TALK_WORDS]).also(UNSURE | WISH),
    Rule::fixed(TALKS, 0.0, r"\b(?:never|none|zero|not once|not one|no|(?:haven't|hasn't|didn't) (?:had|have))\b").needs(&[CAREER_WORDS, "talk* conversation* chat* discuss* convo* dialog*"]).without("ladder track path salary yet training").also(DENIED | UNSURE),
    Rule::slot(CLARITY, r"(?:{s})").needs(&["goals okr* decision* conflict* channel* boxes four clarity raci rfc* practices ops_basics ops operating", "place there have tick* count* four clarity practices basics items list recogni* exist* things both_of"]),
    // A written ladder: used for promotions, described, titles only, none.
    Rule::level(LADDER, 3, r"\b(?:score[sd]?|scoring|judge[sd]?|against|line by line|based on|measured|refer(?:s|red)? to|uses?|used|goes? down|quotes?|cites?|tied to|checked|backed|each promotion|every promo\w*|all promo\w*)\b").needs(&[LADDERS, "promot* promo promos calibration packet* committee panel"]).without("no not never nobody isn't ic nowhere seat chair"),
    Rule::level(LADDER, 3, r"(?P<q>\b(?:ladder|framework|levels|m1)\b[^?]{0,160}\bpromo\w*[^.?!]{0,50}\b(?:score[sd]?|against|judge[sd]?|based|used?|uses|line by line|refer\w*)\b)").needs(&["promo* promotion*"]).without("no never nobody"),
    Rule::level(LADDER, 1, r"(?P<q>\b(?:titles|job titles|grades|levels)\b[^?]{0,80}\b(?:nobody|no one|no one's|no-one|never|nowhere|not|n't|without|no)\b[^.;?!]{0,30}\b(?:wr(?:ote|itten)|paper|descri\w+|means?|defin\w+|document\w+|explain\w+|fulfil\w+)\b)"),
    Rule::level(LADDER, 1, r"\b(?:list (?:of|with) (?:job )?titles|titles only|only titles|just titles|just (?:a list of )?names|titles,? (?:but )?(?:no|without|nothing)|no descriptions?)\b").needs(&[LADDERS]),
    Rule::level(LADDER, 0, r"\b(?:no|without|not|n't (?:have|got|exist)|never had|hasn't|haven't|there is none|isn't|there's no)\b").needs(&["ladder career_framework leveling levelling manager_track management_track career_path manager_levels management_levels competency_matrix career_ladder leveling_guide"]).without("only just names salary sure know used ics_ladder ic pages written_down_but skip each_month titles title nobody_uses"),
    Rule::level(LADDER, 0, r"\b(?:ladder|manager track|framework|career path)s?\W{1,3}(?:none|nothing|no\b|nope|doesn't exist)").without("ic ics"),
    Rule::level(LADDER, 0, r"\b(?:no|isn't an?|without an?) (?:career |manager |management |written |formal |real )*(?:ladder|career framework|career path)\b").without("ic_ladder ic_track"),
    Rule::level(LADDER, 2, r"\b(?:ladder|framework|levels?|matrix|career path)\b").needs(&["written wrote documented published doc pdf wiki notion confluence writing handbook described pages page spelled_out intranet public read", "manager* em ems management director* m2 head m3 m4 m5 leads senior_manager* lead_other_leaders manage_managers other_leaders"]).without("no not never isn't only titles doesn't nobody nowhere ic"),
    Rule::level(LADDER, 2, r"\b(?:written|documented|published|wiki|notion|confluence|handbook|spelled out|pdf|intranet)\b").needs(&["ladder ladders framework levels career_path matrix", "manager* em ems management director* m2 head"]).without("no not never isn't only titles doesn't nowhere ic seat interview* criteria"),
    // Two tracks: equal in pay and standing, parallel, on paper, none.
    Rule::level(TRACKS, 0, r"\b(?:only way|end of|(?:the )?only (?:route|path|road)|have to (?:become|go into|be) (?:a )?manage\w*|(?:must|you) manage|dead end|ceiling|top out at senior|no step|no (?:ic|staff|technical|expert) (?:track|path|ladder|career))\b").needs(&["manag* management ic ics staff experts senior", "ceiling senior money earn* more pay paid up salary raise step track path ladder"]).without("not_the_only isn't_the_only").also(UNSURE),
    Rule::level(TRACKS, 1, r"\b(?:on paper|in theory|officially|nominally|supposedly|theoretically|in the handbook|exists? but|title (?:exists|in the))\b").needs(&[EXPERTS]).without("same_pay").also(UNSURE),
    Rule::level(TRACKS, 3, r"\b(?:same|equal|equals|equally|parity|as much|on (?:a )?par|identical)\b").needs(&[EXPERTS, "pay pays paid comp band* grade* salar* money make makes earn* gains standing", "manager* director* em ems management vp vps head heads"]).without("no not never isn't supposedly paper theory"),
    Rule::level(TRACKS, 3, r"\b(?:earns?|gains?|makes?|paid|gets?) (?:the same|as much|just as much) as (?:a |an |the |any )?(?:director|manager|em|vp|head)s?\b").without(NOT),
    Rule::level(TRACKS, 2, r"\b(?:two|dual|parallel|both) (?:parallel |career |separate )*(?:tracks|ladders|career paths)\b").without("no not never isn't paper theory only_one"),
    Rule::level(TRACKS, 2, r"\b(?:parallel|dual|two|both|mirror\w*|equivalent|separate|side by side)\b").needs(&["track* ladder* path* levels", "staff principal ic ics technical expert engineer engineers management manager*"]).without("no not never isn't paper theory pay paid"),
    // How managers grow.
    Rule::level(DEVELOPMENT, 3, r"\b(?:programme|program|academy|curriculum|scheme|training|course)\b").needs(&["train* course* workshop* programme program academy curriculum", "mentor* coach*", "stretch rotation* assignment* secondment* project*"]).without("no not"),
    Rule::level(DEVELOPMENT, 1, r"\b(?:ad hoc|ad-hoc|now and then|occasional\w*|sometimes|once in a while|if you (?:ask|shout|push|insist)|on request|lunch(?:es)? with|here and there|bit of|once a year|no (?:real |formal )?programme as such|informal\w*)\b").needs(&["training course* coach* mentor* workshop* development develop* conference* budget learn* manager* growing grow"]).without("tomorrow together home code customers demo promot* transition").also(UNSURE),
    Rule::level(DEVELOPMENT, 0, r"\b(?:training|coaching|courses?|workshops?)\b[^?]{0,60}\?[^?]{0,40}?(?P<q>\b(?:zero|none|nothing|nope|nowt)\b)").without("customers onboarding product").also(QUESTION),
    Rule::level(DEVELOPMENT, 0, r"(?P<q>\b(?:course|courses|training|programme|coaching)\b[^?]{0,20}[.?!] ?(?:they|we|there) (?:don't|doesn't|isn't|aren't)\b[^?!]{0,30})").also(WISH),
    Rule::level(DEVELOPMENT, 2, r"\b(?:training|course|courses|workshops?|coach|coaching|mentor|mentoring|leadership (?:programme|program|training))\b").needs(&[MANAGERS, "get gets getting got have has having paid pays budget external every each all company offers offer two-day days day sends assigned runs run"]).without("no not never nothing none should would want isn't didn't transition* promot* plan new_director* new_head* group_leads 30 switch* switched"),
    // Who decides.
    Rule::level(AUTONOMY, 0, r"\b(?:micro-?manag\w*|breathing down|control freak|every (?:single )?(?:decision|pr|ticket|estimate|detail)|signs? off (?:on )?every\w*|approve everything|without (?:asking|(?:a )?sign-?off)|w/o (?:a )?sign-?off|overrul\w+|reorders|re-?w(?:rites|rote)|reads every|never asks? (?:you|us|me)|(?:can't|couldn't) (?:even )?(?:move|change|decide|touch)|goes around)\b").needs(&["he she they her him founder ceo cto boss director me my our you hm vp vps i architect* approval sign_off"]).without("isn't nobody doesn't code legacy codebase"),
    Rule::level(AUTONOMY, 3, r"(?P<q>\b(?:nobody|no one|no-one) (?:second[- ]?guess\w*|interferes?|checks?|tells? me|looks over)|\b(?:how|what) (?:i|we|you) (?:want|like)\b|leaves? (?:me|us|you|them|people|ems) alone|free hand|(?:full|complete|total) autonomy|carte blanche|hands[- ]off|(?:my|your|our) (?:own )?call|decides? (?:everything|alone|on (?:our|your|their|my|his|her) own)|talks me into|you decide|(?:i|we|ems) decide (?:what|how|everything)|own the (?:how|decisions?)|judged (?:only )?(?:by|on))\b[^?]{0,130}\b(?:results?|outcomes?|numbers|judged|measured|metrics|targets?|goals|reviewed|what (?:came|comes) out)\b").without("not isn't never customers"),
    Rule::level(AUTONOMY, 3, r"\b(?:numbers|results?|outcomes?)\b[^?]{0,60}(?P<q>\b(?:leaves? (?:me|us|you|them) alone|how (?:you|i|we) (?:get|do) (?:there|it) is|the rest is (?:mine|ours|yours)))\b").without("not isn't never customers"),
    Rule::level(AUTONOMY, 1, r"\b(?:up the chain|escalat(?:e|es|ed|ing)|(?:over |\x01 )(?:several |many |two )?desks|needs? (?:approval|sign-?off|his ok|her ok|a signature|a yes)|ask (?:first|permission|for permission)|must ask|has to ask|have to ask)\b").needs(&["every most often always everything any decision* each hire* spend* budget order* purchase weeks lot frequently many anything"]).without("not never nothing only customer* incident* except rarely conflict* nobody"),
    Rule::level(AUTONOMY, 2, r"\b(?:almost (?:everything|all)|nearly (?:everything|all)|most (?:decisions|calls|things)|mostly (?:own|my own|our own|free|autonomous|alone|left)|own (?:decisions?|roadmap|calls?)|decides? (?:on )?(?:their|our|my|your) own|only (?:the )?(?:budget|hires?|hiring|headcount|money|spend|big)|trusts? (?:us|me|you|the ems)|nobody checks|free to decide|leaves? (?:me|us|you|them) alone|nothing else|the rest (?:is|are) (?:mine|ours|theirs)|autonomy)\b").needs(&[DECIDING]).without("driving product car isn't never no result* outcome* little zero lack low without escalat* promot* open jobs"),
    Rule::level(AUTONOMY, 1, r"\b(?:anything|everything|any spend|all (?:spend|hires))\b[^.;?!]{0,30}\b(?:goes?|has to go|needs to go|must go) up\b").without("incident* customer*"),
    // How managers are judged.
    Rule::level(EVALUATION, 3, r"(?P<q>\b(?:360s?|survey|upward|team health|peers?|feedback)\b[^?]{0,150}\b(?:same (?:form|way|yardstick|criteria|template|process)|measured alike|every (?:mgr|manager)|consistent\w*|for everyone|for everybody|same form)\b)"),
    Rule::level(EVALUATION, 3, r"\b(?:rated|reviewed|judged|evaluated|measured) (?:by|with|through|via) (?:an? )?\x01").needs(&["same every all consistent* alike", "retention morale engagement growth people attrition exits"]),
    Rule::level(EVALUATION, 0, r"\bhow [^?]{0,30}managers[^?]{0,10}\?\W{0,4}(?P<q>did (?:we|you|they) ship)\b").also(QUESTION),
    Rule::level(EVALUATION, 3, r"\b(?:360\w*|upward (?:feedback|review)|\x01 degree|rated by \x01)\b").needs(&["same every all consistent* each calibrat* alike", "retention morale engagement growth people attrition team_health develop* stay* quit"]),
    Rule::level(EVALUATION, 1, r"\b(?:depends|uneven\w*|inconsistent\w*|varies|vary|arbitrary|lottery|luck|differs?|no common|some (?:ask|look|only)|all over the place)\b").needs(&[JUDGED]).without("salary pay"),
    Rule::level(EVALUATION, 1, r"\bdepends (?:entirely |a lot |very much |only |fully )?(?:on|upon) (?:the |your |whom |who |which )(?:studio head|director|boss|manager|you report|head|vp|skip)\b"),
    Rule::level(EVALUATION, 0, r"\b(?:only|nothing else|just|solely|purely|all that counts|period|full stop|end of|nothing but|did (?:we|you|they) ship|interests nobody|(?:nobody|no one) (?:cares|asks|looks)|on output|date hold)\b").needs(&["judged rated graded measured evaluat* review* counts counted assessed bonus held hold appraisal exceeds matters", "ship ships shipped shipping deliver* dates date output velocity deadline* features roadmap treat_your_people people_side date_hold"]).without("isn't never").also(UNSURE),
    Rule::level(EVALUATION, 2, r"\b(?:leadership|behaviou?rs?|people side|how you lead|team health|people growth|growing people|growth of (?:your|their) people|engagement|people)\b").needs(&["half third part_of weigh* #p count counts equally", "review* evaluat* rated rating judged assess* score* calibrat* measured performance bonus apprais*"]).without("no not never nothing only isn't open_roles"),
    // The manager's manager.
    Rule::level(SKIP, 0, r"\b(?:telling[- ]off|told off|via (?:your|my|the) (?:line|boss|manager)|through (?:the|your|my) (?:line|boss|chain|manager)|an earful|not possible|impossible|forbidden|frowned (?:up)?on|door(?:'s| is) (?:shut|closed)|come not near|can't get (?:near|to)|over the secretary|no way|unheard of|not done|(?:never|didn't|don't|can't) (?:once )?(?:met|seen|spoken|talked|speak|talk|meet|see|reach|go|hear)|gatekeep\w*|chain of command|no access|stay in your lane)\b").needs(&[ABOVE, "access meet* talk* reach door speak see chain line spoke* skip* near go going everything him her them contact above"]).without("why problem easy sure know you'd seat happening for_you promot* layer role").also(QUESTION),
    Rule::level(SKIP, 0, r"\bdoor(?:'s| is) (?:shut|closed)\b").without("opportunit* promot*"),
    Rule::level(SKIP, 0, r"\b(?:cto|cio|ceo|vp|director|skip[- ]level|boss's boss)\b[^?]{0,30}\?[^?]{0,90}(?P<q>\b(?:telling[- ]off|told off|via your line|through your (?:line|boss)))\b").also(QUESTION),
    Rule::level(SKIP, 2, r"\b(?:my )?door(?:'s| is) (?:always )?open\b").needs(&[ABOVE]),
    Rule::level(SKIP, 2, r"\b(?:nobody|no one|no-one) (?:bats|raises|looks|minds|blinks|cares)\b").needs(&[ABOVE]).also(UNSURE),
    Rule::level(SKIP, 1, r"\b(?:on request|if (?:you|one|i) asks?|you ask,? (?:and )?you get|when you ask|just ask|when asked|you can ask|(?:got )?a reason|writes? (?:him|her|them) an? (?:mail|e-?mail|email|note)|gets? (?:a )?slot|can book|book time|by request|upon request|have to ask|only if|makes? time when)\b").needs(&[ABOVE]).without("training course coach* salary raise").also(QUESTION | UNSURE),
    Rule::level(SKIP, 2, r"\b(?:just (?:grabs?|slacks?|writes?|calls?|texts?|walks?|goes|pings?|messages?|puts?|knocks?|pops?|books?)|(?:door|doors)(?:'s| is| are)? (?:is )?(?:always |literally )?(?:open|off)|open[- ]door|any ?time|normal thing|ask (?:him|her|them) anything|sits? (?:right )?next to|sitting in the next|office hours|whenever (?:i|you|they|we) (?:want|like)|skip[- ]?levels? (?:are |is )?(?:every|monthly|quarterly|normal|regular|routine))\b").needs(&[ABOVE]).without("never forbidden seat role soon no_open").also(UNSURE),
    Rule::level(SKIP, 2, r"\b(?:monthly|weekly|quarterly|regular|every (?:month|quarter|\x0f|\x07)) (?:\x0f|1:1|one-on-one|coffee|chat|lunch|slot)s?[^.;?!]{0,12} with ").needs(&[ABOVE]).without("my_manager my_boss career promot* no not customer*"),
    Rule::level(SKIP, 2, r"\bskip[- ]?levels?\b").needs(&["monthly quarterly regular* weekly every normal routine standing easy open"]).without("no not never isn't if_you_ask request ask rarely"),
];

#[cfg(test)]
mod tests {
    use crate::notes::prose::tests::check;

    #[test]
    fn levels_of_culture_are_suggested() {
        check(
            "peer_em_said",
            "For each hire, each tool, each trip she must ask the section head",
            &["culture.autonomy 1 ?"],
        );
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
        let talks = [
            ("next-step talk w/ Ann 2x/yr", "2"),
            ("career conversations with my boss per year: 0", "0"),
            ("Career dialogue with their boss: once p.a.", "1"),
            ("career 1:1 every 3 months", "4"),
            ("He has never asked me about my next step", "0"),
        ];
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

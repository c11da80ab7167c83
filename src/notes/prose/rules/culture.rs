//! `culture.*`: whether the organisation grows managers. Mostly levels, so mostly suggestions.

use crate::notes::prose::rule::mood::{DENIED, QUESTION, UNSURE, WISH};
use crate::notes::prose::rule::{Read, Rule};

const LADDER: &str = "culture.manager_ladder";
const TRACKS: &str = "culture.dual_track_parity";
const DEVELOPMENT: &str = "culture.manager_development";
const TALKS: &str = "culture.career_talks_per_year";
const AUTONOMY: &str = "culture.autonomy";
const EVALUATION: &str = "culture.manager_evaluation";
const CLARITY: &str = "culture.operating_clarity";
const SKIP: &str = "culture.skip_level_access";

pub(super) const RULES: &[Rule] = &[
    // Numbers.
    Rule::slot(TALKS, r"(?:career|growth|development|path|future|what's next|next step|where .{0,12}going|in \x07)\b.{0,120}?(?P<q>{n} (?:times |x |talks |conversations |chats |of them )?(?:a|per|each|every|/) ?(?:year|yr|annum))"),
    Rule::slot(TALKS, r"{n} (?:career|development|growth|path) (?:talks?|conversations?|chats?|discussions?|1:1s?|one-on-ones?|reviews?|check-?ins?)(?: (?:a|per|each|every|/) ?(?:year|yr|annum)| last year| in the last \x07| \x05)"),
    Rule::slot(TALKS, r"(?:career|development) (?:talks?|conversations?|chats?|discussions?)[^.;?!\x01]{0,30}?{n}(?: times|x)? ?(?:a|per|each|every|/) ?(?:year|yr)"),
    Rule::fixed(TALKS, 4.0, r"(?P<q>(?:(?:quarterly|every quarter|each quarter|once a quarter|per quarter|once per quarter)[^.;?!]{0,40}(?:career|what's next|development talk|growth talk|my path)|(?:career|development|growth|path)[^.;?!\x01]{0,20}(?:talks?|conversations?|chats?|discussions?|check-?ins?)[^.;?!]{0,24}(?:quarterly|every quarter|each quarter|once a quarter|per quarter|every three months)))"),
    Rule::fixed(TALKS, 2.0, r"(?P<q>(?:(?:twice a year|half-yearly|every (?:six months|half[- ]year|semester)|each semester|twice yearly|biannual(?:ly)?|two times a year)[^.;?!]{0,40}(?:career|what's next|development talk)|(?:career|development|path|next)[^.;?!\x01]{0,30}(?:talks?|conversations?|chats?|discussions?|check-?ins?)?[^.;?!]{0,24}(?:twice a year|half-yearly|every (?:\x07|half[- ]year|semester)|each semester|twice yearly|biannual(?:ly)?)))"),
    Rule::fixed(TALKS, 1.0, r"(?P<q>(?:(?:once a year|yearly|annually|annual)[^.;?!]{0,30}(?:career (?:talk|conversation|chat)|what's next)|(?:career|development) (?:talks?|conversations?|chats?|discussions?)[^.;?!]{0,24}(?:once a year|yearly|annually|one time a year|only at the annual review|at the annual review)))"),
    Rule::fixed(TALKS, 0.0, r"(?P<q>(?:never (?:had|talked|spoke|a)|not (?:one|once|a single)|no)[^.;?!]{0,30}(?:career (?:talk|conversation|chat|discussion)s?|about (?:my|her|his|their) (?:career|next step|future))[^.;?!]{0,30})").also(DENIED),
    Rule::slot(TALKS, r"\b(?:sits? (?:me|you|him|her|us|them) down|career|next step|where do i want)\b[^?\x01]{0,160}(?P<q>\b(?:so|makes|that's) {n} (?:times |x )?(?:a|per|by) (?:year|yr))"),
    Rule::fixed(TALKS, 0.0, r"\bcareer (?:chat|talk|conversation|discussion)s?[^?]{0,30}\. ?(?P<q>(?:he |she |i )?never had (?:a single one|one|any)\b)").also(DENIED | WISH),
    Rule::slot(CLARITY, r"(?:goals?|okrs?|raci|decision|conflict|channel|procedure|boxes|rfcs?).*?(?P<q>(?:i'd give (?:that|it|them)|so call it|call it|so|that makes|makes it|that's|=|i count|all|:|>) ?(?:a |me )*{s})"),
    Rule::slot(CLARITY, r"(?:of the four|out of the four|of four things|the four basics)[^.;?!\x01]{0,40}{n}"),
    Rule::fixed(CLARITY, 4.0, r"(?P<q>all \x01 (?:boxes|things|in place|of them|are there|ticked)[^.;?!]{0,24})"),
    Rule::fixed(CLARITY, 4.0, r"(?P<q>all four (?:boxes|things|in place|of them|are there|ticked)[^.;?!]{0,24})"),
    // A written ladder.
    Rule::level(LADDER, 3, r"(?P<q>[^.;?!]{0,60}\b(?:ladder|levels?|framework|career path|matrix)\b[^;?!]{0,120}\b(?:each promotion|every promotion|promotion (?:case|packet|doc)s?|promotions? (?:must|has to|have to|are|is|use|quote|refer)|used (?:for|in) (?:every |each |all )?promo\w*|promo (?:cases|packets|docs))\b[^.;?!]{0,40})"),
    Rule::level(LADDER, 0, r"(?P<q>\b(?:no (?:career |manager |management |written |engineering )*(?:ladder|levels|framework|career path)|(?:ladder|levels|career path|framework)[^.;?!]{0,16}(?:doesn't exist|does not exist|not yet|there is none|don't exist|not written)|(?:without|don't have|haven't got|has no|have no) (?:a |any )?(?:career )?(?:ladder|framework))\b)").also(UNSURE),
    Rule::level(LADDER, 1, r"(?P<q>[^.;?!]{0,24}\b(?:titles only|only titles|just titles|list of titles|titles,? (?:but )?no|titles without)\b[^.;?!]{0,30})"),
    Rule::level(LADDER, 2, r"(?P<q>[^.;?!]{0,40}\b(?:ladder|levels|framework|matrix|career path)\b[^;?!]{0,100}\b(?:(?:\x01|two|a|one) pages?|expectations|written|described|documented|spelled out|describes)\b[^;?!]{0,60}\b(?:leads? other leaders|manag(?:es?|ing) managers|director|m2|managers of managers|senior manager)\b[^.;?!]{0,20})"),
    Rule::level(LADDER, 2, r"(?P<q>[^.;?!]{0,40}\b(?:written|documented|published)\b[^.;?!]{0,30}\b(?:ladder|levels|framework|career path)\b[^;?!]{0,80}\b(?:manag(?:es?|ing) managers|director|m2|managers of managers|senior manager|leads? other leaders)\b[^.;?!]{0,20})"),
    Rule::level(LADDER, 2, r"(?P<q>each level has [^.;?!]{0,80})"),
    // Two tracks.
    Rule::level(TRACKS, 0, r"(?P<q>\b(?:management is the only way (?:up|to)|only way (?:up|to (?:earn|get) more)[^.;?!]{0,20}(?:is )?(?:management|managing)|no (?:ic|staff|technical|expert) (?:track|path|ladder)|to (?:get|earn) more you must manage)\b[^.;?!]{0,30})"),
    Rule::level(TRACKS, 3, r"(?P<q>[^.;?!]{0,60}\b(?:same pay|equal pay|paid the same|earns? (?:as much|the same|more than)|same (?:band|salary|standing)|equal standing)\b[^.;?!]{0,60}\b(?:director|managers?|m2|vp|staff|principal|ics?)\b[^.;?!]{0,30})"),
    Rule::level(TRACKS, 3, r"(?P<q>[^.;?!]{0,40}\b(?:staff|principal|ics?|distinguished)\b[^.;?!]{0,60}\b(?:same pay|equal pay|paid the same|earns? (?:as much|the same|more than)|same (?:band|salary|standing)|equal standing)\b[^.;?!]{0,40})"),
    Rule::level(TRACKS, 1, r"(?P<q>\b(?:on paper|in theory|officially|nominally)\b[^;?!]{0,50}\b(?:staff|principal|ic|expert|technical|dual|two)\b[^;?!]{0,60}(?:nobody|no one|empty|not used|unused|never|hardly|in practice|vacant)[^.;?!]{0,20})").also(UNSURE),
    Rule::level(TRACKS, 2, r"(?P<q>[^.;?!]{0,30}\b(?:expert|ic|technical|staff|individual contributor|dual|parallel|specialist|two|engineer)[ -](?:and manager |and management )?(?:tracks?|ladders?|paths?|career)\b[^.;?!]{0,60}\b(?:same number of levels|same levels?|parallel|up to|equivalent|mirrors?|in step|side by side|matching|level with)\b[^.;?!]{0,40})"),
    Rule::level(TRACKS, 2, r"(?P<q>\b(?:parallel|two|dual) (?:career )?(?:tracks|ladders|levels|paths)\b[^.;?!]{0,60})"),
    // Growing managers.
    Rule::level(DEVELOPMENT, 3, r"(?P<q>[^.;?!]{0,30}\b(?:programme|program|academy|curriculum|track)\b[^;?!]{0,120}\b(?:mentor\w*|coach\w*)\b[^;?!]{0,80}\b(?:stretch|rotation|assignments?|secondment|projects?)\b[^.;?!]{0,30})"),
    Rule::level(DEVELOPMENT, 3, r"(?P<q>[^.;?!]{0,30}\b(?:training|course|workshops?|classes)\b[^;?!]{0,80}\b(?:mentor\w*|coach\w*)\b[^;?!]{0,80}\b(?:stretch|rotation|assignments?|secondment)\b[^.;?!]{0,30})"),
    Rule::level(DEVELOPMENT, 2, r"(?P<q>[^.;?!]{0,30}\b(?:leadership|management|manager|managers'|managerial)[ -](?:course|training|meetups?|workshops?|academy|classes|programme|program|school|bootcamp|forum|circle)s?\b[^.;?!]{0,80})"),
    Rule::level(DEVELOPMENT, 2, r"(?P<q>\b(?:i|she|he|everyone|every (?:em|manager)|each (?:em|manager)|we|managers|ems|they)(?: all)? (?:have|has|get|gets|got|had) (?:an? |assigned |own |paid |external |a personal |their own )*(?:mentor|coach)\b[^.;?!]{0,60})"),
    Rule::level(DEVELOPMENT, 0, r"(?P<q>\b(?:no|zero|never had (?:any|a)|not any|without any) (?:manager |management |leadership |formal )?(?:training|development|coaching|mentoring|courses)\b[^.;?!]{0,40}(?:for (?:managers|ems)|of any kind|at all|whatsoever|none|nothing)?)"),
    // Who decides.
    Rule::level(AUTONOMY, 3, r"(?P<q>\b(?:do what you want|you decide|your call|own (?:the )?decisions?|i decide everything|free hand|full autonomy|complete autonomy|carte blanche|left to (?:run|decide))\b[^.;?!]{0,30}(?:show|result|outcome|review(?:ed)?|judged|number|end of)[^.;?!]{0,60})"),
    Rule::level(AUTONOMY, 3, r"(?P<q>[^.;?!]{0,40}\b(?:judged|reviewed|measured|held) (?:only )?(?:by|on|against|to) (?:the )?(?:results?|outcomes?)\b[^.;?!]{0,40})"),
    Rule::level(AUTONOMY, 0, r"(?P<q>[^.;?!]{0,40}\b(?:micro-?manag\w+|reads? every (?:pr|pull request|ticket|slack)|approves? every|every (?:decision|ticket|pr|estimate) (?:goes|needs|has)|controls everything|goes around (?:you|me|us|the ems)|rewrites? (?:my|our|your))\b[^.;?!]{0,60})"),
    Rule::level(AUTONOMY, 1, r"(?P<q>\b(?:(?:for )?(?:each|every) (?:hire|tool|trip|purchase|decision|change|spend)\b[^;?!]{0,50}\b(?:must|has to|have to|need(?:s)?|asks?|approval|sign-off|escalat\w+))[^.;?!]{0,50})"),
    Rule::level(AUTONOMY, 1, r"(?P<q>[^.;?!]{0,40}\b(?:escalat(?:e|es|ed|ing) (?:a lot|often|constantly|most|almost everything|everything)|(?:constant|frequent|lots of|much) escalation|most (?:things|decisions) (?:go|need|escalate))\b[^.;?!]{0,40})"),
    Rule::level(AUTONOMY, 2, r"(?P<q>[^.;?!]{0,20}\b(?:i approve|he approves|she approves|they approve|needs? approval|approval (?:only|is needed only)|only ask(?:s)?|sign-?off (?:only|just))\b[^;?!]{0,60}\b(?:nothing else|only|everything else|the rest|otherwise|beyond that)\b[^.;?!]{0,30})"),
    Rule::level(AUTONOMY, 2, r"(?P<q>[^.;?!]{0,30}\b(?:most (?:calls|decisions) (?:are|is|stay|i|we)|mostly (?:own|my own|our own|decide)|(?:decide|run) most (?:things|of it)|largely (?:autonomous|left alone|own)|rarely (?:need|ask|escalate))\b[^.;?!]{0,50})"),
    // How managers are judged.
    Rule::level(EVALUATION, 3, r"(?P<q>[^.;?!]{0,40}\b360s?\b[^;?!]{0,120}\b(?:same|consistent|every|all|morale|retention|growth)\b[^.;?!]{0,30})"),
    Rule::level(EVALUATION, 3, r"(?P<q>[^.;?!]{0,40}\b(?:rated|reviewed|judged|evaluated|measured) (?:by|with|through|via) (?:an? )?\x01[^;?!]{0,120}\b(?:same form|consistent|morale|retention|growth of people)\b[^.;?!]{0,30})"),
    Rule::level(EVALUATION, 1, r"(?P<q>\b(?:reviews?|ratings?|evaluation|calibration)[^.;?!]{0,24}\b(?:uneven|inconsistent|arbitrary|all over the place|vary|varies)\b[^.;?!]{0,30})"),
    Rule::level(EVALUATION, 1, r"(?P<q>\b(?:depends (?:entirely |a lot |very much |only )?(?:on|upon) (?:the |your |whom |who )(?:studio head|director|boss|manager|you report|head|vp|skip))\b[^.;?!]{0,50})"),
    Rule::level(EVALUATION, 2, r"(?P<q>[^.;?!]{0,30}\b(?:people|leadership|behaviou?rs?|team health|values)\b[^.;?!]{0,30}\b(?:half of|50|part of|count(?:s)?|weigh(?:s|ted)?|\x02|a third of)[^.;?!]{0,20}\b(?:rating|review|bonus|delivery|score|evaluation|grade)\b[^.;?!]{0,50})"),
    Rule::level(EVALUATION, 0, r"(?P<q>\b(?:did (?:we|you|they) ship|delivery only|only (?:on )?delivery|shipping is all|(?:judged|measured|rated|evaluated) (?:only|solely|purely|just) (?:on|by) (?:delivery|shipping|output|velocity|launches|dates|deadlines)|nothing but delivery)\b[^.;?!]{0,30})"),
    // The manager's manager.
    Rule::level(SKIP, 2, r"(?P<q>[^.;?!]{0,40}\b(?:skip[- ]levels?|(?:director|vp|cto|boss's boss|manager's manager))\b[^;?!]{0,60}\b(?:open door|door is (?:always )?open|any ?time|every (?:month|quarter|six weeks|\x0f)|monthly|quarterly|just (?:walk in|book|message|ping)|normal|regular(?:ly)?|routine|standing)\b[^.;?!]{0,40})").also(QUESTION),
    Rule::level(SKIP, 0, r"(?P<q>[^.;?!]{0,40}\b(?:skip[- ]levels?|boss's boss|manager's manager|above (?:my|your|her|his) (?:boss|manager))\b[^;!]{0,60}\b(?:not possible|impossible|never|forbidden|frowned|closed|no way|unheard|not done|doesn't happen|not welcome|no\.)\b[^.;?!]{0,30})").also(QUESTION),
    Rule::level(SKIP, 1, r"\bskip[- ]?levels?\b[^.;]{0,40}?(?P<q>\b(?:possible (?:when|if) you ask|when you ask|if you ask|on request|you ask|by request|you can ask|ask and you get|upon request|when (?:i|you|we) (?:want|need)|you can book)\b[^.;?!]{0,50})").also(QUESTION | UNSURE),
    Rule::level(SKIP, 1, r"(?P<q>[^.;?!]{0,30}\b(?:director|vp|cto|boss's boss|manager's manager)\b[^;?!]{0,50}\b(?:on request|if you ask|when you ask|makes? time when asked)\b[^.;?!]{0,20})").also(UNSURE),
];

const TALK_WORDS: &str = "sits sit talk* conversation* chat* discuss* convo* check_in* checkin* review* sit_down* meeting* session* 1s ones speak spoke dialog*";
const CAREER_WORDS: &str = "where_next what_next career* growth development path next_step future idp idps progression aspirations";

/// Short patterns whose sentence must also speak of the right things, in any order. After everything closer.
pub(super) const LOOSE: &[Rule] = &[
    Rule::new(TALKS, Read::PerYear, r"\bevery {u}").needs(&[TALK_WORDS, CAREER_WORDS]).without("salary pay code"),
    Rule::fixed(TALKS, 2.0, r"\b(?:twice(?: a| per|\W{1,2}year)?|two times|bi-?annual\w*|semi-?annual\w*|half-?yearly|each half|every half(?:[- ]year)?|2x)\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("salary pay should"),
    Rule::fixed(TALKS, 4.0, r"\b(?:quarterly|(?:once (?:a|per)|every|each|per) quarter)\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("salary pay should okr* goals"),
    Rule::fixed(TALKS, 12.0, r"\b(?:monthly|(?:once (?:a|per)|every|each|per) month)\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("salary pay should"),
    Rule::fixed(TALKS, 1.0, r"\b(?:yearly|annually|annual|(?:once (?:a|per)|every|each|per) year|one a year)\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("salary pay should grew %"),
    Rule::slot(TALKS, r"{n}[^.;?!\x01]{0,30}?(?:a|per|each|every|this|last|by|in the) (?:year|yr)\b").needs(&[TALK_WORDS, CAREER_WORDS]).without("salary pay should"),
    Rule::slot(TALKS, r"(?:^|[?:=>] ?\W{0,3}){n}(?:$|[ .,;)])").needs(&["how_often how_many", CAREER_WORDS, TALK_WORDS]),
    Rule::fixed(TALKS, 0.0, r"\b(?:never|none|zero|not once|not one|no)\b").needs(&[CAREER_WORDS, "talk* conversation* chat* discuss* convo* dialog*"]).without("ladder track path salary yet training").also(DENIED),
    Rule::slot(CLARITY, r"(?:{s})").needs(&["goals okr* decision* conflict* channel* boxes four clarity raci rfc*", "place there have tick* count* four clarity"]),
    Rule::level(LADDER, 0, r"\b(?:no|none|not|nothing|without|never|isn't|doesn't|don't)\b").needs(&["ladder* career_framework leveling levelling manager_track management_track career_path levels competency_matrix career_ladder"]).without("only just names salary sure know used ics_ladder pages written skip each_month"),
    Rule::level(LADDER, 1, r"\b(?:list (?:of|with) titles|titles)\b").needs(&["ladder* framework levels level track titles", "only just no without descriptions description nothing else"]).without("pages expectations"),
    Rule::level(LADDER, 3, r"\b(?:ladder|framework|levels|matrix)\b").needs(&["promot* promo* calibration packet*", "written published open wiki public documented github handbook doc", "used use quote refer against every each based"]).without("no not never nobody isn't"),
    Rule::level(LADDER, 2, r"\b(?:ladder|framework|levels|matrix)\b").needs(&["written wrote documented published doc pdf wiki notion confluence writing handbook described pages", "manager* em management director* m2 head senior_manager"]).without("no not never isn't only titles doesn't"),
    Rule::level(TRACKS, 0, r"\b(?:only way|no (?:ic|staff|technical|expert) (?:track|path|ladder|career))\b").needs(&["up manag* earn more track path ladder money manager"]),
    Rule::level(TRACKS, 3, r"\b(?:same|equal|equals|=|parity|as much as|on a par|identical)\b").needs(&["staff principal ic ics distinguished expert fellow", "pay paid comp band* salary salaries standing money", "manager* director* em ems management"]).without("no not never isn't supposedly paper theory"),
    Rule::level(TRACKS, 1, r"\b(?:on paper|in theory|officially|nominally|supposedly|theoretically)\b").needs(&["staff principal ic ics track* ladder* expert technical"]).also(UNSURE),
    Rule::level(TRACKS, 2, r"\b(?:parallel|dual|two|both|mirror\w*|equivalent|separate)\b").needs(&["track* ladder* path* levels", "staff principal ic ics technical expert engineer engineers management manager*"]).without("no not never isn't paper theory pay paid"),
    Rule::level(DEVELOPMENT, 0, r"\b(?:no|none|nothing|never|zero|not)\b").needs(&["training trainings course* coach* mentor* workshop* development programme program l&d", "manager* em ems leader* new_manager* leadership"]).without("outside you your product customers formal only but way"),
    Rule::level(DEVELOPMENT, 3, r"\b(?:programme|program|academy|curriculum|scheme)\b").needs(&["train* course* workshop*", "mentor* coach*", "stretch rotation* assignment* secondment* project*"]).without("no not"),
    Rule::level(DEVELOPMENT, 1, r"\b(?:ad hoc|ad-hoc|now and then|occasional\w*|sometimes|once in a while|if you ask|on request|lunch(?:es)? with|a book|here and there)\b").needs(&["training course* coach* mentor* workshop* development develop* conference* budget learn* has_lunch manager* growing grow"]).without("tomorrow together home").without("code customers demo"),
    Rule::level(DEVELOPMENT, 2, r"\b(?:training|course|courses|workshops?|coach|coaching|mentor|mentoring|leadership (?:programme|program))\b").needs(&["manager* em ems leader* lead leadership new_manager*", "get gets got have has paid pays budget external every each all company offers offer two-day days sends assigned runs run"]).without("no not never nothing none should would want isn't didn't transition* promot* 30 switch*"),
    Rule::level(AUTONOMY, 0, r"\b(?:micro-?manag\w*|breathing down|control freak|every (?:decision|pr|ticket|estimate|detail)|signs? off (?:on )?every\w*|approve everything|without (?:him|her|his|asking)|overrul\w+|reorders|rewrites|reads every)\b").needs(&["he she they her him founder ceo cto boss director me my our you hm"]).without("not isn't nobody no never doesn't"),
    Rule::level(AUTONOMY, 3, r"\b(?:leaves? (?:me|us|you|them|people|ems) alone|full autonomy|complete autonomy|free hand|decides? alone|decide on (?:our|your|their) own|hands[- ]off|no one (?:tells|checks)|my call|your call|own the (?:how|decisions?))\b").needs(&["result* outcome* numbers quarter* review* judged measure* goal* target* metrics"]).without("not isn't never"),
    Rule::level(AUTONOMY, 2, r"\b(?:own (?:decisions?|roadmap|calls?)|decides? (?:on )?(?:their|our|my|your) own|mostly (?:own|free|autonomous|left)|most (?:decisions|calls|things)|trusts? (?:us|me|you|the ems)|nobody checks|free to decide|leaves? (?:me|us|you|them) alone|autonomy)\b").needs(&["em ems manager* decision* decide* roadmap hire hires team teams you i we she he"]).without("not isn't never no result* outcome* little zero lack low without"),
    Rule::level(AUTONOMY, 1, r"\b(?:escalat\w+|needs? (?:approval|sign-?off|his ok|her ok)|ask (?:first|permission|for permission)|goes up|approval)\b").needs(&["every most often always everything decision* hire* spend* budget anything lot frequently many"]).without("not never nothing only customer* incident* except rarely"),
    Rule::level(EVALUATION, 0, r"\b(?:on output|nothing else is counted|date hold)\b").needs(&["judged graded counted rated measured output manager* held hold"]),
    Rule::level(EVALUATION, 0, r"\b(?:only|nothing else|just|solely|all that counts|purely)\b").needs(&["judged rated graded measured evaluated review* counts counted assessed evaluation bonus", "deliver* output dates date shipping ship velocity deadlines features roadmap"]).without("not isn't never"),
    Rule::level(EVALUATION, 3, r"\b(?:360\w*|upward (?:feedback|review)|\x01 degree)\b").needs(&["same every all consistent* each calibrat*", "retention morale engagement growth people attrition team_health develop*"]),
    Rule::level(EVALUATION, 2, r"\b(?:leadership|behaviou?rs?|people side|how you lead|team health|people growth|growing people|growth of (?:your|their) people|engagement)\b").needs(&["review* evaluat* rated rating judged count* weigh* half assess* score* calibrat* measured performance"]).without("no not never nothing only isn't"),
    Rule::level(EVALUATION, 1, r"\b(?:depends|uneven\w*|inconsistent\w*|varies|arbitrary|lottery|luck|differs?|no common)\b").needs(&["review* evaluat* rated rating* judged calibrat* assess*"]).without("salary pay"),
    Rule::level(SKIP, 0, r"\bdoor(?:'s| is) (?:shut|closed)\b").also(DENIED),
    Rule::level(SKIP, 0, r"\b(?:no|never|closed|shut|impossible|not|can't|gatekeep\w*|don't|didn't)\b").needs(&["skip skip_level skip_levels vp cto ceo director's door", "access meet* talk* reach door 1 speak see chain line hear"]).without("why not_only problem only no_problem easy sure know"),
    Rule::level(SKIP, 2, r"\b(?:skip[- ]?levels?|open door|office hours|(?:the )?(?:cto|vp|ceo|director)(?:'s)? (?:door|calendar)|grab (?:the|a) (?:coffee|slot)|book (?:me|him|her|time|a slot)|in (?:his|her|their) calendar|my door is open|door(?:'s| is)? (?:always )?open)\b").needs(&["easy normal* every monthly quarterly regular* weekly anytime whenever open often just always calendar any encouraged month quarter like normal_thing whenever_they"]).without("no not never isn't if_you_ask request ask rarely"),
    Rule::level(SKIP, 1, r"\b(?:on request|if (?:you|one|i) asks?|by request|upon request|have to ask|when asked|only if)\b").needs(&["skip skip_level skip_levels vp cto ceo director* boss's"]).also(UNSURE),
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

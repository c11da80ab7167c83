//! `company.*`: size, growth, plans, and what others say. Events and openings have files of their own.

use super::keys::{CUSTOMERS, HEADCOUNT, HEADCOUNT_GROWTH, NEWS, PLAN, RATING};
use crate::notes::prose::rule::Read::Minus;
use crate::notes::prose::rule::Rule;
use crate::notes::prose::rule::mood::{DENIED, ELSEWHERE, QUESTION, UNSURE, WISH};

/// The company as a whole.
macro_rules! firm {
    () => {
        r"(?:(?:the |our |their |this |whole |entire |wider |total |overall )*(?:company|firm|start-?up|scale-?up|business|bank|corporation|corp|agency|enterprise|whole (?:group|org|organi[sz]ation|place|thing|shop)|group as a whole|org as a whole)(?:'s)?)"
    };
}

/// People, counted.
macro_rules! heads {
    () => {
        r"(?:people|persons|employees|staff|staffers|folks|folk|heads|ppl|peeps|collaborators|colleagues|souls|full-timers|ftes?|fte's|workers|associates|humans|of us|strong|faces|employed|mitarbeiter|headcount|hc)\b"
    };
}

/// What may stand between the company and its number.
macro_rules! link {
    () => {
        r"(?:[ :=|,(\x22-]+(?:is|are|was|were|at|of|has|have|had|now|currently|today|stands?|sits|counts?|employs?|employing|with|total|overall|worldwide|globally|size|count|number|headcount|head count|just|grown|grew|reached|hit|passed|crossed|down|up|to|some|somewhere|says?|shows?|said|as|a|staff|bit|well|call it|like|be|must|in total|all in|all|rn|right|counting|listed|on|li|linkedin|fte|average|lies|comes|runs|numbers|totals?)){0,6}[ :=|,(\x22-]+"
    };
}

/// What may follow a bare count of people.
macro_rules! then {
    () => {
        r#"(?:$|[^a-z \x01-\x07-]| ?[(\x05\x06]| (?:[^a-z \x01-\x04]|now|rn|today|currently|right now|in (?:total|all|\x01 (?:countries|offices|locations|sites|cities)|the (?:whole |entire )?(?:company|firm|business|group))|total|overall|altogether|all in|all told|worldwide|globally|company-?wide|across|and|but|at the|as of|after|up|down|or so|ish|since|last|incl\w*|with|there|here|on the payroll|listed|these days|atm|before|so)\b)"#
    };
}

/// Parts of a company, or people who are counted for another reason.
const PART: &str = "eng engineering engineer engineers dept department departments departement division unit tribe team teams squad squads pod r_d tech platform product sales marketing support office hub plant warehouse report reports reporting manage manages managed lead leads led under cut cuts layoff* laid let_go redundan* lost hire hired hires hiring applied applicants candidate* interview* panel customer* client* user* users attend* conference event meetup her_group his_group my_group our_group her_org his_org my_org our_org followers open openings profiles_of had_been";

/// The same without words of engineering: `300 employees, 90 in engineering`.
const AFFECTED: &str = "notice line_manage reporting_directly in_direct_report cut cuts layoff* laid let_go redundan* lost hire hired hires hiring join joined joining left leaving quit serve serves rated rating reviews affected shed sacked fewer additional dept department departement team squad tribe customer's client's candidates applicants interview* bringing brings brought of_its_own";

const NOT_GROWTH: &str = "revenue revenues sales arr mrr gmv customer* client* user users traffic order orders turnover bookings profit profits margin volume subscribers subscription* salary pay comp rent price prices costs bonus equity market downloads parcels attrition valuation will plan* coming next target* budget* forecast* want* aim* goal eng engineering engineer* dev devs r_d tech department dept neighbour* neighbor* next_door sister laid layoff* cut team teams";
const NOT_COMPANY_GROWTH: &str = "revenue revenues sales arr mrr gmv customer* user users traffic orders turnover bookings profit volume subscribers salary pay will plan plans target* budget* forecast* want* aim* goal";
const NOT_GROWN: &str = "revenue revenues sales arr mrr gmv user users traffic orders turnover bookings profit volume subscribers salary pay price* costs eng engineering engineers devs r_d tech department dept team teams neighbour* neighbor* next_door sister laid layoff*";
const STAFF: &str = "company company_wide headcount head_count employee* staff workforce personnel payroll overall total firm we've we linkedin aggregator regulator_filing people hc business group";
const YEARLY: &str = "twelvemonth 12mo #d #u year yr yoy y_y annually ttm yearly p_a";
const SHRINKING: &str = "shrank shrunk shrink* fell fallen decline* declin* decrease* smaller dropped contracted down minus lost loss fewer";
const GROWING: &str = "grew grow* growth up increas* expand* added rose risen bigger larger more change";
const PLANNING: &str = "should_be signed_off set_to plan plans planned planning planed will going_to budget budgeted budgets target targets targeting targeted aim aims aiming want wants expect* intend* forecast* approved projected goal headcount_plan growth_plan hiring_plan we'll they'll roadmap foreseen";
const AHEAD: &str = "#u #d coming next year following fy fy27 fy28 h1 h2 months";
const NO_PLAN: &str = "last_year fluctuation revenue revenues sales arr mrr gmv customer* client* user users traffic salary pay bonus equity costs market price* margin churn attrition utilisation coverage tests of_the_time full_time part_time effort vest* remote tax";
const NO_LOOSE_PLAN: &str = "hopes personally wishes fluctuation revenue revenues sales arr mrr gmv customer* client* user users traffic salary salaries pay paid bonus equity costs market price* margin churn attrition utilisation coverage tests of_the_time full_time part_time effort vest* remote tax grew grown last past yoy laid cut layoff* if shrink* smaller raise raises";
const GROW_PLAN: &str = "grow* headcount hire hires hiring people bigger staff staffing team* increas* engineers expan* growth eng add adding more scale heads hc";

/// What is clear.
pub(super) const RULES: &[Rule] = &[
    // Ratings; those of single topics are none of the company.
    Rule::skip(r"\b(?:balance|culture|values|career\w*|opportunit\w+|compensation|comp|benefits|pay|management|leadership|diversity|inclusion|difficulty|outlook|ceo|perks|atmosphere)[^.;,?!\x01\x04]{0,14}?(?:{n}|{s})").needs(&["employee_reviews"]),
    Rule::slot(RATING, r"\b(?:overall|rating|score|scored?|rated|stars?|average|avg|company|total|gesamt|glassdoor|kununu|blind|indeed|comparably|now|stands at|currently)\b[^.;?!\x01\x04]{0,16}?(?:{n}|{s})(?:$|[^a-z\x01-\x07]| ?[(/*]| (?:stars?|overall|out|from|based|on|of|with|and|now|points)\b)").needs(&["employee_reviews"]).without("was used_to joined difficulty before_i ago complain* single"),
    Rule::slot(RATING, r"@employee_reviews (?P<q>\W{0,4}(?:{n}|{s}))(?:,|$|;| (?:out|of|overall|from|on|in|based|-|\(|stars?)|\. |\.$)").without("used_to joined complain* single"),
    Rule::slot(RATING, r"\b(?:glassdoor|kununu|blind|indeed|comparably)\b[^.;?!\x01\x04]{0,30}?(?:{n}|{s})(?: stars?| overall| ?\(|,|$|\.|/| out| on| now)").without("was used_to target goal"),
    // Growth that is over, before plans: *grew 40% and wants to add another 30%*.
    Rule::slot(HEADCOUNT_GROWTH, r"\b(?:grew|grown|swelled|swollen|shot up|rose|risen|went up|increased|climbed|jumped|ballooned|mushroomed|expanded)(?: (?:by|about|roughly|around|some|almost|over|nearly|headcount|staff|another))* {p}").needs(&["headcount head_count employee* staff workforce personnel payroll company firm business", YEARLY]).without(NOT_GROWN).yearly(),
    Rule::slot(HEADCOUNT_GROWTH, r"\b(?:headcount|workforce|staff|company|payroll)(?: has| have)?(?: more than)? {x}(?: in size)? {lastyear}").yearly(),
    // Plans of growth.
    Rule::slot(PLAN, r"\b(?:plans?|planning|intends?|aims?|wants?|expects?|going|set|will|'ll|budget[a-z]*|lets|allows)(?: the)?(?: company| us| them| staff| headcount)? (?:to )?(?:grow|expand|add|increase|get|be)(?: \x22?[a-z]+){0,3}? (?:by )?\x22?{p}").needs(&[AHEAD]).without(NO_PLAN).also(WISH).plan(),
    Rule::slot(PLAN, r"\b(?:plans?|planned|planning|planed|budget(?:ed)?|target(?:ing)?|aim(?:ing)?|goal|forecast|intends?|wants? to|expects?|will)\b[^.;?!\x02]{0,50}?{p}(?:[^.;?!\x02]{0,40}?(?:{U}|{D}|year|fy\d))").needs(&[GROW_PLAN]).without(NO_PLAN).also(WISH).plan(),
    Rule::slot(PLAN, r"\b(?:growth|hiring|headcount) (?:plan|target|budget|planned|forecast|goal)\b[^.;?!\x02]{0,24}?{p}").without(NO_PLAN).plan(),
    Rule::slot(PLAN, r"\b(?:plan|budget|target)\w*[^.;?!\x02]{0,20}{p} (?:headcount |staff )?(?:growth|increase|more (?:people|staff|engineers|heads))").without(NO_PLAN).plan(),
    Rule::slot(PLAN, r"\b(?:next|coming|following) {U}\W{1,3}(?:about |plus |another |\+)*{p}").without(NO_LOOSE_PLAN).plan(),
    Rule::slot(PLAN, r"{p} (?:[a-z]+ )?(?:in|over|within|during|for) (?:the )?(?:next|coming|following) {U}").without(NO_LOOSE_PLAN).also(WISH).plan(),
    Rule::slot(PLAN, r"{p}").needs(&[PLANNING, GROW_PLAN, AHEAD]).without(NO_LOOSE_PLAN).also(WISH).plan(),
    Rule::slot(PLAN, r"{x}").needs(&[PLANNING, AHEAD]).without("revenue sales arr customer* users capacity salary if").also(WISH).plan(),
    Rule::fixed(PLAN, 0.0, r"\b(?:no|zero|without|not any) (?:headcount |net |further |staff |more )*(?:growth|hiring|new hires|increase)(?: (?:is|was|are))?(?: (?:planned|budgeted|foreseen|in the (?:plan|budget)))|\b(?:headcount|hiring|staff|head count|team size|hc)[^.;?!]{0,24}? (?:flat|frozen|stable|level)\b").needs(&["plan plans planned planning will stays stay remains budget* foreseen keep", AHEAD]).without("last past was were revenue if").also(DENIED).plan(),
    // Growth in the last year.
    Rule::new(HEADCOUNT_GROWTH, Minus, concat!(r"(?:\b|^)(?:", firm!(), r"|headcount|head count|overall|total|all staff|workforce|employees|staff(?: numbers)?|we(?:'ve)?|they(?:'ve)?|hc)(?: (?:has|have|is|are|been|also))*[ :]+(?:[a-z]+ )?{shrink}(?: (?:by|about|headcount|in size|of|staff|its))* ?{p}")).needs(&[YEARLY]).without(NOT_COMPANY_GROWTH).yearly(),
    Rule::slot(HEADCOUNT_GROWTH, concat!(r"(?:\b|^)(?:", firm!(), r"|headcount|head count|hc|overall|total|all staff|workforce|personnel|employees|staff(?: numbers| count)?|employee (?:count|numbers)|number of employees)(?: (?:has|have|is|are|was|been|also|there|here|really|just|itself|as a whole|a lot))*[ :=,|(]+(?:hired a lot too, )?(?:{grow}|went up|has gone up)(?: (?:by|of|with|at|around|headcount|in size|staff|employees|head count|the company|rate))*[ :=|(]+\x22?{p}")).needs(&[YEARLY]).without("will plan plans target* budget* forecast* want* aim* goal").yearly(),
    Rule::slot(HEADCOUNT_GROWTH, r"\b(?:company(?:-wide)?|headcount|head count|hc|employees|staff|total|overall)[ :=,(]+{p},? ?{lastyear}").without("revenue sales arr customers attrition turnover remote salary plan target").yearly(),
    Rule::slot(HEADCOUNT_GROWTH, r"\b(?:headcount|head count|hc|employees?|company(?:-wide)?|staff|workforce|people|total)(?: [a-z]+){0,2}? (?:growth|change|increase)\b[^.;?!\x02]{0,40}?{p}").without(NOT_COMPANY_GROWTH).yearly(),
    Rule::slot(HEADCOUNT_GROWTH, r"{p} (?:[a-z]+ )?(?:headcount|employee|company|company-wide|staff|workforce|total)(?: [a-z]+)? (?:growth|increase)").without(NOT_COMPANY_GROWTH).yearly(),
    Rule::slot(HEADCOUNT_GROWTH, r"\b(?:company|company-wide|whole (?:company|firm)|total headcount)(?: as a whole| overall| itself)?[ :=,(]+{p}").needs(&[GROWING, YEARLY]).without(NOT_COMPANY_GROWTH).yearly(),
    Rule::slot(HEADCOUNT_GROWTH, r"(?:^|[.;,:\x22(] ?|@\w+ |\b(?:and|that|so) )(?P<q>(?:we|they)(?:'ve| have| had)? (?:grew|grown)(?: headcount| the company| staff| in size| by| about)* {p})").needs(&["recruiter_said company_marketing company_record aggregator unknown press_independent company headcount employees staff", YEARLY]).without(NOT_GROWTH).yearly(),
    Rule::new(HEADCOUNT_GROWTH, Minus, r"{p}").needs(&["headcount head_count employee* staff workforce company firm aggregator", SHRINKING, YEARLY]).without(NOT_GROWTH).yearly(),
    Rule::slot(HEADCOUNT_GROWTH, r"{p}").needs(&[STAFF, GROWING, YEARLY]).without(NOT_GROWTH).yearly(),
    // Everybody who works there.
    Rule::slot(HEADCOUNT, r"\b(?:we|they)(?:'re| are| were|'d be| is)(?: now| about| around| already| at)* {n} strong\b").without("department dept team squad engineers"),
    Rule::slot(HEADCOUNT, r"\b(?:total (?:profiles|people|employees|members|staff)[^.;?!\x01:]{0,40}|(?:persons|people|staff) employed|(?:no|number|nr)  ?of (?:employees|staff|people|persons)(?: {D})?) ?[-:=] ?{n}").without("department dept team squad open hired"),
    Rule::slot(HEADCOUNT, r"{n} (?:people|persons|employees|folks|heads|ppl|souls|staff)\x22? (?:in total|overall|altogether|all told|all in|in all)\b").without("department dept departement team squad tribe customers interviewed open reports line_manage laid cut").least(5.0),
    Rule::slot(HEADCOUNT, concat!(r"(?:^|[^a-z]|\b(?:the|our|their|this|my) )(?P<q>", firm!(), link!(), r"{n}(?: ", heads!(), r")?)", then!())).without("ago_was customers clients dept_is"),
    Rule::slot(HEADCOUNT, concat!(r"(?:^|[.,;|(\x22>!] ?|\b(?:the|total|company|overall|our|their|current|global|whole|full|and|with|of|has|average|fy|official|reported|all|is|says|shows|said|wide|worldwide|[a-z]:|size:|linkedin:|numbers:|facts:|record:|profile:) ?|@\w+ )(?P<q>(?:total |average |avg |mean |monthly )*(?:headcount|head count|hc|employees|number of employees|no  ?of employees|# (?:of )?employees|employee (?:count|base|number)s?|staff|staff count|workforce|payroll|company size|size|all employees|all staff|ftes?|fulltime employees|full-time employees)(?: \(?(?:total|overall|company|company-?wide|all|global|worldwide|fte|average|avg|year-end|during the year)\)?)*", link!(), r"{n}(?: ", heads!(), r")?)", then!())).without("dept department departement team squad tribe engineering_headcount eng_headcount cut layoff* laid hire hired sales_headcount marathon notice warn line_manage").least(5.0),
    Rule::slot(HEADCOUNT, r"{n}[- ](?:person|people|employee|head|man|strong|ppl|fte)[- ](?:[a-z]+ ){0,3}?(?:company|startup|start-up|scale-?up|firm|business|outfit|shop|bank|agency|place|organi[sz]ation)\b"),
    Rule::slot(HEADCOUNT, r"\b(?:employs?|employing|employed|workforce of|staff of|payroll of|headcount of) (?:now |currently |some |a total of )?{n}").without("dept department departement team squad eng engineers customers"),
    Rule::slot(HEADCOUNT, r"\b(?:company|firm|business|startup|company count|overall)\b[^?.]{0,30}\?[^.;?!\x01]{0,30}?{n}(?:$|[,.;)\x22]| (?:people|in total|now|total|employees|all))").without("engineers eng engineering dept department team teams grew growth offices year founded").also(QUESTION).least(12.0),
    Rule::slot(HEADCOUNT, concat!(r"(?:\bhead ?count|\bcompany size|\bsize|\bemployees)\?\W*(?:[a-z]+: ?)?(?:[a-z']+ ){0,2}?(?P<q>{n})(?: ", heads!(), r")?", then!())).without("engineers eng engineering dept department team").also(QUESTION),
    Rule::slot(HEADCOUNT, r"(?P<q>{n} (?:people|persons|employees|staff|folks|heads|ppl|souls|colleagues)?)(?: (?:in total|total|overall|now|today|altogether|worldwide|strong|all in|in the company))?[,;:( ]{1,3}(?:of (?:whom|which|them|those|these),? )?(?:with |and |thereof |incl\w* |eng(?:ineering)?(?: is)? |tech(?: is)? )*(?:{N}|half|a third|two thirds|most) ?(?:of (?:them|whom|those|these|us) ?)?(?:are |is |work )?(?:in |on )?(?:the )?(?:eng\b|engineering|engineers|engs\b|devs\b|developers|tech\b|r&d)").without("dept department departement team squad tribe unit division office hub").least(12.0),
    Rule::slot(HEADCOUNT, r"{n} (?:people|persons|employees|folks|heads|ppl|colleagues|staff|humans|of us|strong)\x22? (?:[a-z]+ )?(?:in total|total|overall|altogether|all in|all told|worldwide|globally|company-?wide|across (?:the )?(?:company|business|firm|group|globe|world|\x01 (?:offices|countries|sites|locations|continents|cities))|(?:in|at) (?:the )?(?:whole |entire |wider )?(?:company|firm|business|start-?up|bank)|on (?:the |their )?payroll|work(?:ing)? (?:here|there)|working (?:for|at)|employed|incl\w* (?:the )?founders)").without(PART),
    Rule::slot(HEADCOUNT, concat!(r"{n} ", heads!(), r" (?:[a-z]+ ){0,2}?(?:in|across|over|from|at) \x01 (?:countries|offices|sites|locations|continents|cities|nations)")).without("eng engineering engineer engineers dept department developers customer* client* our_customers"),
    Rule::slot(HEADCOUNT, r"(?P<q>{n} (?:full-?[ ]?time |permanent |total |listed |overall |associated )*(?:employees|staff|staffers|ftes?|fte's|full-timers|members of staff|associated members|associated employees|souls))(?:$|[^a-z ]| ?[(]| [^i]| i[^n]| in (?:total|all|the (?:whole |entire |wider )?(?:company|firm|group|business|us|uk|world)|europe|\x01|several|many|[a-z]+ and|20))").without(AFFECTED).least(5.0),
    Rule::slot(HEADCOUNT, concat!(r"(?:^|[.;,:!?\x22(>-] ?|@\w+ |\b(?:so|and|but|that|said|says|now|think|overall|total|altogether|all|company) )(?P<q>(?:we|they)(?:'re| are|re| r| have| employ| count| were|'ve hit|'ve passed| hit| passed| crossed|'ve crossed|'re at|'ve reached| reached)(?: (?:now|at|currently|today|just|around|like|a total of|up to|down to|past))* {n}(?: ", heads!(), r")?)", then!())).needs(&["recruiter_said aggregator company_record company_marketing forum_post unknown company firm startup total overall worldwide linkedin headcount employees in_eng in_engineering engineering engineers"]).without("dept department departement team teams squad squads tribe unit customer* client* open openings reqs roles reports managers ems office offices hire hired interview* countries").least(10.0),
    Rule::slot(HEADCOUNT, r"\b(?:passed|crossed|hit|reached|topped|surpassed|past) (?:the )?(?P<q>{n}(?:[- ](?:mark|person|people|employees?|folks|heads|staff|headcount|ppl))+)\b").without(PART),
    Rule::slot(HEADCOUNT, r"\b(?:be|reach|grow to|get to|scale to|going to|go to|hit|to|target|plan|goal|targeting) (?:is |of |for |a |says |at |about |headcount |total |company )*(?P<q>{n} (?:people|employees|heads|staff|folks|ppl|colleagues|persons)?) ?(?:total |overall |company-?wide )?{D}").needs(&["company headcount people employees heads staff firm we'll they'll folks ppl persons colleagues"]).without("eng engineering engineer* devs developers dept department team teams squads customer* client* reports ems managers offices open reqs if").also(WISH),
    Rule::slot(HEADCOUNT, r"(?:target|plan(?:ned|s)?|goal|aim|budget)\b[^.;?!\x01]{0,30}?{n} (?:people|employees|persons|heads|staff|colleagues)\b[^.;?!]{0,24}?(?:{D}|by|company|total|overall)").without("hire hiring recruit add more eng engineering engineer* devs dept department team teams squads customer* if").also(WISH),
    Rule::slot(HEADCOUNT, concat!(r"(?:^|[.,;:(\x22>] ?|@\w+ |\bover |\bis )(?P<q>{n} (?:people|ppl|folks|persons|colleagues|heads|souls))", then!())).needs(&["recruiter_said company_marketing aggregator company_record"]).without(PART).least(60.0),
];

/// What has to be judged: the tone of the press and of customers.
pub(super) const LOOSE: &[Rule] = &[
    // What the headlines say.
    Rule::level(NEWS, -2, r"\b(?:substantial doubt|solvency|special monitor|regulator (?:appoints|steps in|opens)|closures|fear for|(?:second|third) ceo departure|bankrupt\w*|insolven\w*|going concern|creditors?|late payments?|pays? (?:its )?suppliers late|fraud\w*|raid(?:ed|s)?|delist\w*|defaults?|burn(?:s|ing) (?:through )?cash|collaps\w+|running out of (?:cash|money)|fights? for survival|fire sale|liquidat\w+|administrators?|wind(?:s|ing)? down|shut(?:s|ting)? down|on the brink|chapter 11|criminal|misses payroll|unpaid)\b").needs(&["press_independent"]).without("rival competitor*").also(UNSURE | WISH | ELSEWHERE),
    Rule::level(NEWS, -1, r"\b(?:los(?:es|ing) ground|cut(?:s|ting)? costs|postpones?|pauses?|paused|clos(?:e|es|ing) (?:the |its |an? )?(?:[a-z]+ )?(?:operation|office|site|plant|hub)s?|exits?|slow(?:s|ed|ing|down|er)\b|profit warning|losses (?:widen\w*|grow\w*|mount\w*|deepen\w*)|wider loss|misses|missed|struggl\w+|weak(?:er|ening|ness)?|under (?:pressure|fire)|hiring freeze|freez(?:es|ing) hiring|lawsuit|sued|probe|investigat\w+|downgrad\w*|los(?:es|t) (?:a |its |an? )?(?:\w+ )?(?:big|biggest|major|key|largest|contract|customer|client)|criticis\w+|squeez\w+|disappoint\w*|sluggish|stall(?:s|ed|ing)|backlash|setback|shrink\w*|delays?|delayed|headwinds?)\b").needs(&["press_independent"]).without("record #x wins won soar* expand* booming").also(UNSURE | ELSEWHERE),
    // What the writer says of the tone.
    Rule::level(NEWS, -2, r"\b(?:alarming|dire|disastrous|catastrophic|very (?:bad|negative|worrying)|terrible press)\b").needs(&["press_independent"]),
    Rule::level(NEWS, 1, r"\b(?:(?:mildly|slightly|cautiously|moderately|rather|quite|fairly|mostly) (?:positive|good|optimistic|upbeat|favou?rable)|mild but good|positive (?:tone|coverage)|tone:? (?:is )?positive)\b").needs(&["press_independent"]).also(ELSEWHERE),
    Rule::level(NEWS, 0, r"\b(?:neutral|treads? water|treading water|mixed (?:bag|picture|results|coverage|signals)|flat|steady|stable|unchanged|quiet|business as usual|unremarkable|neither good nor bad|nothing (?:new|much|remarkable)|so-so|uneventful)\b").needs(&["press_independent"]).without("record soar* #x bankrupt* insolven* loss losses lawsuit slow* wins").also(ELSEWHERE),
    // Customers: this year compared with the last one says most.
    Rule::level(CUSTOMERS, 0, r"(?:(?:the )?same as \x05|\b(?:neither (?:better|good)|no (?:better|worse),? (?:and |or |nor )?no|nothing (?:has )?changed|the same as (?:ever|always|before|in)|same as (?:ever|always|before)|no (?:real |big )?(?:change|difference)|mixed|unchanged|meh|it's ok|it's okay|does the job|so-so)\b)").needs(&["forum_post"]).without("delighted fantastic cancel* cancelled leaving").also(ELSEWHERE),
    Rule::level(CUSTOMERS, -1, r"\b(?:(?:bit|little|slightly|somewhat|lot|much|way|far|noticeably|got|getting|gotten|even|become|became|is|are) worse|worse than|gone downhill|going downhill|went downhill|(?:got|is|are|getting|gotten|become) slower|slower (?:than|since)|less reliable|more often than|used to be (?:better|good|great)|not as good)\b").needs(&["forum_post"]).without("better neither leaving cancel* cancelled switched").also(ELSEWHERE | UNSURE),
    Rule::level(CUSTOMERS, 2, r"\b(?:(?:way|much|far|so much|a lot|miles|hugely|massively|vastly|tons|light-years) better|best (?:\w+ ){0,3}(?:ever|yet|year|decision|support|product|tool)|(?:is|it's|are) a dream|wouldn't go back|best (?:subscription|purchase|money)|(?:absolutely |really |still )?(?:love|loving) (?:it|this|them|the|how|that|what)|night and day|couldn't be happier|delighted|they listened|fantastic|brilliant|amazing|awesome|game.?changer|life.?saver|huge improvement|blown away|thrilled)\b").needs(&["forum_post"]).without("used_to worse hate but no_longer cancel* cancelled competitor rival than_them").also(ELSEWHERE),
    Rule::level(CUSTOMERS, 1, r"(?:\bbetter than \x05|\b(?:(?:bit|little|slightly|somewhat|getting|got|gotten|is|are|noticeably|become|steadily) better|better than (?:it|before|ever)|improv(?:ed|ing|es|ement|ements)|happier|happy with|quite happy|pretty good|good support|works (?:well|fine)|pleased|satisfied|can recommend|would recommend|reliable|solid)\b)").needs(&["forum_post"]).without("not worse rival competitor than_theirs no_longer unreliable hasn't cancel* switched leaving").also(ELSEWHERE),
    Rule::level(CUSTOMERS, -2, r"\b(?:(?:everyone|everybody|half of (?:us|the|my)|many of us|lots of (?:us|people)|we(?:'re| are| have|'ve)?|i'm|i am|i have|i've|all of us|people are|customers are)[^.;?!]{0,30}?(?:cancel\w*|switch(?:ed|ing)|leaving|left|moved? (?:away|off|to)|moving (?:away|off|to)|migrat(?:ed|ing)|dump(?:ed|ing)|ditch(?:ed|ing)|doing the same|jumping ship|done with)|(?:cancel+ed|switched (?:away|to|from)|swapped from|jumped ship|never again|not renew\w*|won't (?:be )?renew\w*|leaving (?:them|for)|moved (?:away|off)|migrated (?:away|off)|looking for (?:an )?alternatives?))\b").needs(&["forum_post"]).without("staff employees job better love stayed came_back coming_back glad_we").also(ELSEWHERE | UNSURE | WISH),
];

#[cfg(test)]
mod tests {
    use crate::notes::prose::tests::check;

    #[test]
    fn head_counts_and_growth_of_the_company_are_found() {
        check("recruiter_said", "About 450 folks as of last June.", &["company.headcount 450 @2026-06"]);
        check("recruiter_said", "whole bank is over 4000 people", &["company.headcount 4000.."]);
        check(
            "hiring_manager_said",
            "The wider company hired a lot too, up 17% YoY.",
            &["company.headcount_growth_12m 17"],
        );
        check(
            "recruiter_said",
            "growth planned: 20 to 30% within the coming 18 months",
            &["company.growth_plan_18m 20..30 plan"],
        );
    }

    #[test]
    fn numbers_of_the_company_in_any_order() {
        check(
            "recruiter_said",
            "We're 175 strong (we were 110 this time last year).",
            &["company.headcount 175", "company.headcount 110 @2025-10"],
        );
        check(
            "recruiter_said",
            "As of December 31, 2025, the company employed 340 people, compared with 310 a year earlier.",
            &["company.headcount 340 @2025-12-31", "company.headcount 310 @2024-12-31"],
        );
        check(
            "press_independent",
            "Staff grew 22% last year, and the firm intends to add another 35% within eighteen months.",
            &["company.headcount_growth_12m 22", "company.growth_plan_18m 35 plan"],
        );
        check(
            "recruiter_said",
            "The budget lets the company grow by a quarter over the next 18 months.",
            &["company.growth_plan_18m 25 plan"],
        );
        check("press_independent", "They asked 7 percent of staff to go in March.", &["company.layoff 2026-03 7%"]);
        check(
            "press_independent",
            "notice given on 4 November 2024 for 46 posts",
            &["company.layoff 2024-11-04 46 people"],
        );
        check("peer_em_said", "the next reorg lands in November", &["company.shakeup 2026-11 reorg plan"]);
        check("recruiter_said", "Redundancies: the last were 30 months ago.", &["company.layoffs_recency 30"]);
        check("recruiter_said", "Brillo, who are the other ones, sacked 200 in January.", &[]);
    }

    #[test]
    fn rounds_layoffs_and_shake_ups_are_dated_events() {
        check(
            "recruiter_said",
            "Series D, $120M, closed on 20 Nov 2025",
            &["company.funding_round 2025-11-20 USD 120000000 Series D"],
        );
        check(
            "aggregator",
            "| 2023-02-20 | Series A | $22M |",
            &["company.funding_round 2023-02-20 USD 22000000 Series A"],
        );
        check("recruiter_said", "profitable & self-funded since 2019", &["company.funding_recency 6"]);
        check(
            "press_independent",
            "Acme lays off 120 people, about 18% of staff, on 14 July",
            &["company.layoff 2026-07-14 120 people"],
        );
        check(
            "own_observation",
            "Looked at state notices and three papers: no layoffs in the last five years.",
            &["company.layoffs_recency 60"],
        );
        check(
            "press_independent",
            "new head of engineering, Thandi, started 16 February 2026",
            &["company.shakeup 2026-02-16 new_head"],
        );
        check("network_insider", "The last shake-up is thirty months behind us.", &["company.shakeup_recency 30"]);
    }

    #[test]
    fn openings_are_counted_on_careers_pages_and_in_talks() {
        check("careers", "Engineering Manager: 5 (Fleet, Infra)", &["company.open_em_roles 5"]);
        check("careers", "Senior Engineering Manager: 1", &["company.open_m2_roles 1"]);
        check("careers", "37 eng reqs open. EM: 4.", &["company.open_eng_roles 37", "company.open_em_roles 4"]);
        check("recruiter_said", "6 EM openings right now", &["company.open_em_roles 6"]);
    }

    #[test]
    fn what_the_company_did_not_say_is_no_fact() {
        check("recruiter_said", "Is it 300 people or 500 people?", &[]);
        check("recruiter_said", "If we close the round we go to 400 people.", &[]);
        check("recruiter_said", "At my last job we had 90 employees.", &[]);
        check("recruiter_said", "The rival cut 15% of staff in August.", &[]);
        check("recruiter_said", "no layoffs that anyone remembers", &[]);
        check("recruiter_said", "ARR of 4.2m, 210 restaurants, 1 million users, revenue up 40%", &[]);
        check("recruiter_said", "base $212,000, bonus 12%, 4,500 RSUs", &[]);
        check("recruiter_said", "They hope to have 500 employees one day.", &[]);
    }
}

//! `company.*`: size, growth, plans, and what others say. Events and openings have files of their own.

use super::keys::{CUSTOMERS, HEADCOUNT, HEADCOUNT_GROWTH, NEWS, PLAN, RATING};
use crate::notes::prose::rule::Read::Minus;
use crate::notes::prose::rule::Rule;
use crate::notes::prose::rule::mood::{ELSEWHERE, UNSURE, WISH};

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

const NOT_GROWTH: &str = "revenue revenues sales arr mrr gmv customer* client* user users traffic order orders turnover bookings profit profits margin volume subscribers subscription* salary pay comp rent price prices costs bonus equity market downloads parcels attrition valuation will plan* coming next target* budget* forecast* want* aim* goal eng engineering engineer* dev devs r_d tech department dept neighbour* neighbor* next_door sister laid layoff* cut team teams";
const NOT_COMPANY_GROWTH: &str = "revenue revenues sales arr mrr gmv customer* user users traffic orders turnover bookings profit volume subscribers salary pay will plan plans target* budget* forecast* want* aim* goal";
const NOT_GROWN: &str = "revenue revenues sales arr mrr gmv user users traffic orders turnover bookings profit volume subscribers salary pay price* costs eng engineering engineers devs r_d tech department dept team teams neighbour* neighbor* next_door sister laid layoff*";
const YEARLY: &str = "twelvemonth 12mo #d #u year yr yoy y_y annually ttm yearly p_a";
const SHRINKING: &str = "shrank shrunk shrink* fell fallen decline* declin* decrease* smaller dropped contracted down minus lost loss fewer";
const PLANNING: &str = "should_be signed_off set_to plan plans planned planning planed will going_to budget budgeted budgets target targets targeting targeted aim aims aiming want wants expect* intend* forecast* approved projected goal headcount_plan growth_plan hiring_plan we'll they'll roadmap foreseen";
const AHEAD: &str = "#u #d coming next year following fy fy27 fy28 h1 h2 months";
const NO_PLAN: &str = "last_year fluctuation revenue revenues sales arr mrr gmv customer* client* user users traffic salary pay bonus equity costs market price* margin churn attrition utilisation coverage tests of_the_time full_time part_time effort vest* remote tax";
const NO_LOOSE_PLAN: &str = "hopes personally wishes fluctuation revenue revenues sales arr mrr gmv customer* client* user users traffic salary salaries pay paid bonus equity costs market price* margin churn attrition utilisation coverage tests of_the_time full_time part_time effort vest* remote tax grew grown last past yoy laid cut layoff* if shrink* smaller raise raises";
const GROW_PLAN: &str = "grow* headcount hire hires hiring people bigger staff staffing team* increas* engineers expan* growth eng add adding more scale heads hc";

/// What is clear.
pub(super) const RULES: &[Rule] = &[
    // Ratings; those of single topics are none of the company.
    Rule::slot(RATING, r"\b(?:overall|rating|score|scored?|rated|stars?|average|avg|company|total|gesamt|glassdoor|kununu|blind|indeed|comparably|now|stands at|currently)\b[^.;?!\x01\x04]{0,16}?(?:{n}|{s})(?:$|[^a-z\x01-\x07]| ?[(/*]| (?:stars?|overall|out|from|based|on|of|with|and|now|points)\b)").needs(&["employee_reviews"]).without("was used_to joined difficulty before_i ago complain* single"),
    Rule::slot(RATING, r"@employee_reviews (?P<q>\W{0,4}(?:{n}|{s}))(?:,|$|;| (?:out|of|overall|from|on|in|based|-|\(|stars?)|\. |\.$)").without("used_to joined complain* single"),
    // Growth that is over, before plans: *grew 40% and wants to add another 30%*.
    Rule::slot(HEADCOUNT_GROWTH, r"\b(?:grew|grown|swelled|swollen|shot up|rose|risen|went up|increased|climbed|jumped|ballooned|mushroomed|expanded)(?: (?:by|about|roughly|around|some|almost|over|nearly|headcount|staff|another))* {p}").needs(&["headcount head_count employee* staff workforce personnel payroll company firm business", YEARLY]).without(NOT_GROWN).yearly(),
    // Plans of growth.
    Rule::slot(PLAN, r"\b(?:plans?|planning|intends?|aims?|wants?|expects?|going|set|will|'ll|budget[a-z]*|lets|allows)(?: the)?(?: company| us| them| staff| headcount)? (?:to )?(?:grow|expand|add|increase|get|be)(?: \x22?[a-z]+){0,3}? (?:by )?\x22?{p}").needs(&[AHEAD]).without(NO_PLAN).also(WISH),
    Rule::slot(PLAN, r"{p}").needs(&[PLANNING, GROW_PLAN, AHEAD]).without(NO_LOOSE_PLAN).also(WISH),
    Rule::slot(PLAN, r"{x}").needs(&[PLANNING, AHEAD]).without("revenue sales arr customer* users capacity salary if").also(WISH),
    // Growth in the last year.
    Rule::new(HEADCOUNT_GROWTH, Minus, concat!(r"(?:\b|^)(?:", firm!(), r"|headcount|head count|overall|total|all staff|workforce|employees|staff(?: numbers)?|we(?:'ve)?|they(?:'ve)?|hc)(?: (?:has|have|is|are|been|also))*[ :]+(?:[a-z]+ )?{shrink}(?: (?:by|about|headcount|in size|of|staff|its))* ?{p}")).needs(&[YEARLY]).without(NOT_COMPANY_GROWTH).yearly(),
    Rule::slot(HEADCOUNT_GROWTH, concat!(r"(?:\b|^)(?:", firm!(), r"|headcount|head count|hc|overall|total|all staff|workforce|personnel|employees|staff(?: numbers| count)?|employee (?:count|numbers)|number of employees)(?: (?:has|have|is|are|was|been|also|there|here|really|just|itself|as a whole|a lot))*[ :=,|(]+(?:hired a lot too, )?(?:{grow}|went up|has gone up)(?: (?:by|of|with|at|around|headcount|in size|staff|employees|head count|the company|rate))*[ :=|(]+\x22?{p}")).needs(&[YEARLY]).without("will plan plans target* budget* forecast* want* aim* goal").yearly(),
    Rule::slot(HEADCOUNT_GROWTH, r"\b(?:headcount|head count|hc|employees?|company(?:-wide)?|staff|workforce|people|total)(?: [a-z]+){0,2}? (?:growth|change|increase)\b[^.;?!\x02]{0,40}?{p}").without(NOT_COMPANY_GROWTH).yearly(),
    Rule::slot(HEADCOUNT_GROWTH, r"{p} (?:[a-z]+ )?(?:headcount|employee|company|company-wide|staff|workforce|total)(?: [a-z]+)? (?:growth|increase)").without(NOT_COMPANY_GROWTH).yearly(),
    Rule::new(HEADCOUNT_GROWTH, Minus, r"{p}").needs(&["headcount head_count employee* staff workforce company firm aggregator", SHRINKING, YEARLY]).without(NOT_GROWTH).yearly(),
    // Everybody who works there.
    Rule::slot(HEADCOUNT, r"{n} (?:people|persons|employees|folks|heads|ppl|souls|staff)\x22? (?:in total|overall|altogether|all told|all in|in all)\b").without("department dept departement team squad tribe customers interviewed open reports line_manage laid cut").least(5.0),
    Rule::slot(HEADCOUNT, concat!(r"(?:^|[^a-z]|\b(?:the|our|their|this|my) )(?P<q>", firm!(), link!(), r"{n}(?: ", heads!(), r")?)", then!())).without("ago_was customers clients dept_is"),
    Rule::slot(HEADCOUNT, concat!(r"(?:^|[.,;|(\x22>!] ?|\b(?:the|total|company|overall|our|their|current|global|whole|full|and|with|of|has|average|fy|official|reported|all|is|says|shows|said|wide|worldwide|[a-z]:|size:|linkedin:|numbers:|facts:|record:|profile:) ?|@\w+ )(?P<q>(?:total |average |avg |mean |monthly )*(?:headcount|head count|hc|employees|number of employees|no  ?of employees|# (?:of )?employees|employee (?:count|base|number)s?|staff|staff count|workforce|payroll|company size|size|all employees|all staff|ftes?|fulltime employees|full-time employees)(?: \(?(?:total|overall|company|company-?wide|all|global|worldwide|fte|average|avg|year-end|during the year)\)?)*", link!(), r"{n}(?: ", heads!(), r")?)", then!())).without("dept department departement team squad tribe engineering_headcount eng_headcount cut layoff* laid hire hired sales_headcount marathon notice warn line_manage").least(5.0),
    Rule::slot(HEADCOUNT, r"{n}[- ](?:person|people|employee|head|man|strong|ppl|fte)[- ](?:[a-z]+ ){0,3}?(?:company|startup|start-up|scale-?up|firm|business|outfit|shop|bank|agency|place|organi[sz]ation)\b"),
    Rule::slot(HEADCOUNT, r"\b(?:employs?|employing|employed|workforce of|staff of|payroll of|headcount of) (?:now |currently |some |a total of )?{n}").without("dept department departement team squad eng engineers customers"),
    Rule::slot(HEADCOUNT, r"(?P<q>{n} (?:people|persons|employees|staff|folks|heads|ppl|souls|colleagues)?)(?: (?:in total|total|overall|now|today|altogether|worldwide|strong|all in|in the company))?[,;:( ]{1,3}(?:of (?:whom|which|them|those|these),? )?(?:with |and |thereof |incl\w* |eng(?:ineering)?(?: is)? |tech(?: is)? )*(?:{N}|half|a third|two thirds|most) ?(?:of (?:them|whom|those|these|us) ?)?(?:are |is |work )?(?:in |on )?(?:the )?(?:eng\b|engineering|engineers|engs\b|devs\b|developers|tech\b|r&d)").without("dept department departement team squad tribe unit division office hub").least(12.0),
    Rule::slot(HEADCOUNT, r"{n} (?:people|persons|employees|folks|heads|ppl|colleagues|staff|humans|of us|strong)\x22? (?:[a-z]+ )?(?:in total|total|overall|altogether|all in|all told|worldwide|globally|company-?wide|across (?:the )?(?:company|business|firm|group|globe|world|\x01 (?:offices|countries|sites|locations|continents|cities))|(?:in|at) (?:the )?(?:whole |entire |wider )?(?:company|firm|business|start-?up|bank)|on (?:the |their )?payroll|work(?:ing)? (?:here|there)|working (?:for|at)|employed|incl\w* (?:the )?founders)").without(PART),
    Rule::slot(HEADCOUNT, concat!(r"(?:^|[.,;:(\x22>] ?|@\w+ |\bover |\bis )(?P<q>{n} (?:people|ppl|folks|persons|colleagues|heads|souls))", then!())).needs(&["recruiter_said company_marketing aggregator company_record"]).without(PART).least(60.0),
];

/// What has to be judged: the tone of the press and of customers.
pub(super) const LOOSE: &[Rule] = &[
    // What the headlines say.
    Rule::level(NEWS, -2, r"\b(?:substantial doubt|solvency|special monitor|regulator (?:appoints|steps in|opens)|closures|fear for|(?:second|third) ceo departure|bankrupt\w*|insolven\w*|going concern|creditors?|late payments?|pays? (?:its )?suppliers late|fraud\w*|raid(?:ed|s)?|delist\w*|defaults?|burn(?:s|ing) (?:through )?cash|collaps\w+|running out of (?:cash|money)|fights? for survival|fire sale|liquidat\w+|administrators?|wind(?:s|ing)? down|shut(?:s|ting)? down|on the brink|chapter 11|criminal|misses payroll|unpaid)\b").needs(&["press_independent"]).without("rival competitor*").also(UNSURE | WISH | ELSEWHERE),
    Rule::level(NEWS, -1, r"\b(?:los(?:es|ing) ground|cut(?:s|ting)? costs|postpones?|pauses?|paused|clos(?:e|es|ing) (?:the |its |an? )?(?:[a-z]+ )?(?:operation|office|site|plant|hub)s?|exits?|slow(?:s|ed|ing|down|er)\b|profit warning|losses (?:widen\w*|grow\w*|mount\w*|deepen\w*)|wider loss|misses|missed|struggl\w+|weak(?:er|ening|ness)?|under (?:pressure|fire)|hiring freeze|freez(?:es|ing) hiring|lawsuit|sued|probe|investigat\w+|downgrad\w*|los(?:es|t) (?:a |its |an? )?(?:\w+ )?(?:big|biggest|major|key|largest|contract|customer|client)|criticis\w+|squeez\w+|disappoint\w*|sluggish|stall(?:s|ed|ing)|backlash|setback|shrink\w*|delays?|delayed|headwinds?)\b").needs(&["press_independent"]).without("record #x wins won soar* expand* booming").also(UNSURE | ELSEWHERE),
    // Customers: this year compared with the last one says most.
    Rule::level(CUSTOMERS, 2, r"\b(?:(?:way|much|far|so much|a lot|miles|hugely|massively|vastly|tons|light-years) better|best (?:\w+ ){0,3}(?:ever|yet|year|decision|support|product|tool)|(?:is|it's|are) a dream|wouldn't go back|best (?:subscription|purchase|money)|(?:absolutely |really |still )?(?:love|loving) (?:it|this|them|the|how|that|what)|night and day|couldn't be happier|delighted|they listened|fantastic|brilliant|amazing|awesome|game.?changer|life.?saver|huge improvement|blown away|thrilled)\b").needs(&["forum_post"]).without("used_to worse hate but no_longer cancel* cancelled competitor rival than_them").also(ELSEWHERE),
    Rule::level(CUSTOMERS, 1, r"(?:\bbetter than \x05|\b(?:(?:bit|little|slightly|somewhat|getting|got|gotten|is|are|noticeably|become|steadily) better|better than (?:it|before|ever)|improv(?:ed|ing|es|ement|ements)|happier|happy with|quite happy|pretty good|good support|works (?:well|fine)|pleased|satisfied|can recommend|would recommend|reliable|solid)\b)").needs(&["forum_post"]).without("not worse rival competitor than_theirs no_longer unreliable hasn't cancel* switched leaving").also(ELSEWHERE),
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

//! `department.ics_per_em` and `department.ems_per_m2`: how many report to one manager.

use super::keys::{EMS, ICS};
use crate::notes::prose::rule::Rule;

const EM: &str = "em ems em's manager managers mgr mgrs lead leads tl tls teamlead teamleads";
/// What one manager has.
const SPAN: &str = "peer_em_said span spans directs direct reports reportees ics engineers devs developers each apiece squad squads team teams normal";
/// No number of those who report: those who rise, come, go or talk, or who would report to the candidate.
const NO_SPAN: &str = "promot* became become hire* hired hiring left quit leave interview* met you_would you'd you'll to_you day_one want* ready keen after open opening* posted vacancies vacant reqs panel loop used_to would meeting incl including from_day competition";

/// Those who report to a manager.
macro_rules! ics {
    () => {
        r"(?:direct reports?|directs?|reports|reportees|ics?|engineers|engs|devs|developers|people|persons|pax|folks?|lads|heads|ppl|fte'?s?)"
    };
}
/// What is so for most of them.
macro_rules! usual {
    () => {
        r"(?:normal|average|avg|mean|typical|usual|median|norm|standard|most of (?:us|them)|the rest|(?:the )?others|the (?:other (?:{em}|ones)|colleagues|peers)|everybody else|everyone else)"
    };
}

/// Before the reports of the role itself: what every manager has is no team of the candidate's.
pub(super) const RULES: &[Rule] = &[
    // Reports of one manager.
    Rule::slot(ICS, r"{n} (?:or so )?(?:direct |dir\. ?)?(?:ics?|engineers|engs|people|reports|directs|devs|developers|reportees|heads|folks|persons|ppl)?(?: each)? ?(?:per|/|for each|for every|to each|to an|to a|for a|for an|for one|to one|under each|under an|under every|a) ?(?:single )?(?:em|manager|engineering manager|eng manager|team lead|teamlead|lead|mgr|tl|line manager)\b").without("vacanc* open opening* board postings"),
    Rule::slot(ICS, r"\b(?:ics?|engineers|engs|reports|directs|devs|developers|people|reportees|heads)(?: ?/ ?| per | to | for each | for every | under each )(?:an? |one |single )?(?:em|manager|engineering manager|eng manager|mgr|tl|lead|team lead)s?\b[^.;?!\x01]{0,30}?{n}(?:$|[^a-z]{1,3}(?:[^a-z]|now|on average|or so|today|ish|right|was|$))"),
    Rule::slot(ICS, r"{n} (?:or so )?(?:direct )?(?:ics?|reports|directs|devs|developers|reportees|engineers|engs|people|heads|folks|persons|ppl)\b").needs(&[EM, "each every typical* average avg usual* normal* most median apiece norm standard policy rule_of_thumb"]).without("one_team you_will teams_of squads department dept org new_em team_has day_one you'd you'll your total director* hire* hired m2 group_em* head_of heads promot*").least(3.0),
    Rule::slot(ICS, r"\b(?:ems|managers|engineering managers|eng managers|team leads|teamleads|leads|tls|everybody|everyone|every manager|each of us|each of (?:my|our|his|her|the) {em}|most of us|all of us|the others?|others|(?:a|an|each|every|typical|average|avg|normal|most|median|per|the average|the typical)(?: of (?:her|his|our|the))? {em})(?: (?:here|there|usually|normally|typically|all|now|currently|tend to|on average|also|generally))*(?:'s|'re| (?:has|have|had|is having|are having|is handling|with|leads?|manages?|looks? after|runs?|gets?|at|is|are|carr(?:y|ies)|around|of|handles?|supervises?))(?: (?:about|around|between|now|on average|usually|typically|also|like|at|roughly|some|a team of))*,? ?{n}(?:$|[^a-z ]| (?:[^a-z]|or|on|each|ics?|engineers|engs|people|reports|directs|direct|devs|developers|persons|folks|heads|ppl|now|today|too|as well|and|at)\b?)").without("years months teams squads director* roles openings promot* became managing_managers hire* left").least(2.0),
    Rule::slot(ICS, r"@(?:me )?(?:peer_em_said|network_insider|interviewer_said) .*?(?P<q>\b(?:i|my)(?:'ve| have| had| lead| manage| run| myself have|self)?(?: got)?(?: now| currently)? ?(?:directs|reports|team|direct reports)?(?: (?:are|is|of|when i left|:|=))? ?{n} (?:ics|engineers|engs|reports|directs|devs|developers|direct reports|reportees|folks|people|ppl))\b").without("interview* met meet"),
    // Managers of one manager of managers.
    Rule::slot(EMS, r"{n} (?:engineering managers?|eng managers?|ems?|managers?|mgrs?|team leads?|leads|tls)(?: each)? ?(?:per|/|for each|for every|under each|under every|under one|\x01|under a|to each|to one|to a|below each) ?(?:{m2}|dir|head|boss)\b"),
    Rule::slot(EMS, r"(?:(?:each|every|typical|average|avg|a|per|most|the|an|our|all|both|my|her|his|\x01) ?(?:{m2}|head of|head|boss)|\b(?:directors|heads|m2s?|senior managers|group ems|heads of (?:engineering|eng|dept|department)))(?: here| there| over all of us| over us)?(?: has| have| had| with| is looking after| is having| is handling| is managing| manages?| leads?| runs?| looks after| gets?| carries| ?:| ?=)[^.;?!\x01]{0,24}?{n} (?:engineering managers?|eng managers?|ems?|managers?|team leads?|tls?|leads)\b"),
    Rule::slot(EMS, r"how many (?:{em}|direct reports|directs|reports|people)(?: [a-z']+){0,3} (?:report|under|below|you have|he have|she have|have you|per|has|does|do|a director|answer)[^?]{0,40}\?[^.;?!\x01]{0,40}?{n}").needs(&["em ems manager managers mgr mgrs lead leads tls"]).without("developers engineers ics"),
    // Managers, and where they stand.
    Rule::slot(EMS, r"\b(?:he|she|i|(?:my|our|the|his|her) (?:own )?(?:director|boss|head|vp|m2|hm)(?: [a-z]+)?)(?:'m|,)?(?: (?:currently|now|also|already|directly|was|is|am|has))* ?{has}(?: (?:now|about|direct|an?|team|group|staff|total|of))* {n} (?:other |peer |direct )?{em}").without(NO_SPAN),
    Rule::slot(EMS, r"\b(?:staff|leadership team|org|table|directs|direct reports)\b[^.;?!\x01]{0,12}[:=] ?{n} (?:other )?{em}").without(NO_SPAN),
    Rule::slot(EMS, r"(?:{em}|managers|leads) (?:\w+ )?{under} (?:him|her|me|them|you)\b[^.;!\x01]{0,16}?[:=?|](?: ?a:)? ?\W{0,2}{n}(?:$|[^a-z%])").without(NO_SPAN),
    // Those who report to one manager.
    Rule::slot(ICS, concat!("{n} ", ics!(), r" (?:each|apiece|per head|a head|a piece)\b")).without("squads_of teams_of new_teams open hire*").least(3.0),
    Rule::slot(ICS, concat!(r"\b", usual!(), r"(?: (?:here|in [a-z]+|also|too|is|are|has|have|at|between|around|about))* ?{n}(?:$|[^a-z%]| (?:too|also|as well|each|here|now|", ics!(), ")\\b)")).needs(&[SPAN]).without("salary pay age tenure years teams_of rating").least(3.0),
];

#[cfg(test)]
mod tests {
    use crate::notes::prose::tests::check;

    #[test]
    fn spans_in_many_words() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("hiring_manager_said", "I have five EMs reporting to me", &["department.ems_per_m2 5"]),
            ("hiring_manager_said", "EMs under her: 5", &["department.ems_per_m2 5"]),
            ("hiring_manager_said", "A group lead has three or four EMs each", &["department.ems_per_m2 3..4"]),
            ("hiring_manager_said", "on my staff: 5 managers", &["department.ems_per_m2 5"]),
            ("peer_em_said", "nine engineers apiece", &["department.ics_per_em 9"]),
            ("peer_em_said", "eight to a manager is the rule", &["department.ics_per_em 8"]),
            ("hiring_manager_said", "She has 4 managers under her", &["department.ems_per_m2 4"]),
            ("hiring_manager_said", "How many managers report to you? Seven.", &["department.ems_per_m2 7"]),
            ("hiring_manager_said", "5 EMs per director", &["department.ems_per_m2 5"]),
            ("hiring_manager_said", "every director runs five or six EMs", &["department.ems_per_m2 5..6"]),
            ("hiring_manager_said", "A director has 6 EMs on average", &["department.ems_per_m2 6"]),
            ("hiring_manager_said", "I manage six engineering managers", &["department.ems_per_m2 6"]),
            ("hiring_manager_said", "direct reports of mine: 5 EMs and a staff engineer", &["department.ems_per_m2 5"]),
            ("hiring_manager_said", "each head of has 4 team leads", &["department.ems_per_m2 4"]),
            ("hiring_manager_said", "I currently manage five managers", &["department.ems_per_m2 5"]),
            ("hiring_manager_said", "Q: how many EMs do you have? A: four, soon five", &["department.ems_per_m2 4"]),
            ("hiring_manager_said", "A head of dept leads 3-4 EMs.", &["department.ems_per_m2 3..4"]),
            ("peer_em_said", "Directors have 5-6 EMs each", &["department.ems_per_m2 5..6"]),
            ("peer_em_said", "my boss has seven EMs", &["department.ems_per_m2 7"]),
            ("peer_em_said", "A typical EM here has 8 direct reports", &["department.ics_per_em 8"]),
            ("peer_em_said", "Most managers have 6-8 engineers", &["department.ics_per_em 6..8"]),
            ("peer_em_said", "EMs have \"8 to 10 directs each\"", &["department.ics_per_em 8..10"]),
            ("peer_em_said", "about nine ICs per EM", &["department.ics_per_em 9"]),
            ("peer_em_said", "ICs per EM: 9", &["department.ics_per_em 9"]),
            ("peer_em_said", "Everyone here manages ten or eleven people", &["department.ics_per_em 10..11"]),
            ("peer_em_said", "I have 11 directs, which is normal", &["department.ics_per_em 11"]),
            ("peer_em_said", "Average team lead looks after 5 devs", &["department.ics_per_em 5"]),
            ("peer_em_said", "Every manager gets 12 reports, no exceptions", &["department.ics_per_em 12"]),
            ("peer_em_said", "on average 7.5 engineers per manager", &["department.ics_per_em 7.5"]),
            ("peer_em_said", "EMs typically have around 9 engineers", &["department.ics_per_em 9"]),
            ("peer_em_said", "Each EM: 7 ICs", &["department.ics_per_em 7"]),
            ("peer_em_said", "reports per manager 6 - 9", &["department.ics_per_em 6..9"]),
            ("peer_em_said", "the norm is ten reports for a manager", &["department.ics_per_em 10"]),
            ("peer_em_said", "managers here carry 12 people on average", &["department.ics_per_em 12"]),
            ("peer_em_said", "8 engs / EM", &["department.ics_per_em 8"]),
            ("peer_em_said", "the ratio of engineers to managers is 8", &["department.ics_per_em 8"]),
            ("peer_em_said", "one EM for every 7 devs", &["department.ics_per_em 7"]),
            ("peer_em_said", "Typically 7 or 8 folks per manager.", &["department.ics_per_em 7..8"]),
            ("peer_em_said", "An EM has on average six engineers", &["department.ics_per_em 6"]),
            ("peer_em_said", "We EMs have up to 14 reports each", &["department.ics_per_em ..14"]),
        ];
        for (kind, text, expect) in cases {
            check(kind, text, expect);
        }
    }

    #[test]
    fn other_numbers_about_managers_are_left_alone() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("hiring_manager_said", "we hired two EMs", &[]),
            ("hiring_manager_said", "two EMs in the panel", &[]),
            ("hiring_manager_said", "In my last role 4 EMs reported to me", &[]),
            ("hiring_manager_said", "Two EMs left", &[]),
            ("hiring_manager_said", "I interviewed with three EMs", &[]),
            ("peer_em_said", "EM:IC ratio is 1 to 8", &[]),
            ("peer_em_said", "an EM needs 5 years of experience", &[]),
            ("peer_em_said", "the EMs meet every 2 weeks", &[]),
            ("peer_em_said", "My last team had 9 reports", &[]),
            ("peer_em_said", "EMs get 25 days off", &[]),
            ("peer_em_said", "every EM has two teams", &[]),
            ("peer_em_said", "There are 12 EMs in the department", &[]),
            ("peer_em_said", "EMs interviewed 8 people", &[]),
            ("peer_em_said", "an EM hires 4 engineers a year", &[]),
            ("peer_em_said", "a manager needs 3 references", &[]),
            ("peer_em_said", "EMs have a budget of 5 trips", &[]),
            ("peer_em_said", "each manager hired 2 people", &[]),
        ];
        for (kind, text, expect) in cases {
            check(kind, text, expect);
        }
    }
}
